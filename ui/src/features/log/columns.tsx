/** The columns of the activity log, filtered by the program over the whole log. They name records and change none. */
import { count, type Dates, NOUN, NOUNS } from "../../audit";
import { type Choice, type GridColumn, type GridFilters, Marked } from "../../kit";
import { call } from "../../wire/call";
import type { ColumnFilter, LogLine, LogSubject, PageQuery } from "../../wire/wire.gen";
import { T } from "./texts";

/** What a record is called; one that is gone by its noun. */
export function subjectWords(subject: LogSubject): string {
  return subject.reference ?? T.gone(NOUN[subject.noun]);
}

/** Names in sight where a row touched many records. */
const FEW = 2;

/** What a row is about in words: a few by name, many by their number. */
export function aboutWords(row: LogLine): string {
  // One name takes no more room than the words for one more.
  const named = row.subjects.slice(0, row.touched > FEW + 1 ? FEW : FEW + 1).map(subjectWords);
  const more = row.touched - named.length;
  return more > 0 ? `${named.join(", ")} ${T.more(more)}` : named.join(", ");
}

export function stateWords(row: LogLine): string {
  if (row.undone_by !== null) return T.undoneBy(count(row.undone_by));
  return row.undoes === null ? "" : T.undoes(count(row.undoes));
}

/** What is asked of the log. */
export type Query = Omit<PageQuery, "offset" | "limit">;

/** The wire's filters of the grid's. */
export function filtersOf(filters: GridFilters): ColumnFilter[] {
  return Object.entries(filters).map(([column, test]) => ({ column, test }));
}

/** The values of a column with their numbers, among the rows that all other filters leave. */
async function facets(column: string, query: Query): Promise<Choice[]> {
  const filters = query.filters.filter((one) => one.column !== column);
  const found = await call("page.facets", {
    noun: "log",
    column,
    query: { ...query, filters, sort: [], offset: 0, limit: 1 },
  });
  return found.map(({ value, label, count: rows }) => ({ value, label, count: rows }));
}

/** The columns; `query` is that of the moment, for the choices of their filters, so that another one makes no new columns. */
export function logColumns(dates: Dates, query: () => Query): readonly GridColumn<LogLine>[] {
  const C = T.columns;
  const values = (column: string) => ({ kind: "choice" as const, choices: () => facets(column, query()) });
  return [
    {
      id: "seq",
      title: C.seq,
      width: 76,
      align: "end",
      pinned: true,
      sortable: true,
      filter: { kind: "number" },
      cell: (row) => count(row.seq),
      text: (row) => count(row.seq),
      number: (row) => row.seq,
    },
    {
      id: "at",
      title: C.at,
      width: 168,
      sortable: true,
      filter: { kind: "day" },
      cell: (row) => dates.instant(row.at),
      text: (row) => dates.instant(row.at, true),
      className: "dim",
    },
    {
      id: "who",
      title: C.who,
      width: 116,
      sortable: true,
      filter: values("who"),
      cell: (row) => row.who,
      text: (row) => row.who,
    },
    {
      id: "action",
      title: C.action,
      width: 250,
      grow: 3,
      minWidth: 180,
      sortable: true,
      filter: values("action"),
      cell: (row) => row.words,
      text: (row) => row.words,
      className: "medium",
    },
    {
      id: "noun",
      title: C.noun,
      width: 200,
      grow: 2,
      minWidth: 140,
      sortable: true,
      filter: values("noun"),
      cell: (row) => <About row={row} />,
      text: aboutWords,
    },
    {
      id: "state",
      title: C.state,
      width: 144,
      cell: (row) => <State row={row} />,
      text: stateWords,
    },
  ];
}

function About({ row }: { row: LogLine }) {
  const [first] = row.subjects;
  if (!first) return <span className="faint">–</span>;
  // What is gone has no name but its noun.
  const one = first.reference !== null && row.subjects.every((subject) => subject.noun === first.noun);
  const noun = one ? (row.touched === 1 ? NOUN[first.noun] : NOUNS[first.noun]) : undefined;
  return (
    <span className="clip">
      {noun && <span className="dim">{noun} </span>}
      {aboutWords(row)}
    </span>
  );
}

function State({ row }: { row: LogLine }) {
  if (row.undone_by !== null) {
    return (
      <Marked shape="cross" tone="none">
        {stateWords(row)}
      </Marked>
    );
  }
  return <span className="dim">{stateWords(row)}</span>;
}
