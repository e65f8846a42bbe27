//! Queries over one consistent state of the records. What only one noun can be asked stands in that noun's table file,
//! the activity log's in `activity`, derived values' in `derived`.

use model::id::EngagementId;
use rusqlite::Connection;

use crate::error::Result;
use crate::page::Shelf;
use crate::table::column::Column;
use crate::table::{InEngagement, Numbered, Table, find, not_found, rows, select};

/// Reads records; each answer comes from the same state.
pub struct Reader<'v> {
    connection: &'v Connection,
    shelf: Option<&'v Shelf>,
}

impl<'v> Reader<'v> {
    /// A reader on a connection, inside a transaction of its owner.
    pub(crate) fn new(connection: &'v Connection) -> Self {
        Self { connection, shelf: None }
    }

    /// A reader that sees what was committed and nothing else, with the rows that are held for such.
    pub(crate) fn with_shelf(connection: &'v Connection, shelf: &'v Shelf) -> Self {
        Self { connection, shelf: Some(shelf) }
    }

    /// The rows that are held in memory, where they may be asked.
    pub(crate) fn shelf(&self) -> Option<&'v Shelf> {
        self.shelf
    }

    /// The connection.
    pub(crate) fn connection(&self) -> &'v Connection {
        self.connection
    }

    /// The record of this id, such as `reader.get::<Control>(id)`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`]; as with every query, [`crate::Error::Damaged`] where the record can't be read.
    pub fn get<R: Table>(&self, id: R::Id) -> Result<R> {
        self.find(id)?.ok_or_else(|| not_found::<R>(&id))
    }

    /// The record of this id, if there is one.
    ///
    /// # Errors
    /// Those of reading.
    pub fn find<R: Table>(&self, id: R::Id) -> Result<Option<R>> {
        find(self.connection, R::uuid(id))
    }

    /// Every record of a noun in the vault: surfaces and controls by code, criteria as a report lists them, people by
    /// name, what is numbered by number, ratings by day, the others by age.
    ///
    /// # Errors
    /// Those of reading.
    pub fn list<R: Table>(&self) -> Result<Vec<R>> {
        select(self.connection, "", Vec::new())
    }

    /// Every record of a noun in one engagement, in the order of [`Reader::list`].
    ///
    /// # Errors
    /// Those of reading.
    pub fn list_in<R: InEngagement>(&self, engagement: EngagementId) -> Result<Vec<R>> {
        select(self.connection, "WHERE engagement = ?1", vec![engagement.to_value()])
    }

    /// The record of this number in an engagement, such as evidence item 12 for `EV-0012`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn numbered<R: Numbered>(&self, engagement: EngagementId, number: u32) -> Result<R> {
        let values = vec![engagement.to_value(), number.to_value()];
        let found: Vec<R> = select(self.connection, "WHERE engagement = ?1 AND number = ?2", values)?;
        found.into_iter().next().ok_or_else(|| not_found::<R>(&number))
    }

    /// The number that the next record of a noun gets in an engagement: one more than any ever given, also to a record
    /// that was undone since.
    ///
    /// # Errors
    /// Those of reading.
    pub fn next_number<R: Numbered>(&self, engagement: EngagementId) -> Result<u32> {
        let sql = "SELECT last FROM counter WHERE engagement = ?1 AND noun = ?2";
        let values = vec![engagement.to_value(), R::NOUN.to_value()];
        let last: Vec<u32> = rows(self.connection, "counter", sql, values, |fields| fields.get("last"))?;
        Ok(last.first().copied().unwrap_or_default() + 1)
    }
}
