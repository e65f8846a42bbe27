/** Lines from what is waited for to what waits; those of the active bar stand out. The bars say the same in words. */
import type { ChartBar } from "../../../wire/wire.gen";
import { lineOf, ROW, type Row, type Scale } from "./scale";

export function Waits({ rows, scale, here }: { rows: readonly Row[]; scale: Scale; here: string | undefined }) {
  const at = new Map<string, { bar: ChartBar; y: number }>();
  rows.forEach((row, index) => {
    if ("bar" in row) at.set(row.bar.id, { bar: row.bar, y: index * ROW + ROW / 2 });
  });
  return (
    <g>
      {[...at.values()].flatMap(({ bar, y }) =>
        bar.waits_for.flatMap(({ id, wait }) => {
          const other = at.get(id);
          if (!other) return [];
          const [from, to] = [scale.x(other.bar.days.from), scale.x(other.bar.days.to, true)];
          const x = wait === "start" ? from : wait === "partial" ? (from + to) / 2 : to;
          const end = { x: scale.x(bar.days.from), y };
          const name = `bar-wait ${wait}${here === bar.id || here === id ? " on" : ""}`;
          return (
            <g key={`${bar.id} ${id}`} className={name}>
              <path d={lineOf({ x, y: other.y }, end)} />
              <path className="head" d={`M${end.x} ${y}l-5-3.5v7z`} />
            </g>
          );
        }),
      )}
    </g>
  );
}
