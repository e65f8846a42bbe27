//! The table of packets that were exported.

use model::id::PacketId;
use model::packet::ExportedPacket;
use rusqlite::Connection;

use super::column::{Column, Columns, Fields, columns, json};
use super::{insert_row, rows};
use crate::access::Reader;
use crate::error::{Error, Result};

/// Remembers a packet, with the row of the log that was written with it.
pub(crate) fn insert(connection: &Connection, packet: &ExportedPacket, log_seq: u64) -> Result<()> {
    let mut columns = columns_of(packet);
    columns.push(("log_seq", log_seq.to_value()));
    insert_row(connection, "packet", columns)
}

fn columns_of(packet: &ExportedPacket) -> Columns {
    let ExportedPacket { id, number, form, profile, at, volumes, container, up_to, pages, exhibits, signed_by } =
        packet;
    columns![id, number, form, profile, at, volumes = json(volumes), container, up_to, pages, exhibits, signed_by]
}

fn read(fields: &Fields<'_>) -> Result<ExportedPacket> {
    Ok(ExportedPacket {
        id: fields.get("id")?,
        number: fields.get("number")?,
        form: fields.get("form")?,
        profile: fields.get("profile")?,
        at: fields.get("at")?,
        volumes: fields.json("volumes")?,
        container: fields.get("container")?,
        up_to: fields.get("up_to")?,
        pages: fields.get("pages")?,
        exhibits: fields.get("exhibits")?,
        signed_by: fields.get("signed_by")?,
    })
}

impl Reader<'_> {
    /// The packets that were exported, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn packets(&self) -> Result<Vec<ExportedPacket>> {
        rows(self.connection(), "packet", "SELECT * FROM packet ORDER BY log_seq, id", Vec::new(), read)
    }

    /// One packet that was exported.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn packet(&self, id: PacketId) -> Result<ExportedPacket> {
        let sql = "SELECT * FROM packet WHERE id = ?1";
        let found = rows(self.connection(), "packet", sql, vec![id.to_value()], read)?;
        found.into_iter().next().ok_or_else(|| Error::NotFound { what: format!("packet {id}") })
    }
}
