/** Made-up counts and the surroundings for this feature's tests. No client of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { DatesProvider } from "../../audit/date-format";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { EngagementShown } from "../../wire/engagement";
import { newClient } from "../../wire/query";
import type {
  Deadline,
  FollowUpRow,
  Noun,
  Overview,
  ReadinessHistory,
  ReadinessSheet,
  RowsLink,
  VaultStatus,
} from "../../wire/wire.gen";
import { OverviewView } from "./OverviewView";

export const TODAY = "2026-11-20";

export function link(noun: Noun, ...ids: string[]): RowsLink {
  return { noun, ids, more: 0 };
}

export function deadline(over: Partial<Deadline> = {}): Deadline {
  return {
    day: "2026-11-23",
    at: null,
    reference: "REQ-034",
    noun: "request",
    id: "req-34",
    kind: "request due",
    words: "User access review packages",
    owner: "Priya Nair",
    business_days: 1,
    overdue: false,
    critical: false,
    ...over,
  };
}

export function overview(over: Partial<Overview> = {}): Overview {
  const span = { from: "2026-01-01", to: "2026-12-31" };
  return {
    id: "e1",
    title: "SOC 2 Type II 2026",
    kind: { kind: "type_ii", period: span },
    state: "period running",
    today: TODAY,
    dates: {
      period: span,
      left_in_period: 41,
      elapsed: 324,
      fieldwork_from: "2027-01-18",
      to_fieldwork: 59,
      report_due: "2027-02-26",
      to_report: 98,
    },
    quarters: [{ name: "2026-Q1", days: { from: "2026-01-01", to: "2026-03-31" }, over: true }],
    fixable: {
      total: 23,
      urgent: 1,
      soonest: [
        {
          id: "c9",
          reference: "EMRG-09",
          title: "Runbook check",
          owner: "Marta Duarte",
          possible: {
            what: "2026-11",
            when: "due 2026-11-30, grace to 2026-12-05",
            until: "2026-12-05",
            days_left: 15,
            urgent: true,
            keys: ["2026-11"],
          },
        },
      ],
      rows: link("control", "c9", "c31"),
    },
    lost: {
      total: 4,
      occurrences: 6,
      controls: [
        {
          id: "c24",
          reference: "CORE-24",
          title: "User access review",
          owner: null,
          lost: {
            what: "2026-Q2",
            count: "1 of 4",
            lost: 1,
            of: 4,
            since: "2026-07-16",
            instead: ["account", "compensating_control", "later_occurrences"],
            instead_words: ["Record the exception as it is.", "Name another control.", "Show every later occurrence."],
            keys: ["2026-Q2"],
          },
        },
      ],
      rows: link("control", "c24", "c2"),
    },
    requests: {
      total: 90,
      overdue: 4,
      states: [
        {
          standing: "accepted",
          words: "accepted",
          count: 38,
          overdue: 0,
          blocking: 0,
          waiting_days: null,
          rows: link("request", "r1"),
          overdue_rows: link("request"),
        },
        {
          standing: "in_work",
          words: "in work",
          count: 21,
          overdue: 3,
          blocking: 2,
          waiting_days: null,
          rows: link("request", "r2", "r3"),
          overdue_rows: link("request", "r3"),
        },
      ],
    },
    gaps: {
      open: 12,
      overdue: 2,
      levels: [
        {
          level: "critical",
          count: 3,
          without_cost: 1,
          costs: [
            { currency: "EUR", low: 1000, high: 2000, gaps: 1 },
            { currency: "USD", low: 420000, high: 1100000, gaps: 1 },
          ],
          rows: link("gap", "g1", "g2", "g3"),
        },
      ],
      costs: [
        { currency: "EUR", low: 1000, high: 2000, gaps: 1 },
        { currency: "USD", low: 420000, high: 1100000, gaps: 1 },
      ],
      rows: link("gap", "g1", "g2", "g3", "g4"),
    },
    escalation: {
      overdue: 2,
      steps: [deadline({ reference: "FND-003", noun: "finding", id: "f3", day: "2026-11-10", overdue: true })],
      findings: link("finding", "f3"),
      plan_rows: link("plan_row", "p4"),
    },
    clock: {
      deadline: deadline({ reference: "row 7", noun: "plan_row", id: "p7", words: "Authority notice" }),
      minutes_left: 14 * 60 + 20,
      running: 1,
      rows: link("plan_row", "p7"),
    },
    waiting_for_trigger: link("plan_row", "p8", "p9"),
    deadlines: {
      within_30_days: 14,
      overdue: 1,
      total: 3,
      next: [deadline(), deadline({ noun: "finding", id: "f9", reference: "FND-009", words: "Notify step" })],
      past: [deadline({ id: "req-2", reference: "REQ-002", words: "Late one", overdue: true, business_days: -4 })],
    },
    critical: {
      id: "t5",
      reference: "ECOM_TOKENS",
      title: "Token migration",
      owner: "Kenji Tanaka",
      days: { from: "2026-11-18", to: "2026-12-01" },
      state: "in progress",
      plan_ends_on: "2026-12-18",
      rows: link("task", "t5", "t6"),
    },
    stale: {
      by: "2027-01-18",
      total: 7,
      items: [
        {
          id: "ev3",
          reference: "EV-0003",
          title: "Privileged listing",
          request: "REQ-035",
          owner: null,
          stale_from: "2026-12-02",
          stale: false,
          words: "older than 90 days",
        },
      ],
      rows: link("evidence", "ev3", "ev4"),
    },
    readiness: {
      figures: { score: 61, not_evaluable: 12, lacking: 27 },
      at_most: 73,
      criteria: 33,
      reasons: ["9 criteria: can’t be rated in operation yet."],
      note: "Management's own figure. It is no opinion.",
    },
    follow_ups: { count: 1, overdue: 0, rows: link("follow_up", "fu2") },
    ...over,
  };
}

export function followUp(over: Partial<FollowUpRow["follow_up"]> = {}): FollowUpRow {
  return {
    follow_up: {
      id: "fu2",
      revision: 1,
      engagement: "e1",
      number: 2,
      control: "c1",
      question: "Where is it recorded?",
      asked_by: "Callum Reid",
      asked_at: "2026-11-18T10:00:00Z",
      promised_by: "p1",
      due_on: "2026-11-27",
      answer: null,
      state: { state: "open" },
      internal_note: "",
      ...over,
    },
    reference: "FU-002",
    control: "CORE-01",
    control_title: "Board oversight",
    promised_by: "Tomas Lindqvist",
    overdue: false,
  };
}

export const HISTORY: ReadinessHistory = {
  engagement: "SOC 2 Type II 2026",
  entries: [
    { day: "2026-09-04", before: null, figures: { score: 31, not_evaluable: 9, lacking: 60 }, changes: [] },
    {
      day: TODAY,
      before: null,
      figures: { score: 61, not_evaluable: 12, lacking: 27 },
      changes: [{ seq: 4, action: "rating.set", who: "A" }],
    },
  ],
  note: "Management's own figure.",
};

export const SHEET: ReadinessSheet = {
  engagement: "SOC 2 Type II 2026",
  on: TODAY,
  figures: { score: 61, not_evaluable: 12, lacking: 27 },
  at_most: 73,
  weights: { design: 40, operation: 40, shown: 20 },
  rule: ["Each relevant criterion has 100 points.", "Points that aren't evaluable yet are counted apart."],
  points: { earned: 2013, not_evaluable: 396 },
  rows: [],
  note: "Management's own figure.",
};

export function status(over: Partial<VaultStatus> = {}): VaultStatus {
  return {
    head: null,
    size: 1,
    client: "Larkfield Outfitters",
    person: "Ana",
    condition: { condition: "sound" },
    schema: 2,
    changes: 0,
    unsaved: 0,
    backup: { last: null, days: null, due: false },
    ...over,
  };
}

/** Draws the view within all that the window gives; `went` holds where it went. */
export function drawn(place: Place = { view: "overview" }, engagement: string | null = "e1"): Place[] {
  const went: Place[] = [];
  render(
    <QueryClientProvider client={newClient()}>
      <DatesProvider format="iso" today={TODAY}>
        <EngagementShown value={engagement}>
          <PlaceProvider value={{ place, go: (to) => went.push(to) }}>
            <ToastProvider>
              <OverviewView />
            </ToastProvider>
          </PlaceProvider>
        </EngagementShown>
      </DatesProvider>
    </QueryClientProvider>,
  );
  return went;
}
