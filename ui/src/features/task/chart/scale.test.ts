/** Tests of where days and rows stand in the picture. */
import { expect, it } from "vitest";
import { factsOf, waitsFor } from "../facts";
import { bar, chart } from "../made-up";
import { lineOf, rangeOf, rowsOf, scaleOf, slackEnd, ticksOf } from "./scale";

const CHART = chart([bar("t1"), bar("t2", { phase: "Test", latest_from: "2026-12-20" })]);

it("covers all bars with their slack, today, and the audit's dates that are near", () => {
  const range = rangeOf(CHART);
  expect(range.from < "2026-11-16").toBe(true);
  expect(range.to > "2027-02-26").toBe(true);
  expect(rangeOf({ ...CHART, fieldwork_from: "2028-01-01", report_due: null }).to < "2027-02-01").toBe(true);
});

it("has days next to each other, and fits the room", () => {
  const scale = scaleOf({ from: "2026-11-01", to: "2026-11-10" }, "fit", 100);
  expect(scale.px).toBe(10);
  expect(scale.x("2026-11-03")).toBe(20);
  expect(scale.x("2026-11-02", true)).toBe(scale.x("2026-11-03"));
  expect(scaleOf({ from: "2026-11-01", to: "2026-11-10" }, "days", 100).width).toBe(240);
});

it("ends slack as many days later as the bar may begin later", () => {
  expect(slackEnd(bar("t1", { latest_from: "2026-11-19" }))).toBe("2026-11-23");
  expect(slackEnd(bar("t1", { latest_from: null }))).toBe("2026-11-20");
});

it("leaves out phases of which nothing is asked for", () => {
  expect(rowsOf(CHART, undefined)).toHaveLength(4);
  expect(rowsOf(CHART, ["t2"])).toHaveLength(2);
});

it("marks Mondays and first days of months", () => {
  const ticks = ticksOf(scaleOf({ from: "2026-11-20", to: "2026-12-08" }, "weeks", 100));
  expect(ticks).toEqual({ months: ["2026-11-20", "2026-12-01"], weeks: ["2026-11-23", "2026-11-30", "2026-12-07"] });
});

it("leads a line round a bar that begins before the other ends", () => {
  expect(lineOf({ x: 10, y: 14 }, { x: 40, y: 42 })).toBe("M10 14H15V42H40");
  expect(lineOf({ x: 10, y: 14 }, { x: 8, y: 42 })).toBe("M10 14H15V28H2V42H8");
});

it("keeps how a task waits when another wait is added", () => {
  expect(waitsFor(["A", "B"], { A: "partial" })).toEqual({ A: "partial", B: "finish" });
  expect(factsOf("dependencies", ["A"], [{ code: "A", wait: "start" }])).toEqual({ depends_on: { A: "start" } });
});

it("turns a cell into the fact that the program takes", () => {
  expect(factsOf("starts", "2026-12-01", [])).toEqual({ starts_on: "2026-12-01" });
  expect(factsOf("owner", null, [])).toEqual({ owner: null });
  expect(factsOf("phase", null, [])).toEqual({ phase: "" });
  expect(factsOf("ends", "2026-12-01", [])).toBeUndefined();
});
