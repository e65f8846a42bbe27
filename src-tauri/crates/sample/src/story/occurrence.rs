//! Occurrences of the story: when they were performed, and how some deviated.

use model::control::ControlCode;
use model::occurrence::OccurrenceKey;
use model::time::{Day, Instant};

/// What was recorded of one occurrence at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccurrenceFacts {
    /// When it was recorded.
    pub at: Instant,
    /// The control.
    pub control: ControlCode,
    /// Which of its occurrences.
    pub key: OccurrenceKey,
    /// That it was performed.
    pub performed: Option<Performance>,
    /// How it deviated.
    pub exception: Option<String>,
}

/// One performance of a control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Performance {
    /// When.
    pub on: Day,
    /// Who: a name or a role.
    pub by: String,
    /// What else there is to say.
    pub note: Option<String>,
}
