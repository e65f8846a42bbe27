/** A new control: what it needs at the beginning; the rest is written in the grid and the inspector. */
import { type SetStateAction, useState } from "react";
import {
  CONTROL_TYPE,
  CriteriaPicker,
  choicesOf,
  codeChoices,
  FREQUENCY,
  NATURE,
  SurfacesPicker,
} from "../../../audit";
import { useDone } from "../../../audit/done";
import { Button, Checkbox, type Choice, Dialog, FailureNote, Select, TextArea, TextField } from "../../../kit";
import { useGo } from "../../../kit/place";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import type { ControlType, Failure, Frequency, Nature } from "../../../wire/wire.gen";
import { T } from "../texts";

const EMPTY = {
  code: "",
  title: "",
  statement: "",
  control_type: "preventive" as ControlType,
  nature: "manual" as Nature,
  frequency: "quarterly" as Frequency,
  owner_role: "",
  key: false,
};

export function AddControl({ criteria: first, onClose }: { criteria?: readonly string[]; onClose(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const go = useGo();
  const [fields, setFields] = useState(EMPTY);
  const [criteria, setCriteria] = useState<readonly Choice[]>(codeChoices(first ?? []));
  const [surfaces, setSurfaces] = useState<readonly Choice[]>([]);
  const [failed, setFailed] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const put = (change: Partial<typeof EMPTY>) =>
    setFields(((before) => ({ ...before, ...change })) as SetStateAction<typeof EMPTY>);
  const whole = fields.code.trim() !== "" && fields.title.trim() !== "" && fields.statement.trim() !== "";
  const add = async () => {
    setBusy(true);
    setFailed(undefined);
    const request = {
      engagement,
      ...fields,
      code: fields.code.trim().toUpperCase(),
      title: fields.title.trim(),
      criteria: criteria.map((one) => one.value),
      surfaces: surfaces.map((one) => one.value),
    };
    try {
      const control = await done(
        () => call("control.add", request),
        (made) => T.add.added(made.code),
        { action: "control.add" },
      );
      onClose();
      go({ view: "matrix", part: "grid", id: control.id });
    } catch (thrown) {
      setFailed(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={T.add.title}
      open
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Button kind="primary" disabled={!whole} busy={busy} onPress={() => void add()}>
            {T.add.act}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <div className="two">
          <TextField
            label={T.add.code}
            hint={T.add.codeHint}
            required
            autoFocus
            value={fields.code}
            onChange={(code) => put({ code })}
            error={failed?.field === "code" ? failed.message : undefined}
          />
          <TextField label={T.add.name} required value={fields.title} onChange={(title) => put({ title })} />
        </div>
        <TextArea
          label={T.add.statement}
          hint={T.add.statementHint}
          required
          value={fields.statement}
          onChange={(statement) => put({ statement })}
        />
        <div className="three">
          <Select
            label={T.columns.control_type}
            value={fields.control_type}
            choices={choicesOf(CONTROL_TYPE)}
            onChange={(value) => value && put({ control_type: value as ControlType })}
          />
          <Select
            label={T.columns.nature}
            value={fields.nature}
            choices={choicesOf(NATURE)}
            onChange={(value) => value && put({ nature: value as Nature })}
          />
          <Select
            label={T.columns.frequency}
            value={fields.frequency}
            choices={choicesOf(FREQUENCY)}
            onChange={(value) => value && put({ frequency: value as Frequency })}
          />
        </div>
        <div className="two">
          <CriteriaPicker value={criteria} onChange={setCriteria} />
          <SurfacesPicker value={surfaces} onChange={setSurfaces} />
        </div>
        <TextField label={T.add.ownerRole} value={fields.owner_role} onChange={(owner_role) => put({ owner_role })} />
        <Checkbox checked={fields.key} onChange={(key) => put({ key })}>
          {T.add.key}
        </Checkbox>
        {failed && failed.field !== "code" && <FailureNote {...wordsFor(failed)} />}
      </div>
    </Dialog>
  );
}
