//! Business days: Monday to Friday without the holidays that it is given. Knows no country's holidays and reads no clock.

use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};

use crate::time::{Day, Span};

/// The days on which work is done. Which holidays apply is the engagement's to say: client, consultant and auditor may
/// keep different ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BusinessDays {
    holidays: BTreeSet<Day>,
}

impl BusinessDays {
    /// Monday to Friday without `holidays`.
    pub fn without(holidays: impl IntoIterator<Item = Day>) -> Self {
        Self { holidays: holidays.into_iter().collect() }
    }

    /// Whether `day` is one.
    pub fn contains(&self, day: Day) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }

    /// The business day that is `count` of them after `day`, which itself isn't counted: one business day after a Friday
    /// is the Monday. Zero gives `day` itself, or the next business day if it isn't one. None past the last day of the
    /// calendar.
    pub fn after(&self, day: Day, count: u16) -> Option<Day> {
        let mut day = day;
        for _ in 0..count {
            day = self.on_or_after(day.succ_opt()?)?;
        }
        self.on_or_after(day)
    }

    /// The first business day that is `day` or later; none past the last day of the calendar.
    pub fn on_or_after(&self, day: Day) -> Option<Day> {
        let mut day = day;
        while !self.contains(day) {
            day = day.succ_opt()?;
        }
        Some(day)
    }

    /// Business days `first` to `first + count - 1` of those from `start` on, counted from 1, as a span of the calendar. None
    /// when `first` or `count` is zero, and past the last day of the calendar.
    pub fn span(&self, start: Day, first: u16, count: u16) -> Option<Span> {
        let from = self.after(self.on_or_after(start)?, first.checked_sub(1)?)?;
        Some(Span { from, to: self.after(from, count.checked_sub(1)?)? })
    }

    /// Number of business days in `span`.
    pub fn count(&self, span: Span) -> usize {
        span.from.iter_days().take_while(|day| *day <= span.to).filter(|day| self.contains(*day)).count()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{day, span};

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let days = BusinessDays::without([day("2026-12-25"), day("2026-12-28"), day("2027-01-01")]);
        let after = |from: &str, count| days.after(day(from), count);
        assert_eq!(after("2026-12-18", 1), Some(day("2026-12-21")), "Friday to Monday");
        assert_eq!(after("2026-12-19", 1), Some(day("2026-12-21")), "Saturday to Monday");
        assert_eq!(after("2026-12-24", 1), Some(day("2026-12-29")), "Christmas, a weekend and the day in lieu");
        assert_eq!(after("2026-12-24", 4), Some(day("2027-01-04")));
        assert_eq!(after("2026-12-21", 0), Some(day("2026-12-21")));
        assert_eq!(after("2026-12-25", 0), Some(day("2026-12-29")));
        assert_eq!(days.count(span("2026-12-19", "2027-01-03")), 7);
        assert_eq!(days.count(span("2026-12-25", "2026-12-28")), 0);
        assert_eq!(BusinessDays::default().count(span("2026-12-25", "2026-12-28")), 2);
    }

    #[test]
    fn days_of_a_plan_are_counted_from_the_first_business_day() {
        let days = BusinessDays::without([day("2026-03-03")]);
        let of = |on: &str, first, count| days.span(day(on), first, count).map(|it| (it.from, it.to));
        assert_eq!(of("2026-02-28", 1, 1), Some((day("2026-03-02"), day("2026-03-02"))), "Saturday to Monday");
        assert_eq!(of("2026-03-02", 2, 1), Some((day("2026-03-04"), day("2026-03-04"))), "a holiday pushes");
        assert_eq!(of("2026-03-02", 4, 3), Some((day("2026-03-06"), day("2026-03-10"))));
        assert_eq!((of("2026-03-02", 0, 1), of("2026-03-02", 1, 0)), (None, None));
    }

    #[test]
    fn the_calendar_ends() {
        assert_eq!(BusinessDays::default().after(Day::MAX, 1), None);
        assert_eq!(BusinessDays::without([Day::MAX]).on_or_after(Day::MAX), None);
    }

    proptest! {
        #[test]
        fn counting_and_adding_agree(
            start in 0..400i64,
            count in 0..60u16,
            holidays in prop::collection::btree_set(0..500i64, 0..40),
        ) {
            let on = |offset: i64| day("2027-12-01") + TimeDelta::days(offset);
            let days = BusinessDays::without(holidays.into_iter().map(on));
            let end = days.after(on(start), count).expect("far from the calendar's end");
            prop_assert!(days.contains(end));
            let counted = match on(start).succ_opt().filter(|next| *next <= end) {
                Some(from) => days.count(Span { from, to: end }),
                None => 0,
            };
            // From a day that isn't one, zero and one business days after it are the same day.
            let moved = count == 0 && !days.contains(on(start));
            prop_assert_eq!(counted, usize::from(count) + usize::from(moved));
        }
    }
}
