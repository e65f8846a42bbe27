/** A small form in a pane: its fields, what was refused in plain words, one main button. It saves nothing itself. */
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { Button, FailureNote } from "../../kit";
import { asFailure } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Failure } from "../../wire/wire.gen";
import { WORK_TEXTS as T } from "./texts";
import "./rows.css";

/** A failure of a step: where the program says why, its words stand in sight. */
export function StepFailure({ failure }: { failure: Failure }) {
  const told = wordsFor(failure);
  const says = (failure.code === "invalid" || failure.code === "refused") && told.detail;
  if (!says) return <FailureNote {...told} />;
  return <FailureNote what={told.what} safe={told.safe} todo={`${says}.`} />;
}

export interface StepFormProps {
  title: string;
  submit: string;
  /** Saves; what it throws is shown. */
  onSubmit(): Promise<unknown>;
  onCancel?(): void;
  /** Whether all is there that is needed. */
  ready?: boolean;
  children: ReactNode;
  /** The title is only read. */
  hideTitle?: boolean;
  danger?: boolean;
}

/** The form. Esc leaves it, where it can be left and nothing is typed just now. */
export function StepForm(props: StepFormProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const ready = props.ready ?? true;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await props.onSubmit();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
    setBusy(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    // What is typed isn't lost by one key: Esc never closes the pane around a form.
    event.stopPropagation();
    event.preventDefault();
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!typing) props.onCancel?.();
  };
  return (
    <form className="step-form" aria-label={props.title} onSubmit={submit} onKeyDown={onKeyDown}>
      {!props.hideTitle && <h4>{props.title}</h4>}
      {props.children}
      {failure && <StepFailure failure={failure} />}
      <div className="row wrap">
        <Button changes kind={props.danger ? "danger" : "primary"} type="submit" disabled={!ready} busy={busy}>
          {props.submit}
        </Button>
        {props.onCancel && <Button onPress={props.onCancel}>{T.cancel}</Button>}
      </div>
    </form>
  );
}
