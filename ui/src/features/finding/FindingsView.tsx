/** The findings: what was raised, in the words of whoever raised it, with the clock that runs next and one finding beside the grid. */
import { useMemo, useRef, useState } from "react";
import { useDates } from "../../audit/date-format";
import { useFind } from "../../audit/find";
import { GROUPABLE } from "../../audit/rows/groups";
import { Narrowed } from "../../audit/rows/parts";
import { filtersOf, onlyThese, useFacets, useRows } from "../../audit/rows/rows";
import { SheetMenu } from "../../audit/rows/sheets";
import {
  Button,
  EmptyState,
  FailureNote,
  Grid,
  type GridEdit,
  type GridEditResult,
  GridTools,
  Loading,
  useGridView,
  ViewSwitch,
  ViewTools,
} from "../../kit";
import { usePlace } from "../../kit/place";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { ColumnFilter, EditFinding, FindingLine } from "../../wire/wire.gen";
import { columnsOf } from "./columns";
import { FindingForm } from "./FindingForm";
import { FindingPane } from "./FindingPane";
import { ORDER, referenceOf } from "./steps";
import { T } from "./texts";
import "./finding.css";

export function FindingsView() {
  const place = usePlace();
  const engagement = useEngagement();
  // To which references the place's ids belong; asked for only when the list is narrowed.
  const all = useRead("finding.list", { engagement, open: false }, { when: !!place.ids });
  const only = useMemo(() => {
    if (!place.ids) return undefined;
    const wanted = new Set(place.ids);
    const named = all.data?.map(({ finding }) => ({ id: finding.id, reference: referenceOf(finding) }));
    return named?.filter(({ id, reference }) => wanted.has(id) || wanted.has(reference)).map((one) => one.reference);
  }, [place.ids, all.data]);
  if (place.ids && !only) {
    return (
      <div className="work">
        <ViewTools title={T.title} />
        {all.failure ? (
          <div className="page">
            <FailureNote {...wordsFor(all.failure)} onRetry={all.again} />
          </div>
        ) : (
          <Loading />
        )}
      </div>
    );
  }
  return <Findings key={place.ids?.join() ?? ""} only={only} />;
}

type Shown = keyof typeof T.views;

const SHOWN: Record<Shown, ColumnFilter[]> = {
  all: [],
  open: [{ column: "state", test: { is: "any_of", values: ORDER.filter((state) => state !== "closed") } }],
  closed: [{ column: "state", test: { is: "any_of", values: ["closed"] } }],
};

function Findings({ only }: { only: readonly string[] | undefined }) {
  const place = usePlace();
  const engagement = useEngagement();
  const dates = useDates();
  const view = useGridView({ groupable: GROUPABLE.finding, list: "finding" });
  const [shown, setShown] = useState<Shown>("all");
  const [id, setId] = useState<string>();
  const [adding, setAdding] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const people = useFind("person");
  const controls = useFind("control", { by: "reference" });
  const criteria = useFind("criterion");
  const gaps = useFind("gap", { by: "reference" });
  const facets = useFacets("finding");
  const columns = useMemo(
    () => columnsOf({ dates, people, controls, criteria, gaps, facets }),
    [dates, people, controls, criteria, gaps, facets],
  );
  const always = useMemo(() => [...SHOWN[shown], ...onlyThese(only)], [shown, only]);
  const source = useRows("finding", view, always);

  // Somebody came here for one finding: the place alone decides.
  const [came, setCame] = useState<string>();
  if (place.id !== came) {
    setCame(place.id);
    if (place.id !== undefined) {
      setId(place.id);
      setAdding(false);
    }
  }

  const select = (next: string | undefined) => {
    setAdding(false);
    setId(next);
  };
  const close = () => {
    select(undefined);
    box.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
  };
  const edit = (edits: readonly GridEdit<FindingLine>[]) =>
    Promise.all(
      edits.map(async ({ row, column, value }): Promise<GridEditResult> => {
        try {
          const facts = { [column]: Array.isArray(value) ? [...value] : value } as EditFinding["facts"];
          await call("finding.edit", { engagement, finding: row.id, facts });
          return { ok: true };
        } catch (thrown) {
          const told = wordsFor(asFailure(thrown));
          return { ok: false, words: told.detail ?? told.what };
        }
      }),
    );
  const filtered = Object.keys(view.filters).length > 0 || shown !== "all" || only !== undefined;
  const filters = [...filtersOf(view.filters), ...always];
  const query = { engagement, text: null, filters, sort: [], offset: 0, limit: 1 };
  return (
    <div className="work findings" ref={box}>
      <ViewTools
        title={T.title}
        end={
          <>
            <SheetMenu
              noun="finding"
              {...(filtered ? { shown: () => call("page.ids", { noun: "finding", query }) } : {})}
            />
            <Button changes icon="plus" onPress={() => setAdding(true)}>
              {T.add}
            </Button>
          </>
        }
      >
        <ViewSwitch<Shown>
          label={T.shown}
          tabs={(Object.keys(T.views) as Shown[]).map((one) => ({ id: one, label: T.views[one] }))}
          value={shown}
          onChange={setShown}
        />
        <GridTools columns={columns} view={view} />
        <Narrowed />
      </ViewTools>
      <div className="work-body">
        <div className="work-list">
          <Grid
            label={T.grid}
            columns={columns}
            source={source}
            {...view.props}
            chips={false}
            {...(id === undefined ? {} : { active: id })}
            onActive={(line) => line && select(line.id)}
            onOpen={(line) => select(line.id)}
            onEscape={close}
            onEdit={edit}
            rowMenu={(line) => [{ id: "open", label: T.openRow, icon: "arrow-right", onPress: () => select(line.id) }]}
            rowWords={T.rows}
            rowClass={(line) => (line.state === "closed" ? "off" : undefined)}
            emptyState={
              shown === "all" ? (
                <EmptyState
                  icon="findings"
                  title={T.emptyTitle}
                  words={T.emptyWords}
                  action={
                    <Button changes kind="primary" onPress={() => setAdding(true)}>
                      {T.emptyAdd}
                    </Button>
                  }
                />
              ) : (
                <EmptyState title={shown === "open" ? T.noOpen : T.noClosed} words={T.noneOfThese} />
              )
            }
          />
        </div>
        {adding ? (
          <FindingForm row={null} onClose={close} onSaved={(row) => select(row.finding.id)} />
        ) : (
          id !== undefined && <FindingPane key={id} id={id} onClose={close} onId={select} onRemoved={close} />
        )}
      </div>
    </div>
  );
}
