//! Tables as a workbook as a consultant expects one: headings that stay in sight, filters, widths, dates that are dates,
//! choices to choose from, a page that explains it. Text is written as text, whatever it begins with.

mod about;
mod choices;

use chrono::{Datelike, Timelike};
use model::sheet::column::{Code, Kind, Need};
use model::sheet::value::{Value, tidy};
use model::sheet::{COLUMNS, ROWS};
use model::time::{Day, Instant};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

use self::choices::Lists;
use crate::table::text;
use crate::{Error, Heading, Table};

/// Rows below the last one that are ready for new records: dates and choices work there, too.
const SPARE: usize = 200;
/// Characters of a sheet's name, at most.
const NAME: usize = 31;
/// A4.
const PAPER: u8 = 9;
/// Characters that stand beside each other on a page of A4 lying and can still be read.
const PAGE_WIDTH: f64 = 215.0;
/// Characters of a page's foot, at most; the program's own limit is 255 with the codes around them.
const FOOT: usize = 100;

/// What a workbook says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Title, such as `Evidence requests, Harbour & Pine Ltd`.
    pub title: String,
    /// Who hands it out.
    pub author: String,
    /// When it was made: the only time that stands in the file.
    pub made: Instant,
}

/// The workbook of these tables, one sheet each. The same tables and cover give the same bytes.
///
/// # Errors
/// A table is larger than what comes in again, or a cell than a workbook holds.
pub fn workbook(cover: &Cover, tables: &[Table]) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(cover)?);
    let styles = Styles::new();
    let lists = Lists::new(tables);
    let names = names(tables);
    for (table, name) in tables.iter().zip(&names) {
        table.check()?;
        let sheet = workbook.add_worksheet().set_name(name)?;
        fill(sheet, table, &styles, &lists)?;
        page(sheet, cover, table)?;
    }
    let notes: Vec<(&str, &Table)> = names.iter().map(String::as_str).zip(tables).collect();
    about::write(workbook.add_worksheet().set_name(about::SHEET)?, cover, &notes, &styles)?;
    if !lists.is_empty() {
        lists.write(workbook.add_worksheet().set_name(choices::SHEET)?)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// How cells look.
struct Styles {
    head: Format,
    /// The head of a column that isn't read back.
    derived_head: Format,
    title: Format,
    text: Format,
    /// Text that must stay text when someone types into it: ids.
    code: Format,
    day: Format,
    number: Format,
    money: Format,
}

impl Styles {
    fn new() -> Self {
        let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let head = head.set_border_bottom(FormatBorder::Thin).set_font_color(Color::White);
        Self {
            derived_head: head.clone().set_background_color(Color::RGB(0x6B_72_80)),
            head: head.set_background_color(Color::RGB(0x1F_3A_4D)),
            title: Format::new().set_bold().set_font_size(14),
            // The program's own formats of text, whole numbers, and thousands.
            code: cell.clone().set_num_format_index(49),
            day: cell.clone().set_num_format("yyyy-mm-dd"),
            number: cell.clone().set_num_format_index(1),
            money: cell.clone().set_num_format_index(3),
            text: cell,
        }
    }

    fn of(&self, kind: &Kind) -> &Format {
        match kind {
            Kind::Code(_) | Kind::Codes(_) | Kind::Instant => &self.code,
            Kind::Day => &self.day,
            Kind::Whole { .. } => &self.number,
            Kind::Money => &self.money,
            Kind::Text { .. } | Kind::Lines { .. } | Kind::Choice(_) | Kind::Person | Kind::YesNo => &self.text,
        }
    }
}

fn fill(sheet: &mut Worksheet, table: &Table, styles: &Styles, lists: &Lists) -> Result<(), XlsxError> {
    // Columns are at most 1,000 and rows at most 10,000, as the table was checked to be.
    for (heading, column) in table.columns.iter().zip(0_u16..COLUMNS as u16) {
        let head = if heading.need == Need::Derived { &styles.derived_head } else { &styles.head };
        sheet.set_column_width(column, width(heading))?;
        sheet.set_column_format(column, styles.of(&heading.kind))?;
        sheet.write_string_with_format(0, column, tidy(&heading.text), head)?;
        let last = (table.rows.len() + SPARE) as u32;
        if let Some(rule) = rule(heading, lists)? {
            sheet.add_data_validation(1, column, last, column, &rule)?;
        }
        for (row, number) in table.rows.iter().zip(1_u32..=ROWS as u32) {
            if let Some(value) = row.get(usize::from(column)).and_then(Option::as_ref) {
                write(sheet, (number, column), value, heading, styles)?;
            }
        }
    }
    if let Some(last) = table.columns.len().checked_sub(1) {
        sheet.set_row_height(0, 30)?;
        sheet.set_freeze_panes(1, 1)?;
        // An id of digits is text on purpose.
        let rows = (table.rows.len() + SPARE) as u32;
        sheet.ignore_error_range(1, 0, rows, last as u16, IgnoreError::NumberStoredAsText)?;
        sheet.autofilter(0, 0, table.rows.len() as u32, last as u16)?;
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    heading: &Heading,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let style = styles.of(&heading.kind);
    let written = match value {
        Value::Day(day) => match date(*day) {
            Some(date) => sheet.write_datetime_with_format(row, column, date?, style),
            None => sheet.write_string_with_format(row, column, text(value, &heading.kind), style),
        },
        Value::Whole(number) if is_exact(*number) => sheet.write_number_with_format(row, column, *number as f64, style),
        Value::Money { amount, currency: None } if is_exact(*amount) => {
            sheet.write_number_with_format(row, column, *amount as f64, style)
        }
        Value::Clear
        | Value::Text(_)
        | Value::Lines(_)
        | Value::Code(_)
        | Value::Codes(_)
        | Value::Instant(_)
        | Value::Whole(_)
        | Value::Money { .. }
        | Value::Choice(_)
        | Value::Person(_)
        | Value::YesNo(_) => sheet.write_string_with_format(row, column, text(value, &heading.kind), style),
    };
    written.map(|_| ())
}

/// Whether a workbook, which has 15 digits, keeps the number as it is.
const fn is_exact(number: u64) -> bool {
    number <= 999_999_999_999_999
}

/// A day as a workbook counts it; none before 1900-03-01, where workbooks count a day that never was, or after 9999.
fn date(day: Day) -> Option<Result<ExcelDateTime, XlsxError>> {
    let first = Day::from_ymd_opt(1900, 3, 1)?;
    let year = u16::try_from(day.year()).ok().filter(|year| *year <= 9999 && day >= first)?;
    Some(ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8))
}

/// What may be typed into a column. Only a word that isn't among the choices is refused: a date or number out of bounds
/// is asked about, since a cell may say `(clear)`.
fn rule(heading: &Heading, lists: &Lists) -> Result<Option<DataValidation>, XlsxError> {
    if heading.need == Need::Derived {
        return Ok(None);
    }
    let rule = match heading.kind {
        Kind::Choice(_) | Kind::YesNo => match lists.source(heading) {
            Some(source) => DataValidation::new()
                .allow_list_formula(source)
                .set_error_title("Not among the choices")?
                .set_error_message("Choose one of the words of the list.")?,
            None => return Ok(None),
        },
        Kind::Day => {
            let (first, last) = (ExcelDateTime::from_ymd(1970, 1, 1)?, ExcelDateTime::from_ymd(2199, 12, 31)?);
            DataValidation::new()
                .allow_date(DataValidationRule::Between(first, last))
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title("Not a date")?
                .set_error_message("A date is asked for, such as 2026-03-31.")?
        }
        Kind::Whole { from, to } => {
            let (from, to) = (i32::try_from(from).unwrap_or(0), i32::try_from(to).unwrap_or(i32::MAX));
            DataValidation::new()
                .allow_whole_number(DataValidationRule::Between(from, to))
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title("Not such a number")?
                .set_error_message(format!("A whole number from {from} to {to} is asked for."))?
        }
        Kind::Text { .. }
        | Kind::Lines { .. }
        | Kind::Code(_)
        | Kind::Codes(_)
        | Kind::Instant
        | Kind::Money
        | Kind::Person => return Ok(None),
    };
    Ok(Some(rule))
}

/// Width in characters: what such cells usually need, and the heading with its filter's arrow.
fn width(heading: &Heading) -> f64 {
    let usual: usize = match heading.kind {
        Kind::Text { most } if most > model::invalid::NAME => 56,
        Kind::Text { most } if most < 40 => 12,
        Kind::Text { .. } => 32,
        Kind::Lines { .. } => 44,
        Kind::Code(Code::Request) => 18,
        Kind::Code(_) => 13,
        Kind::Codes(_) => 20,
        Kind::Day => 12,
        Kind::Instant => 27,
        Kind::Whole { .. } => 11,
        Kind::Money => 13,
        Kind::Choice(choices) => {
            choices.iter().map(|choice| choice.word.chars().count() + 4).max().unwrap_or(12).min(26)
        }
        Kind::Person => 22,
        Kind::YesNo => 10,
    };
    // A long heading is wrapped over two lines.
    let heading = heading.text.chars().count().min(18) + 4;
    usual.max(heading) as f64
}

/// How the sheet is printed: lying, on as many pages beside each other as it needs to be read, with headings and ids on
/// each.
fn page(sheet: &mut Worksheet, cover: &Cover, table: &Table) -> Result<(), XlsxError> {
    let pages = table.columns.iter().map(width).sum::<f64>() / PAGE_WIDTH;
    sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(pages.ceil().clamp(1.0, 1_000.0) as u16, 0);
    if !table.columns.is_empty() {
        sheet.set_repeat_rows(0, 0)?.set_repeat_columns(0, 0)?;
    }
    let title: String = cover.title.chars().filter(|c| !c.is_control()).take(FOOT).collect();
    // An ampersand begins a code there.
    sheet.set_footer(format!("&L{}&RPage &P of &N", title.replace('&', "&&")));
    Ok(())
}

fn properties(cover: &Cover) -> Result<DocProperties, XlsxError> {
    let made = cover.made;
    let year = u16::try_from(made.year()).unwrap_or(1900).clamp(1900, 9999);
    let day = ExcelDateTime::from_ymd(year, made.month() as u8, made.day() as u8)?;
    let made = day.and_hms(made.hour() as u16, made.minute() as u8, made.second() as u8)?;
    let properties = DocProperties::new().set_title(tidy(&cover.title)).set_author(tidy(&cover.author));
    Ok(properties.set_creation_datetime(&made))
}

/// Names of the sheets: what a workbook allows, and each only once.
fn names(tables: &[Table]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let allowed = |c: char| !c.is_control() && !"[]:*?/\\'".contains(c);
        let plain: String = table.name.chars().map(|c| if allowed(c) { c } else { ' ' }).collect();
        let plain = Some(plain.trim()).filter(|name| !name.is_empty()).unwrap_or("Table");
        let taken = |name: &str| {
            let own = [about::SHEET, choices::SHEET, "History"];
            let mut others = names.iter().map(String::as_str).chain(own);
            others.any(|other| other.to_lowercase() == name.to_lowercase())
        };
        let numbered = (1..).map(|number| match number {
            1 => cut(plain, NAME),
            _ => format!("{} {number}", cut(plain, NAME - 5)),
        });
        let free = numbered.take(tables.len() + 4).find(|name| !taken(name));
        names.push(free.unwrap_or_else(|| format!("Table {}", names.len() + 1)));
    }
    names
}

/// The start of a text, at most so many units of UTF-16, which workbooks count.
fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= most
    });
    kept.collect::<String>().trim().to_owned()
}
