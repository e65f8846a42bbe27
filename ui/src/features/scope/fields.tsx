/** Fields that several forms of this view share: lists by lines, categories, and the kind of an engagement with its dates. They keep nothing. */
import { CATEGORY, ENGAGEMENT_KIND } from "../../audit";
import { Checkbox, DateField, RadioCards, TextArea } from "../../kit";
import type { Category, EngagementKind } from "../../wire/wire.gen";
import { T } from "./texts";

/** A list, one item a line. */
export function LinesField(props: {
  label: string;
  value: string;
  onChange(text: string): void;
  hint?: string;
  rows?: number;
  error?: string | undefined;
}) {
  const { hint = T.form.lines, ...more } = props;
  return <TextArea {...more} hint={hint} rows={rowsFor(props.value, props.rows ?? 3)} />;
}

/** Characters of a line in a form of usual width. */
const LINE = 58;
/** Rows of a text field at most; longer ones scroll. */
const MOST = 9;

/** So many rows that a text is seen whole, within reason. */
export function rowsFor(text: string, least: number): number {
  const rows = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
  return Math.min(MOST, Math.max(least, rows));
}

const CATEGORIES = Object.keys(CATEGORY) as Category[];

/** Which categories are in scope. Security always is, where it stands for the common criteria. */
export function CategoriesField(props: {
  label: string;
  hint?: string;
  value: readonly Category[];
  onChange(categories: Category[]): void;
  /** Security can't be left out. */
  common?: boolean;
  among?: readonly Category[];
}) {
  const shown = props.among ?? CATEGORIES;
  return (
    <fieldset className="checks">
      <legend className="field-head">{props.label}</legend>
      {shown.map((category) => (
        <Checkbox
          key={category}
          checked={props.value.includes(category) || (props.common === true && category === "security")}
          disabled={props.common === true && category === "security"}
          onChange={(on) =>
            props.onChange(CATEGORIES.filter((one) => (one === category ? on : props.value.includes(one))))
          }
        >
          {CATEGORY[category]}
        </Checkbox>
      ))}
      {props.hint && <p className="field-hint">{props.hint}</p>}
    </fieldset>
  );
}

/** The kind of an engagement as a form holds it. */
export interface KindValues {
  kind: EngagementKind["kind"];
  from: string | null;
  to: string | null;
  as_of: string | null;
}

export function kindValues(kind: EngagementKind): KindValues {
  const period = kind.kind === "type_i" ? null : kind.period;
  const as_of = kind.kind === "type_i" ? kind.as_of : null;
  return { kind: kind.kind, from: period?.from ?? null, to: period?.to ?? null, as_of };
}

/** The kind that the values make; undefined while a date is missing. */
export function kindOf({ kind, from, to, as_of }: KindValues): EngagementKind | undefined {
  if (kind === "type_i") return as_of === null ? undefined : { kind, as_of };
  const period = from !== null && to !== null ? { from, to } : null;
  if (kind === "type_ii") return period === null ? undefined : { kind, period };
  // Half a period is no period, and not what was meant.
  return period === null && (from !== null || to !== null) ? undefined : { kind, period };
}

/** Kind with its date or period. */
export function KindFields(props: {
  values: KindValues;
  set(part: Partial<KindValues>): void;
  error?: string | undefined;
}) {
  const { values, set } = props;
  return (
    <>
      <div className="kinds">
        <RadioCards<EngagementKind["kind"]>
          label={T.kind.label}
          value={values.kind}
          onChange={(kind) => set({ kind })}
          options={(["readiness", "type_i", "type_ii"] as const).map((value) => ({
            value,
            label: ENGAGEMENT_KIND[value],
            hint: T.kind.hints[value],
          }))}
          error={props.error}
        />
      </div>
      {values.kind === "type_i" ? (
        <DateField label={T.kind.asOf} value={values.as_of} onChange={(as_of) => set({ as_of })} required />
      ) : (
        <PeriodFields
          from={values.from}
          to={values.to}
          set={set}
          required={values.kind === "type_ii"}
          hint={values.kind === "readiness" ? T.kind.aimed : undefined}
        />
      )}
    </>
  );
}

/** First and last day of a period. */
export function PeriodFields(props: {
  from: string | null;
  to: string | null;
  set(part: { from?: string | null; to?: string | null }): void;
  required?: boolean;
  hint?: string;
  least?: string;
}) {
  return (
    <div className="two">
      <DateField
        label={T.kind.from}
        value={props.from}
        onChange={(from) => props.set({ from })}
        required={props.required === true}
        hint={props.hint}
      />
      <DateField
        label={T.kind.to}
        value={props.to}
        onChange={(to) => props.set({ to })}
        required={props.required === true}
        min={props.from ?? undefined}
      />
    </div>
  );
}
