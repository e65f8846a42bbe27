//! Evidence items of the story: their facts, and what became of each.

use model::control::ControlCode;
use model::evidence::{Approval, Classification, Covers, EvidenceKind, IpeCard};
use model::time::{Instant, ZonedInstant};

use crate::key::{EvidenceKey, PersonKey};

/// One evidence item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFacts {
    /// The key.
    pub key: EvidenceKey,
    /// Names of its files, the main one first, as [`crate::files`] makes them.
    pub files: Vec<String>,
    /// Title.
    pub title: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// How sensitive it is.
    pub classification: Classification,
    /// What of the period it speaks for.
    pub covers: Option<Covers>,
    /// When it was captured, in the source system's zone.
    pub captured_at: Option<ZonedInstant>,
    /// When the vault received it.
    pub received_at: Instant,
    /// System that it comes from.
    pub source_system: String,
    /// Who collected it.
    pub collected_by: String,
    /// Controls that it supports.
    pub controls: Vec<ControlCode>,
    /// Completeness and accuracy card; some are incomplete on purpose.
    pub ipe: Option<IpeCard>,
    /// Approval of a document in force.
    pub approval: Option<Approval>,
    /// Version, from 1.
    pub version: u32,
    /// The item that it replaces as a newer version.
    pub supersedes: Option<EvidenceKey>,
    /// Steps of its review, oldest first.
    pub reviews: Vec<Review>,
    /// Who of the client released it for packets, and when.
    pub released: Option<(PersonKey, Instant)>,
    /// Why a packet lists it without showing it.
    pub list_only: Option<String>,
    /// For the consultant alone.
    pub internal_note: String,
}

/// One step of an item's review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: PersonKey,
    /// What was decided.
    pub outcome: Outcome,
}

/// What a review decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is being reviewed.
    InReview,
    /// Found fit.
    Accepted,
    /// Sent back.
    Returned {
        /// Why.
        reason: String,
    },
}

impl EvidenceFacts {
    /// Whether it may support a rating at the end of the story.
    pub fn is_accepted(&self) -> bool {
        matches!(self.reviews.last(), Some(Review { outcome: Outcome::Accepted, .. }))
    }

    /// Since when it may support a rating.
    pub fn accepted_at(&self) -> Option<Instant> {
        self.reviews.iter().rev().find(|review| review.outcome == Outcome::Accepted).map(|review| review.at)
    }
}
