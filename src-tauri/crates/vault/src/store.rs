//! `evidence.db`: the sealed chunks of evidence files, in plain SQLite on a connection of its own, never attached to
//! another. Knows chunks only; which file they make up, and its name and hash, stand in `vault.db`.

mod ahead;
mod batches;
pub(crate) mod check;
mod log_copy;
pub(crate) mod read_back;
mod schema;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;
use std::time::Duration;

use rusqlite::blob::ZeroBlob;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::chunk::{ChunkId, ChunkKeys};
use crate::error::{Error, Result};
use crate::folder::{EVIDENCE_DB, Folder, create_private};

/// Rows handled at a time by a walk over all chunks.
const WALK: usize = 4096;

/// Chunks removed in one transaction. Their room is cut off the file at its commit, and what lies behind them moves
/// up, through the log: this bounds the log.
const REMOVE: usize = 16;
/// Bytes from which on a chunk is read and written in place.
const STRAIGHT_FROM: i64 = 64 * 1024;
/// Room that storing leaves on the disk. Removing needs room, too, so a disk filled to the last byte could not be
/// helped by taking back what filled it; and the records have to be kept yet.
const KEEP_FREE: u64 = 32 * 1024 * 1024;

use batches::Batches;
pub(crate) use log_copy::LogCopy;

/// How a connection may use the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Reads and writes; one at a time.
    ReadWrite,
    /// Reads only, beside the one that writes.
    ReadOnly,
}

/// How much the store holds.
#[cfg(test)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// Chunks.
    pub(crate) chunks: u64,
    /// Bytes of the database file, what isn't checkpointed yet included.
    pub(crate) bytes: u64,
}

/// The store of sealed chunks.
pub(crate) struct EvidenceStore {
    db: Connection,
    keys: Arc<ChunkKeys>,
    folder: Folder,
    keep_free: u64,
    batches: Batches,
}

impl EvidenceStore {
    /// Makes the empty store of a new vault.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::ReadOnly`], [`Error::Io`], [`Error::Sqlite`].
    pub(crate) fn create(folder: &Folder, keys: Arc<ChunkKeys>) -> Result<Self> {
        // Made by us and not by SQLite, so that it is private from its first moment on.
        create_private(&folder.file(EVIDENCE_DB)).map_err(Error::io("making evidence.db"))?;
        let db = schema::connect(folder, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        schema::lay_down(&db)?;
        schema::settle(&db, Access::ReadWrite)?;
        folder.sync()?;
        Ok(Self { db, keys, folder: folder.clone(), keep_free: KEEP_FREE, batches: Batches::settled() })
    }

    /// Opens the store of an existing vault, whose file may be hostile.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the file is missing, isn't a database, or has any other schema than this program's;
    /// [`Error::ReadOnly`], [`Error::Sqlite`].
    pub(crate) fn open(folder: &Folder, keys: Arc<ChunkKeys>, access: Access) -> Result<Self> {
        schema::refuse_links(folder)?;
        let batches = Batches::left_in(folder);
        let db = schema::connect(
            folder,
            match access {
                Access::ReadWrite => OpenFlags::SQLITE_OPEN_READ_WRITE,
                Access::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
            },
        )?;
        schema::compare(&db)?;
        schema::settle(&db, access)?;
        Ok(Self { db, keys, folder: folder.clone(), keep_free: KEEP_FREE, batches })
    }

    /// The keys, for sealing on other threads.
    pub(crate) fn keys(&self) -> &Arc<ChunkKeys> {
        &self.keys
    }

    /// Whether a chunk is there; says nothing on whether it can be opened.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Sqlite`].
    pub(crate) fn contains(&self, id: &ChunkId) -> Result<bool> {
        let found = self
            .db
            .prepare_cached("SELECT 1 FROM chunk WHERE id = ?1")
            .and_then(|mut query| query.exists([id.as_bytes()]));
        found.map_err(Error::sqlite("looking for a chunk", EVIDENCE_DB))
    }

    /// A chunk as it is stored, sealed; `None` if it isn't there.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the chunk, [`Error::Sqlite`].
    pub(crate) fn sealed(&self, id: &ChunkId) -> Result<Option<Vec<u8>>> {
        let mut sealed = Vec::new();
        Ok(self.sealed_into(id, &mut sealed)?.then_some(sealed))
    }

    /// The same into memory that is there; answers whether the chunk is.
    ///
    /// # Errors
    /// As [`EvidenceStore::sealed`].
    fn sealed_into(&self, id: &ChunkId, sealed: &mut Vec<u8>) -> Result<bool> {
        self.read_sealed(id, sealed).map_err(|source| match source {
            rusqlite::Error::InvalidColumnType(..) => id.damaged(),
            source => match Error::sqlite("reading a chunk", EVIDENCE_DB)(source) {
                Error::Damaged { .. } => id.damaged(),
                other => other,
            },
        })
    }

    /// Reads a long chunk straight into the memory that it is answered in: as a column it would be put together elsewhere
    /// first, copied, and wiped.
    fn read_sealed(&self, id: &ChunkId, sealed: &mut Vec<u8>) -> rusqlite::Result<bool> {
        const WHERE: &str =
            "SELECT rowid, length(sealed), iif(length(sealed) > ?2, NULL, sealed) FROM chunk WHERE id = ?1";
        let mut query = self.db.prepare_cached(WHERE)?;
        let found = query.query_row((id.as_bytes(), STRAIGHT_FROM), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<Vec<u8>>>(2)?))
        });
        let Some((row, length, short)) = found.optional()? else { return Ok(false) };
        if let Some(short) = short {
            *sealed = short;
            return Ok(true);
        }
        let blob = self.db.blob_open("main", "chunk", "sealed", row, true)?;
        sealed.resize(usize::try_from(length).unwrap_or_default().min(blob.len()), 0);
        blob.read_at_exact(sealed, 0)?;
        blob.close()?;
        Ok(true)
    }

    /// A chunk as it is stored, sealed.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the chunk, also when it is missing; [`Error::Sqlite`].
    pub(crate) fn stored(&self, id: &ChunkId) -> Result<Vec<u8>> {
        let mut sealed = Vec::new();
        self.stored_into(id, &mut sealed).map(|()| sealed)
    }

    /// The same into memory that is there.
    ///
    /// # Errors
    /// As [`EvidenceStore::stored`].
    fn stored_into(&self, id: &ChunkId, sealed: &mut Vec<u8>) -> Result<()> {
        match self.sealed_into(id, sealed)? {
            true => Ok(()),
            false => Err(Error::damaged(format!("chunk {id}, which is missing"))),
        }
    }

    /// The content of a chunk, all of it authenticated.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the chunk, also when it is missing; [`Error::Sqlite`].
    pub(crate) fn get(&self, id: &ChunkId) -> Result<Vec<u8>> {
        self.keys.open_sealed(id, self.stored(id)?)
    }

    /// Whether there is room for `len` bytes more, and for what makes removing them possible.
    ///
    /// # Errors
    /// [`Error::DiskFull`].
    pub(crate) fn require_room(&self, len: usize) -> Result<()> {
        match self.folder.room() {
            Some(room) if room < self.keep_free.saturating_add(len as u64) => {
                Err(Error::DiskFull { doing: "making room for chunks" })
            }
            _ => Ok(()),
        }
    }

    /// Stores a sealed chunk, in place of one of the same id. Durable only once committed.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::ReadOnly`], [`Error::Damaged`], [`Error::Sqlite`].
    pub(crate) fn put(&self, id: &ChunkId, sealed: &[u8]) -> Result<()> {
        self.write_sealed(id, sealed).map_err(Error::sqlite("storing a chunk", EVIDENCE_DB))
    }

    /// Makes room for a long chunk and writes it straight into its pages: as a value it would be copied twice on its way
    /// there, into memory that is fetched and wiped for it.
    fn write_sealed(&self, id: &ChunkId, sealed: &[u8]) -> rusqlite::Result<()> {
        const PUT: &str = "INSERT INTO chunk (id, sealed) VALUES (?1, ?2) \
             ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed RETURNING rowid";
        let mut put = self.db.prepare_cached(PUT)?;
        if sealed.len() as i64 <= STRAIGHT_FROM {
            return put.query_row((id.as_bytes(), sealed), |_| Ok(()));
        }
        let room = ZeroBlob(i32::try_from(sealed.len()).unwrap_or(i32::MAX));
        let row = put.query_row((id.as_bytes(), room), |row| row.get(0))?;
        let mut blob = self.db.blob_open("main", "chunk", "sealed", row, false)?;
        blob.write_at(sealed, 0)?;
        blob.close()
    }

    /// Takes back all that was stored since [`EvidenceStore::begin`].
    ///
    /// # Errors
    /// [`Error::Sqlite`].
    pub(crate) fn roll_back(&self) -> Result<()> {
        // A full disk makes SQLite roll back by itself.
        if self.db.is_autocommit() { Ok(()) } else { self.run("taking chunks back", "ROLLBACK") }
    }

    /// Removes chunks, for good, and gives their room back to the disk. Answers how many were there. What was begun
    /// before is committed with the first of them.
    ///
    /// # Errors
    /// [`Error::DiskFull`] (removing needs a little room, too), [`Error::Sqlite`]. Some may be removed already then.
    pub(crate) fn remove(&self, ids: &[ChunkId]) -> Result<u64> {
        let mut removed = 0;
        for ids in ids.chunks(REMOVE) {
            removed += self.remove_rows(ids).inspect_err(|_| self.roll_back().unwrap_or_default())?;
        }
        if removed > 0 {
            self.cut_log()?;
        }
        Ok(removed)
    }

    /// Removes every chunk that `is_referenced` denies. Only at start, under the lock, before any ingest: a chunk that
    /// is stored and not yet named by a record looks just like one left over.
    ///
    /// # Errors
    /// What `is_referenced` answers, before anything is removed; [`Error::Damaged`], [`Error::Sqlite`].
    pub(crate) fn sweep(&self, is_referenced: &mut dyn FnMut(&ChunkId) -> Result<bool>) -> Result<u64> {
        let mut orphans = Vec::new();
        self.each_id(&mut |id| {
            if !is_referenced(&id)? {
                orphans.push(id);
            }
            Ok(())
        })?;
        self.remove(&orphans)
    }

    /// The ids of all chunks, ascending.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Sqlite`].
    #[cfg(test)]
    pub(crate) fn ids(&self) -> Result<Vec<ChunkId>> {
        let mut ids = Vec::new();
        self.each_id(&mut |id| {
            ids.push(id);
            Ok(())
        })?;
        Ok(ids)
    }

    /// How much the store holds.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Sqlite`].
    #[cfg(test)]
    pub(crate) fn size(&self) -> Result<Size> {
        const SIZE: &str = "SELECT (SELECT count(*) FROM chunk), page_count * page_size \
                            FROM pragma_page_count, pragma_page_size";
        self.db
            .query_row(SIZE, [], |row| {
                let (chunks, bytes): (i64, i64) = (row.get(0)?, row.get(1)?);
                Ok(Size { chunks: chunks.unsigned_abs(), bytes: bytes.unsigned_abs() })
            })
            .map_err(Error::sqlite("measuring evidence.db", EVIDENCE_DB))
    }

    /// The ids of all chunks that can be listed at all, whichever way leads to them, for a reading around damage.
    pub(crate) fn readable_ids(&self) -> Vec<ChunkId> {
        let mut ids = std::collections::BTreeSet::new();
        // Listing ends at the first damaged page; what was found until then counts.
        let _ = self.each_id(&mut |id| {
            ids.insert(id);
            Ok(())
        });
        let last: i64 = self.db.query_row("SELECT max(rowid) FROM chunk", [], |row| row.get(0)).unwrap_or_default();
        for row in 1..=last {
            let id = self
                .db
                .prepare_cached("SELECT id FROM chunk NOT INDEXED WHERE rowid = ?1")
                .and_then(|mut query| query.query_row([row], |row| row.get::<_, [u8; 32]>(0)).map(ChunkId::from_bytes));
            ids.extend(id.ok());
        }
        ids.into_iter().collect()
    }

    /// Calls `each` with all ids, ascending, from the index alone.
    fn each_id(&self, each: &mut dyn FnMut(ChunkId) -> Result<()>) -> Result<()> {
        let mut after: Vec<u8> = Vec::new();
        loop {
            let ids = self.ids_after(&after)?;
            let Some(last) = ids.last() else { return Ok(()) };
            after = last.as_bytes().to_vec();
            ids.into_iter().try_for_each(&mut *each)?;
        }
    }

    /// The next ids after `after`, at most [`WALK`] of them.
    fn ids_after(&self, after: &[u8]) -> Result<Vec<ChunkId>> {
        let ids =
            self.db.prepare_cached("SELECT id FROM chunk WHERE id > ?1 ORDER BY id LIMIT ?2").and_then(|mut query| {
                query
                    .query_map((after, WALK as i64), |row| row.get::<_, [u8; 32]>(0).map(ChunkId::from_bytes))?
                    .collect()
            });
        ids.map_err(|source| match source {
            rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => {
                Error::damaged("evidence.db, a row without a chunk id")
            }
            source => Error::sqlite("listing chunks", EVIDENCE_DB)(source),
        })
    }

    fn remove_rows(&self, ids: &[ChunkId]) -> Result<u64> {
        self.begin()?;
        let mut removed = 0;
        for id in ids {
            let row = self
                .db
                .prepare_cached("DELETE FROM chunk WHERE id = ?1")
                .and_then(|mut row| row.execute([id.as_bytes()]));
            removed += row.map_err(Error::sqlite("removing a chunk", EVIDENCE_DB))? as u64;
        }
        self.commit()?;
        Ok(removed)
    }

    /// Copies the log into the file and cuts it to nothing, unless somebody is reading just now.
    fn cut_log(&self) -> Result<()> {
        let cut = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        cut.map_err(Error::sqlite("giving room back to the disk", EVIDENCE_DB))
    }

    fn run(&self, doing: &'static str, sql: &str) -> Result<()> {
        self.db.execute_batch(sql).map_err(Error::sqlite(doing, EVIDENCE_DB))
    }
}

/// How long a connection waits for another of this program's before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);
