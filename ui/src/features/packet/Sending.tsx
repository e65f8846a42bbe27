/** Whether a packet leaves in an encrypted container, and the passphrase that the receiver is told. It keeps and sends none. */
import { type NewPassphrase, NewPassphraseFields, useNewPassphrase } from "../../audit";
import { Checkbox } from "../../kit";
import type { Draft } from "./draft";
import { T } from "./texts";

interface Props {
  draft: Draft;
  passphrase: NewPassphrase;
  onChange(change: Partial<Draft>): void;
  frozen: boolean;
}

/** A container's passphrase, which must be harder to guess than a vault's. */
export function useSendingPassphrase(): NewPassphrase {
  return useNewPassphrase((strength) => strength.accepted_for_sending);
}

export function Sending({ draft, passphrase, onChange, frozen }: Props) {
  return (
    <details className="packet-limits" open={draft.container}>
      <summary>
        {T.sending}
        <span className="dim">{draft.container ? T.sendingWrapped : T.sendingPlain}</span>
      </summary>
      <div className="col">
        <Checkbox
          checked={draft.container}
          disabled={frozen}
          onChange={(container) => {
            passphrase.forget();
            onChange({ container });
          }}
        >
          {T.wrap}
        </Checkbox>
        <p className="micro dim">{T.wrapWords}</p>
        {draft.container && !frozen && (
          <NewPassphraseFields
            of={passphrase}
            label={T.wrapPassphrase}
            again={T.wrapAgain}
            hint={T.wrapPassphraseHint}
          />
        )}
      </div>
    </details>
  );
}
