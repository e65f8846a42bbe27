/** Coverage as a table: each criterion with its state, its controls and, where more is to be said than these, why. */
import { CoverageMark, LinkTo } from "../../../audit";
import type { CoverageSheet } from "../../../wire/wire.gen";
import "../sheet/sheet.css";
import { COVERAGE_TEXTS as C } from "../texts";

export function CoverageTable({ sheet }: { sheet: CoverageSheet }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll pad" tabIndex={0} aria-label={C.tableLabel}>
      <table className="list-table cov-table" aria-label={C.tableLabel}>
        <thead>
          <tr>
            <th scope="col">{C.criterion}</th>
            <th scope="col">{C.title}</th>
            <th scope="col">{C.state}</th>
            <th scope="col" className="num">
              {C.live}
            </th>
            <th scope="col" className="num">
              {C.key}
            </th>
            <th scope="col">{C.controls}</th>
            <th scope="col">{C.why}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.criteria.map((line) => (
            <tr key={line.code} className={line.state === "design_gap" ? "empty-row" : undefined}>
              <th scope="row">{line.code}</th>
              <td className="title">{line.title}</td>
              <td className="nowrap">
                <CoverageMark state={line.state} words={line.words} />
              </td>
              <td className="num">{line.live}</td>
              <td className="num">{line.key}</td>
              <td className="controls">
                <span className="row wrap">
                  {line.marks.map((at) => {
                    const column = sheet.controls[at];
                    return column && <LinkTo key={column.id} noun="control" id={column.code} />;
                  })}
                </span>
              </td>
              <td className="dim why">{line.state === "covered" ? "" : line.why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
