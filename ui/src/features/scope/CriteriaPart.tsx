/** Criteria of the categories in scope: our wording, the licensed one where it was imported, and whether each is relevant. A criterion is scoped out only for a written reason. */
import { useState } from "react";
import { COVERAGE, CoverageMark, seriesOf, seriesWords } from "../../audit";
import { useSaving } from "../../audit/done";
import {
  Button,
  FailureNote,
  type GridColumn,
  type GridGroup,
  InspectorSection,
  Kv,
  Marked,
  PopoverButton,
  TextArea,
} from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Category, CriterionRow } from "../../wire/wire.gen";
import { useChosen, useNarrowed } from "./chosen";
import { useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { CategoriesField } from "./fields";
import { ImportText } from "./ImportText";
import { Pane } from "./Pane";
import { RowsGrid } from "./RowsGrid";
import { T } from "./texts";
import { R } from "./texts-rows";

const C = R.criterion;

const namesOf = ({ criterion }: CriterionRow) => [criterion.id, criterion.code];
const relevanceOf = ({ criterion }: CriterionRow) => (criterion.not_relevant === null ? C.relevant : C.notRelevant);

export function CriteriaPart() {
  const engagement = useEngagement();
  const read = useRead("criterion.list", { engagement });
  const rows = useNarrowed(read.data, namesOf);
  const [chosen, choose] = useChosen();
  const [importing, setImporting] = useState(false);
  const open = read.data?.find((row) => chosen !== undefined && namesOf(row).includes(chosen));
  return (
    <div className="scope-part">
      <RowsGrid
        title={C.title}
        columns={COLUMNS}
        rows={rows}
        failure={read.failure}
        again={read.again}
        keyOf={(row) => row.criterion.id}
        active={open?.criterion.id}
        onActive={choose}
        onEscape={() => choose(undefined)}
        save={(row, facts) =>
          call("criterion.scope", {
            engagement,
            criterion: row.criterion.code,
            not_relevant: facts.not_relevant ? String(facts.not_relevant) : null,
          })
        }
        rowWords={C.rows}
        empty={C.empty}
        groups={groupsOf}
        rowClass={(row) => (row.criterion.not_relevant === null ? undefined : "off")}
        tools={
          <>
            <CategoriesButton />
            <Button changes kind="quiet" icon="import" onPress={() => setImporting(true)}>
              {C.import}
            </Button>
          </>
        }
      />
      {open && (
        <Pane
          key={open.criterion.id}
          code={open.criterion.code}
          title={open.criterion.title}
          words={open.criterion.series_title}
          onClose={() => choose(undefined)}
          history={{ noun: "criterion", id: open.criterion.id }}
        >
          <CriterionSections row={open} />
        </Pane>
      )}
      {importing && <ImportText onClose={() => setImporting(false)} />}
    </div>
  );
}

const COLUMNS: readonly GridColumn<CriterionRow>[] = [
  {
    id: "code",
    title: C.code,
    width: 76,
    pinned: true,
    sortable: true,
    filter: { kind: "text" },
    cell: ({ criterion }) => criterion.code,
    text: ({ criterion }) => criterion.code,
    className: "strong",
  },
  {
    id: "title",
    title: C.name,
    width: 200,
    grow: 2,
    sortable: true,
    filter: { kind: "text" },
    cell: ({ criterion }) => criterion.title,
    text: ({ criterion }) => criterion.title,
  },
  {
    id: "summary",
    title: C.summary,
    width: 260,
    grow: 4,
    filter: { kind: "text" },
    cell: ({ criterion }) => criterion.summary,
    text: ({ criterion }) => criterion.summary,
    className: "dim",
  },
  {
    id: "licensed",
    title: C.licensed,
    width: 92,
    hidden: true,
    sortable: true,
    cell: ({ criterion }) => (criterion.licensed_text === null ? C.no : C.yes),
    text: ({ criterion }) => (criterion.licensed_text === null ? C.no : C.yes),
  },
  {
    id: "relevance",
    title: C.relevance,
    width: 112,
    sortable: true,
    filter: {
      kind: "choice",
      choices: [
        { value: C.relevant, label: C.relevant },
        { value: C.notRelevant, label: C.notRelevant },
      ],
    },
    cell: (row) =>
      row.criterion.not_relevant === null ? (
        <Marked shape="tick-disc" tone="good">
          {C.relevant}
        </Marked>
      ) : (
        <Marked shape="bar-ring" tone="none">
          {C.notRelevant}
        </Marked>
      ),
    text: relevanceOf,
  },
  {
    id: "not_relevant",
    title: C.reason,
    width: 180,
    grow: 2,
    filter: { kind: "text" },
    cell: ({ criterion }) => criterion.not_relevant ?? "",
    text: ({ criterion }) => criterion.not_relevant ?? "",
    edit: { kind: "long", value: ({ criterion }) => criterion.not_relevant ?? "", clear: "" },
  },
  {
    id: "coverage",
    title: C.coverage,
    width: 244,
    sortable: true,
    cell: ({ coverage }) => <CoverageMark state={coverage.state} />,
    text: ({ coverage }) => COVERAGE[coverage.state],
  },
  {
    id: "controls",
    title: C.controls,
    width: 76,
    align: "end",
    sortable: true,
    cell: ({ coverage }) => coverage.controls,
    text: ({ coverage }) => String(coverage.controls),
    number: ({ coverage }) => coverage.controls,
  },
];

/** The series over their criteria, as long as the rows stand in the report's order. */
function groupsOf(rows: readonly CriterionRow[]): GridGroup[] {
  const groups: GridGroup[] = [];
  rows.forEach(({ criterion }, at) => {
    const key = seriesOf(criterion.code);
    const last = groups.at(-1);
    if (last?.key === key) last.count += 1;
    else groups.push({ key, label: seriesWords(key), count: 1, first: at });
  });
  return groups;
}

/** Which categories are in scope: taken at once, and each can be put back. */
function CategoriesButton() {
  const engagement = useEngagement();
  const shown = useRead("engagement.show", { engagement });
  const saving = useSaving();
  const categories = shown.data?.engagement.categories;
  if (!categories) return null;
  const put = (next: Category[]) =>
    saving.run(
      () => call("engagement.edit", { engagement, facts: { categories: next } }),
      () => C.categoriesSaved,
    );
  return (
    <PopoverButton
      button={{ kind: "quiet", icon: "shield", children: C.categories(categories.length) }}
      label={T.engagement.categories}
      placement="bottom end"
      className="categories"
    >
      <CategoriesField
        label={T.engagement.categories}
        hint={C.categoriesHint}
        value={categories}
        onChange={(next) => void put(next)}
        common
      />
      {saving.failure && <FailureNote {...wordsFor(saving.failure)} />}
    </PopoverButton>
  );
}

function CriterionSections({ row }: { row: CriterionRow }) {
  const { criterion, coverage } = row;
  return (
    <>
      <InspectorSection title={C.summary}>
        <p className="text break">{criterion.summary}</p>
      </InspectorSection>
      <InspectorSection title={C.licensedTitle}>
        {criterion.licensed_text === null ? (
          <p className="dim">{C.noLicensed}</p>
        ) : (
          <p className="text break prose">{criterion.licensed_text}</p>
        )}
      </InspectorSection>
      <InspectorSection title={C.coverage}>
        <Kv
          items={[
            { name: C.state, value: <CoverageMark state={coverage.state} /> },
            { name: C.controls, value: C.ofThem(coverage.controls, coverage.key_controls) },
          ]}
        />
      </InspectorSection>
      <InspectorSection title={C.relevance} count={relevanceOf(row)}>
        <RelevanceForm row={row} />
      </InspectorSection>
    </>
  );
}

function RelevanceForm({ row: { criterion } }: { row: CriterionRow }) {
  const engagement = useEngagement();
  const saving = useSaving();
  const draft = useDraft(`scope/criterion/${criterion.id}`, { not_relevant: criterion.not_relevant ?? "" });
  const reason = draft.values.not_relevant.trim();
  const save = async () => {
    const saved = await saving.run(
      () =>
        call("criterion.scope", {
          engagement,
          criterion: criterion.code,
          not_relevant: reason === "" ? null : draft.values.not_relevant,
        }),
      (one) => (one.not_relevant === null ? C.scopedIn(one.code) : C.scopedOut(one.code)),
    );
    if (saved) draft.saved();
  };
  return (
    <FactsForm label={C.relevance} draft={draft} saving={saving} onSave={() => void save()}>
      <TextArea
        label={C.reason}
        hint={C.reasonHint}
        value={draft.values.not_relevant}
        onChange={(not_relevant) => draft.set({ not_relevant })}
        rows={3}
        error={saving.wrong("not_relevant")}
      />
    </FactsForm>
  );
}
