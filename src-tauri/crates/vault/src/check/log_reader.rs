//! Reads the activity log for its check, from its newest rows back to the first, on a thread ahead of whoever verifies it.
//! Verifies nothing itself.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use model::activity::LogRow;
use rusqlite::Connection;

use super::Part;
use crate::activity::{self, BodyText};
use crate::database;
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::key::DatabaseKey;
use crate::worker;

/// Rows that are read at a time, on a new connection if the last one met damage.
const BATCH: u64 = 512;
/// Batches that wait to be verified, at most.
const AHEAD: usize = 2;

/// Some rows of the log.
pub(super) struct Batch {
    /// Their numbers: the first and the last that should be there.
    pub(super) from: u64,
    pub(super) to: u64,
    /// What could be read of them; else where the damage is, and what it is.
    pub(super) read: std::result::Result<Rows, (Part, Error)>,
}

/// What was read of a batch.
pub(super) struct Rows {
    /// The rows, oldest first.
    pub(super) rows: Vec<LogRow>,
    /// Numbers of subjects that stand there without a row.
    pub(super) strays: BTreeSet<u64>,
    /// Their bodies.
    pub(super) bodies: Bodies,
}

/// The bodies of a batch.
pub(super) enum Bodies {
    /// As they stand in their table, each with its number, the lowest first.
    Read(Vec<(u64, BodyText)>),
    /// One of them is damaged, so that they have to be read one by one; on a connection that has met no damage yet.
    OneByOne(Connection),
}

/// The reading under way. Dropped, it is stopped.
pub(super) struct LogReader {
    batches: Option<Receiver<Batch>>,
    thread: Option<JoinHandle<()>>,
}

impl LogReader {
    /// Begins to read the rows up to a number.
    ///
    /// # Errors
    /// [`Error::Io`] if the system has no more threads.
    pub(super) fn begin(folder: Folder, key: DatabaseKey, newest: u64) -> Result<Self> {
        let (hand_over, batches) = sync_channel(AHEAD);
        let thread = worker::start("log", move || all(&Source { folder, key }, newest, &hand_over))?;
        Ok(Self { batches: Some(batches), thread: Some(thread) })
    }

    /// The next batch, older than the last; none after the one that begins with the first row.
    pub(super) fn next(&mut self) -> Option<Batch> {
        let batch = self.batches.as_ref().and_then(|batches| batches.recv().ok());
        if batch.is_none()
            && let Some(Err(panic)) = self.thread.take().map(JoinHandle::join)
        {
            std::panic::resume_unwind(panic);
        }
        batch
    }
}

impl Drop for LogReader {
    fn drop(&mut self) {
        self.batches = None;
        // What it read nobody asks for any more; a panic in there has been printed.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// What is read.
struct Source {
    folder: Folder,
    key: DatabaseKey,
}

fn all(source: &Source, newest: u64, hand_over: &SyncSender<Batch>) {
    let mut sound = None;
    for number in (0..newest.div_ceil(BATCH)).rev() {
        let (from, to) = (number * BATCH + 1, newest.min((number + 1) * BATCH));
        let read = source.read(from, to, &mut sound);
        if hand_over.send(Batch { from, to, read }).is_err() {
            // Nobody listens any more.
            return;
        }
    }
}

impl Source {
    fn connect(&self) -> Result<Connection> {
        database::open(&self.folder, &self.key)
    }

    /// Reads some rows. `sound` is a connection that has met no damage yet: opening one reads the whole schema, which takes
    /// as long as some hundred rows.
    fn read(&self, from: u64, to: u64, sound: &mut Option<Connection>) -> std::result::Result<Rows, (Part, Error)> {
        let connection = sound.take().map_or_else(|| self.connect(), Ok).map_err(|error| (Part::Log, error))?;
        let rows = activity::between_with_strays(&connection, from, to);
        let (rows, strays) = rows.map_err(|error| (Part::Log, error))?;
        let bodies = match activity::body_texts(&connection, from, to) {
            Ok(bodies) => {
                *sound = Some(connection);
                Bodies::Read(bodies)
            }
            // A connection that has met damage answers nothing any more.
            Err(_) => Bodies::OneByOne(self.connect().map_err(|error| (Part::Database, error))?),
        };
        Ok(Rows { rows, strays, bodies })
    }
}
