/** The steps of a message that ask for more: recording a sending, superseding, withdrawing. Nothing here sends. */
import { useState } from "react";
import { useDone } from "../../audit/done";
import { PersonPicker } from "../../audit/pickers";
import { Button, type Choice, Dialog, FailureNote, Note, Select, TextArea, TextField } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useChange } from "../../wire/query";
import type { MessageRow, PlanRow } from "../../wire/wire.gen";
import { InstantField } from "./InstantField";
import { referenceOf } from "./plan";
import { T } from "./texts";

interface StepProps {
  row: MessageRow;
  open: boolean;
  onClose(): void;
}

/** Records that a message left, outside this program. */
export function RecordSend(props: StepProps & { planRow: PlanRow | null; sender: Choice | null }) {
  const engagement = useEngagement();
  const done = useDone();
  const recording = useChange("message.record_send");
  const [by, setBy] = useState<Choice | null>(props.sender);
  const [to, setTo] = useState(props.row.message.audience);
  const [channel, setChannel] = useState(props.planRow?.channel ?? "");
  const [at, setAt] = useState<string | null>(() => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString());
  const future = at !== null && Date.parse(at) > Date.now();
  const whole = by !== null && to.trim() !== "" && channel.trim() !== "" && at !== null && !future;
  const save = async () => {
    if (!whole || !by) return;
    const request = { engagement, message: props.row.message.id, by: by.value, to, channel, at };
    await done(
      () => recording.run(request),
      () => T.sends.saved,
      { final: true },
    ).then(props.onClose, () => undefined);
  };
  return (
    <Dialog
      title={T.sends.dialog}
      open={props.open}
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{T.sends.cancel}</Button>
          <Button kind="primary" disabled={!whole} busy={recording.busy} onPress={() => void save()}>
            {T.sends.save}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <PersonPicker label={T.sends.by} value={by} onChange={setBy} required />
        <TextField label={T.sends.to} value={to} onChange={setTo} required />
        <TextField label={T.sends.channel} value={channel} onChange={setChannel} required />
        <InstantField
          label={T.sends.at}
          value={at}
          onChange={setAt}
          required
          error={future ? T.sends.future : undefined}
        />
        <Note tone="calm">{T.sends.final}</Note>
        {recording.failure && <FailureNote {...wordsFor(recording.failure)} />}
      </div>
    </Dialog>
  );
}

/** Notes which message replaces this one. */
export function Supersede(props: StepProps & { others: readonly MessageRow[] }) {
  const engagement = useEngagement();
  const done = useDone();
  const superseding = useChange("message.supersede");
  const [by, setBy] = useState<string | null>(null);
  const { message } = props.row;
  const reference = referenceOf(message.number);
  const able = props.others.filter(
    (other) => other.message.id !== message.id && !["superseded", "withdrawn"].includes(other.message.state),
  );
  const choices = able.map((other) => ({
    value: other.message.id,
    label: T.message.label(referenceOf(other.message.number), other.message.title),
  }));
  const save = async () => {
    if (by === null) return;
    const request = { engagement, message: message.id, by };
    await done(
      () => superseding.run(request),
      () => T.supersede.saved(reference),
    ).then(props.onClose, () => undefined);
  };
  return (
    <Dialog
      title={T.supersede.title(reference)}
      open={props.open}
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{T.supersede.cancel}</Button>
          <Button kind="primary" disabled={by === null} busy={superseding.busy} onPress={() => void save()}>
            {T.supersede.save}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <p>{T.supersede.words}</p>
        {choices.length === 0 ? (
          <Note tone="calm">{T.supersede.none}</Note>
        ) : (
          <Select label={T.supersede.by} value={by} choices={choices} onChange={setBy} required />
        )}
        {superseding.failure && <FailureNote {...wordsFor(superseding.failure)} />}
      </div>
    </Dialog>
  );
}

/** Withdraws a message, with the reason. */
export function Withdraw(props: StepProps) {
  const engagement = useEngagement();
  const done = useDone();
  const withdrawing = useChange("message.withdraw");
  const [reason, setReason] = useState("");
  const { message } = props.row;
  const reference = referenceOf(message.number);
  const save = async () => {
    if (reason.trim() === "") return;
    const request = { engagement, message: message.id, reason };
    await done(
      () => withdrawing.run(request),
      () => T.withdraw.saved(reference),
    ).then(props.onClose, () => undefined);
  };
  return (
    <Dialog
      title={T.withdraw.title(reference)}
      open={props.open}
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{T.withdraw.cancel}</Button>
          <Button kind="primary" disabled={reason.trim() === ""} busy={withdrawing.busy} onPress={() => void save()}>
            {T.withdraw.save}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <p>{T.withdraw.words}</p>
        <TextArea
          label={T.withdraw.reason}
          value={reason}
          onChange={setReason}
          onEnter={() => void save()}
          required
          autoFocus
        />
        {withdrawing.failure && <FailureNote {...wordsFor(withdrawing.failure)} />}
      </div>
    </Dialog>
  );
}
