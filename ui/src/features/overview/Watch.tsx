/** What to watch, a tile each: escalation, notification clock, critical path, evidence that goes stale, the auditor's questions. */
import type { ReactNode } from "react";
import { useDates } from "../../audit/date-format";
import { placeOf } from "../../audit/link";
import { Button, Mark, type MarkShape, type Tone } from "../../kit";
import { useGo } from "../../kit/place";
import type { Overview } from "../../wire/wire.gen";
import { RowsButton } from "./RowsButton";
import { WATCH as W } from "./texts";

function Tile(props: {
  title: string;
  /** The figure is a name rather than a number. */
  named?: boolean;
  /** All of it, where it may be cut off. */
  whole?: string;
  shape: MarkShape;
  tone: Tone;
  figure: ReactNode;
  words: ReactNode;
  more?: ReactNode;
}) {
  return (
    <li className={props.named ? "ov-tile named" : "ov-tile"}>
      <h2 className="label">{props.title}</h2>
      <div className="ov-figure">
        <Mark shape={props.shape} tone={props.tone} />
        <span className="clip" title={props.whole}>
          {props.figure}
        </span>
      </div>
      <div className="ov-words">
        <span className="clip">{props.words}</span>
        {props.more}
      </div>
    </li>
  );
}

export function Watch({ overview }: { overview: Overview }) {
  return (
    <ul className="panel ov-watch" aria-label={W.label}>
      <Escalation overview={overview} />
      <ClockTile overview={overview} />
      <Critical overview={overview} />
      <Stale overview={overview} />
      <Questions overview={overview} />
    </ul>
  );
}

type Of = { overview: Overview };

function Escalation({ overview: { escalation } }: Of) {
  const dates = useDates();
  const first = escalation.steps[0];
  const { findings, plan_rows } = escalation;
  const count = (link: typeof findings) => link.ids.length + link.more;
  const [found, planned] = [count(findings), count(plan_rows)];
  const words = W.steps(escalation.overdue);
  // Steps of two kinds stand in two views: each part of the number goes to its own.
  const both = found > 0 && planned > 0;
  return (
    <Tile
      title={W.escalation}
      shape={escalation.overdue > 0 ? "octagon" : "tick-disc"}
      tone={escalation.overdue > 0 ? "crit" : "good"}
      figure={
        escalation.overdue === 0 ? (
          W.noSteps
        ) : both ? (
          words
        ) : (
          <RowsButton link={found > 0 ? findings : plan_rows} only={W.onlyEscalation}>
            {words}
          </RowsButton>
        )
      }
      words={first && (both ? W.since(dates.day(first.day)) : `${first.reference}, ${dates.day(first.day)}`)}
      more={
        both && (
          <span className="row">
            <RowsButton link={findings} only={W.onlyEscalation}>
              {W.findings(found)}
            </RowsButton>
            <RowsButton link={plan_rows} only={W.onlyEscalation}>
              {W.messages(planned)}
            </RowsButton>
          </span>
        )
      }
    />
  );
}

/** Minutes in words: days and hours, hours and minutes, minutes. */
export function minutesWords(minutes: number): string {
  const left = Math.abs(minutes);
  if (left < 60) return W.minutes(left);
  const hours = Math.floor(left / 60);
  if (hours < 72) return W.hours(hours, left % 60);
  return W.days(Math.floor(hours / 24), hours % 24);
}

function ClockTile({ overview: { clock, waiting_for_trigger: waiting } }: Of) {
  const count = waiting.ids.length + waiting.more;
  const waitingWords = count > 0 && (
    <RowsButton link={waiting} only={W.onlyWaiting}>
      {W.waiting(count)}
    </RowsButton>
  );
  if (clock === null) {
    return <Tile title={W.clock} shape="ring" tone="none" figure={W.noClock} words={waitingWords} />;
  }
  const late = clock.minutes_left < 0;
  const words = minutesWords(clock.minutes_left);
  return (
    <Tile
      title={W.clock}
      shape={late ? "octagon" : "triangle-mark"}
      tone={late ? "crit" : "high"}
      figure={
        <RowsButton link={clock.rows} only={W.onlyRunning}>
          {late ? W.ranOut(words) : W.left(words)}
        </RowsButton>
      }
      words={`${clock.deadline.words} · ${W.running(clock.running)}`}
    />
  );
}

function Critical({ overview: { critical } }: Of) {
  const dates = useDates();
  const go = useGo();
  if (critical === null) return <Tile title={W.critical} shape="ring" tone="none" figure={W.noCritical} words="" />;
  const { rows } = critical;
  return (
    <Tile
      title={W.critical}
      shape="diamond"
      tone="accent"
      named
      whole={`${critical.reference} ${critical.title}`}
      figure={
        <Button kind="link" className="rows" onPress={() => go(placeOf("task", critical.id))}>
          {`${critical.reference} ${critical.title}`}
        </Button>
      }
      words={W.planEnds(dates.day(critical.plan_ends_on))}
      more={
        <RowsButton link={rows} only={W.onlyPath}>
          {W.path(rows.ids.length + rows.more)}
        </RowsButton>
      }
    />
  );
}

function Stale({ overview: { stale, dates: ahead } }: Of) {
  const dates = useDates();
  const first = stale.items[0];
  const title = (ahead.to_fieldwork ?? 0) > 0 ? W.stale : W.staleToday;
  if (stale.total === 0) {
    return (
      <Tile title={title} shape="tick-disc" tone="good" figure={W.noStale} words={W.staleBy(dates.day(stale.by))} />
    );
  }
  const words =
    first &&
    (first.stale ? W.staleAlready(first.reference) : W.staleFrom(first.reference, dates.day(first.stale_from)));
  return (
    <Tile
      title={title}
      shape="triangle-mark"
      tone="high"
      figure={
        <RowsButton link={stale.rows} only={W.onlyStale}>
          {W.items(stale.total)}
        </RowsButton>
      }
      words={words}
    />
  );
}

function Questions({ overview: { follow_ups: open } }: Of) {
  const go = useGo();
  const late = open.overdue > 0;
  return (
    <Tile
      title={W.followUps}
      shape={late ? "octagon" : open.count > 0 ? "bar-ring" : "tick-disc"}
      tone={late ? "crit" : open.count > 0 ? "none" : "good"}
      figure={
        <Button kind="link" className="rows" onPress={() => go({ view: "overview", part: "follow_ups" })}>
          {open.count === 0 ? W.noQuestions : W.questions(open.count)}
        </Button>
      }
      words={late ? W.overdue(open.overdue) : W.noneOverdue}
    />
  );
}
