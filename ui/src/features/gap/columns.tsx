/** The columns of the gaps' grid. What a cell shows comes from its line; nothing here reads or saves. */
import { CriteriaChips } from "../../audit/criteria";
import type { Dates } from "../../audit/date-format";
import { codeChoices, type Find, withOwn } from "../../audit/find";
import { GapStateMark, SeverityMark } from "../../audit/marks";
import { costWords, count, money } from "../../audit/money";
import { choicesOf, GAP_KIND, GAP_SOURCE, GAP_STATE, LEVEL } from "../../audit/words";
import { type Choice, type GridColumn, Marked } from "../../kit";
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
}

const FLAGS: Choice[] = [
  { value: "true", label: T.yes },
  { value: "false", label: T.no },
];

const dash = (words: string | null | undefined) => words || <span className="faint">–</span>;

/** Whether the fix is still to come, so that the due day can go by. */
function awaitsFix(line: GapLine): boolean {
  return line.open && line.state !== "fixed_awaiting_proof";
}

/** The columns, in order. */
export function columnsOf(given: ColumnsGiven): GridColumn<GapLine>[] {
  const { dates, people, controls, criteria, surfaces, surfaceName, facets } = given;
  const C = T.columns;
  const overdue = (line: GapLine) => awaitsFix(line) && line.due_on !== null && line.due_on < dates.today;
  const due = (line: GapLine) => {
    if (!line.due_on) return "";
    return overdue(line) ? T.overdueSince(dates.day(line.due_on)) : dates.day(line.due_on);
  };
  // No number is given for costs: the footer would add up different currencies.
  const cost = (line: GapLine) => (line.cost ? costWords(line.cost) : "");
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
      id: "title",
      title: C.title,
      width: 170,
      minWidth: 140,
      grow: 3,
      pinned: true,
      sortable: true,
      filter: { kind: "text" },
      className: "medium",
      cell: (line) => line.title,
      text: (line) => line.title,
      edit: { kind: "text", value: (line) => line.title },
    },
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
      width: 140,
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
    {
      id: "criteria",
      title: C.criteria,
      width: 104,
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
      id: "cost_low",
      title: C.cost_low,
      width: 142,
      align: "end",
      sortable: true,
      filter: { kind: "number" },
      cell: (line) => dash(cost(line)),
      text: cost,
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
      id: "due_on",
      title: C.due_on,
      width: 98,
      sortable: true,
      filter: { kind: "day" },
      cell: (line) =>
        overdue(line) ? (
          <span title={due(line)}>
            <span className="vh">{T.overdue}</span>
            <Marked shape="triangle" tone="high">
              {dates.day(line.due_on)}
            </Marked>
          </span>
        ) : (
          dash(due(line))
        ),
      text: due,
      edit: { kind: "day", value: (line) => line.due_on, clear: null },
    },
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
    {
      id: "kind",
      title: C.kind,
      width: 110,
      hidden: true,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(GAP_KIND) },
      cell: (line) => GAP_KIND[line.kind],
      text: (line) => GAP_KIND[line.kind],
      edit: { kind: "choice", value: (line) => line.kind, choices: choicesOf(GAP_KIND) },
    },
    {
      id: "source",
      title: C.source,
      width: 124,
      hidden: true,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(GAP_SOURCE) },
      cell: (line) => GAP_SOURCE[line.source],
      text: (line) => GAP_SOURCE[line.source],
      edit: { kind: "choice", value: (line) => line.source, choices: choicesOf(GAP_SOURCE) },
    },
    {
      id: "controls",
      title: C.controls,
      width: 130,
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
      id: "found_on",
      title: C.found_on,
      width: 92,
      hidden: true,
      sortable: true,
      filter: { kind: "day" },
      cell: (line) => dates.day(line.found_on),
      text: (line) => dates.day(line.found_on),
    },
    {
      id: "open",
      title: C.open,
      width: 70,
      hidden: true,
      sortable: true,
      filter: { kind: "choice", choices: FLAGS },
      cell: (line) => (line.open ? T.yes : <span className="faint">{T.no}</span>),
      text: (line) => (line.open ? T.yes : T.no),
    },
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
