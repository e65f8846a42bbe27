/** A vault whose folder is older than this computer last saw it: what happened, what is safe, what to do. It accepts nothing unasked. */
import { useState } from "react";
import { AcceptOlder } from "../../audit";
import { Button, FailureNote, Note } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import type { Unlocked } from "../../wire/wire.gen";
import { sentence } from "./Found";
import { TEXTS } from "./texts";

const O = TEXTS.older;

interface Props {
  opened: Unlocked;
  /** The name under which it was unlocked, where the copy doesn't know this device yet. */
  newPerson: string | null;
  onOpen(): void;
  /** It is locked again, and to be unlocked under a name. */
  onName(): void;
  /** It is locked again, and another one is wanted. */
  onOther(): void;
}

export function Older({ opened, newPerson, onOpen, onName, onOther }: Props) {
  const [asks, setAsks] = useState(false);
  const leaving = useDoing();
  // What is accepted stands in the log under somebody's name, which a vault takes while it is unlocked.
  const unnamed = opened.person.trim() === "";
  const leave = async (to: () => void) => {
    const left = await leaving.run(async () => {
      await call("vault.lock", {});
    });
    if (left) to();
  };
  return (
    <>
      <h1>{O.title}</h1>
      {opened.notices.map((notice) => (
        <Note key={notice} tone="high">
          {sentence(notice)}
        </Note>
      ))}
      <p>{O.safe}</p>
      <ol className="door-steps">
        {O.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {unnamed && <p className="small dim">{O.unnamed}</p>}
      {leaving.failure && <FailureNote {...wordsFor(leaving.failure)} />}
      <div className="door-acts">
        <Button kind="primary" tall wide autoFocus onPress={onOpen}>
          {O.look}
        </Button>
        <Button tall wide busy={unnamed && leaving.busy} onPress={() => (unnamed ? void leave(onName) : setAsks(true))}>
          {O.accept}
        </Button>
        <Button tall wide busy={leaving.busy} onPress={() => void leave(onOther)}>
          {O.other}
        </Button>
      </div>
      {asks && (
        <AcceptOlder
          client={opened.client.legal_name}
          newPerson={newPerson}
          onAccepted={onOpen}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  );
}
