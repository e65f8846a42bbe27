//! The clocks of laws and contracts that bear on a scenario's rows, with the instant at which each ends if it began with
//! the scenario. A planning aid: whether a clock runs, and since when, is counsel's to say.

use std::collections::BTreeSet;

use catalogue::Catalogue;
use catalogue::deadline::{ClockUnit, DeadlineEntry};
use catalogue::scenario::ScenarioEntry;
use chrono::{Months, TimeDelta};
use model::holiday::Holiday;
use model::time::{Day, Instant};
use serde::{Deserialize, Serialize};

use super::named;
use crate::app::App;
use crate::failure::Failure;
use crate::holiday::Calendar;

/// Lists the clocks that bear on a scenario's rows, as they would end if they began at an instant.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListScenarioClocks {
    /// Its name, such as `failed-opinion`.
    pub scenario: String,
    /// The instant from which they would count.
    pub at: Instant,
}

pub(crate) fn list(app: &mut App, request: ListScenarioClocks) -> Result<Vec<ClockRow>, Failure> {
    let entry = Catalogue::embedded().scenario(named(&request.scenario)?);
    app.read(|r| Ok(clocks(entry, request.at, &Calendar::read(r, &BTreeSet::new())?)))
}

/// A clock that bears on rows of a scenario.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ClockRow {
    /// Its code.
    pub code: String,
    /// Law, rule or contract.
    pub regime: String,
    /// Where it is written.
    pub basis: String,
    /// What sets it off.
    pub trigger: String,
    /// From when it counts.
    pub clock_start: String,
    /// The clock in words.
    pub clock: String,
    /// Who is told.
    pub recipient: String,
    /// When it ends, if it began with the scenario: for a clock of hours.
    pub due_at: Option<Instant>,
    /// The same for a clock of days or months: the last day, by UTC.
    pub due_on: Option<Day>,
    /// How a clock of business days was counted; none for other clocks.
    pub business_days: Option<BusinessDayCount>,
    /// How the catalogue's row was checked.
    pub verification: String,
    /// Codes of the scenario's rows on which it bears.
    pub rows: Vec<String>,
}

/// How business days were counted: Monday to Friday without the holidays of the client's calendar.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct BusinessDayCount {
    /// Whether the calendar has any holiday; without one the end may be too early.
    pub holidays_kept: bool,
    /// The holidays that moved the end.
    pub taken_out: Vec<Holiday>,
}

/// The clocks of a scenario that began at `from`: those that end first come first, those without a number before all.
pub(super) fn clocks(entry: &ScenarioEntry, from: Instant, calendar: &Calendar) -> Vec<ClockRow> {
    let catalogue = Catalogue::embedded();
    let mut clocks: Vec<ClockRow> = Vec::new();
    for row in &entry.rows {
        for code in &row.clocks {
            let Some(deadline) = catalogue.deadline(code.as_str()) else { continue };
            match clocks.iter_mut().find(|clock| clock.code == code.as_str()) {
                Some(clock) => clock.rows.push(row.code.to_string()),
                None => clocks.push(clock(deadline, from, calendar, row.code.to_string())),
            }
        }
    }
    // A clock of days runs to the end of its last day, after those of hours on the same day.
    clocks.sort_by_key(|clock| {
        let day = clock.due_on.or(clock.due_at.map(|at| at.date_naive()));
        (day, clock.due_on.is_some(), clock.due_at, clock.code.clone())
    });
    clocks
}

fn clock(entry: &DeadlineEntry, from: Instant, calendar: &Calendar, row: String) -> ClockRow {
    let (due_at, due_on) = due(entry.clock_unit, entry.clock_value, from, calendar);
    let business_days = (entry.clock_unit == ClockUnit::BusinessDays).then(|| BusinessDayCount {
        holidays_kept: calendar.keeps_any(),
        // The day on which it begins isn't counted, holiday or not.
        taken_out: from.date_naive().succ_opt().map(|day| calendar.taken_out(day, due_on)).unwrap_or_default(),
    });
    ClockRow {
        code: entry.code.to_string(),
        regime: entry.regime.clone(),
        basis: entry.legal_reference.clone(),
        trigger: entry.trigger.clone(),
        clock_start: entry.clock_start.clone(),
        clock: entry.clock_text.clone(),
        recipient: entry.recipient.clone(),
        due_at,
        due_on,
        business_days,
        verification: entry.verification.clone(),
        rows: vec![row],
    }
}

/// The end of a clock that began at `from`: an instant for hours, a last day for longer units, neither for one without
/// delay.
fn due(unit: ClockUnit, value: u32, from: Instant, calendar: &Calendar) -> (Option<Instant>, Option<Day>) {
    let day = from.date_naive();
    match unit {
        ClockUnit::Hours => (from.checked_add_signed(TimeDelta::hours(value.into())), None),
        ClockUnit::Days => (None, day.checked_add_days(chrono::Days::new(value.into()))),
        ClockUnit::BusinessDays => {
            let count = u16::try_from(value).unwrap_or(u16::MAX);
            (None, calendar.days.after(day, count))
        }
        ClockUnit::Months => (None, day.checked_add_months(Months::new(value))),
        ClockUnit::Immediate => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_ends_by_its_own_unit() {
        let from: Instant = "2026-10-30T22:00:00Z".parse().expect("an instant");
        let day = |text: &str| text.parse::<Day>().ok();
        let due = |unit, value| due(unit, value, from, &Calendar::default());
        assert_eq!(due(ClockUnit::Hours, 72), ("2026-11-02T22:00:00Z".parse().ok(), None));
        assert_eq!(due(ClockUnit::Days, 30), (None, day("2026-11-29")));
        assert_eq!(due(ClockUnit::BusinessDays, 4), (None, day("2026-11-05")));
        assert_eq!(due(ClockUnit::Months, 4), (None, day("2027-02-28")));
        assert_eq!(due(ClockUnit::Immediate, 0), (None, None));
    }

    #[test]
    fn every_scenario_has_its_clocks_once_and_in_the_order_of_their_ends() {
        let from: Instant = "2026-10-30T22:00:00Z".parse().expect("an instant");
        for entry in &Catalogue::embedded().scenarios {
            let clocks = clocks(entry, from, &Calendar::default());
            let listed: usize = entry.rows.iter().map(|row| row.clocks.len()).sum();
            assert_eq!(clocks.iter().map(|clock| clock.rows.len()).sum::<usize>(), listed, "{}", entry.name);
            let codes: std::collections::BTreeSet<_> = clocks.iter().map(|clock| &clock.code).collect();
            assert_eq!(codes.len(), clocks.len());
            let at: Vec<_> = clocks.iter().filter_map(|clock| clock.due_at).collect();
            assert!(at.is_sorted() && !clocks.is_empty(), "{}", entry.name);
        }
    }
}
