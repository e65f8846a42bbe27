/** A spreadsheet of controls, taken in step by step: file, headings and their meaning, what would change. Nothing is kept before the last step. */
import { useCallback, useState } from "react";
import { Button, Dialog, FailureNote, type FailureWords, Loading, Note, TextField } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import type { Chosen, SheetDecisions, SheetFound, SheetPreview } from "../../../wire/wire.gen";
import { T } from "../texts";
import { useApply } from "./apply";
import { ColumnMapping } from "./ColumnMapping";
import { PreviewTables } from "./PreviewTables";
import { UNDECIDED } from "./paste";
import { S } from "./texts";

/** How a file is read: what was decided about it so far. */
export interface Reading {
  sheet: string | null;
  mapping: string | null;
  decided: SheetDecisions;
}

const PLAIN: Reading = { sheet: null, mapping: null, decided: UNDECIDED };

export function ImportWizard({ onClose }: { onClose(): void }) {
  const engagement = useEngagement();
  const [file, setFile] = useState<Chosen>();
  const [reading, setReading] = useState<Reading>(PLAIN);
  const [found, setFound] = useState<SheetFound>();
  const [preview, setPreview] = useState<SheetPreview>();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<FailureWords>();
  const onPreview = useCallback((again: SheetPreview) => setPreview(again), []);
  const applying = useApply(onPreview);

  /** Does one step; a failure is shown and leaves all as it was. */
  const step = async (act: () => Promise<void>) => {
    setBusy(true);
    setFailed(undefined);
    try {
      await act();
    } catch (thrown) {
      setFailed(wordsFor(asFailure(thrown)));
    }
    setBusy(false);
  };
  const from = (of: Chosen, how: Reading) => ({ engagement, noun: "control" as const, file: of.held, ...how });
  const read = (of: Chosen, how: Reading) => {
    setReading(how);
    return step(async () => setFound(await call("sheet.read", { from: from(of, how) })));
  };
  const choose = () =>
    step(async () => {
      const [chosen] = await call("file.choose", { wanted: "sheet" });
      if (!chosen) return;
      setFile(chosen);
      setFound(undefined);
      setPreview(undefined);
      setReading(PLAIN);
      setFound(await call("sheet.read", { from: from(chosen, PLAIN) }));
    });
  const look = () =>
    step(async () => {
      if (file) setPreview(await call("sheet.preview", { from: from(file, reading) }));
    });
  const apply = async () => {
    if (!file || !preview) return;
    if (await applying.apply(from(file, reading), preview, name.trim() || null)) onClose();
  };
  const count = preview ? preview.preview.added.length + preview.preview.changed.length : 0;

  return (
    <Dialog
      title={S.importTitle}
      open
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={preview ? () => setPreview(undefined) : onClose}>{preview ? S.back : T.cancel}</Button>
          {preview ? (
            <Button kind="primary" disabled={count === 0} busy={applying.busy} onPress={() => void apply()}>
              {S.apply(count)}
            </Button>
          ) : file ? (
            <Button
              kind="primary"
              disabled={!found || found.ambiguous.length > 0}
              busy={busy}
              onPress={() => void look()}
            >
              {S.next}
            </Button>
          ) : (
            <Button kind="primary" icon="folder" busy={busy} onPress={() => void choose()}>
              {S.choose}
            </Button>
          )}
        </>
      }
    >
      <div className="col gap3">
        {!file && <p>{S.chooseWords}</p>}
        {file && (
          <div className="row">
            <span className="strong grow clip">{S.file(file.name)}</span>
            {!preview && (
              <Button kind="quiet" onPress={() => void choose()}>
                {S.another}
              </Button>
            )}
          </div>
        )}
        {failed && <FailureNote {...failed} />}
        {applying.failed && <FailureNote {...applying.failed} />}
        {applying.renewed && (
          <Note tone="high" live>
            {S.changedMeanwhile}
          </Note>
        )}
        {file && !found && busy && <Loading words={S.readingFile(file.name)} />}
        {file && !preview && (found || failed) && (
          <ColumnMapping found={found} reading={reading} onReading={(how) => void read(file, how)} />
        )}
        {preview && (
          <>
            <PreviewTables shown={preview} />
            <TextField label={S.saveAs} hint={S.saveAsHint} value={name} maxLength={80} onChange={setName} />
          </>
        )}
      </div>
    </Dialog>
  );
}
