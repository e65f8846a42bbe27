/** One list of a part: its heading, its tools and THE GRID over rows that are there. Cells save at once; what fails says so in its cell. */
import { type ReactNode, useMemo } from "react";
import { SheetMenu } from "../../audit/rows/sheets";
import {
  Button,
  EmptyState,
  FailureNote,
  Grid,
  type GridColumn,
  type GridEdit,
  type GridEditResult,
  type GridGroup,
  GridTools,
  useGridView,
  useListSource,
} from "../../kit";
import { asFailure } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Failure, SheetNoun } from "../../wire/wire.gen";

/** New values by field. */
export type CellFacts = Record<string, string | number | boolean | string[] | null>;

export interface RowsGridProps<Row> {
  title: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[] | undefined;
  failure: Failure | undefined;
  again(): void;
  keyOf(row: Row): string;
  /** Key of the row that is chosen. */
  active: string | undefined;
  onActive(key: string): void;
  onEscape(): void;
  /** Saves one cell. */
  save?(row: Row, facts: CellFacts): Promise<unknown>;
  rowWords(n: number): string;
  empty: { title: string; words: string };
  /** Words of the button that begins a new row. */
  add?: string;
  onAdd?(): void;
  tools?: ReactNode;
  /** Rows go out to sheets and come in from them; `narrowed` where these rows are not all. */
  sheet?: { noun: SheetNoun; narrowed: boolean };
  groups?(rows: readonly Row[]): readonly GridGroup[];
  rowClass?(row: Row): string | undefined;
  /** A short list beside a longer one. */
  small?: boolean;
}

export function RowsGrid<Row>(props: RowsGridProps<Row>) {
  const { columns, rows, keyOf } = props;
  // Columns of a few known values, one to a row. A short list beside another needs no groups.
  const groupable = useMemo(
    () =>
      columns
        .filter(({ sortable, filter, edit }) => sortable && filter?.kind === "choice" && edit?.kind !== "choices")
        .map((column) => column.id),
    [columns],
  );
  const view = useGridView(props.small ? {} : { groupable });
  const { sort, filters, grouping } = view;
  const source = useListSource({ rows, columns, key: keyOf, sort, filters, ...(grouping ? { grouping } : {}) });
  const groups = props.groups && view.sort.length === 0 ? props.groups(shownRows(source)) : undefined;
  const { save } = props;
  const onEdit =
    save &&
    ((edits: readonly GridEdit<Row>[]) =>
      Promise.all(
        edits.map(async ({ row, column, value }): Promise<GridEditResult> => {
          try {
            await save(row, { [column]: Array.isArray(value) ? [...value] : (value as string | number | null) });
            return { ok: true };
          } catch (thrown) {
            const told = wordsFor(asFailure(thrown));
            return { ok: false, words: told.detail ?? told.what };
          }
        }),
      ));
  const add = props.add && props.onAdd && (
    <Button changes icon="plus" onPress={props.onAdd}>
      {props.add}
    </Button>
  );
  return (
    <section className={props.small ? "scope-list small-list" : "scope-list"} aria-label={props.title}>
      <header className="scope-head">
        <h2>{props.title}</h2>
        <GridTools columns={columns} view={view} />
        <span className="grow" />
        {props.sheet && (
          <SheetMenu
            noun={props.sheet.noun}
            {...(props.sheet.narrowed || Object.keys(filters).length > 0
              ? { shown: async () => shownRows(source).map(keyOf) }
              : {})}
          />
        )}
        {props.tools}
        {add}
      </header>
      {props.failure ? (
        <div className="pad">
          <FailureNote {...wordsFor(props.failure)} onRetry={props.again} />
        </div>
      ) : (
        <Grid
          label={props.title}
          columns={columns}
          source={source}
          {...view.props}
          chips={false}
          active={props.active ?? ""}
          onActive={(row) => row !== undefined && props.onActive(keyOf(row))}
          onOpen={(row) => props.onActive(keyOf(row))}
          onEscape={props.onEscape}
          rowWords={props.rowWords}
          emptyState={
            <EmptyState title={props.empty.title} words={props.empty.words} action={props.small ? undefined : add} />
          }
          onEdit={onEdit}
          groups={groups}
          rowClass={props.rowClass}
        />
      )}
    </section>
  );
}

function shownRows<Row>(source: { total: number; row(index: number): Row | undefined }): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < source.total; at += 1) {
    const row = source.row(at);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}
