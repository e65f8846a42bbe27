//! Service commitments and system requirements of the story.

use std::collections::BTreeSet;

use model::commitment::{CommitmentKind, CommitmentSource};
use model::criterion::{Category, CriterionCode};
use model::time::Instant;
use serde::Deserialize;

/// A principal service commitment or system requirement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentFacts {
    /// When it was written down.
    pub at: Instant,
    /// Commitment or requirement.
    pub kind: CommitmentKind,
    /// What is promised or required.
    pub text: String,
    /// In what kind of paper it is written.
    pub source: CommitmentSource,
    /// In which, and where.
    pub source_note: String,
    /// Categories that it belongs to.
    pub categories: BTreeSet<Category>,
    /// Criteria against which it is held.
    pub criteria: BTreeSet<CriterionCode>,
}
