//! How an occurrence stands before an audience: its state, with what only a narrowed source knows of it. What accepted
//! evidence would show that the audience isn't given is never called missed.

use serde::{Deserialize, Serialize};

use super::state::{OccurrenceRow, OccurrenceState};

/// How an occurrence stands before an audience. The lesser matters more, where one mark stands for several: what needs a
/// decision comes before what is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "OccurrenceStanding")]
pub enum Standing {
    /// Its last chance is over, and nothing shows it.
    Missed,
    /// As missed, but accepted evidence of its control is withheld and may show it.
    MissedOrWithheld,
    /// It can still happen, for few days.
    LastChance,
    /// Performed in time, with an exception recorded.
    Exception,
    /// Recorded as performed in time, and nothing shows it.
    Performed,
    /// It can still happen.
    Upcoming,
    /// Accepted evidence shows it.
    Evidenced,
    /// None is expected.
    NotExpected,
}

impl Standing {
    /// Every standing, in the order in which they are read: what is settled, then what is to come.
    pub const ALL: [Self; 8] = [
        Self::Evidenced,
        Self::Performed,
        Self::Exception,
        Self::Missed,
        Self::MissedOrWithheld,
        Self::LastChance,
        Self::Upcoming,
        Self::NotExpected,
    ];

    /// How an occurrence stands, where accepted evidence of its control is withheld or isn't.
    pub fn of(row: &OccurrenceRow, withheld: bool) -> Self {
        match row.state {
            OccurrenceState::Missed if withheld && row.performed_late_on().is_none() => Self::MissedOrWithheld,
            OccurrenceState::Missed => Self::Missed,
            OccurrenceState::LastChance => Self::LastChance,
            OccurrenceState::Performed if row.exception => Self::Exception,
            OccurrenceState::Performed => Self::Performed,
            OccurrenceState::Upcoming => Self::Upcoming,
            OccurrenceState::Evidenced => Self::Evidenced,
            OccurrenceState::NotExpected => Self::NotExpected,
        }
    }

    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::MissedOrWithheld => "missed or withheld",
            Self::LastChance => "last chance",
            Self::Exception => "exception",
            Self::Performed => "performed, not evidenced",
            Self::Upcoming => "upcoming",
            Self::Evidenced => "evidenced",
            Self::NotExpected => "not expected",
        }
    }
}
