/** One merge field with the input that fits it: what the vault fills is only read, people and controls are picked, days are days. It saves nothing. */
import { useState } from "react";
import { ControlPicker, EvidencePicker, PersonPicker } from "../../audit/pickers";
import { Chip, type Choice, DateField, isDay, Mark, Select, TextArea, TextField } from "../../kit";
import type { FieldRow } from "../../wire/wire.gen";
import { fieldWords, isoOfDayWords } from "./merge";
import { sourceWords } from "./sources";
import { T } from "./texts";

/** Words for a field, and what stands behind them. */
export interface Given {
  text: string;
  evidence: string | null;
}

export interface FieldInputProps {
  field: FieldRow;
  /** What was written and isn't saved yet. */
  given: Given | undefined;
  onGiven(given: Given): void;
  error?: string;
}

const STANDING: readonly Choice[] = [
  { value: "confirmed", label: T.fields.markConfirmed },
  { value: "not yet confirmed", label: T.fields.markNot },
];

export function FieldInput(props: FieldInputProps) {
  const { field, given } = props;
  const text = given?.text ?? field.value ?? "";
  const evidence = given === undefined ? field.evidence : given.evidence;
  if (field.from_vault) return <FromVault field={field} />;
  return (
    <div className="field-input">
      <Words {...props} text={text} onText={(next) => props.onGiven({ text: next, evidence })} />
      {field.claims_fact && (
        <div className="field-evidence">
          <EvidencePicker
            by="reference"
            label={T.fields.evidence}
            hint={evidence === null ? T.fields.evidenceHint : undefined}
            value={evidence === null ? null : { value: evidence, label: evidence }}
            onChange={(choice) => props.onGiven({ text, evidence: choice?.value ?? null })}
          />
          {field.unsupported && (
            <span className="marked high small">
              <Mark shape="triangle" tone="high" />
              {T.fields.unsupported}
            </span>
          )}
        </div>
      )}
    </div>
  );
}

function FromVault({ field }: { field: FieldRow }) {
  const source = sourceWords(field);
  const open = field.value === null;
  return (
    <div className="field-input">
      <p className="field-head">{fieldWords(field.name)}</p>
      {!open && <Chip>{field.value ?? ""}</Chip>}
      <p className={open ? "small high" : "small dim"}>
        {open ? T.fields.vaultOpen(source) : T.fields.vaultHint(source)}
      </p>
    </div>
  );
}

interface WordsProps extends FieldInputProps {
  text: string;
  onText(text: string): void;
}

/** Long words take several lines from the start. */
const LONG = 60;

function Words({ field, text, onText, error }: WordsProps) {
  // Whether several lines stand is settled once, so that the input keeps its focus while it is typed in.
  const [long] = useState(text.length > LONG);
  const label = fieldWords(field.name);
  const hint = field.meaning === "" ? sourceWords(field) : field.meaning;
  const common = { label, hint, error };
  const picked = text === "" ? null : { value: text, label: text };
  if (field.source === "person.name") {
    return (
      <PersonPicker {...common} by="reference" value={picked} onChange={(choice) => onText(choice?.value ?? "")} />
    );
  }
  if (field.source === "control.code") {
    return (
      <ControlPicker {...common} by="reference" value={picked} onChange={(choice) => onText(choice?.value ?? "")} />
    );
  }
  if (field.kind === "confirmed or not yet confirmed") {
    return (
      <Select
        {...common}
        value={text === "" ? null : text}
        choices={STANDING}
        onChange={(next) => onText(next ?? "")}
      />
    );
  }
  const day = isoOfDayWords(text);
  if (field.kind === "date" && (text === "" || isDay(day))) {
    return (
      <DateField {...common} value={day === "" ? null : day} onChange={(next) => onText(next === null ? "" : next)} />
    );
  }
  if (long || field.kind === "list") return <TextArea {...common} value={text} rows={2} onChange={onText} />;
  return <TextField {...common} value={text} spellCheck onChange={onText} />;
}
