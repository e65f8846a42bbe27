//! The table of the communication plan's rows.

use model::communication::{Due, PlanRow};
use model::id::{EngagementId, PlanRowId};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Columns, Fields, columns, word};
use super::{InEngagement, Numbered, Table};
use crate::error::Result;

impl Table for PlanRow {
    type Id = PlanRowId;
    const ORDER: &'static str = "engagement, number";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: PlanRowId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            number,
            audience,
            track,
            subject,
            trigger,
            channel,
            owner,
            sender,
            due,
            cadence,
            template,
            triggered_at,
            internal_note,
        } = self;
        let (due, due_on, due_hours) = match due {
            Due::On { day } => ("on", Some(*day), None),
            Due::AfterTrigger { hours } => ("after_trigger", None, Some(*hours)),
            Due::OnRequest => ("on_request", None, None),
        };
        let (due_on, due_hours) = (&due_on, &due_hours);
        columns![
            id,
            revision,
            engagement,
            number,
            audience,
            track,
            subject,
            trigger,
            channel,
            owner,
            sender,
            due = word(due),
            due_on,
            due_hours,
            cadence,
            template,
            triggered_at,
            internal_note,
        ]
    }

    fn insert_parts(&self, _: &Connection) -> Result<()> {
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        Ok(Self {
            id: fields.get("id")?,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            number: fields.get("number")?,
            audience: fields.get("audience")?,
            track: fields.get("track")?,
            subject: fields.get("subject")?,
            trigger: fields.get("trigger")?,
            channel: fields.get("channel")?,
            owner: fields.get("owner")?,
            sender: fields.get("sender")?,
            due: due(fields)?,
            cadence: fields.get("cadence")?,
            template: fields.get("template")?,
            triggered_at: fields.get("triggered_at")?,
            internal_note: fields.get("internal_note")?,
        })
    }
}

fn due(fields: &Fields<'_>) -> Result<Due> {
    match (fields.get::<String>("due")?.as_str(), fields.get("due_on")?, fields.get("due_hours")?) {
        ("on", Some(day), None) => Ok(Due::On { day }),
        ("after_trigger", None, Some(hours)) => Ok(Due::AfterTrigger { hours }),
        ("on_request", None, None) => Ok(Due::OnRequest),
        _ => Err(fields.damaged("due")),
    }
}

impl InEngagement for PlanRow {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Numbered for PlanRow {
    fn number(&self) -> u32 {
        self.number
    }
}
