//! Where a request stands: for us, and for the auditor. Two fields, never merged.

use serde::{Deserialize, Serialize};

/// Where a request stands for us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "internal", rename_all = "snake_case")]
pub enum InternalStatus {
    /// Nothing begun.
    Open,
    /// Its evidence is being gathered.
    InProgress,
    /// Put to our own reviewer.
    SubmittedForReview,
    /// Fit to go to the auditor.
    Ready,
    /// Can't go on.
    Blocked {
        /// By what.
        reason: String,
    },
    /// Doesn't apply to this system.
    NotApplicable {
        /// Why.
        reason: String,
    },
}

impl InternalStatus {
    /// Words as printed.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in progress",
            Self::SubmittedForReview => "submitted for review",
            Self::Ready => "ready",
            Self::Blocked { .. } => "blocked",
            Self::NotApplicable { .. } => "not applicable",
        }
    }

    /// Words of the states to which a step leads from here.
    pub fn steps(&self) -> Vec<&'static str> {
        let reason = String::new;
        let all = [
            Self::Open,
            Self::InProgress,
            Self::SubmittedForReview,
            Self::Ready,
            Self::Blocked { reason: reason() },
            Self::NotApplicable { reason: reason() },
        ];
        all.iter().filter(|next| self.may_become(next)).map(Self::name).collect()
    }

    /// Whether the step from here to `next` exists. Ready is reached through our own review alone.
    pub const fn may_become(&self, next: &Self) -> bool {
        matches!(
            (self, next),
            (Self::Open, Self::InProgress)
                | (Self::InProgress, Self::Open | Self::SubmittedForReview)
                | (Self::SubmittedForReview, Self::InProgress | Self::Ready)
                | (Self::Ready, Self::InProgress)
                | (Self::Open | Self::InProgress | Self::SubmittedForReview, Self::Blocked { .. })
                | (Self::Blocked { .. } | Self::NotApplicable { .. }, Self::Open | Self::InProgress)
                | (
                    Self::Open | Self::InProgress | Self::SubmittedForReview | Self::Blocked { .. },
                    Self::NotApplicable { .. }
                )
        )
    }
}

/// Where a request stands for the auditor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AuditorStatus {
    /// Asked for, nothing submitted.
    Requested,
    /// Submitted, not looked at.
    Submitted,
    /// Accepted.
    Accepted,
    /// Returned; the last round has the remark.
    Returned,
}

impl AuditorStatus {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Returned => "returned",
        }
    }

    /// Words of the states to which a step leads from here.
    pub fn steps(self) -> Vec<&'static str> {
        let all = [Self::Requested, Self::Submitted, Self::Accepted, Self::Returned];
        all.into_iter().filter(|next| self.may_become(*next)).map(Self::name).collect()
    }

    /// Whether the step from here to `next` exists. An auditor may return what was accepted: a second look is ordinary.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Requested | Self::Returned, Self::Submitted)
                | (Self::Submitted, Self::Accepted)
                | (Self::Submitted | Self::Accepted, Self::Returned)
        )
    }
}
