/** Takes typical controls of the catalogue into the matrix: whole packs or single controls, in one change. What is there stays as it is. */
import { useMemo, useState } from "react";
import { useDone } from "../../../audit/done";
import { StepFailure } from "../../../audit/rows/form";
import { Button, Dialog, FailureNote, Loading, SearchField } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { Failure } from "../../../wire/wire.gen";
import { PackTree } from "./PackTree";
import { linesOf, packsOf } from "./packs";
import { TemplateDetail } from "./TemplateDetail";
import { S } from "./texts";
import "./catalogue.css";

const NONE: ReadonlySet<string> = new Set();

export function CatalogueDialog({ onClose }: { onClose(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const templates = useRead("control.templates", { engagement, pack: null });
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NONE);
  const [closed, setClosed] = useState<ReadonlySet<string>>(NONE);
  const [cursor, setCursor] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const searching = text.trim() !== "";
  const packs = useMemo(() => packsOf(templates.data ?? [], text), [templates.data, text]);
  // What is found is seen, also in a pack that was closed.
  const shut = searching ? NONE : closed;
  const lines = useMemo(() => linesOf(packs, shut), [packs, shut]);
  // The first control is looked at until the cursor is somewhere.
  const line = lines.find((one) => one.key === cursor) ?? lines.find((one) => one.row);
  const free = packs.flatMap((pack) => pack.free.map((row) => row.code));
  const codes = (templates.data ?? []).filter((row) => !row.taken && chosen.has(row.code)).map((row) => row.code);
  const choose = (which: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const code of which) {
      if (on) next.add(code);
      else next.delete(code);
    }
    setChosen(next);
  };
  const take = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await done(
        () => call("control.start", { engagement, codes, packs: [] }),
        (answer) => S.taken(answer.added.length),
        { action: "control.add" },
      );
      onClose();
    } catch (thrown) {
      setFailure(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={S.title}
      open
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{S.cancel}</Button>
          <Button kind="primary" disabled={codes.length === 0} busy={busy} onPress={() => void take()}>
            {S.take(codes.length)}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <p>{S.words}</p>
        <div className="row between">
          <SearchField label={S.search} value={text} onChange={setText} autoFocus />
          {templates.data && (
            <span className="row">
              <span className="small dim" role="status">
                {S.chosen(codes.length)}
              </span>
              <Button kind="link" disabled={free.length === 0} onPress={() => choose(free, true)}>
                {S.all(free.length)}
              </Button>
              <Button kind="link" disabled={codes.length === 0} onPress={() => setChosen(NONE)}>
                {S.clear}
              </Button>
            </span>
          )}
        </div>
        {failure && <StepFailure failure={failure} />}
        {templates.failure && <FailureNote {...wordsFor(templates.failure)} onRetry={templates.again} />}
        {!templates.data && !templates.failure && <Loading />}
        {templates.data && lines.length === 0 && <p className="dim">{S.none}</p>}
        {lines.length > 0 && (
          <div className="packs">
            <PackTree
              lines={lines}
              chosen={chosen}
              closed={shut}
              cursor={line?.key}
              onCursor={setCursor}
              onChoose={choose}
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
      </div>
    </Dialog>
  );
}
