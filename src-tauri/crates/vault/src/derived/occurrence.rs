//! Derived occurrences: how each occurrence of each calendar control stands on the stored day. The rules are those of
//! `model::occurrence`; here they are only run, stored and read. `docs/time-model.md` states them.

use std::collections::BTreeMap;

use model::control::Control;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::id::{ControlId, EngagementId};
use model::occurrence::{
    Occurrence, OccurrenceKey, OccurrenceRow, OccurrenceState, Schedule, Support, occurrence_rows, occurrences,
};
use model::page::{OccurrenceStrip, StripWindow};
use model::time::{Day, Span};
use rusqlite::Connection;

use crate::access::Reader;
use crate::error::Result;
use crate::table::column::{Column, Fields, columns, json};
use crate::table::{execute, find, insert_row, rows, select};

/// How one occurrence of a control stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OccurrenceFigures {
    /// Which of the control's occurrences it is.
    pub key: OccurrenceKey,
    /// Its window, cut to the period and to the control's start. The last of its days is the day on which it is due.
    pub days: Span,
    /// The last day on which it can happen.
    pub last_chance: Day,
    /// Its state.
    pub state: OccurrenceState,
    /// Whether one is expected in its window.
    pub expected: bool,
    /// Whether an exception is recorded.
    pub exception: bool,
    /// How many evidence items show it; with an exception recorded, how many would.
    pub evidence: u32,
}

impl From<OccurrenceRow> for OccurrenceFigures {
    fn from(row: OccurrenceRow) -> Self {
        Self {
            key: row.window.key,
            days: row.window.days,
            last_chance: row.window.last_chance,
            state: row.state,
            expected: row.window.expected,
            exception: row.exception,
            evidence: row.evidence.len().try_into().unwrap_or(u32::MAX),
        }
    }
}

/// The occurrences of a control on `day`, in the windows' order, from the evidence and the records of its occurrences. None
/// without a period, for a control that is shown otherwise, and for a period that is too long to be cut into windows.
pub(super) fn of<'a>(
    control: &Control,
    period: Option<Span>,
    evidence: impl IntoIterator<Item = &'a EvidenceItem>,
    records: &[Occurrence],
    day: Day,
) -> Vec<OccurrenceFigures> {
    let Some((schedule, period)) = Schedule::of(control).zip(period) else { return Vec::new() };
    let Ok(windows) = occurrences(&schedule, period) else { return Vec::new() };
    let supports: Vec<_> = evidence.into_iter().filter_map(|item| Support::of(item, control.id)).collect();
    occurrence_rows(&windows, &supports, records, day).into_iter().map(OccurrenceFigures::from).collect()
}

/// Computes and stores the occurrences of one control. Only rows that are another are written: of a daily control a day
/// moves one or two in a year.
pub(super) fn store(connection: &Connection, id: ControlId, day: Day) -> Result<()> {
    let after = match find::<Control>(connection, id.uuid())? {
        Some(control) => computed_of(connection, &control, day)?,
        None => Vec::new(),
    };
    let sql = "SELECT * FROM derived_occurrence WHERE control = ?1 ORDER BY days_from";
    let before = rows(connection, "derived_occurrence", sql, vec![id.to_value()], read)?;
    for gone in before.iter().filter(|row| !after.contains(row)) {
        let sql = "DELETE FROM derived_occurrence WHERE control = ?1 AND key = ?2";
        execute(connection, sql, vec![id.to_value(), gone.key.to_value()])?;
    }
    for new in after.iter().filter(|row| !before.contains(row)) {
        insert(connection, id, new)?;
    }
    if before == after { Ok(()) } else { store_strip(connection, id, &after) }
}

/// The strip of a control's occurrences.
pub(super) fn strip(rows: &[OccurrenceFigures]) -> OccurrenceStrip {
    let window = |row: &OccurrenceFigures| StripWindow {
        days: row.days,
        last_chance: row.last_chance,
        state: row.state,
        exception: row.exception,
    };
    OccurrenceStrip::of(&rows.iter().map(window).collect::<Vec<_>>())
}

fn store_strip(connection: &Connection, control: ControlId, after: &[OccurrenceFigures]) -> Result<()> {
    execute(connection, "DELETE FROM derived_strip WHERE control = ?1", vec![control.to_value()])?;
    if after.is_empty() {
        return Ok(());
    }
    let OccurrenceStrip { marks, expected, done, missed, next_due, last_chance } = &strip(after);
    let control = &control;
    let columns = columns![control, marks = json(marks), expected, done, missed, next_due, last_chance];
    insert_row(connection, "derived_strip", columns)
}

/// A stored strip.
pub(crate) fn read_strip(fields: &Fields<'_>) -> Result<OccurrenceStrip> {
    Ok(OccurrenceStrip {
        marks: fields.json("marks")?,
        expected: fields.get("expected")?,
        done: fields.get("done")?,
        missed: fields.get("missed")?,
        next_due: fields.get("next_due")?,
        last_chance: fields.get("last_chance")?,
    })
}

/// Every stored strip.
pub(super) fn stored_strips(connection: &Connection) -> Result<BTreeMap<ControlId, OccurrenceStrip>> {
    let read = |fields: &Fields<'_>| Ok((fields.get("control")?, read_strip(fields)?));
    let found = rows(connection, "derived_strip", "SELECT * FROM derived_strip", Vec::new(), read)?;
    Ok(found.into_iter().collect())
}

fn computed_of(connection: &Connection, control: &Control, day: Day) -> Result<Vec<OccurrenceFigures>> {
    let engagement: Option<Engagement> = find(connection, control.engagement.uuid())?;
    let period = engagement.and_then(|engagement| engagement.kind.period());
    let evidence = Reader::new(connection).evidence_of_control(control.id)?;
    let records = select(connection, "WHERE control = ?1", vec![control.id.to_value()])?;
    Ok(of(control, period, &evidence, &records, day))
}

fn insert(connection: &Connection, control: ControlId, figures: &OccurrenceFigures) -> Result<()> {
    let OccurrenceFigures { key, days: Span { from: days_from, to: days_to }, last_chance, .. } = figures;
    let OccurrenceFigures { state, expected, exception, evidence, .. } = figures;
    let control = &control;
    let columns = columns![control, key, days_from, days_to, last_chance, state, expected, exception, evidence];
    insert_row(connection, "derived_occurrence", columns)
}

/// Every control's occurrences as they follow from the records on `day`; a control without any isn't named.
pub(super) fn computed(
    connection: &Connection,
    controls: &[Control],
    evidence: &[EvidenceItem],
    day: Day,
) -> Result<BTreeMap<ControlId, Vec<OccurrenceFigures>>> {
    let engagements: Vec<Engagement> = select(connection, "", Vec::new())?;
    let periods: BTreeMap<_, _> = engagements.iter().map(|it| (it.id, it.kind.period())).collect();
    let mut records: BTreeMap<ControlId, Vec<Occurrence>> = BTreeMap::new();
    for record in select::<Occurrence>(connection, "", Vec::new())? {
        records.entry(record.control).or_default().push(record);
    }
    let rows_of = |control: &Control| {
        let period = periods.get(&control.engagement).copied().flatten();
        let own = records.get(&control.id).map_or(&[][..], Vec::as_slice);
        (control.id, of(control, period, evidence, own, day))
    };
    Ok(controls.iter().map(rows_of).filter(|(_, rows)| !rows.is_empty()).collect())
}

/// Every control's occurrences as they are stored, in the windows' order; a control without any isn't named.
pub(super) fn stored(connection: &Connection) -> Result<BTreeMap<ControlId, Vec<OccurrenceFigures>>> {
    by_control(connection, "", Vec::new())
}

fn by_control(
    connection: &Connection,
    clause: &str,
    values: Vec<rusqlite::types::Value>,
) -> Result<BTreeMap<ControlId, Vec<OccurrenceFigures>>> {
    let sql = format!("SELECT * FROM derived_occurrence {clause} ORDER BY control, days_from");
    let found =
        rows(connection, "derived_occurrence", &sql, values, |fields| Ok((fields.get("control")?, read(fields)?)))?;
    let mut all: BTreeMap<ControlId, Vec<OccurrenceFigures>> = BTreeMap::new();
    for (control, row) in found {
        all.entry(control).or_default().push(row);
    }
    Ok(all)
}

fn read(fields: &Fields<'_>) -> Result<OccurrenceFigures> {
    Ok(OccurrenceFigures {
        key: fields.get("key")?,
        days: Span { from: fields.get("days_from")?, to: fields.get("days_to")? },
        last_chance: fields.get("last_chance")?,
        state: fields.get("state")?,
        expected: fields.get("expected")?,
        exception: fields.get("exception")?,
        evidence: fields.get("evidence")?,
    })
}

impl Reader<'_> {
    /// The stored occurrences of an engagement's controls, each control's in order. A control that has none, because it is
    /// shown otherwise or there is no period, isn't named.
    ///
    /// # Errors
    /// Those of reading.
    pub fn occurrence_rows(&self, engagement: EngagementId) -> Result<BTreeMap<ControlId, Vec<OccurrenceFigures>>> {
        let clause = "WHERE control IN (SELECT id FROM control WHERE engagement = ?1)";
        by_control(self.connection(), clause, vec![engagement.to_value()])
    }
}
