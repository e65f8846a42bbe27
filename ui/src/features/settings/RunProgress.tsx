/** How far long work of the settings is, with the way to its end. It neither begins nor ends any. */
import { FailureNote, Progress } from "../../kit";
import { wordsFor } from "../../wire/failures";
import type { Run } from "../../wire/long-run";
import { T } from "./texts";

export function RunProgress({ run, onCancel }: { run: Run<unknown, unknown>; onCancel(): void }) {
  const { far, cancelling } = run;
  return (
    <div className="sp">
      <Progress
        wide
        label={far ? T.run.doing(far.doing) : T.run.begins}
        {...(far && far.total > 0 ? { value: far.done, max: far.total } : {})}
        words={cancelling ? T.run.cancelling : undefined}
        onCancel={onCancel}
      />
      {run.notCancelled && <FailureNote {...wordsFor(run.notCancelled)} />}
    </div>
  );
}
