/** What the catalogue says of the control, or of the pack, that the cursor is on. It only shows. */
import { CriteriaChips, FREQUENCY } from "../../../audit";
import { Kv } from "../../../kit";
import { useRead } from "../../../wire/query";
import type { ControlTemplateRow } from "../../../wire/wire.gen";
import type { Line } from "./packs";
import { S } from "./texts";

export function TemplateDetail({ line }: { line: Line | undefined }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: what scrolls must be reachable by keyboard
    <div className="pack-detail" role="group" tabIndex={0} aria-label={S.detail}>
      {!line && <p className="dim">{S.look}</p>}
      {line?.row && <OfControl row={line.row} pack={line.pack.name} />}
      {line && !line.row && (
        <>
          <h3>{line.pack.name}</h3>
          <p>{S.of(line.pack.free.length, line.pack.rows.length)}</p>
          <p className="dim">{S.packWords(line.pack.rows.length - line.pack.free.length)}</p>
        </>
      )}
    </div>
  );
}

function OfControl({ row, pack }: { row: ControlTemplateRow; pack: string }) {
  const surfaces = useRead("surface.list", {});
  const names = new Map(surfaces.data?.map((one) => [one.code, one.name]));
  const known = row.surfaces.flatMap((code) => names.get(code) ?? []);
  const others = surfaces.data ? row.surfaces.length - known.length : 0;
  return (
    <>
      <p className="small dim">{row.taken ? `${row.code} · ${S.inMatrix}` : row.code}</p>
      <h3>{row.title}</h3>
      <p className="text">{row.statement}</p>
      <Kv
        items={[
          { name: S.criteria, value: <CriteriaChips codes={row.criteria} all /> },
          { name: S.frequency, value: FREQUENCY[row.frequency] },
          { name: S.surfaces, value: known.join(", ") || "–" },
          { name: S.pack, value: pack },
        ]}
      />
      {others > 0 && <p className="small dim">{S.leftOut(others)}</p>}
    </>
  );
}
