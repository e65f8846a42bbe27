/** The columns of the communication plan. What a cell shows is worked out in `plan.ts`; nothing here reads or saves. */
import type { Dates } from "../../audit/date-format";
import { LookMark, MESSAGE_LOOK, MessageStateMark } from "../../audit/marks";
import { choicesOf, MESSAGE_STATE } from "../../audit/words";
import { type GridColumn, Marked, type MarkShape } from "../../kit";
import { type Clock, clockOf, clockTone, dueNumber, type Line, referenceOf } from "./plan";
import { T } from "./texts";

/** When a line is due, in words. */
export function dueWords(line: Line, dates: Dates): string {
  const { due } = line;
  if (due.kind === "day") return dates.day(due.day);
  if (due.kind === "instant") return dates.instant(due.at);
  if (due.kind === "waiting") return T.afterTrigger(due.hours);
  return due.kind === "asked" ? T.onRequest : "";
}

/** How the clock stands, in words. */
export function clockWords(clock: Clock): string {
  if (clock.kind === "stopped") return T.stopped;
  if (clock.kind === "running") return clock.hours < 0 ? T.late(-clock.hours) : T.left(clock.hours);
  if (clock.kind === "days") return clock.days < 0 ? T.daysLate(-clock.days) : T.daysLeft(clock.days);
  if (clock.kind === "met") return clock.late ? T.metLate : T.met;
  return "";
}

function clockShape(clock: Clock): MarkShape {
  if (clock.kind === "met") return clock.late ? "diamond" : "tick-disc";
  const left = clock.kind === "running" ? clock.hours : clock.kind === "days" ? clock.days : 0;
  if (clock.kind !== "stopped" && left < 0) return "octagon";
  return clockTone(clock) === "high" ? "triangle" : clock.kind === "stopped" ? "bar-ring" : "ring";
}

function ClockMark({ clock }: { clock: Clock }) {
  if (clock.kind === "none") return null;
  return (
    <Marked shape={clockShape(clock)} tone={clockTone(clock)}>
      {clockWords(clock)}
    </Marked>
  );
}

const audience = (line: Line) => line.row?.audience ?? line.message?.message.audience ?? "";
const title = (line: Line) => line.message?.message.title ?? line.row?.subject ?? "";
const state = (line: Line) => (line.message ? MESSAGE_STATE[line.message.message.state] : T.notStarted);

/** Whether a cell of the row can be edited; a text says why not. */
const ofRow = (line: Line) => (line.row === null ? T.groupWords.loose : true);

/** The columns, in order. `find` finds people for the owner. */
export function columnsOf(
  dates: Dates,
  now: number,
  find: (text: string) => Promise<{ value: string; label: string }[]>,
): GridColumn<Line>[] {
  const clock = (line: Line) => clockOf(line, now, dates.today);
  const C = T.columns;
  return [
    {
      id: "audience",
      title: C.audience,
      width: 166,
      minWidth: 110,
      grow: 2,
      pinned: true,
      sortable: true,
      filter: { kind: "text" },
      className: "strong",
      cell: audience,
      text: audience,
      edit: { kind: "text", value: audience, allowed: ofRow },
    },
    {
      id: "message",
      title: C.message,
      width: 196,
      minWidth: 100,
      grow: 2,
      sortable: true,
      filter: { kind: "text" },
      cell: title,
      text: (line) => (line.message ? `${referenceOf(line.message.message.number)} ${title(line)}` : title(line)),
    },
    {
      id: "due",
      title: C.when,
      width: 124,
      sortable: true,
      cell: (line) => dueWords(line, dates),
      text: (line) => dueWords(line, dates),
      number: dueNumber,
    },
    {
      id: "clock",
      title: C.clock,
      width: 110,
      sortable: true,
      cell: (line) => <ClockMark clock={clock(line)} />,
      text: (line) => clockWords(clock(line)),
    },
    {
      id: "state",
      title: C.state,
      width: 108,
      sortable: true,
      filter: { kind: "choice", choices: [...choicesOf(MESSAGE_STATE), { value: T.notStarted, label: T.notStarted }] },
      cell: (line) =>
        line.message ? (
          <MessageStateMark state={line.message.message.state} />
        ) : (
          <LookMark look={MESSAGE_LOOK.superseded} name={T.notStarted} />
        ),
      text: state,
    },
    {
      id: "owner",
      title: C.owner,
      width: 116,
      sortable: true,
      filter: { kind: "text" },
      cell: (line) => line.owner,
      text: (line) => line.owner,
      edit: {
        kind: "choice",
        value: (line) => line.row?.owner ?? null,
        choices: (_, text) => find(text),
        allowed: ofRow,
        clear: null,
      },
    },
    {
      id: "channel",
      title: C.channel,
      width: 150,
      grow: 1,
      minWidth: 90,
      sortable: true,
      filter: { kind: "text" },
      cell: (line) => line.row?.channel ?? "",
      text: (line) => line.row?.channel ?? "",
      edit: { kind: "text", value: (line) => line.row?.channel ?? "", allowed: ofRow, clear: "" },
    },
    {
      id: "sender",
      title: C.sender,
      width: 116,
      hidden: true,
      sortable: true,
      cell: (line) => line.sender,
      text: (line) => line.sender,
      edit: {
        kind: "choice",
        value: (line) => line.row?.sender ?? null,
        choices: (_, text) => find(text),
        allowed: ofRow,
        clear: null,
      },
    },
    {
      id: "subject",
      title: C.subject,
      width: 170,
      hidden: true,
      sortable: true,
      cell: (line) => line.row?.subject ?? "",
      text: (line) => line.row?.subject ?? "",
      edit: { kind: "text", value: (line) => line.row?.subject ?? "", allowed: ofRow },
    },
    {
      id: "track",
      title: C.track,
      width: 80,
      hidden: true,
      cell: (line) => T.groups[line.side],
      text: (line) => T.groups[line.side],
    },
  ];
}
