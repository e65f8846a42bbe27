//! Tasks: from a preparation plan or by hand, on the calendar, never in a circle.

use std::collections::BTreeSet;

use commands::task::{
    AddTask, EditTask, ListTasks, MoveTask, PlanTasks, PlannedTasks, RemoveTask, ShowTask, TaskRow, TaskStep,
};
use commands::{Code, Failure};
use model::task::WorkTrack;
use model::time::Span;
use serde_json::json;

use crate::stage::{Stage, day};

fn plan(stage: &mut Stage, plan: &str, holidays: &[&str]) -> Result<PlannedTasks, Failure> {
    let holidays = holidays.iter().map(|text| day(text)).collect();
    stage.app.call(PlanTasks { engagement: None, plan: plan.to_owned(), on: day("2026-10-05"), holidays })
}

fn add(stage: &mut Stage, code: &str, days: u16, facts: serde_json::Value) -> Result<TaskRow, Failure> {
    stage.app.call(AddTask {
        engagement: None,
        code: code.parse().expect("a code"),
        title: "Something to do".to_owned(),
        track: WorkTrack::Engineering,
        starts_on: Some(day("2026-10-05")),
        working_days: days,
        facts: serde_json::from_value(facts).expect("facts"),
    })
}

fn edit(stage: &mut Stage, task: &str, facts: serde_json::Value) -> Result<TaskRow, Failure> {
    let facts = serde_json::from_value(facts).expect("facts");
    stage.app.call(EditTask { engagement: None, task: task.to_owned(), facts })
}

fn days(from: &str, to: &str) -> Option<Span> {
    Some(Span::new(day(from), day(to)).expect("a span"))
}

#[test]
fn every_plan_comes_with_its_limits_and_what_no_plan_can_do() {
    for (code, weeks) in [("12-week", 12), ("60-day", 9), ("30-day", 5)] {
        let mut stage = Stage::engaged();
        let planned = plan(&mut stage, code, &[]).expect("plans");
        assert!(planned.tasks.len() > 10, "{code}: {}", planned.tasks.len());
        assert!(!planned.limits.is_empty() && planned.note.contains("cannot shorten the period"), "{code}");
        let end = planned.ends_on.expect("has tasks");
        assert!(day("2026-10-05") < end && (end - day("2026-10-05")).num_days() < weeks * 7, "{code} ends {end}");
        assert!(planned.tasks.iter().any(|row| !row.controls.is_empty()));
        let waiting = planned.tasks.iter().find(|row| !row.waits_for.is_empty()).expect("some wait");
        assert!(waiting.waits_for.keys().all(|code| planned.tasks.iter().any(|row| row.task.code.as_str() == code)));
        assert_eq!(plan(&mut stage, code, &[]).expect_err("stands here").code, Code::Refused);
    }
}

#[test]
fn holidays_push_the_end_out_and_an_unknown_plan_is_named() {
    let mut stage = Stage::engaged();
    let unknown = plan(&mut stage, "1-week", &[]).expect_err("no such plan");
    assert_eq!(unknown.code, Code::NotFound);
    assert!(unknown.message.contains("12-week"), "{}", unknown.message);
    let without = plan(&mut stage, "30-day", &[]).expect("plans").ends_on;
    let mut other = Stage::engaged();
    assert!(without < plan(&mut other, "30-day", &["2026-10-05", "2026-10-06"]).expect("plans").ends_on);
}

#[test]
fn tasks_wait_for_one_another_but_never_in_a_circle() {
    let mut stage = Stage::engaged();
    assert_eq!(add(&mut stage, "A1", 5, json!({})).expect("adds").days, days("2026-10-05", "2026-10-09"));
    let b = add(&mut stage, "B1", 2, json!({ "depends_on": { "a1": "finish" }, "owner": "Jonas Reuter" }));
    let b = b.expect("adds");
    assert_eq!((b.days, b.owner.as_deref()), (days("2026-10-12", "2026-10-13"), Some("Jonas Reuter")));
    add(&mut stage, "C1", 1, json!({ "depends_on": { "B1": "start" } })).expect("adds");
    let circle = edit(&mut stage, "A1", json!({ "depends_on": { "C1": "finish" } })).expect_err("a circle");
    assert_eq!((circle.code, circle.field.as_deref()), (Code::Invalid, Some("depends_on")));
    let unknown = add(&mut stage, "D1", 1, json!({ "depends_on": { "Z9": "finish" } })).expect_err("no such task");
    assert_eq!(unknown.code, Code::NotFound);
    assert_eq!(add(&mut stage, "A1", 1, json!({})).expect_err("taken").field.as_deref(), Some("code"));
    let remove = |task: &str| RemoveTask { engagement: None, task: task.to_owned() };
    let waited = stage.app.call(remove("A1")).expect_err("B1 waits for it");
    assert!(waited.code == Code::Refused && waited.message.contains("B1"), "{waited}");
    stage.app.call(remove("C1")).expect("nobody waits for it");
    let list = ListTasks { engagement: None, open: true, holidays: BTreeSet::from([day("2026-10-07")]) };
    let rows = stage.app.call(list).expect("lists");
    let ends: Vec<_> = rows.iter().map(|row| (row.task.code.as_str(), row.days)).collect();
    assert_eq!(ends, [("A1", days("2026-10-05", "2026-10-12")), ("B1", days("2026-10-13", "2026-10-14"))]);
}

#[test]
fn a_task_is_done_with_evidence_or_a_reason_why_none_is_needed() {
    let mut stage = Stage::engaged();
    add(&mut stage, "A1", 5, json!({})).expect("adds");
    add(&mut stage, "B1", 2, json!({ "depends_on": { "A1": "finish" } })).expect("adds");
    let mut step = |step: TaskStep| stage.app.call(MoveTask { engagement: None, task: "a1".to_owned(), step });
    let done = |evidence: &[&str], note: &str| TaskStep::Done {
        on: Some(day("2026-10-06")),
        evidence: evidence.iter().map(|name| (*name).to_owned()).collect(),
        note: note.to_owned(),
    };
    step(TaskStep::InProgress).expect("begins");
    assert_eq!(step(done(&[], " ")).expect_err("shown by nothing").field.as_deref(), Some("done"));
    assert_eq!(step(done(&["EV-0001"], "")).expect_err("no such item").code, Code::NotFound);
    step(done(&[], "decided in the meeting of 6 October")).expect("done");
    let show = |task: &str| ShowTask { engagement: None, task: task.to_owned() };
    assert_eq!(stage.app.call(show("B1")).expect("shows").days, days("2026-10-07", "2026-10-08"), "moves up");
    let drop = TaskStep::Dropped { reason: "no longer needed".to_owned() };
    let dropped = stage.app.call(MoveTask { engagement: None, task: "B1".to_owned(), step: drop }).expect("drops");
    assert_eq!(dropped.days, None);
    let open = ListTasks { engagement: None, open: true, holidays: BTreeSet::new() };
    assert!(stage.app.call(open).expect("lists").is_empty());
    assert_eq!(stage.app.call(show("Z9")).expect_err("no such task").code, Code::NotFound);
}
