/** The columns as they are shown: order, hidden ones, widths. Widths live in one custom property, so that a change of width
 *  draws no row again. */
import { type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import type { GridColumn, GridLayout } from "./types.ts";

/** A column that is shown. */
export interface Shown<Row> {
  column: GridColumn<Row>;
  /** Place among the pinned columns, or -1. */
  pin: number;
  lastPin: boolean;
}

const NO_LAYOUT: GridLayout = { widths: {}, hidden: [], order: [] };
const LEAST = 36;

/** Columns that can be pinned beside each other, at most; the stylesheet has a place for as many. */
const MOST_PINS = 8;
/** The share of the width that pinned columns may take: the others must have room to scroll past them. */
const MOST_PINNED = 0.7;

/** The column that names a row: the first that says it is pinned. It stays pinned. */
export function fixedColumn<Row>(columns: readonly GridColumn<Row>[]): string | undefined {
  return columns.find((column) => column.pinned)?.id;
}

/** Ids of the pinned columns. */
export function pinnedColumns<Row>(columns: readonly GridColumn<Row>[], layout: GridLayout | undefined) {
  if (!layout?.pinned) return new Set(columns.filter((column) => column.pinned).map((column) => column.id));
  const fixed = fixedColumn(columns);
  return new Set(fixed === undefined ? layout.pinned : [fixed, ...layout.pinned]);
}

/** The layout with a column pinned or no longer so. The column that names a row stays as it is. */
export function withPin<Row>(
  columns: readonly GridColumn<Row>[],
  layout: GridLayout | undefined,
  id: string,
  on: boolean,
): GridLayout {
  const pinned = [...pinnedColumns(columns, layout)].filter((one) => one !== id);
  const stays = on || id === fixedColumn(columns);
  return { ...layoutOf(columns, layout), pinned: stays ? [...pinned, id] : pinned };
}

/** Columns in the order of the layout, pinned ones first. */
export function orderedColumns<Row>(columns: readonly GridColumn<Row>[], layout: GridLayout | undefined) {
  const places = new Map((layout?.order ?? []).map((id, at) => [id, at]));
  const pinned = pinnedColumns(columns, layout);
  const place = (column: GridColumn<Row>) => places.get(column.id) ?? 1_000 + columns.indexOf(column);
  const pin = (column: GridColumn<Row>) => Number(pinned.has(column.id));
  return [...columns].sort((a, b) => pin(b) - pin(a) || place(a) - place(b));
}

/** Whether a column is hidden. Without a layout of the user's its own word counts. */
export function isHidden<Row>(column: GridColumn<Row>, layout: GridLayout | undefined): boolean {
  return layout ? layout.hidden.includes(column.id) : (column.hidden ?? false);
}

/** The layout to change: the user's, or what the columns say. */
export function layoutOf<Row>(columns: readonly GridColumn<Row>[], layout: GridLayout | undefined): GridLayout {
  if (layout) return layout;
  return { ...NO_LAYOUT, hidden: columns.filter((column) => column.hidden).map((column) => column.id) };
}

/** The width of an element, followed. */
function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    setWidth(element.clientWidth);
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

/** The shown columns, their widths and how a width is set. */
export function useColumns<Row>(
  columns: readonly GridColumn<Row>[],
  given: GridLayout | undefined,
  onLayout: ((layout: GridLayout | undefined) => void) | undefined,
  scroller: RefObject<HTMLElement | null>,
) {
  const [own, setOwn] = useState<GridLayout>();
  const layout = onLayout ? given : own;
  const setLayout = onLayout ?? setOwn;
  const width = useWidth(scroller);
  const shape = layoutOf(columns, layout);
  const shapeKey = JSON.stringify([shape.hidden, shape.order, shape.pinned]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths alone don't change which columns are shown
  const { visible, pinned } = useMemo(() => {
    const kept = orderedColumns(columns, layout).filter((column) => !isHidden(column, layout));
    return { visible: kept, pinned: pinnedColumns(columns, layout) };
  }, [columns, shapeKey]);
  const widths = useMemo(() => {
    const base = visible.map((column) => Math.max(layout?.widths[column.id] ?? column.width, column.minWidth ?? LEAST));
    const free = width - base.reduce((sum, of) => sum + of, 0);
    const grows = visible.map((column) => (layout?.widths[column.id] === undefined ? (column.grow ?? 0) : 0));
    const shares = grows.reduce((sum, of) => sum + of, 0);
    if (free <= 0 || shares === 0) return base;
    return base.map((of, at) => of + Math.floor((free * (grows[at] ?? 0)) / shares));
  }, [visible, layout, width]);
  const pins = pinsThatFit(visible.filter((column) => pinned.has(column.id)).length, widths, width);
  const shown = useMemo<readonly Shown<Row>[]>(
    () => visible.map((column, at) => ({ column, pin: at < pins ? at : -1, lastPin: at === pins - 1 })),
    [visible, pins],
  );
  const resize = useCallback(
    (id: string, to: number) => {
      const before = layoutOf(columns, layout);
      const least = columns.find((column) => column.id === id)?.minWidth ?? LEAST;
      setLayout({ ...before, widths: { ...before.widths, [id]: Math.max(least, Math.round(to)) } });
    },
    [columns, layout, setLayout],
  );
  const hide = useCallback(
    (id: string) => {
      const before = layoutOf(columns, layout);
      setLayout({ ...before, hidden: [...before.hidden, id] });
    },
    [columns, layout, setLayout],
  );
  const pin = useCallback(
    (id: string, on: boolean) => setLayout(withPin(columns, layout, id, on)),
    [columns, layout, setLayout],
  );
  return { shown, widths, pinned, resize, hide, pin, layout, setLayout };
}

/** How many of the pinned columns stay while the others scroll, in a grid of this width; 0 is not measured yet. */
function pinsThatFit(pinned: number, widths: readonly number[], width: number): number {
  let [fit, taken] = [0, 0];
  for (; fit < Math.min(pinned, MOST_PINS); fit += 1) {
    taken += widths[fit] ?? 0;
    if (width > 0 && taken > width * MOST_PINNED) break;
  }
  return fit;
}

/** The custom properties that carry the widths: the template of a row, its whole width, where pinned columns stand. */
export function widthProperties(widths: readonly number[], pins: number): Record<string, string> {
  const properties: Record<string, string> = {
    "--grid-columns": widths.map((width) => `${width}px`).join(" "),
    "--grid-width": `${widths.reduce((sum, width) => sum + width, 0)}px`,
  };
  let left = 0;
  for (let pin = 0; pin < pins; pin += 1) {
    properties[`--pin-${pin}`] = `${left}px`;
    left += widths[pin] ?? 0;
  }
  properties["--pinned"] = `${left}px`;
  return properties;
}
