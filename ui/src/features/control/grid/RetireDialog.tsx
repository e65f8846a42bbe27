/** Retiring controls, with the reason that it needs. One step, which undo takes back. */
import { useState } from "react";
import { useDone } from "../../../audit/done";
import { Button, Dialog, FailureNote, TextArea } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import type { Failure } from "../../../wire/wire.gen";
import { T } from "../texts";

export function RetireDialog({ ids, onClose }: { ids: readonly string[]; onClose(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  const act = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      const wanted = new Set(ids);
      const all = await call("control.list", { engagement, criterion: null, surface: null, retired: false });
      const edits = all
        .filter((one) => wanted.has(one.id))
        .map(({ id, revision }) => {
          const value = { state: "retired" as const, reason: reason.trim() };
          return { id, revision, change: { field: "state" as const, value } };
        });
      await done(
        () => call("control.edit", { edits }),
        (controls) => T.retire.done(controls.length),
        { action: "control.edit" },
      );
      onClose();
    } catch (thrown) {
      setFailed(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={T.retire.title(ids.length)}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Button kind="primary" disabled={reason.trim() === ""} busy={busy} onPress={() => void act()}>
            {T.retire.act}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <p>{T.retire.words}</p>
        <TextArea label={T.retire.reason} required value={reason} onChange={setReason} autoFocus />
        {failed && <FailureNote {...wordsFor(failed)} />}
      </div>
    </Dialog>
  );
}
