/** Which way days are written and which day it is, for all that stands inside; the shell gives both. It never reads the settings itself. */
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Covers, DateFormat, Span } from "../wire/wire.gen";
import * as dates from "./dates";

interface Given {
  format: DateFormat;
  today: dates.Day | undefined;
}

const Format = createContext<Given>({ format: "iso", today: undefined });

/** Sets how days are written. Without `today` the day is this computer's. */
export function DatesProvider(props: { format: DateFormat; today?: dates.Day; children: ReactNode }) {
  const { format, today } = props;
  const given = useMemo(() => ({ format, today }), [format, today]);
  return <Format value={given}>{props.children}</Format>;
}

/** Dates in words, as the settings say. */
export interface Dates {
  format: DateFormat;
  today: dates.Day;
  /** A day; nothing gives a dash. */
  day(day: dates.Day | null | undefined): string;
  /** A span of days. */
  span(span: Span): string;
  /** A span by its name, such as `2026-Q1`. */
  name(span: Span): string;
  /** A moment of the vault, with the zone of this computer. */
  instant(instant: string | null | undefined, seconds?: boolean): string;
  /** A moment of a source system, with that system's zone. */
  zoned(instant: string | null | undefined): string;
  /** A moment in few words: the time of today, else the day. */
  short(instant: string): string;
  /** How far a day is from today. */
  away(day: dates.Day): string;
  /** What of a period an item speaks for. */
  covers(covers: Covers | null | undefined): string;
}

/** What stands where there is no date. */
const NONE = "–";

/** Dates in words for one format and one day. */
export function datesIn(format: DateFormat, today: dates.Day): Dates {
  return {
    format,
    today,
    day: (day) => (day ? dates.dayWords(day, format) : NONE),
    span: (span) => dates.spanWords(span, format),
    name: (span) => dates.spanName(span, format),
    instant: (instant, seconds) => (instant ? dates.instantWords(instant, format, seconds) : NONE),
    zoned: (instant) => (instant ? dates.zonedWords(instant, format) : NONE),
    short: (instant) => dates.momentShort(instant, today, format),
    away: (day) => dates.awayWords(day, today),
    covers: (covers) => dates.coversWords(covers, format),
  };
}

/** Dates in words as the settings say; the same object as long as neither the format nor the day changes. */
export function useDates(): Dates {
  const { format, today } = useContext(Format);
  const day = today ?? dates.todayHere();
  return useMemo(() => datesIn(format, day), [format, day]);
}
