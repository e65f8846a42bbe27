/** Coverage: criteria by controls, criteria without a control standing out, and the same as a table. It maps nothing by itself. */
import { type ReactNode, useState } from "react";
import { CoverageMark, LinkTo, placeOfMany } from "../../../audit";
import { Button, Checkbox, EmptyState, FailureNote, Loading, Marked, ViewTools } from "../../../kit";
import { useGo } from "../../../kit/place";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { CoverageLine, CoverageSheet } from "../../../wire/wire.gen";
import { AddControl } from "../grid/AddControl";
import { COVERAGE_TEXTS as C, T } from "../texts";
import { CoverageLegend, CoveragePicture } from "./CoveragePicture";
import { CoverageTable } from "./CoverageTable";
import "./coverage.css";

export function CoveragePart({ choose }: { choose: ReactNode }) {
  const engagement = useEngagement();
  const read = useRead("coverage.show", { engagement });
  const [table, setTable] = useState(false);
  const [weak, setWeak] = useState(false);
  const sheet = read.data;
  return (
    <>
      <ViewTools
        title={T.title}
        end={
          <Button kind="quiet" icon={table ? "matrix" : "table"} pressed={table} onPress={() => setTable(!table)}>
            {T.showTable}
          </Button>
        }
      >
        {choose}
        {sheet && (
          <span className="tools-words">
            {C.words(sheet.criteria.length, sheet.controls.length)}{" "}
            {sheet.empty > 0 ? (
              <Marked shape="crossed-square" tone="crit">
                {C.empty(sheet.empty)}
              </Marked>
            ) : (
              <Marked shape="tick-disc" tone="good">
                {C.empty(0)}
              </Marked>
            )}
          </span>
        )}
        <Checkbox checked={weak} onChange={setWeak}>
          {C.onlyEmpty}
        </Checkbox>
      </ViewTools>
      {read.failure ? (
        <div className="page">
          <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
        </div>
      ) : !sheet ? (
        <Loading words={T.loading} />
      ) : sheet.criteria.length === 0 ? (
        <EmptyState icon="matrix" title={C.emptyTitle} words={C.emptyWords} />
      ) : (
        <Shown sheet={weak ? weakOnly(sheet) : sheet} table={table} />
      )}
    </>
  );
}

/** The sheet with only the criteria that rest on nothing or on one control. */
function weakOnly(sheet: CoverageSheet): CoverageSheet {
  const criteria = sheet.criteria.filter((line) => line.state === "design_gap" || line.state === "one_control");
  return { ...sheet, criteria };
}

function Shown({ sheet, table }: { sheet: CoverageSheet; table: boolean }) {
  const go = useGo();
  const [chosen, setChosen] = useState<string>();
  // What lacks a control is shown first.
  const line =
    sheet.criteria.find((one) => one.code === chosen) ??
    sheet.criteria.find((one) => one.state === "design_gap") ??
    sheet.criteria[0];
  const show = (of: CoverageLine) => {
    const ids = of.marks.flatMap((at) => sheet.controls[at]?.id ?? []);
    if (ids.length > 0) go(placeOfMany("control", ids, C.only(of.code)));
  };
  return (
    <>
      {table ? (
        <CoverageTable sheet={sheet} />
      ) : (
        <CoveragePicture sheet={sheet} chosen={line?.code} onChoose={(one) => setChosen(one.code)} onShow={show} />
      )}
      {!table && (
        <>
          <CoverageLegend criteria={sheet.criteria} />
          <section className="cov-detail" aria-live="polite">
            {line ? <Detail line={line} sheet={sheet} onShow={() => show(line)} /> : <p className="dim">{C.choose}</p>}
          </section>
        </>
      )}
    </>
  );
}

/** The chosen criterion: how it is covered, why, and by which controls. */
function Detail({ line, sheet, onShow }: { line: CoverageLine; sheet: CoverageSheet; onShow(): void }) {
  const [adding, setAdding] = useState(false);
  const columns = line.marks.flatMap((at) => sheet.controls[at] ?? []);
  return (
    <>
      <div>
        <h2 className="row wrap">
          {line.code} {line.title} <CoverageMark state={line.state} words={line.words} />
        </h2>
        {line.state !== "covered" && <p className="small">{line.why}</p>}
      </div>
      <div className="row wrap">
        {columns.map((column) => (
          <LinkTo key={column.id} noun="control" id={column.code} name={`${column.code} ${column.title}`}>
            {column.code}
          </LinkTo>
        ))}
      </div>
      <div className="row wrap">
        {columns.length > 0 && <Button onPress={onShow}>{C.show(columns.length)}</Button>}
        <Button changes icon="plus" onPress={() => setAdding(true)}>
          {C.addFor}
        </Button>
      </div>
      {adding && <AddControl criteria={[line.code]} onClose={() => setAdding(false)} />}
    </>
  );
}
