//! When what is stored is on the disk: each transaction by itself, or all batches of an ingest at its end. Decides nothing on
//! what may be named: that is what a commit has answered for.

use std::cell::Cell;
use std::fs;

use super::{EvidenceStore, schema};
use crate::error::{Error, Result};
use crate::folder::{EVIDENCE_DB, Folder};

/// Transactions that are kept at once and durable only with the next [`EvidenceStore::commit`].
pub(super) struct Batches {
    /// Whether those that are begun from now on are such; a thread beside then copies the log.
    wanted: Cell<bool>,
    /// How the connection is set.
    set: Cell<Setting>,
    /// Whether one may have been kept since the last that was durable.
    open: Cell<bool>,
}

/// What a connection does after a transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Setting {
    /// Whether it waits for the disk.
    waits: bool,
    /// Whether it copies a log that got long, and cuts one that it begins anew. While the log fills again and again, what was
    /// cut off would have to be asked of the disk again. And who copies syncs first, without a word of what the disk says:
    /// so never after a transaction that didn't wait itself, whose loss the disk tells only once.
    copies: bool,
}

const ALONE: Setting = Setting { waits: true, copies: true };

impl Batches {
    /// Of a store in which nothing waits for the disk.
    pub(super) const fn settled() -> Self {
        Self { wanted: Cell::new(false), set: Cell::new(ALONE), open: Cell::new(false) }
    }

    /// Of a store that is about to be opened: a log that stands there may hold batches that no commit came after. One that was
    /// copied as a whole was synced before, and so was the file.
    pub(super) fn left_in(folder: &Folder) -> Self {
        let log = fs::metadata(folder.file(&format!("{EVIDENCE_DB}-wal")));
        Self { open: Cell::new(log.is_ok_and(|log| log.len() > 0)), ..Self::settled() }
    }
}

impl EvidenceStore {
    /// Begins a transaction, unless one is open.
    ///
    /// # Errors
    /// [`Error::ReadOnly`], [`Error::Sqlite`].
    pub(crate) fn begin(&self) -> Result<()> {
        if !self.db.is_autocommit() {
            return Ok(());
        }
        let beside = self.batches.wanted.get();
        self.set(if beside { Setting { waits: false, copies: false } } else { ALONE })?;
        self.run("beginning to store chunks", "BEGIN IMMEDIATE")
    }

    /// Keeps what was stored since [`EvidenceStore::begin`]; where that is in batches, it is durable with the next
    /// [`EvidenceStore::commit`] only, as nothing names it before.
    ///
    /// # Errors
    /// As [`EvidenceStore::commit`].
    pub(crate) fn keep(&self) -> Result<()> {
        if self.db.is_autocommit() {
            return Ok(());
        }
        if !self.batches.set.get().waits {
            self.batches.open.set(true);
        }
        self.run("making chunks durable", "COMMIT")
    }

    /// Makes all that was stored durable: when this returns, it is on the disk.
    ///
    /// # Errors
    /// [`Error::DiskFull`] and others; call [`EvidenceStore::roll_back`] then.
    pub(crate) fn commit(&self) -> Result<()> {
        self.keep()?;
        if self.batches.open.get() {
            // A transaction that waits for the disk has the log synced up to its own end, all before it included. It has to
            // write something: one without a change ends before that, and so may any other.
            self.set(Setting { waits: true, copies: !self.batches.wanted.get() })?;
            schema::smallest_change(&self.db).map_err(Error::sqlite("making chunks durable", EVIDENCE_DB))?;
            self.batches.open.set(false);
        }
        Ok(())
    }

    /// Whether transactions from now on are batches, and another connection copies the log.
    pub(super) fn in_batches(&self, are: bool) {
        self.batches.wanted.set(are);
    }

    /// Sets the connection, outside of any transaction.
    fn set(&self, setting: Setting) -> Result<()> {
        if self.batches.set.get() == setting {
            return Ok(());
        }
        let level = if setting.waits { "FULL" } else { "NORMAL" };
        let (pages, limit) = if setting.copies { (schema::CHECKPOINT_PAGES, schema::LOG_LIMIT) } else { (0, -1) };
        let set = || {
            self.db.pragma_update(None, "synchronous", level)?;
            self.db.pragma_update_and_check(None, "wal_autocheckpoint", pages, |_| Ok(()))?;
            self.db.pragma_update_and_check(None, "journal_size_limit", limit, |_| Ok(()))
        };
        set().map_err(Error::sqlite("setting up evidence.db", EVIDENCE_DB))?;
        self.batches.set.set(setting);
        Ok(())
    }

    /// Whether something may wait for the disk yet.
    #[cfg(test)]
    pub(super) fn has_open_batches(&self) -> bool {
        self.batches.open.get()
    }
}
