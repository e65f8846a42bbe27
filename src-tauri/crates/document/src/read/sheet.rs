//! XLSX or separated values → cells with their kinds, for an import. Never computes a formula and sends none: only what
//! it last showed. Holds one batch of cells at a time.

use super::table::{self, Cells, Place};
use super::workbook::{self, Workbook, damaged};
use super::{Emit, whole};
use crate::protocol::{Frame, Request};
use crate::sheets::budget::Budget;
use calamine::{DataRef, Dimensions, ExcelDateTime, SheetVisible};
use chrono::{NaiveDate, NaiveDateTime};
use model::exhibit::{FileType, NotShown};
use model::sheet::{Area, CELL_CHARS, Cell, Form, Sheet};
use std::io::Read;

/// Bytes of cells, about, that are sent at a time: with the largest cell after them, within the limit of a frame.
const BATCH: usize = 128 << 10;
/// Bytes of a cell beyond which it has more than [`CELL_CHARS`] characters, whatever they are.
const CELL_BYTES: usize = CELL_CHARS * 4;
/// Days after 1899-12-30 from which on dates have more than four digits of year.
const DAYS: f64 = 2_958_466.0;

/// Reads all sheets.
///
/// # Errors
/// It has no sheets, is damaged, or holds too much.
pub(crate) fn read(request: &Request, input: &mut dyn Read, emit: &mut Emit<'_>) -> Result<(), NotShown> {
    let sending = Sending { emit, budget: Budget::new(), batch: Vec::new(), bytes: 0, rows: 0, columns: 0 };
    if request.kind == FileType::Xlsx {
        read_workbook(whole(input)?, sending)
    } else {
        read_separated(input, &request.ending, sending)
    }
}

fn read_workbook(bytes: Vec<u8>, mut sending: Sending<'_, '_>) -> Result<(), NotShown> {
    let (mut workbook, sheets) = workbook::open(bytes)?;
    for sheet in sheets {
        read_cells(&mut workbook, &sheet.name, &mut sending)?;
        let merged = workbook.merge_cells_by_sheet_name(&sheet.name).map_err(damaged)?;
        sending.end_sheet(Sheet {
            hidden: sheet.visible != SheetVisible::Visible,
            merged: merged.iter().map(area).collect(),
            since_1904: workbook.has_1904_epoch(),
            name: Some(sheet.name),
            ..Sheet::new(Form::Workbook, Vec::new())
        })?;
    }
    Ok(())
}

fn read_cells(workbook: &mut Workbook, sheet: &str, sending: &mut Sending<'_, '_>) -> Result<(), NotShown> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(damaged)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let shown = typed(&cell.value);
        let shown = if cell.formula.is_some() { Cell::Formula(Box::new(shown)) } else { shown };
        sending.put(cell.pos.0.into(), cell.pos.1.into(), shown)?;
    }
    Ok(())
}

fn area(area: &Dimensions) -> Area {
    let ((top, left), (bottom, right)) = (area.start, area.end);
    Area { top: top as usize, left: left as usize, bottom: bottom as usize, right: right as usize }
}

fn typed(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Blank,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(value) => number(*value),
        DataRef::String(shown) | DataRef::DurationIso(shown) => text(shown, shown.len()),
        DataRef::SharedString(shown) => text(shown, shown.len()),
        DataRef::DateTimeIso(stated) => day_of_text(stated).map_or_else(|| text(stated, stated.len()), Cell::Date),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(date) => day(date),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// A number; what is none shows as a spreadsheet program shows it.
fn number(value: f64) -> Cell {
    if value.is_finite() { Cell::Number(value) } else { Cell::Error("#NUM!".into()) }
}

/// A text of which `shown` is the beginning, and `bytes` the length of the whole.
fn text(shown: &str, bytes: usize) -> Cell {
    if shown.is_empty() {
        Cell::Blank
    } else if bytes > CELL_BYTES || shown.chars().count() > CELL_CHARS {
        Cell::Long { bytes: bytes as u64 }
    } else {
        Cell::Text(shown.to_owned())
    }
}

/// A day with its time; a time alone as its text, and a number that stands for no day as the number.
fn day(date: &ExcelDateTime) -> Cell {
    let value = date.as_f64();
    if !(0.0..DAYS).contains(&value) {
        return number(value);
    }
    if date.is_duration() || value < 1.0 {
        return Cell::Text(workbook::date_shown(date));
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    let instant = day.and_then(|day| day.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into()));
    // Such as 1900-02-29, which spreadsheet programs take for a day.
    instant.map_or_else(|| number(value), Cell::Date)
}

/// A day as ISO 8601 writes it, without a zone, as workbooks of the strict kind hold it.
fn day_of_text(stated: &str) -> Option<NaiveDateTime> {
    let stated = stated.trim_end_matches('Z');
    let day = || stated.parse::<NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0));
    stated.parse().ok().or_else(day)
}

fn read_separated(input: &mut dyn Read, ending: &str, sending: Sending<'_, '_>) -> Result<(), NotShown> {
    let mut separated = Separated { sending, row: 0, column: 0, cell: Vec::new(), bytes: 0 };
    let replaced = table::walk(input, ending, &mut separated)?.replaced;
    if replaced > 0 {
        return Err(NotShown::Damaged(format!("{replaced} of its bytes are not valid text")));
    }
    separated.sending.end_sheet(Sheet::new(Form::Csv, Vec::new()))
}

/// Separated values that are being read.
struct Separated<'a, 'e> {
    sending: Sending<'a, 'e>,
    /// Of the present cell, both from 0, each line counted: as a spreadsheet program counts.
    row: u64,
    column: u64,
    /// The present cell, as far as it can be sent.
    cell: Vec<u8>,
    /// Bytes of the whole present cell.
    bytes: usize,
}

impl Cells for Separated<'_, '_> {
    fn part(&mut self, bytes: &[u8]) {
        let room = (CELL_BYTES + 1).saturating_sub(self.cell.len()).min(bytes.len());
        self.cell.extend_from_slice(&bytes[..room]);
        self.bytes += bytes.len();
    }

    fn end_cell(&mut self, _: Place) -> Result<(), NotShown> {
        let cell = text(&String::from_utf8_lossy(&self.cell), self.bytes);
        self.sending.put(self.row, self.column, cell)?;
        self.cell.clear();
        self.bytes = 0;
        self.column += 1;
        Ok(())
    }

    fn end_row(&mut self, _: Place) {
        self.row += 1;
        self.column = 0;
    }

    fn blank_line(&mut self) {
        self.row += 1;
    }
}

/// The sheet that is being sent.
struct Sending<'a, 'e> {
    emit: &'a mut Emit<'e>,
    budget: Budget,
    batch: Vec<(u32, u32, Cell)>,
    /// Bytes of the batch, about.
    bytes: usize,
    /// The last row and the last column that hold anything, counted from 1, sent or not.
    rows: u64,
    columns: u64,
}

impl Sending<'_, '_> {
    fn put(&mut self, row: u64, column: u64, cell: Cell) -> Result<(), NotShown> {
        if cell == Cell::Blank {
            return Ok(());
        }
        self.rows = self.rows.max(row + 1);
        self.columns = self.columns.max(column + 1);
        let (Ok(at), Ok(across)) = (u32::try_from(row), u32::try_from(column)) else { return Ok(()) };
        if !Budget::is_within(row, column) {
            return Ok(());
        }
        self.budget.take(at as usize, across as usize, &cell).map_err(NotShown::Unsafe)?;
        self.bytes += match cell.value() {
            Cell::Text(text) => text.len() + 32,
            Cell::Blank
            | Cell::Number(_)
            | Cell::Date(_)
            | Cell::Bool(_)
            | Cell::Error(_)
            | Cell::Formula(_)
            | Cell::Long { .. } => 64,
        };
        self.batch.push((at, across, cell));
        if self.bytes >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), NotShown> {
        self.bytes = 0;
        (self.emit)(Frame::Cells(std::mem::take(&mut self.batch)))
    }

    fn end_sheet(&mut self, mut sheet: Sheet) -> Result<(), NotShown> {
        self.flush()?;
        self.budget.next_sheet();
        sheet.total_rows = std::mem::take(&mut self.rows);
        sheet.total_columns = std::mem::take(&mut self.columns);
        // The rows have been sent; what else the parent checks is the file's doing, and better named as such.
        sheet.check().map_err(|invalid| NotShown::Damaged(format!("the sheet's {invalid}")))?;
        (self.emit)(Frame::Sheet(sheet))
    }
}
