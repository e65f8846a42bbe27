/** The columns of the gaps' grid. What a cell shows comes from its line; nothing here reads or saves. */
import type { Dates } from "../../audit/date-format";
import { type Find, withOwn } from "../../audit/find";
import { GapStateMark, SeverityMark } from "../../audit/marks";
import { costWords, count, money } from "../../audit/money";
import {
  codesColumn,
  dash,
  dayColumn,
  dueColumn,
  flagColumn,
  personColumn,
  referenceColumn,
  textColumn,
  wordColumn,
} from "../../audit/rows/columns";
import type { Room } from "../../audit/rows/room";
import { choicesOf, GAP_KIND, GAP_SOURCE, GAP_STATE, LEVEL } from "../../audit/words";
import type { Choice, GridColumn } from "../../kit";
import type { GapLine } from "../../wire/wire.gen";
import { isPlain, nextOf } from "./steps";
import { T } from "./texts";

/** What the columns work with. */
export interface ColumnsGiven {
  dates: Dates;
  people: Find;
  controls: Find;
  criteria: Find;
  surfaces: Find;
  surfaceName(code: string): string;
  facets(column: string): () => Promise<Choice[]>;
  room: Room;
}

/** Whether the fix is still to come, so that the due day can go by. */
function awaitsFix(line: GapLine): boolean {
  return line.open && line.state !== "fixed_awaiting_proof";
}

/** The columns, in order. With little room the gap's words come before its surfaces and criteria: the inspector has both. */
export function columnsOf(given: ColumnsGiven): GridColumn<GapLine>[] {
  const { dates, people, controls, criteria, surfaces, surfaceName, facets } = given;
  const little = given.room === "little";
  const C = T.columns;
  const overdue = (line: GapLine) => awaitsFix(line) && line.due_on !== null && line.due_on < dates.today;
  // No number is given for costs: the footer would add up different currencies.
  const cost = (line: GapLine) => (line.cost ? costWords(line.cost) : "");
  return [
    referenceColumn(C.reference),
    textColumn({
      id: "title",
      title: C.title,
      width: 170,
      minWidth: 140,
      grow: 3,
      pinned: true,
      className: "medium prose",
      words: (line) => line.title,
    }),
    {
      id: "level",
      title: C.level,
      width: 92,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(LEVEL) },
      cell: (line) => <SeverityMark level={line.level} score={line.score} />,
      text: (line) => `${LEVEL[line.level]} ${line.score}`,
      number: (line) => line.score,
    },
    {
      id: "state",
      title: C.state,
      width: 148,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(GAP_STATE) },
      cell: (line) => <GapStateMark state={line.state} />,
      text: (line) => GAP_STATE[line.state],
      edit: {
        kind: "choice",
        value: (line) => line.state,
        choices: (line) =>
          [line.state, ...nextOf(line.state).filter(isPlain)].map((one) => ({ value: one, label: GAP_STATE[one] })),
      },
    },
    {
      id: "surfaces",
      title: C.surfaces,
      width: 100,
      grow: 2,
      hidden: little,
      sortable: true,
      filter: { kind: "choice", choices: facets("surfaces") },
      cell: (line) => dash(line.surfaces.map(surfaceName).join(", ")),
      text: (line) => line.surfaces.map(surfaceName).join(", "),
      edit: {
        kind: "choices",
        value: (line) => line.surfaces,
        choices: async (line, text) =>
          withOwn(
            line.surfaces.map((code) => ({ value: code, label: surfaceName(code) })),
            text,
            await surfaces(text),
          ),
        clear: [],
      },
    },
    codesColumn({
      id: "criteria",
      title: C.criteria,
      width: 104,
      hidden: little,
      codes: (line) => line.criteria,
      find: criteria,
      choices: facets("criteria"),
    }),
    {
      id: "cost_low",
      title: C.cost_low,
      width: 152,
      align: "end",
      sortable: true,
      filter: { kind: "number" },
      cell: (line) => dash(cost(line)),
      text: cost,
    },
    personColumn({
      id: "owner",
      title: C.owner,
      width: 104,
      person: (line) => line.owner,
      name: (line) => line.owner_name,
      people,
      choices: facets("owner"),
    }),
    dueColumn({ id: "due_on", title: C.due_on, width: 98, overdue, dates }),
    {
      id: "cost_high",
      title: C.cost_high,
      width: 104,
      align: "end",
      hidden: true,
      sortable: true,
      filter: { kind: "number" },
      cell: (line) => dash(line.cost && money(line.cost.high, line.cost.currency)),
      text: (line) => (line.cost ? money(line.cost.high, line.cost.currency) : ""),
    },
    {
      id: "effort_days",
      title: C.effort_days,
      width: 58,
      align: "end",
      hidden: true,
      sortable: true,
      filter: { kind: "number" },
      cell: (line) => dash(line.effort_days === null ? null : count(line.effort_days)),
      text: (line) => (line.effort_days === null ? "" : String(line.effort_days)),
      number: (line) => line.effort_days ?? undefined,
      edit: { kind: "number", value: (line) => line.effort_days, clear: null },
    },
    wordColumn({
      id: "kind",
      title: C.kind,
      width: 110,
      hidden: true,
      value: (line) => line.kind,
      words: GAP_KIND,
    }),
    wordColumn({
      id: "source",
      title: C.source,
      width: 124,
      hidden: true,
      value: (line) => line.source,
      words: GAP_SOURCE,
    }),
    codesColumn({
      id: "controls",
      title: C.controls,
      width: 130,
      hidden: true,
      codes: (line) => line.controls,
      find: controls,
      choices: facets("controls"),
    }),
    dayColumn({
      id: "found_on",
      title: C.found_on,
      width: 92,
      hidden: true,
      day: (line) => line.found_on,
      dates,
      fixed: true,
    }),
    flagColumn({ id: "open", title: C.open, width: 70, hidden: true, flag: (line) => line.open }),
    {
      id: "score",
      title: C.score,
      width: 66,
      align: "end",
      hidden: true,
      sortable: true,
      filter: { kind: "number" },
      cell: (line) => line.score,
      text: (line) => String(line.score),
      number: (line) => line.score,
    },
  ];
}
