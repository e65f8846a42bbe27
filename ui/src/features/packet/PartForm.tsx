/** Which part of an engagement a packet holds, and how the evidence that it shows may be marked. The program decides what that is. */
import { useEffect, useState } from "react";
import { CLASSIFICATION } from "../../audit";
import { Checkbox, Select, TextField } from "../../kit";
import type { Classification } from "../../wire/wire.gen";
import { type Draft, type PartKind, partLacksNames } from "./draft";
import { PARTS, T } from "./texts";

const KINDS = Object.keys(PARTS) as PartKind[];
const MARKS = Object.keys(CLASSIFICATION) as Classification[];

interface Props {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
  frozen: boolean;
}

export function PartForm({ draft, onChange, frozen }: Props) {
  const names = PARTS[draft.part].names;
  const narrower = draft.part !== "whole" || draft.marked.length > 0;
  const toggle = (mark: Classification, on: boolean) => {
    const without = draft.marked.filter((one) => one !== mark);
    onChange({ marked: on ? [...without, mark] : without });
  };
  return (
    <details className="packet-limits" open={narrower}>
      <summary>
        {T.part}
        <span className="dim">{PARTS[draft.part].label}</span>
      </summary>
      <div className="col">
        <Select
          label={T.partKind}
          value={draft.part}
          choices={KINDS.map((kind) => ({ value: kind, label: PARTS[kind].label }))}
          // What was added to all of it may be in no packet of a part.
          onChange={(part) => part && onChange({ part: part as PartKind, of: "", also: [] })}
          hint={draft.part === "whole" ? undefined : T.partHint}
          disabled={frozen}
        />
        {names && <Names key={draft.part} label={names} draft={draft} onChange={onChange} frozen={frozen} />}
        <fieldset className="col" disabled={frozen}>
          <legend className="label">{T.marked}</legend>
          {MARKS.map((mark) => (
            <Checkbox
              key={mark}
              checked={draft.marked.includes(mark)}
              disabled={frozen}
              onChange={(on) => toggle(mark, on)}
            >
              {CLASSIFICATION[mark]}
            </Checkbox>
          ))}
          <p className="micro dim">{T.markedHint}</p>
        </fieldset>
      </div>
    </details>
  );
}

/** What the part is of; asked for once it is typed, since each choice is looked at anew. */
function Names({ label, draft, onChange, frozen }: Props & { label: string }) {
  const [typed, setTyped] = useState(draft.of);
  useEffect(() => setTyped(draft.of), [draft.of]);
  return (
    <TextField
      label={label}
      hint={T.partNamesHint}
      value={typed}
      onChange={setTyped}
      onCommit={(of) => onChange({ of })}
      required
      error={partLacksNames(draft) && typed !== "" && typed === draft.of ? T.blockedPart : undefined}
      disabled={frozen}
    />
  );
}
