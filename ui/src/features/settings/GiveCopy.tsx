/** A copy of the vault under a key of its own, to be given away or gone on with: its passphrase and its place. What is typed is let go of once it was sent. */
import { useState } from "react";
import { NewPassphraseFields, useNewPassphrase } from "../../audit";
import { Note } from "../../kit";
import type { Chosen } from "../../wire/wire.gen";
import { begin } from "./backup-run";
import { ChoosePlace } from "./ChoosePlace";
import { FormDialog } from "./FormDialog";
import { T } from "./texts";

const G = T.give;

export function GiveCopy({ client, onClose }: { client: string | null; onClose(): void }) {
  const fresh = useNewPassphrase();
  const [place, setPlace] = useState<Chosen>();
  const make = () => {
    if (!place) return;
    begin(place, fresh.next);
    fresh.forget();
    onClose();
  };
  return (
    <FormDialog
      title={G.title}
      act={G.make}
      missing={fresh.missing || (place ? "" : G.missingPlace)}
      busy={false}
      onSubmit={make}
      onClose={onClose}
    >
      <p className="small dim">{G.words}</p>
      <Note tone="med">{G.holds}</Note>
      <NewPassphraseFields of={fresh} label={G.passphrase} autoFocus />
      <ChoosePlace label={G.choose} wanted="vault" name={G.file(client ?? "")} chosen={place} onChosen={setPlace} />
    </FormDialog>
  );
}
