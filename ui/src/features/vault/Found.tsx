/** What was noticed while a vault was opened, before it is shown. It judges nothing of it. */
import { useState } from "react";
import { Button, FailureNote, Note } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Failure } from "../../wire/wire.gen";
import { TEXTS } from "./texts";

/** The program's sentence, as one that begins a note. */
export const sentence = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

export function Found(props: {
  notices: readonly string[];
  /** Why it isn't known how the vault stands. */
  failure: Failure | undefined;
  onOpen(): void;
  /** Where it can only be read, what can be read may be brought into a new vault. */
  onSalvage?: (() => void) | undefined;
}) {
  const { notices, onOpen, onSalvage } = props;
  const [failure, setFailure] = useState(props.failure);
  const salvage = async () => {
    setFailure(undefined);
    try {
      // Two never work on one folder: this one lets go of it first.
      await call("vault.lock", {});
      onSalvage?.();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  return (
    <>
      <h1>{TEXTS.notices}</h1>
      {notices.map((notice) => (
        <Note key={notice} tone="med">
          {sentence(notice)}
        </Note>
      ))}
      {onSalvage && <p className="small dim">{TEXTS.salvageAdvice}</p>}
      {failure && <FailureNote {...wordsFor(failure)} />}
      <Button kind="primary" tall wide autoFocus onPress={onOpen}>
        {TEXTS.goOn}
      </Button>
      {onSalvage && (
        <Button tall wide onPress={() => void salvage()}>
          {TEXTS.salvageThis}
        </Button>
      )}
    </>
  );
}
