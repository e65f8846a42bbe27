//! The steps of a request: our own status, submitting, and what came back from the auditor. Both happen outside this
//! program and are recorded here.

use model::activity::Action;
use model::evidence::EvidenceItem;
use model::request::{EvidenceRequest, InternalStatus};
use model::time::Day;
use serde::{Deserialize, Serialize};

use super::{RequestRow, row};
use crate::app::{App, Revise};
use crate::failure::Failure;
use crate::find;

/// Moves a request to another status of ours.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct MoveRequest {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's id, or id.
    pub request: String,
    /// The status.
    pub to: InternalStatus,
}

pub(crate) fn move_to(app: &mut App, request: MoveRequest) -> Result<RequestRow, Failure> {
    app.write(Action::MoveRequest, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: EvidenceRequest = find::one(w, Some(engagement.id), &request.request)?;
        row(w, w.revise(old.move_to(request.to)?)?, moment.at.date_naive())
    })
}

/// Records that evidence or an answer went to the auditor: a new round. Every item must be released by the client.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SubmitRequest {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's id, or id.
    pub request: String,
    /// References of the evidence; none takes what is gathered for the request.
    pub evidence: Option<Vec<String>>,
    /// What was said with it, or in its place.
    pub answer: String,
    /// When; none takes today.
    pub on: Option<Day>,
}

pub(crate) fn submit(app: &mut App, request: SubmitRequest) -> Result<RequestRow, Failure> {
    app.write(Action::SubmitRequest, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let today = moment.at.date_naive();
        let mut old: EvidenceRequest = find::one(w, Some(engagement.id), &request.request)?;
        if let Some(names) = &request.evidence {
            let items: Vec<EvidenceItem> = find::each(w, engagement.id, names)?;
            old.evidence = items.iter().map(|item| item.id).collect();
        }
        let items: Vec<EvidenceItem> = old.evidence.iter().map(|id| w.get(*id)).collect::<Result<_, _>>()?;
        old.check_submission(&items.iter().collect::<Vec<_>>())?;
        let submitted = old.submit(request.on.unwrap_or(today), request.answer)?;
        row(w, w.revise(submitted)?, today)
    })
}

/// Records how the auditor took the last round. A returned request is in progress again, and its next submission is a new
/// round.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct DecideRequest {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's id, or id.
    pub request: String,
    /// How the auditor took it.
    pub decision: RequestDecision,
    /// When; none takes today.
    pub on: Option<Day>,
}

/// How the auditor took a round.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum RequestDecision {
    /// Accepted.
    Accepted,
    /// Returned.
    Returned {
        /// The auditor's remark, character for character.
        remark: String,
        /// By when the auditor wants the next answer; none keeps the due date.
        due_on: Option<Day>,
    },
}

pub(crate) fn decide(app: &mut App, request: DecideRequest) -> Result<RequestRow, Failure> {
    app.write(Action::DecideRequest, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let today = moment.at.date_naive();
        let on = request.on.unwrap_or(today);
        let old: EvidenceRequest = find::one(w, Some(engagement.id), &request.request)?;
        let decided = match request.decision {
            RequestDecision::Accepted => old.accept(on)?,
            RequestDecision::Returned { remark, due_on } => {
                let due_on = due_on.or(old.due_on);
                EvidenceRequest { due_on, ..old }.send_back(on, remark)?
            }
        };
        row(w, w.revise(decided)?, today)
    })
}
