/** Open gaps by severity with their range of cost. Currencies stand apart and are never added. */
import { SeverityMark } from "../../audit/marks";
import { costWords, count } from "../../audit/money";
import { LEVEL, within } from "../../audit/words";
import { Panel } from "../../kit";
import type { CostRange, GapsByLevel } from "../../wire/wire.gen";
import { RowsButton } from "./RowsButton";
import { GAPS as G, T } from "./texts";

export function Gaps({ gaps }: { gaps: GapsByLevel }) {
  const currencies = gaps.costs.map((cost) => cost.currency);
  const one = currencies.length <= 1;
  const without = gaps.levels.reduce((sum, level) => sum + level.without_cost, 0);
  const foot = [without > 0 && G.without(without), gaps.overdue > 0 && G.overdue(gaps.overdue)].filter(Boolean);
  return (
    <Panel title={G.title} aside={one ? currencies[0] && G.costIn(currencies[0]) : G.eachCurrency}>
      {gaps.open === 0 ? (
        <p className="small dim">{G.none}</p>
      ) : (
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">{G.severity}</th>
              <th scope="col" className="num">
                {G.gaps}
              </th>
              {one ? (
                <>
                  <th scope="col" className="num">
                    {G.low}
                  </th>
                  <th scope="col" className="num">
                    {G.high}
                  </th>
                </>
              ) : (
                <th scope="col" className="num">
                  {G.cost}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {gaps.levels.map((level) => (
              <tr key={level.level}>
                <th scope="row">
                  <SeverityMark level={level.level} />
                </th>
                <td className="num">
                  <RowsButton
                    link={level.rows}
                    only={G.only(within(LEVEL[level.level]))}
                    label={T.rows(String(level.count), G.what(within(LEVEL[level.level]), level.count))}
                  >
                    {level.count}
                  </RowsButton>
                </td>
                <Costs costs={level.costs} one={one} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{G.all}</th>
              <td className="num">
                <RowsButton link={gaps.rows} only={G.onlyAll} label={T.rows(String(gaps.open), G.onlyAll)}>
                  {gaps.open}
                </RowsButton>
              </td>
              <Costs costs={gaps.costs} one={one} />
            </tr>
          </tfoot>
        </table>
      )}
      {gaps.open > 0 && foot.length > 0 && <p className="micro dim">{foot.join(" ")}</p>}
    </Panel>
  );
}

/** The cells of a cost: low and high where there is one currency, else a line each. */
function Costs({ costs, one }: { costs: readonly CostRange[]; one: boolean }) {
  const [cost] = costs;
  if (one) {
    return (
      <>
        <td className="num">{cost ? count(cost.low) : "–"}</td>
        <td className="num">{cost ? count(cost.high) : "–"}</td>
      </>
    );
  }
  return (
    <td className="num">
      {costs.length === 0 && "–"}
      {costs.map((each) => (
        <div key={each.currency} className="nowrap">
          {costWords(each)}
        </div>
      ))}
    </td>
  );
}
