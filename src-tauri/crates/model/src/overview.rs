//! What a look at an engagement says of one control: what can still be fixed and what cannot any more, in words. Counts
//! and dates; judges nobody, and makes nothing good.

use serde::{Deserialize, Serialize};

use crate::calendar::OccurrenceKey;
use crate::control::Frequency;
use crate::occurrence::{Instead, OccurrenceRow, OccurrenceState, Outlook};
use crate::time::Day;

/// Keys that a line names.
const MOST_KEYS: usize = 3;

/// What can still be fixed of a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct StillPossible {
    /// What, such as `2026-Q4` or `2 performed, not evidenced`.
    pub what: String,
    /// When, in words.
    pub when: String,
    /// The last day on which it can be done; none for what can be mended as long as the records exist.
    pub until: Option<Day>,
    /// Days to that day.
    pub days_left: Option<i64>,
    /// Whether it is in its last chance.
    pub urgent: bool,
    /// The occurrences that it speaks of.
    pub keys: Vec<OccurrenceKey>,
}

/// What cannot be fixed any more of a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct NotPossible {
    /// What, such as `2026-Q2`.
    pub what: String,
    /// How many of how many, such as `1 of 4`.
    pub count: String,
    /// Occurrences that are lost.
    pub lost: usize,
    /// Occurrences that are expected or shown in the period.
    pub of: usize,
    /// Since when the newest one is lost.
    pub since: Option<Day>,
    /// What an auditor would accept instead, the first first.
    pub instead: Vec<Instead>,
    /// The same as sentences.
    pub instead_words: Vec<String>,
    /// The occurrences.
    pub keys: Vec<OccurrenceKey>,
}

/// What can still be fixed: what was performed and isn't evidenced, and the next occurrence that can still happen.
pub fn still_possible(frequency: Frequency, rows: &[OccurrenceRow], day: Day) -> Vec<StillPossible> {
    let mut found = Vec::new();
    let unshown: Vec<OccurrenceKey> = rows
        .iter()
        .filter(|row| row.state == OccurrenceState::Performed && !row.exception)
        .map(|row| row.window.key)
        .collect();
    if !unshown.is_empty() {
        found.push(StillPossible {
            what: format!("{}: performed, not evidenced", named(&unshown)),
            when: "any time, while the records exist at their source".to_owned(),
            until: None,
            days_left: None,
            urgent: false,
            keys: unshown,
        });
    }
    let outlook = Outlook::of(frequency, rows, day);
    if let Some(next) = outlook.possible.iter().min_by_key(|it| (it.last_chance, it.key)) {
        let opens = if next.from > day { format!("opens {}, ", next.from) } else { String::new() };
        let ends = if next.last_chance > next.due {
            format!("due {}, grace to {}", next.due, next.last_chance)
        } else {
            format!("due {}, no grace", next.due)
        };
        found.push(StillPossible {
            what: next.key.to_string(),
            when: format!("{opens}{ends}"),
            until: Some(next.last_chance),
            days_left: Some(next.days_left),
            urgent: next.urgent,
            keys: vec![next.key],
        });
    }
    found
}

/// What cannot be fixed any more; none when nothing is lost.
pub fn not_possible(frequency: Frequency, rows: &[OccurrenceRow], day: Day) -> Option<NotPossible> {
    let outlook = Outlook::of(frequency, rows, day);
    let keys: Vec<OccurrenceKey> = outlook.lost.iter().map(|lost| lost.key).collect();
    let newest = outlook.lost.iter().max_by_key(|lost| lost.since)?;
    let of = rows.iter().filter(|row| row.state != OccurrenceState::NotExpected).count();
    Some(NotPossible {
        what: named(&keys),
        count: format!("{} of {of}", keys.len()),
        lost: keys.len(),
        of,
        since: Some(newest.since),
        instead: newest.instead.clone(),
        instead_words: newest.instead.iter().map(|instead| instead.text().to_owned()).collect(),
        keys,
    })
}

/// Some keys in a line.
fn named(keys: &[OccurrenceKey]) -> String {
    let first: Vec<String> = keys.iter().take(MOST_KEYS).map(ToString::to_string).collect();
    match keys.len().saturating_sub(MOST_KEYS) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::control::QuarterRule;
    use crate::fixture::{day, span};
    use crate::occurrence::{Schedule, occurrence_rows, occurrences};

    fn rows(frequency: Frequency, grace_days: u16, on: Day) -> Vec<OccurrenceRow> {
        let schedule = Schedule { frequency, starts_on: None, grace_days, quarters: QuarterRule::Calendar };
        let windows = occurrences(&schedule, span("2026-01-01", "2026-12-31")).expect("a period");
        occurrence_rows(&windows, &[], &[], on)
    }

    #[test]
    fn a_quarterly_control_is_told_as_a_person_would() {
        let on = day("2026-11-20");
        let rows = rows(Frequency::Quarterly, 15, on);
        let next = still_possible(Frequency::Quarterly, &rows, on);
        assert_eq!(next.len(), 1);
        assert_eq!((next[0].what.as_str(), next[0].when.as_str()), ("2026-Q4", "due 2026-12-31, grace to 2027-01-15"));
        assert_eq!(next[0].days_left, Some(56));
        let lost = not_possible(Frequency::Quarterly, &rows, on).expect("three are lost");
        assert_eq!((lost.what.as_str(), lost.count.as_str()), ("2026-Q1, 2026-Q2, 2026-Q3", "3 of 4"));
        assert!(lost.instead.contains(&Instead::OtherPeriod));
    }

    #[test]
    fn what_was_performed_can_be_shown_at_any_time() {
        let on = day("2026-11-20");
        let mut rows = rows(Frequency::Quarterly, 0, on);
        rows[0].state = OccurrenceState::Performed;
        let found = still_possible(Frequency::Quarterly, &rows, on);
        assert_eq!((found[0].what.as_str(), found[0].until), ("2026-Q1: performed, not evidenced", None));
        rows[0].exception = true;
        assert_eq!(still_possible(Frequency::Quarterly, &rows, on).len(), 1, "an exception isn't mended by records");
    }

    proptest! {
        #[test]
        fn nothing_is_both_possible_and_lost(
            frequency in prop::sample::select(vec![Frequency::Weekly, Frequency::Monthly, Frequency::Quarterly, Frequency::Annual]),
            grace in 0..40u16,
            offset in 0..450i64,
        ) {
            let on = day("2025-12-01") + chrono::TimeDelta::days(offset);
            let rows = rows(frequency, grace, on);
            let possible = still_possible(frequency, &rows, on);
            let lost = not_possible(frequency, &rows, on);
            let keys = lost.as_ref().map(|lost| lost.keys.clone()).unwrap_or_default();
            prop_assert!(possible.iter().flat_map(|it| &it.keys).all(|key| !keys.contains(key)));
            prop_assert_eq!(keys.len(), rows.iter().filter(|row| row.state == OccurrenceState::Missed).count());
            prop_assert!(possible.iter().all(|it| it.days_left.is_none_or(|left| left >= 0)));
            prop_assert!(lost.is_none_or(|lost| lost.lost <= lost.of && !lost.instead.is_empty()));
        }
    }
}
