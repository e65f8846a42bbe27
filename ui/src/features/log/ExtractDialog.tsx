/** Saves rows of the log as a file that proves itself without the vault: which rows, where it goes, and what it ends with. It never holds what
 *  the rows changed. */
import { useState } from "react";
import { bytes, count } from "../../audit";
import { Button, Dialog, FailureNote, Kv, Note, NumberField, Progress } from "../../kit";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useLong } from "../../wire/progress";
import type { LogExtracted } from "../../wire/wire.gen";
import { T } from "./texts";

const E = T.extract;

interface Saved {
  name: string;
  extracted: LogExtracted;
}

export function ExtractDialog({ newest, onClose }: { newest: number; onClose(): void }) {
  const work = useLong();
  const [from, setFrom] = useState<number | null>(1);
  const [to, setTo] = useState<number | null>(newest);
  const [saved, setSaved] = useState<Saved>();
  const wrong = from !== null && to !== null && from > to ? E.order : undefined;
  const ready = from !== null && to !== null && !wrong;
  const save = () =>
    work.run(async () => {
      const file = await call("file.destination", { wanted: "any_file", name: E.file });
      if (!file) return;
      setSaved({ name: file.name, extracted: await call("log.extract", { from, to, file: file.held }) });
    });
  return (
    <Dialog
      title={E.title}
      open
      onClose={onClose}
      actions={
        saved ? (
          <Button kind="primary" onPress={onClose}>
            {E.close}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{E.cancel}</Button>
            <Button kind="primary" icon="save" disabled={!ready} busy={work.busy} onPress={() => void save()}>
              {E.save}
            </Button>
          </>
        )
      }
    >
      <div className="col gap3">
        {saved ? (
          <Result {...saved} />
        ) : (
          <>
            <p>{E.words}</p>
            <p className="small dim">{E.after}</p>
            <div className="extract-rows">
              <NumberField label={E.from} value={from} onChange={setFrom} least={1} most={newest} required autoFocus />
              <NumberField label={E.to} value={to} onChange={setTo} least={1} most={newest} required error={wrong} />
            </div>
            {work.busy && work.far && (
              <Progress
                wide
                label={work.far.doing}
                value={work.far.done}
                max={work.far.total}
                words={work.cancelling ? E.cancelling : undefined}
                onCancel={work.cancel}
              />
            )}
            {work.notCancelled && <FailureNote {...wordsFor(work.notCancelled)} />}
            {work.failure && <FailureNote {...wordsFor(work.failure)} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Result({ name, extracted }: Saved) {
  const { from, to, head, hash, size } = extracted;
  return (
    <>
      <Note tone="good" live>
        {E.done(name, bytes(size))}
      </Note>
      <Kv
        items={[
          { name: E.rows, value: E.fromTo(count(from), count(to)) },
          { name: E.head, value: count(head) },
          { name: E.hash, value: <code className="mono text break">{hash}</code> },
        ]}
      />
      <p className="small dim">{E.compare}</p>
    </>
  );
}
