/** Marks of occurrences, the same in strip, calendar, inspector and walkthrough: a shape for each standing, then its word. They judge nothing. */
import type { ReactNode } from "react";
import type { ControlLine, OccurrenceStanding, OccurrenceState, OccurrenceStrip as Strip } from "../wire/wire.gen";
import { type Dates, useDates } from "./date-format";
import { count } from "./money";
import { MARK_TEXTS as T } from "./texts";
import { STANDING, within } from "./words";
import "./marks.css";

/** Shapes within a box of 12 by 12. A withheld miss is a miss that a dot marks. */
const GLYPHS: Record<OccurrenceStanding, ReactNode> = {
  evidenced: <rect className="occ-done" x="1.5" y="1.5" width="9" height="9" rx="1.5" />,
  performed: <rect className="occ-bare" x="2.3" y="2.3" width="7.4" height="7.4" rx="1.2" />,
  missed: <path className="occ-miss" d="M2.5 2.5l7 7M9.5 2.5l-7 7" />,
  missed_or_withheld: (
    <>
      <path className="occ-miss" d="M2.5 2.5l2 2M9.5 2.5l-2 2M9.5 9.5l-2-2M2.5 9.5l2-2" />
      <circle className="occ-dot" cx="6" cy="6" r="1.2" />
    </>
  ),
  exception: <path className="occ-except" d="M6 1.4 10.6 6 6 10.6 1.4 6z" />,
  last_chance: (
    <>
      <path className="occ-last" d="M6 .8 11.6 11H.4z" />
      <path className="occ-cut" d="M6 4.6v2.6M6 9.1v.1" />
    </>
  ),
  upcoming: <circle className="occ-next" cx="6" cy="6" r="3.2" />,
  not_expected: <path className="occ-next" d="M4 6h4" />,
};

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
export function OccurrenceStrip({ strip }: { strip: Strip }) {
  const dates = useDates();
  const marks = strip.marks;
  if (marks.length === 0) return <span className="faint">{dates.day(null)}</span>;
  const [step, size] = marks.length <= 4 ? [14, 12] : [6, 6];
  const each = marks.map((mark) =>
    T.markRead(dates.name(mark.days), within(STANDING[standingOf(mark.state, mark.exception)])),
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
      {marks.map((mark, at) => (
        <g
          key={mark.days.from}
          className={size < 12 ? "small" : undefined}
          transform={`translate(${at * step} ${(12 - size) / 2}) scale(${(size === 12 ? 12 : 5.6) / 12})`}
        >
          <OccurrenceGlyph standing={standingOf(mark.state, mark.exception)} />
        </g>
      ))}
    </svg>
  );
}

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
