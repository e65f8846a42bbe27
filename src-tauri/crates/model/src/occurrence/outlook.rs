//! What is still possible for a control and what no longer is, on any day. What stands in for a lost occurrence is
//! what auditors usually accept, in words of our own; none of it makes the occurrence good.

use serde::{Deserialize, Serialize};

use super::state::{OccurrenceRow, OccurrenceState};
use crate::calendar::OccurrenceKey;
use crate::control::Frequency;
use crate::time::Day;

/// What can be done about a control of which no window expects an occurrence.
pub const UNTESTABLE: &str = "No occurrence is expected in this period, so operation may be untestable: run the control \
                              once inside the period, move or lengthen the period, or have it reported as not tested.";

/// What an auditor accepts in place of a lost occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Instead {
    /// The exception, told as it is.
    Account,
    /// Another control over the same days.
    CompensatingControl,
    /// The control performed late.
    PerformedLate,
    /// The later occurrences in time.
    LaterOccurrences,
    /// Another period.
    OtherPeriod,
}

impl Instead {
    /// A sentence as printed.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Account => {
                "Record the exception as it is: the facts, how many of how many, the cause and the effect on commitments. \
                 Nothing made afterwards repairs it."
            }
            Self::CompensatingControl => {
                "Name another control that ran on those days and limits the harm, with dated evidence of its own."
            }
            Self::PerformedLate => {
                "Perform it now under its true date: that shows the matter was looked at, not that it was in time."
            }
            Self::LaterOccurrences => "Mend the cause, and show every later occurrence performed in time.",
            Self::OtherPeriod => {
                "Ask the auditor, before fieldwork, whether a period that begins after it would serve the report's users."
            }
        }
    }
}

/// An occurrence that can still happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Possible {
    /// Which.
    pub key: OccurrenceKey,
    /// First day on which it can: the day asked about, or the window's first.
    pub from: Day,
    /// The day on which it is due.
    pub due: Day,
    /// The last day on which it can.
    pub last_chance: Day,
    /// Days from the day asked about to the last chance; 0 on that day itself.
    pub days_left: i64,
    /// Whether it is in its last chance.
    pub urgent: bool,
}

/// An occurrence that can no longer happen in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Lost {
    /// Which.
    pub key: OccurrenceKey,
    /// Since when: the day after its last chance.
    pub since: Day,
    /// The day on which it was performed late, if it was.
    pub performed_late_on: Option<Day>,
    /// What an auditor accepts instead, the first first.
    pub instead: Vec<Instead>,
}

/// What a control's occurrences have come to on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Outlook {
    /// The day asked about.
    pub as_of: Day,
    /// Occurrences that accepted evidence shows.
    pub evidenced: usize,
    /// Occurrences that are recorded as performed and not evidenced.
    pub performed: usize,
    /// Windows in which none is expected and nothing is shown.
    pub not_expected: usize,
    /// Occurrences that bear an exception, whatever their state.
    pub exceptions: usize,
    /// Occurrences that can still happen, in order.
    pub possible: Vec<Possible>,
    /// Occurrences that are lost, in order.
    pub lost: Vec<Lost>,
    /// Whether operation may be untestable in this period: windows there are, but none expects an occurrence and
    /// nothing is shown or performed. [`UNTESTABLE`] says what can be done.
    pub untestable: bool,
}

impl Outlook {
    /// What is possible and what is lost of a control with that frequency, whose rows are those of `as_of`.
    pub fn of(frequency: Frequency, rows: &[OccurrenceRow], as_of: Day) -> Self {
        let count = |state| rows.iter().filter(|row| row.state == state).count();
        let not_expected = count(OccurrenceState::NotExpected);
        let possible: Vec<Possible> =
            rows.iter().filter(|row| row.state.is_possible()).map(|row| possible(row, as_of)).collect();
        let more_to_come = !possible.is_empty();
        let missed = rows.iter().filter(|row| row.state == OccurrenceState::Missed);
        Self {
            as_of,
            evidenced: count(OccurrenceState::Evidenced),
            performed: count(OccurrenceState::Performed),
            not_expected,
            exceptions: rows.iter().filter(|row| row.exception).count(),
            possible,
            lost: missed.filter_map(|row| lost(row, frequency, more_to_come)).collect(),
            untestable: !rows.is_empty() && not_expected == rows.len(),
        }
    }

    /// The next day on which an occurrence is lost if nothing happens; none when none can be.
    pub fn next_last_chance(&self) -> Option<Day> {
        self.possible.iter().map(|possible| possible.last_chance).min()
    }
}

fn possible(row: &OccurrenceRow, as_of: Day) -> Possible {
    let window = row.window;
    Possible {
        key: window.key,
        from: window.days.from.max(as_of),
        due: window.days.to,
        last_chance: window.last_chance,
        days_left: (window.last_chance - as_of).num_days(),
        urgent: row.state == OccurrenceState::LastChance,
    }
}

fn lost(row: &OccurrenceRow, frequency: Frequency, more_to_come: bool) -> Option<Lost> {
    let performed_late_on = row.performed_late_on();
    let rare = match frequency {
        Frequency::Quarterly | Frequency::SemiAnnual | Frequency::Annual => true,
        Frequency::Continuous | Frequency::PerEvent | Frequency::Daily | Frequency::Weekly | Frequency::Monthly => {
            false
        }
    };
    let accepted = [
        (Instead::Account, true),
        (Instead::CompensatingControl, true),
        (Instead::PerformedLate, performed_late_on.is_none()),
        (Instead::LaterOccurrences, more_to_come),
        (Instead::OtherPeriod, rare),
    ];
    Some(Lost {
        key: row.window.key,
        since: row.window.last_chance.succ_opt()?,
        performed_late_on,
        instead: accepted.into_iter().filter_map(|(instead, fits)| fits.then_some(instead)).collect(),
    })
}
