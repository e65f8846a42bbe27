//! The table of what is recorded of occurrences. An occurrence of which nothing is recorded has no row.

use model::id::{ControlId, EngagementId, OccurrenceId};
use model::occurrence::Occurrence;
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns};
use super::{InEngagement, Table, select};
use crate::access::Reader;
use crate::error::Result;

impl Table for Occurrence {
    type Id = OccurrenceId;
    const ORDER: &'static str = "engagement, control, key";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: OccurrenceId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self { id, revision, engagement, control, key, performed_on, performed_by, note, exception } = self;
        columns![id, revision, engagement, control, key, performed_on, performed_by, note, exception]
    }

    fn insert_parts(&self, _: &Connection) -> Result<()> {
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        Ok(Self {
            id: fields.get("id")?,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            control: fields.get("control")?,
            key: fields.get("key")?,
            performed_on: fields.get("performed_on")?,
            performed_by: fields.get("performed_by")?,
            note: fields.get("note")?,
            exception: fields.get("exception")?,
        })
    }
}

impl InEngagement for Occurrence {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Reader<'_> {
    /// What is recorded of a control's occurrences, by key.
    ///
    /// # Errors
    /// Those of reading.
    pub fn occurrences_of_control(&self, control: ControlId) -> Result<Vec<Occurrence>> {
        select(self.connection(), "WHERE control = ?1", vec![control.to_value()])
    }
}
