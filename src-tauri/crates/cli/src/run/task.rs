//! Tasks of the remediation plan.

use commands::Facts;
use commands::task::{
    AddTask, EditTask, ListTasks, MoveTask, PlanTasks, PlannedTasks, RemoveTask, ShowTask, TaskRow, TaskStep,
};
use model::task::{TaskState, Wait};

use super::Session;
use super::holiday::left_out;
use crate::args::{PlanStartArgs, TaskStepArgs, TaskVerb, facts};
use crate::failure::Problem;
use crate::output::{counted, facts as lines, joined, or_empty, table_or};

/// Verbs of tasks.
pub fn task(session: &mut Session, verb: TaskVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        TaskVerb::Plan(args) => plan(session, args),
        TaskVerb::Add { code, title, track, on, days, after, facts: pairs } => {
            let mut facts = facts(&pairs);
            add_dependencies(&mut facts, after)?;
            let request = AddTask { engagement, code, title, track, starts_on: on, working_days: days, facts };
            let row = session.app.call(request)?;
            session.out.show(&row, |it| format!("Added {}: {}.", it.task.code, span(it)))
        }
        TaskVerb::List { open, holidays } => {
            let list = session.app.call(ListTasks { engagement, open, holidays: holidays.into_iter().collect() })?;
            session.out.show(&list, |list| task_table(list, open))
        }
        TaskVerb::Show { task } => {
            let row = session.app.call(ShowTask { engagement, task })?;
            session.out.show(&row, task_lines)
        }
        TaskVerb::Edit { task, set } => {
            let row = session.app.call(EditTask { engagement, task, facts: facts(&set.facts) })?;
            session.out.show(&row, |it| format!("Changed {}: {}.", it.task.code, span(it)))
        }
        TaskVerb::Move { task, to } => {
            let row = session.app.call(MoveTask { engagement, task, step: step(to) })?;
            session.out.show(&row, |it| format!("{}: {}.", it.task.code, it.task.state.name()))
        }
        TaskVerb::Remove { task } => {
            session.app.call(RemoveTask { engagement, task: task.clone() })?;
            session.out.show(&task, |name| format!("Removed {name}."))
        }
    }
}

/// Writes the tasks of a preparation plan.
pub fn plan(session: &mut Session, args: PlanStartArgs) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    let PlanStartArgs { plan, on, holidays } = args;
    let planned = session.app.call(PlanTasks { engagement, plan, on, holidays: holidays.into_iter().collect() })?;
    session.out.show(&planned, planned_lines)
}

fn add_dependencies(facts: &mut Facts, after: Vec<(String, Wait)>) -> Result<(), Problem> {
    if after.is_empty() {
        return Ok(());
    }
    let mut waits = serde_json::Map::new();
    for (code, wait) in after {
        waits.insert(code, serde_json::to_value(wait).map_err(std::io::Error::other)?);
    }
    facts.insert("depends_on".to_owned(), serde_json::Value::Object(waits));
    Ok(())
}

fn step(to: TaskStepArgs) -> TaskStep {
    match to {
        TaskStepArgs::Planned => TaskStep::Planned,
        TaskStepArgs::InProgress => TaskStep::InProgress,
        TaskStepArgs::Blocked { reason } => TaskStep::Blocked { reason },
        TaskStepArgs::Done { on, evidence, note } => TaskStep::Done { on, evidence, note },
        TaskStepArgs::Dropped { reason } => TaskStep::Dropped { reason },
    }
}

fn span(it: &TaskRow) -> String {
    it.days.map_or_else(|| "not scheduled".to_owned(), |days| format!("{} to {}", days.from, days.to))
}

fn waits(it: &TaskRow) -> String {
    joined(it.waits_for.iter().map(|(code, wait)| match wait {
        Wait::Finish => code.clone(),
        Wait::Start | Wait::Partial => format!("{code} ({})", wait.name()),
    }))
}

fn task_table(list: &[TaskRow], open: bool) -> String {
    let row = |it: &TaskRow| {
        let t = &it.task;
        vec![
            t.code.to_string(),
            t.title.clone(),
            it.days.map(|days| days.from.to_string()).unwrap_or_default(),
            it.days.map(|days| days.to.to_string()).unwrap_or_default(),
            t.track.name().to_owned(),
            it.owner.clone().unwrap_or_else(|| t.owner_role.clone()),
            t.state.name().to_owned(),
            waits(it),
        ]
    };
    let heads = ["Task", "Title", "From", "To", "Track", "Owner", "State", "Waits for"];
    let empty = if open {
        "No open tasks."
    } else {
        "No tasks yet. `vouchsafe task plan 12-week --on DATE` writes those of a preparation plan."
    };
    table_or(&heads, list.iter().map(row), empty)
}

fn planned_lines(it: &PlannedTasks) -> String {
    let end = it.ends_on.map(|day| format!(", ends {day}")).unwrap_or_default();
    let mut text = format!("{}: {}{end}.\nRests on {}.", it.name, counted(it.tasks.len(), "task"), it.basis);
    text.push_str(&left_out(&it.holidays));
    text.push_str("\n\n");
    text.push_str(&task_table(&it.tasks, false));
    text.push_str("\n\nWhat this plan can't give:");
    for limit in &it.limits {
        text.push_str(&format!("\n- {limit}"));
    }
    text.push_str(&format!("\n\n{}", it.note));
    text
}

fn task_lines(it: &TaskRow) -> String {
    let t = &it.task;
    let state = match &t.state {
        TaskState::Blocked { reason } | TaskState::Dropped { reason } => format!("{}: {reason}", t.state.name()),
        TaskState::Planned | TaskState::InProgress | TaskState::Done => t.state.name().to_owned(),
    };
    let freezes = t.freezes.iter().map(|it| format!("{} ({} to {})", it.name, it.span.from, it.span.to));
    lines(&[
        ("Task", t.code.to_string()),
        ("Title", t.title.clone()),
        ("Description", t.description.clone()),
        ("Phase, track", joined([t.phase.as_str(), t.track.name()].iter().filter(|word| !word.is_empty()))),
        ("State", state),
        ("Days", format!("{} ({} working days)", span(it), t.working_days)),
        ("May begin", t.starts_on.to_string()),
        ("Waits for", waits(it)),
        ("Owner", it.owner.clone().unwrap_or_else(|| t.owner_role.clone())),
        ("Controls", joined(&it.controls)),
        ("Gaps", joined(&it.gaps)),
        ("Not worked at", joined(freezes)),
        ("Done when", t.done_when.clone()),
        ("Done", or_empty(t.done.as_ref().map(|done| format!("{} {}", done.on, done.note)))),
        ("Note", t.internal_note.clone()),
    ])
}
