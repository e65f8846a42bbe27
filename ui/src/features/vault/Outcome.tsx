/** What came of restoring or salvaging, with its figures and all that is lost. It opens nothing by itself. */
import { bytes, count } from "../../audit";
import { Button, Kv, Marked, Note } from "../../kit";
import type { Chosen, VaultCopied, VaultSalvaged } from "../../wire/wire.gen";
import { COPY as T } from "./texts";

export type Made = { kind: "restore"; copied: VaultCopied } | { kind: "salvage"; salvaged: VaultSalvaged };

export function Outcome(props: { made: Made; to: Chosen; onUnlock(): void; onBack(): void }) {
  const { made, to, onUnlock, onBack } = props;
  return (
    <>
      <h1>{T[made.kind].done(to.name)}</h1>
      {made.kind === "restore" ? <Restored copied={made.copied} /> : <Salvaged salvaged={made.salvaged} />}
      <div className="create-foot">
        <span className="grow" />
        <Button tall onPress={onBack}>
          {T.toGate}
        </Button>
        <Button kind="primary" tall autoFocus onPress={onUnlock}>
          {T.unlock}
        </Button>
      </div>
    </>
  );
}

function Restored({ copied }: { copied: VaultCopied }) {
  return (
    <>
      <p role="status">
        <Marked shape="tick-disc" tone="good">
          {T.checked}
        </Marked>
      </p>
      <Kv
        items={[
          { name: T.records, value: count(copied.records) },
          { name: T.files, value: T.filesOf(count(copied.files), bytes(copied.bytes)) },
          { name: T.logRow, value: count(copied.seq) },
        ]}
      />
      <p className="small dim">{T.restore.after}</p>
    </>
  );
}

function Salvaged({ salvaged }: { salvaged: VaultSalvaged }) {
  const { lost, records, from_log, files, old_seq } = salvaged;
  return (
    <>
      <div role="status">
        {lost.length === 0 ? (
          <Marked shape="tick-disc" tone="good">
            {T.salvage.allThere}
          </Marked>
        ) : (
          <Note tone="high">{T.salvage.lostSome(lost.length)}</Note>
        )}
      </div>
      <Kv
        items={[
          { name: T.records, value: T.salvage.recordsOf(count(records), from_log) },
          { name: T.files, value: count(files) },
        ]}
      />
      {lost.length > 0 && (
        <>
          <h2 className="label">{T.salvage.lost}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keys */}
          <ul className="copy-lost" aria-label={T.salvage.lost} tabIndex={0}>
            {lost.map((what, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two items may be called alike, and the list never changes
              <li key={at}>{what}</li>
            ))}
          </ul>
        </>
      )}
      <p className="small dim">{T.salvage.after(count(old_seq))}</p>
    </>
  );
}
