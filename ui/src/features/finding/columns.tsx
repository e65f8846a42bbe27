/** The columns of the findings' grid. What a cell shows comes from its line; nothing here reads or saves. */
import type { Dates } from "../../audit/date-format";
import { codeChoices, type Find, withOwn } from "../../audit/find";
import { FindingStateMark, SeverityMark } from "../../audit/marks";
import {
  codesColumn,
  dash,
  dayColumn,
  Overdue,
  personColumn,
  referenceColumn,
  textColumn,
  wordColumn,
} from "../../audit/rows/columns";
import { CLOCK, choicesOf, FINDING_SOURCE, FINDING_STATE, LEVEL } from "../../audit/words";
import type { Choice, GridColumn } from "../../kit";
import type { FindingLine } from "../../wire/wire.gen";
import { T } from "./texts";

/** What the columns work with. */
export interface ColumnsGiven {
  dates: Dates;
  people: Find;
  controls: Find;
  criteria: Find;
  gaps: Find;
  facets(column: string): () => Promise<Choice[]>;
}

/** What falls due next, in words. */
export function clockWords({ clock }: Pick<FindingLine, "clock">, dates: Dates): string {
  if (!clock) return "";
  return (clock.overdue ? T.clockOver : T.clock)(CLOCK[clock.kind], dates.day(clock.due));
}

function Clock({ line, dates }: { line: FindingLine; dates: Dates }) {
  const { clock } = line;
  if (!clock) return dash(null);
  const words = T.clock(CLOCK[clock.kind], dates.day(clock.due));
  return clock.overdue ? <Overdue words={words} title={clockWords(line, dates)} /> : words;
}

/** The columns, in order. */
export function columnsOf(given: ColumnsGiven): GridColumn<FindingLine>[] {
  const { dates, people, controls, criteria, gaps, facets } = given;
  const C = T.columns;
  return [
    referenceColumn(C.reference),
    textColumn({
      id: "auditor_reference",
      title: C.auditor_reference,
      width: 150,
      className: "medium prose",
      words: (line) => line.auditor_reference,
      optional: true,
    }),
    textColumn({
      id: "wording",
      title: C.wording,
      width: 180,
      minWidth: 150,
      grow: 1,
      className: "prose",
      words: (line) => line.wording,
      long: true,
    }),
    {
      id: "severity",
      title: C.severity,
      width: 88,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(LEVEL) },
      cell: (line) =>
        line.severity ? <SeverityMark level={line.severity} /> : <span className="faint">{T.notJudged}</span>,
      text: (line) => (line.severity ? LEVEL[line.severity] : T.notJudged),
      edit: { kind: "choice", value: (line) => line.severity, choices: choicesOf(LEVEL), clear: null },
    },
    {
      id: "state",
      title: C.state,
      width: 118,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(FINDING_STATE) },
      cell: (line) => <FindingStateMark state={line.state} />,
      text: (line) => FINDING_STATE[line.state],
    },
    {
      id: "due_on",
      title: C.due_on,
      width: 158,
      sortable: true,
      filter: { kind: "day" },
      cell: (line) => <Clock line={line} dates={dates} />,
      text: (line) => clockWords(line, dates),
      edit: { kind: "day", value: (line) => line.due_on, clear: null },
    },
    {
      id: "deviations",
      title: C.deviations,
      width: 78,
      cell: (line) => dash(line.deviations && T.of(line.deviations.found, line.deviations.tested)),
      text: (line) => (line.deviations ? T.of(line.deviations.found, line.deviations.tested) : ""),
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
    {
      id: "gaps",
      title: C.gaps,
      width: 78,
      cell: (line) => dash(line.gaps.join(", ")),
      text: (line) => line.gaps.join(", "),
      edit: {
        kind: "choices",
        value: (line) => line.gaps,
        choices: async (line, text) => withOwn(codeChoices(line.gaps), text, await gaps(text)),
        clear: [],
      },
    },
    codesColumn({
      id: "criteria",
      title: C.criteria,
      width: 108,
      hidden: true,
      codes: (line) => line.criteria,
      find: criteria,
      choices: facets("criteria"),
    }),
    codesColumn({
      id: "controls",
      title: C.controls,
      width: 124,
      hidden: true,
      codes: (line) => line.controls,
      find: controls,
      choices: facets("controls"),
    }),
    wordColumn({
      id: "source",
      title: C.source,
      width: 96,
      hidden: true,
      value: (line) => line.source,
      words: FINDING_SOURCE,
    }),
    dayColumn({ id: "raised_on", title: C.raised_on, width: 92, hidden: true, day: (line) => line.raised_on, dates }),
  ];
}
