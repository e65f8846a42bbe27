/** A person and a team as forms. A person that something names can't be removed; the program says what names them. */
import { PeoplePicker, SIDE, TeamPicker } from "../../audit";
import { useSaving } from "../../audit/done";
import { RadioCards, Select, TextField } from "../../kit";
import { call } from "../../wire/call";
import type { Person, Side, TeamRow } from "../../wire/wire.gen";
import { useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { R } from "./texts-rows";

const P = R.person;
const M = R.team;

export function PersonForm(props: { person: Person | undefined; onDone(chosen: string | undefined): void }) {
  const { person } = props;
  const saving = useSaving();
  const removing = useSaving();
  const draft = useDraft(`scope/person/${person?.id ?? "new"}`, {
    name: person?.name ?? "",
    role: person?.role ?? "",
    side: person?.side ?? ("client" as Side),
    team: person?.team ?? null,
    email: person?.email ?? "",
  });
  const { values, set, facts } = draft;
  const save = async () => {
    const email = values.email.trim() === "" ? null : values.email;
    const { email: typed, ...plain } = facts;
    const saved = await saving.run(
      () =>
        person
          ? call("person.edit", { person: person.id, facts: { ...plain, ...(typed === undefined ? {} : { email }) } })
          : call("person.add", { ...values, email }),
      (one) => (person ? P.saved(one.name) : P.added(one.name)),
    );
    if (!saved) return;
    draft.saved();
    if (!person) props.onDone(saved.id);
  };
  const remove = async (gone: Person) => {
    const removed = await removing.run(
      () => call("person.remove", { person: gone.id }),
      () => P.removed(gone.name),
    );
    if (removed !== undefined) props.onDone(undefined);
  };
  return (
    <FactsForm
      label={person?.name ?? P.newTitle}
      draft={draft}
      saving={saving}
      removing={removing}
      onSave={() => void save()}
      missing={values.name.trim() === "" || values.role.trim() === "" ? P.missing : undefined}
      onRemove={person && (() => void remove(person))}
      add={person ? undefined : P.add}
      onCancel={person ? undefined : () => props.onDone(undefined)}
    >
      <TextField
        label={P.name}
        value={values.name}
        onChange={(name) => set({ name })}
        required
        autoFocus={!person}
        error={saving.wrong("name")}
      />
      <TextField
        label={P.role}
        hint={P.roleHint}
        value={values.role}
        onChange={(role) => set({ role })}
        required
        error={saving.wrong("role")}
      />
      <RadioCards<Side>
        label={P.side}
        inline
        value={values.side}
        onChange={(side) => set({ side })}
        options={(Object.keys(SIDE) as Side[]).map((value) => ({ value, label: SIDE[value] }))}
      />
      <TeamPicker
        label={P.team}
        hint={P.teamHint}
        by="reference"
        value={values.team === null ? null : { value: values.team, label: values.team }}
        onChange={(choice) => set({ team: choice?.value ?? null })}
        onCreate={(team) => set({ team })}
        error={saving.wrong("team")}
      />
      <TextField
        label={P.email}
        type="email"
        value={values.email}
        onChange={(email) => set({ email })}
        error={saving.wrong("email")}
      />
    </FactsForm>
  );
}

export function TeamForm(props: {
  row: TeamRow | undefined;
  people: readonly Person[];
  onDone(chosen: string | undefined): void;
}) {
  const { row, people } = props;
  const saving = useSaving();
  const removing = useSaving();
  const draft = useDraft(`scope/team/${row?.team.id ?? "new"}`, {
    name: row?.team.name ?? "",
    lead: row?.team.lead ?? null,
    members: row?.team.members ?? [],
  });
  const { values, set } = draft;
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? id;
  const members = values.members.map((id) => ({ value: id, label: nameOf(id) }));
  const save = async () => {
    const saved = await saving.run(
      () =>
        row
          ? call("team.edit", { team: row.team.id, facts: { ...draft.facts } })
          : call("team.add", { name: values.name, lead: values.lead, members: values.members }),
      (one) => (row ? M.saved(one.team.name) : M.added(one.team.name)),
    );
    if (!saved) return;
    draft.saved();
    if (!row) props.onDone(saved.team.id);
  };
  const remove = async ({ team }: TeamRow) => {
    const removed = await removing.run(
      () => call("team.remove", { team: team.id }),
      () => M.removed(team.name),
    );
    if (removed !== undefined) props.onDone(undefined);
  };
  return (
    <FactsForm
      label={row?.team.name ?? M.newTitle}
      draft={draft}
      saving={saving}
      removing={removing}
      onSave={() => void save()}
      missing={values.name.trim() === "" ? M.missing : undefined}
      onRemove={row && (() => void remove(row))}
      add={row ? undefined : M.add}
      onCancel={row ? undefined : () => props.onDone(undefined)}
    >
      <TextField
        label={M.name}
        value={values.name}
        onChange={(name) => set({ name })}
        required
        autoFocus={!row}
        error={saving.wrong("name")}
      />
      <PeoplePicker
        label={M.membersTitle}
        value={members}
        onChange={(found) => {
          const ids = found.map((one) => one.value);
          const leads = values.lead !== null && ids.includes(values.lead);
          set(leads || values.lead === null ? { members: ids } : { members: ids, lead: null });
        }}
        error={saving.wrong("members")}
      />
      <Select
        label={M.lead}
        hint={M.leadHint}
        value={values.lead}
        choices={members}
        none={M.nobody}
        onChange={(lead) => set({ lead })}
        error={saving.wrong("lead")}
      />
    </FactsForm>
  );
}
