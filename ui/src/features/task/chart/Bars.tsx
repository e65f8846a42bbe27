/** The plan as bars over time: phases, waits, slack, critical path, freezes, today and the audit's dates, or the same as a table. */
import { type ReactNode, useState } from "react";
import { useDates } from "../../../audit/date-format";
import { Button, FailureNote, Loading, ToolsLine, ViewSwitch } from "../../../kit";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import { BARS as B } from "../texts";
import { BarsTable } from "./BarsTable";
import { Chart } from "./Chart";
import { Legend } from "./Legend";
import { rowsOf, type Zoom } from "./scale";
import "./bars.css";

export interface BarsProps {
  engagement: string;
  /** Only these tasks. */
  ids: readonly string[] | undefined;
  active: string | undefined;
  onActive(id: string): void;
  onOpen(id: string): void;
  emptyState: ReactNode;
}

export function Bars(props: BarsProps) {
  const dates = useDates();
  const read = useRead("task.chart", { engagement: props.engagement });
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [table, setTable] = useState(false);
  if (read.failure) {
    return (
      <div className="pad">
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      </div>
    );
  }
  const chart = read.data;
  if (!chart) return <Loading words={B.loading} />;
  if (chart.bars.length === 0) return props.emptyState;
  const rows = rowsOf(chart, props.ids);
  return (
    <>
      <div className="bars-tools">
        <Button kind="quiet" icon="table" pressed={table} onPress={() => setTable(!table)}>
          {B.table}
        </Button>
        <ToolsLine />
        {table ? (
          <span className="small dim">
            {[chart.ends_on && B.ends(dates.day(chart.ends_on)), chart.dropped > 0 && B.dropped(chart.dropped)]
              .filter(Boolean)
              .join(" · ")}
          </span>
        ) : (
          <>
            <ViewSwitch<Zoom>
              label={B.zoom}
              tabs={[
                { id: "fit", label: B.fit },
                { id: "weeks", label: B.weeks },
                { id: "days", label: B.days },
              ]}
              value={zoom}
              onChange={setZoom}
            />
            <span className="grow" />
            <Legend />
          </>
        )}
      </div>
      {table ? (
        <BarsTable rows={rows} today={chart.today} onOpen={props.onOpen} />
      ) : (
        <Chart
          chart={chart}
          rows={rows}
          zoom={zoom}
          active={props.active}
          onActive={props.onActive}
          onOpen={props.onOpen}
        />
      )}
    </>
  );
}
