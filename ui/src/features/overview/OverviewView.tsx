/** The overview: an engagement in one look. It counts nothing itself, and each number goes to the rows behind it. */
import { useDates } from "../../audit/date-format";
import { Button, EmptyState, FailureNote, Loading, ViewTools } from "../../kit";
import { useGo } from "../../kit/place";
import { useEngagementOrNone } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Overview } from "../../wire/wire.gen";
import { Deadlines } from "./Deadlines";
import { FollowUps } from "./FollowUps";
import { Gaps } from "./Gaps";
import { Lost } from "./Lost";
import { PeriodFigures } from "./PeriodFigures";
import { Readiness } from "./Readiness";
import { Requests } from "./Requests";
import { StillPossible } from "./StillPossible";
import { T } from "./texts";
import { Watch } from "./Watch";
import "./overview.css";
import "./lists.css";

export function OverviewView() {
  const engagement = useEngagementOrNone();
  return engagement === null ? <NoEngagement /> : <OfEngagement engagement={engagement} />;
}

function NoEngagement() {
  const go = useGo();
  return (
    <>
      <ViewTools title={T.title} />
      <div className="page">
        <EmptyState
          icon="overview"
          title={T.none.title}
          words={T.none.words}
          action={
            <Button kind="primary" onPress={() => go({ view: "scope" })}>
              {T.none.go}
            </Button>
          }
        />
      </div>
    </>
  );
}

function OfEngagement({ engagement }: { engagement: string }) {
  const go = useGo();
  const dates = useDates();
  const read = useRead("overview.show", { engagement });
  const day = read.data?.today;
  const weekday = day && T.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return (
    <>
      <ViewTools
        title={T.title}
        words={day && T.sub(`${weekday} ${dates.day(day)}`)}
        end={
          <>
            <Button kind="quiet" icon="play" onPress={() => go({ view: "walkthrough" })}>
              {T.walkthrough}
            </Button>
            <Button icon="packets" onPress={() => go({ view: "packets" })}>
              {T.exportPacket}
            </Button>
          </>
        }
      />
      <div className="page" aria-busy={read.loading}>
        {read.failure ? (
          <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
        ) : read.data ? (
          <Look overview={read.data} engagement={engagement} />
        ) : (
          <Loading words={T.loading} />
        )}
      </div>
    </>
  );
}

function Look({ overview, engagement }: { overview: Overview; engagement: string }) {
  return (
    <div className="ov">
      <PeriodFigures overview={overview} />
      <Watch overview={overview} />
      <StillPossible fixable={overview.fixable} />
      <Lost lost={overview.lost} />
      <div className="ov-side">
        <Requests requests={overview.requests} />
        <Gaps gaps={overview.gaps} />
        <Readiness now={overview.readiness} engagement={engagement} />
      </div>
      <Deadlines deadlines={overview.deadlines} />
      <FollowUps engagement={engagement} today={overview.today} />
    </div>
  );
}
