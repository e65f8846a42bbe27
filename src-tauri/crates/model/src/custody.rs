//! Custody events: anything that happened to an evidence item. Appended, never changed, never undone.

use serde::{Deserialize, Serialize};

use crate::id::{CustodyId, EvidenceId};
use crate::time::Instant;

/// One thing that happened to one evidence item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CustodyEvent {
    /// Its id.
    pub id: CustodyId,
    /// The item.
    pub evidence: EvidenceId,
    /// When, as recorded by the vault.
    pub at: Instant,
    /// Who did it, as named for the device, or the releasing person.
    pub who: String,
    /// What happened.
    pub kind: CustodyKind,
    /// In which packet, to which version, for which reason.
    pub note: String,
    /// Row of the activity log that was written with it.
    pub log_seq: u64,
}

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CustodyKind {
    /// Received into the vault.
    Received,
    /// Taken over from an earlier engagement, as it was received there.
    Carried,
    /// Its facts were changed.
    Described,
    /// Accepted in review.
    Accepted,
    /// Sent back in review.
    Returned,
    /// Released by the client for packets.
    Released,
    /// Its release was taken back.
    ReleaseRevoked,
    /// Replaced by a newer version.
    Superseded,
    /// Its attaching was undone.
    Withdrawn,
    /// Went out in a packet.
    Exported,
    /// Its original was saved outside the vault.
    Saved,
    /// Its files were saved outside the vault as packets hold them: the redacted copy of each that is redacted.
    SavedRedacted,
    /// Its files were destroyed for good; names, sizes and hashes stay.
    Purged,
    /// Something of a file was redacted: packets hold its twin.
    Redacted,
    /// A redaction was taken back: packets hold the file as it is.
    RedactionTakenBack,
}

impl CustodyKind {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "received into the vault",
            Self::Carried => "carried over from an earlier engagement",
            Self::Described => "facts changed",
            Self::Accepted => "accepted in review",
            Self::Returned => "returned in review",
            Self::Released => "released for packets",
            Self::ReleaseRevoked => "release taken back",
            Self::Superseded => "superseded by a newer version",
            Self::Withdrawn => "withdrawn",
            Self::Exported => "exported in a packet",
            Self::Saved => "original saved outside the vault",
            Self::SavedRedacted => "saved outside the vault as packets hold it, redacted",
            Self::Purged => "files purged for good",
            Self::Redacted => "redacted for packets",
            Self::RedactionTakenBack => "redaction taken back",
        }
    }
}
