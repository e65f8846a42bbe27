/** Text as spreadsheets put it on the clipboard: cells by tab, rows by line, quoted where a cell holds one of these. */

/** Writes rows of cells. */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\r\n");
}

/** Reads rows of cells. The line end after the last row is no row. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const plain = text.replace(/\r\n?/g, "\n");
  const end = plain.endsWith("\n") ? plain.length - 1 : plain.length;
  for (let at = 0; at < end; at += 1) {
    const mark = plain[at];
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (plain[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (mark === '"' && cell === "") quoted = true;
    else if (mark === "\t" || mark === "\n") {
      row.push(cell);
      cell = "";
      if (mark === "\n") {
        rows.push(row);
        row = [];
      }
    } else cell += mark;
  }
  if (plain === "") return [];
  row.push(cell);
  rows.push(row);
  return rows;
}
