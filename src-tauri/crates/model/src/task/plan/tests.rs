//! Tests of plans from templates: the template's days on the calendar, whatever the start date.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::fixture::{assert_breaks, day, id, span};
use crate::task::schedule;

fn row(code: &str, start_day: u16, working_days: u16, waits: &[(&str, Wait)]) -> TemplateTask {
    TemplateTask {
        code: code.to_owned(),
        title: format!("Task {code}"),
        phase: "Technical control build".to_owned(),
        track: WorkTrack::Engineering,
        owner_role: "CRM platform owner".to_owned(),
        start_day,
        working_days,
        depends_on: waits.iter().map(|(other, wait)| ((*other).to_owned(), *wait)).collect(),
        controls: BTreeSet::from([id(401)]),
        gaps: BTreeSet::from([id(800)]),
        freezes: Vec::new(),
        done_when: "Every set is justified in writing".to_owned(),
    }
}

fn plan(template: &[TemplateTask], on: &str, holidays: &[&str]) -> Result<Vec<Task>, Invalid> {
    plan_on(template, day(on), &BusinessDays::without(holidays.iter().map(|text| day(text))))
}

fn plan_on(template: &[TemplateTask], on: Day, days: &BusinessDays) -> Result<Vec<Task>, Invalid> {
    let mut last = 5000;
    plan_from_template(id(3), template, on, days, &mut || {
        last += 1;
        Uuid::from_u128(last)
    })
}

#[test]
fn a_template_gives_dated_tasks() {
    let mut release = row("p12_release", 6, 2, &[("p12_scope", Wait::Finish), ("p12_flows", Wait::Partial)]);
    release.freezes = vec![TemplateFreeze { name: "While testing".to_owned(), start_day: 9, working_days: 4 }];
    let template = [row("p12_scope", 1, 2, &[]), row("p12_flows", 2, 4, &[("p12_scope", Wait::Start)]), release];
    // 5 September 2026 is a Saturday, and the Monday after it a holiday.
    let tasks = plan(&template, "2026-09-05", &["2026-09-07"]).expect("the template is sound");
    let rows: Vec<_> = tasks.iter().map(|it| (it.code.as_str(), it.starts_on.to_string(), it.working_days)).collect();
    let expected = [("P12_SCOPE", "2026-09-08", 2), ("P12_FLOWS", "2026-09-09", 4), ("P12_RELEASE", "2026-09-15", 2)];
    assert_eq!(rows, expected.map(|(code, on, days)| (code, on.to_owned(), days)));
    let waits = BTreeMap::from([(tasks[0].id, Wait::Finish), (tasks[1].id, Wait::Partial)]);
    assert_eq!(tasks[2].depends_on, waits);
    let freeze = Freeze { name: "While testing".to_owned(), span: span("2026-09-18", "2026-09-23") };
    assert_eq!(tasks[2].freezes, [freeze]);
    assert!(tasks.iter().all(|task| task.state == TaskState::Planned && task.owner.is_none()));
    assert_eq!(
        (tasks[0].owner_role.as_str(), tasks[0].controls.len(), tasks[0].gaps.len()),
        ("CRM platform owner", 1, 1)
    );
}

#[test]
fn a_template_that_does_not_hold_together_gives_nothing() {
    let refused = |template: &[TemplateTask], field| assert_breaks(plan(template, "2026-09-07", &[]), field);
    refused(&[row("a1", 0, 3, &[])], "start_day");
    refused(&[row("a1", 1, 0, &[])], "start_day");
    refused(&[row("a1", 1, u16::MAX, &[])], "working_days");
    refused(&[row("a1", 1, 3, &[]), row("a1", 4, 6, &[])], "code");
    refused(&[row("a 1", 1, 3, &[])], "code");
    refused(&[row("a1", 1, 3, &[("b1", Wait::Finish)])], "depends_on");
    refused(&[row("a1", 1, 3, &[("a1", Wait::Start)])], "depends_on");
    refused(&[row("a1", 1, 3, &[("b1", Wait::Finish)]), row("b1", 4, 6, &[("a1", Wait::Start)])], "depends_on");
    let mut endless = row("a1", 1, 3, &[]);
    endless.freezes = vec![TemplateFreeze { name: "While testing".to_owned(), start_day: 1, working_days: 0 }];
    refused(&[endless], "start_day");
    assert_breaks(plan_on(&[row("a1", 1, 3, &[])], Day::MAX, &BusinessDays::default()), "on");
}

/// Templates whose days agree with their dependencies.
fn templates() -> impl Strategy<Value = Vec<TemplateTask>> {
    let wait = prop::sample::select(vec![Wait::Finish, Wait::Start, Wait::Partial]);
    let facts = (1..40u16, 1..12u16, prop::collection::btree_map(0..8usize, wait, 0..4));
    prop::collection::vec(facts, 0..9).prop_map(|facts| {
        let code = |at: usize| format!("t{at}_x");
        let met = |wait: Wait, (first, count): (u16, u16), start: u16| match wait {
            Wait::Finish => first + count <= start,
            Wait::Start => first <= start,
            Wait::Partial => first < start,
        };
        let of: Vec<(u16, u16)> = facts.iter().map(|(first, count, _)| (*first, *count)).collect();
        let rows = facts.into_iter().enumerate().map(|(at, (first, count, waits))| {
            let waits = waits.into_iter().filter(|(other, wait)| *other < at && met(*wait, of[*other], first));
            let waits: Vec<_> = waits.map(|(other, wait)| (code(other), wait)).collect();
            let waits: Vec<_> = waits.iter().map(|(other, wait)| (other.as_str(), *wait)).collect();
            row(&code(at), first, count, &waits)
        });
        rows.collect()
    })
}

proptest! {
    /// Whatever the start date and the holidays, a plan's schedule keeps the template's own days.
    #[test]
    fn a_schedule_of_the_plan_keeps_the_templates_days(
        template in templates(),
        offset in 0..800i64,
        holidays in prop::collection::vec(0..120i64, 0..12),
    ) {
        let on = day("2026-01-01") + TimeDelta::days(offset);
        let days = BusinessDays::without(holidays.into_iter().map(|it| on + TimeDelta::days(it)));
        let tasks = plan_on(&template, on, &days).expect("the template is sound");
        prop_assert_eq!(tasks.len(), template.len());
        let rows = schedule(&tasks, &[], &days).expect("the plan can be put in order");
        for (task, row) in tasks.iter().zip(&template) {
            let scheduled = rows.iter().find(|it| it.task == task.id).expect("is of the plan");
            let expected = days.span(on, row.start_day, row.working_days).expect("far from the calendar's end");
            prop_assert_eq!((scheduled.from, scheduled.to), (expected.from, expected.to), "{}", task.code);
        }
    }
}
