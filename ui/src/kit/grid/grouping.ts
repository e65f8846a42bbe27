/** Groups of rows by one column, from the counts of its values. A header is drawn only where the counts account for every row,
 *  so that none ever stands over rows that aren't its own. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useChoices } from "./filter.tsx";
import type { Choice, GridColumn, GridGroup, GridGrouping, GridSource, GroupCount } from "./types.ts";

/** How long the former groups may stand while rows and counts come in, each by its own way. */
const COUNTS_MS = 2_500;
/** How long rows in sight may still be in their former order. */
const ROWS_MS = 250;

/** Groups of counts in the order of rows; values of the same words that follow each other are one group. */
export function groupsOf(counts: readonly GroupCount[], column: string, choices: readonly Choice[] | undefined) {
  const groups: GridGroup[] = [];
  const keys = new Set<string>();
  const byValue = new Map(choices?.map((choice) => [choice.value, choice]));
  let first = 0;
  for (const { value, label, count } of counts) {
    if (count === 0) continue;
    const choice = value === "" ? undefined : byValue.get(value);
    const words = choice?.label || label;
    const before = groups[groups.length - 1];
    if (before && alike(before.label) === alike(words)) before.count += count;
    else {
      const key = [column, value].join(SEPARATOR);
      groups.push({
        key: keys.has(key) ? [key, first].join(SEPARATOR) : key,
        label: words,
        count,
        first,
        mark: choice?.mark,
      });
      keys.add(key);
    }
    first += count;
  }
  return groups;
}

const SEPARATOR = "\u0000";

/** Words as the program sorts them. */
const alike = (words: string) => words.toLowerCase().normalize("NFC");

/** Groups over another number of rows, until newer counts are there. */
function clipped(groups: readonly GridGroup[], total: number): GridGroup[] {
  const kept = groups.filter((group) => group.first < total);
  return kept.map((group, at) => {
    const end = at === kept.length - 1 ? total : group.first + group.count;
    return { ...group, count: end - group.first };
  });
}

/** Rows of a group that are looked at. */
const SAMPLES = 8;

/** Whether the rows that are there stand as the groups say, by the words of the column: those of one group hold its own words,
 *  or they are the same. */
function agrees<Row>(groups: readonly GridGroup[], source: GridSource<Row>, column: GridColumn<Row>): boolean {
  return groups.every(({ label, first, count }) => {
    const own = alike(label);
    const step = (count - 1) / Math.max(1, Math.min(SAMPLES, count) - 1);
    const found: string[] = [];
    for (let sample = 0; sample < Math.min(SAMPLES, count); sample += 1) {
      const row = source.row(first + Math.floor(sample * step));
      if (row !== undefined) found.push(alike(column.text(row)));
    }
    return (own !== "" && found.every((words) => words.includes(own))) || found.every((words) => words === found[0]);
  });
}

/** The groups to draw; `refused` where the values of this column don't account for every row: there are too many, or they couldn't be counted. */
export function useGroups<Row>(
  source: GridSource<Row>,
  grouping: GridGrouping | undefined,
  columns: readonly GridColumn<Row>[],
): { groups: readonly GridGroup[] | undefined; refused: boolean } {
  const id = grouping?.column;
  const column = useMemo(() => columns.find((one) => one.id === id), [columns, id]);
  const choices = useChoices(column?.filter, id !== undefined, id);
  const { counts } = source;
  const made = useMemo(
    () => (counts && id !== undefined ? groupsOf(counts, id, choices) : undefined),
    [counts, id, choices],
  );
  const last = made?.[made.length - 1];
  const whole = made !== undefined && (last ? last.first + last.count : 0) === source.total && !source.loading;
  const settled = whole && (!column || agrees(made, source, column));
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (id === undefined || settled) return;
    const timer = setTimeout(() => setLate(true), whole ? ROWS_MS : COUNTS_MS);
    return () => clearTimeout(timer);
  }, [id, settled, whole]);
  const good = useRef<{ id: string; groups: readonly GridGroup[] }>(undefined);
  const shown = settled || (whole && late) ? made : undefined;
  if (shown && id !== undefined) good.current = { id, groups: shown };
  const held = good.current && good.current.id === id && !late ? good.current.groups : undefined;
  const groups = useMemo(() => shown ?? (held && clipped(held, source.total)), [shown, held, source.total]);
  return {
    groups: id === undefined ? undefined : groups,
    refused: id !== undefined && late && !whole && !source.loading && !source.failed,
  };
}
