/** Takes typical controls of the catalogue into the matrix: whole packs or single controls, in one change. What is there stays as it is. */
import { useMemo, useState } from "react";
import { TakeDialog, useChosenCodes } from "../../../audit/rows/take";
import { SearchField } from "../../../kit";
import { call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { useRead } from "../../../wire/query";
import { PackTree } from "./PackTree";
import { linesOf, packsOf } from "./packs";
import { TemplateDetail } from "./TemplateDetail";
import { S } from "./texts";
import "./catalogue.css";

const NONE: ReadonlySet<string> = new Set();

export function CatalogueDialog({ onClose }: { onClose(): void }) {
  const engagement = useEngagement();
  const templates = useRead("control.templates", { engagement, pack: null });
  const [text, setText] = useState("");
  const codes = useChosenCodes();
  const [closed, setClosed] = useState<ReadonlySet<string>>(NONE);
  const [cursor, setCursor] = useState<string>();
  const searching = text.trim() !== "";
  const packs = useMemo(() => packsOf(templates.data ?? [], text), [templates.data, text]);
  // What is found is seen, also in a pack that was closed.
  const shut = searching ? NONE : closed;
  const lines = useMemo(() => linesOf(packs, shut), [packs, shut]);
  // The first control is looked at until the cursor is somewhere.
  const line = lines.find((one) => one.key === cursor) ?? lines.find((one) => one.row);
  const free = packs.flatMap((pack) => pack.free.map((row) => row.code));
  const taken = (templates.data ?? []).filter((row) => !row.taken && codes.chosen.has(row.code)).map((row) => row.code);
  return (
    <TakeDialog
      title={S.title}
      words={S.words}
      act={S.take(taken.length)}
      none={S.none}
      read={templates}
      codes={codes}
      taken={taken}
      free={free}
      tools={<SearchField label={S.search} value={text} onChange={setText} autoFocus />}
      beside
      take={() => call("control.start", { engagement, codes: taken, packs: [] })}
      said={(answer) => S.taken(answer.added.length)}
      options={{ action: "control.add" }}
      onClose={onClose}
    >
      {lines.length > 0 && (
        <div className="packs">
          <PackTree
            lines={lines}
            chosen={codes.chosen}
            closed={shut}
            cursor={line?.key}
            onCursor={setCursor}
            onChoose={codes.choose}
            onClosed={(pack, shutNow) => {
              const next = new Set(closed);
              if (shutNow) next.add(pack);
              else next.delete(pack);
              setClosed(next);
              setCursor(`pack ${pack}`);
            }}
          />
          <TemplateDetail line={line} />
        </div>
      )}
    </TakeDialog>
  );
}
