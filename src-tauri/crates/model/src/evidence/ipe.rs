//! The completeness and accuracy card of what a system produced.

use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, NAME, PROSE, has_visible};
use crate::time::ZonedInstant;

/// Information produced by the entity: what shows that a report or extract is complete and accurate (AT-C 205.36).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct IpeCard {
    /// System that produced it.
    pub system: String,
    /// Environment, such as `production`.
    pub environment: String,
    /// Query, filter or parameters.
    pub query: String,
    /// Who ran it.
    pub run_by: String,
    /// When it ran, with the zone.
    pub run_at: Option<ZonedInstant>,
    /// Rows or items that it holds.
    pub row_count: Option<u64>,
    /// How the count or content was tied to the source.
    pub tie_out: String,
}

impl IpeCard {
    /// Checks every rule that the card alone can break; lines may still be empty.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::most("system", &self.system, NAME)?;
        Invalid::most("environment", &self.environment, NAME)?;
        Invalid::most("query", &self.query, PROSE)?;
        Invalid::most("run_by", &self.run_by, NAME)?;
        Invalid::most("tie_out", &self.tie_out, PROSE)
    }

    /// What the card still lacks, in the order of its lines; empty when it is complete.
    pub fn missing(&self) -> Vec<&'static str> {
        let lines = [
            ("system", !has_visible(&self.system)),
            ("environment", !has_visible(&self.environment)),
            ("query or filter", !has_visible(&self.query)),
            ("who ran it", !has_visible(&self.run_by)),
            ("when it ran", self.run_at.is_none()),
            ("row count", self.row_count.is_none()),
            ("tie-out", !has_visible(&self.tie_out)),
        ];
        lines.into_iter().filter_map(|(name, lacks)| lacks.then_some(name)).collect()
    }
}
