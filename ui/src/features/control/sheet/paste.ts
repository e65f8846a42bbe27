/** What was pasted on the grid, taken to the program as a sheet: which columns and rows it fell on. Nothing is changed by it. */
import { type PasteAt, readTsv, writeTsv } from "../../../kit";
import { call } from "../../../wire/call";
import type { ControlLine, PastedUnder, SheetDecisions, SheetPreview } from "../../../wire/wire.gen";
import type { ControlQuery } from "../grid/change";
import { T } from "../texts";
import { FIELDS } from "./texts";

/** A paste as it can be sent, under headings of its own or on the grid. */
export interface Pasted {
  text: string;
  at: PasteAt<ControlLine>;
  /** The rows as they stand. */
  query: ControlQuery;
  /** Rows below the place of the paste, that one included. */
  below: number;
}

export const UNDECIDED: SheetDecisions = {
  columns: [],
  heading_row: null,
  date_order: null,
  utc_offset_minutes: null,
  dollar: null,
};

/** A sheet and what it would change. */
export interface Previewed {
  file: number;
  preview: SheetPreview;
}

const known = new Set(
  [...Object.keys(FIELDS), ...Object.values(FIELDS), ...Object.values(T.columns)].map((name) => name.toLowerCase()),
);

/** Whether the first row reads like headings: most of its cells are names of columns. */
export function hasHeadings(text: string): boolean {
  const [first = []] = readTsv(text);
  const named = first.filter((cell) => known.has(cell.trim().toLowerCase()));
  return named.length > 0 && named.length * 2 > first.length;
}

/** One row or one column of cells: nothing that needs to be looked over first. */
export function isLine(text: string): boolean {
  const rows = readTsv(text);
  return rows.length === 1 || rows.every((row) => row.length === 1);
}

/** The cells as they fall on the grid: columns that a sheet has, and one value repeated down the marked rows. */
export function placed(pasted: Pasted): { text: string; columns: string[]; rows: number } {
  const cells = readTsv(pasted.text);
  const wide = Math.max(0, ...cells.map((row) => row.length));
  const under = pasted.at.columns.slice(0, wide);
  const kept = under.flatMap((column, at) => (column in FIELDS ? [at] : []));
  const repeated = cells.length === 1 ? Array.from({ length: pasted.at.rows }, () => cells[0] ?? []) : cells;
  const rows = repeated.map((row) => kept.map((at) => row[at] ?? ""));
  return { text: writeTsv(rows), columns: kept.map((at) => under[at] ?? ""), rows: rows.length };
}

/** Codes of the rows from a place on, as the grid shows them. */
async function codesFrom(query: ControlQuery, first: number, count: number): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < count) {
    const limit = Math.min(500, count - codes.length);
    const { rows } = await call("control.page", { query: { ...query, offset: first + codes.length, limit } });
    codes.push(...rows.map((row) => row.code));
    if (rows.length < limit) break;
  }
  return codes;
}

/** Sends the paste and asks what it would change. */
export async function previewPaste(engagement: string, pasted: Pasted, headings: boolean): Promise<Previewed> {
  let text = pasted.text;
  let under: PastedUnder = { under: "headings" };
  if (!headings) {
    const cells = placed(pasted);
    const rows = await codesFrom(pasted.query, pasted.at.index, Math.min(cells.rows, pasted.below));
    under = { under: "grid", columns: cells.columns, rows };
    text = cells.text;
  }
  const { file } = await call("sheet.paste", { engagement, noun: "control", text, under });
  const preview = await call("sheet.preview", { from: fromOf(engagement, file) });
  return { file, preview };
}

/** The sheet as a request names it. */
export function fromOf(engagement: string, file: number) {
  return { engagement, noun: "control" as const, file, sheet: null, mapping: null, decided: UNDECIDED };
}
