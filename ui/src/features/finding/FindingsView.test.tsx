/** Tests of the findings' view over a made-up program: the page with its clocks, adding, responding, steps with proof, failures. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { PEOPLE, shownAt, TODAY } from "../../audit/rows/testing";
import { violations } from "../../testing/axe";
import { type Answers, type Asked, fails, fakeWire } from "../../testing/fakeWire";
import type { Finding, FindingLine, FindingRow } from "../../wire/wire.gen";
import { FindingsView } from "./FindingsView";
import { awaited, isBack, isUntouched, nextOf } from "./steps";

function line(number: number, over: Partial<FindingLine> = {}): FindingLine {
  return {
    id: `f${number}`,
    revision: 1,
    number,
    reference: `FND-00${number}`,
    auditor_reference: `AUD-${number}`,
    wording: `Two leavers kept access, ${number}`,
    source: "audit",
    severity: "high",
    state: "acknowledged",
    deviations: { found: 2, tested: 25 },
    owner: "p1",
    owner_name: "Marta Duarte",
    raised_on: "2026-10-01",
    due_on: "2026-11-10",
    clock: { kind: "response", due: "2026-11-10", overdue: true },
    controls: ["CORE-23"],
    criteria: ["CC6.2"],
    gaps: ["GAP-003"],
    ...over,
  };
}

function row(number: number, over: Partial<Finding> = {}): FindingRow {
  return {
    finding: {
      id: `f${number}`,
      revision: 1,
      engagement: "eng-1",
      number,
      auditor_reference: `AUD-${number}`,
      wording: `Two leavers kept access, ${number}`,
      source: "audit",
      raised_on: "2026-10-01",
      controls: ["c1"],
      criteria: ["CC6.2"],
      deviations: { found: 2, tested: 25 },
      cause: "No ticket",
      extent: "",
      effect: "",
      compensating: [],
      compensating_note: "",
      severity: "high",
      owner: "p1",
      due_on: "2026-11-10",
      gaps: ["g3"],
      acknowledged: { by: "p2", on: "2026-10-02" },
      response: null,
      fixed_on: null,
      retest: null,
      closed_on: null,
      state: "acknowledged",
      prior: null,
      internal_note: "",
      ...over,
    },
    owner: "Marta Duarte",
    controls: ["CORE-23"],
    compensating: [],
    gaps: ["GAP-003"],
  };
}

const LINES = [line(1), line(2, { severity: null, state: "closed", clock: null, deviations: null })];

function answers(over: Answers = {}): Answers {
  return {
    "finding.page": ({ query }) => {
      const only = query.filters.find((one) => one.column === "reference")?.test;
      const rows =
        only?.is === "any_of" ? LINES.filter((one) => (only.values as string[]).includes(one.reference)) : LINES;
      return { total: rows.length, all: LINES.length, offset: 0, rows };
    },
    "finding.list": () => [row(1), row(2)],
    "finding.show": () => row(1),
    "person.list": () => PEOPLE,
    "record.history": () => [],
    "unsaved.list": () => [],
    "unsaved.keep": () => null,
    "unsaved.forget": () => null,
    ...over,
  };
}

const asked = (all: Asked[], name: string) => all.filter((one) => one.name === name).map((one) => one.request);

async function opened(over: Answers = {}) {
  const all = fakeWire(answers(over));
  shownAt(<FindingsView />, { view: "findings", id: "f1" });
  return { all, pane: within(await screen.findByRole("complementary", { name: "AUD-1" })) };
}

test("the page stands in a grid with the clock that runs next", async () => {
  fakeWire(answers());
  shownAt(<FindingsView />, { view: "findings" });
  const grid = within(await screen.findByRole("grid", { name: "Findings" }));
  expect(await grid.findByText("Response due 2026-11-10")).toBeTruthy();
  expect(grid.getByText("overdue")).toBeTruthy();
  expect(grid.getByText("2 of 25")).toBeTruthy();
  expect(grid.getByText("Not judged")).toBeTruthy();
});

test("a place with ids narrows the list", async () => {
  fakeWire(answers());
  shownAt(<FindingsView />, { view: "findings", ids: ["f2"], only: "Closed" });
  expect(await screen.findByText("AUD-2")).toBeTruthy();
  expect(screen.queryByText("AUD-1")).toBeNull();
});

test("open findings are asked of the program", async () => {
  const all = fakeWire(answers());
  shownAt(<FindingsView />, { view: "findings" });
  await userEvent.click(await screen.findByRole("radio", { name: "Open" }));
  await waitFor(() => {
    const query = JSON.stringify(asked(all, "finding.page").at(-1));
    expect(query).toContain("in_remediation");
    expect(query).not.toContain("closed");
  });
});

test("the way to the closing says what is done, who did it and what is overdue", async () => {
  const { pane } = await opened();
  const path = within(pane.getByRole("region", { name: "Escalation" })).getAllByRole("listitem");
  expect(path.map((item) => item.textContent)).toEqual([
    "Raiseddone2026-10-01",
    "Acknowledgeddone2026-10-02",
    "Management respondsoverdueoverdue since 2026-11-10",
    "Fixedto come",
    "Retestedto come",
    "Closedto come",
  ]);
  expect(pane.getByRole("button", { name: "Gap GAP-003, open" })).toBeTruthy();
});

test("a finding entered by mistake is removed; one that was taken note of stays", async () => {
  const raised = row(1);
  raised.finding = { ...raised.finding, state: "raised", response: null, prior: null };
  const { all, pane } = await opened({ "finding.show": () => raised, "finding.remove": () => null });
  await userEvent.click(pane.getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("FND-001 was removed.")).toBeTruthy();
  expect(asked(all, "finding.remove")).toEqual([{ engagement: "eng-1", finding: "f1" }]);
  expect(isUntouched({ ...raised.finding, state: "acknowledged" })).toBe(false);
});

test("management responds by a person", async () => {
  const { all, pane } = await opened({ "finding.respond": () => row(1) });
  await userEvent.click(pane.getByRole("button", { name: "Respond…" }));
  const form = within(await pane.findByRole("form", { name: "Management’s response" }));
  await userEvent.type(form.getByRole("textbox", { name: "Response" }), "Removed within a day since.");
  const record = form.getByRole("button", { name: "Record it" });
  expect(record).toHaveProperty("disabled", true);
  await userEvent.type(form.getByRole("combobox", { name: "Given by" }), "Marta");
  await userEvent.click(await screen.findByRole("option", { name: /Marta Duarte/ }));
  await userEvent.click(record);
  await waitFor(() =>
    expect(asked(all, "finding.respond")).toEqual([
      { engagement: "eng-1", finding: "f1", text: "Removed within a day since.", by: "p1", on: TODAY },
    ]),
  );
});

test("a retest needs fix, retester and evidence; a refusal is said in the program's words", async () => {
  const given = row(1, {
    state: "in_remediation",
    response: { text: "We mend it.", by: "p1", on: "2026-10-10" },
    fixed_on: "2026-11-01",
  });
  const evidence = { id: "e1", reference: "EV-0001", title: "Leavers", state: { state: "accepted" } };
  const { all, pane } = await opened({
    "finding.show": () => given,
    "evidence.page": () => ({ total: 1, all: 1, offset: 0, rows: [evidence as never] }),
    "finding.move": fails("refused", "must be done by another person than the owner"),
  });
  await userEvent.click(pane.getByRole("button", { name: "Retested…" }));
  const form = within(await pane.findByRole("form", { name: "Fix and retest" }));
  await userEvent.type(form.getByRole("combobox", { name: "Retested by" }), "Glen");
  await userEvent.click(await screen.findByRole("option", { name: /Glen Salter/ }));
  const record = form.getByRole("button", { name: "Record it" });
  expect(record).toHaveProperty("disabled", true);
  await userEvent.type(form.getByRole("combobox", { name: "Evidence" }), "EV");
  await userEvent.click(await screen.findByRole("option", { name: /EV-0001/ }));
  await userEvent.click(record);
  expect(await form.findByText("must be done by another person than the owner.")).toBeTruthy();
  expect(asked(all, "finding.move")[0]).toMatchObject({
    step: { to: "verified", fixed_on: "2026-11-01", by: "p2", on: TODAY, evidence: ["EV-0001"], note: "" },
  });
});

test("going back to the response asks nothing", async () => {
  const given = row(1, { state: "in_remediation", response: { text: "We mend it.", by: "p1", on: "2026-10-10" } });
  const { all, pane } = await opened({ "finding.show": () => given, "finding.move": () => given });
  await userEvent.click(pane.getByRole("button", { name: "Back to the response" }));
  await waitFor(() => expect(asked(all, "finding.move")[0]).toMatchObject({ step: { to: "responded" } }));
});

test("a finding is recorded in the words of whoever raised it", async () => {
  const all = fakeWire(answers({ "finding.add": () => row(1) }));
  shownAt(<FindingsView />, { view: "findings" });
  await userEvent.click(await screen.findByRole("button", { name: "Finding" }));
  const form = within(await screen.findByRole("form", { name: "New finding" }));
  await userEvent.type(form.getByRole("textbox", { name: "Their wording" }), "It  was late.");
  const add = form.getByRole("button", { name: "Record finding" });
  expect(add).toHaveProperty("disabled", true);
  await userEvent.click(form.getByRole("button", { name: /Severity, as we hold it/ }));
  await userEvent.click(await screen.findByRole("option", { name: "High" }));
  await userEvent.type(form.getByRole("textbox", { name: "Deviations" }), "3");
  expect(add).toHaveProperty("disabled", true);
  await userEvent.type(form.getByRole("textbox", { name: "Of items tested" }), "25");
  await userEvent.click(add);
  await waitFor(() =>
    expect(asked(all, "finding.add")[0]).toMatchObject({
      wording: "It  was late.",
      severity: "high",
      source: "audit",
      auditor_reference: null,
      raised_on: TODAY,
      facts: { deviations: { found: 3, tested: 25 } },
    }),
  );
});

test("an empty list says what belongs here", async () => {
  fakeWire(answers({ "finding.page": () => ({ total: 0, all: 0, offset: 0, rows: [] }) }));
  shownAt(<FindingsView />, { view: "findings" });
  await userEvent.click(await screen.findByRole("button", { name: "Record a finding" }));
  expect(await screen.findByRole("form", { name: "New finding" })).toBeTruthy();
});

test("a failure of the page is shown with the way on", async () => {
  fakeWire(answers({ "finding.page": fails("damaged") }));
  shownAt(<FindingsView />, { view: "findings" });
  expect((await screen.findByRole("alert")).textContent).toContain("A part of the vault is damaged.");
});

test("a finding that is gone says so in the panel", async () => {
  fakeWire(answers({ "finding.show": fails("not_found") }));
  shownAt(<FindingsView />, { view: "findings", id: "FND-009" });
  const pane = await screen.findByRole("complementary", { name: "FND-009" });
  expect((await within(pane).findByRole("alert")).textContent).toContain("isn't there any more");
});

test("axe finds nothing in the view with a finding open", async () => {
  await opened();
  await screen.findByText("AUD-2");
  expect(await violations(document.querySelector(".work") ?? undefined)).toEqual([]);
});

test("steps are those of the model", () => {
  expect(nextOf("responded")).toEqual(["in_remediation", "acknowledged"]);
  expect(isBack("verified", "in_remediation")).toBe(true);
  expect(awaited(row(1).finding)).toBe("response");
  expect(awaited(row(1, { state: "verified" }).finding)).toBeUndefined();
});
