/** The forms of a follow-up: answer, edit, withdraw. What is typed into an answer survives a lock; nothing is saved before Save. */
import { type ReactNode, useState } from "react";
import { personChoice } from "../../audit/find";
import { PersonPicker } from "../../audit/pickers";
import { Button, type Choice, DateField, FailureNote, Note, TextArea, TextField, useToast } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useChange } from "../../wire/query";
import { useUnsaved } from "../../wire/unsaved";
import type { Failure, FollowUpRow } from "../../wire/wire.gen";
import { FOLLOW_UPS as F } from "./texts";

interface FormProps {
  row: FollowUpRow;
  engagement: string;
  onClose(): void;
}

function Frame(props: {
  label: string;
  ready: boolean;
  busy: boolean;
  failure: Failure | undefined;
  onSave(): void;
  onCancel(): void;
  children: ReactNode;
}) {
  return (
    <form
      className="ov-form"
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault();
        if (props.ready) props.onSave();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        props.onCancel();
      }}
    >
      {props.children}
      {props.failure && <FailureNote {...wordsFor(props.failure)} />}
      <div className="row">
        <Button changes kind="primary" type="submit" disabled={!props.ready} busy={props.busy}>
          {F.save}
        </Button>
        <Button onPress={props.onCancel}>{F.cancel}</Button>
      </div>
    </form>
  );
}

export function AnswerForm({ row, engagement, onClose }: FormProps) {
  const { follow_up: asked, reference } = row;
  const toast = useToast();
  const answering = useChange("follow_up.answer");
  const [typed, setTyped] = useState<string>();
  const [on, setOn] = useState<string | null>(null);
  const text = typed ?? "";
  const unsaved = useUnsaved(`follow_up ${asked.id} answer`, text === "" ? null : text);
  // What was kept takes its place only where nothing was typed anew.
  if (typed === undefined && unsaved.kept) setTyped(unsaved.kept);
  const save = () =>
    answering.run({ engagement, follow_up: asked.id, text: text.trim(), on }).then(
      () => {
        void unsaved.forget().catch(() => undefined);
        toast({ words: F.answeredToast(reference), tone: "good" });
        onClose();
      },
      () => undefined,
    );
  return (
    <Frame
      label={F.form(F.answer, reference)}
      ready={text.trim() !== ""}
      busy={answering.busy}
      failure={answering.failure}
      onSave={() => void save()}
      onCancel={() => {
        void unsaved.forget().catch(() => undefined);
        onClose();
      }}
    >
      {unsaved.kept && <Note tone="calm">{F.kept}</Note>}
      <TextArea label={F.answerField} value={text} onChange={setTyped} rows={3} required autoFocus />
      <DateField label={F.on} hint={F.onHint} value={on} onChange={setOn} />
    </Frame>
  );
}

export function EditForm({ row, engagement, onClose }: FormProps) {
  const { follow_up: asked, reference } = row;
  const toast = useToast();
  const editing = useChange("follow_up.edit");
  const [question, setQuestion] = useState(asked.question);
  const [askedBy, setAskedBy] = useState(asked.asked_by);
  const [person, setPerson] = useState<Choice | null>(
    asked.promised_by && row.promised_by ? personChoice({ id: asked.promised_by, name: row.promised_by }) : null,
  );
  const [due, setDue] = useState(asked.due_on);
  const [note, setNote] = useState(asked.internal_note);
  const save = () =>
    editing
      .run({
        engagement,
        follow_up: asked.id,
        facts: {
          question: question.trim(),
          asked_by: askedBy.trim(),
          promised_by: person?.value ?? null,
          due_on: due,
          internal_note: note,
        },
      })
      .then(
        () => {
          toast({ words: F.editedToast(reference), tone: "good" });
          onClose();
        },
        () => undefined,
      );
  return (
    <Frame
      label={F.form(F.edit, reference)}
      ready={question.trim() !== "" && askedBy.trim() !== ""}
      busy={editing.busy}
      failure={editing.failure}
      onSave={() => void save()}
      onCancel={onClose}
    >
      <TextArea label={F.question} value={question} onChange={setQuestion} rows={2} required autoFocus />
      <div className="three">
        <TextField label={F.askedBy} value={askedBy} onChange={setAskedBy} required />
        <PersonPicker label={F.promisedBy} value={person} onChange={setPerson} />
        <DateField label={F.dueOn} value={due} onChange={setDue} />
      </div>
      <TextArea label={F.note} hint={F.noteHint} value={note} onChange={setNote} rows={2} />
    </Frame>
  );
}

export function WithdrawForm({ row, engagement, onClose }: FormProps) {
  const { follow_up: asked, reference } = row;
  const toast = useToast();
  const withdrawing = useChange("follow_up.withdraw");
  const [reason, setReason] = useState("");
  const save = () =>
    withdrawing.run({ engagement, follow_up: asked.id, reason: reason.trim() }).then(
      () => {
        toast({ words: F.withdrawnToast(reference), tone: "good" });
        onClose();
      },
      () => undefined,
    );
  return (
    <Frame
      label={F.form(F.withdraw, reference)}
      ready={reason.trim() !== ""}
      busy={withdrawing.busy}
      failure={withdrawing.failure}
      onSave={() => void save()}
      onCancel={onClose}
    >
      <TextField label={F.reason} hint={F.reasonHint} value={reason} onChange={setReason} required autoFocus />
    </Frame>
  );
}
