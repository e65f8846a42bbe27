//! The states of a finding, and the steps between them.

use serde::{Deserialize, Serialize};

/// Where a finding stands, in the order of its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// Raised, not yet looked at.
    Raised,
    /// Someone took note of it.
    Acknowledged,
    /// Management has responded.
    Responded,
    /// Being fixed.
    InRemediation,
    /// Retested by another person on evidence captured after the fix.
    Verified,
    /// Closed.
    Closed,
}

impl FindingState {
    /// Every state, in order.
    pub const ALL: [Self; 6] =
        [Self::Raised, Self::Acknowledged, Self::Responded, Self::InRemediation, Self::Verified, Self::Closed];

    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Acknowledged => "acknowledged",
            Self::Responded => "responded",
            Self::InRemediation => "in remediation",
            Self::Verified => "verified",
            Self::Closed => "closed",
        }
    }

    /// Words of the states to which a step leads from here.
    pub fn steps(self) -> Vec<&'static str> {
        Self::ALL.into_iter().filter(|next| self.may_become(*next)).map(Self::name).collect()
    }

    /// Whether it still counts as open.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed)
    }

    /// Whether the step from here to `next` exists: one on, or back to remediation when the fix didn't hold or the response
    /// when it has to be given anew.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Raised, Self::Acknowledged)
                | (Self::Acknowledged, Self::Responded)
                | (Self::Responded, Self::Acknowledged | Self::InRemediation)
                | (Self::InRemediation, Self::Responded | Self::Verified)
                | (Self::Verified, Self::InRemediation | Self::Closed)
                | (Self::Closed, Self::InRemediation)
        )
    }
}
