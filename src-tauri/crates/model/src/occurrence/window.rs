//! The windows of one control in one period, cut to both.

use chrono::Days;
use serde::{Deserialize, Serialize};

use crate::calendar::{OccurrenceKey, check_period, whole_windows};
use crate::control::{Control, ControlState, Frequency, Nature, QuarterRule};
use crate::invalid::Invalid;
use crate::time::{Day, Span};

/// What shows that a control operated over a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ShownBy {
    /// Its occurrences, one for each window of the calendar.
    Occurrences,
    /// A population: every event of the period, counted.
    Population,
    /// An inspected configuration and its change history over the period.
    Configuration,
}

impl ShownBy {
    /// What shows a control of that frequency and nature. Automation comes first: an automated control is shown by its
    /// configuration, however often it runs.
    pub const fn of(frequency: Frequency, nature: Nature) -> Self {
        match (nature, frequency) {
            (Nature::Automated, _) | (Nature::Manual | Nature::ItDependentManual, Frequency::Continuous) => {
                Self::Configuration
            }
            (Nature::Manual | Nature::ItDependentManual, Frequency::PerEvent) => Self::Population,
            (
                Nature::Manual | Nature::ItDependentManual,
                Frequency::Daily
                | Frequency::Weekly
                | Frequency::Monthly
                | Frequency::Quarterly
                | Frequency::SemiAnnual
                | Frequency::Annual,
            ) => Self::Occurrences,
        }
    }

    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Occurrences => "occurrences",
            Self::Population => "population",
            Self::Configuration => "configuration and change history",
        }
    }
}

/// When a control must run: what its windows follow from, beside the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Schedule {
    /// How often.
    pub frequency: Frequency,
    /// First day on which it operates; none when it did before the period.
    pub starts_on: Option<Day>,
    /// Days after a window in which it still counts as performed in time.
    pub grace_days: u16,
    /// How quarters and half-years are counted.
    pub quarters: QuarterRule,
}

impl Schedule {
    /// The schedule of a control that is shown by occurrences. None for one that is shown otherwise, for a retired
    /// one, and for a planned one without a start date.
    pub fn of(control: &Control) -> Option<Self> {
        let operates = match control.state {
            ControlState::InPlace => true,
            ControlState::Planned => control.starts_on.is_some(),
            ControlState::Retired { .. } => false,
        };
        let by_calendar = match ShownBy::of(control.frequency, control.nature) {
            ShownBy::Occurrences => true,
            ShownBy::Population | ShownBy::Configuration => false,
        };
        (operates && by_calendar).then_some(Self {
            frequency: control.frequency,
            starts_on: control.starts_on,
            grace_days: control.grace_days,
            quarters: control.quarters,
        })
    }
}

/// Where a day lies, seen from a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// Before the whole window, or before the control's start.
    TooEarly,
    /// In the whole window, on a day that the period's first day cut off.
    BeforeThePeriod,
    /// In the window.
    InWindow,
    /// After the window, in the grace.
    InGrace,
    /// After the last chance.
    Late,
}

impl Timing {
    /// Whether what was performed then counts.
    pub const fn is_in_time(self) -> bool {
        matches!(self, Self::InWindow | Self::InGrace)
    }
}

/// One window of a control in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Window {
    /// Its key, which follows from the whole window.
    pub key: OccurrenceKey,
    /// Its days, cut to the period and to the control's start. The last of them is the day on which it is due.
    pub days: Span,
    /// Days of the whole window that the period's first day cut off, as far as the control operated on them.
    pub before: Option<Span>,
    /// Whether an occurrence is expected in it: it is whole, or three fifths of its whole window at least.
    pub expected: bool,
    /// The last day on which it can happen: the due day plus the grace.
    pub last_chance: Day,
}

impl Window {
    /// Where `day` lies.
    pub fn timing(&self, day: Day) -> Timing {
        if day > self.last_chance {
            Timing::Late
        } else if day > self.days.to {
            Timing::InGrace
        } else if day >= self.days.from {
            Timing::InWindow
        } else if self.before.is_some_and(|before| before.contains(day)) {
            Timing::BeforeThePeriod
        } else {
            Timing::TooEarly
        }
    }

    /// The days of the grace; none when there is no grace.
    pub(super) fn grace(&self) -> Option<Span> {
        let from = self.days.to.succ_opt()?;
        (from <= self.last_chance).then_some(Span { from, to: self.last_chance })
    }
}

/// The windows of a control with that schedule in `period`, in order: they leave out no day from the control's start
/// (or the period's first day) to the period's last, and don't overlap. Empty when the frequency isn't the calendar's,
/// and when the control starts after the period. Refuses a period that is reversed, longer than ten years or outside
/// the years 1 to 9998.
pub fn occurrences(schedule: &Schedule, period: Span) -> Result<Vec<Window>, Invalid> {
    check_period(period)?;
    let from = schedule.starts_on.map_or(period.from, |start| start.max(period.from));
    if from > period.to {
        return Ok(Vec::new());
    }
    let covered = Span { from, to: period.to };
    let windows = whole_windows(schedule.frequency, schedule.quarters, period.from, covered).into_iter();
    Ok(windows.filter_map(|whole| cut(whole.key, whole.days, covered, period, schedule)).collect())
}

/// A whole window cut to the days that are covered; none when it has no day there.
fn cut(key: OccurrenceKey, whole: Span, covered: Span, period: Span, schedule: &Schedule) -> Option<Window> {
    let days = whole.meet(covered)?;
    let operated_from = schedule.starts_on.map_or(whole.from, |start| start.max(whole.from));
    let before = period.from.pred_opt().and_then(|to| Span::new(operated_from, to).ok());
    let grace = Days::new(schedule.grace_days.into());
    Some(Window {
        key,
        days,
        before,
        expected: is_expected(days, whole),
        last_chance: days.to.checked_add_days(grace).unwrap_or(Day::MAX),
    })
}

/// Three fifths of the whole window's days at least: this program's own line, far from what whole months leave of a
/// quarter, half-year or year.
fn is_expected(days: Span, whole: Span) -> bool {
    days.days() * 5 >= whole.days() * 3
}
