//! The remediation plan as bars: phases, days, dependencies, slack, what is critical, days without work, today and the
//! audit window. Values for a window to draw.

use std::collections::{BTreeMap, BTreeSet};

use model::id::TaskId;
use model::person::Person;
use model::task::{Freeze, Slack, Task, TaskState, Wait, WorkTrack, schedule, slack};
use model::time::{Day, Span};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::Failure;
use crate::find;
use crate::holiday::Calendar;

/// Shows the plan as bars.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowTaskChart {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// The plan as bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TaskChart {
    /// The day on which one looks.
    pub today: Day,
    /// From the first day of any bar to the last; none without bars.
    pub days: Option<Span>,
    /// The last day of what is still open; none when nothing is.
    pub ends_on: Option<Day>,
    /// The audit period.
    pub period: Option<Span>,
    /// First day of fieldwork.
    pub fieldwork_from: Option<Day>,
    /// Day on which the report is due.
    pub report_due: Option<Day>,
    /// The phases, in the order of their first days.
    pub phases: Vec<ChartPhase>,
    /// The tasks by phase, first day, last day and code; what was dropped isn't among them.
    pub bars: Vec<ChartBar>,
    /// Days on which some task can't be worked at, each named once, by first day.
    pub freezes: Vec<Freeze>,
    /// How many tasks were dropped.
    pub dropped: usize,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChartPhase {
    /// Its name; empty for tasks without one.
    pub name: String,
    /// From the first day of its tasks to the last.
    pub days: Span,
    /// Its tasks.
    pub tasks: usize,
    /// Those that are done.
    pub done: usize,
    /// Those that are open after their planned end.
    pub late: usize,
    /// Whether one of them is critical.
    pub critical: bool,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChartBar {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its phase.
    pub phase: String,
    /// Which kind of work it is.
    pub track: WorkTrack,
    /// Who does it, or the role that answers for it.
    pub owner: Option<String>,
    /// Where it stands.
    pub state: TaskState,
    /// Its earliest days.
    pub days: Span,
    /// Working days that it may be late; none when it is done.
    pub slack: Option<usize>,
    /// The last day on which it can begin.
    pub latest_from: Option<Day>,
    /// Whether a day's delay of it moves the plan's end.
    pub critical: bool,
    /// Whether it is open after its planned end.
    pub late: bool,
    /// What it waits for.
    pub waits_for: Vec<ChartWait>,
    /// Days on which it can't be worked at.
    pub freezes: Vec<Freeze>,
}

/// A dependency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChartWait {
    /// The other task's id.
    pub id: String,
    /// The other task's code.
    pub code: String,
    /// How long.
    pub wait: Wait,
}

pub(crate) fn chart(app: &mut App, request: ShowTaskChart) -> Result<TaskChart, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let tasks: Vec<Task> = r.list_in(engagement.id)?;
        let days = Calendar::read(r, &BTreeSet::new())?.days;
        let scheduled = schedule(&tasks, &[], &days)?;
        let slack: BTreeMap<TaskId, Slack> =
            slack(&tasks, &scheduled, &[], &days)?.into_iter().map(|it| (it.task, it)).collect();
        let people: BTreeMap<_, _> = r.list::<Person>()?.into_iter().map(|it| (it.id, it.name)).collect();
        let by_id: BTreeMap<TaskId, &Task> = tasks.iter().map(|task| (task.id, task)).collect();
        let bar = |row: &model::task::Scheduled| {
            let task = by_id.get(&row.task)?;
            let own = slack.get(&row.task);
            let waits = task.depends_on.iter().filter_map(|(id, wait)| {
                Some(ChartWait { id: id.to_string(), code: by_id.get(id)?.code.to_string(), wait: *wait })
            });
            let role = Some(task.owner_role.clone()).filter(|role| !role.is_empty());
            Some(ChartBar {
                id: task.id.to_string(),
                code: task.code.to_string(),
                title: task.title.clone(),
                phase: task.phase.trim().to_owned(),
                track: task.track,
                owner: task.owner.and_then(|owner| people.get(&owner).cloned()).or(role),
                state: task.state.clone(),
                days: Span { from: row.from, to: row.to },
                slack: own.map(|own| own.days),
                latest_from: own.map(|own| own.latest_from),
                critical: own.is_some_and(|own| own.is_critical()),
                late: task.state.is_open() && row.to < today,
                waits_for: waits.collect(),
                freezes: task.freezes.clone(),
            })
        };
        let bars: Vec<ChartBar> = scheduled.iter().filter_map(bar).collect();
        let phases = phases(&bars);
        let place = |bar: &ChartBar| phases.iter().position(|phase| phase.name == bar.phase);
        let mut ordered = bars;
        ordered.sort_by_key(|bar| (place(bar), bar.days, bar.code.clone()));
        let mut freezes: Vec<Freeze> = tasks.iter().flat_map(|task| task.freezes.clone()).collect();
        freezes.sort_by(|one, two| (one.span, &one.name).cmp(&(two.span, &two.name)));
        freezes.dedup();
        Ok(TaskChart {
            today,
            days: whole(ordered.iter().map(|bar| bar.days)),
            ends_on: ordered.iter().filter(|bar| bar.state.is_open()).map(|bar| bar.days.to).max(),
            period: engagement.kind.period(),
            fieldwork_from: engagement.fieldwork_from,
            report_due: engagement.report_due,
            dropped: tasks.len() - ordered.len(),
            phases,
            bars: ordered,
            freezes,
        })
    })
}

fn whole(days: impl Iterator<Item = Span>) -> Option<Span> {
    days.reduce(|one, two| Span { from: one.from.min(two.from), to: one.to.max(two.to) })
}

/// The phases in the order in which the bars, by their days, come to them.
fn phases(bars: &[ChartBar]) -> Vec<ChartPhase> {
    let mut phases: Vec<ChartPhase> = Vec::new();
    for bar in bars {
        let at = phases.iter().position(|phase| phase.name == bar.phase).unwrap_or_else(|| {
            let (name, days) = (bar.phase.clone(), bar.days);
            phases.push(ChartPhase { name, days, tasks: 0, done: 0, late: 0, critical: false });
            phases.len() - 1
        });
        if let Some(phase) = phases.get_mut(at) {
            phase.days = Span { from: phase.days.from.min(bar.days.from), to: phase.days.to.max(bar.days.to) };
            phase.tasks += 1;
            phase.done += usize::from(bar.state == TaskState::Done);
            phase.late += usize::from(bar.late);
            phase.critical |= bar.critical;
        }
    }
    phases
}
