/** Tests of the activity view over a made-up log: rows, filters, what changed, undoing and its refusals, the chain. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fails } from "../../testing/fakeWire";
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

  it("leads from an undone row to the one that undid it", async () => {
    drawn(<ActivityView />, answers(), { view: "activity", id: "10" });
    expect(await screen.findByText("It was undone by row 12.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Undo this row" })).toBeNull();
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
