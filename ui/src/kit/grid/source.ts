/** Rows for the grid: from pages that are asked for, or from a list that is there. A page that comes late for a question no
 *  longer asked is dropped. */
import { useCallback, useEffect, useMemo, useReducer, useRef } from "react";
import type { FailureWords } from "../states.tsx";
import type {
  CellValue,
  GridColumn,
  GridFilters,
  GridGrouping,
  GridSort,
  GridSource,
  GridTest,
  GroupCount,
} from "./types.ts";

/** One answer: rows from an offset, of so many. */
export interface PageOf<Row> {
  total: number;
  all: number;
  rows: readonly Row[];
}

/** What `usePagedSource` is given. */
export interface Paging<Row> {
  /** What is asked for, as text: another question forgets all pages; the same question with another `version` asks again
   *  while the old rows stay on show. */
  question: string;
  version?: number;
  load(offset: number, limit: number): Promise<PageOf<Row>>;
  key(row: Row): string;
  /** Words for what a load threw. */
  failure(error: unknown): FailureWords;
  page?: number;
  keys?(): Promise<readonly string[]>;
}

interface Pages<Row> {
  question: string;
  version: number | undefined;
  rows: Map<number, Row>;
  /** Pages there or under way, by number. */
  asked: Set<number>;
  total: number;
  all: number;
  failed: FailureWords | undefined;
  loading: boolean;
}

/** Keeps pages of rows and asks for those that are wanted. */
export function usePagedSource<Row>(paging: Paging<Row>): GridSource<Row> {
  const { question, version } = paging;
  const size = paging.page ?? 200;
  const [change, changed] = useReducer((n: number) => n + 1, 0);
  const now = useRef(paging);
  now.current = paging;
  const pages = useRef<Pages<Row>>(undefined);
  const lastWant = useRef<[number, number]>([0, 60]);
  if (pages.current === undefined || pages.current.question !== question) {
    const fresh = { rows: new Map(), asked: new Set<number>(), total: 0, all: pages.current?.all ?? 0 };
    pages.current = { ...fresh, question, version, failed: undefined, loading: true };
    lastWant.current = [0, 60];
  } else if (pages.current.version !== version) {
    // The rows on show stay until their pages have come again.
    pages.current = { ...pages.current, version, asked: new Set() };
  }

  const ask = useCallback(
    async (number: number) => {
      const mine = pages.current;
      if (!mine || mine.asked.has(number)) return;
      mine.asked.add(number);
      const isMine = () => pages.current?.question === mine.question && pages.current.version === mine.version;
      try {
        const answer = await now.current.load(number * size, size);
        if (!isMine() || !pages.current) return;
        const { rows } = pages.current;
        if (answer.total < pages.current.total)
          for (const at of [...rows.keys()]) if (at >= answer.total) rows.delete(at);
        answer.rows.forEach((row, at) => {
          rows.set(number * size + at, row);
        });
        pages.current = { ...pages.current, total: answer.total, all: answer.all, loading: false, failed: undefined };
      } catch (error) {
        if (!isMine() || !pages.current) return;
        pages.current.asked.delete(number);
        pages.current = { ...pages.current, failed: now.current.failure(error), loading: false };
      }
      changed();
    },
    [size],
  );

  const want = useCallback(
    (first: number, last: number) => {
      lastWant.current = [first, last];
      if (pages.current?.failed) return;
      for (let number = Math.floor(first / size); number <= Math.floor(last / size); number += 1) void ask(number);
    },
    [ask, size],
  );

  // Another question or version asks for what is on show at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question and its version are what this waits for
  useEffect(() => want(...lastWant.current), [question, version, want]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` counts what has come
  return useMemo(() => {
    const held = pages.current;
    return {
      total: held?.total ?? 0,
      all: held?.all ?? 0,
      row: (index: number) => pages.current?.rows.get(index),
      want,
      key: (row: Row) => now.current.key(row),
      failed: held?.failed,
      loading: held?.loading ?? true,
      keys: now.current.keys && (async () => (await now.current.keys?.()) ?? []),
      load: async (first: number, last: number) => {
        const rows: Row[] = [];
        for (let at = first; at <= last; at += size) {
          rows.push(...(await now.current.load(at, Math.min(size, last - at + 1))).rows);
        }
        return rows;
      },
      retry: () => {
        if (pages.current) pages.current = { ...pages.current, failed: undefined };
        want(...lastWant.current);
        changed();
      },
    };
  }, [change, question, version, want, size]);
}

/** Rows of a list that is there: sorted and filtered here, by the columns' words and numbers. For short lists only. */
export function useListSource<Row>(given: {
  rows: readonly Row[] | undefined;
  columns: readonly GridColumn<Row>[];
  key(row: Row): string;
  sort?: GridSort;
  filters?: GridFilters;
  /** The column that rows are grouped by; `sort` begins with it. */
  grouping?: GridGrouping;
  failed?: FailureWords;
  retry?(): void;
}): GridSource<Row> {
  const { rows, columns, sort, filters, failed } = given;
  const group = given.grouping?.column;
  const now = useRef(given);
  now.current = given;
  const found = useMemo(() => {
    const by = new Map(columns.map((column) => [column.id, column]));
    const tests = Object.entries(filters ?? {});
    const meets = (row: Row) =>
      tests.every(([id, test]) => {
        const column = by.get(id);
        return !column || holds(test, column.edit?.value(row) ?? column.number?.(row), column.text(row));
      });
    const kept = (rows ?? []).filter(meets);
    const order = (sort ?? []).flatMap(({ column, descending }) => {
      const found = by.get(column);
      return found ? [{ column: found, sign: descending ? -1 : 1 }] : [];
    });
    if (order.length === 0) return kept;
    return kept.sort((a, b) => {
      for (const { column, sign } of order) {
        const by = compare(column, a, b, sign);
        if (by !== 0) return by;
      }
      return 0;
    });
  }, [rows, columns, sort, filters]);
  const counts = useMemo(() => {
    const column = columns.find((one) => one.id === group);
    return column && countsOf(found, column);
  }, [found, columns, group]);
  return useMemo(
    () => ({
      total: found.length,
      all: rows?.length ?? 0,
      counts,
      row: (index) => found[index],
      want: () => {},
      key: (row) => now.current.key(row),
      failed,
      loading: rows === undefined && !failed,
      keys: async () => found.map((row) => now.current.key(row)),
      retry: now.current.retry && (() => now.current.retry?.()),
    }),
    [found, rows, failed, counts],
  );
}

/** How many rows that follow each other have the same words. */
function countsOf<Row>(rows: readonly Row[], column: GridColumn<Row>): GroupCount[] {
  const counts: GroupCount[] = [];
  for (const row of rows) {
    const words = column.text(row);
    const last = counts[counts.length - 1];
    if (last && last.value === words) last.count += 1;
    else counts.push({ value: words, label: words, count: 1 });
  }
  return counts;
}

const WORDS = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** By number where there is one, by words otherwise; what has no value comes last, whichever way round. */
function compare<Row>(column: GridColumn<Row>, a: Row, b: Row, sign: number): number {
  const [left, right] = [column.text(a), column.text(b)];
  if (left === "" || right === "") return left === right ? 0 : left === "" ? 1 : -1;
  const [one, two] = [column.number?.(a), column.number?.(b)];
  if (one !== undefined && two !== undefined) return (one - two) * sign;
  return WORDS.compare(left, right) * sign;
}

/** Whether a value meets a test; where a column has only words, they are the value. */
function holds(test: GridTest, value: CellValue | undefined, text: string): boolean {
  if (test.is === "empty") return text === "";
  if (test.is === "filled") return text !== "";
  if (test.is === "contains") return text.toLocaleLowerCase().includes(test.text.toLocaleLowerCase());
  const values =
    value === null || value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
  if (test.is === "any_of") return [...values, text].some((one) => test.values.includes(one));
  const of = values[0] ?? text;
  if (of === "") return false;
  const less = (one: string, two: string) =>
    Number.isFinite(Number(one)) && Number.isFinite(Number(two)) ? Number(one) <= Number(two) : one <= two;
  return (test.from === null || less(test.from, of)) && (test.to === null || less(of, test.to));
}
