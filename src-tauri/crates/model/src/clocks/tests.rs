//! What has a clock and what hasn't, and in which order.

use super::*;
use crate::communication::PlanRow;
use crate::control::Frequency;
use crate::engagement::Engagement;
use crate::finding::Finding;
use crate::fixture::{
    control, day, engagement, finding, gap, instant, message, person as named, plan_row, request, task, zoned,
};
use crate::gap::{GapState, RiskAcceptance};
use crate::packet::tests::empty_source;
use crate::person::Side;
use crate::request::AuditorStatus;
use crate::task::{Done, TaskState};

fn on(text: &str) -> AsOf {
    AsOf { at: zoned(&format!("{text}T18:00:00Z")) }
}

/// Kind, day and name of each clock.
fn said(source: &PacketSource, at: &str) -> Vec<(ClockKind, String, String)> {
    let due = Clocks::of(source, on(at)).due.into_iter();
    due.map(|clock| (clock.kind, clock.due.to_string(), clock.about.unwrap_or_default())).collect()
}

fn kinds(source: &PacketSource, at: &str) -> Vec<ClockKind> {
    said(source, at).into_iter().map(|(kind, _, _)| kind).collect()
}

#[test]
fn one_list_by_date_with_what_is_past_first() {
    let mut source =
        PacketSource { engagement: engagement(), people: vec![named(101, Side::Client)], ..empty_source() };
    source.requests = vec![request()];
    source.findings = vec![finding()];
    source.gaps = vec![gap()];
    source.tasks = vec![task(1301)];
    source.plan_rows = vec![PlanRow { due: Due::On { day: day("2026-11-25") }, ..plan_row() }];
    source.messages = vec![Message { valid_until: Some(day("2026-12-01")), ..message() }];
    let row = |kind, day: &str, about: &str| (kind, day.to_owned(), about.to_owned());
    assert_eq!(
        said(&source, "2026-11-20"),
        [
            row(ClockKind::Gap, "2026-05-01", "GAP-014"),
            row(ClockKind::Task, "2026-09-11", "T-1301"),
            row(ClockKind::Plan, "2026-11-25", "row 1"),
            row(ClockKind::Message, "2026-12-01", "MSG-003"),
            row(ClockKind::Fieldwork, "2027-01-18", ""),
            row(ClockKind::Request, "2027-01-25", "REQ-012"),
            row(ClockKind::Response, "2027-02-15", "FND-003"),
            row(ClockKind::Report, "2027-03-15", ""),
        ]
    );
    let clocks = Clocks::of(&source, on("2026-11-20"));
    let overdue: Vec<bool> = clocks.due.iter().map(|clock| clock.overdue).collect();
    assert_eq!(overdue, [true, true, false, false, false, false, false, false]);
    assert_eq!(clocks.due[0].owner.as_deref(), Some("Person 101"));
    let due_today = Clocks::of(&source, on("2026-12-01"));
    assert!(!due_today.due[3].overdue, "the due day itself is still in time");
}

#[test]
fn what_is_done_has_no_clock() {
    let mut source = PacketSource { engagement: engagement(), ..empty_source() };
    source.engagement = Engagement { fieldwork_from: None, report_due: None, ..engagement() };
    source.requests = vec![crate::request::EvidenceRequest { auditor: AuditorStatus::Submitted, ..request() }];
    source.findings = vec![Finding { state: FindingState::Verified, ..finding() }];
    source.gaps = vec![Gap { state: GapState::Retested, ..gap() }];
    let done = Some(Done { on: day("2026-09-10"), evidence: [].into(), note: "Done".to_owned() });
    source.tasks = vec![crate::task::Task { state: TaskState::Done, done, ..task(1301) }];
    source.messages = vec![
        Message { valid_until: Some(day("2026-12-01")), state: MessageState::Withdrawn, ..message() },
        Message { state: MessageState::Sent, ..message() },
    ];
    source.plan_rows = vec![PlanRow { due: Due::On { day: day("2026-11-25") }, ..plan_row() }];
    assert_eq!(kinds(&source, "2026-11-20"), [], "a message of the row was sent");
    source.messages.clear();
    assert_eq!(kinds(&source, "2026-11-20"), [ClockKind::Plan]);
    source.plan_rows.clear();
    source.engagement = Engagement { state: EngagementState::Fieldwork, ..engagement() };
    assert_eq!(kinds(&source, "2027-01-20"), [ClockKind::Report]);
    source.engagement.state = EngagementState::Reported;
    assert_eq!(kinds(&source, "2027-01-20"), []);
}

#[test]
fn only_the_next_last_chance_of_a_control_is_listed_and_only_within_the_horizon() {
    let mut source = PacketSource { engagement: engagement(), ..empty_source() };
    source.engagement = Engagement { fieldwork_from: None, report_due: None, ..engagement() };
    source.controls = vec![control(401, &["CC6.1"])];
    assert_eq!(source.controls[0].frequency, Frequency::Quarterly);
    // Due on 31 December, with ten days of grace.
    assert_eq!(said(&source, "2026-12-11")[0].1, "2027-01-10", "thirty days ahead");
    assert_eq!(said(&source, "2026-12-10"), []);
    assert_eq!(Clocks::of(&source, on("2026-12-10")).later, 1);
    assert_eq!(Clocks::of(&source, on("2026-12-11")).later, 0);
    assert_eq!(said(&source, "2027-01-11"), [], "lost, and no clock any more");
    source.controls[0].frequency = Frequency::Daily;
    assert_eq!(said(&source, "2026-12-11").len(), 1);
}

#[test]
fn an_accepted_risk_ends_and_then_the_gap_is_due_again() {
    let risk =
        RiskAcceptance { approver: crate::fixture::id(103), until: day("2027-03-31"), reason: "Small".to_owned() };
    let accepted = Gap { state: GapState::AcceptedRisk, acceptance_of_risk: Some(risk), ..gap() };
    let source = PacketSource { gaps: vec![accepted], ..empty_source() };
    let of_engagement = |kind: &ClockKind| matches!(kind, ClockKind::Fieldwork | ClockKind::Report);
    let own = |at| kinds(&source, at).into_iter().filter(|kind| !of_engagement(kind)).collect::<Vec<_>>();
    assert_eq!(own("2027-03-31"), [ClockKind::AcceptedRisk]);
    assert_eq!(own("2027-04-01"), [ClockKind::Gap]);
}

#[test]
fn a_trigger_starts_a_clock_of_hours() {
    let waiting = PacketSource { plan_rows: vec![plan_row()], ..empty_source() };
    let clocks = Clocks::of(&waiting, on("2026-11-20"));
    assert_eq!(clocks.on_trigger.iter().map(|it| (it.number, it.hours)).collect::<Vec<_>>(), [(1, 72)]);
    let row = PlanRow { triggered_at: Some(instant("2026-11-17T17:00:00Z")), ..plan_row() };
    let started = PacketSource { plan_rows: vec![row], ..empty_source() };
    let clocks = Clocks::of(&started, on("2026-11-20"));
    assert_eq!(clocks.on_trigger, []);
    let clock = clocks.due.iter().find(|clock| clock.kind == ClockKind::Plan).expect("a clock");
    assert_eq!((clock.due, clock.at), (day("2026-11-20"), Some(instant("2026-11-20T17:00:00Z"))));
    assert!(clock.overdue, "an hour ago");
}

#[test]
fn a_long_wording_ends_in_an_ellipsis() {
    assert_eq!(brief("One line"), "One line");
    assert_eq!(brief("\n First\nSecond"), "First…");
    assert_eq!(brief(&"x".repeat(121)).chars().count(), 121);
    assert_eq!(brief(&"x".repeat(120)), "x".repeat(120));
    let words = format!("{}, decided 2026", "x".repeat(113));
    assert_eq!(brief(&words), format!("{}…", "x".repeat(113)), "never inside a word");
    let whole = format!("{} ends and goes on", "x".repeat(115));
    assert_eq!(brief(&whole), format!("{} ends…", "x".repeat(115)), "the last word fits");
}
