/** Gaps that bear on a control, with the ways to link one and to start one from a failure pattern. */
import { useState } from "react";
import { GapPicker, GapStateMark, LinkTo, SeverityMark, useDates } from "../../../audit";
import { useDone } from "../../../audit/done";
import { Button, type Choice, FailureNote, InspectorSection, Skeleton } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { Control, Failure, GapLine } from "../../../wire/wire.gen";
import { StartGapDialog } from "./StartGapDialog";
import { I } from "./texts";

const MOST = 50;

/** The gaps that bear on a control, the worst first. */
export function useGapsOf(code: string) {
  const engagement = useEngagement();
  return useRead("gap.page", {
    query: {
      engagement,
      text: null,
      filters: [{ column: "controls", test: { is: "any_of", values: [code] } }],
      sort: [
        { column: "open", descending: true },
        { column: "score", descending: true },
      ],
      offset: 0,
      limit: MOST,
    },
  });
}

/** A gap that bears on these controls, as one change. */
export function bearOn(engagement: string, gap: string, controls: readonly string[]) {
  return call("gap.edit", { engagement, gap, facts: { controls: [...controls] } });
}

export function GapsPart({ control }: { control: Control }) {
  const [doing, setDoing] = useState<"link" | "start">();
  const read = useGapsOf(control.code);
  const open = read.data?.rows.filter((gap) => gap.open) ?? [];
  const closed = (read.data?.rows.length ?? 0) - open.length;
  return (
    <InspectorSection title={I.gaps} count={read.data && I.gapsCount(open.length)}>
      {read.failure && <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />}
      {!read.data && !read.failure && <Skeleton lines={1} />}
      {read.data?.rows.length === 0 && <p className="faint">{I.noGaps}</p>}
      <ul className="refs">
        {open.map((gap) => (
          <Line key={gap.id} gap={gap} />
        ))}
      </ul>
      {closed > 0 && <p className="micro dim">{I.closedGaps(closed)}</p>}
      {doing === "link" && <Link control={control} onEnd={() => setDoing(undefined)} />}
      {doing === "start" && <StartGapDialog control={control} onClose={() => setDoing(undefined)} />}
      {doing !== "link" && (
        <div className="row wrap">
          <Button changes icon="plus" onPress={() => setDoing("start")}>
            {I.startGap}
          </Button>
          <Button changes kind="quiet" icon="link" onPress={() => setDoing("link")}>
            {I.linkGap}
          </Button>
        </div>
      )}
    </InspectorSection>
  );
}

function Line({ gap }: { gap: GapLine }) {
  const dates = useDates();
  return (
    <li>
      <SeverityMark level={gap.level} bare />
      <span className="grow">
        <LinkTo noun="gap" id={gap.id} name={`${gap.reference} ${gap.title}`}>
          {gap.title}
        </LinkTo>
        <span className="micro dim gap-state">
          <span>{[gap.reference, gap.due_on && I.due(dates.day(gap.due_on))].filter(Boolean).join(" · ")}</span>
          <GapStateMark state={gap.state} />
        </span>
      </span>
    </li>
  );
}

function Link({ control, onEnd }: { control: Control; onEnd(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const [gap, setGap] = useState<Choice | null>(null);
  const [failed, setFailed] = useState<Failure>();
  const act = async () => {
    if (!gap) return;
    setFailed(undefined);
    try {
      const { controls } = await call("gap.show", { engagement, gap: gap.value });
      const reference = gap.label.split(" ")[0] ?? gap.label;
      if (!controls.includes(control.id)) {
        await done(
          () => bearOn(engagement, gap.value, [...controls, control.id]),
          () => I.linked(reference, control.code),
          { action: "gap.edit" },
        );
      }
      onEnd();
    } catch (thrown) {
      setFailed(asFailure(thrown));
    }
  };
  return (
    <div className="col">
      <GapPicker label={I.linkGapLabel} value={gap} onChange={setGap} autoFocus />
      {failed && <FailureNote {...wordsFor(failed)} />}
      <div className="row wrap">
        <Button kind="primary" disabled={!gap} onPress={() => void act()}>
          {I.link}
        </Button>
        <Button onPress={onEnd}>{I.cancel}</Button>
      </div>
    </div>
  );
}
