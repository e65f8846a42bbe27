//! Tests of subservice organisations: reports, bridge letters, and the days that they leave out.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::fixture::{assert_breaks, code, day, id, organisation, period, span};

fn with(change: impl FnOnce(&mut OrganisationReport)) -> Organisation {
    let mut organisation = organisation();
    change(organisation.report.as_mut().expect("a report"));
    organisation
}

#[test]
fn an_organisation_has_a_name_and_no_empty_lines() {
    assert_eq!(organisation().check(), Ok(()));
    assert_breaks(Organisation { name: " ".to_owned(), ..organisation() }.check(), "name");
    assert_breaks(Organisation { services: vec![String::new()], ..organisation() }.check(), "services");
    let bare = ComplementaryControl { text: "\u{200b}".to_owned(), criteria: BTreeSet::new() };
    assert_breaks(Organisation { complementary: vec![bare], ..organisation() }.check(), "complementary");
}

#[test]
fn a_report_has_its_days_in_order() {
    assert_breaks(with(|report| report.period = span("2026-06-30", "2026-06-29")).check(), "period");
    assert_breaks(with(|report| report.kind = ReportKind::Soc2TypeI).check(), "period");
    let at_a_date = with(|report| {
        report.kind = ReportKind::Soc2TypeI;
        report.period = span("2026-06-30", "2026-06-30");
    });
    assert_eq!(at_a_date.check(), Ok(()));
    assert_breaks(with(|report| report.bridge_until = Some(report.period.to)).check(), "bridge_until");
    assert_breaks(with(|report| report.next_due = Some(report.period.from)).check(), "next_due");
    let early = ReportReview { by: id(104), on: day("2026-06-29") };
    assert_breaks(Organisation { reviewed: Some(early), ..organisation() }.check(), "reviewed");
    let unread = Organisation { report: None, reviewed: None, ..organisation() };
    assert_eq!(unread.check(), Ok(()));
}

#[test]
fn what_is_expected_of_it_meets_criteria_in_part() {
    assert!(organisation().meets_in_part(code("CC6.4")));
    assert!(!organisation().meets_in_part(code("CC6.1")));
}

#[test]
fn the_days_that_no_report_speaks_of_are_counted() {
    let left_out = |organisation: &Organisation| organisation.unreported(period());
    // The report ends on 30 June 2026, its letter on 30 September.
    assert_eq!(left_out(&organisation()), [span("2026-10-01", "2026-12-31")]);
    assert_eq!(organisation().unreported_days(period()), 92);
    let unbridged = with(|report| report.bridge_until = None);
    assert_eq!(left_out(&unbridged), [span("2026-07-01", "2026-12-31")]);
    assert_eq!(unbridged.unreported_days(period()), 184);
    let late = with(|report| report.period = span("2026-03-01", "2026-06-30"));
    assert_eq!(left_out(&late), [span("2026-01-01", "2026-02-28"), span("2026-10-01", "2026-12-31")]);
    let whole = with(|report| report.bridge_until = Some(day("2027-01-31")));
    assert_eq!(left_out(&whole), []);
    let old = with(|report| {
        report.period = span("2024-01-01", "2024-12-31");
        report.bridge_until = None;
    });
    assert_eq!(left_out(&old), [period()]);
    let unknown = Organisation { report: None, ..organisation() };
    assert_eq!(left_out(&unknown), [period()]);
    let inclusive = Organisation { method: SubserviceMethod::Inclusive, ..unknown };
    assert_eq!(left_out(&inclusive), [], "its controls are tested with the client's");
}

proptest! {
    #[test]
    fn days_left_out_agree_with_their_days(
        (from, long, bridge) in (0..60i64, 0..60i64, prop::option::of(1..40i64)),
        (start, more) in (0..120i64, 0..60i64),
    ) {
        let on = |offset: i64| day("2024-02-01") + TimeDelta::days(offset);
        let organisation = with(|report| {
            report.period = Span { from: on(from), to: on(from + long) };
            report.bridge_until = bridge.map(|days| on(from + long + days));
        });
        let period = Span { from: on(start), to: on(start + more) };
        let last = from + long + bridge.unwrap_or(0);
        let expected: Vec<Day> = (start..=start + more).filter(|it| *it < from || last < *it).map(on).collect();
        let spans = organisation.unreported(period);
        let days: Vec<Day> = spans.iter().flat_map(|it| it.from.iter_days().take_while(|day| *day <= it.to)).collect();
        prop_assert_eq!(days.len() as i64, organisation.unreported_days(period));
        prop_assert_eq!(days, expected);
    }
}
