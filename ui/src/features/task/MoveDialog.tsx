/** Asks what a step needs before it is made: by what a task is blocked, why it is dropped, what shows that it is done. */
import { useState } from "react";
import { EvidencesPicker } from "../../audit/pickers";
import { TASK_STATE, within } from "../../audit/words";
import { Button, type Choice, DateField, Dialog, FailureNote, type FailureWords, TextArea } from "../../kit";
import type { TaskStep } from "../../wire/wire.gen";
import { MOVE as M } from "./texts";

export function MoveDialog(props: {
  code: string;
  to: "blocked" | "done" | "dropped";
  busy?: boolean;
  failed?: FailureWords;
  onStep(step: TaskStep): void;
  onClose(): void;
}) {
  const { to } = props;
  const [words, setWords] = useState("");
  const [on, setOn] = useState<string | null>(null);
  const [evidence, setEvidence] = useState<readonly Choice[]>([]);
  const said = words.trim() !== "";
  const ready = to === "done" ? said || evidence.length > 0 : said;
  const save = () => {
    if (!ready) return;
    const note = words.trim();
    props.onStep(to === "done" ? { to, on, evidence: evidence.map((one) => one.value), note } : { to, reason: note });
  };
  return (
    <Dialog
      title={M.title(props.code, within(TASK_STATE[to]))}
      open
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{M.cancel}</Button>
          <Button kind="primary" disabled={!ready} busy={props.busy} onPress={save}>
            {M.save}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        {to === "done" && (
          <>
            <EvidencesPicker label={M.evidence} by="reference" value={evidence} onChange={setEvidence} autoFocus />
            <DateField label={M.on} hint={M.onHint} value={on} onChange={setOn} />
          </>
        )}
        <TextArea
          label={to === "done" ? M.note : to === "blocked" ? M.reasonBlocked : M.reasonDropped}
          hint={to === "done" ? M.either : undefined}
          value={words}
          onChange={setWords}
          onEnter={save}
          required={to !== "done"}
          autoFocus={to !== "done"}
        />
        {props.failed && <FailureNote {...props.failed} />}
      </div>
    </Dialog>
  );
}
