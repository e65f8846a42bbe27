//! Earliest days of tasks, after what they wait for, on business days of the client's calendar. The rule is the model's;
//! here it is only run, stored and read. Tasks that can't be put in order have none.

use std::collections::{BTreeMap, BTreeSet};

use model::holiday::{Holiday, business_days};
use model::id::{EngagementId, TaskId};
use model::task::{Task, schedule};
use model::time::Span;
use rusqlite::Connection;

use crate::error::Result;
use crate::table::column::{Column, Fields, columns};
use crate::table::{execute, insert_row, rows, select};

/// Computes and stores the days of the tasks of these engagements, or of all.
pub(super) fn store(connection: &Connection, engagements: &BTreeSet<EngagementId>, all: bool) -> Result<()> {
    let mut engagements = engagements.clone();
    if all {
        let read = |fields: &Fields<'_>| fields.get::<EngagementId>("id");
        engagements.extend(rows(connection, "engagement", "SELECT id FROM engagement", Vec::new(), read)?);
    }
    for engagement in engagements {
        let sql = "SELECT * FROM derived_task WHERE engagement = ?1";
        let before = rows(connection, "derived_task", sql, vec![engagement.to_value()], read)?.into_iter().collect();
        let after = of(connection, engagement)?;
        store_changes(connection, engagement, &before, &after)?;
    }
    Ok(())
}

fn store_changes(
    connection: &Connection,
    engagement: EngagementId,
    before: &BTreeMap<TaskId, Span>,
    after: &BTreeMap<TaskId, Span>,
) -> Result<()> {
    for task in before.keys().filter(|task| before.get(task) != after.get(task)) {
        execute(connection, "DELETE FROM derived_task WHERE task = ?1", vec![task.to_value()])?;
    }
    for (task, Span { from: days_from, to: days_to }) in
        after.iter().filter(|(task, days)| before.get(task) != Some(days))
    {
        let engagement = &engagement;
        insert_row(connection, "derived_task", columns![task, engagement, days_from, days_to])?;
    }
    Ok(())
}

fn of(connection: &Connection, engagement: EngagementId) -> Result<BTreeMap<TaskId, Span>> {
    let tasks: Vec<Task> = select(connection, "WHERE engagement = ?1", vec![engagement.to_value()])?;
    let holidays: Vec<Holiday> = select(connection, "", Vec::new())?;
    let scheduled = schedule(&tasks, &[], &business_days(&holidays, &BTreeSet::new())).unwrap_or_default();
    Ok(scheduled.into_iter().map(|it| (it.task, Span { from: it.from, to: it.to })).collect())
}

fn read(fields: &Fields<'_>) -> Result<(TaskId, Span)> {
    Ok((fields.get("task")?, Span { from: fields.get("days_from")?, to: fields.get("days_to")? }))
}

/// The days of every task as they follow from the records.
pub(super) fn computed(connection: &Connection) -> Result<BTreeMap<TaskId, Span>> {
    let engagements: Vec<EngagementId> =
        rows(connection, "engagement", "SELECT id FROM engagement", Vec::new(), |fields| fields.get("id"))?;
    let mut all = BTreeMap::new();
    for engagement in engagements {
        all.extend(of(connection, engagement)?);
    }
    Ok(all)
}

/// The days of every task as they are stored.
pub(super) fn stored(connection: &Connection) -> Result<BTreeMap<TaskId, Span>> {
    Ok(rows(connection, "derived_task", "SELECT * FROM derived_task", Vec::new(), read)?.into_iter().collect())
}
