/** Counts, costs and effort of open gaps by surface, by series and by severity. Currencies stay apart; it reads nothing. */
import { type CostRange, costSums } from "../../audit/money";
import { seriesOf } from "../../audit/words";
import type { Gap, Level } from "../../wire/wire.gen";
import { levelOf } from "./steps";

/** Levels, the gravest first. */
export const LEVELS: readonly Level[] = ["critical", "high", "medium", "low"];

/** What a row of the roll-up says. */
export interface Sum {
  key: string;
  gaps: readonly Gap[];
  worst: Level | null;
  /** Effort of the gaps that say one. */
  days: number;
  costs: CostRange[];
  /** Gaps without an estimate of cost. */
  unpriced: readonly Gap[];
}

/** The sums of some gaps. */
export function sumOf(key: string, gaps: readonly Gap[]): Sum {
  const levels = gaps.map((gap) => levelOf(gap.severity));
  return {
    key,
    gaps,
    worst: LEVELS.find((level) => levels.includes(level)) ?? null,
    days: gaps.reduce((days, gap) => days + (gap.effort_days ?? 0), 0),
    costs: costSums(gaps.map((gap) => gap.cost)),
    unpriced: gaps.filter((gap) => gap.cost === null),
  };
}

/** Gaps by keys of which each may have several; the empty key is for those that have none. */
function grouped(gaps: readonly Gap[], keys: (gap: Gap) => readonly string[]): Map<string, Gap[]> {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const own = new Set(keys(gap));
    for (const key of own.size > 0 ? own : [""]) groups.set(key, [...(groups.get(key) ?? []), gap]);
  }
  return groups;
}

/** Sums in the order of keys that are known, others after them, none last. */
function inOrder(groups: Map<string, Gap[]>, order: readonly string[]): Sum[] {
  const sums = [...groups].map(([key, gaps]) => sumOf(key, gaps));
  return sums.sort((a, b) => {
    const [left, right] = [order.indexOf(a.key), order.indexOf(b.key)];
    if (left >= 0 && right >= 0) return left - right;
    if (left >= 0 || right >= 0) return left >= 0 ? -1 : 1;
    if (a.key === "" || b.key === "") return a.key === "" ? 1 : -1;
    return a.key.localeCompare(b.key, undefined, { numeric: true });
  });
}

export function bySurface(gaps: readonly Gap[], surfaces: readonly string[]): Sum[] {
  return inOrder(
    grouped(gaps, (gap) => gap.surfaces),
    surfaces,
  );
}

/** Series in the order of the standard's numbers, as the words of the audit list them. */
export function bySeries(gaps: readonly Gap[], series: readonly string[]): Sum[] {
  return inOrder(
    grouped(gaps, (gap) => gap.criteria.map(seriesOf)),
    series,
  );
}

export function byLevel(gaps: readonly Gap[]): Sum[] {
  const groups = grouped(gaps, (gap) => [levelOf(gap.severity)]);
  return LEVELS.map((level) => sumOf(level, groups.get(level) ?? []));
}
