//! Texts of the story that are lists of facts: what others do, what was promised, occurrences, requests, findings, tasks.

use model::control::ControlCode;
use model::occurrence::OccurrenceKey;
use model::time::{Day, Instant};
use serde::Deserialize;

use super::read;
use crate::Error;
use crate::story::*;

const SCOPE: (&str, &str) = text!("scope.toml");
const ORGANISATIONS: (&str, &str) = text!("organisations.toml");
const OCCURRENCES: (&str, &str) = text!("occurrences.toml");
const POPULATIONS: (&str, &str) = text!("populations.toml");
const REQUESTS: (&str, &str) = text!("requests.toml");
const FINDINGS: (&str, &str) = text!("findings.toml");
const FOLLOW_UPS: (&str, &str) = text!("follow_ups.toml");
const TASKS: (&str, &str) = text!("tasks.toml");

/// Everything that these texts say.
pub(super) struct Nouns {
    pub(super) scope: ScopeFile,
    pub(super) organisations: Vec<OrganisationFacts>,
    pub(super) occurrences: Vec<OccurrenceFacts>,
    pub(super) populations: Vec<PopulationFacts>,
    pub(super) requests: RequestFile,
    pub(super) findings: Vec<FindingFacts>,
    pub(super) follow_ups: Vec<FollowUpFacts>,
    pub(super) tasks: TaskFile,
}

/// Reads all of them.
pub(super) fn nouns() -> Result<Nouns, Error> {
    let organisations: OrganisationFile = read(ORGANISATIONS)?;
    let occurrences: OccurrenceFile = read(OCCURRENCES)?;
    let populations: PopulationFile = read(POPULATIONS)?;
    let findings: FindingFile = read(FINDINGS)?;
    let mut follow_ups: FollowUpFile = read(FOLLOW_UPS)?;
    follow_ups.follow_up.sort_by_key(|one| one.at);
    Ok(Nouns {
        scope: read(SCOPE)?,
        organisations: organisations.organisation,
        occurrences: occurrences.facts(),
        populations: populations.population,
        requests: read(REQUESTS)?,
        findings: findings.finding,
        follow_ups: follow_ups.follow_up,
        tasks: read(TASKS)?,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopeFile {
    pub(super) team: Vec<TeamFacts>,
    pub(super) commitment: Vec<CommitmentFacts>,
    pub(super) user_control: Vec<UserControlFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationFile {
    organisation: Vec<OrganisationFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PopulationFile {
    population: Vec<PopulationFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestFile {
    pub(super) start: RequestStart,
    pub(super) request: Vec<RequestFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingFile {
    finding: Vec<FindingFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FollowUpFile {
    follow_up: Vec<FollowUpFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskFile {
    pub(super) plan: TaskPlan,
    pub(super) planned: Vec<PlannedTask>,
    pub(super) task: Vec<TaskFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OccurrenceFile {
    control: Vec<ControlForm>,
    daily: Vec<DailyForm>,
}

/// What was recorded of one control's occurrences.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ControlForm {
    code: ControlCode,
    /// Who performs it, unless a record says otherwise.
    by: String,
    records: Vec<RecordForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordForm {
    at: Instant,
    key: OccurrenceKey,
    on: Option<Day>,
    by: Option<String>,
    note: Option<String>,
    exception: Option<String>,
}

/// Days of a daily control that were recorded in one go: all performed by someone, or all deviating alike.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DailyForm {
    at: Instant,
    control: ControlCode,
    from: Day,
    to: Day,
    by: Option<String>,
    exception: Option<String>,
}

impl OccurrenceFile {
    fn facts(self) -> Vec<OccurrenceFacts> {
        let named = self.control.into_iter().flat_map(ControlForm::facts);
        let mut facts: Vec<_> = named.chain(self.daily.iter().flat_map(DailyForm::facts)).collect();
        facts.sort_by_key(|one| one.at);
        facts
    }
}

impl ControlForm {
    fn facts(self) -> impl Iterator<Item = OccurrenceFacts> {
        let Self { code, by, records } = self;
        records.into_iter().map(move |it| OccurrenceFacts {
            at: it.at,
            control: code.clone(),
            key: it.key,
            performed: it.on.map(|on| Performance {
                on,
                by: it.by.clone().unwrap_or_else(|| by.clone()),
                note: it.note.clone(),
            }),
            exception: it.exception,
        })
    }
}

impl DailyForm {
    fn facts(&self) -> impl Iterator<Item = OccurrenceFacts> {
        let days = self.from.iter_days().take_while(|day| *day <= self.to);
        days.map(|on| OccurrenceFacts {
            at: self.at,
            control: self.control.clone(),
            key: OccurrenceKey::Day(on),
            performed: self.by.clone().map(|by| Performance { on, by, note: None }),
            exception: self.exception.clone(),
        })
    }
}
