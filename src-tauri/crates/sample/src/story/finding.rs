//! Findings of the story, with each move that they made.

use model::control::ControlCode;
use model::criterion::CriterionCode;
use model::finding::{Deviations, FindingSource, FindingState};
use model::gap::Level;
use model::time::{Day, Instant};
use serde::Deserialize;

use super::RetestFacts;
use crate::key::{FindingKey, GapKey, PersonKey};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingFacts {
    /// The reference that whoever raised it gave it.
    pub reference: FindingKey,
    /// When it was entered.
    pub at: Instant,
    /// Their wording.
    pub wording: String,
    /// What raised it.
    pub source: FindingSource,
    /// How grave it is held to be.
    pub severity: Level,
    /// When it was raised.
    pub raised_on: Day,
    /// Controls that deviated.
    pub controls: Vec<ControlCode>,
    /// Criteria that it bears on.
    pub criteria: Vec<CriterionCode>,
    /// Deviations among the items tested.
    pub deviations: Option<Deviations>,
    /// Why it came about.
    pub cause: String,
    /// How far it reaches.
    pub extent: String,
    /// What it does to commitments and requirements.
    pub effect: String,
    /// Controls that compensated.
    pub compensating: Vec<ControlCode>,
    /// How they compensated.
    pub compensating_note: String,
    /// Who answers for it.
    pub owner: PersonKey,
    /// By when it is to be fixed.
    pub due_on: Option<Day>,
    /// Gaps that speak of the same shortfall.
    #[serde(default)]
    pub gaps: Vec<GapKey>,
    /// Its moves, oldest first.
    #[serde(default)]
    pub moves: Vec<FindingMove>,
    /// For the consultant alone.
    #[serde(default)]
    pub internal_note: String,
}

/// One move of a finding, with what that state needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingMove {
    /// When.
    pub at: Instant,
    /// The state.
    pub to: FindingState,
    /// Who took note, or responded.
    pub by: Option<PersonKey>,
    /// The day on which it happened.
    pub on: Option<Day>,
    /// Management's response.
    pub response: Option<String>,
    /// When the fix was in place.
    pub fixed_on: Option<Day>,
    /// The retest.
    pub retest: Option<RetestFacts>,
}

impl FindingFacts {
    /// Where it stands at the end of the story.
    pub fn state(&self) -> FindingState {
        self.moves.last().map_or(FindingState::Raised, |last| last.to)
    }
}
