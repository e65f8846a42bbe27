/** One row of the log: who did what, what changed in each record, and undoing it. A refusal says which row stands in the way. */
import { useState } from "react";
import { count, useDates } from "../../audit";
import { Button, FailureNote, Inspector, InspectorSection, Kv, Note, Skeleton, useToast } from "../../kit";
import { useGo } from "../../kit/place";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Failure, LogLine } from "../../wire/wire.gen";
import { stateWords } from "./columns";
import { SubjectChanges } from "./SubjectChanges";
import { T } from "./texts";

interface Props {
  seq: number;
  onRow(seq: number): void;
  onClose(): void;
}

export function RowPane({ seq, onRow, onClose }: Props) {
  const test = { is: "between" as const, from: String(seq), to: String(seq) };
  const page = useRead("log.page", {
    query: { text: null, filters: [{ column: "seq", test }], sort: [], offset: 0, limit: 1 },
  });
  const row = page.data?.rows[0];
  return (
    <Inspector
      code={T.row(count(seq))}
      title={row?.words ?? T.row(count(seq))}
      words={row && stateWords(row)}
      onClose={onClose}
      width={340}
      foot={row && <Undo row={row} onRow={onRow} />}
    >
      {page.failure && <FailureNote {...wordsFor(page.failure)} onRetry={page.again} />}
      {page.loading && <Skeleton lines={4} />}
      {row && <Facts row={row} onRow={onRow} />}
    </Inspector>
  );
}

function Facts({ row, onRow }: { row: LogLine; onRow(seq: number): void }) {
  const dates = useDates();
  const link = (seq: number, words: string) => (
    <Button kind="link" label={T.openRow(count(seq))} onPress={() => onRow(seq)}>
      {words}
    </Button>
  );
  const items = [
    { name: T.when, value: dates.instant(row.at, true) },
    { name: T.who, value: row.who },
    { name: T.action, value: <code className="mono">{row.action}</code> },
    { name: T.touched, value: count(row.touched) },
  ];
  const more = row.touched - row.subjects.length;
  return (
    <>
      <InspectorSection title={T.facts}>
        <Kv items={items} />
        {row.undoes !== null && link(row.undoes, T.undoes(count(row.undoes)))}
        {row.undone_by !== null && link(row.undone_by, T.undoneBy(count(row.undone_by)))}
      </InspectorSection>
      <InspectorSection title={T.changes} count={row.touched}>
        {row.subjects.map((subject) => (
          <SubjectChanges key={`${subject.noun} ${subject.id}`} subject={subject} seq={row.seq} />
        ))}
        {row.touched === 0 && <p className="faint">{T.noSubjects}</p>}
        {more > 0 && <p className="faint">{T.notNamed(more)}</p>}
      </InspectorSection>
    </>
  );
}

function Undo({ row, onRow }: { row: LogLine; onRow(seq: number): void }) {
  const toast = useToast();
  const go = useGo();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Failure>();
  if (!row.undoable) return <span className="small dim">{T.isFinal}</span>;
  const by = row.undone_by;
  if (by !== null) {
    return (
      <>
        <span className="small dim grow">{T.isUndone(count(by))}</span>
        <Button onPress={() => onRow(by)}>{T.goToRow(count(by))}</Button>
      </>
    );
  }
  const again = row.undoes !== null;
  const undo = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      const made = await call("log.undo", { seq: row.seq });
      const words = again && row.undoes !== null ? T.didItAgain(count(row.undoes)) : T.undidIt(count(row.seq));
      toast({
        words,
        tone: "good",
        action: { label: T.goToRow(count(made.seq)), onPress: () => go({ view: "activity", id: String(made.seq) }) },
      });
    } catch (thrown) {
      setRefused(asFailure(thrown));
    }
    setBusy(false);
  };
  const blocking = refused && blockedBy(refused);
  return (
    <div className="activity-undo">
      {refused && (
        <Note
          tone="high"
          live
          action={
            blocking !== undefined && blocking !== row.seq ? (
              <Button kind="link" onPress={() => onRow(blocking)}>
                {T.goToRow(count(blocking))}
              </Button>
            ) : undefined
          }
        >
          <p className="strong">{T.refused}</p>
          <p>{wordsFor(refused).what}</p>
          <p className="text">{refused.message}</p>
        </Note>
      )}
      <div className="row">
        <Button icon={again ? "redo" : "undo"} busy={busy} onPress={() => void undo()} describedBy="undo-hint">
          {again ? T.redo : T.undo}
        </Button>
        <span id="undo-hint" className="micro dim">
          {T.undoHint}
        </span>
      </div>
    </div>
  );
}

/** The row that a refusal names as the one in the way: `row 12 of the log did that`. */
function blockedBy(failure: Failure): number | undefined {
  const seq = /\brow (\d+) of the log did/.exec(failure.message)?.[1];
  return failure.code === "stale" && seq ? Number(seq) : undefined;
}
