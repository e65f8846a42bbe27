/** A longer text of a control: read as it is, written in place. What isn't saved survives a lock; what changed meanwhile is shown. */
import { type ReactNode, useState } from "react";
import { Button, FailureNote, Note, TextArea } from "../../../kit";
import { wordsFor } from "../../../wire/failures";
import { useUnsaved } from "../../../wire/unsaved";
import type { Control, ControlChange } from "../../../wire/wire.gen";
import { useSaving } from "./saving";
import { I } from "./texts";

type TextField = "statement" | "test_of_design" | "test_of_effectiveness" | "internal_note";

interface Props {
  control: Control;
  field: TextField;
  name: string;
  hint?: string;
  /** Draws the part around the text, with the way to edit it at its head; without it that stands below the text. */
  part?: (edit: ReactNode, text: ReactNode) => ReactNode;
}

export function LongText(props: Props) {
  const { control, field, name, part } = props;
  const saved = control[field];
  const [typed, setTyped] = useState<string>();
  // The control as it was when writing began: what others saved since then is shown before it is written over.
  const [base, setBase] = useState(control);
  const [restored, setRestored] = useState(false);
  const saving = useSaving();
  const unsaved = useUnsaved(`control/${control.id}/${field}`, typed === undefined || typed === saved ? null : typed);
  // What a lock cut off is back as soon as it is read, unless something was typed meanwhile.
  if (typed === undefined && !restored && unsaved.kept && unsaved.kept !== saved) {
    setTyped(unsaved.kept);
    setBase(control);
    setRestored(true);
  }
  const leave = () => {
    setTyped(undefined);
    setRestored(true);
    saving.clear();
    void unsaved.forget().catch(() => undefined);
  };
  const save = async (over?: Control) => {
    if (typed === undefined) return;
    const change: ControlChange = { field, value: typed };
    if (await saving.save(base, typed === base[field] ? [] : [change], I.savedText(name, control.code), over)) leave();
  };
  const begin = () => {
    setBase(control);
    setTyped(saved);
  };
  if (typed === undefined) {
    const text = <p className={saved ? "text break" : "faint"}>{saved || I.noText}</p>;
    const edit = (
      <Button changes kind="link" label={I.editOf(name)} onPress={begin}>
        {I.edit}
      </Button>
    );
    if (part) return part(edit, <div className="long-text">{text}</div>);
    return (
      <div className="long-text">
        {text}
        {edit}
      </div>
    );
  }
  const { theirs, failed } = saving;
  const form = (
    <div className="col">
      {restored && <Note tone="calm">{I.restored}</Note>}
      <TextArea
        label={name}
        hideLabel
        hint={props.hint}
        rows={Math.min(14, 4 + Math.floor(typed.length / 60))}
        value={typed}
        autoFocus={!restored}
        onChange={setTyped}
        onEnter={() => void save()}
      />
      {theirs && (
        <Note tone="high" live>
          {I.stale(theirs[field])}
        </Note>
      )}
      {failed && !theirs && <FailureNote {...wordsFor(failed)} />}
      <div className="row wrap">
        <Button changes kind="primary" busy={saving.busy} onPress={() => void save(theirs)}>
          {theirs ? I.useMine : I.save}
        </Button>
        <Button onPress={leave}>{theirs ? I.useTheirs : I.cancel}</Button>
      </div>
    </div>
  );
  return part ? part(undefined, form) : form;
}
