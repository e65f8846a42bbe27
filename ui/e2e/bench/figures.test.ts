// @vitest-environment node
/** What becomes of a bar, by the figures that stand beside it. */
import { expect, test } from "vitest";
import { type Bar, Figures, median } from "./figures";

const BAR: Bar = { words: "a sort within 150 ms", unit: "ms", limit: 150 };

function taken(): { figures: Figures; lines: string[] } {
  const lines: string[] = [];
  return { figures: new Figures((line) => lines.push(line)), lines };
}

test("the median of an even count is the upper one, so that nothing looks better than it was", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([1, 2, 3, 4])).toBe(3);
  expect(median([])).toBeNaN();
});

test("a figure is printed with its count, median, worst and bar", () => {
  const { figures, lines } = taken();
  figures.add(BAR, "a sort of controls", [120, 140, 90]);
  expect(lines[0]?.replace(/\s+/g, " ")).toBe("a sort of controls 3 120 ms 140 ms 150 ms");
});

test("a bar is met by every median, missed by one, and a worst over it is said", () => {
  const met = taken().figures;
  met.add(BAR, "controls", [100, 110, 120]);
  met.add(BAR, "evidence", [100, 110, 190]);
  met.add(undefined, "no bar", [900, 900, 900]);
  expect(met.verdicts()).toEqual(["met      a sort within 150 ms, by the median; at worst evidence 190 ms"]);
  met.add(BAR, "the log", [100, 160, 170]);
  expect(met.verdicts()).toEqual(["not met  a sort within 150 ms: the log 160 ms"]);
});

test("figures of one bar may have limits of their own", () => {
  const { figures } = taken();
  figures.add({ ...BAR, limit: 54 }, "controls", [53, 53, 53]);
  figures.add({ ...BAR, limit: 52 }, "evidence", [53, 53, 53]);
  expect(figures.verdicts()).toEqual(["not met  a sort within 150 ms: evidence 53 ms"]);
});

test("too few measurements, and none at all, are no figure", () => {
  const { figures, lines } = taken();
  expect(() => figures.add(BAR, "controls", [1, 2])).toThrow("measured 2 times only");
  expect(() => figures.add(BAR, "controls", [1, 2, Number.NaN])).toThrow("controls");
  expect(figures.complete).toBe(true);
  figures.failed("controls", new Error("no header"));
  expect(figures.complete).toBe(false);
  expect(lines).toEqual(["controls: NOT MEASURED: Error: no header"]);
  expect(figures.verdicts()).toEqual(["not measured  controls"]);
});
