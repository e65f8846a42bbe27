//! One column of rows that are held in memory, and what can be asked of it. Answers as the same test does in SQL.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use memchr::memmem::Finder;
use rusqlite::types::{Value, ValueRef};

use super::super::Form;
use super::super::column_test::Test;
use crate::error::{Error, Result};

/// The values of one column, by the places of their rows. No value is one, too.
pub(super) enum Held {
    Numbers(Vec<Option<i64>>),
    Texts(Texts),
}

/// Texts, one after the other in one piece of memory.
#[derive(Default)]
pub(super) struct Texts {
    all: String,
    /// Where each ends; none of a row without one.
    ends: Vec<(usize, bool)>,
}

/// A test as values in memory are put to it.
pub(super) enum Probe {
    Empty,
    Filled,
    Numbers { any: BTreeSet<i64>, or_none: bool },
    Texts { any: BTreeSet<String>, or_none: bool },
    Contains(Box<Finder<'static>>),
    Between { from: Option<Value>, to: Option<Value> },
}

impl Probe {
    /// What a test asks of a column's values, words of which are held as their places.
    pub(super) fn of(form: &Form, test: Test) -> Self {
        match test {
            Test::Empty => Self::Empty,
            Test::Filled => Self::Filled,
            Test::Contains { part } => Self::Contains(Box::new(Finder::new(part.as_bytes()).into_owned())),
            Test::Between { from, to } => Self::Between { from, to },
            Test::AnyOf { any, or_none } => match form {
                Form::Number | Form::Flag | Form::Words(_) => {
                    Self::Numbers { any: any.iter().filter_map(|value| place(form, value)).collect(), or_none }
                }
                Form::Text | Form::Folded | Form::Id | Form::Time => {
                    let text = |value| if let Value::Text(text) = value { Some(text) } else { None };
                    Self::Texts { any: any.into_iter().filter_map(text).collect(), or_none }
                }
            },
        }
    }
}

/// A number, or the place of a word.
fn place(form: &Form, value: &Value) -> Option<i64> {
    match (form, value) {
        (_, Value::Integer(number)) => Some(*number),
        (Form::Words(words), Value::Text(text)) => {
            words.iter().position(|(word, _)| word == text).and_then(|place| i64::try_from(place).ok())
        }
        _ => None,
    }
}

impl Texts {
    fn get(&self, at: usize) -> Option<&str> {
        let (end, is_there) = *self.ends.get(at)?;
        let begin = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(end, _)| *end);
        if is_there { self.all.get(begin..end) } else { None }
    }
}

impl Held {
    /// Takes in the value of the next row.
    pub(super) fn push(&mut self, value: ValueRef<'_>) -> Result<()> {
        match (self, value) {
            (Self::Numbers(numbers), ValueRef::Integer(number)) => numbers.push(Some(number)),
            (Self::Numbers(numbers), ValueRef::Null) => numbers.push(None),
            (Self::Texts(Texts { all, ends }), ValueRef::Text(text)) => {
                all.push_str(std::str::from_utf8(text).map_err(|_| damaged())?);
                ends.push((all.len(), true));
            }
            (Self::Texts(Texts { all, ends }), ValueRef::Null) => ends.push((all.len(), false)),
            _ => return Err(damaged()),
        }
        Ok(())
    }

    /// Whether the value of a row meets a test.
    pub(super) fn meets(&self, row: u32, probe: &Probe) -> bool {
        match self {
            Self::Numbers(numbers) => of_number(number(numbers, row), probe),
            Self::Texts(texts) => of_text(texts.get(row as usize), probe),
        }
    }

    /// Two rows by their values; none comes last, either way.
    pub(super) fn compare(&self, one: u32, other: u32, descending: bool) -> Ordering {
        match self {
            Self::Numbers(numbers) => none_last(number(numbers, one), number(numbers, other), descending),
            Self::Texts(texts) => none_last(texts.get(one as usize), texts.get(other as usize), descending),
        }
    }
}

fn number(numbers: &[Option<i64>], row: u32) -> Option<i64> {
    numbers.get(row as usize).copied().flatten()
}

pub(super) fn damaged() -> Error {
    Error::damaged("derived_evidence: a value that no column of it holds")
}

fn of_number(value: Option<i64>, probe: &Probe) -> bool {
    let Some(number) = value else { return takes_none(probe) };
    match probe {
        Probe::Filled => true,
        Probe::Numbers { any, .. } => any.contains(&number),
        Probe::Contains(finder) => finder.find(number.to_string().as_bytes()).is_some(),
        Probe::Between { from, to } => {
            let end = |end: &Option<Value>, holds: fn(&i64, &i64) -> bool| match end {
                Some(Value::Integer(end)) => holds(&number, end),
                other => other.is_none(),
            };
            end(from, i64::ge) && end(to, i64::le)
        }
        Probe::Empty | Probe::Texts { .. } => false,
    }
}

fn of_text(value: Option<&str>, probe: &Probe) -> bool {
    let Some(text) = value else { return takes_none(probe) };
    match probe {
        Probe::Filled => true,
        Probe::Texts { any, .. } => any.contains(text),
        Probe::Contains(finder) => finder.find(text.as_bytes()).is_some(),
        Probe::Between { from, to } => {
            let end = |end: &Option<Value>, holds: fn(&str, &str) -> bool| match end {
                Some(Value::Text(end)) => holds(text, end),
                other => other.is_none(),
            };
            end(from, |text, end| text >= end) && end(to, |text, end| text <= end)
        }
        Probe::Empty | Probe::Numbers { .. } => false,
    }
}

const fn takes_none(probe: &Probe) -> bool {
    matches!(probe, Probe::Empty | Probe::Numbers { or_none: true, .. } | Probe::Texts { or_none: true, .. })
}

fn none_last<T: Ord>(one: Option<T>, other: Option<T>, descending: bool) -> Ordering {
    match (one, other) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(one), Some(other)) if descending => other.cmp(&one),
        (Some(one), Some(other)) => one.cmp(&other),
    }
}
