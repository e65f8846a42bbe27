/** What the grid is given: columns, a source of rows, sort, filters and edits. It names nothing of the audit field. */
import type { ReactNode } from "react";
import type { MenuEntry } from "../menu.tsx";
import type { FailureWords } from "../states.tsx";

/** One thing to choose: the value that is kept and the words that are shown. */
export interface Choice {
  value: string;
  label: string;
  /** A second, quieter line. */
  hint?: string;
  /** A mark before the label. */
  mark?: ReactNode;
  /** How many rows have it, for filters. */
  count?: number;
  disabled?: boolean;
}

/** What a cell holds while it is edited; null is no value. */
export type CellValue = string | number | boolean | readonly string[] | null;

/** A column's filter, by the kind of its value. */
export type ColumnFilter =
  | { kind: "choice"; choices: readonly Choice[] | (() => Promise<readonly Choice[]>) }
  | { kind: "text" }
  | { kind: "day" }
  | { kind: "number" };

/** What a row's value must meet; the same shape as the wire's test of a column. */
export type GridTest =
  | { is: "any_of"; values: string[] }
  | { is: "contains"; text: string }
  | { is: "between"; from: string | null; to: string | null }
  | { is: "empty" }
  | { is: "filled" };

/** Tests by column id. */
export type GridFilters = Readonly<Record<string, GridTest>>;

/** Columns to sort by, the first counting most. */
export type GridSort = readonly { column: string; descending: boolean }[];

/** How a column's cells are edited in place. */
export interface CellEdit<Row> {
  kind: "text" | "long" | "choice" | "choices" | "day" | "number" | "switch";
  /** The value that the editor starts with. */
  value(row: Row): CellValue;
  /** What can be chosen: all at once, or found by what is typed. Needed for choice and choices. */
  choices?: readonly Choice[] | ((row: Row, text: string) => readonly Choice[] | Promise<readonly Choice[]>);
  /** Reads typed text; without it text stays text, a day must be a day and a number a number. */
  parse?(text: string, row: Row): { value: CellValue } | { error: string };
  /** Whether this row's cell can be edited; a text says why not. */
  allowed?(row: Row): boolean | string;
  /** The value that Delete sets; without it Delete leaves the cell alone. */
  clear?: CellValue;
}

/** One column. Keep the array of columns stable (a constant or useMemo): rows are drawn again when it changes. */
export interface GridColumn<Row> {
  id: string;
  title: string;
  /** Width in px before growing. */
  width: number;
  /** Share of the free width; none stays as wide as it is. */
  grow?: number;
  minWidth?: number;
  align?: "start" | "end";
  /** Stays at the left while the others scroll. Pinned columns come first. */
  pinned?: boolean;
  /** Hidden until it is chosen. */
  hidden?: boolean;
  sortable?: boolean;
  filter?: ColumnFilter;
  /** What is drawn. */
  cell(row: Row): ReactNode;
  /** The same in words: for copying, the tooltip and the failure line. */
  text(row: Row): string;
  /** The number that the footer sums over marked cells. */
  number?(row: Row): number | undefined;
  /** A class for the cells, such as strong or dim. */
  className?: string;
  edit?: CellEdit<Row>;
}

/** The column that rows are grouped by: it is the first that they are sorted by. */
export interface GridGrouping {
  column: string;
  descending: boolean;
}

/** How many rows have a value of the column that they are grouped by. */
export interface GroupCount {
  /** The value as a filter takes it; the empty text for none. */
  value: string;
  label: string;
  count: number;
}

/** Where rows come from. Nothing loads all rows: a row that isn't there yet is undefined. */
export interface GridSource<Row> {
  /** Rows that meet the filters. */
  total: number;
  /** Rows without filters. */
  all: number;
  row(index: number): Row | undefined;
  /** Asks for the rows of a range, both ends included; called often, so what is there or under way is not asked again. */
  want(first: number, last: number): void;
  key(row: Row): string;
  failed?: FailureWords;
  /** True until the first answer (then total is not known yet). */
  loading: boolean;
  /** Keys of all rows that meet the filters, for selecting all; without it only loaded rows are selected. */
  keys?(): Promise<readonly string[]>;
  /** The rows of a range, for copying what isn't loaded. */
  load?(first: number, last: number): Promise<readonly Row[]>;
  /** Tries again after a failure. */
  retry?(): void;
  /** Of the column that rows are grouped by: its values in the order of the rows; undefined while they are asked for. */
  counts?: readonly GroupCount[];
}

/** One change of one cell. */
export interface GridEdit<Row> {
  row: Row;
  key: string;
  column: string;
  value: CellValue;
  /** The value in words, as shown until the change has settled. */
  text: string;
}

/** How one change ended; in the order of the edits. A refused one may say what is there now. */
export type GridEditResult = { ok: true } | { ok: false; words: string; theirs?: string };

/** A header row over the rows of a group. Groups are given in order and cover all rows. */
export interface GridGroup {
  key: string;
  label: string;
  count: number;
  /** Index of its first row. */
  first: number;
  /** Words after the label. */
  words?: string;
  /** A mark before the label. */
  mark?: ReactNode;
}

/** Where a paste landed. */
export interface PasteAt<Row> {
  index: number;
  row: Row | undefined;
  column: string;
  /** Ids of the visible columns from there to the right. */
  columns: readonly string[];
  /** Rows of the marked range. */
  rows: number;
}

/** What the user made of the columns; kept by the feature for saved views. */
export interface GridLayout {
  widths: Readonly<Record<string, number>>;
  hidden: readonly string[];
  order: readonly string[];
  /** Columns that stay at the left; without it those that say so themselves. */
  pinned?: readonly string[];
}

/** A view under a name. It is plain data: whoever keeps it may write it as JSON. */
export interface SavedView {
  name: string;
  /** null as the columns say themselves. */
  layout: GridLayout | null;
  sort: GridSort;
  filters: GridFilters;
  group: GridGrouping | null;
}

/** The saved views of one grid. What fails is said by its words, never thrown. */
export interface GridViews {
  /** undefined while they are read. */
  list: readonly SavedView[] | undefined;
  failed?: FailureWords;
  /** Saves a view; one of the same name is replaced. */
  save(view: SavedView): Promise<FailureWords | undefined>;
  remove(name: string): Promise<FailureWords | undefined>;
}

/** What the footer may show. */
export interface GridSummary {
  total: number;
  all: number;
  selected: number;
  cells: number;
}

export interface GridProps<Row> {
  /** The grid's name for those who don't see it. */
  label: string;
  columns: readonly GridColumn<Row>[];
  source: GridSource<Row>;
  sort?: GridSort;
  onSort?(sort: GridSort): void;
  filters?: GridFilters;
  onFilters?(filters: GridFilters): void;
  layout?: GridLayout;
  onLayout?(layout: GridLayout | undefined): void;
  /** Saves changes; resolves when they are kept and the source has (or will soon have) the new rows. */
  onEdit?(edits: readonly GridEdit<Row>[]): Promise<readonly GridEditResult[]>;
  /** Keys of the selected rows. */
  selected?: ReadonlySet<string>;
  onSelect?(keys: ReadonlySet<string>): void;
  /** Key of the row that the inspector shows. */
  active?: string;
  /** The active cell came to another row. */
  onActive?(row: Row | undefined): void;
  /** Ctrl+Enter, double click, or Enter on a cell that can't be edited. */
  onOpen?(row: Row): void;
  /** Esc where there is nothing of the grid's own to leave: the feature may close its inspector. */
  onEscape?(): void;
  /** Text came from the clipboard; the feature shows what would change. */
  onPaste?(text: string, at: PasteAt<Row>): void;
  /** Delete with whole rows selected. */
  onDelete?(keys: readonly string[]): void;
  /** Entries of a row's context menu. */
  rowMenu?(row: Row): readonly MenuEntry[];
  /** Groups of the feature's own; columns can't be grouped by then. */
  groups?: readonly GridGroup[];
  /** Columns that rows can be grouped by: each row has one value, and rows sorted by it stand together by value. */
  groupable?: readonly string[];
  grouping?: GridGrouping;
  onGroup?(column: string | undefined): void;
  /** What the rows are called, in the footer: (106) => "106 controls". */
  rowWords?(n: number): string;
  /** More for the footer, between the count and the hints. */
  footer?: ReactNode | ((summary: GridSummary) => ReactNode);
  /** Shown instead of rows when there is none and no filter is set. */
  emptyState?: ReactNode;
  /** Chips of the filters above the header; false where GridTools shows them. */
  chips?: boolean;
  /** A class per row, such as off. */
  rowClass?(row: Row): string | undefined;
}
