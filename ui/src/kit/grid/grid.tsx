/** THE GRID: one component for all lists, worked as a spreadsheet. Focus stays on the grid itself, which names its active
 *  cell, so that scrolling never loses it; only lines in sight stand in the page, and nothing loads all rows. */
import { defaultRangeExtractor, observeElementRect, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type MouseEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Button } from "../button.tsx";
import { ContextMenu } from "../menu.tsx";
import { useReadingOnly } from "../reading-only.tsx";
import { EmptyState, FailureNote } from "../states.tsx";
import { useKitTexts } from "../texts.ts";
import { useAnnounce } from "../toast.tsx";
import { useGridActs } from "./acts.ts";
import { fixedColumn, useColumns, widthProperties } from "./columns.ts";
import { useCursor } from "./cursor.ts";
import { CellEditor } from "./editor.tsx";
import { useEdits } from "./edits.ts";
import { withTest } from "./filter.tsx";
import { countWords, GridFoot, Refused } from "./foot.tsx";
import { useGroups } from "./grouping.ts";
import { GridHead, type HeadProps } from "./head.tsx";
import { cellId, GridRow, GroupLine, ROW } from "./row.tsx";
import { FilterChips } from "./tools.tsx";
import type { GridGroup, GridProps, GridTest } from "./types.ts";
import { linesOf } from "./visual.ts";
import "./grid.css";

/** How long the cursor rests on a row before others are told of it. */
const RESTS_MS = 60;
/** Lines drawn before and after those in sight. */
const OVERSCAN = 12;
/** What a grid is taken to measure until it is measured (and where nothing can be, as in tests). */
const UNMEASURED = { width: 1100, height: 620 };
const NONE: ReadonlySet<string> = new Set();
const NO_FILTERS = {};
const NO_SORT: readonly never[] = [];

export function Grid<Row>(given: GridProps<Row>) {
  // Where all can only be read no cell is edited and nothing is pasted.
  const { onEdit: _, onPaste: _paste, ...onlyRead } = given;
  const props: GridProps<Row> = useReadingOnly() === undefined ? given : onlyRead;
  const t = useKitTexts().grid;
  const announce = useAnnounce();
  const id = useId();
  const { source } = props;
  const sort = props.sort ?? NO_SORT;
  const filters = props.filters ?? NO_FILTERS;
  const selected = props.selected ?? NONE;
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const sink = useRef<HTMLTextAreaElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(NONE);
  const [headOpen, setHeadOpen] = useState<HeadProps<Row>["open"]>();
  const [menuAt, setMenuAt] = useState<{ x: number; y: number; row: Row }>();
  const columns = useColumns(props.columns, props.layout, props.onLayout, scroller);
  const { shown, widths } = columns;
  const own = useGroups(source, props.groups ? undefined : props.grouping, props.columns);
  const groups = props.groups ?? own.groups;
  const lines = useMemo(() => linesOf(source.total, groups, closed), [source.total, groups, closed]);
  const edits = useEdits(props.onEdit, { unknown: t.failedUnknown, saved: t.savedCells }, announce);
  const pins = shown.filter((one) => one.pin >= 0).length;
  const cursor = useCursor({ lines, columns: shown.length, widths, pins, scroller, sort, filters });
  const { place, range } = cursor;

  const virtualizer = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    initialRect: UNMEASURED,
    observeElementRect: (instance, put) =>
      observeElementRect(instance, (rect) => put(rect.height > 0 ? rect : UNMEASURED)),
    // The active line is always there, or the grid would name a cell that isn't.
    rangeExtractor: (seen: Range) => {
      const all = defaultRangeExtractor(seen);
      if (place.line < 0 || place.line >= lines.count || all.includes(place.line)) return all;
      return place.line < (all[0] ?? 0) ? [place.line, ...all] : [...all, place.line];
    },
  });
  const items = virtualizer.getVirtualItems();

  // Rows in sight are asked for, and a page before and after them.
  const seen = virtualizer.range;
  const [firstSeen, lastSeen] = [seen?.startIndex ?? 0, seen?.endIndex ?? 40];
  useEffect(() => {
    const page = Math.max(20, lastSeen - firstSeen + 1);
    if (source.total === 0) return source.want(0, page * 2);
    for (const { first, last } of lines.ranges(Math.max(0, firstSeen - page), lastSeen + page))
      source.want(first, last);
  }, [source, lines, firstSeen, lastSeen]);

  const rowAt = useCallback(
    (line: number) => {
      if (line < 0 || line >= lines.count) return undefined;
      const at = lines.at(line);
      return "index" in at ? source.row(at.index) : undefined;
    },
    [lines, source],
  );
  const groupsNow = useRef(groups);
  groupsNow.current = groups;
  const stays = useRef<{ index: number; header: boolean }>(undefined);
  const now = useRef({ lines, line: place.line });
  now.current = { lines, line: place.line };
  const setGroups = useCallback((open: boolean) => {
    const { lines: before, line } = now.current;
    const at = line >= 0 && line < before.count ? before.at(line) : undefined;
    stays.current = at && { index: "group" in at ? at.group.first : at.index, header: "group" in at };
    setClosed(open ? NONE : new Set(groupsNow.current?.map((group) => group.key)));
  }, []);
  // The cursor stays with its column when that is pinned, moved, or another is hidden.
  const columnId = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns are what this waits for
  useLayoutEffect(() => {
    const at = shown.findIndex((one) => one.column.id === columnId.current);
    if (at >= 0 && at !== place.column) cursor.go(place.line, at, false, false);
  }, [shown]);
  useLayoutEffect(() => {
    columnId.current = shown[place.column]?.column.id;
  });
  // The cursor stays with the group or row that it was on, or comes to the header under which that row is now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are what this waits for
  useLayoutEffect(() => {
    const kept = stays.current;
    stays.current = undefined;
    if (!kept || lines.count === 0) return;
    const line = lines.of(kept.index);
    cursor.go(kept.header && "index" in lines.at(line) ? line - 1 : line, place.column, false, false);
  }, [lines]);
  const acts = useGridActs({
    props,
    columns,
    lines,
    rowAt,
    cursor,
    edits,
    announce,
    scroller,
    sink,
    setHeadOpen,
    setMenuAt,
    setClosed,
    setGroups,
  });

  // What the user moved to is told once its row is there and the cursor has rested on it, so that whoever shows it beside
  // doesn't stand in the way of moving and writing; until then, and on headers, the row before stays the one that is told.
  const here = rowAt(place.line);
  const hereKey = here && source.key(here);
  const { active } = props;
  const told = useRef<string>(undefined);
  const follow = useRef<string>(undefined);
  const telling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useRef(() => {});
  tell.current = () => {
    told.current = hereKey;
    follow.current = undefined;
    props.onActive?.(here);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place stands for its first touch, as the first row may be the one that is touched
  useEffect(() => {
    if (!cursor.touched.current || hereKey === undefined || hereKey === told.current) return;
    if (told.current === undefined) return tell.current();
    telling.current = setTimeout(() => tell.current(), RESTS_MS);
    return () => clearTimeout(telling.current);
  }, [hereKey, place]);
  // Another row was made active from outside: the cursor follows as soon as that row is there.
  useEffect(() => {
    if (active !== told.current) clearTimeout(telling.current);
    follow.current = active === told.current ? undefined : active;
  }, [active]);
  // The line under the cursor looks active at once.
  const leads = cursor.touched.current && told.current !== undefined && follow.current === undefined;
  const lead = leads && hereKey !== undefined ? hereKey : active;
  useEffect(() => {
    if (follow.current === undefined || follow.current === hereKey) return;
    for (let line = Math.max(0, firstSeen - 200); line < Math.min(lines.count, lastSeen + 200); line += 1) {
      const row = rowAt(line);
      if (!row || source.key(row) !== follow.current) continue;
      told.current = follow.current;
      follow.current = undefined;
      return cursor.go(line, place.column, false, false);
    }
  });

  const { onFilters } = props;
  const setTest = useCallback(
    (column: string, test: GridTest | undefined) => onFilters?.(withTest(filters, column, test)),
    [onFilters, filters],
  );
  const widthOf = useCallback(
    (column: string) => widths[shown.findIndex((one) => one.column.id === column)] ?? 0,
    [widths, shown],
  );
  const headCursor = useCallback((column: number) => cursor.go(-1, column, false, true), [cursor.go]);

  /** The full text of a cell that is cut off, while the pointer is on it. */
  const onMouseOver = (event: MouseEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>("[data-column]");
    const line = cell?.parentElement?.dataset.line;
    if (!cell || line === undefined) return;
    const row = rowAt(Number(line));
    const column = shown[Number(cell.dataset.column)]?.column;
    if (row && column && cell.scrollWidth > cell.clientWidth) cell.title = column.text(row);
    else cell.removeAttribute("title");
  };

  const groupTitle = props.groups ? undefined : props.columns.find((one) => one.id === props.grouping?.column)?.title;
  const groupWords = (group: GridGroup) => group.words ?? countWords(group.count, props.rowWords ?? t.rows);
  const style = useMemo(() => widthProperties(widths, pins) as CSSProperties, [widths, pins]);
  const filtered = Object.keys(filters).length > 0;
  const editing = cursor.editing;
  const editColumn = shown[place.column]?.column;
  const summary = { total: source.total, all: source.all, selected: selected.size, cells: range.cells };
  const activeId =
    place.line < lines.count && place.line >= -1
      ? cellId(id, place.line, isGroup(place.line) ? 0 : place.column)
      : cellId(id, -1, place.column);

  function isGroup(line: number): boolean {
    return line >= 0 && line < lines.count && "group" in lines.at(line);
  }

  return (
    <div className="grid-box" ref={root} onCopy={acts.onCopy} onPaste={acts.onPaste}>
      {props.chips !== false && props.onFilters && filtered && (
        <div className="grid-chips">
          <FilterChips columns={props.columns} filters={filters} onFilters={props.onFilters} />
        </div>
      )}
      {own.refused && (
        <div className="grid-chips row" role="status">
          <span>{t.groupRefused(groupTitle ?? "")}</span>
          <Button kind="link" onPress={() => props.onGroup?.(undefined)}>
            {t.groupNone}
          </Button>
        </div>
      )}
      {source.failed && (
        <div className="grid-failed">
          <FailureNote {...source.failed} onRetry={source.retry} />
        </div>
      )}
      <textarea ref={sink} className="grid-sink" tabIndex={-1} aria-hidden="true" readOnly={false} />
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useKeyWithMouseEvents: lines are drawn where they stand, which a table can't */}
      <div
        ref={scroller}
        className="grid"
        role="grid"
        tabIndex={0}
        style={style}
        aria-label={props.label}
        aria-describedby={`${id}-help`}
        aria-rowcount={source.loading ? -1 : lines.count + 1}
        aria-colcount={shown.length}
        aria-multiselectable="true"
        aria-readonly={props.onEdit ? undefined : true}
        aria-busy={source.loading || undefined}
        aria-activedescendant={activeId}
        onKeyDown={acts.onKeyDown}
        onPointerDown={acts.onPointerDown}
        onPointerMove={acts.onPointerMove}
        onDoubleClick={acts.onDoubleClick}
        onContextMenu={acts.onContextMenu}
        onMouseOver={onMouseOver}
      >
        <GridHead
          grid={id}
          shown={shown}
          sort={sort}
          tests={filters}
          cursor={place.line === -1 ? place.column : -1}
          open={headOpen}
          width={widthOf}
          onOpen={setHeadOpen}
          onSort={props.onSort}
          onTest={onFilters && setTest}
          onWidth={columns.resize}
          onHide={columns.hide}
          pinned={columns.pinned}
          fixed={fixedColumn(props.columns)}
          onPin={columns.pin}
          groupable={props.groups ? undefined : props.groupable}
          grouping={props.groups ? undefined : props.grouping}
          onGroup={props.onGroup}
          onGroups={setGroups}
          onCursor={headCursor}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" className="grid-body" style={{ height: lines.count * ROW }}>
          {items.map((item) => {
            const line = lines.at(item.index);
            const on = item.index === place.line;
            if ("group" in line) {
              return (
                <GroupLine
                  key={item.index}
                  grid={id}
                  line={item.index}
                  group={line.group}
                  title={groupTitle}
                  words={groupWords(line.group)}
                  none={t.noValue}
                  closed={closed.has(line.group.key)}
                  columns={shown.length}
                  cursor={on}
                  onToggle={acts.toggleGroup}
                />
              );
            }
            const row = source.row(line.index);
            const key = row && source.key(row);
            const inRange = range.cells > 1 && item.index >= range.top && item.index <= range.bottom;
            return (
              <GridRow
                key={item.index}
                grid={id}
                line={item.index}
                index={line.index}
                row={row}
                shown={shown}
                cursor={on ? place.column : -1}
                from={inRange ? range.left : -1}
                to={inRange ? range.right : -1}
                selected={key !== undefined && selected.has(key)}
                active={active === undefined ? on : key !== undefined && key === lead}
                pending={key === undefined ? undefined : edits.byRow.get(key)}
                className={row && props.rowClass?.(row)}
                failedWords={t.failedCell}
                editor={
                  on && row && editing && editColumn?.edit ? (
                    <CellEditor
                      column={editColumn}
                      edit={editColumn.edit}
                      row={row}
                      start={editing.start}
                      onCommit={(value, text, next) => acts.commitEditor(row, editColumn, value, text, next)}
                      onCancel={acts.cancelEditor}
                      onRefuse={(text, why) => acts.refuseEditor(row, editColumn, text, why)}
                    />
                  ) : undefined
                }
              />
            );
          })}
        </div>
      </div>
      {source.total === 0 && !source.loading && !source.failed && (
        <div className="grid-none">
          {filtered ? (
            <EmptyState
              title={t.noMatch}
              words={t.noMatchWords}
              action={onFilters && <Button onPress={() => onFilters({})}>{t.clearFilters}</Button>}
            />
          ) : (
            (props.emptyState ?? <EmptyState title={t.noRows} words="" />)
          )}
        </div>
      )}
      <Refused
        refused={edits.refused}
        columns={props.columns}
        name={(row) => shown[0]?.column.text(row) ?? ""}
        onAgain={edits.commit}
        onDrop={edits.drop}
      />
      <GridFoot
        summary={summary}
        sum={acts.sum}
        saving={edits.saving}
        rowWords={props.rowWords}
        more={typeof props.footer === "function" ? props.footer(summary) : props.footer}
        editable={props.onEdit !== undefined}
      />
      <span id={`${id}-help`} className="vh">
        {t.help}
      </span>
      {props.rowMenu && (
        <ContextMenu
          at={menuAt}
          label={props.label}
          entries={menuAt ? props.rowMenu(menuAt.row) : []}
          onClose={() => setMenuAt(undefined)}
        />
      )}
    </div>
  );
}
