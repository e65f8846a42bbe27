/** Tests of the plan over a made-up program: grid, steps with reasons, inspector, start of a plan, bars by keyboard, failures. */
import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, type Asked, fails, fakeWire } from "../../testing/fakeWire";
import type { TaskLine } from "../../wire/wire.gen";
import { bar, chart, drawn, line, row, task } from "./made-up";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const LINES = [line("t1"), line("t2", { dependencies: [{ task: "t1", code: "T1", wait: "partial" }] })];
const BARS = [
  bar("t1", { state: { state: "done" }, slack: null, latest_from: null, critical: false }),
  bar("t2", {
    days: { from: "2026-11-23", to: "2026-12-04" },
    waits_for: [{ id: "t1", code: "T1", wait: "finish" }],
    freezes: [{ name: "Sale", span: { from: "2026-11-26", to: "2026-11-29" } }],
  }),
  bar("t3", { phase: "Test", slack: 4, latest_from: "2026-11-20", critical: false, late: true }),
];

function page(rows: TaskLine[]) {
  return { total: rows.length, all: rows.length, offset: 0, rows };
}

function wire(over: Answers = {}): Asked[] {
  return fakeWire({
    "task.page": () => page(LINES),
    "task.show": ({ task: id }) => row(task(id.toLowerCase())),
    "task.chart": () => chart(BARS),
    "task.list": () => [row(task("t1")), row(task("t2"))],
    "record.history": () => [],
    "person.list": () => [],
    "evidence.page": () => ({ total: 0, all: 0, offset: 0, rows: [] }),
    ...over,
  });
}

const requests = (asked: Asked[], name: string) =>
  asked.filter((one) => one.name === name).map((one) => one.request as Record<string, unknown>);

/** Opens the inspector of a task. */
async function inspected(over: Answers = {}, id = "t1") {
  const asked = wire(over);
  drawn({ view: "plan", id });
  const pane = await screen.findByRole("complementary", { name: `Title of ${id}` });
  return { asked, pane };
}

describe("the grid", () => {
  it("shows tasks with state, days, waits and owner, by first day", async () => {
    const asked = wire();
    drawn();
    const grid = await screen.findByRole("grid", { name: "Tasks of the plan" });
    expect(await within(grid).findByText("Title of t1")).toBeTruthy();
    expect(within(grid).getAllByText("Radka Novak")).toHaveLength(2);
    expect(requests(asked, "task.page")[0]?.query).toMatchObject({ sort: [{ column: "starts", descending: false }] });
  });

  it("asks only for those that somebody came for, and lets go of that", async () => {
    const asked = wire();
    const went = drawn({ view: "plan", ids: ["t2"], only: "open tasks of the critical path" });
    await waitFor(() =>
      expect(requests(asked, "task.page").at(-1)?.query).toMatchObject({
        filters: [{ column: "code", test: { is: "any_of", values: ["T2"] } }],
      }),
    );
    await userEvent.click(screen.getByRole("button", { name: "Show all tasks" }));
    expect(went.at(-1)).toEqual({ view: "plan", part: "grid" });
  });

  it("saves as a sheet the tasks that are shown", async () => {
    const asked = wire({
      "file.destination": () => ({ held: 9, name: "Tasks.xlsx", size: null }),
      "page.ids": () => ["t2"],
      "sheet.export": () => ({ noun: "task", rows: 1, internal: false, size: 10, sha256: "aa" }),
    });
    drawn({ view: "plan", ids: ["t2"], only: "open tasks of the critical path" });
    await waitFor(() => expect(requests(asked, "task.page").at(-1)?.query).toHaveProperty("filters.length", 1));
    await userEvent.click(screen.getByRole("button", { name: "Sheet" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^Workbook \(XLSX\)/ }));
    await waitFor(() => expect(requests(asked, "sheet.export")[0]).toMatchObject({ noun: "task", only: ["t2"] }));
    expect(requests(asked, "page.ids")[0]).toMatchObject({
      noun: "task",
      query: { filters: [{ column: "code", test: { is: "any_of", values: ["T2"] } }] },
    });
  });

  it("edits a cell in place", async () => {
    const asked = wire({ "task.edit": () => row(task("t1")) });
    drawn();
    const grid = await screen.findByRole("grid", { name: "Tasks of the plan" });
    await userEvent.dblClick(await within(grid).findByText("Title of t1"));
    const editor = await within(grid).findByRole("textbox");
    await userEvent.clear(editor);
    await userEvent.type(editor, "Another title{Enter}");
    await waitFor(() =>
      expect(requests(asked, "task.edit")).toEqual([
        { engagement: "e1", task: "t1", facts: { title: "Another title" } },
      ]),
    );
  });

  it("asks in the grid, too, why a task is blocked, and sends the cell's step", async () => {
    const asked = wire({ "task.move": () => row(task("t1")) });
    drawn();
    const grid = await screen.findByRole("grid", { name: "Tasks of the plan" });
    await userEvent.dblClick((await within(grid).findAllByText("Planned"))[0] as HTMLElement);
    const editor = await within(grid).findByRole("combobox");
    await userEvent.clear(editor);
    await userEvent.type(editor, "Block");
    await screen.findByRole("option", { name: "Blocked" });
    await userEvent.type(editor, "{Enter}");
    const dialog = await screen.findByRole("dialog", { name: "T1: blocked" });
    await userEvent.type(within(dialog).getByLabelText("By what it is blocked"), "A vendor");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(requests(asked, "task.move")[0]?.step).toEqual({ to: "blocked", reason: "A vendor" }));
  });

  it("says what belongs here while it is empty, and starts a plan from there", async () => {
    const asked = wire({
      "task.page": () => page([]),
      "task.plan": () => ({
        name: "Twelve-week preparation",
        basis: "ranges reported",
        limits: ["It prepares for a period of operation and doesn't replace one."],
        note: "It promises no report.",
        ends_on: "2027-02-12",
        holidays: [],
        tasks: [row(task("t1"))],
      }),
    });
    drawn();
    await userEvent.click((await screen.findAllByRole("button", { name: "Start a plan" })).at(-1) as HTMLElement);
    const dialog = await screen.findByRole("dialog", { name: "Start a preparation plan" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Start" }));
    const told = await screen.findByRole("dialog", { name: "Twelve-week preparation: 1 task added" });
    expect(within(told).getByText("Its last task ends on 2027-02-12.", { exact: false })).toBeTruthy();
    expect(within(told).getByText(/doesn't replace one/)).toBeTruthy();
    expect(requests(asked, "task.plan")).toEqual([
      { engagement: "e1", plan: "12-week", on: "2026-11-20", holidays: [] },
    ]);
  });

  it("shows a failure with the way on", async () => {
    wire({ "task.page": fails("damaged", "row 3") });
    drawn();
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
  });

  it("says why a plan can't be started", async () => {
    wire({ "task.plan": fails("refused", "the plan 12-week stands here already") });
    drawn();
    await userEvent.click(await screen.findByRole("button", { name: "Start a plan" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Start" }));
    expect(await within(dialog).findByText(/stands here already/)).toBeTruthy();
  });

  it("takes a new task and opens it", async () => {
    const asked = wire({ "task.add": () => row(task("t9")) });
    drawn();
    await userEvent.click(await screen.findByRole("button", { name: "Task" }));
    const dialog = await screen.findByRole("dialog", { name: "Add a task" });
    await userEvent.type(within(dialog).getByLabelText("Title"), "New one");
    await userEvent.type(within(dialog).getByLabelText("Code"), "T9");
    await userEvent.click(within(dialog).getByRole("button", { name: "Add" }));
    expect(await screen.findByRole("complementary", { name: "Title of t9" })).toBeTruthy();
    expect(requests(asked, "task.add")[0]).toMatchObject({
      code: "T9",
      title: "New one",
      working_days: 1,
      starts_on: null,
    });
  });
});

describe("the inspector", () => {
  it("moves a task to done only with what shows it", async () => {
    const { asked, pane } = await inspected({ "task.move": () => row(task("t1")) });
    await userEvent.click(within(pane).getByRole("button", { name: "Move to" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Done" }));
    const dialog = await screen.findByRole("dialog", { name: "T1: done" });
    expect(within(dialog).getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
    await userEvent.type(within(dialog).getByLabelText(/What was done/), "Switched over.");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(requests(asked, "task.move")).toEqual([
        { engagement: "e1", task: "t1", step: { to: "done", on: null, evidence: [], note: "Switched over." } },
      ]),
    );
  });

  it("begins a task without a question", async () => {
    const { asked, pane } = await inspected({ "task.move": () => row(task("t1")) });
    await userEvent.click(within(pane).getByRole("button", { name: "Move to" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "In progress" }));
    await waitFor(() => expect(requests(asked, "task.move")[0]?.step).toEqual({ to: "in_progress" }));
  });

  it("shows why a step was refused and keeps the words", async () => {
    const { pane } = await inspected({ "task.move": fails("refused", "no step from here") });
    await userEvent.click(within(pane).getByRole("button", { name: "Move to" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Blocked" }));
    const dialog = await screen.findByRole("dialog", { name: "T1: blocked" });
    await userEvent.type(within(dialog).getByLabelText("By what it is blocked"), "A vendor");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    expect(await within(dialog).findByText(/no step from here/)).toBeTruthy();
    expect(within(dialog).getByLabelText("By what it is blocked")).toHaveProperty("value", "A vendor");
  });

  it("saves a fact when its field is left", async () => {
    const { asked, pane } = await inspected({ "task.edit": () => row(task("t1")) });
    await userEvent.type(within(pane).getByLabelText("Done when"), "All logs arrive");
    await userEvent.tab();
    await waitFor(() =>
      expect(requests(asked, "task.edit")).toEqual([
        { engagement: "e1", task: "t1", facts: { done_when: "All logs arrive" } },
      ]),
    );
  });

  it("changes what a task waits for and keeps the other waits", async () => {
    const { asked, pane } = await inspected(
      {
        "task.show": () => row(task("t2"), { waits_for: { T1: "finish", T3: "partial" } }),
        "task.edit": () => row(task("t2")),
      },
      "t2",
    );
    await userEvent.click(within(pane).getByRole("button", { name: "Don’t wait for T1" }));
    await waitFor(() => expect(requests(asked, "task.edit")[0]?.facts).toEqual({ depends_on: { T3: "partial" } }));
  });

  it("says that a task can't be removed while others wait for it", async () => {
    const { pane } = await inspected({
      "task.remove": fails("refused", "T1 can't be removed while others wait for it: T2"),
    });
    await userEvent.click(within(pane).getByRole("button", { name: "More for T1" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Remove" }));
    expect(await screen.findByText(/while others wait for it: T2/)).toBeTruthy();
  });

  it("says that a task isn't there any more", async () => {
    wire({ "task.show": fails("not_found") });
    drawn({ view: "plan", id: "gone" });
    expect(await screen.findByText("This task isn’t there any more.")).toBeTruthy();
  });
});

describe("the bars", () => {
  /** The bar that the picture names as active. */
  const active = () => {
    const list = screen.getByRole("listbox", { name: "Tasks over time" });
    return document.getElementById(list.getAttribute("aria-activedescendant") ?? "")?.getAttribute("aria-label");
  };

  it("say state, days, critical path, slack, waits and freezes in words", async () => {
    wire();
    drawn({ view: "plan", part: "bars" });
    expect(
      await screen.findByRole("option", {
        name: "T2 Title of t2, planned, 2026-11-23 to 2026-12-04, critical, owner Radka Novak, waits for T1, stands still for Sale",
      }),
    ).toBeTruthy();
    expect(screen.getByRole("option", { name: /T3 .* late, slack to 2026-11-24/ })).toBeTruthy();
    expect(screen.getByRole("group", { name: "Build: 1 of 2 done" })).toBeTruthy();
    expect(screen.getByText("Open work ends 2026-12-11")).toBeTruthy();
    expect(screen.getByText("1 dropped, not drawn")).toBeTruthy();
  });

  it("are gone through by arrows and along what they wait for, and opened by Enter", async () => {
    wire();
    drawn({ view: "plan", part: "bars" });
    (await screen.findByRole("listbox", { name: "Tasks over time" })).focus();
    expect(active()).toMatch(/^T1 /);
    await userEvent.keyboard("{ArrowDown}");
    expect(active()).toMatch(/^T2 /);
    await userEvent.keyboard("{ArrowLeft}");
    expect(active()).toMatch(/^T1 /);
    await userEvent.keyboard("{ArrowRight}");
    expect(active()).toMatch(/^T2 /);
    await userEvent.keyboard("{End}");
    expect(active()).toMatch(/^T3 /);
    expect(screen.queryByRole("complementary")).toBeNull();
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByRole("complementary", { name: "Title of t3" })).toBeTruthy();
  });

  it("stand as a table too", async () => {
    wire();
    drawn({ view: "plan", part: "bars" });
    await userEvent.click(await screen.findByRole("button", { name: "Show as table" }));
    const table = screen.getByRole("table", { name: "The bars as a table" });
    expect(within(table).getAllByRole("row")).toHaveLength(6);
    expect(within(table).getByText("T1 after its end")).toBeTruthy();
    expect(within(table).getByText("2026-11-26 to 2026-11-29")).toBeTruthy();
    await userEvent.click(within(table).getByRole("button", { name: "T2" }));
    expect(await screen.findByRole("complementary", { name: "Title of t2" })).toBeTruthy();
  });

  it("show a failure with the way on", async () => {
    wire({ "task.chart": fails("damaged") });
    drawn({ view: "plan", part: "bars" });
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
  });

  it("offer the first step while there are none", async () => {
    wire({ "task.chart": () => chart([]) });
    drawn({ view: "plan", part: "bars" });
    expect(await screen.findByText("No task yet")).toBeTruthy();
  });
});

describe("everybody", () => {
  it.each(["grid", "bars"])("finds nothing wrong by axe in the %s with the inspector", async (part) => {
    wire();
    drawn({ view: "plan", part, id: "t2" });
    await screen.findByRole("complementary", { name: "Title of t2" });
    await screen.findByLabelText("Done when");
    await screen.findAllByText("Title of t1", { exact: false });
    await screen.findByText("Nothing was changed yet.");
    expect(await violations()).toEqual([]);
  });

  it("goes to the scope while there is no engagement", async () => {
    wire();
    const went = drawn({ view: "plan" }, null);
    await userEvent.click(await screen.findByRole("button", { name: "Set up the scope" }));
    expect(went).toEqual([{ view: "scope" }]);
  });
});
