//! The findings' table, with the controls, criteria, gaps and retest of each.

use model::finding::{Acknowledgement, Deviations, Finding, ManagementResponse};
use model::id::{EngagementId, FindingId, PersonId};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns};
use super::part::SetTable;
use super::{InEngagement, Numbered, Table, retest};
use crate::error::Result;

const CONTROLS: SetTable = SetTable { table: "finding_control", owner: "finding", member: "control" };
const CRITERIA: SetTable = SetTable { table: "finding_criterion", owner: "finding", member: "criterion" };
const COMPENSATING: SetTable = SetTable { table: "finding_compensating", owner: "finding", member: "control" };
const GAPS: SetTable = SetTable { table: "finding_gap", owner: "finding", member: "gap" };
const RETEST_EVIDENCE: SetTable = SetTable { table: "finding_retest_evidence", owner: "finding", member: "evidence" };

impl Table for Finding {
    type Id = FindingId;
    const ORDER: &'static str = "engagement, number";
    const PARTS: &'static [&'static str] =
        &["finding_control", "finding_criterion", "finding_compensating", "finding_gap", "finding_retest_evidence"];

    fn uuid(id: FindingId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            number,
            auditor_reference,
            wording,
            source,
            raised_on,
            controls: _, // These two, the compensating controls and the gaps are written by `insert_parts`.
            criteria: _,
            deviations,
            cause,
            extent,
            effect,
            compensating: _,
            compensating_note,
            severity,
            owner,
            due_on,
            gaps: _,
            acknowledged,
            response,
            fixed_on,
            retest,
            closed_on,
            state,
            prior,
            internal_note,
        } = self;
        let mut columns = columns![
            id,
            revision,
            engagement,
            number,
            auditor_reference,
            wording,
            source,
            raised_on,
            cause,
            extent,
            effect,
            compensating_note,
            severity,
            owner,
            due_on,
            fixed_on,
            closed_on,
            state,
            prior,
            internal_note,
        ];
        columns.extend(deviation_columns(deviations.as_ref()));
        columns.extend(acknowledgement_columns(acknowledged.as_ref()));
        columns.extend(response_columns(response.as_ref()));
        columns.extend(retest::columns_of(retest.as_ref()));
        columns
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        let (id, engagement) = (self.id.uuid(), self.engagement.to_value());
        CRITERIA.insert_with(connection, id, &self.criteria, &[("engagement", engagement)])?;
        CONTROLS.insert(connection, id, &self.controls)?;
        COMPENSATING.insert(connection, id, &self.compensating)?;
        GAPS.insert(connection, id, &self.gaps)?;
        retest::insert_evidence(RETEST_EVIDENCE, connection, id, self.retest.as_ref())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: FindingId = fields.get("id")?;
        let set = |table: SetTable| table.read(fields, id.uuid());
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            number: fields.get("number")?,
            auditor_reference: fields.get("auditor_reference")?,
            wording: fields.get("wording")?,
            source: fields.get("source")?,
            raised_on: fields.get("raised_on")?,
            controls: set(CONTROLS)?,
            criteria: CRITERIA.read(fields, id.uuid())?,
            deviations: deviations(fields)?,
            cause: fields.get("cause")?,
            extent: fields.get("extent")?,
            effect: fields.get("effect")?,
            compensating: set(COMPENSATING)?,
            compensating_note: fields.get("compensating_note")?,
            severity: fields.get("severity")?,
            owner: fields.get("owner")?,
            due_on: fields.get("due_on")?,
            gaps: GAPS.read(fields, id.uuid())?,
            acknowledged: acknowledgement(fields)?,
            response: response(fields)?,
            fixed_on: fields.get("fixed_on")?,
            retest: retest::read(RETEST_EVIDENCE, fields, id.uuid())?,
            closed_on: fields.get("closed_on")?,
            state: fields.get("state")?,
            prior: fields.get("prior")?,
            internal_note: fields.get("internal_note")?,
        })
    }
}

fn deviation_columns(deviations: Option<&Deviations>) -> Columns {
    let deviations = deviations.map(|Deviations { found, tested }| (*found, *tested));
    let (deviations_found, deviations_tested) = (&deviations.map(|it| it.0), &deviations.map(|it| it.1));
    columns![deviations_found, deviations_tested]
}

fn deviations(fields: &Fields<'_>) -> Result<Option<Deviations>> {
    let Some(found) = fields.get("deviations_found")? else { return Ok(None) };
    Ok(Some(Deviations { found, tested: fields.get("deviations_tested")? }))
}

fn acknowledgement_columns(acknowledged: Option<&Acknowledgement>) -> Columns {
    let acknowledged = acknowledged.map(|Acknowledgement { by, on }| (*by, *on));
    let (acknowledged_by, acknowledged_on) = (&acknowledged.map(|it| it.0), &acknowledged.map(|it| it.1));
    columns![acknowledged_by, acknowledged_on]
}

fn acknowledgement(fields: &Fields<'_>) -> Result<Option<Acknowledgement>> {
    let Some(by) = fields.get::<Option<PersonId>>("acknowledged_by")? else { return Ok(None) };
    Ok(Some(Acknowledgement { by, on: fields.get("acknowledged_on")? }))
}

fn response_columns(given: Option<&ManagementResponse>) -> Columns {
    let given = given.map(|ManagementResponse { text, by, on }| (text.clone(), *by, *on));
    let response = &given.as_ref().map(|it| it.0.clone());
    let (response_by, response_on) = (&given.as_ref().map(|it| it.1), &given.as_ref().map(|it| it.2));
    columns![response, response_by, response_on]
}

fn response(fields: &Fields<'_>) -> Result<Option<ManagementResponse>> {
    let Some(text) = fields.get("response")? else { return Ok(None) };
    Ok(Some(ManagementResponse { text, by: fields.get("response_by")?, on: fields.get("response_on")? }))
}

impl InEngagement for Finding {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Numbered for Finding {
    fn number(&self) -> u32 {
        self.number
    }
}
