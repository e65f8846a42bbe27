/** Holds the one sentence by which an older folder is known against the program's own source. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { isOlderThanSeen, OLDER_THAN_SEEN } from "./older";

const SOURCE = resolve(import.meta.dirname, "../../../src-tauri/crates/commands/src/vault/status.rs");

it("knows the program's sentence for a folder that this computer has seen newer, and no other", () => {
  // Each arm of the match begins on a line of its own.
  const arms = readFileSync(SOURCE, "utf8").split(/\n +Condition::/);
  const saying = arms.filter((arm) => arm.includes(OLDER_THAN_SEEN));
  expect(saying).toHaveLength(1);
  expect(saying[0]?.startsWith("OlderThanSeen {")).toBe(true);
});

it("takes no other condition for one that can be accepted", () => {
  const readOnly = (why: string) => isOlderThanSeen({ condition: "read_only", why });
  expect(readOnly(`${OLDER_THAN_SEEN}, or went another way since: then …`)).toBe(true);
  expect(readOnly("It is older than its header, or was cut off: …")).toBe(false);
  expect(readOnly("A part of it is damaged: vault.db.")).toBe(false);
  expect(isOlderThanSeen({ condition: "sound" })).toBe(false);
});
