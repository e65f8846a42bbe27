/** A new task: what it needs to stand in the plan. The rest is written in its inspector. */
import { useState } from "react";
import { useDone } from "../../audit/done";
import { PersonPicker } from "../../audit/pickers";
import { choicesOf, WORK_TRACK } from "../../audit/words";
import { Button, type Choice, DateField, Dialog, FailureNote, NumberField, Select, TextField } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useChange } from "../../wire/query";
import type { WorkTrack } from "../../wire/wire.gen";
import { MOST_DAYS } from "./columns";
import type { TaskFacts } from "./facts";
import { ADD as A, T } from "./texts";

export function AddTask(props: { engagement: string; onAdded(id: string): void; onClose(): void }) {
  const { engagement } = props;
  const done = useDone();
  const adding = useChange("task.add");
  const [code, setCode] = useState("");
  const [title, setTitle] = useState("");
  const [track, setTrack] = useState<WorkTrack>("compliance");
  const [starts, setStarts] = useState<string | null>(null);
  const [days, setDays] = useState<number | null>(1);
  const [phase, setPhase] = useState("");
  const [owner, setOwner] = useState<Choice | null>(null);
  const ready = code.trim() !== "" && title.trim() !== "" && days !== null;
  const save = () => {
    if (!ready) return;
    const facts: TaskFacts = {
      ...(phase.trim() === "" ? {} : { phase: phase.trim() }),
      ...(owner ? { owner: owner.value } : {}),
    };
    const request = {
      engagement,
      code: code.trim(),
      title: title.trim(),
      track,
      starts_on: starts,
      working_days: days,
      facts,
    };
    const added = done(
      () => adding.run(request),
      ({ task }) => T.addedToast(task.code),
    );
    void added.then(
      ({ task }) => props.onAdded(task.id),
      () => undefined,
    );
  };
  return (
    <Dialog
      title={A.title}
      open
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{A.cancel}</Button>
          <Button kind="primary" disabled={!ready} busy={adding.busy} onPress={save}>
            {A.save}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <TextField label={A.name} value={title} onChange={setTitle} onEnter={save} required autoFocus />
        <div className="two">
          <TextField label={A.code} hint={A.codeHint} value={code} onChange={setCode} onEnter={save} required />
          <Select
            label={A.track}
            value={track}
            choices={choicesOf(WORK_TRACK)}
            onChange={(next) => next && setTrack(next as WorkTrack)}
          />
        </div>
        <div className="two">
          <DateField label={A.startsOn} hint={A.startsHint} value={starts} onChange={setStarts} />
          <NumberField label={A.days} value={days} onChange={setDays} least={1} most={MOST_DAYS} required />
        </div>
        <div className="two">
          <TextField label={A.phase} value={phase} onChange={setPhase} />
          <PersonPicker label={A.owner} value={owner} onChange={setOwner} />
        </div>
        {adding.failure && <FailureNote {...wordsFor(adding.failure)} />}
      </div>
    </Dialog>
  );
}
