/** The time line of the audit period: what has gone by, quarters, today, fieldwork and the report's day. Its name says all days. */
import { useEffect, useRef, useState } from "react";
import { daysBetween } from "../../audit/dates";
import type { QuarterMark, Span } from "../../wire/wire.gen";
import { DATES as D } from "./texts";

/** Drawn as wide as there is room, within these bounds: its words keep their size. */
const [NARROW, WIDE] = [420, 1100];
const LEFT = 4;
const [TOP, HIGH] = [26, 12];
/** Words nearer than this to each other would touch. */
const WORD = 72;

export function PeriodBar(props: {
  period: Span;
  today: string;
  quarters: readonly QuarterMark[];
  fieldwork: string | null;
  report: string | null;
  label: string;
}) {
  const { period, today, fieldwork, report } = props;
  const [drawn, wide] = useRoom();
  const RIGHT = wide - 4;
  const last =
    [period.to, fieldwork, report]
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? period.to;
  const days = Math.max(1, daysBetween(period.from, last) + 1);
  const at = (day: string, end = false) => {
    const passed = daysBetween(period.from, day) + (end ? 1 : 0);
    return LEFT + (Math.min(days, Math.max(0, passed)) / days) * (RIGHT - LEFT);
  };
  const [end, now] = [at(period.to, true), at(today)];
  const isIn = today >= period.from && today <= last;
  const gone = today > period.to ? end : now;
  const fieldAt = fieldwork === null ? undefined : at(fieldwork);
  const reportAt = report === null ? undefined : at(report);
  const todayClear = fieldAt === undefined || Math.abs(fieldAt - now) > WORD || !isIn;
  return (
    <svg ref={drawn} className="pic ov-period" viewBox={`0 0 ${wide} 64`} role="img" aria-label={props.label}>
      <rect className="p-soft" x={LEFT} y={TOP} width={end - LEFT} height={HIGH} rx="2" />
      {today >= period.from && <rect className="p-bar" x={LEFT} y={TOP} width={gone - LEFT} height={HIGH} rx="2" />}
      {props.quarters.map((quarter) => {
        const x = at(quarter.days.from);
        const room = at(quarter.days.to, true) - x;
        return (
          <g key={quarter.name}>
            <path className={quarter.over || quarter.days.from < today ? "p-cut" : "p-line2"} d={`M${x} 26v12`} />
            <path className="p-line2" d={`M${x} 38v5`} />
            {room > 26 && (
              <text x={x + 4} y="54">
                {quarter.name.replace(/^\d{4}-/, "")}
              </text>
            )}
          </g>
        );
      })}
      <path className="p-edge" d={`M${end} 22v20`} />
      <text x={end} y="54" textAnchor="end">
        {D.periodEnds}
      </text>
      {fieldAt !== undefined && (
        <>
          <rect
            className="p-surf"
            x={fieldAt}
            y={TOP}
            width={Math.max(6, (reportAt ?? Math.min(RIGHT, fieldAt + 40)) - fieldAt)}
            height={HIGH}
            rx="2"
          />
          <text className="tx" x={Math.min(fieldAt, RIGHT - 52)} y="13">
            {D.fieldworkMark}
          </text>
        </>
      )}
      {reportAt !== undefined && (
        <>
          <path className="p-edge" d={`M${reportAt} 22v20`} />
          {reportAt - end > WORD && (
            <text x={reportAt} y="54" textAnchor="end">
              {D.reportMark}
            </text>
          )}
        </>
      )}
      {isIn && (
        <>
          <path className="p-today" d={`M${now} 18v28`} />
          {todayClear && (
            <text className="ta" x={Math.min(RIGHT - 16, Math.max(LEFT + 16, now))} y="13" textAnchor="middle">
              {D.today}
            </text>
          )}
        </>
      )}
    </svg>
  );
}

/** The room that a picture has, in the picture's own units. */
function useRoom() {
  const ref = useRef<SVGSVGElement>(null);
  const [wide, setWide] = useState(700);
  useEffect(() => {
    const picture = ref.current;
    if (!picture || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      setWide(Math.round(Math.min(WIDE, Math.max(NARROW, picture.clientWidth))));
    });
    observer.observe(picture);
    return () => observer.disconnect();
  }, []);
  return [ref, wide] as const;
}
