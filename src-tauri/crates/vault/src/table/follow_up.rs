//! The follow-ups' table.

use model::follow_up::{FollowUp, FollowUpAnswer, FollowUpState};
use model::id::{EngagementId, FollowUpId};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Columns, Fields, columns, word};
use super::{InEngagement, Numbered, Table};
use crate::error::Result;

impl Table for FollowUp {
    type Id = FollowUpId;
    const ORDER: &'static str = "engagement, number";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: FollowUpId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            number,
            control,
            question,
            asked_by,
            asked_at,
            promised_by,
            due_on,
            answer,
            state,
            internal_note,
        } = self;
        let answer = answer.as_ref().map(|FollowUpAnswer { text, on }| (text.clone(), *on));
        let (answer, answered_on) = (&answer.as_ref().map(|it| it.0.clone()), &answer.as_ref().map(|it| it.1));
        let (state, state_reason) = state_columns(state);
        let state_reason = &state_reason;
        columns![
            id,
            revision,
            engagement,
            number,
            control,
            question,
            asked_by,
            asked_at,
            promised_by,
            due_on,
            answer,
            answered_on,
            state = word(state),
            state_reason,
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
            control: fields.get("control")?,
            question: fields.get("question")?,
            asked_by: fields.get("asked_by")?,
            asked_at: fields.get("asked_at")?,
            promised_by: fields.get("promised_by")?,
            due_on: fields.get("due_on")?,
            answer: answer(fields)?,
            state: state(fields)?,
            internal_note: fields.get("internal_note")?,
        })
    }
}

fn state_columns(state: &FollowUpState) -> (&'static str, Option<String>) {
    match state {
        FollowUpState::Open => ("open", None),
        FollowUpState::Answered => ("answered", None),
        FollowUpState::Withdrawn { reason } => ("withdrawn", Some(reason.clone())),
    }
}

fn state(fields: &Fields<'_>) -> Result<FollowUpState> {
    match (fields.get::<String>("state")?.as_str(), fields.get("state_reason")?) {
        ("open", None) => Ok(FollowUpState::Open),
        ("answered", None) => Ok(FollowUpState::Answered),
        ("withdrawn", Some(reason)) => Ok(FollowUpState::Withdrawn { reason }),
        _ => Err(fields.damaged("state")),
    }
}

fn answer(fields: &Fields<'_>) -> Result<Option<FollowUpAnswer>> {
    let Some(text) = fields.get("answer")? else { return Ok(None) };
    Ok(Some(FollowUpAnswer { text, on: fields.get("answered_on")? }))
}

impl InEngagement for FollowUp {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Numbered for FollowUp {
    fn number(&self) -> u32 {
        self.number
    }
}
