//! Tasks from a preparation plan of the catalogue, put on the calendar. What the plan can't give comes with them.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Catalogue;
use catalogue::timeline::{FreezeWindow, Plan, PlanTask};
use model::activity::Action;
use model::control::Control;
use model::engagement::Engagement;
use model::gap::Gap;
use model::holiday::Holiday;
use model::surface::{Surface, SurfaceCode};
use model::task::{Task, TemplateFreeze, TemplateTask, plan_from_template};
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::{TaskRow, rows};
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;
use crate::holiday::Calendar;

/// Writes the tasks of a preparation plan, beginning on a day.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PlanTasks {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code of the plan: `12-week`, `60-day` or `30-day`.
    pub plan: String,
    /// The day on which it begins, or the first business day after it.
    pub on: Day,
    /// Holidays beside those of the client's calendar, on which no work is done; they push the end out.
    pub holidays: BTreeSet<Day>,
}

/// What was planned, and what it can't give.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PlannedTasks {
    /// The plan's name.
    pub name: String,
    /// On what it rests.
    pub basis: String,
    /// What this plan can't give.
    pub limits: Vec<String>,
    /// What no plan can do.
    pub note: String,
    /// Last day of its tasks; none without tasks.
    pub ends_on: Option<Day>,
    /// Holidays of the client's calendar that lie in its days.
    pub holidays: Vec<Holiday>,
    /// The tasks with their days.
    pub tasks: Vec<TaskRow>,
}

pub(crate) fn plan(app: &mut App, request: PlanTasks) -> Result<PlannedTasks, Failure> {
    let catalogue = Catalogue::embedded();
    let plan = catalogue.plan(&request.plan.trim().to_ascii_lowercase()).ok_or_else(|| unknown(&request.plan))?;
    app.write(Action::PlanTasks, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let calendar = Calendar::read(w, &request.holidays)?;
        let template = template(w, &engagement, plan)?;
        let tasks = plan_from_template(engagement.id, &template, request.on, &calendar.days, &mut || moment.id())?;
        refuse_twice(w, &engagement, plan, &tasks)?;
        tasks.iter().try_for_each(|task| w.insert(task).map(drop))?;
        let mut planned = rows(w, &engagement, &calendar.days)?;
        planned.retain(|row| tasks.iter().any(|task| task.id == row.task.id));
        let ends_on = planned.iter().filter_map(|row| row.days).map(|days| days.to).max();
        Ok(PlannedTasks {
            name: plan.name.clone(),
            basis: plan.basis.clone(),
            limits: plan.limits.clone(),
            note: catalogue.timeline.note.clone(),
            ends_on,
            holidays: calendar.taken_out(request.on, ends_on),
            tasks: planned,
        })
    })
}

fn unknown(name: &str) -> Failure {
    let codes: Vec<&str> = Catalogue::embedded().timeline.plans.iter().map(|plan| plan.code.as_str()).collect();
    let message = format!("there is no plan {name}; there are {}", codes.join(", "));
    Failure::new(Code::NotFound, message).on("plan")
}

fn refuse_twice(r: &Reader, engagement: &Engagement, plan: &Plan, tasks: &[Task]) -> Result<(), Failure> {
    let known: Vec<Task> = find::all(r, engagement.id)?;
    let twice = tasks.iter().find(|task| known.iter().any(|other| other.code == task.code));
    match twice {
        Some(task) => {
            let message = format!("the plan {} stands here already: there is a task {}", plan.code, task.code);
            Err(Failure::new(Code::Refused, message).on("plan"))
        }
        None => Ok(()),
    }
}

/// The plan with what the engagement has of it: controls, open gaps and surfaces that it doesn't have are left out.
fn template(r: &Reader, engagement: &Engagement, plan: &Plan) -> Result<Vec<TemplateTask>, Failure> {
    let mut controls: Vec<Control> = find::all(r, engagement.id)?;
    controls.retain(Control::is_live);
    let mut gaps: Vec<Gap> = find::all(r, engagement.id)?;
    gaps.retain(|gap| gap.state.is_open());
    let surfaces: BTreeSet<SurfaceCode> = r.list::<Surface>()?.into_iter().map(|surface| surface.code).collect();
    let freezes: BTreeMap<&str, &FreezeWindow> = plan
        .freezes
        .iter()
        .filter(|freeze| freeze.surfaces.iter().any(|code| surfaces.contains(code)))
        .map(|freeze| (freeze.code.as_str(), freeze))
        .collect();
    let phases: BTreeMap<&str, &str> =
        plan.phases.iter().map(|phase| (phase.code.as_str(), phase.name.as_str())).collect();
    let one = |task: &PlanTask| TemplateTask {
        code: task.code.to_string(),
        title: task.title.clone(),
        phase: phases.get(task.phase.as_str()).copied().unwrap_or_default().to_owned(),
        track: task.track,
        owner_role: task.owner_role.clone(),
        start_day: task.start_day,
        working_days: task.working_days,
        depends_on: task.depends_on.iter().map(|it| (it.step.to_string(), it.wait)).collect(),
        controls: controls.iter().filter(|it| task.controls.contains(&it.code)).map(|it| it.id).collect(),
        gaps: gaps.iter().filter(|gap| is_put_right(gap, task)).map(|gap| gap.id).collect(),
        freezes: task
            .keeps_clear_of
            .iter()
            .filter_map(|code| freezes.get(code.as_str()))
            .map(|it| frozen(it))
            .collect(),
        done_when: task.done_when.clone(),
    };
    Ok(plan.tasks.iter().map(one).collect())
}

fn is_put_right(gap: &Gap, task: &PlanTask) -> bool {
    gap.pattern.as_ref().is_some_and(|pattern| task.patterns.iter().any(|code| code.as_str() == pattern))
}

fn frozen(window: &FreezeWindow) -> TemplateFreeze {
    TemplateFreeze { name: window.name.clone(), start_day: window.start_day, working_days: window.working_days }
}
