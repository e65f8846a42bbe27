/** The scale over the bars: freezes and dates of the audit, months, weeks, and the audit period as a band. */
import { useDates } from "../../../audit/date-format";
import type { Freeze, TaskChart } from "../../../wire/wire.gen";
import { BARS as B } from "../texts";
import { type Scale, ticksOf } from "./scale";

/** Height in px: a line of names, one of months, one of weeks, the band. */
const HEAD = 58;
/** Words need about this much room in px. */
const ROOM = 64;

export function Head({ chart, scale }: { chart: TaskChart; scale: Scale }) {
  const dates = useDates();
  const { months, weeks } = ticksOf(scale);
  // Every so many weeks, so that the numbers don't touch.
  const step = Math.max(1, Math.ceil(22 / (scale.px * 7)));
  const month = (day: string) => `${B.months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
  const inSight = (day: string | null) => day !== null && day >= scale.from && day <= scale.to;
  const marks = [
    { day: chart.today, words: B.today, name: "ta" },
    { day: chart.fieldwork_from, words: B.fieldwork, name: "tx" },
    { day: chart.report_due, words: B.report, name: "tx" },
  ].filter((mark) => inSight(mark.day));
  // A freeze is named where its name fits and no name stands there already.
  const named = chart.freezes.filter((freeze, at) => {
    const x = scale.x(freeze.span.from);
    const before = chart.freezes.slice(0, at).some((other) => Math.abs(scale.x(other.span.from) - x) < ROOM);
    return !before && scale.x(freeze.span.to, true) - x > ROOM / 2 && Math.abs(scale.x(chart.today) - x) > ROOM / 2;
  });
  const labelled = (freeze: Freeze) => named.includes(freeze);
  return (
    <svg className="bars-head" width={scale.width} height={HEAD} aria-hidden="true">
      {chart.freezes.map((freeze) => {
        const x = scale.x(freeze.span.from);
        const wide = scale.x(freeze.span.to, true) - x;
        return (
          <g key={`${freeze.name} ${freeze.span.from}`}>
            <title>{B.freeze(freeze.name, dates.span(freeze.span))}</title>
            <rect className="bar-freeze" x={x} y="0" width={wide} height={HEAD} />
            {labelled(freeze) && (
              <text className="tf" x={x + 4} y="27">
                {B.legend.freeze}
              </text>
            )}
          </g>
        );
      })}
      {marks.map(({ day, words, name }, at) => {
        const x = scale.x(day ?? "");
        const next = marks[at + 1];
        const left = x > scale.width - ROOM || (next?.day && Math.abs(scale.x(next.day) - x) < ROOM);
        return (
          <g key={words}>
            <path className={name === "ta" ? "bar-today" : "bar-date"} d={`M${x} 2V${HEAD}`} />
            <text className={name} x={left ? x - 4 : x + 4} y="13" textAnchor={left ? "end" : "start"}>
              {words}
            </text>
          </g>
        );
      })}
      {months.map((day, at) => {
        const x = scale.x(day);
        const end = months[at + 1] ? scale.x(months[at + 1] ?? day) : scale.width;
        return (
          <g key={day}>
            <path className="bar-week" d={`M${x} 30V${HEAD}`} />
            {end - x > ROOM && (
              <text className="tx" x={x + 4} y="42">
                {month(day)}
              </text>
            )}
          </g>
        );
      })}
      {weeks.map((day, at) => (
        <g key={day}>
          <path className="bar-week" d={`M${scale.x(day)} 46v${HEAD - 46}`} />
          {at % step === 0 && (
            <text className="tf" x={scale.x(day) + 2} y="54">
              {Number(day.slice(8))}
            </text>
          )}
        </g>
      ))}
      <Period chart={chart} scale={scale} />
    </svg>
  );
}

/** The audit period as a band, cut to what is in sight. */
function Period({ chart: { period, today, fieldwork_from, report_due }, scale }: { chart: TaskChart; scale: Scale }) {
  if (!period || period.to < scale.from || period.from > scale.to) return null;
  const from = Math.max(0, scale.x(period.from));
  const to = Math.min(scale.width, scale.x(period.to, true));
  // Its name makes way for a date's.
  const marked = (x: number) =>
    [today, fieldwork_from, report_due].some((day) => day !== null && scale.x(day) < x && x - scale.x(day) < ROOM * 2);
  return (
    <>
      <rect className="bar-period" x={from} y={HEAD - 3} width={to - from} height="3" />
      {to - from > ROOM * 1.5 && !marked(to) && (
        <text className="tf" x={to - 4} y="13" textAnchor="end">
          {B.period}
        </text>
      )}
    </>
  );
}
