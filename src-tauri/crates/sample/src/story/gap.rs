//! Gaps of the story, with each move that they made.

use model::control::ControlCode;
use model::criterion::CriterionCode;
use model::gap::{Cost, GapKind, GapSource, GapState, Severity};
use model::surface::SurfaceCode;
use model::time::{Day, Instant};
use serde::Deserialize;

use crate::key::{EvidenceKey, GapKey, PersonKey};

/// One gap.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapFacts {
    /// The key.
    pub key: GapKey,
    /// When it was opened in the vault.
    pub at: Instant,
    /// The catalogue's failure pattern that it began from; none when it was written by hand.
    pub pattern: Option<String>,
    /// Title.
    pub title: String,
    /// Who or what brought it to light.
    pub source: GapSource,
    /// What falls short.
    pub kind: GapKind,
    /// What was found.
    pub description: String,
    /// Why it came about.
    #[serde(default)]
    pub root_cause: String,
    /// Criteria that it bears on.
    pub criteria: Vec<CriterionCode>,
    /// Controls that it bears on.
    pub controls: Vec<ControlCode>,
    /// Surfaces on which it stands.
    pub surfaces: Vec<SurfaceCode>,
    /// Likelihood × impact.
    pub severity: Severity,
    /// Effort in person-days.
    pub effort_days: Option<u32>,
    /// The engagement's own estimate.
    pub cost: Option<Cost>,
    /// Who answers for it.
    pub owner: Option<PersonKey>,
    /// When it was found.
    pub found_on: Day,
    /// By when it is to be fixed.
    pub due_on: Option<Day>,
    /// What will be done.
    #[serde(default)]
    pub remedy: String,
    /// What must be true before it closes.
    #[serde(default)]
    pub acceptance: Vec<AcceptanceFacts>,
    /// Its moves, oldest first.
    #[serde(default)]
    pub moves: Vec<GapMove>,
    /// For the consultant alone.
    #[serde(default)]
    pub internal_note: String,
}

/// One acceptance criterion.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceFacts {
    /// What must be true.
    pub text: String,
    /// What will show it.
    pub shown_by: String,
    /// By when.
    pub due_on: Option<Day>,
    /// When it was found to be met.
    pub met_at: Option<Instant>,
}

/// One move of a gap to another state, with what that state needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapMove {
    /// When.
    pub at: Instant,
    /// The state.
    pub to: GapState,
    /// When the fix was in place.
    pub fixed_on: Option<Day>,
    /// The retest.
    pub retest: Option<RetestFacts>,
    /// Since when the fixed control operates.
    pub operating_since: Option<Day>,
    /// The acceptance of its risk.
    pub risk: Option<RiskFacts>,
}

/// A retest.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetestFacts {
    /// Who.
    pub by: PersonKey,
    /// When.
    pub on: Day,
    /// On which evidence.
    pub evidence: Vec<EvidenceKey>,
    /// What was done and seen.
    pub note: String,
}

/// An accepted risk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskFacts {
    /// Who accepts it.
    pub approver: PersonKey,
    /// Last day.
    pub until: Day,
    /// Why.
    pub reason: String,
}

impl GapFacts {
    /// Where it stands at the end of the story.
    pub fn state(&self) -> GapState {
        self.moves.last().map_or(GapState::Open, |last| last.to)
    }
}
