//! The tables of parts: sets and lists that belong to one record, written whole and read whole.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use super::column::{Column, Columns, Fields};
use super::{insert_row, rows};
use crate::error::Result;

/// Where a set stands: its table, the column of its owner, the column of its members.
#[derive(Clone, Copy)]
pub(crate) struct SetTable {
    /// The table.
    pub(crate) table: &'static str,
    /// The column that holds the owner's id.
    pub(crate) owner: &'static str,
    /// The column that holds a member.
    pub(crate) member: &'static str,
}

impl SetTable {
    /// Writes the members.
    pub(crate) fn insert<T: Column>(self, connection: &Connection, owner: Uuid, members: &BTreeSet<T>) -> Result<()> {
        self.insert_with(connection, owner, members, &[])
    }

    /// Writes the members, each with the same further columns.
    pub(crate) fn insert_with<T: Column>(
        self,
        connection: &Connection,
        owner: Uuid,
        members: &BTreeSet<T>,
        further: &[(&'static str, Value)],
    ) -> Result<()> {
        for member in members {
            let mut columns: Columns = vec![(self.owner, owner.to_value()), (self.member, member.to_value())];
            columns.extend_from_slice(further);
            insert_row(connection, self.table, columns)?;
        }
        Ok(())
    }

    /// The members of one owner, which the row of `fields` names.
    pub(crate) fn read<T: Column + Ord>(self, fields: &Fields<'_>, owner: Uuid) -> Result<BTreeSet<T>> {
        let part = Part { table: self.table, owner: self.owner, position: None };
        Ok(part.read(fields, owner, |fields| fields.get(self.member))?.into_iter().collect())
    }
}

/// Where a list stands: its table and the column of its owner. Members are counted by `position`, from 0.
#[derive(Clone, Copy)]
pub(crate) struct ListTable {
    /// The table.
    pub(crate) table: &'static str,
    /// The column that holds the owner's id.
    pub(crate) owner: &'static str,
}

impl ListTable {
    /// Writes the members, whose own columns `columns` gives.
    pub(crate) fn insert<T>(
        self,
        connection: &Connection,
        owner: Uuid,
        members: &[T],
        columns: impl Fn(&T) -> Columns,
    ) -> Result<()> {
        for (position, member) in members.iter().enumerate() {
            let position = Value::Integer(i64::try_from(position).expect("a list is shorter than that"));
            let mut all: Columns = vec![(self.owner, owner.to_value()), ("position", position)];
            all.extend(columns(member));
            insert_row(connection, self.table, all)?;
        }
        Ok(())
    }

    /// The members of one owner, which the row of `fields` names, in order.
    pub(crate) fn read<T>(
        self,
        fields: &Fields<'_>,
        owner: Uuid,
        read: impl FnMut(&Fields<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        Part { table: self.table, owner: self.owner, position: Some("position") }.read(fields, owner, read)
    }
}

/// A table of parts as it is read.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    /// The table.
    pub(crate) table: &'static str,
    /// The column that holds the owner's id.
    pub(crate) owner: &'static str,
    /// The column by which an owner's parts are ordered, where they are.
    pub(crate) position: Option<&'static str>,
}

impl Part {
    /// The parts of one owner, which the row of `fields` names: out of what was read ahead for all records of a list, or
    /// by a query of their own.
    pub(crate) fn read<T>(
        self,
        fields: &Fields<'_>,
        owner: Uuid,
        mut read: impl FnMut(&Fields<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        if let Some(ahead) = fields.ahead {
            return ahead.read(fields.connection, self, owner, read);
        }
        let order = self.position.map(|position| format!("ORDER BY {position}")).unwrap_or_default();
        let sql = format!("SELECT * FROM {} WHERE {} = ?1 {order}", self.table, self.owner);
        rows(fields.connection, self.table, &sql, vec![owner.to_value()], &mut read)
    }
}
