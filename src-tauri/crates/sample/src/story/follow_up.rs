//! Follow-ups of the story.

use model::control::ControlCode;
use model::time::{Day, Instant};
use serde::Deserialize;

use crate::key::PersonKey;

/// A question of the auditor's, noted in a walkthrough.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpFacts {
    /// When it was asked.
    pub at: Instant,
    /// The control.
    pub control: ControlCode,
    /// The question.
    pub question: String,
    /// Who asked, in words.
    pub asked_by: String,
    /// Who promised the answer.
    pub promised_by: PersonKey,
    /// By when.
    pub due_on: Day,
    /// The answer, once it was given.
    pub answer: Option<FollowUpAnswerFacts>,
}

/// The answer to a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpAnswerFacts {
    /// When it was recorded.
    pub at: Instant,
    /// When it was given.
    pub on: Day,
    /// The words.
    pub text: String,
}
