/** Unlocking one vault by passphrase, recovery code or this computer's keyring. What was typed is let go as soon as it was sent. */
import { type FormEvent, useRef, useState } from "react";
import { Button, FailureNote, TextField } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { isOlderThanSeen } from "../../wire/older";
import { useRead } from "../../wire/query";
import type { Chosen, Failure, Held, Key, Unlocked, VaultStatus } from "../../wire/wire.gen";
import { BrandMark } from "./BrandMark";
import { Found } from "./Found";
import { Older } from "./Older";
import { type By, keyOf, SecretField } from "./SecretField";
import { TEXTS } from "./texts";

interface Props {
  vault: Chosen;
  /** It is open; its folder is still held. */
  onOpen(folder: Held): void;
  /** What can be read of it is to be salvaged. */
  onSalvage(): void;
  onBack(): void;
}

/** An open vault of which something was noticed, and how it stands, as far as that could be asked. */
interface Noticed {
  opened: Unlocked;
  status: VaultStatus | undefined;
  failure: Failure | undefined;
}

/** The form at the door. */
export function UnlockVault({ vault, onOpen, onSalvage, onBack }: Props) {
  const [by, setBy] = useState<By>("passphrase");
  const [secret, setSecret] = useState("");
  const [person, setPerson] = useState<string | null>(null);
  const [last, setLast] = useState<Key["key"]>();
  const [failure, setFailure] = useState<Failure>();
  // What was typed before is let go by then: it is asked for beside the name.
  const [lately, setLately] = useState(false);
  const [noticed, setNoticed] = useState<Noticed>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const keyring = useRead("vault.keyring", { folder: vault.held }, { keep: false });
  const offered = keyring.data?.available === true && keyring.data.slots > 0;

  const unlock = async (key: Key) => {
    if (busy) return;
    setBusy(true);
    setLast(key.key);
    setFailure(undefined);
    try {
      // A handle opens one thing once: each try asks for another on the same folder.
      const folder = await call("file.again", { held: vault.held });
      const opened = await call("vault.unlock", { folder, key, person });
      setSecret("");
      if (opened.notices.length === 0) onOpen(vault.held);
      else setNoticed({ opened, ...(await standing()) });
    } catch (thrown) {
      const found = asFailure(thrown);
      if (found.code === "unnamed" && person === null) setPerson("");
      else {
        setFailure(key.key === "keyring" && found.code === "not_found" ? { ...found, field: "keyring" } : found);
        field.current?.select();
      }
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (person !== null && last === "keyring") void unlock({ key: "keyring" });
    else if (secret !== "") void unlock(keyOf(by, secret));
  };

  if (noticed?.status && isOlderThanSeen(noticed.status.condition))
    return (
      <Older
        opened={noticed.opened}
        newPerson={person}
        onOpen={() => onOpen(vault.held)}
        onName={() => {
          setNoticed(undefined);
          setLately(last !== "keyring");
          setPerson("");
        }}
        onOther={onBack}
      />
    );
  if (noticed) {
    const canBeSalvaged = noticed.status?.condition.condition === "read_only";
    return (
      <Found
        notices={noticed.opened.notices}
        failure={noticed.failure}
        onOpen={() => onOpen(vault.held)}
        onSalvage={canBeSalvaged ? onSalvage : undefined}
      />
    );
  }
  const words = failure && wordsFor(failure);
  const wrong = failure?.code === "wrong_passphrase";
  const waiting = busy && last === "keyring";
  // What the look at its header says would be said by the unlock as well; here it comes before anything is typed.
  const unseen = !failure && !busy && keyring.failure ? keyring.failure : undefined;
  return (
    <form onSubmit={submit}>
      <BrandMark />
      <h1>{vault.name}</h1>
      {(person === null || lately) && (
        <SecretField
          by={by}
          value={secret}
          onChange={setSecret}
          wrong={wrong ? words : undefined}
          autoFocus
          tall
          inputRef={field}
        />
      )}
      {person !== null && (
        <TextField
          label={TEXTS.yourName}
          value={person}
          onChange={setPerson}
          autoFocus={!lately}
          tall
          hint={TEXTS.nameHint}
        />
      )}
      {words && !wrong && <FailureNote {...words} action={salvageOf(failure, onSalvage)} />}
      {unseen && <FailureNote {...wordsFor(unseen)} onRetry={keyring.again} action={salvageOf(unseen, onSalvage)} />}
      <Button kind="primary" type="submit" tall wide disabled={waiting} busy={busy && !waiting}>
        {busy && !waiting ? TEXTS.unlocking : TEXTS.unlock}
      </Button>
      {offered && person === null && (
        <span data-do="unlock-by-keyring">
          <Button
            icon="key"
            tall
            wide
            busy={waiting}
            disabled={busy && !waiting}
            onPress={() => void unlock({ key: "keyring" })}
          >
            {waiting ? TEXTS.waitsForKeyring : TEXTS.useKeyring}
          </Button>
        </span>
      )}
      {waiting && (
        <p className="small dim" role="status">
          {TEXTS.keyringMayAsk}
        </p>
      )}
      <div className="door-links">
        <Button
          kind="link"
          onPress={() => {
            setBy(by === "passphrase" ? "recovery_code" : "passphrase");
            setSecret("");
            setFailure(undefined);
            field.current?.focus();
          }}
        >
          {by === "recovery_code" ? TEXTS.usePassphrase : TEXTS.useCode}
        </Button>
        <Button kind="link" onPress={onBack}>
          {TEXTS.other}
        </Button>
      </div>
      <p className="micro faint">{TEXTS.noReset}</p>
    </form>
  );
}

/** How the vault that was opened stands: not every notice says whether it may be changed. */
async function standing(): Promise<{ status: VaultStatus | undefined; failure: Failure | undefined }> {
  try {
    return { status: await call("vault.status", {}), failure: undefined };
  } catch (thrown) {
    return { status: undefined, failure: asFailure(thrown) };
  }
}

/** The way on from a vault that is damaged. */
function salvageOf(failure: Failure | undefined, onSalvage: () => void) {
  return failure?.code === "damaged" && <Button onPress={onSalvage}>{TEXTS.salvageThis}</Button>;
}
