/** What lies under the bars: weeks, freezes, the audit's dates, today. Their words stand in the head. */
import { dayPlus } from "../../../kit";
import type { TaskChart } from "../../../wire/wire.gen";
import { type Scale, ticksOf } from "./scale";

/** Weekends are told apart where a day is at least this wide. */
const WEEKENDS = 12;

export function Ground(props: { chart: TaskChart; scale: Scale; height: number; id: string }) {
  const { chart, scale, height } = props;
  const { weeks } = ticksOf(scale);
  const hatch = `${props.id.replace(/[^\w-]/g, "")}-hatch`;
  const upright = (day: string, end = false) => `M${scale.x(day, end)} 0V${height}`;
  return (
    <g>
      <defs>
        <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect className="bar-freeze" width="8" height="8" />
          <path className="bar-hatch" d="M-2 2 2-2M0 8 8 0M6 10l4-4" />
        </pattern>
      </defs>
      {scale.px >= WEEKENDS &&
        weeks.map((day) => (
          <rect
            key={day}
            className="bar-weekend"
            x={scale.x(dayPlus(day, -2))}
            y="0"
            width={scale.px * 2}
            height={height}
          />
        ))}
      {chart.freezes.map((freeze) => (
        <rect
          key={`${freeze.name} ${freeze.span.from}`}
          x={scale.x(freeze.span.from)}
          y="0"
          width={scale.x(freeze.span.to, true) - scale.x(freeze.span.from)}
          height={height}
          fill={`url(#${hatch})`}
        />
      ))}
      <path className="bar-week" d={weeks.map((day) => upright(day)).join("")} />
      {chart.period && chart.period.to <= scale.to && <path className="bar-date" d={upright(chart.period.to, true)} />}
      {chart.fieldwork_from && chart.fieldwork_from <= scale.to && (
        <path className="bar-date" d={upright(chart.fieldwork_from)} />
      )}
      {chart.report_due && chart.report_due <= scale.to && <path className="bar-date" d={upright(chart.report_due)} />}
      <path className="bar-today" d={upright(chart.today)} />
    </g>
  );
}
