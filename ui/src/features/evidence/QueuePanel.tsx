/** What is taken in, file by file: how far it is, how it ended, and which bytes the vault held already. It shows the queue and steers it. */
import { useRef } from "react";
import { useDrop } from "../../audit";
import { Button, Icon, IconButton, Mark, type MarkShape, Progress, type Tone } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { referenceOf } from "./query";
import {
  cancelQueue,
  clearQueue,
  type Entry,
  type EntryState,
  isFolder,
  keepBoth,
  needsLook,
  sizeOf,
  takeBack,
  tryAgain,
} from "./queue";
import { sizeWords, T } from "./texts";

const LOOK: Record<EntryState, { shape: MarkShape; tone: Tone }> = {
  waiting: { shape: "ring", tone: "none" },
  running: { shape: "half-disc", tone: "accent" },
  done: { shape: "tick-disc", tone: "good" },
  failed: { shape: "crossed-square", tone: "crit" },
  cancelled: { shape: "bar-ring", tone: "none" },
  undone: { shape: "bar-ring", tone: "none" },
};

/** The order in which a summary counts. */
const STATES: readonly EntryState[] = ["done", "running", "waiting", "failed", "cancelled", "undone"];

export function QueuePanel(props: {
  entries: readonly Entry[];
  onOpen(evidence: string): void;
  onImport(): void;
  onFiles: Parameters<typeof useDrop>[1];
}) {
  const { entries } = props;
  const hint = useRef<HTMLDivElement>(null);
  const over = useDrop(hint, props.onFiles);
  const busy = entries.some((entry) => entry.state === "running" || entry.state === "waiting");
  const counts = STATES.flatMap((state) => {
    const n = entries.filter((entry) => entry.state === state).length;
    return n > 0 ? `${n} ${T.queue.states[state]}` : [];
  });
  const total = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  const settled = (entry: Entry) => entry.state !== "running" && entry.state !== "waiting";
  const done = entries.reduce((sum, entry) => sum + (settled(entry) ? sizeOf(entry) : entry.sealed), 0);
  return (
    <div className="evidence-queue">
      <div className="drop" ref={hint}>
        <p>{over ? T.queue.over : T.queue.drop}</p>
        <p>{T.queue.sealed}</p>
      </div>
      {entries.length > 0 && (
        <section aria-label={T.queue.title}>
          <div className="evidence-queue-head">
            <span role="status">{counts.join(", ")}</span>
            <span className="grow" />
            {busy ? (
              <Progress hideLabel label={T.queue.progress} value={done} max={total} onCancel={cancelQueue} />
            ) : (
              <Button kind="link" onPress={clearQueue}>
                {T.queue.clear}
              </Button>
            )}
          </div>
          <ul className="evidence-results">
            {entries.map((entry) => (
              <Result key={entry.key} entry={entry} onOpen={props.onOpen} onImport={props.onImport} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Result(props: { entry: Entry; onOpen(evidence: string): void; onImport(): void }) {
  const { entry, onOpen } = props;
  const { attached, failure, replaces } = entry;
  const name = entry.files.map((file) => file.name).join(", ");
  const state = T.queue.states[entry.state];
  const told = failure && wordsFor(failure);
  const same = attached?.same_as ?? [];
  const redacted = attached?.redacted_in ?? [];
  return (
    <li aria-label={T.queue.result(name, state)}>
      <div className="row gap1">
        <Mark {...LOOK[entry.state]} label={state} />
        <span className="clip grow" title={name}>
          {name}
        </span>
        {replaces && <span className="faint nowrap">{T.queue.replaces(referenceOf(replaces.item.number))}</span>}
        {!isFolder(entry) && <span className="faint nowrap">{sizeWords(sizeOf(entry))}</span>}
        {attached && entry.state === "done" && (
          <Button
            kind="link"
            label={T.queue.open(referenceOf(attached.item.number))}
            onPress={() => onOpen(attached.item.id)}
          >
            {referenceOf(attached.item.number)}
          </Button>
        )}
        {(entry.state === "failed" || entry.state === "cancelled") && !isFolder(entry) && (
          <IconButton icon="refresh" label={`${T.queue.again}: ${name}`} onPress={() => tryAgain(entry.key)} />
        )}
      </div>
      {told && entry.state !== "cancelled" && (
        <p className="evidence-why" role="alert">
          {isFolder(entry) ? T.queue.folder : `${told.what} ${told.detail ?? ""}`}
          {isFolder(entry) && (
            <Button kind="link" onPress={props.onImport}>
              {T.queue.importFolder}
            </Button>
          )}
        </p>
      )}
      {redacted.length > 0 && entry.state === "done" && (
        <p className="evidence-same" role="status">
          {T.queue.redacted(redacted.join(", "))}
        </p>
      )}
      {same.length > 0 && entry.state === "done" && (
        <p className="evidence-same" role="status">
          <Icon name="copy" small />
          <span>
            {T.queue.same}{" "}
            {same.map((reference) => (
              <Button key={reference} kind="link" onPress={() => onOpen(reference)}>
                {reference}
              </Button>
            ))}
          </span>
          <span className="grow" />
          {needsLook(entry) && (
            <>
              <Button kind="link" onPress={() => void takeBack(entry)}>
                {T.queue.takeBack}
              </Button>
              <Button kind="link" onPress={() => keepBoth(entry.key)}>
                {T.queue.keep}
              </Button>
            </>
          )}
        </p>
      )}
    </li>
  );
}
