/** Where days and rows stand in the picture of the plan. Pure; it draws nothing. */
import { daysBetween } from "../../../audit/dates";
import { dayPlus } from "../../../kit";
import type { ChartBar, ChartPhase, Span, TaskChart } from "../../../wire/wire.gen";

/** Height of a row in px. */
export const ROW = 28;
/** Dates of the audit that lie no further ahead than this are drawn too. */
const NEAR = 120;

export type Zoom = "fit" | "weeks" | "days";

/** Width of a day in px, where it isn't fitted. */
const PX: Record<"weeks" | "days", number> = { weeks: 8, days: 24 };

export interface Scale {
  from: string;
  to: string;
  /** Width of a day. */
  px: number;
  width: number;
  /** Where a day begins, or with `end` where it ends. */
  x(day: string, end?: boolean): number;
}

/** The days that the picture shows: all bars with their slack, today, and what of the audit is near. */
export function rangeOf(chart: TaskChart): Span {
  const days = chart.days ?? { from: chart.today, to: chart.today };
  const starts = [days.from, chart.today].sort();
  const ends = [days.to, chart.today, ...chart.bars.map(slackEnd)].sort();
  const last = ends.at(-1) ?? days.to;
  const near = [chart.fieldwork_from, chart.report_due].filter(
    (day) => day !== null && day > last && daysBetween(last, day) <= NEAR,
  ) as string[];
  return { from: dayPlus(starts[0] ?? days.from, -4), to: dayPlus(near.sort().at(-1) ?? last, 10) };
}

export function scaleOf(range: Span, zoom: Zoom, room: number): Scale {
  const days = daysBetween(range.from, range.to) + 1;
  const px = zoom === "fit" ? Math.max(2, room / days) : PX[zoom];
  const x = (day: string, end = false) => (daysBetween(range.from, day) + (end ? 1 : 0)) * px;
  return { from: range.from, to: range.to, px, width: Math.max(room, days * px), x };
}

/** The last working day on which a bar could end without moving the plan's end. */
export function slackEnd(bar: ChartBar): string {
  if (bar.latest_from === null || bar.latest_from <= bar.days.from) return bar.days.to;
  const end = dayPlus(bar.days.to, daysBetween(bar.days.from, bar.latest_from));
  const over = (new Date(`${end}T00:00:00Z`).getUTCDay() + 1) % 7;
  return over < 2 ? dayPlus(end, -1 - over) : end;
}

export type Row = { phase: ChartPhase } | { bar: ChartBar };

/** Phases with their bars under them, each a row. */
export function rowsOf(chart: TaskChart, ids: readonly string[] | undefined): Row[] {
  return chart.phases.flatMap((phase) => {
    const bars = chart.bars.filter((bar) => bar.phase === phase.name && (!ids || ids.includes(bar.id)));
    return bars.length === 0 ? [] : [{ phase }, ...bars.map((bar) => ({ bar }))];
  });
}

/** A phase with its bars, each with the number of its row. */
export interface Part {
  phase: ChartPhase;
  bars: ChartBar[];
  /** The row of its first bar. */
  first: number;
}

/** Rows by phase. */
export function partsOf(rows: readonly Row[]): Part[] {
  const parts: Part[] = [];
  rows.forEach((row, at) => {
    if ("phase" in row) parts.push({ phase: row.phase, bars: [], first: at + 1 });
    else parts.at(-1)?.bars.push(row.bar);
  });
  return parts;
}

/** First days of the months, and Mondays, in the range. */
export function ticksOf(scale: Scale): { months: string[]; weeks: string[] } {
  const months = [scale.from];
  const weeks: string[] = [];
  for (let day = scale.from; day <= scale.to; day = dayPlus(day, 1)) {
    if (day.endsWith("-01") && day !== scale.from) months.push(day);
    if (new Date(`${day}T00:00:00Z`).getUTCDay() === 1) weeks.push(day);
  }
  return { months, weeks };
}

/** The line from a bar that is waited for to the one that waits. */
export function lineOf(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const out = from.x + 5;
  if (to.x - 5 >= out) return `M${from.x} ${from.y}H${out}V${to.y}H${to.x}`;
  const between = to.y + (to.y > from.y ? -ROW / 2 : ROW / 2);
  return `M${from.x} ${from.y}H${out}V${between}H${to.x - 6}V${to.y}H${to.x}`;
}
