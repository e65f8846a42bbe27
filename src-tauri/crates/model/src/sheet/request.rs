//! Columns of a sheet of evidence requests: the auditor's request list.

use super::column::{Choice, Code, Kind, choices, columns};
use super::evidence::KINDS;
use crate::invalid::{NAME, PROSE};

/// Of what a request wants the whole set.
pub const POPULATIONS: &[Choice] = choices![
    "workers" = "workers",
    "joiners" = "joiners",
    "leavers" = "leavers",
    "access_grants" = "access grants",
    "changes" = "changes",
    "incidents" = "incidents",
    "vendors" = "vendors",
    "assets" = "assets",
    "other" = "other",
];

/// Where a request stands for us.
pub const INTERNAL_STATUSES: &[Choice] = choices![
    "open" = "open",
    "in_progress" = "in progress",
    "submitted_for_review" = "submitted for review",
    "ready" = "ready",
    "blocked" = "blocked",
    "not_applicable" = "not applicable",
];

/// Where a request stands for the auditor.
pub const AUDITOR_STATUSES: &[Choice] =
    choices!["requested" = "requested", "submitted" = "submitted", "accepted" = "accepted", "returned" = "returned",];

columns! {
    /// A column of a sheet of evidence requests. The auditor's own list has the auditor's ids alone.
    RequestColumn is "Requests", key Reference Given, also Some(Self::AuditorId), called Wording;
    /// Our number as printed.
    Reference = "reference", "Our ID", Kind::Code(Code::RequestNumber), Optional, Shared;
    /// The auditor's id, character for character.
    AuditorId = "auditor_id", "Auditor's ID", Kind::Text { most: NAME }, Optional, Shared;
    /// The auditor's wording, character for character.
    Wording = "wording", "Request", Kind::Text { most: PROSE }, Required, Shared;
    /// Whether testing waits for it.
    BlocksTesting = "blocks_testing", "Blocks testing", Kind::YesNo, Preset, Shared;
    /// What the answer is.
    Kind = "kind", "Evidence kind", Kind::Choice(KINDS), Optional, Shared;
    /// The population that it asks for.
    Population = "population", "Population", Kind::Choice(POPULATIONS), Optional, Shared;
    /// First day about which it asks.
    PeriodFrom = "period_from", "Period from", Kind::Day, Optional, Shared;
    /// Last day about which it asks.
    PeriodTo = "period_to", "Period to", Kind::Day, Optional, Shared;
    /// The one day about which it asks.
    AsOf = "as_of", "As of", Kind::Day, Optional, Shared;
    /// Controls that it bears on.
    Controls = "controls", "Controls", Kind::Codes(Code::Control), Optional, Shared;
    /// Criteria that it bears on.
    Criteria = "criteria", "Criteria", Kind::Codes(Code::Criterion), Optional, Shared;
    /// Evidence items that are gathered for it.
    Evidence = "evidence", "Evidence", Kind::Codes(Code::Evidence), Optional, Shared;
    /// Who answers it.
    Owner = "owner", "Owner", Kind::Person, Optional, Shared;
    /// Who looks the answer over before it goes out.
    Reviewer = "reviewer", "Reviewer", Kind::Person, Optional, Shared;
    /// When it was received.
    ReceivedOn = "received_on", "Received on", Kind::Day, Preset, Shared;
    /// By when the auditor wants the answer.
    DueOn = "due_on", "Due", Kind::Day, Optional, Shared;
    /// Where it stands for us.
    Internal = "internal", "Internal status", Kind::Choice(INTERNAL_STATUSES), Preset, Shared;
    /// By what it is blocked, or why it doesn't apply.
    InternalReason = "internal_reason", "Reason", Kind::Text { most: PROSE }, Optional, Shared;
    /// Where it stands for the auditor.
    Auditor = "auditor", "Auditor status", Kind::Choice(AUDITOR_STATUSES), Preset, Shared;
    /// Number of its last round.
    Round = "round", "Round", Kind::Whole { from: 0, to: 999 }, Derived, Shared;
    /// When it was last submitted.
    SubmittedOn = "submitted_on", "Submitted on", Kind::Day, Derived, Shared;
    /// What was last said with it.
    Answer = "answer", "Answer", Kind::Text { most: PROSE }, Derived, Shared;
    /// The auditor's remark when it last came back.
    Remark = "remark", "Auditor's remark", Kind::Text { most: PROSE }, Derived, Shared;
    /// For the consultant alone.
    InternalNote = "internal_note", "Internal note", Kind::Text { most: PROSE }, Optional, Inside;
}
