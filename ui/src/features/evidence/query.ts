/** Which rows of the evidence grid are asked for, and the choices of its filters. It decides nothing about what is shown of a row. */
import { useMemo } from "react";
import { CLASSIFICATION, EVIDENCE_KIND, EVIDENCE_STATE } from "../../audit";
import { useGroupCounts } from "../../audit/rows/groups";
import type { Choice, GridFilters, GridGrouping, GridSort, GridSource } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { usePaged } from "../../wire/paged";
import { useRead } from "../../wire/query";
import type { EvidenceLine, Failure, PageQuery } from "../../wire/wire.gen";

/** A query without the part of it that a page adds. */
export type Query = Omit<PageQuery, "offset" | "limit">;

/** Rows of one request when all of a range are asked for. */
const MOST = 500;

/** The query of the state that the tools and the grid share. */
export function queryOf(
  engagement: string,
  text: string,
  filters: GridFilters,
  sort: GridSort,
  only?: readonly string[],
): Query {
  const sought = text.trim();
  const own = Object.entries(filters).map(([column, test]) => ({ column, test }));
  const narrowed = only ? [{ column: "reference", test: { is: "any_of" as const, values: [...only] } }] : [];
  return {
    engagement,
    text: sought === "" ? null : sought,
    filters: [...own, ...narrowed],
    sort: sort.map(({ column, descending }) => ({ column, descending })),
  };
}

const WORDS: Record<string, Record<string, string>> = {
  kind: EVIDENCE_KIND,
  state: EVIDENCE_STATE,
  classification: CLASSIFICATION,
};

/** The values that a column has among the rows, its own filter left out. */
export async function choicesOf(query: Query, column: string): Promise<Choice[]> {
  const filters = query.filters.filter((filter) => filter.column !== column);
  const asked = { ...query, filters, offset: 0, limit: 1 };
  const facets = await call("page.facets", { noun: "evidence", column, query: asked });
  return facets.map(({ value, label, count }) => ({ value, label: WORDS[column]?.[value] ?? (label || "–"), count }));
}

/** The grid's rows of a query. */
export function useRows(query: Query, grouping: GridGrouping | undefined): GridSource<EvidenceLine> {
  const paged = usePaged("evidence.page", query);
  const counts = useGroupCounts("evidence", query, grouping);
  const { failed } = paged;
  const words = useMemo(() => failed && wordsFor(failed), [failed]);
  return {
    total: paged.total,
    all: paged.all,
    row: paged.row,
    // What failed is tried again when somebody asks for it, not by itself.
    want: failed ? () => {} : paged.want,
    key: (line) => line.id,
    loading: paged.loading,
    counts,
    failed: words,
    retry: paged.again,
    keys: () => call("page.ids", { noun: "evidence", query: { ...query, offset: 0, limit: MOST } }),
    load: async (first, last) => {
      const rows: EvidenceLine[] = [];
      for (let offset = first; offset <= last; offset += MOST) {
        const limit = Math.min(MOST, last - offset + 1);
        rows.push(...(await call("evidence.page", { query: { ...query, offset, limit } })).rows);
      }
      return rows;
    },
  };
}

/** Rows of a source that are there, in order. */
export function loaded(source: GridSource<EvidenceLine>): EvidenceLine[] {
  const rows: EvidenceLine[] = [];
  for (let at = 0; at < source.total; at += 1) {
    const row = source.row(at);
    if (row) rows.push(row);
  }
  return rows;
}

const REFERENCE = /^EV-\d+$/;

/** The references of records that a place names by id or reference; none while nothing narrows or they aren't known yet. */
export function useReferences(ids: readonly string[] | undefined): {
  references: readonly string[] | undefined;
  failure: Failure | undefined;
  again(): void;
} {
  const engagement = useEngagement();
  const unknown = ids?.some((id) => !REFERENCE.test(id)) ?? false;
  const all = useRead("evidence.list", { engagement, control: null, all: true }, { when: unknown });
  const references = useMemo(() => {
    if (!ids || (unknown && !all.data)) return ids && [];
    const numbers = new Map((all.data ?? []).map(({ item }) => [item.id, referenceOf(item.number)]));
    return ids.flatMap((id) => (REFERENCE.test(id) ? id : (numbers.get(id) ?? [])));
  }, [ids, unknown, all.data]);
  return { references, failure: unknown ? all.failure : undefined, again: all.again };
}

/** An item's number as printed. */
export function referenceOf(number: number): string {
  return `EV-${String(number).padStart(4, "0")}`;
}
