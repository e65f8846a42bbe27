//! What is done at each unlock of a sound vault, and what of it a full disk puts off: whoever must make room needs to see
//! what there is.

use model::time::Instant;

use super::Vault;
use crate::error::{Error, Result};
use crate::table::column::vault_db;
use crate::table::file;
use crate::{database, derived};

/// What a full disk had no room for when the vault was unlocked. The vault is sound all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutOff {
    /// Removing evidence that an interrupted change left behind: done at the next unlock.
    Sweep,
    /// Bringing the values that follow from the day to the day: done with the next change, or at the next unlock.
    Day,
    /// Vouching in the header for the newest row of the log: done with the next change, or when locking.
    Head,
}

impl Vault {
    /// What a full disk had no room for when the vault was unlocked.
    pub fn put_off(&self) -> &[PutOff] {
        &self.put_off
    }

    /// Does what each unlock of a sound vault does.
    ///
    /// # Errors
    /// [`Error::Damaged`] and others, but not [`Error::DiskFull`]: what there is no room for is put off.
    pub(super) fn settle(&mut self, at: Instant) -> Result<()> {
        let swept = self.sweep();
        self.unless_full(PutOff::Sweep, swept)?;
        let brought = self.bring_to(at);
        self.unless_full(PutOff::Day, brought)?;
        let written = self.write_header();
        self.unless_full(PutOff::Head, written)
    }

    pub(super) fn unless_full(&mut self, what: PutOff, done: Result<()>) -> Result<()> {
        match done {
            Err(full @ Error::DiskFull { .. }) => {
                if what == PutOff::Head {
                    self.header_failed = Some(full);
                }
                self.put_off.push(what);
                Ok(())
            }
            done => done,
        }
    }

    /// Removes evidence that no record names, and from the database's log what a purge that was killed has left in it: until
    /// that log is taken over, it holds the pages as they were before.
    fn sweep(&self) -> Result<()> {
        let Self { connection, store, .. } = self;
        if let Some(store) = store {
            store.sweep(&mut |chunk| file::names_chunk(connection, chunk))?;
        }
        database::checkpoint(connection)
    }

    /// Brings the values that follow from the day to the day.
    pub(super) fn bring_to(&mut self, at: Instant) -> Result<()> {
        const DOING: &str = "bringing derived values to the day";
        let transaction = self.connection.transaction().map_err(vault_db(DOING))?;
        derived::refresh_day(&transaction, at.date_naive())?;
        transaction.commit().map_err(vault_db(DOING))
    }
}
