/** The columns of the matrix: what each shows, sorts, filters and how it is edited in place. They save nothing. */
import { type RefObject, useMemo } from "react";
import {
  CONTROL_STATE,
  CONTROL_TYPE,
  ControlStateMark,
  CriteriaChips,
  choicesOf,
  codeChoices,
  FREQUENCY,
  GapsMark,
  LEVEL,
  NATURE,
  OccurrenceCell,
  occurrenceText,
  RATING_SHORT,
  RatingMark,
  useDates,
  useFind,
} from "../../../audit";
import type { Room } from "../../../audit/rows/room";
import { Chip, type Choice, type ColumnFilter, type GridColumn } from "../../../kit";
import { call } from "../../../wire/call";
import type { ControlLine } from "../../../wire/wire.gen";
import { T } from "../texts";
import type { ControlQuery, Names } from "./change";

type Column = GridColumn<ControlLine>;
/** A column before it has its title. */
type Untitled = Omit<Column, "id" | "title"> & { id: keyof typeof T.columns };

/** Words for values that facets give as the wire writes them. */
const FACET_WORDS: Record<string, Readonly<Record<string, string>>> = {
  control_type: CONTROL_TYPE,
  frequency: FREQUENCY,
  nature: NATURE,
  state: CONTROL_STATE,
  design: RATING_SHORT,
  operation: RATING_SHORT,
  worst_gap: LEVEL,
  key: { true: T.yes, false: T.no },
};

/** The values that a column has among the rows shown, its own filter left out. */
async function facets(column: string, query: ControlQuery, names: Names): Promise<Choice[]> {
  const filters = query.filters.filter((one) => one.column !== column);
  const found = await call("page.facets", {
    noun: "control",
    column,
    query: { ...query, filters, sort: [], offset: 0, limit: 1 },
  });
  return found.map(({ value, label, count }) => {
    const words = column === "surfaces" && value !== "" ? names.surface(value) : FACET_WORDS[column]?.[value];
    return { value, label: words ?? (label || T.none), count };
  });
}

/** The columns; the array stays as long as the names and the room do. With little room the type is left out, with much
 *  surfaces and key controls are shown from the beginning. */
export function useColumns(query: RefObject<ControlQuery>, names: Names, room: Room): readonly Column[] {
  const dates = useDates();
  const people = useFind("person");
  const criteria = useFind("criterion");
  const surfaces = useFind("surface");
  return useMemo(() => {
    const choice = (column: string): ColumnFilter => ({
      kind: "choice",
      choices: () => facets(column, query.current, names),
    });
    const live = (row: ControlLine) => (row.state.state === "retired" ? T.grid.retired : true);
    const surfaceWords = (row: ControlLine) => row.surfaces.map(names.surface).join(", ");
    const all: Untitled[] = [
      {
        id: "code",
        width: 76,
        pinned: true,
        filter: { kind: "text" },
        cell: (row) => row.code,
        text: (row) => row.code,
        className: "code",
        edit: { kind: "text", value: (row) => row.code, allowed: () => T.grid.notTheCode },
      },
      {
        id: "title",
        width: 180,
        grow: 1,
        minWidth: 140,
        pinned: true,
        filter: { kind: "text" },
        cell: (row) => row.title,
        text: (row) => row.title,
        className: "medium",
        edit: { kind: "text", value: (row) => row.title, allowed: live },
      },
      {
        id: "criteria",
        width: 106,
        filter: choice("criteria"),
        cell: (row) => <CriteriaChips codes={row.criteria} />,
        text: (row) => row.criteria.join(", "),
        edit: {
          kind: "choices",
          value: (row) => row.criteria,
          choices: async (row, text) =>
            text === "" ? merged(codeChoices(row.criteria), await criteria("")) : criteria(text),
          allowed: live,
        },
      },
      {
        id: "control_type",
        width: 78,
        // The first to go where there is little room.
        hidden: room === "little",
        filter: choice("control_type"),
        cell: (row) => CONTROL_TYPE[row.control_type],
        text: (row) => CONTROL_TYPE[row.control_type],
        edit: { kind: "choice", value: (row) => row.control_type, choices: choicesOf(CONTROL_TYPE), allowed: live },
      },
      {
        id: "frequency",
        width: 88,
        filter: choice("frequency"),
        cell: (row) => FREQUENCY[row.frequency],
        text: (row) => FREQUENCY[row.frequency],
        edit: { kind: "choice", value: (row) => row.frequency, choices: choicesOf(FREQUENCY), allowed: live },
      },
      {
        id: "owner",
        width: 92,
        filter: choice("owner"),
        cell: (row) => (row.owner_name ? shortName(row.owner_name) : <span className="faint">–</span>),
        text: (row) => row.owner_name ?? "",
        edit: {
          kind: "choice",
          value: (row) => row.owner,
          choices: (_, text) => people(text),
          clear: null,
          allowed: live,
        },
      },
      rating("design", 86),
      rating("operation", 86),
      {
        id: "missed",
        width: 94,
        filter: { kind: "number" },
        cell: (row) => <OccurrenceCell line={row} />,
        text: (row) => occurrenceText(row, dates),
      },
      {
        id: "evidence",
        width: 46,
        align: "end",
        filter: { kind: "number" },
        cell: (row) => row.evidence || <span className="faint">–</span>,
        text: (row) => String(row.evidence),
        number: (row) => row.evidence,
      },
      {
        id: "worst_gap",
        width: 92,
        filter: choice("worst_gap"),
        cell: (row) => <GapsMark open={row.open_gaps} worst={row.worst_gap} />,
        text: (row) => (row.worst_gap ? `${row.open_gaps} ${LEVEL[row.worst_gap]}` : ""),
        number: (row) => row.open_gaps,
      },
      {
        id: "nature",
        width: 132,
        hidden: true,
        filter: choice("nature"),
        cell: (row) => NATURE[row.nature],
        text: (row) => NATURE[row.nature],
        edit: { kind: "choice", value: (row) => row.nature, choices: choicesOf(NATURE), allowed: live },
      },
      {
        id: "surfaces",
        width: 170,
        hidden: room !== "much",
        filter: choice("surfaces"),
        cell: surfaceWords,
        text: surfaceWords,
        edit: { kind: "choices", value: (row) => row.surfaces, choices: (_, text) => surfaces(text), allowed: live },
      },
      {
        id: "key",
        width: 56,
        hidden: room !== "much",
        filter: choice("key"),
        cell: (row) => (row.key ? <Chip>{T.keyControl}</Chip> : <span className="faint">–</span>),
        text: (row) => (row.key ? T.yes : T.no),
        edit: { kind: "switch", value: (row) => row.key, allowed: live },
      },
      {
        id: "state",
        width: 90,
        hidden: true,
        filter: choice("state"),
        cell: (row) => <ControlStateMark state={row.state} />,
        text: (row) => CONTROL_STATE[row.state.state],
        edit: {
          kind: "choice",
          value: (row) => row.state.state,
          choices: choicesOf(CONTROL_STATE, ["retired"]),
        },
      },
      {
        id: "owner_role",
        width: 150,
        hidden: true,
        filter: { kind: "text" },
        cell: (row) => row.owner_role,
        text: (row) => row.owner_role,
        edit: { kind: "text", value: (row) => row.owner_role, clear: "", allowed: live },
      },
      {
        id: "starts_on",
        width: 92,
        hidden: true,
        filter: { kind: "day" },
        cell: (row) => dates.day(row.starts_on),
        text: (row) => row.starts_on ?? "",
        edit: { kind: "day", value: (row) => row.starts_on, clear: null, allowed: live },
      },
      {
        id: "last_chance",
        width: 96,
        hidden: true,
        filter: { kind: "day" },
        cell: (row) => dates.day(row.occurrences.last_chance),
        text: (row) => row.occurrences.last_chance ?? "",
      },
    ];
    return all.map((column) => ({ ...column, title: T.columns[column.id], sortable: true }));

    function rating(id: "design" | "operation", width: number) {
      return {
        id,
        width,
        filter: choice(id),
        cell: (row: ControlLine) => <RatingMark value={row[id]} short />,
        text: (row: ControlLine) => RATING_SHORT[row[id] ?? "not_rated"],
      };
    }
  }, [dates, people, criteria, surfaces, query, names, room]);
}

/** A name as a cell has room for it: `M. Holt`. */
function shortName(name: string): string {
  const parts = name.split(" ");
  const last = parts.pop() ?? name;
  return parts[0] ? `${parts[0].charAt(0)}. ${last}` : last;
}

/** The row's own choices first, then the others. */
function merged(own: readonly Choice[], found: readonly Choice[]): Choice[] {
  const has = new Map(found.map((one) => [one.value, one]));
  const first = own.map((one) => has.get(one.value) ?? one);
  const values = new Set(own.map((one) => one.value));
  return [...first, ...found.filter((one) => !values.has(one.value))];
}
