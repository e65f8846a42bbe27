/** A new recovery code: first where its sheet goes, then the code. The code itself is never shown in the window. */
import { useState } from "react";
import { Button, Dialog, FailureNote, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import type { Chosen } from "../../wire/wire.gen";
import { ChoosePlace } from "./ChoosePlace";
import { T } from "./texts";

const C = T.code;

export function RenewCode({ onClose }: { onClose(): void }) {
  const toast = useToast();
  const renewing = useDoing();
  const [sheet, setSheet] = useState<Chosen>();
  const renew = async (to: Chosen) => {
    const done = await renewing.run(async () => {
      await call("slot.recovery_sheet", { to: to.held });
      await call("slot.renew_recovery_code", {});
    });
    // The place was taken by the try: another try asks for it anew.
    if (!done) return setSheet(undefined);
    toast({ words: C.done(to.name), tone: "good" });
    onClose();
  };
  return (
    <Dialog
      title={C.title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Button kind="primary" disabled={!sheet} busy={renewing.busy} onPress={() => sheet && void renew(sheet)}>
            {C.renew}
          </Button>
        </>
      }
    >
      <div className="settings-form">
        <p>{C.words}</p>
        <p className="small dim">{C.paper}</p>
        <ChoosePlace label={C.choose} wanted="recovery_sheet" name={C.file} chosen={sheet} onChosen={setSheet} />
        {renewing.failure && <FailureNote {...wordsFor(renewing.failure)} />}
      </div>
    </Dialog>
  );
}
