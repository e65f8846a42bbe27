//! Merge fields: where a text has them, and the text with them filled in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::EvidenceId;
use crate::invalid::has_visible;

/// What stands beside a fact that is told before it is confirmed.
pub const NOT_CONFIRMED: &str = "not yet confirmed";
/// What stands in a field whose value nobody knows yet; it states no fact.
pub const NOT_KNOWN: &str = "not yet known";

/// What stands in a merge field, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FieldValue {
    /// The words.
    pub text: String,
    /// Evidence for a factual claim.
    pub evidence: Option<EvidenceId>,
}

/// A part of a message's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// A merge field, by name.
    Field(&'a str),
}

/// Splits a text at its merge fields, `{{ name }}` with a name of small letters, digits and underscores. Anything else
/// in braces is words.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut words_end) = (text, 0);
    while let Some(open) = rest[words_end..].find("{{").map(|at| at + words_end) {
        let Some(close) = rest[open + 2..].find("}}").map(|at| at + open + 2) else { break };
        let name = rest[open + 2..close].trim_matches(' ');
        let is_name =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !is_name {
            words_end = open + 1;
            continue;
        }
        if open > 0 {
            pieces.push(Piece::Words(&rest[..open]));
        }
        pieces.push(Piece::Field(name));
        (rest, words_end) = (&rest[close + 2..], 0);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// How an open merge field stands in a text.
pub fn open_field(name: &str) -> String {
    format!("[open field: {name}]")
}

/// A text with its merge fields filled in; an open one stands as `[open field: name]`.
pub fn fill(text: &str, fields: &BTreeMap<String, FieldValue>) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Field(name) => match fields.get(name).filter(|value| has_visible(&value.text)) {
                Some(value) => filled.push_str(&value.text),
                None => filled.push_str(&open_field(name)),
            },
        }
    }
    filled
}
