//! Populations of per-event controls: adding, listing with what keeps them from being relied on, editing and removing.

use model::activity::Action;
use model::control::Control;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::occurrence::ShownBy;
use model::population::Population;
use model::time::Span;
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;

/// A population with what is missing.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PopulationRow {
    /// The population.
    pub population: Population,
    /// Code of its control.
    pub control: String,
    /// Reference of the item that holds it.
    pub evidence: String,
    /// What keeps it from being relied on; empty when nothing.
    pub missing: Vec<String>,
}

fn row(r: &Reader, population: Population) -> Result<PopulationRow, Failure> {
    let item: EvidenceItem = r.get(population.evidence)?;
    let control: Control = r.get(population.control)?;
    let missing = population.missing(Some(&item));
    Ok(PopulationRow { control: control.code.to_string(), evidence: item.reference(), missing, population })
}

/// Adds a population: every event of a per-event control in a span, counted.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddPopulation {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id of the control.
    pub control: String,
    /// What is counted, such as `leavers`.
    pub name: String,
    /// The system of record that they come from.
    pub source_system: String,
    /// Query, filter or report that gives all of them.
    pub query: String,
    /// How many there are; zero is a count like any other.
    pub count: u64,
    /// The days that they come from.
    pub covers: Span,
    /// Reference or id of the item that holds them.
    pub evidence: String,
    /// What else there is to say.
    pub note: String,
}

pub(crate) fn add(app: &mut App, request: AddPopulation) -> Result<PopulationRow, Failure> {
    app.write(Action::AddPopulation, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let control: Control = find::one(w, Some(engagement.id), &request.control)?;
        check_control(&control)?;
        let item: EvidenceItem = find::one(w, Some(engagement.id), &request.evidence)?;
        let AddPopulation { name, source_system, query, count, covers, note, .. } = request;
        let (id, engagement, control, evidence) = (moment.id(), engagement.id, control.id, item.id);
        let population = Population {
            id,
            revision: 1,
            engagement,
            control,
            name,
            source_system,
            query,
            count,
            covers,
            evidence,
            note,
        };
        row(w, w.insert(&population)?)
    })
}

/// Only a control that is shown by a population has one.
fn check_control(control: &Control) -> Result<(), Failure> {
    let shown_by = ShownBy::of(control.frequency, control.nature);
    if shown_by == ShownBy::Population {
        return Ok(());
    }
    let message = format!("{} is shown by its {}, not by a population", control.code, shown_by.name());
    Err(Failure::new(Code::Refused, message).on("control"))
}

/// Lists the populations, those of one control or all.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListPopulations {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id of the control.
    pub control: Option<String>,
}

pub(crate) fn list(app: &mut App, request: ListPopulations) -> Result<Vec<PopulationRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let control = request.control.as_ref().map(|name| find::one::<Control>(r, Some(engagement.id), name));
        let control = control.transpose()?.map(|control| control.id);
        let mut found: Vec<Population> = find::all(r, engagement.id)?;
        found.retain(|population| control.is_none_or(|id| population.control == id));
        let mut rows: Vec<PopulationRow> =
            found.into_iter().map(|population| row(r, population)).collect::<Result<_, _>>()?;
        rows.sort_by(|a, b| (&a.control, a.population.covers).cmp(&(&b.control, b.population.covers)));
        Ok(rows)
    })
}

/// Edits a population's facts; the control by code, the evidence by reference.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditPopulation {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Name or id.
    pub population: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, mut request: EditPopulation) -> Result<PopulationRow, Failure> {
    app.write(Action::EditPopulation, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: Population = find::one(w, Some(engagement.id), &request.population)?;
        to_ids(w, &engagement, &mut request.facts)?;
        let new = edited(&old, &request.facts)?;
        if new.control != old.control {
            check_control(&w.get(new.control)?)?;
        }
        row(w, w.revise(new)?)
    })
}

fn to_ids(r: &Reader, engagement: &Engagement, facts: &mut Facts) -> Result<(), Failure> {
    crate::named::name_to_id::<Control>(r, engagement, facts, "control")?;
    crate::named::name_to_id::<EvidenceItem>(r, engagement, facts, "evidence")
}

/// Removes a population; the evidence item stays.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemovePopulation {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Name or id.
    pub population: String,
}

pub(crate) fn remove(app: &mut App, request: RemovePopulation) -> Result<(), Failure> {
    app.write(Action::RemovePopulation, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let population: Population = find::one(w, Some(engagement.id), &request.population)?;
        Ok(w.remove::<Population>(population.id)?)
    })
}
