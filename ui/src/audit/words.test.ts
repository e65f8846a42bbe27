/** Every value of the wire has a word: the tables are total by their types, and none of their words is empty or forbidden. */
import { expect, test } from "vitest";
import * as words from "./words";

const tables = Object.entries(words).filter(([, table]) => typeof table === "object") as [
  string,
  Record<string, string>,
][];

test("there are tables, and each has entries", () => {
  expect(tables.length).toBeGreaterThan(55);
  for (const [name, table] of tables) expect(Object.keys(table).length, name).toBeGreaterThan(1);
});

test.each(tables)("%s has a word for each of its values", (_, table) => {
  for (const [value, word] of Object.entries(table)) {
    expect(word.trim(), value).not.toBe("");
    expect(word, value).not.toMatch(/_|undefined/);
    expect(word, value).not.toMatch(/certif|compliant|passed/i);
    expect(word.charAt(0), value).toBe(word.charAt(0).toUpperCase());
  }
});

test.each(tables)("%s says two values in two ways", (_, table) => {
  const all = Object.values(table);
  expect(new Set(all).size).toBe(all.length);
});

test("short words of ratings are those of the grid", () => {
  expect(words.RATING_SHORT.not_evaluable_yet).toBe("Not yet");
  expect(words.RATING_SHORT.not_rated).toBe("Unrated");
});

test("a word within a sentence is small unless it is a name", () => {
  expect(words.within("Accepted risk")).toBe("accepted risk");
  expect(words.within("IT-dependent manual")).toBe("IT-dependent manual");
  expect(words.within("Type II")).toBe("Type II");
  expect(words.within("SOC 2 Type I")).toBe("SOC 2 Type I");
  expect(words.within("")).toBe("");
});

test("choices keep the order of the table and leave out what is asked", () => {
  const choices = words.choicesOf(words.NATURE, ["automated"]);
  expect(choices).toEqual([
    { value: "manual", label: "Manual" },
    { value: "it_dependent_manual", label: "IT-dependent manual" },
  ]);
});

test("a criterion has a series with a title", () => {
  expect(words.seriesOf("PI1.3")).toBe("PI1");
  expect(words.seriesWords("CC6")).toBe("CC6 Logical and physical access");
  expect(words.seriesWords("X9")).toBe("X9");
});
