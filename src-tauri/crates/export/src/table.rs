//! A table as it leaves: headings with what their columns hold, and rows of values. Knows no noun.

use model::sheet::column::{Column, Columns, Kind, Need, Reach};
use model::sheet::value::{CLEAR, Fields, Value, tidy};
use model::sheet::{CELL_CHARS, COLUMNS, ROWS};

use crate::Error;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// Its rows, each with one cell for each column; a missing cell is blank.
    pub rows: Vec<Vec<Option<Value>>>,
    /// What a reader should know of it, on a page of its own in a workbook; empty for nothing.
    pub note: String,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its heading.
    pub text: String,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a row needs it, and whether it comes in again.
    pub need: Need,
    /// Whether rows find their records by it, so that it can't be emptied.
    pub key: bool,
}

impl Heading {
    /// The heading of a known column.
    pub fn of<C: Columns>(column: C) -> Self {
        let Column { heading, kind, need, .. } = *column.column();
        Self { text: heading.to_owned(), kind, need, key: column == C::KEY || Some(column) == C::ALSO }
    }

    /// Whether a cell may say [`CLEAR`].
    pub(crate) fn clears(&self) -> bool {
        self.need == Need::Optional && !self.key
    }
}

impl Table {
    /// The sheet of a noun: all columns for the consultant, those that may be shared for anyone else.
    pub fn of<C: Columns>(records: &[Fields<C>], reach: Reach, note: &str) -> Self {
        let shown = |own: &&C| match reach {
            Reach::Inside => true,
            Reach::Shared => own.column().reach == Reach::Shared,
        };
        let columns: Vec<C> = C::ALL.iter().filter(shown).copied().collect();
        let row = |record: &Fields<C>| columns.iter().map(|own| record.get(own).cloned()).collect();
        Self {
            name: C::SHEET.to_owned(),
            columns: columns.iter().map(|own| Heading::of(*own)).collect(),
            rows: records.iter().map(row).collect(),
            note: note.to_owned(),
        }
    }

    /// Checks that it comes in again: rows, columns and cells within the bounds of [`model::sheet`].
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.rows.len() > ROWS || self.columns.len() > COLUMNS {
            let (rows, columns) = (self.rows.len(), self.columns.len());
            return Err(Error::LargeTable { sheet: self.name.clone(), rows, columns });
        }
        for (at, row) in self.rows.iter().enumerate() {
            for (heading, value) in self.columns.iter().zip(row) {
                let long = value.as_ref().is_some_and(|value| text(value, &heading.kind).chars().count() >= CELL_CHARS);
                if long {
                    let (sheet, heading) = (self.name.clone(), heading.text.clone());
                    return Err(Error::LongCell { sheet, row: at + 2, heading, most: CELL_CHARS - 1 });
                }
            }
        }
        Ok(())
    }
}

/// A value as the text of a cell, as it comes in again.
pub(crate) fn text(value: &Value, kind: &Kind) -> String {
    match value {
        // A record has no such value; a row that came in may.
        Value::Clear => CLEAR.to_owned(),
        other => tidy(&other.shown(kind)),
    }
}
