/** One bar: its shape says the state, a diamond and a word the critical path, a thin line the slack. */
import type { ChartBar, ChartPhase } from "../../../wire/wire.gen";
import { ROW, type Scale, slackEnd } from "./scale";

const [TOP, HIGH] = [7, 14];

export function Bar(props: {
  id: string;
  bar: ChartBar;
  y: number;
  scale: Scale;
  here: boolean;
  words: string;
  label: string;
}) {
  const { bar, y, scale } = props;
  const { state } = bar.state;
  const x = scale.x(bar.days.from);
  const wide = Math.max(4, scale.x(bar.days.to, true) - x);
  const end = Math.max(x + wide, scale.x(slackEnd(bar), true));
  const middle = y + ROW / 2;
  const words = props.words;
  const after = (bar.critical ? x + wide + 8 : end) + 6;
  const name = `bar ${state}${bar.critical ? " critical" : ""}${bar.late ? " late" : ""}`;
  return (
    <g id={props.id} role="option" aria-selected={props.here} aria-label={props.label} data-task={bar.id}>
      <rect className={props.here ? "bar-row on" : "bar-row"} x="0" y={y} width={scale.width} height={ROW} />
      {end > x + wide + 1 && <path className="bar-slack" d={`M${x + wide} ${middle}H${end}M${end} ${middle - 4}v8`} />}
      <rect className={name} x={x} y={y + TOP} width={wide} height={HIGH} rx="2" />
      {state === "in_progress" && <rect className="bar-part" x={x} y={y + TOP} width={wide / 2} height={HIGH} rx="2" />}
      {state === "blocked" && <path className="bar-stop" d={`M${x + wide / 2} ${y + 5}l8 14h-16z`} />}
      {bar.freezes.map((freeze) => {
        const from = Math.max(x, scale.x(freeze.span.from));
        const to = Math.min(x + wide, scale.x(freeze.span.to, true));
        if (to <= from) return null;
        return (
          <path
            key={`${freeze.name} ${freeze.span.from}`}
            className="bar-still"
            d={`M${from} ${y + TOP}H${to}M${from} ${y + TOP + HIGH}H${to}M${from} ${middle}H${to}`}
          />
        );
      })}
      {bar.critical && <path className="bar-diamond" d={`M${x + wide} ${y + 7}l7 7-7 7-7-7z`} />}
      {words !== "" && (
        <text className={bar.late ? "bar-words late" : "bar-words"} x={after} y={y + 18}>
          {words}
        </text>
      )}
    </g>
  );
}

/** The row of a phase: a band with a bracket from its first day to its last. Its group of bars says the same. */
export function PhaseBand({ phase, y, scale }: { phase: ChartPhase; y: number; scale: Scale }) {
  const [from, to] = [scale.x(phase.days.from), scale.x(phase.days.to, true)];
  return (
    <g>
      <rect className="phase-row" x="0" y={y} width={scale.width} height={ROW} />
      <path className="phase-span" d={`M${from} ${y + 19}v-7H${to}v7`} />
    </g>
  );
}
