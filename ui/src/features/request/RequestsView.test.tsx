/** Tests of the requests' view over a made-up program: the page, narrowing, adding, steps with reasons, rounds, failures. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { PEOPLE, shownAt, TODAY } from "../../audit/rows/testing";
import { violations } from "../../testing/axe";
import { type Answers, type Asked, fails, fakeWire } from "../../testing/fakeWire";
import type { EvidenceRequest, RequestLine, RequestRow } from "../../wire/wire.gen";
import { RequestsView } from "./RequestsView";
import { canDecide, canSubmit, nextOf } from "./steps";

function line(number: number, over: Partial<RequestLine> = {}): RequestLine {
  return {
    id: `r${number}`,
    revision: 1,
    number,
    reference: `REQ-00${number}`,
    auditor_id: `PBC-0${number}`,
    wording: `Please provide list ${number}`,
    kind: "population",
    internal: { internal: "open" },
    auditor: "requested",
    owner: "p1",
    owner_name: "Marta Duarte",
    reviewer: null,
    reviewer_name: null,
    received_on: "2026-11-01",
    due_on: "2026-12-01",
    blocks_testing: false,
    owed: true,
    overdue: false,
    rounds: 0,
    evidence: [],
    controls: ["CORE-24"],
    criteria: ["CC6.2"],
    ...over,
  };
}

function row(number: number, over: Partial<EvidenceRequest> = {}, more: Partial<RequestRow> = {}): RequestRow {
  return {
    request: {
      id: `r${number}`,
      revision: 1,
      engagement: "eng-1",
      number,
      auditor_id: `PBC-0${number}`,
      wording: `Please provide list ${number}`,
      kind: "population",
      period: null,
      population: null,
      controls: ["c1"],
      criteria: ["CC6.2"],
      evidence: [],
      owner: "p1",
      reviewer: null,
      received_on: "2026-11-01",
      due_on: "2026-12-01",
      blocks_testing: false,
      internal: { internal: "open" },
      auditor: "requested",
      rounds: [],
      template: null,
      internal_note: "",
      ...over,
    },
    owner: "Marta Duarte",
    controls: ["CORE-24"],
    evidence: [],
    owed: true,
    overdue: false,
    ...more,
  };
}

const LINES = [line(1), line(2, { due_on: "2026-11-10", overdue: true, blocks_testing: true, evidence: ["EV-0001"] })];

function answers(over: Answers = {}): Answers {
  return {
    "request.page": ({ query }) => {
      const only = query.filters.find((one) => one.column === "reference")?.test;
      const rows =
        only?.is === "any_of" ? LINES.filter((one) => (only.values as string[]).includes(one.reference)) : LINES;
      return { total: rows.length, all: LINES.length, offset: 0, rows };
    },
    "request.show": ({ request }) => row(request.endsWith("2") ? 2 : 1),
    "request.list": () => [row(1), row(2)],
    "person.list": () => PEOPLE,
    "record.history": () => [],
    "unsaved.list": () => [],
    "unsaved.keep": () => null,
    "unsaved.forget": () => null,
    ...over,
  };
}

const asked = (all: Asked[], name: string) => all.filter((one) => one.name === name).map((one) => one.request);

test("the page stands in a grid, overdue in words", async () => {
  fakeWire(answers());
  shownAt(<RequestsView />, { view: "requests" });
  const grid = await screen.findByRole("grid", { name: "Evidence requests" });
  expect(await within(grid).findByText("PBC-01")).toBeTruthy();
  expect(within(grid).getByText("overdue")).toBeTruthy();
  expect(within(grid).getByText("Waits")).toBeTruthy();
  expect(screen.getByText("2 requests")).toBeTruthy();
});

test("a place with ids narrows the list, and its chip shows all again", async () => {
  const all = fakeWire(answers());
  shownAt(<RequestsView />, { view: "requests", ids: ["r2"], only: "Blocks testing" });
  expect(await screen.findByText("PBC-02")).toBeTruthy();
  expect(screen.queryByText("PBC-01")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show all rows again" }));
  expect(await screen.findByText("PBC-01")).toBeTruthy();
  expect(asked(all, "request.list").length).toBe(1);
});

test("what is owed is asked of the program", async () => {
  const all = fakeWire(answers());
  shownAt(<RequestsView />, { view: "requests" });
  await userEvent.click(await screen.findByRole("radio", { name: "Owed" }));
  await waitFor(() =>
    expect(asked(all, "request.page").at(-1)).toMatchObject({
      query: { engagement: "eng-1", filters: [{ column: "owed", test: { is: "any_of", values: ["true"] } }] },
    }),
  );
});

test("an empty list says what belongs here and offers both first steps", async () => {
  const catalogue = {
    code: "PBC-001",
    text: "Provide the list of leavers.",
    kind: "population" as const,
    over_the_period: true,
    population: "leavers" as const,
    drawn_from: [],
    completeness: "",
    controls: [],
    criteria: ["CC6.2"],
    blocker: null,
    due_business_days: 5,
  };
  const all = fakeWire(
    answers({
      "request.page": () => ({ total: 0, all: 0, offset: 0, rows: [] }),
      "request.list": () => [row(1, { template: "PBC-002" })],
      "request.templates": () => [catalogue, { ...catalogue, code: "PBC-002", text: "Provide the chart." }],
      "request.start": () => ({ requests: [row(1)], already: [], holidays: [] }),
    }),
  );
  shownAt(<RequestsView />, { view: "requests" });
  await userEvent.click(await screen.findByRole("button", { name: "Start from typical requests" }));
  const dialog = await screen.findByRole("dialog", { name: "Typical requests" });
  expect(await within(dialog).findByRole("checkbox", { name: /PBC-002/ })).toHaveProperty("disabled", true);
  await userEvent.click(within(dialog).getByRole("checkbox", { name: /PBC-001/ }));
  await userEvent.click(within(dialog).getByRole("button", { name: "Start 1 request" }));
  await waitFor(() =>
    expect(asked(all, "request.start")).toEqual([
      { engagement: "eng-1", codes: ["PBC-001"], profile: null, received_on: TODAY, holidays: [] },
    ]),
  );
  expect(await screen.findByText("1 request started.")).toBeTruthy();
});

test("a request is added in the auditor's words", async () => {
  const all = fakeWire(answers({ "request.add": () => row(1) }));
  shownAt(<RequestsView />, { view: "requests" });
  await userEvent.click(await screen.findByRole("button", { name: "Request" }));
  const form = await screen.findByRole("form", { name: "New request" });
  const add = within(form).getByRole("button", { name: "Add request" });
  expect(add).toHaveProperty("disabled", true);
  await userEvent.type(within(form).getByRole("textbox", { name: "Auditor’s id" }), "PBC-9");
  await userEvent.type(within(form).getByRole("textbox", { name: "Auditor’s wording" }), " Provide  it. ");
  await userEvent.click(add);
  await waitFor(() =>
    expect(asked(all, "request.add")[0]).toMatchObject({
      engagement: "eng-1",
      auditor_id: "PBC-9",
      wording: " Provide  it. ",
      received_on: TODAY,
    }),
  );
  expect(await screen.findByRole("complementary", { name: "PBC-01" })).toBeTruthy();
  expect(screen.getByText("REQ-001 was added.")).toBeTruthy();
});

test("blocking asks for the reason, and a refusal is said in its words", async () => {
  const all = fakeWire(answers({ "request.move": fails("refused", "can't be blocked now") }));
  shownAt(<RequestsView />, { view: "requests", id: "r1" });
  await userEvent.click(await screen.findByRole("button", { name: "Blocked…" }));
  const form = await screen.findByRole("form", { name: "What blocks it" });
  expect(within(form).getByRole("button", { name: "Set status" })).toHaveProperty("disabled", true);
  await userEvent.type(within(form).getByRole("textbox", { name: "Reason" }), "No export right");
  await userEvent.click(within(form).getByRole("button", { name: "Set status" }));
  expect(await within(form).findByText("can't be blocked now.")).toBeTruthy();
  expect(asked(all, "request.move")).toEqual([
    { engagement: "eng-1", request: "r1", to: { internal: "blocked", reason: "No export right" } },
  ]);
});

test("a ready request is submitted with its evidence and answer", async () => {
  const ready = row(1, { internal: { internal: "ready" } }, { evidence: ["EV-0001"] });
  const all = fakeWire(
    answers({ "request.show": () => ready, "request.submit": () => ready, "evidence.show": fails("not_found") }),
  );
  shownAt(<RequestsView />, { view: "requests", id: "r1" });
  await userEvent.click(await screen.findByRole("button", { name: "Record a submission" }));
  const form = await screen.findByRole("form", { name: "What was submitted" });
  await userEvent.type(within(form).getByRole("textbox", { name: "Answer" }), "As asked.");
  await userEvent.click(within(form).getByRole("button", { name: "Record it" }));
  await waitFor(() =>
    expect(asked(all, "request.submit")).toEqual([
      { engagement: "eng-1", request: "r1", evidence: ["EV-0001"], answer: "As asked.", on: TODAY },
    ]),
  );
});

test("a return needs the auditor's remark", async () => {
  const submitted = row(1, {
    auditor: "submitted",
    internal: { internal: "ready" },
    rounds: [{ submitted_on: "2026-11-15", evidence: [], answer: "Here it is.", end: null }],
  });
  const all = fakeWire(answers({ "request.show": () => submitted, "request.decide": () => submitted }));
  shownAt(<RequestsView />, { view: "requests", id: "r1" });
  await userEvent.click(await screen.findByRole("button", { name: "Record the auditor’s answer" }));
  const form = await screen.findByRole("form", { name: "The auditor’s answer" });
  await userEvent.click(within(form).getByRole("radio", { name: /Returned/ }));
  const record = within(form).getByRole("button", { name: "Record it" });
  expect(record).toHaveProperty("disabled", true);
  await userEvent.type(within(form).getByRole("textbox", { name: /remark/ }), "Cut off at row 500");
  await userEvent.click(record);
  await waitFor(() =>
    expect(asked(all, "request.decide")[0]).toMatchObject({
      decision: { decision: "returned", remark: "Cut off at row 500", due_on: null },
      on: TODAY,
    }),
  );
});

test("a request is removed with the way back", async () => {
  const all = fakeWire(answers({ "request.remove": () => null }));
  shownAt(<RequestsView />, { view: "requests", id: "r1" });
  await userEvent.click(await screen.findByRole("button", { name: "Remove" }));
  expect(await screen.findByText("REQ-001 was removed.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Undo" })).toBeTruthy();
  expect(asked(all, "request.remove")).toEqual([{ engagement: "eng-1", request: "r1" }]);
  await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());
});

test("chosen files become evidence of the request", async () => {
  const attached = { item: { number: 7 }, same_as: [], redacted_in: ["EV-0003"], missing: [] };
  const all = fakeWire(
    answers({
      "file.choose": () => [{ held: 5, name: "leavers.csv", size: 10 }],
      "evidence.attach": () => [attached as never],
      "request.edit": () => row(1),
    }),
  );
  shownAt(<RequestsView />, { view: "requests", id: "r1" });
  await userEvent.click(await screen.findByRole("button", { name: "Add files" }));
  const form = await screen.findByRole("form", { name: "Take in 1 file" });
  await userEvent.click(within(form).getByRole("button", { name: "Take in" }));
  expect(await screen.findByText(/What is redacted in EV-0003 isn’t in the new item/)).toBeTruthy();
  await waitFor(() =>
    expect(asked(all, "request.edit")).toEqual([
      { engagement: "eng-1", request: "r1", facts: { evidence: ["EV-0007"] } },
    ]),
  );
  expect(asked(all, "evidence.attach")[0]).toMatchObject({
    items: [{ files: [5], kind: "population", controls: ["CORE-24"] }],
  });
});

test("a failure of the page is shown with the way on", async () => {
  fakeWire(answers({ "request.page": fails("damaged") }));
  shownAt(<RequestsView />, { view: "requests" });
  expect((await screen.findByRole("alert")).textContent).toContain("A part of the vault is damaged.");
});

test("the sheet of a narrowed list holds its rows alone", async () => {
  const all = fakeWire(
    answers({
      "file.destination": () => ({ held: 9, name: "Evidence requests.xlsx", size: null }),
      "page.ids": () => ["r2"],
      "sheet.export": () => ({ noun: "request", rows: 1, internal: false, size: 100, sha256: "0".repeat(64) }),
    }),
  );
  shownAt(<RequestsView />, { view: "requests", ids: ["r2"], only: "Some" });
  await userEvent.click(await screen.findByRole("button", { name: "Sheet" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: /^Workbook \(XLSX\)/ }));
  await waitFor(() =>
    expect(asked(all, "sheet.export")[0]).toMatchObject({
      noun: "request",
      only: ["r2"],
      internal: false,
      form: "xlsx",
    }),
  );
});

test("a sheet is taken in after its preview", async () => {
  const found = {
    sheets: [{ name: "Requests", hidden: false, rows: 3 }],
    sheet: "Requests",
    heading_row: 1,
    columns: [{ letters: "A", heading: "Id", field: "auditor_id", title: "Auditor id" }],
    ambiguous: [],
    unknown: ["Colour"],
    derived: [],
    absent: [],
    missing: [],
  };
  const seen = { file: "f", head: "h", preview: "p" };
  const changed = {
    row: 2,
    key: "REQ-001",
    alike: null,
    fields: [{ heading: "Due", from: "2026-12-01", to: "2026-12-04" }],
  };
  const all = fakeWire(
    answers({
      "sheet_mapping.list": () => [],
      "file.choose": () => [{ held: 3, name: "back.xlsx", size: 10 }],
      "sheet.read": () => found,
      "sheet.preview": () => ({
        seen,
        found,
        preview: { added: [], changed: [changed], unchanged: 1, refused: ["Row 4: no such owner"], skipped: [] },
        consequences: [],
      }),
      "sheet.apply": () => ({ log_row: 9, added: 0, changed: 1, unchanged: 1, refused: [] }),
    }),
  );
  shownAt(<RequestsView />, { view: "requests" });
  await userEvent.click(await screen.findByRole("button", { name: "Sheet" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: /Import a sheet/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Choose a file" }));
  expect(await screen.findByText("Due: 2026-12-01 → 2026-12-04")).toBeTruthy();
  expect(screen.getByText("Row 4: no such owner")).toBeTruthy();
  expect(asked(all, "sheet.apply")).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Take in 1 row" }));
  await waitFor(() => expect(asked(all, "sheet.apply")[0]).toMatchObject({ seen, save: null }));
});

test("axe finds nothing in the view with a request open", async () => {
  fakeWire(answers());
  shownAt(<RequestsView />, { view: "requests", id: "r1" });
  await screen.findByRole("complementary", { name: "PBC-01" });
  await screen.findByText("PBC-02");
  expect(await violations(document.querySelector(".work") ?? undefined)).toEqual([]);
});

test("steps are those of the model", () => {
  expect(nextOf("ready")).toEqual(["in_progress"]);
  expect(nextOf("blocked")).not.toContain("ready");
  expect(canSubmit(row(1))).toBe(false);
  expect(canSubmit(row(1, { internal: { internal: "ready" } }))).toBe(true);
  expect(canDecide(row(1, { auditor: "accepted" }))).toBe("return");
  expect(canDecide(row(1))).toBeUndefined();
});
