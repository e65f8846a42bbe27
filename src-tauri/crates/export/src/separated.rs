//! A table as separated values: UTF-8 with a byte order mark, commas, quotes where needed, lines that end as RFC 4180
//! asks. That is what spreadsheet programs open without a question.
//!
//! Separated values have no kinds, so a spreadsheet program takes a text that begins with `=`, `+`, `-`, `@` or a tab for a
//! formula, and a formula can send what stands in the sheet elsewhere. Three ways were weighed. Leaving such text as it is
//! protects nobody. Dropping the character changes what an auditor wrote. So one `'` goes before it, which every program
//! takes for text; a text that has some already (`'=1`) gets one more, so that taking one off on the way in gives back
//! exactly what went out, whoever wrote it. The price is a visible `'` in programs that don't hide it.

use model::sheet::FORMULA_STARTS;
use model::sheet::value::Value;

use crate::table::text;
use crate::{Error, Table};

/// Tells spreadsheet programs that the text is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The table as separated values.
///
/// # Errors
/// It is larger than what comes in again.
pub fn separated(table: &Table) -> Result<Vec<u8>, Error> {
    table.check()?;
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(MARK.to_vec());
    writer.write_record(table.columns.iter().map(|heading| guarded(&heading.text)))?;
    for row in &table.rows {
        let cells = table.columns.iter().enumerate().map(|(at, heading)| {
            let value = row.get(at).and_then(Option::as_ref);
            value.map(|value| cell(value, &text(value, &heading.kind))).unwrap_or_default()
        });
        writer.write_record(cells)?;
    }
    writer.into_inner().map_err(|error| Error::Separated(error.into_error().into()))
}

/// Numbers, days and words of ours can't begin a formula; text of people can.
fn cell(value: &Value, text: &str) -> String {
    match value {
        Value::Text(_) | Value::Lines(_) | Value::Code(_) | Value::Codes(_) | Value::Person(_) | Value::Choice(_) => {
            guarded(text)
        }
        Value::Clear | Value::Day(_) | Value::Instant(_) | Value::Whole(_) | Value::Money { .. } | Value::YesNo(_) => {
            text.to_owned()
        }
    }
}

fn guarded(text: &str) -> String {
    if text.trim_start_matches('\'').starts_with(FORMULA_STARTS) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use model::sheet::column::{Kind, Need};

    use super::*;
    use crate::Heading;

    fn table(texts: &[&str]) -> Table {
        let kind = Kind::Text { most: 100 };
        let columns = vec![Heading { text: "Text".to_owned(), kind, need: Need::Optional, key: false }];
        let rows = texts.iter().map(|text| vec![Some(Value::text(text))]).collect();
        Table { name: "T".to_owned(), columns, rows, note: String::new() }
    }

    #[test]
    fn text_never_begins_a_formula() {
        let payloads = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "=cmd|' /C calc'!A0", "＝1"];
        let bytes = separated(&table(&payloads)).expect("writes");
        let text = String::from_utf8(bytes).expect("is UTF-8");
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines, ["Text", "'=1+1", "'+1", "'-1", "'@SUM(A1)", "''=1", "'=cmd|' /C calc'!A0", "'＝1", ""]);
    }

    #[test]
    fn ordinary_text_is_left_as_it_is() {
        let bytes = separated(&table(&["a, \"b\"\nc", "'quoted'", "ü"])).expect("writes");
        assert_eq!(bytes, "\u{feff}Text\r\n\"a, \"\"b\"\"\nc\"\r\n'quoted'\r\nü\r\n".as_bytes());
    }

    #[test]
    fn a_heading_never_begins_a_formula() {
        let mut table = table(&[]);
        table.columns[0].text = "=1".to_owned();
        assert_eq!(separated(&table).expect("writes"), "\u{feff}'=1\r\n".as_bytes());
    }
}
