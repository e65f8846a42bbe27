//! Holidays of the client's calendar: kept once, used wherever business days are counted.

use std::collections::BTreeSet;

use commands::holiday::{AddHolidays, ListHolidays, NewHoliday, RemoveHolidays};
use commands::log::UndoLog;
use commands::request::{StartRequests, StartedRequests};
use commands::task::{ListTasks, PlanTasks, PlannedTasks, ShowTask};
use commands::{Code, Failure};
use model::holiday::Holiday;
use model::time::Day;

use crate::stage::{Stage, day};

fn add(stage: &mut Stage, days: &[(&str, &str)]) -> Result<Vec<Holiday>, Failure> {
    let new = |(on, name): &(&str, &str)| NewHoliday { day: day(on), name: (*name).to_owned() };
    stage.app.call(AddHolidays { holidays: days.iter().map(new).collect() })
}

fn kept(stage: &mut Stage) -> Vec<(String, String)> {
    let list = stage.app.call(ListHolidays {}).expect("lists");
    list.into_iter().map(|it| (it.day.to_string(), it.name)).collect()
}

fn start(stage: &mut Stage, more: &[&str]) -> StartedRequests {
    let request = StartRequests {
        engagement: None,
        codes: vec!["PBC-001".to_owned()],
        profile: None,
        received_on: Some(day("2026-12-22")),
        holidays: more.iter().map(|text| day(text)).collect(),
    };
    stage.app.call(request).expect("starts")
}

fn due(started: &StartedRequests) -> Day {
    started.requests[0].request.due_on.expect("has a due date")
}

fn plan(stage: &mut Stage, more: &[&str]) -> PlannedTasks {
    let holidays = more.iter().map(|text| day(text)).collect();
    let request = PlanTasks { engagement: None, plan: "30-day".to_owned(), on: day("2026-12-21"), holidays };
    stage.app.call(request).expect("plans")
}

#[test]
fn several_are_added_and_removed_at_once_or_not_at_all() {
    let mut stage = Stage::engaged();
    add(&mut stage, &[("2026-12-28", "Boxing Day (in lieu)"), ("2026-12-25", "Christmas Day")]).expect("adds");
    let both = [("2026-12-25", "Christmas Day"), ("2026-12-28", "Boxing Day (in lieu)")];
    let both = both.map(|(on, name)| (on.to_owned(), name.to_owned()));
    assert_eq!(kept(&mut stage), both);
    let twice = add(&mut stage, &[("2027-01-01", "New Year's Day"), ("2026-12-25", "Xmas")]).expect_err("taken");
    assert_eq!((twice.code, twice.field.as_deref()), (Code::Invalid, Some("day")));
    assert!(twice.message.contains("Christmas Day"), "{twice}");
    let same = add(&mut stage, &[("2027-01-01", "New Year's Day"), ("2027-01-01", "Again")]);
    assert_eq!(same.expect_err("twice in one call").field.as_deref(), Some("day"));
    assert_eq!(add(&mut stage, &[("2027-01-01", " ")]).expect_err("no name").field.as_deref(), Some("name"));
    assert_eq!(add(&mut stage, &[]).expect_err("none").code, Code::Invalid);
    assert_eq!(kept(&mut stage), both, "nothing of what was refused");
    let remove = |days: &[&str]| RemoveHolidays { holidays: days.iter().map(|it| (*it).to_owned()).collect() };
    let unknown = stage.app.call(remove(&["2026-12-25", "2026-12-24"])).expect_err("no such day");
    assert_eq!(unknown.code, Code::NotFound);
    assert_eq!(kept(&mut stage), both);
    stage.app.call(remove(&["2026-12-25", "2026-12-28"])).expect("removes");
    assert_eq!(kept(&mut stage), []);
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    assert_eq!(kept(&mut stage), both);
    let mut stage = stage.reopen();
    assert_eq!(kept(&mut stage), both);
}

#[test]
fn due_dates_of_requests_leave_holidays_out() {
    let without = due(&start(&mut Stage::engaged(), &[]));
    let mut stage = Stage::engaged();
    // A Saturday takes no business day, a day after the due date neither.
    add(&mut stage, &[("2026-12-25", "Christmas Day"), ("2026-12-26", "Boxing Day"), ("2027-12-25", "Next year")])
        .expect("adds");
    let with = start(&mut stage, &[]);
    assert!(without >= day("2026-12-25") && due(&with) > without, "{without} and {}", due(&with));
    let named: Vec<String> = with.holidays.iter().map(|it| it.name.clone()).collect();
    assert_eq!(named, ["Christmas Day"]);
    let mut other = Stage::engaged();
    let given = start(&mut other, &["2026-12-25"]);
    assert_eq!((due(&given), given.holidays.len()), (due(&with), 0), "given with the call, and kept by nobody");
    add(&mut other, &[("2026-12-25", "Christmas Day")]).expect("adds");
    assert_eq!(due(&given), due(&with), "what was computed stays");
}

#[test]
fn plans_and_their_schedule_leave_holidays_out() {
    let mut without = Stage::engaged();
    let usual = plan(&mut without, &[]);
    let mut stage = Stage::engaged();
    add(&mut stage, &[("2026-12-25", "Christmas Day"), ("2026-12-28", "Boxing Day (in lieu)")]).expect("adds");
    let pushed = plan(&mut stage, &[]);
    assert!(usual.ends_on < pushed.ends_on, "{:?} and {:?}", usual.ends_on, pushed.ends_on);
    assert_eq!((usual.holidays.len(), pushed.holidays.len()), (0, 2));
    let list = |stage: &mut Stage, more: BTreeSet<Day>| {
        stage.app.call(ListTasks { engagement: None, open: true, holidays: more }).expect("lists")
    };
    let days: Vec<_> = list(&mut stage, BTreeSet::new()).into_iter().map(|row| (row.task.code, row.days)).collect();
    let planned: Vec<_> = pushed.tasks.iter().map(|row| (row.task.code.clone(), row.days)).collect();
    assert_eq!(days, planned, "the list counts as the plan did");
    for (code, days) in &planned {
        let request = ShowTask { engagement: None, task: code.to_string() };
        assert_eq!(&stage.app.call(request).expect("shows").days, days);
    }
    let last = |rows: Vec<commands::task::TaskRow>| rows.into_iter().filter_map(|row| row.days).map(|it| it.to).max();
    let more = BTreeSet::from([day("2026-12-29"), day("2026-12-30")]);
    let usual_end = last(list(&mut stage, BTreeSet::new()));
    assert!(usual_end < last(list(&mut stage, more)), "those of a call come on top");
}
