//! ZIP → the list of its entries. Never unpacks one.

use super::cut;
use super::table::table;
use model::exhibit::{NotShown, ShowLimits, Table};
use std::io::Cursor;
use zip::ZipArchive;

/// Reads the list of entries.
///
/// # Errors
/// It isn't a ZIP archive.
pub(crate) fn read(bytes: Vec<u8>, limits: &ShowLimits) -> Result<Table, NotShown> {
    let damaged = |_| NotShown::Damaged("its list of entries cannot be read".into());
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let shown = archive.len().min(limits.rows as usize);
    let mut rows = Vec::with_capacity(shown);
    for index in 0..shown {
        let entry = archive.by_index_data(index).map_err(damaged)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let name = entry.name().map_or(name, |name| name.into_owned());
        let modified = entry.last_modified().map_or(String::new(), |at| {
            let (year, month, day) = (at.year(), at.month(), at.day());
            format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
        });
        let cells = [name, entry.size().to_string(), modified];
        rows.push(cells.iter().take(limits.columns as usize).map(|cell| cut(cell, limits.cell_chars)).collect());
    }
    let header = ["Name", "Size in bytes", "Modified"].map(String::from);
    let header = header.iter().take(limits.columns as usize).map(|head| cut(head, limits.cell_chars)).collect();
    Ok(table(None, header, rows, archive.len() as u64, 3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    #[test]
    fn entries_with_sizes() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let at = zip::DateTime::from_date_and_time(2025, 3, 1, 12, 30, 4).unwrap();
        for (name, content) in [("logs/today.log", "12345"), ("../up.txt", "x")] {
            writer.start_file(name, SimpleFileOptions::default().last_modified_time(at)).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        let table = read(bytes, &ShowLimits { rows: 1, ..ShowLimits::default() }).unwrap();
        assert_eq!(table.rows, [["logs/today.log", "5", "2025-03-01 12:30:04"]]);
        assert_eq!(table.total_rows, 2);
    }

    // Found by fuzzing: the parent refused the whole list for headings longer than it had asked for.
    #[test]
    fn headings_are_cut_as_cells_are() {
        let bytes = zip::ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap().into_inner();
        let table = read(bytes, &ShowLimits { cell_chars: 5, columns: 2, ..ShowLimits::default() }).unwrap();
        assert_eq!(table.header, ["Name", "Size…"]);
    }

    #[test]
    fn what_is_no_archive_is_damaged() {
        assert!(matches!(read(b"PK\x03\x04".to_vec(), &ShowLimits::default()), Err(NotShown::Damaged(_))));
    }
}
