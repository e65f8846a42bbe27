/** The period of an engagement in words, and the days that are left of it. Days are counted, no zone plays a part. */
import type { Dates } from "../audit/date-format";
import { daysBetween } from "../audit/dates";
import type { Engagement, EngagementKind } from "../wire/wire.gen";
import { TEXTS } from "./texts";

/** "Type II · 2026-01-01 to 2026-12-31", days as the settings say. */
export function periodWords(kind: EngagementKind, dates: Pick<Dates, "day" | "span">): string {
  switch (kind.kind) {
    case "type_i":
      return `${TEXTS.typeOne} · ${dates.day(kind.as_of)}`;
    case "type_ii":
      return `${TEXTS.typeTwo} · ${dates.span(kind.period)}`;
    case "readiness":
      return kind.period ? `${TEXTS.readiness} · ${dates.span(kind.period)}` : TEXTS.readiness;
  }
}

/** Days from `today` to the period's last day and to fieldwork; undefined where there is no such day. */
export function timeLeft(engagement: Engagement, today: string): { period?: number; fieldwork?: number } {
  const kind = engagement.kind;
  const last = kind.kind === "type_i" ? undefined : kind.period?.to;
  return {
    ...(last ? { period: daysBetween(today, last) } : {}),
    ...(engagement.fieldwork_from ? { fieldwork: daysBetween(today, engagement.fieldwork_from) } : {}),
  };
}
