//! The people's table.

use model::id::PersonId;
use model::person::Person;
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns};
use super::{Table, select};
use crate::access::Reader;
use crate::error::Result;

impl Table for Person {
    type Id = PersonId;
    const ORDER: &'static str = "name, id";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: PersonId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self { id, revision, name, role, side, team, email } = self;
        columns![id, revision, name, role, side, team, email]
    }

    fn insert_parts(&self, _: &Connection) -> Result<()> {
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        Ok(Self {
            id: fields.get("id")?,
            revision: fields.get("revision")?,
            name: fields.get("name")?,
            role: fields.get("role")?,
            side: fields.get("side")?,
            team: fields.get("team")?,
            email: fields.get("email")?,
        })
    }
}

impl Reader<'_> {
    /// The people of exactly this name; names need not be unique.
    ///
    /// # Errors
    /// Those of reading.
    pub fn people_named(&self, name: &str) -> Result<Vec<Person>> {
        select(self.connection(), "WHERE name = ?1", vec![name.to_owned().to_value()])
    }
}
