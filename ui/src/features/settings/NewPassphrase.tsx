/** A new passphrase, typed twice, with an estimate of its strength against somebody who knows the client. It keeps and sends none. */
import { useEffect, useState } from "react";
import { Level, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useRead } from "../../wire/query";
import type { Strength } from "../../wire/wire.gen";
import { T } from "./texts";

const P = T.passphrase;

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

export function useNewPassphrase(): NewPassphrase {
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const strength = useStrength(next);
  const missing = !strength?.accepted ? P.missingStrength : next !== again ? P.missingAgain : "";
  const forget = () => {
    setNext("");
    setAgain("");
  };
  return { next, again, strength, setNext, setAgain, missing, forget };
}

/** The two fields and the estimate between them. */
export function NewPassphraseFields({
  of,
  label,
  autoFocus,
}: {
  of: NewPassphrase;
  label: string;
  autoFocus?: boolean;
}) {
  return (
    <>
      <TextField
        label={label}
        type="password"
        value={of.next}
        onChange={of.setNext}
        required
        autoFocus={autoFocus ?? false}
        autoComplete="off"
      />
      {of.strength && <StrengthShown strength={of.strength} />}
      <TextField
        label={P.again}
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
    <div className="settings-strength" role="status">
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
