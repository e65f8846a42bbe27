//! The evidence requests' table, with the criteria, controls, evidence and rounds of each.

use std::collections::{BTreeMap, BTreeSet};

use model::id::{EngagementId, EvidenceId, RequestId};
use model::request::{EvidenceRequest, InternalStatus, Round, RoundEnd};
use model::time::{Day, Span};
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns, word};
use super::part::{ListTable, Part, SetTable};
use super::{InEngagement, Numbered, Table, insert_row};
use crate::error::Result;

const CONTROLS: SetTable = SetTable { table: "request_control", owner: "request", member: "control" };
const CRITERIA: SetTable = SetTable { table: "request_criterion", owner: "request", member: "criterion" };
const EVIDENCE: SetTable = SetTable { table: "request_evidence", owner: "request", member: "evidence" };
const ROUNDS: ListTable = ListTable { table: "request_round", owner: "request" };
const ROUND_EVIDENCE: &str = "request_round_evidence";

impl Table for EvidenceRequest {
    type Id = RequestId;
    const ORDER: &'static str = "engagement, number";
    const PARTS: &'static [&'static str] =
        &["request_control", "request_criterion", "request_evidence", ROUND_EVIDENCE, "request_round"];

    fn uuid(id: RequestId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            number,
            auditor_id,
            wording,
            kind,
            period,
            population,
            controls: _, // These three, and the rounds, are written by `insert_parts`.
            criteria: _,
            evidence: _,
            owner,
            reviewer,
            received_on,
            due_on,
            blocks_testing,
            internal,
            auditor,
            rounds: _,
            template,
            internal_note,
        } = self;
        let (period_from, period_to) = (&period.map(|span| span.from), &period.map(|span| span.to));
        let (internal, internal_reason) = status_columns(internal);
        let internal_reason = &internal_reason;
        columns![
            id,
            revision,
            engagement,
            number,
            auditor_id,
            wording,
            kind,
            period_from,
            period_to,
            population,
            owner,
            reviewer,
            received_on,
            due_on,
            blocks_testing,
            internal = word(internal),
            internal_reason,
            auditor,
            template,
            internal_note,
        ]
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        let (id, engagement) = (self.id.uuid(), self.engagement.to_value());
        CRITERIA.insert_with(connection, id, &self.criteria, &[("engagement", engagement)])?;
        CONTROLS.insert(connection, id, &self.controls)?;
        EVIDENCE.insert(connection, id, &self.evidence)?;
        ROUNDS.insert(connection, id, &self.rounds, round_columns)?;
        for (position, round) in self.rounds.iter().enumerate() {
            for evidence in &round.evidence {
                let (request, position) = (&id, Value::Integer(position.try_into().unwrap_or(i64::MAX)));
                insert_row(connection, ROUND_EVIDENCE, columns![request, position = position, evidence])?;
            }
        }
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: RequestId = fields.get("id")?;
        let from: Option<Day> = fields.get("period_from")?;
        let to: Option<Day> = fields.get("period_to")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            number: fields.get("number")?,
            auditor_id: fields.get("auditor_id")?,
            wording: fields.get("wording")?,
            kind: fields.get("kind")?,
            period: from.zip(to).map(|(from, to)| Span { from, to }),
            population: fields.get("population")?,
            controls: CONTROLS.read(fields, id.uuid())?,
            criteria: CRITERIA.read(fields, id.uuid())?,
            evidence: EVIDENCE.read(fields, id.uuid())?,
            owner: fields.get("owner")?,
            reviewer: fields.get("reviewer")?,
            received_on: fields.get("received_on")?,
            due_on: fields.get("due_on")?,
            blocks_testing: fields.get("blocks_testing")?,
            internal: status(fields)?,
            auditor: fields.get("auditor")?,
            rounds: read_rounds(fields, id)?,
            template: fields.get("template")?,
            internal_note: fields.get("internal_note")?,
        })
    }
}

fn status_columns(status: &InternalStatus) -> (&'static str, Option<String>) {
    match status {
        InternalStatus::Open => ("open", None),
        InternalStatus::InProgress => ("in_progress", None),
        InternalStatus::SubmittedForReview => ("submitted_for_review", None),
        InternalStatus::Ready => ("ready", None),
        InternalStatus::Blocked { reason } => ("blocked", Some(reason.clone())),
        InternalStatus::NotApplicable { reason } => ("not_applicable", Some(reason.clone())),
    }
}

fn status(fields: &Fields<'_>) -> Result<InternalStatus> {
    match (fields.get::<String>("internal")?.as_str(), fields.get("internal_reason")?) {
        ("open", None) => Ok(InternalStatus::Open),
        ("in_progress", None) => Ok(InternalStatus::InProgress),
        ("submitted_for_review", None) => Ok(InternalStatus::SubmittedForReview),
        ("ready", None) => Ok(InternalStatus::Ready),
        ("blocked", Some(reason)) => Ok(InternalStatus::Blocked { reason }),
        ("not_applicable", Some(reason)) => Ok(InternalStatus::NotApplicable { reason }),
        _ => Err(fields.damaged("internal")),
    }
}

fn round_columns(round: &Round) -> Columns {
    let Round { submitted_on, evidence: _, answer, end } = round;
    let (ended, ended_on, remark) = match end {
        None => (None, None, None),
        Some(RoundEnd::Accepted { on }) => (Some("accepted".to_owned()), Some(*on), None),
        Some(RoundEnd::Returned { on, remark }) => (Some("returned".to_owned()), Some(*on), Some(remark.clone())),
    };
    let (ended, ended_on, remark) = (&ended, &ended_on, &remark);
    columns![submitted_on, answer, ended, ended_on, remark]
}

fn read_rounds(fields: &Fields<'_>, request: RequestId) -> Result<Vec<Round>> {
    let mut rounds = ROUNDS.read(fields, request.uuid(), |fields| {
        Ok(Round {
            submitted_on: fields.get("submitted_on")?,
            evidence: BTreeSet::new(),
            answer: fields.get("answer")?,
            end: round_end(fields)?,
        })
    })?;
    let mut submitted = round_evidence(fields, request)?;
    for (position, round) in rounds.iter_mut().enumerate() {
        let position = u32::try_from(position).unwrap_or(u32::MAX);
        round.evidence = submitted.remove(&position).unwrap_or_default();
    }
    Ok(rounds)
}

fn round_end(fields: &Fields<'_>) -> Result<Option<RoundEnd>> {
    let ended: Option<String> = fields.get("ended")?;
    match (ended.as_deref(), fields.get("ended_on")?, fields.get("remark")?) {
        (None, None, None) => Ok(None),
        (Some("accepted"), Some(on), None) => Ok(Some(RoundEnd::Accepted { on })),
        (Some("returned"), Some(on), Some(remark)) => Ok(Some(RoundEnd::Returned { on, remark })),
        _ => Err(fields.damaged("ended")),
    }
}

/// What was submitted in each round, by the round's place.
fn round_evidence(fields: &Fields<'_>, request: RequestId) -> Result<BTreeMap<u32, BTreeSet<EvidenceId>>> {
    let part = Part { table: ROUND_EVIDENCE, owner: "request", position: None };
    let found = part.read(fields, request.uuid(), |fields| {
        Ok((fields.get::<u32>("position")?, fields.get::<EvidenceId>("evidence")?))
    })?;
    let mut submitted: BTreeMap<u32, BTreeSet<EvidenceId>> = BTreeMap::new();
    for (position, evidence) in found {
        submitted.entry(position).or_default().insert(evidence);
    }
    Ok(submitted)
}

impl InEngagement for EvidenceRequest {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Numbered for EvidenceRequest {
    fn number(&self) -> u32 {
        self.number
    }
}
