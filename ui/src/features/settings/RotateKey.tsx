/** A new key for the vault: what it does and needs, what opens the vault then, and how far it is and what came of it. It shows no secret. */
import { useState } from "react";
import { bytes, count, NewPassphraseFields, useNewPassphrase } from "../../audit";
import { Button, FailureNote, Kv, Marked, Note, RadioCards } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import type { Chosen, KeyRotated, SlotRow } from "../../wire/wire.gen";
import { ChoosePlace } from "./ChoosePlace";
import { FormDialog } from "./FormDialog";
import { PresentSecretField, usePresentSecret } from "./PresentSecret";
import { RunProgress } from "./RunProgress";
import { begin, cancel, putAway, type RotateRun, useRotation } from "./rotate-run";
import { T } from "./texts";

const R = T.rotate;

/** The way to it, and below how far it is. */
export function RotateKey(props: { slots: readonly SlotRow[]; size: number | undefined; here: boolean }) {
  const { run, busy } = useRotation();
  const [asks, setAsks] = useState(false);
  return (
    <div className="settings-give">
      <Button changes kind="link" disabled={busy} onPress={() => setAsks(true)}>
        {R.title}
      </Button>
      <p className="small dim">{R.why}</p>
      {run && <Running run={run} busy={busy} />}
      {asks && <RotateDialog {...props} onClose={() => setAsks(false)} />}
    </div>
  );
}

function RotateDialog(props: { slots: readonly SlotRow[]; size: number | undefined; here: boolean; onClose(): void }) {
  const { slots, size, here, onClose } = props;
  const doing = useDoing();
  const present = usePresentSecret();
  const fresh = useNewPassphrase();
  const [kept, setKept] = useState(true);
  const [sheet, setSheet] = useState<Chosen>();
  const hasCode = slots.some((slot) => slot.kind === "recovery code");
  // A recovery code isn't a passphrase: whoever came by it chooses a new one.
  const keeps = kept && !present.byCode;
  const missing = present.missing || (keeps ? "" : fresh.missing) || (hasCode && !sheet ? R.missingSheet : "");
  const start = async () => {
    let placed = false;
    const done = await doing.run(async () => {
      await present.confirm();
      placed = true;
      if (sheet) await call("slot.recovery_sheet", { to: sheet.held });
    });
    // The place was taken by the try: another one asks for it anew.
    if (!done) return placed ? setSheet(undefined) : undefined;
    begin(keeps ? present.secret : fresh.next, sheet?.name);
    present.forget();
    fresh.forget();
    onClose();
  };
  const wrong = doing.failure?.code === "wrong_passphrase";
  return (
    <FormDialog
      title={R.title}
      act={R.start}
      missing={missing}
      busy={doing.busy}
      onSubmit={() => void start()}
      onClose={onClose}
    >
      <p>{R.words}</p>
      <section aria-label={R.needs}>
        <p className="label">{R.needs}</p>
        <ul className="settings-needs small">
          {size !== undefined && <li>{R.room(bytes(size))}</li>}
          <li>{R.stops}</li>
          {hasCode && <li>{R.code}</li>}
          {here && <li>{R.here}</li>}
          <li>{R.others}</li>
          <li>{R.copies}</li>
        </ul>
      </section>
      <PresentSecretField of={present} failure={doing.failure} onTurn={doing.clear} />
      <RadioCards
        label={R.opensBy}
        inline
        value={keeps ? "keep" : "fresh"}
        onChange={(value) => setKept(value === "keep")}
        options={[
          { value: "keep", label: R.keep, disabled: present.byCode },
          { value: "fresh", label: R.fresh },
        ]}
      />
      {!keeps && <NewPassphraseFields of={fresh} label={T.passphrase.next} />}
      {hasCode && (
        <ChoosePlace
          label={R.chooseSheet}
          wanted="recovery_sheet"
          name={T.code.file}
          chosen={sheet}
          onChosen={setSheet}
        />
      )}
      {doing.failure && !wrong && <FailureNote {...wordsFor(doing.failure)} />}
    </FormDialog>
  );
}

function Running({ run, busy }: { run: RotateRun; busy: boolean }) {
  if (busy) return <RunProgress run={run} onCancel={cancel} />;
  const { failure, answer } = run;
  if (failure?.code === "cancelled" || failure?.code === "locked") {
    return (
      <Note tone="calm" live>
        {failure.code === "cancelled" ? R.cancelled : R.interrupted}
      </Note>
    );
  }
  if (failure) return <FailureNote {...wordsFor(failure)} />;
  return answer ? <Result answer={answer} sheet={run.of.sheet} /> : null;
}

function Result({ answer, sheet }: { answer: KeyRotated; sheet: string | undefined }) {
  const { records, files, bytes: size, chunks, found, left } = answer;
  return (
    <div className="settings-result" role="status">
      <div className="row">
        <span className="grow">
          <Marked shape="tick-disc" tone="good">
            {R.done}
          </Marked>
        </span>
        <Button kind="quiet" onPress={putAway}>
          {T.run.dismiss}
        </Button>
      </div>
      <Kv
        items={[
          { name: R.sealed, value: R.sealedOf(count(records), count(files), bytes(size)) },
          { name: R.pieces, value: R.piecesOf(count(chunks), found) },
          ...(sheet === undefined ? [] : [{ name: R.sheet, value: sheet }]),
        ]}
      />
      <div>
        <p className="label">{R.left}</p>
        <ul className="settings-needs small">
          {left.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
