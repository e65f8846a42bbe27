/** Service commitments and system requirements: the list, edited in place, and the form of one beside it. Numbers are given by the program. */
import { useMemo } from "react";
import {
  CATEGORY,
  COMMITMENT_KIND,
  COMMITMENT_SOURCE,
  CriteriaPicker,
  choicesOf,
  codeChoices,
  useFind,
} from "../../audit";
import { CriteriaChips } from "../../audit/criteria";
import { useSaving } from "../../audit/done";
import { type GridColumn, InspectorSection, Select, TextArea, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { useRead } from "../../wire/query";
import type { Category, Commitment, CommitmentKind, CommitmentSource } from "../../wire/wire.gen";
import { fresh, useChosen, useNarrowed } from "./chosen";
import { useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { CategoriesField } from "./fields";
import { Pane } from "./Pane";
import { RowsGrid } from "./RowsGrid";
import { R } from "./texts-rows";

const C = R.commitment;

/** `SC-003` or `SR-004`, as they are printed. */
export function referenceOf({ kind, number }: Pick<Commitment, "kind" | "number">): string {
  return `${kind === "commitment" ? "SC" : "SR"}-${String(number).padStart(3, "0")}`;
}

const namesOf = (one: Commitment) => [one.id, referenceOf(one)];

export function CommitmentList({ categories }: { categories: readonly Category[] }) {
  const engagement = useEngagement();
  const read = useRead("commitment.list", { engagement });
  const rows = useNarrowed(read.data, namesOf);
  const [chosen, choose] = useChosen();
  const columns = useColumns(categories);
  const open = read.data?.find((one) => chosen !== undefined && namesOf(one).includes(chosen));
  const isNew = chosen === fresh("commitment");
  return (
    <div className="scope-part">
      <RowsGrid
        title={C.title}
        columns={columns}
        rows={rows}
        failure={read.failure}
        again={read.again}
        keyOf={(one) => one.id}
        active={open?.id}
        onActive={choose}
        onEscape={() => choose(undefined)}
        save={(one, facts) => call("commitment.edit", { engagement, commitment: one.id, facts })}
        rowWords={C.rows}
        empty={C.empty}
        add={C.add}
        onAdd={() => choose(fresh("commitment"))}
      />
      {(open || isNew) && (
        <Pane
          key={open?.id ?? "new"}
          title={open ? C.kindTitle(COMMITMENT_KIND[open.kind]) : C.newTitle}
          code={open && referenceOf(open)}
          history={open && { noun: "commitment", id: open.id }}
          onClose={() => choose(undefined)}
        >
          <InspectorSection title={C.facts}>
            <CommitmentForm commitment={open} categories={categories} onDone={choose} />
          </InspectorSection>
        </Pane>
      )}
    </div>
  );
}

function useColumns(categories: readonly Category[]): readonly GridColumn<Commitment>[] {
  const find = useFind("criterion");
  return useMemo(() => {
    const kinds = choicesOf(COMMITMENT_KIND);
    const sources = choicesOf(COMMITMENT_SOURCE);
    const words = (list: readonly Category[]) => list.map((one) => CATEGORY[one]).join(", ");
    return [
      {
        id: "reference",
        title: C.reference,
        width: 84,
        pinned: true,
        sortable: true,
        cell: referenceOf,
        text: referenceOf,
        className: "strong",
      },
      {
        id: "text",
        title: C.text,
        width: 260,
        grow: 3,
        sortable: true,
        filter: { kind: "text" },
        cell: (one) => one.text,
        text: (one) => one.text,
        edit: { kind: "long", value: (one) => one.text },
      },
      {
        id: "kind",
        title: C.kind,
        hidden: true,
        width: 150,
        sortable: true,
        filter: { kind: "choice", choices: kinds },
        cell: (one) => COMMITMENT_KIND[one.kind],
        text: (one) => COMMITMENT_KIND[one.kind],
        edit: { kind: "choice", value: (one) => one.kind, choices: kinds },
      },
      {
        id: "source",
        title: C.source,
        width: 120,
        sortable: true,
        filter: { kind: "choice", choices: sources },
        cell: (one) => COMMITMENT_SOURCE[one.source],
        text: (one) => COMMITMENT_SOURCE[one.source],
        edit: { kind: "choice", value: (one) => one.source, choices: sources },
      },
      {
        id: "source_note",
        title: C.sourceNote,
        width: 160,
        grow: 1,
        sortable: true,
        filter: { kind: "text" },
        cell: (one) => one.source_note,
        text: (one) => one.source_note,
        edit: { kind: "text", value: (one) => one.source_note, clear: "" },
      },
      {
        id: "categories",
        title: C.categories,
        width: 150,
        grow: 1,
        cell: (one) => words(one.categories),
        text: (one) => words(one.categories),
        edit: {
          kind: "choices",
          value: (one) => one.categories,
          choices: categories.map((value) => ({ value, label: CATEGORY[value] })),
        },
      },
      {
        id: "criteria",
        title: C.criteria,
        width: 120,
        cell: (one) => <CriteriaChips codes={one.criteria} />,
        text: (one) => one.criteria.join(", "),
        edit: { kind: "choices", value: (one) => one.criteria, choices: (_, text) => find(text), clear: [] },
      },
    ];
  }, [categories, find]);
}

function CommitmentForm(props: {
  commitment: Commitment | undefined;
  categories: readonly Category[];
  onDone(chosen: string | undefined): void;
}) {
  const { commitment } = props;
  const engagement = useEngagement();
  const saving = useSaving();
  const removing = useSaving();
  const draft = useDraft(`scope/commitment/${commitment?.id ?? "new"}`, {
    kind: commitment?.kind ?? ("commitment" as CommitmentKind),
    text: commitment?.text ?? "",
    source: commitment?.source ?? ("contract" as CommitmentSource),
    source_note: commitment?.source_note ?? "",
    categories: commitment?.categories ?? (["security"] as Category[]),
    criteria: commitment?.criteria ?? [],
  });
  const { values, set } = draft;
  const save = async () => {
    const saved = await saving.run(
      () =>
        commitment
          ? call("commitment.edit", { engagement, commitment: commitment.id, facts: { ...draft.facts } })
          : call("commitment.add", { engagement, ...values }),
      (one) => (commitment ? C.saved(referenceOf(one)) : C.added(referenceOf(one))),
    );
    if (!saved) return;
    draft.saved();
    if (!commitment) props.onDone(saved.id);
  };
  const remove = async (gone: Commitment) => {
    const removed = await removing.run(
      () => call("commitment.remove", { engagement, commitment: gone.id }),
      () => C.removed(referenceOf(gone)),
    );
    if (removed !== undefined) props.onDone(undefined);
  };
  const missing =
    values.text.trim() === "" ? C.missing : values.categories.length === 0 ? C.missingCategory : undefined;
  return (
    <FactsForm
      label={commitment ? referenceOf(commitment) : C.newTitle}
      draft={draft}
      saving={saving}
      removing={removing}
      onSave={() => void save()}
      missing={missing}
      onRemove={commitment && (() => void remove(commitment))}
      add={commitment ? undefined : C.add}
      onCancel={commitment ? undefined : () => props.onDone(undefined)}
    >
      <TextArea
        label={C.text}
        value={values.text}
        onChange={(text) => set({ text })}
        rows={4}
        required
        autoFocus={!commitment}
        error={saving.wrong("text")}
      />
      <div className="two">
        <Select
          label={C.kind}
          value={values.kind}
          choices={choicesOf(COMMITMENT_KIND)}
          onChange={(kind) => kind && set({ kind: kind as CommitmentKind })}
        />
        <Select
          label={C.source}
          value={values.source}
          choices={choicesOf(COMMITMENT_SOURCE)}
          onChange={(source) => source && set({ source: source as CommitmentSource })}
        />
      </div>
      <TextField
        label={C.sourceNote}
        hint={C.sourceHint}
        value={values.source_note}
        onChange={(source_note) => set({ source_note })}
        error={saving.wrong("source_note")}
      />
      <CategoriesField
        label={C.categories}
        value={values.categories}
        among={props.categories}
        onChange={(categories) => set({ categories })}
      />
      <CriteriaPicker
        label={C.criteria}
        hint={C.criteriaHint}
        value={codeChoices(values.criteria)}
        onChange={(found) => set({ criteria: found.map((one) => one.value) })}
        error={saving.wrong("criteria")}
      />
    </FactsForm>
  );
}
