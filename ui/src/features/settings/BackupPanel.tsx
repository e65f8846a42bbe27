/** Backups: how the last one stands, where the next goes, how far it is and what came of it. It never shows a path, and counts nothing itself. */

import { useState } from "react";
import { bytes, count, useDates } from "../../audit";
import { Button, FailureNote, Kv, Marked, Note, Panel, Skeleton } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import { isOlderThanSeen } from "../../wire/older";
import { useRead } from "../../wire/query";
import type { VaultCopied, VaultStatus } from "../../wire/wire.gen";
import { begin, type CopyRun, cancel, chooseFolder, putAway, useBackup } from "./backup-run";
import { GiveCopy } from "./GiveCopy";
import { RunProgress } from "./RunProgress";
import { backupWords, T } from "./texts";

const B = T.backup;

export function BackupPanel() {
  const status = useRead("vault.status", {});
  return (
    <Panel title={B.title}>
      {status.failure ? (
        <FailureNote {...wordsFor(status.failure)} onRetry={status.again} />
      ) : status.data ? (
        <Backups status={status.data} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Panel>
  );
}

function Backups({ status }: { status: VaultStatus }) {
  const { place, run, busy } = useBackup();
  const choosing = useDoing();
  const [gives, setGives] = useState(false);
  const choose = () =>
    choosing.run(async () => {
      const [chosen] = await call("file.choose", { wanted: "folder" });
      if (chosen) chooseFolder(chosen);
    });
  const readOnly = status.condition.condition === "read_only";
  return (
    <>
      <Standing backup={readOnly ? { ...status.backup, due: false } : status.backup} />
      <p className="small dim">{B.words}</p>
      {readOnly ? (
        <Note tone="med">{isOlderThanSeen(status.condition) ? B.olderFirst : B.readOnly}</Note>
      ) : (
        <>
          <div className="row wrap sp">
            <Button icon="folder" disabled={busy} busy={choosing.busy} onPress={() => void choose()}>
              {place ? B.chooseOther : B.choose}
            </Button>
            {place && <span className="strong clip">{place.name}</span>}
            {place && (
              <Button kind="primary" icon="copy" busy={busy} onPress={() => begin(place, null)}>
                {B.make}
              </Button>
            )}
          </div>
          <p className="small dim sp">{B.where}</p>
        </>
      )}
      {choosing.failure && <FailureNote {...wordsFor(choosing.failure)} />}
      {run && <Running run={run} busy={busy} />}
      {!readOnly && (
        <div className="settings-give">
          <Button kind="link" disabled={busy} onPress={() => setGives(true)}>
            {B.give}
          </Button>
          <p className="small dim">{B.giveWords}</p>
        </div>
      )}
      {gives && <GiveCopy client={status.client} onClose={() => setGives(false)} />}
    </>
  );
}

/** Whether it is time for one, in shape, word and colour. */
function Standing({ backup }: { backup: VaultStatus["backup"] }) {
  const dates = useDates();
  const { last, days, due } = backup;
  return (
    <p className="settings-standing">
      {last === null || days === null ? (
        <Marked shape={due ? "triangle-mark" : "ring"} tone={due ? "med" : "none"}>
          {due ? B.dueNever : B.never}
        </Marked>
      ) : (
        <Marked shape={due ? "triangle-mark" : "tick-disc"} tone={due ? "med" : "good"}>
          {due ? B.due(days) : B.last(days)}
        </Marked>
      )}
      {last !== null && <span className="small dim">{dates.instant(last)}</span>}
    </p>
  );
}

function Running({ run, busy }: { run: CopyRun; busy: boolean }) {
  if (busy) {
    return <RunProgress run={run} onCancel={cancel} />;
  }
  if (run.failure?.code === "cancelled") {
    return (
      <Note tone="calm" live>
        {run.of.gives ? B.giveCancelled : B.cancelled}
      </Note>
    );
  }
  if (run.failure) return <FailureNote {...backupWords(run.failure)} />;
  return run.answer ? <Result run={run} copied={run.answer} /> : null;
}

function Result({ run, copied }: { run: CopyRun; copied: VaultCopied }) {
  const { place, gives } = run.of;
  const { name, within, was_there, chunks, new_chunks, records, files, bytes: size, seq, noted } = copied;
  return (
    <div className="settings-result" role="status">
      <div className="row">
        <span className="grow">
          <Marked shape="tick-disc" tone="good">
            {gives ? B.given : B.made}
          </Marked>
        </span>
        <Button kind="quiet" onPress={putAway}>
          {T.run.dismiss}
        </Button>
      </div>
      <Kv
        items={[
          { name: B.folder, value: within ? B.withinOf(name, place.name) : name },
          { name: B.records, value: count(records) },
          { name: B.files, value: B.filesOf(count(files), bytes(size)) },
          {
            name: B.pieces,
            value: was_there ? B.newPieces(new_chunks, chunks) : B.allPieces(chunks),
          },
          { name: B.row, value: count(seq) },
        ]}
      />
      {!noted && <Note tone="med">{B.notNoted}</Note>}
    </div>
  );
}
