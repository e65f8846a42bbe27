//! The ratings' table, with the evidence of each.

use model::id::{ControlId, EngagementId, RatingId};
use model::rating::{Rating, RatingReview, RatingSubject};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns, word};
use super::evidence::pair;
use super::part::SetTable;
use super::{InEngagement, Table, select};
use crate::access::Reader;
use crate::error::Result;

const EVIDENCE: SetTable = SetTable { table: "rating_evidence", owner: "rating", member: "evidence" };

impl Table for Rating {
    type Id = RatingId;
    const ORDER: &'static str = "engagement, rated_on, id";
    const PARTS: &'static [&'static str] = &["rating_evidence"];

    fn uuid(id: RatingId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            subject,
            aspect,
            value,
            rationale,
            evidence: _, // Written by `insert_parts`.
            rated_by,
            rated_on,
            reviewed,
        } = self;
        let (subject, criterion, control) = match subject {
            RatingSubject::Criterion(code) => ("criterion", Some(*code), None),
            RatingSubject::Control(id) => ("control", None, Some(*id)),
        };
        let (criterion, control) = (&criterion, &control);
        let reviewed_by = &reviewed.as_ref().map(|RatingReview { by, on: _ }| *by);
        let reviewed_on = &reviewed.as_ref().map(|RatingReview { by: _, on }| *on);
        columns![
            id,
            revision,
            engagement,
            subject = word(subject),
            criterion,
            control,
            aspect,
            value,
            rationale,
            rated_by,
            rated_on,
            reviewed_by,
            reviewed_on,
        ]
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        EVIDENCE.insert(connection, self.id.uuid(), &self.evidence)
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: RatingId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            subject: subject(fields)?,
            aspect: fields.get("aspect")?,
            value: fields.get("value")?,
            rationale: fields.get("rationale")?,
            evidence: EVIDENCE.read(fields, id.uuid())?,
            rated_by: fields.get("rated_by")?,
            rated_on: fields.get("rated_on")?,
            reviewed: pair(fields, "reviewed_by", "reviewed_on")?.map(|(by, on)| RatingReview { by, on }),
        })
    }
}

fn subject(fields: &Fields<'_>) -> Result<RatingSubject> {
    match (fields.get::<String>("subject")?.as_str(), fields.get("criterion")?, fields.get("control")?) {
        ("criterion", Some(code), None) => Ok(RatingSubject::Criterion(code)),
        ("control", None, Some(id)) => Ok(RatingSubject::Control(id)),
        _ => Err(fields.damaged("subject")),
    }
}

impl InEngagement for Rating {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Reader<'_> {
    /// The ratings of a control, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn ratings_of_control(&self, control: ControlId) -> Result<Vec<Rating>> {
        select(self.connection(), "WHERE control = ?1", vec![control.to_value()])
    }
}
