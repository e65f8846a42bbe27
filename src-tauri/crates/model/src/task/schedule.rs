//! Earliest dates of tasks: after what they wait for, on days on which work is done. Pure; changes no task.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::{Freeze, Task, TaskState, Wait};
use crate::business_day::BusinessDays;
use crate::id::TaskId;
use crate::invalid::Invalid;
use crate::time::{Day, Span};

/// The days of one task, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Scheduled {
    /// The task.
    pub task: TaskId,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// Checks that each task waits only for tasks of the set, and none for itself through others.
pub fn check_dependencies(tasks: &[Task]) -> Result<(), Invalid> {
    in_order(tasks).map(drop)
}

/// The earliest days of every task that isn't dropped, by first day, last day and code. A task begins on its own start,
/// or later when it waits for others; it takes its working days on business days outside `freezes` and its own. What is
/// done stands on the day on which it was done. Nothing waits for a dropped task.
pub fn schedule(tasks: &[Task], freezes: &[Freeze], days: &BusinessDays) -> Result<Vec<Scheduled>, Invalid> {
    let mut dates: BTreeMap<TaskId, Span> = BTreeMap::new();
    let mut rows = Vec::with_capacity(tasks.len());
    for task in in_order(tasks)? {
        if matches!(task.state, TaskState::Dropped { .. }) {
            continue;
        }
        let beyond = || Invalid::new("starts_on", "must leave its working days before the end of the calendar");
        let span = match &task.done {
            Some(done) => Span { from: task.starts_on.min(done.on), to: done.on },
            None => {
                let workdays = Workdays::of(task, freezes, days);
                let earliest = earliest(task, &dates).ok_or_else(beyond)?;
                workdays.take(earliest, task.working_days).ok_or_else(beyond)?
            }
        };
        dates.insert(task.id, span);
        rows.push((span, &task.code, task.id));
    }
    rows.sort_unstable();
    Ok(rows.into_iter().map(|(Span { from, to }, _, task)| Scheduled { task, from, to }).collect())
}

/// The first day that the task's own start and what it waits for leave; none past the last day of the calendar.
fn earliest(task: &Task, dates: &BTreeMap<TaskId, Span>) -> Option<Day> {
    let mut earliest = task.starts_on;
    for (other, wait) in &task.depends_on {
        let Some(other) = dates.get(other) else { continue };
        let free = match wait {
            Wait::Finish => other.to.succ_opt()?,
            Wait::Start => other.from,
            Wait::Partial => other.from.succ_opt()?,
        };
        earliest = earliest.max(free);
    }
    Some(earliest)
}

/// The days on which one task can be worked at.
pub(super) struct Workdays<'a> {
    days: &'a BusinessDays,
    freezes: Vec<&'a Freeze>,
}

impl<'a> Workdays<'a> {
    pub(super) fn of(task: &'a Task, freezes: &'a [Freeze], days: &'a BusinessDays) -> Self {
        Self { days, freezes: freezes.iter().chain(&task.freezes).collect() }
    }

    /// The last of these days, from `earliest` on, on which work of `count` days can begin to end by `by`; none when it
    /// can't.
    pub(super) fn last_start(&self, by: Day, count: u16, earliest: Day) -> Option<Day> {
        let mut open: VecDeque<Day> = VecDeque::new();
        let mut next = self.on_or_after(earliest);
        let mut last = None;
        while let Some(day) = next.filter(|day| *day <= by) {
            open.push_back(day);
            if open.len() >= usize::from(count.max(1)) {
                last = open.pop_front();
            }
            next = day.succ_opt().and_then(|day| self.on_or_after(day));
        }
        last
    }

    /// Number of these days after `from`, up to and with `to`.
    pub(super) fn between(&self, from: Day, to: Day) -> usize {
        let mut count = 0;
        let mut next = from.succ_opt().and_then(|day| self.on_or_after(day));
        while let Some(day) = next.filter(|day| *day <= to) {
            count += 1;
            next = day.succ_opt().and_then(|day| self.on_or_after(day));
        }
        count
    }

    /// The first `count` of them from `earliest` on, as a span; none past the last day of the calendar.
    fn take(&self, earliest: Day, count: u16) -> Option<Span> {
        let from = self.on_or_after(earliest)?;
        let mut to = from;
        for _ in 1..count {
            to = self.on_or_after(to.succ_opt()?)?;
        }
        Some(Span { from, to })
    }

    fn on_or_after(&self, day: Day) -> Option<Day> {
        let mut day = day;
        loop {
            // A whole freeze is leapt over at once: it may be centuries long.
            let frozen_to = self.freezes.iter().filter(|freeze| freeze.span.contains(day)).map(|it| it.span.to).max();
            day = match frozen_to {
                Some(last) => last.succ_opt()?,
                None if self.days.contains(day) => return Some(day),
                None => day.succ_opt()?,
            };
        }
    }
}

/// The tasks so that each comes after all it waits for; the same for the same set in whatever order it is given.
pub(super) fn in_order(tasks: &[Task]) -> Result<Vec<&Task>, Invalid> {
    let rule = |holds, rule: &str| Invalid::unless(holds, "depends_on", rule);
    let by_id: BTreeMap<TaskId, &Task> = tasks.iter().map(|task| (task.id, task)).collect();
    rule(by_id.len() == tasks.len(), "can be put in order only if each task is there once")?;
    let mut open: BTreeMap<TaskId, usize> = BTreeMap::new();
    let mut followers: BTreeMap<TaskId, Vec<TaskId>> = BTreeMap::new();
    for task in tasks {
        open.insert(task.id, task.depends_on.len());
        for other in task.depends_on.keys() {
            rule(by_id.contains_key(other), "must name tasks of the same engagement")?;
            followers.entry(*other).or_default().push(task.id);
        }
    }
    let mut ready: BTreeSet<TaskId> = open.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    let mut order = Vec::with_capacity(tasks.len());
    while let Some(id) = ready.pop_first() {
        order.extend(by_id.get(&id).copied());
        for follower in followers.get(&id).into_iter().flatten() {
            if let Some(count) = open.get_mut(follower) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(*follower);
                }
            }
        }
    }
    rule(order.len() == tasks.len(), "must not lead back to the task itself, through whatever other tasks")?;
    Ok(order)
}
