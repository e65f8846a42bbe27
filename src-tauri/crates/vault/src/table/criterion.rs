//! The criteria's table.

use model::criterion::{Criterion, CriterionCode};
use model::id::{CriterionId, EngagementId};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns};
use super::{InEngagement, Table, not_found, select};
use crate::access::Reader;
use crate::error::Result;

impl Table for Criterion {
    type Id = CriterionId;
    // As a report lists them; series and number have one digit each.
    const ORDER: &'static str = "engagement, CASE rtrim(code, '.0123456789') \
         WHEN 'CC' THEN 0 WHEN 'A' THEN 1 WHEN 'C' THEN 2 WHEN 'PI' THEN 3 ELSE 4 END, code";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: CriterionId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self { id, revision, engagement, code, series_title, title, summary, licensed_text, not_relevant } = self;
        columns![id, revision, engagement, code, series_title, title, summary, licensed_text, not_relevant]
    }

    fn insert_parts(&self, _: &Connection) -> Result<()> {
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        Ok(Self {
            id: fields.get("id")?,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            code: fields.get("code")?,
            series_title: fields.get("series_title")?,
            title: fields.get("title")?,
            summary: fields.get("summary")?,
            licensed_text: fields.get("licensed_text")?,
            not_relevant: fields.get("not_relevant")?,
        })
    }
}

impl InEngagement for Criterion {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Reader<'_> {
    /// The criterion of this code in an engagement.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn criterion(&self, engagement: EngagementId, code: CriterionCode) -> Result<Criterion> {
        let values = vec![engagement.to_value(), code.to_value()];
        let found: Vec<Criterion> = select(self.connection(), "WHERE engagement = ?1 AND code = ?2", values)?;
        found.into_iter().next().ok_or_else(|| not_found::<Criterion>(&code))
    }
}
