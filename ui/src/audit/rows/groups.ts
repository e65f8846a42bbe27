/** Grouping of the program's rows: which columns of a noun allow it, and how many rows have each value. It reads no row. */
import { useMemo } from "react";
import type { GridGrouping, GroupCount } from "../../kit";
import { useRead } from "../../wire/query";
import type { Facet, PageNoun, PageQuery } from "../../wire/wire.gen";

/** Columns by noun of which a row has one value and by which the program sorts as it orders the values. Days and titles are
 *  left out: nearly every row has its own. */
export const GROUPABLE: Record<PageNoun, readonly string[]> = {
  control: [
    "control_type",
    "nature",
    "frequency",
    "owner",
    "owner_role",
    "key",
    "state",
    "design",
    "operation",
    "worst_gap",
  ],
  evidence: ["kind", "state", "classification", "source_system", "collected_by", "version"],
  request: ["kind", "internal", "auditor", "owner", "reviewer", "blocks_testing", "owed", "overdue"],
  gap: ["state", "open", "level", "kind", "source", "owner"],
  finding: ["source", "severity", "state", "owner"],
  task: ["phase", "track", "state", "owner", "owner_role"],
  log: ["who", "action"],
};

/** The counts of the column that rows are grouped by, in the order of the rows; undefined while there is none. */
export function useGroupCounts(
  noun: PageNoun,
  query: Omit<PageQuery, "offset" | "limit">,
  grouping: GridGrouping | undefined,
): readonly GroupCount[] | undefined {
  const column = grouping?.column ?? "";
  const { data } = useRead(
    "page.facets",
    { noun, column, query: { ...query, sort: [], offset: 0, limit: 1 } },
    { when: column !== "", keep: false },
  );
  const descending = grouping?.descending ?? false;
  return useMemo(() => (column !== "" && data ? inOrder(data, descending) : undefined), [column, data, descending]);
}

/** Values in the order in which the program sorts rows: yes after no, and what has none last, whichever way round. */
export function inOrder(facets: readonly Facet[], descending: boolean): readonly GroupCount[] {
  const flags = facets.every(({ value }) => ["true", "false", ""].includes(value));
  const filled = facets.filter(({ value }) => value !== "");
  const none = facets.filter(({ value }) => value === "");
  if (flags) filled.reverse();
  if (descending) return [...filled.reverse(), ...none];
  // An empty text is a value of its own and stands first; no value at all stands last, as in the facets.
  return flags ? [...filled, ...none] : facets;
}
