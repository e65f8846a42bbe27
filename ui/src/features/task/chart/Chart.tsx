/** The picture of the plan: one tab stop; arrows go through the bars and along what they wait for, Enter opens one. */
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useDates } from "../../../audit/date-format";
import { TaskStateMark } from "../../../audit/marks";
import { Mark } from "../../../kit";
import type { ChartBar, TaskChart } from "../../../wire/wire.gen";
import { BARS as B } from "../texts";
import { Bar, PhaseBand } from "./Bar";
import { Ground } from "./Ground";
import { Head } from "./Head";
import { partsOf, ROW, type Row, rangeOf, scaleOf, type Zoom } from "./scale";
import { Waits } from "./Waits";
import { barWords, pressure } from "./words";

/** Height of the scale over the bars in px, as the style says. */
const HEAD = 58;
/** Room that is left beside a bar, in px. */
const BESIDE = 24;

/** Scrolls the picture, and nothing around it, until a row and the day at which its bar begins can be seen. */
function bringIntoSight(box: HTMLElement | null, top: number, left: number) {
  if (!box) return;
  const [high, wide] = [box.clientHeight - HEAD - ROW, box.clientWidth - namesOf(box) - BESIDE * 4];
  box.scrollTop = Math.min(top, Math.max(top - high, box.scrollTop));
  box.scrollLeft = Math.min(Math.max(0, left - BESIDE), Math.max(left - wide, box.scrollLeft));
}

export interface ChartProps {
  chart: TaskChart;
  rows: readonly Row[];
  zoom: Zoom;
  active: string | undefined;
  onActive(id: string): void;
  onOpen(id: string): void;
}

/** Width of the names in px, which stay while time scrolls. */
function namesOf(box: HTMLElement): number {
  return box.querySelector<HTMLElement>(".bars-corner")?.offsetWidth ?? 0;
}

/** The room for the time in px, measured; a guess where nothing can be measured. */
function useRoom() {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(900);
  useEffect(() => {
    const at = box.current;
    if (!at || typeof ResizeObserver === "undefined") return;
    const look = () => {
      const left = at.clientWidth - namesOf(at);
      if (left > 0) setRoom(left);
    };
    const observer = new ResizeObserver(look);
    observer.observe(at);
    look();
    return () => observer.disconnect();
  }, []);
  return { box, room };
}

export function Chart(props: ChartProps) {
  const { chart, rows } = props;
  const id = useId();
  const dates = useDates();
  const { box, room } = useRoom();
  const [own, setOwn] = useState<string>();
  const bars = useMemo(() => rows.flatMap((row) => ("bar" in row ? [row.bar] : [])), [rows]);
  const scale = useMemo(() => scaleOf(rangeOf(chart), props.zoom, room), [chart, props.zoom, room]);
  const wanted = props.active ?? own;
  const here = bars.find((bar) => bar.id === wanted || bar.code === wanted) ?? bars[0];
  const idOf = (bar: ChartBar) => `${id}-${bar.id}`;

  const go = (bar: ChartBar | undefined) => {
    if (!bar) return;
    setOwn(bar.id);
    props.onActive(bar.id);
    bringIntoSight(
      box.current,
      rows.findIndex((row) => "bar" in row && row.bar.id === bar.id) * ROW,
      scale.x(bar.days.from),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = bars.indexOf(here);
    const targets: Record<string, ChartBar | undefined> = {
      ArrowDown: bars[at + 1],
      ArrowUp: bars[at - 1],
      Home: bars[0],
      End: bars[bars.length - 1],
      ArrowLeft: bars.find((bar) => here.waits_for.some((wait) => wait.id === bar.id)),
      ArrowRight: bars.find((bar) => bar.waits_for.some((wait) => wait.id === here.id)),
    };
    if (event.key === "Enter" || event.key === " ") props.onOpen(here.id);
    else if (event.key in targets) go(targets[event.key]);
    else return;
    event.preventDefault();
  };
  const onPointerUp = (event: PointerEvent) => {
    const bar = bars.find(
      (one) => one.id === (event.target as Element).closest("[data-task]")?.getAttribute("data-task"),
    );
    if (!bar) return;
    setOwn(bar.id);
    props.onOpen(bar.id);
  };
  const height = rows.length * ROW;
  return (
    <>
      <div
        ref={box}
        className="bars"
        role="listbox"
        tabIndex={0}
        aria-label={B.label}
        aria-describedby={`${id}-help`}
        aria-activedescendant={here && idOf(here)}
        onKeyDown={onKeyDown}
        onPointerUp={onPointerUp}
      >
        <div className="bars-corner" aria-hidden="true">
          {chart.ends_on && <span>{B.ends(dates.day(chart.ends_on))}</span>}
          {chart.dropped > 0 && <span>{B.dropped(chart.dropped)}</span>}
        </div>
        <Head chart={chart} scale={scale} />
        <Names rows={rows} here={here?.id} />
        <svg className="bars-time" width={scale.width} height={height} role="presentation">
          <Ground chart={chart} scale={scale} height={height} id={id} />
          {rows.map((row, at) =>
            "phase" in row ? <PhaseBand key={row.phase.name} phase={row.phase} y={at * ROW} scale={scale} /> : null,
          )}
          <Waits rows={rows} scale={scale} here={here?.id} />
          {partsOf(rows).map(({ phase, bars: own, first }) => (
            // biome-ignore lint/a11y/useSemanticElements lint/a11y/noInteractiveElementToNoninteractiveRole: a part of a picture, which is nothing by itself
            <g key={phase.name} role="group" aria-label={B.phase(phase.name || B.noPhase, phase.done, phase.tasks)}>
              {own.map((bar, at) => (
                <Bar
                  key={bar.id}
                  id={idOf(bar)}
                  bar={bar}
                  y={(first + at) * ROW}
                  scale={scale}
                  here={bar === here}
                  words={pressure(bar, chart.today, dates)}
                  label={barWords(bar, chart.today, dates)}
                />
              ))}
            </g>
          ))}
        </svg>
      </div>
      <span id={`${id}-help`} className="vh">
        {[
          chart.ends_on && `${B.ends(dates.day(chart.ends_on))}.`,
          chart.dropped > 0 && `${B.dropped(chart.dropped)}.`,
          B.help,
        ]
          .filter(Boolean)
          .join(" ")}
      </span>
    </>
  );
}

/** The names at the left, which stay while time scrolls. The bars themselves say the same. */
function Names({ rows, here }: { rows: readonly Row[]; here: string | undefined }) {
  return (
    <div className="bars-names" aria-hidden="true">
      {rows.map((row) =>
        "phase" in row ? (
          <div key={`phase ${row.phase.name}`} className="bars-phase">
            <span className="clip">{row.phase.name || B.noPhase}</span>
            <span className="dim">{B.phaseCount(row.phase.done, row.phase.tasks)}</span>
          </div>
        ) : (
          <div
            key={row.bar.id}
            data-task={row.bar.id}
            className={row.bar.id === here ? "bars-name on" : "bars-name"}
            title={`${row.bar.code} ${row.bar.title}`}
          >
            <TaskStateMark state={row.bar.state} bare />
            <span className="clip">
              <b className="medium">{row.bar.code}</b> {row.bar.title}
            </span>
            {row.bar.critical && <Mark shape="diamond" tone="accent" />}
          </div>
        ),
      )}
    </div>
  );
}
