//! Opening the chunks of one file, and hashing what is in them, on threads beside the one that reads them from the store and
//! hands them out. Keeps their order, and holds a bounded number of them at once.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use ring::digest::{Context, SHA256};

use crate::buffer::{Buffer, Buffers};
use crate::chunk::{ChunkId, ChunkKeys};
use crate::error::{Error, Result};
use crate::worker;

/// Chunks under way at once: one at each of the three threads, and one waiting before each.
pub(super) const ROOM: usize = 6;

/// A chunk's content, shared by the one who hands it out and the one who hashes.
#[derive(Clone)]
pub(crate) struct Plain(Arc<Buffer>);

impl Plain {
    pub(super) fn new(bytes: Buffer) -> Self {
        Self(Arc::new(bytes))
    }

    /// What was read without a pool.
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        let mut buffer = Buffers::default().take();
        *buffer = bytes;
        Self::new(buffer)
    }
}

impl std::ops::Deref for Plain {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Plain {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// The threads. Dropped, they end after the chunk that each is at.
pub(super) struct Ahead {
    to_open: Option<SyncSender<(ChunkId, Buffer)>>,
    opened: Receiver<Result<Plain>>,
    digest: Receiver<[u8; 32]>,
    threads: Vec<JoinHandle<()>>,
    under_way: usize,
    buffers: Buffers,
}

impl Ahead {
    /// # Errors
    /// [`Error::Io`] if the system has no more threads.
    pub(super) fn start(keys: &Arc<ChunkKeys>) -> Result<Self> {
        let (to_open, sealed) = sync_channel(ROOM);
        let (tell, opened) = channel();
        // Bounded, or else all that hashing is slower than opening would wait here.
        let (to_hash, plain) = sync_channel(ROOM);
        let (tell_digest, digest) = channel();
        let keys = keys.clone();
        let threads = vec![
            worker::start("open", move || open_in_order(&keys, &sealed, &tell, &to_hash))?,
            worker::start("hash", move || hash_in_order(&plain, &tell_digest))?,
        ];
        Ok(Self { to_open: Some(to_open), opened, digest, threads, under_way: 0, buffers: Buffers::default() })
    }

    /// Whether another chunk may be handed in.
    pub(super) const fn has_room(&self) -> bool {
        self.under_way < ROOM && self.to_open.is_some()
    }

    /// Memory for a chunk.
    pub(super) fn buffer(&self) -> Buffer {
        self.buffers.take()
    }

    /// Has a chunk opened.
    ///
    /// # Errors
    /// [`Error::ReadFailed`] if the threads have ended.
    pub(super) fn open(&mut self, id: ChunkId, sealed: Buffer) -> Result<()> {
        let sent = self.to_open.as_ref().and_then(|to_open| to_open.send((id, sealed)).ok());
        self.under_way += 1;
        sent.ok_or(Error::ReadFailed)
    }

    /// No chunk follows.
    pub(super) fn end(&mut self) {
        self.to_open = None;
    }

    /// The next chunk in order; none once all that were handed in are out.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the chunk.
    pub(super) fn next(&mut self) -> Result<Option<Plain>> {
        if self.under_way == 0 {
            return Ok(None);
        }
        self.under_way -= 1;
        self.opened.recv().map_err(|_| Error::ReadFailed)?.map(Some)
    }

    /// The SHA-256 of all that was handed out, after the end.
    ///
    /// # Errors
    /// [`Error::ReadFailed`] if the threads have ended before.
    pub(super) fn digest(&mut self) -> Result<[u8; 32]> {
        self.end();
        self.digest.recv().map_err(|_| Error::ReadFailed)
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.end();
        for thread in self.threads.drain(..) {
            // A panic in there has been printed, and has reached the reader as a closed channel.
            let _ = thread.join();
        }
    }
}

fn open_in_order(
    keys: &ChunkKeys,
    sealed: &Receiver<(ChunkId, Buffer)>,
    tell: &Sender<Result<Plain>>,
    to_hash: &SyncSender<Plain>,
) {
    for (id, mut bytes) in sealed {
        let plain = keys.open_in_place(&id, &mut bytes).map(|()| Plain::new(bytes));
        if let Ok(plain) = &plain
            && to_hash.send(plain.clone()).is_err()
        {
            return;
        }
        if tell.send(plain).is_err() {
            return;
        }
    }
}

fn hash_in_order(plain: &Receiver<Plain>, tell: &Sender<[u8; 32]>) {
    let mut context = Context::new(&SHA256);
    for plain in plain {
        context.update(&plain);
    }
    // Whoever gave up before the end asks no more.
    let _ = tell.send(context.finish().as_ref().try_into().expect("SHA-256 has 32 bytes"));
}
