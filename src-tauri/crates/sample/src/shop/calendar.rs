//! Days and instants of 2026 as the shop's systems write them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};

/// A day of 2026; the last day of the year where there is no such day.
pub(crate) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or(NaiveDate::MAX)
}

/// Every day from `from` to `to`, both included.
pub(crate) fn days(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= to)
}

/// The span of most extracts: 1 January to 31 October 2026.
pub(crate) fn year_to_october() -> impl Iterator<Item = NaiveDate> {
    days(day(1, 1), day(10, 31))
}

/// Whether offices are open: no weekend, no bank holiday of England in 2026.
pub(crate) fn is_working_day(on: NaiveDate) -> bool {
    let holidays = [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)];
    !matches!(on.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(&(on.month(), on.day()))
}

/// A day with a time in seconds since midnight.
pub(crate) fn at(on: NaiveDate, second: i64) -> NaiveDateTime {
    on.and_time(NaiveTime::MIN) + chrono::Duration::seconds(second)
}

/// An instant as `2026-03-02T07:15:09Z`.
pub(crate) fn stamp(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The same instant on a clock in London: an hour later from 29 March to 25 October.
pub(crate) fn london(at: NaiveDateTime) -> DateTime<FixedOffset> {
    let summer = (day(3, 29)..day(10, 25)).contains(&at.date());
    let offset = FixedOffset::east_opt(if summer { 3600 } else { 0 }).unwrap_or_else(|| Utc.fix_offset());
    offset.from_utc_datetime(&at)
}

/// UTC as a fixed offset.
trait FixOffset {
    fn fix_offset(&self) -> FixedOffset;
}

impl FixOffset for Utc {
    fn fix_offset(&self) -> FixedOffset {
        chrono::Offset::fix(self)
    }
}
