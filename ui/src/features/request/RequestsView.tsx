/** The requests: the auditor's list as a grid, what is owed of it, and one request beside it. Nothing here is sent to anybody. */
import { useMemo, useRef, useState } from "react";
import { useDates } from "../../audit/date-format";
import { useFind } from "../../audit/find";
import { GROUPABLE } from "../../audit/rows/groups";
import { Narrowed } from "../../audit/rows/parts";
import { useRemove } from "../../audit/rows/remove";
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
  useToast,
  ViewSwitch,
  ViewTools,
} from "../../kit";
import { usePlace } from "../../kit/place";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { ColumnFilter, EditRequest, RequestLine } from "../../wire/wire.gen";
import { columnsOf } from "./columns";
import { RequestForm } from "./RequestForm";
import { RequestPane } from "./RequestPane";
import { StartDialog } from "./StartDialog";
import { type Internal, needsReason, statusOf } from "./steps";
import { T } from "./texts";
import "./request.css";

export function RequestsView() {
  const place = usePlace();
  const engagement = useEngagement();
  // To which references the place's ids belong; asked for only when the list is narrowed.
  const all = useRead("request.list", { engagement, open: false, overdue: false, owner: null }, { when: !!place.ids });
  const only = useMemo(() => {
    if (!place.ids) return undefined;
    const wanted = new Set(place.ids);
    return all.data
      ?.map(({ request }) => ({ id: request.id, reference: `REQ-${String(request.number).padStart(3, "0")}` }))
      .filter(({ id, reference }) => wanted.has(id) || wanted.has(reference))
      .map(({ reference }) => reference);
  }, [place.ids, all.data]);
  if (place.ids && all.failure) {
    return (
      <div className="work">
        <ViewTools title={T.title} />
        <div className="page">
          <FailureNote {...wordsFor(all.failure)} onRetry={all.again} />
        </div>
      </div>
    );
  }
  if (place.ids && !only) {
    return (
      <div className="work">
        <ViewTools title={T.title} />
        <Loading />
      </div>
    );
  }
  return <Requests key={place.ids?.join() ?? ""} only={only} />;
}

type Shown = keyof typeof T.views;

const SHOWN: Record<Shown, ColumnFilter[]> = {
  all: [],
  owed: [{ column: "owed", test: { is: "any_of", values: ["true"] } }],
  overdue: [{ column: "overdue", test: { is: "any_of", values: ["true"] } }],
  with_auditor: [{ column: "auditor", test: { is: "any_of", values: ["submitted"] } }],
};

const NONE: Record<Exclude<Shown, "all">, string> = {
  owed: T.noOwed,
  overdue: T.noOverdue,
  with_auditor: T.noWith,
};

function Requests({ only }: { only: readonly string[] | undefined }) {
  const place = usePlace();
  const engagement = useEngagement();
  const dates = useDates();
  const removed = useRemove();
  const toast = useToast();
  const view = useGridView({ groupable: GROUPABLE.request, list: "request" });
  const [shown, setShown] = useState<Shown>("all");
  const [id, setId] = useState<string>();
  const [adding, setAdding] = useState(false);
  const [starting, setStarting] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const people = useFind("person");
  const controls = useFind("control", { by: "reference" });
  const criteria = useFind("criterion");
  const facets = useFacets("request");
  const columns = useMemo(
    () => columnsOf({ dates, people, controls, criteria, facets }),
    [dates, people, controls, criteria, facets],
  );
  const always = useMemo(() => [...SHOWN[shown], ...onlyThese(only)], [shown, only]);
  const source = useRows("request", view, always);

  // Somebody came here for one request: the place alone decides.
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
    setAdding(false);
    box.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
  };
  const edit = (edits: readonly GridEdit<RequestLine>[]) =>
    Promise.all(
      edits.map(async ({ row, column, value }): Promise<GridEditResult> => {
        try {
          if (column === "internal") {
            const to = String(value) as Internal;
            if (needsReason(to)) return { ok: false, words: T.askReason };
            if (to !== row.internal.internal) {
              await call("request.move", { engagement, request: row.id, to: statusOf(to, "") });
            }
            return { ok: true };
          }
          const facts = { [column]: Array.isArray(value) ? [...value] : value } as EditRequest["facts"];
          await call("request.edit", { engagement, request: row.id, facts });
          return { ok: true };
        } catch (thrown) {
          const told = wordsFor(asFailure(thrown));
          return { ok: false, words: told.detail ?? told.what };
        }
      }),
    );
  const remove = async (line: RequestLine) => {
    const gone = await removed(
      () => call("request.remove", { engagement, request: line.id }),
      T.removed(line.reference),
    );
    if (gone && (id === line.id || id === line.reference)) select(undefined);
  };
  const removeAll = async (keys: readonly string[]) => {
    let gone = 0;
    let refused: string | undefined;
    for (const request of keys) {
      try {
        await call("request.remove", { engagement, request });
        gone += 1;
      } catch (thrown) {
        const told = wordsFor(asFailure(thrown));
        refused = told.detail ?? told.what;
      }
    }
    if (gone > 0) toast({ words: T.removedMany(gone), tone: "good" });
    if (refused) toast({ words: refused, tone: "crit" });
    view.onSelect(new Set());
  };

  const empty = shown === "all" && !only;
  const filtered = Object.keys(view.filters).length > 0 || !empty;
  const query = {
    engagement,
    text: null,
    filters: [...filtersOf(view.filters), ...always],
    sort: [],
    offset: 0,
    limit: 1,
  };
  return (
    <div className="work requests" ref={box}>
      <ViewTools
        title={T.title}
        end={
          <>
            <SheetMenu
              noun="request"
              {...(filtered ? { shown: () => call("page.ids", { noun: "request", query }) } : {})}
            />
            <Button changes kind="quiet" icon="files" onPress={() => setStarting(true)}>
              {T.start}
            </Button>
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
            onDelete={(keys) => void removeAll(keys)}
            rowMenu={(line) => [
              { id: "open", label: T.open, icon: "arrow-right", onPress: () => select(line.id) },
              "separator",
              {
                id: "remove",
                label: T.remove,
                icon: "trash",
                danger: true,
                disabled: line.rounds > 0,
                ...(line.rounds > 0 ? { hint: T.removeRefused } : {}),
                onPress: () => void remove(line),
              },
            ]}
            rowWords={T.rows}
            rowClass={(line) => (line.internal.internal === "not_applicable" ? "off" : undefined)}
            emptyState={
              shown === "all" ? (
                <EmptyState
                  icon="requests"
                  title={T.emptyTitle}
                  words={T.emptyWords}
                  action={
                    <>
                      <Button changes kind="primary" onPress={() => setStarting(true)}>
                        {T.emptyStart}
                      </Button>
                      <Button changes onPress={() => setAdding(true)}>
                        {T.emptyAdd}
                      </Button>
                    </>
                  }
                />
              ) : (
                <EmptyState title={NONE[shown]} words={T.noneOfThese} />
              )
            }
          />
        </div>
        {adding ? (
          <RequestForm row={null} onClose={close} onSaved={(row) => select(row.request.id)} />
        ) : (
          id !== undefined && (
            <RequestPane key={id} id={id} onClose={close} onId={select} onRemoved={() => select(undefined)} />
          )
        )}
      </div>
      {starting && <StartDialog onClose={() => setStarting(false)} />}
    </div>
  );
}
