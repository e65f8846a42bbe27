//! The period calendar: controls by ISO weeks of the period, each cell with the state that matters most. Values for a
//! picture; draws nothing.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::calendar::{OccurrenceKey, check_period, weeks};
use crate::id::ControlId;
use crate::invalid::Invalid;
use crate::occurrence::{OccurrenceRow, OccurrenceState};
use crate::time::Span;

/// The states in the order in which a cell shows them: the first that one of its windows has. This program's own
/// order: what needs a decision comes before what is settled.
pub const CELL_ORDER: [OccurrenceState; 6] = [
    OccurrenceState::Missed,
    OccurrenceState::LastChance,
    OccurrenceState::Performed,
    OccurrenceState::Upcoming,
    OccurrenceState::Evidenced,
    OccurrenceState::NotExpected,
];

/// A column: an ISO week of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CalendarWeek {
    /// Its key, such as `2026-W14`.
    pub key: OccurrenceKey,
    /// Its days, cut to the period.
    pub days: Span,
}

/// One control in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CalendarCell {
    /// The state among its windows' that comes first in [`CELL_ORDER`].
    pub state: OccurrenceState,
    /// Windows of the control that have a day in the week; at least one.
    pub windows: usize,
    /// Windows among them that are due in the week.
    pub due: usize,
    /// Whether one of them bears an exception.
    pub exception: bool,
}

/// A row: one control over all weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CalendarRow {
    /// The control.
    pub control: ControlId,
    /// A cell for each week, in the weeks' order; none where the control has no window.
    pub cells: Vec<Option<CalendarCell>>,
}

/// Controls by weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PeriodCalendar {
    /// The weeks of the period, in order.
    pub weeks: Vec<CalendarWeek>,
    /// The controls, in the order given; one without occurrences has a row without cells.
    pub rows: Vec<CalendarRow>,
}

/// The calendar of `period` for controls with their occurrences as of one day. Refuses a period that is reversed,
/// longer than ten years or outside the years 1 to 9998.
pub fn period_calendar(controls: &[(ControlId, &[OccurrenceRow])], period: Span) -> Result<PeriodCalendar, Invalid> {
    check_period(period)?;
    let cut = weeks(period).into_iter();
    let weeks: Vec<CalendarWeek> =
        cut.filter_map(|week| Some(CalendarWeek { key: week.key, days: week.days.meet(period)? })).collect();
    let rows = controls.iter().map(|(control, occurrences)| CalendarRow {
        control: *control,
        cells: weeks.iter().map(|week| cell(week.days, occurrences)).collect(),
    });
    let rows = rows.collect();
    Ok(PeriodCalendar { weeks, rows })
}

fn cell(week: Span, occurrences: &[OccurrenceRow]) -> Option<CalendarCell> {
    // Windows are in order and don't overlap, so those of a week stand side by side.
    let first = occurrences.partition_point(|row| row.window.days.to < week.from);
    let end = occurrences.partition_point(|row| row.window.days.from <= week.to);
    let inside = occurrences.get(first..end)?;
    let state = CELL_ORDER.into_iter().find(|state| inside.iter().any(|row| row.state == *state))?;
    Some(CalendarCell {
        state,
        windows: inside.len(),
        due: inside.iter().filter(|row| week.contains(row.window.days.to)).count(),
        exception: inside.iter().any(|row| row.exception),
    })
}
