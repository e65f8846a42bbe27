/** The words of packets, sheets and the nouns that they hold. It never decides anything. */
import type {
  AudienceProfile,
  Confidentiality,
  Noun,
  PacketForm,
  Paper,
  PreflightPlace,
  Section,
  SheetForm,
  SheetNoun,
} from "../../wire/wire.gen";

/** For whom a packet is. */
export const AUDIENCE: Record<AudienceProfile, string> = {
  auditor: "Auditor",
  client: "Client",
  procurement: "Procurement",
  board: "Board",
};

/** What a packet for that audience holds. */
export const AUDIENCE_HOLDS: Record<AudienceProfile, string> = {
  auditor: "Controls, occurrences, management’s tests, requests, released evidence. No costs, severities or drafts.",
  client: "Everything.",
  procurement: "Scope, closed findings with their proof, dates of the plan. No person, no cost.",
  board: "Readiness, gaps, costs, plan and clocks in a few pages. No exhibits.",
};

/** The paper for which pages are laid out. */
export const PAPER: Record<Paper, string> = { a4: "A4", letter: "US Letter" };

/** The mark on each page of a packet. */
export const CONFIDENTIALITY: Record<Confidentiality, string> = {
  confidential: "Confidential",
  strictly_confidential: "Strictly confidential",
  none: "No mark",
};

/** In which form a packet is made. */
export const PACKET_FORM: Record<PacketForm, string> = { archive: "Archive packet", binder: "Binder copy" };

/** What a form is for. */
export const PACKET_FORM_IS: Record<PacketForm, string> = {
  archive: "PDF/A, to be kept and to be read aloud; pages of evidence are pictures.",
  binder: "A plain PDF, in which evidence PDFs keep their own pages, text and links. Larger, and no PDF/A.",
};

/** Sections of a packet, as the packet prints them. */
export const SECTION: Record<Section, string> = {
  how_to_read: "How to read and check this packet",
  readiness: "Readiness",
  scope: "System and scope",
  organisations: "Subservice organisations and complementary controls",
  coverage: "Coverage of the criteria by controls",
  control_matrix: "Control matrix by criterion",
  period_calendar: "Period calendar",
  ratings: "Ratings of design and operation",
  gaps: "Gap analysis",
  requests: "Evidence requests",
  findings: "Findings",
  follow_ups: "Follow-ups of the walkthroughs",
  remediation_plan: "Remediation plan",
  clocks: "Clocks",
  communication_plan: "Communication plan",
  evidence_index: "Evidence index",
  exhibits: "Exhibits",
  open_points: "Open points",
  activity_log: "Activity log extract",
  check_record: "Check record",
};

/** A record of each noun, in the singular. */
export const NOUN: Record<Noun, string> = {
  client: "Client",
  system: "System",
  engagement: "Engagement",
  person: "Person",
  surface: "Surface",
  criterion: "Criterion",
  control: "Control",
  evidence: "Evidence item",
  rating: "Rating",
  gap: "Gap",
  plan_row: "Row of the communication plan",
  message: "Message",
  request: "Request",
  finding: "Finding",
  task: "Task",
  organisation: "Subservice organisation",
  user_control: "User entity control",
  commitment: "Service commitment",
  team: "Team",
  occurrence: "Occurrence",
  population: "Population",
  sheet_mapping: "Mapping of sheets",
  holiday: "Holiday",
  follow_up: "Follow-up",
};

/** The same in the plural. */
export const NOUNS: Record<Noun, string> = {
  client: "Clients",
  system: "Systems",
  engagement: "Engagements",
  person: "People",
  surface: "Surfaces",
  criterion: "Criteria",
  control: "Controls",
  evidence: "Evidence items",
  rating: "Ratings",
  gap: "Gaps",
  plan_row: "Rows of the communication plan",
  message: "Messages",
  request: "Requests",
  finding: "Findings",
  task: "Tasks",
  organisation: "Subservice organisations",
  user_control: "User entity controls",
  commitment: "Service commitments",
  team: "Teams",
  occurrence: "Occurrences",
  population: "Populations",
  sheet_mapping: "Mappings of sheets",
  holiday: "Holidays",
  follow_up: "Follow-ups",
};

/** What a sheet holds. */
export const SHEET: Record<SheetNoun, string> = {
  control: "Controls",
  request: "Evidence requests",
  gap: "Gaps",
  finding: "Findings",
  task: "Tasks",
  person: "People",
  evidence: "Evidence index",
};

export const SHEET_FORM: Record<SheetForm, string> = { xlsx: "Workbook (XLSX)", csv: "Separated values (CSV)" };

/** What becomes of an evidence item in a packet. */
export const PREFLIGHT: Record<PreflightPlace, string> = {
  shown: "Shown page by page",
  listed_only: "Listed, not shown",
  unreleased: "Withheld, not released",
  withheld: "Withheld",
  not_part: "Not part of this packet",
};
