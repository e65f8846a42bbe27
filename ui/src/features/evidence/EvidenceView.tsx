/** Evidence in three columns: the list, the files of the chosen item, and its intake and sheet. Files may be dropped anywhere on it. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { count, type OnFiles, useDrop } from "../../audit";
import { GROUPABLE } from "../../audit/rows/groups";
import { SheetMenu } from "../../audit/rows/sheets";
import {
  Button,
  FailureNote,
  type GridLayout,
  GridTools,
  IconButton,
  Loading,
  Pill,
  SearchField,
  Split,
  ToolsLine,
  useGridView,
  useToast,
  ViewTools,
} from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { useRested } from "../../kit/rested";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Chosen, EvidenceLine, EvidenceRow } from "../../wire/wire.gen";
import { useColumns, WIDE } from "./columns";
import { EvidenceList } from "./EvidenceList";
import { EvidenceSheet } from "./EvidenceSheet";
import { ImportDialog } from "./ImportDialog";
import { menuOf, type Target, useFiles } from "./menu";
import { PreviewPane } from "./PreviewPane";
import { purgedBy } from "./PurgeFiles";
import { QueuePanel } from "./QueuePanel";
import { loaded, queryOf, referenceOf, useReferences, useRows } from "./query";
import { addFiles, useQueue } from "./queue";
import { SelectionPane } from "./SelectionPane";
import type { LastPeople } from "./StepForm";
import { isLive, type Step } from "./steps";
import { T } from "./texts";
import "./evidence.css";

/** What the right side shows of an item: the item by id or reference, one of its files, a step that is being taken. */
interface Shown {
  id?: string;
  file?: string;
  step?: Step;
}

export function EvidenceView() {
  const engagement = useEngagement();
  const place = usePlace();
  const go = useGo();
  const toast = useToast();
  const view = useGridView({ groupable: GROUPABLE.evidence, list: "evidence" });
  const [text, setText] = useState("");
  const [shown, setShown] = useState<Shown>({});
  const [closed, setClosed] = useState(false);
  const [alone, setAlone] = useState(false);
  const [importing, setImporting] = useState(false);
  const [last, setLast] = useState<LastPeople>({});
  const [narrow, setNarrow] = useState<GridLayout>();
  const [wide, setWide] = useState<GridLayout | undefined>(WIDE);
  const [room] = useState(() => Math.min(600, Math.max(424, Math.round(window.innerWidth * 0.3))));
  const root = useRef<HTMLDivElement>(null);

  // Somebody came here for one item: the place alone decides.
  const [came, setCame] = useState<string>();
  if (place.id !== came) {
    setCame(place.id);
    if (place.id !== undefined) {
      setShown({ id: place.id });
      setClosed(false);
    }
  }

  const { filters, sort, selected } = view;
  const only = useReferences(place.ids);
  const query = useMemo(
    () => queryOf(engagement, text, filters, sort, only.references),
    [engagement, text, filters, sort, only.references],
  );
  const asking = useRef(query);
  asking.current = query;
  const columns = useColumns(useCallback(() => asking.current, []));
  const source = useRows(query, view.grouping);
  const wanted = shown.id ?? (closed ? undefined : source.row(0)?.id);
  const asked = useRested(wanted);
  const read = useRead("evidence.show", { engagement, evidence: asked ?? "" }, { when: asked !== undefined });
  const sheet = wanted === undefined ? undefined : read.data;
  const item = sheet?.row.item;
  const isItem = item && (item.id === wanted || referenceOf(item.number) === wanted);
  const active = isItem ? item.id : wanted;

  const open = useCallback((id: string, more: Omit<Shown, "id"> = {}) => {
    setShown({ id, ...more });
    setClosed(false);
  }, []);
  const close = () => {
    setShown({});
    setClosed(true);
    setAlone(false);
    root.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
  };
  // The cursor moves through the list without opening anything that was closed.
  const onActive = useCallback(
    (line: EvidenceLine) => setShown((now) => (now.id === line.id ? now : { id: line.id })),
    [],
  );

  const entries = useQueue().filter((entry) => entry.engagement === engagement);
  const awaited = useRef(false);
  const take = useCallback(
    (chosen: readonly Chosen[], replaces?: EvidenceRow) => {
      if (chosen.length === 0) return;
      awaited.current = true;
      addFiles(engagement, chosen, replaces);
    },
    [engagement],
  );
  const firstDone = entries.findLast((entry) => entry.state === "done")?.attached?.item.id;
  useEffect(() => {
    // The first of what was just dropped is shown, so that its intake can begin.
    if (!awaited.current || firstDone === undefined) return;
    awaited.current = false;
    open(firstDone);
  }, [firstDone, open]);
  const onFiles: OnFiles = (files) => take(files);
  useDrop(root, onFiles);

  const files = useFiles(take);
  const menu = (target: Target) =>
    menuOf(target, {
      alone: () => {
        open(target.id);
        setAlone(true);
      },
      step: (step) => open(target.id, { step }),
      save: () => files.save(target.id),
      newVersion: () => files.newVersion(target.id),
    });

  const rows = () => loaded(source);
  const turn = (by: -1 | 1) => {
    const at = rows().findIndex((line) => line.id === active);
    const next = at < 0 ? undefined : rows()[at + by];
    return next && (() => open(next.id));
  };
  const onNext = () => {
    const all = rows();
    const at = all.findIndex((line) => line.id === active);
    const after = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))];
    const next = after.find((line) => line.missing > 0 && isLive(line.state) && line.id !== active);
    if (next) open(next.id);
    else toast({ words: T.intake.noNext });
  };

  const many = selected.size > 1;
  const beside = many || (!closed && wanted !== undefined);
  // The preview stays, unseen, while it is closed: WebKit stops painting when a page's picture is taken out just then.
  const previewed = useRef(sheet);
  if (beside) previewed.current = sheet;
  const look = previewed.current;
  const layout = beside ? narrow : wide;
  const onLayout = beside ? setNarrow : setWide;
  const narrowed = place.ids !== undefined;
  const words = source.loading
    ? undefined
    : source.total === source.all
      ? T.items(source.all)
      : `${count(source.total)} / ${T.items(source.all)}`;
  const sought = text.trim() !== "";
  const first = sought ? (
    <Button onPress={() => setText("")}>{T.clearOnly}</Button>
  ) : (
    <>
      <Button changes kind="primary" icon="plus" onPress={files.choose}>
        {T.addFirst}
      </Button>
      <Button changes icon="folder" onPress={() => setImporting(true)}>
        {T.importFirst}
      </Button>
    </>
  );
  // Moving through the list draws it anew only once another item is there: what stands here belongs to the item.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is called from here is that of the item shown
  const opened = useMemo(
    () => (
      <div className="evidence-open">
        {look && (
          <PreviewPane
            item={look.row.item}
            purged={purgedBy(look.custody) !== undefined}
            file={shown.file}
            onFile={(file) => setShown((now) => ({ ...now, id: look.row.item.id, file }))}
            alone={alone}
            onAlone={setAlone}
            turn={turn}
            onSave={() => files.save(look.row.item.id)}
          />
        )}
        {beside && !sheet && read.failure && (
          <div className="page">
            <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
          </div>
        )}
        {beside && !sheet && !read.failure && wanted !== undefined && <Loading words={T.sheet.loading} />}
        {many ? (
          <SelectionPane
            selected={selected}
            source={source}
            last={last}
            onLast={setLast}
            onDone={() => view.onSelect(new Set())}
            onClose={() => view.onSelect(new Set())}
          />
        ) : (
          beside &&
          sheet && (
            <EvidenceSheet
              key={sheet.row.item.id}
              sheet={sheet}
              step={isItem ? shown.step : undefined}
              onStep={(step) => setShown((now) => ({ ...now, id: sheet.row.item.id, step }))}
              last={last}
              onLast={setLast}
              file={shown.file}
              onFile={(file) => setShown((now) => ({ ...now, id: sheet.row.item.id, file }))}
              menu={menu(sheet.row.item)}
              onNext={onNext}
              onOpen={open}
              onNewVersion={() => files.newVersion(sheet.row.item.id)}
              onVersionFiles={(chosen) => take(chosen, sheet.row)}
              onClose={close}
            />
          )
        )}
      </div>
    ),
    [
      beside,
      many,
      look,
      sheet,
      isItem,
      wanted === undefined,
      alone,
      last,
      shown.file,
      shown.step,
      read.failure,
      selected,
      source,
    ],
  );
  return (
    <div className="evidence" ref={root}>
      <ViewTools
        title={T.title}
        words={words}
        end={
          <>
            <IconButton
              icon="eye"
              label={T.beside}
              pressed={beside}
              disabled={many || source.total === 0}
              onPress={() => (closed ? setClosed(false) : close())}
            />
            <SheetMenu
              noun="evidence"
              {...(query.text !== null || query.filters.length > 0
                ? { shown: () => call("page.ids", { noun: "evidence", query: { ...query, offset: 0, limit: 1 } }) }
                : {})}
            />
            <Button changes kind="quiet" icon="folder" onPress={() => setImporting(true)}>
              {T.folder}
            </Button>
            <Button changes icon="plus" onPress={files.choose}>
              {T.files}
            </Button>
          </>
        }
      >
        <SearchField label={T.find} value={text} onChange={setText} />
        <ToolsLine />
        <GridTools columns={columns} view={{ ...view, layout, onLayout }} />
        {narrowed && (
          <Pill removeLabel={T.clearOnly} onRemove={() => go({ view: "evidence" })}>
            {T.only(place.only ?? "")}
          </Pill>
        )}
      </ViewTools>
      {only.failure && <FailureNote {...wordsFor(only.failure)} onRetry={only.again} />}
      <div className={`evidence-body${beside ? "" : " closed"}${alone && beside ? " alone" : ""}`}>
        <Split
          width={room}
          least={280}
          most={760}
          first={
            <>
              <EvidenceList
                columns={columns}
                source={source}
                view={view}
                layout={layout}
                onLayout={onLayout}
                active={active}
                onActive={onActive}
                onOpen={(line) => open(line.id)}
                onEscape={() => (alone ? setAlone(false) : close())}
                menu={menu}
                first={first}
                sought={sought}
              />
              <QueuePanel entries={entries} onOpen={open} onImport={() => setImporting(true)} onFiles={onFiles} />
            </>
          }
          second={opened}
        />
      </div>
      {importing && (
        <ImportDialog
          onOpen={(evidence) => {
            setImporting(false);
            open(evidence);
          }}
          onClose={() => setImporting(false)}
        />
      )}
    </div>
  );
}
