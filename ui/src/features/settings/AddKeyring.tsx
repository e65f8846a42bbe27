/** Has this computer's keyring open the vault from now on. It says first what that gives away. */
import { Button, Dialog, FailureNote, Note, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import { T } from "./texts";

const K = T.keyring;

export function AddKeyring({ onClose }: { onClose(): void }) {
  const toast = useToast();
  const doing = useDoing();
  const add = async () => {
    const done = await doing.run(async () => {
      await call("slot.add_keyring", {});
    });
    if (!done) return;
    toast({ words: K.added, tone: "good" });
    onClose();
  };
  return (
    <Dialog
      title={K.title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Button kind="primary" busy={doing.busy} onPress={() => void add()}>
            {K.add}
          </Button>
        </>
      }
    >
      <div className="settings-form">
        <p>{K.gives}</p>
        <Note tone="med">{K.takes}</Note>
        <p className="small dim">{K.notes}</p>
        {doing.busy && (
          <p className="small dim" role="status">
            {K.mayAsk}
          </p>
        )}
        {doing.failure && <FailureNote {...wordsFor(doing.failure)} />}
      </div>
    </Dialog>
  );
}
