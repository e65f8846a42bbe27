/** Tests of the gaps' view over a made-up program: grid, inspector, steps with their proof, adding, patterns, failures. */
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { shownAt, TODAY } from "../../audit/rows/testing";
import { violations } from "../../testing/axe";
import { type Asked, fails, fakeWire } from "../../testing/fakeWire";
import { GapsView } from "./GapsView";
import { answers, GAPS, gap } from "./made-up";
import { isUntouched } from "./steps";

const asked = (all: Asked[], name: string) => all.filter((one) => one.name === name).map((one) => one.request);

async function opened(id: string) {
  shownAt(<GapsView />, { view: "gaps", id });
  return within(await screen.findByRole("complementary", { name: `Gap ${id.slice(1)}` }));
}

test("the page stands in a grid, the gravest first", async () => {
  const all = fakeWire(answers());
  shownAt(<GapsView />, { view: "gaps" });
  const grid = await screen.findByRole("grid", { name: "Gaps" });
  expect(await within(grid).findByText("Gap 2")).toBeTruthy();
  expect(within(grid).getByText("Critical 25")).toBeTruthy();
  expect(screen.getByText("4 gaps")).toBeTruthy();
  expect(asked(all, "gap.page")[0]).toMatchObject({ query: { sort: [{ column: "score", descending: true }] } });
});

test("with little room the gap's own words come before its surfaces and criteria", async () => {
  let width = 1_300;
  const seen: (() => void)[] = [];
  class Observed {
    constructor(readonly tell: ResizeObserverCallback) {}
    observe(element: Element) {
      if (!element.classList.contains("work-list")) return;
      seen.push(() => this.tell([{ contentRect: { width } } as ResizeObserverEntry], this));
    }
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal("ResizeObserver", Observed);
  try {
    fakeWire(answers());
    shownAt(<GapsView />, { view: "gaps" });
    const grid = await screen.findByRole("grid", { name: "Gaps" });
    const heads = () => within(grid).queryAllByRole("columnheader", { name: /^(Surfaces|Criteria)/ }).length;
    await waitFor(() => expect(heads()).toBe(2));
    width = 1_000;
    act(() => {
      for (const tell of seen) tell();
    });
    expect(heads()).toBe(0);
  } finally {
    vi.unstubAllGlobals();
  }
});

test("a place with ids narrows the grid", async () => {
  fakeWire(answers());
  const { went } = shownAt(<GapsView />, { view: "gaps", ids: ["g2"], only: "Critical" });
  expect(await screen.findByText("Gap 2")).toBeTruthy();
  expect(screen.queryByText("Gap 1")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show all rows again" }));
  expect(await screen.findByText("Gap 1")).toBeTruthy();
  expect(went).toEqual([{ view: "gaps" }]);
});

test("the inspector holds what was found, severity, cost with its basis and what closes it", async () => {
  fakeWire(answers());
  const pane = await opened("g1");
  expect(pane.getByText("Found 1")).toBeTruthy();
  expect(pane.getByText("likelihood 3 × impact 4")).toBeTruthy();
  expect(pane.getByText("Two quotes")).toBeTruthy();
  expect(pane.getByText("0 of 1 met")).toBeTruthy();
  expect(pane.getByRole("button", { name: "Control CORE-24, open" })).toBeTruthy();
});

test("a risk is accepted by somebody, until a day, for a reason", async () => {
  const all = fakeWire(answers({ "gap.move": () => gap(1, { state: "accepted_risk" }) }));
  const pane = await opened("g1");
  await userEvent.click(pane.getByRole("button", { name: "Accept the risk…" }));
  const form = within(await pane.findByRole("form", { name: "Acceptance of the risk" }));
  const record = form.getByRole("button", { name: "Record it" });
  await userEvent.type(form.getByRole("combobox", { name: "Accepted by" }), "Glen");
  await userEvent.click(await screen.findByRole("option", { name: /Glen Salter/ }));
  await userEvent.type(form.getByRole("textbox", { name: "Until" }), "2027-03-31");
  expect(record).toHaveProperty("disabled", true);
  await userEvent.type(form.getByRole("textbox", { name: "Reason" }), "Replaced in spring");
  await userEvent.click(record);
  await waitFor(() =>
    expect(asked(all, "gap.move")).toEqual([
      {
        engagement: "eng-1",
        gap: "g1",
        step: { to: "accepted_risk", approver: "p2", until: "2027-03-31", reason: "Replaced in spring" },
      },
    ]),
  );
});

test("a retest that isn't allowed is said in the program's words", async () => {
  const fixed = gap(1, { state: "fixed_awaiting_proof", fixed_on: "2026-11-01" });
  fakeWire(answers({ "gap.show": () => fixed, "gap.move": fails("refused", "must be done by another person") }));
  const pane = await opened("g1");
  await userEvent.click(pane.getByRole("button", { name: "Back to work" }));
  expect(await pane.findByText("must be done by another person.")).toBeTruthy();
  await userEvent.click(pane.getByRole("button", { name: "Retested…" }));
  const form = within(await pane.findByRole("form", { name: "Retest" }));
  expect(form.getByRole("button", { name: "Record it" })).toHaveProperty("disabled", true);
});

test("a gap opened by mistake is removed with the way back, one that was worked on isn't offered it", async () => {
  const all = fakeWire(answers({ "gap.remove": () => null }));
  const pane = await opened("g1");
  await userEvent.click(pane.getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("GAP-001 was removed.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Undo" })).toBeTruthy();
  expect(asked(all, "gap.remove")).toEqual([{ engagement: "eng-1", gap: "g1" }]);
  await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());
  expect(isUntouched(gap(1, { state: "in_progress" }))).toBe(false);
  expect(isUntouched(gap(1, { fixed_on: "2026-10-02" }))).toBe(false);
});

test("a refused removal says why and keeps the gap open", async () => {
  fakeWire(answers({ "gap.remove": fails("refused", "FND-002 still names it") }));
  const pane = await opened("g1");
  await userEvent.click(pane.getByRole("button", { name: "Remove" }));
  expect(await screen.findByText(/FND-002 still names it/)).toBeTruthy();
  expect(screen.getByRole("complementary", { name: "Gap 1" })).toBeTruthy();
});

test("a criterion is ticked in place", async () => {
  const all = fakeWire(answers({ "gap.edit": () => gap(1) }));
  const pane = await opened("g1");
  await userEvent.click(pane.getByRole("checkbox", { name: /Runs weekly/ }));
  await waitFor(() =>
    expect(asked(all, "gap.edit")[0]).toMatchObject({ facts: { acceptance: [{ text: "Runs weekly", met: true }] } }),
  );
});

test("a gap is written; a cost is whole or none", async () => {
  const all = fakeWire(answers({ "gap.add": () => gap(1) }));
  shownAt(<GapsView />, { view: "gaps" });
  await userEvent.click(await screen.findByRole("button", { name: "Gap" }));
  const form = within(await screen.findByRole("form", { name: "New gap" }));
  const add = form.getByRole("button", { name: "Add gap" });
  await userEvent.type(form.getByRole("textbox", { name: "Title" }), "No review");
  await userEvent.type(form.getByRole("textbox", { name: "What was found" }), "None was held.");
  expect(add).toHaveProperty("disabled", false);
  await userEvent.type(form.getByRole("textbox", { name: "From" }), "100");
  expect(add).toHaveProperty("disabled", true);
  await userEvent.type(form.getByRole("textbox", { name: "To" }), "200");
  await userEvent.type(form.getByRole("textbox", { name: "Currency" }), "usd");
  await userEvent.type(form.getByRole("textbox", { name: "Rests on" }), "A quote");
  await userEvent.click(add);
  await waitFor(() =>
    expect(asked(all, "gap.add")[0]).toMatchObject({
      title: "No review",
      severity: { likelihood: 3, impact: 3 },
      found_on: TODAY,
      facts: { cost: { low: 100, high: 200, currency: "USD", basis: "A quote" } },
    }),
  );
});

test("what was typed before a lock is there again", async () => {
  const text = JSON.stringify({ title: "Half a title" });
  fakeWire(answers({ "unsaved.list": () => [{ place: "gap/new", text, at: "2026-11-21T10:00:00Z" }] }));
  shownAt(<GapsView />, { view: "gaps" });
  await userEvent.click(await screen.findByRole("button", { name: "Gap" }));
  const form = within(await screen.findByRole("form", { name: "New gap" }));
  expect(await form.findByText(/is here again/)).toBeTruthy();
  expect(form.getByRole("textbox", { name: "Title" })).toHaveProperty("value", "Half a title");
  await userEvent.click(form.getByRole("button", { name: "Discard it" }));
  expect(form.getByRole("textbox", { name: "Title" })).toHaveProperty("value", "");
});

test("a gap is started from a failure pattern", async () => {
  const pattern = {
    code: "FP-001",
    title: "Shared admin account",
    description: "One login for all.",
    surfaces: ["identity"],
    criteria: ["CC6.1"],
    severity: { likelihood: 4, impact: 4 },
  };
  const all = fakeWire(
    answers({
      "gap.page": () => ({ total: 0, all: 0, offset: 0, rows: [] }),
      "gap.patterns": () => [pattern],
      "gap.start": () => GAPS[0] ?? gap(1),
    }),
  );
  shownAt(<GapsView />, { view: "gaps" });
  await userEvent.click(await screen.findByRole("button", { name: "Start from a failure pattern" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Failure patterns" }));
  const start = dialog.getByRole("button", { name: "Start the gap" });
  expect(start).toHaveProperty("disabled", true);
  await userEvent.click(await dialog.findByRole("radio", { name: /Shared admin account/ }));
  await userEvent.click(start);
  await waitFor(() =>
    expect(asked(all, "gap.start")).toEqual([
      { engagement: "eng-1", pattern: "FP-001", source: "self_assessment", found_on: TODAY, surfaces: null },
    ]),
  );
});

test("a failure of the page is shown with the way on", async () => {
  fakeWire(answers({ "gap.page": fails("damaged") }));
  shownAt(<GapsView />, { view: "gaps" });
  expect((await screen.findByRole("alert")).textContent).toContain("A part of the vault is damaged.");
});

test("axe finds nothing in the grid with a gap open", async () => {
  fakeWire(answers());
  await opened("g1");
  await screen.findByText("Gap 2");
  expect(await violations(document.querySelector(".work") ?? undefined)).toEqual([]);
});
