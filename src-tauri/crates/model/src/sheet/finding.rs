//! Columns of a sheet of findings: shortfalls that an audit or a monitoring check raised.

use super::column::{Choice, Code, Kind, choices, columns};
use super::gap::LEVELS;
use crate::invalid::{NAME, PROSE};

/// What raised a finding.
pub const SOURCES: &[Choice] = choices!["audit" = "audit", "monitoring" = "monitoring"];

/// Where a finding stands.
pub const STATES: &[Choice] = choices![
    "raised" = "raised",
    "acknowledged" = "acknowledged",
    "responded" = "responded",
    "in_remediation" = "in remediation",
    "verified" = "verified",
    "closed" = "closed",
];

columns! {
    /// A column of a sheet of findings.
    FindingColumn is "Findings", key Reference Given, also Some(Self::AuditorReference), called Wording;
    /// Our number as printed.
    Reference = "reference", "Finding ID", Kind::Code(Code::Finding), Optional, Shared;
    /// The reference that whoever raised it gave it, character for character.
    AuditorReference = "auditor_reference", "Auditor's reference", Kind::Text { most: NAME }, Optional, Shared;
    /// The wording of whoever raised it, character for character.
    Wording = "wording", "Finding", Kind::Text { most: PROSE }, Required, Shared;
    /// What raised it.
    Source = "source", "Source", Kind::Choice(SOURCES), Preset, Shared;
    /// When it was raised.
    RaisedOn = "raised_on", "Raised on", Kind::Day, Preset, Shared;
    /// Controls that deviated.
    Controls = "controls", "Controls", Kind::Codes(Code::Control), Optional, Shared;
    /// Criteria that it bears on.
    Criteria = "criteria", "Criteria", Kind::Codes(Code::Criterion), Optional, Shared;
    /// Items that deviated.
    Deviations = "deviations", "Deviations", Kind::Whole { from: 0, to: 4_294_967_295 }, Optional, Shared;
    /// Items that were tested.
    Tested = "tested", "Items tested", Kind::Whole { from: 1, to: 4_294_967_295 }, Optional, Shared;
    /// Why it came about.
    Cause = "cause", "Cause", Kind::Text { most: PROSE }, Optional, Shared;
    /// How far it reaches.
    Extent = "extent", "Extent", Kind::Text { most: PROSE }, Optional, Shared;
    /// What it does to the commitments.
    Effect = "effect", "Effect", Kind::Text { most: PROSE }, Optional, Shared;
    /// Controls that compensated.
    Compensating = "compensating", "Compensating controls", Kind::Codes(Code::Control), Optional, Shared;
    /// How they compensated.
    CompensatingNote = "compensating_note", "How they compensate", Kind::Text { most: PROSE }, Optional, Shared;
    /// How grave it is.
    Severity = "severity", "Severity", Kind::Choice(LEVELS), Preset, Shared;
    /// Who answers for it.
    Owner = "owner", "Owner", Kind::Person, Optional, Shared;
    /// By when it is to be fixed.
    DueOn = "due_on", "Due", Kind::Day, Optional, Shared;
    /// Gaps that speak of the same shortfall.
    Gaps = "gaps", "Gaps", Kind::Codes(Code::Gap), Optional, Shared;
    /// Management's response.
    Response = "response", "Management response", Kind::Text { most: PROSE }, Optional, Shared;
    /// Who gives it for management.
    ResponseBy = "response_by", "Response by", Kind::Person, Optional, Shared;
    /// When it was given.
    ResponseOn = "response_on", "Response on", Kind::Day, Optional, Shared;
    /// When the fix was in place.
    FixedOn = "fixed_on", "Fixed on", Kind::Day, Optional, Shared;
    /// Where it stands.
    State = "state", "State", Kind::Choice(STATES), Preset, Shared;
    /// When it was closed.
    ClosedOn = "closed_on", "Closed on", Kind::Day, Derived, Shared;
    /// For the consultant alone.
    InternalNote = "internal_note", "Internal note", Kind::Text { most: PROSE }, Optional, Inside;
}
