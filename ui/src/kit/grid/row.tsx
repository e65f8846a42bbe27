/** One line of the grid's body: a row with its cells, a row that isn't loaded yet, or a group's header. Drawn again only when
 *  something of its own has changed. */
import { memo, type ReactNode } from "react";
import { Icon } from "../icons.tsx";
import type { Shown } from "./columns.ts";
import type { Pending } from "./edits.ts";
import type { GridGroup } from "./types.ts";

/** Height of a line in px; the stylesheet's `--row` is the same. */
export const ROW = 28;

/** Ids that the active descendant names. */
export const cellId = (grid: string, line: number, column: number) => `${grid}-${line}-${column}`;

interface LineProps {
  grid: string;
  line: number;
}

export interface RowProps<Row> extends LineProps {
  index: number;
  row: Row | undefined;
  shown: readonly Shown<Row>[];
  /** Column of the active cell, or -1. */
  cursor: number;
  /** Marked columns, both ends included; -1 where none is. */
  from: number;
  to: number;
  selected: boolean;
  active: boolean;
  pending: ReadonlyMap<string, Pending<Row>> | undefined;
  /** The editor, in the column of the cursor. */
  editor: ReactNode;
  className: string | undefined;
  failedWords: string;
}

/** Where a line stands. */
const place = (line: number) => ({ transform: `translateY(${line * ROW}px)` });

function names<Row>(props: RowProps<Row>, at: number, state: string | undefined): string {
  const { column, pin, lastPin } = props.shown[at] as Shown<Row>;
  return [
    "cell",
    column.align === "end" && "num",
    column.className,
    pin >= 0 && `pin pin-${pin}`,
    lastPin && "pin-last",
    at === props.cursor && "on",
    at >= props.from && at <= props.to && "in",
    state,
    at === props.cursor && props.editor && "editing",
  ]
    .filter(Boolean)
    .join(" ");
}

function RowLine<Row>(props: RowProps<Row>) {
  const { row, shown, line, grid } = props;
  const className = [
    "grow-row",
    props.active && "active",
    props.selected && "chosen",
    !row && "blank",
    props.editor && "edited",
    props.className,
  ];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: the grid keeps the focus and names the active cell
    <div
      role="row"
      className={className.filter(Boolean).join(" ")}
      style={place(line)}
      aria-rowindex={line + 2}
      aria-selected={props.selected}
      aria-busy={row ? undefined : true}
      data-line={line}
      data-index={props.index}
    >
      {shown.map(({ column }, at) => {
        const waiting = row && props.pending?.get(column.id);
        // A newer row has the value already.
        const pending = waiting && (waiting.state !== "saved" || waiting.edit.row === row) ? waiting : undefined;
        const editing = at === props.cursor && props.editor;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: the grid keeps the focus and names the active cell
          <div
            key={column.id}
            id={cellId(grid, line, at)}
            role="gridcell"
            aria-colindex={at + 1}
            aria-selected={at >= props.from && at <= props.to ? true : undefined}
            aria-readonly={column.edit ? undefined : true}
            aria-invalid={pending?.state === "refused" ? true : undefined}
            className={names(props, at, pending?.state)}
            data-column={at}
          >
            {editing ||
              (row ? (
                pending ? (
                  <>
                    {pending.state === "refused" && <Icon name="warning" small />}
                    {pending.edit.text}
                    {pending.state === "refused" && <span className="vh"> {props.failedWords}</span>}
                  </>
                ) : (
                  column.cell(row)
                )
              ) : at === 0 ? (
                <span className="faint">{props.index + 1}</span>
              ) : (
                <span className="bone" />
              ))}
          </div>
        );
      })}
    </div>
  );
}

/** A row's line, drawn again only for its own changes. */
export const GridRow = memo(RowLine) as typeof RowLine;

interface GroupProps extends LineProps {
  group: GridGroup;
  /** What the group has in common: the column's title. */
  title: string | undefined;
  /** Words for its number of rows. */
  words: string;
  none: string;
  closed: boolean;
  columns: number;
  cursor: boolean;
  onToggle(key: string): void;
}

/** A group's header. */
export const GroupLine = memo(function GroupLine(props: GroupProps) {
  const { group, line } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: the grid keeps the focus and names the active cell
    <div role="row" className="group-row" style={place(line)} aria-rowindex={line + 2} data-line={line}>
      {/* biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements lint/a11y/useKeyWithClickEvents: the grid takes the keys */}
      <div
        role="gridcell"
        id={cellId(props.grid, line, 0)}
        className={props.cursor ? "cell on" : "cell"}
        aria-colindex={1}
        aria-colspan={props.columns}
        aria-expanded={!props.closed}
        data-column={0}
        onClick={() => props.onToggle(group.key)}
      >
        <Icon name={props.closed ? "chevron-right" : "chevron-down"} small />
        {group.mark}
        {props.title !== undefined && <span className="vh">{props.title}: </span>}
        <b>{group.label || props.none}</b>
        <span>{props.words}</span>
      </div>
    </div>
  );
});
