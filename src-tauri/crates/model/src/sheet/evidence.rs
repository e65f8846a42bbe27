//! Columns of the evidence index: which file is which evidence, for a folder that comes in and for the items of a vault
//! that go out.

use super::column::{Choice, Code, Kind, choices, columns};
use crate::invalid::NAME;

/// What a piece of evidence is.
pub const KINDS: &[Choice] = choices![
    "population" = "population",
    "sample" = "sample",
    "configuration" = "configuration",
    "change_history" = "change history",
    "policy" = "policy",
    "screenshot" = "screenshot",
    "system_report" = "system report",
    "report" = "report",
    "ticket" = "ticket",
    "log" = "log",
    "contract" = "contract",
    "training_record" = "training record",
    "correspondence" = "correspondence",
];

/// How sensitive an item is.
pub const CLASSIFICATIONS: &[Choice] = choices![
    "public" = "public",
    "internal" = "internal",
    "confidential" = "confidential",
    "personal" = "personal",
    "restricted" = "restricted",
];

/// Where an item stands.
pub const STATES: &[Choice] = choices![
    "received" = "received",
    "in_review" = "in review",
    "accepted" = "accepted",
    "returned" = "returned",
    "released" = "released",
    "superseded" = "superseded",
    "withdrawn" = "withdrawn",
];

columns! {
    /// A column of the evidence index. An item that the vault doesn't hold yet has no reference.
    EvidenceColumn is "Evidence", key Reference Given, also None, called Files;
    /// Number as printed.
    Reference = "reference", "Evidence ID", Kind::Code(Code::Evidence), Optional, Shared;
    /// Names of its files, the main one first; of a redacted one that of its copy.
    Files = "files", "File name", Kind::Lines { most: 1_000 }, Required, Shared;
    /// Requests that it answers.
    Requests = "requests", "Request ID", Kind::Codes(Code::Request), Optional, Shared;
    /// Controls that it supports.
    Controls = "controls", "Control ID", Kind::Codes(Code::Control), Optional, Shared;
    /// What it is.
    Kind = "kind", "Kind", Kind::Choice(KINDS), Preset, Shared;
    /// Title.
    Title = "title", "Title", Kind::Text { most: NAME }, Preset, Shared;
    /// How sensitive it is.
    Classification = "classification", "Classification", Kind::Choice(CLASSIFICATIONS), Preset, Shared;
    /// First day for which it speaks.
    CoversFrom = "covers_from", "Covers from", Kind::Day, Optional, Shared;
    /// Last day for which it speaks.
    CoversTo = "covers_to", "Covers to", Kind::Day, Optional, Shared;
    /// The one day for which it speaks.
    AsOf = "as_of", "As of", Kind::Day, Optional, Shared;
    /// When it was captured on the source system, with that system's zone.
    CapturedAt = "captured_at", "Captured at", Kind::Instant, Optional, Shared;
    /// System that it comes from.
    SourceSystem = "source_system", "Source system", Kind::Text { most: NAME }, Optional, Shared;
    /// Who collected it.
    CollectedBy = "collected_by", "Collected by", Kind::Text { most: NAME }, Optional, Shared;
    /// When the vault received it.
    ReceivedAt = "received_at", "Received at", Kind::Instant, Derived, Shared;
    /// Where it stands.
    State = "state", "State", Kind::Choice(STATES), Derived, Shared;
    /// SHA-256 of each file, in the order of the names; of a redacted one that of its copy.
    Sha256 = "sha256", "SHA-256", Kind::Lines { most: 64 }, Derived, Shared;
}
