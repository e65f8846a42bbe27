/** The activity log as a grid, with its chain, and each row's changes beside it. The log itself only grows: undoing adds a row. */
import { useMemo, useState } from "react";
import { useDates } from "../../audit";
import { EmptyState, Grid, GridTools, Pill, SearchField, useGridView, ViewTools } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { wordsFor } from "../../wire/failures";
import { usePaged } from "../../wire/paged";
import type { LogLine } from "../../wire/wire.gen";
import { Chain } from "./Chain";
import { filtersOf, logColumns } from "./columns";
import { RowPane } from "./RowPane";
import { T } from "./texts";
import { useRest } from "./useRest";
import "./log.css";

/** How long typing may rest before the log is asked. */
const RESTS_MS = 200;

export function ActivityView() {
  const place = usePlace();
  const go = useGo();
  const dates = useDates();
  const view = useGridView();
  const [typed, setTyped] = useState("");
  const text = useRest(typed, RESTS_MS);
  const [seq, setSeq] = useState<number>();
  // Somebody came here for one row: the place alone decides, rows that come anew select nothing.
  const [came, setCame] = useState<string>();
  if (place.id !== came) {
    setCame(place.id);
    const asked = Number(place.id);
    if (place.id !== undefined && Number.isInteger(asked)) setSeq(asked);
  }
  const query = useMemo(() => {
    const filters = filtersOf(view.filters);
    if (place.ids) filters.push({ column: "subject", test: { is: "any_of", values: place.ids } });
    return { engagement: null, text: text.trim() || null, filters, sort: view.sort.map((one) => ({ ...one })) };
  }, [view.filters, view.sort, text, place.ids]);
  const paged = usePaged("log.page", query);
  const columns = useMemo(() => logColumns(dates, view.filters, text), [dates, view.filters, text]);
  const source = {
    ...paged,
    key: (row: LogLine) => String(row.seq),
    failed: paged.failed && wordsFor(paged.failed),
    retry: paged.again,
  };
  return (
    <div className="activity">
      <ViewTools title={T.title} end={<Chain />}>
        <SearchField label={T.search} value={typed} onChange={setTyped} />
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
        {seq !== undefined && <RowPane key={seq} seq={seq} onRow={setSeq} onClose={() => setSeq(undefined)} />}
      </div>
    </div>
  );
}
