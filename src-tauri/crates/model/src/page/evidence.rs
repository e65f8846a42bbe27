//! Lines of the evidence items' grid.

use serde::{Deserialize, Serialize};

use super::{page_columns, page_of};
use crate::evidence::{Classification, Covers, EvidenceKind, EvidenceState};
use crate::id::EvidenceId;
use crate::record::Revision;
use crate::time::{Instant, ZonedInstant};

page_columns! {
    /// Columns by which evidence items are sorted and filtered.
    EvidenceColumn {
        /// The number as printed, such as `EV-0012`; sorted by number.
        Reference = "reference",
        /// The title.
        Title = "title",
        /// The kind.
        Kind = "kind",
        /// The state.
        State = "state",
        /// The classification.
        Classification = "classification",
        /// The first day that it covers.
        CoversFrom = "covers_from",
        /// The last day that it covers; none for an open end.
        CoversTo = "covers_to",
        /// When it was captured.
        CapturedAt = "captured_at",
        /// When it was received.
        ReceivedAt = "received_at",
        /// The system that it comes from.
        SourceSystem = "source_system",
        /// Who collected it.
        CollectedBy = "collected_by",
        /// The codes of its controls; sorted by their number.
        Controls = "controls",
        /// How many files it has.
        Files = "files",
        /// Their bytes in all.
        Size = "size",
        /// How many things it lacks before it can be relied on.
        Missing = "missing",
        /// The version.
        Version = "version",
    }
}

/// An evidence item as its grid shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct EvidenceLine {
    /// Its id.
    pub id: EvidenceId,
    /// Its revision.
    pub revision: Revision,
    /// Number in the engagement.
    pub number: u32,
    /// The number as printed, such as `EV-0012`.
    pub reference: String,
    /// Title.
    pub title: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// Where it stands.
    pub state: EvidenceState,
    /// How sensitive it is.
    pub classification: Classification,
    /// What of the period it speaks for.
    pub covers: Option<Covers>,
    /// When it was captured, with its zone.
    pub captured_at: Option<ZonedInstant>,
    /// When the vault received it.
    pub received_at: Instant,
    /// System that it comes from.
    pub source_system: String,
    /// Who collected it.
    pub collected_by: String,
    /// Codes of the controls that it supports, in order.
    pub controls: Vec<String>,
    /// How many files it has.
    pub files: u32,
    /// Their bytes in all.
    pub size: u64,
    /// How many things must be added before it can be relied on.
    pub missing: u32,
    /// Version of the document or extract.
    pub version: u32,
    /// Why a packet lists it without showing it.
    pub list_only: Option<String>,
}

page_of! {
    /// A page of evidence items.
    EvidencePage of EvidenceLine
}
