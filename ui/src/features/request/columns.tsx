/** The columns of the requests' grid. What a cell shows comes from its line; nothing here reads or saves. */
import { CriteriaChips } from "../../audit/criteria";
import type { Dates } from "../../audit/date-format";
import { codeChoices, type Find, withOwn } from "../../audit/find";
import { RequestAuditorMark, RequestInternalMark } from "../../audit/marks";
import { choicesOf, EVIDENCE_KIND, REQUEST_AUDITOR, REQUEST_INTERNAL } from "../../audit/words";
import { type Choice, type GridColumn, Marked } from "../../kit";
import type { RequestLine } from "../../wire/wire.gen";
import { needsReason, nextOf } from "./steps";
import { T } from "./texts";

/** What the columns work with. */
export interface ColumnsGiven {
  dates: Dates;
  people: Find;
  controls: Find;
  criteria: Find;
  facets(column: string): () => Promise<Choice[]>;
}

const FLAGS: Choice[] = [
  { value: "true", label: T.yes },
  { value: "false", label: T.no },
];

/** The due day in words, with what has gone by. */
export function dueText(line: Pick<RequestLine, "due_on" | "overdue">, dates: Dates): string {
  if (!line.due_on) return "";
  const day = dates.day(line.due_on);
  return line.overdue ? T.overdueSince(day) : day;
}

function Due({ line, dates }: { line: RequestLine; dates: Dates }) {
  if (!line.due_on) return <span className="faint">–</span>;
  if (!line.overdue) return dates.day(line.due_on);
  return (
    <span title={dueText(line, dates)}>
      <span className="vh">{T.overdue}</span>
      <Marked shape="triangle" tone="high">
        {dates.day(line.due_on)}
      </Marked>
    </span>
  );
}

const dash = (words: string | null) => words ?? <span className="faint">–</span>;

/** The columns, in order. */
export function columnsOf({ dates, people, controls, criteria, facets }: ColumnsGiven): GridColumn<RequestLine>[] {
  const C = T.columns;
  const flag = (id: "owed" | "overdue", title: string): GridColumn<RequestLine> => ({
    id,
    title,
    width: 80,
    hidden: true,
    sortable: true,
    filter: { kind: "choice", choices: FLAGS },
    cell: (line) => (line[id] ? T.yes : <span className="faint">{T.no}</span>),
    text: (line) => (line[id] ? T.yes : T.no),
  });
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
      id: "auditor_id",
      title: C.auditor_id,
      width: 82,
      sortable: true,
      filter: { kind: "text" },
      className: "medium",
      cell: (line) => dash(line.auditor_id),
      text: (line) => line.auditor_id ?? "",
      edit: { kind: "text", value: (line) => line.auditor_id, clear: null },
    },
    {
      id: "wording",
      title: C.wording,
      width: 200,
      minWidth: 160,
      grow: 1,
      sortable: true,
      filter: { kind: "text" },
      cell: (line) => line.wording,
      text: (line) => line.wording,
      edit: { kind: "long", value: (line) => line.wording },
    },
    {
      id: "due_on",
      title: C.due_on,
      width: 108,
      sortable: true,
      filter: { kind: "day" },
      cell: (line) => <Due line={line} dates={dates} />,
      text: (line) => dueText(line, dates),
      edit: { kind: "day", value: (line) => line.due_on, clear: null },
    },
    {
      id: "owner",
      title: C.owner,
      width: 108,
      sortable: true,
      filter: { kind: "choice", choices: facets("owner") },
      cell: (line) => dash(line.owner_name),
      text: (line) => line.owner_name ?? "",
      edit: { kind: "choice", value: (line) => line.owner, choices: (_, text) => people(text), clear: null },
    },
    {
      id: "internal",
      title: C.internal,
      width: 112,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(REQUEST_INTERNAL) },
      cell: (line) => <RequestInternalMark status={line.internal} />,
      text: (line) => REQUEST_INTERNAL[line.internal.internal],
      edit: {
        kind: "choice",
        value: (line) => line.internal.internal,
        choices: (line) =>
          [line.internal.internal, ...nextOf(line.internal.internal)]
            .filter((one) => one === line.internal.internal || !needsReason(one))
            .map((one) => ({ value: one, label: REQUEST_INTERNAL[one] })),
      },
    },
    {
      id: "auditor",
      title: C.auditor,
      width: 96,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(REQUEST_AUDITOR) },
      cell: (line) => <RequestAuditorMark status={line.auditor} />,
      text: (line) => REQUEST_AUDITOR[line.auditor],
    },
    {
      id: "rounds",
      title: C.rounds,
      width: 62,
      align: "end",
      sortable: true,
      filter: { kind: "number" },
      cell: (line) => (line.rounds === 0 ? <span className="faint">–</span> : line.rounds),
      text: (line) => String(line.rounds),
      number: (line) => line.rounds,
    },
    {
      id: "evidence",
      title: C.evidence,
      width: 72,
      align: "end",
      sortable: true,
      filter: { kind: "number" },
      cell: (line) => (line.evidence.length === 0 ? <span className="faint">–</span> : line.evidence.length),
      text: (line) => String(line.evidence.length),
      number: (line) => line.evidence.length,
    },
    {
      id: "blocks_testing",
      title: C.blocks_testing,
      width: 72,
      sortable: true,
      filter: { kind: "choice", choices: FLAGS },
      cell: (line) =>
        line.blocks_testing ? (
          <Marked shape="triangle-mark" tone="med">
            {T.waits}
          </Marked>
        ) : (
          <span className="faint">–</span>
        ),
      text: (line) => (line.blocks_testing ? T.waits : ""),
      edit: { kind: "switch", value: (line) => line.blocks_testing },
    },
    {
      id: "kind",
      title: C.kind,
      width: 120,
      hidden: true,
      sortable: true,
      filter: { kind: "choice", choices: choicesOf(EVIDENCE_KIND) },
      cell: (line) => dash(line.kind && EVIDENCE_KIND[line.kind]),
      text: (line) => (line.kind ? EVIDENCE_KIND[line.kind] : ""),
      edit: { kind: "choice", value: (line) => line.kind, choices: choicesOf(EVIDENCE_KIND), clear: null },
    },
    {
      id: "reviewer",
      title: C.reviewer,
      width: 108,
      hidden: true,
      sortable: true,
      filter: { kind: "choice", choices: facets("reviewer") },
      cell: (line) => dash(line.reviewer_name),
      text: (line) => line.reviewer_name ?? "",
      edit: { kind: "choice", value: (line) => line.reviewer, choices: (_, text) => people(text), clear: null },
    },
    {
      id: "received_on",
      title: C.received_on,
      width: 92,
      hidden: true,
      sortable: true,
      filter: { kind: "day" },
      cell: (line) => dates.day(line.received_on),
      text: (line) => dates.day(line.received_on),
      edit: { kind: "day", value: (line) => line.received_on },
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
      id: "criteria",
      title: C.criteria,
      width: 110,
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
    flag("owed", C.owed),
    flag("overdue", C.overdue),
  ];
}
