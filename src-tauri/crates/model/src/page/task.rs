//! Lines of the remediation plan's grid.

use serde::{Deserialize, Serialize};

use super::{page_columns, page_of};
use crate::code::TaskCode;
use crate::id::{PersonId, TaskId};
use crate::record::Revision;
use crate::task::{TaskState, Wait, WorkTrack};
use crate::time::Day;

page_columns! {
    /// Columns by which tasks are sorted and filtered.
    TaskColumn {
        /// The code.
        Code = "code",
        /// The title.
        Title = "title",
        /// The phase.
        Phase = "phase",
        /// The track.
        Track = "track",
        /// The state.
        State = "state",
        /// Its earliest first day, after what it waits for.
        Starts = "starts",
        /// Its earliest last day.
        Ends = "ends",
        /// How many working days it takes.
        WorkingDays = "working_days",
        /// The owner: by id, shown and sorted by name.
        Owner = "owner",
        /// The owner's role.
        OwnerRole = "owner_role",
        /// The codes of the tasks that it waits for; sorted by the first one.
        Dependencies = "dependencies",
        /// The codes of its controls; sorted by the first one.
        Controls = "controls",
        /// The references of its gaps; sorted by the first one.
        Gaps = "gaps",
    }
}

/// A task that another waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TaskDependency {
    /// The task that is waited for.
    pub task: TaskId,
    /// Its code.
    pub code: TaskCode,
    /// How long it is waited for.
    pub wait: Wait,
}

/// A task as its grid shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TaskLine {
    /// Its id.
    pub id: TaskId,
    /// Its revision.
    pub revision: Revision,
    /// Short name.
    pub code: TaskCode,
    /// Title.
    pub title: String,
    /// Phase of the plan.
    pub phase: String,
    /// Which kind of work it is.
    pub track: WorkTrack,
    /// Where it stands.
    pub state: TaskState,
    /// First day on which it may begin, as it was set.
    pub starts_on: Day,
    /// Its earliest first day, after what it waits for; none when it was dropped.
    pub starts: Option<Day>,
    /// Its earliest last day.
    pub ends: Option<Day>,
    /// How many working days it takes.
    pub working_days: u16,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// That person's name.
    pub owner_name: Option<String>,
    /// Role that answers for it.
    pub owner_role: String,
    /// Tasks that it waits for, by code.
    pub dependencies: Vec<TaskDependency>,
    /// Codes of the controls that it builds or mends, in order.
    pub controls: Vec<String>,
    /// References of the gaps that it closes, in order.
    pub gaps: Vec<String>,
}

page_of! {
    /// A page of tasks.
    TaskPage of TaskLine
}
