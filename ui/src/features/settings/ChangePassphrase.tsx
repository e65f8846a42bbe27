/** A new passphrase for the vault, once the present one or the recovery code was shown to be known. What is typed is let go of as soon as it was sent. */
import { type FormEvent, useId, useState } from "react";
import { Button, Dialog, FailureNote, TextField, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import { NewPassphraseFields, useNewPassphrase } from "./NewPassphrase";
import { Submit } from "./Submit";
import { T } from "./texts";

const P = T.passphrase;

export function ChangePassphrase({ onClose }: { onClose(): void }) {
  const form = useId();
  const toast = useToast();
  const doing = useDoing();
  // Whoever lost the passphrase came in by the recovery code, and is here for that reason.
  const [byCode, setByCode] = useState(false);
  const [present, setPresent] = useState("");
  const fresh = useNewPassphrase();
  const missing = present === "" ? (byCode ? P.missingCode : P.missingPresent) : fresh.missing;
  const change = async (event: FormEvent) => {
    event.preventDefault();
    if (missing !== "" || doing.busy) return;
    const done = await doing.run(async () => {
      await call("vault.confirm", { key: { key: byCode ? "recovery_code" : "passphrase", secret: present } });
      await call("slot.change_passphrase", { new: fresh.next });
    });
    if (!done) return;
    setPresent("");
    fresh.forget();
    toast({ words: P.done, tone: "good" });
    onClose();
  };
  const wrong = doing.failure?.code === "wrong_passphrase";
  return (
    <Dialog
      title={P.title}
      open
      onClose={onClose}
      actions={
        <>
          <span className="small dim settings-missing">{missing}</span>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Submit form={form} disabled={missing !== ""} busy={doing.busy}>
            {P.change}
          </Submit>
        </>
      }
    >
      <form id={form} className="settings-form" onSubmit={(event) => void change(event)}>
        <p className="small dim">{P.words}</p>
        <div>
          <TextField
            label={byCode ? P.code : P.present}
            type="password"
            value={present}
            onChange={setPresent}
            required
            autoFocus
            autoComplete="off"
            error={wrong ? (byCode ? P.wrongCode : P.wrong) : undefined}
          />
          <Button
            kind="link"
            onPress={() => {
              setByCode(!byCode);
              setPresent("");
              doing.clear();
            }}
          >
            {byCode ? P.usePassphrase : P.useCode}
          </Button>
        </div>
        <NewPassphraseFields of={fresh} label={P.next} />
        {doing.failure && !wrong && <FailureNote {...wordsFor(doing.failure)} />}
        {/* Enter in a field submits only where the form has a button of its own. */}
        <button type="submit" className="vh" tabIndex={-1} aria-hidden="true" disabled={missing !== ""} />
      </form>
    </Dialog>
  );
}
