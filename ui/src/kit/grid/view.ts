/** The state of one grid that its tools share: sort, filters, layout, grouping and selection. It keeps nothing beyond the page. */
import { useMemo, useState } from "react";
import type { GridFilters, GridGrouping, GridLayout, GridSort } from "./types.ts";

/** What `useGridView` begins with. */
export interface GridViewStart {
  sort?: GridSort;
  filters?: GridFilters;
  layout?: GridLayout;
  /** Columns that rows can be grouped by; keep the array stable. */
  groupable?: readonly string[];
  /** The name of the list under which views of it are saved; without it none are. */
  list?: string;
}

/** The state, and the same as props of a Grid. */
export interface GridView {
  /** What rows are to be sorted by: the column that they are grouped by first. */
  sort: GridSort;
  filters: GridFilters;
  layout: GridLayout | undefined;
  selected: ReadonlySet<string>;
  grouping: GridGrouping | undefined;
  groupable: readonly string[] | undefined;
  list: string | undefined;
  onSort(sort: GridSort): void;
  onFilters(filters: GridFilters): void;
  onLayout(layout: GridLayout | undefined): void;
  onSelect(keys: ReadonlySet<string>): void;
  onGroup(column: string | undefined): void;
  /** Spread these into the Grid. */
  props: Omit<GridView, "props">;
}

const NO_KEYS: ReadonlySet<string> = new Set();

/** What rows are sorted by, and by which column they are grouped. */
interface Order {
  sort: GridSort;
  group: string | undefined;
}

/** The order with the column of the group in the first place, in the direction that it has or had. */
function grouped({ sort, group }: Order, before: GridSort): Order {
  if (group === undefined) return { sort, group };
  const first = sort.find((one) => one.column === group) ?? before.find((one) => one.column === group);
  return {
    sort: [first ?? { column: group, descending: false }, ...sort.filter((one) => one.column !== group)],
    group,
  };
}

/** Keeps the state. A changed filter empties the selection, so that nothing out of sight is acted upon. */
export function useGridView(start: GridViewStart = {}): GridView {
  const [order, setOrder] = useState<Order>({ sort: start.sort ?? [], group: undefined });
  const [filters, setFilters] = useState<GridFilters>(start.filters ?? {});
  const [layout, onLayout] = useState<GridLayout | undefined>(start.layout);
  const [selected, onSelect] = useState<ReadonlySet<string>>(NO_KEYS);
  const { groupable, list } = start;
  return useMemo(() => {
    const onFilters = (next: GridFilters) => {
      setFilters(next);
      onSelect(NO_KEYS);
    };
    const onSort = (sort: GridSort) => setOrder((now) => grouped({ sort, group: now.group }, now.sort));
    const onGroup = (group: string | undefined) =>
      setOrder((now) => {
        // The column that was grouped by is sorted by no longer.
        const sort = now.group === group ? now.sort : now.sort.filter((one) => one.column !== now.group);
        return grouped({ sort, group }, now.sort);
      });
    const { sort, group } = order;
    const first = sort[0];
    const grouping = group !== undefined && first ? { column: group, descending: first.descending } : undefined;
    const state = { sort, filters, layout, selected, grouping, groupable, list };
    const props = { ...state, onSort, onFilters, onLayout, onSelect, onGroup };
    return { ...props, props };
  }, [order, filters, layout, selected, groupable, list]);
}
