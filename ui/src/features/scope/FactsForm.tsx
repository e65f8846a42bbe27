/** The frame of every form of this view: its fields, what failed, saving and removing. It saves only when asked and closes nothing while something is typed. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import type { Saving } from "../../audit/done";
import { Button, FailureNote, Note } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { T } from "./texts";

export interface FactsFormProps {
  label: string;
  draft: { dirty: boolean; restored: boolean; drop(): void };
  saving: Saving;
  onSave(): void;
  children: ReactNode;
  /** What is there may be saved; without it the words say what is missing. */
  missing?: string | undefined;
  /** The button's words for a new record. */
  add?: string;
  onCancel?(): void;
  onRemove?(): void;
  removing?: Saving;
}

export function FactsForm(props: FactsFormProps) {
  const { draft, saving, removing, missing } = props;
  const failure = saving.failure ?? removing?.failure;
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) note.current?.scrollIntoView?.({ block: "nearest" });
  }, [failure]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Esc would close the pane round the form, and with it what is typed.
    if (event.key === "Escape" && draft.dirty) event.preventDefault();
  };
  return (
    <form
      className="facts"
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined && !saving.busy) props.onSave();
      }}
    >
      {draft.restored && (
        <Note
          tone="calm"
          live
          action={
            <Button kind="link" onPress={draft.drop}>
              {T.form.letGo}
            </Button>
          }
        >
          {T.form.restored}
        </Note>
      )}
      {props.children}
      <div ref={note} className="facts-failure">
        {failure && <FailureNote {...wordsFor(failure)} />}
      </div>
      <div className="facts-foot">
        <Button
          changes
          type="submit"
          kind={draft.dirty || props.add ? "primary" : "plain"}
          disabled={missing !== undefined || (!draft.dirty && !props.add)}
          busy={saving.busy}
        >
          {props.add ?? T.form.save}
        </Button>
        {draft.dirty && !props.add && <Button onPress={draft.drop}>{T.form.reset}</Button>}
        {props.onCancel && <Button onPress={props.onCancel}>{T.form.cancel}</Button>}
        <span className="small dim grow" role="status">
          {missing !== undefined && (draft.dirty || props.add)
            ? missing
            : draft.dirty && !props.add
              ? T.form.dirty
              : ""}
        </span>
        {props.onRemove && (
          <Button changes kind="quiet" icon="trash" busy={removing?.busy} onPress={props.onRemove}>
            {T.form.remove}
          </Button>
        )}
      </div>
    </form>
  );
}
