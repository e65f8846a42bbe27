//! Pages of rows as a window asks for them: what the lines say, what a filter leaves, and what is refused.

use commands::Code;
use commands::control::ChangeControl;
use commands::engagement::StartEngagement;
use commands::evidence::EvidenceRow;
use commands::finding::AddFinding;
use commands::gap::StartGap;
use commands::log::UndoLog;
use commands::page::{
    CountFacets, ListPageIds, LocateRow, PageControls, PageEvidence, PageFindings, PageGaps, PageLog, PageRequests,
    PageTasks,
};
use commands::request::AddRequest;
use commands::task::AddTask;
use model::activity::Action;
use model::clocks::ClockKind;
use model::control::{ControlChange, ControlState};
use model::finding::FindingSource;
use model::gap::{GapSource, Level};
use model::occurrence::ShownBy;
use model::page::{ColumnFilter, ColumnTest, PageNoun, PageQuery, SortBy};
use model::task::WorkTrack;
use serde_json::json;

use crate::stage::{self, Stage, day, extract};

fn ask() -> PageQuery {
    PageQuery { limit: 200, ..PageQuery::default() }
}

fn any_of(column: &str, value: &str) -> PageQuery {
    let test = ColumnTest::AnyOf { values: vec![value.to_owned()] };
    PageQuery { filters: vec![ColumnFilter { column: column.to_owned(), test }], ..ask() }
}

#[test]
fn the_matrix_counts_what_bears_on_each_control() {
    let mut stage = Stage::engaged();
    in_place(&mut stage, "CORE-24");
    stage.attach("policy.txt", b"in force", |_| {}).expect("attached");
    stage.released("list.csv", b"a,b\n1,2\n", extract);
    let start = StartGap {
        engagement: None,
        pattern: "FP-001".to_owned(),
        source: GapSource::Auditor,
        found_on: None,
        surfaces: None,
    };
    let gap = stage.app.call(start).expect("starts");
    let page = stage.app.call(PageControls { query: ask() }).expect("a page");
    assert_eq!((page.total as usize, page.all), (page.rows.len(), page.total));
    assert!(page.rows.is_sorted_by(|one, other| one.code < other.code));
    let line = page.rows.iter().find(|line| line.code.as_str() == "CORE-24").expect("the control");
    assert_eq!((line.evidence, line.released), (2, 1));
    let named = page.rows.iter().find(|line| gap.controls.contains(&line.id)).expect("a control of the gap");
    assert_eq!((named.open_gaps, named.worst_gap), (1, Some(gap.severity.level())));
    let calendar = page.rows.iter().find(|line| line.shown_by == ShownBy::Occurrences && line.occurrences.expected > 0);
    let strip = &calendar.expect("a control with occurrences").occurrences;
    assert!((1..=12).contains(&strip.marks.len()) && strip.last_chance >= strip.next_due);
    let worst = stage.app.call(PageControls { query: any_of("worst_gap", line_level(gap.severity.level())) });
    assert_eq!(worst.expect("a page").total as usize, gap.controls.len());
}

/// Has a control operate, since nothing is expected of one that is planned.
fn in_place(stage: &mut Stage, control: &str) {
    let changes = vec![ControlChange::State(ControlState::InPlace)];
    stage.app.call(ChangeControl { engagement: None, control: control.to_owned(), changes }).expect("changes");
}

fn line_level(level: Level) -> &'static str {
    level.name()
}

#[test]
fn the_evidence_list_says_what_is_missing_and_pages_on() {
    let mut stage = Stage::engaged();
    for number in 0..7 {
        let attached = stage.attach(&format!("{number}.txt"), format!("text {number}").as_bytes(), |new| {
            new.title = Some(format!("Übersicht {}", 9 - number));
            new.approval = new.approval.take().filter(|_| number % 2 == 0);
        });
        attached.expect("attached");
    }
    let by_title = |offset, limit| PageQuery {
        sort: vec![SortBy { column: "title".to_owned(), descending: false }],
        text: Some("übersicht".to_owned()),
        offset,
        limit,
        ..PageQuery::default()
    };
    let first = stage.app.call(PageEvidence { query: by_title(0, 3) }).expect("a page");
    let second = stage.app.call(PageEvidence { query: by_title(3, 3) }).expect("a page");
    let titles: Vec<_> = first.rows.iter().chain(&second.rows).map(|line| line.title.as_str()).collect();
    assert_eq!(titles, ["Übersicht 3", "Übersicht 4", "Übersicht 5", "Übersicht 6", "Übersicht 7", "Übersicht 8"]);
    assert_eq!((first.total, second.offset), (7, 3));
    let listed: Vec<EvidenceRow> = stage
        .app
        .call(commands::evidence::ListEvidence { engagement: None, control: None, all: true })
        .expect("a list");
    let all = stage.app.call(PageEvidence { query: ask() }).expect("a page");
    for (line, row) in all.rows.iter().zip(&listed) {
        assert_eq!((line.id, line.missing as usize, &line.controls), (row.item.id, row.missing.len(), &row.controls));
    }
    let choices = CountFacets { noun: PageNoun::Evidence, column: "missing".to_owned(), query: ask() };
    let counts: Vec<_> = stage.app.call(choices).expect("choices").into_iter().map(|it| (it.value, it.count)).collect();
    assert_eq!(counts, [("0".to_owned(), 4), ("1".to_owned(), 3)]);
    let id = first.rows[2].id.to_string();
    let locate = LocateRow { noun: PageNoun::Evidence, id, query: by_title(0, 1) };
    assert_eq!(stage.app.call(locate).expect("a place"), Some(2));
    let ids = stage.app.call(ListPageIds { noun: PageNoun::Evidence, query: any_of("missing", "1") }).expect("ids");
    assert_eq!(ids.len(), 3);
}

#[test]
fn requests_findings_and_tasks_have_their_lines() {
    let mut stage = Stage::engaged();
    let facts = |value| serde_json::from_value(value).expect("facts");
    let request = AddRequest {
        engagement: None,
        auditor_id: Some("B-7".to_owned()),
        wording: "All leavers of the year.".to_owned(),
        received_on: Some(day("2026-03-01")),
        due_on: Some(day("2026-03-20")),
        facts: facts(json!({ "controls": ["CORE-24"], "owner": "Jonas Reuter" })),
    };
    stage.app.call(request).expect("adds");
    let overdue = stage.app.call(PageRequests { query: any_of("overdue", "true") }).expect("a page");
    assert_eq!(overdue.rows[0].owner_name.as_deref(), Some("Jonas Reuter"));
    assert!(overdue.rows[0].owed && overdue.rows[0].controls == ["CORE-24"]);
    let finding = AddFinding {
        engagement: None,
        auditor_reference: None,
        wording: "Two of 25 leavers kept their access.".to_owned(),
        source: FindingSource::Audit,
        severity: Level::High,
        raised_on: Some(day("2026-03-01")),
        facts: facts(json!({ "due_on": "2026-04-01" })),
    };
    stage.app.call(finding).expect("adds");
    let found = stage.app.call(PageFindings { query: ask() }).expect("a page");
    let clock = found.rows[0].clock.expect("a clock");
    assert_eq!((clock.kind, clock.due, clock.overdue), (ClockKind::Response, day("2026-04-01"), true));
    for (code, waits) in [("A1", json!({})), ("A2", json!({ "depends_on": { "A1": "finish" } }))] {
        let task = AddTask {
            engagement: None,
            code: code.parse().expect("a code"),
            title: "Cut permission sets".to_owned(),
            track: WorkTrack::Engineering,
            starts_on: Some(day("2026-03-02")),
            working_days: 5,
            facts: facts(waits),
        };
        stage.app.call(task).expect("adds");
    }
    let tasks = stage.app.call(PageTasks { query: ask() }).expect("a page").rows;
    assert_eq!((tasks[0].starts, tasks[0].ends), (Some(day("2026-03-02")), Some(day("2026-03-06"))));
    assert_eq!((tasks[1].starts, tasks[1].dependencies[0].code.as_str()), (Some(day("2026-03-09")), "A1"));
    let holiday = serde_json::json!({ "holidays": [{ "day": day("2026-03-03"), "name": "A feast" }] });
    stage.app.call_by_name("holiday.add", holiday).expect("adds");
    let tasks = stage.app.call(PageTasks { query: ask() }).expect("a page").rows;
    assert_eq!(tasks[1].starts, Some(day("2026-03-10")), "a holiday moves what waits");
}

#[test]
fn the_log_is_read_from_its_newest_row() {
    let mut stage = Stage::engaged();
    stage.attach("policy.txt", b"in force", |_| {}).expect("attached");
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    let page = stage.app.call(PageLog { query: ask() }).expect("a page");
    let (undo, attach) = (&page.rows[0], &page.rows[1]);
    assert_eq!((undo.action, undo.undoes, attach.undone_by), (Action::Undo, Some(attach.seq), Some(undo.seq)));
    assert_eq!((attach.words.as_str(), attach.who.as_str()), ("Evidence was attached", "Ines Okafor"));
    assert_eq!(attach.subjects[0].reference.as_deref(), Some("EV-0001"));
    let of_one = any_of("subject", &attach.subjects[0].id.to_string());
    assert_eq!(stage.app.call(PageLog { query: of_one }).expect("a page").total, 2);
    let start = page.rows.iter().find(|line| line.action == Action::StartEngagement).expect("the start");
    assert!(start.subjects.len() == 5 && start.touched > 50);
}

#[test]
fn a_query_that_makes_no_sense_is_refused() {
    let mut stage = Stage::engaged();
    let wrong = PageQuery { sort: vec![SortBy { column: "titel".to_owned(), descending: false }], ..ask() };
    assert_eq!(stage.app.call(PageGaps { query: wrong }).expect_err("refused").code, Code::Invalid);
    let none = PageQuery { limit: 0, ..ask() };
    assert_eq!(stage.app.call(PageGaps { query: none }).expect_err("refused").code, Code::Invalid);
    let elsewhere = PageQuery { engagement: Some("another".to_owned()), ..ask() };
    assert_eq!(stage.app.call(PageGaps { query: elsewhere }).expect_err("refused").code, Code::NotFound);
    let next = StartEngagement { title: "Next year".to_owned(), ..stage::start() };
    stage.app.call(next).expect("starts");
    stage.attach("new.txt", b"of next year", |_| {}).expect("attached");
    let old = PageQuery { engagement: Some("SOC 2 Type II readiness 2026".to_owned()), ..ask() };
    assert_eq!(stage.app.call(PageEvidence { query: old }).expect("a page").all, 0, "each engagement has its own");
}
