/** Rows for the grid, the clipboard's text, days, and lines with groups: what is asked for, kept, dropped and told apart. */
import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { dayPlus, isDay, monthPlus, readDay, weekday } from "../day.ts";
import { type GridColumn, type GridSort, type PageOf, useListSource, usePagedSource } from "../index.ts";
import { readTsv, writeTsv } from "./clip.ts";
import { linesOf } from "./visual.ts";

const failure = () => ({ what: "It broke.", safe: "All is kept.", todo: "Try again." });
const page = (offset: number, limit: number, total: number): PageOf<string> => ({
  total,
  all: total,
  rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => `row ${offset + at}`),
});

describe("a paged source", () => {
  it("asks for each page once, and only for what is wanted", async () => {
    const load = vi.fn(async (offset: number, limit: number) => page(offset, limit, 1_000));
    const { result } = renderHook(() => usePagedSource({ question: "a", load, key: (row) => row, failure, page: 100 }));
    await waitFor(() => expect(result.current.loading).toBe(false));
    expect(result.current.total).toBe(1_000);
    act(() => result.current.want(0, 80));
    await act(async () => result.current.want(450, 520));
    await act(async () => result.current.want(460, 530));
    expect(load.mock.calls.map(([offset]) => offset)).toEqual([0, 400, 500]);
    expect(result.current.row(455)).toBe("row 455");
    expect(result.current.row(300)).toBeUndefined();
  });

  it("drops what comes late for another question", async () => {
    const answers = new Map<string, (page: PageOf<string>) => void>();
    const loadOf = (question: string) => () =>
      new Promise<PageOf<string>>((done) => {
        answers.set(question, done);
      });
    const { result, rerender } = renderHook(
      ({ question }) => usePagedSource({ question, load: loadOf(question), key: (row) => row, failure }),
      { initialProps: { question: "old" } },
    );
    rerender({ question: "new" });
    await act(async () => answers.get("new")?.({ total: 1, all: 1, rows: ["new"] }));
    await act(async () => answers.get("old")?.({ total: 9, all: 9, rows: ["old"] }));
    expect([result.current.total, result.current.row(0)]).toEqual([1, "new"]);
  });

  it("keeps rows on show while a newer version comes", async () => {
    let text = "first";
    const load = vi.fn(async () => ({ total: 1, all: 1, rows: [text] }));
    const { result, rerender } = renderHook(
      ({ version }) => usePagedSource({ question: "a", version, load, key: (row) => row, failure }),
      { initialProps: { version: 1 } },
    );
    await waitFor(() => expect(result.current.row(0)).toBe("first"));
    text = "second";
    rerender({ version: 2 });
    expect(result.current.row(0)).toBe("first");
    await waitFor(() => expect(result.current.row(0)).toBe("second"));
  });

  it("says a failure and tries again", async () => {
    let broken = true;
    const load = vi.fn(async () => {
      if (broken) throw new Error("no");
      return { total: 1, all: 1, rows: ["there"] };
    });
    const { result } = renderHook(() => usePagedSource({ question: "a", load, key: (row) => row, failure }));
    await waitFor(() => expect(result.current.failed?.what).toBe("It broke."));
    broken = false;
    await act(async () => result.current.retry?.());
    await waitFor(() => expect(result.current.row(0)).toBe("there"));
    expect(result.current.failed).toBeUndefined();
  });
});

describe("a list as a source", () => {
  const columns: GridColumn<{ id: string; n: number | null }>[] = [
    { id: "id", title: "Id", width: 50, cell: (row) => row.id, text: (row) => row.id },
    {
      id: "n",
      title: "N",
      width: 50,
      cell: (row) => row.n,
      text: (row) => (row.n === null ? "" : String(row.n)),
      number: (row) => row.n ?? undefined,
    },
  ];
  const rows = [
    { id: "x10", n: 9 },
    { id: "x9", n: null },
    { id: "x2", n: 10 },
  ];
  const ids = (sort: GridSort, filters = {}) => {
    const { result } = renderHook(() => useListSource({ rows, columns, key: (row) => row.id, sort, filters }));
    return Array.from({ length: result.current.total }, (_, at) => result.current.row(at)?.id);
  };

  it("sorts numbers as numbers, with no value last both ways", () => {
    expect(ids([{ column: "n", descending: false }])).toEqual(["x10", "x2", "x9"]);
    expect(ids([{ column: "n", descending: true }])).toEqual(["x2", "x10", "x9"]);
    expect(ids([{ column: "id", descending: false }])).toEqual(["x2", "x9", "x10"]);
  });

  it("filters by every kind of test", () => {
    expect(ids([], { id: { is: "contains", text: "X1" } })).toEqual(["x10"]);
    expect(ids([], { n: { is: "between", from: "9.5", to: null } })).toEqual(["x2"]);
    expect(ids([], { n: { is: "empty" } })).toEqual(["x9"]);
    expect(ids([], { n: { is: "any_of", values: ["9", ""] } })).toEqual(["x10", "x9"]);
  });
});

describe("the clipboard's text", () => {
  it("comes back as it went, whatever a cell holds", () => {
    const marks = ["", "a", '"', "\t", "\n", "x y", '""', "é"];
    for (let seed = 0; seed < 300; seed += 1) {
      const cell = (at: number) => `${marks[(seed * 7 + at * 3) % 8]}${marks[(seed + at * 5) % 8]}`;
      const rows = Array.from({ length: 1 + (seed % 3) }, (_, row) =>
        Array.from({ length: 1 + (seed % 4) }, (_, column) => cell(row * 4 + column)),
      );
      if (rows.length === 1 && rows[0]?.length === 1 && rows[0][0] === "") continue;
      // A last row of one empty cell can't be told from the line end before it.
      if (rows.at(-1)?.every((text) => text === "") && rows.at(-1)?.length === 1) continue;
      expect(readTsv(writeTsv(rows))).toEqual(rows);
    }
  });

  it("is read as spreadsheets write it", () => {
    expect(readTsv("a\tb\r\nc\t\r\n")).toEqual([
      ["a", "b"],
      ["c", ""],
    ]);
    expect(readTsv("")).toEqual([]);
    expect(readTsv('5" pipe\tx')).toEqual([['5" pipe', "x"]]);
  });
});

describe("days", () => {
  it("exist or not, and are counted without a clock's zone", () => {
    expect(["2026-02-28", "2024-02-29", "2026-12-31"].every(isDay)).toBe(true);
    expect(["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", ""].some(isDay)).toBe(false);
    expect([dayPlus("2026-02-28", 1), dayPlus("2026-01-01", -1)]).toEqual(["2026-03-01", "2025-12-31"]);
    expect([monthPlus("2026-01-31", 1), monthPlus("2026-03-31", -13)]).toEqual(["2026-02-28", "2025-02-28"]);
    expect([weekday("2026-11-23"), weekday("2026-11-22")]).toEqual([0, 6]);
    expect([readDay("2026.1.5"), readDay("20260105"), readDay("soon")]).toEqual(["2026-01-05", "2026-01-05", "soon"]);
  });
});

describe("lines with groups", () => {
  it("lead to rows and back, with any groups closed", () => {
    const sizes = [3, 0, 5, 1];
    let first = 0;
    const groups = sizes.map((count, at) => {
      const group = { key: String(at), label: String(at), count, first };
      first += count;
      return group;
    });
    for (let mask = 0; mask < 16; mask += 1) {
      const closed = new Set(sizes.flatMap((_, at) => (mask & (1 << at) ? [String(at)] : [])));
      const lines = linesOf(9, groups, closed);
      const seen: number[] = [];
      for (let line = 0; line < lines.count; line += 1) {
        const at = lines.at(line);
        if ("index" in at) {
          seen.push(at.index);
          expect(lines.of(at.index)).toBe(line);
        }
      }
      const open = groups.filter((group) => !closed.has(group.key));
      expect(seen).toEqual(open.flatMap((group) => Array.from({ length: group.count }, (_, at) => group.first + at)));
    }
  });
});
