//! The page that explains a workbook to whoever gets it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Cover, Styles};
use crate::Table;
use model::sheet::value::{CLEAR, tidy};

/// Its name.
pub(super) const SHEET: &str = "About";

/// Characters of a note that are shown.
const NOTE: usize = 5_000;

pub(super) fn write(
    sheet: &mut Worksheet,
    cover: &Cover,
    tables: &[(&str, &Table)],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let made = cover.made.format("%Y-%m-%d %H:%M UTC");
    let mut lines = vec![
        format!("Made on {made} by {}.", tidy(&cover.author)),
        "This workbook can be filled in and sent back; what it would change is shown before anything is changed."
            .to_owned(),
        "Keep the headings and the ids of the first column. A new row without an id becomes a new record.".to_owned(),
        format!("A blank cell leaves a field as it is. The word {CLEAR} empties it."),
        "Dates are written as 2026-03-31. Several codes in one cell are parted by a semicolon.".to_owned(),
        "Columns with a grey heading are worked out by the program and are not read back.".to_owned(),
    ];
    for (name, table) in tables.iter().filter(|(_, table)| !table.note.trim().is_empty()) {
        lines.push(format!("{name}: {}", tidy(&table.note).chars().take(NOTE).collect::<String>()));
    }
    sheet.set_column_width(0, 110)?;
    sheet.write_string_with_format(0, 0, tidy(&cover.title), &styles.title)?;
    for (line, row) in lines.iter().zip(2_u32..) {
        sheet.write_string_with_format(row, 0, line, &styles.text)?;
    }
    sheet.set_landscape().set_paper_size(super::PAPER).set_print_fit_to_pages(1, 0);
    Ok(())
}
