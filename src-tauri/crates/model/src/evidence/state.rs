//! The states of an evidence item, and the steps between them.

use serde::{Deserialize, Serialize};

use crate::id::{EvidenceId, PersonId};
use crate::time::Instant;

/// Where an item stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum EvidenceState {
    /// In the vault, not looked at.
    Received,
    /// Being reviewed.
    InReview,
    /// Reviewed and found fit.
    Accepted,
    /// Reviewed and sent back.
    Returned {
        /// Why.
        reason: String,
    },
    /// Released by the client for packets.
    Released {
        /// The client's releasing person.
        by: PersonId,
        /// When, as recorded by the vault.
        at: Instant,
    },
    /// Replaced by a newer version.
    Superseded {
        /// The version that replaces it.
        by: EvidenceId,
    },
    /// Its attaching was undone; its custody is kept.
    Withdrawn {
        /// Why.
        reason: String,
    },
}

impl EvidenceState {
    /// Words as printed.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::InReview => "in review",
            Self::Accepted => "accepted",
            Self::Returned { .. } => "returned",
            Self::Released { .. } => "released",
            Self::Superseded { .. } => "superseded",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// Whether it may support a rating: reviewed and found fit.
    pub const fn is_accepted(&self) -> bool {
        matches!(self, Self::Accepted | Self::Released { .. })
    }

    /// Whether it counts at all any more.
    pub const fn is_live(&self) -> bool {
        !matches!(self, Self::Superseded { .. } | Self::Withdrawn { .. })
    }

    /// Whether the step from here to `next` is one that a review allows.
    pub const fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            (Self::Received | Self::Returned { .. }, Self::InReview)
            | (Self::Received | Self::InReview, Self::Accepted | Self::Returned { .. })
            | (Self::Accepted, Self::Returned { .. } | Self::Released { .. } | Self::InReview)
            | (Self::Released { .. }, Self::Accepted) => true,
            (from, Self::Superseded { .. } | Self::Withdrawn { .. }) => from.is_live(),
            _ => false,
        }
    }
}
