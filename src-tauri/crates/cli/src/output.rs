//! Prints what commands answer: JSON on request, else tables and lines for people. Foreign text is made safe to print.

use std::io::{BufRead, Write};

use chrono::{DateTime, Utc};
use comfy_table::{ContentArrangement, Table, TableComponent, presets};
use serde::Serialize;

use crate::failure::Problem;

/// Where and how answers are printed.
#[derive(Clone, Copy)]
pub struct Output {
    /// As JSON.
    pub json: bool,
}

impl Output {
    /// Prints `answer` as JSON, or the lines that `people` makes of it.
    pub fn show<T: Serialize>(self, answer: &T, people: impl FnOnce(&T) -> String) -> Result<(), Problem> {
        let text = if self.json {
            escaped(&serde_json::to_string_pretty(answer).map_err(std::io::Error::other)?)
        } else {
            printable(&people(answer))
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", text.trim_end())?;
        out.flush()?;
        Ok(())
    }
}

/// Tells the person something on standard error. Where nobody takes that, nobody is left to tell.
pub fn tell(text: &str) {
    std::io::stderr().write_all(format!("{text}\n").as_bytes()).unwrap_or_default();
}

/// Asks on the terminal; anything but yes is no.
pub fn agreed(question: &str) -> Result<bool, Problem> {
    let mut to = std::io::stderr();
    write!(to, "{question} [y/N] ")?;
    to.flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

/// A table with heads.
pub fn table(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    for line in [TableComponent::HeaderLines, TableComponent::MiddleHeaderIntersections] {
        table.set_style(line, '─');
    }
    table.set_width(terminal_size::terminal_size().map_or(120, |(width, _)| width.0.max(60)));
    table.set_header(heads.to_vec());
    let mut count = 0_usize;
    for row in rows {
        table.add_row(row.into_iter().map(|cell| printable(&cell)).collect::<Vec<_>>());
        count += 1;
    }
    if count == 0 { "None.".to_owned() } else { format!("{table}\n{count} in all.") }
}

/// A table with heads, or the line that says what an empty list means.
pub fn table_or(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>, empty: &str) -> String {
    let mut rows = rows.into_iter().peekable();
    if rows.peek().is_none() { empty.to_owned() } else { table(heads, rows) }
}

/// Lines of names and values, empty values left out.
pub fn facts(lines: &[(&str, String)]) -> String {
    let shown: Vec<_> = lines.iter().filter(|(_, value)| !value.is_empty()).collect();
    let width = shown.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let line = |(name, value): &&(&str, String)| {
        let value = value.replace('\n', &format!("\n{}", " ".repeat(width + 2)));
        format!("{name:<width$}  {value}")
    };
    shown.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An optional value, or nothing.
pub fn or_empty<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A number with its word, which is given for one: `1 row`, `2 rows`, `3 criteria`.
pub fn counted(count: impl TryInto<u64>, what: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let (stem, end) = match what {
        _ if count == 1 => (what, ""),
        "criterion" => ("criteria", ""),
        // The word that is counted leads: rows of the plan.
        _ => match what.split_once(" of ") {
            Some((first, rest)) => return format!("{count} {first}s of {rest}"),
            None if what.ends_with("ey") || !what.ends_with('y') => (what, "s"),
            None => (what.trim_end_matches('y'), "ies"),
        },
    };
    format!("{count} {stem}{end}")
}

/// An instant to the minute in UTC, as tables show it; JSON has all of it.
pub fn minute(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// Values joined by commas.
pub fn joined<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(", ")
}

/// JSON in which no character can drive the terminal: what JSON itself lets stand is written as `\\uXXXX`.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if matches!(c, '\u{7f}'..='\u{9f}') || turns_direction(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Characters that change the direction in which text is read.
const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text that can't drive the terminal: control characters other than line ends become visible.
pub fn printable(text: &str) -> String {
    let tame = |c: char| c.is_control() && c != '\n' && c != '\t';
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if tame(c) || turns_direction(c) {
            out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// A foreign name on one line, so that none of it can be taken for a line of ours.
pub fn on_one_line(name: &str) -> String {
    printable(name).replace('\n', "⟨U+000A⟩").replace('\t', "⟨U+0009⟩")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_would_drive_a_terminal() {
        assert_eq!(printable("a\x1b[2Jb\u{202e}c\n"), "a⟨U+001B⟩[2Jb⟨U+202E⟩c\n");
    }

    #[test]
    fn a_name_makes_no_line_of_its_own() {
        assert_eq!(
            on_one_line("a.txt\nTo take all of it back:\t\x1b"),
            "a.txt⟨U+000A⟩To take all of it back:⟨U+0009⟩⟨U+001B⟩"
        );
    }

    #[test]
    fn json_stays_json_and_drives_no_terminal() {
        let text = serde_json::to_string("a\u{9b}31m\u{202e}b\"").expect("serializes");
        let safe = escaped(&text);
        assert!(safe.is_ascii(), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).expect("is JSON"), "a\u{9b}31m\u{202e}b\"");
    }

    #[test]
    fn counts_with_the_word_for_one_and_for_more() {
        assert_eq!(counted(1_usize, "exhibit"), "1 exhibit");
        assert_eq!(counted(0_usize, "exhibit"), "0 exhibits");
        assert_eq!(counted(2_usize, "criterion"), "2 criteria");
        assert_eq!(counted(1_usize, "criterion"), "1 criterion");
        assert_eq!(counted(3_usize, "row of the plan"), "3 rows of the plan");
        assert_eq!(counted(2_usize, "survey"), "2 surveys");
        assert_eq!(counted(2_usize, "query"), "2 queries");
        assert_eq!(counted(["a"].len(), "finding"), "1 finding");
    }

    #[test]
    fn says_when_a_table_is_empty() {
        assert_eq!(table(&["a"], []), "None.");
        assert!(table(&["a"], [vec!["x".to_owned()]]).contains("1 in all."));
        assert_eq!(table_or(&["a"], [], "No rows yet."), "No rows yet.");
        assert!(table_or(&["a"], [vec!["x".to_owned()]], "No rows yet.").contains("1 in all."));
    }
}
