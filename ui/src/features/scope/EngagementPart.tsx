/** The engagement: its facts, how far it has come, the auditor's opinions, what comes after it, and the holidays that its dates are counted with. */
import { choicesOf, HistoryList, PAPER, TRIGGER } from "../../audit";
import { useSaving } from "../../audit/done";
import { DateField, FailureNote, Loading, Panel, Select, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Engagement, Paper, Trigger } from "../../wire/wire.gen";
import { useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { CategoriesField, KindFields, kindOf, kindValues } from "./fields";
import { HolidaysPanel } from "./Holidays";
import { LogoPanel } from "./LogoPanel";
import { OutcomesPanel } from "./Outcomes";
import { NextPanel } from "./RollForward";
import { StatesPanel } from "./States";
import { T } from "./texts";

const E = T.engagement;

export function EngagementPart() {
  const engagement = useEngagement();
  const shown = useRead("engagement.show", { engagement });
  const logo = useRead("engagement.logo", { engagement });
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
          <LogoPanel
            title={E.logo}
            words={E.logoWords}
            alt={E.logoAlt(found.preparer_firm)}
            logo={logo.data}
            set={(file) => call("engagement.set_logo", { engagement: found.id, file })}
            remove={() => call("engagement.remove_logo", { engagement: found.id })}
          />
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
    firm_colour: engagement.firm_colour ?? "",
    firm_footer: engagement.firm_footer,
    paper: engagement.paper,
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
    const { kind: newKind, from, to, as_of, auditor_firm, firm_colour, ...plain } = facts;
    const filled = (text: string) => (text.trim() === "" ? null : text);
    const timed = [newKind, from, to, as_of].some((one) => one !== undefined);
    const saved = await saving.run(
      () =>
        call("engagement.edit", {
          engagement: engagement.id,
          facts: {
            ...plain,
            ...(timed && kind ? { kind } : {}),
            ...(auditor_firm === undefined ? {} : { auditor_firm: filled(auditor_firm) }),
            ...(firm_colour === undefined ? {} : { firm_colour: filled(firm_colour) }),
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
        <TextField
          label={E.colour}
          hint={E.colourHint}
          value={values.firm_colour}
          maxLength={7}
          mono
          onChange={(firm_colour) => set({ firm_colour })}
          error={saving.wrong("firm_colour")}
        />
        <Select
          label={E.paper}
          value={values.paper}
          choices={choicesOf(PAPER)}
          onChange={(paper) => paper && set({ paper: paper as Paper })}
        />
      </div>
      <TextField
        label={E.footer}
        value={values.firm_footer}
        maxLength={120}
        onChange={(firm_footer) => set({ firm_footer })}
        error={saving.wrong("firm_footer")}
      />
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
