/** Tests of the gaps' pictures: heat map by keyboard and as a table, sums with currencies apart, the severity matrix. */
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { shownAt } from "../../audit/rows/testing";
import { violations } from "../../testing/axe";
import { fails, fakeWire } from "../../testing/fakeWire";
import { GapsView } from "./GapsView";
import { answers, GAPS, MAP } from "./made-up";
import { heatStep, levelOf } from "./steps";
import { byLevel, bySeries, bySurface, sumOf } from "./sums";

const CELL = "Cloud identity, CC6 Logical and physical access: 3 open gaps, worst 25";

test("the heat map is worked by arrow keys, and a cell narrows the grid", async () => {
  fakeWire(answers());
  const { went } = shownAt(<GapsView />, { view: "gaps", part: "heat" });
  const first = await screen.findByRole("button", { name: CELL });
  expect(first.className).toContain("s5");
  expect(first.querySelector("[aria-hidden]")?.textContent).toBe("25×3");
  first.focus();
  await userEvent.keyboard("{ArrowRight}");
  const hatched = screen.getByRole("button", { name: /Cloud identity, A1.*not evaluable yet/ });
  expect(document.activeElement).toBe(hatched);
  expect(hatched.className).toContain("hatch");
  await userEvent.keyboard("{Enter}");
  expect(went).toEqual([]);
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Home}{End}{Enter}");
  expect(went).toEqual([{ view: "gaps", part: "grid", ids: ["g3"], only: "CRM × A1" }]);
  expect(await screen.findByText("Gap 3")).toBeTruthy();
});

test("only one cell of the map is a tab stop", async () => {
  fakeWire(answers());
  shownAt(<GapsView />, { view: "gaps", part: "heat" });
  await screen.findByRole("button", { name: CELL });
  const cells = within(screen.getByRole("table")).getAllByRole("button");
  expect(cells.map((cell) => cell.tabIndex)).toEqual([0, -1, -1, -1]);
});

test("the map is also a table, with costs", async () => {
  fakeWire(answers());
  const { went } = shownAt(<GapsView />, { view: "gaps", part: "heat" });
  await userEvent.click(await screen.findByRole("button", { name: "Show as table" }));
  expect(screen.getByText("USD 2 000 to 4 000")).toBeTruthy();
  expect(screen.getAllByRole("row").length).toBe(5);
  await userEvent.click(screen.getByRole("button", { name: /1 open gap names no surface/ }));
  expect(went[0]).toMatchObject({ ids: ["g3"] });
});

test("a map without surfaces says where they are named; one that fails says so", async () => {
  fakeWire(answers({ "heat_map.show": () => ({ ...MAP, surfaces: [] }) }));
  shownAt(<GapsView />, { view: "gaps", part: "heat" });
  expect(await screen.findByText("No surface yet")).toBeTruthy();
  fakeWire(answers({ "heat_map.show": fails("damaged") }));
  shownAt(<GapsView />, { view: "gaps", part: "heat" });
  expect((await screen.findByRole("alert")).textContent).toContain("damaged");
});

test("sums keep currencies apart and count a gap once in all", () => {
  const all = sumOf("total", GAPS);
  expect(all.costs).toEqual([
    { currency: "EUR", low: 10, high: 20 },
    { currency: "USD", low: 2000, high: 4000 },
  ]);
  expect([all.days, all.unpriced.length, all.worst]).toEqual([15, 1, "critical"]);
  const surfaces = bySurface(GAPS, ["crm", "identity"]);
  expect(surfaces.map((sum) => [sum.key, sum.gaps.length])).toEqual([
    ["crm", 1],
    ["identity", 3],
    ["", 1],
  ]);
  expect(bySeries(GAPS, ["CC6", "A1"]).map((sum) => sum.key)).toEqual(["CC6", "A1", ""]);
  expect(byLevel(GAPS).map((sum) => sum.gaps.length)).toEqual([1, 2, 0, 1]);
});

test("a number of the roll-up leads to its gaps", async () => {
  fakeWire(answers());
  const { went } = shownAt(<GapsView />, { view: "gaps", part: "rollup" });
  await userEvent.click(await screen.findByRole("button", { name: "3 open gaps: identity, show" }));
  expect(went).toEqual([{ view: "gaps", part: "grid", ids: ["g1", "g2", "g4"], only: "identity" }]);
});

test("the severity matrix holds each gap in its cell, and opens it beside", async () => {
  fakeWire(answers());
  shownAt(<GapsView />, { view: "gaps", part: "severity" });
  expect(await screen.findByText("Likelihood 5, impact 5, critical: 1 gap")).toBeTruthy();
  expect(screen.getByText("Likelihood 3, impact 4, high: 2 gaps")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "GAP-002 Gap 2, open" }));
  expect(await screen.findByRole("complementary", { name: "Gap 2" })).toBeTruthy();
});

test("axe finds nothing in the pictures", async () => {
  for (const part of ["heat", "rollup", "severity"]) {
    fakeWire(answers());
    document.body.replaceChildren();
    shownAt(<GapsView />, { view: "gaps", part });
    await screen.findAllByRole("table");
    expect(await violations(document.querySelector(".work") ?? undefined)).toEqual([]);
  }
});

test("levels and steps of the ramp are the model's and the packet's", () => {
  expect([4, 5, 10, 15, 20].map(heatStep)).toEqual([1, 2, 3, 4, 5]);
  expect([9, 14, 19].map(heatStep)).toEqual([2, 3, 4]);
  expect(levelOf({ likelihood: 3, impact: 3 })).toBe("medium");
  expect(levelOf({ likelihood: 2, impact: 5 })).toBe("high");
  expect(levelOf({ likelihood: 4, impact: 5 })).toBe("critical");
  expect(levelOf({ likelihood: 2, impact: 2 })).toBe("low");
});
