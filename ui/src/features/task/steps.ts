/** The steps between states of a task, as the program allows them. It moves nothing. */
import type { TaskState, TaskStep } from "../../wire/wire.gen";

export type StateName = TaskState["state"];

/** Where a step leads from each state. The program has the last word; this only offers what it won't refuse. */
export const STEPS: Record<StateName, readonly StateName[]> = {
  planned: ["in_progress", "blocked", "done", "dropped"],
  in_progress: ["done", "blocked", "planned", "dropped"],
  blocked: ["in_progress", "planned", "dropped"],
  done: ["in_progress"],
  dropped: ["planned"],
};

/** Whether a step asks for words first. */
export function asksFirst(to: StateName): to is "blocked" | "done" | "dropped" {
  return to === "blocked" || to === "done" || to === "dropped";
}

/** The step to a state that asks for nothing. */
export function plainStep(to: "planned" | "in_progress"): TaskStep {
  return { to };
}
