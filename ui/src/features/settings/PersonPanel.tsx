/** Who works in this vault on this device: the name that the activity log bears from now on. Earlier rows keep theirs. */
import { useState } from "react";
import { Button, FailureNote, Panel, Skeleton, TextField, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import { T } from "./texts";

const P = T.person;

export function PersonPanel() {
  const status = useRead("vault.status", {});
  return (
    <Panel title={P.title}>
      {status.failure ? (
        <FailureNote {...wordsFor(status.failure)} onRetry={status.again} />
      ) : status.data ? (
        <NameForm key={status.data.person} person={status.data.person} onNamed={status.again} />
      ) : (
        <Skeleton lines={2} />
      )}
    </Panel>
  );
}

function NameForm({ person, onNamed }: { person: string; onNamed(): void }) {
  const toast = useToast();
  const doing = useDoing();
  const [name, setName] = useState(person);
  const same = name.trim() === person || name.trim() === "";
  const save = async () => {
    const done = await doing.run(async () => {
      await call("vault.name_person", { name });
    });
    if (!done) return;
    toast({ words: P.done(name.trim()), tone: "good" });
    onNamed();
  };
  return (
    <form
      className="settings-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (!same) void save();
      }}
    >
      <TextField
        label={P.name}
        hint={P.hint}
        value={name}
        onChange={setName}
        error={doing.failure?.field === "name" ? doing.failure.message : undefined}
      />
      <Button changes type="submit" disabled={same} busy={doing.busy}>
        {P.save}
      </Button>
      {doing.failure && doing.failure.field !== "name" && <FailureNote {...wordsFor(doing.failure)} />}
    </form>
  );
}
