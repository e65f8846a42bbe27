//! Where the chunks of a large file come from: read on the calling thread, or on one of its own that reads ahead while the
//! calling one stores. Knows nothing of what is done with them.

use std::io::{ErrorKind, Read};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread::JoinHandle;

use super::source::SourceFile;
use crate::buffer::{Buffer, Buffers};
use crate::chunk::CHUNK_LEN;
use crate::error::{Error, Result};
use crate::worker;

/// Chunks that were read and wait.
const AHEAD: usize = 4;

/// A whole chunk, or less at the end of the source.
pub(super) fn read_chunk(source: &mut impl Read, buffers: &Buffers) -> Result<Buffer> {
    let mut plain = buffers.take();
    plain.resize(CHUNK_LEN, 0);
    let mut length = 0;
    while length < CHUNK_LEN {
        match source.read(&mut plain[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(source) if source.kind() == ErrorKind::Interrupted => {}
            Err(source) => return Err(Error::reading_file(source)),
        }
    }
    plain.truncate(length);
    Ok(plain)
}

/// Hands out chunks in order; one that is shorter than [`CHUNK_LEN`] is the last, and may be empty.
pub(super) trait Supply {
    /// The next chunk. None only where the caller needn't wait and nothing has been read yet.
    ///
    /// # Errors
    /// What reading answers.
    fn next(&mut self, must_wait: bool) -> Result<Option<Buffer>>;
}

/// Reads when it is asked.
pub(super) struct Here<'a, R> {
    pub(super) source: &'a mut R,
    pub(super) buffers: Buffers,
}

impl<R: Read> Supply for Here<'_, R> {
    fn next(&mut self, _must_wait: bool) -> Result<Option<Buffer>> {
        read_chunk(self.source, &self.buffers).map(Some)
    }
}

/// A file that a thread of its own reads.
pub(super) struct Beside {
    read: Option<Receiver<Result<Buffer>>>,
    thread: Option<JoinHandle<SourceFile>>,
}

impl Beside {
    /// Goes on with a file that was begun.
    ///
    /// # Errors
    /// [`Error::Io`] if the system has no more threads.
    pub(super) fn start(file: SourceFile, buffers: Buffers) -> Result<Self> {
        let (tell, read) = sync_channel(AHEAD);
        let thread = worker::start("read", move || read_on(file, &buffers, &tell))?;
        Ok(Self { read: Some(read), thread: Some(thread) })
    }

    /// The file, once its last chunk has been handed out.
    ///
    /// # Errors
    /// [`Error::IngestFailed`] if the thread broke down.
    pub(super) fn finish(mut self) -> Result<SourceFile> {
        self.read = None;
        self.thread.take().and_then(|thread| thread.join().ok()).ok_or(Error::IngestFailed)
    }
}

impl Supply for Beside {
    fn next(&mut self, must_wait: bool) -> Result<Option<Buffer>> {
        let read = self.read.as_ref().ok_or(Error::IngestFailed)?;
        let next = if must_wait { read.recv().map_err(|_| TryRecvError::Disconnected) } else { read.try_recv() };
        match next {
            Ok(next) => next.map(Some),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(Error::IngestFailed),
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.read = None;
        if let Some(thread) = self.thread.take() {
            // A panic in there has been printed, and has reached the ingest as a closed channel.
            let _ = thread.join();
        }
    }
}

fn read_on(mut file: SourceFile, buffers: &Buffers, tell: &SyncSender<Result<Buffer>>) -> SourceFile {
    loop {
        let next = read_chunk(&mut file, buffers);
        let is_last = next.as_ref().map_or(true, |plain| plain.len() < CHUNK_LEN);
        if tell.send(next).is_err() || is_last {
            return file;
        }
    }
}
