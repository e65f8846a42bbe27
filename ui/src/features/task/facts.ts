/** Turns what a cell or a field holds into the facts that the program takes for a task. It sends nothing. */
import type { CellValue } from "../../kit";
import type { EditTask, JsonValue, Wait } from "../../wire/wire.gen";

export type TaskFacts = EditTask["facts"];

/** Which fact a column of the grid changes. */
const FACT: Readonly<Record<string, string>> = {
  code: "code",
  title: "title",
  phase: "phase",
  track: "track",
  starts: "starts_on",
  working_days: "working_days",
  owner: "owner",
  owner_role: "owner_role",
  controls: "controls",
  gaps: "gaps",
};

/** Waits for tasks by code: those that were there keep how they wait, new ones wait for the end. */
export function waitsFor(codes: readonly string[], before: Readonly<Record<string, Wait>>): Record<string, Wait> {
  return Object.fromEntries(codes.map((code) => [code, before[code] ?? "finish"]));
}

/** The facts for a cell; undefined where the column changes none. */
export function factsOf(
  column: string,
  value: CellValue,
  dependencies: readonly { code: string; wait: Wait }[],
): TaskFacts | undefined {
  if (column === "dependencies") {
    const before = Object.fromEntries(dependencies.map(({ code, wait }) => [code, wait]));
    return { depends_on: waitsFor(Array.isArray(value) ? value : [], before) };
  }
  const fact = FACT[column];
  if (fact === undefined) return undefined;
  // A text that is taken away is empty; only the owner may be nobody.
  const given: JsonValue = Array.isArray(value) ? [...value] : (value as JsonValue);
  return { [fact]: given === null && fact !== "owner" ? "" : given };
}
