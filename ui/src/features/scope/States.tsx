/** How far the engagement has come, and the steps that there are from here. The program refuses those that its kind doesn't have. */
import { ENGAGEMENT_KIND, ENGAGEMENT_STATE } from "../../audit";
import { useSaving } from "../../audit/done";
import { Button, FailureNote, Mark, Panel } from "../../kit";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Engagement, EngagementKind, EngagementState } from "../../wire/wire.gen";
import { T } from "./texts";

const TYPE_II: readonly EngagementState[] = [
  "planning",
  "readiness",
  "period_running",
  "fieldwork",
  "draft_report",
  "reported",
  "bridging",
];

/** The states that an engagement of that kind goes through, in order. */
export function statesOf(kind: EngagementKind): readonly EngagementState[] {
  if (kind.kind === "type_ii") return TYPE_II;
  if (kind.kind === "type_i") return TYPE_II.filter((state) => state !== "period_running" && state !== "bridging");
  return TYPE_II.slice(0, kind.period === null ? 2 : 3);
}

/** The states that are one step away; planning may leave out readiness work, and a state that the kind doesn't have is left for any. */
export function stepsFrom(engagement: Pick<Engagement, "kind" | "state">): readonly EngagementState[] {
  const states = statesOf(engagement.kind);
  const at = states.indexOf(engagement.state);
  if (at < 0) return states;
  return states.filter((_, to) => Math.abs(to - at) === 1 || (at === 0 && to === 2));
}

export function StatesPanel({ engagement }: { engagement: Engagement }) {
  const saving = useSaving();
  const states = statesOf(engagement.kind);
  const at = states.indexOf(engagement.state);
  const steps = stepsFrom(engagement);
  const move = (to: EngagementState) =>
    saving.run(
      () => call("engagement.move", { engagement: engagement.id, to }),
      (moved) => T.state.moved(ENGAGEMENT_STATE[moved.state]),
    );
  return (
    <Panel title={T.state.title} aside={ENGAGEMENT_KIND[engagement.kind.kind]}>
      <ol className="steps" aria-label={T.state.title}>
        {states.map((state, index) => (
          <li key={state} aria-current={index === at ? "step" : undefined}>
            <Mark shape={LOOKS[Math.sign(index - at)] ?? "ring"} tone={index <= at ? "accent" : "none"} />
            <span className="grow">
              {ENGAGEMENT_STATE[state]}
              <span className="vh">{index < at ? T.state.over : index > at ? T.state.ahead : T.state.now}</span>
            </span>
            {steps.includes(state) && (
              <Button
                changes
                kind={index > at ? "plain" : "quiet"}
                label={index > at ? T.state.moveTo(ENGAGEMENT_STATE[state]) : T.state.backTo(ENGAGEMENT_STATE[state])}
                busy={saving.busy}
                onPress={() => void move(state)}
              >
                {index > at ? T.state.move : T.state.back}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {at < 0 && <p className="small dim sp">{T.state.elsewhere(ENGAGEMENT_STATE[engagement.state])}</p>}
      {saving.failure && <FailureNote {...wordsFor(saving.failure)} />}
    </Panel>
  );
}

/** Over, now, ahead. */
const LOOKS: Readonly<Record<number, "tick-disc" | "half-disc" | "ring">> = {
  [-1]: "tick-disc",
  0: "half-disc",
  1: "ring",
};
