//! The period calendar as a grid to walk through: controls by ISO weeks of the period, and on to the end of the grace and
//! the first day of fieldwork, each cell with the occurrences behind it. Values for a window; draws nothing.

use serde::{Deserialize, Serialize};

use crate::calendar::{OccurrenceKey, check_period, weeks};
use crate::id::ControlId;
use crate::invalid::Invalid;
use crate::occurrence::{OccurrenceRow, OccurrenceState};
use crate::period_calendar::CELL_ORDER;
use crate::time::{Day, Span};

/// Days after the period that the grid shows at most, for grace and fieldwork.
const MOST_AFTER: i64 = 400;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct GridWeek {
    /// Its key, such as `2026-W14`.
    pub key: OccurrenceKey,
    /// Its days, cut to the grid.
    pub days: Span,
    /// Whether a day of it lies in the period; else it is grace or later.
    pub in_period: bool,
    /// Whether fieldwork begins in it or has begun.
    pub fieldwork: bool,
    /// Whether the day asked about lies in it.
    pub today: bool,
}

/// An occurrence behind a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct GridOccurrence {
    /// Which.
    pub key: OccurrenceKey,
    /// Its state.
    pub state: OccurrenceState,
    /// Whether an exception is recorded.
    pub exception: bool,
    /// What to say of it, such as `2026-Q2: missed, due 2026-06-30`.
    pub words: String,
}

/// One control in one week in which it has an occurrence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct GridCell {
    /// Place of the week.
    pub week: usize,
    /// The state that comes first in the order of the period calendar.
    pub state: OccurrenceState,
    /// Whether only the grace of its occurrences reaches into the week.
    pub grace: bool,
    /// Whether one of them is due in the week.
    pub due: bool,
    /// How many of them are missed.
    pub missed: usize,
    /// Whether one of them bears an exception.
    pub exception: bool,
    /// The occurrences, in order.
    pub occurrences: Vec<GridOccurrence>,
}

/// A row: one control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct GridRow {
    /// The control.
    pub control: ControlId,
    /// Its cells by week; weeks without an occurrence are left out.
    pub cells: Vec<GridCell>,
}

/// The columns of a grid over `period`, on to the last day of grace and the first of fieldwork. Refuses a period that the
/// calendar refuses.
pub fn grid_weeks(
    period: Span,
    grace_to: Option<Day>,
    fieldwork: Option<Day>,
    today: Day,
) -> Result<Vec<GridWeek>, Invalid> {
    check_period(period)?;
    let latest = period.to + chrono::TimeDelta::days(MOST_AFTER);
    let end = [grace_to, fieldwork].into_iter().flatten().map(|day| day.min(latest)).fold(period.to, Day::max);
    let whole = Span { from: period.from, to: end };
    let week = |days: Span, key| GridWeek {
        key,
        days,
        in_period: days.meet(period).is_some(),
        fieldwork: fieldwork.is_some_and(|day| day <= days.to),
        today: days.contains(today),
    };
    Ok(weeks(whole).into_iter().filter_map(|it| Some(week(it.days.meet(whole)?, it.key))).collect())
}

/// The row of a control with its occurrences, in their order.
pub fn grid_row(control: ControlId, occurrences: &[OccurrenceRow], weeks: &[GridWeek]) -> GridRow {
    let cells = weeks.iter().enumerate().filter_map(|(at, week)| cell(at, week, occurrences));
    GridRow { control, cells: cells.collect() }
}

fn cell(at: usize, week: &GridWeek, occurrences: &[OccurrenceRow]) -> Option<GridCell> {
    let days = week.days;
    let inside: Vec<&OccurrenceRow> = occurrences.iter().filter(|row| row.window.days.meet(days).is_some()).collect();
    let grace = inside.is_empty();
    let shown: Vec<&OccurrenceRow> = if grace && !week.in_period {
        // After the period only what its grace keeps open, or what it was lost with.
        let reaches = |row: &&OccurrenceRow| row.window.days.to < days.from && row.window.last_chance >= days.from;
        occurrences.iter().filter(reaches).collect()
    } else {
        inside
    };
    let state = CELL_ORDER.into_iter().find(|state| shown.iter().any(|row| row.state == *state))?;
    Some(GridCell {
        week: at,
        state,
        grace,
        due: shown.iter().any(|row| days.contains(row.window.days.to)),
        missed: shown.iter().filter(|row| row.state == OccurrenceState::Missed).count(),
        exception: shown.iter().any(|row| row.exception),
        occurrences: shown.into_iter().map(told).collect(),
    })
}

fn told(row: &OccurrenceRow) -> GridOccurrence {
    let window = row.window;
    let until = if window.last_chance > window.days.to && row.state.is_possible() {
        format!(", grace to {}", window.last_chance)
    } else {
        String::new()
    };
    let exception = if row.exception { ", with an exception" } else { "" };
    let words = format!("{}: {}{exception}, due {}{until}", window.key, row.state.name(), window.days.to);
    GridOccurrence { key: window.key, state: row.state, exception: row.exception, words }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::control::{Frequency, QuarterRule};
    use crate::fixture::{day, id, span};
    use crate::occurrence::{Schedule, occurrence_rows, occurrences};

    fn rows(frequency: Frequency, grace_days: u16, period: Span, on: Day) -> Vec<OccurrenceRow> {
        let schedule = Schedule { frequency, starts_on: None, grace_days, quarters: QuarterRule::Calendar };
        occurrence_rows(&occurrences(&schedule, period).expect("a period"), &[], &[], on)
    }

    #[test]
    fn the_grid_goes_on_to_grace_and_fieldwork() {
        let period = span("2026-01-01", "2026-12-31");
        let today = day("2026-11-20");
        let weeks = grid_weeks(period, Some(day("2027-01-15")), Some(day("2027-01-18")), today).expect("a period");
        assert_eq!(
            weeks.last().map(|week| (week.days.to, week.in_period, week.fieldwork)),
            Some((day("2027-01-18"), false, true))
        );
        assert_eq!(weeks.iter().filter(|week| week.today).count(), 1);
        let row = grid_row(id(401), &rows(Frequency::Quarterly, 15, period, today), &weeks);
        let last = row.cells.last().expect("a cell in the grace");
        assert!(last.grace && last.state == OccurrenceState::Upcoming);
        assert_eq!(last.occurrences[0].words, "2026-Q4: upcoming, due 2026-12-31, grace to 2027-01-15");
        let missed = row.cells.first().expect("the first quarter");
        assert_eq!((missed.state, missed.missed), (OccurrenceState::Missed, 1));
    }

    proptest! {
        #[test]
        fn within_the_period_the_cells_are_those_of_the_period_calendar(
            frequency in prop::sample::select(vec![Frequency::Daily, Frequency::Weekly, Frequency::Monthly, Frequency::Quarterly]),
            grace in 0..40u16,
            length in 20..300i64,
            after in 0..400i64,
        ) {
            let from = day("2026-02-10");
            let period = Span { from, to: from + chrono::TimeDelta::days(length) };
            let on = from + chrono::TimeDelta::days(after);
            let rows = rows(frequency, grace, period, on);
            let weeks = grid_weeks(period, None, None, on).expect("a period");
            let calendar = crate::period_calendar::period_calendar(&[(id(401), &rows)], period).expect("a period");
            let grid = grid_row(id(401), &rows, &weeks);
            prop_assert_eq!(weeks.len(), calendar.weeks.len());
            for (at, expected) in calendar.rows[0].cells.iter().enumerate() {
                let found = grid.cells.iter().find(|cell| cell.week == at);
                prop_assert_eq!(found.map(|cell| (cell.state, cell.occurrences.len())), expected.map(|cell| (cell.state, cell.windows)));
            }
        }
    }
}
