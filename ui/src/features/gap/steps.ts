/** Which steps a gap can make, as the model has them; the program has the last word on each. */
import type { Gap, GapState, Level, Severity } from "../../wire/wire.gen";

const NEXT: Record<GapState, readonly GapState[]> = {
  open: ["in_progress", "fixed_awaiting_proof", "accepted_risk"],
  in_progress: ["fixed_awaiting_proof", "open", "accepted_risk"],
  fixed_awaiting_proof: ["retested", "in_progress", "accepted_risk"],
  retested: ["operating_since", "reopened"],
  operating_since: ["reopened"],
  accepted_risk: ["reopened"],
  reopened: ["in_progress", "fixed_awaiting_proof", "accepted_risk"],
};

/** States that can follow one. */
export function nextOf(state: GapState): readonly GapState[] {
  return NEXT[state];
}

export type PlainStep = "open" | "in_progress" | "reopened";

/** Whether a step needs nothing but itself. */
export function isPlain(state: GapState): state is PlainStep {
  return state === "open" || state === "in_progress" || state === "reopened";
}

/** Whether nothing was done about a gap yet, so that it can be removed. */
export function isUntouched({ state, fixed_on, retest, acceptance_of_risk, prior }: Gap): boolean {
  return state === "open" && !fixed_on && !retest && !acceptance_of_risk && !prior;
}

/** The level of a severity, by the model's bounds. */
export function levelOf({ likelihood, impact }: Severity): Level {
  const score = likelihood * impact;
  if (score >= 20) return "critical";
  if (score >= 10) return "high";
  return score >= 5 ? "medium" : "low";
}

/** Which of the five steps of the heat map's ramp a score stands on; the same as in packets. */
export function heatStep(score: number): 1 | 2 | 3 | 4 | 5 {
  if (score >= 20) return 5;
  if (score >= 15) return 4;
  if (score >= 10) return 3;
  return score >= 5 ? 2 : 1;
}

/** A gap's number as printed. */
export function referenceOf(gap: { number: number }): string {
  return `GAP-${String(gap.number).padStart(3, "0")}`;
}
