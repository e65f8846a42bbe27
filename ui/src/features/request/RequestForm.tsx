/** All facts of a request as a form: a new one, or one that is there. The auditor's words are kept as they are typed. */

import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { codeChoices } from "../../audit/find";
import { ControlsPicker, CriteriaPicker, PersonPicker } from "../../audit/pickers";
import { StepForm } from "../../audit/rows/form";
import { useKept } from "../../audit/rows/kept";
import { choicesOf, EVIDENCE_KIND, POPULATION_KIND } from "../../audit/words";
import { Checkbox, type Choice, DateField, Inspector, Select, TextArea, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { useRead } from "../../wire/query";
import type { AddRequest, Person, RequestRow } from "../../wire/wire.gen";
import { referenceOf } from "./RequestPane";
import { T } from "./texts";

const F = T.form;

interface Values {
  auditor_id: string;
  wording: string;
  received_on: string | null;
  due_on: string | null;
  kind: string | null;
  population: string | null;
  from: string | null;
  to: string | null;
  owner: Choice | null;
  reviewer: Choice | null;
  controls: readonly Choice[];
  criteria: readonly Choice[];
  blocks_testing: boolean;
  internal_note: string;
}

function valuesOf(row: RequestRow | null, today: string, people: readonly Person[]): Values {
  const request = row?.request;
  const person = (id: string | null | undefined): Choice | null => {
    const found = people.find((one) => one.id === id);
    return found ? { value: found.id, label: found.name } : null;
  };
  return {
    auditor_id: request?.auditor_id ?? "",
    wording: request?.wording ?? "",
    received_on: request?.received_on ?? today,
    due_on: request?.due_on ?? null,
    kind: request?.kind ?? null,
    population: request?.population ?? null,
    from: request?.period?.from ?? null,
    to: request?.period?.to ?? null,
    owner: person(request?.owner),
    reviewer: person(request?.reviewer),
    controls: codeChoices(row?.controls ?? []),
    criteria: codeChoices(request?.criteria ?? []),
    blocks_testing: request?.blocks_testing ?? false,
    internal_note: request?.internal_note ?? "",
  };
}

export interface RequestFormProps {
  /** None for a new request. */
  row: RequestRow | null;
  onClose(): void;
  onSaved(row: RequestRow): void;
}

export function RequestForm(props: RequestFormProps) {
  const people = useRead("person.list", {});
  // Owner and reviewer are named by id; the form begins once their names are there.
  if (!people.data && !people.failure) return null;
  return <Filled {...props} people={people.data ?? []} />;
}

function Filled({ row, people, onClose, onSaved }: RequestFormProps & { people: readonly Person[] }) {
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const kept = useKept(`request/${row?.request.id ?? "new"}`, valuesOf(row, dates.today, people));
  const { values, put } = kept;
  const { from, to } = values;
  const period = from && to && from <= to ? { from, to } : null;
  const periodWrong = (from !== null || to !== null) && period === null ? F.periodWrong : undefined;
  const title = row ? F.editTitle(referenceOf(row)) : F.addTitle;
  const facts: AddRequest["facts"] = {
    kind: values.kind,
    population: values.population,
    period,
    owner: values.owner?.value ?? null,
    reviewer: values.reviewer?.value ?? null,
    controls: values.controls.map(({ value }) => value),
    criteria: values.criteria.map(({ value }) => value),
    blocks_testing: values.blocks_testing,
    internal_note: values.internal_note,
  };
  const { wording, received_on, due_on } = values;
  const auditor_id = values.auditor_id === "" ? null : values.auditor_id;
  const save = () =>
    row
      ? call("request.edit", {
          engagement,
          request: row.request.id,
          facts: { ...facts, auditor_id, wording, received_on, due_on },
        })
      : call("request.add", { engagement, auditor_id, wording, received_on, due_on, facts });
  const leave = () => {
    kept.forget();
    onClose();
  };
  return (
    <Inspector title={title} onClose={leave}>
      <div className="insp-form">
        <StepForm
          title={title}
          hideTitle
          submit={row ? F.save : F.add}
          ready={wording.trim() !== "" && received_on !== null && !periodWrong}
          onCancel={leave}
          onSubmit={async () => {
            const saved = await done(save, (answer) => (row ? T.saved : T.added)(referenceOf(answer)));
            kept.forget();
            onSaved(saved);
          }}
        >
          {kept.notice}
          <TextField
            label={F.auditorId}
            hint={F.auditorIdHint}
            autoFocus
            value={values.auditor_id}
            onChange={(auditor) => put({ auditor_id: auditor })}
          />
          <TextArea
            label={F.wording}
            hint={F.wordingHint}
            required
            rows={5}
            value={wording}
            onChange={(text) => put({ wording: text })}
          />
          <div className="two">
            <DateField label={F.received} required value={received_on} onChange={(day) => put({ received_on: day })} />
            <DateField
              label={F.due}
              value={due_on}
              {...(received_on ? { min: received_on } : {})}
              onChange={(day) => put({ due_on: day })}
            />
          </div>
          <PersonPicker label={F.owner} value={values.owner} onChange={(owner) => put({ owner })} />
          <PersonPicker label={F.reviewer} value={values.reviewer} onChange={(reviewer) => put({ reviewer })} />
          <Select
            label={F.kind}
            value={values.kind}
            none={F.anyKind}
            choices={choicesOf(EVIDENCE_KIND)}
            onChange={(kind) => put({ kind })}
          />
          <Select
            label={F.population}
            value={values.population}
            none={F.noPopulation}
            choices={choicesOf(POPULATION_KIND)}
            onChange={(population) => put({ population })}
          />
          <div className="two">
            <DateField label={F.from} value={from} error={periodWrong} onChange={(day) => put({ from: day })} />
            <DateField label={F.to} value={to} onChange={(day) => put({ to: day })} />
          </div>
          <ControlsPicker
            label={F.controls}
            by="reference"
            value={values.controls}
            onChange={(controls) => put({ controls })}
          />
          <CriteriaPicker label={F.criteria} value={values.criteria} onChange={(criteria) => put({ criteria })} />
          <Checkbox checked={values.blocks_testing} onChange={(blocks_testing) => put({ blocks_testing })}>
            {F.blocks}
          </Checkbox>
          <TextArea
            label={F.note}
            hint={F.noteHint}
            value={values.internal_note}
            onChange={(internal_note) => put({ internal_note })}
          />
        </StepForm>
      </div>
    </Inspector>
  );
}
