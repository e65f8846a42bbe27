/** The engagement: its facts, how far it has come, the auditor's opinions, what comes after it, and the holidays that its dates are counted with. */
import { choicesOf, HistoryList, TRIGGER } from "../../audit";
import { useSaving } from "../../audit/done";
import { DateField, FailureNote, Loading, Panel, Select, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Engagement, Trigger } from "../../wire/wire.gen";
import { useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { CategoriesField, KindFields, kindOf, kindValues } from "./fields";
import { HolidaysPanel } from "./Holidays";
import { OutcomesPanel } from "./Outcomes";
import { NextPanel } from "./RollForward";
import { StatesPanel } from "./States";
import { T } from "./texts";

const E = T.engagement;

export function EngagementPart() {
  const engagement = useEngagement();
  const shown = useRead("engagement.show", { engagement });
  if (shown.failure) {
    return (
      <div className="page">
        <FailureNote {...wordsFor(shown.failure)} onRetry={shown.again} />
      </div>
    );
  }
  if (!shown.data) return <Loading />;
  const { engagement: found } = shown.data;
  return (
    <div className="page">
      <div className="scope-page three-columns">
        <Panel title={E.title}>
          <EngagementForm engagement={found} />
        </Panel>
        <div className="scope-stack">
          <StatesPanel engagement={found} />
          <OutcomesPanel engagement={found} />
          <NextPanel engagement={found} />
        </div>
        <div className="scope-stack scope-more">
          <HolidaysPanel />
          <Panel title={T.history}>
            <HistoryList noun="engagement" id={found.id} />
          </Panel>
        </div>
      </div>
    </div>
  );
}

function EngagementForm({ engagement }: { engagement: Engagement }) {
  const saving = useSaving();
  const draft = useDraft(`scope/engagement/${engagement.id}`, {
    title: engagement.title,
    ...kindValues(engagement.kind),
    categories: engagement.categories,
    preparer_firm: engagement.preparer_firm,
    auditor_firm: engagement.auditor_firm ?? "",
    trigger: engagement.trigger,
    triggered_on: engagement.triggered_on,
    trigger_note: engagement.trigger_note,
    fieldwork_from: engagement.fieldwork_from,
    report_due: engagement.report_due,
  });
  const { values, set, facts } = draft;
  const kind = kindOf(values);
  const save = async () => {
    const { kind: newKind, from, to, as_of, auditor_firm, ...plain } = facts;
    const timed = [newKind, from, to, as_of].some((one) => one !== undefined);
    const saved = await saving.run(
      () =>
        call("engagement.edit", {
          engagement: engagement.id,
          facts: {
            ...plain,
            ...(timed && kind ? { kind } : {}),
            ...(auditor_firm === undefined ? {} : { auditor_firm: auditor_firm.trim() === "" ? null : auditor_firm }),
          },
        }),
      () => E.saved,
    );
    if (saved) draft.saved();
  };
  const missing =
    values.title.trim() === "" || values.preparer_firm.trim() === ""
      ? E.missing
      : kind === undefined
        ? T.kind.missing
        : undefined;
  return (
    <FactsForm label={E.title} draft={draft} saving={saving} onSave={() => void save()} missing={missing}>
      <TextField
        label={E.name}
        value={values.title}
        onChange={(title) => set({ title })}
        required
        error={saving.wrong("title")}
      />
      <KindFields values={values} set={set} error={saving.wrong("kind")} />
      <CategoriesField
        label={E.categories}
        hint={E.categoriesHint}
        value={values.categories}
        onChange={(categories) => set({ categories })}
        common
      />
      <div className="two">
        <DateField
          label={E.fieldwork}
          value={values.fieldwork_from}
          onChange={(fieldwork_from) => set({ fieldwork_from })}
          error={saving.wrong("fieldwork_from")}
        />
        <DateField
          label={E.reportDue}
          value={values.report_due}
          onChange={(report_due) => set({ report_due })}
          error={saving.wrong("report_due")}
        />
      </div>
      <div className="two">
        <TextField
          label={E.preparer}
          value={values.preparer_firm}
          onChange={(preparer_firm) => set({ preparer_firm })}
          required
          error={saving.wrong("preparer_firm")}
        />
        <TextField
          label={E.auditor}
          hint={E.auditorHint}
          value={values.auditor_firm}
          onChange={(auditor_firm) => set({ auditor_firm })}
          error={saving.wrong("auditor_firm")}
        />
      </div>
      <div className="two">
        <Select
          label={E.trigger}
          value={values.trigger}
          choices={choicesOf(TRIGGER)}
          onChange={(trigger) => trigger && set({ trigger: trigger as Trigger })}
        />
        <DateField
          label={E.triggeredOn}
          value={values.triggered_on}
          onChange={(triggered_on) => set({ triggered_on })}
          error={saving.wrong("triggered_on")}
        />
      </div>
      <TextField
        label={E.triggerNote}
        hint={E.triggerNoteHint}
        value={values.trigger_note}
        onChange={(trigger_note) => set({ trigger_note })}
        error={saving.wrong("trigger_note")}
      />
    </FactsForm>
  );
}
