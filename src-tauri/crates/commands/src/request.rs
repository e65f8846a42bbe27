//! Evidence requests: starting them from the catalogue's list, adding the auditor's own, listing what is owed, editing,
//! submitting and recording what came back.

mod round;
mod template;

use std::collections::BTreeSet;

use model::activity::Action;
use model::control::Control;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::id::{EngagementId, RequestId};
use model::person::Person;
use model::request::{AuditorStatus, EvidenceRequest, InternalStatus};
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Reader;

pub use round::{DecideRequest, MoveRequest, RequestDecision, SubmitRequest};
pub(crate) use round::{decide, move_to, submit};
pub use template::{ListRequestTemplates, RequestTemplateRow, StartRequests, StartedRequests};
pub(crate) use template::{start, templates};

use crate::app::{App, Moment, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;

/// A request as lists and sheets show it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RequestRow {
    /// The request.
    pub request: EvidenceRequest,
    /// Name of who answers it.
    pub owner: Option<String>,
    /// Codes of the controls that it bears on.
    pub controls: Vec<String>,
    /// References of the evidence that is gathered for it.
    pub evidence: Vec<String>,
    /// Whether the auditor waits for us: never submitted, or returned.
    pub owed: bool,
    /// Whether it is owed and its due date has gone by today.
    pub overdue: bool,
}

fn row(r: &Reader, request: EvidenceRequest, today: Day) -> Result<RequestRow, Failure> {
    let owner = request.owner.map(|id| r.get::<Person>(id)).transpose()?.map(|person| person.name);
    let code = |id: &_| Ok::<_, Failure>(r.get::<Control>(*id)?.code.to_string());
    let reference = |id: &_| Ok::<_, Failure>(r.get::<EvidenceItem>(*id)?.reference());
    let mut controls: Vec<String> = request.controls.iter().map(code).collect::<Result<_, _>>()?;
    let mut evidence: Vec<String> = request.evidence.iter().map(reference).collect::<Result<_, _>>()?;
    controls.sort();
    evidence.sort();
    let (owed, overdue) = (request.is_owed(), request.is_overdue_on(today));
    Ok(RequestRow { request, owner, controls, evidence, owed, overdue })
}

/// A request of which nothing is known but what every one has.
pub(crate) fn blank(
    id: RequestId,
    engagement: EngagementId,
    number: u32,
    wording: String,
    received_on: Day,
) -> EvidenceRequest {
    EvidenceRequest {
        id,
        revision: 1,
        engagement,
        number,
        auditor_id: None,
        wording,
        kind: None,
        period: None,
        population: None,
        controls: BTreeSet::new(),
        criteria: BTreeSet::new(),
        evidence: BTreeSet::new(),
        owner: None,
        reviewer: None,
        received_on,
        due_on: None,
        blocks_testing: false,
        internal: InternalStatus::Open,
        auditor: AuditorStatus::Requested,
        rounds: Vec::new(),
        template: None,
        internal_note: String::new(),
    }
}

/// The same with an id and the next number.
fn numbered(
    r: &Reader,
    moment: &Moment<'_>,
    engagement: &Engagement,
    wording: String,
    received_on: Day,
) -> Result<EvidenceRequest, Failure> {
    let number = r.next_number::<EvidenceRequest>(engagement.id)?;
    Ok(blank(moment.id(), engagement.id, number, wording, received_on))
}

/// Adds a request of the auditor's, whose id and wording are kept character for character.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddRequest {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The auditor's id.
    pub auditor_id: Option<String>,
    /// The auditor's wording.
    pub wording: String,
    /// When it was received; none takes today.
    pub received_on: Option<Day>,
    /// By when the auditor wants the answer.
    pub due_on: Option<Day>,
    /// Further values by field; controls by code, evidence by reference, people by name.
    pub facts: Facts,
}

pub(crate) fn add(app: &mut App, mut request: AddRequest) -> Result<RequestRow, Failure> {
    app.write(Action::AddRequest, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let today = moment.at.date_naive();
        let received_on = request.received_on.unwrap_or(today);
        let new = EvidenceRequest {
            auditor_id: request.auditor_id,
            due_on: request.due_on,
            ..numbered(w, moment, &engagement, request.wording, received_on)?
        };
        to_ids(w, &engagement, &mut request.facts)?;
        let new = edited(&new, &request.facts)?;
        refuse_taken(w, &new)?;
        row(w, w.insert(&new)?, today)
    })
}

fn to_ids(r: &Reader, engagement: &Engagement, facts: &mut Facts) -> Result<(), Failure> {
    crate::named::controls_to_ids(r, engagement, facts)?;
    crate::named::list_to_ids::<EvidenceItem>(r, engagement, facts, "evidence")?;
    crate::named::person_to_id(r, facts, "owner")?;
    crate::named::person_to_id(r, facts, "reviewer")
}

/// The auditor's id names one line of the auditor's list.
fn refuse_taken(r: &Reader, new: &EvidenceRequest) -> Result<(), Failure> {
    let Some(id) = &new.auditor_id else { return Ok(()) };
    let others: Vec<EvidenceRequest> = find::all(r, new.engagement)?;
    match others.iter().find(|it| it.id != new.id && it.auditor_id.as_ref() == Some(id)) {
        Some(other) => {
            let message = format!("stands on {} already", other.reference());
            Err(Failure::new(Code::Invalid, message).on("auditor_id"))
        }
        None => Ok(()),
    }
}

/// Lists the requests: those for which testing waits first, then by due date.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListRequests {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Only those that the auditor waits for: never submitted, or returned.
    pub open: bool,
    /// Only those that are owed and whose due date has gone by today.
    pub overdue: bool,
    /// Only those that this person answers, by name or id.
    pub owner: Option<String>,
}

pub(crate) fn list(app: &mut App, request: ListRequests) -> Result<Vec<RequestRow>, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let owner = request.owner.as_ref().map(|name| find::one::<Person>(r, None, name)).transpose()?;
        let mut requests: Vec<EvidenceRequest> = find::all(r, engagement.id)?;
        requests.retain(|it| {
            (!request.open || it.is_owed())
                && (!request.overdue || it.is_overdue_on(today))
                && owner.as_ref().is_none_or(|owner| it.owner == Some(owner.id))
        });
        requests.sort_by_key(EvidenceRequest::order);
        requests.into_iter().map(|it| row(r, it, today)).collect()
    })
}

/// Shows one request with its rounds.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowRequest {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's id, or id.
    pub request: String,
}

pub(crate) fn show(app: &mut App, request: ShowRequest) -> Result<RequestRow, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        row(r, find::one(r, Some(engagement.id), &request.request)?, today)
    })
}

/// Edits a request's facts; controls by code, evidence by reference, people by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditRequest {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's id, or id.
    pub request: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, mut request: EditRequest) -> Result<RequestRow, Failure> {
    app.write(Action::EditRequest, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: EvidenceRequest = find::one(w, Some(engagement.id), &request.request)?;
        to_ids(w, &engagement, &mut request.facts)?;
        let new = edited(&old, &request.facts)?;
        refuse_taken(w, &new)?;
        row(w, w.revise(new)?, moment.at.date_naive())
    })
}

/// Removes a request that was never submitted. Its number is never used again.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveRequest {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's id, or id.
    pub request: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveRequest) -> Result<(), Failure> {
    app.write(Action::RemoveRequest, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: EvidenceRequest = find::one(w, Some(engagement.id), &request.request)?;
        if !old.rounds.is_empty() {
            return Err(Failure::new(Code::Refused, "a request that was submitted can't be removed"));
        }
        Ok(w.remove::<EvidenceRequest>(old.id)?)
    })
}
