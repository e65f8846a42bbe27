//! Occurrences and populations of the story.

use ::sample::{OccurrenceFacts, PopulationFacts};

use super::Play;
use crate::failure::Failure;
use crate::occurrence::{ExceptOccurrence, PerformOccurrence};
use crate::population::AddPopulation;

impl Play<'_> {
    pub(super) fn record_occurrence(&mut self, it: &OccurrenceFacts) -> Result<(), Failure> {
        let control = it.control.to_string();
        if let Some(performed) = &it.performed {
            self.app.call(PerformOccurrence {
                engagement: None,
                control: control.clone(),
                key: it.key,
                on: performed.on,
                by: performed.by.clone(),
                note: performed.note.clone(),
            })?;
        }
        if it.exception.is_some() {
            let exception = it.exception.clone();
            self.app.call(ExceptOccurrence { engagement: None, control, key: it.key, exception })?;
        }
        Ok(())
    }

    pub(super) fn add_population(&mut self, it: &PopulationFacts) -> Result<(), Failure> {
        let request = AddPopulation {
            engagement: None,
            control: it.control.to_string(),
            name: it.name.clone(),
            source_system: it.source_system.clone(),
            query: it.query.clone(),
            count: it.count,
            covers: it.covers,
            evidence: self.reference(&it.evidence)?,
            note: it.note.clone(),
        };
        self.app.call(request).map(drop)
    }
}
