/** Starting an engagement from a profile: the first thing that a new vault asks for, and later a dialog. A profile proposes; what it brings can all be changed after. */
import { useState } from "react";
import { choicesOf, TRIGGER } from "../../audit";
import { type Saving, useSaving } from "../../audit/done";
import { Button, DateField, Dialog, FailureNote, Icon, RadioCards, Select, TextField } from "../../kit";
import { useGo } from "../../kit/place";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Category, Trigger } from "../../wire/wire.gen";
import { CategoriesField, KindFields, type KindValues, kindOf } from "./fields";
import { PROFILES, type ProfileCode } from "./profiles";
import { T } from "./texts";

const S = T.start;

/** What stands where an engagement would, in a vault without one. */
export function StartPage() {
  const form = useStart();
  return (
    <div className="page">
      <div className="start-page">
        <header className="start-head">
          <Icon name="scope" />
          <div>
            <h2>{S.emptyTitle}</h2>
            <p className="dim">{S.emptyWords}</p>
          </div>
        </header>
        <form
          className="panel facts"
          aria-label={S.title}
          onSubmit={(event) => {
            event.preventDefault();
            void form.start();
          }}
        >
          <StartFields form={form} first />
          <div className="facts-foot">
            <Button changes type="submit" kind="primary" disabled={form.missing !== undefined} busy={form.saving.busy}>
              {S.start}
            </Button>
            <span className="small dim">{form.missing}</span>
          </div>
        </form>
      </div>
    </div>
  );
}

/** The same, beside an engagement that is there. */
export function StartDialog({ onClose }: { onClose(): void }) {
  const form = useStart(onClose);
  return (
    <Dialog
      title={S.title}
      open
      onClose={onClose}
      width="wide"
      actions={
        <>
          <span className="small dim scope-missing">{form.missing}</span>
          <Button onPress={onClose}>{T.form.cancel}</Button>
          <Button
            changes
            kind="primary"
            disabled={form.missing !== undefined}
            busy={form.saving.busy}
            onPress={() => void form.start()}
          >
            {S.start}
          </Button>
        </>
      }
    >
      <div className="facts">
        <p className="small dim">{S.anotherWords}</p>
        <StartFields form={form} />
      </div>
    </Dialog>
  );
}

interface Values extends KindValues {
  profile: ProfileCode;
  title: string;
  system: string;
  /** None as long as the profile's proposal stands. */
  categories: Category[] | null;
  preparer_firm: string;
  auditor_firm: string;
  trigger: Trigger;
  triggered_on: string | null;
}

const BLANK: Values = {
  profile: "ecommerce-crm",
  title: "",
  system: "",
  kind: "type_ii",
  from: null,
  to: null,
  as_of: null,
  categories: null,
  preparer_firm: "",
  auditor_firm: "",
  trigger: "planned",
  triggered_on: null,
};

interface StartForm {
  values: Values;
  set(part: Partial<Values>): void;
  saving: Saving;
  missing: string | undefined;
  start(): Promise<void>;
}

function useStart(onStarted?: () => void): StartForm {
  const go = useGo();
  const saving = useSaving();
  const [values, setValues] = useState(BLANK);
  const kind = kindOf(values);
  const blank = [values.title, values.system, values.preparer_firm].some((text) => text.trim() === "");
  const missing = blank ? S.missing : kind === undefined ? T.kind.missing : undefined;
  const start = async () => {
    if (missing !== undefined || kind === undefined || saving.busy) return;
    const { profile, title, system, categories, preparer_firm, auditor_firm, trigger, triggered_on } = values;
    const started = await saving.run(
      () =>
        call("engagement.start", {
          profile,
          title,
          system,
          kind,
          categories,
          preparer_firm,
          auditor_firm: auditor_firm.trim() === "" ? null : auditor_firm,
          trigger,
          triggered_on,
        }),
      (one) => S.started(one.controls, one.criteria, one.surfaces),
    );
    if (!started) return;
    onStarted?.();
    go({ view: "scope", part: "engagement" });
  };
  return { values, set: (part) => setValues((now) => ({ ...now, ...part })), saving, missing, start };
}

function StartFields({ form, first = false }: { form: StartForm; first?: boolean }) {
  const { values, set, saving } = form;
  const proposed = PROFILES[values.profile];
  const consider = S.consider(proposed.consider);
  return (
    <>
      <RadioCards<ProfileCode>
        label={S.profile}
        value={values.profile}
        onChange={(profile) => set({ profile, categories: null })}
        options={(Object.keys(PROFILES) as ProfileCode[]).map((value) => ({
          value,
          label: PROFILES[value].name,
          hint: PROFILES[value].description,
        }))}
        error={saving.wrong("profile")}
      />
      <div className="two">
        <TextField
          label={T.engagement.name}
          hint={S.titleHint}
          value={values.title}
          onChange={(title) => set({ title })}
          required
          error={saving.wrong("title")}
        />
        <TextField
          label={T.system.name}
          hint={first ? S.systemHint : S.systemKept}
          value={values.system}
          onChange={(system) => set({ system })}
          required
          error={saving.wrong("name") ?? saving.wrong("system")}
        />
      </div>
      <KindFields values={values} set={set} error={saving.wrong("kind")} />
      <CategoriesField
        label={T.engagement.categories}
        hint={values.categories === null ? S.proposed(consider) : consider}
        value={values.categories ?? proposed.categories}
        onChange={(categories) => set({ categories })}
        common
      />
      <div className="two">
        <TextField
          label={T.engagement.preparer}
          value={values.preparer_firm}
          onChange={(preparer_firm) => set({ preparer_firm })}
          required
          error={saving.wrong("preparer_firm")}
        />
        <TextField
          label={T.engagement.auditor}
          hint={T.engagement.auditorHint}
          value={values.auditor_firm}
          onChange={(auditor_firm) => set({ auditor_firm })}
          error={saving.wrong("auditor_firm")}
        />
      </div>
      <div className="two">
        <Select
          label={T.engagement.trigger}
          value={values.trigger}
          choices={choicesOf(TRIGGER)}
          onChange={(trigger) => trigger && set({ trigger: trigger as Trigger })}
        />
        <DateField
          label={T.engagement.triggeredOn}
          value={values.triggered_on}
          onChange={(triggered_on) => set({ triggered_on })}
        />
      </div>
      {saving.failure && <FailureNote {...wordsFor(saving.failure)} />}
    </>
  );
}
