//! The populations' table.

use model::id::{ControlId, EngagementId, PopulationId};
use model::population::Population;
use model::time::Span;
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns};
use super::{InEngagement, Table, select};
use crate::access::Reader;
use crate::error::Result;

impl Table for Population {
    type Id = PopulationId;
    const ORDER: &'static str = "engagement, control, covers_from, name, id";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: PopulationId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            control,
            name,
            source_system,
            query,
            count,
            covers: Span { from: covers_from, to: covers_to },
            evidence,
            note,
        } = self;
        columns![
            id,
            revision,
            engagement,
            control,
            name,
            source_system,
            query,
            count,
            covers_from,
            covers_to,
            evidence,
            note,
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
            control: fields.get("control")?,
            name: fields.get("name")?,
            source_system: fields.get("source_system")?,
            query: fields.get("query")?,
            count: fields.get("count")?,
            covers: Span { from: fields.get("covers_from")?, to: fields.get("covers_to")? },
            evidence: fields.get("evidence")?,
            note: fields.get("note")?,
        })
    }
}

impl InEngagement for Population {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Reader<'_> {
    /// The populations of a control, by their days.
    ///
    /// # Errors
    /// Those of reading.
    pub fn populations_of_control(&self, control: ControlId) -> Result<Vec<Population>> {
        select(self.connection(), "WHERE control = ?1", vec![control.to_value()])
    }
}
