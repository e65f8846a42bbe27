/** Made-up records and surroundings for this feature's tests. No client of anybody; only tests use it. */
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { DatesProvider } from "../../audit";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { EngagementShown } from "../../wire/engagement";
import { newClient } from "../../wire/query";
import type {
  Client,
  Commitment,
  CriterionRow,
  Engagement,
  EngagementOverview,
  OrganisationRow,
  Person,
  Surface,
  System,
  TeamRow,
  UserControl,
} from "../../wire/wire.gen";

export const TODAY = "2026-11-20";

export const CLIENT: Client = {
  id: "client-1",
  revision: 1,
  legal_name: "Larkfield Outfitters Ltd",
  short_code: "LFO",
  industry: "Retail",
  sector: "Outdoor clothing",
  jurisdictions: ["United Kingdom", "Ireland"],
  logo: null,
};

export const SYSTEM: System = {
  id: "system-1",
  revision: 1,
  name: "Larkfield shop",
  services: ["Online shop"],
  components: { infrastructure: ["Two regions"], software: ["Shop"], people: [], procedures: [], data: [] },
  boundaries: "Shop inside, carrier outside.",
};

export const ENGAGEMENT: Engagement = {
  id: "e1",
  revision: 1,
  system: "system-1",
  title: "SOC 2 Type II 2026",
  kind: { kind: "type_ii", period: { from: "2026-01-01", to: "2026-12-31" } },
  categories: ["security", "availability"],
  preparer_firm: "Alder Advisory",
  firm_logo: null,
  firm_colour: null,
  firm_footer: "",
  paper: "a4",
  auditor_firm: null,
  trigger: "planned",
  triggered_on: null,
  trigger_note: "",
  fieldwork_from: null,
  report_due: null,
  state: "period_running",
  outcomes: [],
};

export function overview(engagement: Partial<Engagement> = {}): EngagementOverview {
  const counts = {
    criteria: 0,
    design_gaps: 0,
    controls: 0,
    evidence: 0,
    released: 0,
    open_gaps: 0,
    owed_requests: 0,
    overdue_requests: 0,
    open_findings: 0,
    open_tasks: 0,
    messages: 0,
  };
  return { engagement: { ...ENGAGEMENT, ...engagement }, system: SYSTEM, client: CLIENT, counts, readiness: null };
}

export const COMMITMENT: Commitment = {
  id: "sc-1",
  revision: 1,
  engagement: "e1",
  number: 1,
  kind: "commitment",
  text: "Orders are handed on within 15 minutes",
  source: "terms",
  source_note: "Section 2",
  categories: ["availability"],
  criteria: ["A1.2"],
};

export function criterion(code: string, not_relevant: string | null = null): CriterionRow {
  return {
    criterion: {
      id: `id-${code}`,
      revision: 1,
      engagement: "e1",
      code,
      series_title: "Logical and physical access",
      title: `Title of ${code}`,
      summary: `Our wording of ${code}`,
      licensed_text: null,
      not_relevant,
    },
    coverage: {
      criterion: code,
      state: not_relevant === null ? "covered" : "not_relevant",
      controls: 3,
      key_controls: 1,
    },
  };
}

export const SURFACE: Surface = {
  id: "surface-1",
  revision: 1,
  code: "crm_integration",
  name: "CRM integration",
  description: "Order hand-over",
  assets: ["Connected app"],
  data_classes: ["Orders"],
  owner_role: "CRM platform owner",
  owner: "p1",
  trust_boundary: "client / CRM vendor",
  primary_criteria: ["CC6.1"],
};

export const ORGANISATION: OrganisationRow = {
  organisation: {
    id: "org-1",
    revision: 1,
    engagement: "e1",
    name: "Quay Hosting",
    services: ["Hosting"],
    method: "carve_out",
    report: {
      kind: "soc2_type_ii",
      auditor: "Marl & Co",
      period: { from: "2025-10-01", to: "2026-09-30" },
      exceptions: "",
      bridge_until: null,
      next_due: null,
    },
    complementary: [{ text: "Doors are locked", criteria: ["CC6.4"] }],
    reviewed: null,
    internal_note: "",
  },
  reviewer: null,
  unreported: [{ from: "2026-10-01", to: "2026-12-31" }],
  unreported_days: 92,
};

export const USER_CONTROL: UserControl = {
  id: "cuec-1",
  revision: 1,
  engagement: "e1",
  code: "CUEC-01",
  statement: "Users keep their tokens secret",
  criteria: ["CC6.1"],
  why: "Tokens lie with them",
};

export const PEOPLE: Person[] = [
  { id: "p1", revision: 1, name: "Marta Duarte", role: "CISO", side: "client", team: "Security", email: null },
  {
    id: "p2",
    revision: 1,
    name: "Glen Salter",
    role: "Audit manager",
    side: "auditor",
    team: null,
    email: "g@marl.example",
  },
];

export const TEAM: TeamRow = {
  team: { id: "t1", revision: 1, name: "Security", lead: "p1", members: ["p1"] },
  lead: "Marta Duarte",
  members: ["Marta Duarte"],
};

/** What the program answers where a test says nothing else. */
export const ANSWERS = {
  "engagement.show": () => overview(),
  "client.show": () => CLIENT,
  "client.logo": () => null,
  "engagement.logo": () => null,
  "commitment.list": () => [COMMITMENT],
  "criterion.list": () => [criterion("CC6.1"), criterion("CC6.4", "No premises of its own")],
  "surface.list": () => [SURFACE],
  "organisation.list": () => [ORGANISATION],
  "user_control.list": () => [USER_CONTROL],
  "person.list": () => PEOPLE,
  "team.list": () => [TEAM],
  "holiday.list": () => [{ id: "h1", revision: 1, day: "2026-12-25", name: "Christmas Day" }],
  "gap.patterns": () => [
    {
      code: "FP-001",
      title: "Rate limit overrun",
      description: "Calls are lost at peak",
      surfaces: ["crm_integration"],
      criteria: ["A1.1"],
      severity: { likelihood: 4, impact: 3 },
    },
  ],
  "record.history": () => [],
  "unsaved.list": () => [],
  "unsaved.keep": () => null,
  "unsaved.forget": () => null,
};

/** Draws a part of the window, with a place that can be gone from. */
export function draw(inner: ReactNode, place: Place, engagement: string | null = "e1"): void {
  render(
    <Around place={place} engagement={engagement}>
      {inner}
    </Around>,
  );
}

function Around(props: { place: Place; engagement: string | null; children: ReactNode }) {
  const [client] = useState(newClient);
  const [place, go] = useState(props.place);
  return (
    <QueryClientProvider client={client}>
      <DatesProvider format="iso" today={TODAY}>
        <EngagementShown value={props.engagement}>
          <PlaceProvider value={{ place, go }}>
            <ToastProvider>{props.children}</ToastProvider>
          </PlaceProvider>
        </EngagementShown>
      </DatesProvider>
    </QueryClientProvider>
  );
}
