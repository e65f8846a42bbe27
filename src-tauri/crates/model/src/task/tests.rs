//! Tests of a task alone: its length, its states, and what shows that it was done.

use super::*;
use crate::fixture::{assert_breaks, day, id, span, task};

fn states() -> [TaskState; 5] {
    let reason = || "the surface is retired".to_owned();
    [
        TaskState::Planned,
        TaskState::InProgress,
        TaskState::Blocked { reason: reason() },
        TaskState::Done,
        TaskState::Dropped { reason: reason() },
    ]
}

fn done() -> Done {
    Done { on: day("2026-09-10"), evidence: BTreeSet::from([id(501)]), note: String::new() }
}

#[test]
fn a_task_takes_one_to_a_thousand_working_days() {
    assert_eq!(task(1301).check(), Ok(()));
    for (days, sound) in [(0, false), (1, true), (MOST_WORKING_DAYS, true), (MOST_WORKING_DAYS + 1, false)] {
        assert_eq!(Task { working_days: days, ..task(1301) }.check().is_ok(), sound, "{days}");
    }
    assert_breaks(Task { title: " ".to_owned(), ..task(1301) }.check(), "title");
    let itself = BTreeMap::from([(id(1301), Wait::Start)]);
    assert_breaks(Task { depends_on: itself, ..task(1301) }.check(), "depends_on");
}

#[test]
fn freezes_have_a_name_and_days_in_order() {
    let with = |name: &str, span| Task { freezes: vec![Freeze { name: name.to_owned(), span }], ..task(1301) }.check();
    assert_eq!(with("peak season", span("2026-11-20", "2026-12-02")), Ok(()));
    assert_breaks(with("", span("2026-11-20", "2026-12-02")), "freezes");
    assert_breaks(with("peak season", span("2026-12-02", "2026-11-20")), "freezes");
}

#[test]
fn the_steps_of_a_task_are_these_and_no_others() {
    // Rows from, columns to, both in the order of `states`.
    let allowed = [[0, 1, 1, 1, 1], [1, 0, 1, 1, 1], [1, 1, 0, 0, 1], [0, 1, 0, 0, 0], [1, 0, 0, 0, 0]];
    for (from, row) in states().into_iter().zip(allowed) {
        for (to, allowed) in states().into_iter().zip(row) {
            assert_eq!(from.may_become(&to), allowed == 1, "{from:?} to {to:?}");
            let begun = Task { done: (from == TaskState::Done).then(done), state: from.clone(), ..task(1301) };
            let moved = begun.move_to(to.clone(), (to == TaskState::Done).then(done));
            assert_eq!(moved.is_ok(), allowed == 1, "{from:?} to {to:?}");
        }
    }
    assert!(states().iter().all(|state| state.is_open() == !matches!(state.name(), "done" | "dropped")));
}

#[test]
fn a_done_task_says_when_and_what_shows_it() {
    let moved = |done| task(1301).move_to(TaskState::Done, done);
    assert!(moved(Some(done())).is_ok());
    assert_breaks(moved(None), "done");
    let bare = Done { evidence: BTreeSet::new(), ..done() };
    assert_breaks(moved(Some(bare.clone())), "done");
    assert!(moved(Some(Done { note: "A briefing; no record is kept".to_owned(), ..bare })).is_ok());
    assert_breaks(task(1301).move_to(TaskState::InProgress, Some(done())), "done");
    let reopened = moved(Some(done())).expect("done").move_to(TaskState::InProgress, None).expect("reopened");
    assert_eq!(reopened.done, None);
    assert_breaks(task(1301).move_to(TaskState::Dropped { reason: " ".to_owned() }, None), "reason");
    assert_breaks(task(1301).move_to(TaskState::Blocked { reason: String::new() }, None), "reason");
}
