//! Complementary user entity controls of the story.

use std::collections::BTreeSet;

use model::criterion::CriterionCode;
use model::time::Instant;
use model::user_control::UserControlCode;
use serde::Deserialize;

/// What the client takes for granted that its own customers do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserControlFacts {
    /// When it was written down.
    pub at: Instant,
    /// Short name.
    pub code: UserControlCode,
    /// What user entities are expected to do.
    pub statement: String,
    /// Criteria that can't be met without it.
    pub criteria: BTreeSet<CriterionCode>,
    /// Why the client can't do it for them.
    pub why: String,
}
