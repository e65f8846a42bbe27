/** For whom a packet is and what stands on its cover. It knows nothing of what the packet holds. */
import { useEffect, useState } from "react";
import { AUDIENCE, AUDIENCE_HOLDS, PACKET_FORM, PACKET_FORM_IS, PersonPicker } from "../../audit";
import { Checkbox, NumberField, RadioCards, TextField } from "../../kit";
import type { AudienceProfile, PacketForm } from "../../wire/wire.gen";
import type { Draft } from "./draft";
import { T } from "./texts";

const PROFILES = Object.keys(AUDIENCE) as AudienceProfile[];
const FORMS = Object.keys(PACKET_FORM) as PacketForm[];

/** Rows and pages of one file, at most; more would make a packet that nobody turns over. */
const MOST_SHOWN = 5000;
const MOST_MEGABYTES = 4000;

interface Props {
  draft: Draft;
  /** The number that it gets where none is given. */
  usual: string | undefined;
  onChange(change: Partial<Draft>): void;
  frozen: boolean;
}

export function AudienceForm({ draft, usual, onChange, frozen }: Props) {
  const name = draft.reviewedBy;
  return (
    <>
      <RadioCards<AudienceProfile>
        label={T.audience}
        value={draft.profile}
        // What was added to one audience may be part of another anyway, and what it may be shown is agreed to anew.
        onChange={(profile) => onChange({ profile, also: [] })}
        options={PROFILES.map((value) => ({ value, label: AUDIENCE[value], hint: AUDIENCE_HOLDS[value] }))}
        disabled={frozen}
      />
      <RadioCards<PacketForm>
        label={T.form}
        value={draft.form}
        onChange={(form) => onChange({ form })}
        options={FORMS.map((value) => ({ value, label: PACKET_FORM[value], hint: PACKET_FORM_IS[value] }))}
        disabled={frozen}
      />
      <PersonPicker
        label={T.reviewedBy}
        hint={T.reviewedByHint}
        placeholder={T.reviewedByPlaceholder}
        by="reference"
        value={name === "" ? null : { value: name, label: name }}
        onChange={(choice) => onChange({ reviewedBy: choice?.value ?? "" })}
        onCreate={(reviewedBy) => onChange({ reviewedBy })}
        disabled={frozen}
        className="packet-reviewer"
      />
      <TextField
        label={T.number}
        hint={usual && draft.number === "" ? T.numberHint(usual) : undefined}
        value={draft.number}
        placeholder={usual}
        maxLength={60}
        onChange={(number) => onChange({ number })}
        disabled={frozen}
      />
      <Checkbox
        checked={draft.unsigned}
        onChange={(unsigned) => onChange({ unsigned })}
        hint={draft.unsigned ? T.unsignedWarns : T.unsignedHint}
        disabled={frozen}
      >
        {T.unsigned}
      </Checkbox>
      <Limits draft={draft} onChange={onChange} frozen={frozen} />
    </>
  );
}

function Limits({ draft, onChange, frozen }: Omit<Props, "usual">) {
  const limit = (key: "pages" | "rows" | "lines", label: string) => (
    <NumberField
      label={label}
      value={draft[key]}
      least={1}
      most={MOST_SHOWN}
      required
      onChange={(value) => onChange({ [key]: value })}
      disabled={frozen}
    />
  );
  return (
    <details className="packet-limits">
      <summary>
        {T.limits}
        <span className="dim">{T.limitsWords(draft.pages ?? 0, draft.rows ?? 0, draft.lines ?? 0)}</span>
      </summary>
      <div className="col">
        {limit("pages", T.limitPages)}
        {limit("rows", T.limitRows)}
        {limit("lines", T.limitLines)}
        <NumberField
          label={T.embed}
          hint={T.embedHint}
          unit={T.megabytes}
          value={draft.embed}
          least={1}
          most={MOST_MEGABYTES}
          required
          onChange={(embed) => onChange({ embed })}
          disabled={frozen}
        />
        <UpTo value={draft.upTo} onChange={(upTo) => onChange({ upTo })} frozen={frozen} />
      </div>
    </details>
  );
}

/** The log row as of which a packet is made; asked for once it is typed, since each row is looked at anew. */
function UpTo({
  value,
  onChange,
  frozen,
}: {
  value: number | null;
  onChange(value: number | null): void;
  frozen: boolean;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <NumberField
      label={T.upTo}
      hint={T.upToHint}
      value={typed}
      least={1}
      onChange={setTyped}
      onCommit={() => typed !== value && onChange(typed)}
      disabled={frozen}
    />
  );
}
