//! A sheet as drafts of records: each row either fields with their values, or the cells for which it is refused. Never
//! looks into the vault.

use std::collections::BTreeMap;
use std::fmt;

use chrono::FixedOffset;
use model::sheet::column::{Columns, Need};
use model::sheet::value::{Fields, Value};
use model::sheet::{COLUMNS, Form, ROWS, Sheet, letters};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::columns::{Known, choices};
use crate::fold::fold_key;
use crate::grid::{Grid, Row};
use crate::header::{Headings, Place, headings};
use crate::mapping::Mapping;
use crate::value::{Reader, day};

/// What a sheet brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Drafts<C> {
    /// What its headings say.
    pub headings: Headings<C>,
    /// Rows that were read, in the order of the sheet. Blank rows are left out.
    pub rows: Vec<Draft<C>>,
    /// Why other rows were not, in the order of the sheet; one row may have several.
    pub refused: Vec<Refusal>,
    /// What could be read of those rows, for telling what they are about; nothing else may rest on it.
    pub torn: Vec<Draft<C>>,
    /// Rows that have nothing in a column that is read, such as a line of totals.
    pub skipped: Vec<u32>,
}

/// One row that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Draft<C> {
    /// Number of the row as spreadsheet programs count, from 1.
    pub row: u32,
    /// Its fields. One whose cell is blank isn't there: a blank cell leaves a field as it is, and the word `(clear)`
    /// empties it, which is [`Value::Clear`].
    pub fields: Fields<C>,
}

/// Why a row is refused: `row 14, column F “Due”: must be a date such as 2026-03-31`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Refusal {
    /// Number of the row, from 1.
    pub row: u32,
    /// The cell's column; none when it is about the row as a whole.
    pub place: Option<Place>,
    /// Why, without what the cell holds.
    pub reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.row)?;
        if let Some(place) = &self.place {
            write!(f, ", {place}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Reads a sheet. Single rows are refused with their cells named; the sheet as a whole only when it has no headings, when
/// headings are ambiguous, when no column tells which record a row is, or when it is larger than the limits of
/// [`model::sheet`].
///
/// # Errors
/// Why the sheet as a whole is refused.
pub fn read<C: Known>(sheet: &Sheet, mapping: &Mapping<C>) -> Result<Drafts<C>, Error> {
    if sheet.total_columns > COLUMNS as u64 {
        return Err(Error::TooManyColumns { columns: sheet.total_columns, most: COLUMNS });
    }
    let headings = headings(sheet, mapping)?;
    let below = sheet.total_rows.saturating_sub(headings.row as u64 + 1);
    if below > ROWS as u64 {
        return Err(Error::TooManyRows { rows: below, most: ROWS });
    }
    sheet.check().map_err(Error::Bounds)?;
    if !headings.ambiguous.is_empty() {
        let named = |own: &crate::header::Ambiguous<C>| {
            let places: Vec<String> = own.places.iter().map(ToString::to_string).collect();
            format!("{} ({})", own.column.column().heading, places.join(", "))
        };
        return Err(Error::Ambiguous { columns: headings.ambiguous.iter().map(named).collect::<Vec<_>>().join("; ") });
    }
    check_keys(&headings)?;
    let sheet = Body::new(sheet, &headings, mapping);
    let mut drafts = Drafts { headings, rows: Vec::new(), refused: Vec::new(), torn: Vec::new(), skipped: Vec::new() };
    for row in sheet.grid.rows(drafts.headings.row + 1).filter(|row| !row.is_blank()) {
        match sheet.draft(&row, &drafts.headings) {
            Ok(draft) if draft.fields.is_empty() => drafts.skipped.push(draft.row),
            Ok(draft) => drafts.rows.push(draft),
            Err((draft, refused)) => {
                drafts.refused.extend(refused);
                drafts.torn.push(draft);
            }
        }
    }
    drafts.refuse_repeated();
    Ok(drafts)
}

impl<C: Known> Drafts<C> {
    /// Refuses rows for what only the vault can tell, such as an owner that it doesn't know. `broken` gives the columns
    /// of a row that don't hold, each with the reason; a row without any stays.
    pub fn refuse(&mut self, broken: impl Fn(&Draft<C>) -> Vec<(C, String)>) {
        let headings = &self.headings;
        let (refused, torn) = (&mut self.refused, &mut self.torn);
        self.rows.retain(|draft| {
            let broken = broken(draft);
            let kept = broken.is_empty();
            refused.extend(broken.into_iter().map(|(column, reason)| Refusal {
                row: draft.row,
                place: headings.place(column).cloned(),
                reason,
            }));
            if !kept {
                torn.push(draft.clone());
            }
            kept
        });
        self.refused.sort();
    }

    /// Refuses rows that name the same record as an earlier row: which one counts can't be told.
    fn refuse_repeated(&mut self) {
        for key in [Some(C::KEY), C::ALSO].into_iter().flatten() {
            let mut first: BTreeMap<String, u32> = BTreeMap::new();
            let mut repeated: BTreeMap<u32, u32> = BTreeMap::new();
            for draft in &self.rows {
                if let Some(text) = draft.fields.get(&key).and_then(key_text) {
                    let earlier = *first.entry(text).or_insert(draft.row);
                    if earlier != draft.row {
                        repeated.insert(draft.row, earlier);
                    }
                }
            }
            self.refuse(|draft| match repeated.get(&draft.row) {
                Some(earlier) => vec![(key, format!("stands in row {earlier}, too"))],
                None => Vec::new(),
            });
        }
    }
}

/// A key's text, made alike; none where the value can't be a key.
pub(crate) fn key_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Code(text) | Value::Person(text) => Some(fold_key(text)),
        Value::Clear
        | Value::Lines(_)
        | Value::Codes(_)
        | Value::Day(_)
        | Value::Instant(_)
        | Value::Whole(_)
        | Value::Money { .. }
        | Value::Choice(_)
        | Value::YesNo(_) => None,
    }
}

fn check_keys<C: Known>(headings: &Headings<C>) -> Result<(), Error> {
    let has_key = [Some(C::KEY), C::ALSO].into_iter().flatten().any(|key| headings.columns.contains_key(&key));
    if has_key || C::KEYS == model::sheet::column::Keys::Given {
        return Ok(());
    }
    let found = headings.places.iter().filter(|place| !place.heading.is_empty()).take(20);
    let found: Vec<&str> = found.map(|place| place.heading.as_str()).collect();
    Err(Error::MissingColumn { wanted: C::KEY.column().heading, found: found.join(", ") })
}

/// The rows below the headings, with how each of their columns is read.
struct Body<'a, C> {
    sheet: &'a Sheet,
    grid: Grid<'a>,
    readers: BTreeMap<C, (usize, Reader)>,
    /// Columns up to the last one that has a heading.
    headed: usize,
}

impl<'a, C: Known> Body<'a, C> {
    fn new(sheet: &'a Sheet, headings: &Headings<C>, mapping: &Mapping<C>) -> Self {
        let reader = |(column, at): (&C, &usize)| (*column, (*at, reader(*column, *at, sheet, headings.row, mapping)));
        let headed = headings.places.iter().rposition(|place| !place.heading.is_empty()).map_or(0, |at| at + 1);
        Self { sheet, grid: Grid::new(sheet), readers: headings.columns.iter().map(reader).collect(), headed }
    }

    /// A row as it was read, or what of it could be, with why it is refused.
    fn draft(&self, row: &Row<'_>, headings: &Headings<C>) -> Result<Draft<C>, (Draft<C>, Vec<Refusal>)> {
        let number = row.at as u32 + 1;
        let mut refused = Vec::new();
        let mut fields = Fields::new();
        for (column, (at, reader)) in &self.readers {
            let read = self.check_area(row, *at).and_then(|()| reader.read(row.cell(*at)));
            match read {
                Ok(Some(value)) => drop(fields.insert(*column, value)),
                Ok(None) => {}
                Err(reason) => {
                    refused.push(Refusal { row: number, place: headings.place(*column).cloned(), reason });
                }
            }
        }
        refused.extend(self.beyond(row));
        let draft = Draft { row: number, fields };
        if refused.is_empty() { Ok(draft) } else { Err((draft, refused)) }
    }

    /// A value merged over several columns that are read belongs to none of them.
    fn check_area(&self, row: &Row<'_>, at: usize) -> Result<(), String> {
        let Some(area) = row.area(at).filter(|_| !row.cell(at).is_blank()) else { return Ok(()) };
        let read = self.readers.values().filter(|(other, _)| area.left <= *other && *other <= area.right).count();
        if read <= 1 {
            return Ok(());
        }
        let (left, right) = (letters(area.left), letters(area.right));
        Err(format!("is merged over the columns {left} to {right}: part the cells, each with its own value"))
    }

    /// A row of separated values that is longer than the headings has a separator too many somewhere.
    fn beyond(&self, row: &Row<'_>) -> Option<Refusal> {
        if self.sheet.form != Form::Csv {
            return None;
        }
        let at = (self.headed..row.width()).find(|at| !row.own_cell(*at).is_blank())?;
        let place = Place { letters: letters(at), heading: String::new() };
        let reason = "stands beyond the last heading: a separator inside a text may lack its quotes".to_owned();
        Some(Refusal { row: row.at as u32 + 1, place: Some(place), reason })
    }
}

fn reader<C: Known>(column: C, at: usize, sheet: &Sheet, heading_row: usize, mapping: &Mapping<C>) -> Reader {
    let own = column.column();
    let cells = (heading_row + 1..sheet.rows.len()).map(|row| sheet.cell(row, at));
    let is_key = column == C::KEY || Some(column) == C::ALSO;
    Reader {
        kind: own.kind,
        key: is_key,
        clears: !is_key && own.need == Need::Optional,
        form: sheet.form,
        since_1904: sheet.since_1904,
        choices: choices(column),
        order: day::order(cells, mapping.date_order),
        offset: mapping.utc_offset_minutes.and_then(|minutes| FixedOffset::east_opt(minutes * 60)),
        dollar: mapping.dollar.clone(),
    }
}
