/** A grid of invented lines for the grid's tests: columns of every kind, a source that may have gaps, keys and clipboard. */
import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";
import { Grid, type GridColumn, type GridEdit, type GridProps, type GridSource } from "../index.ts";

export interface Line {
  id: string;
  code: string;
  title: string;
  kind: string;
  count: number;
  due: string | null;
  done: boolean;
}

export const KINDS = [
  { value: "a", label: "Alpha" },
  { value: "b", label: "Beta" },
];

export const COLUMNS: readonly GridColumn<Line>[] = [
  {
    id: "code",
    title: "Code",
    width: 80,
    pinned: true,
    sortable: true,
    cell: (row) => row.code,
    text: (row) => row.code,
  },
  {
    id: "title",
    title: "Title",
    width: 200,
    grow: 1,
    pinned: true,
    sortable: true,
    filter: { kind: "text" },
    cell: (row) => row.title,
    text: (row) => row.title,
    edit: { kind: "text", value: (row) => row.title, clear: "" },
  },
  {
    id: "kind",
    title: "Kind",
    width: 90,
    filter: { kind: "choice", choices: KINDS },
    cell: (row) => KINDS.find((kind) => kind.value === row.kind)?.label,
    text: (row) => KINDS.find((kind) => kind.value === row.kind)?.label ?? "",
    edit: { kind: "choice", value: (row) => row.kind, choices: KINDS },
  },
  {
    id: "count",
    title: "Count",
    width: 60,
    align: "end",
    cell: (row) => row.count,
    text: (row) => String(row.count),
    number: (row) => row.count,
    edit: { kind: "number", value: (row) => row.count },
  },
  {
    id: "due",
    title: "Due",
    width: 90,
    cell: (row) => row.due,
    text: (row) => row.due ?? "",
    edit: { kind: "day", value: (row) => row.due, clear: null },
  },
  {
    id: "done",
    title: "Done",
    width: 60,
    cell: (row) => (row.done ? "yes" : "no"),
    text: (row) => (row.done ? "yes" : "no"),
    edit: { kind: "switch", value: (row) => row.done },
  },
];

export const line = (at: number): Line => ({
  id: `id-${at}`,
  code: `C-${at}`,
  title: `Title ${at}`,
  kind: at % 2 ? "b" : "a",
  count: at,
  due: at % 3 ? "2026-01-31" : null,
  done: false,
});

export function sourceOf(
  total: number,
  loaded: (at: number) => boolean = () => true,
  more: Partial<GridSource<Line>> = {},
) {
  const rows = new Map<number, Line>();
  for (let at = 0; at < total; at += 1) if (loaded(at)) rows.set(at, line(at));
  const want = vi.fn();
  const source: GridSource<Line> = {
    total,
    all: total,
    row: (at) => rows.get(at),
    want,
    key: (row) => row.id,
    loading: false,
    ...more,
  };
  return { source, want, rows };
}

export type Edits = readonly GridEdit<Line>[];

export function show(given: Partial<GridProps<Line>> & { source: GridSource<Line> }) {
  render(<Grid label="Lines" columns={COLUMNS} {...given} />);
  const grid = screen.getByRole("grid");
  act(() => grid.focus());
  return { grid, user: userEvent.setup() };
}

/** The text of the active cell. */
export const here = () => document.getElementById(screen.getByRole("grid").getAttribute("aria-activedescendant") ?? "");

/** A clipboard event with room for text. */
export function clipboard(kind: "copy" | "paste", target: Element, text = "") {
  let held = text;
  const event = new Event(kind, { bubbles: true, cancelable: true });
  const clipboardData = { setData: (_: string, next: string) => (held = next), getData: () => held };
  Object.defineProperty(event, "clipboardData", { value: clipboardData });
  fireEvent(target, event);
  return held;
}
