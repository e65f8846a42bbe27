//! An engagement in one look, its coverage, calendar, heat map and plan: each figure against the command that lists its
//! rows.

use std::collections::BTreeSet;

use commands::calendar::{CalendarSheet, ShowCalendar};
use commands::control::ChangeControl;
use commands::coverage::{CoverageMark, CoverageSheet, ShowCoverage};
use commands::engagement::EditEngagement;
use commands::gap::{EditGap, ListGaps, StartGap};
use commands::heat_map::{HeatMapSheet, ShowHeatMap};
use commands::occurrence::{ListOccurrences, PerformOccurrence};
use commands::overview::{Overview, ShowOverview};
use commands::readiness::ShowReadiness;
use commands::request::{EditRequest, StartRequests};
use commands::scenario::StartScenario;
use commands::task::{ListTasks, MoveTask, PlanTasks, ShowTaskChart, TaskChart, TaskStep};
use model::control::{ControlChange, ControlState};
use model::coverage::CoverageState;
use model::evidence::{Covers, EvidenceKind};
use model::gap::{GapSource, Level};
use model::heat_map::HeatCell;
use model::occurrence::OccurrenceState;
use model::record::Noun;
use model::request::RequestStanding;
use serde_json::json;

use crate::stage::{Stage, day, extract};

fn look(stage: &mut Stage) -> Overview {
    stage.app.call(ShowOverview { engagement: None }).expect("shows")
}

fn in_place(stage: &mut Stage, control: &str) {
    let changes = vec![ControlChange::State(ControlState::InPlace)];
    stage.app.call(ChangeControl { engagement: None, control: control.to_owned(), changes }).expect("in place");
}

fn engagement(stage: &mut Stage, facts: serde_json::Value) {
    let facts = serde_json::from_value(facts).expect("facts");
    stage.app.call(EditEngagement { engagement: None, facts }).expect("edits");
}

fn gap(stage: &mut Stage, pattern: &str, facts: serde_json::Value) -> String {
    let request = StartGap {
        engagement: None,
        pattern: pattern.to_owned(),
        source: GapSource::SelfAssessment,
        found_on: Some(day("2026-02-01")),
        surfaces: None,
    };
    let reference = stage.app.call(request).expect("starts").reference();
    let facts = serde_json::from_value(facts).expect("facts");
    stage.app.call(EditGap { engagement: None, gap: reference.clone(), facts }).expect("edits");
    reference
}

#[test]
fn an_empty_engagement_says_so_everywhere() {
    let mut stage = Stage::engaged();
    let seen = look(&mut stage);
    assert_eq!(seen.today, day("2026-10-01"));
    assert_eq!((seen.dates.left_in_period, seen.dates.to_fieldwork, seen.dates.to_report), (Some(91), None, None));
    assert_eq!(
        seen.quarters.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(),
        ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    );
    assert_eq!(seen.quarters.iter().filter(|it| it.over).count(), 3);
    assert_eq!((seen.fixable.total, seen.lost.total, seen.requests.total, seen.gaps.open), (0, 0, 0, 0));
    assert_eq!((seen.clock.is_none(), seen.critical.is_none(), seen.stale.total), (true, true, 0));
    assert_eq!((seen.escalation.overdue, seen.follow_ups.count, seen.deadlines.total), (0, 0, 0));
    assert_eq!(seen.readiness.map(|it| it.figures.score), Some(0));
    let mut bare = Stage::bare();
    assert!(
        bare.app.call(ShowOverview { engagement: None }).is_err(),
        "without an engagement there is nothing to show"
    );
}

#[test]
fn what_can_be_fixed_and_what_cannot_agrees_with_the_occurrences() {
    let mut stage = Stage::engaged();
    engagement(&mut stage, json!({ "fieldwork_from": "2027-01-18", "report_due": "2027-02-26" }));
    in_place(&mut stage, "CORE-24");
    let item = stage.attach("q1.csv", b"a,b\n1,2\n", extract).expect("attached").item.reference();
    stage.accept(&item);
    let request = PerformOccurrence {
        engagement: None,
        control: "CORE-24".to_owned(),
        key: "2026-Q2".parse().expect("a key"),
        on: day("2026-07-03"),
        by: "K. Moreau".to_owned(),
        note: None,
    };
    stage.app.call(request).expect("performed");
    stage.host.pass_days(20);
    let seen = look(&mut stage);
    assert_eq!(seen.today, day("2026-10-21"));
    assert_eq!((seen.dates.to_fieldwork, seen.dates.to_report), (Some(89), Some(128)));
    let lost = &seen.lost.controls[0];
    assert_eq!(
        (lost.reference.as_str(), lost.lost.what.as_str(), lost.lost.count.as_str()),
        ("CORE-24", "2026-Q3", "1 of 4")
    );
    assert!(!lost.lost.instead_words.is_empty());
    let open: Vec<(&str, &str)> =
        seen.fixable.soonest.iter().map(|it| (it.possible.what.as_str(), it.possible.when.as_str())).collect();
    assert_eq!(
        open,
        [
            ("2026-Q4", "due 2026-12-31, grace to 2027-01-10"),
            ("2026-Q2: performed, not evidenced", "any time, while the records exist at their source")
        ]
    );
    assert_eq!((seen.fixable.total, seen.fixable.rows.ids.len(), seen.fixable.rows.noun), (2, 1, Noun::Control));
    let list = ListOccurrences { engagement: None, control: Some("CORE-24".to_owned()), as_of: None };
    let outlook = stage.app.call(list).expect("lists").controls.remove(0).outlook.expect("has occurrences");
    assert_eq!(outlook.lost.len(), lost.lost.lost, "the day moved on without a write, and both agree");
    let chance = seen.deadlines.next.iter().find(|it| it.noun == Noun::Control).expect("the last chance");
    assert_eq!((chance.day, chance.reference.as_str()), (day("2027-01-10"), "CORE-24"));
    let readiness = stage.app.call(ShowReadiness { engagement: None, on: None }).expect("shows");
    assert_eq!(
        seen.readiness.map(|it| (Some(it.figures), Some(it.at_most))),
        Some((readiness.figures, readiness.at_most))
    );
}

#[test]
fn requests_gaps_and_deadlines_add_up() {
    let mut stage = Stage::engaged();
    engagement(&mut stage, json!({ "fieldwork_from": "2027-01-18" }));
    let codes = ["PBC-001", "PBC-003"].map(str::to_owned).to_vec();
    let (profile, received_on) = (None, Some(day("2026-09-01")));
    let request = StartRequests { engagement: None, codes, profile, received_on, holidays: BTreeSet::new() };
    stage.app.call(request).expect("starts");
    let screen = stage.attach("screen.csv", b"a,b\n1,2\n", |new| {
        extract(new);
        new.kind = EvidenceKind::Configuration;
        new.covers = Some(Covers::AsOf { on: day("2026-04-01") });
    });
    let screen = screen.expect("attached").item.reference();
    let facts = serde_json::from_value(json!({ "evidence": [screen] })).expect("facts");
    stage.app.call(EditRequest { engagement: None, request: "REQ-002".to_owned(), facts }).expect("edits");
    let cost = json!({ "low": 10000, "high": 25000, "currency": "GBP", "basis": "two quotes" });
    gap(
        &mut stage,
        "FP-001",
        json!({ "cost": cost, "due_on": "2026-09-15", "severity": { "likelihood": 5, "impact": 5 } }),
    );
    gap(&mut stage, "FP-002", json!({ "due_on": "2026-10-09" }));
    let seen = look(&mut stage);
    let count: usize = seen.requests.states.iter().map(|it| it.count).sum();
    assert_eq!((seen.requests.total, count, seen.requests.overdue), (2, 2, 2));
    let begun: Vec<_> = seen.requests.states.iter().map(|it| it.standing).collect();
    assert!(begun.iter().all(|it| matches!(it, RequestStanding::NotStarted | RequestStanding::InWork)), "{begun:?}");
    assert_eq!((seen.gaps.open, seen.gaps.overdue), (2, 1));
    let worst = &seen.gaps.levels[0];
    assert_eq!(
        (worst.level, worst.count, worst.costs[0].high, worst.costs[0].currency.as_str()),
        (Level::Critical, 1, 25_000, "GBP")
    );
    let listed = stage.app.call(ListGaps { engagement: None, open: true }).expect("lists");
    assert_eq!(seen.gaps.rows.ids, listed.iter().map(|it| it.id.to_string()).collect::<Vec<_>>());
    assert_eq!((seen.stale.total, seen.stale.items[0].reference.as_str()), (1, screen.as_str()));
    assert_eq!(seen.stale.by, day("2027-01-18"));
    let soon = seen.deadlines.next.iter().find(|it| it.reference == "GAP-002").expect("due in a week");
    assert_eq!((soon.business_days, soon.kind.as_str(), soon.noun), (6, "gap due", Noun::Gap));
    let past = seen.deadlines.past.iter().find(|it| it.reference == "GAP-001").expect("past");
    assert_eq!((past.business_days, past.overdue), (-12, true));
    assert_eq!(seen.deadlines.overdue, seen.deadlines.past.len());
    assert!(seen.deadlines.next.windows(2).all(|pair| pair[0].day <= pair[1].day));
}

#[test]
fn a_crisis_starts_clocks_and_escalates() {
    let mut stage = Stage::engaged();
    let at = "2026-09-30T16:00:00Z".parse().expect("an instant");
    stage
        .app
        .call(StartScenario { engagement: None, scenario: "failed-opinion".to_owned(), at, again: false })
        .expect("starts");
    let seen = look(&mut stage);
    let clock = seen.clock.expect("a clock runs");
    assert!(clock.running >= 1 && clock.rows.ids.len() == clock.running);
    assert_eq!((clock.deadline.noun, clock.deadline.at.is_some()), (Noun::PlanRow, true));
    stage.host.pass_days(30);
    let seen = look(&mut stage);
    assert!(seen.escalation.overdue > 0 && seen.escalation.plan_rows.ids.len() == seen.escalation.overdue);
    assert!(seen.clock.is_some_and(|clock| clock.minutes_left < 0), "a clock that has run out still shows");
}

#[test]
fn the_plan_has_a_critical_path_that_ends_with_it() {
    let mut stage = Stage::engaged();
    let request =
        PlanTasks { engagement: None, plan: "30-day".to_owned(), on: day("2026-10-05"), holidays: BTreeSet::new() };
    stage.app.call(request).expect("plans");
    let chart: TaskChart = stage.app.call(ShowTaskChart { engagement: None }).expect("shows");
    let listed = stage.app.call(ListTasks { engagement: None, open: false, holidays: BTreeSet::new() }).expect("lists");
    assert_eq!(chart.bars.len(), listed.len());
    for bar in &chart.bars {
        let row = listed.iter().find(|row| row.task.code.as_str() == bar.code).expect("listed");
        assert_eq!(row.days, Some(bar.days));
    }
    assert_eq!(chart.phases.iter().map(|it| it.tasks).sum::<usize>(), chart.bars.len());
    let critical: Vec<_> = chart.bars.iter().filter(|bar| bar.critical).collect();
    assert!(critical.iter().any(|bar| Some(bar.days.to) == chart.ends_on));
    assert!(chart.bars.iter().all(|bar| bar.critical == (bar.slack == Some(0))));
    let seen = look(&mut stage);
    let next = seen.critical.expect("something is open");
    assert!(critical.iter().any(|bar| bar.code == next.reference));
    assert_eq!((Some(next.plan_ends_on), next.rows.ids.len()), (chart.ends_on, critical.len()));
    assert!(seen.deadlines.next.iter().any(|it| it.critical && it.noun == Noun::Task));
    let step = TaskStep::Dropped { reason: "not needed".to_owned() };
    stage.app.call(MoveTask { engagement: None, task: next.reference, step }).expect("drops");
    let after: TaskChart = stage.app.call(ShowTaskChart { engagement: None }).expect("shows");
    assert_eq!((after.dropped, after.bars.len()), (1, chart.bars.len() - 1));
}

#[test]
fn an_empty_criterion_stands_out_and_says_why() {
    let mut stage = Stage::engaged();
    let show =
        |stage: &mut Stage| -> CoverageSheet { stage.app.call(ShowCoverage { engagement: None }).expect("shows") };
    let seen = show(&mut stage);
    let place = seen.criteria.iter().position(|it| it.state == CoverageState::OneControl);
    let line = &seen.criteria[place.expect("some criterion rests on one control")];
    assert_eq!(line.marks.len(), 1);
    let code = seen.controls[line.marks[0]].code.clone();
    assert!(line.why.contains(&code));
    let changes = vec![ControlChange::State(ControlState::Retired { reason: "merged".to_owned() })];
    stage.app.call(ChangeControl { engagement: None, control: code.clone(), changes }).expect("retires");
    let after = show(&mut stage);
    assert!(after.empty > seen.empty);
    let empty = after.criteria.iter().find(|it| it.code == line.code).expect("still there");
    assert_eq!(empty.state, CoverageState::DesignGap);
    assert!(empty.why.contains(&code), "{}", empty.why);
    assert_eq!(after.controls[empty.marks[0]].mark, CoverageMark::Retired);
    assert_eq!(after.series.iter().map(|it| it.criteria).sum::<usize>(), after.criteria.len());
    assert_eq!(after.series.iter().map(|it| it.empty).sum::<usize>(), after.empty);
}

#[test]
fn the_calendar_goes_on_to_fieldwork_and_pages() {
    let mut stage = Stage::engaged();
    engagement(&mut stage, json!({ "fieldwork_from": "2027-01-18" }));
    in_place(&mut stage, "CORE-24");
    in_place(&mut stage, "CORE-14");
    let show = |stage: &mut Stage, controls: &[&str], from: u32, most: Option<u32>| -> CalendarSheet {
        let controls = controls.iter().map(|code| (*code).to_owned()).collect();
        stage.app.call(ShowCalendar { engagement: None, controls, pressing: false, from, most }).expect("shows")
    };
    let one = show(&mut stage, &["CORE-24"], 0, None);
    assert_eq!((one.rows.len(), one.total, one.rows[0].occurrences), (1, 1, 4));
    let last = one.weeks.last().expect("weeks");
    assert!(last.fieldwork && !last.in_period && one.weeks.iter().any(|week| week.today));
    let first = &one.rows[0].cells[0];
    assert_eq!((first.state, first.missed), (OccurrenceState::Missed, 1));
    assert!(first.occurrences[0].words.starts_with("2026-Q1: missed"));
    assert!(one.rows[0].cells.iter().any(|cell| cell.grace && cell.state == OccurrenceState::Upcoming));
    let all = show(&mut stage, &[], 0, None);
    assert_eq!(all.rows.len(), all.total);
    let page = show(&mut stage, &[], 1, Some(1));
    assert_eq!((page.rows.as_slice(), page.total), (&all.rows[1..2], all.total));
    assert_eq!(page.weeks, all.weeks, "columns stay while one pages");
    let pressing = ShowCalendar { engagement: None, controls: Vec::new(), pressing: true, from: 0, most: None };
    let pressing: CalendarSheet = stage.app.call(pressing).expect("shows");
    assert!(pressing.rows.iter().all(|row| row.missed > 0) && pressing.total <= all.total);
}

#[test]
fn the_heat_map_names_the_gaps_behind_each_cell() {
    let mut stage = Stage::engaged();
    let cost = json!({ "low": 1, "high": 2, "currency": "USD", "basis": "a guess" });
    gap(&mut stage, "FP-001", json!({ "cost": cost }));
    let seen: HeatMapSheet = stage.app.call(ShowHeatMap { engagement: None }).expect("shows");
    assert!(seen.surfaces.iter().all(|row| row.cells.len() == seen.series.len()));
    let hot: Vec<_> = seen.surfaces.iter().flat_map(|row| &row.cells).filter(|cell| cell.level.is_some()).collect();
    assert!(!hot.is_empty());
    for cell in hot {
        assert!(matches!(cell.cell, HeatCell::Gaps { count: 1, .. }) && cell.words.starts_with("1 open gap"));
        assert_eq!((cell.gaps.ids.len(), cell.costs[0].high), (1, 2));
    }
    assert_eq!(seen.elsewhere.ids, Vec::<String>::new());
}
