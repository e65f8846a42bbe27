/** Where the active cell is and what is marked. Line -1 is the header. It moves the view, never the rows. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { ROW } from "./row.tsx";
import type { Lines } from "./visual.ts";

/** The active cell, and where marking began. */
export interface Place {
  line: number;
  column: number;
  fromLine: number;
  fromColumn: number;
  /** Everything is marked. */
  all: boolean;
}

/** The marked lines and columns, ends included. */
export interface Marked {
  top: number;
  bottom: number;
  left: number;
  right: number;
  cells: number;
}

/** The cursor of a grid. */
export interface Cursor {
  place: Place;
  range: Marked;
  /** The active cell is edited; `start` is what was typed to begin. */
  editing: { start?: string } | undefined;
  /** The user has moved in it. */
  touched: RefObject<boolean>;
  go(line: number, column: number, extend: boolean, byUser: boolean): void;
  markAll(): void;
  edit(start: string | undefined): void;
  stopEdit(): void;
  /** Lines that fit into the view. */
  page(): number;
  /** Moves the view by so many lines. */
  scrollBy(lines: number): void;
}

export function useCursor(given: {
  lines: Lines;
  columns: number;
  widths: readonly number[];
  pins: number;
  scroller: RefObject<HTMLElement | null>;
  /** When one of these changes the rows are others: the cursor goes to the first. */
  sort: unknown;
  filters: unknown;
}): Cursor {
  const { lines, columns, scroller } = given;
  const [state, setState] = useState<Place>({ line: 0, column: 0, fromLine: 0, fromColumn: 0, all: false });
  const [editing, setEditing] = useState<{ start?: string }>();
  const touched = useRef(false);
  const reveal = useRef(false);
  const last = Math.max(0, lines.count - 1);
  const place = useMemo<Place>(() => {
    const [line, column] = [Math.min(state.line, last), Math.min(state.column, Math.max(0, columns - 1))];
    const [fromLine, fromColumn] = [
      Math.min(state.fromLine, last),
      Math.min(state.fromColumn, Math.max(0, columns - 1)),
    ];
    return { line, column, fromLine, fromColumn, all: state.all };
  }, [state, last, columns]);
  const latest = useRef({ place, last, columns });
  latest.current = { place, last, columns };

  const go = useCallback((line: number, column: number, extend: boolean, byUser: boolean) => {
    const { place: now, last: end, columns: of } = latest.current;
    const to = Math.min(end, Math.max(extend ? 0 : -1, line));
    const at = Math.min(of - 1, Math.max(0, column));
    const marks = extend && now.line >= 0;
    const next: Place = {
      line: to,
      column: at,
      fromLine: marks ? now.fromLine : to,
      fromColumn: marks ? now.fromColumn : at,
      all: false,
    };
    latest.current = { ...latest.current, place: next };
    touched.current ||= byUser;
    reveal.current = true;
    setEditing(undefined);
    setState(next);
  }, []);

  /** Sets the offset and has the lines there drawn before the next frame, rather than after the view's own scroll event. */
  const scrollTo = useCallback((element: HTMLElement, top: number) => {
    const before = element.scrollTop;
    element.scrollTop = top;
    if (element.scrollTop === before) return;
    queueMicrotask(() => element.dispatchEvent(new Event("scroll")));
  }, []);

  // The active cell comes into view, under the header and beside the pinned columns.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!reveal.current || !element) return;
    reveal.current = false;
    const { widths, pins } = given;
    if (place.line >= 0) {
      const [top, height] = [place.line * ROW, element.clientHeight - ROW];
      if (top < element.scrollTop) scrollTo(element, top);
      else if (height > 0 && top + ROW > element.scrollTop + height) scrollTo(element, top + ROW - height);
    }
    if (place.column < pins) return;
    const before = (to: number) => widths.slice(0, to).reduce((sum, width) => sum + width, 0);
    const [left, pinned] = [before(place.column), before(pins)];
    const right = left + (widths[place.column] ?? 0);
    if (left - pinned < element.scrollLeft) element.scrollLeft = left - pinned;
    else if (element.clientWidth > 0 && right > element.scrollLeft + element.clientWidth) {
      element.scrollLeft = right - element.clientWidth;
    }
  });

  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows come with another sort or filter
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (scroller.current) scrollTo(scroller.current, 0);
    setEditing(undefined);
    setState((now) => {
      const line = now.line < 0 ? -1 : 0;
      return { line, column: now.column, fromLine: line, fromColumn: now.column, all: false };
    });
  }, [given.sort, given.filters]);

  const range = useMemo<Marked>(() => {
    const all = place.all;
    const top = all ? 0 : Math.min(place.line, place.fromLine);
    const bottom = all ? lines.count - 1 : Math.max(place.line, place.fromLine);
    const left = all ? 0 : Math.min(place.column, place.fromColumn);
    const right = all ? columns - 1 : Math.max(place.column, place.fromColumn);
    const rows = bottom - top + 1 - lines.headers(top, bottom);
    return { top, bottom, left, right, cells: top < 0 ? 0 : rows * (right - left + 1) };
  }, [place, lines, columns]);

  const markAll = useCallback(() => setState((now) => ({ ...now, all: true })), []);
  const edit = useCallback((start: string | undefined) => {
    // One cell is edited, so one is marked.
    const { place: now } = latest.current;
    setState({ ...now, fromLine: now.line, fromColumn: now.column, all: false });
    reveal.current = true;
    setEditing({ start });
  }, []);
  const stopEdit = useCallback(() => setEditing(undefined), []);
  const page = useCallback(() => {
    const height = scroller.current?.clientHeight ?? 0;
    return height > ROW ? Math.max(1, Math.floor((height - ROW) / ROW) - 1) : 20;
  }, [scroller]);
  const scrollBy = useCallback(
    (by: number) => {
      const element = scroller.current;
      if (element) scrollTo(element, element.scrollTop + by * ROW);
    },
    [scroller, scrollTo],
  );
  return { place, range, editing, touched, go, markAll, edit, stopEdit, page, scrollBy };
}
