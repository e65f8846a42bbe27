/** A new passphrase for the vault, once the present one or the recovery code was shown to be known. What is typed is let go of as soon as it was sent. */
import { type FormEvent, useEffect, useId, useState } from "react";
import { Button, Dialog, FailureNote, Level, TextField, useToast } from "../../kit";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Strength } from "../../wire/wire.gen";
import { useDoing } from "./doing";
import { T } from "./texts";

const P = T.passphrase;

/** A moment after the last key, so that not every letter asks. */
const PAUSE = 150;

export function ChangePassphrase({ onClose }: { onClose(): void }) {
  const form = useId();
  const toast = useToast();
  const doing = useDoing();
  // Whoever lost the passphrase came in by the recovery code, and is here for that reason.
  const [byCode, setByCode] = useState(false);
  const [present, setPresent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const strength = useStrength(next);
  const missing =
    present === ""
      ? byCode
        ? P.missingCode
        : P.missingPresent
      : !strength?.accepted
        ? P.missingStrength
        : next !== again
          ? P.missingAgain
          : "";
  const change = async (event: FormEvent) => {
    event.preventDefault();
    if (missing !== "" || doing.busy) return;
    const done = await doing.run(async () => {
      await call("vault.confirm", { key: { key: byCode ? "recovery_code" : "passphrase", secret: present } });
      await call("slot.change_passphrase", { new: next });
    });
    if (!done) return;
    setPresent("");
    setNext("");
    setAgain("");
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
          <Submit form={form} disabled={missing !== ""} busy={doing.busy} />
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
        <TextField label={P.next} type="password" value={next} onChange={setNext} required autoComplete="off" />
        {strength && <StrengthShown strength={strength} />}
        <TextField
          label={P.again}
          type="password"
          value={again}
          onChange={setAgain}
          required
          autoComplete="off"
          error={again !== "" && !next.startsWith(again) ? P.missingAgain : undefined}
        />
        {doing.failure && !wrong && <FailureNote {...wordsFor(doing.failure)} />}
        {/* Enter in a field submits only where the form has a button of its own. */}
        <button type="submit" className="vh" tabIndex={-1} aria-hidden="true" disabled={missing !== ""} />
      </form>
    </Dialog>
  );
}

function Submit({ form, disabled, busy }: { form: string; disabled: boolean; busy: boolean }) {
  const send = () => (document.getElementById(form) as HTMLFormElement | null)?.requestSubmit();
  return (
    <Button kind="primary" disabled={disabled} busy={busy} onPress={send}>
      {P.change}
    </Button>
  );
}

/** The colour of each score, which the words beside it say too. */
const TONES = ["crit", "crit", "high", "med", "good"] as const;

function StrengthShown({ strength }: { strength: Strength }) {
  return (
    <div className="settings-strength" role="status">
      <Level label={P.strength} value={strength.score} max={4} tone={TONES[strength.score] ?? "none"} />
      <span className="small">
        <b>{strength.words}</b> {strength.advice.join(" ")}
      </span>
    </div>
  );
}

/** How strong it is against somebody who knows the client and who works here. */
function useStrength(passphrase: string): Strength | undefined {
  const status = useRead("vault.status", {}).data;
  const known = [status?.client ?? "", status?.person ?? ""].filter((word) => word !== "").join("\n");
  const [strength, setStrength] = useState<Strength>();
  useEffect(() => {
    if (passphrase === "") {
      setStrength(undefined);
      return;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      const words = known.split("\n").filter((word) => word !== "");
      call("vault.strength", { passphrase, known: words }).then(
        (found) => wanted && setStrength(found),
        () => wanted && setStrength(undefined),
      );
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [passphrase, known]);
  return strength;
}
