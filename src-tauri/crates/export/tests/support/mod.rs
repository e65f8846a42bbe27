//! What the confined child hands over for files of ours, read here by the same crates.
#![allow(dead_code, reason = "each test target uses its part of this file")]

use std::io::{Cursor, Read};

use calamine::{Data, Reader, SheetVisible, Xlsx};
use model::sheet::{Cell, Form, Sheet};

/// The sheets of a workbook, hidden ones marked.
pub fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("is a workbook");
    let metadata = workbook.sheets_metadata().to_vec();
    metadata
        .into_iter()
        .map(|sheet| {
            let range = workbook.worksheet_range(&sheet.name).expect("is a sheet");
            let (bottom, right) = range.end().unwrap_or_default();
            let cell = |row, column| range.get_value((row, column)).map_or(Cell::Blank, cell);
            let rows = (0..=bottom).map(|row| (0..=right).map(|column| cell(row, column)).collect()).collect();
            let hidden = sheet.visible != SheetVisible::Visible;
            Sheet { name: Some(sheet.name), hidden, ..Sheet::new(Form::Workbook, rows) }
        })
        .collect()
}

fn cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Blank,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::Error(error) => Cell::Error(error.to_string()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
            Cell::Date(text.parse().expect("a date"))
        }
    }
}

/// The sheet of separated values.
pub fn separated(bytes: &[u8]) -> Sheet {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).expect("begins with a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let cell = |text: &str| if text.is_empty() { Cell::Blank } else { Cell::Text(text.to_owned()) };
    let row = |record: Result<csv::StringRecord, _>| record.expect("is a row").iter().map(cell).collect();
    Sheet::new(Form::Csv, reader.records().map(row).collect())
}

/// A part of an office file.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("is an archive");
    let mut text = String::new();
    archive.by_name(name).expect("has the part").read_to_string(&mut text).expect("is text");
    text
}

/// Names of all parts of an office file.
pub fn parts(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("is an archive");
    archive.file_names().map(|name| name.expect("has a name").into_owned()).collect()
}
