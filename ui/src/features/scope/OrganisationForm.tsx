/** A subservice organisation as a form: how the report treats it, its own report, and the controls that are expected of it. */
import { CriteriaPicker, choicesOf, codeChoices, REPORT_KIND, SUBSERVICE_METHOD } from "../../audit";
import { useSaving } from "../../audit/done";
import { Button, Checkbox, DateField, IconButton, RadioCards, Select, TextArea, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type {
  ComplementaryControl,
  Organisation,
  OrganisationReport,
  ReportKind,
  SubserviceMethod,
} from "../../wire/wire.gen";
import { linesOf, textOf, useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { LinesField, PeriodFields } from "./fields";
import { R } from "./texts-rows";

const O = R.organisation;

/** A report as the form holds it: its period may still lack a day. */
type TypedReport = Omit<OrganisationReport, "period"> & { from: string | null; to: string | null };

const BLANK: TypedReport = {
  kind: "soc2_type_ii",
  auditor: "",
  from: null,
  to: null,
  exceptions: "",
  bridge_until: null,
  next_due: null,
};

const typed = (report: OrganisationReport | null): TypedReport | null => {
  if (report === null) return null;
  const { period, ...plain } = report;
  return { ...plain, from: period.from, to: period.to };
};

/** The report that was typed; none where there is none, undefined while a day is missing. */
function reportOf(report: TypedReport | null): OrganisationReport | null | undefined {
  if (report === null) return null;
  const { from, to, ...plain } = report;
  // A report at a date speaks of that day alone.
  const last = atDate(report.kind) ? from : to;
  return from === null || last === null ? undefined : { ...plain, period: { from, to: last } };
}

const atDate = (kind: ReportKind) => kind === "soc1_type_i" || kind === "soc2_type_i";

export function OrganisationForm(props: {
  organisation: Organisation | undefined;
  onDone(chosen: string | undefined): void;
}) {
  const { organisation } = props;
  const engagement = useEngagement();
  const saving = useSaving();
  const removing = useSaving();
  const draft = useDraft(`scope/organisation/${organisation?.id ?? "new"}`, {
    name: organisation?.name ?? "",
    services: textOf(organisation?.services ?? []),
    method: organisation?.method ?? ("carve_out" as SubserviceMethod),
    report: typed(organisation?.report ?? null),
    complementary: organisation?.complementary ?? ([] as ComplementaryControl[]),
    internal_note: organisation?.internal_note ?? "",
  });
  const { values, set, facts } = draft;
  const report = reportOf(values.report);
  const expected = values.complementary.filter((one) => one.text.trim() !== "");
  const more = {
    ...(facts.report === undefined ? {} : { report: report ?? null }),
    ...(facts.complementary === undefined ? {} : { complementary: expected }),
    ...(facts.internal_note === undefined ? {} : { internal_note: facts.internal_note }),
  };
  const save = async () => {
    const { name, method } = values;
    const plain = {
      ...(facts.name === undefined ? {} : { name }),
      ...(facts.method === undefined ? {} : { method }),
      ...(facts.services === undefined ? {} : { services: linesOf(values.services) }),
    };
    const saved = await saving.run(
      () =>
        organisation
          ? call("organisation.edit", { engagement, organisation: organisation.id, facts: { ...plain, ...more } })
          : call("organisation.add", { engagement, name, method, services: linesOf(values.services), facts: more }),
      (row) => (organisation ? O.saved(row.organisation.name) : O.added(row.organisation.name)),
    );
    if (!saved) return;
    draft.saved();
    if (!organisation) props.onDone(saved.organisation.id);
  };
  const remove = async (gone: Organisation) => {
    const removed = await removing.run(
      () => call("organisation.remove", { engagement, organisation: gone.id }),
      () => O.removed(gone.name),
    );
    if (removed !== undefined) props.onDone(undefined);
  };
  const missing = values.name.trim() === "" ? O.missing : report === undefined ? O.missingPeriod : undefined;
  return (
    <FactsForm
      label={organisation?.name ?? O.newTitle}
      draft={draft}
      saving={saving}
      removing={removing}
      onSave={() => void save()}
      missing={missing}
      onRemove={organisation && (() => void remove(organisation))}
      add={organisation ? undefined : O.add}
      onCancel={organisation ? undefined : () => props.onDone(undefined)}
    >
      <TextField
        label={O.name}
        value={values.name}
        onChange={(name) => set({ name })}
        required
        autoFocus={!organisation}
        error={saving.wrong("name")}
      />
      <LinesField
        label={O.services}
        value={values.services}
        onChange={(services) => set({ services })}
        rows={2}
        error={saving.wrong("services")}
      />
      <RadioCards<SubserviceMethod>
        label={O.method}
        value={values.method}
        onChange={(method) => set({ method })}
        options={(["carve_out", "inclusive"] as const).map((value) => ({
          value,
          label: SUBSERVICE_METHOD[value],
          hint: O.methods[value],
        }))}
      />
      <ReportFields report={values.report} put={(next) => set({ report: next })} error={saving.wrong("report")} />
      <ComplementaryFields value={values.complementary} put={(complementary) => set({ complementary })} />
      <TextArea
        label={O.note}
        hint={O.noteHint}
        value={values.internal_note}
        onChange={(internal_note) => set({ internal_note })}
        rows={2}
        error={saving.wrong("internal_note")}
      />
    </FactsForm>
  );
}

function ReportFields(props: {
  report: TypedReport | null;
  put(report: TypedReport | null): void;
  error: string | undefined;
}) {
  const { report, put } = props;
  const set = (part: Partial<TypedReport>) => put({ ...(report ?? BLANK), ...part });
  return (
    <fieldset className="facts-group">
      <legend className="label">{O.report}</legend>
      <Checkbox checked={report !== null} onChange={(on) => put(on ? BLANK : null)}>
        {O.hasReport}
      </Checkbox>
      {report && (
        <>
          <div className="two">
            <Select
              label={O.reportKind}
              value={report.kind}
              choices={choicesOf(REPORT_KIND)}
              onChange={(kind) => kind && set({ kind: kind as ReportKind })}
            />
            <TextField label={O.auditor} value={report.auditor} onChange={(auditor) => set({ auditor })} />
          </div>
          {atDate(report.kind) ? (
            <DateField label={O.asOf} value={report.from} onChange={(from) => set({ from })} required />
          ) : (
            <PeriodFields from={report.from} to={report.to} set={set} required />
          )}
          <TextArea
            label={O.exceptions}
            hint={O.exceptionsHint}
            value={report.exceptions}
            onChange={(exceptions) => set({ exceptions })}
            rows={2}
          />
          <div className="two">
            <DateField
              label={O.bridge}
              value={report.bridge_until}
              onChange={(bridge_until) => set({ bridge_until })}
            />
            <DateField label={O.nextDue} value={report.next_due} onChange={(next_due) => set({ next_due })} />
          </div>
        </>
      )}
      {props.error && <p className="field-error">{props.error}</p>}
    </fieldset>
  );
}

function ComplementaryFields(props: {
  value: readonly ComplementaryControl[];
  put(controls: ComplementaryControl[]): void;
}) {
  const { value, put } = props;
  const at = (index: number, part: Partial<ComplementaryControl>) =>
    put(value.map((one, other) => (other === index ? { ...one, ...part } : one)));
  return (
    <fieldset className="facts-group">
      <legend className="label">{O.complementary}</legend>
      {value.length === 0 && <p className="small dim">{O.noComplementary}</p>}
      {value.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name than their place
        <div key={index} className="complementary">
          <TextArea
            label={O.expected(index + 1)}
            value={one.text}
            onChange={(text) => at(index, { text })}
            rows={2}
            autoFocus={one.text === "" && index === value.length - 1}
          />
          <CriteriaPicker
            label={O.expectedCriteria(index + 1)}
            value={codeChoices(one.criteria)}
            onChange={(found) => at(index, { criteria: found.map((choice) => choice.value) })}
          />
          <IconButton
            icon="trash"
            label={O.removeExpected(index + 1)}
            onPress={() => put(value.filter((_, other) => other !== index))}
          />
        </div>
      ))}
      <div>
        <Button kind="quiet" icon="plus" onPress={() => put([...value, { text: "", criteria: [] }])}>
          {O.addExpected}
        </Button>
      </div>
    </fieldset>
  );
}
