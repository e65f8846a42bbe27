/** The state of one grid that its tools share: sort, filters, layout and selection. It keeps nothing beyond the page. */
import { useMemo, useState } from "react";
import type { GridFilters, GridLayout, GridSort } from "./types.ts";

/** What `useGridView` begins with. */
export interface GridViewStart {
  sort?: GridSort;
  filters?: GridFilters;
  layout?: GridLayout;
}

/** The state, and the same as props of a Grid. */
export interface GridView {
  sort: GridSort;
  filters: GridFilters;
  layout: GridLayout | undefined;
  selected: ReadonlySet<string>;
  onSort(sort: GridSort): void;
  onFilters(filters: GridFilters): void;
  onLayout(layout: GridLayout | undefined): void;
  onSelect(keys: ReadonlySet<string>): void;
  /** Spread these into the Grid. */
  props: Omit<GridView, "props">;
}

const NO_KEYS: ReadonlySet<string> = new Set();

/** Keeps the state. A changed filter empties the selection, so that nothing out of sight is acted upon. */
export function useGridView(start: GridViewStart = {}): GridView {
  const [sort, onSort] = useState<GridSort>(start.sort ?? []);
  const [filters, setFilters] = useState<GridFilters>(start.filters ?? {});
  const [layout, onLayout] = useState<GridLayout | undefined>(start.layout);
  const [selected, onSelect] = useState<ReadonlySet<string>>(NO_KEYS);
  return useMemo(() => {
    const onFilters = (next: GridFilters) => {
      setFilters(next);
      onSelect(NO_KEYS);
    };
    const props = { sort, filters, layout, selected, onSort, onFilters, onLayout, onSelect };
    return { ...props, props };
  }, [sort, filters, layout, selected]);
}
