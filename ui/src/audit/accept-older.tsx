/** Asks before a vault is gone on with whose folder is older than this computer last saw it. It accepts only by a name that is typed. */
import { useState } from "react";
import { ConfirmByName, FailureNote } from "../kit";
import { call } from "../wire/call";
import { useDoing } from "../wire/doing";
import { wordsFor } from "../wire/failures";
import { OLDER_TEXTS as T } from "./texts";

export function AcceptOlder(props: {
  /** What has to be typed: the client's name, where it can be read. */
  client: string | null;
  /** A person whom this copy doesn't know on this device yet, and who unlocked it under this name. */
  newPerson?: string | null;
  onAccepted(): void;
  onClose(): void;
}) {
  const doing = useDoing();
  const [accepted, setAccepted] = useState(false);
  const accept = async () => {
    if (doing.busy) return;
    const done = await doing.run(async () => {
      // A second try begins where the first one stopped.
      if (!accepted) await call("vault.accept_older", {});
      setAccepted(true);
      if (props.newPerson) await call("vault.name_person", { name: props.newPerson });
    });
    if (done) props.onAccepted();
  };
  return (
    <ConfirmByName
      title={T.title}
      words={
        <div className="col gap3">
          <p>{T.words}</p>
          <p className="small dim">{T.logged}</p>
          {doing.failure && <FailureNote {...wordsFor(doing.failure)} />}
        </div>
      }
      name={props.client ?? T.copy}
      action={T.accept}
      open
      busy={doing.busy}
      onConfirm={() => void accept()}
      onClose={props.onClose}
    />
  );
}
