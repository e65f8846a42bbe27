/** The period of an engagement in words, and the days that are left of it. Days are counted, no zone plays a part. */
import type { Engagement, EngagementKind } from "../wire/wire.gen";
import { TEXTS } from "./texts";

/** "Type II · 2026-01-01 to 2026-12-31". */
export function periodWords(kind: EngagementKind): string {
  switch (kind.kind) {
    case "type_i":
      return `${TEXTS.typeOne} · ${kind.as_of}`;
    case "type_ii":
      return `${TEXTS.typeTwo} · ${kind.period.from} ${TEXTS.upTo} ${kind.period.to}`;
    case "readiness":
      return kind.period ? `Readiness · ${kind.period.from} ${TEXTS.upTo} ${kind.period.to}` : "Readiness";
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

/** Days from one ISO day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
