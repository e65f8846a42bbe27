//! The states of a gap, and the steps between them.

use serde::{Deserialize, Serialize};

/// Where a gap stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum GapState {
    /// Found, nothing begun.
    Open,
    /// Being fixed.
    InProgress,
    /// Fixed, proof still to come.
    FixedAwaitingProof,
    /// Retested by another person on evidence captured after the fix.
    Retested,
    /// The fixed control has operated since a date.
    OperatingSince,
    /// The risk is accepted until a date.
    AcceptedRisk,
    /// It came back.
    Reopened,
}

impl GapState {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in progress",
            Self::FixedAwaitingProof => "fixed, awaiting proof",
            Self::Retested => "retested",
            Self::OperatingSince => "operating since",
            Self::AcceptedRisk => "accepted risk",
            Self::Reopened => "reopened",
        }
    }

    /// Words of the states to which a step leads from here.
    pub fn steps(self) -> Vec<&'static str> {
        let all = [
            Self::Open,
            Self::InProgress,
            Self::FixedAwaitingProof,
            Self::Retested,
            Self::OperatingSince,
            Self::AcceptedRisk,
            Self::Reopened,
        ];
        all.into_iter().filter(|next| self.may_become(*next)).map(Self::name).collect()
    }

    /// Whether the gap still counts as open: in the heat map, in roll-ups and in a control's list.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress | Self::FixedAwaitingProof | Self::Reopened)
    }

    /// Whether the step from here to `next` exists.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Open | Self::Reopened, Self::InProgress)
                | (Self::Open | Self::Reopened | Self::InProgress, Self::FixedAwaitingProof | Self::AcceptedRisk)
                | (Self::InProgress, Self::Open)
                | (Self::FixedAwaitingProof, Self::Retested | Self::InProgress | Self::AcceptedRisk)
                | (Self::Retested, Self::OperatingSince)
                | (Self::Retested | Self::OperatingSince | Self::AcceptedRisk, Self::Reopened)
        )
    }
}
