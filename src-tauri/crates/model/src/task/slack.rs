//! Slack: by how many working days each open task may begin later without moving the plan's last day. What has none is
//! critical. Pure; changes no task and no date.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::schedule::{Scheduled, Workdays, in_order};
use super::{Freeze, Task, Wait};
use crate::business_day::BusinessDays;
use crate::id::TaskId;
use crate::invalid::Invalid;
use crate::time::Day;

/// By how much one open task may be late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Slack {
    /// The task.
    pub task: TaskId,
    /// The last day on which it can begin without moving the plan's last day.
    pub latest_from: Day,
    /// Days on which it could be worked at, from its earliest first day to that one; 0 for a critical task.
    pub days: usize,
}

impl Slack {
    /// Whether a day's delay of it moves the plan's last day.
    pub const fn is_critical(self) -> bool {
        self.days == 0
    }
}

/// The slack of each open task of a plan whose earliest days are `scheduled`, in that order. What is done or dropped has
/// none and holds nothing back. Refuses what [`super::schedule`] refuses.
pub fn slack(
    tasks: &[Task],
    scheduled: &[Scheduled],
    freezes: &[Freeze],
    days: &BusinessDays,
) -> Result<Vec<Slack>, Invalid> {
    let open: BTreeMap<TaskId, &Task> =
        tasks.iter().filter(|task| task.state.is_open()).map(|task| (task.id, task)).collect();
    let spans: BTreeMap<TaskId, &Scheduled> = scheduled.iter().map(|row| (row.task, row)).collect();
    let ends = scheduled.iter().filter(|row| open.contains_key(&row.task)).map(|row| row.to).max();
    let Some(ends) = ends else { return Ok(Vec::new()) };
    let mut latest: BTreeMap<TaskId, Day> = BTreeMap::new();
    for task in in_order(tasks)?.into_iter().rev().filter(|task| open.contains_key(&task.id)) {
        let Some(earliest) = spans.get(&task.id) else { continue };
        let workdays = Workdays::of(task, freezes, days);
        let followers = open.values().filter_map(|other| {
            let wait = other.depends_on.get(&task.id)?;
            Some((*wait, *latest.get(&other.id)?))
        });
        let bounds = followers.filter_map(|(wait, follower)| match wait {
            Wait::Finish => workdays.last_start(follower.pred_opt()?, task.working_days, earliest.from),
            Wait::Start => workdays.last_start(follower, 1, earliest.from),
            Wait::Partial => workdays.last_start(follower.pred_opt()?, 1, earliest.from),
        });
        let by_end = workdays.last_start(ends, task.working_days, earliest.from);
        // Its earliest start keeps every bound, so that none leaves less.
        latest.insert(task.id, bounds.chain(by_end).min().unwrap_or(earliest.from).max(earliest.from));
    }
    let of = |row: &Scheduled| {
        let (task, latest_from) = (open.get(&row.task)?, *latest.get(&row.task)?);
        let days = Workdays::of(task, freezes, days).between(row.from, latest_from);
        Some(Slack { task: row.task, latest_from, days })
    };
    Ok(scheduled.iter().filter_map(of).collect())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{day, id, task};
    use crate::task::{Wait, schedule};

    fn end(tasks: &[Task], days: &BusinessDays) -> Option<Day> {
        schedule(tasks, &[], days).expect("a plan").iter().map(|row| row.to).max()
    }

    fn planned(number: u128, starts_on: Day, working_days: u16, waits: &[(u128, Wait)]) -> Task {
        Task {
            starts_on,
            working_days,
            depends_on: waits.iter().map(|(other, wait)| (id(*other), *wait)).collect(),
            freezes: Vec::new(),
            state: crate::task::TaskState::Planned,
            done: None,
            ..task(number)
        }
    }

    fn plans() -> impl Strategy<Value = Vec<Task>> {
        let wait = prop::sample::select(vec![Wait::Finish, Wait::Start, Wait::Partial]);
        let one = (0..12i64, 1..7u16, prop::collection::vec((any::<prop::sample::Index>(), wait), 0..3));
        prop::collection::vec(one, 1..8).prop_map(|rows| {
            rows.into_iter()
                .enumerate()
                .map(|(at, (start, working_days, waits))| {
                    let others: Vec<_> = waits
                        .into_iter()
                        .filter(|_| at > 0)
                        .map(|(other, wait)| (1300 + other.index(at) as u128, wait))
                        .collect();
                    planned(1300 + at as u128, day("2026-11-02") + TimeDelta::days(start), working_days, &others)
                })
                .collect()
        })
    }

    #[test]
    fn the_chain_that_ends_last_has_no_slack() {
        let start = day("2026-11-02");
        let plan = [
            planned(1300, start, 2, &[]),
            planned(1301, start, 3, &[(1300, Wait::Finish)]),
            planned(1302, start, 1, &[]),
        ];
        let days = BusinessDays::default();
        let rows = schedule(&plan, &[], &days).expect("a plan");
        let found = slack(&plan, &rows, &[], &days).expect("a plan");
        let of = |number: u128| found.iter().find(|it| it.task == id(number)).map(|it| it.days);
        assert_eq!((of(1300), of(1301), of(1302)), (Some(0), Some(0), Some(4)));
        let critical = found.iter().filter(|it| it.is_critical()).map(|it| it.task);
        assert_eq!(critical.collect::<std::collections::BTreeSet<_>>(), [id(1300), id(1301)].into());
    }

    #[test]
    fn what_is_done_has_none() {
        let mut done = planned(1300, day("2026-11-02"), 2, &[]);
        done.state = crate::task::TaskState::Done;
        let on = day("2026-11-03");
        done.done = Some(crate::task::Done { on, evidence: Default::default(), note: "as agreed".to_owned() });
        let days = BusinessDays::default();
        let rows = schedule(&[done.clone()], &[], &days).expect("a plan");
        assert_eq!(slack(&[done], &rows, &[], &days), Ok(Vec::new()));
    }

    proptest! {
        #[test]
        fn slack_is_what_a_task_may_be_late_and_no_day_more(plan in plans(), frozen in prop::option::of(0..20i64)) {
            let days = BusinessDays::without(frozen.map(|offset| day("2026-11-02") + TimeDelta::days(offset)));
            let rows = schedule(&plan, &[], &days).expect("a plan");
            let whole = end(&plan, &days);
            let found = slack(&plan, &rows, &[], &days).expect("a plan");
            prop_assert_eq!(found.len(), plan.len());
            prop_assert!(found.iter().any(|it| it.is_critical()), "something decides the end");
            for it in found {
                let moved = |from: Day| {
                    let late = |task: &Task| Task {
                        starts_on: if task.id == it.task { from } else { task.starts_on },
                        ..task.clone()
                    };
                    end(&plan.iter().map(late).collect::<Vec<_>>(), &days)
                };
                prop_assert_eq!(moved(it.latest_from), whole);
                let more = it.latest_from.succ_opt().and_then(|next| days.on_or_after(next)).expect("far from the end");
                prop_assert!(moved(more) > whole);
            }
        }
    }
}
