/** A control's properties: a list of facts, and a form over the same that saves what was changed as one step. */
import { useState } from "react";
import {
  CONTROL_STATE,
  CONTROL_TYPE,
  choicesOf,
  FREQUENCY,
  NATURE,
  PersonPicker,
  QUARTER_RULE,
  SurfacesPicker,
  useDates,
} from "../../../audit";
import {
  Button,
  Checkbox,
  DateField,
  FailureNote,
  InspectorSection,
  Kv,
  Note,
  NumberField,
  Select,
  TextArea,
  TextField,
} from "../../../kit";
import { wordsFor } from "../../../wire/failures";
import type { Control, ControlChange, ControlType, Frequency, Nature, QuarterRule } from "../../../wire/wire.gen";
import { useNames } from "../grid/names";
import { T } from "../texts";
import { LongText } from "./LongText";
import { useSaving } from "./saving";
import { I } from "./texts";

export function PropertiesPart({ control }: { control: Control }) {
  const [from, setFrom] = useState<Control>();
  const dates = useDates();
  const names = useNames();
  const owner = control.owner ? names.person(control.owner) : T.noOwner;
  const facts = [
    { name: T.columns.control_type, value: CONTROL_TYPE[control.control_type] },
    { name: T.columns.nature, value: NATURE[control.nature] },
    { name: T.columns.frequency, value: FREQUENCY[control.frequency] },
    { name: I.owner, value: I.ownerAndRole(owner, control.owner_role) },
    { name: I.surface, value: control.surfaces.map(names.surface).join(", ") || T.none },
    { name: T.columns.state, value: CONTROL_STATE[control.state.state] },
    ...(control.starts_on ? [{ name: T.columns.starts_on, value: dates.day(control.starts_on) }] : []),
    { name: I.graceDays, value: control.grace_days },
  ];
  return (
    <InspectorSection
      title={I.properties}
      count={
        from ? undefined : (
          <Button changes kind="link" label={I.editOf(I.properties)} onPress={() => setFrom(control)}>
            {I.edit}
          </Button>
        )
      }
    >
      {from ? <Form control={from} onEnd={() => setFrom(undefined)} /> : <Kv items={facts} />}
      {!from && (
        <details className="more">
          <summary>{I.note}</summary>
          <LongText control={control} field="internal_note" name={I.note} hint={I.noteHint} />
        </details>
      )}
    </InspectorSection>
  );
}

/** The fields of the form, as a control has them. */
const FIELDS = [
  "control_type",
  "nature",
  "frequency",
  "owner",
  "owner_role",
  "surfaces",
  "key",
  "starts_on",
  "grace_days",
  "quarters",
  "typical_evidence",
] as const;

/** The changes that make one control the other. */
function changesOf(before: Control, after: Control): ControlChange[] {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).map(
    (field) => ({ field, value: after[field] }) as ControlChange,
  );
}

function Form({ control, onEnd }: { control: Control; onEnd(): void }) {
  const names = useNames();
  const saving = useSaving();
  const [now, setNow] = useState(control);
  const put = (change: Partial<Control>) => setNow((before) => ({ ...before, ...change }));
  const { failed, theirs } = saving;
  const save = async () => {
    const lines = now.typical_evidence.map((line) => line.trim()).filter(Boolean);
    const changes = changesOf(control, { ...now, typical_evidence: lines });
    if (await saving.save(control, changes, T.saved(control.code), theirs)) onEnd();
  };
  const differs = theirs
    ? FIELDS.filter((field) => JSON.stringify(theirs[field]) !== JSON.stringify(control[field]))
    : [];
  return (
    <div className="col">
      <div className="two">
        <Select
          label={T.columns.control_type}
          value={now.control_type}
          choices={choicesOf(CONTROL_TYPE)}
          onChange={(value) => value && put({ control_type: value as ControlType })}
        />
        <Select
          label={T.columns.frequency}
          value={now.frequency}
          choices={choicesOf(FREQUENCY)}
          onChange={(value) => value && put({ frequency: value as Frequency })}
        />
      </div>
      <Select
        label={T.columns.nature}
        value={now.nature}
        choices={choicesOf(NATURE)}
        onChange={(value) => value && put({ nature: value as Nature })}
      />
      <PersonPicker
        label={I.owner}
        value={now.owner ? { value: now.owner, label: names.person(now.owner) } : null}
        onChange={(choice) => put({ owner: choice?.value ?? null })}
      />
      <TextField label={T.columns.owner_role} value={now.owner_role} onChange={(owner_role) => put({ owner_role })} />
      <SurfacesPicker
        value={now.surfaces.map((code) => ({ value: code, label: names.surface(code) }))}
        onChange={(all) => put({ surfaces: all.map((one) => one.value) })}
      />
      <div className="two">
        <DateField label={T.columns.starts_on} value={now.starts_on} onChange={(starts_on) => put({ starts_on })} />
        <NumberField
          label={I.graceDays}
          value={now.grace_days}
          least={0}
          most={90}
          onChange={(days) => days !== null && put({ grace_days: days })}
        />
      </div>
      <Select
        label={I.quarters}
        value={now.quarters}
        choices={choicesOf(QUARTER_RULE)}
        onChange={(value) => value && put({ quarters: value as QuarterRule })}
      />
      <TextArea
        label={I.typical}
        hint={I.typicalHint}
        value={now.typical_evidence.join("\n")}
        onChange={(text) => put({ typical_evidence: text.split("\n") })}
      />
      <Checkbox checked={now.key} onChange={(key) => put({ key })}>
        {T.add.key}
      </Checkbox>
      {theirs && (
        <Note tone="high" live>
          {I.stale(differs.map((field) => `${fieldName(field)}: ${shown(theirs[field], names.person)}`).join("; "))}
        </Note>
      )}
      {failed && !theirs && <FailureNote {...wordsFor(failed)} />}
      <div className="row wrap">
        <Button kind="primary" busy={saving.busy} onPress={() => void save()}>
          {theirs ? I.useMine : I.save}
        </Button>
        <Button onPress={onEnd}>{theirs ? I.useTheirs : I.cancel}</Button>
      </div>
    </div>
  );
}

function fieldName(field: (typeof FIELDS)[number]): string {
  if (field === "grace_days") return I.graceDays;
  if (field === "quarters") return I.quarters;
  return field === "typical_evidence" ? I.typical : T.columns[field];
}

function shown(value: unknown, person: (id: string) => string): string {
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "boolean") return value ? T.yes : T.no;
  return value === null ? T.none : person(String(value));
}
