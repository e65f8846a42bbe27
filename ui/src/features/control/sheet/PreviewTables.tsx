/** What a sheet would change, cell by cell: changed, added, refused. It changes nothing. */
import { Note } from "../../../kit";
import type { PrintedRow, SheetPreview } from "../../../wire/wire.gen";
import { S } from "./texts";
import "./sheet.css";

/** Cells that are listed at once. */
const MOST = 300;

export function PreviewTables({ shown }: { shown: SheetPreview }) {
  const { preview, found, consequences } = shown;
  const { added, changed, unchanged, refused } = preview;
  const notRead = [...found.unknown, ...found.derived];
  return (
    <div className="sheet-preview">
      <p className="sheet-sums" role="status">
        <b>{S.changed(changed.length)}</b>
        <b>{S.added(added.length)}</b>
        <span>{S.unchanged(unchanged)}</span>
        <span className={refused.length > 0 ? "crit strong" : undefined}>{S.refused(refused.length)}</span>
      </p>
      {notRead.length > 0 && <p className="small dim">{S.notRead(notRead.join(", "))}</p>}
      {refused.length > 0 && (
        <Note tone="crit">
          <b>{S.refusedTitle(refused.length)}</b>
          <ul>
            {refused.map((one) => (
              <li key={one}>{one}</li>
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
      {changed.length > 0 && <Cells title={S.changedTitle(changed.length)} rows={changed} before />}
      {added.length > 0 && <Cells title={S.addedTitle(added.length)} rows={added} />}
      {changed.length + added.length === 0 && <p className="dim">{S.nothing}</p>}
    </div>
  );
}

/** The cells of rows; the first of a row names its control. */
function Cells(props: { title: string; rows: readonly PrintedRow[]; before?: boolean }) {
  const cells = props.rows.flatMap((row) => row.fields.map((field, at) => ({ row, field, first: at === 0 })));
  const shown = cells.slice(0, MOST);
  return (
    <table className="list-table" aria-label={props.title}>
      <caption>{props.title}</caption>
      <thead>
        <tr>
          <th scope="col">{S.row}</th>
          <th scope="col">{S.control}</th>
          <th scope="col">{S.field}</th>
          {props.before && <th scope="col">{S.now}</th>}
          <th scope="col">{S.becomes}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ row, field, first }) => (
          <tr key={`${row.row} ${field.heading}`} className={first ? "first" : undefined}>
            <td className="num dim">{first ? row.row : ""}</td>
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
