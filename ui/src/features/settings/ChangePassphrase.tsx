/** A new passphrase for the vault, once the present one or the recovery code was shown to be known. What is typed is let go of as soon as it was sent. */
import { NewPassphraseFields, useNewPassphrase } from "../../audit";
import { FailureNote, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import { FormDialog } from "./FormDialog";
import { PresentSecretField, usePresentSecret } from "./PresentSecret";
import { T } from "./texts";

const P = T.passphrase;

export function ChangePassphrase({ onClose }: { onClose(): void }) {
  const toast = useToast();
  const doing = useDoing();
  const present = usePresentSecret();
  const fresh = useNewPassphrase();
  const change = async () => {
    const done = await doing.run(async () => {
      await present.confirm();
      await call("slot.change_passphrase", { new: fresh.next });
    });
    if (!done) return;
    present.forget();
    fresh.forget();
    toast({ words: P.done, tone: "good" });
    onClose();
  };
  const wrong = doing.failure?.code === "wrong_passphrase";
  return (
    <FormDialog
      title={P.title}
      act={P.change}
      missing={present.missing || fresh.missing}
      busy={doing.busy}
      onSubmit={() => void change()}
      onClose={onClose}
    >
      <p className="small dim">{P.words}</p>
      <PresentSecretField of={present} failure={doing.failure} onTurn={doing.clear} />
      <NewPassphraseFields of={fresh} label={P.next} />
      {doing.failure && !wrong && <FailureNote {...wordsFor(doing.failure)} />}
    </FormDialog>
  );
}
