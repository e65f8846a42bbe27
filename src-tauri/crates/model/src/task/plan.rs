//! Tasks from a template of a plan: its working days counted from a start date and put on the calendar. A plan can't
//! shorten the period that a Type II report needs; its limits are the template's own and are printed with it.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{Freeze, Task, TaskCode, TaskState, Wait, WorkTrack, check_dependencies};
use crate::business_day::BusinessDays;
use crate::id::{ControlId, EngagementId, GapId, TaskId};
use crate::invalid::Invalid;
use crate::time::{Day, Span};

/// A task of a template. Its days are business days, counted from 1: the first one on or after the start date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTask {
    /// The template's name for it, such as `p12_scope`.
    pub code: String,
    /// Title.
    pub title: String,
    /// Name of the phase that it belongs to.
    pub phase: String,
    /// Which kind of work it is.
    pub track: WorkTrack,
    /// Role that answers for it.
    pub owner_role: String,
    /// First business day.
    pub start_day: u16,
    /// Number of business days.
    pub working_days: u16,
    /// Tasks of the template that it waits for, and how long.
    pub depends_on: BTreeMap<String, Wait>,
    /// Controls that it serves.
    pub controls: BTreeSet<ControlId>,
    /// Gaps that it closes.
    pub gaps: BTreeSet<GapId>,
    /// Windows that it must not run into.
    pub freezes: Vec<TemplateFreeze>,
    /// What shows that it is done.
    pub done_when: String,
}

/// A window of a template in which something stays as it is, in the same days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFreeze {
    /// Name as printed.
    pub name: String,
    /// First business day.
    pub start_day: u16,
    /// Number of business days.
    pub working_days: u16,
}

/// The tasks of a template that begins on the day `on`, or on the first business day after it. Nobody owns them yet. Ids come
/// from `new_id`.
pub fn plan_from_template(
    engagement: EngagementId,
    template: &[TemplateTask],
    on: Day,
    days: &BusinessDays,
    new_id: &mut impl FnMut() -> Uuid,
) -> Result<Vec<Task>, Invalid> {
    let ids: BTreeMap<&str, TaskId> = template.iter().map(|task| (task.code.as_str(), new_id().into())).collect();
    Invalid::unless(ids.len() == template.len(), "code", "must be different for each task of a plan")?;
    let calendar = |first, count| span(on, first, count, days);
    let plan: Vec<Task> =
        template.iter().map(|row| task(row, engagement, &ids, &calendar)).collect::<Result<_, _>>()?;
    check_dependencies(&plan)?;
    Ok(plan)
}

fn task(
    row: &TemplateTask,
    engagement: EngagementId,
    ids: &BTreeMap<&str, TaskId>,
    calendar: &impl Fn(u16, u16) -> Result<Span, Invalid>,
) -> Result<Task, Invalid> {
    let known = |code: &str| {
        let id = ids.get(code).copied();
        id.ok_or_else(|| Invalid::new("depends_on", "must name tasks of the same plan"))
    };
    let freeze = |freeze: &TemplateFreeze| {
        let span = calendar(freeze.start_day, freeze.working_days)?;
        Ok(Freeze { name: freeze.name.clone(), span })
    };
    let task = Task {
        id: known(&row.code)?,
        revision: 1,
        engagement,
        code: row.code.to_ascii_uppercase().parse::<TaskCode>()?,
        title: row.title.clone(),
        description: String::new(),
        phase: row.phase.clone(),
        track: row.track,
        owner: None,
        owner_role: row.owner_role.clone(),
        starts_on: calendar(row.start_day, row.working_days)?.from,
        working_days: row.working_days,
        depends_on: row.depends_on.iter().map(|(code, wait)| Ok((known(code)?, *wait))).collect::<Result<_, _>>()?,
        controls: row.controls.clone(),
        gaps: row.gaps.clone(),
        freezes: row.freezes.iter().map(freeze).collect::<Result<_, Invalid>>()?,
        done_when: row.done_when.clone(),
        state: TaskState::Planned,
        done: None,
        internal_note: String::new(),
    };
    task.check().map(|()| task)
}

/// Days of a template on the calendar.
fn span(on: Day, first: u16, count: u16, days: &BusinessDays) -> Result<Span, Invalid> {
    let counted = first >= 1 && count >= 1;
    Invalid::unless(counted, "start_day", "must be counted from 1, and last at least one day")?;
    let span = days.span(on, first, count);
    span.ok_or_else(|| Invalid::new("on", "must leave the plan's days before the end of the calendar"))
}
