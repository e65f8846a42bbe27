/** What keys, pointer and clipboard do in the grid. Every change goes out as an edit; nothing is changed here. */
import { type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject, useCallback, useMemo } from "react";
import { useKitTexts } from "../texts.ts";
import { useToast } from "../toast.tsx";
import { useClipboard } from "./clipboard.ts";
import type { useColumns } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import type { Next } from "./editor.tsx";
import type { useEdits } from "./edits.ts";
import { type HeadProps, nextSort } from "./head.tsx";
import { type GridKey, readKey } from "./keys.ts";
import type { CellValue, GridColumn, GridEdit, GridProps } from "./types.ts";
import type { Lines } from "./visual.ts";

interface Given<Row> {
  props: GridProps<Row>;
  columns: ReturnType<typeof useColumns<Row>>;
  lines: Lines;
  rowAt(line: number): Row | undefined;
  cursor: Cursor;
  edits: ReturnType<typeof useEdits<Row>>;
  announce(words: string): void;
  scroller: RefObject<HTMLDivElement | null>;
  sink: RefObject<HTMLTextAreaElement | null>;
  setHeadOpen(open: HeadProps<Row>["open"]): void;
  setMenuAt(at: { x: number; y: number; row: Row }): void;
  setClosed(change: (closed: ReadonlySet<string>) => ReadonlySet<string>): void;
  /** Opens or closes all groups. */
  setGroups(open: boolean): void;
}

/** Cells that are summed, at most. */
const MOST_SUMMED = 20_000;

const NO_KEYS: ReadonlySet<string> = new Set();

const same = (one: CellValue, other: CellValue) => JSON.stringify(one) === JSON.stringify(other);

export function useGridActs<Row>(given: Given<Row>) {
  const t = useKitTexts().grid;
  const toast = useToast();
  const { props, columns, lines, rowAt, cursor, edits, announce, scroller, sink, setClosed } = given;
  const { source } = props;
  const { shown } = columns;
  const { place, range } = cursor;
  const selected = props.selected ?? NO_KEYS;
  const columnHere = shown[place.column]?.column;
  const rowHere = rowAt(place.line);

  const toggleGroup = useCallback(
    (key: string) =>
      setClosed((closed) => {
        const next = new Set(closed);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [setClosed],
  );
  const groupAt = (line: number) => {
    const at = line >= 0 && line < lines.count ? lines.at(line) : undefined;
    return at && "group" in at ? at.group : undefined;
  };
  const focus = () => scroller.current?.focus({ preventScroll: true });

  /** Whether a cell can be edited; says why not where it has a reason. */
  const editable = (row: Row | undefined, column: GridColumn<Row> | undefined, tell: boolean) => {
    if (!row || !column) return false;
    const allowed = column.edit && props.onEdit ? (column.edit.allowed?.(row) ?? true) : false;
    if (allowed === true) return true;
    if (tell && props.onEdit) {
      const why = typeof allowed === "string" ? allowed : t.notEditable;
      announce(why);
      if (typeof allowed === "string") toast({ words: why });
    }
    return false;
  };
  const editOf = (row: Row, column: GridColumn<Row>, value: CellValue, text: string): GridEdit<Row> => {
    return { row, key: source.key(row), column: column.id, value, text };
  };
  const toggleSwitch = () => {
    if (!rowHere || !columnHere?.edit || !editable(rowHere, columnHere, true)) return;
    const value = columnHere.edit.value(rowHere) !== true;
    void edits.commit([editOf(rowHere, columnHere, value, value ? t.on : t.off)]);
  };
  const startEdit = (start: string | undefined) => {
    if (!editable(rowHere, columnHere, true) || !rowHere || !columnHere) return;
    if (columnHere.edit?.kind === "switch") return start === undefined ? toggleSwitch() : undefined;
    const refused = edits.byRow.get(source.key(rowHere))?.get(columnHere.id);
    cursor.edit(start ?? (refused?.state === "refused" ? refused.edit.text : undefined));
  };

  /** The marked rows that are there, with how many aren't. */
  const marked = () => {
    const rows: Row[] = [];
    let missing = 0;
    for (let line = Math.max(0, range.top); line <= range.bottom; line += 1) {
      if (groupAt(line)) continue;
      const row = rowAt(line);
      if (row) rows.push(row);
      else missing += 1;
    }
    return { rows, missing };
  };
  const markedColumns = () => shown.slice(range.left, range.right + 1).map((one) => one.column);

  const fillDown = () => {
    const first = lines.ranges(range.top, range.bottom)[0]?.first;
    const several = range.top < range.bottom && first !== undefined;
    const from = several ? source.row(first) : rowAt(range.top - 1);
    if (!from || !props.onEdit) return;
    const { rows: all, missing } = marked();
    const rows = all.filter((row) => row !== from);
    const changes = rows.flatMap((row) =>
      markedColumns().flatMap((column) => {
        if (!column.edit || !editable(row, column, false)) return [];
        const value = column.edit.value(from);
        return same(value, column.edit.value(row)) ? [] : [editOf(row, column, value, column.text(from))];
      }),
    );
    tellMissing(missing);
    void edits.commit(changes);
  };
  /** Rows that are marked and not there are left as they are, and that is said. */
  const tellMissing = (missing: number) => {
    if (missing > 0) toast({ words: t.leftAlone(missing) });
  };
  const clear = () => {
    if (range.cells === 1 && rowHere && selected.has(source.key(rowHere)) && props.onDelete) {
      return props.onDelete([...selected]);
    }
    const { rows, missing } = marked();
    const all = rows.flatMap((row) =>
      markedColumns().flatMap((column) => {
        const empty = column.edit?.clear;
        if (empty === undefined || !editable(row, column, false)) return [];
        return same(empty, column.edit?.value(row) ?? null) ? [] : [editOf(row, column, empty, "")];
      }),
    );
    tellMissing(missing);
    void edits.commit(all);
  };

  const select = (keys: ReadonlySet<string>) => props.onSelect?.(keys);
  const toggleRows = (rows: readonly Row[]) => {
    const keys = rows.map((row) => source.key(row));
    const next = new Set(selected);
    const on = keys.some((key) => !next.has(key));
    for (const key of keys)
      if (on) next.add(key);
      else next.delete(key);
    select(next);
  };
  const selectAll = async () => {
    cursor.markAll();
    if (!props.onSelect) return;
    if (source.keys) {
      const keys = await source.keys().catch(() => undefined);
      if (keys) return select(new Set(keys));
    }
    const keys: string[] = [];
    for (let index = 0; index < source.total; index += 1) {
      const row = source.row(index);
      if (row) keys.push(source.key(row));
    }
    select(new Set(keys));
    if (keys.length < source.total) announce(t.selectedLoaded(keys.length, source.total));
  };

  const { throughSink, onCopy, onPaste } = useClipboard({
    props,
    lines,
    rowAt,
    range,
    shown,
    marked,
    announce,
    scroller,
    sink,
  });

  const openMenu = () => {
    if (place.line < 0) return columnHere && given.setHeadOpen({ column: columnHere.id, what: "menu" });
    const cell = scroller.current?.querySelector(".cell.on")?.getBoundingClientRect();
    if (rowHere && props.rowMenu) given.setMenuAt({ x: cell?.left ?? 0, y: cell?.bottom ?? 0, row: rowHere });
  };
  const sortHere = (also: boolean) => {
    if (columnHere?.sortable) props.onSort?.(nextSort(props.sort ?? [], columnHere.id, also));
  };
  const open = () => {
    if (rowHere) props.onOpen?.(rowHere);
  };

  /** Does what a key says; false leaves the key to others. */
  const act = (key: GridKey, event: KeyboardEvent): boolean => {
    const { line, column } = place;
    const group = groupAt(line);
    switch (key.act) {
      case "move":
        if (group && key.columns !== 0) {
          const shut = key.columns < 0;
          setClosed((closed) => {
            const next = new Set(closed);
            if (shut) next.add(group.key);
            else next.delete(group.key);
            return next;
          });
        } else cursor.go(line + key.rows, column + key.columns, key.extend, true);
        return true;
      case "page": {
        const page = cursor.page();
        cursor.scrollBy(key.by * page);
        cursor.go(Math.max(0, line + key.by * page), column, key.extend, true);
        return true;
      }
      case "edge": {
        if (group && key.row === undefined && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
          given.setGroups(event.key === "ArrowRight");
          return true;
        }
        const to = key.row === "first" ? 0 : key.row === "last" ? lines.count - 1 : line;
        const at = key.column === "first" ? 0 : key.column === "last" ? shown.length - 1 : column;
        cursor.go(to, at, key.extend, true);
        return true;
      }
      case "tab": {
        const at = column + key.by;
        if (at < 0 || at >= shown.length || group) return false;
        cursor.go(line, at, false, true);
        return true;
      }
      case "resize":
        if (columnHere) columns.resize(columnHere.id, (columns.widths[column] ?? 0) + key.by * 16);
        return true;
      case "enter":
      case "space":
        if (line < 0) sortHere(event.shiftKey);
        else if (group) toggleGroup(group.key);
        else if (columnHere?.edit?.kind === "switch") toggleSwitch();
        else if (editable(rowHere, columnHere, false)) startEdit(undefined);
        else if (key.act === "enter") open();
        else if (rowHere) toggleRows([rowHere]);
        return true;
      case "edit":
        if (line >= 0 && !group && props.onEdit) startEdit(key.text);
        return line >= 0;
      case "open":
        open();
        return true;
      case "fill":
        fillDown();
        return true;
      case "row":
        toggleRows(marked().rows);
        return true;
      case "all":
        void selectAll();
        return true;
      case "clear":
        if (line >= 0) clear();
        return true;
      case "menu":
        openMenu();
        return true;
      case "escape":
        if (range.cells <= 1 || line < 0) {
          props.onEscape?.();
          return props.onEscape !== undefined;
        }
        cursor.go(line, column, false, true);
        return true;
      case "copy":
        throughSink(" ");
        return false;
      case "paste":
        throughSink("");
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (!event.currentTarget.contains(target)) return;
    // A button in a cell or the header keeps its own keys.
    const inside = target !== event.currentTarget;
    if (inside && (target.closest(".editing") || event.key === "Enter" || event.key === " " || event.key === "Tab"))
      return;
    const key = readKey(event);
    if (!key || !act(key, event)) return;
    event.preventDefault();
    if (inside) focus();
    if (key.act === "escape") event.stopPropagation();
  };

  /** The line and column at a point of the page. */
  const hit = (event: MouseEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>("[data-column]");
    const line = cell?.parentElement?.dataset.line;
    return cell && line !== undefined ? { line: Number(line), column: Number(cell.dataset.column) } : undefined;
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const at = hit(event);
    if (!at || !event.currentTarget.contains(event.target as Node)) return;
    if ((event.target as Element).closest(".editing")) return;
    const marks =
      at.line >= range.top && at.line <= range.bottom && at.column >= range.left && at.column <= range.right;
    if (event.button !== 0 && marks) return;
    // Leaving the editor keeps what it holds; only then the cursor moves.
    if (cursor.editing) focus();
    cursor.go(at.line, at.column, event.shiftKey && event.button === 0, true);
    const row = rowAt(at.line);
    if (event.button !== 0) return;
    if ((event.ctrlKey || event.metaKey) && row) toggleRows([row]);
    else if (!event.shiftKey && selected.size > 0) select(NO_KEYS);
  };
  const onPointerMove = (event: PointerEvent) => {
    if ((event.buttons & 1) === 0 || cursor.editing || event.pointerType === "touch") return;
    const at = hit(event);
    if (at && place.line >= 0 && (at.line !== place.line || at.column !== place.column)) {
      cursor.go(at.line, at.column, true, true);
    }
  };
  const onDoubleClick = (event: MouseEvent) => {
    const at = hit(event);
    if (!at || groupAt(at.line) || (event.target as Element).closest(".editing, button, a")) return;
    if (editable(rowHere, columnHere, false)) startEdit(undefined);
    else open();
  };
  const onContextMenu = (event: MouseEvent) => {
    const at = hit(event);
    const row = at && rowAt(at.line);
    if (!row || !props.rowMenu || (event.target as Element).closest(".editing")) return;
    event.preventDefault();
    given.setMenuAt({ x: event.clientX, y: event.clientY, row });
  };

  const commitEditor = (row: Row, column: GridColumn<Row>, value: CellValue, text: string, next: Next) => {
    const refused = edits.byRow.get(source.key(row))?.get(column.id);
    if (!same(value, column.edit?.value(row) ?? null)) void edits.commit([editOf(row, column, value, text)]);
    else if (refused?.state === "refused") edits.drop([refused.edit]);
    cursor.stopEdit();
    if (next !== "blur") focus();
    const { line, column: at } = place;
    if (next === "down" || next === "up") cursor.go(line + (next === "down" ? 1 : -1), at, false, true);
    if (next === "right" || next === "left") cursor.go(line, at + (next === "right" ? 1 : -1), false, true);
  };
  const cancelEditor = () => {
    cursor.stopEdit();
    focus();
  };
  const refuseEditor = (row: Row, column: GridColumn<Row>, text: string, why: string) => {
    cursor.stopEdit();
    edits.refuse(editOf(row, column, text, text), why);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked range is what is summed
  const sum = useMemo(() => {
    if (range.cells < 2 || range.cells > MOST_SUMMED) return undefined;
    const numbers = markedColumns().filter((column) => column.number);
    if (numbers.length === 0) return undefined;
    let total = 0;
    for (const row of marked().rows) for (const column of numbers) total += column.number?.(row) ?? 0;
    return total;
  }, [range, source, shown]);

  return {
    onKeyDown,
    onPointerDown,
    onPointerMove,
    onDoubleClick,
    onContextMenu,
    onCopy,
    onPaste,
    commitEditor,
    cancelEditor,
    refuseEditor,
    toggleGroup,
    sum,
  };
}
