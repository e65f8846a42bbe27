//! The engagement of the sample as pure values: who, what, when. Ids aren't in it; everything refers to everything
//! else by codes and keys, and `commands` turns each [`Step`] into records through the commands that a user calls.

mod client;
mod commitment;
mod communication;
mod control;
mod evidence;
mod finding;
mod follow_up;
mod gap;
mod load;
mod occurrence;
mod organisation;
mod population;
mod rating;
mod request;
mod step;
mod task;
mod team;
mod user_control;

pub use client::{ClientFacts, EngagementFacts, Irrelevance, PersonFacts, SurfaceFacts, SystemFacts};
pub use commitment::CommitmentFacts;
pub use communication::{MessageDecision, MessageFacts, MessageField, MessageSend, PlanRowFacts, Revision};
pub use control::ControlAdjustment;
pub use evidence::{EvidenceFacts, Outcome, Review};
pub use finding::{FindingFacts, FindingMove};
pub use follow_up::{FollowUpAnswerFacts, FollowUpFacts};
pub use gap::{AcceptanceFacts, GapFacts, GapMove, RetestFacts, RiskFacts};
pub use occurrence::{OccurrenceFacts, Performance};
pub use organisation::{ComplementaryFacts, OrganisationFacts, ReportFacts, ReportRenewal, ReportReviewFacts};
pub use population::PopulationFacts;
pub use rating::{Rated, RatingFacts};
pub use request::{RequestFacts, RequestMove, RequestStart, RequestTo};
pub use step::{Act, Step};
pub use task::{FreezeFacts, PlannedTask, TaskFacts, TaskMove, TaskPlan, TaskTo};
pub use team::TeamFacts;
pub use user_control::UserControlFacts;

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
    /// Teams.
    pub teams: Vec<TeamFacts>,
    /// Service commitments and system requirements, in the order of their numbers.
    pub commitments: Vec<CommitmentFacts>,
    /// Complementary user entity controls.
    pub user_controls: Vec<UserControlFacts>,
    /// Subservice organisations.
    pub organisations: Vec<OrganisationFacts>,
    /// What was recorded of occurrences, by instant.
    pub occurrences: Vec<OccurrenceFacts>,
    /// Populations of per-event controls.
    pub populations: Vec<PopulationFacts>,
    /// The start of the request list from the catalogue.
    pub request_start: RequestStart,
    /// The lines of the auditor's list, in its order.
    pub requests: Vec<RequestFacts>,
    /// Findings, in the order in which they were entered.
    pub findings: Vec<FindingFacts>,
    /// Follow-ups of walkthroughs, by the instant at which they were asked.
    pub follow_ups: Vec<FollowUpFacts>,
    /// The start of the preparation plan from the catalogue.
    pub task_plan: TaskPlan,
    /// What became of the plan's tasks.
    pub planned_tasks: Vec<PlannedTask>,
    /// Tasks of the client's own.
    pub tasks: Vec<TaskFacts>,
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
