//! Instants with the zone in which a person saw them, and spans of days. Reads no clock.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::invalid::Invalid;

/// An instant in UTC. What the vault sets itself is always this.
pub type Instant = DateTime<Utc>;
/// A calendar day without a zone. Audit dates are days.
pub type Day = NaiveDate;
/// An instant as it was shown on a source system, with that system's offset from UTC.
pub type ZonedInstant = DateTime<FixedOffset>;

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
pub struct Span {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Span {
    /// A span, if it doesn't end before it begins.
    pub fn new(from: Day, to: Day) -> Result<Self, Invalid> {
        Invalid::unless(from <= to, "to", "must not lie before the first day")?;
        Ok(Self { from, to })
    }

    /// Number of days, at least one.
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// Whether `day` lies inside.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the whole of `other` lies inside.
    pub fn covers(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether no day of this span is left out by `spans` together.
    pub fn is_covered_by(self, spans: impl IntoIterator<Item = Self>) -> bool {
        let mut spans: Vec<_> = spans.into_iter().collect();
        spans.sort_unstable();
        let mut open = self.from;
        for span in spans {
            if span.from > open {
                return false;
            }
            if span.to >= self.to {
                return true;
            }
            open = open.max(span.to.succ_opt().unwrap_or(span.to));
        }
        false
    }

    /// The days that both have, if any.
    pub fn meet(self, other: Self) -> Option<Self> {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        (from <= to).then_some(Self { from, to })
    }
}

/// An engagement's moment of reporting: the instant and the offset in which dates are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AsOf {
    /// The instant with its offset.
    pub at: ZonedInstant,
}

impl AsOf {
    /// The calendar day at that instant in its own zone.
    pub fn day(self) -> Day {
        self.at.date_naive()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{assert_breaks, day, span, zoned};

    fn spans() -> impl Strategy<Value = Span> {
        (0..40i64, 0..15i64).prop_map(|(from, more)| {
            let from = day("2024-02-10") + TimeDelta::days(from);
            Span { from, to: from + TimeDelta::days(more) }
        })
    }

    fn days(span: Span) -> Vec<Day> {
        span.from.iter_days().take_while(|day| *day <= span.to).collect()
    }

    proptest! {
        #[test]
        fn spans_agree_with_their_days(one in spans(), other in spans()) {
            prop_assert_eq!(one.days(), days(one).len() as i64);
            let both: Vec<Day> = days(one).into_iter().filter(|day| other.contains(*day)).collect();
            prop_assert_eq!(one.meet(other).map(days).unwrap_or_default(), both);
            prop_assert_eq!(one.meet(other), other.meet(one));
            prop_assert_eq!(one.covers(other), days(other).iter().all(|day| one.contains(*day)));
        }

        #[test]
        fn spans_cover_together_when_no_day_is_left_out(
            whole in spans(),
            parts in prop::collection::vec(spans(), 0..6),
        ) {
            let left_out = days(whole).into_iter().any(|day| !parts.iter().any(|part| part.contains(day)));
            prop_assert_eq!(whole.is_covered_by(parts), !left_out);
        }
    }

    #[test]
    fn a_span_never_ends_before_it_begins() {
        assert_breaks(Span::new(day("2026-02-02"), day("2026-02-01")), "to");
        assert_eq!(Span::new(day("2026-02-01"), day("2026-02-01")).map(Span::days), Ok(1));
        assert_eq!(span("2024-02-01", "2024-03-01").days(), 30);
    }

    #[test]
    fn the_last_day_of_all_can_be_covered() {
        let whole = Span { from: Day::MAX, to: Day::MAX };
        assert!(whole.is_covered_by([whole]));
        assert!(!whole.is_covered_by([Span { from: day("2026-01-01"), to: day("2026-01-01") }]));
    }

    #[test]
    fn a_moment_of_reporting_has_the_day_of_its_own_zone() {
        assert_eq!(AsOf { at: zoned("2026-12-31T23:30:00-08:00") }.day(), day("2026-12-31"));
        assert_eq!(AsOf { at: zoned("2027-01-01T00:30:00+14:00") }.day(), day("2027-01-01"));
    }
}
