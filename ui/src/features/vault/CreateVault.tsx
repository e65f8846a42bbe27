/** Making a vault: its client, its passphrase with an estimate of its strength, its recovery sheet and its place. */
import { type FormEvent, useEffect, useState } from "react";
import { Button, FailureNote, Level, TextField } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Chosen, Failure, Held, Strength } from "../../wire/wire.gen";
import { Chooser } from "./Chooser";
import { TEXTS } from "./texts";

const EMPTY = { legal_name: "", short_code: "", industry: "", sector: "", jurisdictions: "", person: "" };

/** The form. */
export function CreateVault({ onOpen, onBack }: { onOpen(folder: Held): void; onBack(): void }) {
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
  const choose = async (wanted: "recovery_sheet" | "vault", name: string, keep: (chosen: Chosen) => void) => {
    setFailure(undefined);
    try {
      const chosen = await call("file.destination", { wanted, name });
      if (chosen) keep(chosen);
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };

  const needs = TEXTS.needs;
  const missing = [
    facts.legal_name.trim() === "" && needs.legal_name,
    facts.short_code.trim() === "" && needs.short_code,
    facts.person.trim() === "" && needs.person,
    !strength?.accepted && needs.passphrase,
    passphrase !== again && needs.again,
    sheet === undefined && needs.sheet,
    folder === undefined && needs.folder,
  ].filter((words) => words !== false);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (missing.length > 0 || !sheet || !folder || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      // A handle is good for one use: each try asks for others on the same places.
      const [to, into, kept] = await Promise.all(
        [sheet, folder, folder].map((place) => call("file.again", { held: place.held })),
      );
      if (to === undefined || into === undefined || kept === undefined) return;
      await call("slot.recovery_sheet", { to });
      await call("vault.create", {
        folder: into,
        passphrase,
        ...facts,
        jurisdictions: facts.jurisdictions
          .split(",")
          .map((one) => one.trim())
          .filter((one) => one !== ""),
      });
      setPassphrase("");
      setAgain("");
      onOpen(kept);
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="create" onSubmit={(event) => void create(event)}>
      <h1>{TEXTS.make}</h1>
      <div className="create-parts">
        <fieldset>
          <legend>{TEXTS.client}</legend>
          <TextField label={TEXTS.legalName} required autoFocus {...field("legal_name")} />
          <TextField label={TEXTS.shortCode} required hint={TEXTS.shortCodeHint} {...field("short_code")} />
          <div className="two">
            <TextField label={TEXTS.industry} {...field("industry")} />
            <TextField label={TEXTS.sector} {...field("sector")} />
          </div>
          <TextField label={TEXTS.jurisdictions} hint={TEXTS.jurisdictionsHint} {...field("jurisdictions")} />
          <TextField label={TEXTS.yourName} required {...field("person")} />
        </fieldset>
        <div className="create-stack">
          <fieldset>
            <legend>{TEXTS.keys}</legend>
            <TextField
              label={TEXTS.passphrase}
              type="password"
              required
              value={passphrase}
              onChange={setPassphrase}
              autoComplete="off"
              hint={passphrase === "" ? TEXTS.passphraseHint : undefined}
              error={failure?.field === "passphrase" ? failure.message : undefined}
            />
            {passphrase !== "" && strength && <StrengthShown strength={strength} />}
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
            <Chooser
              name={sheet?.name}
              words={TEXTS.chooseSheet}
              onPress={() => choose("recovery_sheet", TEXTS.sheetName, setSheet)}
              mark="choose-sheet"
            />
          </fieldset>
          <fieldset>
            <legend>{TEXTS.place}</legend>
            <p className="small dim">{TEXTS.placeWords}</p>
            <Chooser
              name={folder?.name}
              words={TEXTS.chooseFolder}
              onPress={() => choose("vault", TEXTS.vaultName(facts.legal_name), setFolder)}
              mark="choose-folder"
            />
          </fieldset>
        </div>
      </div>
      {failure && <FailureNote {...wordsFor(failure)} />}
      <div className="create-foot">
        <span className="small dim grow">{missing[0] && TEXTS.needed(missing[0])}</span>
        <Button tall onPress={onBack}>
          {TEXTS.back}
        </Button>
        <Button kind="primary" type="submit" tall disabled={missing.length > 0} busy={busy}>
          {busy ? TEXTS.creating : TEXTS.create}
        </Button>
      </div>
    </form>
  );
}

/** The colour of each score, which the words beside it say too. */
const TONES = ["crit", "crit", "high", "med", "good"] as const;

function StrengthShown({ strength }: { strength: Strength }) {
  return (
    <div className="strength" role="status">
      <Level label={TEXTS.strengthOf} value={strength.score} max={4} tone={TONES[strength.score] ?? "none"} />
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
