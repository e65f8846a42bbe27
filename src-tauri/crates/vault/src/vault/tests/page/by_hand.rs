//! Sorting and filtering by hand, over lines as a page gives them.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use model::criterion::CriterionCode;
use model::page::{ColumnFilter, ColumnTest, PageNoun, SortBy};
use serde_json::Value as Json;

use crate::fold::fold;
use crate::page::{Form, grid};

/// What a line says in a column, as values to filter by: none when it is empty.
pub(super) fn told(noun: PageNoun, column: &str, line: &Json) -> Vec<Json> {
    let covers = &line["covers"];
    let value = match (noun, column) {
        (_, "state") if line["state"].is_object() => line["state"]["state"].clone(),
        (PageNoun::Request, "internal") => line["internal"]["internal"].clone(),
        (PageNoun::Request, "evidence") => line["evidence"].as_array().unwrap().len().into(),
        (PageNoun::Control, "expected" | "done" | "missed" | "next_due" | "last_chance") => {
            line["occurrences"][column].clone()
        }
        (PageNoun::Gap, "cost_low") => line["cost"]["low"].clone(),
        (PageNoun::Gap, "cost_high") => line["cost"]["high"].clone(),
        (PageNoun::Evidence, "covers_from") => match covers["covers"].as_str() {
            Some("period") => covers["span"]["from"].clone(),
            Some("as_of") => covers["on"].clone(),
            _ => covers["from"].clone(),
        },
        (PageNoun::Evidence, "covers_to") => match covers["covers"].as_str() {
            Some("period") => covers["span"]["to"].clone(),
            Some("as_of") => covers["on"].clone(),
            _ => covers["until"].clone(),
        },
        (PageNoun::Evidence, "captured_at" | "received_at") | (PageNoun::Log, "at") => {
            let at = line[column].as_str().map(|at| at.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
            at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)).into()
        }
        (PageNoun::Task, "dependencies") => {
            line[column].as_array().unwrap().iter().map(|it| it["code"].clone()).collect::<Vec<_>>().into()
        }
        (PageNoun::Log, "noun" | "subject") => {
            let field = if column == "noun" { "noun" } else { "id" };
            let all: BTreeSet<String> =
                line["subjects"].as_array().unwrap().iter().map(|it| it[field].as_str().unwrap().to_owned()).collect();
            all.into_iter().collect::<Vec<_>>().into()
        }
        _ => line[column].clone(),
    };
    match value {
        Json::Null => Vec::new(),
        Json::String(text) if text.is_empty() => Vec::new(),
        Json::Array(list) => list,
        // Costs that nobody counts to: they are stored, and so sorted, as the same 64 bits with a sign.
        Json::Number(number) if !number.is_i64() => vec![number.as_u64().unwrap().cast_signed().into()],
        other => vec![other],
    }
}

/// What a line is sorted by in a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Criterion(CriterionCode),
    Text(String),
}

fn key(noun: PageNoun, column: &str, line: &Json) -> Option<Key> {
    let values = told(noun, column, line);
    let of = (grid(noun).column)(column).unwrap();
    match (noun, column, &of.form) {
        (PageNoun::Evidence, "controls", _) => return Some(Key::Number(i64::try_from(values.len()).unwrap())),
        (PageNoun::Log, "subject", _) => return line["touched"].as_i64().map(Key::Number),
        (_, "reference", _) => return line["number"].as_i64().map(Key::Number),
        (_, "code", _) => return line["code"].as_str().map(|code| Key::Text(code.to_owned())),
        (_, "criteria", _) => {
            return values.iter().map(|it| Key::Criterion(it.as_str().unwrap().parse().unwrap())).min();
        }
        (_, _, Form::Id) => return line[format!("{column}_name")].as_str().map(|name| Key::Text(fold(name))),
        // The first of several words is the first by name.
        (PageNoun::Log, "noun", _) => return values.iter().map(|it| Key::Text(it.as_str().unwrap().to_owned())).min(),
        _ => {}
    }
    let one = |value: &Json| match (&of.form, value) {
        (Form::Words(words), Json::String(word)) => {
            Key::Number(words.iter().position(|(of, _)| of == word).unwrap().try_into().unwrap())
        }
        (_, Json::Bool(flag)) => Key::Number((*flag).into()),
        (_, Json::Number(number)) => Key::Number(number.as_i64().unwrap()),
        (Form::Time, Json::String(text)) => Key::Text(text.clone()),
        (_, Json::String(text)) if of.is_many() => Key::Text(text.clone()),
        (_, Json::String(text)) => Key::Text(fold(text)),
        (_, other) => panic!("{column}: {other}"),
    };
    values.iter().map(one).min()
}

pub(super) fn compare(noun: PageNoun, sort: &[SortBy], one: &Json, other: &Json) -> Ordering {
    for by in sort {
        let (first, second) = (key(noun, &by.column, one), key(noun, &by.column, other));
        let order = match (&first, &second) {
            (Some(first), Some(second)) if by.descending => second.cmp(first),
            (Some(first), Some(second)) => first.cmp(second),
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (None, None) => Ordering::Equal,
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    let tie = match noun {
        PageNoun::Log => "seq",
        PageNoun::Evidence => "number",
        _ => "id",
    };
    let order = match (&one[tie], &other[tie]) {
        (Json::Number(first), Json::Number(second)) => first.as_u64().cmp(&second.as_u64()),
        (first, second) => first.as_str().cmp(&second.as_str()),
    };
    if sort.last().is_some_and(|by| by.descending) { order.reverse() } else { order }
}

/// A value as a filter writes it.
pub(super) fn written(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub(super) fn meets(noun: PageNoun, filter: &ColumnFilter, line: &Json) -> bool {
    let values = told(noun, &filter.column, line);
    let of = (grid(noun).column)(&filter.column).unwrap();
    let text = matches!(of.form, Form::Text | Form::Folded);
    let same = |one: &str, other: &str| if text { fold(one) == fold(other) } else { one == other };
    match &filter.test {
        ColumnTest::Empty => values.is_empty(),
        ColumnTest::Filled => !values.is_empty(),
        ColumnTest::AnyOf { values: wanted } => {
            (values.is_empty() && wanted.iter().any(String::is_empty))
                || values.iter().any(|value| wanted.iter().any(|it| same(it, &written(value))))
        }
        ColumnTest::Contains { text } => match &of.form {
            Form::Id => {
                line[format!("{}_name", filter.column)].as_str().is_some_and(|it| fold(it).contains(&fold(text)))
            }
            Form::Words(words) => values.iter().any(|value| {
                let word = words.iter().find(|(word, _)| value == word.as_str()).unwrap();
                fold(&word.1).contains(&fold(text))
            }),
            _ => values.iter().any(|value| fold(&written(value)).contains(&fold(text))),
        },
        ColumnTest::Between { .. } => unreachable!("not drawn here"),
    }
}

pub(super) fn found(noun: PageNoun, text: &str, line: &Json) -> bool {
    let fields: &[&str] = match noun {
        PageNoun::Control | PageNoun::Task => &["code", "title"],
        PageNoun::Evidence | PageNoun::Gap => &["reference", "title"],
        PageNoun::Request => &["reference", "auditor_id", "wording"],
        PageNoun::Finding => &["reference", "auditor_reference", "wording"],
        PageNoun::Log => &["who", "action"],
    };
    fields.iter().any(|field| line[field].as_str().is_some_and(|it| fold(it).contains(&fold(text))))
}
