/** Tests of the activity view over a made-up log: rows, filters, what changed, undoing and its refusals, the chain. */
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, fails } from "../../testing/fakeWire";
import { ActivityView } from "./ActivityView";
import { answers, drawn, line, ROWS } from "./made-up";

const grid = () => screen.findByRole("grid", { name: "Activity log" });
const pane = () => screen.findByRole("complementary");

describe("the grid", () => {
  it("shows rows with who, what and about what, and marks undone ones", async () => {
    drawn(<ActivityView />, answers());
    const rows = within(await grid());
    expect(await rows.findByText("Gaps were added")).toBeTruthy();
    expect(rows.getByText("Undone by row 12")).toBeTruthy();
    expect(rows.getByText("Undone by row 12").closest("[role=row]")?.className).toContain("undone");
    expect(screen.getByText("9f3c…e1a7")).toBeTruthy();
  });

  it("filters by who among the values that there are", async () => {
    const { of } = drawn(
      <ActivityView />,
      answers(ROWS, { "page.facets": () => [{ value: "Marta Duarte", label: "Marta Duarte", count: 1 }] }),
    );
    await within(await grid()).findByText("Gaps were added");
    await userEvent.click(screen.getByRole("button", { name: "Filter" }));
    await userEvent.click(await screen.findByRole("button", { name: "Who" }));
    await userEvent.click(await screen.findByRole("checkbox", { name: /Marta Duarte/ }));
    const test = { is: "any_of", values: ["Marta Duarte"] };
    await waitFor(() => expect(of("log.page").at(-1)).toMatchObject({ query: { filters: [{ column: "who", test }] } }));
    expect(of("page.facets")[0]).toMatchObject({ noun: "log", column: "who", query: { filters: [] } });
    // What was chosen has its words already, and what is typed has nothing counted beside its rows.
    await userEvent.keyboard("{Escape}");
    await userEvent.type(screen.getByLabelText("Find in who and what"), "gap");
    await waitFor(() => expect(of("log.page").at(-1)).toMatchObject({ query: { text: "gap" } }));
    expect(screen.getByRole("button", { name: "Change filter Who: Marta Duarte" })).toBeTruthy();
    expect(of("page.facets")).toHaveLength(1);
  });

  it("filters by day and by text", async () => {
    const { of } = drawn(<ActivityView />, answers());
    await within(await grid()).findByText("Gaps were added");
    await userEvent.type(screen.getByLabelText("Find in who and what"), "gap");
    await waitFor(() => expect(of("log.page").at(-1)).toMatchObject({ query: { text: "gap" } }));
    await userEvent.click(screen.getByRole("button", { name: "Filter" }));
    await userEvent.click(await screen.findByRole("button", { name: "When" }));
    await userEvent.type(await screen.findByLabelText("From"), "2026-11-20");
    const test = { is: "between", from: "2026-11-20", to: null };
    await waitFor(() => expect(of("log.page").at(-1)).toMatchObject({ query: { filters: [{ column: "at", test }] } }));
  });

  it("keeps to the records that somebody came with, until that is taken away", async () => {
    const { of, went } = drawn(<ActivityView />, answers(), { view: "activity", ids: ["c-12"], only: "of CORE-12" });
    await within(await grid()).findByText("Gaps were added");
    const test = { is: "any_of", values: ["c-12"] };
    expect(of("log.page")[0]).toMatchObject({ query: { filters: [{ column: "subject", test }] } });
    await userEvent.click(screen.getByRole("button", { name: "Show all again" }));
    expect(went.at(-1)).toEqual({ view: "activity" });
  });

  it("says what failed", async () => {
    drawn(<ActivityView />, answers(ROWS, { "log.page": fails("damaged", "row 3") }));
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
  });
});

describe("a row", () => {
  it("says what changed in each record, and goes to it", async () => {
    const { of, went } = drawn(<ActivityView />, answers(), { view: "activity", id: "12" });
    const shown = within(await pane());
    expect(await shown.findByText("title from Access review to Quarterly access review")).toBeTruthy();
    expect(of("record.history")).toEqual([{ noun: "control", id: "c-12", before: 13, most: 1 }]);
    await userEvent.click(shown.getByRole("button", { name: /CORE-12, open/ }));
    expect(went.at(-1)).toMatchObject({ view: "matrix", id: "c-12" });
  });

  it("is undone from here", async () => {
    const made = { ...made10, undone: made10 };
    const { of } = drawn(<ActivityView />, answers(ROWS, { "log.undo": () => made }), { view: "activity", id: "12" });
    await userEvent.click(await screen.findByRole("button", { name: "Undo this row" }));
    expect(of("log.undo")).toEqual([{ seq: 12 }]);
    expect(await screen.findByText("Row 12 was undone.")).toBeTruthy();
  });

  it("says why it can't be undone, and leads to the row in the way", async () => {
    const why = "row 14 of the log did that (Controls changed: control); undo it first";
    drawn(
      <ActivityView />,
      answers([line(14, { words: "A later change" }), ...ROWS], { "log.undo": fails("stale", why) }),
      { view: "activity", id: "12" },
    );
    await userEvent.click(await screen.findByRole("button", { name: "Undo this row" }));
    expect(await screen.findByText("This row can’t be undone now")).toBeTruthy();
    expect(screen.getByText(why)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Go to row 14" }));
    expect(await screen.findByRole("complementary", { name: "A later change" })).toBeTruthy();
  });

  it("offers no undoing of what is final or undone", async () => {
    drawn(<ActivityView />, answers(), { view: "activity", id: "9" });
    expect(await screen.findByText("This kind of change can’t be undone.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Undo this row" })).toBeNull();
  });

  it("that was undone leads to the one that did it, and can be done again", async () => {
    const { of } = drawn(<ActivityView />, answers(ROWS, { "log.redo": () => ({ ...made10, redone: made10 }) }), {
      view: "activity",
      id: "10",
    });
    expect(await screen.findByText("It was undone by row 12.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Undo this row" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Do it again" }));
    expect(of("log.redo")).toEqual([{ seq: 10 }]);
    expect(await screen.findByText("Row 10 was done again.")).toBeTruthy();
  });

  it("that undid another does that one again; one that did something again is undone", async () => {
    const rows = [
      line(22, { action: "log.undo", undoes: 21 }),
      line(21, { action: "log.undo", undoes: 20, undone_by: 22 }),
      line(20),
      line(19, { action: "log.undo", undoes: 18 }),
      line(18, { undone_by: 19 }),
    ];
    const made = { ...made10, redone: made10, undone: made10 };
    const over = { "log.redo": () => made, "log.undo": () => made };
    const { of } = drawn(<ActivityView />, answers(rows, over), { view: "activity", id: "19" });
    await userEvent.click(await screen.findByRole("button", { name: "Do it again" }));
    expect(of("log.redo")).toEqual([{ seq: 18 }]);
    cleanup();
    const second = drawn(<ActivityView />, answers(rows, over), { view: "activity", id: "22" });
    await userEvent.click(await screen.findByRole("button", { name: "Undo this row" }));
    expect(second.of("log.undo")).toEqual([{ seq: 22 }]);
  });
});

describe("an extract", () => {
  const HASH = "14adb968".repeat(8);
  const extracted = { from: 3, to: 12, head: 12, hash: HASH, size: 4_650 };

  async function opened(over: Answers) {
    const { of } = drawn(<ActivityView />, answers(ROWS, over));
    await within(await grid()).findByText("Gaps were added");
    await userEvent.click(screen.getByRole("button", { name: "More" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^Save an extract/ }));
    return { of, dialog: within(await screen.findByRole("dialog", { name: "Save an extract of the log" })) };
  }
  const file = () => ({ held: 4, name: "activity-log.jsonl", size: null });

  it("is saved of the rows that were asked for, and shows the head to compare", async () => {
    const { of, dialog } = await opened({ "file.destination": file, "log.extract": () => extracted });
    const from = dialog.getByLabelText(/^From row/);
    await userEvent.clear(from);
    await userEvent.type(from, "3");
    await userEvent.click(dialog.getByRole("button", { name: "Choose where, and save" }));
    expect(await dialog.findByText("activity-log.jsonl was saved, 4.7 kB.")).toBeTruthy();
    expect(of("log.extract")).toEqual([{ from: 3, to: 4, file: 4 }]);
    expect(dialog.getByText(HASH)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it("isn't written where no place was chosen, nor of rows in the wrong order", async () => {
    const { of, dialog } = await opened({ "file.destination": () => null });
    await userEvent.click(dialog.getByRole("button", { name: "Choose where, and save" }));
    await waitFor(() => expect(of("file.destination")).toHaveLength(1));
    expect(of("log.extract")).toEqual([]);
    const to = dialog.getByLabelText(/^To row/);
    await userEvent.clear(to);
    await userEvent.type(to, "1");
    const from = dialog.getByLabelText(/^From row/);
    await userEvent.clear(from);
    await userEvent.type(from, "2");
    expect(dialog.getByText("The last row comes before the first.")).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Choose where, and save" })).toHaveProperty("disabled", true);
  });

  it("that fails says what happened", async () => {
    const { dialog } = await opened({
      "file.destination": file,
      "log.extract": fails("exists", "a file of this name"),
    });
    await userEvent.click(dialog.getByRole("button", { name: "Choose where, and save" }));
    expect(await dialog.findByText("Something of this name is there already.")).toBeTruthy();
  });
});

describe("purging what a row holds", () => {
  async function opened(over: Answers, id = "12") {
    const { of, went } = drawn(<ActivityView />, answers(ROWS, over), { view: "activity", id });
    await userEvent.click(await screen.findByRole("button", { name: "More for this row" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^Purge what this row holds/ }));
    return { of, went, dialog: within(await screen.findByRole("alertdialog", { name: "Purge what row 12 holds?" })) };
  }
  const confirm = async (dialog: ReturnType<typeof within>) => {
    await userEvent.type(dialog.getByLabelText(/^Why/), "a name that nobody had a right to");
    await userEvent.type(dialog.getByLabelText(/Type “purge”/), "purge");
    await userEvent.click(dialog.getByRole("button", { name: "Purge" }));
  };

  it("needs a reason and the word, and says which row says so", async () => {
    const { of, dialog } = await opened({ "log.purge": () => ({ rows: 1, seq: 13 }) });
    expect(dialog.getByRole("button", { name: "Purge" })).toHaveProperty("disabled", true);
    expect(dialog.getByText(/^The rows stay/)).toBeTruthy();
    await confirm(dialog);
    expect(of("log.purge")).toEqual([{ rows: [12], reason: "a name that nobody had a right to", confirm: "purge" }]);
    expect(await screen.findByText("What 1 row held was purged; row 13 says so.")).toBeTruthy();
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  it("that is refused says why and leaves the dialog", async () => {
    const { dialog } = await opened({ "log.purge": fails("invalid", "must not be purged already") });
    await confirm(dialog);
    expect((await dialog.findByRole("alert")).textContent).toContain("must not be purged already");
  });

  it("isn't offered of a row that says what was purged", async () => {
    drawn(<ActivityView />, answers([line(5, { action: "log.purge", undoable: false })]), {
      view: "activity",
      id: "5",
    });
    expect(await screen.findByText("This kind of change can’t be undone.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "More for this row" })).toBeNull();
  });
});

describe("the chain", () => {
  it("is checked, with what was looked at", async () => {
    const found = { looked_at: ["12 rows of the activity log"], problems: [] };
    drawn(<ActivityView />, answers(ROWS, { "vault.check": () => found }));
    await userEvent.click(await screen.findByRole("button", { name: "Check the chain" }));
    expect(await screen.findByText("The chain holds")).toBeTruthy();
    expect(screen.getByText("12 rows of the activity log")).toBeTruthy();
  });

  it("names each problem", async () => {
    const found = { looked_at: [], problems: ["row 7 doesn't follow row 6"] };
    drawn(<ActivityView />, answers(ROWS, { "vault.check": () => found }));
    await userEvent.click(await screen.findByRole("button", { name: "Check the chain" }));
    expect(await screen.findByText("1 problem was found")).toBeTruthy();
    expect(screen.getByText("row 7 doesn't follow row 6")).toBeTruthy();
    expect(screen.queryByText("The chain holds")).toBeNull();
  });
});

const made10 = {
  seq: 13,
  at: "2026-11-21T10:00:00Z",
  who: "Ines Okafor",
  action: "log.undo" as const,
  subjects: [],
  body: "00",
  prev: "00",
  hash: "00",
};
