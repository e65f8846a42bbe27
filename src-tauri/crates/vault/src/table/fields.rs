//! Reading a row's columns by name. A value that no writing of ours can have put there is damage, named by table, row and
//! column. Writes nothing.

use std::cell::Cell;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::ahead::Ahead;
use super::column::{Column, vault_db};
use crate::error::{Error, Result};

/// Where the values of a row stand.
#[derive(Clone, Copy)]
enum Values<'r> {
    /// In the database's own row.
    Row(&'r Row<'r>),
    /// In values that were kept.
    Kept(&'r [Value]),
}

/// One row of a table, read column by column.
pub struct Fields<'r> {
    /// The connection, for the parts of a record that stand in tables of their own.
    pub(crate) connection: &'r Connection,
    /// Those parts, where many records are read at once.
    pub(crate) ahead: Option<&'r Ahead<'r>>,
    names: &'r [String],
    values: Values<'r>,
    table: &'static str,
    /// Behind the column that was read last: columns are mostly read as they stand.
    next: Cell<usize>,
}

impl<'r> Fields<'r> {
    /// The row as one of `table`, whose columns are called `names`.
    pub(crate) const fn new(
        connection: &'r Connection,
        names: &'r [String],
        row: &'r Row<'r>,
        table: &'static str,
    ) -> Self {
        Self { connection, ahead: None, names, values: Values::Row(row), table, next: Cell::new(0) }
    }

    /// A row that was kept.
    pub(crate) const fn kept(
        connection: &'r Connection,
        names: &'r [String],
        values: &'r [Value],
        table: &'static str,
    ) -> Self {
        Self { connection, ahead: None, names, values: Values::Kept(values), table, next: Cell::new(0) }
    }

    /// The same row, whose parts are read ahead.
    pub(crate) const fn with_parts(&self, ahead: &'r Ahead<'r>) -> Self {
        let Self { connection, ahead: _, names, values, table, next: _ } = *self;
        Self { connection, ahead: Some(ahead), names, values, table, next: Cell::new(0) }
    }

    /// The stored value of one column.
    fn value(&self, column: &str) -> Result<ValueRef<'r>> {
        const DOING: &str = "reading a column";
        let is_next = self.names.get(self.next.get()).is_some_and(|name| name == column);
        let place = if is_next { Some(self.next.get()) } else { self.names.iter().position(|name| name == column) };
        let place =
            place.ok_or_else(|| rusqlite::Error::InvalidColumnName(column.to_owned())).map_err(vault_db(DOING))?;
        self.next.set(place + 1);
        match self.values {
            Values::Row(row) => row.get_ref(place).map_err(vault_db(DOING)),
            Values::Kept(values) => values.get(place).map(ValueRef::from).ok_or_else(|| self.damaged(column)),
        }
    }

    /// The value of one column.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it isn't one that the program writes.
    pub(crate) fn get<T: Column>(&self, column: &str) -> Result<T> {
        T::from_value(self.value(column)?).ok_or_else(|| self.damaged(column))
    }

    /// A list that stands as JSON in one column.
    pub(crate) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|_| self.damaged(column))
    }

    /// That a column holds what no writing of ours puts there.
    pub(crate) fn damaged(&self, column: &str) -> Error {
        let place = self.names.iter().position(|name| name == "id");
        let id = match (place, self.values) {
            (Some(place), Values::Row(row)) => row.get_ref(place).ok().and_then(Uuid::from_value),
            (Some(place), Values::Kept(values)) => values.get(place).map(ValueRef::from).and_then(Uuid::from_value),
            (None, _) => None,
        };
        let row = id.map_or_else(|| "a row".to_owned(), |id| id.to_string());
        Error::damaged(format!("{} {row}: column {column}", self.table))
    }
}
