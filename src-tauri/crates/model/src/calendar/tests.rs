//! Tests of the calendar's windows and of their keys.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::fixture::{assert_breaks, day, span};

const CALENDAR: [Frequency; 6] = [
    Frequency::Daily,
    Frequency::Weekly,
    Frequency::Monthly,
    Frequency::Quarterly,
    Frequency::SemiAnnual,
    Frequency::Annual,
];

fn keys(frequency: Frequency, quarters: QuarterRule, from: &str, to: &str) -> Vec<String> {
    let days = span(from, to);
    whole_windows(frequency, quarters, days.from, days).iter().map(|window| window.key.to_string()).collect()
}

proptest! {
    #[test]
    fn whole_windows_follow_one_another_and_hold_all_days(
        frequency in prop::sample::select(CALENDAR.as_slice()),
        period_rule in any::<bool>(),
        from in 0..2_500i64,
        later in 0..200i64,
        more in 0..800i64,
    ) {
        let anchor = day("2023-11-20") + TimeDelta::days(from);
        let first = anchor + TimeDelta::days(later);
        let days = Span { from: first, to: first + TimeDelta::days(more) };
        let quarters = if period_rule { QuarterRule::Period } else { QuarterRule::Calendar };
        let windows = whole_windows(frequency, quarters, anchor, days);
        let (Some(head), Some(tail)) = (windows.first(), windows.last()) else { panic!("there is no window") };
        prop_assert!(head.days.contains(days.from) && tail.days.contains(days.to));
        for pair in windows.windows(2) {
            prop_assert_eq!(pair[0].days.to.succ_opt(), Some(pair[1].days.from));
            prop_assert!(pair[0].key < pair[1].key);
        }
        for window in &windows {
            let text = window.key.to_string();
            prop_assert_eq!(text.parse::<OccurrenceKey>(), Ok(window.key), "{}", text);
            let length = window.days.days();
            let fits = match frequency {
                Frequency::Daily => length == 1,
                Frequency::Weekly => length == 7 && window.days.from.weekday() == Weekday::Mon,
                Frequency::Monthly => (28..=31).contains(&length) && window.days.from.day() == 1,
                Frequency::Quarterly => (89..=93).contains(&length),
                Frequency::SemiAnnual => (180..=185).contains(&length),
                Frequency::Annual => (364..=366).contains(&length),
                Frequency::Continuous | Frequency::PerEvent => false,
            };
            prop_assert!(fits, "{} has {} days", text, length);
        }
    }

    #[test]
    fn a_key_that_parses_prints_itself(
        text in "\\PC{0,12}|[0-9]{4}-[0-9QHW]{1,3}|[0-9]{4}-[0-9]{2}-[0-9]{2}(/P[0-9]{1,2}M)?",
    ) {
        if let Ok(key) = text.parse::<OccurrenceKey>() {
            prop_assert_eq!(key.to_string(), text);
        }
    }
}

#[test]
fn keys_name_the_windows_as_the_page_says() {
    use QuarterRule::{Calendar, Period};
    assert_eq!(keys(Frequency::Weekly, Calendar, "2025-12-29", "2026-01-05"), ["2026-W01", "2026-W02"]);
    assert_eq!(keys(Frequency::Weekly, Calendar, "2026-12-31", "2027-01-04"), ["2026-W53", "2027-W01"]);
    assert_eq!(keys(Frequency::Monthly, Calendar, "2026-12-31", "2027-01-01"), ["2026-12", "2027-01"]);
    assert_eq!(keys(Frequency::Quarterly, Calendar, "2026-03-31", "2026-04-01"), ["2026-Q1", "2026-Q2"]);
    assert_eq!(keys(Frequency::SemiAnnual, Calendar, "2026-06-30", "2026-07-01"), ["2026-H1", "2026-H2"]);
    assert_eq!(keys(Frequency::Quarterly, Period, "2026-02-01", "2026-05-01"), ["2026-02-01/P3M", "2026-05-01/P3M"]);
    assert_eq!(keys(Frequency::SemiAnnual, Period, "2026-02-01", "2026-08-01"), ["2026-02-01/P6M", "2026-08-01/P6M"]);
    let second = span("2026-05-01", "2026-07-31");
    let windows = whole_windows(Frequency::Quarterly, Period, day("2026-02-01"), second);
    assert_eq!(windows.iter().map(|window| window.days).collect::<Vec<_>>(), [second], "none that ends the day before");
    for quarters in [Calendar, Period] {
        assert_eq!(keys(Frequency::Annual, quarters, "2026-02-01", "2027-01-31"), ["2026-02-01/P12M"]);
        assert_eq!(keys(Frequency::Continuous, quarters, "2026-02-01", "2027-01-31"), [""; 0]);
        assert_eq!(keys(Frequency::PerEvent, quarters, "2026-02-01", "2027-01-31"), [""; 0]);
    }
}

#[test]
fn what_names_no_window_is_refused() {
    for text in [
        "",
        "2026",
        "2026-",
        "2026-13",
        "2026-00",
        "2026-1",
        "26-01",
        "02026-01",
        "2026-Q0",
        "2026-Q5",
        "2026-q1",
        "2026-H3",
        "2026-W00",
        "2026-W54",
        "2025-W53",
        "2026-W1",
        "2026-02-29",
        "2026-02-30/P3M",
        "2026-02-01/P4M",
        "2026-02-01/P03M",
        "2026-02-01/P3",
        " 2026-01",
        "2026-01 ",
        "+2026-01",
        "0000-01",
        "2026-٠1",
        "2026-01-01/P1Y",
    ] {
        assert_breaks(text.parse::<OccurrenceKey>(), "key");
        assert!(serde_json::from_value::<OccurrenceKey>(serde_json::json!(text)).is_err(), "{text}");
    }
    for text in ["2026-W53", "2028-02-29", "2028-02-29/P12M", "0001-01", "9999-Q4"] {
        let key: OccurrenceKey = text.parse().expect("a key");
        assert_eq!(serde_json::to_value(key).expect("a string"), serde_json::json!(text));
    }
}

#[test]
fn a_period_is_bounded_before_windows_are_made() {
    assert_eq!(check_period(span("2026-01-01", "2035-12-31")), Ok(()));
    assert_breaks(check_period(span("2026-01-01", "2036-01-02")), "period");
    assert_breaks(check_period(Span { from: day("2026-01-02"), to: day("2026-01-01") }), "period");
    assert_breaks(check_period(Span { from: Day::MIN, to: Day::MAX }), "period");
    assert_breaks(check_period(span("9998-12-31", "9999-01-01")), "period");
    assert_breaks(check_period(Span { from: Day::MIN, to: Day::MIN }), "period");
    let last = span("9998-01-01", "9998-12-31");
    assert_eq!(check_period(last), Ok(()));
    assert_eq!(whole_windows(Frequency::Quarterly, QuarterRule::Calendar, last.from, last).len(), 4);
    let first = span("0001-01-01", "0001-12-31");
    assert_eq!(weeks(first).len(), 53);
}
