/** Days, spans and moments in words. */
import { beforeAll, expect, test } from "vitest";
import { datesIn } from "./date-format";
import * as dates from "./dates";

beforeAll(() => {
  process.env.TZ = "America/New_York";
});

test("days are ISO by default, or as the settings say", () => {
  expect(dates.dayWords("2026-11-05")).toBe("2026-11-05");
  expect(dates.dayWords("2026-11-05", "day_first")).toBe("5 November 2026");
  expect(dates.dayWords("2026-11-05", "month_first")).toBe("November 5, 2026");
  expect(dates.dayWords("soon", "day_first")).toBe("soon");
});

test("a span says both ends, and one day once", () => {
  expect(dates.spanWords({ from: "2026-01-01", to: "2026-12-31" })).toBe("2026-01-01 to 2026-12-31");
  expect(dates.spanWords({ from: "2026-01-01", to: "2026-01-01" }, "day_first")).toBe("1 January 2026");
});

test.each([
  ["2026-01-01", "2026-03-31", "2026-Q1"],
  ["2026-07-01", "2026-12-31", "2026-H2"],
  ["2026-01-01", "2026-12-31", "2026"],
  ["2026-02-01", "2026-02-28", "2026-02"],
  ["2028-02-01", "2028-02-28", "2028-02-01 to 2028-02-28"],
  ["2026-01-01", "2026-02-28", "2026-01-01 to 2026-02-28"],
  ["2026-01-02", "2026-03-31", "2026-01-02 to 2026-03-31"],
  ["2025-12-01", "2026-12-31", "2025-12-01 to 2026-12-31"],
])("%s to %s is %s", (from, to, name) => {
  expect(dates.spanName({ from, to })).toBe(name);
});

test("keys of occurrences are said within their year", () => {
  expect(dates.keyWords("2026-Q2")).toBe("Q2");
  expect(dates.keyWords("2026-H1")).toBe("H1");
  expect(dates.keyWords("2026-W14")).toBe("2026-W14");
  expect(dates.keyWords("2026-01-01/P12M")).toBe("2026");
  expect(dates.keyWords("2026-02-01/P3M")).toBe("2026-02-01 to 2026-04-30");
  expect(dates.keyWords("2026-11-30/P3M")).toBe("2026-11-30 to 2027-02-27");
});

test("what the vault recorded is said in this computer's zone, with it", () => {
  expect(dates.instantWords("2026-11-20T14:29:51.123456789Z")).toBe("2026-11-20 09:29 -05:00");
  expect(dates.instantWords("2026-07-20T02:29:51Z", "day_first", true)).toBe("19 July 2026 22:29:51 -04:00");
  expect(dates.dayOf("2026-07-20T02:29:51Z")).toBe("2026-07-19");
  expect(dates.instantWords("never")).toBe("never");
});

test("what a source system showed keeps its zone", () => {
  expect(dates.zonedWords("2026-10-02T06:14:00+00:00")).toBe("2026-10-02 06:14 UTC");
  expect(dates.zonedWords("2026-10-02T06:14:00+02:00")).toBe("2026-10-02 06:14 +02:00");
});

test("a moment in few words is its time today, else its day", () => {
  expect(dates.momentShort("2026-11-21T14:29:51Z", "2026-11-21")).toBe("09:29");
  expect(dates.momentShort("2026-11-20T14:29:51Z", "2026-11-21")).toBe("2026-11-20");
});

test.each([
  ["2026-11-21", "today"],
  ["2026-11-22", "tomorrow"],
  ["2026-11-20", "yesterday"],
  ["2026-12-06", "in 15 days"],
  ["2026-11-18", "3 days ago"],
])("%s is %s", (day, words) => {
  expect(dates.awayWords(day, "2026-11-21")).toBe(words);
});

test("business days are said as they are given", () => {
  expect(dates.businessDaysAway(0)).toBe("today");
  expect(dates.businessDaysAway(1)).toBe("in 1 business day");
  expect(dates.businessDaysAway(-2)).toBe("2 business days over");
  expect(dates.businessDays(10)).toBe("10 business days");
});

test("what an item covers", () => {
  expect(dates.coversWords({ covers: "period", span: { from: "2026-01-01", to: "2026-03-31" } })).toBe(
    "2026-01-01 to 2026-03-31",
  );
  expect(dates.coversWords({ covers: "as_of", on: "2026-09-30" })).toBe("as of 2026-09-30");
  expect(dates.coversWords({ covers: "in_force", from: "2026-01-01", until: null })).toBe("in force since 2026-01-01");
  expect(dates.coversWords({ covers: "in_force", from: "2026-01-01", until: "2026-06-30" })).toBe(
    "in force 2026-01-01 to 2026-06-30",
  );
  expect(dates.coversWords(null)).toBe("no period or day");
});

test.each([
  ["2026-10-02 06:14 UTC", "2026-10-02T06:14:00+00:00"],
  ["2026-10-02 6:14 z", "2026-10-02T06:14:00+00:00"],
  ["2026-10-02T06:14:33+02:00", "2026-10-02T06:14:33+02:00"],
  ["2026-10-02 06:14 -0530", "2026-10-02T06:14:00-05:30"],
  ["2026-10-02 06:14 UTC+2", "2026-10-02T06:14:00+02:00"],
  ["  ", null],
])("the moment %s is read", (text, value) => {
  expect(dates.readInstant(text)).toEqual({ value });
});

test.each([
  "2026-10-02 06:14",
  "2026-02-30 06:14 UTC",
  "2026-10-02 26:14 UTC",
  "2026-10-02 06:14 CEST",
  "yesterday",
  "2026-10-02 06:14 +15:00",
])("the moment %s isn't", (text) => {
  expect(dates.readInstant(text)).toHaveProperty("error");
});

test("a moment without zone is told that it lacks one", () => {
  expect(dates.readInstant("2026-10-02 06:14")).toEqual({ error: "Add the zone, such as UTC or +02:00." });
});

test("what is read is written the same way", () => {
  for (const text of ["2026-10-02 06:14 UTC", "2026-10-02 06:14:33 +02:00"]) {
    const read = dates.readInstant(text);
    expect(dates.instantText("value" in read ? read.value : "")).toBe(text);
  }
  expect(dates.instantText(null)).toBe("");
});

test("days between two days don't stumble over clocks that are put forward", () => {
  expect(dates.daysBetween("2026-03-01", "2026-04-01")).toBe(31);
  expect(dates.daysBetween("2026-11-21", "2026-11-20")).toBe(-1);
});

test("nothing is a dash", () => {
  const all = datesIn("day_first", "2026-11-21");
  expect([all.day(null), all.instant(null), all.zoned(undefined)]).toEqual(["–", "–", "–"]);
  expect(all.day("2026-12-01")).toBe("1 December 2026");
});
