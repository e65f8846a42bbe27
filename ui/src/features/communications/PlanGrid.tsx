/** The plan as a grid with two tracks and what belongs to neither. Cells of a row are edited in place and saved at once. */
import { useEffect, useMemo, useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { useFind } from "../../audit/find";
import {
  Grid,
  type GridEdit,
  type GridEditResult,
  type GridGroup,
  GridTools,
  type GridView,
  useListSource,
} from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import type { EditPlanRow } from "../../wire/wire.gen";
import { columnsOf } from "./columns";
import type { Line, Side } from "./plan";
import { T } from "./texts";

export interface PlanGridProps {
  lines: readonly Line[];
  view: GridView;
  active: string | undefined;
  onActive(key: string): void;
  onOpen(line: Line): void;
}

/** The grid's columns, told anew each minute, since clocks run. */
export function usePlanColumns() {
  const dates = useDates();
  const find = useFind("person", {});
  const now = useMinute();
  return useMemo(() => columnsOf(dates, now, find), [dates, now, find]);
}

export function PlanTools({ view }: { view: GridView }) {
  return <GridTools columns={usePlanColumns()} view={view} />;
}

export function PlanGrid(props: PlanGridProps) {
  const { lines, view } = props;
  const engagement = useEngagement();
  const done = useDone();
  const columns = usePlanColumns();
  // Tracks stay together whatever the rows are sorted by.
  const sort = useMemo(() => [{ column: "side", descending: false }, ...view.sort], [view.sort]);
  const bySide = useMemo(
    () =>
      [
        ...columns,
        { ...columns[0], id: "side", text: (line: Line) => String(SIDES.indexOf(line.side)) },
      ] as typeof columns,
    [columns],
  );
  const source = useListSource({
    rows: lines,
    columns: bySide,
    key: (line) => line.key,
    sort: view.sort.length > 0 ? sort : undefined,
    filters: view.filters,
  });
  const groups = useMemo(() => groupsOf(source.total, source.row), [source]);
  const edit = (edits: readonly GridEdit<Line>[]) =>
    Promise.all(
      edits.map(async ({ row: line, column, value }): Promise<GridEditResult> => {
        const { row } = line;
        if (row === null) return { ok: false, words: T.groupWords.loose };
        try {
          const facts = { [column]: Array.isArray(value) ? [...value] : value } as EditPlanRow["facts"];
          await done(
            () => call("plan_row.edit", { engagement, row: row.id, facts }),
            () => T.row.saved(row.number),
          );
          return { ok: true };
        } catch (thrown) {
          const told = wordsFor(asFailure(thrown));
          return { ok: false, words: told.detail ?? told.what };
        }
      }),
    );
  return (
    <Grid
      label={T.grid}
      columns={columns}
      source={source}
      {...view.props}
      chips={false}
      groups={groups}
      active={props.active}
      onActive={(line) => line && props.onActive(line.key)}
      onOpen={props.onOpen}
      onEdit={edit}
      rowWords={T.rows}
      rowClass={(line) => (line.message && GONE.includes(line.message.message.state) ? "off" : undefined)}
    />
  );
}

const SIDES: readonly Side[] = ["internal", "external", "loose"];
const GONE: readonly string[] = ["superseded", "withdrawn"];

/** The tracks that have rows, over the rows as they stand. */
function groupsOf(total: number, row: (index: number) => Line | undefined): GridGroup[] {
  const groups: GridGroup[] = [];
  for (let at = 0; at < total; at += 1) {
    const side = row(at)?.side;
    if (side === undefined) continue;
    const last = groups[groups.length - 1];
    if (last?.key === side) last.count += 1;
    else groups.push({ key: side, label: T.groups[side], words: T.groupWords[side], count: 1, first: at });
  }
  return groups;
}

/** The time, anew each minute. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
