/** A table's cells as the confined reader handed them out: of separated values or one sheet of a workbook. Formulas are never computed. */
import { useState } from "react";
import { Button } from "../../kit";
import type { Table } from "../../wire/wire.gen";
import { count } from "../money";
import { PREVIEW_TEXTS as T } from "../texts";
import { Marking } from "./lines";
import "./preview.css";

/** Rows that are drawn at once; more are asked for. */
const ROWS = 100;

/** The cells of a table. */
export function TableView({ table, name, sought }: { table: Table; name: string; sought?: string }) {
  const [drawn, setDrawn] = useState(ROWS);
  const columns = Math.max(table.header.length, ...table.rows.map((row) => row.length), 0);
  const heads = Array.from({ length: columns }, (_, at) => table.header[at] || T.column(at + 1));
  const rows = table.rows.slice(0, drawn);
  const cut = table.rows.length < table.total_rows || columns < table.total_columns;
  return (
    <div className="preview-body col">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="preview-scroll" tabIndex={0} aria-label={T.tableLabel(name)}>
        <table className="preview-cells text">
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">{T.row}</span>
              </th>
              {heads.map((head, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name that is theirs alone
                <th key={at} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
              <tr key={line}>
                <th scope="row">{count(line + 1)}</th>
                {heads.map((_, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={at}>
                    <Marking text={row[at] ?? ""} sought={sought} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length < table.rows.length && (
          <Button kind="link" onPress={() => setDrawn(drawn + ROWS)}>
            {T.moreRows(count(Math.min(ROWS, table.rows.length - rows.length)))}
          </Button>
        )}
      </section>
      <div className="preview-foot">
        <span>{T.rows(count(table.rows.length), count(table.total_rows))}</span>
        <span>{T.columns(count(columns), count(table.total_columns))}</span>
        {cut && <span>{T.cut}</span>}
      </div>
    </div>
  );
}
