/** Open gaps over surfaces and series of criteria: the worst score where they meet, by colour and number. Each cell leads to its gaps. */
import { type KeyboardEvent, useRef, useState } from "react";
import { LEVEL_LOOK, Shaped } from "../../audit/marks";
import { costWords } from "../../audit/money";
import { HEAT, LEVEL, within } from "../../audit/words";
import { Button, EmptyState, FailureNote, Loading } from "../../kit";
import { useGo } from "../../kit/place";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { HeatFigure, HeatMapSheet } from "../../wire/wire.gen";
import { heatStep } from "./steps";
import { T } from "./texts";

const H = T.heat;

export interface HeatMapProps {
  /** Shows these gaps alone. */
  onGaps(ids: readonly string[], words: string): void;
}

export function HeatMap({ onGaps }: HeatMapProps) {
  const engagement = useEngagement();
  const go = useGo();
  const read = useRead("heat_map.show", { engagement });
  const [table, setTable] = useState(false);
  if (read.failure) {
    return (
      <div className="page">
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      </div>
    );
  }
  if (!read.data) return <Loading />;
  const map = read.data;
  if (map.surfaces.length === 0 || map.series.length === 0) {
    return (
      <EmptyState
        icon="table"
        title={H.empty}
        words={H.emptyWords}
        action={<Button onPress={() => go({ view: "scope", part: "surfaces" })}>{H.toScope}</Button>}
      />
    );
  }
  const elsewhere = map.elsewhere.ids.length + map.elsewhere.more;
  return (
    <div className="gap-page">
      <div className="row between">
        <h2>{H.title}</h2>
        <Button kind="quiet" icon={table ? "matrix" : "text"} onPress={() => setTable(!table)}>
          {table ? H.map : H.table}
        </Button>
      </div>
      {table ? <HeatTable map={map} onGaps={onGaps} /> : <HeatCells map={map} onGaps={onGaps} />}
      {elsewhere > 0 && (
        <p>
          <Button kind="link" onPress={() => onGaps(map.elsewhere.ids, H.elsewhereOnly)}>
            {H.elsewhere(elsewhere)}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Where an arrow key leads from a cell; nowhere past the edge. */
function stepped(
  key: string,
  row: number,
  column: number,
  rows: number,
  columns: number,
): [number, number] | undefined {
  const to: Record<string, [number, number]> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, columns - 1],
  };
  const next = to[key];
  if (!next) return undefined;
  return [Math.min(rows - 1, Math.max(0, next[0])), Math.min(columns - 1, Math.max(0, next[1]))];
}

function HeatCells({ map, onGaps }: { map: HeatMapSheet } & HeatMapProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const onKeyDown = (event: KeyboardEvent, row: number, column: number) => {
    const next = stepped(event.key, row, column, map.surfaces.length, map.series.length);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    body.current?.rows[next[0]]?.querySelectorAll<HTMLElement>("button")[next[1]]?.focus();
  };
  return (
    <>
      <Legend />
      <div className="heat-scroll">
        <table className="heat-map">
          <caption className="vh">
            {H.title}. {H.help}
          </caption>
          <thead>
            <tr>
              <th scope="col">{H.surface}</th>
              {map.series.map(({ code, title }) => (
                <th key={code} scope="col" title={title}>
                  {code}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {map.surfaces.map((surface, row) => (
              <tr key={surface.id}>
                <th scope="row" title={surface.name}>
                  {surface.name}
                </th>
                {surface.cells.map((figure, column) => {
                  const series = map.series[column];
                  if (!series) return null;
                  const rows = figure.gaps.ids.length > 0;
                  return (
                    <td key={series.code}>
                      <button
                        type="button"
                        className={cellClass(figure)}
                        tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                        aria-disabled={rows ? undefined : true}
                        title={cellTitle(figure)}
                        onFocus={() => setAt([row, column])}
                        onKeyDown={(event) => onKeyDown(event, row, column)}
                        onClick={() => rows && onGaps(figure.gaps.ids, H.only(surface.name, series.code))}
                      >
                        <span className="vh">
                          {H.cell(surface.name, `${series.code} ${series.title}`, figure.words)}
                        </span>
                        <span aria-hidden="true">
                          <CellMark figure={figure} />
                        </span>
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The shape and colour of a cell. */
function cellClass({ cell }: HeatFigure): string {
  if (cell.cell === "gaps") return `heat s${heatStep(cell.score)}`;
  if (cell.cell === "accepted_risk") return cell.judged ? "heat clear" : "heat hatch";
  if (cell.cell === "clear") return "heat clear";
  return cell.cell === "not_judged" ? "heat hatch" : "heat none";
}

function cellTitle(figure: HeatFigure): string {
  return [figure.words, ...figure.costs.map(costWords)].join(" · ");
}

function CellMark({ figure: { cell } }: { figure: HeatFigure }) {
  if (cell.cell === "gaps") {
    return (
      <>
        <b>{cell.score}</b>
        {cell.count > 1 && <small>{H.times(cell.count)}</small>}
      </>
    );
  }
  if (cell.cell === "accepted_risk") return <RiskMark />;
  if (cell.cell === "clear") return <>0</>;
  return cell.cell === "not_judged" ? null : <>–</>;
}

/** The mark of accepted risk: a hollow triangle, as in packets. */
function RiskMark() {
  return (
    <svg className="m risk" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M6 1.6 11 10.4H1z" />
    </svg>
  );
}

function Legend() {
  return (
    <div className="heat-legend small dim">
      <span>{H.legend}</span>
      {H.legendGaps.map((words, at) => (
        <span key={words} className="heat-key">
          <i className={`heat s${at + 1}`} />
          {words}
        </span>
      ))}
      <span className="heat-key">
        <i className="heat clear">
          <RiskMark />
        </i>
        {H.legendRisk}
      </span>
      <span className="heat-key">
        <i className="heat clear">0</i>
        {H.legendClear}
      </span>
      <span className="heat-key">
        <i className="heat hatch" />
        {H.legendNot}
      </span>
      <span className="heat-key">
        <i className="heat none">–</i>
        {H.legendNone}
      </span>
    </div>
  );
}

/** The same as a table: each cell that says something, with its cost. */
function HeatTable({ map, onGaps }: { map: HeatMapSheet } & HeatMapProps) {
  return (
    <>
      <table className="tight">
        <caption className="vh">{H.title}</caption>
        <thead>
          <tr>
            <th scope="col">{H.surface}</th>
            <th scope="col">{H.series}</th>
            <th scope="col">{H.state}</th>
            <th scope="col" className="num">
              {H.score}
            </th>
            <th scope="col" className="num">
              {H.gaps}
            </th>
            <th scope="col" className="num">
              {H.cost}
            </th>
          </tr>
        </thead>
        <tbody>
          {map.surfaces.flatMap((surface) =>
            surface.cells.flatMap((figure, column) => {
              const series = map.series[column];
              if (!series || figure.cell.cell === "not_mapped") return [];
              const { ids, more } = figure.gaps;
              return [
                <tr key={`${surface.id} ${series.code}`}>
                  <th scope="row">{surface.name}</th>
                  <td>
                    {series.code} {series.title}
                  </td>
                  <td>
                    <span className="row gap1">
                      {figure.level && <Shaped look={LEVEL_LOOK[figure.level]} />}
                      {figure.level
                        ? H.leveled(LEVEL[figure.level], within(HEAT[figure.cell.cell]))
                        : HEAT[figure.cell.cell]}
                    </span>
                  </td>
                  <td className="num">{figure.cell.cell === "gaps" ? figure.cell.score : "–"}</td>
                  <td className="num">
                    {ids.length === 0 ? (
                      "–"
                    ) : (
                      <Button
                        kind="link"
                        label={H.cell(surface.name, series.code, figure.words)}
                        onPress={() => onGaps(ids, H.only(surface.name, series.code))}
                      >
                        {String(ids.length + more)}
                      </Button>
                    )}
                  </td>
                  <td className="num">{figure.costs.map(costWords).join(", ") || "–"}</td>
                </tr>,
              ];
            }),
          )}
        </tbody>
      </table>
      <p className="small dim">{H.costNote}</p>
    </>
  );
}
