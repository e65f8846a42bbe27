//! The extract of the activity log, with one row worked through so that a reader can check the chain on paper.

use model::activity::{LOG_START, LogRow};
use serde_json::{Value, json};

use crate::context::Context;
use crate::log_extract::{self, Row};
use crate::print;

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let rows = log_extract::rows(context.source, context.options);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return json!({ "rows": [], "head": LOG_START.to_string() });
    };
    let views: Vec<Value> = rows.iter().map(|row| row_view(context, row)).collect();
    json!({
        "rows": views,
        "first": print::count(first.seq),
        "last": print::count(last.seq),
        "before_row": print::count(first.seq.saturating_sub(1)),
        "before": first.prev.to_string(),
        "head": last.hash.to_string(),
        "example": example(last),
    })
}

fn row_view(context: &Context<'_>, row: &LogRow) -> Value {
    json!({
        "seq": print::count(row.seq),
        "at": row.at.format("%Y-%m-%d %H:%M:%S").to_string(),
        "who": row.who,
        "action": row.action.name(),
        "subjects": subjects(context, row),
        "hash": row.hash.to_string(),
    })
}

/// The records that a row touched, by the names that this packet uses; one that it doesn't show by its noun alone.
fn subjects(context: &Context<'_>, row: &LogRow) -> String {
    let mut named: Vec<String> = Vec::new();
    let mut others: std::collections::BTreeMap<&'static str, u64> = std::collections::BTreeMap::new();
    for subject in &row.subjects {
        let exhibit = context.exhibits.iter().find(|exhibit| exhibit.item.id.uuid() == subject.id);
        let control = context.source.controls.iter().find(|control| control.id.uuid() == subject.id);
        match (exhibit, control) {
            (Some(exhibit), _) => named.push(exhibit.id.clone()),
            (None, Some(control)) => named.push(control.code.to_string()),
            (None, None) => *others.entry(subject.noun.name()).or_default() += 1,
        }
    }
    let more = named.len().saturating_sub(3);
    named.truncate(3);
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let counted = |(noun, count): (&str, u64)| {
        let noun = noun.replace('_', " ");
        if count == 1 { noun } else { format!("{noun} ({count})") }
    };
    named.extend(others.into_iter().map(counted));
    named.join(", ")
}

/// The parts that go into a row's hash: name, length, the bytes as they are printed, whether they are a digest.
fn example(row: &LogRow) -> Value {
    let row = Row::of(row);
    let mut parts = Vec::new();
    for (name, text) in [
        ("seq", row.seq.to_string()),
        ("at", row.at.clone()),
        ("who", row.who.clone()),
        ("action", row.action.clone()),
        ("subjects", row.subjects.join(" ")),
    ] {
        parts.push(json!([name, text.len().to_string(), shortened(&text), false]));
    }
    for (name, digest) in [("body", &row.body), ("prev", &row.prev)] {
        parts.push(json!([name, "32", digest, true]));
    }
    json!({ "seq": print::count(row.seq), "parts": parts, "hash": row.hash })
}

/// A long list of subjects isn't printed whole; `log-extract.json` has it.
fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} … (whole in log-extract.json)", &text[..end]),
        None if text.is_empty() => "(none)".to_owned(),
        None => text.to_owned(),
    }
}
