//! Calendar windows: the days, weeks, months, quarters, half-years and years in which a control runs once, and their
//! keys. `docs/time-model.md` states the rules. Knows no holidays and reads no clock.

mod key;
#[cfg(test)]
mod tests;

use chrono::{Datelike, Days, Months, Weekday};

pub use self::key::OccurrenceKey;
use crate::control::{Frequency, QuarterRule};
use crate::invalid::Invalid;
use crate::time::{Day, Span};

/// Days of the longest period for which windows are made: ten years. An audit period is 3 to 15 months; the bound
/// keeps a mistyped or hostile period from making windows without end.
pub const LONGEST_PERIOD: i64 = 3_653;

/// A whole window of the calendar, before any cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WholeWindow {
    /// Its key.
    pub key: OccurrenceKey,
    /// Its days.
    pub days: Span,
}

/// Checks that windows can be made for `period`: its ends in order, ten years at most, in the years 1 to 9998.
pub fn check_period(period: Span) -> Result<(), Invalid> {
    Invalid::unless(period.from <= period.to, "period", "must not end before it begins")?;
    let in_years = period.from.year() >= 1 && period.to.year() <= 9998;
    Invalid::unless(in_years, "period", "must lie in the years 1 to 9998")?;
    Invalid::unless(period.days() <= LONGEST_PERIOD, "period", "must not be longer than ten years")
}

/// The whole windows that have a day in `days`, in order: they follow one another without overlap or hole. `anchor` is
/// the first day of the audit period, from which annual windows are counted, and quarters and half-years by
/// [`QuarterRule::Period`]. None for a frequency that the calendar doesn't give.
///
/// The caller has put the period through [`check_period`]; `anchor` doesn't lie after `days`.
pub fn whole_windows(frequency: Frequency, quarters: QuarterRule, anchor: Day, days: Span) -> Vec<WholeWindow> {
    let Some(step) = Step::of(frequency, quarters, anchor, days.from) else { return Vec::new() };
    // A place past the calendar's end can't be reached in a checked period; it would end the row.
    let starts = (0..).map_while(|number| step.start(number));
    let nexts = (1..).map_while(|number| step.start(number));
    starts
        .zip(nexts)
        .take_while(|(start, _)| *start <= days.to)
        .filter(|(_, next)| *next > days.from)
        .filter_map(|(start, next)| {
            let whole = Span { from: start, to: next.pred_opt()? };
            Some(WholeWindow { key: step.key(start), days: whole })
        })
        .collect()
}

/// The ISO weeks, Monday to Sunday, that have a day in `days`, in order.
pub fn weeks(days: Span) -> Vec<WholeWindow> {
    whole_windows(Frequency::Weekly, QuarterRule::Calendar, days.from, days)
}

/// Windows that follow one another: where the first one counted begins, and how far each is from the next. Each is
/// counted from that first one, never from its neighbour, so that the end of a short month doesn't stick.
enum Step {
    Day(Day),
    Week(Day),
    Month(Day),
    Quarter(Day),
    Half(Day),
    Run { anchor: Day, months: u8 },
}

impl Step {
    /// The steps of a frequency; none for one that the calendar doesn't give.
    fn of(frequency: Frequency, quarters: QuarterRule, anchor: Day, from: Day) -> Option<Self> {
        match (frequency, quarters) {
            (Frequency::Continuous | Frequency::PerEvent, _) => None,
            (Frequency::Daily, _) => Some(Self::Day(from)),
            (Frequency::Weekly, _) => Some(Self::Week(from.week(Weekday::Mon).checked_first_day()?)),
            (Frequency::Monthly, _) => Some(Self::Month(from.with_day(1)?)),
            (Frequency::Quarterly, QuarterRule::Calendar) => Some(Self::Quarter(first_of(from, 3)?)),
            (Frequency::SemiAnnual, QuarterRule::Calendar) => Some(Self::Half(first_of(from, 6)?)),
            (Frequency::Quarterly, QuarterRule::Period) => Some(Self::Run { anchor, months: 3 }),
            (Frequency::SemiAnnual, QuarterRule::Period) => Some(Self::Run { anchor, months: 6 }),
            (Frequency::Annual, _) => Some(Self::Run { anchor, months: 12 }),
        }
    }

    /// First day of the window with that number, from 0.
    fn start(&self, number: u32) -> Option<Day> {
        let months = |from: Day, each: u32| from.checked_add_months(Months::new(number.checked_mul(each)?));
        match *self {
            Self::Day(from) => from.checked_add_days(Days::new(number.into())),
            Self::Week(from) => from.checked_add_days(Days::new(u64::from(number) * 7)),
            Self::Month(from) => months(from, 1),
            Self::Quarter(from) => months(from, 3),
            Self::Half(from) => months(from, 6),
            Self::Run { anchor, months: each } => months(anchor, each.into()),
        }
    }

    /// The key of the window that begins on that day.
    fn key(&self, start: Day) -> OccurrenceKey {
        let year = start.year();
        match *self {
            Self::Day(_) => OccurrenceKey::Day(start),
            Self::Week(_) => {
                let week = start.iso_week();
                OccurrenceKey::Week { year: week.year(), week: week.week() }
            }
            Self::Month(_) => OccurrenceKey::Month { year, month: start.month() },
            Self::Quarter(_) => OccurrenceKey::Quarter { year, quarter: start.quarter() },
            Self::Half(_) => OccurrenceKey::Half { year, half: start.month0() / 6 + 1 },
            Self::Run { months, .. } => OccurrenceKey::Run { from: start, months },
        }
    }
}

/// First day of the part of the year, of so many months, in which `day` lies.
fn first_of(day: Day, months: u32) -> Option<Day> {
    Day::from_ymd_opt(day.year(), day.month0() / months * months + 1, 1)
}
