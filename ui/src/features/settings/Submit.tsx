/** The main button of a dialog, which sends the form that stands in the dialog's body. */
import { Button } from "../../kit";

export function Submit(props: { form: string; disabled: boolean; busy: boolean; children: string }) {
  const send = () => (document.getElementById(props.form) as HTMLFormElement | null)?.requestSubmit();
  return (
    <Button changes kind="primary" disabled={props.disabled} busy={props.busy} onPress={send}>
      {props.children}
    </Button>
  );
}
