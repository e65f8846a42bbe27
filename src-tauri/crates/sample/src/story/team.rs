//! Teams of the story.

use model::time::Instant;
use serde::Deserialize;

use crate::key::PersonKey;

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamFacts {
    /// When it was written down.
    pub at: Instant,
    /// Name.
    pub name: String,
    /// Who leads it.
    pub lead: Option<PersonKey>,
    /// Who works in it beside the lead.
    pub members: Vec<PersonKey>,
}
