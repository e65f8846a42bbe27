/** The order of groups is that in which the program sorts rows, whichever way round. */
import { expect, test } from "vitest";
import { GROUPABLE, inOrder } from "./groups";

const facets = (...values: string[]) => values.map((value) => ({ value, label: value, count: 1 }));
const order = (values: string[], descending: boolean) =>
  inOrder(facets(...values), descending).map((count) => count.value);

test("words stand in their own order, what has none last both ways", () => {
  expect(order(["low", "medium", "high", ""], false)).toEqual(["low", "medium", "high", ""]);
  expect(order(["low", "medium", "high", ""], true)).toEqual(["high", "medium", "low", ""]);
});

test("no stands before yes, though a filter offers yes first", () => {
  expect(order(["true", "false"], false)).toEqual(["false", "true"]);
  expect(order(["true", "false", ""], false)).toEqual(["false", "true", ""]);
  expect(order(["true", "false", ""], true)).toEqual(["true", "false", ""]);
  expect(order(["true"], true)).toEqual(["true"]);
});

test("an empty text is the least of texts", () => {
  expect(order(["", "Jira", "Okta"], false)).toEqual(["", "Jira", "Okta"]);
  expect(order(["", "Jira", "Okta"], true)).toEqual(["Okta", "Jira", ""]);
});

test("no column of several values of a row is offered", () => {
  const all = Object.values(GROUPABLE).flat();
  for (const many of ["criteria", "controls", "surfaces", "noun", "subject", "gaps", "dependencies"]) {
    expect(all).not.toContain(many);
  }
});
