//! Populations of the story.

use model::control::ControlCode;
use model::time::{Instant, Span};
use serde::Deserialize;

use crate::key::EvidenceKey;

/// Every event of a per-event control in a span, counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopulationFacts {
    /// When it was written down.
    pub at: Instant,
    /// The control.
    pub control: ControlCode,
    /// What is counted.
    pub name: String,
    /// System of record.
    pub source_system: String,
    /// What gives all of them.
    pub query: String,
    /// How many there are.
    pub count: u64,
    /// The days that they come from.
    pub covers: Span,
    /// The item that holds them.
    pub evidence: EvidenceKey,
    /// What else there is to say.
    #[serde(default)]
    pub note: String,
}
