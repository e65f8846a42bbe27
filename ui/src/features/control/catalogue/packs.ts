/** The catalogue's typical controls as lines of a tree: packs with their controls, narrowed by words. It chooses nothing. */
import type { ControlTemplateRow } from "../../../wire/wire.gen";

export interface Pack {
  code: string;
  name: string;
  /** Those that meet the search. */
  rows: readonly ControlTemplateRow[];
  /** Those of them that the matrix doesn't have. */
  free: readonly ControlTemplateRow[];
}

/** A line of the tree: a pack, or one control of it. `place` counts from 1 among the lines of its level. */
export type Line =
  | { key: string; pack: Pack; row?: undefined; place: number; of: number }
  | { key: string; pack: Pack; row: ControlTemplateRow; place: number; of: number };

/** What is searched of a control. */
const wordsOf = (row: ControlTemplateRow) =>
  `${row.code} ${row.title} ${row.statement} ${row.criteria.join(" ")}`.toLocaleLowerCase();

/** Packs in the catalogue's order with the controls that have all words of the text; those that have none are left out. */
export function packsOf(rows: readonly ControlTemplateRow[], text: string): Pack[] {
  const wanted = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const packs = new Map<string, { name: string; rows: ControlTemplateRow[] }>();
  for (const row of rows) {
    const words = wordsOf(row);
    if (!wanted.every((word) => words.includes(word))) continue;
    const pack = packs.get(row.pack) ?? { name: row.pack_name, rows: [] };
    pack.rows.push(row);
    packs.set(row.pack, pack);
  }
  return [...packs].map(([code, { name, rows: found }]) => ({
    code,
    name: name.charAt(0).toLocaleUpperCase() + name.slice(1),
    rows: found,
    free: found.filter((row) => !row.taken),
  }));
}

/** The lines that are seen: controls of closed packs are not. */
export function linesOf(packs: readonly Pack[], closed: ReadonlySet<string>): Line[] {
  return packs.flatMap((pack, at): Line[] => [
    { key: `pack ${pack.code}`, pack, place: at + 1, of: packs.length },
    ...(closed.has(pack.code)
      ? []
      : pack.rows.map((row, n) => ({ key: row.code, pack, row, place: n + 1, of: pack.rows.length }))),
  ]);
}

/** Whether a pack is chosen; one without a free control is wholly in the matrix. */
export function stateOf(pack: Pack, chosen: ReadonlySet<string>): "true" | "false" | "mixed" {
  const on = pack.free.filter((row) => chosen.has(row.code)).length;
  if (on === pack.free.length) return "true";
  return on > 0 ? "mixed" : "false";
}
