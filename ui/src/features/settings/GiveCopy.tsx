/** A copy of the vault under a key of its own, to be given away or gone on with: its passphrase and its place. What is typed is let go of once it was sent. */
import { type FormEvent, useId, useState } from "react";
import { Button, Dialog, FailureNote, Note } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import type { Chosen } from "../../wire/wire.gen";
import { begin } from "./backup-run";
import { NewPassphraseFields, useNewPassphrase } from "./NewPassphrase";
import { Submit } from "./Submit";
import { T } from "./texts";

const G = T.give;

export function GiveCopy({ client, onClose }: { client: string | null; onClose(): void }) {
  const form = useId();
  const choosing = useDoing();
  const fresh = useNewPassphrase();
  const [place, setPlace] = useState<Chosen>();
  const choose = () =>
    choosing.run(async () => {
      const chosen = await call("file.destination", { wanted: "vault", name: G.file(client ?? "") });
      if (chosen) setPlace(chosen);
    });
  const missing = fresh.missing || (place ? "" : G.missingPlace);
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (missing !== "" || !place) return;
    begin(place, fresh.next);
    fresh.forget();
    onClose();
  };
  return (
    <Dialog
      title={G.title}
      open
      onClose={onClose}
      actions={
        <>
          <span className="small dim settings-missing">{missing}</span>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Submit form={form} disabled={missing !== ""} busy={false}>
            {G.make}
          </Submit>
        </>
      }
    >
      <form id={form} className="settings-form" onSubmit={make}>
        <p className="small dim">{G.words}</p>
        <Note tone="med">{G.holds}</Note>
        <NewPassphraseFields of={fresh} label={G.passphrase} autoFocus />
        <p className="row">
          <Button icon="folder" busy={choosing.busy} onPress={() => void choose()}>
            {G.choose}
          </Button>
          {place && <span className="strong clip">{place.name}</span>}
        </p>
        {choosing.failure && <FailureNote {...wordsFor(choosing.failure)} />}
        <button type="submit" className="vh" tabIndex={-1} aria-hidden="true" disabled={missing !== ""} />
      </form>
    </Dialog>
  );
}
