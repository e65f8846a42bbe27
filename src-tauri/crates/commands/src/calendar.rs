//! The period calendar: controls by weeks, on to the end of the grace and fieldwork, as rows for a window to draw and to
//! walk through by keyboard.

use std::collections::BTreeSet;

use model::calendar_grid::{GridCell, GridWeek, grid_row, grid_weeks};
use model::control::{Control, Frequency};
use model::occurrence::Outlook;
use model::time::{Day, Span};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;
use crate::occurrence::stored_rows;

/// Rows of one answer, at most.
const MOST: u32 = 200;

/// Shows the period calendar.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowCalendar {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Codes or ids of the controls; none given takes all that have occurrences.
    pub controls: Vec<String>,
    /// Only controls with an occurrence that is missed or in its last chance.
    pub pressing: bool,
    /// How many rows are passed over.
    pub from: u32,
    /// Rows at most; none takes 200, more are never given.
    pub most: Option<u32>,
}

/// Controls by weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CalendarSheet {
    /// The day on which one looks.
    pub today: Day,
    /// The audit period.
    pub period: Span,
    /// First day of fieldwork.
    pub fieldwork_from: Option<Day>,
    /// The columns.
    pub weeks: Vec<GridWeek>,
    /// The rows, by code.
    pub rows: Vec<CalendarLine>,
    /// Rows in all, those passed over and left out included.
    pub total: usize,
    /// Live controls that have no occurrences and so no row: shown by populations, configurations, or not begun.
    pub without: usize,
}

/// A control over the weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CalendarLine {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How often it operates.
    pub frequency: Frequency,
    /// Cells by week; weeks without an occurrence are left out.
    pub cells: Vec<GridCell>,
    /// Occurrences that accepted evidence shows.
    pub evidenced: usize,
    /// Occurrences that are lost.
    pub missed: usize,
    /// Occurrences that can still happen.
    pub possible: usize,
    /// All its occurrences.
    pub occurrences: usize,
}

pub(crate) fn show(app: &mut App, request: ShowCalendar) -> Result<CalendarSheet, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let why = "the engagement has no period with occurrences; give it one first";
        let period = engagement.kind.period().ok_or_else(|| Failure::new(Code::Refused, why).on("period"))?;
        let rows = stored_rows(r, engagement.id, today)?;
        let wanted: Vec<Control> = find::each(r, engagement.id, &request.controls)?;
        let wanted: BTreeSet<_> = wanted.iter().map(|control| control.id).collect();
        let mut controls: Vec<Control> = r.list_in(engagement.id)?;
        controls.retain(Control::is_live);
        controls.sort_by(|one, two| one.code.cmp(&two.code));
        let live = controls.len();
        controls.retain(|control| rows.contains_key(&control.id));
        let without = live - controls.len();
        controls.retain(|control| wanted.is_empty() || wanted.contains(&control.id));
        let outlook = |control: &Control| {
            let own = rows.get(&control.id).map_or(&[][..], Vec::as_slice);
            (own, Outlook::of(control.frequency, own, today))
        };
        controls.retain(|control| {
            let (_, outlook) = outlook(control);
            !request.pressing || !outlook.lost.is_empty() || outlook.possible.iter().any(|it| it.urgent)
        });
        // The columns are those of all controls, so that they stay while one pages.
        let grace_to = rows.values().flatten().map(|row| row.window.last_chance).max();
        let weeks = grid_weeks(period, grace_to, engagement.fieldwork_from, today)?;
        let most = request.most.unwrap_or(MOST).clamp(1, MOST) as usize;
        let shown = controls.iter().skip(request.from as usize).take(most);
        let line = |control: &Control| {
            let (own, outlook) = outlook(control);
            CalendarLine {
                id: control.id.to_string(),
                code: control.code.to_string(),
                title: control.title.clone(),
                frequency: control.frequency,
                cells: grid_row(control.id, own, &weeks).cells,
                evidenced: outlook.evidenced,
                missed: outlook.lost.len(),
                possible: outlook.possible.len(),
                occurrences: own.len(),
            }
        };
        let lines = shown.map(line).collect();
        let fieldwork_from = engagement.fieldwork_from;
        Ok(CalendarSheet { today, period, fieldwork_from, rows: lines, total: controls.len(), without, weeks })
    })
}
