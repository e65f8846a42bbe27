/** How the ratings of the rows shown stand, in the grid's footer. Counted by the vault, once the rows themselves are there. */
import { RATING_SHORT, within } from "../../../audit";
import { useRead } from "../../../wire/query";
import type { RatingValue } from "../../../wire/wire.gen";
import { T } from "../texts";
import type { ControlQuery } from "./change";

const ORDER: readonly RatingValue[] = ["effective", "partly", "deficient", "not_evaluable_yet"];

export function GridSums({ query, when }: { query: ControlQuery; when: boolean }) {
  const design = useSums("design", query, when);
  const operation = useSums("operation", query, when);
  return (
    <>
      {design && <span className="sums">{T.grid.footDesign(design)}</span>}
      {operation && <span className="sums">{T.grid.footOperation(operation)}</span>}
    </>
  );
}

function useSums(column: "design" | "operation", query: ControlQuery, when: boolean): string {
  const whole = { ...query, sort: [], offset: 0, limit: 1 };
  const found = useRead("page.facets", { noun: "control", column, query: whole }, { when }).data ?? [];
  const parts = ORDER.flatMap((value) => {
    const facet = found.find((one) => one.value === value);
    return facet ? [`${facet.count} ${within(RATING_SHORT[value])}`] : [];
  });
  return parts.join(", ");
}
