//! Values as people type them: days, spans, instants with a zone, and field=value pairs.

use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate};
use commands::Facts;
use model::evidence::Covers;
use model::time::Span;
use serde_json::Value;

/// A day, `2026-03-31`.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").map_err(|_| "must be a day such as 2026-03-31".to_owned())
}

/// A span of days, `2026-01-01..2026-12-31`, both ends included.
pub fn span(text: &str) -> Result<Span, String> {
    let (from, to) = text.split_once("..").ok_or("must be two days, such as 2026-01-01..2026-12-31")?;
    Span::new(day(from)?, day(to)?).map_err(|invalid| format!("its last day {}", invalid.rule))
}

/// What evidence covers: a span `A..B`, a day `A`, or a document in force since a day, `A..`.
pub fn covers(text: &str) -> Result<Covers, String> {
    match text.split_once("..") {
        None => Ok(Covers::AsOf { on: day(text)? }),
        Some((from, "")) => Ok(Covers::InForce { from: day(from)?, until: None }),
        Some(_) => Ok(Covers::Period { span: span(text)? }),
    }
}

/// An instant with its zone, `2026-09-29T16:40:00+01:00`.
pub fn zoned(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text.trim())
        .map_err(|_| "must be an instant with its zone, such as 2026-09-29T16:40:00+01:00".to_owned())
}

/// A whole number.
pub fn number<T: FromStr>(text: &str) -> Result<T, String> {
    text.trim().parse().map_err(|_| "must be a whole number such as 12".to_owned())
}

/// `name=value`.
pub fn key_value(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("must be FIELD=VALUE")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

/// Facts from `field=value` pairs: a value that reads as a JSON object, list, number, `true`, `false` or `null` is
/// taken as that, anything else as text. A field that is said several times is a list of its values.
pub fn facts(pairs: &[(String, String)]) -> Facts {
    let mut facts = Facts::new();
    for (name, _) in pairs {
        let mut values = pairs.iter().filter(|(other, _)| other == name).map(|(_, text)| fact(text));
        let value = match (values.next(), values.next()) {
            (Some(only), None) => only,
            (first, second) => Value::Array(first.into_iter().chain(second).chain(values).collect()),
        };
        facts.insert(name.clone(), value);
    }
    facts
}

fn fact(text: &str) -> Value {
    match serde_json::from_str::<Value>(text) {
        Ok(value) if !value.is_string() || text.trim_start().starts_with('"') => value,
        Ok(_) | Err(_) => Value::String(text.to_owned()),
    }
}

/// Reads a word as one of a closed list, through the names that the vault itself uses.
pub fn word<T: serde::de::DeserializeOwned>(text: &str, words: &'static str) -> Result<T, String> {
    let tidy = text.trim().to_ascii_lowercase().replace([' ', '-'], "_");
    serde_json::from_value(Value::String(tidy)).map_err(|_| format!("must be one of: {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_evidence_covers() {
        let d = |text| day(text).expect("a day");
        assert_eq!(covers("2026-03-31"), Ok(Covers::AsOf { on: d("2026-03-31") }));
        assert_eq!(covers("2026-02-09.."), Ok(Covers::InForce { from: d("2026-02-09"), until: None }));
        let span = Span { from: d("2026-01-01"), to: d("2026-03-31") };
        assert_eq!(covers("2026-01-01..2026-03-31"), Ok(Covers::Period { span }));
        assert!(covers("2026-03-31..2026-01-01").is_err());
        assert!(covers("31.3.2026").is_err());
    }

    #[test]
    fn takes_values_as_json_only_when_they_are() {
        let pairs =
            [("a", "12"), ("b", "twelve"), ("c", "[\"x\"]"), ("d", "null"), ("e", "2026-03-31"), ("f", "\"12\"")];
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let facts = facts(&pairs);
        assert_eq!(facts["a"], 12);
        assert_eq!(facts["b"], "twelve");
        assert_eq!(facts["c"], serde_json::json!(["x"]));
        assert!(facts["d"].is_null());
        assert_eq!(facts["e"], "2026-03-31");
        assert_eq!(facts["f"], "12");
    }

    #[test]
    fn a_field_said_twice_is_a_list() {
        let pairs = [("a", "x"), ("b", "y"), ("a", "z, w")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(facts(&pairs)["a"], serde_json::json!(["x", "z, w"]));
        assert_eq!(facts(&pairs)["b"], "y");
    }

    #[test]
    fn says_what_a_number_is() {
        assert_eq!(number::<u64>(" 12"), Ok(12));
        assert_eq!(number::<u64>("x"), Err("must be a whole number such as 12".to_owned()));
        assert!(number::<u16>("70000").is_err());
    }

    #[test]
    fn reads_words_of_closed_lists() {
        use model::control::Frequency;
        assert_eq!(word::<Frequency>("Semi-annual", ""), Ok(Frequency::SemiAnnual));
        assert!(word::<Frequency>("often", "daily").is_err());
    }
}
