//! Tasks of the story: a preparation plan of the catalogue put on the calendar, and tasks of the client's own beside it.

use std::collections::BTreeMap;

use model::control::ControlCode;
use model::task::{TaskCode, Wait, WorkTrack};
use model::time::{Day, Instant, Span};
use serde::{Deserialize, Serialize};

use crate::key::{EvidenceKey, GapKey, PersonKey};

/// The start of a preparation plan of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskPlan {
    /// When.
    pub at: Instant,
    /// Code of the plan.
    pub plan: String,
    /// The day on which it begins.
    pub on: Day,
}

/// What became of a task of that plan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedTask {
    /// Its code.
    pub code: TaskCode,
    /// When it got its owner.
    pub at: Instant,
    /// Who does it.
    pub owner: PersonKey,
    /// Gaps that it closes; none leaves those of the plan.
    pub gaps: Option<Vec<GapKey>>,
    /// Its moves, oldest first.
    #[serde(default)]
    pub moves: Vec<TaskMove>,
}

/// A task of the client's own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskFacts {
    /// Its code.
    pub code: TaskCode,
    /// When it was entered.
    pub at: Instant,
    /// Title.
    pub title: String,
    /// What is to be done.
    pub description: String,
    /// Phase that it belongs to.
    pub phase: String,
    /// Which kind of work it is.
    pub track: WorkTrack,
    /// Who does it.
    pub owner: PersonKey,
    /// First day on which it may begin.
    pub starts_on: Day,
    /// How many working days it takes.
    pub working_days: u16,
    /// Codes of the tasks that it waits for, and how long.
    #[serde(default)]
    pub depends_on: BTreeMap<String, Wait>,
    /// Controls that it builds or mends.
    pub controls: Vec<ControlCode>,
    /// Gaps that it closes.
    pub gaps: Vec<GapKey>,
    /// Days on which it can't be worked at.
    #[serde(default)]
    pub freezes: Vec<FreezeFacts>,
    /// What shows that it is done.
    pub done_when: String,
    /// Its moves, oldest first.
    #[serde(default)]
    pub moves: Vec<TaskMove>,
}

/// Days on which no change is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeFacts {
    /// What is frozen, or why.
    pub name: String,
    /// The days.
    pub span: Span,
}

/// One move of a task, with what that state needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskMove {
    /// When.
    pub at: Instant,
    /// Where to.
    pub to: TaskTo,
    /// When it was done.
    pub on: Option<Day>,
    /// Evidence that shows it.
    #[serde(default)]
    pub evidence: Vec<EvidenceKey>,
    /// What was done, or why it is blocked or dropped.
    pub text: Option<String>,
}

/// Where a move of a task leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskTo {
    /// Work has begun.
    InProgress,
    /// It can't go on.
    Blocked,
    /// It is done.
    Done,
    /// It will not be done.
    Dropped,
}
