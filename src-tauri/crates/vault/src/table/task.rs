//! The tasks' table, with what each waits for, and the controls, gaps, freezes and proof of each.

use std::collections::BTreeMap;

use model::id::{EngagementId, TaskId};
use model::task::{Done, Freeze, Task, TaskState, Wait};
use model::time::{Day, Span};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Columns, Fields, columns, word};
use super::part::{ListTable, Part, SetTable};
use super::{InEngagement, Table, insert_row};
use crate::error::Result;

const CONTROLS: SetTable = SetTable { table: "task_control", owner: "task", member: "control" };
const GAPS: SetTable = SetTable { table: "task_gap", owner: "task", member: "gap" };
const DONE_EVIDENCE: SetTable = SetTable { table: "task_done_evidence", owner: "task", member: "evidence" };
const FREEZES: ListTable = ListTable { table: "task_freeze", owner: "task" };
const DEPENDENCIES: &str = "task_dependency";

impl Table for Task {
    type Id = TaskId;
    const ORDER: &'static str = "engagement, starts_on, code";
    const PARTS: &'static [&'static str] =
        &[DEPENDENCIES, "task_control", "task_gap", "task_freeze", "task_done_evidence"];

    fn uuid(id: TaskId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            code,
            title,
            description,
            phase,
            track,
            owner,
            owner_role,
            starts_on,
            working_days,
            depends_on: _, // These four, and the evidence of its end, are written by `insert_parts`.
            controls: _,
            gaps: _,
            freezes: _,
            done_when,
            state,
            done,
            internal_note,
        } = self;
        let (state, state_reason) = state_columns(state);
        let state_reason = &state_reason;
        let done = done.as_ref().map(|Done { on, evidence: _, note }| (*on, note.clone()));
        let (done_on, done_note) = (&done.as_ref().map(|it| it.0), &done.as_ref().map(|it| it.1.clone()));
        columns![
            id,
            revision,
            engagement,
            code,
            title,
            description,
            phase,
            track,
            owner,
            owner_role,
            starts_on,
            working_days,
            done_when,
            state = word(state),
            state_reason,
            done_on,
            done_note,
            internal_note,
        ]
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        let id = self.id.uuid();
        for (other, wait) in &self.depends_on {
            let task = &id;
            insert_row(connection, DEPENDENCIES, columns![task, other, wait])?;
        }
        CONTROLS.insert(connection, id, &self.controls)?;
        GAPS.insert(connection, id, &self.gaps)?;
        FREEZES.insert(connection, id, &self.freezes, |freeze| {
            let Freeze { name, span: Span { from: span_from, to: span_to } } = freeze;
            columns![name, span_from, span_to]
        })?;
        match &self.done {
            Some(done) => DONE_EVIDENCE.insert(connection, id, &done.evidence),
            None => Ok(()),
        }
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: TaskId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            code: fields.get("code")?,
            title: fields.get("title")?,
            description: fields.get("description")?,
            phase: fields.get("phase")?,
            track: fields.get("track")?,
            owner: fields.get("owner")?,
            owner_role: fields.get("owner_role")?,
            starts_on: fields.get("starts_on")?,
            working_days: fields.get("working_days")?,
            depends_on: dependencies(fields, id)?,
            controls: CONTROLS.read(fields, id.uuid())?,
            gaps: GAPS.read(fields, id.uuid())?,
            freezes: FREEZES.read(fields, id.uuid(), |fields| {
                let span = Span { from: fields.get("span_from")?, to: fields.get("span_to")? };
                Ok(Freeze { name: fields.get("name")?, span })
            })?,
            done_when: fields.get("done_when")?,
            state: state(fields)?,
            done: done(fields, id)?,
            internal_note: fields.get("internal_note")?,
        })
    }
}

fn state_columns(state: &TaskState) -> (&'static str, Option<String>) {
    match state {
        TaskState::Planned => ("planned", None),
        TaskState::InProgress => ("in_progress", None),
        TaskState::Blocked { reason } => ("blocked", Some(reason.clone())),
        TaskState::Done => ("done", None),
        TaskState::Dropped { reason } => ("dropped", Some(reason.clone())),
    }
}

fn state(fields: &Fields<'_>) -> Result<TaskState> {
    match (fields.get::<String>("state")?.as_str(), fields.get("state_reason")?) {
        ("planned", None) => Ok(TaskState::Planned),
        ("in_progress", None) => Ok(TaskState::InProgress),
        ("blocked", Some(reason)) => Ok(TaskState::Blocked { reason }),
        ("done", None) => Ok(TaskState::Done),
        ("dropped", Some(reason)) => Ok(TaskState::Dropped { reason }),
        _ => Err(fields.damaged("state")),
    }
}

fn dependencies(fields: &Fields<'_>, task: TaskId) -> Result<BTreeMap<TaskId, Wait>> {
    let part = Part { table: DEPENDENCIES, owner: "task", position: None };
    let found = part.read(fields, task.uuid(), |fields| Ok((fields.get("other")?, fields.get("wait")?)))?;
    Ok(found.into_iter().collect())
}

fn done(fields: &Fields<'_>, id: TaskId) -> Result<Option<Done>> {
    let Some(on) = fields.get::<Option<Day>>("done_on")? else { return Ok(None) };
    let evidence = DONE_EVIDENCE.read(fields, id.uuid())?;
    Ok(Some(Done { on, evidence, note: fields.get("done_note")? }))
}

impl InEngagement for Task {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}
