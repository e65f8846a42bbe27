//! Tasks of the remediation plan: adding, listing with their earliest days, editing and removing. Templates and steps
//! stand beside.

mod chart;
mod plan;
mod step;

use std::collections::{BTreeMap, BTreeSet};

use model::activity::Action;
use model::business_day::BusinessDays;
use model::control::Control;
use model::engagement::Engagement;
use model::gap::Gap;
use model::id::{EngagementId, TaskId};
use model::person::Person;
use model::task::{Task, TaskCode, TaskState, Wait, WorkTrack, check_dependencies, schedule};
use model::time::{Day, Span};
use serde::{Deserialize, Serialize};
use vault::Reader;

pub(crate) use chart::chart;
pub use chart::{ChartBar, ChartPhase, ChartWait, ShowTaskChart, TaskChart};
pub(crate) use plan::plan;
pub use plan::{PlanTasks, PlannedTasks};
pub(crate) use step::move_to;
pub use step::{MoveTask, TaskStep};

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;
use crate::holiday::Calendar;

/// A task with its earliest days.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct TaskRow {
    /// The task.
    pub task: Task,
    /// Its earliest days, after what it waits for; none when it was dropped.
    pub days: Option<Span>,
    /// Name of who does it.
    pub owner: Option<String>,
    /// Codes of the tasks that it waits for, and how long.
    pub waits_for: BTreeMap<String, Wait>,
    /// Codes of the controls that it builds or mends.
    pub controls: Vec<String>,
    /// References of the gaps that it closes.
    pub gaps: Vec<String>,
}

/// The rows of all tasks of an engagement by first day, last day and code, dropped ones last.
fn rows(r: &Reader, engagement: &Engagement, days: &BusinessDays) -> Result<Vec<TaskRow>, Failure> {
    let tasks: Vec<Task> = find::all(r, engagement.id)?;
    let scheduled = schedule(&tasks, &[], days)?;
    let spans: BTreeMap<TaskId, Span> =
        scheduled.iter().map(|it| (it.task, Span { from: it.from, to: it.to })).collect();
    let codes: BTreeMap<TaskId, String> = tasks.iter().map(|task| (task.id, task.code.to_string())).collect();
    let mut rows: Vec<TaskRow> =
        tasks.into_iter().map(|task| row(r, spans.get(&task.id).copied(), &codes, task)).collect::<Result<_, _>>()?;
    rows.sort_by(|a, b| (a.days.is_none(), a.days, &a.task.code).cmp(&(b.days.is_none(), b.days, &b.task.code)));
    Ok(rows)
}

fn row(r: &Reader, days: Option<Span>, codes: &BTreeMap<TaskId, String>, task: Task) -> Result<TaskRow, Failure> {
    let owner = task.owner.map(|id| r.get::<Person>(id)).transpose()?.map(|person| person.name);
    let code = |id: &_| Ok::<_, Failure>(r.get::<Control>(*id)?.code.to_string());
    let reference = |id: &_| Ok::<_, Failure>(r.get::<Gap>(*id)?.reference());
    let waits_for = task.depends_on.iter().filter_map(|(id, wait)| Some((codes.get(id)?.clone(), *wait))).collect();
    let mut controls: Vec<String> = task.controls.iter().map(code).collect::<Result<_, _>>()?;
    let mut gaps: Vec<String> = task.gaps.iter().map(reference).collect::<Result<_, _>>()?;
    controls.sort();
    gaps.sort();
    Ok(TaskRow { task, days, owner, waits_for, controls, gaps })
}

/// The row of one task, on the business days of the client's calendar.
fn row_of(r: &Reader, engagement: &Engagement, id: TaskId) -> Result<TaskRow, Failure> {
    let found =
        rows(r, engagement, &Calendar::read(r, &BTreeSet::new())?.days)?.into_iter().find(|row| row.task.id == id);
    found.ok_or_else(|| Failure::bug("a task that was just read or written is not in its engagement"))
}

/// Adds a task.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddTask {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Short name.
    pub code: TaskCode,
    /// Title.
    pub title: String,
    /// Which kind of work it is.
    pub track: WorkTrack,
    /// First day on which it may begin; none takes today.
    pub starts_on: Option<Day>,
    /// How many working days it takes.
    pub working_days: u16,
    /// Further values by field; tasks and controls by code, gaps by reference, the owner by name.
    pub facts: Facts,
}

pub(crate) fn add(app: &mut App, mut request: AddTask) -> Result<TaskRow, Failure> {
    app.write(Action::AddTask, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let task = Task {
            title: request.title,
            track: request.track,
            working_days: request.working_days,
            ..blank(
                moment.id(),
                engagement.id,
                request.code,
                request.starts_on.unwrap_or_else(|| moment.at.date_naive()),
            )
        };
        to_ids(w, &engagement, &mut request.facts)?;
        let task = edited(&task, &request.facts)?;
        check_among(w, &engagement, &task)?;
        w.insert(&task)?;
        row_of(w, &engagement, task.id)
    })
}

/// A planned task of one working day of which nothing is known but its code and when it may begin.
pub(crate) fn blank(id: TaskId, engagement: EngagementId, code: TaskCode, starts_on: Day) -> Task {
    Task {
        id,
        revision: 1,
        engagement,
        code,
        title: String::new(),
        description: String::new(),
        phase: String::new(),
        track: WorkTrack::Compliance,
        owner: None,
        owner_role: String::new(),
        starts_on,
        working_days: 1,
        depends_on: BTreeMap::new(),
        controls: BTreeSet::new(),
        gaps: BTreeSet::new(),
        freezes: Vec::new(),
        done_when: String::new(),
        state: TaskState::Planned,
        done: None,
        internal_note: String::new(),
    }
}

fn to_ids(r: &Reader, engagement: &Engagement, facts: &mut Facts) -> Result<(), Failure> {
    crate::named::keys_to_ids::<Task>(r, engagement, facts, "depends_on")?;
    crate::named::controls_to_ids(r, engagement, facts)?;
    crate::named::gaps_to_ids(r, engagement, facts)?;
    crate::named::person_to_id(r, facts, "owner")
}

/// Checks what the task waits for together with all others: none waits for itself, through whichever tasks.
fn check_among(r: &Reader, engagement: &Engagement, task: &Task) -> Result<(), Failure> {
    let mut tasks: Vec<Task> = find::all(r, engagement.id)?;
    tasks.retain(|other| other.id != task.id);
    tasks.push(task.clone());
    Ok(check_dependencies(&tasks)?)
}

/// Lists the tasks with their earliest days, in that order.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListTasks {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Only those that still have to be done.
    pub open: bool,
    /// Holidays beside those of the client's calendar, on which no work is done.
    pub holidays: BTreeSet<Day>,
}

pub(crate) fn list(app: &mut App, request: ListTasks) -> Result<Vec<TaskRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut rows = rows(r, &engagement, &Calendar::read(r, &request.holidays)?.days)?;
        rows.retain(|row| !request.open || row.task.state.is_open());
        Ok(rows)
    })
}

/// Shows one task.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowTask {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub task: String,
}

pub(crate) fn show(app: &mut App, request: ShowTask) -> Result<TaskRow, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let task: Task = find::one(r, Some(engagement.id), &request.task)?;
        row_of(r, &engagement, task.id)
    })
}

/// Edits a task's facts; tasks and controls by code, gaps by reference, the owner by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditTask {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub task: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, mut request: EditTask) -> Result<TaskRow, Failure> {
    app.write(Action::EditTask, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: Task = find::one(w, Some(engagement.id), &request.task)?;
        to_ids(w, &engagement, &mut request.facts)?;
        let task = edited(&old, &request.facts)?;
        check_among(w, &engagement, &task)?;
        w.revise(task)?;
        row_of(w, &engagement, old.id)
    })
}

/// Removes a task for which no other waits.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveTask {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub task: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveTask) -> Result<(), Failure> {
    app.write(Action::RemoveTask, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let task: Task = find::one(w, Some(engagement.id), &request.task)?;
        let others: Vec<Task> = find::all(w, engagement.id)?;
        let waiting: Vec<&str> =
            others.iter().filter(|it| it.depends_on.contains_key(&task.id)).map(|it| it.code.as_str()).collect();
        if !waiting.is_empty() {
            let message = format!("{} can't be removed while others wait for it: {}", task.code, waiting.join(", "));
            return Err(Failure::new(Code::Refused, message).on("depends_on"));
        }
        Ok(w.remove::<Task>(task.id)?)
    })
}
