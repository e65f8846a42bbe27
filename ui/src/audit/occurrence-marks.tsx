/** Marks of occurrences, the same in strip, calendar, inspector and walkthrough: a shape for each standing, then its word. They judge nothing. */
import { memo, type ReactNode } from "react";
import type { ControlLine, OccurrenceStanding, OccurrenceState, OccurrenceStrip as Strip } from "../wire/wire.gen";
import { type Dates, useDates } from "./date-format";
import { count } from "./money";
import { MARK_TEXTS as T } from "./texts";
import { STANDING, within } from "./words";
import "./marks.css";

/** A part of a shape: how it is drawn, and its path within a box of 12 by 12 that begins at `x`. */
type Part = readonly [className: string, path: (x: number) => string];

/** A rectangle with round corners, `from` the box's edges. */
const box = (from: number, side: number, round: number) => (x: number) => {
  const [flat, arc] = [side - 2 * round, `a${round} ${round} 0 0 1`];
  const start = `M${x + from + round} ${from}h${flat}${arc} ${round} ${round}`;
  return `${start}v${flat}${arc} ${-round} ${round}h${-flat}${arc} ${-round} ${-round}v${-flat}${arc} ${round} ${-round}z`;
};
/** A circle around the middle. */
const disc = (r: number) => (x: number) => `M${x + 6 - r} 6a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** The shape of each standing, as paths: many of them in a strip are still few elements. A withheld miss is a miss that a dot marks. */
const SHAPES: Record<OccurrenceStanding, readonly Part[]> = {
  evidenced: [["occ-done", box(1.5, 9, 1.5)]],
  performed: [["occ-bare", box(2.3, 7.4, 1.2)]],
  missed: [["occ-miss", (x) => `M${x + 2.5} 2.5l7 7m0-7l-7 7`]],
  missed_or_withheld: [
    ["occ-miss", (x) => `M${x + 2.5} 2.5l2 2m5-2l-2 2m2 5l-2-2m-5 2l2-2`],
    ["occ-dot", disc(1.2)],
  ],
  exception: [["occ-except", (x) => `M${x + 6} 1.4l4.6 4.6l-4.6 4.6l-4.6-4.6z`]],
  last_chance: [
    ["occ-last", (x) => `M${x + 6} .8l5.6 10.2h-11.2z`],
    ["occ-cut", (x) => `M${x + 6} 4.6v2.6m0 1.9v.1`],
  ],
  upcoming: [["occ-next", disc(3.2)]],
  not_expected: [["occ-next", (x) => `M${x + 4} 6h4`]],
};

/** Shapes side by side, each `step` from the one before: an element for each way of drawing, not for each shape. */
function drawn(standings: readonly OccurrenceStanding[], step: number): ReactNode {
  const paths = new Map<string, string>();
  for (const [at, standing] of standings.entries())
    for (const [className, path] of SHAPES[standing])
      paths.set(className, `${paths.get(className) ?? ""}${path(at * step)}`);
  // What lies over another part of its shape comes after it.
  return [...paths].map(([className, d]) => <path key={className} className={className} d={d} />);
}

const GLYPHS = Object.fromEntries(
  (Object.keys(SHAPES) as OccurrenceStanding[]).map((standing) => [standing, drawn([standing], 0)]),
) as Record<OccurrenceStanding, ReactNode>;

/** The standings in the order of a legend. */
export const STANDINGS: readonly OccurrenceStanding[] = [
  "evidenced",
  "performed",
  "missed",
  "exception",
  "last_chance",
  "upcoming",
];

/** How an occurrence is marked: what is missed stays missed, else an exception counts most. */
export function standingOf(state: OccurrenceState, exception = false): OccurrenceStanding {
  return exception && state !== "missed" ? "exception" : state;
}

/** The shape alone, for use inside another picture; it fills a box of 12 by 12 at its origin. */
export function OccurrenceGlyph({ standing }: { standing: OccurrenceStanding }) {
  return GLYPHS[standing];
}

/** A mark with its word; `bare` leaves the word to those who don't see the mark. */
export function OccurrenceMark(props: { standing: OccurrenceStanding; bare?: boolean; words?: string }) {
  const words = props.words ?? STANDING[props.standing];
  if (props.bare) {
    return (
      <svg className="m" viewBox="0 0 12 12" role="img" aria-label={words}>
        {GLYPHS[props.standing]}
      </svg>
    );
  }
  return (
    <span className={`marked occ-${props.standing.replaceAll("_", "-")}`}>
      <svg className="m" viewBox="0 0 12 12" aria-hidden="true">
        {GLYPHS[props.standing]}
      </svg>
      {words}
    </span>
  );
}

/** Marks and what they mean, for beside a calendar. */
export function OccurrenceLegend() {
  return (
    <ul className="legend">
      {STANDINGS.map((standing) => (
        <li key={standing}>
          <svg className="m" viewBox="0 0 12 12" aria-hidden="true">
            {GLYPHS[standing]}
          </svg>
          {STANDING[standing]}
        </li>
      ))}
    </ul>
  );
}

/** A strip's sums in words: `4 expected, 2 done, 1 missed, next due by 2026-12-31`. */
export function stripWords(strip: Strip, dates: Dates): string {
  if (strip.expected === 0) return T.noOccurrences;
  const parts = [T.expected(strip.expected), T.done(strip.done)];
  if (strip.missed > 0) parts.push(T.missed(strip.missed));
  if (strip.next_due) parts.push(T.nextDue(dates.day(strip.next_due)));
  return parts.join(", ");
}

/** Up to twelve marks in a cell. Its name says the sums, then each mark with its days. */
export const OccurrenceStrip = memo(function OccurrenceStrip({ strip }: { strip: Strip }) {
  const dates = useDates();
  const marks = strip.marks;
  if (marks.length === 0) return <span className="faint">{dates.day(null)}</span>;
  const few = marks.length <= 4;
  const [step, scale] = few ? [14, 1] : [6, 5.6 / 12];
  const standings = marks.map((mark) => standingOf(mark.state, mark.exception));
  const each = marks.map((mark, at) =>
    T.markRead(dates.name(mark.days), within(STANDING[standings[at] as OccurrenceStanding])),
  );
  return (
    <svg
      className="occ-strip"
      viewBox={`0 0 ${marks.length * step} 12`}
      width={marks.length * step}
      height={12}
      role="img"
      aria-label={`${stripWords(strip, dates)}. ${each.join("; ")}`}
    >
      <g className={few ? undefined : "small"} transform={few ? undefined : `translate(0 3) scale(${scale})`}>
        {drawn(standings, step / scale)}
      </g>
    </svg>
  );
});

/** What a control's cell of occurrences shows: a strip, the number of its events, or that a configuration shows it. */
export function OccurrenceCell({ line }: { line: Pick<ControlLine, "shown_by" | "occurrences" | "events"> }) {
  if (line.shown_by === "occurrences") return <OccurrenceStrip strip={line.occurrences} />;
  const words = line.shown_by === "population" ? eventsWords(line.events) : T.configuration;
  const title = line.shown_by === "configuration" ? T.configurationRead : undefined;
  return (
    <span className="micro dim" title={title}>
      {words}
    </span>
  );
}

/** The same in words, for copying and reading out. */
export function occurrenceText(line: Pick<ControlLine, "shown_by" | "occurrences" | "events">, dates: Dates): string {
  if (line.shown_by === "occurrences") return stripWords(line.occurrences, dates);
  return line.shown_by === "population" ? eventsWords(line.events) : T.configurationRead;
}

function eventsWords(events: number | null): string {
  return events === null ? T.noEvents : T.events(count(events), events === 1);
}
