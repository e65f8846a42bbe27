/** The field for what opens a vault, a passphrase or the recovery code. It keeps nothing: what is typed belongs to the form around it. */
import type { Ref } from "react";
import type { FailureWords } from "../../kit";
import { TextField } from "../../kit";
import type { Key } from "../../wire/wire.gen";
import { TEXTS } from "./texts";

/** What a person types. */
export type By = "passphrase" | "recovery_code";

/** What was typed, as the program takes it. */
export function keyOf(by: By, secret: string): Key {
  return { key: by, secret };
}

/** The field. Where the secret was wrong, it says so itself. */
export function SecretField(props: {
  by: By;
  value: string;
  onChange(value: string): void;
  /** The words for a secret that was wrong. */
  wrong?: FailureWords | undefined;
  autoFocus?: boolean;
  required?: boolean;
  tall?: boolean;
  hint?: string;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { by, value, onChange, wrong, autoFocus, required, tall, hint, inputRef } = props;
  const byCode = by === "recovery_code";
  return (
    <TextField
      label={byCode ? TEXTS.recoveryCode : TEXTS.passphrase}
      type={byCode ? "text" : "password"}
      value={value}
      onChange={onChange}
      autoComplete="off"
      spellCheck={false}
      autoFocus={autoFocus ?? false}
      required={required ?? false}
      tall={tall ?? false}
      hint={wrong ? wrong.todo : byCode ? TEXTS.codeHint : hint}
      error={wrong?.what}
      {...(inputRef ? { inputRef } : {})}
    />
  );
}
