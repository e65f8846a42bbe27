//! Who may see what, field by field. Every field of every noun is planted with a mark of its own where its type takes one,
//! the source is narrowed for each audience, and what is left is held against `allowed/PROFILE.txt`, in which each field
//! that the audience sees stands by its path. A new field of any noun fails here until somebody decides who may see it.
//!
//! A line of those files is a path, for a field that is left as it was; or a path and what stands there instead. `[/path]`
//! is the mark of the field at that path, `#/path` a number planted there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::full::full_source;
use super::*;

/// A source planted with marks.
pub(crate) struct Planted {
    /// As JSON.
    pub(crate) json: Value,
    /// The planted numbers by their paths.
    pub(crate) numbers: BTreeMap<String, u64>,
}

/// From here on a planted number is like no other.
pub(crate) const WIDE: u64 = 40_000;

/// Every leaf with its path; a list of numbers is one leaf.
fn leaves(value: &Value, path: &str, out: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| leaves(field, &format!("{path}/{name}"), out)),
        Value::Array(items) if !items.is_empty() && !items.iter().all(Value::is_number) => {
            items.iter().enumerate().for_each(|(at, item)| leaves(item, &format!("{path}/{at}"), out));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            out.push((path.to_owned(), value.clone()));
        }
    }
}

fn all_leaves(value: &Value) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    leaves(value, "", &mut out);
    out
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

fn json(source: &PacketSource) -> Value {
    serde_json::to_value(source).expect("JSON")
}

fn read(json: &Value) -> Option<PacketSource> {
    serde_json::from_value(json.clone()).ok()
}

/// Puts a mark in place of every text and every number whose type takes one; ids, codes, dates and choices stay.
pub(crate) fn planted() -> Planted {
    let mut planted = Planted { json: json(&full_source()), numbers: BTreeMap::new() };
    for (at, (path, leaf)) in all_leaves(&planted.json).into_iter().enumerate() {
        let at = at as u64;
        let marks = match &leaf {
            Value::String(_) => vec![Value::from(format!("[{path}]"))],
            // As wide as its type lets it be, so that no other number is the same; a severity's parts stay small.
            Value::Number(_) => [1_000_000_000 + at, WIDE + at, 11 + at % 3].map(Value::from).into(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => continue,
        };
        for mark in marks {
            let mut tried = planted.json.clone();
            *tried.pointer_mut(&path).expect("a leaf") = mark.clone();
            if read(&tried).is_some() {
                planted.json = tried;
                planted.numbers.extend(mark.as_u64().map(|number| (path.clone(), number)));
                break;
            }
        }
    }
    planted
}

/// The place of each record in the planted source, by its list and id: narrowing takes records out, and paths must not
/// move.
fn places(json: &Value) -> BTreeMap<(String, String), usize> {
    let mut places = BTreeMap::new();
    for (noun, list) in json.as_object().expect("a source") {
        for (at, record) in list.as_array().into_iter().flatten().enumerate() {
            if let Some(id) = record.get("id").and_then(Value::as_str) {
                places.insert((noun.clone(), id.to_owned()), at);
            }
        }
    }
    places
}

/// The leaves of a narrowed source by the paths of the planted one.
fn left(narrowed: &Value, places: &BTreeMap<(String, String), usize>) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    for (noun, field) in narrowed.as_object().expect("a source") {
        match field.as_array() {
            Some(list) => {
                for (at, record) in list.iter().enumerate() {
                    let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
                    let at = places.get(&(noun.clone(), id.to_owned())).copied().unwrap_or(at);
                    leaves(record, &format!("/{noun}/{at}"), &mut out);
                }
            }
            None => leaves(field, &format!("/{noun}"), &mut out),
        }
    }
    out
}

/// What the audience sees, a line for each field.
fn seen(planted: &Planted, options: &PacketOptions) -> BTreeSet<String> {
    let before: BTreeMap<String, Value> = all_leaves(&planted.json).into_iter().collect();
    let narrowed = json(&read(&planted.json).expect("a source").narrowed(options));
    let mut lines = BTreeSet::new();
    for (path, leaf) in left(&narrowed, &places(&planted.json)) {
        if path.starts_with("/figures/") {
            lines.extend(in_figure(planted, &path, &leaf));
        } else if !is_empty(&leaf) && !ALWAYS.iter().any(|name| path.ends_with(name)) {
            let same = before.get(&path) == Some(&leaf);
            lines.insert(if same { path } else { format!("{path} := {}", said(planted, &leaf)) });
        }
    }
    lines
}

/// A figure is worked out; what it says of a planted field is listed, the figure by its name, and no other value of it.
fn in_figure(planted: &Planted, path: &str, leaf: &Value) -> Option<String> {
    if is_empty(leaf) {
        return None;
    }
    let words = said(planted, leaf);
    let name = path.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    Some(if words.contains("[/") || words.contains("#/") { format!("{name} := {words}") } else { name })
}

/// A leaf in words, with the paths of the planted numbers in it.
fn said(planted: &Planted, leaf: &Value) -> String {
    let mut words = leaf.as_str().map_or_else(|| leaf.to_string(), str::to_owned);
    for (path, number) in planted.numbers.iter().filter(|(_, number)| **number >= WIDE) {
        words = words.replace(&number.to_string(), &format!("#{path}"));
    }
    words
}

fn allowed(profile: AudienceProfile) -> BTreeSet<String> {
    let text = match profile {
        AudienceProfile::Auditor => include_str!("allowed/auditor.txt"),
        AudienceProfile::Procurement => include_str!("allowed/procurement.txt"),
        AudienceProfile::Board => include_str!("allowed/board.txt"),
        AudienceProfile::Client => "",
    };
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What every record has of itself: it says nothing.
const ALWAYS: [&str; 3] = ["/id", "/revision", "/engagement"];

/// Fields that no record of the full source fills, because no vault does: narrowing sets them.
const SET_BY_NARROWING: [&str; 3] = ["/figures", "/log_end", "/withheld"];

#[test]
fn every_field_of_every_noun_is_filled() {
    // Of a list, one record must fill the field.
    let pattern = |path: &str| {
        let parts = path.split('/').map(|part| if part.parse::<usize>().is_ok() { "*" } else { part });
        parts.collect::<Vec<_>>().join("/")
    };
    let all = all_leaves(&json(&full_source()));
    let filled: BTreeSet<String> =
        all.iter().filter(|(_, leaf)| !is_empty(leaf)).map(|(path, _)| pattern(path)).collect();
    let is_filled = |path: &str| filled.iter().any(|own| own == path || own.starts_with(&format!("{path}/")));
    let empty: BTreeSet<String> = all.iter().map(|(path, _)| pattern(path)).filter(|path| !is_filled(path)).collect();
    assert_eq!(empty, SET_BY_NARROWING.map(str::to_owned).into(), "fill these in `full_source`");
}

#[test]
fn texts_costs_and_severities_bear_marks() {
    let planted = planted();
    let marks = all_leaves(&planted.json).iter().filter(|(path, leaf)| *leaf == format!("[{path}]").as_str()).count();
    assert!(marks > 150, "{marks} texts are planted");
    for path in [
        "/gaps/0/cost/low",
        "/gaps/0/cost/high",
        "/gaps/0/reference/low",
        "/gaps/0/severity/likelihood",
        "/gaps/0/severity/impact",
        "/gaps/0/effort_days",
    ] {
        assert!(planted.numbers.contains_key(path), "{path} is not planted");
    }
}

#[test]
fn an_audience_sees_the_fields_that_its_list_names_and_no_other() {
    let planted = planted();
    let differ: Vec<String> = [AudienceProfile::Auditor, AudienceProfile::Procurement, AudienceProfile::Board]
        .into_iter()
        .filter_map(|profile| {
            let (seen, allowed) = (seen(&planted, &options(profile)), allowed(profile));
            let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
                one.difference(other).cloned().collect::<Vec<_>>().join("\n")
            };
            let (more, fewer) = (only(&seen, &allowed), only(&allowed, &seen));
            let name = profile.name();
            (seen != allowed)
                .then(|| format!("{name} sees, and may not:\n{more}\n{name} may see, and doesn't:\n{fewer}"))
        })
        .collect();
    assert!(differ.is_empty(), "decide who may see what, then edit the lists\n{}\n", differ.join("\n"));
}

#[test]
fn the_client_sees_every_field() {
    let planted = planted();
    let mut source = read(&planted.json).expect("a source");
    // But for originals of which something was redacted: no packet holds them.
    source.evidence.iter_mut().flat_map(|item| &mut item.files).for_each(|file| *file = file.released());
    let narrowed = source.clone().narrowed(&options(AudienceProfile::Client));
    assert_eq!(PacketSource { figures: None, ..narrowed }, source);
}
