/** The columns of the requests' grid. What a cell shows comes from its line; nothing here reads or saves. */
import type { Dates } from "../../audit/date-format";
import type { Find } from "../../audit/find";
import { RequestAuditorMark, RequestInternalMark } from "../../audit/marks";
import {
  codesColumn,
  dash,
  dayColumn,
  dueColumn,
  FLAGS,
  flagColumn,
  numberColumn,
  personColumn,
  referenceColumn,
  textColumn,
  wordColumn,
} from "../../audit/rows/columns";
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

/** The columns, in order. */
export function columnsOf(given: ColumnsGiven): GridColumn<RequestLine>[] {
  const { dates, people, controls, criteria, facets } = given;
  const C = T.columns;
  return [
    referenceColumn(C.reference),
    textColumn({
      id: "auditor_id",
      title: C.auditor_id,
      width: 82,
      className: "medium",
      words: (line) => line.auditor_id,
      optional: true,
    }),
    textColumn({
      id: "wording",
      title: C.wording,
      width: 200,
      minWidth: 160,
      grow: 1,
      className: "prose",
      words: (line) => line.wording,
      long: true,
    }),
    dueColumn({ id: "due_on", title: C.due_on, width: 108, overdue: (line) => line.overdue, dates }),
    personColumn({
      id: "owner",
      title: C.owner,
      width: 108,
      person: (line) => line.owner,
      name: (line) => line.owner_name,
      people,
      choices: facets("owner"),
    }),
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
    numberColumn({ id: "rounds", title: C.rounds, width: 62, number: (line) => line.rounds }),
    numberColumn({ id: "evidence", title: C.evidence, width: 76, number: (line) => line.evidence.length }),
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
          dash(null)
        ),
      text: (line) => (line.blocks_testing ? T.waits : ""),
      edit: { kind: "switch", value: (line) => line.blocks_testing },
    },
    wordColumn({
      id: "kind",
      title: C.kind,
      width: 120,
      hidden: true,
      value: (line) => line.kind,
      words: EVIDENCE_KIND,
      optional: true,
    }),
    personColumn({
      id: "reviewer",
      title: C.reviewer,
      width: 108,
      hidden: true,
      person: (line) => line.reviewer,
      name: (line) => line.reviewer_name,
      people,
      choices: facets("reviewer"),
    }),
    dayColumn({
      id: "received_on",
      title: C.received_on,
      width: 92,
      hidden: true,
      day: (line) => line.received_on,
      dates,
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
    codesColumn({
      id: "criteria",
      title: C.criteria,
      width: 110,
      hidden: true,
      codes: (line) => line.criteria,
      find: criteria,
      choices: facets("criteria"),
    }),
    flagColumn({ id: "owed", title: C.owed, width: 80, hidden: true, flag: (line) => line.owed }),
    flagColumn({ id: "overdue", title: C.overdue, width: 80, hidden: true, flag: (line) => line.overdue }),
  ];
}
