//! The steps of a task, from its beginning to what shows that it was done.

use model::activity::Action;
use model::evidence::EvidenceItem;
use model::task::{Done, Task, TaskState};
use model::time::Day;
use serde::{Deserialize, Serialize};

use super::{TaskRow, row_of};
use crate::app::{App, Revise};
use crate::failure::Failure;
use crate::find;

/// Moves a task to another state, with what that state needs.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct MoveTask {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub task: String,
    /// The step.
    pub step: TaskStep,
}

/// A step of a task.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum TaskStep {
    /// Back to planned.
    Planned,
    /// Work has begun.
    InProgress,
    /// It can't go on.
    Blocked {
        /// By what.
        reason: String,
    },
    /// It is done.
    Done {
        /// When; none takes today.
        on: Option<Day>,
        /// References of the evidence that shows it.
        evidence: Vec<String>,
        /// What was done, or why no evidence is needed.
        note: String,
    },
    /// It will not be done.
    Dropped {
        /// Why.
        reason: String,
    },
}

pub(crate) fn move_to(app: &mut App, request: MoveTask) -> Result<TaskRow, Failure> {
    app.write(Action::MoveTask, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let task: Task = find::one(w, Some(engagement.id), &request.task)?;
        let id = task.id;
        let (next, done) = match request.step {
            TaskStep::Planned => (TaskState::Planned, None),
            TaskStep::InProgress => (TaskState::InProgress, None),
            TaskStep::Blocked { reason } => (TaskState::Blocked { reason }, None),
            TaskStep::Dropped { reason } => (TaskState::Dropped { reason }, None),
            TaskStep::Done { on, evidence, note } => {
                let items: Vec<EvidenceItem> = find::each(w, engagement.id, &evidence)?;
                let on = on.unwrap_or_else(|| moment.at.date_naive());
                (TaskState::Done, Some(Done { on, evidence: items.iter().map(|item| item.id).collect(), note }))
            }
        };
        w.revise(task.move_to(next, done)?)?;
        row_of(w, &engagement, id)
    })
}
