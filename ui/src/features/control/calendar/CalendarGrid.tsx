/** Controls by weeks as a grid that is walked by arrow keys; its active cell is named, so that focus never leaves the grid. Only
 *  rows in sight stand in the page, and always the active one. */
import { defaultRangeExtractor, observeElementRect, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type PointerEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
} from "react";
import { FREQUENCY, OccurrenceGlyph, standingOf, useDates } from "../../../audit";
import type { CalendarLine, CalendarSheet, GridOccurrence, GridWeek } from "../../../wire/wire.gen";
import { CALENDAR as C } from "../texts";
import type { At } from "./CalendarPart";
import { type Due, dueOf, saidOf, toldIn } from "./due";

/** Columns before the weeks: the control and its frequency. */
const BEFORE = 2;
const PAGE = 10;
/** Height of a row as the stylesheet has it, and of the head. */
const ROW = 24;
const HEAD = 40;
/** Rows drawn before and after those in sight. */
const OVERSCAN = 8;
/** What the calendar is taken to measure until it is measured (and where nothing can be, as in tests). */
const UNMEASURED = { width: 1100, height: 620 };

/** What a cell says: its control, its week, and the occurrences behind it. */
export function cellWords(code: string, week: string, told: readonly GridOccurrence[]): string {
  return C.cell(code, week, told.map(saidOf).join("; ") || C.nothing);
}

/** What stands over a week in which a month begins: the month, and its quarter or, after the period, its year. */
function beginning(weeks: readonly GridWeek[], at: number): { month?: string; over?: string } {
  const first = weeks[at]?.days.from.slice(0, 7);
  if (!first || first === weeks[at - 1]?.days.from.slice(0, 7)) return {};
  const month = Number(first.slice(5)) - 1;
  const quarter = month % 3 === 0 || at === 0 ? C.quarter(Math.floor(month / 3) + 1) : undefined;
  return { month: C.months[month], over: weeks[at]?.in_period ? quarter : first.slice(0, 4) };
}

/** The place that a key goes to; undefined for a key that is not ours. */
export function moved(event: KeyboardEvent, at: At, sheet: CalendarSheet): At | undefined {
  const [rows, weeks] = [sheet.rows.length, sheet.weeks.length];
  const row = (to: number) => ({ ...at, row: Math.min(rows - 1, Math.max(0, to)) });
  const week = (to: number) => ({ ...at, week: Math.min(weeks - 1, Math.max(0, to)) });
  const line = sheet.rows[at.row];
  const marks = line ? dueOf(line).map((due) => due.week) : [];
  const jump = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowLeft":
      return week(jump ? (marks.findLast((one) => one < at.week) ?? at.week) : at.week - 1);
    case "ArrowRight":
      return week(jump ? (marks.find((one) => one > at.week) ?? at.week) : at.week + 1);
    case "ArrowUp":
      return row(at.row - 1);
    case "ArrowDown":
      return row(at.row + 1);
    case "PageUp":
      return row(at.row - PAGE);
    case "PageDown":
      return row(at.row + PAGE);
    case "Home":
      return jump ? { row: 0, week: 0 } : week(0);
    case "End":
      return jump ? { row: rows - 1, week: weeks - 1 } : week(weeks - 1);
    default:
      return undefined;
  }
}

export function CalendarGrid(props: {
  sheet: CalendarSheet;
  at: At;
  onAt(at: At): void;
  onOpen(line: CalendarLine): void;
}) {
  const { sheet, at } = props;
  const { weeks, rows } = sheet;
  const dates = useDates();
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    scrollMargin: HEAD,
    initialRect: UNMEASURED,
    observeElementRect: (instance, put) =>
      observeElementRect(instance, (rect) => put(rect.height > 0 ? rect : UNMEASURED)),
    // The active row is always there, or the grid would name a cell that isn't.
    rangeExtractor: (seen: Range) => {
      const all = defaultRangeExtractor(seen);
      if (at.row >= rows.length || all.includes(at.row)) return all;
      return at.row < (all[0] ?? 0) ? [at.row, ...all] : [...all, at.row];
    },
  });
  const names = useMemo(() => weeks.map((week) => C.weekOf(week.key, dates.span(week.days))), [weeks, dates]);
  const activeId = `${id}-${at.row}-${at.week}`;
  useEffect(() => {
    document.getElementById(activeId)?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const line = rows[at.row];
    const next = moved(event, at, sheet);
    if (next) props.onAt(next);
    else if (event.key === "Enter" && line) props.onOpen(line);
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-row]")?.dataset.row;
    if (row === undefined) return;
    const heads = [...(grid.current?.querySelectorAll(".cal-week") ?? [])].map((one) => one.getBoundingClientRect());
    const week = heads.findIndex((rect) => event.clientX >= rect.left && event.clientX < rect.right);
    props.onAt({ row: Number(row), week: week < 0 ? at.week : week });
  };
  const style = { "--weeks": weeks.length } as CSSProperties;
  return (
    <div className="cal-scroll" ref={scroller} style={style}>
      <div className="cal-in">
        <Bands weeks={weeks} />
        {/* biome-ignore lint/a11y/useSemanticElements: cells that hold nothing are not in the page, which a table can't say */}
        <div
          ref={grid}
          className="cal"
          role="grid"
          tabIndex={0}
          aria-label={C.label}
          aria-readonly="true"
          aria-rowcount={rows.length + 1}
          aria-colcount={weeks.length + BEFORE + 1}
          aria-activedescendant={activeId}
          aria-describedby={`${id}-help`}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
        >
          <Heads weeks={weeks} names={names} />
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          <div role="rowgroup" className="cal-rows" style={{ height: rows.length * ROW }}>
            {virtualizer.getVirtualItems().map(({ index: row }) => {
              const line = rows[row];
              const active = row === at.row ? at.week : -1;
              return line && <Line key={line.id} id={id} row={row} line={line} names={names} active={active} />;
            })}
          </div>
        </div>
        <Lines weeks={weeks} />
      </div>
      <p id={`${id}-help`} className="vh">
        {C.keys}
      </p>
    </div>
  );
}

/** The columns of a band, counted from the first week. */
function span(from: number, to: number): CSSProperties {
  return { gridColumn: `${from + BEFORE + 1} / ${to + BEFORE + 2}` };
}

/** What lies behind all rows: the days after the period. */
function Bands({ weeks }: { weeks: readonly GridWeek[] }) {
  const last = weeks.findLastIndex((week) => week.in_period);
  return (
    <div className="cal-bands" aria-hidden="true">
      {last < weeks.length - 1 && <i className="after" style={span(last + 1, weeks.length - 1)} />}
    </div>
  );
}

/** What stands before all rows: fieldwork, today. */
function Lines({ weeks }: { weeks: readonly GridWeek[] }) {
  const field = weeks.findIndex((week) => week.fieldwork);
  const today = weeks.findIndex((week) => week.today);
  return (
    <div className="cal-bands lines" aria-hidden="true">
      {field >= 0 && <i className="field" style={span(field, weeks.length - 1)} />}
      {today >= 0 && <i className="today" style={span(today, today)} />}
    </div>
  );
}

/** Weeks that the word of today takes up. */
const TODAY_TAKES = 7;

function Heads({ weeks, names }: { weeks: readonly GridWeek[]; names: readonly string[] }) {
  const now = weeks.findIndex((week) => week.today);
  const over = weeks.map((_, at) => beginning(weeks, at).over);
  // Its word stands where no quarter's does.
  const after = over.slice(Math.max(0, now - TODAY_TAKES), Math.max(0, now)).some(Boolean);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    <div role="row" className="cal-row cal-head" aria-rowindex={1}>
      <Head className="cal-name">{C.control}</Head>
      <Head className="cal-freq">{C.frequency}</Head>
      {weeks.map((week, at) => {
        const { month } = beginning(weeks, at);
        return (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above
          <div key={week.key} role="columnheader" className={month ? "cal-week begins" : "cal-week"} title={names[at]}>
            <span className="vh">{names[at]}</span>
            {at === now ? (
              <b className={after ? "now after" : "now"} aria-hidden="true">
                {C.todayWeek(week.key)}
              </b>
            ) : (
              over[at] && <b aria-hidden="true">{over[at]}</b>
            )}
            {month && (
              <span className="month-name" aria-hidden="true">
                {month}
              </span>
            )}
          </div>
        );
      })}
      <Head className="cal-done">{C.done}</Head>
    </div>
  );
}

function Head({ className, children }: { className: string; children: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above
    <div role="columnheader" className={className}>
      {children}
    </div>
  );
}

interface LineProps {
  id: string;
  row: number;
  line: CalendarLine;
  names: readonly string[];
  /** The active week, or -1 where another row is active. */
  active: number;
}

const Line = memo(function Line({ id, row, line, names, active }: LineProps) {
  const due = useMemo(() => dueOf(line), [line]);
  const has = due.some((one) => one.week === active);
  const cell = (week: number, of?: Due) => (
    <Cell
      key={week}
      id={`${id}-${row}-${week}`}
      week={week}
      due={of}
      words={cellWords(line.code, names[week] ?? "", toldIn(line, week, due))}
      on={week === active}
    />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above
    <div
      role="row"
      className={active >= 0 ? "cal-row on" : "cal-row"}
      aria-rowindex={row + 2}
      data-row={row}
      style={{ top: row * ROW }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above */}
      <div role="rowheader" className="cal-name" title={line.title}>
        <span className="dim">{line.code}</span> {line.title}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above */}
      <div role="gridcell" className="cal-freq" aria-colindex={2}>
        {FREQUENCY[line.frequency]}
      </div>
      {due.map((one) => cell(one.week, one))}
      {active >= 0 && !has && cell(active)}
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above */}
      <div role="gridcell" className="cal-done">
        <span aria-hidden="true">{C.doneOf(line.evidenced, line.occurrences)}</span>
        <span className="vh">{C.doneRead(line.evidenced, line.occurrences)}</span>
      </div>
    </div>
  );
});

function Cell(props: { id: string; week: number; due?: Due; words: string; on: boolean }) {
  const { id, week, due, words, on } = props;
  const many = due !== undefined && due.missed > 1;
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above
    <div
      role="gridcell"
      id={id}
      className={on ? "cal-cell on" : "cal-cell"}
      aria-colindex={week + BEFORE + 1}
      aria-selected={on}
      aria-label={words}
      title={words}
      style={{ gridColumn: week + BEFORE + 1 }}
    >
      {due && (
        <svg className={many ? "m many" : "m"} viewBox="0 0 12 12" aria-hidden="true">
          <OccurrenceGlyph standing={standingOf(due.state, due.exception)} />
        </svg>
      )}
      {many && <i className="times" data-times={due.missed} />}
    </div>
  );
}
