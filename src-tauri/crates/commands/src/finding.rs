//! Findings: recording what an audit or a monitoring check raised, management's response, and the steps to its closing.

mod remove;
mod step;

use std::collections::BTreeSet;

use model::activity::Action;
use model::control::Control;
use model::engagement::Engagement;
use model::finding::{Finding, FindingSource, FindingState};
use model::gap::{Gap, Level};
use model::id::{EngagementId, FindingId};
use model::person::Person;
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Reader;

pub use remove::RemoveFinding;
pub(crate) use remove::remove;
pub use step::{FindingStep, MoveFinding, RespondFinding};
pub(crate) use step::{move_to, respond, responded};

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::Failure;
use crate::find;

/// A finding as lists and sheets show it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct FindingRow {
    /// The finding.
    pub finding: Finding,
    /// Name of who answers for it.
    pub owner: Option<String>,
    /// Codes of the controls that deviated.
    pub controls: Vec<String>,
    /// Codes of the controls that compensated.
    pub compensating: Vec<String>,
    /// References of the gaps that speak of the same shortfall.
    pub gaps: Vec<String>,
}

fn row(r: &Reader, finding: Finding) -> Result<FindingRow, Failure> {
    let owner = finding.owner.map(|id| r.get::<Person>(id)).transpose()?.map(|person| person.name);
    let code = |id: &_| Ok::<_, Failure>(r.get::<Control>(*id)?.code.to_string());
    let reference = |id: &_| Ok::<_, Failure>(r.get::<Gap>(*id)?.reference());
    let mut controls: Vec<String> = finding.controls.iter().map(code).collect::<Result<_, _>>()?;
    let mut compensating: Vec<String> = finding.compensating.iter().map(code).collect::<Result<_, _>>()?;
    let mut gaps: Vec<String> = finding.gaps.iter().map(reference).collect::<Result<_, _>>()?;
    for list in [&mut controls, &mut compensating, &mut gaps] {
        list.sort();
    }
    Ok(FindingRow { finding, owner, controls, compensating, gaps })
}

/// Records a finding in the words of whoever raised it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddFinding {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The reference that whoever raised it gave it.
    pub auditor_reference: Option<String>,
    /// The wording, kept character for character.
    pub wording: String,
    /// What raised it.
    pub source: FindingSource,
    /// How grave it is.
    pub severity: Level,
    /// When it was raised; none takes today.
    pub raised_on: Option<Day>,
    /// Further values by field; controls by code, gaps by reference, the owner by name.
    pub facts: Facts,
}

pub(crate) fn add(app: &mut App, mut request: AddFinding) -> Result<FindingRow, Failure> {
    app.write(Action::AddFinding, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let finding = Finding {
            number: w.next_number::<Finding>(engagement.id)?,
            auditor_reference: request.auditor_reference,
            wording: request.wording,
            source: request.source,
            severity: Some(request.severity),
            ..blank(moment.id(), engagement.id, request.raised_on.unwrap_or_else(|| moment.at.date_naive()))
        };
        to_ids(w, &engagement, &mut request.facts)?;
        row(w, w.insert(&edited(&finding, &request.facts)?)?)
    })
}

/// A finding of which nothing is known but when it was raised.
pub(crate) fn blank(id: FindingId, engagement: EngagementId, raised_on: Day) -> Finding {
    Finding {
        id,
        revision: 1,
        engagement,
        number: 1,
        auditor_reference: None,
        wording: String::new(),
        source: FindingSource::Audit,
        raised_on,
        controls: BTreeSet::new(),
        criteria: BTreeSet::new(),
        deviations: None,
        cause: String::new(),
        extent: String::new(),
        effect: String::new(),
        compensating: BTreeSet::new(),
        compensating_note: String::new(),
        severity: None,
        owner: None,
        due_on: None,
        gaps: BTreeSet::new(),
        acknowledged: None,
        response: None,
        fixed_on: None,
        retest: None,
        closed_on: None,
        state: FindingState::Raised,
        prior: None,
        internal_note: String::new(),
    }
}

fn to_ids(r: &Reader, engagement: &Engagement, facts: &mut Facts) -> Result<(), Failure> {
    crate::named::controls_to_ids(r, engagement, facts)?;
    crate::named::list_to_ids::<Control>(r, engagement, facts, "compensating")?;
    crate::named::gaps_to_ids(r, engagement, facts)?;
    crate::named::person_to_id(r, facts, "owner")
}

/// Lists the findings, by number.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListFindings {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Only those that aren't closed.
    pub open: bool,
}

pub(crate) fn list(app: &mut App, request: ListFindings) -> Result<Vec<FindingRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut findings: Vec<Finding> = find::all(r, engagement.id)?;
        findings.retain(|finding| !request.open || finding.state.is_open());
        findings.sort_by_key(|finding| finding.number);
        findings.into_iter().map(|finding| row(r, finding)).collect()
    })
}

/// Shows one finding.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowFinding {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's reference, or id.
    pub finding: String,
}

pub(crate) fn show(app: &mut App, request: ShowFinding) -> Result<FindingRow, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        row(r, find::one(r, Some(engagement.id), &request.finding)?)
    })
}

/// Edits a finding's facts; controls by code, gaps by reference, the owner by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditFinding {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's reference, or id.
    pub finding: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, mut request: EditFinding) -> Result<FindingRow, Failure> {
    app.write(Action::EditFinding, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: Finding = find::one(w, Some(engagement.id), &request.finding)?;
        to_ids(w, &engagement, &mut request.facts)?;
        row(w, w.revise(edited(&old, &request.facts)?)?)
    })
}
