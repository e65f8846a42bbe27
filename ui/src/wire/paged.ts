/** Rows of a grid, read a page at a time as the grid asks for them; what was shown stays until the new page is there. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { asFailure, type CommandName, call, type Request, type Response } from "./call";
import { listen } from "./events";
import type { Failure, PageQuery } from "./wire.gen";

/** Rows of one request: the program gives at most 500 at once; 200 fill any screen several times. */
const PAGE = 200;

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
  failed: Failure | undefined;
  again(): void;
}

interface Held<Row> {
  total: number;
  all: number;
  pages: Map<number, Row[]>;
}

/** Pages of one list under one query. A change of the query or of the vault keeps the rows shown until newer are there. */
export function usePaged<Name extends PagedName>(
  name: Name,
  query: Omit<PageQuery, "offset" | "limit">,
): Paged<RowOf<Name>> {
  type Row = RowOf<Name>;
  const client = useQueryClient();
  const key = useMemo(() => JSON.stringify([name, query]), [name, query]);
  const held = useRef<Held<Row>>({ total: 0, all: 0, pages: new Map() });
  const wanted = useRef({ first: 0, last: 0 });
  const turn = useRef(0);
  const asked = useRef(new Set<number>());
  const [, paint] = useState(0);
  const [failed, setFailed] = useState<Failure>();
  const [loading, setLoading] = useState(true);

  const fetchPage = useCallback(
    async (page: number, mine: number, fresh: boolean) => {
      if (asked.current.has(page)) return;
      asked.current.add(page);
      try {
        const asking = { query: { ...query, offset: page * PAGE, limit: PAGE } } as unknown as Request<Name>;
        const found = (await call(name, asking)) as unknown as Page<Row>;
        if (mine !== turn.current) return;
        if (fresh) held.current = { total: found.total, all: found.all, pages: new Map() };
        held.current.total = found.total;
        held.current.all = found.all;
        held.current.pages.set(page, found.rows);
        setFailed(undefined);
      } catch (thrown) {
        if (mine !== turn.current) return;
        asked.current.delete(page);
        setFailed(asFailure(thrown));
      }
      setLoading(false);
      paint((count) => count + 1);
    },
    [name, query],
  );

  /** Begins anew with the pages that are in sight. */
  const refresh = useCallback(() => {
    turn.current += 1;
    asked.current = new Set();
    const mine = turn.current;
    const [first, last] = [Math.floor(wanted.current.first / PAGE), Math.floor(wanted.current.last / PAGE)];
    void fetchPage(first, mine, true).then(() => {
      for (let page = first + 1; page <= last; page++) void fetchPage(page, mine, false);
    });
  }, [fetchPage]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query by its value
  useEffect(() => {
    wanted.current = { first: 0, last: 0 };
    refresh();
  }, [key]);

  useEffect(
    () =>
      listen((event) => {
        if (event.event === "changed") refresh();
      }),
    [refresh],
  );

  const want = useCallback(
    (first: number, last: number) => {
      wanted.current = { first, last };
      const end = Math.min(last, Math.max(0, held.current.total - 1));
      for (let page = Math.floor(first / PAGE); page <= Math.floor(end / PAGE); page++) {
        if (!held.current.pages.has(page)) void fetchPage(page, turn.current, false);
      }
    },
    [fetchPage],
  );

  const row = useCallback((index: number) => held.current.pages.get(Math.floor(index / PAGE))?.[index % PAGE], []);
  // The client is asked for so that a list outside of its provider fails at once rather than showing old rows.
  void client;
  return { total: held.current.total, all: held.current.all, row, want, loading, failed, again: refresh };
}
