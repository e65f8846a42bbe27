//! XLSX → one table a sheet, with the values that formulas last gave. Never computes a formula and never follows
//! a link.

use super::table::table;
use super::{Emit, cut};
use crate::protocol::Frame;
use calamine::{DataRef, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use model::exhibit::{NotShown, ShowLimits, Table};
use model::sheet::number_shown;
use std::io::Cursor;

/// Sheets of one workbook, at most.
pub(crate) const SHEET_LIMIT: usize = 256;
/// Bytes to which a workbook may unpack.
const UNPACKED_LIMIT: u128 = 1 << 30;

/// A workbook that is held whole.
pub(crate) type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// Reads all sheets.
///
/// # Errors
/// It isn't a workbook, is locked, or unpacks to too much.
pub(crate) fn read(bytes: Vec<u8>, limits: &ShowLimits, emit: &mut Emit<'_>) -> Result<(), NotShown> {
    let (mut workbook, sheets) = open(bytes)?;
    for sheet in sheets {
        emit(Frame::Table(read_sheet(&mut workbook, &sheet, limits)?))?;
    }
    Ok(())
}

/// The workbook and its sheets of cells, hidden ones too.
///
/// # Errors
/// It isn't a workbook, is locked, unpacks to too much, or has no sheets or too many.
pub(crate) fn open(bytes: Vec<u8>) -> Result<(Workbook, Vec<Sheet>), NotShown> {
    check_size(&bytes)?;
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<Sheet> = sheets.cloned().collect();
    if sheets.is_empty() {
        return Err(NotShown::Damaged("the workbook has no sheet".into()));
    }
    if sheets.len() > SHEET_LIMIT {
        return Err(NotShown::Unsafe(format!("it has {} sheets, more than {SHEET_LIMIT}", sheets.len())));
    }
    Ok((workbook, sheets))
}

/// The sizes that the archive states for its entries; one that states less than it unpacks to meets the memory
/// or time limit instead.
fn check_size(bytes: &[u8]) -> Result<(), NotShown> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| NotShown::Damaged("the workbook is not a whole archive".into()))?;
    match archive.decompressed_size() {
        Some(size) if size > UNPACKED_LIMIT => Err(NotShown::Unsafe(format!("it unpacks to {size} bytes"))),
        _ => Ok(()),
    }
}

pub(crate) fn damaged(error: XlsxError) -> NotShown {
    match error {
        XlsxError::Password => NotShown::Locked,
        _ => NotShown::Damaged("it is not a readable workbook".into()),
    }
}

fn read_sheet(workbook: &mut Workbook, sheet: &Sheet, limits: &ShowLimits) -> Result<Table, NotShown> {
    let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
    let mut collected = Collected::default();
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        if !matches!(cell.get_value(), DataRef::Empty) {
            collected.add(cell.get_position(), cell.get_value(), limits)?;
        }
    }
    let name = cut(&sheet.name, 60);
    Ok(collected.finish(match sheet.visible {
        SheetVisible::Visible => name,
        SheetVisible::Hidden | SheetVisible::VeryHidden => format!("{name} (hidden sheet)"),
    }))
}

/// Rows of a sheet that are being collected. The first row that holds anything is the header.
#[derive(Default)]
struct Collected {
    first: Option<u32>,
    last: u32,
    columns: u64,
    rows: Vec<Vec<String>>,
}

impl Collected {
    fn add(&mut self, (row, column): (u32, u32), value: &DataRef<'_>, limits: &ShowLimits) -> Result<(), NotShown> {
        let first = *self.first.get_or_insert(row);
        if row < first {
            return Err(NotShown::Damaged("the rows of a sheet are out of order".into()));
        }
        self.last = self.last.max(row);
        self.columns = self.columns.max(u64::from(column) + 1);
        let at = row - first;
        if at <= limits.rows && column < limits.columns {
            let (at, column) = (at as usize, column as usize);
            if self.rows.len() <= at {
                self.rows.resize(at + 1, Vec::new());
            }
            let cells = &mut self.rows[at];
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = cut(&shown(value), limits.cell_chars);
        }
        Ok(())
    }

    fn finish(self, name: String) -> Table {
        let mut rows = self.rows.into_iter();
        let header = rows.next().unwrap_or_default();
        let total_rows = self.first.map_or(0, |first| u64::from(self.last - first));
        table(Some(name), header, rows.collect(), total_rows, self.columns)
    }
}

/// A value as a spreadsheet program shows it in a cell of the general format; dates as ISO 8601.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_shown(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".into(),
        DataRef::Bool(false) => "FALSE".into(),
        DataRef::DateTime(date) => date_shown(date),
        DataRef::Error(error) => error.to_string(),
    }
}

pub(crate) fn date_shown(date: &ExcelDateTime) -> String {
    if date.is_duration() {
        let seconds = (date.as_f64() * 86_400.0).round();
        let sign = if seconds < 0.0 { "-" } else { "" };
        let seconds = seconds.abs() as u64;
        return format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let (whole, part) = (date.as_f64().trunc(), date.as_f64().fract());
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if whole == 0.0 {
        time
    } else if part == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{Format, Formula, Workbook};

    fn tables(bytes: Vec<u8>, limits: &ShowLimits) -> Result<Vec<Table>, NotShown> {
        let mut tables = Vec::new();
        read(bytes, limits, &mut |frame| {
            let Frame::Table(table) = frame else { unreachable!("a workbook gives tables") };
            tables.push(table);
            Ok(())
        })?;
        Ok(tables)
    }

    #[test]
    fn sheets_with_shown_values() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Users").unwrap();
        for (column, head) in ["name", "score", "since", "sum", "ok"].iter().enumerate() {
            sheet.write(1, column as u16, *head).unwrap();
        }
        sheet.write(2, 0, "Ännchen").unwrap();
        sheet.write(2, 1, 0.1 + 0.2).unwrap();
        sheet.write_with_format(2, 2, 45_000.0, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write_formula(2, 3, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write(2, 4, true).unwrap();
        sheet.write(4, 0, -7).unwrap();
        workbook.add_worksheet().set_name("Notes").unwrap().set_hidden(true);
        let tables = tables(workbook.save_to_buffer().unwrap(), &ShowLimits::default()).unwrap();
        assert_eq!(tables[0].name.as_deref(), Some("Users"));
        assert_eq!(tables[0].header, ["name", "score", "since", "sum", "ok"]);
        assert_eq!(tables[0].rows[0], ["Ännchen", "0.3", "2023-03-15", "2", "TRUE"]);
        assert_eq!(tables[0].rows[2][0], "-7");
        assert_eq!((tables[0].total_rows, tables[0].total_columns), (3, 5));
        assert_eq!(tables[1].name.as_deref(), Some("Notes (hidden sheet)"));
        assert_eq!(tables[1].total_rows, 0);
    }

    #[test]
    fn rows_beyond_the_limit_are_counted() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for row in 0..500 {
            sheet.write(row, 0, row).unwrap();
            sheet.write(row, 30, "far").unwrap();
        }
        let limits = ShowLimits { rows: 3, columns: 2, ..ShowLimits::default() };
        let tables = tables(workbook.save_to_buffer().unwrap(), &limits).unwrap();
        assert_eq!(tables[0].rows, [["1"], ["2"], ["3"]]);
        assert_eq!((tables[0].total_rows, tables[0].total_columns), (499, 31));
    }

    #[test]
    fn no_workbook_is_damaged() {
        assert!(matches!(tables(b"PK\x03\x04 nothing".to_vec(), &ShowLimits::default()), Err(NotShown::Damaged(_))));
    }
}
