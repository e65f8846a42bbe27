//! Preparation plans and recurring tasks. Days of a plan are working days counted from 1, the first working day on or
//! after the start date. A plan can't shorten the period of operation that a Type II report needs, and says so.

mod dependency;

use model::business_day::BusinessDays;
use model::control::{ControlCode, Frequency};
use model::surface::SurfaceCode;
use model::task::WorkTrack;
use model::time::{Day, Span};
use serde::{Deserialize, Serialize};

pub use self::dependency::Dependency;
use crate::code::{PatternCode, PlanCode, StepCode};

/// All plans and recurring tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// What no plan can do; printed with each.
    pub note: String,
    /// The plans.
    pub plans: Vec<Plan>,
    /// Tasks that come back.
    pub recurring: Vec<RecurringTask>,
}

/// A preparation plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Its code, which is its name on the command line.
    pub code: PlanCode,
    /// Name as printed.
    pub name: String,
    /// Calendar days from start to end, both included; enough for `working_days` whatever weekday it starts on.
    pub length_days: u16,
    /// Working days from Monday to Friday; public holidays push the end out.
    pub working_days: u16,
    /// On what it rests.
    pub basis: String,
    /// What this plan can't give; printed with it.
    pub limits: Vec<String>,
    /// Its phases, in order.
    pub phases: Vec<Phase>,
    /// Windows in which something stays as it is.
    pub freezes: Vec<FreezeWindow>,
    /// Its tasks, by first day.
    pub tasks: Vec<PlanTask>,
}

impl Plan {
    /// Tasks of the phase with that code.
    pub fn tasks_of<'a>(&'a self, phase: &'a StepCode) -> impl Iterator<Item = &'a PlanTask> {
        self.tasks.iter().filter(move |task| task.phase == *phase)
    }

    /// The task with that code.
    pub fn task(&self, code: &StepCode) -> Option<&PlanTask> {
        self.tasks.iter().find(|task| task.code == *code)
    }

    /// First and last working day of the phase with that code, from its tasks; none when it has no task.
    pub fn phase_days(&self, phase: &StepCode) -> Option<(u16, u16)> {
        let first = self.tasks_of(phase).map(|task| task.start_day).min()?;
        let last = self.tasks_of(phase).map(PlanTask::last_day).max()?;
        Some((first, last))
    }
}

/// A phase of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Its code.
    pub code: StepCode,
    /// Name as printed.
    pub name: String,
    /// When it is over.
    pub exit_criteria: Vec<String>,
}

/// A window in which something stays as it is, so that what is tested is what was built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeWindow {
    /// Its code.
    pub code: StepCode,
    /// Name as printed.
    pub name: String,
    /// Surfaces that are frozen; those that an engagement doesn't have are left out.
    pub surfaces: Vec<SurfaceCode>,
    /// First working day.
    pub start_day: u16,
    /// Number of working days.
    pub working_days: u16,
    /// What must wait.
    pub holds_back: String,
    /// What may go on.
    pub lets_through: String,
}

impl FreezeWindow {
    /// Its last working day.
    pub const fn last_day(&self) -> u16 {
        self.start_day.saturating_add(self.working_days).saturating_sub(1)
    }

    /// Its days on the calendar, when the plan starts on `on`; none past the calendar's end.
    pub fn span(&self, on: Day, days: &BusinessDays) -> Option<Span> {
        days.span(on, self.start_day, self.working_days)
    }
}

/// A range of working days as practitioners report it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualDays {
    /// At least.
    pub min: u16,
    /// At most.
    pub max: u16,
}

/// A task of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTask {
    /// Its code.
    pub code: StepCode,
    /// Title.
    pub title: String,
    /// The phase to which it belongs.
    pub phase: StepCode,
    /// The track on which it runs.
    pub track: WorkTrack,
    /// First working day.
    pub start_day: u16,
    /// Number of working days.
    pub working_days: u16,
    /// What it waits for.
    pub depends_on: Vec<Dependency>,
    /// Role that answers for it.
    pub owner_role: String,
    /// Controls that it serves; those that an engagement doesn't have are left out.
    pub controls: Vec<ControlCode>,
    /// Failure patterns that it puts right, so that their gaps belong to it.
    pub patterns: Vec<PatternCode>,
    /// Freeze windows that it must not run into.
    pub keeps_clear_of: Vec<StepCode>,
    /// What shows that it is done.
    pub done_when: String,
    /// The range that practitioners report for it, where they do.
    #[serde(default)]
    pub usual_days: Option<UsualDays>,
}

impl PlanTask {
    /// Its last working day.
    pub const fn last_day(&self) -> u16 {
        self.start_day.saturating_add(self.working_days).saturating_sub(1)
    }

    /// Its days on the calendar, when the plan starts on `on`; none past the calendar's end.
    pub fn span(&self, on: Day, days: &BusinessDays) -> Option<Span> {
        days.span(on, self.start_day, self.working_days)
    }
}

/// A task that comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecurringTask {
    /// Its code.
    pub code: StepCode,
    /// Title.
    pub title: String,
    /// How often.
    pub cadence: Frequency,
    /// Controls that it serves.
    pub controls: Vec<ControlCode>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("is a day")
    }

    #[test]
    fn days_of_a_plan_are_working_days_from_the_first_on_or_after_its_start() {
        let weekdays = BusinessDays::default();
        let of = |start, count, on: &str| weekdays.span(day(on), start, count).map(|it| (it.from, it.to));
        assert_eq!(of(1, 1, "2026-03-02"), Some((day("2026-03-02"), day("2026-03-02"))));
        assert_eq!(of(1, 5, "2026-03-02"), Some((day("2026-03-02"), day("2026-03-06"))));
        assert_eq!(of(4, 3, "2026-03-02"), Some((day("2026-03-05"), day("2026-03-09"))));
        assert_eq!(of(1, 2, "2026-02-28"), Some((day("2026-03-02"), day("2026-03-03"))), "begins on the Monday");
        assert_eq!(of(0, 1, "2026-03-02"), None);
        assert_eq!(of(1, 0, "2026-03-02"), None);
        let holiday = BusinessDays::without([day("2026-03-03")]);
        let pushed = holiday.span(day("2026-03-02"), 2, 1).expect("is on the calendar");
        assert_eq!((pushed.from, pushed.to), (day("2026-03-04"), day("2026-03-04")), "a holiday pushes");
        assert_eq!(
            holiday.span(Day::MAX, 1, 1),
            Span::new(Day::MAX, Day::MAX).ok().filter(|_| holiday.contains(Day::MAX))
        );
    }
}
