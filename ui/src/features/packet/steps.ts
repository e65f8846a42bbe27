/** The steps of an export in their order, by the names under which the program tells of them. */

export const STEPS = ["reading exhibits", "reading originals", "laying out the packet", "writing the packet"] as const;

export type StepName = (typeof STEPS)[number];

/** How far an export is over all of its steps, from 0 to 1. Reading takes longest, so it takes most of the bar. */
export function share(step: StepName | undefined, done: number, total: number): number {
  const at = step === undefined ? -1 : STEPS.indexOf(step);
  const before = WEIGHTS.slice(0, Math.max(0, at)).reduce((sum, weight) => sum + weight, 0);
  const within = at < 0 || total <= 0 ? 0 : (WEIGHTS[at] ?? 0) * Math.min(1, done / total);
  return before + within;
}

const WEIGHTS: readonly number[] = [0.55, 0.1, 0.25, 0.1];
