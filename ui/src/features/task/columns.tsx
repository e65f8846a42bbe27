/** The columns of the plan's grid. What a cell edits is a fact of the task; its state is moved by a step. */
import type { Dates } from "../../audit/date-format";
import { codeChoices, type Find } from "../../audit/find";
import { TaskStateMark } from "../../audit/marks";
import { choicesOf, TASK_STATE, WORK_TRACK } from "../../audit/words";
import type { Choice, GridColumn } from "../../kit";
import type { TaskLine } from "../../wire/wire.gen";
import { T } from "./texts";

const C = T.columns;
/** Working days of one task, at most; the program's own bound. */
export const MOST_DAYS = 1000;

/** Choices that contain what is there already, so that a row's values have words before any is found. */
async function withOwn(found: Promise<Choice[]>, own: readonly string[]): Promise<Choice[]> {
  const choices = await found;
  const missing = own.filter((value) => !choices.some((choice) => choice.value === value));
  return [...choices, ...codeChoices(missing)];
}

export function columnsOf(
  dates: Dates,
  find: { person: Find; task: Find; control: Find; gap: Find },
): GridColumn<TaskLine>[] {
  return [
    {
      id: "code",
      title: C.code,
      width: 138,
      pinned: true,
      sortable: true,
      filter: { kind: "text" },
      className: "strong",
      cell: (row) => row.code,
      text: (row) => row.code,
      edit: { kind: "text", value: (row) => row.code },
    },
    {
      id: "title",
      title: C.title,
      width: 220,
      minWidth: 140,
      grow: 3,
      pinned: true,
      sortable: true,
      filter: { kind: "text" },
      cell: (row) => row.title,
      text: (row) => row.title,
      edit: { kind: "text", value: (row) => row.title },
    },
    {
      id: "state",
      title: C.state,
      width: 110,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(TASK_STATE) },
      cell: (row) => <TaskStateMark state={row.state} />,
      text: (row) => TASK_STATE[row.state.state],
      edit: {
        kind: "choice",
        value: (row) => row.state.state,
        // All of them, so that what is typed finds its state at once; where no step leads, the cell says so.
        choices: choicesOf(TASK_STATE),
      },
    },
    {
      id: "owner",
      title: C.owner,
      width: 128,
      grow: 1,
      sortable: true,
      filter: { kind: "choice", choices: () => find.person("") },
      cell: (row) => row.owner_name ?? <span className="faint">{row.owner_role || INSPECT_NONE}</span>,
      text: (row) => row.owner_name ?? row.owner_role,
      edit: { kind: "choice", value: (row) => row.owner, choices: (_, text) => find.person(text), clear: null },
    },
    {
      id: "starts",
      title: C.starts,
      width: 92,
      sortable: true,
      filter: { kind: "day" },
      cell: (row) => (
        <span
          title={
            row.starts && row.starts !== row.starts_on
              ? T.startsHint(dates.day(row.starts_on), dates.day(row.starts))
              : undefined
          }
        >
          {dates.day(row.starts)}
        </span>
      ),
      text: (row) => dates.day(row.starts),
      edit: { kind: "day", value: (row) => row.starts_on },
    },
    {
      id: "ends",
      title: C.ends,
      width: 92,
      sortable: true,
      filter: { kind: "day" },
      cell: (row) => dates.day(row.ends),
      text: (row) => dates.day(row.ends),
    },
    {
      id: "working_days",
      title: C.days,
      width: 56,
      align: "end",
      sortable: true,
      filter: { kind: "number" },
      cell: (row) => row.working_days,
      text: (row) => String(row.working_days),
      number: (row) => row.working_days,
      edit: {
        kind: "number",
        value: (row) => row.working_days,
        parse: (text) => {
          const days = Number(text.replace(/\s/g, ""));
          return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? { value: days } : { error: T.unknownDays };
        },
      },
    },
    {
      id: "dependencies",
      title: C.waits,
      width: 120,
      grow: 1,
      sortable: true,
      filter: { kind: "text" },
      cell: (row) => codes(row.dependencies.map((one) => one.code)),
      text: (row) => codes(row.dependencies.map((one) => one.code)),
      edit: {
        kind: "choices",
        value: (row) => row.dependencies.map((one) => one.code),
        choices: (row, text) =>
          withOwn(
            find.task(text),
            row.dependencies.map((one) => one.code),
          ),
        clear: [],
      },
    },
    {
      id: "controls",
      title: C.controls,
      width: 110,
      grow: 1,
      sortable: true,
      filter: { kind: "text" },
      cell: (row) => codes(row.controls),
      text: (row) => codes(row.controls),
      edit: {
        kind: "choices",
        value: (row) => row.controls,
        choices: (row, text) => withOwn(find.control(text), row.controls),
        clear: [],
      },
    },
    {
      id: "gaps",
      title: C.gaps,
      width: 96,
      sortable: true,
      filter: { kind: "text" },
      cell: (row) => codes(row.gaps),
      text: (row) => codes(row.gaps),
      edit: {
        kind: "choices",
        value: (row) => row.gaps,
        choices: (row, text) => withOwn(find.gap(text), row.gaps),
        clear: [],
      },
    },
    {
      id: "phase",
      title: C.phase,
      width: 150,
      hidden: true,
      sortable: true,
      filter: { kind: "text" },
      cell: (row) => row.phase,
      text: (row) => row.phase,
      edit: { kind: "text", value: (row) => row.phase, clear: "" },
    },
    {
      id: "track",
      title: C.track,
      width: 120,
      hidden: true,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(WORK_TRACK) },
      cell: (row) => WORK_TRACK[row.track],
      text: (row) => WORK_TRACK[row.track],
      edit: { kind: "choice", value: (row) => row.track, choices: choicesOf(WORK_TRACK) },
    },
    {
      id: "owner_role",
      title: C.role,
      width: 150,
      hidden: true,
      sortable: true,
      filter: { kind: "text" },
      cell: (row) => row.owner_role,
      text: (row) => row.owner_role,
      edit: { kind: "text", value: (row) => row.owner_role, clear: "" },
    },
  ];
}

const INSPECT_NONE = "–";

function codes(all: readonly string[]): string {
  return all.join(", ");
}
