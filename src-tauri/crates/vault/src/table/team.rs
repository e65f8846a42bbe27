//! The teams' table, with their members.

use model::id::TeamId;
use model::team::Team;
use rusqlite::Connection;
use uuid::Uuid;

use super::Table;
use super::column::{Columns, Fields, columns};
use super::part::SetTable;
use crate::error::Result;

const MEMBERS: SetTable = SetTable { table: "team_member", owner: "team", member: "person" };

impl Table for Team {
    type Id = TeamId;
    const ORDER: &'static str = "name";
    const PARTS: &'static [&'static str] = &["team_member"];

    fn uuid(id: TeamId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        // The members are written by `insert_parts`.
        let Self { id, revision, name, lead, members: _ } = self;
        columns![id, revision, name, lead]
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        MEMBERS.insert(connection, self.id.uuid(), &self.members)
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: TeamId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            name: fields.get("name")?,
            lead: fields.get("lead")?,
            members: MEMBERS.read(fields, id.uuid())?,
        })
    }
}
