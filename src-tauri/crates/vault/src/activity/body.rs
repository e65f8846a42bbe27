//! Bodies as they stand in their table: read, held against the digest in their row, and told whole or in outline. Writes
//! none.

use model::activity::LogRow;
use model::custody::CustodyEvent;
use model::record::Noun;
use rusqlite::Connection;
use serde::Deserialize;
use uuid::Uuid;

use super::{Body, SALT_LEN, body_digest, bounds};
use crate::error::{Error, Result};
use crate::table::column::{Column, Fields};
use crate::table::rows;

/// A body as it stands in its table.
pub(crate) struct BodyText {
    salt: [u8; SALT_LEN],
    text: String,
    undoes: Option<u64>,
}

impl BodyText {
    const COLUMNS: &str = "seq, salt, body, undoes";

    fn read(fields: &Fields<'_>) -> Result<Self> {
        Ok(Self { salt: fields.get("salt")?, text: fields.get("body")?, undoes: fields.get("undoes")? })
    }

    /// All that it says, once its digest holds.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the row.
    pub(crate) fn body(&self, row: &LogRow) -> Result<Body> {
        self.parsed(row)
    }

    /// What it says without the images, once its digest holds: reading those takes most of the time, and whoever goes
    /// through all of a long log needs few of them.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the row, also where the number that it undoes stands otherwise beside it.
    pub(crate) fn outline(&self, row: &LogRow) -> Result<Outline> {
        let outline: Outline = self.parsed(row)?;
        if outline.undoes == self.undoes { Ok(outline) } else { Err(damaged_body(row)) }
    }

    fn parsed<'t, T: Deserialize<'t>>(&'t self, row: &LogRow) -> Result<T> {
        if body_digest(&self.salt, &self.text) != row.body {
            return Err(damaged_body(row));
        }
        serde_json::from_str(&self.text).map_err(|_| damaged_body(row))
    }
}

fn damaged_body(row: &LogRow) -> Error {
    Error::damaged(format!("activity log row {}: body", row.seq))
}

/// What a body says without the images of its changes.
#[derive(Deserialize)]
pub(crate) struct Outline {
    /// The records that changed.
    pub(crate) changes: Vec<Changed>,
    undoes: Option<u64>,
    #[serde(default)]
    facts: OutlineFacts,
}

impl Outline {
    /// The custody events among its facts; none where they can't be read as such.
    pub(crate) fn custody(&self) -> Vec<CustodyEvent> {
        let events = self.facts.custody.clone();
        events.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default()
    }
}

/// A record that changed.
#[derive(Deserialize)]
pub(crate) struct Changed {
    /// Its noun.
    pub(crate) noun: Noun,
    /// Its id.
    pub(crate) id: Uuid,
}

/// The facts of which an outline needs to know.
#[derive(Default, Deserialize)]
struct OutlineFacts {
    custody: Option<serde_json::Value>,
}

/// A row's body as it stands; none once it was purged.
pub(crate) fn body_text(connection: &Connection, seq: u64) -> Result<Option<BodyText>> {
    let sql = format!("SELECT {} FROM activity_body WHERE seq = ?1", BodyText::COLUMNS);
    rows(connection, "activity_body", &sql, vec![seq.to_value()], BodyText::read).map(|mut found| found.pop())
}

/// The bodies from one number to another, both included, each with its number, the lowest first.
pub(crate) fn body_texts(connection: &Connection, from: u64, to: u64) -> Result<Vec<(u64, BodyText)>> {
    let sql = format!("SELECT {} FROM activity_body WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq", BodyText::COLUMNS);
    let read = |fields: &Fields<'_>| Ok((fields.get("seq")?, BodyText::read(fields)?));
    rows(connection, "activity_body", &sql, bounds(from, to), read)
}

/// A row's body, once its digest holds; none once it was purged.
///
/// # Errors
/// [`Error::Damaged`] naming the row.
pub(crate) fn body(connection: &Connection, row: &LogRow) -> Result<Option<Body>> {
    body_text(connection, row.seq)?.map(|stored| stored.body(row)).transpose()
}
