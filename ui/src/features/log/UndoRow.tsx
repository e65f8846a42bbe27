/** Undoing a row of the log, and doing again what was undone. A refusal says which row stands in the way; the log itself only grows. */
import { useState } from "react";
import { count } from "../../audit";
import { Button, Note, useToast } from "../../kit";
import { useGo } from "../../kit/place";
import { asFailure } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { redoRow, undoRow } from "../../wire/undoing";
import type { Failure, LogLine } from "../../wire/wire.gen";
import { useLine } from "./line";
import { T } from "./texts";

/** What can be done about a row. */
interface Step {
  /** It does again what the row undid, or was undone of it. */
  again: boolean;
  /** The row that is undone or done again. */
  of: number;
}

/** Of an undoing the row that it undid is done again; one that did something again is undone as any other. */
function stepOf(row: LogLine, undid: LogLine | undefined): Step | undefined {
  if (row.undone_by !== null) return { again: true, of: row.seq };
  if (row.undoes === null) return { again: false, of: row.seq };
  if (!undid) return undefined;
  return undid.action === "log.undo" ? { again: false, of: row.seq } : { again: true, of: row.undoes };
}

export function UndoRow({ row, onRow }: { row: LogLine; onRow(seq: number): void }) {
  const toast = useToast();
  const go = useGo();
  const undid = useLine(row.undoes);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Failure>();
  if (!row.undoable) return <span className="small dim">{T.isFinal}</span>;
  const step = stepOf(row, undid.data?.rows[0]);
  if (!step) return null;
  const { again, of } = step;
  const act = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      const made = await (again ? redoRow(of) : undoRow(of));
      toast({
        words: again ? T.didItAgain(count(of)) : T.undidIt(count(of)),
        tone: "good",
        action: { label: T.goToRow(count(made.seq)), onPress: () => go({ view: "activity", id: String(made.seq) }) },
      });
    } catch (thrown) {
      setRefused(asFailure(thrown));
    }
    setBusy(false);
  };
  const blocking = refused && blockedBy(refused);
  const by = row.undone_by;
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
          <p className="strong">{again ? T.refusedAgain : T.refused}</p>
          <p>{wordsFor(refused).what}</p>
          <p className="text">{refused.message}</p>
        </Note>
      )}
      {by !== null && (
        <p className="row between">
          <span className="small dim">{T.isUndone(count(by))}</span>
          <Button kind="link" onPress={() => onRow(by)}>
            {T.goToRow(count(by))}
          </Button>
        </p>
      )}
      <div className="row">
        <Button changes icon={again ? "redo" : "undo"} busy={busy} onPress={() => void act()} describedBy="undo-hint">
          {again ? T.redo : T.undo}
        </Button>
        <span id="undo-hint" className="micro dim">
          {again ? T.redoHint : T.undoHint}
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
