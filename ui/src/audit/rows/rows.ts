/** Rows of one noun for the grid, by the state of its view: sorted, filtered and paged by the program. It keeps no row of its own. */
import { useMemo } from "react";
import type { Choice, GridFilters, GridSource, GridView } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { usePaged } from "../../wire/paged";
import type { ColumnFilter, FindingLine, GapLine, PageNoun, RequestLine } from "../../wire/wire.gen";
import { useGroupCounts } from "./groups";

/** The nouns of this kind, with the command that gives their pages and its row. */
const PAGES = { request: "request.page", gap: "gap.page", finding: "finding.page" } as const;

interface Lines {
  request: RequestLine;
  gap: GapLine;
  finding: FindingLine;
}

/** The grid's filters as the program takes them. */
export function filtersOf(filters: GridFilters): ColumnFilter[] {
  return Object.entries(filters).map(([column, test]) => ({ column, test }));
}

/** The references to which a list is narrowed, as a filter; none shows all. */
export function onlyThese(references: readonly string[] | undefined): ColumnFilter[] {
  return references ? [{ column: "reference", test: { is: "any_of", values: [...references] } }] : [];
}

/** A source for the grid. `always` are filters beside those of the view; keep the array stable. */
export function useRows<Noun extends keyof Lines & PageNoun>(
  noun: Noun,
  view: GridView,
  always: readonly ColumnFilter[],
): GridSource<Lines[Noun]> {
  type Row = Lines[Noun];
  const engagement = useEngagement();
  const query = useMemo(() => {
    const filters = [...filtersOf(view.filters), ...always];
    return { engagement, text: null, filters, sort: view.sort.map((by) => ({ ...by })) };
  }, [engagement, view.filters, view.sort, always]);
  const paged = usePaged(PAGES[noun], query);
  const { total, all, row, want, loading, failed, again } = paged;
  const counts = useGroupCounts(noun, query, view.grouping);
  return useMemo(
    () => ({
      total,
      all,
      row: row as (index: number) => Row | undefined,
      want,
      loading,
      counts,
      key: (line: Row) => line.id,
      ...(failed ? { failed: wordsFor(failed) } : {}),
      retry: again,
      keys: () => call("page.ids", { noun, query: { ...query, offset: 0, limit: 1 } }),
      load: async (first: number, last: number) => {
        const found: Row[] = [];
        for (let at = first; at <= last; at += 500) {
          const asked = { query: { ...query, offset: at, limit: Math.min(500, last - at + 1) } };
          const page = await call<(typeof PAGES)[keyof Lines]>(PAGES[noun], asked);
          found.push(...(page.rows as Row[]));
        }
        return found;
      },
    }),
    [total, all, row, want, loading, counts, failed, again, noun, query],
  );
}

/** The values of a column that rows have, with their counts, as choices of its filter. */
export function useFacets(noun: PageNoun, words: (value: string, label: string) => string = (_, label) => label) {
  const engagement = useEngagement();
  return useMemo(
    () =>
      (column: string): (() => Promise<Choice[]>) =>
      async () => {
        const query = { engagement, text: null, filters: [], sort: [], offset: 0, limit: 1 };
        const facets = await call("page.facets", { noun, column, query });
        return facets
          .filter((facet) => facet.value !== "")
          .map(({ value, label, count }) => ({ value, label: words(value, label), count }));
      },
    [engagement, noun, words],
  );
}
