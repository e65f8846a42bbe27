//! Tests of schedules: named cases worked out on a calendar, and properties over random plans.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::fixture::{assert_breaks, day, id, span, task};
use crate::task::Done;

fn waiting(number: u128, on: &[(u128, Wait)]) -> Task {
    Task { depends_on: on.iter().map(|(other, wait)| (id(*other), *wait)).collect(), ..task(number) }
}

fn frozen(from: &str, to: &str) -> Freeze {
    Freeze { name: "peak season".to_owned(), span: span(from, to) }
}

fn dates(tasks: &[Task], freezes: &[Freeze], holidays: &[&str]) -> Vec<(String, String)> {
    let days = BusinessDays::without(holidays.iter().map(|text| day(text)));
    let rows = schedule(tasks, freezes, &days).expect("the tasks can be put in order");
    rows.iter().map(|row| (row.from.to_string(), row.to.to_string())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
}

#[test]
fn a_task_takes_working_days_alone() {
    // 7 September 2026 is a Monday.
    assert_eq!(dates(&[task(1301)], &[], &[]), pairs(&[("2026-09-07", "2026-09-11")]));
    let six = Task { working_days: 6, ..task(1301) };
    assert_eq!(dates(&[six], &[], &[]), pairs(&[("2026-09-07", "2026-09-14")]), "over a weekend");
    let saturday = Task { starts_on: day("2026-09-05"), working_days: 1, ..task(1301) };
    assert_eq!(dates(&[saturday], &[], &[]), pairs(&[("2026-09-07", "2026-09-07")]));
    assert_eq!(dates(&[task(1301)], &[], &["2026-09-07", "2026-09-09"]), pairs(&[("2026-09-08", "2026-09-15")]));
}

#[test]
fn nothing_is_done_in_a_freeze() {
    let one = [frozen("2026-09-09", "2026-09-10")];
    assert_eq!(dates(&[task(1301)], &one, &[]), pairs(&[("2026-09-07", "2026-09-15")]));
    let own = Task { freezes: vec![frozen("2026-09-07", "2026-09-11")], ..task(1301) };
    let other = task(1302);
    let expected = pairs(&[("2026-09-07", "2026-09-11"), ("2026-09-14", "2026-09-18")]);
    assert_eq!(dates(&[own, other], &[], &[]), expected, "a task's own freeze holds for no other");
    let overlapping = [frozen("2026-09-07", "2026-09-08"), frozen("2026-09-08", "2026-09-09")];
    assert_eq!(dates(&[task(1301)], &overlapping, &["2026-09-10"]), pairs(&[("2026-09-11", "2026-09-17")]));
}

#[test]
fn a_freeze_without_end_leaves_no_day() {
    let forever = Freeze { name: "closed".to_owned(), span: Span { from: Day::MIN, to: Day::MAX } };
    assert_breaks(schedule(&[task(1301)], &[forever], &BusinessDays::default()), "starts_on");
    let last = Task { starts_on: Day::MAX, ..task(1301) };
    assert_breaks(schedule(&[last], &[], &BusinessDays::default()), "starts_on");
}

#[test]
fn a_task_waits_for_the_end_or_the_start_of_others() {
    let first = Task { working_days: 3, ..task(1301) };
    let plan = |wait| [first.clone(), waiting(1302, &[(1301, wait)])];
    let after = pairs(&[("2026-09-07", "2026-09-09"), ("2026-09-10", "2026-09-16")]);
    assert_eq!(dates(&plan(Wait::Finish), &[], &[]), after);
    let beside = pairs(&[("2026-09-07", "2026-09-09"), ("2026-09-07", "2026-09-11")]);
    assert_eq!(dates(&plan(Wait::Start), &[], &[]), beside);
    let overlap = Task { starts_on: day("2026-09-08"), ..waiting(1302, &[(1301, Wait::Partial)]) };
    let planned = pairs(&[("2026-09-07", "2026-09-09"), ("2026-09-08", "2026-09-14")]);
    assert_eq!(dates(&[first.clone(), overlap], &[], &[]), planned, "its own start says when");
    let held = Task { starts_on: day("2026-09-14"), ..first };
    let moved = pairs(&[("2026-09-14", "2026-09-16"), ("2026-09-15", "2026-09-21")]);
    assert_eq!(dates(&[held, waiting(1302, &[(1301, Wait::Partial)])], &[], &[]), moved);
}

#[test]
fn what_is_done_stands_on_its_day_and_what_is_dropped_holds_nobody() {
    let on = |day| Done { on: day, evidence: BTreeSet::from([id(501)]), note: String::new() };
    let early = Task { state: TaskState::Done, done: Some(on(day("2026-09-08"))), ..task(1301) };
    let follows = pairs(&[("2026-09-07", "2026-09-08"), ("2026-09-09", "2026-09-15")]);
    assert_eq!(dates(&[early, waiting(1302, &[(1301, Wait::Finish)])], &[], &[]), follows);
    let before = Task { state: TaskState::Done, done: Some(on(day("2026-09-04"))), ..task(1301) };
    assert_eq!(dates(&[before], &[], &[]), pairs(&[("2026-09-04", "2026-09-04")]), "done before it was to begin");
    let dropped = Task { state: TaskState::Dropped { reason: "retired".to_owned() }, ..task(1301) };
    let free = pairs(&[("2026-09-07", "2026-09-11")]);
    assert_eq!(dates(&[dropped, waiting(1302, &[(1301, Wait::Finish)])], &[], &[]), free);
}

#[test]
fn tasks_do_not_wait_for_themselves_or_for_strangers() {
    let ring = [
        waiting(1301, &[(1303, Wait::Finish)]),
        waiting(1302, &[(1301, Wait::Start)]),
        waiting(1303, &[(1302, Wait::Finish)]),
        task(1304),
    ];
    assert_breaks(check_dependencies(&ring), "depends_on");
    assert_breaks(schedule(&ring, &[], &BusinessDays::default()), "depends_on");
    assert_breaks(check_dependencies(&[waiting(1301, &[(1399, Wait::Finish)])]), "depends_on");
    assert_breaks(check_dependencies(&[waiting(1301, &[(1301, Wait::Start)])]), "depends_on");
    assert_breaks(check_dependencies(&[task(1301), task(1301)]), "depends_on");
    assert_eq!(check_dependencies(&[]), Ok(()));
}

/// A plan of up to nine tasks in which each may wait for any before it.
fn plans() -> impl Strategy<Value = Vec<Task>> {
    let wait = prop::sample::select(vec![Wait::Finish, Wait::Start, Wait::Partial]);
    let task_facts = (0..40i64, 1..12u16, prop::collection::btree_map(0..8usize, wait, 0..3), 0..10u8);
    prop::collection::vec(task_facts, 0..9).prop_map(|facts| {
        let tasks = facts.into_iter().enumerate().map(|(at, (offset, working_days, waits, fate))| {
            let waits: Vec<_> = waits
                .into_iter()
                .filter(|(other, _)| *other < at)
                .map(|(it, wait)| (1300 + it as u128, wait))
                .collect();
            let starts_on = day("2026-09-05") + TimeDelta::days(offset);
            let done = (fate == 0).then(|| Done {
                on: starts_on + TimeDelta::days(i64::from(working_days)),
                evidence: BTreeSet::from([id(501)]),
                note: String::new(),
            });
            let state = match fate {
                0 => TaskState::Done,
                1 => TaskState::Dropped { reason: "retired".to_owned() },
                _ => TaskState::Planned,
            };
            Task { starts_on, working_days, done, state, ..waiting(1300 + at as u128, &waits) }
        });
        tasks.collect()
    })
}

fn spans() -> impl Strategy<Value = Vec<Freeze>> {
    let span = (0..60i64, 0..9i64).prop_map(|(from, more)| {
        let from = day("2026-09-05") + TimeDelta::days(from);
        Freeze { name: "peak season".to_owned(), span: Span { from, to: from + TimeDelta::days(more) } }
    });
    prop::collection::vec(span, 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn dates_are_the_earliest_that_respect_everything(
        tasks in plans(),
        freezes in spans(),
        holidays in prop::collection::vec(0..60i64, 0..5),
        seed in any::<u64>(),
    ) {
        let days = BusinessDays::without(holidays.into_iter().map(|it| day("2026-09-05") + TimeDelta::days(it)));
        let rows = schedule(&tasks, &freezes, &days).expect("each waits only for those before it");
        let of: BTreeMap<TaskId, Scheduled> = rows.iter().map(|row| (row.task, *row)).collect();
        let works = |day: Day| days.contains(day) && !freezes.iter().any(|freeze| freeze.span.contains(day));
        let live = tasks.iter().filter(|task| !matches!(task.state, TaskState::Dropped { .. }));
        prop_assert_eq!(live.clone().count(), rows.len());
        for task in live.filter(|task| task.done.is_none()) {
            let row = of[&task.id];
            let worked = row.from.iter_days().take_while(|day| *day <= row.to).filter(|day| works(*day)).count();
            prop_assert_eq!(worked, usize::from(task.working_days));
            prop_assert!(works(row.from) && works(row.to));
            let waits = task.depends_on.iter().filter_map(|(other, wait)| of.get(other).map(|row| (row, wait)));
            let held = waits.map(|(other, wait)| match wait {
                Wait::Finish => other.to + TimeDelta::days(1),
                Wait::Start => other.from,
                Wait::Partial => other.from + TimeDelta::days(1),
            });
            let free = held.fold(task.starts_on, Day::max);
            prop_assert!(free <= row.from);
            // No day on which it could have begun is left out.
            prop_assert!(free.iter_days().take_while(|day| *day < row.from).all(|day| !works(day)));
        }
        let mut shuffled = tasks.clone();
        shuffled.sort_by_key(|task| task.id.uuid().as_u128().wrapping_mul(u128::from(seed | 1)) % 1009);
        prop_assert_eq!(schedule(&shuffled, &freezes, &days).expect("the same set"), rows);
    }

    /// Any wait may be turned round: whether that closes a ring is found out by following the waits from each task.
    #[test]
    fn a_ring_is_refused_and_nothing_else(
        edges in prop::collection::btree_set((0..6u128, 0..6u128), 0..9),
    ) {
        let tasks: Vec<Task> = (0..6)
            .map(|at| {
                let on: Vec<_> =
                    edges.iter().filter(|(from, _)| *from == at).map(|(_, to)| (1300 + to, Wait::Finish)).collect();
                waiting(1300 + at, &on)
            })
            .collect();
        let reached = |start: u128| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<u128> = vec![start];
            while let Some(at) = open.pop() {
                open.extend(edges.iter().filter(|(from, to)| *from == at && seen.insert(*to)).map(|(_, to)| *to));
            }
            seen
        };
        let ring = (0..6).any(|at| reached(at).contains(&at));
        prop_assert_eq!(check_dependencies(&tasks).is_err(), ring);
    }
}
