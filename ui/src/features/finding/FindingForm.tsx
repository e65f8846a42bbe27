/** All facts of a finding as a form: a new one, or one that is there. The words of whoever raised it are kept as they are typed. */
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { codeChoices } from "../../audit/find";
import { ControlsPicker, CriteriaPicker, GapsPicker, PersonPicker } from "../../audit/pickers";
import { StepForm } from "../../audit/rows/form";
import { useKept } from "../../audit/rows/kept";
import { choicesOf, FINDING_SOURCE, LEVEL } from "../../audit/words";
import { type Choice, DateField, Inspector, NumberField, Select, TextArea, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { AddFinding, FindingRow, FindingSource, Level } from "../../wire/wire.gen";
import { referenceOf } from "./steps";
import { T } from "./texts";

const E = T.edits;

interface Values {
  auditor_reference: string;
  wording: string;
  source: FindingSource;
  raised_on: string | null;
  severity: Level | null;
  owner: Choice | null;
  due_on: string | null;
  found: number | null;
  tested: number | null;
  cause: string;
  extent: string;
  effect: string;
  controls: readonly Choice[];
  compensating: readonly Choice[];
  compensating_note: string;
  criteria: readonly Choice[];
  gaps: readonly Choice[];
  internal_note: string;
}

function valuesOf(row: FindingRow | null, today: string): Values {
  const finding = row?.finding;
  return {
    auditor_reference: finding?.auditor_reference ?? "",
    wording: finding?.wording ?? "",
    source: finding?.source ?? "audit",
    raised_on: finding?.raised_on ?? today,
    severity: finding?.severity ?? null,
    owner: finding?.owner && row?.owner ? { value: finding.owner, label: row.owner } : null,
    due_on: finding?.due_on ?? null,
    found: finding?.deviations?.found ?? null,
    tested: finding?.deviations?.tested ?? null,
    cause: finding?.cause ?? "",
    extent: finding?.extent ?? "",
    effect: finding?.effect ?? "",
    controls: codeChoices(row?.controls ?? []),
    compensating: codeChoices(row?.compensating ?? []),
    compensating_note: finding?.compensating_note ?? "",
    criteria: codeChoices(finding?.criteria ?? []),
    gaps: codeChoices(row?.gaps ?? []),
    internal_note: finding?.internal_note ?? "",
  };
}

const values = (choices: readonly Choice[]) => choices.map(({ value }) => value);

export interface FindingFormProps {
  /** None for a new finding. */
  row: FindingRow | null;
  onClose(): void;
  onSaved(row: FindingRow): void;
}

export function FindingForm({ row, onClose, onSaved }: FindingFormProps) {
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const kept = useKept(`finding/${row?.finding.id ?? "new"}`, valuesOf(row, dates.today));
  const { values: held, put } = kept;
  const { found, tested, severity, raised_on } = held;
  const deviations = found !== null && tested !== null && tested >= 1 && found <= tested ? { found, tested } : null;
  const wrong = (found !== null || tested !== null) && deviations === null ? E.deviationsWrong : undefined;
  const title = row ? E.editTitle(referenceOf(row.finding)) : E.addTitle;
  const save = () => {
    const { wording, source } = held;
    const auditor_reference = held.auditor_reference === "" ? null : held.auditor_reference;
    const facts: AddFinding["facts"] = {
      owner: held.owner?.value ?? null,
      due_on: held.due_on,
      deviations,
      cause: held.cause,
      extent: held.extent,
      effect: held.effect,
      controls: values(held.controls),
      compensating: values(held.compensating),
      compensating_note: held.compensating_note,
      criteria: values(held.criteria),
      gaps: values(held.gaps),
      internal_note: held.internal_note,
    };
    if (row) {
      const all = { ...facts, auditor_reference, wording, source, raised_on, severity };
      return call("finding.edit", { engagement, finding: row.finding.id, facts: all });
    }
    // The button waits for a severity: a new finding has one.
    const first = { engagement, auditor_reference, wording, source, severity: severity ?? "medium", raised_on, facts };
    return call("finding.add", first);
  };
  const leave = () => {
    kept.forget();
    onClose();
  };
  const ready = held.wording.trim() !== "" && raised_on !== null && (row !== null || severity !== null) && !wrong;
  return (
    <Inspector title={title} onClose={leave}>
      <div className="insp-form">
        <StepForm
          title={title}
          hideTitle
          submit={row ? E.save : E.add}
          ready={ready}
          onCancel={leave}
          onSubmit={async () => {
            const saved = await done(save, (answer) => (row ? T.saved : T.added)(referenceOf(answer.finding)));
            kept.forget();
            onSaved(saved);
          }}
        >
          {kept.notice}
          <TextField
            label={E.theirs}
            hint={E.theirsHint}
            autoFocus
            value={held.auditor_reference}
            onChange={(auditor_reference) => put({ auditor_reference })}
          />
          <TextArea
            label={E.wording}
            hint={E.wordingHint}
            required
            rows={5}
            value={held.wording}
            onChange={(wording) => put({ wording })}
          />
          <div className="two">
            <Select
              label={E.source}
              value={held.source}
              choices={choicesOf(FINDING_SOURCE)}
              onChange={(source) => source && put({ source: source as FindingSource })}
            />
            <DateField
              label={E.raised}
              required
              max={dates.today}
              value={raised_on}
              onChange={(day) => put({ raised_on: day })}
            />
          </div>
          <Select
            label={E.severity}
            required={row === null}
            value={severity}
            {...(row ? { none: T.notJudged } : {})}
            choices={choicesOf(LEVEL)}
            onChange={(level) => put({ severity: level as Level | null })}
          />
          <div className="two">
            <NumberField
              label={E.found}
              least={0}
              value={found}
              {...(wrong ? { error: wrong } : {})}
              onChange={(number) => put({ found: number })}
            />
            <NumberField label={E.tested} least={1} value={tested} onChange={(number) => put({ tested: number })} />
          </div>
          <PersonPicker label={E.owner} value={held.owner} onChange={(owner) => put({ owner })} />
          <DateField
            label={E.due}
            {...(raised_on ? { min: raised_on } : {})}
            value={held.due_on}
            onChange={(due_on) => put({ due_on })}
          />
          <TextArea label={E.cause} value={held.cause} onChange={(cause) => put({ cause })} />
          <TextArea label={E.extent} hint={E.extentHint} value={held.extent} onChange={(extent) => put({ extent })} />
          <TextArea label={E.effect} value={held.effect} onChange={(effect) => put({ effect })} />
          <ControlsPicker
            label={E.controls}
            by="reference"
            value={held.controls}
            onChange={(controls) => put({ controls })}
          />
          <CriteriaPicker label={E.criteria} value={held.criteria} onChange={(criteria) => put({ criteria })} />
          <ControlsPicker
            label={E.compensating}
            by="reference"
            value={held.compensating}
            onChange={(compensating) => put({ compensating })}
          />
          <TextArea
            label={E.compensatingHow}
            value={held.compensating_note}
            onChange={(compensating_note) => put({ compensating_note })}
          />
          <GapsPicker label={E.gaps} by="reference" value={held.gaps} onChange={(gaps) => put({ gaps })} />
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
