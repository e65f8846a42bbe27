/** The system that is audited, and beside it what is promised of it: service commitments and system requirements. */

import { useSaving } from "../../audit/done";
import { FailureNote, Loading, Split, TextArea, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Category, Components, System } from "../../wire/wire.gen";
import { CommitmentList } from "./Commitments";
import { linesOf, textOf, useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { LinesField, rowsFor } from "./fields";
import { T } from "./texts";

export function SystemPart() {
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
  const categories: readonly Category[] = shown.data.engagement.categories;
  return (
    <Split
      width={412}
      least={320}
      most={640}
      first={
        // biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: what scrolls must be reachable by keyboard
        <div className="scroll pad" tabIndex={0} role="group" aria-label={T.system.title}>
          <h2 className="scope-title">{T.system.title}</h2>
          <SystemForm key={shown.data.system.id} system={shown.data.system} />
        </div>
      }
      second={<CommitmentList categories={categories} />}
    />
  );
}

const COMPONENTS = ["infrastructure", "software", "people", "procedures", "data"] as const;

function SystemForm({ system }: { system: System }) {
  const engagement = useEngagement();
  const saving = useSaving();
  const draft = useDraft(`scope/system/${system.id}`, {
    name: system.name,
    services: textOf(system.services),
    boundaries: system.boundaries,
    infrastructure: textOf(system.components.infrastructure),
    software: textOf(system.components.software),
    people: textOf(system.components.people),
    procedures: textOf(system.components.procedures),
    data: textOf(system.components.data),
  });
  const { values, set, facts, changed } = draft;
  const save = async () => {
    const sent: Record<string, string | string[] | Components> = {};
    if (facts.name !== undefined) sent.name = facts.name;
    if (facts.services !== undefined) sent.services = linesOf(facts.services);
    if (facts.boundaries !== undefined) sent.boundaries = facts.boundaries;
    // The components are one field: all five go together.
    if (COMPONENTS.some((name) => changed.includes(name))) {
      sent.components = Object.fromEntries(
        COMPONENTS.map((name) => [name, linesOf(values[name])]),
      ) as unknown as Components;
    }
    const saved = await saving.run(
      () => call("system.edit", { engagement, facts: sent }),
      () => T.system.saved,
    );
    if (saved) draft.saved();
  };
  return (
    <FactsForm
      label={T.system.title}
      draft={draft}
      saving={saving}
      onSave={() => void save()}
      missing={values.name.trim() === "" ? T.system.missing : undefined}
    >
      <TextField
        label={T.system.name}
        value={values.name}
        onChange={(name) => set({ name })}
        required
        error={saving.wrong("name")}
      />
      <LinesField
        label={T.system.services}
        value={values.services}
        onChange={(services) => set({ services })}
        error={saving.wrong("services")}
      />
      <TextArea
        label={T.system.boundaries}
        hint={T.system.boundariesHint}
        value={values.boundaries}
        onChange={(boundaries) => set({ boundaries })}
        rows={rowsFor(values.boundaries, 4)}
        error={saving.wrong("boundaries")}
      />
      <fieldset className="facts-group">
        <legend className="label">{T.system.components}</legend>
        <p className="field-hint">{T.form.lines}</p>
        {COMPONENTS.map((name) => (
          <LinesField
            key={name}
            label={T.system[name]}
            value={values[name]}
            onChange={(text) => set({ [name]: text })}
            rows={1}
            hint=""
          />
        ))}
        {saving.wrong("components") && <p className="field-error">{saving.wrong("components")}</p>}
      </fieldset>
    </FactsForm>
  );
}
