//! Reads the story from the texts in the program, where dates, spans and ratings are written in short forms.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveTime};
use model::control::ControlCode;
use model::criterion::CriterionCode;
use model::evidence::{Approval, Classification, Covers, EvidenceKind, IpeCard, Needs};
use model::rating::{Aspect, RatingValue};
use model::time::{Day, Instant, Span, ZonedInstant};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::*;
use crate::Error;

macro_rules! text {
    ($name:literal) => {
        ($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/story/", $name)))
    };
}

mod nouns;

const CLIENT: (&str, &str) = text!("client.toml");
const CONTROLS: (&str, &str) = text!("controls.toml");
const RATINGS: (&str, &str) = text!("ratings.toml");
const GAPS: (&str, &str) = text!("gaps.toml");
const COMMUNICATION: (&str, &str) = text!("communication.toml");
const EVIDENCE: [(&str, &str); 6] = [
    text!("evidence/governance.toml"),
    text!("evidence/access.toml"),
    text!("evidence/change.toml"),
    text!("evidence/operations.toml"),
    text!("evidence/integration.toml"),
    text!("evidence/response.toml"),
];

pub(super) fn story() -> Result<Story, Error> {
    let client: ClientFile = read(CLIENT)?;
    let controls: ControlFile = read(CONTROLS)?;
    let ratings: RatingFile = read(RATINGS)?;
    let gaps: GapFile = read(GAPS)?;
    let communication: CommunicationFile = read(COMMUNICATION)?;
    let mut evidence = Vec::new();
    for file in EVIDENCE {
        let items: EvidenceFile = read(file)?;
        for form in items.item {
            evidence.push(form.facts().ok_or(Error::Dates { file: file.0 })?);
        }
    }
    evidence.sort_by_key(|item| item.received_at);
    let mut adjustments = controls.adjustment;
    adjustments.sort_by_key(|one| one.at);
    let mut gaps = gaps.gap;
    gaps.sort_by_key(|gap| gap.at);
    let mut messages = communication.message;
    messages.sort_by_key(|message| message.at);
    let nouns = nouns::nouns()?;
    Ok(Story {
        client: client.client,
        system: client.system,
        engagement: client.engagement,
        people: client.people,
        owners: client.owners,
        surfaces: client.surfaces,
        irrelevances: client.irrelevances,
        adjustments,
        evidence,
        ratings: ratings.facts(),
        gaps,
        plan_rows: communication.plan_row,
        messages,
        teams: nouns.scope.team,
        commitments: nouns.scope.commitment,
        user_controls: nouns.scope.user_control,
        organisations: nouns.organisations,
        occurrences: nouns.occurrences,
        populations: nouns.populations,
        request_start: nouns.requests.start,
        requests: nouns.requests.request,
        findings: nouns.findings,
        follow_ups: nouns.follow_ups,
        task_plan: nouns.tasks.plan,
        planned_tasks: nouns.tasks.planned,
        tasks: nouns.tasks.task,
    })
}

fn read<T: DeserializeOwned>((file, text): (&'static str, &str)) -> Result<T, Error> {
    toml::from_str(text).map_err(|source| Error::Story { file, source: Box::new(source) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientFile {
    client: ClientFacts,
    system: SystemFacts,
    engagement: EngagementFacts,
    people: Vec<PersonFacts>,
    owners: BTreeMap<String, PersonKey>,
    surfaces: Vec<SurfaceFacts>,
    #[serde(default)]
    irrelevances: Vec<Irrelevance>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ControlFile {
    adjustment: Vec<ControlAdjustment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GapFile {
    gap: Vec<GapFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommunicationFile {
    plan_row: Vec<PlanRowFacts>,
    message: Vec<MessageFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceFile {
    item: Vec<EvidenceForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceForm {
    key: EvidenceKey,
    files: Vec<String>,
    title: String,
    kind: EvidenceKind,
    classification: Classification,
    covers: String,
    captured: ZonedInstant,
    received: Instant,
    source: String,
    collected_by: String,
    controls: Vec<ControlCode>,
    ipe: Option<IpeForm>,
    approval: Option<Approval>,
    #[serde(default = "first_version")]
    version: u32,
    supersedes: Option<EvidenceKey>,
    in_review: Option<Instant>,
    accepted: Option<Instant>,
    returned: Option<ReturnForm>,
    released: Option<Instant>,
    list_only: Option<String>,
    #[serde(default)]
    note: String,
}

const fn first_version() -> u32 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IpeForm {
    query: String,
    run_by: String,
    rows: u64,
    #[serde(default)]
    tie_out: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReturnForm {
    at: Instant,
    reason: String,
}

impl EvidenceForm {
    /// The facts; none when `covers` isn't a span or a day.
    fn facts(self) -> Option<EvidenceFacts> {
        let reviewer = PersonKey::from("lindqvist");
        let review = |at, outcome| Review { at, by: reviewer.clone(), outcome };
        let mut reviews: Vec<Review> = Vec::new();
        reviews.extend(self.in_review.map(|at| review(at, Outcome::InReview)));
        reviews.extend(self.returned.map(|it| review(it.at, Outcome::Returned { reason: it.reason })));
        reviews.extend(self.accepted.map(|at| review(at, Outcome::Accepted)));
        let system = self.source.split(" (").next().unwrap_or_default().to_owned();
        let ipe = self.ipe.filter(|_| self.kind.needs() == Needs::IpeCard).map(|form| IpeCard {
            system,
            environment: "production".to_owned(),
            query: form.query,
            run_by: form.run_by,
            run_at: Some(self.captured),
            row_count: Some(form.rows),
            tie_out: form.tie_out,
        });
        Some(EvidenceFacts {
            covers: Some(covers(&self.covers)?),
            key: self.key,
            files: self.files,
            title: self.title,
            kind: self.kind,
            classification: self.classification,
            captured_at: Some(self.captured),
            received_at: self.received,
            source_system: self.source,
            collected_by: self.collected_by,
            controls: self.controls,
            ipe,
            approval: self.approval,
            version: self.version,
            supersedes: self.supersedes,
            reviews,
            released: self.released.map(|at| (PersonKey::from("raman"), at)),
            list_only: self.list_only,
            internal_note: self.note,
        })
    }
}

/// `2026-01-01..2026-03-31`, `2026-03-31`, `in force 2026-02-09` or `in force 2025-02-11 2026-02-08`.
fn covers(text: &str) -> Option<Covers> {
    let day = |text: &str| text.parse::<Day>().ok();
    if let Some(days) = text.strip_prefix("in force ") {
        return match days.split_once(' ') {
            Some((from, until)) => Some(Covers::InForce { from: day(from)?, until: Some(day(until)?) }),
            None => Some(Covers::InForce { from: day(days)?, until: None }),
        };
    }
    match text.split_once("..") {
        Some((from, to)) => Some(Covers::Period { span: Span::new(day(from)?, day(to)?).ok()? }),
        None => Some(Covers::AsOf { on: day(text)? }),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RatingFile {
    control: Vec<ControlRatingForm>,
    criterion: Vec<CriterionRatingForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ControlRatingForm {
    of: ControlCode,
    #[serde(default = "rating_day")]
    on: Day,
    design: (RatingValue, String, Vec<EvidenceKey>),
    operation: (RatingValue, String, Vec<EvidenceKey>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CriterionRatingForm {
    of: CriterionCode,
    design: (RatingValue, String),
    operation: (RatingValue, String),
}

/// The day on which most controls were rated; criteria were on the next.
fn rating_day() -> Day {
    Day::from_ymd_opt(2026, 11, 18).unwrap_or_default()
}

impl RatingFile {
    /// One rating an aspect. Those of a day follow each other by the minute, from 09:10.
    fn facts(self) -> Vec<RatingFacts> {
        let mut facts = Vec::new();
        for form in self.control {
            let rated = Rated::Control(form.of);
            facts.push(rating(rated.clone(), form.on, Aspect::Design, form.design));
            facts.push(rating(rated, form.on, Aspect::Operation, form.operation));
        }
        let next_day = rating_day() + Duration::days(1);
        for form in self.criterion {
            let rated = Rated::Criterion(form.of);
            let without = |(value, why)| (value, why, Vec::new());
            facts.push(rating(rated.clone(), next_day, Aspect::Design, without(form.design)));
            facts.push(rating(rated, next_day, Aspect::Operation, without(form.operation)));
        }
        facts.sort_by_key(|rating| rating.at);
        let mut of_the_day: BTreeMap<Day, i64> = BTreeMap::new();
        for rating in &mut facts {
            let count = of_the_day.entry(rating.at.date_naive()).or_default();
            rating.at += Duration::seconds(70 * *count);
            *count += 1;
        }
        facts
    }
}

fn rating(of: Rated, on: Day, aspect: Aspect, said: (RatingValue, String, Vec<EvidenceKey>)) -> RatingFacts {
    let morning = NaiveTime::from_hms_opt(9, 10, 0).unwrap_or_default();
    let (value, rationale, evidence) = said;
    RatingFacts {
        at: on.and_time(morning).and_utc(),
        of,
        aspect,
        value,
        rationale,
        evidence,
        rated_by: PersonKey::from("okafor"),
        reviewed: Some((PersonKey::from("lindqvist"), on)),
    }
}
