/** The field in which the new value of a bulk edit is chosen, by the kind of the value. It saves nothing. */
import {
  CONTROL_STATE,
  CONTROL_TYPE,
  CriteriaPicker,
  choicesOf,
  codeChoices,
  FREQUENCY,
  NATURE,
  PersonPicker,
  SurfacesPicker,
} from "../../../audit";
import { type CellValue, type Choice, DateField, Select, TextField } from "../../../kit";
import { T } from "../texts";
import type { Editable, Names } from "./change";

const CHOICES: Partial<Record<Editable, readonly Choice[]>> = {
  control_type: choicesOf(CONTROL_TYPE),
  frequency: choicesOf(FREQUENCY),
  nature: choicesOf(NATURE),
  state: choicesOf(CONTROL_STATE, ["retired"]),
  key: [
    { value: "true", label: T.yes },
    { value: "false", label: T.no },
  ],
};

/** Whether a field holds several values, to which some can be added. */
export function isList(field: Editable): boolean {
  return field === "criteria" || field === "surfaces";
}

export function BulkValue(props: {
  field: Editable;
  value: CellValue | undefined;
  names: Names;
  onChange(value: CellValue): void;
}) {
  const { field, value, names, onChange } = props;
  const label = T.bulk.value;
  const codes = Array.isArray(value) ? (value as string[]) : [];
  if (field === "owner") {
    const chosen = typeof value === "string" ? { value, label: names.person(value) } : null;
    return <PersonPicker label={label} value={chosen} onChange={(choice) => onChange(choice?.value ?? null)} />;
  }
  if (field === "criteria") {
    return (
      <CriteriaPicker
        label={label}
        value={codeChoices(codes)}
        onChange={(all) => onChange(all.map((one) => one.value))}
      />
    );
  }
  if (field === "surfaces") {
    const chosen = codes.map((code) => ({ value: code, label: names.surface(code) }));
    return <SurfacesPicker label={label} value={chosen} onChange={(all) => onChange(all.map((one) => one.value))} />;
  }
  if (field === "starts_on") {
    return <DateField label={label} value={typeof value === "string" ? value : null} onChange={onChange} />;
  }
  const choices = CHOICES[field];
  if (!choices) return <TextField label={label} value={typeof value === "string" ? value : ""} onChange={onChange} />;
  const shown = typeof value === "boolean" ? String(value) : typeof value === "string" ? value : null;
  return (
    <Select
      label={label}
      value={shown}
      choices={choices}
      onChange={(next) => next !== null && onChange(field === "key" ? next === "true" : next)}
    />
  );
}
