/** Leaving: what opens the vault is asked for, so that the room doesn't see what lies behind. A wrong one stays. */
import { useRef, useState } from "react";
import { Button, Dialog, FailureNote, TextField } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Failure } from "../../wire/wire.gen";
import { T } from "./texts";

export function LeaveDialog({ onLeave, onStay }: { onLeave(): void; onStay(): void }) {
  const [secret, setSecret] = useState("");
  const [key, setKey] = useState<"passphrase" | "recovery_code">("passphrase");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const field = useRef<HTMLInputElement>(null);
  const confirm = async () => {
    if (secret === "" || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await call("vault.confirm", { key: { key, secret } });
      onLeave();
    } catch (thrown) {
      setFailure(asFailure(thrown));
      setSecret("");
      field.current?.focus();
    }
    setBusy(false);
  };
  const wrong = failure?.code === "wrong_passphrase";
  return (
    <Dialog
      title={T.leaveTitle}
      open
      onClose={onStay}
      actions={
        <>
          <Button
            kind="link"
            onPress={() => {
              setKey(key === "passphrase" ? "recovery_code" : "passphrase");
              setSecret("");
              setFailure(undefined);
            }}
          >
            {key === "passphrase" ? T.useRecovery : T.usePassphrase}
          </Button>
          <span className="grow" />
          <Button onPress={onStay}>{T.stay}</Button>
          <Button kind="primary" busy={busy} disabled={secret === ""} onPress={() => void confirm()}>
            {T.leave}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <p>{T.leaveWords}</p>
        <TextField
          key={key}
          label={key === "passphrase" ? T.passphrase : T.recovery}
          type="password"
          value={secret}
          onChange={setSecret}
          onEnter={() => void confirm()}
          error={wrong ? T.wrong : undefined}
          hint={wrong ? T.wrongHint : undefined}
          inputRef={field}
          tall
          autoFocus
        />
        {failure && !wrong && <FailureNote {...wordsFor(failure)} />}
      </div>
    </Dialog>
  );
}
