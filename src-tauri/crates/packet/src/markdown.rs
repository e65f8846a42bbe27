//! The little Markdown that messages are written in: headings, paragraphs, lists, tables, bold words, merge fields.
//! Anything else stays as it is typed.

use std::collections::BTreeMap;

use model::communication::{FieldValue, Piece, pieces};
use serde_json::{Value, json};

/// A message's text as blocks for the template, its fields filled in or marked as open.
pub(crate) fn blocks(text: &str, fields: &BTreeMap<String, FieldValue>) -> Vec<Value> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (block, used) = block(&lines[at..], fields);
        blocks.extend(block);
        at += used;
    }
    blocks
}

/// The kind of a line, which decides what its neighbours join to.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Kind {
    Blank,
    Heading,
    Bullet,
    Number,
    Row,
    Words,
}

fn kind(line: &str) -> Kind {
    let trimmed = line.trim_start();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let hashes = trimmed.bytes().take_while(|byte| *byte == b'#').count();
    if trimmed.is_empty() {
        Kind::Blank
    } else if (1..=6).contains(&hashes) && trimmed[hashes..].starts_with(' ') {
        Kind::Heading
    } else if trimmed.starts_with("- ") || trimmed.starts_with("* ") {
        Kind::Bullet
    } else if (1..=3).contains(&digits) && trimmed[digits..].starts_with(". ") {
        Kind::Number
    } else if trimmed.starts_with('|') {
        Kind::Row
    } else {
        Kind::Words
    }
}

/// The block at the start of `lines`, and how many lines it takes; always at least one.
fn block(lines: &[&str], fields: &BTreeMap<String, FieldValue>) -> (Option<Value>, usize) {
    let first = kind(lines[0]);
    let used = match first {
        Kind::Blank | Kind::Heading => 1,
        Kind::Bullet | Kind::Number | Kind::Row | Kind::Words => {
            lines.iter().take_while(|line| kind(line) == first).count()
        }
    };
    let own = &lines[..used];
    let block = match first {
        Kind::Blank => None,
        Kind::Heading => Some(
            json!({ "kind": "heading", "runs": runs(own[0].trim_start().trim_start_matches('#').trim_start(), fields) }),
        ),
        Kind::Bullet => Some(json!({ "kind": "bullets", "items": items(own, fields) })),
        Kind::Number => Some(json!({ "kind": "numbers", "items": items(own, fields) })),
        Kind::Words => {
            Some(json!({ "kind": "paragraph", "lines": own.iter().map(|line| runs(line, fields)).collect::<Vec<_>>() }))
        }
        Kind::Row => Some(table(own, fields)),
    };
    (block, used)
}

/// List items without their marks.
fn items(lines: &[&str], fields: &BTreeMap<String, FieldValue>) -> Vec<Vec<Value>> {
    let text = |line: &str| line.trim_start().split_once(' ').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    lines.iter().map(|line| runs(&text(line), fields)).collect()
}

/// A table: the first row is its head; a row of hyphens is left out.
fn table(lines: &[&str], fields: &BTreeMap<String, FieldValue>) -> Value {
    let cells = |line: &str| -> Vec<Vec<Value>> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner.split('|').map(|cell| runs(cell.trim(), fields)).collect()
    };
    let rule = |line: &&&str| line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    let header = cells(lines[0]);
    let columns = header.len();
    let rows: Vec<Vec<Vec<Value>>> = lines[1..]
        .iter()
        .filter(|line| !rule(line))
        .map(|line| {
            let mut row = cells(line);
            row.resize(columns, Vec::new());
            row
        })
        .collect();
    json!({ "kind": "table", "columns": columns, "header": header, "rows": rows })
}

/// The runs of one line: words plain or bold between `**`, and merge fields filled in or open.
fn runs(line: &str, fields: &BTreeMap<String, FieldValue>) -> Vec<Value> {
    let mut runs = Vec::new();
    let mut bold = false;
    let mut push = |text: &str, bold: bool, open: bool| {
        for (place, text) in text.lines().enumerate() {
            let text = if place > 0 { format!(" {text}") } else { text.to_owned() };
            if !text.is_empty() {
                runs.push(json!({ "text": text.replace('\t', " "), "bold": bold, "open": open }));
            }
        }
    };
    for piece in pieces(line) {
        match piece {
            Piece::Words(words) => {
                for (place, part) in words.split("**").enumerate() {
                    bold ^= place > 0;
                    push(part, bold, false);
                }
            }
            Piece::Field(name) => match fields.get(name).filter(|value| !value.text.trim().is_empty()) {
                Some(value) => push(&value.text, bold, false),
                None => push(&name.replace('_', " "), bold, true),
            },
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_templates_use() {
        let fields = BTreeMap::from([("week".to_owned(), FieldValue { text: "3 of **x**".into(), evidence: None })]);
        let text = "# Week {{ week }}\n\n**Status:** {{ status }}\nsecond line\n\n- one\n- two\n1. first\n| A | B |\n| --- | --- |\n| {{ week }} | 2 |";
        let blocks = blocks(text, &fields);
        let kinds: Vec<&str> = blocks.iter().filter_map(|block| block["kind"].as_str()).collect();
        assert_eq!(kinds, ["heading", "paragraph", "bullets", "numbers", "table"]);
        assert_eq!(blocks[0]["runs"][1]["text"], "3 of **x**");
        assert_eq!(blocks[1]["lines"][0][0], json!({ "text": "Status:", "bold": true, "open": false }));
        assert_eq!(blocks[1]["lines"][0][2], json!({ "text": "status", "bold": false, "open": true }));
        assert_eq!(blocks[4]["rows"][0][1][0]["text"], "2");
        assert_eq!(blocks[4]["rows"].as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn takes_every_line_once() {
        let text = "- a\nb\n#c\n* d\n12345. e\n|\n||";
        assert_eq!(blocks(text, &BTreeMap::new()).len(), 5);
    }
}
