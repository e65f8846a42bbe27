//! The redacted twins of evidence files: which stored chunks make up each, and the salt of its redaction's cover. A twin is
//! written once and stays when its redaction is taken back, until the files of its item are purged. No salt is ever in a
//! record or in the log.

use std::collections::BTreeMap;

use model::custody::CustodyKind;
use model::evidence::{Digest, EvidenceItem};
use model::id::{EvidenceId, FileId};
use model::invalid::Invalid;
use model::redaction::Redaction;
use rusqlite::Connection;

use super::column::{Column, Columns, Fields, columns, json};
use super::part::Part;
use super::{custody, execute, insert_row, rows};
use crate::chunk::ChunkId;
use crate::error::{Error, Result};
use crate::ingest::Sealed;

/// Bytes of a salt.
pub(crate) const SALT_LEN: usize = 32;

/// Where the redactions of an item's files stand.
pub(crate) const REDACTIONS: Part = Part { table: "evidence_redaction", owner: "evidence", position: None };

/// A stored twin.
pub(crate) struct Stored {
    /// The item of its file.
    pub(crate) item: EvidenceId,
    /// Its id.
    pub(crate) twin: FileId,
    /// All that is needed to read it back; none once it was purged.
    pub(crate) sealed: Option<Sealed>,
}

/// What a file's cover was made with, and what it must come to.
pub(crate) struct Cover {
    /// The salt.
    pub(crate) salt: [u8; SALT_LEN],
    /// The digest.
    pub(crate) cover: Digest,
}

/// The columns of one file's redaction.
pub(crate) fn columns_of(evidence: EvidenceId, file: FileId, redaction: &Redaction) -> Columns {
    let Redaction { twin, cover, removed, undrawn, reason, by: redacted_by, at: redacted_at } = redaction;
    let model::redaction::Twin { id: twin, name, file_type, size, sha256 } = twin;
    let (evidence, file) = (&evidence, &file);
    columns![
        file,
        evidence,
        twin,
        name,
        file_type,
        size,
        sha256,
        cover,
        removed = json(removed),
        undrawn,
        reason,
        redacted_by,
        redacted_at,
    ]
}

/// A redaction with the file that it is of.
pub(crate) fn read_redaction(fields: &Fields<'_>) -> Result<(FileId, Redaction)> {
    let twin = model::redaction::Twin {
        id: fields.get("twin")?,
        name: fields.get("name")?,
        file_type: fields.get("file_type")?,
        size: fields.get("size")?,
        sha256: fields.get("sha256")?,
    };
    let redaction = Redaction {
        twin,
        cover: fields.get("cover")?,
        removed: fields.json("removed")?,
        undrawn: fields.get("undrawn")?,
        reason: fields.get("reason")?,
        by: fields.get("redacted_by")?,
        at: fields.get("redacted_at")?,
    };
    Ok((fields.get("file")?, redaction))
}

/// Keeps a new twin of a file, with the chunks that make it up.
pub(crate) fn insert(
    connection: &Connection,
    twin: FileId,
    file: FileId,
    sealed: &Sealed,
    salt: Option<[u8; SALT_LEN]>,
) -> Result<()> {
    let (id, file, size, sha256, salt) = (&twin, &file, &sealed.size, &Digest(sealed.sha256), &salt);
    insert_row(connection, "twin", columns![id, file, size, sha256, salt])?;
    for (position, chunk) in sealed.chunks.iter().enumerate() {
        let (twin, position) = (&twin, &(position as u64));
        insert_row(connection, "twin_chunk", columns![twin, position, chunk = chunk.as_bytes().to_value()])?;
    }
    Ok(())
}

/// Keeps for the twin of a carried file the chunks and the salt of another, which stay that one's as well.
pub(crate) fn share(connection: &Connection, from: FileId, to: FileId, file: FileId) -> Result<()> {
    let sealed = sealed(connection, from)?;
    insert(connection, to, file, &sealed, salt(connection, from)?)
}

/// Refuses an item with a redaction whose twin isn't stored as it says, or is that of another file.
pub(crate) fn check_attached(connection: &Connection, item: &EvidenceItem) -> Result<()> {
    if item.is_purged() {
        return Ok(());
    }
    for file in &item.files {
        let Some(redaction) = &file.redaction else { continue };
        let sql = "SELECT * FROM twin WHERE id = ?1";
        let found = rows(connection, "twin", sql, vec![redaction.twin.id.to_value()], |fields| {
            Ok((fields.get::<FileId>("file")?, fields.get::<u64>("size")?, fields.get::<Digest>("sha256")?))
        })?;
        let stored = found.contains(&(file.id, redaction.twin.size, redaction.twin.sha256));
        Invalid::unless(stored, "files", "must be stored with the twins that they name")?;
    }
    Ok(())
}

/// Every twin, by item.
pub(crate) fn list(connection: &Connection) -> Result<Vec<Stored>> {
    let sql =
        "SELECT t.*, f.evidence AS item FROM twin t JOIN evidence_file f ON f.id = t.file ORDER BY f.evidence, t.id";
    let found = rows(connection, "twin", sql, Vec::new(), |fields| {
        let sealed =
            Sealed { chunks: Vec::new(), size: fields.get("size")?, sha256: fields.get::<Digest>("sha256")?.0 };
        Ok((fields.get::<EvidenceId>("item")?, fields.get::<FileId>("id")?, sealed))
    })?;
    let with_chunks = |(item, twin, sealed): (EvidenceId, FileId, Sealed)| {
        let chunks = chunks_of(connection, twin)?;
        let gone = chunks.is_empty() && sealed.size > 0 && custody::has(connection, item, CustodyKind::Purged)?;
        Ok(Stored {
            item,
            twin,
            sealed: (!gone).then_some(Sealed { chunks, size: sealed.size, sha256: sealed.sha256 }),
        })
    };
    found.into_iter().map(with_chunks).collect()
}

/// All that is needed to read a twin back.
///
/// # Errors
/// [`Error::Purged`]; [`Error::NotFound`].
pub(crate) fn sealed(connection: &Connection, id: FileId) -> Result<Sealed> {
    let sql = "SELECT t.size, t.sha256, f.evidence FROM twin t JOIN evidence_file f ON f.id = t.file WHERE t.id = ?1";
    let found = rows(connection, "twin", sql, vec![id.to_value()], |fields| {
        Ok((fields.get::<EvidenceId>("evidence")?, fields.get::<u64>("size")?, fields.get::<Digest>("sha256")?))
    })?;
    let Some((item, size, sha256)) = found.into_iter().next() else {
        return Err(Error::NotFound { what: format!("file {id}") });
    };
    let chunks = chunks_of(connection, id)?;
    if chunks.is_empty() && size > 0 && custody::has(connection, item, CustodyKind::Purged)? {
        return Err(Error::Purged { what: format!("file {id}") });
    }
    Ok(Sealed { chunks, size, sha256: sha256.0 })
}

/// The covers of all redactions that stand, by file. One whose salt is lost can't be held against the original any more.
pub(crate) fn covers(connection: &Connection) -> Result<BTreeMap<FileId, Cover>> {
    let sql = "SELECT r.file, r.cover, t.salt FROM evidence_redaction r JOIN twin t ON t.id = r.twin \
               WHERE t.salt IS NOT NULL";
    let read = |fields: &Fields<'_>| {
        Ok((fields.get("file")?, Cover { salt: fields.get("salt")?, cover: fields.get("cover")? }))
    };
    Ok(rows(connection, "evidence_redaction", sql, Vec::new(), read)?.into_iter().collect())
}

/// The salt of a twin's redaction; none where it is lost, or there is no such twin.
pub(crate) fn salt(connection: &Connection, id: FileId) -> Result<Option<[u8; SALT_LEN]>> {
    let sql = "SELECT salt FROM twin WHERE id = ?1";
    let found = rows(connection, "twin", sql, vec![id.to_value()], |fields| fields.get("salt"))?;
    Ok(found.into_iter().next().flatten())
}

/// Takes from every twin of a file, present and former, its chunks and its salt. Answers the chunks.
pub(crate) fn forget(connection: &Connection, file: FileId) -> Result<Vec<ChunkId>> {
    let sql = "SELECT id FROM twin WHERE file = ?1";
    let twins = rows(connection, "twin", sql, vec![file.to_value()], |fields| fields.get::<FileId>("id"))?;
    let mut named = Vec::new();
    for twin in twins {
        named.extend(chunks_of(connection, twin)?);
        execute(connection, "DELETE FROM twin_chunk WHERE twin = ?1", vec![twin.to_value()])?;
        execute(connection, "UPDATE twin SET salt = NULL WHERE id = ?1", vec![twin.to_value()])?;
    }
    Ok(named)
}

/// The chunks of a twin, in order.
pub(crate) fn chunks_of(connection: &Connection, id: FileId) -> Result<Vec<ChunkId>> {
    let sql = "SELECT chunk FROM twin_chunk WHERE twin = ?1 ORDER BY position";
    rows(connection, "twin_chunk", sql, vec![id.to_value()], |fields| fields.get("chunk").map(ChunkId::from_bytes))
}
