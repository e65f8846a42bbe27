//! Columns of a sheet of controls: the control matrix as people keep it.

use super::column::{Choice, Code, Kind, choices, columns};
use crate::invalid::{NAME, PROSE};

/// How a control acts.
pub const TYPES: &[Choice] =
    choices!["preventive" = "preventive", "detective" = "detective", "corrective" = "corrective"];

/// Who performs it.
pub const NATURES: &[Choice] =
    choices!["manual" = "manual", "automated" = "automated", "it_dependent_manual" = "IT-dependent manual"];

/// How often it operates.
pub const FREQUENCIES: &[Choice] = choices![
    "continuous" = "continuous",
    "per_event" = "per event",
    "daily" = "daily",
    "weekly" = "weekly",
    "monthly" = "monthly",
    "quarterly" = "quarterly",
    "semi_annual" = "semi-annual",
    "annual" = "annual",
];

/// How its quarters are counted.
pub const QUARTERS: &[Choice] = choices!["calendar" = "calendar", "period" = "audit period"];

/// How far it has come.
pub const STATES: &[Choice] = choices!["planned" = "planned", "in_place" = "in place", "retired" = "retired"];

columns! {
    /// A column of a sheet of controls.
    ControlColumn is "Controls", key Code Typed, also None, called Title;
    /// Short name.
    Code = "code", "Control ID", Kind::Code(Code::Control), Required, Shared;
    /// Title.
    Title = "title", "Title", Kind::Text { most: NAME }, Required, Shared;
    /// Who does what, how often, and what shows it.
    Statement = "statement", "Control statement", Kind::Text { most: PROSE }, Required, Shared;
    /// Criteria that it helps to meet.
    Criteria = "criteria", "Criteria", Kind::Codes(Code::Criterion), Optional, Shared;
    /// Preventive, detective or corrective.
    ControlType = "control_type", "Type", Kind::Choice(TYPES), Preset, Shared;
    /// Manual, automated or IT-dependent manual.
    Nature = "nature", "Nature", Kind::Choice(NATURES), Preset, Shared;
    /// How often it operates.
    Frequency = "frequency", "Frequency", Kind::Choice(FREQUENCIES), Preset, Shared;
    /// Person who answers for it.
    Owner = "owner", "Owner", Kind::Person, Optional, Shared;
    /// Role that answers for it.
    OwnerRole = "owner_role", "Owner role", Kind::Text { most: NAME }, Optional, Shared;
    /// Surfaces on which it acts.
    Surfaces = "surfaces", "Surfaces", Kind::Codes(Code::Surface), Optional, Shared;
    /// Whether a criterion rests on it.
    Key = "key", "Key control", Kind::YesNo, Preset, Shared;
    /// First day on which it operates.
    StartsOn = "starts_on", "Starts on", Kind::Day, Optional, Shared;
    /// Days after a window in which an occurrence still counts as performed in time.
    GraceDays = "grace_days", "Grace days", Kind::Whole { from: 0, to: 90 }, Preset, Shared;
    /// How its quarters and half-years are counted.
    Quarters = "quarters", "Quarters follow", Kind::Choice(QUARTERS), Preset, Shared;
    /// Procedure of the test of design.
    TestOfDesign = "test_of_design", "Test of design", Kind::Text { most: PROSE }, Optional, Shared;
    /// Procedure of the test of operating effectiveness.
    TestOfEffectiveness =
        "test_of_effectiveness", "Test of operating effectiveness", Kind::Text { most: PROSE }, Optional, Shared;
    /// Evidence that usually shows it.
    TypicalEvidence = "typical_evidence", "Typical evidence", Kind::Lines { most: NAME }, Optional, Shared;
    /// How far it has come.
    State = "state", "State", Kind::Choice(STATES), Preset, Shared;
    /// Why it was retired.
    StateReason = "state_reason", "Retired because", Kind::Text { most: PROSE }, Optional, Shared;
    /// For the consultant alone.
    InternalNote = "internal_note", "Internal note", Kind::Text { most: PROSE }, Optional, Inside;
}
