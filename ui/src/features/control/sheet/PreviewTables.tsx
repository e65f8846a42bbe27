/** What a sheet would change, cell by cell: changed, added, refused. It changes nothing. */
import { Note } from "../../../kit";
import type { PrintedRow, SheetPreview } from "../../../wire/wire.gen";
import { asPasted, rowsOf } from "./refused";
import { S } from "./texts";
import "./sheet.css";

/** Cells that are listed at once. */
const MOST = 300;

/** `pasted` are cells without headings: the program reads them under headings of its own, which nobody has counted. */
export function PreviewTables({ shown, pasted = false }: { shown: SheetPreview; pasted?: boolean }) {
  const { preview, found, consequences } = shown;
  const { added, changed, unchanged, refused } = preview;
  const left = rowsOf(refused);
  const notRead = [...found.unknown, ...found.derived];
  return (
    <div className="sheet-preview">
      <p className="sheet-sums" role="status">
        <b>{S.changed(changed.length)}</b>
        <b>{S.added(added.length)}</b>
        <span>{S.unchanged(unchanged)}</span>
        <span className={left > 0 ? "crit strong" : undefined}>{S.refused(left)}</span>
      </p>
      {notRead.length > 0 && <p className="small dim">{S.notRead(notRead.join(", "))}</p>}
      {refused.length > 0 && (
        <Note tone="crit">
          <b>{S.refusedTitle(left)}</b>
          <ul>
            {refused.map((one) => (
              <li key={one}>{pasted ? asPasted(one) : one}</li>
            ))}
          </ul>
        </Note>
      )}
      {consequences.length > 0 && (
        <Note tone="med">
          <b>{S.consequences}</b>
          <ul>
            {consequences.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Note>
      )}
      {changed.length > 0 && (
        <Cells title={S.changedTitle(changed.length)} rows={changed} before above={pasted ? 1 : 0} />
      )}
      {added.length > 0 && <Cells title={S.addedTitle(added.length)} rows={added} above={pasted ? 1 : 0} />}
      {changed.length + added.length === 0 && <p className="dim">{S.nothing}</p>}
    </div>
  );
}

/** The cells of rows; the first of a row names its control. */
function Cells(props: { title: string; rows: readonly PrintedRow[]; before?: boolean; above: number }) {
  const cells = props.rows.flatMap((row) => row.fields.map((field, at) => ({ row, field, first: at === 0 })));
  const shown = cells.slice(0, MOST);
  return (
    <table className="list-table sheet-cells" aria-label={props.title}>
      <caption>{props.title}</caption>
      <thead>
        <tr>
          <th scope="col" className="num">
            {S.row}
          </th>
          <th scope="col">{S.control}</th>
          <th scope="col">{S.field}</th>
          {props.before && <th scope="col">{S.now}</th>}
          <th scope="col">{S.becomes}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ row, field, first }) => (
          <tr key={`${row.row} ${field.heading}`} className={first ? "first" : undefined}>
            <td className="num dim">{first ? row.row - props.above : ""}</td>
            <th scope="row">
              {first ? row.key : <span className="vh">{row.key}</span>}
              {first && row.alike && <small className="dim">{S.alike(row.alike)}</small>}
            </th>
            <td className="dim">{field.heading}</td>
            {props.before && <td className="was">{field.from ?? <i className="faint">{S.empty}</i>}</td>}
            <td className="becomes">{field.to ?? <i className="faint">{S.empty}</i>}</td>
          </tr>
        ))}
      </tbody>
      {cells.length > MOST && (
        <tfoot>
          <tr>
            <td colSpan={5}>{S.more(cells.length - MOST)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
