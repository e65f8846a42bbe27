//! A second connection that only reads, so that looking never waits for a change, an intake or another look. Never
//! writes, and reads nothing any more once it was ended.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::access::Reader;
use crate::database;
use crate::error::{Error, Result};
use crate::page::Shelf;
use crate::table::column::vault_db;
use crate::vault::{Condition, Vault};

/// Steps of SQLite's machine between two looks at whether it was ended: a fraction of a millisecond.
const STEPS: i32 = 20_000;

/// Reads an open vault beside its own connection. [`Look::end`] takes it back; it has to be taken back before the vault is
/// locked.
pub struct Look {
    ended: Arc<AtomicBool>,
    open: Mutex<Option<Open>>,
}

/// What is given up when it ends.
struct Open {
    connection: Connection,
    shelf: Arc<Shelf>,
}

impl Vault {
    /// A connection that only reads, for another thread; none for a vault that isn't sound, whose own connection is the
    /// only one that may look at it.
    ///
    /// # Errors
    /// Those of opening.
    pub fn look(&self) -> Result<Option<Look>> {
        const DOING: &str = "opening vault.db to look at it";
        if *self.condition() != Condition::Sound {
            return Ok(None);
        }
        let connection = database::open(self.folder(), &self.database_key())?;
        let ended = Arc::new(AtomicBool::new(false));
        let is_ended = Arc::clone(&ended);
        let harden = || {
            connection.pragma_update(None, "query_only", true)?;
            connection.progress_handler(STEPS, Some(move || is_ended.load(Ordering::Relaxed)))
        };
        harden().map_err(vault_db(DOING))?;
        let open = Open { connection, shelf: self.shelf() };
        Ok(Some(Look { ended, open: Mutex::new(Some(open)) }))
    }
}

impl Look {
    /// Reads, from one consistent state: that of the newest change that is durable when it begins.
    ///
    /// # Errors
    /// [`Error::Cancelled`] once it was ended, also in the middle; what `query` answers.
    pub fn read<T>(&self, query: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        // A query that panicked left a transaction that was rolled back when it was dropped.
        let mut held = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let Open { connection, shelf } = held.as_mut().ok_or(Error::Cancelled)?;
        let transaction = connection.transaction().map_err(vault_db("beginning to look"))?;
        let answer = query(&Reader::with_shelf(&transaction, shelf));
        // What was read of a vault that was locked meanwhile isn't handed out.
        if self.is_ended() { Err(Error::Cancelled) } else { answer }
    }

    /// Ends what is being read and closes the connection; returns when it is closed.
    pub fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
        drop(self.open.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// Whether [`Look::end`] was called.
    pub fn is_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }
}
