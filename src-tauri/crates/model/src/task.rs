//! Tasks of the remediation plan: who does what, for how long, after what, and what shows that it was done.

mod plan;
mod schedule;
mod slack;
mod state;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::plan::{TemplateFreeze, TemplateTask, plan_from_template};
pub use self::schedule::{Scheduled, check_dependencies, schedule};
pub use self::slack::{Slack, slack};
pub use self::state::TaskState;
pub use crate::code::TaskCode;
use crate::id::{ControlId, EngagementId, EvidenceId, GapId, PersonId, TaskId};
use crate::invalid::{Invalid, NAME, PROSE, has_visible};
use crate::record::Revision;
use crate::time::{Day, Span};

/// Working days of one task, at most: about four years. What takes longer is several tasks.
pub const MOST_WORKING_DAYS: u16 = 1_000;

/// Which kind of work a task is; tracks run side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkTrack {
    /// The audit itself: matrix, tests, evidence, packets.
    Compliance,
    /// Building and changing systems.
    Engineering,
    /// Watching and defending systems.
    SecurityOperations,
    /// Policies, procedures, descriptions.
    Documentation,
    /// Decisions, budgets, briefings.
    Management,
}

impl WorkTrack {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compliance => "compliance",
            Self::Engineering => "engineering",
            Self::SecurityOperations => "security operations",
            Self::Documentation => "documentation",
            Self::Management => "management",
        }
    }
}

/// How long a task waits for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// Until the other ends.
    Finish,
    /// Until the other begins: both may begin together.
    Start,
    /// Until part of the other is done, one day of it at least: an overlap is planned, and this task's own start says how
    /// much.
    Partial,
}

impl Wait {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Finish => "after its end",
            Self::Start => "from its start",
            Self::Partial => "after part of it",
        }
    }
}

/// Days on which no change may be made, such as a shop's peak season.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Freeze {
    /// What is frozen, or why.
    pub name: String,
    /// The days.
    pub span: Span,
}

/// That a task was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Done {
    /// When.
    pub on: Day,
    /// What shows it.
    pub evidence: BTreeSet<EvidenceId>,
    /// What was done, or why no evidence is needed.
    pub note: String,
}

/// One task of the remediation plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Short name.
    pub code: TaskCode,
    /// Title.
    pub title: String,
    /// What is to be done.
    pub description: String,
    /// Phase of the plan that it belongs to.
    pub phase: String,
    /// Which kind of work it is.
    pub track: WorkTrack,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// Role that answers for it.
    pub owner_role: String,
    /// First day on which it may begin; what it waits for may move it on.
    pub starts_on: Day,
    /// How many working days it takes, 1 to [`MOST_WORKING_DAYS`].
    pub working_days: u16,
    /// Tasks that it waits for, and how long.
    pub depends_on: BTreeMap<TaskId, Wait>,
    /// Controls that it builds or mends.
    pub controls: BTreeSet<ControlId>,
    /// Gaps that it closes.
    pub gaps: BTreeSet<GapId>,
    /// Days on which it can't be worked at.
    pub freezes: Vec<Freeze>,
    /// What shows that it is done.
    pub done_when: String,
    /// Where it stands.
    pub state: TaskState,
    /// When it was done, and what shows it.
    pub done: Option<Done>,
    /// For the consultant alone.
    pub internal_note: String,
}

impl Task {
    /// Checks every rule that the task alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("title", &self.title, NAME)?;
        Invalid::most("description", &self.description, PROSE)?;
        Invalid::most("phase", &self.phase, NAME)?;
        Invalid::most("owner_role", &self.owner_role, NAME)?;
        Invalid::most("done_when", &self.done_when, PROSE)?;
        Invalid::most("internal_note", &self.internal_note, PROSE)?;
        Invalid::unless(
            (1..=MOST_WORKING_DAYS).contains(&self.working_days),
            "working_days",
            format!("must be 1 to {MOST_WORKING_DAYS}"),
        )?;
        Invalid::unless(!self.depends_on.contains_key(&self.id), "depends_on", "must not name the task itself")?;
        for freeze in &self.freezes {
            Invalid::text("freezes", &freeze.name, NAME)?;
            Invalid::unless(freeze.span.from <= freeze.span.to, "freezes", "must not end before they begin")?;
        }
        self.check_state()
    }

    fn check_state(&self) -> Result<(), Invalid> {
        let is_done = self.state == TaskState::Done;
        Invalid::unless(is_done == self.done.is_some(), "done", "must be given when the task is done, and only then")?;
        if let Some(done) = &self.done {
            let shown = !done.evidence.is_empty() || has_visible(&done.note);
            Invalid::unless(shown, "done", "must name evidence, or say why none is needed")?;
            Invalid::most("done", &done.note, PROSE)?;
        }
        match &self.state {
            TaskState::Blocked { reason } | TaskState::Dropped { reason } => Invalid::reason("reason", reason),
            TaskState::Planned | TaskState::InProgress | TaskState::Done => Ok(()),
        }
    }

    /// The task in the state `next`, with `done` exactly when that is its end.
    pub fn move_to(self, next: TaskState, done: Option<Done>) -> Result<Self, Invalid> {
        let (from, may) = (&self.state, self.state.may_become(&next));
        Invalid::step(may, "state", from.name(), next.name(), &from.steps())?;
        let moved = Self { state: next, done, ..self };
        moved.check().map(|()| moved)
    }
}
