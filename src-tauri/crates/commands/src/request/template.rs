//! Requests as auditors usually make them: the catalogue's list, and starting from it before the auditor's own has come.

use std::collections::BTreeSet;

use catalogue::Catalogue;
use catalogue::request::{RequestEntry, Timing};
use model::activity::Action;
use model::control::{Control, ControlCode};
use model::criterion::CriterionCode;
use model::engagement::{Engagement, EngagementKind};
use model::evidence::EvidenceKind;
use model::holiday::Holiday;
use model::request::{EvidenceRequest, PopulationKind};
use model::time::{Day, Span};
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::{RequestRow, numbered, row};
use crate::app::{App, Moment};
use crate::failure::{Code, Failure};
use crate::find;
use crate::holiday::Calendar;

/// Lists the requests of the catalogue, all of them, those of a profile, or those that support a control.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListRequestTemplates {
    /// The profile.
    pub profile: Option<String>,
    /// Code of the control.
    pub control: Option<ControlCode>,
}

/// A request of the catalogue as a list shows it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RequestTemplateRow {
    /// Code, such as `PBC-001`.
    pub code: String,
    /// What is asked for.
    pub text: String,
    /// What the answer is.
    pub kind: EvidenceKind,
    /// Whether it asks about the whole period; otherwise about one moment.
    pub over_the_period: bool,
    /// The population that it asks for, if it does.
    pub population: Option<PopulationKind>,
    /// Codes of the requests for the populations from which its sample is drawn.
    pub drawn_from: Vec<String>,
    /// What shows that the answer is complete and accurate.
    pub completeness: String,
    /// Controls that it supports.
    pub controls: Vec<ControlCode>,
    /// Criteria that it bears on.
    pub criteria: Vec<CriterionCode>,
    /// Why the auditor's testing waits for it; none when nothing does.
    pub blocker: Option<String>,
    /// Business days in which an answer is usually wanted.
    pub due_business_days: u16,
}

pub(crate) fn templates(_: &mut App, request: ListRequestTemplates) -> Result<Vec<RequestTemplateRow>, Failure> {
    let catalogue = Catalogue::embedded();
    let entries: Vec<&RequestEntry> = match &request.profile {
        Some(profile) => catalogue.profile_requests(crate::engagement::profile(profile)?).collect(),
        None => catalogue.requests.iter().collect(),
    };
    let of_control = |entry: &&RequestEntry| request.control.as_ref().is_none_or(|code| entry.controls.contains(code));
    Ok(entries.into_iter().filter(of_control).map(template_row).collect())
}

fn template_row(entry: &RequestEntry) -> RequestTemplateRow {
    RequestTemplateRow {
        code: entry.code.to_string(),
        text: entry.text.clone(),
        kind: entry.kind,
        over_the_period: entry.timing == Timing::PeriodBased,
        population: entry.population,
        drawn_from: entry.drawn_from.iter().map(ToString::to_string).collect(),
        completeness: entry.completeness.clone(),
        controls: entry.controls.clone(),
        criteria: Catalogue::embedded().request_criteria(entry),
        blocker: entry.blocker.clone(),
        due_business_days: entry.due_business_days,
    }
}

/// Starts requests from the catalogue: those of the codes, or a profile's whole list. What was started from the same line
/// already is left as it is.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct StartRequests {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Codes of the catalogue.
    pub codes: Vec<String>,
    /// The profile whose whole list is started.
    pub profile: Option<String>,
    /// When the requests are taken as received; none takes today. Due dates count from it.
    pub received_on: Option<Day>,
    /// Holidays beside those of the client's calendar, on which no business is done.
    pub holidays: BTreeSet<Day>,
}

/// What was started.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct StartedRequests {
    /// The new requests.
    pub requests: Vec<RequestRow>,
    /// Codes that stand in the list already.
    pub already: Vec<String>,
    /// Holidays of the client's calendar that moved a due date.
    pub holidays: Vec<Holiday>,
}

pub(crate) fn start(app: &mut App, request: StartRequests) -> Result<StartedRequests, Failure> {
    let entries = chosen(&request)?;
    app.write(Action::AddRequest, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let known: Vec<EvidenceRequest> = find::all(w, engagement.id)?;
        let known: BTreeSet<String> = known.into_iter().filter_map(|it| it.template).collect();
        let controls: Vec<Control> = find::all(w, engagement.id)?;
        let calendar = Calendar::read(w, &request.holidays)?;
        let today = moment.at.date_naive();
        let received_on = request.received_on.unwrap_or(today);
        let mut started = StartedRequests { requests: Vec::new(), already: Vec::new(), holidays: Vec::new() };
        for entry in entries {
            if known.contains(entry.code.as_str()) {
                started.already.push(entry.code.to_string());
                continue;
            }
            let new = from_entry(w, moment, &engagement, &controls, entry, received_on)?;
            let new = w.insert(&new.due_in(entry.due_business_days, &calendar.days)?)?;
            started.requests.push(row(w, new, today)?);
        }
        let last_due = started.requests.iter().filter_map(|row| row.request.due_on).max();
        started.holidays = calendar.taken_out(received_on, last_due);
        Ok(started)
    })
}

fn chosen(request: &StartRequests) -> Result<Vec<&'static RequestEntry>, Failure> {
    let catalogue = Catalogue::embedded();
    let entry = |code: &String| {
        let found = catalogue.request(&code.trim().to_ascii_uppercase());
        found.ok_or_else(|| Failure::not_found("request of the catalogue", code).on("codes"))
    };
    match (&request.profile, request.codes.as_slice()) {
        (Some(profile), []) => Ok(catalogue.profile_requests(crate::engagement::profile(profile)?).collect()),
        (None, [_, ..]) => {
            let codes: BTreeSet<String> = request.codes.iter().map(|code| code.trim().to_ascii_uppercase()).collect();
            codes.iter().map(entry).collect()
        }
        (Some(_), [_, ..]) | (None, []) => {
            Err(Failure::new(Code::Invalid, "must name requests of the catalogue, or a profile without any")
                .on("codes"))
        }
    }
}

fn from_entry(
    r: &Reader,
    moment: &Moment<'_>,
    engagement: &Engagement,
    controls: &[Control],
    entry: &RequestEntry,
    received_on: Day,
) -> Result<EvidenceRequest, Failure> {
    let criteria = Catalogue::embedded().request_criteria(entry);
    let named = |control: &&Control| control.is_live() && entry.controls.contains(&control.code);
    Ok(EvidenceRequest {
        kind: Some(entry.kind),
        period: period(engagement.kind, entry.timing),
        population: entry.population,
        controls: controls.iter().filter(named).map(|control| control.id).collect(),
        criteria: criteria.into_iter().filter(|it| engagement.categories.contains(&it.category())).collect(),
        blocks_testing: entry.blocks_testing(),
        template: Some(entry.code.to_string()),
        ..numbered(r, moment, engagement, entry.text.clone(), received_on)?
    })
}

/// The days that a request asks about. Which moment of a period is meant is the auditor's to say.
const fn period(kind: EngagementKind, timing: Timing) -> Option<Span> {
    match (kind, timing) {
        (EngagementKind::TypeI { as_of }, _) => Some(Span { from: as_of, to: as_of }),
        (_, Timing::PeriodBased) => kind.period(),
        (EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. }, Timing::PointInTime) => None,
    }
}
