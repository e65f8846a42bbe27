/** What was recorded as sent, and by whom. It sends nothing. */
import { useDates } from "../../audit/date-format";
import { HistoryList } from "../../audit/history";
import type { MessageRow, Person } from "../../wire/wire.gen";
import { T } from "./texts";

export function Sendings({ row, people }: { row: MessageRow; people: readonly Person[] }) {
  const dates = useDates();
  const { sends, id } = row.message;
  const name = (person: string) => people.find((one) => one.id === person)?.name ?? "";
  return (
    <div className="pad col gap3">
      <h3 className="label">{T.sends.title}</h3>
      {sends.length === 0 ? (
        <p className="small dim">{T.sends.none}</p>
      ) : (
        <table className="tight" aria-label={T.sends.title}>
          <thead>
            <tr>
              <th scope="col">{T.sends.columns.at}</th>
              <th scope="col">{T.sends.columns.by}</th>
              <th scope="col">{T.sends.columns.to}</th>
              <th scope="col">{T.sends.columns.channel}</th>
              <th scope="col">{T.sends.columns.version}</th>
            </tr>
          </thead>
          <tbody>
            {sends.map((send) => (
              <tr key={`${send.at} ${send.to}`}>
                <td>{dates.instant(send.at)}</td>
                <td>{name(send.by)}</td>
                <td>{send.to}</td>
                <td>{send.channel}</td>
                <td>{T.message.version(send.version)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3 className="label">{T.history}</h3>
      <HistoryList noun="message" id={id} />
    </div>
  );
}
