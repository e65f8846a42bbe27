//! Columns of a sheet of remediation tasks.

use super::column::{Choice, Code, Kind, choices, columns};
use crate::invalid::{NAME, PROSE};

/// Which kind of work a task is.
pub const TRACKS: &[Choice] = choices![
    "compliance" = "compliance",
    "engineering" = "engineering",
    "security_operations" = "security operations",
    "documentation" = "documentation",
    "management" = "management",
];

/// Where a task stands.
pub const STATES: &[Choice] = choices![
    "planned" = "planned",
    "in_progress" = "in progress",
    "blocked" = "blocked",
    "done" = "done",
    "dropped" = "dropped",
];

columns! {
    /// A column of a sheet of remediation tasks.
    TaskColumn is "Tasks", key Code Typed, also None, called Title;
    /// Short name.
    Code = "code", "Task ID", Kind::Code(Code::Task), Required, Shared;
    /// Title.
    Title = "title", "Task", Kind::Text { most: NAME }, Required, Shared;
    /// What is to be done.
    Description = "description", "Description", Kind::Text { most: PROSE }, Optional, Shared;
    /// Phase of the plan.
    Phase = "phase", "Phase", Kind::Text { most: NAME }, Optional, Shared;
    /// Which kind of work it is.
    Track = "track", "Track", Kind::Choice(TRACKS), Preset, Shared;
    /// Who does it.
    Owner = "owner", "Owner", Kind::Person, Optional, Shared;
    /// Role that answers for it.
    OwnerRole = "owner_role", "Owner role", Kind::Text { most: NAME }, Optional, Shared;
    /// First day on which it may begin.
    StartsOn = "starts_on", "Start", Kind::Day, Required, Shared;
    /// Working days that it takes.
    WorkingDays = "working_days", "Working days", Kind::Whole { from: 1, to: 1_000 }, Required, Shared;
    /// Last day, from start, days and what it waits for.
    EndsOn = "ends_on", "End", Kind::Day, Derived, Shared;
    /// Tasks for whose end it waits. How long it waits for one that it already names is left as it is.
    DependsOn = "depends_on", "Depends on", Kind::Codes(Code::Task), Optional, Shared;
    /// Controls that it builds or mends.
    Controls = "controls", "Controls", Kind::Codes(Code::Control), Optional, Shared;
    /// Gaps that it closes.
    Gaps = "gaps", "Gaps", Kind::Codes(Code::Gap), Optional, Shared;
    /// What shows that it is done.
    DoneWhen = "done_when", "Done when", Kind::Text { most: PROSE }, Optional, Shared;
    /// Where it stands.
    State = "state", "State", Kind::Choice(STATES), Preset, Shared;
    /// By what it is blocked, or why it was dropped.
    StateReason = "state_reason", "Reason", Kind::Text { most: PROSE }, Optional, Shared;
    /// When it was done.
    DoneOn = "done_on", "Done on", Kind::Day, Optional, Shared;
    /// Evidence that shows it.
    Evidence = "evidence", "Evidence", Kind::Codes(Code::Evidence), Optional, Shared;
    /// What was done, or why no evidence is needed.
    DoneNote = "done_note", "What was done", Kind::Text { most: PROSE }, Optional, Shared;
    /// For the consultant alone.
    InternalNote = "internal_note", "Internal note", Kind::Text { most: PROSE }, Optional, Inside;
}
