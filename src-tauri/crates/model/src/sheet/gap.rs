//! Columns of a sheet of gaps.

use super::column::{Choice, Code, Kind, choices, columns};
use crate::invalid::{NAME, PROSE};

/// Who or what brought a gap to light.
pub const SOURCES: &[Choice] = choices![
    "self_assessment" = "self-assessment",
    "procurement_review" = "procurement review",
    "prior_report" = "prior report",
    "complaint" = "complaint",
    "incident" = "incident",
    "monitoring" = "monitoring",
    "auditor" = "auditor",
    "regulator" = "regulator",
];

/// What falls short.
pub const KINDS: &[Choice] = choices![
    "design" = "design",
    "operation" = "operation",
    "evidence" = "evidence",
    "documentation" = "documentation",
];

/// Levels of severity.
pub const LEVELS: &[Choice] = choices!["low" = "low", "medium" = "medium", "high" = "high", "critical" = "critical"];

/// Where a gap stands.
pub const STATES: &[Choice] = choices![
    "open" = "open",
    "in_progress" = "in progress",
    "fixed_awaiting_proof" = "fixed, awaiting proof",
    "retested" = "retested",
    "operating_since" = "operating since",
    "accepted_risk" = "accepted risk",
    "reopened" = "reopened",
];

columns! {
    /// A column of a sheet of gaps.
    GapColumn is "Gaps", key Reference Given, also None, called Title;
    /// Number as printed.
    Reference = "reference", "Gap ID", Kind::Code(Code::Gap), Optional, Shared;
    /// Title.
    Title = "title", "Title", Kind::Text { most: NAME }, Required, Shared;
    /// What was found.
    Description = "description", "Description", Kind::Text { most: PROSE }, Required, Shared;
    /// Who or what brought it to light.
    Source = "source", "Source", Kind::Choice(SOURCES), Preset, Shared;
    /// What falls short.
    Kind = "kind", "Kind", Kind::Choice(KINDS), Preset, Shared;
    /// Criteria that it bears on.
    Criteria = "criteria", "Criteria", Kind::Codes(Code::Criterion), Optional, Shared;
    /// Controls that it bears on.
    Controls = "controls", "Controls", Kind::Codes(Code::Control), Optional, Shared;
    /// Surfaces on which it stands.
    Surfaces = "surfaces", "Surfaces", Kind::Codes(Code::Surface), Optional, Shared;
    /// Why it came about.
    RootCause = "root_cause", "Root cause", Kind::Text { most: PROSE }, Optional, Shared;
    /// How likely it is to do harm.
    Likelihood = "likelihood", "Likelihood", Kind::Whole { from: 1, to: 5 }, Preset, Shared;
    /// How much harm it would do.
    Impact = "impact", "Impact", Kind::Whole { from: 1, to: 5 }, Preset, Shared;
    /// Level of likelihood × impact.
    Severity = "severity", "Severity", Kind::Choice(LEVELS), Derived, Shared;
    /// Who answers for it.
    Owner = "owner", "Owner", Kind::Person, Optional, Shared;
    /// When it was found.
    FoundOn = "found_on", "Found on", Kind::Day, Preset, Shared;
    /// By when it is to be fixed.
    DueOn = "due_on", "Due", Kind::Day, Optional, Shared;
    /// What will be done.
    Remedy = "remedy", "Remedy", Kind::Text { most: PROSE }, Optional, Shared;
    /// What must be true before it closes.
    Acceptance = "acceptance", "Acceptance criteria", Kind::Lines { most: PROSE }, Optional, Shared;
    /// Where it stands.
    State = "state", "State", Kind::Choice(STATES), Preset, Shared;
    /// When the fix was in place.
    FixedOn = "fixed_on", "Fixed on", Kind::Day, Optional, Shared;
    /// Effort in person-days.
    EffortDays = "effort_days", "Effort (days)", Kind::Whole { from: 0, to: 100_000 }, Optional, Inside;
    /// Lower end of the cost.
    CostLow = "cost_low", "Cost low", Kind::Money, Optional, Inside;
    /// Upper end of the cost.
    CostHigh = "cost_high", "Cost high", Kind::Money, Optional, Inside;
    /// Currency of the cost.
    Currency = "currency", "Currency", Kind::Text { most: 3 }, Optional, Inside;
    /// On what the cost rests.
    CostBasis = "cost_basis", "Cost basis", Kind::Text { most: PROSE }, Optional, Inside;
    /// For the consultant alone.
    InternalNote = "internal_note", "Internal note", Kind::Text { most: PROSE }, Optional, Inside;
}
