//! The remediation plan: dated tasks by phase, and a picture of them over weeks. Which tasks decide the end isn't told.

use std::collections::BTreeMap;

use model::id::TaskId;
use model::packet::AudienceProfile;
use model::task::{Freeze, Task, TaskState};
use model::time::{Day, Span};
use serde_json::{Value, json};

use crate::context::Context;
use crate::picture::plan::Bar;
use crate::print;

/// Bytes of a row's text above which it may break over pages.
const LONG: usize = 900;

/// The section, with the views of its pictures.
pub(crate) fn view(context: &Context<'_>, figures: Vec<Value>) -> Value {
    let spans = spans(context);
    json!({
        "figures": figures,
        "dated": context.figures().schedule.is_some(),
        "detail": detail(context),
        "owners": !is_dates_alone(context),
        "phases": phases(context, &spans),
        "freezes": freezes(context),
        "summary": is_summary(context).then(|| summary(context, &spans)),
    })
}

/// Whether the audience is shown phases, and of the tasks only those that are overdue or blocked.
fn is_summary(context: &Context<'_>) -> bool {
    context.options.profile == AudienceProfile::Board
}

/// Whether the audience is shown the days and the state of each task, and neither who does it nor how late it is.
fn is_dates_alone(context: &Context<'_>) -> bool {
    context.options.profile == AudienceProfile::Procurement
}

/// What the bars of the picture are.
pub(crate) fn bars_are(context: &Context<'_>) -> &'static str {
    if is_summary(context) { "Phases" } else { "Tasks" }
}

/// Tasks that will be done, by phase in the order of their first days; what was dropped has no days.
fn by_phase<'a>(context: &'a Context<'_>, spans: &BTreeMap<TaskId, Span>) -> Vec<(&'a str, Vec<(&'a Task, Span)>)> {
    let mut dated: Vec<(&Task, Span)> =
        context.source.tasks.iter().filter_map(|task| Some((task, *spans.get(&task.id)?))).collect();
    dated.sort_by(|(a, a_days), (b, b_days)| (a_days, &a.code).cmp(&(b_days, &b.code)));
    let mut phases: Vec<(&str, Vec<(&Task, Span)>)> = Vec::new();
    for (task, days) in dated {
        match phases.iter_mut().find(|(name, _)| *name == task.phase) {
            Some((_, list)) => list.push((task, days)),
            None => phases.push((&task.phase, vec![(task, days)])),
        }
    }
    phases
}

/// Each phase with its days and how its tasks stand, then the tasks that are overdue or blocked.
fn summary(context: &Context<'_>, spans: &BTreeMap<TaskId, Span>) -> Value {
    let today = context.options.as_of.day();
    let is_late = |task: &Task, days: Span| task.state.is_open() && days.to < today;
    let is_blocked = |task: &Task| matches!(task.state, TaskState::Blocked { .. });
    let phases = by_phase(context, spans);
    let row = |(name, tasks): &(&str, Vec<(&Task, Span)>)| {
        let count =
            |holds: &dyn Fn(&Task, Span) -> bool| tasks.iter().filter(|(task, days)| holds(task, *days)).count();
        json!({
            "name": phase_name(name),
            "days": whole(tasks).map(two_lines),
            "tasks": tasks.len(),
            "done": count(&|task, _| task.state == TaskState::Done),
            "late": count(&is_late),
            "blocked": count(&|task, _| is_blocked(task)),
        })
    };
    let standing = phases.iter().flat_map(|(_, tasks)| tasks);
    let standing = standing.filter(|(task, days)| is_late(task, *days) || is_blocked(task));
    let standing: Vec<Value> = standing.map(|(task, days)| task_view(context, task, Some(*days))).collect();
    json!({ "rows": phases.iter().map(row).collect::<Vec<_>>(), "standing": standing })
}

/// From the first day of the tasks to their last.
fn whole(tasks: &[(&Task, Span)]) -> Option<Span> {
    let from = tasks.iter().map(|(_, days)| days.from).min()?;
    let to = tasks.iter().map(|(_, days)| days.to).max()?;
    Some(Span { from, to })
}

fn phase_name(phase: &str) -> String {
    if phase.trim().is_empty() { "No phase".to_owned() } else { phase.to_owned() }
}

/// A phase as one bar: done when all its tasks are, else in progress once one was begun or is blocked.
fn phase_bar((name, tasks): &(&str, Vec<(&Task, Span)>)) -> Option<Bar> {
    let any = |holds: &dyn Fn(&TaskState) -> bool| tasks.iter().any(|(task, _)| holds(&task.state));
    let state = if !any(&|state| *state != TaskState::Done) {
        "done"
    } else if any(&|state| !matches!(state, TaskState::Planned)) {
        "in progress"
    } else {
        "planned"
    };
    let (code, title) = (String::new(), phase_name(name));
    Some(Bar { code, title, days: whole(tasks)?, state, freezes: Vec::new() })
}

/// Whether the audience is told what each task consists of, or its title, dates and state alone.
const fn detail(context: &Context<'_>) -> bool {
    match context.options.profile {
        AudienceProfile::Client | AudienceProfile::Auditor => true,
        AudienceProfile::Procurement | AudienceProfile::Board => false,
    }
}

/// The tasks as bars, by first day, last day and code; or the phases.
pub(crate) fn bars(context: &Context<'_>) -> Vec<Bar> {
    let spans = spans(context);
    if is_summary(context) {
        return by_phase(context, &spans).iter().filter_map(phase_bar).collect();
    }
    let mut tasks: Vec<(&Task, Span)> =
        context.source.tasks.iter().filter_map(|task| Some((task, *spans.get(&task.id)?))).collect();
    tasks.sort_by(|(a, a_days), (b, b_days)| (a_days, &a.code).cmp(&(b_days, &b.code)));
    // A code says something to those alone who are told what the task consists of.
    let code = |task: &Task| if detail(context) { task.code.to_string() } else { String::new() };
    let bar = |(task, days): (&Task, Span)| Bar {
        code: code(task),
        title: task.title.clone(),
        days,
        state: task.state.name(),
        freezes: task.freezes.iter().map(|freeze| freeze.span).collect(),
    };
    tasks.into_iter().map(bar).collect()
}

/// The earliest days of each task that isn't dropped.
fn spans(context: &Context<'_>) -> BTreeMap<TaskId, Span> {
    let schedule = context.figures().schedule.unwrap_or_default();
    schedule.into_iter().map(|row| (row.task, Span { from: row.from, to: row.to })).collect()
}

/// The phases in the order of their first days, each with its tasks; tasks without days stand last.
fn phases(context: &Context<'_>, spans: &BTreeMap<TaskId, Span>) -> Vec<Value> {
    let mut tasks: Vec<&Task> = context.source.tasks.iter().collect();
    let key = |task: &Task| (!spans.contains_key(&task.id), spans.get(&task.id).copied());
    tasks.sort_by(|a, b| (key(a), &a.code).cmp(&(key(b), &b.code)));
    let mut phases: Vec<(&str, Vec<Value>)> = Vec::new();
    for task in tasks {
        let view = task_view(context, task, spans.get(&task.id).copied());
        match phases.iter_mut().find(|(name, _)| *name == task.phase) {
            Some((_, list)) => list.push(view),
            None => phases.push((&task.phase, vec![view])),
        }
    }
    phases.into_iter().map(|(phase, tasks)| json!({ "name": phase_name(phase), "tasks": tasks })).collect()
}

fn task_view(context: &Context<'_>, task: &Task, days: Option<Span>) -> Value {
    let today = context.options.as_of.day();
    let waits = task.depends_on.iter().filter_map(|(id, wait)| {
        let other = context.source.tasks.iter().find(|other| other.id == *id)?;
        Some(json!([other.code.to_string(), wait.name()]))
    });
    let late = days
        .filter(|_| task.state.is_open() && !is_dates_alone(context))
        .and_then(|days| print::overdue(days.to, today));
    let reason = match &task.state {
        TaskState::Blocked { reason } | TaskState::Dropped { reason } => reason.len(),
        TaskState::Planned | TaskState::InProgress | TaskState::Done => 0,
    };
    let text = [&task.description, &task.done_when, &task.internal_note].map(String::len).into_iter().sum::<usize>();
    let long = text > LONG || reason > LONG || task.done.as_ref().is_some_and(|done| done.note.len() > LONG);
    json!({
        "long": long,
        "code": task.code.to_string(),
        "title": task.title,
        "text": print::lines(&task.description),
        "done_when": print::lines(&task.done_when),
        "track": task.track.name(),
        "days": days.map(two_lines),
        "working_days": print::counted(task.working_days.into(), "working day", "working days"),
        "late": late,
        "waits": waits.collect::<Vec<_>>(),
        "owner": owner(context, task),
        "controls": context.control_codes(&task.controls),
        "gaps": gaps(context, task),
        "state": task.state.name(),
        "why": why(&task.state),
        "done": done(context, task),
        "note": print::lines(&task.internal_note),
    })
}

/// First and last day, each on a line of its own; one day alone.
fn two_lines(days: Span) -> Vec<String> {
    let (from, to) = (print::short_day(days.from), print::short_day(days.to));
    if days.from == days.to { vec![from] } else { vec![format!("{from} to"), to] }
}

/// Who does it, else the role that answers for it.
fn owner(context: &Context<'_>, task: &Task) -> Option<String> {
    let role = Some(task.owner_role.clone()).filter(|role| !role.trim().is_empty());
    task.owner.map(|owner| context.person(owner)).or(role)
}

fn gaps(context: &Context<'_>, task: &Task) -> Vec<String> {
    let gaps = context.source.gaps.iter().filter(|gap| task.gaps.contains(&gap.id));
    gaps.map(model::gap::Gap::reference).collect()
}

/// Why it can't go on, or won't be done.
fn why(state: &TaskState) -> Vec<String> {
    match state {
        TaskState::Blocked { reason } | TaskState::Dropped { reason } => print::lines(reason),
        TaskState::Planned | TaskState::InProgress | TaskState::Done => Vec::new(),
    }
}

/// When it was done, and what shows it.
fn done(context: &Context<'_>, task: &Task) -> Option<Value> {
    let done = task.done.as_ref()?;
    let exhibits: Vec<String> = done.evidence.iter().filter_map(|id| context.exhibit_of(*id)).collect();
    Some(json!({ "on": print::short_day(done.on), "note": print::lines(&done.note), "exhibits": exhibits }))
}

/// Every freeze once, by its days, with the tasks that it holds up: by code, or counted for whom codes say nothing.
fn freezes(context: &Context<'_>) -> Vec<Value> {
    let mut all: BTreeMap<(Day, Day, &str), Vec<String>> = BTreeMap::new();
    for task in &context.source.tasks {
        for Freeze { name, span } in &task.freezes {
            all.entry((span.from, span.to, name)).or_default().push(task.code.to_string());
        }
    }
    let view = |((from, to, name), tasks): ((Day, Day, &str), Vec<String>)| {
        let counted = (!detail(context)).then(|| print::counted(tasks.len() as u64, "task", "tasks"));
        let codes = if detail(context) { tasks } else { Vec::new() };
        json!({ "name": name, "days": print::short_span(Span { from, to }), "tasks": codes, "counted": counted })
    };
    all.into_iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{options, sample};

    fn view_for(profile: AudienceProfile) -> Value {
        let options = options(profile);
        let source = sample(20).0.narrowed(&options);
        view(&Context { source: &source, options: &options, exhibits: &[], points: &[] }, Vec::new())
    }

    #[test]
    fn phases_follow_each_other_by_their_first_days_and_hold_every_task_once() {
        let view = view_for(AudienceProfile::Client);
        let phases = view["phases"].as_array().expect("phases");
        let codes: Vec<&str> = phases
            .iter()
            .flat_map(|phase| phase["tasks"].as_array().expect("tasks"))
            .map(|task| task["code"].as_str().expect("a code"))
            .collect();
        let mut once = codes.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!((once.len(), codes.len()), (codes.len(), sample(20).0.tasks.len()));
        assert!(phases.len() > 1);
    }

    #[test]
    fn procurement_is_told_title_dates_and_state_alone() {
        let text = view_for(AudienceProfile::Procurement).to_string();
        let client = view_for(AudienceProfile::Client).to_string();
        for words in ["Every permission set is justified", "Peak season", "Marianne Holt", "TASK-DONE-MARKER"] {
            assert!(client.contains(words), "{words} proves nothing");
            assert!(!text.contains(words), "{words}");
        }
        assert!(text.contains("Cut permission sets"));
        assert!(client.contains("overdue by"), "the sample has no late task");
        assert!(!text.contains("overdue by"), "plan dates and state alone");
    }

    #[test]
    fn codes_of_tasks_are_for_those_who_are_told_what_a_task_is() {
        // An auditor's packet has no plan.
        for profile in [AudienceProfile::Client, AudienceProfile::Procurement, AudienceProfile::Board] {
            let options = options(profile);
            let source = sample(20).0.narrowed(&options);
            let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
            let coded = bars(&context).iter().any(|bar| !bar.code.is_empty());
            assert_eq!(coded, detail(&context), "{profile:?}");
            let has_codes = freezes(&context).iter().any(|freeze| freeze["counted"].is_null());
            assert!(!has_codes || detail(&context), "{profile:?}");
        }
    }
}
