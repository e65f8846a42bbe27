/** The activity log as a grid, with its chain, and each row's changes beside it. The log itself only grows: undoing adds a row. */
import { useMemo, useRef, useState } from "react";
import { useDates } from "../../audit";
import { GROUPABLE, useGroupCounts } from "../../audit/rows/groups";
import { EmptyState, Grid, GridTools, MenuButton, Pill, SearchField, useGridView, ViewTools } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { useRested } from "../../kit/rested";
import { wordsFor } from "../../wire/failures";
import { usePaged } from "../../wire/paged";
import type { LogLine } from "../../wire/wire.gen";
import { Chain } from "./Chain";
import { filtersOf, logColumns, type Query } from "./columns";
import { ExtractDialog } from "./ExtractDialog";
import { PurgeRows } from "./PurgeRows";
import { RowPane } from "./RowPane";
import { T } from "./texts";
import "./log.css";

export function ActivityView() {
  const place = usePlace();
  const go = useGo();
  const dates = useDates();
  const view = useGridView({ groupable: GROUPABLE.log, list: "log" });
  const [text, setText] = useState("");
  const [seq, setSeq] = useState<number>();
  const [opened, setOpened] = useState<"extract" | "purge">();
  const beside = useRested(seq);
  // Somebody came here for one row: the place alone decides, rows that come anew select nothing.
  const [came, setCame] = useState<string>();
  if (place.id !== came) {
    setCame(place.id);
    const asked = Number(place.id);
    if (place.id !== undefined && Number.isInteger(asked)) setSeq(asked);
  }
  const query = useMemo((): Query => {
    const filters = filtersOf(view.filters);
    if (place.ids) filters.push({ column: "subject", test: { is: "any_of", values: place.ids } });
    return { engagement: null, text: text.trim() || null, filters, sort: view.sort.map((one) => ({ ...one })) };
  }, [view.filters, view.sort, text, place.ids]);
  const paged = usePaged("log.page", query);
  const counts = useGroupCounts("log", query, view.grouping);
  const asking = useRef(query);
  asking.current = query;
  const columns = useMemo(() => logColumns(dates, () => asking.current), [dates]);
  const source = {
    ...paged,
    counts,
    key: (row: LogLine) => String(row.seq),
    failed: paged.failed && wordsFor(paged.failed),
    retry: paged.again,
  };
  const chosen = [...view.selected].map(Number).sort((one, two) => one - two);
  return (
    <div className="activity">
      <ViewTools
        title={T.title}
        end={
          <>
            <Chain />
            <MenuButton
              button={{ kind: "quiet", icon: "more", label: T.menu }}
              label={T.menu}
              placement="bottom end"
              entries={[
                {
                  id: "extract",
                  label: T.extract.open,
                  hint: T.extract.hint,
                  icon: "save",
                  changes: true,
                  disabled: source.all === 0,
                  onPress: () => setOpened("extract"),
                },
                {
                  id: "purge",
                  label: T.purge.openMany(chosen.length),
                  hint: T.purge.openHint,
                  icon: "trash",
                  danger: true,
                  changes: true,
                  disabled: chosen.length === 0,
                  onPress: () => setOpened("purge"),
                },
              ]}
            />
          </>
        }
      >
        <SearchField label={T.search} value={text} onChange={setText} />
        <GridTools columns={columns} view={view} />
        {place.ids && (
          <Pill removeLabel={T.clearOnly} onRemove={() => go({ view: "activity" })}>
            {T.only(place.only ?? "")}
          </Pill>
        )}
      </ViewTools>
      <div className="activity-body">
        <Grid
          label={T.grid}
          columns={columns}
          source={source}
          chips={false}
          {...view.props}
          active={seq === undefined ? undefined : String(seq)}
          onActive={(row) => row && setSeq(row.seq)}
          onOpen={(row) => setSeq(row.seq)}
          onEscape={() => setSeq(undefined)}
          rowWords={T.rows}
          rowClass={(row) => (row.undone_by === null ? undefined : "off undone")}
          emptyState={<EmptyState icon="activity" title={T.emptyTitle} words={T.emptyWords} />}
        />
        {beside !== undefined && <RowPane key={beside} seq={beside} onRow={setSeq} onClose={() => setSeq(undefined)} />}
      </div>
      {opened === "extract" && <ExtractDialog newest={source.all} onClose={() => setOpened(undefined)} />}
      {opened === "purge" && (
        <PurgeRows rows={chosen} onPurged={() => view.onSelect(new Set())} onClose={() => setOpened(undefined)} />
      )}
    </div>
  );
}
