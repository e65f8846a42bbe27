//! Engagements: reading and editing one. Starting, the steps to its outcome and rolling it forward stand beside.

mod roll_forward;
mod start;
mod step;

use model::activity::Action;
use model::client::Client;
use model::communication::Message;
use model::control::Control;
use model::coverage::CoverageState;
use model::criterion::Criterion;
use model::engagement::Engagement;
use model::finding::Finding;
use model::gap::Gap;
use model::organisation::Organisation;
use model::request::EvidenceRequest;
use model::system::System;
use model::task::Task;
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Reader;

pub(crate) use roll_forward::roll_forward;
pub use roll_forward::{LeftBehind, RollForwardEngagement, RolledForward};
pub use start::{StartEngagement, Started};
pub(crate) use start::{profile, start};
pub use step::{MoveEngagement, ReportEngagement};
pub(crate) use step::{move_to, report};

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::Failure;
use crate::find;
use crate::readiness::Figures;

/// Lists the engagements.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListEngagements {}

pub(crate) fn list(app: &mut App, _: ListEngagements) -> Result<Vec<Engagement>, Failure> {
    app.read(|r| Ok(r.list::<Engagement>()?))
}

/// Shows one engagement with its counts.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowEngagement {
    /// Title or id; none takes the newest.
    pub engagement: Option<String>,
}

/// An engagement with what it holds.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EngagementOverview {
    /// The engagement.
    pub engagement: Engagement,
    /// Its system.
    pub system: System,
    /// The client.
    pub client: Client,
    /// How many records of each kind it has.
    pub counts: Counts,
    /// The readiness score today, management's own figure; none when no criterion in scope is relevant.
    pub readiness: Option<Figures>,
}

/// Counts of an engagement.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ts_rs::TS)]
pub struct Counts {
    /// Relevant criteria.
    pub criteria: usize,
    /// Relevant criteria without a control.
    pub design_gaps: usize,
    /// Live controls.
    pub controls: usize,
    /// Live evidence items.
    pub evidence: usize,
    /// Live evidence items that the client has released.
    pub released: usize,
    /// Gaps that count as open today.
    pub open_gaps: usize,
    /// Requests that the auditor waits for: never submitted, or returned.
    pub owed_requests: usize,
    /// Those of them whose due date has gone by.
    pub overdue_requests: usize,
    /// Findings that aren't closed.
    pub open_findings: usize,
    /// Tasks that still have to be done.
    pub open_tasks: usize,
    /// Messages.
    pub messages: usize,
}

pub(crate) fn show(app: &mut App, request: ShowEngagement) -> Result<EngagementOverview, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let system = r.get::<System>(engagement.system)?;
        let counts = counts(r, &engagement, today)?;
        let readiness = crate::readiness::figures(r, &engagement, today)?;
        Ok(EngagementOverview { client: crate::client::the_client(r)?, engagement, system, counts, readiness })
    })
}

fn counts(r: &Reader, engagement: &Engagement, today: Day) -> Result<Counts, Failure> {
    let criteria = in_scope(r, engagement)?;
    let engagement = engagement.id;
    let controls: Vec<Control> = find::all(r, engagement)?;
    let organisations: Vec<Organisation> = find::all(r, engagement)?;
    let coverage = model::coverage::coverage(&criteria, &controls, &organisations);
    let (evidence, released) = r.evidence_count(engagement)?;
    let gaps: Vec<Gap> = find::all(r, engagement)?;
    let requests: Vec<EvidenceRequest> = find::all(r, engagement)?;
    let findings: Vec<Finding> = find::all(r, engagement)?;
    let tasks: Vec<Task> = find::all(r, engagement)?;
    Ok(Counts {
        criteria: criteria.iter().filter(|criterion| criterion.is_relevant()).count(),
        design_gaps: coverage.iter().filter(|row| row.state == CoverageState::DesignGap).count(),
        controls: controls.iter().filter(|control| control.is_live()).count(),
        evidence,
        released,
        open_gaps: gaps.iter().filter(|gap| gap.is_open_on(today)).count(),
        owed_requests: requests.iter().filter(|request| request.is_owed()).count(),
        overdue_requests: requests.iter().filter(|request| request.is_overdue_on(today)).count(),
        open_findings: findings.iter().filter(|finding| finding.state.is_open()).count(),
        open_tasks: tasks.iter().filter(|task| task.state.is_open()).count(),
        messages: find::all::<Message>(r, engagement)?.len(),
    })
}

/// The criteria of the categories in scope, as a report lists them.
pub(crate) fn in_scope(r: &Reader, engagement: &Engagement) -> Result<Vec<Criterion>, Failure> {
    let mut criteria: Vec<Criterion> = find::all(r, engagement.id)?;
    criteria.retain(|criterion| engagement.categories.contains(&criterion.code.category()));
    criteria.sort_by_key(|criterion| criterion.code);
    Ok(criteria)
}

/// Edits an engagement's facts. Its state and outcome change through commands of their own.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditEngagement {
    /// Title or id; none takes the newest.
    pub engagement: Option<String>,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, request: EditEngagement) -> Result<Engagement, Failure> {
    app.write(Action::EditEngagement, |w, _| {
        let old = find::engagement(w, request.engagement.as_deref())?;
        w.revise(edited(&old, &request.facts)?)
    })
}
