//! The gaps' table, with the criteria, controls, surfaces, acceptance criteria and retest of each.

use model::gap::{AcceptanceCriterion, Cost, Gap, ReferenceRange, RiskAcceptance, Severity};
use model::id::{ControlId, EngagementId, GapId};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns};
use super::part::{ListTable, SetTable};
use super::{InEngagement, Numbered, Table, retest, select};
use crate::access::Reader;
use crate::error::Result;

const ACCEPTANCE: ListTable = ListTable { table: "gap_acceptance", owner: "gap" };
const CRITERIA: SetTable = SetTable { table: "gap_criterion", owner: "gap", member: "criterion" };
const CONTROLS: SetTable = SetTable { table: "gap_control", owner: "gap", member: "control" };
const SURFACES: SetTable = SetTable { table: "gap_surface", owner: "gap", member: "surface" };
const RETEST_EVIDENCE: SetTable = SetTable { table: "gap_retest_evidence", owner: "gap", member: "evidence" };

impl Table for Gap {
    type Id = GapId;
    const ORDER: &'static str = "engagement, number";
    const PARTS: &'static [&'static str] =
        &["gap_acceptance", "gap_criterion", "gap_control", "gap_surface", "gap_retest_evidence"];

    fn uuid(id: GapId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            number,
            title,
            source,
            kind,
            description,
            root_cause,
            criteria: _, // These three, and the acceptance criteria, are written by `insert_parts`.
            controls: _,
            surfaces: _,
            severity: Severity { likelihood, impact },
            effort_days,
            cost,
            reference,
            owner,
            found_on,
            due_on,
            remedy,
            acceptance: _,
            state,
            fixed_on,
            retest,
            operating_since,
            acceptance_of_risk,
            prior,
            pattern,
            internal_note,
        } = self;
        let mut columns = columns![
            id,
            revision,
            engagement,
            number,
            title,
            source,
            kind,
            description,
            root_cause,
            likelihood,
            impact,
            effort_days,
            owner,
            found_on,
            due_on,
            remedy,
            state,
            fixed_on,
            operating_since,
            prior,
            pattern,
            internal_note,
        ];
        columns.extend(cost_columns(cost.as_ref()));
        columns.extend(reference_columns(reference.as_ref()));
        columns.extend(retest::columns_of(retest.as_ref()));
        columns.extend(risk_columns(acceptance_of_risk.as_ref()));
        columns
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        let (id, engagement) = (self.id.uuid(), self.engagement.to_value());
        CRITERIA.insert_with(connection, id, &self.criteria, &[("engagement", engagement)])?;
        CONTROLS.insert(connection, id, &self.controls)?;
        SURFACES.insert(connection, id, &self.surfaces)?;
        retest::insert_evidence(RETEST_EVIDENCE, connection, id, self.retest.as_ref())?;
        ACCEPTANCE.insert(connection, id, &self.acceptance, |criterion| {
            let AcceptanceCriterion { text, shown_by, due_on, met } = criterion;
            columns![text, shown_by, due_on, met]
        })
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: GapId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            number: fields.get("number")?,
            title: fields.get("title")?,
            source: fields.get("source")?,
            kind: fields.get("kind")?,
            description: fields.get("description")?,
            root_cause: fields.get("root_cause")?,
            criteria: CRITERIA.read(fields, id.uuid())?,
            controls: CONTROLS.read(fields, id.uuid())?,
            surfaces: SURFACES.read(fields, id.uuid())?,
            severity: Severity { likelihood: fields.get("likelihood")?, impact: fields.get("impact")? },
            effort_days: fields.get("effort_days")?,
            cost: cost(fields)?,
            reference: reference(fields)?,
            owner: fields.get("owner")?,
            found_on: fields.get("found_on")?,
            due_on: fields.get("due_on")?,
            remedy: fields.get("remedy")?,
            acceptance: ACCEPTANCE.read(fields, id.uuid(), |fields| {
                Ok(AcceptanceCriterion {
                    text: fields.get("text")?,
                    shown_by: fields.get("shown_by")?,
                    due_on: fields.get("due_on")?,
                    met: fields.get("met")?,
                })
            })?,
            state: fields.get("state")?,
            fixed_on: fields.get("fixed_on")?,
            retest: retest::read(RETEST_EVIDENCE, fields, id.uuid())?,
            operating_since: fields.get("operating_since")?,
            acceptance_of_risk: risk(fields)?,
            prior: fields.get("prior")?,
            pattern: fields.get("pattern")?,
            internal_note: fields.get("internal_note")?,
        })
    }
}

fn cost_columns(cost: Option<&Cost>) -> Columns {
    let cost = cost.map(|Cost { low, high, currency, basis }| (*low, *high, currency.clone(), basis.clone()));
    let (cost_low, cost_high) = (&cost.as_ref().map(|cost| cost.0), &cost.as_ref().map(|cost| cost.1));
    let (cost_currency, cost_basis) =
        (&cost.as_ref().map(|cost| cost.2.clone()), &cost.as_ref().map(|cost| cost.3.clone()));
    columns![cost_low, cost_high, cost_currency, cost_basis]
}

fn cost(fields: &Fields<'_>) -> Result<Option<Cost>> {
    let Some(low) = fields.get("cost_low")? else { return Ok(None) };
    let (high, currency, basis) = (fields.get("cost_high")?, fields.get("cost_currency")?, fields.get("cost_basis")?);
    Ok(Some(Cost { low, high, currency, basis }))
}

fn reference_columns(range: Option<&ReferenceRange>) -> Columns {
    let range = range.map(|ReferenceRange { low, high, basis }| (*low, *high, basis.clone()));
    let (reference_low, reference_high) = (&range.as_ref().map(|it| it.0), &range.as_ref().map(|it| it.1));
    let reference_basis = &range.as_ref().map(|range| range.2.clone());
    columns![reference_low, reference_high, reference_basis]
}

fn reference(fields: &Fields<'_>) -> Result<Option<ReferenceRange>> {
    let Some(low) = fields.get("reference_low")? else { return Ok(None) };
    Ok(Some(ReferenceRange { low, high: fields.get("reference_high")?, basis: fields.get("reference_basis")? }))
}

fn risk_columns(risk: Option<&RiskAcceptance>) -> Columns {
    let risk = risk.map(|RiskAcceptance { approver, until, reason }| (*approver, *until, reason.clone()));
    let (risk_approver, risk_until) = (&risk.as_ref().map(|it| it.0), &risk.as_ref().map(|it| it.1));
    let risk_reason = &risk.as_ref().map(|risk| risk.2.clone());
    columns![risk_approver, risk_until, risk_reason]
}

fn risk(fields: &Fields<'_>) -> Result<Option<RiskAcceptance>> {
    let Some(approver) = fields.get("risk_approver")? else { return Ok(None) };
    Ok(Some(RiskAcceptance { approver, until: fields.get("risk_until")?, reason: fields.get("risk_reason")? }))
}

impl InEngagement for Gap {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Numbered for Gap {
    fn number(&self) -> u32 {
        self.number
    }
}

impl Reader<'_> {
    /// The gaps that name a control, by number.
    ///
    /// # Errors
    /// Those of reading.
    pub fn gaps_of_control(&self, control: ControlId) -> Result<Vec<Gap>> {
        let clause = "WHERE id IN (SELECT gap FROM gap_control WHERE control = ?1)";
        select(self.connection(), clause, vec![control.to_value()])
    }
}
