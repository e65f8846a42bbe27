//! What single facts do: kinds of evidence, records, schedules of controls, outlooks and previews.

use std::collections::BTreeSet;

use super::super::*;
use crate::control::{Control, ControlState, Frequency, Nature, QuarterRule};
use crate::evidence::{Approval, Covers, EvidenceItem, EvidenceKind, EvidenceState};
use crate::fixture::{KINDS, assert_breaks, control, day, evidence, id, period, released, span};
use crate::rating::{OperatingBasis, operating_basis};
use crate::time::Span;
use crate::words::forbidden;

fn quarterly(grace_days: u16) -> Schedule {
    Schedule { frequency: Frequency::Quarterly, starts_on: None, grace_days, quarters: QuarterRule::Calendar }
}

fn windows(schedule: &Schedule, period: Span) -> Vec<Window> {
    occurrences(schedule, period).expect("a period of ordinary length")
}

fn key(text: &str) -> OccurrenceKey {
    text.parse().expect("a key")
}

fn record(of: &str, performed_on: Option<&str>, exception: Option<&str>) -> Occurrence {
    Occurrence {
        id: id(900),
        revision: 1,
        engagement: id(3),
        control: id(401),
        key: key(of),
        performed_on: performed_on.map(day),
        performed_by: String::new(),
        note: String::new(),
        exception: exception.map(str::to_owned),
    }
}

fn dated(number: u128, on: &str) -> Support {
    Support { evidence: id(number), reach: Reach::Day(day(on)) }
}

#[test]
fn only_what_an_accepted_item_of_the_control_covers_counts() {
    let reach = |item: &EvidenceItem| Support::of(item, id(401)).map(|support| support.reach);
    let sound = evidence(501);
    assert_eq!(reach(&sound), Some(Reach::Span(span("2026-01-01", "2026-06-30"))));
    assert_eq!(reach(&released(501)), reach(&sound));
    assert_eq!(Support::of(&sound, id(402)), None, "it doesn't name that control");
    assert_eq!(reach(&EvidenceItem { covers: None, ..sound.clone() }), None);
    for state in [
        EvidenceState::Received,
        EvidenceState::InReview,
        EvidenceState::Returned { reason: "cropped".to_owned() },
        EvidenceState::Superseded { by: id(599) },
        EvidenceState::Withdrawn { reason: "wrong".to_owned() },
    ] {
        assert_eq!(reach(&EvidenceItem { state, ..sound.clone() }), None);
    }
}

#[test]
fn each_kind_counts_for_what_it_can_show() {
    let on = day("2026-03-10");
    let approval = Some(Approval { by: "Board".to_owned(), on: day("2026-03-08") });
    for kind in KINDS {
        let with = |covers, approval: &Option<Approval>| {
            let item = EvidenceItem { kind, covers: Some(covers), approval: approval.clone(), ..evidence(501) };
            Support::of(&item, id(401)).map(|support| support.reach)
        };
        let over = Covers::Period { span: span("2026-01-01", "2026-06-30") };
        let in_force = Covers::InForce { from: day("2026-04-01"), until: None };
        assert_eq!(with(Covers::AsOf { on }, &None), Some(Reach::Day(on)), "{kind:?}");
        assert_eq!(with(in_force, &approval), Some(Reach::Day(day("2026-03-08"))), "{kind:?}");
        assert_eq!(with(in_force, &None), None, "{kind:?}");
        let asked = match kind {
            EvidenceKind::Configuration => Some(Reach::Day(day("2026-06-30"))),
            EvidenceKind::ChangeHistory => None,
            EvidenceKind::Policy | EvidenceKind::Contract => Some(Reach::Day(day("2026-03-08"))),
            EvidenceKind::Population
            | EvidenceKind::Sample
            | EvidenceKind::Screenshot
            | EvidenceKind::SystemReport
            | EvidenceKind::Report
            | EvidenceKind::Ticket
            | EvidenceKind::Log
            | EvidenceKind::TrainingRecord
            | EvidenceKind::Correspondence => Some(Reach::Span(span("2026-01-01", "2026-06-30"))),
        };
        assert_eq!(with(over, &approval), asked, "{kind:?}");
    }
}

#[test]
fn a_record_says_who_only_with_when_and_an_exception_in_words() {
    assert_eq!(record("2026-Q1", None, None).check(), Ok(()));
    let named = Occurrence { performed_by: "Identity lead".to_owned(), ..record("2026-Q1", Some("2026-03-20"), None) };
    assert_eq!(named.check(), Ok(()));
    assert_breaks(Occurrence { performed_on: None, ..named }.check(), "performed_on");
    assert_eq!(record("2026-Q1", None, Some("Two accounts were left out")).check(), Ok(()));
    assert_breaks(record("2026-Q1", None, Some(" ")).check(), "exception");
    let stored = serde_json::to_value(record("2026-Q1", Some("2026-03-20"), None)).expect("an object");
    assert_eq!(stored["key"], serde_json::json!("2026-Q1"));
}

#[test]
fn a_performance_lies_neither_ahead_nor_before_its_window() {
    let window = windows(&quarterly(10), period())[1];
    let check = |day_text: &str, today: &str| record("2026-Q2", Some(day_text), None).check_window(&window, day(today));
    assert_eq!(check("2026-04-01", "2026-04-01"), Ok(()));
    assert_eq!(check("2026-09-01", "2026-09-01"), Ok(()), "late is told, not refused");
    assert_breaks(check("2026-04-02", "2026-04-01"), "performed_on");
    assert_breaks(check("2026-03-31", "2026-04-01"), "performed_on");
    assert_breaks(record("2026-Q1", None, None).check_window(&window, day("2026-04-01")), "key");
    let cut = windows(&quarterly(10), span("2026-02-01", "2027-01-31"))[0];
    let before = record("2026-Q1", Some("2026-01-20"), None);
    assert_eq!(before.check_window(&cut, day("2026-03-01")), Ok(()), "done before the period, inside the quarter");
}

#[test]
fn a_control_is_scheduled_when_the_calendar_shows_it() {
    let sound = || control(401, &["CC6.1"]);
    let asked = Schedule { starts_on: None, ..quarterly(10) };
    assert_eq!(Schedule::of(&sound()), Some(asked));
    assert_eq!(Schedule::of(&Control { nature: Nature::Automated, ..sound() }), None);
    assert_eq!(Schedule::of(&Control { frequency: Frequency::PerEvent, ..sound() }), None);
    let planned = Control { state: ControlState::Planned, ..sound() };
    assert_eq!(Schedule::of(&planned), None);
    let starts = Control { starts_on: Some(day("2026-12-01")), ..planned };
    assert_eq!(Schedule::of(&starts).and_then(|schedule| schedule.starts_on), Some(day("2026-12-01")));
    let retired = ControlState::Retired { reason: "replaced".to_owned() };
    assert_eq!(Schedule::of(&Control { state: retired, ..starts }), None);
}

#[test]
fn what_shows_a_control_agrees_with_whether_it_has_occurrences() {
    for nature in [Nature::Manual, Nature::ItDependentManual, Nature::Automated] {
        for frequency in [
            Frequency::Continuous,
            Frequency::PerEvent,
            Frequency::Daily,
            Frequency::Weekly,
            Frequency::Monthly,
            Frequency::Quarterly,
            Frequency::SemiAnnual,
            Frequency::Annual,
        ] {
            let shown = ShownBy::of(frequency, nature);
            let control = Control { frequency, nature, ..control(401, &[]) };
            assert_eq!(shown == ShownBy::Occurrences, control.has_occurrences(), "{frequency:?} {nature:?}");
            let counted = frequency == Frequency::PerEvent && nature != Nature::Automated;
            assert_eq!(shown == ShownBy::Population, counted, "{frequency:?} {nature:?}");
        }
    }
}

#[test]
fn a_missed_quarter_is_lost_the_same_day_and_says_what_is_accepted_instead() {
    let windows = windows(&quarterly(10), period());
    let late = record("2026-Q1", Some("2026-04-20"), None);
    let outlook = |records: &[Occurrence], as_of: &str| {
        let rows = occurrence_rows(&windows, &[], records, day(as_of));
        Outlook::of(Frequency::Quarterly, &rows, day(as_of))
    };
    let on_time = outlook(&[], "2026-04-10");
    assert_eq!((on_time.lost.len(), on_time.possible.len()), (0, 4));
    assert_eq!(on_time.next_last_chance(), Some(day("2026-04-10")));
    assert_eq!((on_time.possible[0].days_left, on_time.possible[0].urgent), (0, true));
    let lost = &outlook(&[], "2026-04-11").lost;
    assert_eq!((lost.len(), lost[0].key, lost[0].since), (1, key("2026-Q1"), day("2026-04-11")));
    use Instead::{Account, CompensatingControl, LaterOccurrences, OtherPeriod, PerformedLate};
    assert_eq!(lost[0].instead, [Account, CompensatingControl, PerformedLate, LaterOccurrences, OtherPeriod]);
    let performed = &outlook(&[late], "2026-04-30").lost[0];
    assert_eq!(performed.performed_late_on, Some(day("2026-04-20")));
    assert_eq!(performed.instead, [Account, CompensatingControl, LaterOccurrences, OtherPeriod]);
    let all_over = outlook(&[], "2027-02-01");
    assert_eq!((all_over.lost.len(), all_over.next_last_chance()), (4, None));
    assert!(!all_over.lost[0].instead.contains(&LaterOccurrences));
}

#[test]
fn an_annual_control_in_three_months_may_be_untestable() {
    let schedule = Schedule { frequency: Frequency::Annual, ..quarterly(0) };
    let windows = windows(&schedule, span("2026-01-01", "2026-03-31"));
    let outlook = |supports: &[Support]| {
        let rows = occurrence_rows(&windows, supports, &[], day("2026-03-31"));
        Outlook::of(Frequency::Annual, &rows, day("2026-03-31"))
    };
    assert!(outlook(&[]).untestable);
    assert!(!outlook(&[dated(501, "2026-02-01")]).untestable);
    let nothing = Outlook::of(Frequency::Annual, &[], day("2026-03-31"));
    assert!(!nothing.untestable, "a control without windows isn't judged by them");
}

#[test]
fn every_sentence_may_be_printed() {
    let instead = [
        Instead::Account,
        Instead::CompensatingControl,
        Instead::PerformedLate,
        Instead::LaterOccurrences,
        Instead::OtherPeriod,
    ];
    for text in instead.map(Instead::text).into_iter().chain([UNTESTABLE]) {
        assert_eq!(forbidden(text), [], "{text}");
        assert!(!text.contains("  ") && text.ends_with('.'), "{text}");
    }
    for state in OccurrenceState::ALL {
        assert_eq!(OccurrenceState::from_name(state.name()), Some(state));
    }
    assert_eq!(OccurrenceState::from_name("Missed"), None);
}

#[test]
fn an_exception_is_counted_beside_the_state() {
    let windows = windows(&quarterly(10), period());
    let records = [record("2026-Q1", Some("2026-03-20"), Some("Two accounts were left out"))];
    let rows = occurrence_rows(&windows, &[dated(501, "2026-03-20")], &records, day("2026-05-01"));
    assert_eq!((rows[0].state, rows[0].exception), (OccurrenceState::Performed, true));
    assert_eq!(rows[0].evidence, BTreeSet::from([id(501)]), "the items that would evidence it stay named");
    assert_eq!(Outlook::of(Frequency::Quarterly, &rows, day("2026-05-01")).exceptions, 1);
}

#[test]
fn the_grace_takes_the_earliest_day_with_all_its_items() {
    let windows = windows(&quarterly(90), period());
    let mut supports = [dated(503, "2026-06-01"), dated(502, "2026-05-05"), dated(501, "2026-05-05")];
    for _ in 0..2 {
        let rows = occurrence_rows(&windows, &supports, &[], day("2026-06-30"));
        assert_eq!(rows[0].evidence, BTreeSet::from([id(501), id(502)]));
        assert_eq!(rows[1].evidence, BTreeSet::from([id(503)]));
        supports.reverse();
    }
}

#[test]
fn a_period_that_begins_later_drops_a_quarter_with_all_that_hangs_on_it() {
    let records = [record("2026-Q1", Some("2026-03-20"), Some("Two accounts were left out"))];
    let supports = [dated(501, "2026-03-20"), dated(502, "2026-05-20")];
    let later = span("2026-04-01", "2027-03-31");
    let seen =
        preview((Some(quarterly(10)), period()), (Some(quarterly(10)), later), &supports, &records).expect("short");
    assert_eq!(seen.keeps, ["2026-Q2", "2026-Q3", "2026-Q4"].map(key));
    assert_eq!(seen.adds.iter().map(|window| window.key).collect::<Vec<_>>(), [key("2027-Q1")]);
    assert!(seen.changes.is_empty());
    assert_eq!(seen.drops.len(), 1);
    let asked = Loss {
        performed_on: Some(day("2026-03-20")),
        now_in: None,
        exception: true,
        evidence: BTreeSet::from([id(501)]),
    };
    assert_eq!((seen.drops[0].window.key, &seen.drops[0].loses), (key("2026-Q1"), &asked));
}

#[test]
fn less_grace_names_what_would_no_longer_be_in_time() {
    let records = [record("2026-Q1", Some("2026-04-08"), None)];
    let supports = [dated(501, "2026-04-08")];
    let seen =
        preview((Some(quarterly(10)), period()), (Some(quarterly(5)), period()), &supports, &records).expect("short");
    assert!(seen.adds.is_empty() && seen.drops.is_empty() && seen.keeps.is_empty());
    assert_eq!(seen.changes.len(), 4, "every last chance moves");
    let losses: Vec<_> = seen.losses().collect();
    let asked = Loss {
        performed_on: Some(day("2026-04-08")),
        now_in: Some(key("2026-Q2")),
        exception: false,
        evidence: BTreeSet::from([id(501)]),
    };
    assert_eq!(losses, [(key("2026-Q1"), &asked)]);
}

#[test]
fn another_frequency_replaces_every_occurrence_and_says_where_a_date_would_lie() {
    let records = [record("2026-Q1", Some("2026-03-20"), None)];
    let monthly = Schedule { frequency: Frequency::Monthly, ..quarterly(10) };
    let seen = preview((Some(quarterly(10)), period()), (Some(monthly), period()), &[], &records).expect("short");
    assert_eq!((seen.drops.len(), seen.adds.len(), seen.keeps.len()), (4, 12, 0));
    assert_eq!(seen.drops[0].loses.now_in, Some(key("2026-03")));
    let retired = preview((Some(quarterly(10)), period()), (None, period()), &[], &records).expect("short");
    assert_eq!((retired.drops.len(), retired.adds.len()), (4, 0));
    assert_eq!(retired.losses().count(), 1);
}

#[test]
fn a_period_of_which_no_windows_can_be_made_is_refused() {
    let centuries = span("1026-01-01", "2026-01-01");
    assert_breaks(occurrences(&quarterly(0), centuries), "period");
    assert_breaks(preview((Some(quarterly(0)), period()), (Some(quarterly(0)), centuries), &[], &[]), "period");
}

#[test]
fn an_automated_control_needs_configuration_and_history() {
    let item = |number: u128, kind, covers| EvidenceItem { kind, covers: Some(covers), ..evidence(number) };
    let configuration = item(501, EvidenceKind::Configuration, Covers::AsOf { on: day("2026-05-04") });
    let first = Covers::Period { span: span("2025-12-01", "2026-03-31") };
    let history = item(502, EvidenceKind::ChangeHistory, first);
    let rest = Covers::Period { span: span("2026-05-01", "2026-06-30") };
    let more = item(503, EvidenceKind::ChangeHistory, rest);
    let half_year = span("2026-01-01", "2026-06-30");
    let proof = |items: &[&EvidenceItem]| ConfigurationProof::of(id(401), items, half_year);
    let seen = proof(&[&configuration, &history, &more]);
    assert_eq!(seen.missing(), ["an accepted change history from 2026-04-01 to 2026-04-30"]);
    assert_eq!(seen.history.covered, [span("2026-01-01", "2026-03-31"), span("2026-05-01", "2026-06-30")]);
    let middle = Covers::Period { span: span("2026-04-01", "2026-04-30") };
    let gap_closed = item(504, EvidenceKind::ChangeHistory, middle);
    let whole = proof(&[&configuration, &history, &more, &gap_closed]);
    assert!(whole.is_complete() && whole.missing().is_empty());
    assert_eq!(whole.configurations.keys().copied().collect::<Vec<_>>(), [id(501)]);
    assert_eq!(whole.histories.len(), 3);
    let alone = proof(&[&history, &more, &gap_closed]);
    assert!(!alone.is_complete());
    assert_eq!(alone.missing(), ["an accepted configuration, inspected on a day of the period"]);
    let returned = EvidenceItem { state: EvidenceState::InReview, ..configuration.clone() };
    assert!(!proof(&[&returned, &history, &more, &gap_closed]).is_complete());
    let elsewhere = EvidenceItem { controls: BTreeSet::from([id(402)]), ..configuration.clone() };
    assert!(!proof(&[&elsewhere, &history, &more, &gap_closed]).is_complete());
    // A rating of operation may rest on exactly what is complete here.
    let automated = Control { nature: Nature::Automated, ..control(401, &[]) };
    let items = [&configuration, &history, &more, &gap_closed, &returned, &elsewhere];
    for chosen in 0..1u8 << items.len() {
        let some: Vec<&EvidenceItem> =
            items.iter().enumerate().filter(|(place, _)| chosen >> place & 1 == 1).map(|(_, item)| *item).collect();
        let basis = operating_basis(&automated, &some, half_year);
        assert_eq!(proof(&some).is_complete(), basis == Some(OperatingBasis::ConfigurationAndHistory), "{chosen:b}");
    }
}
