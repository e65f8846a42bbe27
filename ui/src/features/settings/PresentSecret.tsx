/** What opens the vault at present, typed to show that it is known: the passphrase, or the recovery code instead. It keeps and sends none. */
import { useState } from "react";
import { Button, TextField } from "../../kit";
import { call } from "../../wire/call";
import type { Failure } from "../../wire/wire.gen";
import { T } from "./texts";

const P = T.passphrase;

export interface PresentSecret {
  byCode: boolean;
  secret: string;
  setSecret(text: string): void;
  turn(): void;
  /** What is still missing, or nothing. */
  missing: string;
  /** Asks the program whether it opens the vault; what it throws says so. */
  confirm(): Promise<unknown>;
  /** Lets go of what was typed. */
  forget(): void;
}

export function usePresentSecret(): PresentSecret {
  // Whoever lost the passphrase came in by the recovery code, and is here for that reason.
  const [byCode, setByCode] = useState(false);
  const [secret, setSecret] = useState("");
  return {
    byCode,
    secret,
    setSecret,
    turn: () => {
      setByCode(!byCode);
      setSecret("");
    },
    missing: secret !== "" ? "" : byCode ? P.missingCode : P.missingPresent,
    confirm: () => call("vault.confirm", { key: { key: byCode ? "recovery_code" : "passphrase", secret } }),
    forget: () => setSecret(""),
  };
}

/** The field, and the way to the other one. */
export function PresentSecretField(props: { of: PresentSecret; failure: Failure | undefined; onTurn?(): void }) {
  const { of } = props;
  const wrong = props.failure?.code === "wrong_passphrase";
  return (
    <div>
      <TextField
        label={of.byCode ? P.code : P.present}
        type="password"
        value={of.secret}
        onChange={of.setSecret}
        required
        autoFocus
        autoComplete="off"
        error={wrong ? (of.byCode ? P.wrongCode : P.wrong) : undefined}
      />
      <Button
        kind="link"
        onPress={() => {
          of.turn();
          props.onTurn?.();
        }}
      >
        {of.byCode ? P.usePassphrase : P.useCode}
      </Button>
    </div>
  );
}
