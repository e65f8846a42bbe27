/** A dialog whose body is a form: what is still missing stands beside its main button, and Enter sends it. It sends nothing itself. */
import { type FormEvent, type ReactNode, useId } from "react";
import { Button, Dialog } from "../../kit";
import { Submit } from "./Submit";
import { T } from "./texts";

export function FormDialog(props: {
  title: string;
  /** The act, on the main button. */
  act: string;
  /** What is still missing, or nothing. */
  missing: string;
  busy: boolean;
  /** Called only where nothing is missing, and once at a time. */
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}) {
  const { missing, busy } = props;
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing === "" && !busy) props.onSubmit();
  };
  return (
    <Dialog
      title={props.title}
      open
      onClose={props.onClose}
      actions={
        <>
          <span className="small dim settings-missing">{missing}</span>
          <Button onPress={props.onClose}>{T.cancel}</Button>
          <Submit form={form} disabled={missing !== ""} busy={busy}>
            {props.act}
          </Submit>
        </>
      }
    >
      <form id={form} className="settings-form" onSubmit={submit}>
        {props.children}
        {/* Enter in a field submits only where the form has a button of its own. */}
        <button type="submit" className="vh" tabIndex={-1} aria-hidden="true" disabled={missing !== ""} />
      </form>
    </Dialog>
  );
}
