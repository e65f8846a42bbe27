/** The words that lists of work share: narrowing, notices, kept text, choosing from the catalogue, sheets in and out. */
const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const WORK_TEXTS = {
  clearOnly: "Show all rows again",
  restored: "What you had typed before is here again. It isn’t saved yet.",
  discard: "Discard it",
  cancel: "Cancel",
  gone: "There is nothing of this number here any more.",
  remove: (name: string) => `Remove ${name}`,
  unknownPerson: "Somebody who is no longer here",
} as const;

export const TAKE_TEXTS = {
  chosen: (n: number) => `${n} chosen`,
  all: (n: number) => `Choose all ${n}`,
  clear: "Choose none",
} as const;

export const ROW_WORDS = {
  yes: "Yes",
  no: "No",
  overdue: "overdue",
  overdueSince: (day: string) => `${day}, overdue`,
} as const;

export const SHEET_TEXTS = {
  menu: "Sheet",
  exportSection: "Save as a sheet",
  workbook: "Workbook (XLSX)",
  csv: "Separated values (CSV)",
  internal: "Workbook with internal columns",
  internalHint: "With costs and notes: for the consultant alone",
  filteredHint: "Only the rows that are shown",
  importSection: "Take in",
  import: "Import a sheet…",
  fileName: (title: string, form: string) => `${title}.${form}`,
  saved: (name: string, rows: number) => `${name} was saved with ${plural(rows, "row", "rows")}.`,
  title: (noun: string) => `Import a sheet: ${noun}`,
  chooseWords:
    "A workbook or a file of separated values whose first rows hold the headings. You see what would change before anything does.",
  choose: "Choose a file",
  chooseOther: "Choose another file",
  reading: "Reading the sheet",
  file: "File",
  sheet: "Sheet",
  headingRow: "Headings stand in row",
  dateOrder: "Dates such as 04/05/2026",
  dayFirst: "Day first",
  monthFirst: "Month first",
  asFound: "As the sheet tells",
  mapping: "Saved mapping",
  noMapping: "None",
  columns: "Columns",
  column: (letters: string, heading: string) => `${letters} ${heading}`.trim(),
  isRead: (title: string) => `is read as ${title}`,
  unknown: (names: string) => `Not known, not read: ${names}`,
  derived: (names: string) => `Worked out by the program, not read: ${names}`,
  missing: (names: string) => `New rows need these, and the sheet has no column for them: ${names}`,
  ambiguous: (names: string) => `Named by several headings, leave all but one out: ${names}`,
  counts: (added: number, changed: number, unchanged: number, refused: number) =>
    `${added} added · ${changed} changed · ${unchanged} unchanged · ${refused} refused`,
  nothing: "The sheet says what the vault says. There is nothing to take in.",
  row: "Row",
  what: "What",
  record: "Record",
  fields: "What it says",
  added: "Added",
  changed: "Changed",
  alike: (key: string) => `reads like ${key}`,
  from: (heading: string, from: string, to: string) => `${heading}: ${from} → ${to}`,
  to: (heading: string, to: string) => `${heading}: ${to}`,
  empty: "nothing",
  refused: "Refused, not taken in",
  consequences: "Also changes",
  more: (n: number) => `and ${plural(n, "more row", "more rows")}`,
  apply: (n: number) => `Take in ${plural(n, "row", "rows")}`,
  applied: (added: number, changed: number) => `${added} added, ${changed} changed.`,
} as const;
