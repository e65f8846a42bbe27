/** Saving changes of one control from the inspector: its revision is named, and what changed meanwhile is handed back to be shown. */
import { useCallback, useState } from "react";
import { useDone } from "../../../audit/done";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import type { Control, ControlChange, Failure } from "../../../wire/wire.gen";

export interface Saving {
  /** True when all of it is kept. `over` is a newer control that the person has seen and writes over. */
  save(control: Control, changes: readonly ControlChange[], words: string, over?: Control): Promise<boolean>;
  busy: boolean;
  failed: Failure | undefined;
  /** The control as it is now, where it has changed since it was shown. */
  theirs: Control | undefined;
  clear(): void;
}

export function useSaving(): Saving {
  const engagement = useEngagement();
  const done = useDone();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  const [theirs, setTheirs] = useState<Control>();
  const clear = useCallback(() => {
    setFailed(undefined);
    setTheirs(undefined);
  }, []);
  const save = useCallback(
    async (control: Control, changes: readonly ControlChange[], words: string, over?: Control) => {
      clear();
      if (changes.length === 0) return true;
      setBusy(true);
      const { id } = control;
      const revision = over?.revision ?? control.revision;
      try {
        await done(
          () => call("control.edit", { edits: changes.map((change) => ({ id, revision, change })) }),
          () => words,
          { action: "control.edit" },
        );
        return true;
      } catch (thrown) {
        const failure = asFailure(thrown);
        if (failure.code === "stale") {
          const now = await call("control.show", { engagement, control: id }).catch(() => undefined);
          setTheirs(now?.control);
        }
        setFailed(failure);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [clear, done, engagement],
  );
  return { save, busy, failed, theirs, clear };
}
