/** Which line of the grid shows which row: groups have a header line of their own, and a closed group only that. */
import type { GridGroup } from "./types.ts";

/** A line of the body. */
export type Line = { group: GridGroup } | { index: number };

/** Lines of the body, found both ways in the time of a search by halves. */
export interface Lines {
  count: number;
  at(line: number): Line;
  /** The line of a row; of its group's header where the group is closed. */
  of(index: number): number;
  /** The rows of the lines from one to another, both included, as unbroken ranges: a closed group's rows are left out. */
  ranges(from: number, to: number): readonly RowRange[];
  /** How many of the lines from one to another are headers. */
  headers(from: number, to: number): number;
}

/** Rows by index, both ends included. */
export interface RowRange {
  first: number;
  last: number;
}

/** Lines of so many rows, with groups or without. */
export function linesOf(total: number, groups: readonly GridGroup[] | undefined, closed: ReadonlySet<string>): Lines {
  if (!groups || groups.length === 0) {
    return {
      count: total,
      at: (line) => ({ index: line }),
      of: (index) => index,
      ranges: (from, to) => {
        const [first, last] = [Math.max(0, from), Math.min(total - 1, to)];
        return first > last ? [] : [{ first, last }];
      },
      headers: () => 0,
    };
  }
  const starts: number[] = [];
  let count = 0;
  for (const group of groups) {
    starts.push(count);
    count += 1 + (closed.has(group.key) ? 0 : group.count);
  }
  /** The last place whose value isn't greater. */
  const halved = (value: (at: number) => number, wanted: number) => {
    let [low, high] = [0, groups.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (value(middle) <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    count,
    at: (line) => {
      const at = halved((place) => starts[place] ?? 0, line);
      const [group, start] = [groups[at] as GridGroup, starts[at] ?? 0];
      return line === start ? { group } : { index: group.first + line - start - 1 };
    },
    of: (index) => {
      const at = halved((place) => groups[place]?.first ?? 0, index);
      const [group, start] = [groups[at] as GridGroup, starts[at] ?? 0];
      return closed.has(group.key) ? start : start + 1 + index - group.first;
    },
    ranges: (from, to) => {
      const ranges: RowRange[] = [];
      for (let at = halved((place) => starts[place] ?? 0, Math.max(0, from)); at < groups.length; at += 1) {
        const [group, start] = [groups[at] as GridGroup, starts[at] ?? 0];
        if (start > to) break;
        if (closed.has(group.key)) continue;
        const first = group.first + Math.max(0, from - start - 1);
        const last = group.first + Math.min(group.count, to - start) - 1;
        const before = ranges[ranges.length - 1];
        if (first > last) continue;
        if (before && before.last === first - 1) before.last = last;
        else ranges.push({ first, last });
      }
      return ranges;
    },
    headers: (from, to) => {
      if (to < Math.max(0, from)) return 0;
      const before = (line: number) => (line < 0 ? 0 : halved((place) => starts[place] ?? 0, line) + 1);
      return before(to) - before(Math.max(0, from) - 1);
    },
  };
}
