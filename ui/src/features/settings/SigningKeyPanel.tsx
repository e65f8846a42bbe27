/** The key that signs packets: by which fingerprint others know it, and a new one in its place. Of its private half nothing is ever shown. */
import { useState } from "react";
import { useDates } from "../../audit";
import { Button, ConfirmByName, CopyLine, FailureNote, Panel, Skeleton, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import { allAnew } from "../../wire/rounds";
import type { SigningKeyRow } from "../../wire/wire.gen";
import { T } from "./texts";

const S = T.signing;

export function SigningKeyPanel() {
  const read = useRead("signing_key.show", {});
  const doing = useDoing();
  const [asks, setAsks] = useState(false);
  const make = async () => {
    if (await doing.run(async () => void (await call("signing_key.make", {})))) allAnew();
  };
  return (
    <Panel title={S.title}>
      <p className="small dim">{S.words}</p>
      {read.failure && <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />}
      {!read.data && !read.failure && <Skeleton lines={2} />}
      {read.data?.present && <Present row={read.data.present} />}
      {read.data && !read.data.present && <p className="sp">{S.none}</p>}
      {doing.failure && <FailureNote {...wordsFor(doing.failure)} />}
      {read.data && (
        <div className="row wrap sp">
          {read.data.present ? (
            <Button changes icon="key" onPress={() => setAsks(true)}>
              {S.replace}
            </Button>
          ) : (
            <Button changes icon="key" busy={doing.busy} onPress={() => void make()}>
              {S.make}
            </Button>
          )}
        </div>
      )}
      {read.data && read.data.earlier.length > 0 && <Earlier rows={read.data.earlier} />}
      {asks && <Replace onClose={() => setAsks(false)} />}
    </Panel>
  );
}

function Present({ row }: { row: SigningKeyRow }) {
  const dates = useDates();
  return (
    <div className="sp">
      <p className="label">{S.fingerprint}</p>
      <CopyLine text={row.fingerprint} label={S.copy} copied={S.copied} failed={S.copyFailed} />
      <p className="small dim">{S.made(dates.instant(row.key.made_at), row.key.made_by)}</p>
      <details className="small">
        <summary>{S.pem}</summary>
        <CopyLine text={row.pem} label={S.copyPem} copied={S.pemCopied} failed={S.copyFailed} />
      </details>
    </div>
  );
}

function Earlier({ rows }: { rows: readonly SigningKeyRow[] }) {
  const dates = useDates();
  return (
    <div className="sp">
      <p className="label">{S.earlier}</p>
      <ul className="settings-needs small">
        {rows.map(({ fingerprint, key }) => (
          <li key={fingerprint}>
            <code className="text break">{fingerprint}</code>
            <br />
            {key.replaced
              ? S.replaced(dates.instant(key.replaced.at), key.replaced.by, key.replaced.reason)
              : S.notHere}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Replace({ onClose }: { onClose(): void }) {
  const toast = useToast();
  const doing = useDoing();
  const replace = async (reason: string) => {
    const done = await doing.run(async () => void (await call("signing_key.replace", { reason })));
    if (!done) return;
    toast({ words: S.done, tone: "good" });
    allAnew();
    onClose();
  };
  return (
    <ConfirmByName
      title={S.replaceTitle}
      words={
        <div className="col gap2">
          <p>{S.replaceWords}</p>
          <p>{S.tell}</p>
          <p className="small dim">{S.backups}</p>
          {doing.failure && <FailureNote {...wordsFor(doing.failure)} />}
        </div>
      }
      name={S.word}
      reason={S.reason}
      action={S.act}
      open
      busy={doing.busy}
      onConfirm={(_, reason) => void replace(reason)}
      onClose={onClose}
    />
  );
}
