/** Made-up pages of a walkthrough and the surroundings for this feature's tests. No client of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { vi } from "vitest";
import { DatesProvider } from "../../audit/date-format";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { type Answers, fakeWire } from "../../testing/fakeWire";
import { EngagementShown } from "../../wire/engagement";
import { newClient } from "../../wire/query";
import type { FollowUpRow, WalkthroughOccurrence, WalkthroughSheet } from "../../wire/wire.gen";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 40_000 });

export const NOTICE =
  "Management's readiness testing, prepared by Ellison Assurance Advisory. Not an examination; no opinion is expressed.";

/** A name that stands in the vault and must never stand in the page. */
export const CLIENT = "Larkfield Outfitters";

export const INSTEAD = "Name another control that ran on those days and limits the harm.";

export function occurrence(quarter: number, over: Partial<WalkthroughOccurrence> = {}): WalkthroughOccurrence {
  return {
    key: `2026-Q${quarter}`,
    days: { from: "2026-01-01", to: "2026-03-31" },
    last_chance: "2026-04-15",
    standing: "evidenced",
    words: "done with evidence",
    performed_on: "2026-04-08",
    late: false,
    exception: null,
    exhibits: ["EV-0003"],
    instead: [],
    ...over,
  };
}

const TEST = {
  procedure: "Inspected review scope and reviewer independence.",
  result: "effective" as const,
  words: "effective",
  rationale: "Scope and reviewers are laid down.",
  rated_on: "2026-11-18",
  exhibits: ["EV-0003"],
};

export function sheet(number: number, over: Partial<WalkthroughSheet> = {}): WalkthroughSheet {
  return {
    control: `c-${number}`,
    position: number,
    count: 3,
    code: `CORE-0${number}`,
    title: `Control ${number}`,
    statement: `Statement of control ${number}.`,
    control_type: "detective",
    nature: "manual",
    frequency: "quarterly",
    owner_role: "Identity and access lead",
    key: false,
    planned: false,
    criteria: [{ code: "CC6.2", title: "Access", summary: "Access is granted and taken back." }],
    mappings: [{ framework: "iso27001_2022", target: "A.5.18", relation: "intersects" }],
    design: TEST,
    operation: { ...TEST, result: "partly", words: "partly" },
    shown_by: "occurrences",
    occurrences: [
      occurrence(1),
      occurrence(2, { standing: "missed", words: "missed", performed_on: null, exhibits: [], instead: [INSTEAD] }),
    ],
    populations: [],
    remarks: [],
    exhibits: [
      {
        evidence: "e-3",
        reference: "EV-0003",
        title: "Q1 user listing",
        kind: "system_report",
        classification: "internal",
        covers: null,
        captured_at: null,
        received_at: "2026-04-09T10:00:00Z",
        files: [{ file: "f-1", name: "listing.csv", file_type: "csv", size: 1000 }],
        not_shown: null,
      },
      {
        evidence: "e-4",
        reference: "EV-0004",
        title: "Held by counsel",
        kind: "report",
        classification: "restricted",
        covers: null,
        captured_at: null,
        received_at: "2026-04-09T10:00:00Z",
        files: [],
        not_shown: "privileged",
      },
    ],
    withheld: 1,
    ...over,
  };
}

export const PAGES = [sheet(1), sheet(2), sheet(3)];

export const NOTED: FollowUpRow = {
  follow_up: {
    id: "fu-1",
    revision: 1,
    engagement: "e1",
    number: 3,
    control: "c-1",
    question: "How was the listing shown to be complete?",
    asked_by: "the auditor",
    asked_at: "2026-11-21T10:00:00Z",
    promised_by: null,
    due_on: null,
    answer: null,
    state: { state: "open" },
    internal_note: "",
  },
  reference: "FU-003",
  control: "CORE-01",
  control_title: "Control 1",
  promised_by: null,
  overdue: false,
};

const FRAME = {
  title: "SOC 2 Type II",
  period: { from: "2026-01-01", to: "2026-12-31" },
  as_of: "2026-11-21",
  notice: NOTICE,
};

/** Answers of a walkthrough over these pages. */
export function answers(over: Answers = {}, pages: WalkthroughSheet[] = PAGES): Answers {
  return {
    "walkthrough.choices": () => ({
      frame: FRAME,
      controls: pages.map((page) => ({
        control: page.control,
        code: page.code,
        title: page.title,
        criteria: page.criteria.map((one) => one.code),
        exhibits: page.exhibits.length,
        withheld: page.withheld,
      })),
    }),
    "walkthrough.show": ({ control }) => ({ frame: FRAME, pages: pages.filter((page) => page.control === control) }),
    "unsaved.list": () => [],
    "unsaved.keep": () => null,
    "unsaved.forget": () => null,
    "person.list": () => [
      { id: "p1", revision: 1, name: "Glen Salter", role: "Counsel", side: "client", team: null, email: null },
    ],
    "evidence.preview": ({ evidence }) => ({
      evidence,
      file: "f-1",
      name: "listing.csv",
      file_type: "csv",
      size: 1000,
      shown: { kind: "text", lines: { lines: ["user,role"], total_lines: 1, replaced: 0, indented: false } },
    }),
    ...over,
  };
}

/** Shows a part; gives what was asked and where it went. */
export function drawn(inner: ReactNode, given: Answers, start: Place = { view: "walkthrough" }) {
  const asked = fakeWire(given);
  const went: Place[] = [];
  render(
    <Around start={start} went={went}>
      {inner}
    </Around>,
  );
  const of = (name: string) => asked.filter((one) => one.name === name).map((one) => one.request);
  return { asked, went, of };
}

function Around({ start, went, children }: { start: Place; went: Place[]; children: ReactNode }) {
  const [client] = useState(newClient);
  return (
    <QueryClientProvider client={client}>
      <DatesProvider format="iso" today="2026-11-21">
        <EngagementShown value="e1">
          <PlaceProvider value={{ place: start, go: (to) => went.push(to) }}>
            <ToastProvider>{children}</ToastProvider>
          </PlaceProvider>
        </EngagementShown>
      </DatesProvider>
    </QueryClientProvider>
  );
}
