//! A sheet of a spreadsheet as it passes between the rooms: what its cells last showed, bounded, and the columns that
//! the program knows. Never a formula, a style or a link, and never the file itself.

pub mod column;
pub mod control;
pub mod evidence;
pub mod finding;
pub mod gap;
pub mod noun;
pub mod person;
pub mod request;
pub mod task;
#[cfg(test)]
mod tests;
pub mod value;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::invalid::Invalid;

/// Rows below the headings that one sheet may hold, at most.
pub const ROWS: usize = 10_000;
/// Rows from the top among which the headings must stand; titles and notes may precede them.
pub const HEADING_ROWS: usize = 50;
/// Columns that one sheet may hold, at most.
pub const COLUMNS: usize = 1_000;
/// Characters of one cell, at most: what spreadsheet programs allow. A longer one is [`Cell::Long`].
pub const CELL_CHARS: usize = 32_767;
/// Characters with which a spreadsheet program may begin a formula, or carry one into the next cell. A text of separated
/// values that begins so (after any number of `'`) leaves with one `'` before it, which is taken off when it comes in.
pub const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// Merged areas of one sheet, at most.
pub const MERGED: usize = 10_000;

/// What one cell shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Text, at most [`CELL_CHARS`] characters.
    Text(String),
    /// A finite number.
    Number(f64),
    /// A day, with midnight where no time of day was given.
    Date(NaiveDateTime),
    /// True or false.
    Bool(bool),
    /// What a formula shows that could not be computed, such as `#REF!`.
    Error(String),
    /// What a formula last showed; blank where the file keeps no value for it. Never holds another formula.
    Formula(Box<Cell>),
    /// More text than [`CELL_CHARS`] characters; the text itself was left behind.
    Long {
        /// Bytes of the text.
        bytes: u64,
    },
}

impl Cell {
    /// The cell without the mark that a formula made it.
    pub fn value(&self) -> &Self {
        match self {
            Self::Formula(shown) => shown,
            other => other,
        }
    }

    /// Whether a reader sees nothing in it: blank, or text of blanks. A formula without a value isn't blank.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Bool(_) | Self::Error(_) | Self::Long { .. } => false,
            Self::Formula(shown) => matches!(&**shown, Self::Text(text) if text.trim().is_empty()),
        }
    }

    fn is_bounded(&self) -> bool {
        match self {
            Self::Text(text) | Self::Error(text) => text.chars().count() <= CELL_CHARS,
            Self::Number(number) => number.is_finite(),
            Self::Formula(shown) => !matches!(&**shown, Self::Formula(_)) && shown.is_bounded(),
            Self::Blank | Self::Date(_) | Self::Bool(_) | Self::Long { .. } => true,
        }
    }
}

/// From which kind of file a sheet comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Separated values: all cells are text or blank.
    Csv,
    /// A workbook, whose cells have kinds.
    Workbook,
}

/// Cells that a workbook shows as one. Rows and columns count from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Area {
    /// Topmost row.
    pub top: usize,
    /// Leftmost column, which with `top` names the only cell that holds a value.
    pub left: usize,
    /// Lowest row.
    pub bottom: usize,
    /// Rightmost column.
    pub right: usize,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Sheet {
    /// Its name; none for separated values.
    pub name: Option<String>,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// From which kind of file it comes.
    pub form: Form,
    /// Rows from the first row of the sheet, blank ones too; each may be shorter or longer than others. At most
    /// [`ROWS`] + [`HEADING_ROWS`] rows of at most [`COLUMNS`] cells.
    pub rows: Vec<Vec<Cell>>,
    /// Number of the last row that holds anything, counted from 1, sent or not.
    pub total_rows: u64,
    /// Number of the last column that holds anything, counted from 1, sent or not.
    pub total_columns: u64,
    /// Merged areas.
    pub merged: Vec<Area>,
    /// Whether its numbers for days count from 1904-01-01, as old Macintosh workbooks do, and not from 1900.
    pub since_1904: bool,
}

impl Sheet {
    /// A sheet of these rows, nothing merged, none left out.
    pub fn new(form: Form, rows: Vec<Vec<Cell>>) -> Self {
        let shown = |row: &Vec<Cell>| row.iter().rposition(|cell| *cell != Cell::Blank).map_or(0, |at| at + 1);
        let total_columns = rows.iter().map(shown).max().unwrap_or_default() as u64;
        let total_rows = rows.iter().rposition(|row| shown(row) > 0).map_or(0, |at| at as u64 + 1);
        Self { name: None, hidden: false, form, rows, total_rows, total_columns, merged: Vec::new(), since_1904: false }
    }

    /// The cell there; blank beyond the end of its row.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Cell::Blank)
    }

    /// Checks every bound that is stated here. Who receives a sheet from the document child calls it.
    ///
    /// # Errors
    /// The bound that doesn't hold.
    pub fn check(&self) -> Result<(), Invalid> {
        let most = ROWS + HEADING_ROWS;
        Invalid::unless(self.rows.len() <= most, "rows", format!("must be at most {most}"))?;
        let narrow = self.rows.iter().all(|row| row.len() <= COLUMNS);
        Invalid::unless(narrow, "columns", format!("must be at most {COLUMNS}"))?;
        let bounded = self.rows.iter().flatten().all(Cell::is_bounded);
        Invalid::unless(bounded, "cells", format!("must be finite and have at most {CELL_CHARS} characters each"))?;
        Invalid::unless(self.merged.len() <= MERGED, "merged", format!("must be at most {MERGED}"))?;
        let ordered = self.merged.iter().all(|area| area.top <= area.bottom && area.left <= area.right);
        Invalid::unless(ordered, "merged", "must not end before they begin")?;
        Invalid::unless(!overlap(&self.merged), "merged", "must not overlap")?;
        let name = self.name.as_deref().unwrap_or_default();
        Invalid::unless(name.chars().count() <= 255, "name", "must have at most 255 characters")
    }
}

fn overlap(areas: &[Area]) -> bool {
    let mut areas = areas.to_vec();
    areas.sort_unstable_by_key(|area| area.top);
    let mut open: Vec<Area> = Vec::new();
    areas.into_iter().any(|area| {
        open.retain(|other| other.bottom >= area.top);
        let meets = open.iter().any(|other| other.left <= area.right && area.left <= other.right);
        open.push(area);
        meets
    })
}

/// A column's letters as spreadsheet programs write them, for a column counted from 0: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A number as a spreadsheet program shows it in a cell of the general format: up to 15 significant digits, without the
/// sign of a negative zero.
pub fn number_shown(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if number == number.trunc() && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded.abs() < 1e-9 || rounded.abs() >= 1e15 { format!("{rounded:E}") } else { rounded.to_string() }
}
