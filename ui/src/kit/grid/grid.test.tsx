/** The grid as people work it: keys, what is drawn, edits that settle or are refused, and what is read out. */
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { GridEditResult } from "../index.ts";
import { type Edits, here, show, sourceOf } from "./lines.testing.tsx";

// Axe reads every element, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe("the grid", () => {
  it("draws only lines in sight of fifty thousand, and names all", () => {
    const { grid } = show({ source: sourceOf(50_000, (at) => at < 200).source });
    const rows = within(grid).getAllByRole("row");
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.length).toBeLessThan(60);
    expect(grid.getAttribute("aria-rowcount")).toBe("50001");
    expect(grid.getAttribute("aria-colcount")).toBe("6");
    expect(rows[1]?.getAttribute("aria-rowindex")).toBe("2");
  });

  it("moves as a spreadsheet does and always names a cell that is there", async () => {
    const { user } = show({ source: sourceOf(50_000).source });
    expect(here()?.textContent).toBe("C-0");
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect(here()?.textContent).toBe("Title 1");
    await user.keyboard("{End}");
    expect(here()?.textContent).toBe("no");
    await user.keyboard("{Control>}{End}{/Control}");
    expect(here()?.parentElement?.getAttribute("aria-rowindex")).toBe("50001");
    await user.keyboard("{Home}");
    expect(here()?.textContent).toBe("C-49999");
    await user.keyboard("{Control>}{Home}{/Control}{PageDown}");
    expect(here()?.textContent).toMatch(/^C-\d\d$/);
    await user.keyboard("{Control>}{ArrowUp}{/Control}{ArrowUp}");
    expect(here()?.getAttribute("role")).toBe("columnheader");
  });

  it("shows lines that aren't loaded as such and asks for what is in sight and a page more", () => {
    const { source, want } = sourceOf(1_000, (at) => at < 10);
    const { grid } = show({ source });
    const blank = within(grid).getAllByRole("row")[12];
    expect(blank?.getAttribute("aria-busy")).toBe("true");
    expect(blank?.textContent).toBe("12");
    const [first, last] = want.mock.calls[0] ?? [];
    expect(first).toBe(0);
    expect(last).toBeGreaterThan(40);
  });

  it("has the lines of the next page drawn with the key, before the view's own scroll event", async () => {
    const { grid, user } = show({ source: sourceOf(5_000).source });
    await user.keyboard("{Control>}{Home}{/Control}{PageDown>3/}");
    const lines = within(grid)
      .getAllByRole("row")
      .map((row) => Number(row.dataset.line));
    for (let line = 60; line < 80; line += 1) expect(lines).toContain(line);
  });

  it("keeps focus on itself and the active line in the page when the view scrolls away", async () => {
    const { grid, user } = show({ source: sourceOf(5_000).source });
    await user.keyboard("{ArrowDown}");
    act(() => {
      grid.scrollTop = 60_000;
      fireEvent.scroll(grid);
    });
    expect(document.activeElement).toBe(grid);
    expect(here()?.textContent).toBe("C-1");
    expect(
      within(grid)
        .getAllByRole("row")
        .some((row) => row.getAttribute("aria-rowindex") === "2144"),
    ).toBe(true);
  });

  it("edits by typing, keeps the value in sight while saving, and settles", async () => {
    let settle: (results: readonly GridEditResult[]) => void = () => {};
    const onEdit = vi.fn((_: Edits) => new Promise<readonly GridEditResult[]>((done) => (settle = done)));
    const { user, grid } = show({ source: sourceOf(20).source, onEdit });
    await user.keyboard("{ArrowRight}New{Enter}");
    expect(onEdit).toHaveBeenCalledTimes(1);
    expect(onEdit.mock.calls[0]?.[0]).toMatchObject([{ key: "id-0", column: "title", value: "New", text: "New" }]);
    const cell = within(grid).getByText("New");
    expect(cell.className).toContain("saving");
    expect(here()?.textContent).toBe("Title 1");
    expect(document.activeElement).toBe(grid);
    await act(async () => settle([{ ok: true }]));
    expect(within(grid).getByText("New").className).not.toContain("saving");
  });

  it("drops an edit by Esc and edits the value by F2", async () => {
    const onEdit = vi.fn(async (_: Edits) => [{ ok: true } as const]);
    const { user } = show({ source: sourceOf(5).source, onEdit });
    await user.keyboard("{ArrowRight}{F2}");
    expect((screen.getByRole("textbox", { name: "Edit Title" }) as HTMLInputElement).value).toBe("Title 0");
    await user.keyboard("x{Escape}");
    expect(onEdit).not.toHaveBeenCalled();
    expect(here()?.textContent).toBe("Title 0");
  });

  it("shows both values of a refused edit and lets one choose", async () => {
    const onEdit = vi.fn(async (_: Edits) => [{ ok: false, words: "Somebody was faster.", theirs: "Other" } as const]);
    const { user } = show({ source: sourceOf(5).source, onEdit });
    await user.keyboard("{ArrowRight}Mine{Enter}");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Somebody was faster.");
    expect(alert.textContent).toContain("“Mine”");
    expect(alert.textContent).toContain("“Other”");
    await user.click(within(alert).getByRole("button", { name: "Save yours" }));
    expect(onEdit).toHaveBeenCalledTimes(2);
    await user.click(await screen.findByRole("button", { name: "Keep what is there" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(screen.getByText("Title 0")).toBeTruthy();
  });

  it("says a failure of the whole call at the cell", async () => {
    const onEdit = vi.fn(async (_: Edits): Promise<readonly GridEditResult[]> => {
      throw new Error("gone");
    });
    const { user } = show({ source: sourceOf(5).source, onEdit });
    await user.keyboard("{ArrowRight}Mine{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("untouched");
    expect(screen.getAllByText(/Mine/)[0]?.closest("[role=gridcell]")?.getAttribute("aria-invalid")).toBe("true");
  });

  it("keeps what was written where the call fails before it was made", async () => {
    const onEdit = vi.fn((_: Edits): Promise<readonly GridEditResult[]> => {
      throw new Error("gone at once");
    });
    const { user } = show({ source: sourceOf(5).source, onEdit });
    await user.keyboard("{ArrowRight}Mine{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("“Mine”");
  });

  it("doesn't keep what is no day and says so", async () => {
    const onEdit = vi.fn(async (_: Edits) => [{ ok: true } as const]);
    const { user } = show({ source: sourceOf(5).source, onEdit });
    await user.keyboard("{ArrowRight>4/}2026-13-01{Enter}");
    expect(screen.getByRole("alert").textContent).toContain("year-month-day");
    expect(onEdit).not.toHaveBeenCalled();
    await user.clear(screen.getByRole("textbox", { name: "Edit Due" }));
    await user.keyboard("20261201{Enter}");
    expect(onEdit.mock.calls[0]?.[0]).toMatchObject([{ column: "due", value: "2026-12-01" }]);
  });

  it("chooses in a cell by typing", async () => {
    const onEdit = vi.fn(async (_: Edits) => [{ ok: true } as const]);
    const { user, grid } = show({ source: sourceOf(5).source, onEdit });
    await user.keyboard("{ArrowRight>2/}be");
    expect(await screen.findByRole("option", { name: "Beta" })).toBeTruthy();
    await user.keyboard("{Enter}");
    expect(onEdit.mock.calls[0]?.[0]).toMatchObject([{ column: "kind", value: "b", text: "Beta" }]);
    expect(document.activeElement).toBe(grid);
  });

  it("switches by Space, fills down, clears where that is allowed", async () => {
    const onEdit = vi.fn(async (all: Edits) => all.map(() => ({ ok: true }) as const));
    const { user } = show({ source: sourceOf(9).source, onEdit });
    await user.keyboard("{End} ");
    expect(onEdit.mock.calls[0]?.[0]).toMatchObject([{ column: "done", value: true }]);
    await user.keyboard("{Home}{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}d{/Control}");
    expect(onEdit.mock.calls[1]?.[0].map((edit) => [edit.key, edit.value])).toEqual([
      ["id-1", "Title 0"],
      ["id-2", "Title 0"],
    ]);
    await user.keyboard("{Delete}");
    expect(onEdit.mock.calls[2]?.[0].map((edit) => edit.value)).toEqual(["", "", ""]);
    await user.keyboard("{ArrowRight>2/}{Delete}");
    expect(onEdit).toHaveBeenCalledTimes(3);
  });
});
