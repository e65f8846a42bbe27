/** The grid's header: a click or Enter sorts, the menu does the rest, the right edge sets the width. */
import { memo, type PointerEvent, type SyntheticEvent, useRef } from "react";
import { Icon } from "../icons.tsx";
import { Popover } from "../layers.tsx";
import { MenuAt, type MenuEntry } from "../menu.tsx";
import { useKitTexts } from "../texts.ts";
import type { Shown } from "./columns.ts";
import { FilterForm } from "./filter.tsx";
import { cellId } from "./row.tsx";
import type { GridGrouping, GridSort, GridTest } from "./types.ts";

/** The next sort when a column's header is pressed: up, down, none. With `also` the others stay. */
export function nextSort(sort: GridSort, column: string, also: boolean): GridSort {
  const now = sort.find((one) => one.column === column);
  const others = also ? sort.filter((one) => one.column !== column) : [];
  if (!now) return [...others, { column, descending: false }];
  return now.descending ? others : [...others, { column, descending: true }];
}

export interface HeadProps<Row> {
  grid: string;
  shown: readonly Shown<Row>[];
  sort: GridSort;
  tests: Readonly<Record<string, GridTest>>;
  /** Column of the active cell when it is in the header, or -1. */
  cursor: number;
  /** Column whose menu or filter is open. */
  open: { column: string; what: "menu" | "filter" } | undefined;
  width(column: string): number;
  onOpen(open: HeadProps<Row>["open"]): void;
  onSort: ((sort: GridSort) => void) | undefined;
  onTest: ((column: string, test: GridTest | undefined) => void) | undefined;
  onWidth(column: string, width: number): void;
  onHide(column: string): void;
  /** Ids of pinned columns, and of the one that stays so. */
  pinned: ReadonlySet<string>;
  fixed: string | undefined;
  onPin(column: string, on: boolean): void;
  groupable: readonly string[] | undefined;
  grouping: GridGrouping | undefined;
  onGroup: ((column: string | undefined) => void) | undefined;
  /** Opens or closes all groups. */
  onGroups(open: boolean): void;
  /** The pointer went down on a header. */
  onCursor(column: number): void;
}

function HeadLine<Row>(props: HeadProps<Row>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: lines are drawn where they stand, which a table can't
    <div role="rowgroup" className="grid-head">
      {/* biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: the grid keeps the focus and names the active cell */}
      <div role="row" aria-rowindex={1} className="head-row">
        {props.shown.map((shown, at) => (
          <HeadCell key={shown.column.id} {...props} {...shown} at={at} />
        ))}
      </div>
    </div>
  );
}

/** The header line, drawn again only for its own changes. */
export const GridHead = memo(HeadLine) as typeof HeadLine;

function HeadCell<Row>(props: HeadProps<Row> & Shown<Row> & { at: number }) {
  const t = useKitTexts().grid;
  const { column, at, sort } = props;
  const cell = useRef<HTMLDivElement>(null);
  const from = useRef<{ x: number; width: number }>(undefined);
  const place = sort.findIndex((one) => one.column === column.id);
  const descending = sort[place]?.descending;
  const order = place < 0 ? "none" : descending ? "descending" : "ascending";
  const sortable = (column.sortable ?? false) && props.onSort !== undefined;
  const filterable = column.filter !== undefined && props.onTest !== undefined;
  const isOpen = (what: "menu" | "filter") => props.open?.column === column.id && props.open.what === what;
  const close = () => props.onOpen(undefined);
  const press = (also: boolean) => sortable && props.onSort?.(nextSort(sort, column.id, also));
  const drag = (event: PointerEvent) => {
    if (from.current) props.onWidth(column.id, from.current.width + event.clientX - from.current.x);
  };
  // What happens in the menu and the filter comes here too, through their layers.
  const within = (event: SyntheticEvent) => event.currentTarget.contains(event.target as Node);
  const names = ["cell", column.align === "end" && "num", props.pin >= 0 && `pin pin-${props.pin}`];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements lint/a11y/useKeyWithClickEvents: the grid keeps the focus and takes the keys
    <div
      ref={cell}
      id={cellId(props.grid, -1, at)}
      role="columnheader"
      aria-colindex={at + 1}
      aria-sort={sortable ? order : undefined}
      aria-label={column.title}
      className={[...names, props.lastPin && "pin-last", at === props.cursor && "on"].filter(Boolean).join(" ")}
      onPointerDown={(event) => within(event) && props.onCursor(at)}
      onClick={(event) => within(event) && press(event.shiftKey)}
    >
      <span className="clip">{column.title}</span>
      {place >= 0 && <Icon name={descending ? "arrow-down" : "arrow-up"} small />}
      {sort.length > 1 && place >= 0 && <span className="micro">{place + 1}</span>}
      {props.tests[column.id] && <Icon name="filter" small />}
      <button
        type="button"
        className="head-menu"
        tabIndex={-1}
        aria-label={t.columnMenu(column.title)}
        onClick={(event) => {
          event.stopPropagation();
          props.onOpen({ column: column.id, what: "menu" });
        }}
      >
        <Icon name="chevron-down" small />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: widths are set by keyboard with Alt and the arrows */}
      <span
        className="head-edge"
        onClick={(event) => event.stopPropagation()}
        onPointerDown={(event) => {
          event.stopPropagation();
          event.preventDefault();
          event.currentTarget.setPointerCapture?.(event.pointerId);
          from.current = { x: event.clientX, width: props.width(column.id) };
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          from.current = undefined;
        }}
      />
      {isOpen("menu") && (
        <MenuAt anchor={cell} open onClose={close} label={t.columnMenu(column.title)} entries={entries()} />
      )}
      {isOpen("filter") && (
        <Popover anchor={cell} open onClose={close} label={t.filterColumn(column.title)}>
          <FilterForm
            column={column}
            test={props.tests[column.id]}
            onTest={(test) => props.onTest?.(column.id, test)}
            onClose={close}
          />
        </Popover>
      )}
    </div>
  );

  function entries(): MenuEntry[] {
    const list: MenuEntry[] = [];
    const put = (next: boolean) => props.onSort?.([{ column: column.id, descending: next }]);
    const others = sort.filter((one) => one.column !== column.id);
    const also = (next: boolean) => props.onSort?.([...others, { column: column.id, descending: next }]);
    if (sortable) {
      list.push({ id: "up", label: t.sortAscending, icon: "arrow-up", onPress: () => put(false) });
      list.push({ id: "down", label: t.sortDescending, icon: "arrow-down", onPress: () => put(true) });
      if (others.length > 0) {
        list.push({ id: "also-up", label: t.alsoSortAscending, onPress: () => also(false) });
        list.push({ id: "also-down", label: t.alsoSortDescending, onPress: () => also(true) });
      }
      if (place >= 0) list.push({ id: "none", label: t.sortNone, onPress: () => props.onSort?.(others) });
      list.push("separator");
    }
    if (filterable) {
      // The menu gives the focus back first; then the filter takes it.
      const open = () => setTimeout(() => props.onOpen({ column: column.id, what: "filter" }), 0);
      list.push({ id: "filter", label: t.filter, icon: "filter", onPress: open });
    }
    const width = props.width(column.id);
    list.push({ id: "wider", label: t.wider, keys: "Alt →", onPress: () => props.onWidth(column.id, width + 40) });
    list.push({
      id: "narrower",
      label: t.narrower,
      keys: "Alt ←",
      onPress: () => props.onWidth(column.id, width - 40),
    });
    if (column.id !== props.fixed) {
      const on = props.pinned.has(column.id);
      const label = on ? t.unpin : t.pin;
      list.push({ id: "pin", label, icon: "pin", onPress: () => props.onPin(column.id, !on) });
    }
    if (!column.pinned) list.push({ id: "hide", label: t.hide, onPress: () => props.onHide(column.id) });
    const grouped = props.grouping?.column === column.id;
    if (props.onGroup && (grouped || props.groupable?.includes(column.id))) {
      const label = grouped ? t.groupNone : t.groupByThis;
      list.push("separator");
      list.push({ id: "group", label, icon: "group", onPress: () => props.onGroup?.(grouped ? undefined : column.id) });
      if (grouped) {
        list.push({ id: "open-groups", label: t.openGroups, keys: "Ctrl →", onPress: () => props.onGroups(true) });
        list.push({ id: "close-groups", label: t.closeGroups, keys: "Ctrl ←", onPress: () => props.onGroups(false) });
      }
    }
    return list;
  }
}
