//! JSON → lines. Shown as it stands, but for one document on a single long line: that is broken into indented
//! lines, which adds blanks between its tokens and changes none of them. Never parses and prints anew, which
//! would rewrite numbers and drop double keys.

use super::text::{Collected, read_as};
use super::{broken, text};
use crate::decode::{Fallback, Text};
use model::exhibit::{Lines, NotShown, ShowLimits};
use serde::de::IgnoredAny;
use std::io::Read;

/// Bytes up to which a document is looked at as a whole.
const WHOLE_LIMIT: u64 = 16 << 20;
/// Characters of a line that needs no breaking.
const SHORT: usize = 120;
/// Nesting beyond which indenting no longer helps the reader.
const DEEPEST: usize = 40;

/// Reads JSON, or JSON in lines.
///
/// # Errors
/// It isn't text.
pub(crate) fn read(input: &mut dyn Read, size: u64, limits: &ShowLimits) -> Result<Lines, NotShown> {
    if size > WHOLE_LIMIT {
        return read_as(input, Fallback::None, limits);
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(broken)?;
    match one_line(&bytes).and_then(|line| indent(&line, limits)) {
        Some(lines) => Ok(lines),
        None => text::read_as(&mut &bytes[..], Fallback::None, limits),
    }
}

/// The document, if it is valid JSON on one long line.
fn one_line(bytes: &[u8]) -> Option<String> {
    let mut text = Text::new(bytes, Fallback::None);
    let (mut whole, mut piece) = (String::new(), String::new());
    loop {
        let more = text.next(&mut piece).ok()?;
        whole.push_str(&piece);
        if !more {
            break;
        }
    }
    let line = whole.trim();
    let long = line.chars().nth(SHORT).is_some() && !line.contains(['\n', '\r']);
    (long && text.replaced == 0 && serde_json::from_str::<IgnoredAny>(line).is_ok()).then(|| line.to_owned())
}

/// The document on indented lines; none where it nests too deep. `document` is valid JSON.
fn indent(document: &str, limits: &ShowLimits) -> Option<Lines> {
    let mut lines = Collected::new(limits);
    let (mut depth, mut at) = (0usize, 0);
    let bytes = document.as_bytes();
    while at < bytes.len() {
        let from = at;
        match bytes[at] {
            b'"' => {
                at = string_end(bytes, at);
                lines.push(&document[from..at]);
                continue;
            }
            b'{' | b'[' => match closed_at_once(bytes, at) {
                Some(end) => {
                    lines.push(if bytes[at] == b'{' { "{}" } else { "[]" });
                    at = end;
                }
                None => {
                    depth += 1;
                    lines.push(&document[at..=at]);
                    break_line(&mut lines, depth);
                }
            },
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                break_line(&mut lines, depth);
                lines.push(&document[at..=at]);
            }
            b',' => {
                lines.push(",");
                break_line(&mut lines, depth);
            }
            b':' => lines.push(": "),
            byte if byte.is_ascii_whitespace() => {}
            _ => {
                at = scalar_end(bytes, at);
                lines.push(&document[from..at]);
                continue;
            }
        }
        if depth > DEEPEST {
            return None;
        }
        at += 1;
    }
    Some(Lines { indented: true, ..lines.finish() })
}

fn break_line(lines: &mut Collected, depth: usize) {
    lines.push("\n");
    lines.push(&"  ".repeat(depth));
}

/// The place after the string that begins at `from`.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at.min(bytes.len())..]) {
        at += found + 1;
        if bytes[at - 1] == b'"' {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The place after the number or word that begins at `from`.
fn scalar_end(bytes: &[u8], from: usize) -> usize {
    let ends = |byte: &u8| b",:{}[]\"".contains(byte) || byte.is_ascii_whitespace();
    bytes[from..].iter().position(ends).map_or(bytes.len(), |length| from + length)
}

/// The place of the bracket that closes the one at `from`, if nothing but blanks stands between.
fn closed_at_once(bytes: &[u8], from: usize) -> Option<usize> {
    let next = from + 1 + bytes[from + 1..].iter().position(|byte| !byte.is_ascii_whitespace())?;
    matches!(bytes[next], b'}' | b']').then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_line_is_indented_and_no_token_changed() {
        let document = format!(
            r#"{{"n":1.10,"n":1e400,"s":"a\",{{[\\","empty":{{}},"list":[ ],"deep":[{{"a":[1,true,null]}}],"pad":"{}"}}"#,
            "x".repeat(100)
        );
        let lines = read(&mut document.as_bytes(), document.len() as u64, &ShowLimits::default()).unwrap();
        assert!(lines.indented);
        assert_eq!(
            lines.lines[..5],
            ["{", "  \"n\": 1.10,", "  \"n\": 1e400,", r#"  "s": "a\",{[\\","#, "  \"empty\": {},"]
        );
        assert_eq!(lines.lines[5], "  \"list\": [],");
        assert_eq!(lines.lines.last().unwrap(), "}");
    }

    #[test]
    fn what_is_short_or_has_lines_or_is_not_valid_stays_as_it_is() {
        let long = "x".repeat(200);
        for text in ["{\"a\":1}".to_owned(), format!("{{\"a\":\n\"{long}\"}}"), format!("{{\"a\":\"{long}\"")] {
            let lines = read(&mut text.as_bytes(), text.len() as u64, &ShowLimits::default()).unwrap();
            assert!(!lines.indented);
            assert_eq!(lines.lines.join("\n"), text);
        }
        let deep = format!("{}{}", "[".repeat(90), "]".repeat(90));
        assert!(!read(&mut deep.as_bytes(), deep.len() as u64, &ShowLimits::default()).unwrap().indented);
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            "\\PC{0,12}".prop_map(Into::into),
        ];
        leaf.prop_recursive(5, 60, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::vec(("[a-z\"]{0,6}", inner), 0..6)
                    .prop_map(|pairs| serde_json::Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn indenting_keeps_the_value(value in value()) {
            let document = value.to_string();
            let limits = ShowLimits { lines: 100_000, line_chars: 100_000, ..ShowLimits::default() };
            let lines = indent(&document, &limits).unwrap();
            let back: serde_json::Value = serde_json::from_str(&lines.lines.join("\n")).unwrap();
            prop_assert_eq!(back, value);
        }
    }
}
