/** Rows of a grid, read a page at a time as the grid asks for them; what was shown stays until the new page is there. */
import { replaceEqualDeep, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { asFailure, type CommandName, call, type Request, type Response } from "./call";
import { eachRound } from "./rounds";
import type { Failure, PageQuery } from "./wire.gen";

/** Rows of one request: 100 fill any screen twice, and are soon written, read and forgotten. */
const PAGE = 100;
/** Rows that are asked for beyond those that are wanted, in the direction in which one goes. Who has left the first page behind
 *  is on the way: a held key goes through a page in the time in which one comes that had to wait for others. */
const [AHEAD, AHEAD_ON_THE_WAY] = [90, 190];
/** Pages that are under way at once. */
const AT_ONCE = 2;
/** Pages that are kept at most; with more, those farthest from what is in sight go, and are read again when one comes back. */
const MOST_HELD = 16;

/** A page as every paged command answers it. */
export interface Page<Row> {
  total: number;
  all: number;
  offset: number;
  rows: Row[];
}

/** The commands whose answer is a page. */
export type PagedName = {
  [Name in CommandName]: Response<Name> extends Page<unknown> ? Name : never;
}[CommandName];

type RowOf<Name extends PagedName> = Response<Name> extends Page<infer Row> ? Row : never;

export interface Paged<Row> {
  total: number;
  all: number;
  row(index: number): Row | undefined;
  want(first: number, last: number): void;
  /** Nothing has been read yet. */
  loading: boolean;
  /** The rows on show answer the query before: those of the present one are still being read. */
  older: boolean;
  failed: Failure | undefined;
  again(): void;
}

interface Held<Row> {
  /** The query that these pages answer. */
  key: string | undefined;
  total: number;
  all: number;
  pages: Map<number, Row[]>;
}

/** What is wanted of the list: rows in sight, and rows that are likely to be next. */
interface Wanted {
  first: number;
  last: number;
  up: boolean;
}

const pageOf = (index: number) => Math.floor(index / PAGE);

/** Pages from one row to another, of so many rows. */
function pagesOf(first: number, last: number, total: number): number[] {
  const end = pageOf(Math.min(last, total - 1));
  const pages: number[] = [];
  for (let page = pageOf(Math.max(0, first)); page <= end; page++) pages.push(page);
  return pages;
}

/** The pages that are too many, the farthest from `page`. */
function farthest(pages: ReadonlyMap<number, unknown>, page: number): number[] {
  const far = [...pages.keys()].sort((one, two) => Math.abs(two - page) - Math.abs(one - page));
  return far.slice(0, Math.max(0, pages.size - MOST_HELD));
}

/** Pages of one list under one query. A change of the query or of the vault keeps the rows shown until newer are there. While a
 *  query is being answered the newest one waits, and an answer to an older one is dropped. */
export function usePaged<Name extends PagedName>(
  name: Name,
  query: Omit<PageQuery, "offset" | "limit">,
): Paged<RowOf<Name>> {
  type Row = RowOf<Name>;
  const client = useQueryClient();
  const key = useMemo(() => JSON.stringify([name, query]), [name, query]);
  const now = useRef({ key, query });
  useLayoutEffect(() => {
    now.current = { key, query };
  });
  const held = useRef<Held<Row>>({ key: undefined, total: 0, all: 0, pages: new Map() });
  const wanted = useRef<Wanted>({ first: 0, last: 0, up: false });
  /** Counts the times that all was begun anew: what was asked before is dropped. */
  const turn = useRef(0);
  /** Pages that are there as they are now, or under way. */
  const asked = useRef(new Set<number>());
  const flying = useRef(0);
  /** The first answer to a query is under way; another one waits for it. */
  const heading = useRef<Promise<void>>(undefined);
  const waits = useRef(false);
  const broken = useRef(false);
  const [, paint] = useState(0);
  const [failed, setFailed] = useState<Failure>();
  const [loading, setLoading] = useState(true);

  const askingOf = useCallback((page: number) => {
    return { query: { ...now.current.query, offset: page * PAGE, limit: PAGE } } as unknown as Request<Name>;
  }, []);

  /** The first page of the last query stays for who comes back to the view; of those before none does. */
  const kept = useRef<readonly unknown[]>(undefined);
  const keep = useCallback(
    (at: readonly unknown[], found: Page<Row>) => {
      if (kept.current) client.removeQueries({ queryKey: kept.current, exact: true, type: "inactive" });
      kept.current = at;
      client.setQueryData(at, found);
    },
    [client],
  );

  const put = useCallback((page: number, found: Page<Row>) => {
    const all = held.current;
    if (all.key !== now.current.key) all.pages = new Map();
    // What there no longer is must not be shown.
    for (const one of [...all.pages.keys()]) if (one * PAGE >= found.total) all.pages.delete(one);
    // A row that is as it was stays the same one, so that it isn't drawn anew.
    all.pages.set(page, replaceEqualDeep(all.pages.get(page), found.rows));
    for (const one of farthest(all.pages, pageOf(wanted.current.first))) {
      all.pages.delete(one);
      asked.current.delete(one);
    }
    held.current = { ...all, key: now.current.key, total: found.total, all: found.all };
    broken.current = false;
    setFailed(undefined);
    setLoading(false);
    paint((count) => count + 1);
  }, []);

  const fetchPage = useCallback(
    async (page: number) => {
      const mine = turn.current;
      asked.current.add(page);
      const asking = askingOf(page);
      flying.current += 1;
      try {
        const found = (await call(name, asking)) as unknown as Page<Row>;
        if (mine !== turn.current) return;
        if (page === 0) keep([name, asking], found);
        put(page, found);
      } catch (thrown) {
        if (mine !== turn.current) return;
        // It is tried again when somebody asks for it, or with other rows.
        broken.current = true;
        asked.current.delete(page);
        setFailed(asFailure(thrown));
        setLoading(false);
      } finally {
        flying.current -= 1;
      }
    },
    [name, keep, put, askingOf],
  );

  /** Asks for what is wanted and not there: what is in sight first, so many at once. */
  const pump = useCallback(() => {
    if (heading.current || broken.current || held.current.key !== now.current.key) return;
    const { first, last, up } = wanted.current;
    const { total } = held.current;
    const ahead = first < PAGE ? AHEAD : AHEAD_ON_THE_WAY;
    const next = up ? pagesOf(first - ahead, first, total) : pagesOf(last, last + ahead, total);
    for (const page of [...pagesOf(first, last, total), ...next]) {
      if (flying.current >= AT_ONCE) return;
      if (!asked.current.has(page)) void fetchPage(page).then(pump);
    }
  }, [fetchPage]);

  /** Begins anew with the rows that are in sight; ends when the first of them are there. */
  const refresh = useCallback((): Promise<void> => {
    turn.current += 1;
    asked.current = new Set();
    broken.current = false;
    const page = pageOf(wanted.current.first);
    // What was read a moment ago, and nothing was changed since, needs no call.
    const at = [name, askingOf(page)];
    const state = client.getQueryState<Page<Row>>(at);
    if (state?.data && !state.isInvalidated) {
      kept.current = at;
      waits.current = false;
      asked.current.add(page);
      put(page, state.data);
      pump();
      return Promise.resolve();
    }
    waits.current = heading.current !== undefined;
    if (heading.current) return heading.current;
    const head = async () => {
      do {
        waits.current = false;
        await fetchPage(pageOf(wanted.current.first));
      } while (waits.current);
      heading.current = undefined;
      pump();
    };
    heading.current = head();
    return heading.current;
  }, [name, client, fetchPage, pump, put, askingOf]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query by its value
  useEffect(() => {
    wanted.current = { first: 0, last: 0, up: false };
    void refresh();
  }, [key]);

  useEffect(() => eachRound((touched) => touched(name) && refresh(), "list"), [name, refresh]);

  const want = useCallback(
    (first: number, last: number) => {
      const before = wanted.current;
      wanted.current = { first, last, up: first === before.first ? before.up : first < before.first };
      pump();
    },
    [pump],
  );

  const row = useCallback((index: number) => held.current.pages.get(pageOf(index))?.[index % PAGE], []);
  const { total, all } = held.current;
  const older = held.current.key !== key;
  return { total, all, row, want, loading, older, failed, again: refresh };
}
