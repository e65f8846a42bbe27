//! Populations: every event of a per-event control in a span, counted, from a named source. Draws no samples.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::coverage::{PeriodCoverage, period_coverage};
use crate::evidence::{EvidenceItem, EvidenceKind};
use crate::id::{ControlId, EngagementId, EvidenceId, PopulationId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;
use crate::time::Span;

/// All events of a kind in a span: hires, leavers, changes, incidents, access grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Population {
    /// Its id.
    pub id: PopulationId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// The per-event control whose events these are.
    pub control: ControlId,
    /// What is counted, such as `leavers`.
    pub name: String,
    /// The system of record that they come from.
    pub source_system: String,
    /// Query, filter or report that gives all of them.
    pub query: String,
    /// How many there are; zero is a count like any other, and needs its evidence as any other does.
    pub count: u64,
    /// The days that they come from.
    pub covers: Span,
    /// The item that holds them, as extracted.
    pub evidence: EvidenceId,
    /// What else there is to say.
    pub note: String,
}

impl Population {
    /// Checks every rule that the population alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("name", &self.name, NAME)?;
        Invalid::text("source_system", &self.source_system, NAME)?;
        Invalid::text("query", &self.query, PROSE)?;
        Invalid::most("note", &self.note, PROSE)?;
        Invalid::unless(self.covers.from <= self.covers.to, "covers", "must not end before it begins")
    }

    /// What keeps the population from being relied on, given the item that it names, as open points; empty when
    /// nothing.
    pub fn missing(&self, item: Option<&EvidenceItem>) -> Vec<String> {
        let Some(item) = item.filter(|item| item.id == self.evidence) else {
            return vec!["the evidence item that holds the population".to_owned()];
        };
        let rows = item.ipe.as_ref().and_then(|card| card.row_count);
        let item_days = item.covers.map(|covers| covers.span(self.covers.to));
        let asked = [
            (item.kind == EvidenceKind::Population, "evidence of the kind population"),
            (item.controls.contains(&self.control), "the control's name on the evidence item"),
            (item.state.is_accepted(), "acceptance of the evidence item"),
            (item_days.is_some_and(|days| days.covers(self.covers)), "an extract that covers the population's days"),
            (
                rows == Some(self.count),
                "a row count on the completeness and accuracy card that equals the population's",
            ),
        ];
        asked.into_iter().filter(|(holds, _)| !holds).map(|(_, what)| what.to_owned()).collect()
    }
}

/// The days of a period for which the populations of a control can be relied on, and the holes. Each population comes
/// with the item that it names, if that is in the vault. Give the elapsed part of a period that runs.
pub fn population_coverage<'a>(
    control: ControlId,
    populations: impl IntoIterator<Item = (&'a Population, Option<&'a EvidenceItem>)>,
    period: Span,
) -> PeriodCoverage {
    let sound = populations
        .into_iter()
        .filter(|(population, item)| population.control == control && population.missing(*item).is_empty());
    period_coverage(sound.map(|(population, _)| population.covers), period)
}
