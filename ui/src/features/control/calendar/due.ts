/** Which occurrences are due in which week. A window reaches over many weeks; its mark stands in the one in which it is due. */
import { keyWords } from "../../../audit";
import type { CalendarLine, GridOccurrence, OccurrenceState } from "../../../wire/wire.gen";

/** What is due in one week, and how it is marked. */
export interface Due {
  week: number;
  occurrences: GridOccurrence[];
  /** The state that counts most among them. */
  state: OccurrenceState;
  exception: boolean;
  missed: number;
}

/** The first of these that is there is what a week shows. */
const ORDER: readonly OccurrenceState[] = ["missed", "last_chance", "performed", "upcoming", "evidenced"];

/** The weeks in which something is due, in order: for each occurrence the last one that its window reaches into. What isn't expected
 *  has no mark. */
export function dueOf(line: CalendarLine): Due[] {
  const last = new Map<string, { week: number; one: GridOccurrence }>();
  for (const cell of line.cells) {
    if (cell.grace) continue;
    for (const one of cell.occurrences) {
      if (one.state !== "not_expected") last.set(one.key, { week: cell.week, one });
    }
  }
  const weeks = new Map<number, GridOccurrence[]>();
  for (const { week, one } of last.values()) weeks.set(week, [...(weeks.get(week) ?? []), one]);
  return [...weeks]
    .sort(([a], [b]) => a - b)
    .map(([week, occurrences]) => ({
      week,
      occurrences,
      state: ORDER.find((state) => occurrences.some((one) => one.state === state)) ?? "upcoming",
      exception: occurrences.some((one) => one.exception),
      missed: occurrences.filter((one) => one.state === "missed").length,
    }));
}

/** What is told of a week: what is due in it, else what its days belong to. */
export function toldIn(line: CalendarLine, week: number, due: readonly Due[]): readonly GridOccurrence[] {
  const own = due.find((one) => one.week === week);
  return own?.occurrences ?? line.cells.find((cell) => cell.week === week)?.occurrences ?? [];
}

/** What is said of an occurrence, a key that begins in the midst of a year in plain words. */
export function saidOf(one: GridOccurrence): string {
  return one.key.includes("/P") ? one.words.replace(one.key, keyWords(one.key)) : one.words;
}
