/** Tests of the period calendar: where marks stand, the keyboard, what lies behind a cell, and the table. */
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../../testing/axe";
import { fails } from "../../../testing/fakeWire";
import { answers, CALENDAR_SHEET, drawn, line } from "../made-up";
import { dueOf } from "./due";

const START = { view: "matrix", part: "calendar", id: "CORE-24" };

/** The same cell, of occurrences that the period doesn't expect. */
function notExpected(cell: (typeof CALENDAR_SHEET)["rows"][0]["cells"][0]) {
  const state = "not_expected" as const;
  return { ...cell, state, occurrences: cell.occurrences.map((one) => ({ ...one, state })) };
}

/** The name of the cell that the grid says is active. */
function active(grid: HTMLElement): string {
  const id = grid.getAttribute("aria-activedescendant") ?? "";
  return document.getElementById(id)?.getAttribute("aria-label") ?? "";
}

describe("the period calendar", () => {
  it("marks each occurrence in the week in which it is due, whatever begins there", () => {
    const [first] = CALENDAR_SHEET.rows;
    const due = first ? dueOf(first).map(({ week, state }) => [week, state]) : [];
    expect(due).toEqual([
      [1, "evidenced"],
      [2, "missed"],
    ]);
  });

  it("is walked by arrow keys, each cell with its words", async () => {
    const { went } = drawn(answers([line(24)]), START);
    const grid = await screen.findByRole("grid", { name: "Period calendar: controls by weeks" });
    expect(active(grid)).toContain("CORE-24, week 47");
    expect(active(grid)).toContain("2026-Q2: missed");
    grid.focus();
    fireEvent.keyDown(grid, { key: "ArrowLeft" });
    expect(active(grid)).toMatch(/^CORE-24, week 46.*2026-Q1: evidenced/);
    fireEvent.keyDown(grid, { key: "Home" });
    expect(active(grid)).toContain("week 45");
    fireEvent.keyDown(grid, { key: "ArrowRight", ctrlKey: true });
    expect(active(grid)).toContain("week 46");
    fireEvent.keyDown(grid, { key: "ArrowDown" });
    expect(active(grid)).toMatch(/^CORE-25, week 46.*no occurrence$/);
    fireEvent.keyDown(grid, { key: "End" });
    expect(active(grid)).toContain("2026-W48: upcoming");
    expect(document.activeElement).toBe(grid);
    fireEvent.keyDown(grid, { key: "Enter" });
    expect(went.at(-1)).toEqual({ view: "matrix", part: "grid", id: "c25" });
  });

  it("draws only rows in sight of many, tells of all, and always has the active cell", async () => {
    const [first] = CALENDAR_SHEET.rows;
    const many = Array.from({ length: 200 }, (_, at) => ({ ...first, id: `c${at}`, code: `CORE-${at + 100}` }));
    const sheet = { ...CALENDAR_SHEET, rows: many, total: 200 } as typeof CALENDAR_SHEET;
    drawn(answers([line(24)], { "calendar.show": () => sheet }), { view: "matrix", part: "calendar" });
    const grid = await screen.findByRole("grid", { name: "Period calendar: controls by weeks" });
    expect(grid.getAttribute("aria-rowcount")).toBe("201");
    const rows = () => within(grid).getAllByRole("row");
    expect(rows().length).toBeLessThan(60);
    fireEvent.keyDown(grid, { key: "End", ctrlKey: true });
    expect(active(grid)).toMatch(/^CORE-299, week 48/);
    expect(rows().at(-1)?.getAttribute("aria-rowindex")).toBe("201");
    expect(rows().length).toBeLessThan(60);
    fireEvent.keyDown(grid, { key: "PageUp" });
    expect(active(grid)).toMatch(/^CORE-289, week 48/);
  });

  it("begins at the first that presses, and marks nothing that isn’t expected", async () => {
    const [first, second] = CALENDAR_SHEET.rows;
    const idle = { ...second, cells: second?.cells.map(notExpected) ?? [] };
    const sheet = { ...CALENDAR_SHEET, rows: [idle, first] } as typeof CALENDAR_SHEET;
    drawn(answers([line(24)], { "calendar.show": () => sheet }), { view: "matrix", part: "calendar" });
    const grid = await screen.findByRole("grid", { name: "Period calendar: controls by weeks" });
    expect(active(grid)).toContain("CORE-24, week 47");
    const [, idleRow] = within(grid).getAllByRole("row");
    expect(idleRow?.querySelectorAll("svg")).toHaveLength(0);
  });

  it("is busy while it reads, and says what belongs here while it is empty", async () => {
    drawn(answers([line(24)], { "calendar.show": () => new Promise(() => undefined) as never }), START);
    expect(await screen.findByText("Reading the controls")).toBeTruthy();
    cleanup();
    drawn(answers([line(24)], { "calendar.show": () => ({ ...CALENDAR_SHEET, rows: [], total: 0 }) }), START);
    expect(await screen.findByText("No occurrence to show")).toBeTruthy();
  });

  it("puts what would be accepted instead beside a missed one", async () => {
    drawn(answers([line(24)]), START);
    expect(await screen.findByText("Missed, unrecoverable")).toBeTruthy();
    expect(screen.getByText(/Record the exception as it is/)).toBeTruthy();
    const next = screen.getByText("Q4: from 2026-11-21,").parentElement;
    expect(next?.textContent).toBe("Q4: from 2026-11-21, due 2026-12-31, last chance 2027-01-15");
  });

  it("is there as a table", async () => {
    drawn(answers([line(24)]), START);
    await userEvent.click(await screen.findByRole("button", { name: "Show as table" }));
    const table = screen.getByRole("table", { name: "Period calendar as a table" });
    expect(within(table).getByText("2026-Q2: missed, due 2026-11-20")).toBeTruthy();
    expect(within(table).getAllByRole("row")).toHaveLength(3);
  });

  it("can show what presses alone, and shows a failure", async () => {
    const { of } = drawn(answers([line(24)]), START);
    await userEvent.click(await screen.findByRole("checkbox", { name: "Only missed or last chance" }));
    expect(of("calendar.show").at(-1)).toMatchObject({ pressing: true, from: 0 });
  });

  it("says why it can’t be drawn", async () => {
    drawn(answers([line(24)], { "calendar.show": fails("refused", "the engagement has no period") }), START);
    expect(await screen.findByText("This step isn't allowed now.")).toBeTruthy();
  });

  it("has nothing that axe finds", async () => {
    drawn(answers([line(24)]), START);
    await screen.findByText("Missed, unrecoverable");
    expect(await violations()).toEqual([]);
  });
});
