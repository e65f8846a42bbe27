/** Columns that lists of work have alike: number, person, day, codes, a word of an enum, yes or no. What a cell shows comes from its line. */
import { type Choice, type GridColumn, Marked } from "../../kit";
import { CriteriaChips } from "../criteria";
import type { Dates } from "../date-format";
import { codeChoices, type Find, withOwn } from "../find";
import { choicesOf } from "../words";
import { ROW_WORDS as T } from "./texts";
import "./rows.css";

/** What each of these columns is given besides its values. */
interface Given {
  id: string;
  title: string;
  width: number;
  hidden?: boolean;
}

/** Words, or a dash where there are none. */
export const dash = (words: string | null | undefined) => words || <span className="faint">–</span>;

/** Whether something is so, as choices of a filter. */
export const FLAGS: Choice[] = [
  { value: "true", label: T.yes },
  { value: "false", label: T.no },
];

/** A day that has gone by: the word for it is read, the mark is seen. */
export function Overdue({ words, title }: { words: string; title: string }) {
  return (
    <span title={title}>
      <span className="vh">{T.overdue}</span>
      <Marked shape="triangle" tone="high">
        {words}
      </Marked>
    </span>
  );
}

/** The number by which a row is known. */
export function referenceColumn<Row extends { reference: string }>(title: string): GridColumn<Row> {
  return {
    id: "reference",
    title,
    width: 78,
    pinned: true,
    sortable: true,
    filter: { kind: "text" },
    className: "dim",
    cell: (line) => line.reference,
    text: (line) => line.reference,
  };
}

/** Words of the row's own; a long one is written over several lines, an optional one can be emptied. */
export function textColumn<Row>(
  given: Given &
    Pick<GridColumn<Row>, "minWidth" | "grow" | "pinned" | "className"> & {
      words(line: Row): string | null;
      long?: boolean;
      optional?: boolean;
    },
): GridColumn<Row> {
  const { words, long, optional, ...column } = given;
  return {
    ...column,
    sortable: true,
    filter: { kind: "text" },
    cell: (line) => dash(words(line)),
    text: (line) => words(line) ?? "",
    edit: { kind: long ? "long" : "text", value: words, ...(optional ? { clear: null } : {}) },
  };
}

/** Somebody, by name. */
export function personColumn<Row>(
  given: Given & {
    person(line: Row): string | null;
    name(line: Row): string | null;
    people: Find;
    choices(): Promise<Choice[]>;
  },
): GridColumn<Row> {
  const { person, name, people, choices, ...column } = given;
  return {
    ...column,
    sortable: true,
    filter: { kind: "choice", choices },
    cell: (line) => dash(name(line)),
    text: (line) => name(line) ?? "",
    edit: { kind: "choice", value: person, choices: (_, text) => people(text), clear: null },
  };
}

/** Codes of controls or criteria. */
export function codesColumn<Row>(
  given: Given & { codes(line: Row): string[]; find: Find; choices(): Promise<Choice[]> },
): GridColumn<Row> {
  const { codes, find, choices, ...column } = given;
  return {
    ...column,
    sortable: true,
    filter: { kind: "choice", choices },
    cell: (line) => <CriteriaChips codes={codes(line)} />,
    text: (line) => codes(line).join(", "),
    edit: {
      kind: "choices",
      value: codes,
      choices: async (line, text) => withOwn(codeChoices(codes(line)), text, await find(text)),
      clear: [],
    },
  };
}

/** A day that every row has. */
export function dayColumn<Row>(
  given: Given & { day(line: Row): string; dates: Dates; fixed?: boolean },
): GridColumn<Row> {
  const { day, dates, fixed, ...column } = given;
  return {
    ...column,
    sortable: true,
    filter: { kind: "day" },
    cell: (line) => dates.day(day(line)),
    text: (line) => dates.day(day(line)),
    ...(fixed ? {} : { edit: { kind: "day", value: day } }),
  };
}

/** The day by which something is due; one that has gone by says so. */
export function dueColumn<Row extends { due_on: string | null }>(
  given: Given & { overdue(line: Row): boolean; dates: Dates },
): GridColumn<Row> {
  const { overdue, dates, ...column } = given;
  const text = (line: Row) => {
    if (!line.due_on) return "";
    return overdue(line) ? T.overdueSince(dates.day(line.due_on)) : dates.day(line.due_on);
  };
  return {
    ...column,
    sortable: true,
    filter: { kind: "day" },
    cell: (line) => (overdue(line) ? <Overdue words={dates.day(line.due_on)} title={text(line)} /> : dash(text(line))),
    text,
    edit: { kind: "day", value: (line) => line.due_on, clear: null },
  };
}

/** One word of an enum, chosen in place; it can be emptied where a row may have none. */
export function wordColumn<Row, Value extends string>(
  given: Given & { value(line: Row): Value | null; words: Record<Value, string>; optional?: boolean },
): GridColumn<Row> {
  const { value, words, optional, ...column } = given;
  const text = (line: Row) => {
    const found = value(line);
    return found === null ? "" : words[found];
  };
  return {
    ...column,
    sortable: true,
    filter: { kind: "choice", choices: choicesOf(words) },
    cell: (line) => dash(text(line)),
    text,
    edit: { kind: "choice", value, choices: choicesOf(words), ...(optional ? { clear: null } : {}) },
  };
}

/** Whether something is so. */
export function flagColumn<Row>(given: Given & { flag(line: Row): boolean }): GridColumn<Row> {
  const { flag, ...column } = given;
  return {
    ...column,
    sortable: true,
    filter: { kind: "choice", choices: FLAGS },
    cell: (line) => (flag(line) ? T.yes : <span className="faint">{T.no}</span>),
    text: (line) => (flag(line) ? T.yes : T.no),
  };
}

/** How many; none is a dash. */
export function numberColumn<Row>(given: Given & { number(line: Row): number }): GridColumn<Row> {
  const { number, ...column } = given;
  return {
    ...column,
    align: "end",
    sortable: true,
    filter: { kind: "number" },
    cell: (line) => number(line) || dash(null),
    text: (line) => String(number(line)),
    number,
  };
}
