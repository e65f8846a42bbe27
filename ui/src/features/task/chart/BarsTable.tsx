/** The bars as a table: what the picture says, in words. */
import { useDates } from "../../../audit/date-format";
import { TaskStateMark } from "../../../audit/marks";
import { WAIT, within } from "../../../audit/words";
import { Button } from "../../../kit";
import { BARS as B } from "../texts";
import { partsOf, type Row } from "./scale";
import { pressure } from "./words";

export function BarsTable(props: { rows: readonly Row[]; today: string; onOpen(id: string): void }) {
  const { rows, today, onOpen } = props;
  const dates = useDates();
  const C = B.columns;
  const heads = [C.code, C.title, C.owner, C.state, C.from, C.to, C.slack, C.waits, C.freezes];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: what scrolls must be reachable by keyboard
    <div className="scroll pad bars-table" tabIndex={0} role="group" aria-label={B.tableLabel}>
      <table className="tight">
        <caption className="vh">{B.tableLabel}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {partsOf(rows).map(({ phase, bars }) => (
          <tbody key={phase.name}>
            <tr>
              <th scope="rowgroup" colSpan={heads.length} className="bars-part">
                {B.phase(phase.name || B.noPhase, phase.done, phase.tasks)}
              </th>
            </tr>
            {bars.map((bar) => (
              <tr key={bar.id}>
                <th scope="row">
                  <Button kind="link" onPress={() => onOpen(bar.id)}>
                    {bar.code}
                  </Button>
                </th>
                <td>{bar.title}</td>
                <td className="dim nowrap">{bar.owner ?? "–"}</td>
                <td className="nowrap">
                  <TaskStateMark state={bar.state} />
                </td>
                <td className="nowrap">{dates.day(bar.days.from)}</td>
                <td className="nowrap">{dates.day(bar.days.to)}</td>
                <td className="nowrap">{pressure(bar, today, dates) || B.doneSlack}</td>
                <td className="dim">
                  {bar.waits_for.map((wait) => `${wait.code} ${within(WAIT[wait.wait])}`).join(", ") || "–"}
                </td>
                <td className="dim">
                  {bar.freezes.length === 0 && "–"}
                  {bar.freezes.map((one) => (
                    <div key={`${one.name} ${one.span.from}`}>
                      {one.name} <span className="nowrap">{dates.span(one.span)}</span>
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
