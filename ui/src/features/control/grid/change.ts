/** Cells of the matrix and the changes of a control that they stand for. Parses no text: that is the program's. */
import { CONTROL_STATE, CONTROL_TYPE, FREQUENCY, NATURE } from "../../../audit";
import type { CellValue, GridFilters, GridSort } from "../../../kit";
import type { Control, ControlChange, ControlType, Frequency, Nature, PageQuery } from "../../../wire/wire.gen";
import { T } from "../texts";

/** What a page of controls is asked by. */
export type ControlQuery = Omit<PageQuery, "offset" | "limit">;

/** The question for rows; `codes` narrows it to these controls. */
export function queryOf(
  engagement: string,
  filters: GridFilters,
  sort: GridSort,
  codes: readonly string[] | undefined,
): ControlQuery {
  const own = Object.entries(filters).map(([column, test]) => ({ column, test }));
  const narrowed = codes ? [{ column: "code", test: { is: "any_of" as const, values: [...codes] } }] : [];
  return { engagement, text: null, filters: [...own, ...narrowed], sort: [...sort] };
}

/** Columns of the grid that can be changed in place; also the fields of a bulk edit. */
export const EDITABLE = [
  "title",
  "criteria",
  "control_type",
  "frequency",
  "owner",
  "nature",
  "surfaces",
  "key",
  "state",
  "owner_role",
  "starts_on",
] as const;
export type Editable = (typeof EDITABLE)[number];

const text = (value: CellValue) => (typeof value === "string" ? value : "");
const list = (value: CellValue) => (Array.isArray(value) ? [...value] : []);

/** The change of a control that a new value of a column is. */
const CHANGES: Record<Editable, (value: CellValue) => ControlChange> = {
  title: (value) => ({ field: "title", value: text(value) }),
  criteria: (value) => ({ field: "criteria", value: list(value) }),
  control_type: (value) => ({ field: "control_type", value: text(value) as ControlType }),
  frequency: (value) => ({ field: "frequency", value: text(value) as Frequency }),
  nature: (value) => ({ field: "nature", value: text(value) as Nature }),
  owner: (value) => ({ field: "owner", value: text(value) || null }),
  surfaces: (value) => ({ field: "surfaces", value: list(value) }),
  key: (value) => ({ field: "key", value: value === true }),
  state: (value) => ({ field: "state", value: { state: text(value) === "planned" ? "planned" : "in_place" } }),
  owner_role: (value) => ({ field: "owner_role", value: text(value) }),
  starts_on: (value) => ({ field: "starts_on", value: text(value) || null }),
};

export function isEditable(column: string): column is Editable {
  return column in CHANGES;
}

export function changeOf(column: string, value: CellValue): ControlChange | undefined {
  return isEditable(column) ? CHANGES[column](value) : undefined;
}

/** A control's value in a column, as its editor takes it. */
export function cellOf(
  control: Pick<Control, Exclude<Editable, "state">> & { state: Control["state"] },
  column: Editable,
): CellValue {
  return column === "state" ? control.state.state : control[column];
}

/** Names by which ids and codes are shown. */
export interface Names {
  person(id: string): string;
  surface(code: string): string;
}

const WORDS: Partial<Record<Editable, Record<string, string>>> = {
  control_type: CONTROL_TYPE,
  frequency: FREQUENCY,
  nature: NATURE,
  state: CONTROL_STATE,
};

/** A value of a column in words, as the grid shows it. */
export function wordsOf(column: Editable, value: CellValue, names: Names): string {
  if (value === null || value === "") return column === "owner" ? T.noOwner : T.none;
  if (typeof value === "boolean") return value ? T.yes : T.no;
  if (column === "owner") return names.person(String(value));
  if (Array.isArray(value)) return value.map((one) => (column === "surfaces" ? names.surface(one) : one)).join(", ");
  return WORDS[column]?.[String(value)] ?? String(value);
}
