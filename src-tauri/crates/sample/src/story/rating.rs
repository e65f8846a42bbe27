//! Ratings of the story.

use model::control::ControlCode;
use model::criterion::CriterionCode;
use model::rating::{Aspect, RatingValue};
use model::time::{Day, Instant};

use crate::key::{EvidenceKey, PersonKey};

/// One judgement on the design or operation of a control or criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingFacts {
    /// When it was written into the vault; its date is that of this instant.
    pub at: Instant,
    /// What is rated: a control or a criterion.
    pub of: Rated,
    /// Design or operation.
    pub aspect: Aspect,
    /// The judgement.
    pub value: RatingValue,
    /// Why.
    pub rationale: String,
    /// Evidence on which it rests.
    pub evidence: Vec<EvidenceKey>,
    /// Who judged.
    pub rated_by: PersonKey,
    /// Who looked it over, and when.
    pub reviewed: Option<(PersonKey, Day)>,
}

/// What a rating of the story judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rated {
    /// A control.
    Control(ControlCode),
    /// A criterion.
    Criterion(CriterionCode),
}
