/** What the program says of rows that it refuses: `row 4, column C “Criteria”: …`. It refuses nothing itself. */
import { S } from "./texts";

/** How many rows are refused; one row may have several things wrong. */
export function rowsOf(refused: readonly string[]): number {
  return new Set(refused.map((one) => /^row \d+/.exec(one)?.[0] ?? one)).size;
}

/** The same of cells that were pasted without headings: by the number and the column that they were pasted with. */
export function asPasted(words: string): string {
  return words
    .replace(/^row (\d+)/, (_, row) => S.rowOf(Number(row) - 1))
    .replace(/ column [A-Z]+ “([^”]*)”/, (_, heading) => ` ${heading}`);
}
