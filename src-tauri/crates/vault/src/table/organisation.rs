//! The subservice organisations' table, with the controls that are expected of each.

use model::id::{EngagementId, OrganisationId, PersonId};
use model::organisation::{ComplementaryControl, Organisation, OrganisationReport, ReportReview};
use model::time::Span;
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Columns, Fields, columns, json};
use super::part::ListTable;
use super::{InEngagement, Table};
use crate::error::Result;

const COMPLEMENTARY: ListTable = ListTable { table: "organisation_complementary", owner: "organisation" };

impl Table for Organisation {
    type Id = OrganisationId;
    const ORDER: &'static str = "engagement, name";
    const PARTS: &'static [&'static str] = &["organisation_complementary"];

    fn uuid(id: OrganisationId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            name,
            services,
            method,
            report,
            complementary: _, // Written by `insert_parts`.
            reviewed,
            internal_note,
        } = self;
        let reviewed = reviewed.as_ref().map(|ReportReview { by, on }| (*by, *on));
        let (reviewed_by, reviewed_on) = (&reviewed.map(|it| it.0), &reviewed.map(|it| it.1));
        let mut columns = columns![
            id,
            revision,
            engagement,
            name,
            services = json(services),
            method,
            reviewed_by,
            reviewed_on,
            internal_note,
        ];
        columns.extend(report_columns(report.as_ref()));
        columns
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        COMPLEMENTARY.insert(connection, self.id.uuid(), &self.complementary, |control| {
            let ComplementaryControl { text, criteria } = control;
            columns![text, criteria = json(criteria)]
        })
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: OrganisationId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            name: fields.get("name")?,
            services: fields.json("services")?,
            method: fields.get("method")?,
            report: report(fields)?,
            complementary: COMPLEMENTARY.read(fields, id.uuid(), |fields| {
                Ok(ComplementaryControl { text: fields.get("text")?, criteria: fields.json("criteria")? })
            })?,
            reviewed: review(fields)?,
            internal_note: fields.get("internal_note")?,
        })
    }
}

/// Every column is written, since one left out would keep what it held.
fn report_columns(report: Option<&OrganisationReport>) -> Columns {
    let report_kind = &report.map(|it| it.kind);
    let report_auditor = &report.map(|it| it.auditor.clone());
    let (report_from, report_to) = (&report.map(|it| it.period.from), &report.map(|it| it.period.to));
    let report_exceptions = &report.map(|it| it.exceptions.clone());
    let (bridge_until, next_due) = (&report.and_then(|it| it.bridge_until), &report.and_then(|it| it.next_due));
    columns![report_kind, report_auditor, report_from, report_to, report_exceptions, bridge_until, next_due]
}

fn report(fields: &Fields<'_>) -> Result<Option<OrganisationReport>> {
    let Some(kind) = fields.get("report_kind")? else { return Ok(None) };
    Ok(Some(OrganisationReport {
        kind,
        auditor: fields.get("report_auditor")?,
        period: Span { from: fields.get("report_from")?, to: fields.get("report_to")? },
        exceptions: fields.get("report_exceptions")?,
        bridge_until: fields.get("bridge_until")?,
        next_due: fields.get("next_due")?,
    }))
}

fn review(fields: &Fields<'_>) -> Result<Option<ReportReview>> {
    let Some(by) = fields.get::<Option<PersonId>>("reviewed_by")? else { return Ok(None) };
    Ok(Some(ReportReview { by, on: fields.get("reviewed_on")? }))
}

impl InEngagement for Organisation {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}
