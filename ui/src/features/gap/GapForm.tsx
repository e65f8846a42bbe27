/** All facts of a gap as a form: a new one, or one that is there. A cost is the engagement's own estimate, whole or not at all. */

import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { codeChoices } from "../../audit/find";
import { SeverityMark } from "../../audit/marks";
import { ControlsPicker, CriteriaPicker, PersonPicker, SurfacesPicker } from "../../audit/pickers";
import { StepForm } from "../../audit/rows/form";
import { useKept } from "../../audit/rows/kept";
import { choicesOf, GAP_KIND, GAP_SOURCE } from "../../audit/words";
import { type Choice, DateField, Inspector, NumberField, Select, TextArea, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { AcceptanceCriterion, AddGap, Gap, GapKind, GapLine, GapSource } from "../../wire/wire.gen";
import { AcceptanceFields } from "./AcceptanceFields";
import { useSurfaceName } from "./GapGrid";
import { levelOf, referenceOf } from "./steps";
import { T } from "./texts";

const E = T.edits;

interface Values {
  title: string;
  description: string;
  root_cause: string;
  kind: GapKind;
  source: GapSource;
  found_on: string | null;
  due_on: string | null;
  likelihood: number;
  impact: number;
  owner: Choice | null;
  effort_days: number | null;
  low: number | null;
  high: number | null;
  currency: string;
  basis: string;
  remedy: string;
  criteria: readonly Choice[];
  controls: readonly Choice[];
  surfaces: readonly Choice[];
  acceptance: AcceptanceCriterion[];
  internal_note: string;
}

function valuesOf(gap: Gap | null, line: GapLine | null, today: string, surface: (code: string) => string): Values {
  return {
    title: gap?.title ?? "",
    description: gap?.description ?? "",
    root_cause: gap?.root_cause ?? "",
    kind: gap?.kind ?? "operation",
    source: gap?.source ?? "self_assessment",
    found_on: gap?.found_on ?? today,
    due_on: gap?.due_on ?? null,
    likelihood: gap?.severity.likelihood ?? 3,
    impact: gap?.severity.impact ?? 3,
    owner: gap?.owner && line?.owner_name ? { value: gap.owner, label: line.owner_name } : null,
    effort_days: gap?.effort_days ?? null,
    low: gap?.cost?.low ?? null,
    high: gap?.cost?.high ?? null,
    currency: gap?.cost?.currency ?? "",
    basis: gap?.cost?.basis ?? "",
    remedy: gap?.remedy ?? "",
    criteria: codeChoices(gap?.criteria ?? []),
    controls: codeChoices(line?.controls ?? []),
    surfaces: (gap?.surfaces ?? []).map((code) => ({ value: code, label: surface(code) })),
    acceptance: gap?.acceptance ?? [],
    internal_note: gap?.internal_note ?? "",
  };
}

/** The cost that the fields give: one, none, or half of one. */
function costOf({ low, high, currency, basis }: Values) {
  if (low === null && high === null && currency === "" && basis === "") return null;
  const whole = low !== null && high !== null && low <= high && /^[A-Z]{3}$/.test(currency) && basis.trim() !== "";
  return whole ? { low, high, currency, basis } : "half";
}

const values = (choices: readonly Choice[]) => choices.map(({ value }) => value);
const scale = (words: readonly string[]) => words.map((label, at) => ({ value: String(at + 1), label }));

export interface GapFormProps {
  /** None for a new gap. */
  gap: Gap | null;
  line: GapLine | null;
  onClose(): void;
  onSaved(gap: Gap): void;
}

export function GapForm({ gap, line, onClose, onSaved }: GapFormProps) {
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const surfaceName = useSurfaceName();
  const kept = useKept(`gap/${gap?.id ?? "new"}`, valuesOf(gap, line, dates.today, surfaceName));
  const { values: held, put } = kept;
  const cost = costOf(held);
  const severity = { likelihood: held.likelihood, impact: held.impact };
  const title = gap ? E.editTitle(referenceOf(gap)) : E.addTitle;
  const save = () => {
    const facts: AddGap["facts"] = {
      root_cause: held.root_cause,
      effort_days: held.effort_days,
      cost: cost === "half" ? null : cost,
      owner: held.owner?.value ?? null,
      due_on: held.due_on,
      remedy: held.remedy,
      criteria: values(held.criteria),
      controls: values(held.controls),
      surfaces: values(held.surfaces),
      acceptance: held.acceptance.map((one) => ({ ...one })),
      internal_note: held.internal_note,
    };
    const { title, kind, source, description, found_on } = held;
    if (!gap) return call("gap.add", { engagement, title, kind, source, description, severity, found_on, facts });
    return call("gap.edit", {
      engagement,
      gap: gap.id,
      facts: { ...facts, title, kind, source, description, severity },
    });
  };
  const leave = () => {
    kept.forget();
    onClose();
  };
  const ready =
    held.title.trim() !== "" &&
    held.description.trim() !== "" &&
    held.found_on !== null &&
    cost !== "half" &&
    held.acceptance.every((one) => one.text.trim() !== "");
  return (
    <Inspector title={title} onClose={leave}>
      <div className="insp-form">
        <StepForm
          title={title}
          hideTitle
          submit={gap ? E.save : E.add}
          ready={ready}
          onCancel={leave}
          onSubmit={async () => {
            const saved = await done(save, (answer) => (gap ? T.saved : T.added)(referenceOf(answer)));
            kept.forget();
            onSaved(saved);
          }}
        >
          {kept.notice}
          <TextField label={E.title} required autoFocus value={held.title} onChange={(text) => put({ title: text })} />
          <TextArea
            label={E.description}
            required
            rows={5}
            value={held.description}
            onChange={(description) => put({ description })}
          />
          <TextArea label={E.cause} value={held.root_cause} onChange={(root_cause) => put({ root_cause })} />
          <Select
            label={E.kind}
            value={held.kind}
            choices={choicesOf(GAP_KIND)}
            onChange={(kind) => kind && put({ kind: kind as GapKind })}
          />
          <Select
            label={E.source}
            value={held.source}
            choices={choicesOf(GAP_SOURCE)}
            onChange={(source) => source && put({ source: source as GapSource })}
          />
          <div className="two">
            <Select
              label={E.likelihood}
              value={String(held.likelihood)}
              choices={scale(E.likelihoods)}
              onChange={(text) => text && put({ likelihood: Number(text) })}
            />
            <Select
              label={E.impact}
              value={String(held.impact)}
              choices={scale(E.impacts)}
              onChange={(text) => text && put({ impact: Number(text) })}
            />
          </div>
          <p className="small" role="status">
            <SeverityMark level={levelOf(severity)} score={severity.likelihood * severity.impact} />
          </p>
          <div className="two">
            {!gap && (
              <DateField
                label={E.found}
                required
                max={dates.today}
                value={held.found_on}
                onChange={(found_on) => put({ found_on })}
              />
            )}
            <DateField
              label={E.due}
              {...(held.found_on ? { min: held.found_on } : {})}
              value={held.due_on}
              onChange={(due_on) => put({ due_on })}
            />
          </div>
          <PersonPicker label={E.owner} value={held.owner} onChange={(owner) => put({ owner })} />
          <TextArea label={E.remedy} rows={4} value={held.remedy} onChange={(remedy) => put({ remedy })} />
          <AcceptanceFields value={held.acceptance} onChange={(acceptance) => put({ acceptance })} />
          <NumberField
            label={E.effort}
            unit={E.effortUnit}
            least={0}
            value={held.effort_days}
            onChange={(effort_days) => put({ effort_days })}
          />
          <fieldset className="gap-cost">
            <legend className="label">{E.cost}</legend>
            <div className="two">
              <NumberField label={E.low} least={0} value={held.low} onChange={(low) => put({ low })} />
              <NumberField label={E.high} least={0} value={held.high} onChange={(high) => put({ high })} />
              <TextField
                label={E.currency}
                placeholder="USD"
                maxLength={3}
                value={held.currency}
                onChange={(currency) => put({ currency: currency.toUpperCase() })}
              />
            </div>
            <TextArea
              label={E.basis}
              hint={E.basisHint}
              rows={2}
              value={held.basis}
              {...(cost === "half" ? { error: E.costWrong } : {})}
              onChange={(basis) => put({ basis })}
            />
          </fieldset>
          <SurfacesPicker label={E.surfaces} value={held.surfaces} onChange={(surfaces) => put({ surfaces })} />
          <CriteriaPicker label={E.criteria} value={held.criteria} onChange={(criteria) => put({ criteria })} />
          <ControlsPicker
            label={E.controls}
            by="reference"
            value={held.controls}
            onChange={(controls) => put({ controls })}
          />
          <TextArea
            label={E.note}
            hint={E.noteHint}
            value={held.internal_note}
            onChange={(internal_note) => put({ internal_note })}
          />
        </StepForm>
      </div>
    </Inspector>
  );
}
