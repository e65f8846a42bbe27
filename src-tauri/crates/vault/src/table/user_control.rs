//! The table of complementary user entity controls, with the criteria of each.

use model::id::{EngagementId, UserControlId};
use model::user_control::UserControl;
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns};
use super::part::SetTable;
use super::{InEngagement, Table};
use crate::error::Result;

const CRITERIA: SetTable = SetTable { table: "user_control_criterion", owner: "user_control", member: "criterion" };

impl Table for UserControl {
    type Id = UserControlId;
    const ORDER: &'static str = "engagement, code";
    const PARTS: &'static [&'static str] = &["user_control_criterion"];

    fn uuid(id: UserControlId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        // The criteria are written by `insert_parts`.
        let Self { id, revision, engagement, code, statement, criteria: _, why } = self;
        columns![id, revision, engagement, code, statement, why]
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        let engagement = self.engagement.to_value();
        CRITERIA.insert_with(connection, self.id.uuid(), &self.criteria, &[("engagement", engagement)])
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: UserControlId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            code: fields.get("code")?,
            statement: fields.get("statement")?,
            criteria: CRITERIA.read(fields, id.uuid())?,
            why: fields.get("why")?,
        })
    }
}

impl InEngagement for UserControl {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}
