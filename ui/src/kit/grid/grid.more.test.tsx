/** The grid with what is around it: clipboard, selection, sort and filter, inspector, groups, and that axe finds nothing. */
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../testing/axe.ts";
import { Grid, type GridColumn, type GridSource } from "../index.ts";
import { COLUMNS, clipboard, type Edits, here, type Line, line, show, sourceOf } from "./lines.testing.tsx";

/** A grid whose active row is known outside, as by an inspector. */
function Both({ source }: { source: GridSource<Line> }) {
  const [active, setActive] = useState<string>();
  return (
    <>
      <Grid label="Lines" columns={COLUMNS} source={source} active={active} onActive={(row) => setActive(row?.id)} />
      <button type="button" onClick={() => setActive("id-7")}>
        Seven
      </button>
    </>
  );
}

// Axe reads every element, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe("the grid with the rest", () => {
  it("copies the marked cells as a spreadsheet reads them", async () => {
    const { source, rows } = sourceOf(9);
    rows.set(1, { ...line(1), title: 'Say "hi"\tnow' });
    const { user, grid } = show({ source });
    await user.keyboard("{Shift>}{ArrowDown}{ArrowRight}{/Shift}");
    expect(clipboard("copy", grid)).toBe('C-0\tTitle 0\r\nC-1\t"Say ""hi""\tnow"');
  });

  it("hands on what is pasted, with the place", async () => {
    const onPaste = vi.fn();
    const { user, grid } = show({ source: sourceOf(9).source, onPaste });
    await user.keyboard("{ArrowDown}{ArrowRight}");
    clipboard("paste", grid, "a\tb\nc\td\n");
    expect(onPaste.mock.calls[0]?.[0]).toBe("a\tb\nc\td\n");
    expect(onPaste.mock.calls[0]?.[1]).toMatchObject({ index: 1, column: "title", rows: 1, row: { id: "id-1" } });
    expect(onPaste.mock.calls[0]?.[1].columns).toEqual(["title", "kind", "count", "due", "done"]);
  });

  it("leaves the clipboard to the editor while a cell is edited", async () => {
    const onPaste = vi.fn();
    const { user } = show({ source: sourceOf(9).source, onPaste, onEdit: async () => [] });
    await user.keyboard("{ArrowRight}{F2}");
    clipboard("paste", screen.getByRole("textbox", { name: "Edit Title" }), "x");
    expect(onPaste).not.toHaveBeenCalled();
  });

  it("selects rows by Control and Space, and all by their keys", async () => {
    const onSelect = vi.fn();
    const keys = vi.fn(async () => ["id-0", "id-1", "id-700"]);
    const { user } = show({ source: sourceOf(1_000, (at) => at < 90, { keys }).source, onSelect });
    await user.keyboard("{Control>} {/Control}");
    expect([...(onSelect.mock.calls[0]?.[0] ?? [])]).toEqual(["id-0"]);
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}{Control>} {/Control}");
    expect([...(onSelect.mock.calls[1]?.[0] ?? [])]).toEqual(["id-0", "id-1"]);
    await user.keyboard("{Control>}a{/Control}");
    await waitFor(() => expect(onSelect.mock.calls[2]?.[0].has("id-700")).toBe(true));
  });

  it("sorts from the header by Enter and by click, and by several with Shift", async () => {
    const onSort = vi.fn();
    const { user } = show({ source: sourceOf(9).source, onSort, sort: [{ column: "title", descending: false }] });
    expect(screen.getByRole("columnheader", { name: "Title" }).getAttribute("aria-sort")).toBe("ascending");
    await user.keyboard("{ArrowUp}{Enter}");
    expect(onSort).toHaveBeenLastCalledWith([{ column: "code", descending: false }]);
    await user.click(screen.getByRole("columnheader", { name: "Title" }));
    expect(onSort).toHaveBeenLastCalledWith([{ column: "title", descending: true }]);
    await user.keyboard("{ArrowLeft}{Shift>}{Enter}{/Shift}");
    expect(onSort).toHaveBeenLastCalledWith([
      { column: "title", descending: false },
      { column: "code", descending: false },
    ]);
  });

  it("filters from the header's menu and takes a filter away by its chip", async () => {
    const onFilters = vi.fn();
    const { user } = show({ source: sourceOf(9).source, onFilters, filters: { title: { is: "contains", text: "1" } } });
    await user.click(screen.getByRole("button", { name: "Remove filter Title" }));
    expect(onFilters).toHaveBeenLastCalledWith({});
    act(() => screen.getByRole("grid").focus());
    await user.keyboard("{ArrowUp}{ArrowRight>2/}{Alt>}{ArrowDown}{/Alt}");
    await user.click(await screen.findByRole("menuitem", { name: "Filter" }));
    await user.click(await screen.findByRole("checkbox", { name: /Beta/ }));
    expect(onFilters).toHaveBeenLastCalledWith({
      title: { is: "contains", text: "1" },
      kind: { is: "any_of", values: ["b"] },
    });
  });

  it("tells which row is active and opens it", async () => {
    const [onActive, onOpen] = [vi.fn(), vi.fn()];
    const { user } = show({ source: sourceOf(9).source, onActive, onOpen });
    expect(onActive).not.toHaveBeenCalled();
    await user.keyboard("{ArrowDown}");
    expect(onActive).toHaveBeenLastCalledWith(expect.objectContaining({ id: "id-1" }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ id: "id-1" }));
  });

  it("resizes by Alt and arrows without drawing rows again", async () => {
    const cell = vi.fn((row: Line) => row.code);
    const columns = [{ ...(COLUMNS[0] as GridColumn<Line>), cell }];
    const { user, grid } = show({ source: sourceOf(9).source, columns });
    const before = cell.mock.calls.length;
    await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
    expect(grid.style.getPropertyValue("--grid-columns")).toBe("96px");
    expect(cell.mock.calls.length).toBe(before);
  });

  it("draws again only the rows that the cursor leaves and enters", async () => {
    const cell = vi.fn((row: Line) => row.code);
    const columns = [{ ...(COLUMNS[0] as GridColumn<Line>), cell }];
    const { user } = show({ source: sourceOf(500).source, columns });
    cell.mockClear();
    await user.keyboard("{ArrowDown}");
    expect(cell.mock.calls.length).toBeLessThanOrEqual(3);
  });

  it("leaves by Tab at the end of a line", async () => {
    const { user, grid } = show({ source: sourceOf(3).source });
    await user.keyboard("{Tab}");
    expect(here()?.textContent).toBe("Title 0");
    expect(document.activeElement).toBe(grid);
    await user.keyboard("{End}{Tab}");
    expect(document.activeElement).not.toBe(grid);
  });

  it("has group headers that open and close", async () => {
    const groups = [
      { key: "x", label: "First", count: 2, first: 0 },
      { key: "y", label: "Second", count: 3, first: 2 },
    ];
    const { user, grid } = show({ source: sourceOf(5).source, groups });
    expect(grid.getAttribute("aria-rowcount")).toBe("8");
    expect(here()?.textContent).toContain("First");
    await user.keyboard("{Enter}");
    expect(grid.getAttribute("aria-rowcount")).toBe("6");
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(here()?.textContent).toBe("C-2");
  });

  it("says what is missing and what failed", async () => {
    const retry = vi.fn();
    const failed = { what: "It broke.", safe: "All is kept.", todo: "Try again." };
    const { user } = show({ source: sourceOf(0, undefined, { failed, retry }).source });
    expect(screen.getByRole("alert").textContent).toContain("All is kept.");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(retry).toHaveBeenCalled();
  });

  it("sums numbers of the marked cells", async () => {
    const { user } = show({ source: sourceOf(9).source });
    await user.keyboard("{ArrowRight>3/}{Shift>}{ArrowDown>3/}{/Shift}");
    expect(screen.getByText("Sum 6")).toBeTruthy();
    expect(screen.getByText("4 cells marked")).toBeTruthy();
  });

  it("stays in step with the row that the inspector shows, and follows it", async () => {
    render(<Both source={sourceOf(500).source} />);
    const user = userEvent.setup();
    act(() => screen.getByRole("grid").focus());
    await user.keyboard("{ArrowDown}{PageDown}{PageDown}{ArrowDown}");
    expect(here()?.textContent).toBe("C-42");
    await user.click(screen.getByRole("button", { name: "Seven" }));
    expect(here()?.textContent).toBe("C-7");
    expect(here()?.parentElement?.className).toContain("active");
  });

  it("gives axe nothing: at rest, with marks and groups, while editing, with a refused edit", async () => {
    const onEdit = vi.fn(async (_: Edits) => [{ ok: false, words: "No.", theirs: "Other" } as const]);
    const groups = [{ key: "x", label: "All", count: 30, first: 0 }];
    const { source } = sourceOf(30, (at) => at < 12);
    const { user } = show({ source, onEdit, groups, onFilters: vi.fn(), filters: { title: { is: "filled" } } });
    expect(await violations()).toEqual([]);
    await user.keyboard("{ArrowDown}{ArrowRight}{F2}");
    expect(await violations()).toEqual([]);
    await user.keyboard("x{Enter}{Shift>}{ArrowDown}{/Shift}");
    await screen.findByRole("alert");
    expect(await violations()).toEqual([]);
    await user.keyboard("{ArrowRight}{F2}");
    await screen.findAllByRole("option");
    expect(await violations()).toEqual([]);
  });

  it("leaves by Esc only when nothing of its own is open", async () => {
    const onEscape = vi.fn();
    const { user } = show({ source: sourceOf(9).source, onEscape, onEdit: async () => [] });
    await user.keyboard("{ArrowRight}{F2}{Escape}{Shift>}{ArrowDown}{/Shift}{Escape}");
    expect(onEscape).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect(onEscape).toHaveBeenCalledTimes(1);
  });
});
