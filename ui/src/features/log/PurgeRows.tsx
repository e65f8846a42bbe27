/** Destroys what rows of the log hold, for good: asks for a reason and the word before. The rows themselves always stay. */
import { count } from "../../audit";
import { StepFailure } from "../../audit/rows/form";
import { ConfirmByName, useToast } from "../../kit";
import { useGo } from "../../kit/place";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import type { Action } from "../../wire/wire.gen";
import { T } from "./texts";

const P = T.purge;

/** Rows that say what was purged or salvaged keep what they hold. */
const KEPT: readonly Action[] = ["log.purge", "evidence.purge", "vault.salvage"];

/** Whether what a row holds can be purged. */
export function canBePurged(action: Action): boolean {
  return !KEPT.includes(action);
}

export function PurgeRows(props: { rows: readonly number[]; onPurged(): void; onClose(): void }) {
  const { rows, onClose } = props;
  const toast = useToast();
  const go = useGo();
  const doing = useDoing();
  const purge = async (confirm: string, reason: string) => {
    const done = await doing.run(async () => {
      const purged = await call("log.purge", { rows: [...rows], reason, confirm });
      const seq = String(purged.seq);
      toast({
        words: P.done(purged.rows, count(purged.seq)),
        tone: "good",
        action: { label: T.goToRow(count(purged.seq)), onPress: () => go({ view: "activity", id: seq }) },
      });
    });
    if (!done) return;
    props.onPurged();
    onClose();
  };
  return (
    <ConfirmByName
      title={P.title(rows.length, rows.map(count).join(", "))}
      words={
        <div className="col gap2">
          <p>{P.destroys}</p>
          <p>{P.stays}</p>
          <p className="small dim">{P.elsewhere}</p>
          {doing.failure && <StepFailure failure={doing.failure} />}
        </div>
      }
      name={P.word}
      reason={P.reason}
      action={P.act}
      open
      busy={doing.busy}
      onConfirm={(confirm, reason) => void purge(confirm, reason)}
      onClose={onClose}
    />
  );
}
