//! The steps of a finding: taking note, management's response, remediation, the retest and the closing.

use model::activity::Action;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::finding::{Acknowledgement, Finding, FindingState, ManagementResponse};
use model::gap::Retest;
use model::id::PersonId;
use model::invalid::Invalid;
use model::person::Person;
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::{FindingRow, row};
use crate::app::{App, Revise};
use crate::failure::Failure;
use crate::find;

/// Records management's response. A finding that was acknowledged is responded to by it; one that is further on keeps its
/// state.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RespondFinding {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's reference, or id.
    pub finding: String,
    /// The response.
    pub text: String,
    /// Who gives it for management, by name or id.
    pub by: String,
    /// When; none takes today.
    pub on: Option<Day>,
}

pub(crate) fn respond(app: &mut App, request: RespondFinding) -> Result<FindingRow, Failure> {
    app.write(Action::RespondFinding, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let finding: Finding = find::one(w, Some(engagement.id), &request.finding)?;
        let by = person(w, &request.by)?;
        let on = request.on.unwrap_or_else(|| moment.at.date_naive());
        let responded = responded(finding, ManagementResponse { text: request.text, by, on })?;
        row(w, w.revise(responded)?)
    })
}

/// The finding with management's response, in the state that follows from it.
pub(crate) fn responded(finding: Finding, response: ManagementResponse) -> Result<Finding, Invalid> {
    let finding = Finding { response: Some(response), ..finding };
    match finding.state {
        FindingState::Responded | FindingState::InRemediation | FindingState::Verified => {
            finding.check().map(|()| finding)
        }
        // The model refuses the step from where a response has no place.
        FindingState::Raised | FindingState::Acknowledged | FindingState::Closed => {
            finding.move_to(FindingState::Responded)
        }
    }
}

/// Moves a finding to another state, with what that state needs.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct MoveFinding {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's reference, or id.
    pub finding: String,
    /// The step.
    pub step: FindingStep,
}

/// A step of a finding, with the proof that it needs.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum FindingStep {
    /// Someone took note of it.
    Acknowledged {
        /// Who, by name or id.
        by: String,
        /// When; none takes today.
        on: Option<Day>,
    },
    /// Back to the response that was given.
    Responded,
    /// It is being fixed.
    InRemediation {
        /// Who answers for the fix, by name or id; none keeps the owner.
        owner: Option<String>,
    },
    /// Retested by another person than the owner on evidence captured after the fix.
    Verified {
        /// When the fix was in place.
        fixed_on: Day,
        /// Who retested, by name or id.
        by: String,
        /// When.
        on: Day,
        /// References of the evidence.
        evidence: Vec<String>,
        /// What was done and seen.
        note: String,
    },
    /// Closed.
    Closed {
        /// When; none takes today.
        on: Option<Day>,
    },
}

impl FindingStep {
    const fn state(&self) -> FindingState {
        match self {
            Self::Acknowledged { .. } => FindingState::Acknowledged,
            Self::Responded => FindingState::Responded,
            Self::InRemediation { .. } => FindingState::InRemediation,
            Self::Verified { .. } => FindingState::Verified,
            Self::Closed { .. } => FindingState::Closed,
        }
    }
}

pub(crate) fn move_to(app: &mut App, request: MoveFinding) -> Result<FindingRow, Failure> {
    app.write(Action::MoveFinding, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut finding: Finding = find::one(w, Some(engagement.id), &request.finding)?;
        let next = request.step.state();
        apply(w, &engagement, &mut finding, request.step, moment.at.date_naive())?;
        row(w, w.revise(finding.move_to(next)?)?)
    })
}

fn apply(
    r: &Reader,
    engagement: &Engagement,
    finding: &mut Finding,
    step: FindingStep,
    today: Day,
) -> Result<(), Failure> {
    match step {
        // Going back for another response keeps who took note first.
        FindingStep::Acknowledged { by, on } => {
            let acknowledged = Acknowledgement { by: person(r, &by)?, on: on.unwrap_or(today) };
            finding.acknowledged.get_or_insert(acknowledged);
        }
        FindingStep::Responded => {}
        FindingStep::InRemediation { owner } => {
            if let Some(name) = owner {
                finding.owner = Some(person(r, &name)?);
            }
        }
        FindingStep::Verified { fixed_on, by, on, evidence, note } => {
            let items: Vec<EvidenceItem> = find::each(r, engagement.id, &evidence)?;
            let evidence = items.iter().map(|item| item.id).collect();
            finding.fixed_on = Some(fixed_on);
            finding.retest = Some(Retest { by: person(r, &by)?, on, evidence, note });
            finding.check_retest(&items.iter().collect::<Vec<_>>())?;
        }
        FindingStep::Closed { on } => finding.closed_on = Some(on.unwrap_or(today)),
    }
    Ok(())
}

fn person(r: &Reader, name: &str) -> Result<PersonId, Failure> {
    Ok(find::one::<Person>(r, None, name)?.id)
}
