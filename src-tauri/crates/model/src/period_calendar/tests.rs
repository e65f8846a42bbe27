//! Tests of the period calendar.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::control::{Frequency, QuarterRule};
use crate::fixture::{assert_breaks, day, id, period, span};
use crate::occurrence::{Occurrence, Reach, Schedule, Support, occurrence_rows, occurrences};
use crate::time::Day;

const FREQUENCIES: [Frequency; 4] = [Frequency::Daily, Frequency::Weekly, Frequency::Monthly, Frequency::Annual];

fn rows(frequency: Frequency, period: Span, supports: &[Support], as_of: Day) -> Vec<OccurrenceRow> {
    let schedule = Schedule { frequency, starts_on: None, grace_days: 0, quarters: QuarterRule::Calendar };
    let windows = occurrences(&schedule, period).expect("a period of ordinary length");
    occurrence_rows(&windows, supports, &[] as &[Occurrence], as_of)
}

fn dated(number: u128, on: &str) -> Support {
    Support { evidence: id(number), reach: Reach::Day(day(on)) }
}

#[test]
fn a_cell_shows_what_matters_most_of_its_week() {
    let april = span("2026-03-30", "2026-04-26");
    let supports = ["2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04", "2026-04-05"];
    let mut supports: Vec<Support> =
        supports.into_iter().zip(501u128..).map(|(on, number)| dated(number, on)).collect();
    supports.push(dated(520, "2026-04-06"));
    let daily = rows(Frequency::Daily, april, &supports, day("2026-04-15"));
    let monthly = rows(Frequency::Monthly, april, &[], day("2026-04-15"));
    let calendar = period_calendar(&[(id(401), &daily), (id(402), &monthly), (id(403), &[])], april).expect("short");
    let keys: Vec<String> = calendar.weeks.iter().map(|week| week.key.to_string()).collect();
    assert_eq!(keys, ["2026-W14", "2026-W15", "2026-W16", "2026-W17"]);
    let states = |row: &CalendarRow| -> Vec<Option<OccurrenceState>> {
        row.cells.iter().map(|cell| cell.map(|cell| cell.state)).collect()
    };
    use OccurrenceState::{Evidenced, Missed, NotExpected, Upcoming};
    assert_eq!(states(&calendar.rows[0]), [Some(Evidenced), Some(Missed), Some(Missed), Some(Upcoming)]);
    // March is cut to two days: nothing is expected there, and April comes first in the week that both share.
    assert_eq!(states(&calendar.rows[1]), [Some(Upcoming); 4]);
    assert_eq!(monthly[0].state, NotExpected);
    assert_eq!(states(&calendar.rows[2]), [None; 4]);
    let windows = |row: &CalendarRow| -> Vec<(usize, usize)> {
        row.cells.iter().flatten().map(|cell| (cell.windows, cell.due)).collect()
    };
    assert_eq!(windows(&calendar.rows[0]), [(7, 7); 4]);
    assert_eq!(windows(&calendar.rows[1]), [(2, 1), (1, 0), (1, 0), (1, 1)]);
}

#[test]
fn an_exception_marks_its_weeks() {
    let mut quarters = rows(Frequency::Quarterly, period(), &[], day("2026-05-01"));
    quarters[1].exception = true;
    let calendar = period_calendar(&[(id(401), &quarters)], period()).expect("short");
    assert_eq!((calendar.weeks.len(), calendar.weeks[0].days), (53, span("2026-01-01", "2026-01-04")));
    let marked: Vec<usize> =
        (0..53).filter(|week| calendar.rows[0].cells[*week].is_some_and(|cell| cell.exception)).collect();
    // 1 April lies in week 14 and 30 June in week 27.
    assert_eq!(marked, (13..27).collect::<Vec<_>>());
}

#[test]
fn every_state_has_its_place_and_a_period_its_bound() {
    assert_eq!(BTreeSet::from(CELL_ORDER), BTreeSet::from(OccurrenceState::ALL));
    assert_breaks(period_calendar(&[], span("1026-01-01", "2026-01-01")), "period");
}

proptest! {
    #[test]
    fn each_cell_agrees_with_the_windows_of_its_week(
        frequency in prop::sample::select(FREQUENCIES.as_slice()),
        from in 0..400i64,
        more in 0..200i64,
        after in 0..250i64,
    ) {
        let first = day("2027-09-01") + TimeDelta::days(from);
        let period = Span { from: first, to: first + TimeDelta::days(more) };
        let rows = rows(frequency, period, &[], first + TimeDelta::days(after));
        let calendar = period_calendar(&[(id(401), &rows)], period).expect("short");
        prop_assert_eq!(calendar.weeks.iter().map(|week| week.days.days()).sum::<i64>(), period.days());
        for (week, cell) in calendar.weeks.iter().zip(&calendar.rows[0].cells) {
            let inside: Vec<_> = rows.iter().filter(|row| row.window.days.meet(week.days).is_some()).collect();
            let cell = cell.expect("the control runs from the first day");
            prop_assert_eq!(cell.windows, inside.len());
            prop_assert!(inside.iter().any(|row| row.state == cell.state));
            let place = |state| CELL_ORDER.iter().position(|other| *other == state);
            prop_assert!(inside.iter().all(|row| place(row.state) >= place(cell.state)));
        }
    }
}
