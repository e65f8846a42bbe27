/** Surfaces: the parts of the system where things break. The list, and beside it one with its facts and what usually breaks there. */
import { useMemo } from "react";
import {
  CriteriaChips,
  CriteriaLinks,
  CriteriaPicker,
  codeChoices,
  PersonPicker,
  personChoice,
  useFind,
} from "../../audit";
import { useSaving } from "../../audit/done";
import { FailureNote, type GridColumn, InspectorSection, Skeleton, TextArea, TextField } from "../../kit";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Person, Surface } from "../../wire/wire.gen";
import { fresh, useChosen, useNarrowed } from "./chosen";
import { linesOf, textOf, useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { LinesField } from "./fields";
import { Pane } from "./Pane";
import { RowsGrid } from "./RowsGrid";
import { R } from "./texts-rows";

const S = R.surface;

const namesOf = (one: Surface) => [one.id, one.code];
const NOBODY: readonly Person[] = [];

export function SurfacesPart() {
  const read = useRead("surface.list", {});
  const people = useRead("person.list", {}).data ?? NOBODY;
  const rows = useNarrowed(read.data, namesOf);
  const [chosen, choose] = useChosen();
  const columns = useColumns(people);
  const open = read.data?.find((one) => chosen !== undefined && namesOf(one).includes(chosen));
  const isNew = chosen === fresh("surface");
  return (
    <div className="scope-part">
      <RowsGrid
        title={S.title}
        columns={columns}
        rows={rows}
        failure={read.failure}
        again={read.again}
        keyOf={(one) => one.id}
        active={open?.id}
        onActive={choose}
        onEscape={() => choose(undefined)}
        save={(one, facts) => call("surface.edit", { surface: one.code, facts })}
        rowWords={S.rows}
        empty={S.empty}
        add={S.add}
        onAdd={() => choose(fresh("surface"))}
      />
      {(open || isNew) && (
        <Pane
          key={open?.id ?? "new"}
          title={open?.name ?? S.newTitle}
          code={open?.code}
          onClose={() => choose(undefined)}
          history={open && { noun: "surface", id: open.id }}
        >
          {open && <Patterns surface={open} />}
          <InspectorSection title={S.facts}>
            <SurfaceForm surface={open} people={people} onDone={choose} />
          </InspectorSection>
        </Pane>
      )}
    </div>
  );
}

function useColumns(people: readonly Person[]): readonly GridColumn<Surface>[] {
  const findCriteria = useFind("criterion");
  const findPeople = useFind("person");
  return useMemo(() => {
    const ownerOf = (one: Surface) => people.find((person) => person.id === one.owner)?.name ?? "";
    return [
      {
        id: "name",
        title: S.name,
        width: 170,
        grow: 1,
        pinned: true,
        sortable: true,
        filter: { kind: "text" },
        cell: (one) => one.name,
        text: (one) => one.name,
        className: "strong",
        edit: { kind: "text", value: (one) => one.name },
      },
      {
        id: "description",
        title: S.description,
        width: 240,
        grow: 3,
        filter: { kind: "text" },
        cell: (one) => one.description,
        text: (one) => one.description,
        edit: { kind: "long", value: (one) => one.description, clear: "" },
      },
      {
        id: "owner_role",
        title: S.ownerRole,
        width: 150,
        grow: 1,
        sortable: true,
        filter: { kind: "text" },
        cell: (one) => one.owner_role,
        text: (one) => one.owner_role,
        edit: { kind: "text", value: (one) => one.owner_role, clear: "" },
      },
      {
        id: "owner",
        title: S.owner,
        width: 130,
        sortable: true,
        filter: { kind: "text" },
        cell: ownerOf,
        text: ownerOf,
        edit: {
          kind: "choice",
          value: (one) => one.owner,
          choices: (_, text) => findPeople(text),
          clear: null,
        },
      },
      {
        id: "trust_boundary",
        title: S.boundary,
        width: 150,
        grow: 1,
        filter: { kind: "text" },
        cell: (one) => one.trust_boundary,
        text: (one) => one.trust_boundary,
        edit: { kind: "text", value: (one) => one.trust_boundary, clear: "" },
      },
      {
        id: "primary_criteria",
        title: S.criteria,
        width: 110,
        cell: (one) => <CriteriaChips codes={one.primary_criteria} />,
        text: (one) => one.primary_criteria.join(", "),
        edit: {
          kind: "choices",
          value: (one) => one.primary_criteria,
          choices: (_, text) => findCriteria(text),
          clear: [],
        },
      },
    ];
  }, [people, findCriteria, findPeople]);
}

/** What usually breaks there, as the catalogue knows it. */
function Patterns({ surface }: { surface: Surface }) {
  const read = useRead("gap.patterns", { surface: surface.code });
  return (
    <InspectorSection title={S.patterns} count={read.data?.length}>
      {read.failure ? (
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      ) : !read.data ? (
        <Skeleton lines={4} />
      ) : read.data.length === 0 ? (
        <p className="dim">{S.noPatterns}</p>
      ) : (
        <ul className="patterns" aria-label={S.patterns}>
          {read.data.map((one) => (
            <li key={one.code}>
              <details>
                <summary>
                  <span className="strong">{one.title}</span> <span className="dim">{one.code}</span>
                </summary>
                <p className="text break">{one.description}</p>
                <p className="row wrap">
                  <span className="dim">{S.severity(one.severity.likelihood, one.severity.impact)}</span>
                  <CriteriaLinks codes={one.criteria} />
                </p>
              </details>
            </li>
          ))}
        </ul>
      )}
    </InspectorSection>
  );
}

function SurfaceForm(props: {
  surface: Surface | undefined;
  people: readonly Person[];
  onDone(chosen: string | undefined): void;
}) {
  const { surface, people } = props;
  const saving = useSaving();
  const removing = useSaving();
  const draft = useDraft(`scope/surface/${surface?.id ?? "new"}`, {
    code: surface?.code ?? "",
    name: surface?.name ?? "",
    description: surface?.description ?? "",
    owner_role: surface?.owner_role ?? "",
    owner: surface?.owner ?? null,
    trust_boundary: surface?.trust_boundary ?? "",
    primary_criteria: surface?.primary_criteria ?? [],
    assets: textOf(surface?.assets ?? []),
    data_classes: textOf(surface?.data_classes ?? []),
  });
  const { values, set, facts } = draft;
  const save = async () => {
    const { assets, data_classes, code: _, ...plain } = facts;
    const lists = {
      ...(assets === undefined ? {} : { assets: linesOf(assets) }),
      ...(data_classes === undefined ? {} : { data_classes: linesOf(data_classes) }),
    };
    const { code, name, description, owner_role, trust_boundary, primary_criteria } = values;
    const saved = await saving.run(
      () =>
        surface
          ? call("surface.edit", { surface: surface.code, facts: { ...plain, ...lists } })
          : call("surface.add", { code, name, description, owner_role, trust_boundary, primary_criteria }),
      (one) => (surface ? S.saved(one.name) : S.added(one.name)),
    );
    if (!saved) return;
    draft.saved();
    if (!surface) props.onDone(saved.id);
  };
  const remove = async (gone: Surface) => {
    const removed = await removing.run(
      () => call("surface.remove", { surface: gone.code }),
      () => S.removed(gone.name),
    );
    if (removed !== undefined) props.onDone(undefined);
  };
  const owner = people.find((person) => person.id === values.owner);
  const text = (name: "name" | "owner_role" | "trust_boundary", label: string) => ({
    label,
    value: values[name],
    onChange: (next: string) => set({ [name]: next }),
    error: saving.wrong(name),
  });
  return (
    <FactsForm
      label={surface?.name ?? S.newTitle}
      draft={draft}
      saving={saving}
      removing={removing}
      onSave={() => void save()}
      missing={values.name.trim() === "" || values.code.trim() === "" ? S.missing : undefined}
      onRemove={surface && (() => void remove(surface))}
      add={surface ? undefined : S.add}
      onCancel={surface ? undefined : () => props.onDone(undefined)}
    >
      {!surface && (
        <TextField
          label={S.code}
          hint={S.codeHint}
          value={values.code}
          onChange={(code) => set({ code })}
          required
          autoFocus
          error={saving.wrong("code")}
        />
      )}
      <TextField {...text("name", S.name)} required />
      <TextArea
        label={S.description}
        hint={S.descriptionHint}
        value={values.description}
        onChange={(description) => set({ description })}
        rows={3}
        error={saving.wrong("description")}
      />
      <div className="two">
        <TextField {...text("owner_role", S.ownerRole)} />
        {surface && (
          <PersonPicker
            label={S.owner}
            value={owner ? personChoice(owner) : null}
            onChange={(choice) => set({ owner: choice?.value ?? null })}
            error={saving.wrong("owner")}
          />
        )}
      </div>
      <TextField {...text("trust_boundary", S.boundary)} hint={S.boundaryHint} />
      <CriteriaPicker
        label={S.criteria}
        hint={S.criteriaHint}
        value={codeChoices(values.primary_criteria)}
        onChange={(found) => set({ primary_criteria: found.map((one) => one.value) })}
        error={saving.wrong("primary_criteria")}
      />
      {surface && (
        <>
          <LinesField
            label={S.assets}
            value={values.assets}
            onChange={(assets) => set({ assets })}
            error={saving.wrong("assets")}
          />
          <LinesField
            label={S.dataClasses}
            value={values.data_classes}
            onChange={(data_classes) => set({ data_classes })}
            error={saving.wrong("data_classes")}
          />
        </>
      )}
    </FactsForm>
  );
}
