/** The plan as a grid: sorted, filtered and paged by the program, edited in place. */
import { type ReactNode, useMemo } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { useFind } from "../../audit/find";
import { useGroupCounts } from "../../audit/rows/groups";
import { TASK_STATE, within } from "../../audit/words";
import {
  Grid,
  type GridEdit,
  type GridEditResult,
  type GridFilters,
  type GridSource,
  type GridView,
  type MenuEntry,
  useToast,
} from "../../kit";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { usePaged } from "../../wire/paged";
import type { ColumnFilter, PageQuery, TaskLine } from "../../wire/wire.gen";
import { columnsOf } from "./columns";
import { factsOf } from "./facts";
import { STEPS, type StateName } from "./steps";
import { INSPECT, T } from "./texts";
import type { Moving } from "./useMoving";

export function useTaskColumns() {
  const dates = useDates();
  const person = useFind("person");
  const task = useFind("task", { by: "reference" });
  const control = useFind("control", { by: "reference" });
  const gap = useFind("gap", { by: "reference" });
  return useMemo(() => columnsOf(dates, { person, task, control, gap }), [dates, person, task, control, gap]);
}

/** What is asked for: the grid's filters and order, narrowed to the codes that somebody came for. */
function useQuery(engagement: string, view: GridView, only: readonly string[] | undefined) {
  return useMemo(
    (): Omit<PageQuery, "offset" | "limit"> => ({
      engagement,
      text: null,
      filters: filtersOf(view.filters, only),
      sort: view.sort.map((by) => ({ ...by })),
    }),
    [engagement, view.filters, view.sort, only],
  );
}

function filtersOf(filters: GridFilters, only: readonly string[] | undefined): ColumnFilter[] {
  const own = Object.entries(filters).map(([column, test]) => ({ column, test }));
  return only ? [...own, { column: "code", test: { is: "any_of", values: [...only] } }] : own;
}

/** Asks for the ids of the tasks that are shown, where not all are. */
export function shownTasks(
  engagement: string,
  view: GridFilters,
  only: readonly string[] | undefined,
): (() => Promise<string[]>) | undefined {
  const filters = filtersOf(view, only);
  if (filters.length === 0) return undefined;
  return () =>
    call("page.ids", { noun: "task", query: { engagement, text: null, filters, sort: [], offset: 0, limit: 1 } });
}

export function TaskGrid(props: {
  engagement: string;
  view: GridView;
  columns: ReturnType<typeof useTaskColumns>;
  /** Only tasks of these codes. */
  only: readonly string[] | undefined;
  active: string | undefined;
  moving: Moving;
  onActive(id: string): void;
  onBars(id: string): void;
  onRemove(row: TaskLine): void;
  onEscape(): void;
  emptyState: ReactNode;
}) {
  const { engagement, view, moving } = props;
  const toast = useToast();
  const done = useDone();
  const query = useQuery(engagement, view, props.only);
  const paged = usePaged("task.page", query);
  const counts = useGroupCounts("task", query, view.grouping);
  const source: GridSource<TaskLine> = {
    ...paged,
    counts,
    key: (row) => row.id,
    failed: paged.failed && wordsFor(paged.failed),
    retry: paged.again,
    keys: () => call("page.ids", { noun: "task", query: { ...query, offset: 0, limit: 500 } }),
    load: async (first, last) =>
      (await call("task.page", { query: { ...query, offset: first, limit: last - first + 1 } })).rows,
  };

  const one = async ({ row, column, value }: GridEdit<TaskLine>, alone: boolean): Promise<GridEditResult> => {
    if (column === "state") {
      const to = value as StateName;
      if (to === row.state.state) return { ok: true };
      if (!STEPS[row.state.state].includes(to)) {
        const words = T.noStep(within(TASK_STATE[row.state.state]), within(TASK_STATE[to]));
        return { ok: false, words };
      }
      const words = await moving.move(row, to);
      return words === null ? { ok: true } : { ok: false, words };
    }
    const facts = factsOf(column, value, row.dependencies);
    if (facts === undefined) return { ok: false, words: T.left };
    const change = () => call("task.edit", { engagement, task: row.id, facts });
    try {
      await (alone ? done(change, () => T.savedToast(row.code)) : change());
      return { ok: true };
    } catch (thrown) {
      const told = wordsFor(asFailure(thrown));
      return { ok: false, words: told.detail ?? told.what };
    }
  };
  const edit = async (edits: readonly GridEdit<TaskLine>[]) => {
    const results: GridEditResult[] = [];
    // One after the other: two changes of one task would each find the other's row newer.
    for (const each of edits) results.push(await one(each, edits.length === 1));
    if (edits.length === 1) return results;
    const changed = edits.filter((each, at) => each.column !== "state" && results[at]?.ok).map((each) => each.row.code);
    if (changed.length > 0) toast({ words: T.savedMany([...new Set(changed)].join(", ")), tone: "good" });
    return results;
  };
  const menu = (row: TaskLine): MenuEntry[] => [
    { id: "open", label: T.openTask, icon: "arrow-right", onPress: () => props.onActive(row.id) },
    { id: "bars", label: T.toBars, icon: "plan", onPress: () => props.onBars(row.id) },
    {
      section: INSPECT.moveTo,
      entries: STEPS[row.state.state].map((to) => ({
        id: to,
        label: TASK_STATE[to],
        changes: true,
        onPress: () =>
          void moving.move(row, to).then((words) => words && words !== T.left && toast({ words, tone: "crit" })),
      })),
    },
    "separator",
    { id: "remove", label: INSPECT.remove, icon: "trash", changes: true, onPress: () => props.onRemove(row) },
  ];
  return (
    <Grid
      label={T.gridLabel}
      columns={props.columns}
      source={source}
      {...view.props}
      chips={false}
      active={props.active}
      onActive={(row) => row && props.onActive(row.id)}
      onOpen={(row) => props.onActive(row.id)}
      onEdit={edit}
      onEscape={props.onEscape}
      rowMenu={menu}
      rowWords={T.tasks}
      rowClass={(row) => (row.state.state === "dropped" ? "off" : undefined)}
      emptyState={props.emptyState}
    />
  );
}
