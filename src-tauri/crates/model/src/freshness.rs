//! Freshness: until which day an evidence item can still be shown as of today's state, by the days that the auditor's
//! typical request gives it. Counts days; whether an auditor minds is the auditor's to say.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::evidence::{Covers, EvidenceItem};
use crate::time::Day;

/// Why an item grows stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Staleness {
    /// It was looked at on a day, and the days that such an answer is good for end.
    Age {
        /// The day of which it speaks last.
        as_of: Day,
        /// For how many days it is good.
        days: u16,
    },
    /// The document stops being in force.
    Ends {
        /// Its last day.
        on: Day,
    },
}

impl Staleness {
    /// The first day on which it is stale; none past the end of the calendar.
    pub fn from(self) -> Option<Day> {
        match self {
            Self::Age { as_of, days } => as_of.checked_add_signed(TimeDelta::days(i64::from(days) + 1)),
            Self::Ends { on } => on.succ_opt(),
        }
    }

    /// A sentence's end as printed.
    pub fn words(self) -> String {
        match self {
            Self::Age { as_of, days } => format!("speaks of {as_of}, and such an answer is good for {days} days"),
            Self::Ends { on } => format!("is in force until {on}"),
        }
    }
}

/// What makes an item stale before `day`, when an answer like it is good for `freshness_days`; none when it is still good
/// on that day, and for one that says nothing of when. What speaks for a span of the past doesn't grow old: only what
/// shows a present state does.
pub fn stale_before(item: &EvidenceItem, freshness_days: u16, day: Day) -> Option<Staleness> {
    let aged = |as_of: Day| Staleness::Age { as_of, days: freshness_days };
    let found = match item.covers? {
        Covers::AsOf { on } => aged(on),
        Covers::InForce { until: Some(until), .. } if until < day => Staleness::Ends { on: until },
        Covers::InForce { .. } => aged(item.approval.as_ref()?.on),
        Covers::Period { .. } => return None,
    };
    found.from().filter(|from| *from <= day).map(|_| found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::evidence::Approval;
    use crate::fixture::{day, evidence, period};

    #[test]
    fn only_what_shows_a_present_state_grows_old() {
        let of = |covers| EvidenceItem { covers, ..evidence(501) };
        let as_of = of(Some(Covers::AsOf { on: day("2026-11-01") }));
        assert_eq!(stale_before(&as_of, 30, day("2026-12-01")), None, "the thirtieth day is still good");
        let stale = stale_before(&as_of, 30, day("2026-12-02")).expect("the next isn't");
        assert_eq!(stale.from(), Some(day("2026-12-02")));
        assert_eq!(stale_before(&of(Some(Covers::Period { span: period() })), 1, day("2030-01-01")), None);
        assert_eq!(stale_before(&of(None), 1, day("2030-01-01")), None);
        let ends = Some(Covers::InForce { from: day("2026-01-01"), until: Some(day("2026-12-31")) });
        assert_eq!(stale_before(&of(ends), 9_999, day("2027-01-05")), Some(Staleness::Ends { on: day("2026-12-31") }));
        let mut policy = of(Some(Covers::InForce { from: day("2026-01-01"), until: None }));
        policy.approval = Some(Approval { by: "the board".to_owned(), on: day("2025-12-01") });
        assert!(stale_before(&policy, 365, day("2027-01-05")).is_some());
        policy.approval = None;
        assert_eq!(stale_before(&policy, 365, day("2027-01-05")), None, "nothing says when it was looked at");
    }

    proptest! {
        #[test]
        fn what_is_stale_stays_stale(age in 0..400i64, days in 0..400u16, later in 0..100i64) {
            let on = day("2026-01-01");
            let item = EvidenceItem { covers: Some(Covers::AsOf { on }), ..evidence(501) };
            let at = on + TimeDelta::days(age);
            let stale = stale_before(&item, days, at).is_some();
            prop_assert_eq!(stale, age > i64::from(days));
            prop_assert!(!stale || stale_before(&item, days, at + TimeDelta::days(later)).is_some());
        }
    }
}
