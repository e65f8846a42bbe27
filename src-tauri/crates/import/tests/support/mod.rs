//! Sheets for tests, written as they look.
#![allow(dead_code, reason = "each test target uses its part of this file")]

use model::sheet::{Cell, Form, Sheet};

/// A cell of text, blank when empty.
pub fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Blank } else { Cell::Text(text.to_owned()) }
}

/// A workbook's sheet of texts.
pub fn workbook(rows: &[&[&str]]) -> Sheet {
    Sheet::new(Form::Workbook, rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect())
}

/// A sheet of separated values.
pub fn csv(rows: &[&[&str]]) -> Sheet {
    Sheet { form: Form::Csv, ..workbook(rows) }
}

/// The sheet with one cell put in its place.
pub fn with(mut sheet: Sheet, row: usize, column: usize, cell: Cell) -> Sheet {
    sheet.rows[row][column] = cell;
    sheet
}
