//! Scenarios: listing them, and starting all rows of the communication plan and all drafts of one at once. Nothing is sent,
//! and no law is applied: which clock runs is counsel's to say.

mod clock;
mod start;

use catalogue::Catalogue;
use catalogue::scenario::{RowEntry, SCENARIOS, ScenarioEntry, scenario_code};
use model::communication::{ScenarioKind, Track};
use serde::{Deserialize, Serialize};

pub(crate) use clock::list as clocks;
pub use clock::{BusinessDayCount, ClockRow, ListScenarioClocks};
pub(crate) use start::start;
pub use start::{OpenRole, StartScenario, StartedRow, StartedScenario};

use crate::app::App;
use crate::failure::{Code, Failure};

/// Lists the scenarios.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListScenarios {}

/// A scenario as a list shows it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ScenarioRow {
    /// Name on the command line, such as `failed-opinion`.
    pub scenario: String,
    /// Name as printed.
    pub name: String,
    /// When it fits.
    pub when_to_use: String,
    /// The event from whose instant its times count.
    pub trigger: String,
    /// Rows of the plan that it starts.
    pub rows: usize,
    /// Drafts that it starts.
    pub drafts: usize,
}

pub(crate) fn list(_: &mut App, _: ListScenarios) -> Result<Vec<ScenarioRow>, Failure> {
    Ok(Catalogue::embedded().scenarios.iter().map(row).collect())
}

fn row(entry: &ScenarioEntry) -> ScenarioRow {
    ScenarioRow {
        scenario: scenario_code(entry.scenario),
        name: entry.name.clone(),
        when_to_use: entry.when_to_use.clone(),
        trigger: entry.trigger.clone(),
        rows: entry.rows.len(),
        drafts: entry.rows.iter().map(|row| row.templates.len()).sum(),
    }
}

/// Shows what a scenario starts.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowScenario {
    /// Its name, such as `failed-opinion`.
    pub scenario: String,
}

/// A scenario with its rows.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ScenarioSheet {
    /// The scenario.
    pub scenario: ScenarioRow,
    /// What is settled before any text leaves.
    pub before_anything_leaves: Vec<String>,
    /// What no message of it can do.
    pub limits: Vec<String>,
    /// Preparation plans that usually go with it.
    pub plans: Vec<String>,
    /// Exercises that rehearse it.
    pub rehearsed_by: Vec<String>,
    /// Its rows.
    pub rows: Vec<PlannedRow>,
}

/// A row that a scenario starts.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PlannedRow {
    /// Its code in the catalogue.
    pub code: String,
    /// Who is told.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// What they are told.
    pub subject: String,
    /// By which channel.
    pub channel: String,
    /// Role that sees to it.
    pub owner_role: String,
    /// Role that sends or speaks.
    pub sender_role: String,
    /// Hours after the trigger; none when asked.
    pub due_hours: Option<u32>,
    /// How often.
    pub cadence: String,
    /// Templates of its drafts.
    pub templates: Vec<String>,
    /// Codes of the clocks that may be shorter.
    pub clocks: Vec<String>,
}

pub(crate) fn show(_: &mut App, request: ShowScenario) -> Result<ScenarioSheet, Failure> {
    let entry = Catalogue::embedded().scenario(named(&request.scenario)?);
    Ok(ScenarioSheet {
        scenario: row(entry),
        before_anything_leaves: entry.before_anything_leaves.clone(),
        limits: entry.limits.clone(),
        plans: entry.plans.iter().map(ToString::to_string).collect(),
        rehearsed_by: entry.rehearsed_by.iter().map(ToString::to_string).collect(),
        rows: entry.rows.iter().map(planned).collect(),
    })
}

fn planned(row: &RowEntry) -> PlannedRow {
    PlannedRow {
        code: row.code.to_string(),
        audience: row.audience.clone(),
        track: row.track,
        subject: row.subject.clone(),
        channel: row.channel.clone(),
        owner_role: row.owner_role.clone(),
        sender_role: row.sender_role.clone(),
        due_hours: row.due.hours(),
        cadence: row.cadence.clone(),
        templates: row.templates.iter().map(ToString::to_string).collect(),
        clocks: row.clocks.iter().map(ToString::to_string).collect(),
    }
}

/// The scenario of that name, such as `failed-opinion`, `failed_opinion` or `Failed opinion`.
fn named(name: &str) -> Result<ScenarioKind, Failure> {
    let tidy = name.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    SCENARIOS.into_iter().find(|kind| scenario_code(*kind) == tidy).ok_or_else(|| {
        let known = SCENARIOS.map(scenario_code).join(", ");
        Failure::new(Code::NotFound, format!("there is no scenario {name}; there are: {known}")).on("scenario")
    })
}
