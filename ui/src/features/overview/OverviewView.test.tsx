/** Tests of the overview: each figure goes to its rows, nothing is added that mustn't be, questions are answered, failures are told. */
import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Place } from "../../kit/place";
import { violations } from "../../testing/axe";
import { type Answers, fails, fakeWire } from "../../testing/fakeWire";
import type { Overview } from "../../wire/wire.gen";
import { drawn, followUp, HISTORY, overview, SHEET } from "./made-up";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

function wire(over: Partial<Overview> = {}, answers: Answers = {}) {
  return fakeWire({
    "overview.show": () => overview(over),
    "readiness.history": () => HISTORY,
    "readiness.show": () => SHEET,
    "follow_up.list": () => [followUp()],
    "unsaved.list": () => [],
    "unsaved.forget": () => null,
    "unsaved.keep": () => null,
    ...answers,
  });
}

describe("the figures", () => {
  const cases: [string, RegExp | string, Place][] = [
    [
      "what can still be fixed",
      "2 controls, can still be fixed",
      { view: "matrix", part: "grid", ids: ["c9", "c31"], only: "can still be fixed" },
    ],
    ["a line of it", "EMRG-09 Runbook check", { view: "matrix", part: "grid", id: "c9" }],
    [
      "what can't any more",
      /^4 controls/,
      { view: "matrix", part: "grid", ids: ["c24", "c2"], only: "cannot be fixed any more" },
    ],
    ["how many of how many", /^1 of 4/, { view: "matrix", part: "calendar", id: "c24" }],
    ["requests", "90 requests, open the rows", { view: "requests" }],
    [
      "requests of a state",
      /^21 requests: in work/,
      { view: "requests", ids: ["r2", "r3"], only: "requests: in work" },
    ],
    ["overdue requests", "3 overdue", { view: "requests", ids: ["r3"], only: "overdue requests: in work" }],
    ["gaps of a severity", /^3 critical gaps/, { view: "gaps", ids: ["g1", "g2", "g3"], only: "open gaps: critical" }],
    ["all open gaps", /^12 open gaps/, { view: "gaps", ids: ["g1", "g2", "g3", "g4"], only: "open gaps" }],
    ["escalating findings", "1 finding", { view: "findings", ids: ["f3"], only: "overdue steps" }],
    ["escalating messages", "1 message", { view: "communications", part: "plan", ids: ["p4"], only: "overdue steps" }],
    [
      "the next clock",
      "14 h 20 min left",
      { view: "communications", part: "plan", ids: ["p7"], only: "notification clocks that run" },
    ],
    ["the critical path's next task", "ECOM_TOKENS Token migration", { view: "plan", id: "t5" }],
    [
      "the critical path",
      "2 open on the path",
      { view: "plan", ids: ["t5", "t6"], only: "open tasks of the critical path" },
    ],
    ["what goes stale", "7 items", { view: "evidence", ids: ["ev3", "ev4"], only: "stale before fieldwork" }],
    ["the auditor's questions", "1 open", { view: "overview", part: "follow_ups" }],
    ["a deadline", "FND-009 Notify step", { view: "findings", id: "f9" }],
    ["days to fieldwork", /^59\s*days to fieldwork/, { view: "scope", part: "engagement" }],
    ["the walkthrough", "Walkthrough", { view: "walkthrough" }],
    ["the packet", "Export packet", { view: "packets" }],
  ];

  it.each(cases)("%s goes to its rows", async (_, name, place) => {
    wire();
    const went = drawn();
    await userEvent.click(await screen.findByRole("button", { name }));
    expect(went).toEqual([place]);
  });

  it("go to one view by the number itself where all overdue steps stand there", async () => {
    const none = { noun: "finding" as const, ids: [], more: 0 };
    const rows = { noun: "plan_row" as const, ids: ["p4", "p6"], more: 0 };
    wire({ escalation: { overdue: 2, steps: [], findings: none, plan_rows: rows } });
    const went = drawn();
    await userEvent.click(await screen.findByRole("button", { name: "2 steps overdue" }));
    expect(went).toEqual([{ view: "communications", part: "plan", ids: ["p4", "p6"], only: "overdue steps" }]);
  });

  it("say how many lines wait in how many controls", async () => {
    wire();
    drawn();
    const panel = await screen.findByRole("region", { name: "Can still be fixed" });
    expect(panel.textContent).toContain("1 of 23 in 2 controls, 1 in the last chance");
  });

  it("keep currencies apart", async () => {
    wire();
    drawn();
    const panel = await screen.findByRole("region", { name: /Open gaps/ });
    expect(within(panel).getByText("cost range, currencies apart")).toBeTruthy();
    expect(within(panel).getAllByText(/EUR.1.000 to 2.000/)).toHaveLength(2);
    expect(within(panel).getAllByText(/USD.420.000 to 1.100.000/)).toHaveLength(2);
    expect(within(panel).getByText(/1 without an estimate/)).toBeTruthy();
  });

  it("say requests by state in words too, not by colour alone", async () => {
    wire();
    drawn();
    expect(await screen.findByRole("img", { name: "Requests by state: 38 accepted, 21 in work" })).toBeTruthy();
    expect(screen.getByRole("rowheader", { name: "in work" })).toBeTruthy();
  });

  it("say the days that the time line shows", async () => {
    wire();
    drawn();
    const name = /period 2026-01-01 to 2026-12-31, today 2026-11-20, fieldwork from 2027-01-18, report due 2027-02-26/;
    expect(await screen.findByRole("img", { name })).toBeTruthy();
  });

  it("switch to what is overdue", async () => {
    wire();
    const went = drawn();
    await userEvent.click(await screen.findByRole("radio", { name: /Overdue/ }));
    await userEvent.click(screen.getByRole("button", { name: "REQ-002 Late one" }));
    expect(went).toEqual([{ view: "requests", id: "req-2" }]);
    expect(screen.getByText("4 business days over")).toBeTruthy();
  });
});

it("sets what is lost beside what an auditor would accept instead", async () => {
  wire();
  drawn();
  expect(await screen.findByRole("img", { name: "Missed, unrecoverable" })).toBeTruthy();
  expect(screen.getByText(/A missed occurrence stays missed/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Instead: compensating control, later ones" }));
  const full = await screen.findByRole("dialog", { name: "What an auditor would accept instead of CORE-24" });
  expect(within(full).getByText("Record the exception as it is.")).toBeTruthy();
});

it("says how readiness is counted, and what isn't", async () => {
  wire();
  drawn();
  const name = "Readiness from 31 on 2026-09-04 to 61 on 2026-11-20, of 100";
  expect(await screen.findByRole("img", { name })).toBeTruthy();
  expect(screen.getByText(/12 of 100 not evaluable yet: not counted. At most 73 by it/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "How it is counted" }));
  const how = await screen.findByRole("dialog", { name: "How it is counted" });
  expect(await within(how).findByText("Each relevant criterion has 100 points.")).toBeTruthy();
  expect(within(how).getByText(/2013 points ÷ 0 criteria/)).toBeTruthy();
  expect(within(how).getByRole("rowheader", { name: "2026-09-04" })).toBeTruthy();
});

describe("follow-ups", () => {
  it("are answered", async () => {
    const asked = wire({}, { "follow_up.answer": () => followUp({ state: { state: "answered" } }) });
    drawn();
    await userEvent.click(await screen.findByRole("button", { name: "Answer FU-002" }));
    const form = await screen.findByRole("form", { name: "Answer FU-002" });
    expect(within(form).getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
    await userEvent.type(within(form).getByLabelText("Answer, as it was given"), "In the minutes.");
    await userEvent.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("form")).toBeNull());
    expect(asked.find((one) => one.name === "follow_up.answer")?.request).toEqual({
      engagement: "e1",
      follow_up: "fu2",
      text: "In the minutes.",
      on: null,
    });
  });

  it("keep what was typed when the answer is refused, and say why", async () => {
    wire({}, { "follow_up.answer": fails("refused", "it was withdrawn meanwhile") });
    drawn();
    await userEvent.click(await screen.findByRole("button", { name: "Answer FU-002" }));
    const form = await screen.findByRole("form", { name: "Answer FU-002" });
    const field = within(form).getByLabelText("Answer, as it was given");
    await userEvent.type(field, "In the minutes.");
    await userEvent.click(within(form).getByRole("button", { name: "Save" }));
    expect(await within(form).findByText(/it was withdrawn meanwhile/)).toBeTruthy();
    expect(field).toHaveProperty("value", "In the minutes.");
  });

  it("are withdrawn with a reason", async () => {
    const asked = wire({}, { "follow_up.withdraw": () => followUp() });
    drawn();
    await userEvent.click(await screen.findByRole("button", { name: "More for FU-002" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Withdraw" }));
    const form = await screen.findByRole("form", { name: "Withdraw FU-002" });
    await userEvent.type(within(form).getByLabelText("Why it is withdrawn"), "Asked twice.{Enter}");
    await waitFor(() =>
      expect(asked.find((one) => one.name === "follow_up.withdraw")?.request).toEqual({
        engagement: "e1",
        follow_up: "fu2",
        reason: "Asked twice.",
      }),
    );
  });

  it("take the focus of those who come for them, narrowed to what they came for", async () => {
    const asked = wire({}, { "follow_up.list": () => [followUp(), followUp({ id: "fu9" })] });
    drawn({ view: "overview", part: "follow_ups", ids: ["fu9"], only: "of CORE-01" });
    await waitFor(() =>
      expect(document.activeElement?.getAttribute("aria-label")).toBe("Follow-ups of the walkthroughs"),
    );
    expect(screen.getByText("Only: of CORE-01")).toBeTruthy();
    expect(screen.getAllByRole("button", { name: "Answer FU-002" })).toHaveLength(1);
    expect(asked.find((one) => one.name === "follow_up.list")?.request).toMatchObject({ open: false });
  });
});

describe("states of the view", () => {
  it("goes to the scope while there is no engagement, and asks for none", async () => {
    const asked = wire();
    const went = drawn({ view: "overview" }, null);
    await userEvent.click(await screen.findByRole("button", { name: "Set up the scope" }));
    expect(went).toEqual([{ view: "scope" }]);
    expect(asked).toEqual([]);
  });

  it("shows a failure with the way on", async () => {
    wire({}, { "overview.show": fails("damaged", "row 3") });
    drawn();
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("stands empty without a word that isn't so", async () => {
    const none = { noun: "control" as const, ids: [], more: 0 };
    wire(
      {
        fixable: { total: 0, urgent: 0, soonest: [], rows: none },
        lost: { total: 0, occurrences: 0, controls: [], rows: none },
        requests: { total: 0, overdue: 0, states: [] },
        gaps: { open: 0, overdue: 0, levels: [], costs: [], rows: none },
        clock: null,
        critical: null,
        readiness: null,
      },
      { "follow_up.list": () => [] },
    );
    drawn();
    expect(await screen.findByText("Nothing is lost so far.")).toBeTruthy();
    for (const words of ["No request yet.", "No gap is open.", "None runs", "No open task"]) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    expect(await screen.findByText("No question waits for an answer.")).toBeTruthy();
  });

  it("has nothing that axe finds", async () => {
    wire();
    drawn();
    await screen.findByRole("button", { name: "Answer FU-002" });
    expect(await violations()).toEqual([]);
  });
});
