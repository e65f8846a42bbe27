//! The holidays' table.

use model::holiday::Holiday;
use model::id::HolidayId;
use rusqlite::Connection;
use uuid::Uuid;

use super::Table;
use super::column::{Columns, Fields, columns};
use crate::error::Result;

impl Table for Holiday {
    type Id = HolidayId;
    const ORDER: &'static str = "day";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: HolidayId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self { id, revision, day, name } = self;
        columns![id, revision, day, name]
    }

    fn insert_parts(&self, _: &Connection) -> Result<()> {
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        Ok(Self {
            id: fields.get("id")?,
            revision: fields.get("revision")?,
            day: fields.get("day")?,
            name: fields.get("name")?,
        })
    }
}
