import { expect, test } from "vitest";
import type { SavedView } from "../kit";
import { layoutOf, viewOf } from "./layout";

const VIEW: SavedView = {
  name: "Late ones",
  layout: { widths: { title: 240 }, hidden: ["kind"], order: ["code", "title"], pinned: ["code"] },
  sort: [{ column: "due_on", descending: true }],
  filters: {
    state: { is: "any_of", values: ["open"] },
    title: { is: "contains", text: "access" },
    due_on: { is: "between", from: null, to: "2026-12-31" },
    owner: { is: "empty" },
    remedy: { is: "filled" },
  },
  group: { column: "state", descending: false },
};

const changed = (change: (said: Record<string, unknown>) => void) => {
  const said = JSON.parse(layoutOf(VIEW)) as Record<string, unknown>;
  change(said);
  return viewOf("Late ones", JSON.stringify(said));
};

test("a view is read as it was written", () => {
  expect(viewOf("Late ones", layoutOf(VIEW))).toEqual(VIEW);
  const plain: SavedView = { name: "Plain", layout: null, sort: [], filters: {}, group: null };
  expect(viewOf("Plain", layoutOf(plain))).toEqual(plain);
});

test.each([
  ["another version", (said: Record<string, unknown>) => Object.assign(said, { version: 2 })],
  ["no sort", (said) => delete said.sort],
  ["a sort by nothing", (said) => Object.assign(said, { sort: [{ column: 3, descending: true }] })],
  ["an unknown test", (said) => Object.assign(said, { filters: { title: { is: "like", text: "x" } } })],
  ["a test that says nothing", (said) => Object.assign(said, { filters: { state: { is: "any_of" } } })],
  ["a width that is none", (said) => Object.assign(said, { layout: { widths: { a: "3" }, hidden: [], order: [] } })],
  ["a group by nothing", (said) => Object.assign(said, { group: "state" })],
] as [string, (said: Record<string, unknown>) => void][])("%s gives no view", (_, change) => {
  expect(changed(change)).toBeUndefined();
});

test("text that isn't JSON gives no view", () => {
  expect(viewOf("x", "{")).toBeUndefined();
  expect(viewOf("x", "[]")).toBeUndefined();
});
