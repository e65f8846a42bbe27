/** The words of evidence: kinds, states, what it covers and what happened to it. It never decides anything. */
import type { Classification, Covers, CustodyKind, EvidenceKind, EvidenceState, FileType } from "../../wire/wire.gen";

export const EVIDENCE_KIND: Record<EvidenceKind, string> = {
  population: "Population",
  sample: "Sample",
  configuration: "Configuration",
  change_history: "Change history",
  policy: "Policy",
  screenshot: "Screenshot",
  system_report: "System report",
  report: "Report",
  ticket: "Ticket",
  log: "Log extract",
  contract: "Contract",
  training_record: "Training record",
  correspondence: "Correspondence",
};

export const EVIDENCE_STATE: Record<EvidenceState["state"], string> = {
  received: "Received",
  in_review: "In review",
  accepted: "Accepted",
  returned: "Returned",
  released: "Released",
  superseded: "Superseded",
  withdrawn: "Withdrawn",
};

export const CLASSIFICATION: Record<Classification, string> = {
  public: "Public",
  internal: "Internal",
  confidential: "Confidential",
  personal: "Personal",
  restricted: "Restricted",
};

/** What of a period an item speaks for. */
export const COVERS: Record<Covers["covers"], string> = {
  period: "Period",
  as_of: "As of one day",
  in_force: "In force",
};

export const CUSTODY: Record<CustodyKind, string> = {
  received: "Received into the vault",
  carried: "Carried over from an earlier engagement",
  described: "Facts changed",
  accepted: "Accepted in review",
  returned: "Returned in review",
  released: "Released for packets",
  release_revoked: "Release taken back",
  superseded: "Superseded by a newer version",
  withdrawn: "Withdrawn",
  exported: "Exported in a packet",
  saved: "Original saved outside the vault",
  saved_redacted: "Saved outside the vault as packets hold it, redacted",
  purged: "Bytes of its files removed for good",
  redacted: "Redacted for packets",
  redaction_taken_back: "Redaction taken back",
};

export const FILE_TYPE: Record<FileType, string> = {
  pdf: "PDF",
  png: "PNG picture",
  jpeg: "JPEG picture",
  csv: "Separated values",
  xlsx: "Workbook",
  eml: "E-mail",
  json: "JSON",
  text: "Text",
  zip: "ZIP archive",
  other: "Other file",
};
