/** Fields of an intake that evidence and requests share: what an item covers, when it was captured, its completeness and accuracy card, its approval. They save nothing. */
import { useState } from "react";
import { DateField, Field, type FieldBase, NumberField, RadioCards, TextArea, TextField } from "../kit";
import type { Approval, Covers, EvidenceKind, IpeCard } from "../wire/wire.gen";
import { instantText, readInstant } from "./dates";
import { DATE_TEXTS, INTAKE_TEXTS as T } from "./texts";
import { COVERS } from "./words";
import "./audit.css";

/** What a kind asks for beside its facts; the rule is the model's, which has the last word on what is missing. */
export const NEEDS: Record<EvidenceKind, "ipe" | "approval" | "nothing"> = {
  population: "ipe",
  configuration: "ipe",
  change_history: "ipe",
  screenshot: "ipe",
  system_report: "ipe",
  log: "ipe",
  training_record: "ipe",
  policy: "approval",
  contract: "approval",
  sample: "nothing",
  report: "nothing",
  ticket: "nothing",
  correspondence: "nothing",
};

/** A moment with its zone, typed as text. What can't be read is said when the field is left, and not passed on. */
export function InstantField(
  props: FieldBase & {
    value: string | null;
    onChange(value: string | null): void;
    onCommit?(value: string | null): void;
  },
) {
  const [typed, setTyped] = useState<string>();
  const [left, setLeft] = useState(false);
  const text = typed ?? instantText(props.value);
  const read = readInstant(text);
  const problem = left && "error" in read ? read.error : undefined;
  const take = (next: string) => {
    setTyped(next);
    const now = readInstant(next);
    if ("value" in now) props.onChange(now.value);
  };
  return (
    <Field {...props} error={problem ?? props.error} need={props.required && text === ""}>
      {(ids) => (
        <div className="inp">
          <input
            {...ids}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={text}
            placeholder={DATE_TEXTS.instantFormat}
            onChange={(event) => take(event.target.value)}
            onBlur={() => {
              setLeft(true);
              if ("error" in read) return;
              setTyped(undefined);
              props.onCommit?.(read.value);
            }}
          />
        </div>
      )}
    </Field>
  );
}

type Form = Covers["covers"];

/** The two days of a form: from and to, one day, or since and until. */
interface Days {
  first: string | null;
  last: string | null;
}

function daysOf(covers: Covers | null): Days {
  if (!covers) return { first: null, last: null };
  if (covers.covers === "period") return { first: covers.span.from, last: covers.span.to };
  if (covers.covers === "as_of") return { first: covers.on, last: null };
  return { first: covers.from, last: covers.until };
}

function coversOf(form: Form, { first, last }: Days): Covers | null {
  if (first === null) return null;
  if (form === "as_of") return { covers: "as_of", on: first };
  if (last !== null && last < first) return null;
  if (form === "in_force") return { covers: "in_force", from: first, until: last };
  return last === null ? null : { covers: "period", span: { from: first, to: last } };
}

/** The form that a kind mostly has: documents are in force, pictures and configurations of one day, the others of a period. */
export function usualForm(kind: EvidenceKind | undefined): Form {
  if (kind !== undefined && NEEDS[kind] === "approval") return "in_force";
  return kind === "screenshot" || kind === "configuration" ? "as_of" : "period";
}

/** What an item speaks for: a period, one day, or in force. Hands on nothing while an answer is half. */
export function CoversFields(props: {
  value: Covers | null;
  onChange(covers: Covers | null): void;
  kind?: EvidenceKind;
  required?: boolean;
  disabled?: boolean;
  /** The latest day that it can reach: that of its capture or receipt. */
  most?: string;
}) {
  const [form, setForm] = useState<Form>();
  const [half, setHalf] = useState<Days>();
  const shown = form ?? props.value?.covers ?? usualForm(props.kind);
  const days = half ?? daysOf(props.value);
  const wrong = days.first !== null && days.last !== null && days.last < days.first ? T.order : undefined;
  const put = (next: Days, as: Form) => {
    setForm(as);
    const covers = coversOf(as, next);
    setHalf(covers === null ? next : undefined);
    props.onChange(covers);
  };
  const common = { disabled: props.disabled };
  const first = { ...common, value: days.first, required: props.required };
  const last = { ...common, value: days.last, error: wrong };
  const from = (value: string | null) => put({ ...days, first: value }, shown);
  const to = (value: string | null) => put({ ...days, last: value }, shown);
  return (
    <div className="covers">
      <RadioCards<Form>
        inline
        label={T.covers}
        value={shown}
        disabled={props.disabled}
        options={(Object.keys(COVERS) as Form[]).map((value) => ({ value, label: COVERS[value] }))}
        onChange={(as) => put(as === "as_of" ? { ...days, last: null } : days, as)}
      />
      {shown === "as_of" && <DateField {...first} label={T.on} max={props.most} hint={T.coversHint} onChange={from} />}
      {shown === "period" && (
        <div className="two">
          <DateField {...first} label={T.from} max={props.most} onChange={from} />
          <DateField {...last} label={T.to} required={props.required} max={props.most} onChange={to} />
        </div>
      )}
      {shown === "in_force" && (
        <div className="two">
          <DateField {...first} label={T.since} onChange={from} />
          <DateField {...last} label={T.until} hint={T.untilHint} onChange={to} />
        </div>
      )}
    </div>
  );
}

/** An empty card. */
export const EMPTY_CARD: IpeCard = {
  system: "",
  environment: "",
  query: "",
  run_by: "",
  run_at: null,
  row_count: null,
  tie_out: "",
};

/** A card, or none when nothing stands on it. */
export function cardOrNone(card: IpeCard): IpeCard | null {
  return Object.values(card).every((value) => value === null || value === "") ? null : card;
}

/** The lines of a card that lack an answer, in their order. */
export function cardLacks(card: IpeCard | null): (keyof IpeCard)[] {
  const lines = Object.keys(EMPTY_CARD) as (keyof IpeCard)[];
  const lacks = (value: IpeCard[keyof IpeCard]) => value === null || (typeof value === "string" && value.trim() === "");
  return lines.filter((line) => lacks((card ?? EMPTY_CARD)[line]));
}

/** The completeness and accuracy card. `only` shows those lines alone, such as what was missing at the beginning. */
export function IpeFields(props: {
  value: IpeCard | null;
  onChange(card: IpeCard | null): void;
  onCommit?(): void;
  only?: readonly (keyof IpeCard)[];
  required?: boolean;
  disabled?: boolean;
}) {
  const card = props.value ?? EMPTY_CARD;
  const put = (part: Partial<IpeCard>) => props.onChange(cardOrNone({ ...card, ...part }));
  const asked = (line: keyof IpeCard) => !props.only || props.only.includes(line);
  const common = { required: props.required, disabled: props.disabled, onCommit: () => props.onCommit?.() };
  return (
    <fieldset className="ipe">
      <legend className="label">{T.ipe}</legend>
      {asked("system") && (
        <TextField {...common} label={T.system} value={card.system} onChange={(system) => put({ system })} />
      )}
      {asked("environment") && (
        <TextField
          {...common}
          label={T.environment}
          hint={T.environmentHint}
          value={card.environment}
          onChange={(environment) => put({ environment })}
        />
      )}
      {asked("query") && (
        <TextArea
          {...common}
          mono
          rows={2}
          spellCheck={false}
          label={T.query}
          placeholder={T.queryPlaceholder}
          value={card.query}
          onChange={(query) => put({ query })}
        />
      )}
      {asked("run_by") && (
        <TextField {...common} label={T.runBy} value={card.run_by} onChange={(run_by) => put({ run_by })} />
      )}
      {asked("run_at") && (
        <InstantField {...common} label={T.runAt} value={card.run_at} onChange={(run_at) => put({ run_at })} />
      )}
      {asked("row_count") && (
        <NumberField
          {...common}
          label={T.rowCount}
          least={0}
          value={card.row_count}
          onChange={(row_count) => put({ row_count })}
        />
      )}
      {asked("tie_out") && (
        <TextArea
          {...common}
          rows={2}
          label={T.tieOut}
          placeholder={T.tieOutPlaceholder}
          value={card.tie_out}
          onChange={(tie_out) => put({ tie_out })}
        />
      )}
    </fieldset>
  );
}

/** Who approved a document in force, and when. Hands on nothing while an answer is half. */
export function ApprovalFields(props: {
  value: Approval | null;
  onChange(approval: Approval | null): void;
  required?: boolean;
  disabled?: boolean;
}) {
  const [half, setHalf] = useState<{ by: string; on: string | null }>();
  const { by, on } = half ?? { by: props.value?.by ?? "", on: props.value?.on ?? null };
  const put = (next: { by: string; on: string | null }) => {
    const whole = next.by.trim() !== "" && next.on !== null ? { by: next.by, on: next.on } : null;
    setHalf(whole ? undefined : next);
    props.onChange(whole);
  };
  const common = { required: props.required, disabled: props.disabled };
  return (
    <div className="two">
      <TextField {...common} label={T.approvedBy} value={by} onChange={(value) => put({ by: value, on })} />
      <DateField {...common} label={T.approvedOn} value={on} onChange={(value) => put({ by, on: value })} />
    </div>
  );
}
