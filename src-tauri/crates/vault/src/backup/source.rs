//! What is copied: the records as they stood at one moment, on a connection and in a transaction of their own, and the
//! evidence that they name.

use std::sync::Arc;

use rusqlite::Connection;

use crate::activity;
use crate::chunk::{ChunkId, ChunkKeys};
use crate::database;
use crate::error::Result;
use crate::folder::Folder;
use crate::header::{Header, LogHead};
use crate::key::VaultKey;
use crate::store::{Access, EvidenceStore};
use crate::table::column::vault_db;
use crate::table::file;

/// Decrypted pages that a copying keeps in memory, in KiB: each is read once.
const CACHE_KIB: i64 = 2048;

/// What is copied.
pub(crate) struct Source {
    pub(crate) folder: Folder,
    /// Inside a transaction until [`Source::let_records_go`].
    pub(crate) connection: Connection,
    pub(crate) store: EvidenceStore,
    pub(crate) header: Header,
    /// The newest row of the log at that moment.
    pub(crate) head: LogHead,
    pub(crate) vault_key: VaultKey,
    /// Keeps an open vault from taking away what is named here.
    pub(crate) _held: Option<Arc<()>>,
}

impl Source {
    /// Holds the present state of a vault, whose lock the caller has.
    ///
    /// # Errors
    /// Those of opening and reading.
    pub(super) fn new(folder: Folder, connection: Connection, header: Header, vault_key: VaultKey) -> Result<Self> {
        let begin = || -> rusqlite::Result<()> {
            connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
            connection.execute_batch("BEGIN")
        };
        begin().map_err(vault_db("beginning to copy vault.db"))?;
        // Reading is what fixes the state. Evidence that it names is in `evidence.db` already, opened after it.
        let head = activity::head(&connection)?;
        let keys = Arc::new(ChunkKeys::derive(&vault_key, header.vault()));
        let store = EvidenceStore::open(&folder, keys, Access::ReadOnly)?;
        Ok(Self { folder, connection, store, header, head, vault_key, _held: None })
    }

    /// The chunks that files name, ascending, each once.
    pub(crate) fn named_chunks(&self) -> Result<Vec<ChunkId>> {
        file::named_chunks(&self.connection)
    }

    /// Ends the transaction: the records are copied.
    pub(crate) fn let_records_go(&self) -> Result<()> {
        self.connection.execute_batch("ROLLBACK").map_err(vault_db("ending the copying of vault.db"))
    }

    /// Which state of the records this connection sees: another number once another connection has changed them, whether in
    /// the log or outside it.
    pub(crate) fn state(&self) -> Result<i64> {
        let state = self.connection.pragma_query_value(None, "data_version", |row| row.get(0));
        state.map_err(vault_db("reading the state of vault.db"))
    }

    /// Whether the log has this row.
    pub(super) fn has_row(&self, row: LogHead) -> Result<bool> {
        let found = activity::between(&self.connection, row.seq, row.seq)?;
        Ok(found.first().is_some_and(|found| found.hash.0 == row.hash))
    }

    /// Whether every page of the records can be read.
    pub(crate) fn reads_back(&self) -> bool {
        let fresh = database::open(&self.folder, &self.vault_key.database_key(self.header.vault()));
        fresh
            .and_then(|connection| database::reads_back(&connection).map_err(vault_db("reading vault.db")))
            .unwrap_or(false)
    }
}
