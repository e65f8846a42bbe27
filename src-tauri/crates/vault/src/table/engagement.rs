//! The engagements' table, with the opinions of each.

use model::client::Logo;
use model::engagement::{Engagement, EngagementKind, Outcome};
use model::id::EngagementId;
use model::time::{Day, Span};
use rusqlite::Connection;
use uuid::Uuid;

use super::Table;
use super::column::{Columns, Fields, columns, json, word};
use super::part::ListTable;
use crate::error::Result;

const OUTCOMES: ListTable = ListTable { table: "engagement_outcome", owner: "engagement" };

impl Table for Engagement {
    type Id = EngagementId;
    const ORDER: &'static str = "id";
    const PARTS: &'static [&'static str] = &["engagement_outcome"];

    fn uuid(id: EngagementId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            system,
            title,
            kind,
            categories,
            preparer_firm,
            firm_logo,
            firm_colour,
            firm_footer,
            paper,
            auditor_firm,
            trigger,
            triggered_on,
            trigger_note,
            fieldwork_from,
            report_due,
            state,
            outcomes: _, // Written by `insert_parts`.
        } = self;
        let (kind, period, as_of) = match kind {
            EngagementKind::Readiness { period } => ("readiness", *period, None),
            EngagementKind::TypeI { as_of } => ("type_i", None, Some(*as_of)),
            EngagementKind::TypeIi { period } => ("type_ii", Some(*period), None),
        };
        let (period_from, period_to) = (&period.map(|span| span.from), &period.map(|span| span.to));
        let as_of = &as_of;
        let firm_logo = &firm_logo.as_ref().map(|Logo { png }| png.clone());
        columns![
            id,
            revision,
            system,
            title,
            kind = word(kind),
            period_from,
            period_to,
            as_of,
            categories = json(categories),
            preparer_firm,
            firm_logo,
            firm_colour,
            firm_footer,
            paper,
            auditor_firm,
            trigger,
            triggered_on,
            trigger_note,
            fieldwork_from,
            report_due,
            state,
        ]
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        OUTCOMES.insert(connection, self.id.uuid(), &self.outcomes, |outcome| {
            let Outcome { category, opinion, criteria, reported_on } = outcome;
            columns![category, opinion, criteria = json(criteria), reported_on]
        })
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: EngagementId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            system: fields.get("system")?,
            title: fields.get("title")?,
            kind: kind(fields)?,
            categories: fields.json("categories")?,
            preparer_firm: fields.get("preparer_firm")?,
            firm_logo: fields.get::<Option<Vec<u8>>>("firm_logo")?.map(|png| Logo { png }),
            firm_colour: fields.get("firm_colour")?,
            firm_footer: fields.get("firm_footer")?,
            paper: fields.get("paper")?,
            auditor_firm: fields.get("auditor_firm")?,
            trigger: fields.get("trigger")?,
            triggered_on: fields.get("triggered_on")?,
            trigger_note: fields.get("trigger_note")?,
            fieldwork_from: fields.get("fieldwork_from")?,
            report_due: fields.get("report_due")?,
            state: fields.get("state")?,
            outcomes: OUTCOMES.read(fields, id.uuid(), |fields| {
                Ok(Outcome {
                    category: fields.get("category")?,
                    opinion: fields.get("opinion")?,
                    criteria: fields.json("criteria")?,
                    reported_on: fields.get("reported_on")?,
                })
            })?,
        })
    }
}

fn kind(fields: &Fields<'_>) -> Result<EngagementKind> {
    let from: Option<Day> = fields.get("period_from")?;
    let to: Option<Day> = fields.get("period_to")?;
    let period = from.zip(to).map(|(from, to)| Span { from, to });
    let as_of: Option<Day> = fields.get("as_of")?;
    match (fields.get::<String>("kind")?.as_str(), period, as_of) {
        ("readiness", period, _) => Ok(EngagementKind::Readiness { period }),
        ("type_i", _, Some(as_of)) => Ok(EngagementKind::TypeI { as_of }),
        ("type_ii", Some(period), _) => Ok(EngagementKind::TypeIi { period }),
        _ => Err(fields.damaged("kind")),
    }
}
