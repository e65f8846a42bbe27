//! The table of service commitments and system requirements, with the criteria of each.

use model::commitment::Commitment;
use model::id::{CommitmentId, EngagementId};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns, json};
use super::part::SetTable;
use super::{InEngagement, Numbered, Table};
use crate::error::Result;

const CRITERIA: SetTable = SetTable { table: "commitment_criterion", owner: "commitment", member: "criterion" };

impl Table for Commitment {
    type Id = CommitmentId;
    const ORDER: &'static str = "engagement, number";
    const PARTS: &'static [&'static str] = &["commitment_criterion"];

    fn uuid(id: CommitmentId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        // The criteria are written by `insert_parts`.
        let Self { id, revision, engagement, number, kind, text, source, source_note, categories, criteria: _ } = self;
        columns![id, revision, engagement, number, kind, text, source, source_note, categories = json(categories)]
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        let engagement = self.engagement.to_value();
        CRITERIA.insert_with(connection, self.id.uuid(), &self.criteria, &[("engagement", engagement)])
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: CommitmentId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            number: fields.get("number")?,
            kind: fields.get("kind")?,
            text: fields.get("text")?,
            source: fields.get("source")?,
            source_note: fields.get("source_note")?,
            categories: fields.json("categories")?,
            criteria: CRITERIA.read(fields, id.uuid())?,
        })
    }
}

impl InEngagement for Commitment {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Numbered for Commitment {
    fn number(&self) -> u32 {
        self.number
    }
}
