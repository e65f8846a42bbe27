//! Subservice organisations: adding, listing with the days that their reports leave open, editing, reviewing a report and
//! removing.

use model::activity::Action;
use model::engagement::{Engagement, EngagementKind};
use model::organisation::{Organisation, ReportReview, SubserviceMethod};
use model::person::Person;
use model::time::{Day, Span};
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;

/// A subservice organisation, held against the engagement's period.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct OrganisationRow {
    /// The organisation.
    pub organisation: Organisation,
    /// Name of who read its report.
    pub reviewer: Option<String>,
    /// Days of the engagement's period of which neither its report nor its bridge letter speaks; none where the engagement
    /// has no period or date yet.
    pub unreported: Option<Vec<Span>>,
    /// How many days those are.
    pub unreported_days: Option<i64>,
}

fn row(r: &Reader, engagement: &Engagement, organisation: Organisation) -> Result<OrganisationRow, Failure> {
    let days = match engagement.kind {
        EngagementKind::TypeI { as_of } => Some(Span { from: as_of, to: as_of }),
        EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => engagement.kind.period(),
    };
    let reviewer = organisation.reviewed.as_ref().map(|review| r.get::<Person>(review.by)).transpose()?;
    Ok(OrganisationRow {
        reviewer: reviewer.map(|person| person.name),
        unreported: days.map(|days| organisation.unreported(days)),
        unreported_days: days.map(|days| organisation.unreported_days(days)),
        organisation,
    })
}

/// Adds a subservice organisation.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddOrganisation {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Name as printed.
    pub name: String,
    /// Services that the system takes from it.
    pub services: Vec<String>,
    /// How the report treats it.
    pub method: SubserviceMethod,
    /// Further values by field: its report, and the controls that are expected of it.
    pub facts: Facts,
}

pub(crate) fn add(app: &mut App, request: AddOrganisation) -> Result<OrganisationRow, Failure> {
    app.write(Action::AddOrganisation, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let organisation = Organisation {
            id: moment.id(),
            revision: 1,
            engagement: engagement.id,
            name: request.name,
            services: request.services,
            method: request.method,
            report: None,
            complementary: Vec::new(),
            reviewed: None,
            internal_note: String::new(),
        };
        let organisation = edited(&organisation, &request.facts)?;
        refuse_taken(w, &organisation)?;
        row(w, &engagement, w.insert(&organisation)?)
    })
}

/// Names are unique in an engagement, whatever their case: people call organisations by them.
fn refuse_taken(r: &Reader, new: &Organisation) -> Result<(), Failure> {
    let others: Vec<Organisation> = find::all(r, new.engagement)?;
    let taken = others.iter().any(|it| it.id != new.id && it.name.eq_ignore_ascii_case(new.name.trim()));
    if taken {
        return Err(Failure::new(Code::Invalid, "is taken by another organisation").on("name"));
    }
    Ok(())
}

/// Lists the subservice organisations, by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListOrganisations {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

pub(crate) fn list(app: &mut App, request: ListOrganisations) -> Result<Vec<OrganisationRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut found: Vec<Organisation> = find::all(r, engagement.id)?;
        found.sort_by(|a, b| a.name.cmp(&b.name));
        found.into_iter().map(|organisation| row(r, &engagement, organisation)).collect()
    })
}

/// Shows one subservice organisation.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowOrganisation {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Name or id.
    pub organisation: String,
}

pub(crate) fn show(app: &mut App, request: ShowOrganisation) -> Result<OrganisationRow, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        row(r, &engagement, find::one(r, Some(engagement.id), &request.organisation)?)
    })
}

/// Edits an organisation's facts. Another report has to be read anew.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditOrganisation {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Name or id.
    pub organisation: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, request: EditOrganisation) -> Result<OrganisationRow, Failure> {
    app.write(Action::EditOrganisation, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: Organisation = find::one(w, Some(engagement.id), &request.organisation)?;
        let mut new = edited(&Organisation { reviewed: None, ..old.clone() }, &request.facts)?;
        if new.report == old.report {
            new.reviewed = old.reviewed;
        }
        refuse_taken(w, &new)?;
        row(w, &engagement, w.revise(new)?)
    })
}

/// Records that a person read and reviewed the organisation's report.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ReviewOrganisation {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Name or id.
    pub organisation: String,
    /// Who, by name or id.
    pub by: String,
    /// When; none takes today.
    pub on: Option<Day>,
}

pub(crate) fn review(app: &mut App, request: ReviewOrganisation) -> Result<OrganisationRow, Failure> {
    app.write(Action::ReviewOrganisation, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut organisation: Organisation = find::one(w, Some(engagement.id), &request.organisation)?;
        if organisation.report.is_none() {
            return Err(Failure::new(Code::Refused, "there is no report to review yet").on("report"));
        }
        let by = find::one::<Person>(w, None, &request.by)?.id;
        organisation.reviewed = Some(ReportReview { by, on: request.on.unwrap_or_else(|| moment.at.date_naive()) });
        row(w, &engagement, w.revise(organisation)?)
    })
}

/// Removes a subservice organisation.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveOrganisation {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Name or id.
    pub organisation: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveOrganisation) -> Result<(), Failure> {
    app.write(Action::RemoveOrganisation, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let organisation: Organisation = find::one(w, Some(engagement.id), &request.organisation)?;
        Ok(w.remove::<Organisation>(organisation.id)?)
    })
}
