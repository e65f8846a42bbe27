/** The coverage matrix as a picture: a row for each criterion, a mark for each of its controls. Rows are walked by arrow keys. */
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from "react";
import { COVERAGE, COVERAGE_MARK, CoverageMark as StateMark } from "../../../audit";
import type { CoverageColumn, CoverageLine, CoverageMark, CoverageSheet, CoverageState } from "../../../wire/wire.gen";
import { COVERAGE_TEXTS as C } from "../texts";

/** A mark for each way in which a control stands for a criterion: filled, hollow, crossed. */
export function CoverGlyph({ mark }: { mark: CoverageMark }) {
  if (mark === "key") return <rect className="cov-key" x="1" y="1" width="10" height="10" rx="1.5" />;
  if (mark === "other") return <rect className="cov-other" x="2" y="2" width="8" height="8" rx="1.2" />;
  return <path className="cov-retired" d="M3 3l6 6M9 3l-6 6" />;
}

/** Columns that share what leads their codes, such as CORE. */
function prefixes(columns: readonly CoverageColumn[]): { prefix: string; from: number; count: number }[] {
  const groups: { prefix: string; from: number; count: number }[] = [];
  columns.forEach(({ code }, from) => {
    const prefix = code.replace(/-?\d+$/, "");
    const last = groups[groups.length - 1];
    if (last?.prefix === prefix) last.count += 1;
    else groups.push({ prefix, from, count: 1 });
  });
  return groups;
}

/** The number of a code where it is shown over its column: each fifth. */
function tick(code: string): string | undefined {
  const number = Number(/(\d+)$/.exec(code)?.[1] ?? Number.NaN);
  return number % 5 === 0 ? String(number) : undefined;
}

export function CoveragePicture(props: {
  sheet: CoverageSheet;
  chosen: string | undefined;
  onChoose(line: CoverageLine): void;
  onShow(line: CoverageLine): void;
}) {
  const { sheet, chosen } = props;
  const { controls, criteria, series } = sheet;
  const box = useRef<HTMLDivElement>(null);
  // What lacks a control is in sight from the beginning.
  useEffect(() => {
    const row = box.current?.querySelector(".cov-row.empty-row.on");
    const series = row?.closest("section");
    series?.scrollIntoView?.({ block: "start" });
    row?.scrollIntoView?.({ block: "nearest" });
  }, []);
  const style = { "--columns": controls.length } as CSSProperties;
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...(box.current?.querySelectorAll<HTMLElement>("button.cov-name") ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const next = rows[to[event.key] ?? -1];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
  const first = criteria[0]?.code;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture with buttons is no fieldset
    <div ref={box} className="cov" role="group" aria-label={C.label} style={style} onKeyDown={onKeyDown}>
      <div className="cov-in">
        <div className="cov-row cov-head" aria-hidden="true">
          <span>{C.criterion}</span>
          <span className="num">{C.live}</span>
          {prefixes(controls).map(({ prefix, from, count }) => (
            <b key={`${prefix}${from}`} style={{ gridColumn: `${from + 3} / span ${count}` }}>
              {prefix}
            </b>
          ))}
          {controls.map(({ id, code }, at) => (
            <i key={id} style={{ gridColumn: at + 3 }}>
              {tick(code)}
            </i>
          ))}
        </div>
        {series.map((one) => {
          const own = criteria.filter((line) => line.series === one.code);
          if (own.length === 0) return null;
          return (
            <section key={one.code} aria-label={C.series(one.code, one.title)}>
              <h2 className="cov-series">
                {C.series(one.code, one.title)}
                {one.empty > 0 && <span className="crit">{C.seriesEmpty(one.empty)}</span>}
              </h2>
              {own.map((line) => (
                <Row
                  key={line.code}
                  line={line}
                  columns={controls}
                  chosen={line.code === chosen}
                  reachable={line.code === (chosen ?? first)}
                  onChoose={() => props.onChoose(line)}
                  onShow={() => props.onShow(line)}
                />
              ))}
            </section>
          );
        })}
      </div>
    </div>
  );
}

function Row(props: {
  line: CoverageLine;
  columns: readonly CoverageColumn[];
  chosen: boolean;
  reachable: boolean;
  onChoose(): void;
  onShow(): void;
}) {
  const { line, columns } = props;
  const empty = line.state === "design_gap";
  return (
    <div className={`cov-row${empty ? " empty-row" : ""}${props.chosen ? " on" : ""}`}>
      <button
        type="button"
        className="cov-name"
        tabIndex={props.reachable ? 0 : -1}
        aria-pressed={props.chosen}
        title={line.title}
        onFocus={props.onChoose}
        onClick={props.onChoose}
        onDoubleClick={props.onShow}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          props.onShow();
        }}
      >
        <StateMark state={line.state} words={line.code} /> <span className="clip dim">{line.title}</span>
        <span className="vh">{C.row(line.words, line.live)}</span>
      </button>
      <span className="num dim">{line.live}</span>
      {empty && <span className="cov-none">{C.noControl}</span>}
      {line.marks.map((at) => {
        const column = columns[at];
        return (
          column && (
            <svg
              key={column.id}
              className="cov-mark"
              viewBox="0 0 12 12"
              aria-hidden="true"
              style={{ gridColumn: at + 3 }}
            >
              <title>{`${column.code} ${column.title}: ${COVERAGE_MARK[column.mark]}`}</title>
              <CoverGlyph mark={column.mark} />
            </svg>
          )
        );
      })}
    </div>
  );
}

/** The states of a criterion in the order of the legend; one without a control has a row of its own colour. */
const STATES: readonly CoverageState[] = ["covered", "with_subservice", "one_control", "design_gap"];

/** The marks and what they mean; of the states those that are there. */
export function CoverageLegend({ criteria }: { criteria: readonly CoverageLine[] }) {
  const states = STATES.filter((state) => criteria.some((line) => line.state === state));
  return (
    <div className="cov-foot">
      <ul className="legend">
        {states.map((state) => (
          <li key={state}>
            <StateMark state={state} words={COVERAGE[state]} />
          </li>
        ))}
      </ul>
      <ul className="legend">
        {(["key", "other", "retired"] as const).map((mark) => (
          <li key={mark}>
            <svg className="m" viewBox="0 0 12 12" aria-hidden="true">
              <CoverGlyph mark={mark} />
            </svg>
            {COVERAGE_MARK[mark]}
          </li>
        ))}
      </ul>
      <span className="grow" />
      <span className="micro dim">{C.keys}</span>
    </div>
  );
}
