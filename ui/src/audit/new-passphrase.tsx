/** A new passphrase, typed twice, with an estimate of its strength against somebody who knows the client. It keeps and sends none. */
import { useEffect, useState } from "react";
import { Level, TextField } from "../kit";
import { call } from "../wire/call";
import { useRead } from "../wire/query";
import type { Strength } from "../wire/wire.gen";
import { NEW_PASSPHRASE_TEXTS as P } from "./texts";

/** A moment after the last key, so that not every letter asks. */
const PAUSE = 150;

export interface NewPassphrase {
  next: string;
  again: string;
  strength: Strength | undefined;
  setNext(text: string): void;
  setAgain(text: string): void;
  /** What is still missing, or nothing. */
  missing: string;
  /** Lets go of what was typed. */
  forget(): void;
}

/** `accepts` says whether one is strong enough for what it is to open; a vault's own bar where nothing else is said. */
export function useNewPassphrase(accepts: (strength: Strength) => boolean = forVault): NewPassphrase {
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const strength = useStrength(next);
  const missing = !strength || !accepts(strength) ? P.missingStrength : next !== again ? P.missingAgain : "";
  const forget = () => {
    setNext("");
    setAgain("");
  };
  return { next, again, strength, setNext, setAgain, missing, forget };
}

const forVault = (strength: Strength) => strength.accepted;

/** The two fields and the estimate between them. */
export function NewPassphraseFields({
  of,
  label,
  again = P.again,
  hint,
  autoFocus,
}: {
  of: NewPassphrase;
  label: string;
  again?: string;
  hint?: string;
  autoFocus?: boolean;
}) {
  return (
    <>
      <TextField
        label={label}
        hint={hint}
        type="password"
        value={of.next}
        onChange={of.setNext}
        required
        autoFocus={autoFocus ?? false}
        autoComplete="off"
      />
      {of.strength && <StrengthShown strength={of.strength} />}
      <TextField
        label={again}
        type="password"
        value={of.again}
        onChange={of.setAgain}
        required
        autoComplete="off"
        error={of.again !== "" && !of.next.startsWith(of.again) ? P.missingAgain : undefined}
      />
    </>
  );
}

/** The colour of each score, which the words beside it say too. */
const TONES = ["crit", "crit", "high", "med", "good"] as const;

function StrengthShown({ strength }: { strength: Strength }) {
  return (
    <div className="new-strength" role="status">
      <Level label={P.strength} value={strength.score} max={4} tone={TONES[strength.score] ?? "none"} />
      <span className="small">
        <b>{strength.words}</b> {strength.advice.join(" ")}
      </span>
    </div>
  );
}

/** How strong it is against somebody who knows the client and who works here. */
function useStrength(passphrase: string): Strength | undefined {
  const status = useRead("vault.status", {}).data;
  const known = [status?.client ?? "", status?.person ?? ""].filter((word) => word !== "").join("\n");
  const [strength, setStrength] = useState<Strength>();
  useEffect(() => {
    if (passphrase === "") {
      setStrength(undefined);
      return;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      const words = known.split("\n").filter((word) => word !== "");
      call("vault.strength", { passphrase, known: words }).then(
        (found) => wanted && setStrength(found),
        () => wanted && setStrength(undefined),
      );
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [passphrase, known]);
  return strength;
}
