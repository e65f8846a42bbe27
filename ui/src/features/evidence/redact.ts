/** What redacting reckons: areas between the page as drawn and micrometres, cells from lines. Draws nothing. */
import type { FileType, PageArea, RedactedCell, Removed } from "../../wire/wire.gen";
import { R } from "./redact-texts";

/** Micrometres of a point. */
const UM = 25_400 / 72;
/** Micrometres of a side, at least: less was a click. */
const LEAST = 500;

/** What is redacted of a file of this kind. */
export function redactable(type: FileType): "areas" | "cells" | "nothing" {
  if (type === "pdf" || type === "png" || type === "jpeg") return "areas";
  return type === "csv" ? "cells" : "nothing";
}

/** Two corners on a page, as parts of its width and height. */
export interface Drawn {
  from: readonly [number, number];
  to: readonly [number, number];
}

const within = (part: number) => Math.min(1, Math.max(0, part));

/** The area between two corners of a page of this size in points; none where it was only a click. */
export function areaOf(drawn: Drawn, page: number, size: { width: number; height: number }): PageArea | undefined {
  const side = (at: 0 | 1, long: number) => {
    const [one, two] = [within(drawn.from[at]) * long * UM, within(drawn.to[at]) * long * UM];
    return [Math.floor(Math.min(one, two)), Math.ceil(Math.abs(one - two))] as const;
  };
  const [x, width] = side(0, size.width);
  const [y, height] = side(1, size.height);
  return width < LEAST || height < LEAST ? undefined : { page, x, y, width, height };
}

/** Micrometres as millimetres, and back. */
export const inMm = (um: number) => Math.round(um / 100) / 10;
export const inUm = (mm: number | null) => Math.max(0, Math.round((mm ?? 0) * 1000));

/** The sides of an area in points. */
export function inPoints(area: PageArea): { x: number; y: number; width: number; height: number } {
  return { x: area.x / UM, y: area.y / UM, width: area.width / UM, height: area.height / UM };
}

/** The cells of lines such as `14:3`; none where one of them isn't. */
export function cellsOf(text: string): RedactedCell[] | undefined {
  const cells: RedactedCell[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const found = /^(\d{1,9})\s*:\s*(\d{1,9})$/.exec(line);
    const [row, column] = [Number(found?.[1]), Number(found?.[2])];
    if (!found || column < 1) return undefined;
    cells.push({ row, column });
  }
  return cells;
}

/** What is redacted already, place by place; headings are those of the original. */
export function standingOf(removed: Removed, header: readonly string[] = []): string[] {
  if (removed.of === "areas") {
    return removed.areas.map((area) => {
      const { x, y, width, height } = area;
      return R.standingArea(area.page, inMm(x), inMm(y), inMm(width), inMm(height));
    });
  }
  return [
    ...removed.columns.map((it) => R.standingColumn(it.column, header[it.column - 1]?.trim() ?? "", it.from_row <= 1)),
    ...removed.cells.map((it) => R.standingCell(it.row, it.column)),
  ];
}

/** What was taken out, in words that say where and not what. */
export function removedWords(removed: Removed): string {
  if (removed.of === "cells") return R.removedCells(removed.columns.length, removed.cells.length);
  return R.removedAreas(removed.areas.length, new Set(removed.areas.map((area) => area.page)).size);
}
