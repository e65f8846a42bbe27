//! Holidays of the client's calendar: days on which no business is done, kept once and used wherever a due date counts
//! business days. Knows no country's holidays.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::business_day::BusinessDays;
use crate::id::HolidayId;
use crate::invalid::{Invalid, NAME};
use crate::record::Revision;
use crate::time::{Day, Span};

/// A holiday. Like people, holidays belong to the vault, not to one engagement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Holiday {
    /// Its id.
    pub id: HolidayId,
    /// Its revision.
    pub revision: Revision,
    /// The day; one holiday for each.
    pub day: Day,
    /// What it is called, such as `Boxing Day (in lieu)`.
    pub name: String,
}

impl Holiday {
    /// Checks every rule that the holiday alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("name", &self.name, NAME)
    }
}

/// The business days without the holidays that are kept, and without `more`.
pub fn business_days(holidays: &[Holiday], more: &BTreeSet<Day>) -> BusinessDays {
    BusinessDays::without(holidays.iter().map(|holiday| holiday.day).chain(more.iter().copied()))
}

/// The holidays that take a business day out of `span`, by day: those on a weekend take none.
pub fn taken_out(holidays: &[Holiday], span: Span) -> Vec<Holiday> {
    let weekdays = BusinessDays::default();
    let mut taken: Vec<Holiday> =
        holidays.iter().filter(|it| span.contains(it.day) && weekdays.contains(it.day)).cloned().collect();
    taken.sort_by_key(|holiday| holiday.day);
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{assert_breaks, day, holiday, span};

    fn on(text: &str) -> Holiday {
        Holiday { day: day(text), ..holiday() }
    }

    #[test]
    fn a_holiday_has_a_name() {
        assert_eq!(holiday().check(), Ok(()));
        assert_breaks(Holiday { name: " ".to_owned(), ..holiday() }.check(), "name");
        assert_breaks(Holiday { name: "x".repeat(NAME + 1), ..holiday() }.check(), "name");
    }

    #[test]
    fn those_that_are_kept_and_those_given_with_a_call_count_alike() {
        let days = business_days(&[on("2026-12-25")], &BTreeSet::from([day("2026-12-28")]));
        assert_eq!(days.after(day("2026-12-24"), 1), Some(day("2026-12-29")));
        assert_eq!(business_days(&[], &BTreeSet::new()), BusinessDays::default());
    }

    #[test]
    fn a_holiday_on_a_weekend_takes_no_business_day_out() {
        let all = [on("2027-01-01"), on("2026-12-25"), on("2026-12-26"), on("2027-01-04")];
        let taken: Vec<Day> = taken_out(&all, span("2026-12-20", "2027-01-03")).iter().map(|it| it.day).collect();
        assert_eq!(taken, [day("2026-12-25"), day("2027-01-01")]);
    }
}
