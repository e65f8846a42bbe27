/** The gaps as a grid, edited in place. A step that needs dates, people or evidence is taken in the side panel instead. */
import { useMemo } from "react";
import { useDates } from "../../audit/date-format";
import { useFind } from "../../audit/find";
import type { Room } from "../../audit/rows/room";
import { filtersOf, onlyThese, useFacets, useRows } from "../../audit/rows/rows";
import { Button, EmptyState, Grid, type GridEdit, type GridEditResult, type GridView } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { EditGap, GapLine, GapState } from "../../wire/wire.gen";
import { columnsOf } from "./columns";
import { isPlain } from "./steps";
import { T } from "./texts";

/** A code as words: of a surface that this system doesn't have, nothing else is known. */
function spelt(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The names of surfaces by their codes. */
export function useSurfaceName(): (code: string) => string {
  const surfaces = useRead("surface.list", {});
  return useMemo(() => {
    const names = new Map(surfaces.data?.map((surface) => [surface.code, surface.name]));
    return (code) => names.get(code) ?? spelt(code);
  }, [surfaces.data]);
}

export function useGapColumns(room: Room) {
  const dates = useDates();
  const people = useFind("person");
  const controls = useFind("control", { by: "reference" });
  const criteria = useFind("criterion");
  const surfaces = useFind("surface");
  const surfaceName = useSurfaceName();
  const facets = useFacets("gap");
  return useMemo(
    () => columnsOf({ dates, people, controls, criteria, surfaces, surfaceName, facets, room }),
    [dates, people, controls, criteria, surfaces, surfaceName, facets, room],
  );
}

/** Asks for the ids of the rows that are shown, where the list is filtered. */
export function useShown(view: GridView, only: readonly string[] | undefined) {
  const engagement = useEngagement();
  if (Object.keys(view.filters).length === 0 && !only) return undefined;
  const filters = [...filtersOf(view.filters), ...onlyThese(only)];
  const query = { engagement, text: null, filters, sort: [], offset: 0, limit: 1 };
  return () => call("page.ids", { noun: "gap", query });
}

export interface GapGridProps {
  columns: ReturnType<typeof useGapColumns>;
  view: GridView;
  only: readonly string[] | undefined;
  active: string | undefined;
  onSelect(id: string): void;
  onClose(): void;
  onAdd(): void;
  onStart(): void;
}

export function GapGrid({ columns, view, only, active, onSelect, onClose, onAdd, onStart }: GapGridProps) {
  const engagement = useEngagement();
  const always = useMemo(() => onlyThese(only), [only]);
  const source = useRows("gap", view, always);
  const edit = (edits: readonly GridEdit<GapLine>[]) =>
    Promise.all(
      edits.map(async ({ row, column, value }): Promise<GridEditResult> => {
        try {
          if (column === "state") {
            const to = String(value) as GapState;
            if (to === row.state) return { ok: true };
            if (!isPlain(to)) return { ok: false, words: T.askFacts };
            await call("gap.move", { engagement, gap: row.id, step: { to } });
            return { ok: true };
          }
          const facts = { [column]: Array.isArray(value) ? [...value] : value } as EditGap["facts"];
          await call("gap.edit", { engagement, gap: row.id, facts });
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
      {...(active === undefined ? {} : { active })}
      onActive={(line) => line && onSelect(line.id)}
      onOpen={(line) => onSelect(line.id)}
      onEscape={onClose}
      onEdit={edit}
      rowMenu={(line) => [{ id: "open", label: T.openRow, icon: "arrow-right", onPress: () => onSelect(line.id) }]}
      rowWords={T.rows}
      rowClass={(line) => (line.open ? undefined : "off")}
      emptyState={
        <EmptyState
          icon="gaps"
          title={T.emptyTitle}
          words={T.emptyWords}
          action={
            <>
              <Button changes kind="primary" onPress={onStart}>
                {T.emptyStart}
              </Button>
              <Button changes onPress={onAdd}>
                {T.emptyAdd}
              </Button>
            </>
          }
        />
      }
    />
  );
}
