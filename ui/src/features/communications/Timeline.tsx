/** Both tracks over the next three weeks as a picture, with a table in its place for those who want one. It changes nothing. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { daysBetween } from "../../audit/dates";
import { MESSAGE_LOOK, MessageStateMark, Shaped } from "../../audit/marks";
import { MESSAGE_STATE, TRACK } from "../../audit/words";
import { Button, dayPlus } from "../../kit";
import type { Track } from "../../wire/wire.gen";
import { clockOf, dayOfLine, type Line } from "./plan";
import { T } from "./texts";

const DAYS = 21;
const LEFT = 64;
const STEP = 26;
const LANE = 40;
const TOP = 22;
/** Marks of one day that stand over each other before they are counted. */
const STACK = 2;

export interface TimelineProps {
  lines: readonly Line[];
  selected: string | undefined;
  onSelect(key: string): void;
  /** There is room for words beside the picture. */
  wide?: boolean;
}

export function Timeline(props: TimelineProps) {
  const dates = useDates();
  const [table, setTable] = useState(false);
  const shown = props.lines.filter((line) => {
    const day = dayOfLine(line);
    const from = day === undefined ? -1 : daysBetween(dates.today, day);
    return line.side !== "loose" && from >= 0 && from < DAYS;
  });
  return (
    <section className={props.wide ? "timeline wide" : "timeline"} aria-label={T.timeline.title}>
      <div className="row between">
        <h2 className="label">{T.timeline.title}</h2>
        <span className="row">
          <span className="micro dim">{T.timeline.today(dates.day(dates.today))}</span>
          <Button kind="link" onPress={() => setTable(!table)}>
            {table ? T.timeline.asPicture : T.timeline.asTable}
          </Button>
        </span>
      </div>
      <div className="timeline-body">
        {table ? <AsTable {...props} lines={shown} /> : <Picture {...props} lines={shown} />}
        <Clocks lines={props.lines} />
      </div>
    </section>
  );
}

function Picture({ lines, selected, onSelect }: TimelineProps) {
  const { today } = useDates();
  const width = LEFT + DAYS * STEP;
  const days = Array.from({ length: DAYS }, (_, at) => dayPlus(today, at));
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
  const lanes: readonly Track[] = ["internal", "external"];
  return (
    <svg
      className="pic tracks"
      viewBox={`0 0 ${width} ${TOP + 2 * LANE}`}
      role="img"
      aria-label={T.timeline.label(lines.length)}
    >
      {days.map((day, at) => {
        const of = weekday(day);
        const x = LEFT + at * STEP;
        return (
          <g key={day}>
            {(of === 0 || of === 6) && <rect className="p-shade" x={x} y={TOP} width={STEP} height={2 * LANE} />}
            {(of === 1 || of === 4) && (
              <text x={x} y={14}>
                {day.slice(5)}
              </text>
            )}
          </g>
        );
      })}
      {[0, 1, 2].map((at) => (
        <path key={at} className="p-line" d={`M${LEFT} ${TOP + at * LANE}H${width}`} />
      ))}
      {lanes.map((track, at) => (
        <text key={track} className="tb" x={0} y={TOP + at * LANE + LANE / 2 + 4}>
          {TRACK[track]}
        </text>
      ))}
      <path className="p-today" d={`M${LEFT} ${TOP - 2}V${TOP + 2 * LANE}`} />
      {lanes.map((track, lane) =>
        days.map((day, at) => (
          <DayMarks
            key={`${track} ${day}`}
            lines={lines.filter((line) => line.side === track && dayOfLine(line) === day)}
            x={LEFT + at * STEP + STEP / 2 - 6}
            y={TOP + lane * LANE}
            selected={selected}
            onSelect={onSelect}
          />
        )),
      )}
    </svg>
  );
}

function DayMarks(props: TimelineProps & { x: number; y: number }) {
  const { lines, x, y, selected, onSelect } = props;
  const shown = lines.slice(0, STACK);
  const room = shown.length === 1 ? 14 : 4;
  return (
    <>
      {shown.map((line, at) => (
        <g key={line.key} transform={`translate(${x} ${y + room + at * 17})`}>
          {line.key === selected && <rect className="p-focus" x={-4} y={-4} width={20} height={20} rx={3} />}
          <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
            <Shaped look={line.message ? MESSAGE_LOOK[line.message.message.state] : MESSAGE_LOOK.superseded} />
          </svg>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a way for the pointer alone; the same line stands in the grid and in the table */}
          <rect className="hit" x={-7} y={-3} width={26} height={18} onClick={() => onSelect(line.key)}>
            <title>{nameOf(line)}</title>
          </rect>
        </g>
      ))}
      {lines.length > STACK && (
        <text className="more" x={x + 18} y={y + 12}>
          {T.timeline.more(lines.length - STACK)}
        </text>
      )}
    </>
  );
}

function nameOf(line: Line): string {
  const what = line.message?.message.title ?? line.row?.subject ?? "";
  const state = line.message ? MESSAGE_STATE[line.message.message.state] : T.notStarted;
  return `${line.row?.audience ?? ""}: ${what}, ${state}`;
}

function AsTable({ lines, onSelect }: TimelineProps) {
  const dates = useDates();
  const C = T.timeline.columns;
  if (lines.length === 0) return <p className="small dim">{T.timeline.none}</p>;
  return (
    <table className="tight" aria-label={T.timeline.title}>
      <thead>
        <tr>
          {[C.due, C.track, C.what, C.state].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <td>{line.due.kind === "instant" ? dates.instant(line.due.at) : dates.day(dayOfLine(line))}</td>
            <td>{line.side === "loose" ? "" : TRACK[line.side]}</td>
            <td>
              <Button kind="link" onPress={() => onSelect(line.key)}>
                {line.message?.message.title ?? line.row?.subject ?? ""}
              </Button>
            </td>
            <td>{line.message ? <MessageStateMark state={line.message.message.state} /> : T.notStarted}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which clocks run, in one or two sentences. */
function Clocks({ lines }: { lines: readonly Line[] }) {
  const dates = useDates();
  const now = Date.now();
  const running = lines.flatMap((line) => {
    const clock = clockOf(line, now, dates.today);
    return clock.kind === "running" && line.due.kind === "instant"
      ? [{ line, at: line.due.at, hours: clock.hours }]
      : [];
  });
  const over = running.filter((one) => one.hours < 0);
  const next = running.filter((one) => one.hours >= 0).sort((a, b) => a.at.localeCompare(b.at))[0];
  if (running.length === 0) return <p className="note calm">{T.clocks.none}</p>;
  const words = [
    running.length > over.length ? T.clocks.running(running.length - over.length) : "",
    over.length > 0 ? T.clocks.over(over.length) : "",
    next
      ? T.clocks.next(`${next.line.row?.audience ?? ""}, ${next.line.row?.subject ?? ""}`, dates.instant(next.at))
      : "",
  ].filter(Boolean);
  return <p className={over.length > 0 ? "note crit" : "note high"}>{words.join(" ")}</p>;
}
