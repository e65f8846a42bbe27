//! Workbooks of the evidence, as people keep them: several sheets, widths, a frozen head. Writes no file itself.

mod register;
mod system;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::shop::Shop;

/// A workbook as bytes, and how many records its main sheet holds.
pub(crate) type Made = Result<(Vec<u8>, u64), XlsxError>;

/// Makes one workbook.
pub(crate) type Maker = fn(&Shop) -> Made;

/// The maker of the workbook of that file name.
pub(crate) fn maker(file: &str) -> Option<Maker> {
    let maker: Maker = match file {
        "risk-register-2026-10.xlsx" => register::risks,
        "control-self-assessment-2026-Q3.xlsx" => register::self_assessment,
        "vendor-register-2026-10.xlsx" => register::vendors,
        "asset-inventory-2026-Q3.xlsx" => system::assets,
        "salesforce-permission-matrix-2026-10.xlsx" => system::permissions,
        _ => return None,
    };
    Some(maker)
}

/// A sheet: its name, column heads with their widths as `Risk:44|Owner:14`, and rows.
struct Sheet {
    name: &'static str,
    head: &'static str,
    rows: Vec<Vec<String>>,
}

/// Who keeps a workbook, when it was made, and the colour of its heads.
struct Cover {
    author: &'static str,
    made: (u16, u8, u8),
    ink: u32,
}

/// The first sheet is the main one.
fn book(cover: &Cover, sheets: &[Sheet]) -> Made {
    let mut workbook = Workbook::new();
    let (year, month, day) = cover.made;
    let made = ExcelDateTime::from_ymd(year, month, day)?.and_hms(9, 0, 0)?;
    let company = "Harbour & Pine Ltd";
    workbook.set_properties(
        &DocProperties::new().set_author(cover.author).set_company(company).set_creation_datetime(&made),
    );
    let head = Format::new().set_bold().set_font_color(Color::White).set_border_bottom(FormatBorder::Thin);
    let head = head.set_background_color(Color::RGB(cover.ink));
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for sheet in sheets {
        fill(workbook.add_worksheet().set_name(sheet.name)?, sheet, &head, &cell)?;
    }
    let count = sheets.first().map_or(0, |sheet| sheet.rows.len() as u64);
    Ok((workbook.save_to_buffer()?, count))
}

fn fill(page: &mut Worksheet, sheet: &Sheet, head: &Format, cell: &Format) -> Result<(), XlsxError> {
    for (column, place) in sheet.head.split('|').zip(0_u16..) {
        let (title, width) = column.split_once(':').unwrap_or((column, "12"));
        page.write_string_with_format(0, place, title, head)?;
        page.set_column_width(place, width.parse().unwrap_or(12.0))?;
    }
    for (row, number) in sheet.rows.iter().zip(1_u32..) {
        for (text, column) in row.iter().zip(0_u16..) {
            match text.parse::<f64>() {
                Ok(value) => page.write_number_with_format(number, column, value, cell)?,
                Err(_) => page.write_string_with_format(number, column, text, cell)?,
            };
        }
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Cells of a row, owned.
fn words(row: &[&str]) -> Vec<String> {
    row.iter().map(|text| (*text).to_owned()).collect()
}
