/** The columns of the findings' grid. What a cell shows comes from its line; nothing here reads or saves. */
import { CriteriaChips } from "../../audit/criteria";
import type { Dates } from "../../audit/date-format";
import { codeChoices, type Find, withOwn } from "../../audit/find";
import { FindingStateMark, SeverityMark } from "../../audit/marks";
import { CLOCK, choicesOf, FINDING_SOURCE, FINDING_STATE, LEVEL } from "../../audit/words";
import { type Choice, type GridColumn, Marked } from "../../kit";
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

const dash = (words: string | null | undefined) => words || <span className="faint">–</span>;

/** What falls due next, in words. */
export function clockWords({ clock }: Pick<FindingLine, "clock">, dates: Dates): string {
  if (!clock) return "";
  return (clock.overdue ? T.clockOver : T.clock)(CLOCK[clock.kind], dates.day(clock.due));
}

function Clock({ line, dates }: { line: FindingLine; dates: Dates }) {
  const { clock } = line;
  if (!clock) return <span className="faint">–</span>;
  const words = T.clock(CLOCK[clock.kind], dates.day(clock.due));
  if (!clock.overdue) return words;
  return (
    <span title={clockWords(line, dates)}>
      <span className="vh">{T.overdue}</span>
      <Marked shape="triangle" tone="high">
        {words}
      </Marked>
    </span>
  );
}

/** The columns, in order. */
export function columnsOf({
  dates,
  people,
  controls,
  criteria,
  gaps,
  facets,
}: ColumnsGiven): GridColumn<FindingLine>[] {
  const C = T.columns;
  return [
    {
      id: "reference",
      title: C.reference,
      width: 78,
      pinned: true,
      sortable: true,
      filter: { kind: "text" },
      className: "dim",
      cell: (line) => line.reference,
      text: (line) => line.reference,
    },
    {
      id: "auditor_reference",
      title: C.auditor_reference,
      width: 128,
      sortable: true,
      filter: { kind: "text" },
      className: "medium",
      cell: (line) => dash(line.auditor_reference),
      text: (line) => line.auditor_reference ?? "",
      edit: { kind: "text", value: (line) => line.auditor_reference, clear: null },
    },
    {
      id: "wording",
      title: C.wording,
      width: 180,
      minWidth: 150,
      grow: 1,
      sortable: true,
      filter: { kind: "text" },
      cell: (line) => line.wording,
      text: (line) => line.wording,
      edit: { kind: "long", value: (line) => line.wording },
    },
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
    {
      id: "owner",
      title: C.owner,
      width: 104,
      sortable: true,
      filter: { kind: "choice", choices: facets("owner") },
      cell: (line) => dash(line.owner_name),
      text: (line) => line.owner_name ?? "",
      edit: { kind: "choice", value: (line) => line.owner, choices: (_, text) => people(text), clear: null },
    },
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
    {
      id: "criteria",
      title: C.criteria,
      width: 108,
      hidden: true,
      sortable: true,
      filter: { kind: "choice", choices: facets("criteria") },
      cell: (line) => <CriteriaChips codes={line.criteria} />,
      text: (line) => line.criteria.join(", "),
      edit: {
        kind: "choices",
        value: (line) => line.criteria,
        choices: async (line, text) => withOwn(codeChoices(line.criteria), text, await criteria(text)),
        clear: [],
      },
    },
    {
      id: "controls",
      title: C.controls,
      width: 124,
      hidden: true,
      sortable: true,
      filter: { kind: "choice", choices: facets("controls") },
      cell: (line) => <CriteriaChips codes={line.controls} />,
      text: (line) => line.controls.join(", "),
      edit: {
        kind: "choices",
        value: (line) => line.controls,
        choices: async (line, text) => withOwn(codeChoices(line.controls), text, await controls(text)),
        clear: [],
      },
    },
    {
      id: "source",
      title: C.source,
      width: 96,
      hidden: true,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(FINDING_SOURCE) },
      cell: (line) => FINDING_SOURCE[line.source],
      text: (line) => FINDING_SOURCE[line.source],
      edit: { kind: "choice", value: (line) => line.source, choices: choicesOf(FINDING_SOURCE) },
    },
    {
      id: "raised_on",
      title: C.raised_on,
      width: 92,
      hidden: true,
      sortable: true,
      filter: { kind: "day" },
      cell: (line) => dates.day(line.raised_on),
      text: (line) => dates.day(line.raised_on),
      edit: { kind: "day", value: (line) => line.raised_on },
    },
  ];
}
