/** A made-up matrix for this feature's tests: a few controls with what surrounds them. Only tests use it. */
import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import { useState } from "react";
import { vi } from "vitest";
import { DatesProvider } from "../../audit";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { type Answers, fakeWire } from "../../testing/fakeWire";
import { EngagementShown } from "../../wire/engagement";
import { newClient } from "../../wire/query";
import type {
  CalendarSheet,
  Control,
  ControlLine,
  CoverageSheet,
  OccurrenceSheet,
  OccurrenceStrip,
  SheetPreview,
} from "../../wire/wire.gen";
import { MatrixView } from "./MatrixView";

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 40_000 });

export const TODAY = "2026-11-21";

const NO_STRIP: OccurrenceStrip = { marks: [], expected: 0, done: 0, missed: 0, next_due: null, last_chance: null };

export function line(n: number, over: Partial<ControlLine> = {}): ControlLine {
  return {
    id: `c${n}`,
    revision: 3,
    code: `CORE-${String(n).padStart(2, "0")}`,
    title: `Control ${n}`,
    criteria: ["CC6.2", "CC6.3"],
    control_type: "detective",
    nature: "manual",
    frequency: "quarterly",
    owner: "p1",
    owner_name: "Priya Nair",
    owner_role: "Identity lead",
    key: false,
    state: { state: "in_place" },
    surfaces: ["cloud_identity"],
    starts_on: null,
    design: "effective",
    operation: "partly",
    shown_by: "occurrences",
    occurrences: NO_STRIP,
    events: null,
    evidence: 2,
    released: 1,
    open_gaps: 1,
    worst_gap: "high",
    ...over,
  };
}

export function control(n: number, over: Partial<Control> = {}): Control {
  const {
    id,
    revision,
    code,
    title,
    criteria,
    control_type,
    nature,
    frequency,
    owner,
    owner_role,
    key,
    state,
    surfaces,
  } = line(n);
  return {
    id,
    revision,
    code,
    title,
    criteria,
    control_type,
    nature,
    frequency,
    owner,
    owner_role,
    key,
    state,
    surfaces,
    engagement: "e1",
    statement: "Owners recertify users each quarter.",
    mappings: [{ framework: "iso27001_2022", target: "A.5.18", relation: "intersects" }],
    starts_on: null,
    grace_days: 15,
    quarters: "calendar",
    test_of_design: "",
    test_of_effectiveness: "",
    typical_evidence: [],
    internal_note: "",
    ...over,
  };
}

const window = (key: string, from: string, to: string, last: string) => ({
  key,
  days: { from, to },
  before: null,
  expected: true,
  last_chance: last,
});

export const OCCURRENCES: OccurrenceSheet = {
  as_of: TODAY,
  period: { from: "2026-01-01", to: "2026-12-31" },
  controls: [
    {
      control: "CORE-24",
      title: "Control 24",
      frequency: "quarterly",
      shown_by: "occurrences",
      rows: [
        {
          window: window("2026-Q1", "2026-01-01", "2026-03-31", "2026-04-15"),
          state: "evidenced",
          evidence: ["ev1"],
          performed_on: "2026-04-08",
          exception: false,
        },
        {
          window: window("2026-Q2", "2026-04-01", "2026-06-30", "2026-07-15"),
          state: "missed",
          evidence: [],
          performed_on: null,
          exception: false,
        },
        {
          window: window("2026-Q4", "2026-10-01", "2026-12-31", "2027-01-15"),
          state: "upcoming",
          evidence: [],
          performed_on: null,
          exception: false,
        },
      ],
      records: [],
      outlook: {
        as_of: TODAY,
        evidenced: 1,
        performed: 0,
        not_expected: 0,
        exceptions: 0,
        possible: [
          { key: "2026-Q4", from: TODAY, due: "2026-12-31", last_chance: "2027-01-15", days_left: 55, urgent: false },
        ],
        lost: [
          {
            key: "2026-Q2",
            since: "2026-07-16",
            performed_late_on: null,
            instead: ["account", "compensating_control"],
          },
        ],
        untestable: false,
      },
      configuration: null,
      population: null,
      remarks: [],
    },
  ],
};

const told = (key: string, state: "evidenced" | "missed" | "upcoming", due: string) => ({
  key,
  state,
  exception: false,
  words: `${key}: ${state}, due ${due}`,
});
const cell = (week: number, ...occurrences: ReturnType<typeof told>[]) => ({
  week,
  state: occurrences[0]?.state ?? ("upcoming" as const),
  grace: false,
  due: true,
  missed: 0,
  exception: false,
  occurrences,
});

/** Four weeks: in the second the first occurrence is due and the second begins, which is due in the third. */
export const CALENDAR_SHEET: CalendarSheet = {
  today: TODAY,
  period: { from: "2026-11-02", to: "2026-11-29" },
  fieldwork_from: null,
  weeks: ["2026-W45", "2026-W46", "2026-W47", "2026-W48"].map((key, at) => ({
    key,
    days: {
      from: `2026-11-${String(2 + at * 7).padStart(2, "0")}`,
      to: `2026-11-${String(8 + at * 7).padStart(2, "0")}`,
    },
    in_period: true,
    fieldwork: false,
    today: at === 2,
  })),
  rows: [
    {
      id: "c24",
      code: "CORE-24",
      title: "Control 24",
      frequency: "quarterly",
      cells: [
        cell(0, told("2026-Q1", "evidenced", "2026-11-10")),
        cell(1, told("2026-Q1", "evidenced", "2026-11-10"), told("2026-Q2", "missed", "2026-11-20")),
        cell(2, told("2026-Q2", "missed", "2026-11-20")),
      ],
      evidenced: 1,
      missed: 1,
      possible: 0,
      occurrences: 2,
    },
    {
      id: "c25",
      code: "CORE-25",
      title: "Control 25",
      frequency: "weekly",
      cells: [cell(3, told("2026-W48", "upcoming", "2026-11-29"))],
      evidenced: 0,
      missed: 0,
      possible: 1,
      occurrences: 1,
    },
  ],
  total: 2,
  without: 3,
};

export const COVERAGE_SHEET: CoverageSheet = {
  engagement: "Type II 2026",
  series: [{ code: "CC6", title: "Logical and physical access", criteria: 2, empty: 1 }],
  controls: [{ id: "c24", code: "CORE-24", title: "Control 24", mark: "key" }],
  criteria: [
    {
      id: "k1",
      code: "CC6.2",
      series: "CC6",
      title: "New users",
      state: "one_control",
      words: "one control",
      why: "One live control is mapped to it.",
      live: 1,
      key: 1,
      marks: [0],
    },
    {
      id: "k2",
      code: "CC6.5",
      series: "CC6",
      title: "Asset disposal",
      state: "design_gap",
      words: "design gap",
      why: "No live control is mapped to it.",
      live: 0,
      key: 0,
      marks: [],
    },
  ],
  empty: 1,
};

const FOUND = {
  sheets: [{ name: null, hidden: false, rows: 3 }],
  sheet: null,
  heading_row: 1,
  columns: [],
  ambiguous: [],
  unknown: [],
  derived: [],
  absent: [],
  missing: [],
};

/** What a sheet would change: one title, one new control, one refused row. */
export const PREVIEW: SheetPreview = {
  seen: { file: "aa", head: "bb", preview: "cc" },
  found: FOUND,
  preview: {
    added: [{ row: 3, key: "CORE-99", alike: null, fields: [{ heading: "Title", from: null, to: "A new one" }] }],
    changed: [
      { row: 1, key: "CORE-24", alike: null, fields: [{ heading: "Title", from: "Control 24", to: "Access review" }] },
    ],
    unchanged: 4,
    refused: ["row 2, column B: has no value of this column"],
    skipped: [],
  },
  consequences: [],
};

export const PASTED = { file: 7, found: FOUND };

/** What the feature reads when it opens, over which a test lays its own. */
export function answers(lines: readonly ControlLine[], over: Answers = {}): Answers {
  const empty = { total: 0, all: 0, offset: 0, rows: [] };
  return {
    "control.page": ({ query }) => ({
      total: lines.length,
      all: lines.length,
      offset: query.offset,
      rows: lines.slice(query.offset, query.offset + query.limit),
    }),
    "page.facets": () => [{ value: "effective", label: "effective", count: lines.length }],
    "page.ids": () => lines.map((one) => one.id),
    "person.list": () => [
      { id: "p1", revision: 1, name: "Priya Nair", role: "Identity lead", side: "client", team: null, email: null },
      { id: "p2", revision: 1, name: "Mara Ellison", role: "Consultant", side: "firm", team: null, email: null },
    ],
    "surface.list": () => [],
    "vault.status": () => ({
      head: null,
      size: 0,
      client: null,
      person: "Mara Ellison",
      condition: { condition: "sound" },
      schema: 2,
      changes: 0,
      unsaved: 0,
      backup: { last: null, days: null, due: false },
    }),
    "control.list": () => lines.map((one) => control(Number(one.id.slice(1)))),
    "control.show": () => ({ control: control(24), evidence: [], ratings: [], gaps: [] }),
    "occurrence.list": () => OCCURRENCES,
    "evidence.page": () => empty,
    "gap.page": () => empty,
    "record.history": () => [],
    "unsaved.list": () => [],
    "unsaved.keep": () => null,
    "unsaved.forget": () => null,
    "calendar.show": () => CALENDAR_SHEET,
    "coverage.show": () => COVERAGE_SHEET,
    ...over,
  };
}

/** Draws the matrix within all that the window gives; going elsewhere is followed. */
export function drawn(given: Answers, start: Place = { view: "matrix" }) {
  const asked = fakeWire(given);
  const went: Place[] = [];
  render(<Around start={start} went={went} />);
  const of = (name: string) => asked.filter((one) => one.name === name).map((one) => one.request);
  return { asked, went, of };
}

function Around({ start, went }: { start: Place; went: Place[] }) {
  const [client] = useState(newClient);
  const [place, setPlace] = useState(start);
  const go = (next: Place) => {
    went.push(next);
    setPlace(next);
  };
  return (
    <QueryClientProvider client={client}>
      <DatesProvider format="iso" today={TODAY}>
        <EngagementShown value="e1">
          <PlaceProvider value={{ place, go }}>
            <ToastProvider>
              <MatrixView />
            </ToastProvider>
          </PlaceProvider>
        </EngagementShown>
      </DatesProvider>
    </QueryClientProvider>
  );
}
