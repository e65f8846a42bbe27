//! Copying the log of `evidence.db` into the file on a thread beside the one that stores, so that the disk gets both at the
//! same time. Decides nothing on what is durable: that is a commit, whose chunks lie in the log until they are copied.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use super::{Access, EvidenceStore};
use crate::error::{Error, Result};
use crate::worker;

/// Sealed bytes in the log at which storing waits until all of it has been copied: only then is the log begun anew, which
/// bounds it. Four batches of an ingest: the waiting then comes a few times a gigabyte.
const MOST_UNCOPIED: usize = 128 * 1024 * 1024;

/// The thread, with a connection of its own. Dropped, it ends after what it is at.
pub(crate) struct LogCopy {
    ask: Option<SyncSender<()>>,
    /// Whether all of the log was copied.
    done: Receiver<bool>,
    thread: Option<JoinHandle<()>>,
    is_under_way: bool,
    /// Sealed bytes committed since the log was copied as a whole.
    uncopied: usize,
}

impl LogCopy {
    /// Takes the copying over from the store's own connection, until [`LogCopy::end`].
    ///
    /// # Errors
    /// Those of opening `evidence.db` once more; [`Error::Io`] if the system has no more threads.
    pub(crate) fn start(store: &EvidenceStore) -> Result<Self> {
        let beside = EvidenceStore::open(&store.folder, store.keys.clone(), Access::ReadWrite)?;
        // One may wait while another is done, so that asking and answering never block.
        let (ask, asked) = sync_channel::<()>(1);
        let (tell, done) = sync_channel(1);
        let thread = worker::start("copy", move || {
            for () in asked {
                if tell.send(beside.copy_log()).is_err() {
                    return;
                }
            }
        })?;
        store.in_batches(true);
        Ok(Self { ask: Some(ask), done, thread: Some(thread), is_under_way: false, uncopied: 0 })
    }

    /// Sealed bytes that lie in the log and may have to be copied yet: room that the file will take.
    pub(crate) fn uncopied(&self) -> usize {
        self.uncopied
    }

    /// Called after each batch, with the sealed bytes in it.
    ///
    /// # Errors
    /// [`Error::IngestFailed`] if the thread broke down.
    pub(crate) fn committed(&mut self, length: usize) -> Result<()> {
        self.uncopied += length;
        if self.is_under_way && self.done.try_recv().is_ok() {
            self.is_under_way = false;
        }
        if self.uncopied >= MOST_UNCOPIED {
            self.copy_all()
        } else if self.is_under_way {
            Ok(())
        } else {
            self.begin()
        }
    }

    /// Waits until all that was committed is copied. What couldn't be counts as uncopied still.
    ///
    /// # Errors
    /// [`Error::IngestFailed`] if the thread broke down.
    pub(crate) fn copy_all(&mut self) -> Result<()> {
        self.wait()?;
        self.begin()?;
        if self.wait()? {
            self.uncopied = 0;
        }
        Ok(())
    }

    /// Ends the thread; from its next transaction on the store's own connection copies the log after one that made it long.
    pub(crate) fn end(mut self, store: &EvidenceStore) {
        self.join();
        store.in_batches(false);
    }

    fn begin(&mut self) -> Result<()> {
        self.is_under_way = true;
        self.ask.as_ref().and_then(|ask| ask.send(()).ok()).ok_or(Error::IngestFailed)
    }

    /// Whether what is under way copied all of the log.
    fn wait(&mut self) -> Result<bool> {
        if std::mem::take(&mut self.is_under_way) {
            return self.done.recv().map_err(|_| Error::IngestFailed);
        }
        Ok(false)
    }

    fn join(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take() {
            // A panic in there has been printed, and has reached the ingest as a closed channel.
            let _ = thread.join();
        }
    }
}

impl Drop for LogCopy {
    fn drop(&mut self) {
        self.join();
    }
}

impl EvidenceStore {
    /// Copies into the file what of the log nobody reads just now; answers whether that was all. What can't be copied, on a
    /// full disk, say, stays in the log, where it is as durable, for the next time: SQLite's own copying after a commit doesn't
    /// tell of it either.
    fn copy_log(&self) -> bool {
        let copied = self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
            Ok(row.get::<_, i64>(0)? == 0 && row.get::<_, i64>(1)? == row.get::<_, i64>(2)?)
        });
        copied.unwrap_or(false)
    }
}
