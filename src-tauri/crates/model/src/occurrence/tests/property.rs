//! What holds for every schedule, period and set of facts.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::super::*;
use crate::control::{Frequency, QuarterRule};
use crate::coverage::period_coverage;
use crate::fixture::{day, id};
use crate::time::Span;

const FREQUENCIES: [Frequency; 8] = [
    Frequency::Continuous,
    Frequency::PerEvent,
    Frequency::Daily,
    Frequency::Weekly,
    Frequency::Monthly,
    Frequency::Quarterly,
    Frequency::SemiAnnual,
    Frequency::Annual,
];

fn days() -> impl Strategy<Value = Day> {
    (0..600i64).prop_map(|after| day("2027-06-20") + TimeDelta::days(after))
}

fn spans(longest: i64) -> impl Strategy<Value = Span> {
    (days(), 0..longest).prop_map(|(from, more)| Span { from, to: from + TimeDelta::days(more) })
}

fn schedules() -> impl Strategy<Value = Schedule> {
    let frequency = prop::sample::select(FREQUENCIES.as_slice());
    let quarters = prop::sample::select([QuarterRule::Calendar, QuarterRule::Period].as_slice());
    let start = prop::option::weighted(0.3, days());
    (frequency, start, prop_oneof![Just(0u16), 0..=30u16, 0..=90u16], quarters).prop_map(
        |(frequency, starts_on, grace_days, quarters)| Schedule { frequency, starts_on, grace_days, quarters },
    )
}

fn reaches() -> impl Strategy<Value = Reach> {
    prop_oneof![days().prop_map(Reach::Day), spans(8).prop_map(Reach::Span), spans(200).prop_map(Reach::Span)]
}

fn supports() -> impl Strategy<Value = Vec<Support>> {
    prop::collection::vec(reaches(), 0..7).prop_map(|reaches| {
        let numbered = reaches.into_iter().zip(501u128..);
        numbered.map(|(reach, number)| Support { evidence: id(number), reach }).collect()
    })
}

/// Records of some of the windows, their days anywhere.
fn records(windows: &[Window], drawn: &[(prop::sample::Index, Option<Day>, bool)]) -> Vec<Occurrence> {
    let mut seen = BTreeSet::new();
    let mut records = Vec::new();
    for (number, (index, performed_on, exception)) in drawn.iter().enumerate() {
        let Some(window) = (!windows.is_empty()).then(|| index.get(windows)) else { continue };
        if seen.insert(window.key) {
            records.push(Occurrence {
                id: id(900 + number as u128),
                revision: 1,
                engagement: id(3),
                control: id(401),
                key: window.key,
                performed_on: *performed_on,
                performed_by: String::new(),
                note: String::new(),
                exception: exception.then(|| "Two accounts were left out".to_owned()),
            });
        }
    }
    records
}

fn drawn_records() -> impl Strategy<Value = Vec<(prop::sample::Index, Option<Day>, bool)>> {
    prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(days()), prop::bool::weighted(0.2)), 0..5)
}

proptest! {
    #[test]
    fn a_state_moves_to_a_later_day_as_if_it_were_found_on_it(
        period in spans(200),
        schedule in schedules(),
        day in days(),
        later in 0..60i64,
    ) {
        let windows = occurrences(&schedule, period).expect("a period");
        let on = |day| occurrence_rows(&windows, &[], &[], day);
        let then = day + TimeDelta::days(later);
        for (row, after) in on(day).iter().zip(on(then)) {
            prop_assert_eq!(row.state.moved_to(row.window.days.from, row.window.last_chance, then), after.state);
        }
    }

    #[test]
    fn windows_hold_every_covered_day_once_and_in_order(schedule in schedules(), period in spans(500)) {
        let windows = occurrences(&schedule, period).expect("the period is short");
        let from = schedule.starts_on.map_or(period.from, |start| start.max(period.from));
        let covered: Vec<Day> = from.iter_days().take_while(|day| *day <= period.to).collect();
        let held: Vec<Day> = windows
            .iter()
            .flat_map(|window| window.days.from.iter_days().take_while(|day| *day <= window.days.to))
            .collect();
        if schedule.frequency.is_calendar() {
            prop_assert_eq!(held, covered);
        } else {
            prop_assert!(windows.is_empty());
        }
        let keys: BTreeSet<OccurrenceKey> = windows.iter().map(|window| window.key).collect();
        prop_assert_eq!(keys.len(), windows.len());
        for (place, window) in windows.iter().enumerate() {
            let grace = TimeDelta::days(schedule.grace_days.into());
            prop_assert_eq!(window.last_chance, window.days.to + grace);
            // Only the ends are cut.
            prop_assert!(window.expected || place == 0 || place == windows.len() - 1);
            prop_assert!(window.before.is_none() || place == 0);
        }
    }

    #[test]
    fn an_edit_of_the_period_keeps_the_keys_of_what_stays(
        schedule in schedules(),
        period in spans(500),
        other in spans(500),
    ) {
        let schedule = Schedule { quarters: QuarterRule::Calendar, ..schedule };
        let windows = |period| occurrences(&schedule, period).expect("short");
        let (one, two) = (windows(period), windows(other));
        for (mine, theirs) in one.iter().flat_map(|mine| two.iter().map(move |theirs| (mine, theirs))) {
            // Annual windows follow the period.
            if schedule.frequency != Frequency::Annual && mine.days.meet(theirs.days).is_some() {
                prop_assert_eq!(mine.key, theirs.key);
            }
        }
    }

    #[test]
    fn each_state_says_what_the_page_says(
        schedule in schedules(),
        period in spans(500),
        supports in supports(),
        drawn in drawn_records(),
        as_of in days(),
    ) {
        let windows = occurrences(&schedule, period).expect("short");
        let records = records(&windows, &drawn);
        for row in occurrence_rows(&windows, &supports, &records, as_of) {
            let window = row.window;
            let in_time = row.performed_on.is_some_and(|day| window.days.from <= day && day <= window.last_chance);
            let evidenced = !row.evidence.is_empty() && !row.exception;
            let left = (window.last_chance - as_of).num_days();
            let holds = |state| match state {
                OccurrenceState::Evidenced => evidenced,
                OccurrenceState::Performed => !evidenced && in_time,
                OccurrenceState::NotExpected => !evidenced && !in_time,
                OccurrenceState::Missed => !evidenced && !in_time && window.expected && left < 0,
                OccurrenceState::LastChance => {
                    !evidenced && !in_time && window.expected && as_of >= window.days.from && (0..=7).contains(&left)
                }
                OccurrenceState::Upcoming => {
                    !evidenced && !in_time && window.expected && (left > 7 || (left >= 0 && as_of < window.days.from))
                }
            };
            prop_assert!(holds(row.state), "{:?}", row);
            if row.state == OccurrenceState::NotExpected && window.expected {
                prop_assert!(window.before.is_some(), "only what was done before the period excuses");
            }
            prop_assert!(row.performed_on.is_none_or(|day| day <= as_of));
            let known = supports.iter().filter(|support| support.reach.days().to <= as_of);
            let known: BTreeSet<_> = known.map(|support| support.evidence).collect();
            prop_assert!(row.evidence.is_subset(&known));
        }
    }

    #[test]
    fn a_later_day_only_moves_a_state_forward(
        schedule in schedules(),
        period in spans(300),
        supports in supports(),
        drawn in drawn_records(),
        first in days(),
        steps in prop::collection::vec(1..40i64, 1..12),
    ) {
        let windows = occurrences(&schedule, period).expect("short");
        let records = records(&windows, &drawn);
        let mut as_of = first;
        let mut rows = occurrence_rows(&windows, &supports, &records, as_of);
        for step in steps {
            as_of += TimeDelta::days(step);
            let later = occurrence_rows(&windows, &supports, &records, as_of);
            for (was, is) in rows.iter().zip(&later) {
                prop_assert!(was.state <= is.state, "{:?} became {:?} on {}", was, is, as_of);
            }
            rows = later;
        }
    }

    #[test]
    fn one_date_never_stands_for_two_occurrences(
        schedule in schedules(),
        period in spans(300),
        dates in prop::collection::vec(days(), 0..9),
    ) {
        let windows = occurrences(&schedule, period).expect("short");
        let numbered = dates.iter().zip(501u128..);
        let supports: Vec<Support> =
            numbered.map(|(day, number)| Support { evidence: id(number), reach: Reach::Day(*day) }).collect();
        let rows = occurrence_rows(&windows, &supports, &[], Day::MAX);
        let evidenced = rows.iter().filter(|row| row.state == OccurrenceState::Evidenced).count();
        prop_assert!(evidenced <= dates.iter().collect::<BTreeSet<_>>().len());
        let mut used = BTreeSet::new();
        prop_assert!(rows.iter().flat_map(|row| &row.evidence).all(|id| used.insert(*id)));
        // A window that holds a date isn't left without evidence for want of another's, unless an earlier one took it.
        for row in rows.iter().filter(|row| schedule.grace_days == 0 && row.evidence.is_empty()) {
            prop_assert!(!dates.iter().any(|day| row.window.days.contains(*day)));
        }
    }

    #[test]
    fn an_outlook_counts_every_row_once(
        schedule in schedules(),
        period in spans(300),
        supports in supports(),
        drawn in drawn_records(),
        as_of in days(),
    ) {
        let windows = occurrences(&schedule, period).expect("short");
        let records = records(&windows, &drawn);
        let rows = occurrence_rows(&windows, &supports, &records, as_of);
        let outlook = Outlook::of(schedule.frequency, &rows, as_of);
        let counted = outlook.evidenced + outlook.performed + outlook.not_expected;
        prop_assert_eq!(counted + outlook.possible.len() + outlook.lost.len(), rows.len());
        for possible in &outlook.possible {
            prop_assert!(as_of <= possible.from && possible.from <= possible.last_chance && possible.days_left >= 0);
            prop_assert_eq!(possible.urgent, possible.from == as_of && possible.days_left <= LAST_CHANCE_DAYS);
        }
        prop_assert!(outlook.lost.iter().all(|lost| lost.since <= as_of));
        prop_assert_eq!(outlook.next_last_chance(), outlook.possible.first().map(|possible| possible.last_chance));
        prop_assert!(!outlook.untestable || outlook.evidenced + outlook.performed == 0);
    }

    #[test]
    fn changing_nothing_previews_nothing(
        schedule in schedules(),
        period in spans(300),
        supports in supports(),
        drawn in drawn_records(),
    ) {
        let windows = occurrences(&schedule, period).expect("short");
        let records = records(&windows, &drawn);
        let same = preview((Some(schedule), period), (Some(schedule), period), &supports, &records).expect("short");
        prop_assert!(same.is_empty());
        prop_assert_eq!(same.keeps.len(), windows.len());
        prop_assert_eq!(same.losses().count(), 0);
    }

    #[test]
    fn a_preview_names_every_occurrence_once_and_every_loss(
        before in schedules(),
        after in schedules(),
        same_frequency in any::<bool>(),
        periods in (spans(300), spans(300)),
        supports in supports(),
        drawn in drawn_records(),
    ) {
        let after = if same_frequency { Schedule { frequency: before.frequency, ..after } } else { after };
        let windows = |schedule, period| occurrences(schedule, period).expect("short");
        let (old, new) = (windows(&before, periods.0), windows(&after, periods.1));
        let records = records(&old, &drawn);
        let seen = preview((Some(before), periods.0), (Some(after), periods.1), &supports, &records).expect("short");
        let sorted = |mut keys: Vec<OccurrenceKey>| { keys.sort_unstable(); keys };
        let changed = || seen.changes.iter().map(|changed| changed.before.key);
        let stays = || seen.keeps.iter().copied().chain(changed());
        let was = seen.drops.iter().map(|dropped| dropped.window.key).chain(stays()).collect();
        let will_be = seen.adds.iter().map(|window| window.key).chain(stays()).collect();
        prop_assert_eq!(sorted(was), sorted(old.iter().map(|window| window.key).collect()));
        prop_assert_eq!(sorted(will_be), sorted(new.iter().map(|window| window.key).collect()));
        let rows = |windows: &[Window]| occurrence_rows(windows, &supports, &records, Day::MAX);
        let (old_rows, new_rows) = (rows(&old), rows(&new));
        for row in &old_rows {
            let stays = new_rows.iter().find(|other| other.window.key == row.window.key);
            let kept = stays.map(|stays| stays.evidence.clone()).unwrap_or_default();
            let lost: BTreeSet<_> = row.evidence.difference(&kept).copied().collect();
            let named = seen.losses().find(|(key, _)| *key == row.window.key);
            let named = named.map(|(_, loss)| loss.clone()).unwrap_or_default();
            prop_assert_eq!(&named.evidence, &lost);
            if stays.is_none() {
                prop_assert_eq!((named.performed_on, named.exception), (row.performed_on, row.exception));
            }
            // Whoever is performed or evidenced now and wouldn't be afterwards is named.
            let worse = stays.is_some_and(|stays| row.state > OccurrenceState::NotExpected && stays.state < row.state);
            prop_assert!(!worse || !named.is_empty());
        }
    }

    #[test]
    fn covered_days_and_holes_are_the_period(period in spans(200), parts in prop::collection::vec(spans(60), 0..6)) {
        let seen = period_coverage(parts.clone(), period);
        let mut all: Vec<(Span, bool)> = seen.covered.iter().map(|span| (*span, true)).collect();
        all.extend(seen.holes.iter().map(|span| (*span, false)));
        all.sort_unstable();
        prop_assert_eq!(all.first().map(|(span, _)| span.from), Some(period.from));
        prop_assert_eq!(all.last().map(|(span, _)| span.to), Some(period.to));
        for pair in all.windows(2) {
            prop_assert_eq!(pair[0].0.to.succ_opt(), Some(pair[1].0.from));
            prop_assert_ne!(pair[0].1, pair[1].1, "intervals that touch are one");
        }
        for (span, covered) in all {
            for day in span.from.iter_days().take_while(|day| *day <= span.to) {
                prop_assert_eq!(parts.iter().any(|part| part.contains(day)), covered);
            }
        }
    }
}
