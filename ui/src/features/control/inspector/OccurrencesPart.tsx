/** A control's occurrences over the period: each with its mark, missed ones with what would be accepted instead, and the form to record one. */
import { useState } from "react";
import { keyWords, LostOccurrence, OccurrenceMark, STANDING, standingOf, useDates, within } from "../../../audit";
import { Button, FailureNote, InspectorSection, Skeleton } from "../../../kit";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { Control, ControlOccurrences, OccurrenceRow, Span } from "../../../wire/wire.gen";
import { OccurrenceForm } from "./OccurrenceForm";
import { I } from "./texts";

/** Rows that are shown at once; of more, those around today. */
const FEW = 12;
/** Missed ones that are told in full; of others one click away. */
const TOLD = 1;
const REMARKS = 2;

export function OccurrencesPart({ control }: { control: Control }) {
  const engagement = useEngagement();
  const read = useRead("occurrence.list", { engagement, control: control.code, as_of: null });
  const shown = read.data?.controls.find((one) => one.control === control.code);
  const expected = shown?.rows.filter((row) => row.window.expected).length ?? 0;
  return (
    <InspectorSection
      title={I.occurrences}
      count={shown?.shown_by === "occurrences" ? I.expected(expected) : undefined}
    >
      {read.failure ? (
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      ) : !shown || !read.data ? (
        <Skeleton lines={3} />
      ) : (
        <>
          {shown.shown_by === "occurrences" && <Rows of={shown} today={read.data.as_of} />}
          <Proof of={shown} />
          <Remarks remarks={shown.remarks} />
        </>
      )}
    </InspectorSection>
  );
}

/** The rows around today, with all that are lost or in their last chance among them. */
function around(rows: readonly OccurrenceRow[], today: string): readonly OccurrenceRow[] {
  if (rows.length <= FEW) return rows;
  const next = rows.findIndex((row) => row.window.days.to >= today);
  const end = Math.min(rows.length, (next < 0 ? rows.length : next) + 3);
  const near = new Set(rows.slice(Math.max(0, end - FEW), end));
  return rows.filter((row) => near.has(row));
}

function Rows({ of, today }: { of: ControlOccurrences; today: string }) {
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<string>();
  const rows = all ? of.rows : around(of.rows, today);
  const lost = of.outlook?.lost ?? [];
  return (
    <>
      <ul className="occurrences">
        {rows.map((row) => (
          <Row
            key={row.window.key}
            of={of}
            row={row}
            told={lost.findIndex((one) => one.key === row.window.key) < TOLD}
            open={open === row.window.key}
            onOpen={(on) => setOpen(on ? row.window.key : undefined)}
          />
        ))}
      </ul>
      {of.rows.length > FEW && (
        <Button kind="link" onPress={() => setAll(!all)}>
          {all ? I.showFewer : I.showAllRows(of.rows.length)}
        </Button>
      )}
    </>
  );
}

function Row(props: {
  of: ControlOccurrences;
  row: OccurrenceRow;
  told: boolean;
  open: boolean;
  onOpen(open: boolean): void;
}) {
  const { of, row } = props;
  const dates = useDates();
  const { key } = row.window;
  const [instead, setInstead] = useState(props.told);
  const standing = standingOf(row.state, row.exception);
  const lost = of.outlook?.lost.find((one) => one.key === key);
  const record = of.records.find((one) => one.key === key);
  return (
    <li>
      <div className="row occurrence">
        <OccurrenceMark standing={standing} bare />
        <span className="grow">{keyWords(key)}</span>
        <span className={row.state === "missed" ? "crit" : row.state === "last_chance" ? "high" : "dim"}>
          {lost && instead ? null : told(row, dates.day)}
        </span>
        <Button
          changes
          kind="quiet"
          icon={props.open ? "chevron-up" : "chevron-down"}
          label={I.record(keyWords(key))}
          expanded={props.open}
          onPress={() => props.onOpen(!props.open)}
        />
      </div>
      {record?.exception && (
        <p className="small break deviated">
          <span className="dim">{I.exception}: </span>
          {record.exception}
        </p>
      )}
      {lost && (instead ? <LostOccurrence lost={lost} /> : null)}
      {lost && !instead && (
        <Button kind="link" onPress={() => setInstead(true)}>
          {I.instead}
        </Button>
      )}
      {props.open && <OccurrenceForm of={of} row={row} record={record} onEnd={() => props.onOpen(false)} />}
    </li>
  );
}

/** What is said at the end of a row: when it was done, by when it can be, or that it is lost. */
function told(row: OccurrenceRow, day: (day: string | null) => string): string {
  const { window, state } = row;
  if (state === "missed") return I.missedRow;
  if (state === "last_chance") return I.lastChance(day(window.last_chance));
  if (state === "upcoming") return I.by(day(window.days.to));
  if (state === "not_expected") return I.notExpected;
  if (row.performed_on) return I.performedOn(day(row.performed_on));
  return row.evidence.length > 0 ? I.evidencedBy(row.evidence.length) : within(STANDING[state]);
}

/** For which days a configuration's history or a population speaks. */
function Proof({ of }: { of: ControlOccurrences }) {
  const dates = useDates();
  const coverage = of.configuration?.history ?? of.population;
  if (!coverage) return null;
  const days = (spans: readonly Span[]) => spans.map(dates.span).join("; ") || I.noDays;
  const words = of.configuration ? I.configuration : I.population;
  return (
    <>
      <p>{words(days(coverage.covered))}</p>
      {coverage.holes.length > 0 && <p className="high">{I.holes(days(coverage.holes))}</p>}
    </>
  );
}

function Remarks({ remarks }: { remarks: readonly string[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? remarks : remarks.slice(0, REMARKS);
  return (
    <>
      {shown.map((remark) => (
        <p key={remark} className="small dim remark">
          {remark}
        </p>
      ))}
      {remarks.length > shown.length && (
        <Button kind="link" onPress={() => setAll(true)}>
          {I.moreRemarks(remarks.length - shown.length)}
        </Button>
      )}
    </>
  );
}
