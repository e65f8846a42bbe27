//! The cells of one row on their way into a record: each setter leaves its field alone where the row doesn't speak of it.
//! Never checks a rule: the record does.

use std::collections::BTreeSet;
use std::str::FromStr;

use model::id::PersonId;
use model::invalid::Invalid;
use model::sheet::column::Columns;
use model::sheet::value::{Fields, Value};
use model::time::{Day, ZonedInstant};
use serde::de::DeserializeOwned;

use super::names::{Index, Names};

/// Why a row can't be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken<C> {
    /// The cell's column; none when it is about the row as a whole.
    pub(super) column: Option<C>,
    /// Why, as the end of a sentence that names the cell.
    pub(super) reason: String,
}

impl<C> Broken<C> {
    pub(super) fn at(column: C, reason: impl Into<String>) -> Self {
        Self { column: Some(column), reason: reason.into() }
    }
}

impl<C: Columns> From<Invalid> for Broken<C> {
    /// A rule's field is a column of the same name, where there is one.
    fn from(invalid: Invalid) -> Self {
        match C::ALL.iter().find(|own| own.column().name == invalid.field) {
            Some(own) => Self::at(*own, invalid.rule),
            None => Self { column: None, reason: format!("{} {}", invalid.field, invalid.rule) },
        }
    }
}

/// What a row says of its record: the fields that it gives, those of an existing record only where they would change.
pub(crate) struct Row<'a, C> {
    pub(super) fields: &'a Fields<C>,
    pub(super) names: &'a Names,
    pub(super) today: Day,
}

type Set<C> = Result<(), Broken<C>>;

impl<C: Columns> Row<'_, C> {
    /// Whether the row speaks of the field.
    pub(super) fn gives(&self, own: C) -> bool {
        self.fields.contains_key(&own)
    }

    /// The field's value: none when it is to be emptied. The outer none: the row doesn't speak of it.
    fn given(&self, own: C) -> Option<Option<&Value>> {
        self.fields.get(&own).map(|value| (*value != Value::Clear).then_some(value))
    }

    /// Sets `into` to what the cell says: `read` takes its value, `empty` stands for no value.
    fn set<T>(&self, own: C, into: &mut T, empty: Option<T>, read: impl FnOnce(&Value) -> Option<T>) -> Set<C> {
        let value = match self.given(own) {
            None => return Ok(()),
            Some(None) => empty.ok_or_else(|| Broken::at(own, "can't be emptied"))?,
            Some(Some(value)) => read(value).ok_or_else(|| Broken::at(own, "has no value of this column"))?,
        };
        *into = value;
        Ok(())
    }

    pub(super) fn text(&self, own: C, into: &mut String) -> Set<C> {
        self.set(own, into, Some(String::new()), text)
    }

    pub(super) fn optional_text(&self, own: C, into: &mut Option<String>) -> Set<C> {
        self.set(own, into, Some(None), |value| text(value).map(Some))
    }

    pub(super) fn lines(&self, own: C, into: &mut Vec<String>) -> Set<C> {
        self.set(own, into, Some(Vec::new()), |value| match value {
            Value::Lines(lines) => Some(lines.clone()),
            _ => None,
        })
    }

    pub(super) fn day(&self, own: C, into: &mut Day) -> Set<C> {
        self.set(own, into, None, day)
    }

    pub(super) fn optional_day(&self, own: C, into: &mut Option<Day>) -> Set<C> {
        self.set(own, into, Some(None), |value| day(value).map(Some))
    }

    pub(super) fn optional_instant(&self, own: C, into: &mut Option<ZonedInstant>) -> Set<C> {
        self.set(own, into, Some(None), |value| match value {
            Value::Instant(at) => Some(Some(*at)),
            _ => None,
        })
    }

    pub(super) fn yes_no(&self, own: C, into: &mut bool) -> Set<C> {
        self.set(own, into, None, |value| match value {
            Value::YesNo(yes) => Some(*yes),
            _ => None,
        })
    }

    pub(super) fn whole<T: TryFrom<u64>>(&self, own: C, into: &mut T) -> Set<C> {
        self.set(own, into, None, whole)
    }

    pub(super) fn optional_whole<T: TryFrom<u64>>(&self, own: C, into: &mut Option<T>) -> Set<C> {
        self.set(own, into, Some(None), |value| whole(value).map(Some))
    }

    pub(super) fn choice<T: DeserializeOwned>(&self, own: C, into: &mut T) -> Set<C> {
        self.set(own, into, None, |value| value.variant().ok())
    }

    pub(super) fn optional_choice<T: DeserializeOwned>(&self, own: C, into: &mut Option<T>) -> Set<C> {
        self.set(own, into, Some(None), |value| value.variant().ok().map(Some))
    }

    /// The stored word of a choice that isn't one word in the model, such as a state with its reason.
    pub(super) fn word(&self, own: C) -> Option<&str> {
        match self.given(own) {
            Some(Some(Value::Choice(word))) => Some(word),
            _ => None,
        }
    }

    pub(super) fn person(&self, own: C, into: &mut Option<PersonId>) -> Set<C> {
        if let Some(Some(Value::Person(name))) = self.given(own) {
            let only = self.names.people.only(name);
            *into = Some(only.ok_or_else(|| Broken::at(own, "names more than one person of this vault"))?);
            return Ok(());
        }
        self.set(own, into, Some(None), |_| None)
    }

    /// Ids by their names in a column of codes.
    pub(super) fn ids<Id: Copy + Ord>(&self, own: C, index: &Index<Id>, into: &mut BTreeSet<Id>) -> Set<C> {
        self.set(own, into, Some(BTreeSet::new()), |value| match value {
            Value::Codes(codes) => codes.iter().map(|code| index.only(code)).collect(),
            _ => None,
        })
    }

    /// Codes that are kept as codes.
    pub(super) fn codes<T: FromStr + Ord>(&self, own: C, into: &mut BTreeSet<T>) -> Set<C> {
        self.set(own, into, Some(BTreeSet::new()), |value| match value {
            Value::Codes(codes) => codes.iter().map(|code| code.parse().ok()).collect(),
            _ => None,
        })
    }

    /// The code of a new record.
    pub(super) fn code<T: FromStr<Err = Invalid>>(&self, own: C) -> Result<T, Broken<C>> {
        match self.given(own) {
            Some(Some(Value::Code(code))) => Ok(code.parse::<T>()?),
            _ => Err(Broken::at(own, "must not be blank")),
        }
    }

    /// An amount in whole units.
    pub(super) fn money(&self, own: C, into: &mut Option<u64>) -> Set<C> {
        self.set(own, into, Some(None), |value| match value {
            Value::Money { amount, currency: _ } => Some(Some(*amount)),
            _ => None,
        })
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Person(text) => Some(text.clone()),
        _ => None,
    }
}

const fn day(value: &Value) -> Option<Day> {
    match value {
        Value::Day(day) => Some(*day),
        _ => None,
    }
}

fn whole<T: TryFrom<u64>>(value: &Value) -> Option<T> {
    match value {
        Value::Whole(number) => T::try_from(*number).ok(),
        _ => None,
    }
}

/// The fields of a record that has been read, one by one: what has no value isn't there.
pub(super) struct Filled<C>(Fields<C>);

impl<C: Columns> Filled<C> {
    pub(super) fn new() -> Self {
        Self(Fields::new())
    }

    pub(super) fn done(self) -> Fields<C> {
        self.0
    }

    pub(super) fn put(mut self, own: C, value: impl Into<Option<Value>>) -> Self {
        if let Some(value) = value.into().filter(|value| !value.is_blank()) {
            self.0.insert(own, value);
        }
        self
    }

    pub(super) fn text(self, own: C, text: &str) -> Self {
        self.put(own, Value::text(text))
    }

    pub(super) fn optional_text(self, own: C, text: Option<&str>) -> Self {
        self.put(own, text.map(Value::text))
    }

    pub(super) fn day(self, own: C, day: impl Into<Option<Day>>) -> Self {
        self.put(own, day.into().map(Value::Day))
    }

    pub(super) fn choice<T: serde::Serialize>(self, own: C, choice: &T) -> Self {
        self.put(own, Value::choice(choice))
    }

    /// A choice by its stored word.
    pub(super) fn word(self, own: C, word: &str) -> Self {
        self.put(own, Value::Choice(word.to_owned()))
    }

    pub(super) fn whole(self, own: C, number: impl Into<u64>) -> Self {
        self.put(own, Value::Whole(number.into()))
    }

    pub(super) fn person(self, own: C, id: Option<PersonId>, names: &Names) -> Self {
        self.put(own, id.and_then(|id| names.people.name(id)).map(|name| Value::Person(name.clone())))
    }

    pub(super) fn ids<'a, Id: Copy + Ord + 'a>(
        self,
        own: C,
        ids: impl IntoIterator<Item = &'a Id>,
        index: &'a Index<Id>,
    ) -> Self {
        self.put(own, Value::Codes(index.all(ids)))
    }
}
