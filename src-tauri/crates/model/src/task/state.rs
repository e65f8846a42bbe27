//! The states of a task, and the steps between them.

use serde::{Deserialize, Serialize};

/// Where a task stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TaskState {
    /// Not begun.
    Planned,
    /// Being worked at.
    InProgress,
    /// Can't go on.
    Blocked {
        /// By what.
        reason: String,
    },
    /// Done.
    Done,
    /// Will not be done; nothing waits for it any more.
    Dropped {
        /// Why.
        reason: String,
    },
}

impl TaskState {
    /// Words as printed.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InProgress => "in progress",
            Self::Blocked { .. } => "blocked",
            Self::Done => "done",
            Self::Dropped { .. } => "dropped",
        }
    }

    /// Words of the states to which a step leads from here.
    pub fn steps(&self) -> Vec<&'static str> {
        let reason = String::new;
        let all = [
            Self::Planned,
            Self::InProgress,
            Self::Blocked { reason: reason() },
            Self::Done,
            Self::Dropped { reason: reason() },
        ];
        all.iter().filter(|next| self.may_become(next)).map(Self::name).collect()
    }

    /// Whether it still has to be done.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Planned | Self::InProgress | Self::Blocked { .. })
    }

    /// Whether the step from here to `next` exists.
    pub const fn may_become(&self, next: &Self) -> bool {
        matches!(
            (self, next),
            (Self::Planned, Self::InProgress)
                | (Self::InProgress | Self::Blocked { .. } | Self::Dropped { .. }, Self::Planned)
                | (Self::Blocked { .. } | Self::Done, Self::InProgress)
                | (Self::Planned | Self::InProgress, Self::Blocked { .. } | Self::Done)
                | (Self::Planned | Self::InProgress | Self::Blocked { .. }, Self::Dropped { .. })
        )
    }
}
