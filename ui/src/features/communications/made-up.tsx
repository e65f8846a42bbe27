/** Made-up records and the surroundings for this feature's tests. No client of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { DatesProvider } from "../../audit/date-format";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { type Answers, fakeWire } from "../../testing/fakeWire";
import { EngagementShown } from "../../wire/engagement";
import { newClient } from "../../wire/query";
import type { FieldRow, Message, MessagePreview, MessageRow, Person, PlanRow } from "../../wire/wire.gen";

export const TODAY = "2026-11-20";

export function person(id: string, name: string, role: string): Person {
  return { id, revision: 1, name, role, side: "client", team: null, email: null };
}

export const PEOPLE: Person[] = [
  person("p1", "Marta Duarte", "Chief information security officer"),
  person("p2", "Glen Salter", "General counsel"),
];

export function planRow(number: number, over: Partial<PlanRow> = {}): PlanRow {
  return {
    id: `row-${number}`,
    revision: 1,
    engagement: "e1",
    number,
    audience: `Audience ${number}`,
    track: "internal",
    subject: `Subject ${number}`,
    trigger: "",
    channel: "e-mail",
    owner: null,
    sender: "p1",
    due: { due: "on", day: "2026-11-25" },
    cadence: "",
    template: null,
    triggered_at: null,
    internal_note: "",
    ...over,
  };
}

export function message(number: number, over: Partial<Message> = {}): Message {
  return {
    id: `msg-${number}`,
    revision: 3,
    engagement: "e1",
    number,
    plan_row: null,
    title: `Message ${number}`,
    audience: "enterprise customers",
    track: "external",
    template: "COMM-04",
    privileged: false,
    valid_until: null,
    state: "draft",
    versions: [
      { number: 1, text: "Dear {{ customer_name }}", by: "Marta Duarte", at: "2026-11-18T09:00:00Z", digest: "d1" },
      {
        number: 2,
        text: "Dear {{ customer_name }}, of {{ client_name }}",
        by: "Marta Duarte",
        at: "2026-11-19T09:00:00Z",
        digest: "d2",
      },
    ],
    fields: { client_name: { text: "Larkfield Outfitters", evidence: null } },
    claims: {},
    signing_roles: [],
    signatory: null,
    required_approvals: ["General counsel"],
    approvals: [],
    sends: [],
    gaps: [],
    findings: [],
    requests: [],
    questions: [],
    controls: [],
    surfaces: [],
    superseded_by: null,
    withdrawn_because: "",
    ...over,
  };
}

export function messageRow(own: Message, over: Partial<MessageRow> = {}): MessageRow {
  return {
    message: own,
    open_fields: ["customer_name"],
    unsupported: [],
    missing_approvals: own.required_approvals,
    unsigned: false,
    text: "",
    notices: [],
    ...over,
  };
}

export function field(name: string, over: Partial<FieldRow> = {}): FieldRow {
  return {
    name,
    row: null,
    source: "typed",
    from_vault: false,
    kind: "text",
    meaning: "",
    value: null,
    claims_fact: false,
    unsupported: false,
    evidence: null,
    ...over,
  };
}

const SPAN = { field: null, open: false, bold: false, italic: false, strike: false, code: false, line: false };

export function preview(over: Partial<MessagePreview> = {}): MessagePreview {
  return {
    reading: {
      marks: ["DRAFT, not approved, not sent."],
      subject: [{ ...SPAN, text: "Enterprise customer notice" }],
      blocks: [
        {
          block: "paragraph",
          depth: 0,
          spans: [
            { ...SPAN, text: "Dear " },
            { ...SPAN, text: "customer_name", field: "customer_name", open: true },
            { ...SPAN, text: ", of " },
            { ...SPAN, text: "Larkfield Outfitters", field: "client_name" },
          ],
        },
      ],
    },
    fields: [
      field("customer_name"),
      field("client_name", { source: "client.legal_name", from_vault: true, value: "Larkfield Outfitters" }),
    ],
    open_fields: ["customer_name"],
    unsupported: [],
    new_version: false,
    voids: [],
    unfit_words: [],
    ...over,
  };
}

/** What the feature reads when it opens, over which a test lays its own. */
export function answers(rows: PlanRow[], messages: MessageRow[], over: Answers = {}): Answers {
  return {
    "plan_row.list": () => rows,
    "message.list": () => messages,
    "person.list": () => PEOPLE,
    "message.preview": () => preview(),
    "unsaved.list": () => [],
    "unsaved.keep": () => null as never,
    "unsaved.forget": () => null as never,
    "record.history": () => [],
    ...over,
  };
}

/** Draws within all that the window gives, over a program with these answers. Gives the list of all that was asked. */
export function drawn(inner: ReactNode, given: Answers, place: Place = { view: "communications" }) {
  const asked = fakeWire(given);
  render(
    <QueryClientProvider client={newClient()}>
      <DatesProvider format="iso" today={TODAY}>
        <EngagementShown value="e1">
          <PlaceProvider value={{ place, go: () => undefined }}>
            <ToastProvider>{inner}</ToastProvider>
          </PlaceProvider>
        </EngagementShown>
      </DatesProvider>
    </QueryClientProvider>,
  );
  return asked;
}
