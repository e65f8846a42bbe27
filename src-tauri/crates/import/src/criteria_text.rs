//! Licensed criteria text: a CSV of criterion codes and official wording, which users import beside our own wording.

use model::criterion::CriterionCode;
use serde::{Deserialize, Serialize};

use crate::Error;

/// Bytes of such a file, at most. The whole of the official text is well below 1 MB.
const MOST_BYTES: usize = 8 * 1024 * 1024;
const CODE_COLUMNS: [&str; 6] = ["criterion", "criterion_id", "code", "id", "criteria", "ref"];
const TEXT_COLUMNS: [&str; 6] = ["text", "criterion_text", "description", "wording", "licensed_text", "requirement"];

/// One criterion's official wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CriterionText {
    /// The criterion.
    pub code: CriterionCode,
    /// Its wording.
    pub text: String,
}

/// A row that was refused, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RefusedRow {
    /// Line of the file on which the row begins, from 1.
    pub line: u64,
    /// Why, without the row's content.
    pub reason: String,
}

/// What an import of criteria text would bring.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct CriteriaText {
    /// Rows that can be applied, in the order of the file.
    pub texts: Vec<CriterionText>,
    /// Rows that can't.
    pub refused: Vec<RefusedRow>,
}

/// Reads a CSV in UTF-8 (with or without byte order mark; comma or semicolon; columns found by name, case ignored).
/// Bad rows are listed; the file as a whole is refused only when it is too large, not text, or lacks a column.
pub fn read_criteria_text(bytes: &[u8]) -> Result<CriteriaText, Error> {
    if bytes.len() > MOST_BYTES {
        return Err(Error::TooLarge { size: bytes.len(), most: MOST_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Error::NotText { at: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first_line = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    let delimiter = if first_line.matches(';').count() > first_line.matches(',').count() { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).comment(Some(b'#')).from_reader(text.as_bytes());
    let header = reader.headers()?.clone();
    let code_at = column(&header, &CODE_COLUMNS, "criterion (or code, id)")?;
    let text_at = column(&header, &TEXT_COLUMNS, "text (or description, wording)")?;
    let mut result = CriteriaText::default();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        match row(&record, code_at, text_at, &result.texts) {
            Ok(text) => result.texts.push(text),
            Err(reason) => result.refused.push(RefusedRow { line, reason }),
        }
    }
    Ok(result)
}

fn column(header: &csv::StringRecord, names: &[&str], wanted: &'static str) -> Result<usize, Error> {
    let tidy = |name: &str| name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
    let found = header.iter().position(|name| names.contains(&tidy(name).as_str()));
    found.ok_or_else(|| {
        let found: Vec<String> = header.iter().take(20).map(|name| name.chars().take(40).collect()).collect();
        Error::MissingColumn { wanted, found: found.join(", ") }
    })
}

fn row(
    record: &csv::StringRecord,
    code_at: usize,
    text_at: usize,
    seen: &[CriterionText],
) -> Result<CriterionText, String> {
    let code = record.get(code_at).unwrap_or_default().trim();
    let text = record.get(text_at).unwrap_or_default().trim();
    let code: CriterionCode =
        code.parse().map_err(|error: model::invalid::Invalid| format!("the code {}", error.rule))?;
    if text.is_empty() {
        return Err(format!("no text for {code}"));
    }
    if text.chars().count() > model::invalid::PROSE {
        return Err(format!("the text of {code} has more than {} characters", model::invalid::PROSE));
    }
    if seen.iter().any(|earlier| earlier.code == code) {
        return Err(format!("{code} stands in the file twice; the first row is taken"));
    }
    Ok(CriterionText { code, text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_quoted_newlines_semicolons_and_a_byte_order_mark() {
        let file = "\u{feff}Code;Description\nCC6.1;\"First line\nsecond; line\"\nA1.2; B \n".as_bytes();
        let read = read_criteria_text(file).expect("reads");
        assert_eq!(read.texts.len(), 2);
        assert_eq!(read.texts[0].text, "First line\nsecond; line");
        assert_eq!(read.texts[1].code.to_string(), "A1.2");
        assert!(read.refused.is_empty());
    }

    #[test]
    fn lists_bad_rows_by_line() {
        let file = b"criterion,text\nCC6.1,one\nCC99,two\nCC6.2,\nCC6.1,again\nCC6.3\n";
        let read = read_criteria_text(file).expect("reads");
        assert_eq!(read.texts.len(), 1);
        assert_eq!(read.refused.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4, 5, 6]);
    }

    #[test]
    fn refuses_what_is_not_such_a_file() {
        assert!(matches!(read_criteria_text(b"a,b\n1,2\n"), Err(Error::MissingColumn { .. })));
        assert!(matches!(read_criteria_text(b"criterion,text\nCC6.1,\xff\n"), Err(Error::NotText { at: 21 })));
        assert!(matches!(read_criteria_text(&vec![b'x'; MOST_BYTES + 1]), Err(Error::TooLarge { .. })));
    }
}
