//! Keys of occurrences: the name of a whole window, which stays when period or start move.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

use crate::invalid::Invalid;
use crate::time::Day;

/// Names one window of the calendar, and so one occurrence of a control, as text such as `2026-W14` or `2026-Q2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub enum OccurrenceKey {
    /// A day, `2026-04-01`.
    Day(Day),
    /// An ISO 8601 week, `2026-W14`.
    Week {
        /// ISO year, which at its ends isn't the calendar's.
        year: i32,
        /// Week, from 1.
        week: u32,
    },
    /// A month, `2026-04`.
    Month {
        /// Year.
        year: i32,
        /// Month, from 1.
        month: u32,
    },
    /// A quarter of the calendar year, `2026-Q2`.
    Quarter {
        /// Year.
        year: i32,
        /// Quarter, from 1.
        quarter: u32,
    },
    /// A half of the calendar year, `2026-H1`.
    Half {
        /// Year.
        year: i32,
        /// Half, from 1.
        half: u32,
    },
    /// Months counted from the audit period's first day, `2026-02-01/P3M`.
    Run {
        /// First day of the whole window.
        from: Day,
        /// Months: 3, 6 or 12.
        months: u8,
    },
}

impl fmt::Display for OccurrenceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Quarter { year, quarter } => write!(f, "{year:04}-Q{quarter}"),
            Self::Half { year, half } => write!(f, "{year:04}-H{half}"),
            Self::Run { from, months } => write!(f, "{from}/P{months}M"),
        }
    }
}

impl FromStr for OccurrenceKey {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let key = read(text).filter(|key| key.to_string() == text);
        key.ok_or_else(|| {
            Invalid::new(
                "key",
                "must name an occurrence, such as 2026-04-01, 2026-W14, 2026-04, 2026-Q2, 2026-H1 or 2026-02-01/P3M",
            )
        })
    }
}

/// Reads a key leniently; the caller holds it against its own printed form.
fn read(text: &str) -> Option<OccurrenceKey> {
    if text.len() > 16 || !text.is_ascii() {
        return None;
    }
    if let Some((from, months)) = text.split_once("/P") {
        let months = months.strip_suffix('M')?.parse().ok()?;
        return matches!(months, 3 | 6 | 12).then_some(OccurrenceKey::Run { from: day(from)?, months });
    }
    if text.len() == 10 {
        return Some(OccurrenceKey::Day(day(text)?));
    }
    let (year, rest) = text.split_once('-')?;
    let year: i32 = year.parse().ok().filter(|year| (1..=9999).contains(year))?;
    let number = |digits: &str| digits.parse::<u32>().ok();
    let within = |number: u32, most: u32| (1..=most).contains(&number).then_some(number);
    if let Some(quarter) = rest.strip_prefix('Q') {
        return Some(OccurrenceKey::Quarter { year, quarter: within(number(quarter)?, 4)? });
    }
    if let Some(half) = rest.strip_prefix('H') {
        return Some(OccurrenceKey::Half { year, half: within(number(half)?, 2)? });
    }
    if let Some(week) = rest.strip_prefix('W') {
        let week = number(week)?;
        Day::from_isoywd_opt(year, week, Weekday::Mon)?;
        return Some(OccurrenceKey::Week { year, week });
    }
    Some(OccurrenceKey::Month { year, month: within(number(rest)?, 12)? })
}

fn day(text: &str) -> Option<Day> {
    text.parse().ok().filter(|day: &Day| (1..=9999).contains(&day.year()))
}

impl TryFrom<String> for OccurrenceKey {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<OccurrenceKey> for String {
    fn from(key: OccurrenceKey) -> Self {
        key.to_string()
    }
}
