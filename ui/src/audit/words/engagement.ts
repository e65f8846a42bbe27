/** The words of engagements, people, organisations and commitments. It never decides anything. */
import type {
  CommitmentKind,
  CommitmentSource,
  EngagementKind,
  EngagementState,
  Opinion,
  ReportKind,
  Side,
  SubserviceMethod,
  Trigger,
} from "../../wire/wire.gen";

export const ENGAGEMENT_KIND: Record<EngagementKind["kind"], string> = {
  readiness: "Readiness",
  type_i: "Type I",
  type_ii: "Type II",
};

export const ENGAGEMENT_STATE: Record<EngagementState, string> = {
  planning: "Planning",
  readiness: "Readiness",
  period_running: "Period running",
  fieldwork: "Fieldwork",
  draft_report: "Draft report",
  reported: "Reported",
  bridging: "Bridging",
};

/** What set an engagement off. */
export const TRIGGER: Record<Trigger, string> = {
  procurement_hold: "Procurement hold",
  lapsed_report: "Lapsed report",
  incident: "Incident",
  regulator_inquiry: "Regulator inquiry",
  qualified_or_adverse_report: "Qualified or adverse report",
  type_i_to_type_ii: "Type I to Type II",
  planned: "Planned",
};

export const OPINION: Record<Opinion, string> = {
  unmodified: "Unmodified",
  qualified: "Qualified",
  adverse: "Adverse",
  disclaimer: "Disclaimer",
};

/** To which side a person belongs. */
export const SIDE: Record<Side, string> = {
  client: "Client",
  firm: "Consultant’s firm",
  auditor: "Auditor",
  other: "Other party",
};

export const SUBSERVICE_METHOD: Record<SubserviceMethod, string> = { carve_out: "Carve-out", inclusive: "Inclusive" };

export const REPORT_KIND: Record<ReportKind, string> = {
  soc1_type_i: "SOC 1 Type I",
  soc1_type_ii: "SOC 1 Type II",
  soc2_type_i: "SOC 2 Type I",
  soc2_type_ii: "SOC 2 Type II",
  other: "Other report",
};

export const COMMITMENT_KIND: Record<CommitmentKind, string> = {
  commitment: "Service commitment",
  requirement: "System requirement",
};

export const COMMITMENT_SOURCE: Record<CommitmentSource, string> = {
  contract: "Contract",
  terms: "Terms of service",
  law: "Law or regulation",
  policy: "Policy",
};
