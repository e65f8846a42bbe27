//! How each occurrence stands on a day: exactly one state each.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Occurrence;
use super::support::{Support, evidence_by_window};
use super::window::{Timing, Window};
use crate::calendar::OccurrenceKey;
use crate::id::EvidenceId;
use crate::time::Day;

/// With so many days left, or fewer, an occurrence that could happen is in its last chance: this program's own line.
pub const LAST_CHANCE_DAYS: i64 = 7;

/// How an occurrence stands. Ordered as the same records show it on later and later days: it never goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum OccurrenceState {
    /// Its window hasn't begun, or is open with more than 7 days left.
    Upcoming,
    /// It can still happen, for 7 days at most.
    LastChance,
    /// Its last chance is over and nothing shows that it happened in time.
    Missed,
    /// None is expected: its window is cut too short, or it was done before the period.
    NotExpected,
    /// Recorded as performed in time, and nothing shows it; or an exception is recorded.
    Performed,
    /// Accepted evidence shows it.
    Evidenced,
}

impl OccurrenceState {
    /// Every state, in order.
    pub const ALL: [Self; 6] =
        [Self::Upcoming, Self::LastChance, Self::Missed, Self::NotExpected, Self::Performed, Self::Evidenced];

    /// The state of a window on `as_of`: the first of the page's states that holds. `facts` hold nothing that is dated
    /// later.
    pub fn of(window: &Window, facts: &Facts, as_of: Day) -> Self {
        let in_time = facts.performed_on.is_some_and(|day| window.timing(day).is_in_time());
        let days_left = (window.last_chance - as_of).num_days();
        if !facts.evidence.is_empty() && !facts.exception {
            Self::Evidenced
        } else if in_time {
            Self::Performed
        } else if !window.expected || facts.done_before {
            Self::NotExpected
        } else if days_left < 0 {
            Self::Missed
        } else if window.days.from <= as_of && days_left <= LAST_CHANCE_DAYS {
            Self::LastChance
        } else {
            Self::Upcoming
        }
    }

    /// The same state on a later day, when nothing else has changed: what could still happen may by then be in its last
    /// chance, or missed.
    pub fn moved_to(self, from: Day, last_chance: Day, as_of: Day) -> Self {
        let days_left = (last_chance - as_of).num_days();
        match self {
            Self::Upcoming | Self::LastChance if days_left < 0 => Self::Missed,
            Self::Upcoming | Self::LastChance if from <= as_of && days_left <= LAST_CHANCE_DAYS => Self::LastChance,
            same => same,
        }
    }

    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::LastChance => "last chance",
            Self::Missed => "missed",
            Self::NotExpected => "not expected",
            Self::Performed => "performed, not evidenced",
            Self::Evidenced => "evidenced",
        }
    }

    /// The state of that name as stored.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether it can still happen.
    pub const fn is_possible(self) -> bool {
        matches!(self, Self::Upcoming | Self::LastChance)
    }

    /// Whether it was owed by now: shown, performed, or missed.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Evidenced | Self::Performed | Self::Missed)
    }
}

/// What is known of one occurrence on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Items that evidence it.
    pub evidence: BTreeSet<EvidenceId>,
    /// The recorded day.
    pub performed_on: Option<Day>,
    /// Whether an exception is recorded.
    pub exception: bool,
    /// Whether it was performed, or an accepted item is dated, on a day of its whole window before the period.
    pub done_before: bool,
}

/// One occurrence of a control on a day: its window, its state and what that rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OccurrenceRow {
    /// Its window.
    pub window: Window,
    /// Its state.
    pub state: OccurrenceState,
    /// Items that evidence it; with an exception recorded, the items that would.
    pub evidence: BTreeSet<EvidenceId>,
    /// The recorded day on which it was performed, in time or not.
    pub performed_on: Option<Day>,
    /// Whether an exception is recorded.
    pub exception: bool,
}

impl OccurrenceRow {
    /// The recorded day, when it lies after the last chance: performed late, which is still missed.
    pub fn performed_late_on(&self) -> Option<Day> {
        self.performed_on.filter(|day| self.window.timing(*day) == Timing::Late)
    }
}

/// Each of a control's occurrences on `as_of`, in the windows' order. `supports` are the control's accepted items,
/// `records` what is recorded of its occurrences, one for each key; what has no window among these is left aside, and
/// so is what is dated later.
pub fn occurrence_rows(
    windows: &[Window],
    supports: &[Support],
    records: &[Occurrence],
    as_of: Day,
) -> Vec<OccurrenceRow> {
    let supports: Vec<Support> = supports.iter().copied().filter(|support| support.reach.days().to <= as_of).collect();
    let recorded: BTreeMap<OccurrenceKey, &Occurrence> = records.iter().map(|record| (record.key, record)).collect();
    let day_of = |record: &Occurrence| record.performed_on.filter(|day| *day <= as_of);
    let performed: BTreeMap<OccurrenceKey, Day> =
        recorded.iter().filter_map(|(key, record)| Some((*key, day_of(record)?))).collect();
    let evidence = evidence_by_window(windows, &supports, &performed);
    let row = |(window, evidence): (&Window, BTreeSet<EvidenceId>)| {
        let performed_on = performed.get(&window.key).copied();
        let exception = recorded.get(&window.key).is_some_and(|record| record.exception.is_some());
        let done_before = is_done_before(window, &supports, performed_on);
        let facts = Facts { evidence, performed_on, exception, done_before };
        let state = OccurrenceState::of(window, &facts, as_of);
        OccurrenceRow { window: *window, state, evidence: facts.evidence, performed_on, exception }
    };
    windows.iter().zip(evidence).map(row).collect()
}

/// Whether this turn was kept on a day of the whole window before the period.
fn is_done_before(window: &Window, supports: &[Support], performed_on: Option<Day>) -> bool {
    let Some(before) = window.before else { return false };
    performed_on.is_some_and(|day| before.contains(day))
        || supports.iter().any(|support| before.covers(support.reach.days()))
}
