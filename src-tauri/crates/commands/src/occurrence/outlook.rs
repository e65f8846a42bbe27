//! How the occurrences of an engagement's controls stand on a day: states, windows, what is still possible, what is lost.

use model::control::{Control, Frequency};
use model::coverage::PeriodCoverage;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::occurrence::{
    ConfigurationProof, Occurrence, OccurrenceRow, Outlook, Schedule, ShownBy, UNTESTABLE, occurrence_rows, occurrences,
};
use model::population::{Population, population_coverage};
use model::time::{Day, Span};
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::{period, supports};
use crate::app::App;
use crate::failure::Failure;
use crate::find;

/// Lists the occurrences of one control, or of all live ones, as they stand on a day.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListOccurrences {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id of the control.
    pub control: Option<String>,
    /// The day on which one looks; none takes today.
    pub as_of: Option<Day>,
}

/// The occurrences of an engagement on a day.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct OccurrenceSheet {
    /// The day on which one looks.
    pub as_of: Day,
    /// The audit period.
    pub period: Span,
    /// The controls, by code.
    pub controls: Vec<ControlOccurrences>,
}

/// What shows one control over the period, and how far it has come.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ControlOccurrences {
    /// Code.
    pub control: String,
    /// Title.
    pub title: String,
    /// How often it operates.
    pub frequency: Frequency,
    /// What shows that it operated.
    pub shown_by: ShownBy,
    /// Its occurrences, in order; none for a control that is shown otherwise.
    pub rows: Vec<OccurrenceRow>,
    /// What is recorded of them.
    pub records: Vec<Occurrence>,
    /// What is still possible and what is lost; none for a control that has no occurrences.
    pub outlook: Option<Outlook>,
    /// Configurations and change histories over the elapsed days, for a control that is shown by them.
    pub configuration: Option<ConfigurationProof>,
    /// For which elapsed days populations can be relied on, for a control that is shown by them.
    pub population: Option<PeriodCoverage>,
    /// What is missing, or what can be done, as sentences.
    pub remarks: Vec<String>,
}

/// What the rows of one engagement are made from; the records of a control are read when its turn comes.
struct Ground<'r, 'v> {
    r: &'r Reader<'v>,
    as_of: Day,
    period: Span,
    /// The days of the period that have gone by; none before it begins.
    elapsed: Option<Span>,
}

impl<'r, 'v> Ground<'r, 'v> {
    fn new(r: &'r Reader<'v>, engagement: &Engagement, as_of: Day) -> Result<Self, Failure> {
        let period = period(engagement)?;
        Ok(Self { r, as_of, period, elapsed: Span::new(period.from, period.to.min(as_of)).ok() })
    }
}

pub(crate) fn list(app: &mut App, request: ListOccurrences) -> Result<OccurrenceSheet, Failure> {
    let as_of = request.as_of.unwrap_or_else(|| app.host().now().date_naive());
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let ground = Ground::new(r, &engagement, as_of)?;
        let mut controls: Vec<Control> = match &request.control {
            Some(name) => vec![find::one(r, Some(engagement.id), name)?],
            None => find::all(r, engagement.id)?,
        };
        controls.retain(|control| request.control.is_some() || control.is_live());
        controls.sort_by(|a, b| a.code.cmp(&b.code));
        let controls = controls.iter().map(|control| of_control(control, &ground)).collect::<Result<_, _>>()?;
        Ok(OccurrenceSheet { as_of, period: ground.period, controls })
    })
}

fn of_control(control: &Control, ground: &Ground<'_, '_>) -> Result<ControlOccurrences, Failure> {
    let shown_by = ShownBy::of(control.frequency, control.nature);
    let mut seen = ControlOccurrences {
        control: control.code.to_string(),
        title: control.title.clone(),
        frequency: control.frequency,
        shown_by,
        rows: Vec::new(),
        records: Vec::new(),
        outlook: None,
        configuration: None,
        population: None,
        remarks: Vec::new(),
    };
    if !control.is_live() {
        seen.remarks.push("The control is retired.".to_owned());
        return Ok(seen);
    }
    match shown_by {
        ShownBy::Occurrences => add_occurrences(&mut seen, control, ground)?,
        ShownBy::Population => add_population(&mut seen, control, ground)?,
        ShownBy::Configuration => add_configuration(&mut seen, control, ground)?,
    }
    Ok(seen)
}

fn add_occurrences(seen: &mut ControlOccurrences, control: &Control, ground: &Ground<'_, '_>) -> Result<(), Failure> {
    seen.records = ground.r.occurrences_of_control(control.id)?;
    let Some(schedule) = Schedule::of(control) else {
        seen.remarks.push("The control is planned and has no start date, so nothing is expected of it yet.".to_owned());
        return Ok(());
    };
    let windows = occurrences(&schedule, ground.period)?;
    seen.rows = occurrence_rows(&windows, &supports(ground.r, control)?, &seen.records, ground.as_of);
    let outlook = Outlook::of(control.frequency, &seen.rows, ground.as_of);
    if outlook.untestable {
        seen.remarks.push(UNTESTABLE.to_owned());
    }
    seen.outlook = Some(outlook);
    Ok(())
}

fn add_population(seen: &mut ControlOccurrences, control: &Control, ground: &Ground<'_, '_>) -> Result<(), Failure> {
    let of_control = ground.r.populations_of_control(control.id)?.into_iter();
    let with_item = |it: Population| Ok((ground.r.find::<EvidenceItem>(it.evidence)?, it));
    let found: Vec<(Option<EvidenceItem>, Population)> = of_control.map(with_item).collect::<Result<_, Failure>>()?;
    for (item, population) in &found {
        let missing = population.missing(item.as_ref());
        seen.remarks.extend(missing.iter().map(|what| format!("Missing for {}: {what}.", population.name)));
    }
    let Some(elapsed) = ground.elapsed else { return Ok(()) };
    let coverage = population_coverage(control.id, found.iter().map(|(item, it)| (it, item.as_ref())), elapsed);
    let hole = |hole: &Span| format!("Missing: a population from {} to {}.", hole.from, hole.to);
    seen.remarks.extend(coverage.holes.iter().map(hole));
    seen.population = Some(coverage);
    Ok(())
}

fn add_configuration(seen: &mut ControlOccurrences, control: &Control, ground: &Ground<'_, '_>) -> Result<(), Failure> {
    let Some(elapsed) = ground.elapsed else { return Ok(()) };
    let items = ground.r.configurations_of_control(control.id)?;
    let proof = ConfigurationProof::of(control.id, &items.iter().collect::<Vec<_>>(), elapsed);
    seen.remarks.extend(proof.missing().iter().map(|what| format!("Missing: {what}.")));
    seen.configuration = Some(proof);
    Ok(())
}
