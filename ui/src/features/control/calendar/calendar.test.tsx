/** Tests of the period calendar: where marks stand, the keyboard, what lies behind a cell, and the table. */
import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../../testing/axe";
import { fails } from "../../../testing/fakeWire";
import { answers, CALENDAR_SHEET, drawn, line } from "../made-up";
import { dueOf } from "./due";

const START = { view: "matrix", part: "calendar", id: "CORE-24" };

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

  it("puts what would be accepted instead beside a missed one", async () => {
    drawn(answers([line(24)]), START);
    expect(await screen.findByText("Missed, unrecoverable")).toBeTruthy();
    expect(screen.getByText(/Record the exception as it is/)).toBeTruthy();
    expect(screen.getByText(/Q4: from 2026-11-21, due 2026-12-31, last chance 2027-01-15/)).toBeTruthy();
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
