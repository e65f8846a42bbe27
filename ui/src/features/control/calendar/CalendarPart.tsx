/** The period calendar: controls by weeks, what lies behind the chosen week, and the same as a table. It records nothing by itself. */
import { type ReactNode, useState } from "react";
import { OccurrenceLegend, useDates } from "../../../audit";
import { Button, Checkbox, EmptyState, FailureNote, Loading, Pill, ViewTools } from "../../../kit";
import { useGo, usePlace } from "../../../kit/place";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { CalendarLine, CalendarSheet } from "../../../wire/wire.gen";
import { CALENDAR as C, T } from "../texts";
import { CalendarDetail } from "./CalendarDetail";
import { CalendarGrid } from "./CalendarGrid";
import { CalendarTable } from "./CalendarTable";
import { dueOf } from "./due";
import "./calendar.css";

/** Rows that are drawn at once. */
const MOST = 200;

/** A cell: a row and a week, by their places. */
export interface At {
  row: number;
  week: number;
}

export function CalendarPart({ choose }: { choose: ReactNode }) {
  const engagement = useEngagement();
  const place = usePlace();
  const go = useGo();
  const [pressing, setPressing] = useState(false);
  const [table, setTable] = useState(false);
  const [from, setFrom] = useState(0);
  const read = useRead("calendar.show", { engagement, controls: place.ids ?? [], pressing, from, most: MOST });
  const sheet = read.data;
  return (
    <>
      <ViewTools
        title={T.title}
        end={
          <Button kind="quiet" icon={table ? "calendar" : "table"} pressed={table} onPress={() => setTable(!table)}>
            {T.showTable}
          </Button>
        }
      >
        {choose}
        {sheet && (
          <span className="tools-words" title={sheet.without > 0 ? C.without(sheet.without) : undefined}>
            {C.shown(sheet.rows.length, sheet.total + sheet.without)}
          </span>
        )}
        <Checkbox
          checked={pressing}
          onChange={(on) => {
            setPressing(on);
            setFrom(0);
          }}
        >
          {C.pressing}
        </Checkbox>
        {place.ids && (
          <Pill onRemove={() => go({ view: "matrix", part: "calendar" })} removeLabel={T.showAll}>
            {place.only ?? T.controls(place.ids.length)}
          </Pill>
        )}
      </ViewTools>
      {read.failure ? (
        <div className="page">
          <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
        </div>
      ) : !sheet ? (
        <Loading words={T.loading} />
      ) : sheet.rows.length === 0 ? (
        <EmptyState icon="calendar" title={C.emptyTitle} words={pressing ? C.emptyPressing : C.emptyWords} />
      ) : (
        <Shown
          // Another page of rows begins at its own first cell.
          key={`${from} ${pressing}`}
          sheet={sheet}
          table={table}
          chosen={place.id}
          pages={
            sheet.total > from + sheet.rows.length || from > 0 ? (
              <span className="row">
                <Button disabled={from === 0} onPress={() => setFrom(Math.max(0, from - MOST))}>
                  {C.earlier}
                </Button>
                <Button disabled={from + sheet.rows.length >= sheet.total} onPress={() => setFrom(from + MOST)}>
                  {C.later}
                </Button>
              </span>
            ) : undefined
          }
        />
      )}
    </>
  );
}

/** The week of a control's mark that presses most. */
function pressingWeek(line: CalendarLine | undefined): number | undefined {
  const due = line ? dueOf(line) : [];
  return (due.find((one) => one.state === "missed") ?? due.find((one) => one.state === "last_chance"))?.week;
}

/** The cell that is chosen at first: of the control that was come for, or of the first that presses; else today's. */
function firstCell(sheet: CalendarSheet, chosen: string | undefined): At {
  const own = sheet.rows.findIndex((line) => line.id === chosen || line.code === chosen);
  const row = own >= 0 ? own : sheet.rows.findIndex((line) => pressingWeek(line) !== undefined);
  const today = sheet.weeks.findIndex((week) => week.today);
  return { row: Math.max(0, row), week: pressingWeek(sheet.rows[row]) ?? Math.max(0, today) };
}

function Shown(props: { sheet: CalendarSheet; table: boolean; chosen: string | undefined; pages: ReactNode }) {
  const { sheet } = props;
  const dates = useDates();
  const go = useGo();
  const [at, setAt] = useState<At>(() => firstCell(sheet, props.chosen));
  const line = sheet.rows[Math.min(at.row, sheet.rows.length - 1)];
  const week = sheet.weeks[Math.min(at.week, sheet.weeks.length - 1)];
  const open = (id: string) => go({ view: "matrix", part: "grid", id });
  const daily = sheet.rows.some((one) => one.frequency === "daily");
  return (
    <>
      {props.table ? (
        <CalendarTable sheet={sheet} />
      ) : (
        <CalendarGrid sheet={sheet} at={at} onAt={setAt} onOpen={(one) => open(one.id)} />
      )}
      <div className="cal-foot">
        <OccurrenceLegend />
        {!props.table && (
          <ul className="legend">
            <li>
              <i className="swatch after" /> {C.grace}
            </li>
            {sheet.fieldwork_from && (
              <li>
                <i className="swatch field" /> {C.fieldworkFrom(dates.day(sheet.fieldwork_from))}
              </li>
            )}
          </ul>
        )}
        <span className="grow" />
        {daily && !props.table && <span className="micro dim">{C.daily}</span>}
        {props.pages}
      </div>
      {!props.table && line && week && (
        <CalendarDetail line={line} week={week} at={at.week} onOpen={() => open(line.id)} />
      )}
    </>
  );
}
