//! The table of custody events. Rows are appended and never changed.

use model::custody::{CustodyEvent, CustodyKind};
use model::id::EvidenceId;
use rusqlite::Connection;

use super::column::{Column, Columns, Fields, columns};
use super::{insert_row, rows};
use crate::access::Reader;
use crate::error::Result;

/// Appends one event.
pub(crate) fn insert(connection: &Connection, event: &CustodyEvent) -> Result<()> {
    insert_row(connection, "custody", columns_of(event))
}

/// All events up to a row of the log, oldest first.
pub(crate) fn up_to(connection: &Connection, seq: u64) -> Result<Vec<CustodyEvent>> {
    let sql = "SELECT * FROM custody WHERE log_seq <= ?1 ORDER BY log_seq, id";
    rows(connection, "custody", sql, vec![seq.to_value()], read)
}

/// Whether an event of this kind happened to an item.
pub(crate) fn has(connection: &Connection, evidence: EvidenceId, kind: CustodyKind) -> Result<bool> {
    let sql = "SELECT id FROM custody WHERE evidence = ?1 AND kind = ?2 LIMIT 1";
    let values = vec![evidence.to_value(), kind.to_value()];
    rows(connection, "custody", sql, values, |_| Ok(())).map(|found| !found.is_empty())
}

/// The event in one row of the table, by its number there, for a reading around damage.
pub(crate) fn at_row(connection: &Connection, row: i64) -> Result<Option<CustodyEvent>> {
    let found = rows(connection, "custody", "SELECT * FROM custody WHERE rowid = ?1", vec![row.into()], read)?;
    Ok(found.into_iter().next())
}

fn columns_of(event: &CustodyEvent) -> Columns {
    let CustodyEvent { id, evidence, at, who, kind, note, log_seq } = event;
    columns![id, evidence, at, who, kind, note, log_seq]
}

fn read(fields: &Fields<'_>) -> Result<CustodyEvent> {
    Ok(CustodyEvent {
        id: fields.get("id")?,
        evidence: fields.get("evidence")?,
        at: fields.get("at")?,
        who: fields.get("who")?,
        kind: fields.get("kind")?,
        note: fields.get("note")?,
        log_seq: fields.get("log_seq")?,
    })
}

impl Reader<'_> {
    /// What happened to an evidence item, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn custody(&self, evidence: EvidenceId) -> Result<Vec<CustodyEvent>> {
        let sql = "SELECT * FROM custody WHERE evidence = ?1 ORDER BY log_seq, id";
        rows(self.connection(), "custody", sql, vec![evidence.to_value()], read)
    }
}
