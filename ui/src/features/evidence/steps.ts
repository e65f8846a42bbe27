/** The steps of an evidence item: which its state allows, what each asks, and the request that it is. The program has the last word. */
import { call } from "../../wire/call";
import type { EvidenceLine, EvidenceState } from "../../wire/wire.gen";

export type Step = "in_review" | "accept" | "return" | "release" | "revoke" | "list_only" | "show_again" | "withdraw";

/** What a step needs to know. */
export type Ask = "reviewer" | "releaser" | "reason";

const ASKS: Record<Step, readonly Ask[]> = {
  in_review: ["reviewer"],
  accept: ["reviewer"],
  return: ["reviewer", "reason"],
  release: ["releaser"],
  revoke: ["reason"],
  list_only: ["reason"],
  show_again: [],
  withdraw: ["reason"],
};

/** What is asked before a step. */
export function asks(step: Step, ask: Ask): boolean {
  return ASKS[step].includes(ask);
}

const MOVES: Record<EvidenceState["state"], readonly Step[]> = {
  received: ["accept", "return", "in_review"],
  in_review: ["accept", "return"],
  returned: ["in_review"],
  accepted: ["release", "return", "in_review"],
  released: ["revoke"],
  superseded: [],
  withdrawn: [],
};

/** Whether an item still counts. */
export function isLive(state: EvidenceState): boolean {
  return state.state !== "superseded" && state.state !== "withdrawn";
}

/** The steps through review and release that an item's state allows, the usual one first. */
export function moves(item: Pick<EvidenceLine, "state">): readonly Step[] {
  return MOVES[item.state.state];
}

/** Whether an item can take a step. */
export function can(item: Pick<EvidenceLine, "state" | "list_only">, step: Step): boolean {
  if (!isLive(item.state)) return false;
  if (step === "withdraw") return true;
  if (step === "list_only") return item.list_only === null;
  if (step === "show_again") return item.list_only !== null;
  return moves(item).includes(step);
}

/** Whether a step is a row of the log for each item, so that no one row undoes it for several. */
export function rowEach(step: Step): boolean {
  return step === "list_only" || step === "show_again" || step === "withdraw";
}

/** What was answered. People are named by id. */
export interface Answers {
  reviewer?: string;
  releaser?: string;
  reason: string;
}

/** Takes a step with all of these items: those of review and release at once, as one row of the log. */
export async function take(step: Step, engagement: string, items: readonly string[], answers: Answers): Promise<void> {
  const evidence = [...items];
  const reason = answers.reason.trim();
  const reviewer = answers.reviewer ?? "";
  switch (step) {
    case "in_review":
      await call("evidence.review", { engagement, evidence, reviewer, verdict: { verdict: "in_review" } });
      return;
    case "accept":
      await call("evidence.review", { engagement, evidence, reviewer, verdict: { verdict: "accepted" } });
      return;
    case "return":
      await call("evidence.review", { engagement, evidence, reviewer, verdict: { verdict: "returned", reason } });
      return;
    case "release":
      await call("evidence.release", { engagement, evidence, by: answers.releaser ?? "" });
      return;
    case "revoke":
      await call("evidence.revoke_release", { engagement, evidence, reason });
      return;
    case "list_only":
    case "show_again":
      for (const one of evidence) {
        const facts = { list_only: step === "list_only" ? reason : null };
        await call("evidence.edit", { engagement, evidence: one, facts });
      }
      return;
    case "withdraw":
      for (const one of evidence) await call("evidence.withdraw", { engagement, evidence: one, reason });
  }
}
