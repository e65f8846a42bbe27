/** The matrix as a grid: rows, sorted and filtered by the vault, edited in place, with the inspector of one control beside. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { type DropPlace, useDrop } from "../../../audit";
import { GROUPABLE, useGroupCounts } from "../../../audit/rows/groups";
import { useRoom } from "../../../audit/rows/room";
import {
  Button,
  EmptyState,
  FailureNote,
  Grid,
  type GridSource,
  GridTools,
  Loading,
  type PasteAt,
  Pill,
  useGridView,
  ViewTools,
} from "../../../kit";
import { useGo, usePlace } from "../../../kit/place";
import { call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { usePaged } from "../../../wire/paged";
import { useRead } from "../../../wire/query";
import type { Chosen, ControlLine } from "../../../wire/wire.gen";
import { S } from "../catalogue/texts";
import { AttachDialog } from "../inspector/AttachDialog";
import { ControlInspector } from "../inspector/ControlInspector";
import { PasteDialog } from "../sheet/PasteDialog";
import type { Pasted } from "../sheet/paste";
import { T } from "../texts";
import { BulkDialog } from "./BulkDialog";
import { queryOf } from "./change";
import { useColumns } from "./columns";
import { useEditing } from "./editing";
import { GridActs, useStart } from "./GridActs";
import { GridSums } from "./GridSums";
import { useNames } from "./names";
import { RetireDialog } from "./RetireDialog";
import { useRowMenu } from "./rowMenu";

/** Codes of the controls that the view is narrowed to, by ids or codes; undefined where it isn't. */
export function GridPart({ choose }: { choose: ReactNode }) {
  const { ids } = usePlace();
  const engagement = useEngagement();
  const all = useRead(
    "control.list",
    { engagement, criterion: null, surface: null, retired: true },
    { when: ids !== undefined },
  );
  const codes = useMemo(() => {
    if (!ids) return undefined;
    const wanted = new Set(ids);
    return all.data?.filter((one) => wanted.has(one.id) || wanted.has(one.code)).map((one) => one.code) ?? [];
  }, [ids, all.data]);
  if (ids && !all.data) {
    return (
      <>
        <ViewTools title={T.title}>{choose}</ViewTools>
        <div className="page">
          {all.failure ? <FailureNote {...wordsFor(all.failure)} onRetry={all.again} /> : <Loading words={T.loading} />}
        </div>
      </>
    );
  }
  return <Rows choose={choose} codes={codes} />;
}

/** What is being done beside the grid. */
type Doing =
  | { what: "bulk"; ids: readonly string[] }
  | { what: "retire"; ids: readonly string[] }
  | { what: "attach"; files: readonly Chosen[]; code: string }
  | { what: "paste"; pasted: Pasted };

function Rows({ choose, codes }: { choose: ReactNode; codes: readonly string[] | undefined }) {
  const place = usePlace();
  const go = useGo();
  const engagement = useEngagement();
  const view = useGridView({
    sort: [{ column: "code", descending: false }],
    groupable: GROUPABLE.control,
    list: "control",
  });
  const names = useNames();
  const query = useMemo(
    () => queryOf(engagement, view.filters, view.sort, codes),
    [engagement, view.filters, view.sort, codes],
  );
  const asked = useRef(query);
  asked.current = query;
  const box = useRef<HTMLDivElement>(null);
  const columns = useColumns(asked, names, useRoom(box));
  const edit = useEditing(engagement, names);
  const { total, all, row, want, loading, older, failed, again } = usePaged("control.page", query);
  const counts = useGroupCounts("control", query, view.grouping);
  const source = useMemo<GridSource<ControlLine>>(
    () => ({
      total,
      all,
      row,
      want,
      loading,
      counts,
      failed: failed && wordsFor(failed),
      retry: again,
      key: (line) => line.id,
      keys: () => call("page.ids", { noun: "control", query: { ...query, offset: 0, limit: 1 } }),
      load: (first, last) =>
        call("control.page", { query: { ...query, offset: first, limit: Math.min(500, last - first + 1) } }).then(
          (page) => page.rows,
        ),
    }),
    [total, all, row, want, loading, counts, failed, again, query],
  );

  const [open, setOpen] = useState(place.id);
  const [beside, setBeside] = useState(true);
  const [doing, setDoing] = useState<Doing>();
  const start = useStart(query, view.selected);
  useEffect(() => {
    if (place.id === undefined) return;
    setOpen(place.id);
    setBeside(true);
  }, [place.id]);
  // The row of a control that was opened by its code.
  const active = useMemo(() => {
    for (let at = 0; at < Math.min(total, 400); at += 1) {
      const line = row(at);
      if (line && (line.id === open || line.code === open)) return line.id;
    }
    return open;
  }, [open, total, row]);
  const show = (line: ControlLine) => {
    setOpen(line.id);
    setBeside(true);
  };
  const close = () => {
    setBeside(false);
    box.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
  };

  const rowUnder: DropPlace = (at) => (box.current?.contains(at) ? at.closest("[data-index]") : null);
  useDrop(rowUnder, (files, on) => {
    const line = row(Number(on.getAttribute("data-index")));
    if (line) setDoing({ what: "attach", files, code: line.code });
  });
  const paste = (text: string, at: PasteAt<ControlLine>) =>
    setDoing({ what: "paste", pasted: { text, at, query, below: total - at.index } });
  const rowMenu = useRowMenu({
    open: show,
    retire: (ids) => setDoing({ what: "retire", ids }),
    attach: (files, code) => setDoing({ what: "attach", files, code }),
  });
  const end = () => setDoing(undefined);

  return (
    <div className="matrix-split">
      <div className="matrix-list" ref={box}>
        <ViewTools
          title={T.title}
          end={<GridActs start={start} selected={view.selected} onBulk={(ids) => setDoing({ what: "bulk", ids })} />}
        >
          {choose}
          <GridTools columns={columns} view={view} />
          {place.ids && (
            <Pill onRemove={() => go({ view: "matrix", part: "grid" })} removeLabel={T.showAll}>
              {place.only ?? T.controls(place.ids.length)}
            </Pill>
          )}
        </ViewTools>
        <Grid
          label={T.grid.label}
          columns={columns}
          source={source}
          {...view.props}
          chips={false}
          active={beside ? active : undefined}
          onActive={(line) => line && setOpen(line.id)}
          onOpen={show}
          onEscape={beside && open ? close : undefined}
          onEdit={edit}
          onPaste={paste}
          onDelete={(ids) => setDoing({ what: "retire", ids })}
          rowMenu={rowMenu}
          rowWords={T.controls}
          rowClass={(line) => (line.state.state === "retired" ? "off" : undefined)}
          footer={<GridSums query={query} when={!older} />}
          emptyState={
            <EmptyState
              icon="matrix"
              title={codes ? T.grid.narrowedTitle : T.grid.emptyTitle}
              words={codes ? T.grid.narrowedEmpty : T.grid.emptyWords}
              action={
                <>
                  <Button changes kind="primary" icon="files" onPress={start.catalogue}>
                    {S.title}
                  </Button>
                  <Button changes icon="plus" onPress={start.add}>
                    {T.menu.newControl}
                  </Button>
                  <Button changes icon="import" onPress={start.importSheet}>
                    {T.menu.import}
                  </Button>
                </>
              }
            />
          }
        />
      </div>
      {beside && open && <ControlInspector control={open} onClose={close} />}
      {start.dialogs}
      {doing?.what === "bulk" && <BulkDialog ids={doing.ids} names={names} onClose={end} />}
      {doing?.what === "retire" && <RetireDialog ids={doing.ids} onClose={end} />}
      {doing?.what === "attach" && <AttachDialog files={doing.files} controls={[doing.code]} onClose={end} />}
      {doing?.what === "paste" && <PasteDialog pasted={doing.pasted} onClose={end} />}
    </div>
  );
}
