//! The files of evidence items: which stored chunks make up each, and which item has it. The files themselves are
//! written with their item. What asks for the chunks of all files means those of redacted twins, too.

use model::custody::CustodyKind;
use model::evidence::{Digest, EvidenceFile, EvidenceItem};
use model::id::{EvidenceId, FileId};
use model::invalid::Invalid;
use rusqlite::Connection;

use super::column::{Column, columns, vault_db};
use super::evidence::read_file;
use super::{custody, execute, insert_row, rows};
use crate::access::Reader;
use crate::chunk::ChunkId;
use crate::error::{Error, Result};
use crate::ingest::Sealed;

/// Names the chunks of a file that has none yet.
pub(crate) fn attach(connection: &Connection, id: FileId, sealed: &Sealed) -> Result<()> {
    let (_, found) = find(connection, id)?.ok_or_else(|| not_found(id))?;
    let same = found.size == sealed.size && found.sha256 == Digest(sealed.sha256);
    Invalid::unless(same, "files", "must have the size and SHA-256 of what was stored")?;
    Invalid::unless(chunks_of(connection, id)?.is_empty(), "files", "can be attached only once")?;
    for (position, chunk) in sealed.chunks.iter().enumerate() {
        let (file, position) = (&id, &(position as u64));
        insert_row(connection, "file_chunk", columns![file, position, chunk = chunk.as_bytes().to_value()])?;
    }
    Ok(())
}

/// Names for a file the chunks of another of the same content, which stay that one's as well.
pub(crate) fn share(connection: &Connection, from: FileId, to: FileId) -> Result<()> {
    attach(connection, to, &sealed(connection, from)?)
}

/// Refuses an item one of whose files was not attached.
pub(crate) fn check_attached(connection: &Connection, item: &EvidenceItem) -> Result<()> {
    for file in item.files.iter().filter(|file| file.size > 0) {
        let attached = !chunks_of(connection, file.id)?.is_empty();
        Invalid::unless(attached, "files", "must be stored before an item names them")?;
    }
    Ok(())
}

/// All that is needed to read a file back.
///
/// # Errors
/// [`Error::Purged`]; [`Error::NotFound`].
pub(crate) fn sealed(connection: &Connection, id: FileId) -> Result<Sealed> {
    let (item, file) = find(connection, id)?.ok_or_else(|| not_found(id))?;
    let chunks = chunks_of(connection, id)?;
    if chunks.is_empty() && file.size > 0 && custody::has(connection, item, CustodyKind::Purged)? {
        return Err(Error::Purged { what: format!("file {id}") });
    }
    Ok(Sealed { chunks, size: file.size, sha256: file.sha256.0 })
}

/// Takes from a file the chunks that make it up. What no other file names is left to be removed.
pub(crate) fn forget_chunks(connection: &Connection, id: FileId) -> Result<()> {
    execute(connection, "DELETE FROM file_chunk WHERE file = ?1", vec![id.to_value()]).map(drop)
}

/// Every file with the item that has it, by item and place.
pub(crate) fn list(connection: &Connection) -> Result<Vec<(EvidenceId, EvidenceFile)>> {
    let sql = "SELECT * FROM evidence_file ORDER BY evidence, position";
    rows(connection, "evidence_file", sql, Vec::new(), |fields| Ok((fields.get("evidence")?, read_file(fields)?)))
}

/// Whether a file or a twin is made up of this chunk, among others.
pub(crate) fn names_chunk(connection: &Connection, chunk: &ChunkId) -> Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM file_chunk WHERE chunk = ?1 UNION ALL SELECT 1 FROM twin_chunk WHERE chunk = ?1")
        .and_then(|mut query| query.exists([chunk.as_bytes()]))
        .map_err(vault_db("looking for a file's chunk"))
}

/// Every chunk that a file or a twin names, ascending, each once.
pub(crate) fn named_chunks(connection: &Connection) -> Result<Vec<ChunkId>> {
    // A backup keeps the schema that it was made under; the first one has no twins.
    let has_twins =
        connection.table_exists(None::<&str>, "twin_chunk").map_err(vault_db("looking for the twins of files"))?;
    let twins = if has_twins { "UNION SELECT chunk FROM twin_chunk" } else { "" };
    let sql = format!("SELECT chunk FROM file_chunk {twins} ORDER BY chunk");
    rows(connection, "file_chunk", &sql, Vec::new(), |fields| fields.get("chunk").map(ChunkId::from_bytes))
}

/// Names a chunk by another id, in every file and twin that it is part of.
pub(crate) fn rename_chunk(connection: &Connection, from: &ChunkId, to: &ChunkId) -> Result<()> {
    let values = vec![from.as_bytes().to_value(), to.as_bytes().to_value()];
    execute(connection, "UPDATE twin_chunk SET chunk = ?2 WHERE chunk = ?1", values.clone())?;
    execute(connection, "UPDATE file_chunk SET chunk = ?2 WHERE chunk = ?1", values).map(drop)
}

fn find(connection: &Connection, id: FileId) -> Result<Option<(EvidenceId, EvidenceFile)>> {
    let sql = "SELECT * FROM evidence_file WHERE id = ?1";
    let read = |fields: &super::column::Fields<'_>| Ok((fields.get("evidence")?, read_file(fields)?));
    rows(connection, "evidence_file", sql, vec![id.to_value()], read).map(|mut found| found.pop())
}

/// The chunks of a file, in order.
pub(crate) fn chunks_of(connection: &Connection, id: FileId) -> Result<Vec<ChunkId>> {
    let sql = "SELECT chunk FROM file_chunk WHERE file = ?1 ORDER BY position";
    rows(connection, "file_chunk", sql, vec![id.to_value()], |fields| fields.get("chunk").map(ChunkId::from_bytes))
}

fn not_found(id: FileId) -> Error {
    Error::NotFound { what: format!("file {id}") }
}

impl Reader<'_> {
    /// A file, with the item that has it; what may be redacted of it stands in the item.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn file(&self, id: FileId) -> Result<(EvidenceId, EvidenceFile)> {
        find(self.connection(), id)?.ok_or_else(|| not_found(id))
    }

    /// The files of exactly this content, each with its item: to tell that a file is in the vault already.
    ///
    /// # Errors
    /// Those of reading.
    pub fn files_of_sha256(&self, sha256: Digest) -> Result<Vec<(EvidenceId, EvidenceFile)>> {
        let sql = "SELECT * FROM evidence_file WHERE sha256 = ?1 ORDER BY evidence, position";
        let read = |fields: &super::column::Fields<'_>| Ok((fields.get("evidence")?, read_file(fields)?));
        rows(self.connection(), "evidence_file", sql, vec![sha256.to_value()], read)
    }
}
