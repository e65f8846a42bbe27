/** Where a text has merge fields, read as the program reads them: `{{ name }}` with small letters, digits and underscores. It fills in nothing. */

/** A part of a text, with its place in it. */
export interface Piece {
  kind: "words" | "field";
  /** The words, or the field's name. */
  text: string;
  from: number;
  to: number;
}

/** Splits a text at its merge fields. Anything else in braces is words. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let words = 0;
  for (const match of text.matchAll(/\{\{ *([a-z0-9_]+) *\}\}/g)) {
    if (match.index > words) found.push(piece(text, "words", words, match.index));
    const to = match.index + match[0].length;
    found.push({ kind: "field", text: match[1] ?? "", from: match.index, to });
    words = to;
  }
  if (words < text.length) found.push(piece(text, "words", words, text.length));
  return found;
}

function piece(text: string, kind: Piece["kind"], from: number, to: number): Piece {
  return { kind, text: text.slice(from, to), from, to };
}

/** The merge fields of a text, each once, in its order. */
export function fieldNames(text: string): string[] {
  const names = pieces(text).flatMap((one) => (one.kind === "field" ? [one.text] : []));
  return [...new Set(names)];
}

/** A field's name as people read it. */
export function fieldWords(name: string): string {
  return name.replaceAll("_", " ");
}

/** The field after `at` in a list that goes round; the first where `at` isn't among them. Backwards with `step` -1. */
export function nextOf(names: readonly string[], at: string | undefined, step: 1 | -1): string | undefined {
  if (names.length === 0) return undefined;
  const here = at === undefined ? -1 : names.indexOf(at);
  if (here < 0) return step === 1 ? names[0] : names[names.length - 1];
  return names[(here + step + names.length) % names.length];
}

/** A text with a field put in where the caret or selection was, and where the caret stands then. */
export function withField(text: string, from: number, to: number, name: string): { text: string; caret: number } {
  const mark = `{{ ${name} }}`;
  return { text: text.slice(0, from) + mark + text.slice(to), caret: from + mark.length };
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A day as the program writes it in a text, `1 January 2026`, as ISO; other text as it is. */
export function isoOfDayWords(words: string): string {
  const parts = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(words.trim());
  const month = parts ? MONTHS.indexOf(parts[2] ?? "") + 1 : 0;
  if (!parts || month === 0) return words;
  return `${parts[3]}-${String(month).padStart(2, "0")}-${(parts[1] ?? "").padStart(2, "0")}`;
}
