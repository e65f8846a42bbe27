//! A test of one column, understood once: its values as they are stored. What it means is written as SQL in `build`, and
//! tried on values in memory in `shelf`.

use model::invalid::Invalid;
use model::page::ColumnTest;
use rusqlite::types::Value;
use uuid::Uuid;

use super::{Form, GridColumn};
use crate::error::{Error, Result};
use crate::fold::fold;
use crate::table::column::Column;

/// Values that one test names, at most.
const MOST_VALUES: usize = 1_000;

/// A test with its values as they are stored: texts folded, words by name.
pub(super) enum Test {
    /// There is no value.
    Empty,
    /// There is one.
    Filled,
    /// It is one of these, or none.
    AnyOf { any: Vec<Value>, or_none: bool },
    /// It holds this folded text.
    Contains { part: String },
    /// It lies between these, which are included; words are named by their place among all.
    Between { from: Option<Value>, to: Option<Value> },
}

impl Test {
    /// What a test of a request means for a column.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a test that the column can't be put to, or a value that it can't have.
    pub(super) fn of(column: &GridColumn, test: &ColumnTest) -> Result<Self> {
        match test {
            ColumnTest::Empty => Ok(Self::Empty),
            ColumnTest::Filled => Ok(Self::Filled),
            ColumnTest::AnyOf { values } => any_of(&column.form, values),
            ColumnTest::Contains { text } => contains(column, text),
            ColumnTest::Between { from, to } => between(&column.form, from.as_deref(), to.as_deref()),
        }
    }
}

fn any_of(form: &Form, wanted: &[String]) -> Result<Test> {
    let rule = format!("must name at most {MOST_VALUES} values");
    Invalid::unless(wanted.len() <= MOST_VALUES, "values", rule)?;
    let filled = wanted.iter().filter(|value| !value.is_empty());
    let any: Vec<Value> = filled.map(|text| parsed(form, text)).collect::<Result<_>>()?;
    let or_none = any.len() < wanted.len();
    Ok(Test::AnyOf { any, or_none })
}

fn contains(column: &GridColumn, text: &str) -> Result<Test> {
    let part = fold(text.trim());
    match &column.form {
        Form::Words(words) => {
            let holding = words.iter().filter(|(_, shown)| fold(shown).contains(&part)).map(|(word, _)| word.clone());
            any_of(&column.form, &holding.collect::<Vec<_>>())
        }
        Form::Flag => Err(not_for("contains", "yes or no")),
        Form::Id if column.shown.is_none() => Err(not_for("contains", "this column")),
        Form::Text | Form::Id | Form::Folded | Form::Number | Form::Time => Ok(Test::Contains { part }),
    }
}

fn between(form: &Form, from: Option<&str>, to: Option<&str>) -> Result<Test> {
    if matches!(form, Form::Id | Form::Flag) {
        return Err(not_for("between", "this column"));
    }
    let end = |end: Option<&str>, is_last: bool| {
        let text = end.map(str::trim).filter(|text| !text.is_empty());
        text.map(|text| match form {
            Form::Words(words) => {
                let place = words.iter().position(|(word, _)| word == text).ok_or_else(|| not_a_value(text))?;
                Ok(Value::Integer(i64::try_from(place).unwrap_or(i64::MAX)))
            }
            // A day ends after all of its instants; `~` comes after whatever follows it in an instant.
            Form::Time if is_last => Ok(Value::Text(format!("{text}~"))),
            form => parsed(form, text),
        })
        .transpose()
    };
    Ok(Test::Between { from: end(from, false)?, to: end(to, true)? })
}

/// A value of a request as it is stored.
fn parsed(form: &Form, text: &str) -> Result<Value> {
    match form {
        Form::Text | Form::Folded => Ok(Value::Text(fold(text))),
        Form::Words(words) if words.iter().any(|(word, _)| word == text) => Ok(Value::Text(text.to_owned())),
        Form::Words(_) => Err(not_a_value(text)),
        Form::Time => Ok(Value::Text(text.to_owned())),
        Form::Id => Uuid::parse_str(text).map(|id| id.to_value()).map_err(|_| not_a_value(text)),
        Form::Number => text.parse().map(Value::Integer).map_err(|_| not_a_value(text)),
        Form::Flag => match text {
            "true" => Ok(Value::Integer(1)),
            "false" => Ok(Value::Integer(0)),
            _ => Err(not_a_value(text)),
        },
    }
}

fn not_a_value(text: &str) -> Error {
    Invalid::new("filters", format!("can't hold {text}: the column has no such value")).into()
}

fn not_for(test: &str, what: &str) -> Error {
    Invalid::new("filters", format!("can't test {what} by {test}")).into()
}
