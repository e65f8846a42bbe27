/** Unlocking one vault by passphrase or recovery code. What was typed is let go as soon as it was sent. */
import { type FormEvent, useRef, useState } from "react";
import { Button, FailureNote, Note, TextField } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Chosen, Failure, Held } from "../../wire/wire.gen";
import { BrandMark } from "./BrandMark";
import { TEXTS } from "./texts";

interface Props {
  vault: Chosen;
  /** It is open; its folder is still held. */
  onOpen(folder: Held): void;
  onBack(): void;
}

/** The form at the door. */
export function UnlockVault({ vault, onOpen, onBack }: Props) {
  const [byCode, setByCode] = useState(false);
  const [secret, setSecret] = useState("");
  const [person, setPerson] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const [notices, setNotices] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || secret === "") return;
    setBusy(true);
    setFailure(undefined);
    try {
      // A handle opens one thing once: each try asks for another on the same folder.
      const folder = await call("file.again", { held: vault.held });
      const key = byCode ? ({ key: "recovery_code", secret } as const) : ({ key: "passphrase", secret } as const);
      const opened = await call("vault.unlock", { folder, key, person });
      setSecret("");
      if (opened.notices.length === 0) onOpen(vault.held);
      else setNotices(opened.notices);
    } catch (thrown) {
      const found = asFailure(thrown);
      if (found.code === "unnamed" && person === null) setPerson("");
      else {
        setFailure(found);
        field.current?.select();
      }
    } finally {
      setBusy(false);
    }
  };

  if (notices.length > 0) {
    return (
      <>
        <h1>{TEXTS.notices}</h1>
        {notices.map((notice) => (
          <Note key={notice} tone="med">
            {notice}
          </Note>
        ))}
        <Button kind="primary" tall wide autoFocus onPress={() => onOpen(vault.held)}>
          {TEXTS.goOn}
        </Button>
      </>
    );
  }
  const words = failure && wordsFor(failure);
  const wrong = failure?.code === "wrong_passphrase";
  return (
    <form onSubmit={unlock}>
      <BrandMark />
      <h1>{vault.name}</h1>
      {person === null ? (
        <TextField
          label={byCode ? TEXTS.recoveryCode : TEXTS.passphrase}
          type={byCode ? "text" : "password"}
          value={secret}
          onChange={setSecret}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          tall
          hint={wrong ? words?.todo : byCode ? TEXTS.codeHint : undefined}
          error={wrong ? words?.what : undefined}
          inputRef={field}
        />
      ) : (
        <TextField label={TEXTS.yourName} value={person} onChange={setPerson} autoFocus tall hint={TEXTS.nameHint} />
      )}
      {words && !wrong && <FailureNote {...words} />}
      <Button kind="primary" type="submit" tall wide busy={busy}>
        {busy ? TEXTS.unlocking : TEXTS.unlock}
      </Button>
      <div className="door-links">
        <Button
          kind="link"
          onPress={() => {
            setByCode(!byCode);
            setSecret("");
            setFailure(undefined);
            field.current?.focus();
          }}
        >
          {byCode ? TEXTS.usePassphrase : TEXTS.useCode}
        </Button>
        <Button kind="link" onPress={onBack}>
          {TEXTS.other}
        </Button>
      </div>
      <p className="micro faint">{TEXTS.noReset}</p>
    </form>
  );
}
