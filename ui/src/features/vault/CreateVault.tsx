/** Making a vault: its client, its passphrase with an estimate of its strength, its recovery sheet and its place. */
import { type FormEvent, useEffect, useState } from "react";
import { Button, FailureNote, TextField } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Chosen, Failure, Strength } from "../../wire/wire.gen";
import { TEXTS } from "./texts";

const SHORTEST = 12;

const EMPTY = { legal_name: "", short_code: "", industry: "", sector: "", jurisdictions: "", person: "" };

/** The form. */
export function CreateVault({ onOpen, onBack }: { onOpen(): void; onBack(): void }) {
  const [facts, setFacts] = useState(EMPTY);
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [sheet, setSheet] = useState<Chosen>();
  const [folder, setFolder] = useState<Chosen>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const strength = useStrength(passphrase, [facts.legal_name, facts.person]);

  const field = (name: keyof typeof EMPTY) => ({
    value: facts[name],
    onChange: (value: string) => setFacts({ ...facts, [name]: value }),
    error: failure?.field === name ? failure.message : undefined,
  });
  const chooseSheet = async () =>
    setSheet((await call("file.destination", { wanted: "recovery_sheet", name: TEXTS.sheetName })) ?? sheet);
  const chooseFolder = async () =>
    setFolder((await call("file.destination", { wanted: "vault", name: TEXTS.vaultName(facts.legal_name) })) ?? folder);

  const ready =
    passphrase.length >= SHORTEST &&
    passphrase === again &&
    sheet &&
    folder &&
    facts.legal_name &&
    facts.short_code &&
    facts.person;
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await call("slot.recovery_sheet", { to: sheet.held });
      await call("vault.create", {
        folder: folder.held,
        passphrase,
        ...facts,
        jurisdictions: facts.jurisdictions
          .split(",")
          .map((one) => one.trim())
          .filter((one) => one !== ""),
      });
      setPassphrase("");
      setAgain("");
      onOpen();
    } catch (thrown) {
      setFailure(asFailure(thrown));
      // The handles were taken; the places are asked for anew.
      setSheet(undefined);
      setFolder(undefined);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="create" onSubmit={create}>
      <h1>{TEXTS.make}</h1>
      <fieldset>
        <legend>{TEXTS.client}</legend>
        <TextField label={TEXTS.legalName} required autoFocus {...field("legal_name")} />
        <div className="two">
          <TextField label={TEXTS.shortCode} required hint={TEXTS.shortCodeHint} {...field("short_code")} />
          <TextField label={TEXTS.jurisdictions} hint={TEXTS.jurisdictionsHint} {...field("jurisdictions")} />
        </div>
        <div className="two">
          <TextField label={TEXTS.industry} {...field("industry")} />
          <TextField label={TEXTS.sector} {...field("sector")} />
        </div>
        <TextField label={TEXTS.yourName} required {...field("person")} />
      </fieldset>
      <fieldset>
        <legend>{TEXTS.keys}</legend>
        <TextField
          label={TEXTS.passphrase}
          type="password"
          required
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="off"
        />
        {strength && <StrengthShown strength={strength} />}
        <TextField
          label={TEXTS.again}
          type="password"
          required
          value={again}
          onChange={setAgain}
          autoComplete="off"
          error={again !== "" && !passphrase.startsWith(again) ? TEXTS.differ : undefined}
        />
        <p className="small dim">{TEXTS.sheetWords}</p>
        <Chooser name={sheet?.name} words={TEXTS.chooseSheet} onPress={chooseSheet} mark="choose-sheet" />
      </fieldset>
      <fieldset>
        <legend>{TEXTS.place}</legend>
        <p className="small dim">{TEXTS.placeWords}</p>
        <Chooser name={folder?.name} words={TEXTS.chooseFolder} onPress={chooseFolder} mark="choose-folder" />
      </fieldset>
      {failure && <FailureNote {...wordsFor(failure)} />}
      <div className="door-links">
        <Button kind="primary" type="submit" tall disabled={!ready} busy={busy}>
          {busy ? TEXTS.creating : TEXTS.create}
        </Button>
        <Button kind="link" onPress={onBack}>
          {TEXTS.back}
        </Button>
      </div>
    </form>
  );
}

function Chooser({
  name,
  words,
  onPress,
  mark,
}: {
  name: string | undefined;
  words: string;
  onPress(): Promise<void>;
  mark: string;
}) {
  return (
    <p className="chooser" data-do={mark}>
      <Button icon="folder" onPress={() => void onPress()}>
        {words}
      </Button>
      {name && <span className="strong">{name}</span>}
    </p>
  );
}

function StrengthShown({ strength }: { strength: Strength }) {
  return (
    <div className="strength" role="status">
      <meter min={0} max={4} low={2} high={3} optimum={4} value={strength.score} aria-label={TEXTS.strengthOf} />
      <span className="small">
        <b>{strength.words}</b> {strength.advice.join(" ")}
      </span>
    </div>
  );
}

/** The estimate for a passphrase, a moment after the last key. */
function useStrength(passphrase: string, known: string[]): Strength | undefined {
  const [strength, setStrength] = useState<Strength>();
  const words = known.join("\n");
  useEffect(() => {
    if (passphrase === "") {
      setStrength(undefined);
      return;
    }
    const timer = setTimeout(() => {
      const known = words.split("\n").filter((word) => word !== "");
      call("vault.strength", { passphrase, known }).then(setStrength, () => setStrength(undefined));
    }, 150);
    return () => clearTimeout(timer);
  }, [passphrase, words]);
  return strength;
}
