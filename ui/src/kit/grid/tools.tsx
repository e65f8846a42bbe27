/** The grid's tools for the bar over a view: add a filter, the chips of those that are set, group, choose columns, saved views. */
import { useRef, useState } from "react";
import { Button, IconButton } from "../button.tsx";
import { Checkbox } from "../choices.tsx";
import { Popover, PopoverButton } from "../layers.tsx";
import { MenuButton, type MenuEntry } from "../menu.tsx";
import { useKitTexts } from "../texts.ts";
import { fixedColumn, layoutOf, orderedColumns, pinnedColumns, withPin } from "./columns.ts";
import { FilterChip, FilterForm, withTest } from "./filter.tsx";
import type { GridColumn, GridFilters, GridGrouping, GridLayout, GridSort, GridViews } from "./types.ts";
import { useGridViews, ViewsButton } from "./views.tsx";
import "./tools.css";

/** What the tools share with the grid; a GridView has it. */
export interface ToolsView {
  sort: GridSort;
  onSort(sort: GridSort): void;
  filters: GridFilters;
  onFilters(filters: GridFilters): void;
  layout: GridLayout | undefined;
  onLayout(layout: GridLayout | undefined): void;
  /** The name of the list under which views of it are saved. */
  list?: string | undefined;
  groupable?: readonly string[] | undefined;
  grouping?: GridGrouping | undefined;
  onGroup?(column: string | undefined): void;
}

interface ToolsProps<Row> {
  columns: readonly GridColumn<Row>[];
  view: ToolsView;
}

/** Filter button, chips, grouping where columns allow it, column chooser, and saved views where somebody keeps them. */
export function GridTools<Row>({ columns, view, views: own }: ToolsProps<Row> & { views?: GridViews }) {
  const kept = useGridViews(view.list);
  const views = own ?? kept;
  return (
    <>
      <FilterButton columns={columns} view={view} />
      <FilterChips columns={columns} filters={view.filters} onFilters={view.onFilters} />
      <GroupButton columns={columns} view={view} />
      <ColumnChooser columns={columns} view={view} />
      {views && <ViewsButton columns={columns} view={view} views={views} />}
    </>
  );
}

/** By which column rows are grouped. */
function GroupButton<Row>({ columns, view }: ToolsProps<Row>) {
  const t = useKitTexts().grid;
  const { groupable, grouping, onGroup } = view;
  const offered = columns.filter((column) => groupable?.includes(column.id));
  if (!onGroup || offered.length === 0) return null;
  const now = columns.find((column) => column.id === grouping?.column);
  const entries: MenuEntry[] = offered.map(({ id, title }) => ({
    id,
    label: title,
    checked: id === now?.id,
    onPress: () => onGroup(id),
  }));
  if (now) entries.push("separator", { id: "\u0000none", label: t.groupNone, onPress: () => onGroup(undefined) });
  const label = now && t.groupedBy(now.title);
  return (
    <MenuButton
      button={{ kind: "quiet", icon: "group", children: now?.title ?? t.group, ...(label ? { label } : {}) }}
      label={t.group}
      entries={entries}
    />
  );
}

function FilterButton<Row>({ columns, view }: ToolsProps<Row>) {
  const t = useKitTexts().grid;
  const [at, setAt] = useState<string>();
  const column = columns.find((one) => one.id === at);
  return (
    <PopoverButton button={{ kind: "quiet", icon: "filter", children: t.filter }} label={t.filter}>
      {(close) =>
        column ? (
          <FilterForm
            column={column}
            test={view.filters[column.id]}
            onTest={(test) => view.onFilters(withTest(view.filters, column.id, test))}
            onClose={() => {
              setAt(undefined);
              close();
            }}
          />
        ) : (
          <div className="choose-column">
            <p className="label">{t.filterBy}</p>
            {columns
              .filter((one) => one.filter)
              .map((one) => (
                <Button key={one.id} kind="quiet" wide onPress={() => setAt(one.id)}>
                  {one.title}
                </Button>
              ))}
          </div>
        )
      }
    </PopoverButton>
  );
}

/** The filters that are set, each to change or to take away. */
export function FilterChips<Row>(props: {
  columns: readonly GridColumn<Row>[];
  filters: GridFilters;
  onFilters(filters: GridFilters): void;
}) {
  const t = useKitTexts().grid;
  const { filters, onFilters } = props;
  const [open, setOpen] = useState<string>();
  const bar = useRef<HTMLDivElement>(null);
  const set = props.columns.filter((column) => filters[column.id]);
  const column = set.find((one) => one.id === open);
  if (set.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: chips are no fields of a form
    <div ref={bar} className="filter-chips" role="group" aria-label={t.filters}>
      {set.map((one) => {
        const test = filters[one.id];
        return (
          test && (
            <FilterChip
              key={one.id}
              column={one}
              test={test}
              onOpen={one.filter && (() => setOpen(one.id))}
              onRemove={() => onFilters(withTest(filters, one.id, undefined))}
            />
          )
        );
      })}
      {set.length > 1 && (
        <Button kind="quiet" onPress={() => onFilters({})}>
          {t.clearFilters}
        </Button>
      )}
      {column && (
        <Popover anchor={bar} open onClose={() => setOpen(undefined)} label={t.filterColumn(column.title)}>
          <FilterForm
            column={column}
            test={filters[column.id]}
            onTest={(test) => onFilters(withTest(filters, column.id, test))}
            onClose={() => setOpen(undefined)}
          />
        </Popover>
      )}
    </div>
  );
}

/** Which columns are shown, in which order, and which stay at the left. */
export function ColumnChooser<Row>({ columns, view }: ToolsProps<Row>) {
  const t = useKitTexts().grid;
  const layout = layoutOf(columns, view.layout);
  const ordered = orderedColumns(columns, view.layout);
  const pinned = pinnedColumns(columns, view.layout);
  const fixed = fixedColumn(columns);
  const show = (id: string, on: boolean) => {
    const hidden = layout.hidden.filter((one) => one !== id);
    view.onLayout({ ...layout, hidden: on ? hidden : [...hidden, id] });
  };
  const move = (at: number, by: number) => {
    const order = ordered.map((column) => column.id);
    const [id] = order.splice(at, 1);
    if (id === undefined) return;
    order.splice(at + by, 0, id);
    view.onLayout({ ...layout, order });
  };
  /** Whether a column can change places with the one beside it: pinned ones stay among themselves. */
  const beside = (at: number, by: number) => {
    const other = ordered[at + by];
    const here = ordered[at];
    return other !== undefined && here !== undefined && pinned.has(other.id) === pinned.has(here.id);
  };
  return (
    <PopoverButton button={{ kind: "quiet", icon: "columns", children: t.columns }} label={t.columns}>
      <div className="choose-columns">
        {ordered.map((column, at) => (
          <div key={column.id} className="row between">
            <Checkbox
              checked={!layout.hidden.includes(column.id)}
              disabled={column.pinned}
              onChange={(on) => show(column.id, on)}
            >
              {column.title}
            </Checkbox>
            <span className="row gap1">
              <IconButton
                icon="pin"
                label={pinned.has(column.id) ? t.unpinColumn(column.title) : t.pinColumn(column.title)}
                pressed={pinned.has(column.id)}
                disabled={column.id === fixed}
                onPress={() => view.onLayout(withPin(columns, view.layout, column.id, !pinned.has(column.id)))}
              />
              <IconButton
                icon="chevron-up"
                label={t.moveUp(column.title)}
                disabled={!beside(at, -1)}
                onPress={() => move(at, -1)}
              />
              <IconButton
                icon="chevron-down"
                label={t.moveDown(column.title)}
                disabled={!beside(at, 1)}
                onPress={() => move(at, 1)}
              />
            </span>
          </div>
        ))}
        <Button kind="quiet" icon="undo" onPress={() => view.onLayout(undefined)}>
          {t.resetColumns}
        </Button>
      </div>
    </PopoverButton>
  );
}
