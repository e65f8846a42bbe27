//! The engagement of the sample as pure values: who, what, when. Ids aren't in it; everything refers to everything
//! else by codes and keys, and `commands` turns each [`Step`] into records through the commands that a user calls.

mod client;
mod communication;
mod control;
mod evidence;
mod gap;
mod load;
mod rating;
mod step;

pub use client::{ClientFacts, EngagementFacts, Irrelevance, PersonFacts, SurfaceFacts, SystemFacts};
pub use communication::{MessageDecision, MessageFacts, MessageField, MessageSend, PlanRowFacts, Revision};
pub use control::ControlAdjustment;
pub use evidence::{EvidenceFacts, Outcome, Review};
pub use gap::{AcceptanceFacts, GapFacts, GapMove, RetestFacts, RiskFacts};
pub use rating::{Rated, RatingFacts};
pub use step::{Act, Step};

use std::collections::BTreeMap;

use crate::Error;
use crate::key::{EvidenceKey, GapKey, PersonKey};

/// All of the sample engagement.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The client.
    pub client: ClientFacts,
    /// The system.
    pub system: SystemFacts,
    /// The engagement.
    pub engagement: EngagementFacts,
    /// Everyone who is named, the person at the device first.
    pub people: Vec<PersonFacts>,
    /// Who owns the controls of a role, by the catalogue's name of that role.
    pub owners: BTreeMap<String, PersonKey>,
    /// Surfaces as this client has them.
    pub surfaces: Vec<SurfaceFacts>,
    /// Criteria in scope that the system gives no occasion for.
    pub irrelevances: Vec<Irrelevance>,
    /// What was changed of the catalogue's controls, by instant.
    pub adjustments: Vec<ControlAdjustment>,
    /// Evidence items, by the instant at which they were received.
    pub evidence: Vec<EvidenceFacts>,
    /// Ratings, by instant.
    pub ratings: Vec<RatingFacts>,
    /// Gaps, by the instant at which they were opened.
    pub gaps: Vec<GapFacts>,
    /// Rows of the communication plan, by number.
    pub plan_rows: Vec<PlanRowFacts>,
    /// Messages, by the instant at which they were begun.
    pub messages: Vec<MessageFacts>,
}

impl Story {
    /// Reads the story from the texts in the program.
    ///
    /// # Errors
    /// [`Error::Story`] when a text doesn't have its form: a mistake in this crate, which its tests find.
    pub fn load() -> Result<Self, Error> {
        load::story()
    }

    /// Everything that happens, in the order of time: a year's work, one step a change.
    pub fn steps(&self) -> Vec<Step<'_>> {
        step::steps(self)
    }

    /// The person of that key.
    pub fn person(&self, key: &PersonKey) -> Option<&PersonFacts> {
        self.people.iter().find(|person| person.key == *key)
    }

    /// The evidence item of that key.
    pub fn evidence_item(&self, key: &EvidenceKey) -> Option<&EvidenceFacts> {
        self.evidence.iter().find(|item| item.key == *key)
    }

    /// The gap of that key.
    pub fn gap(&self, key: &GapKey) -> Option<&GapFacts> {
        self.gaps.iter().find(|gap| gap.key == *key)
    }
}
