//! Taking evidence files in: read once, hashed with SHA-256 beside sealing, stored without duplicates, in bounded
//! memory whatever the size. What isn't committed leaves nothing behind.

mod source;
mod supply;
#[cfg(test)]
mod tests;
mod workers;

use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use ring::digest::{SHA256, digest};

use crate::buffer::{Buffer, Buffers};
use crate::chunk::{CHUNK_LEN, ChunkId, Packer};
use crate::error::{Error, Result};
use crate::store::{EvidenceStore, LogCopy};
use source::SourceFile;
use supply::{Beside, Here, Supply, read_chunk};
use workers::{Done, Workers};

/// Sealed bytes after which a batch is made durable: one sync then costs little beside the writing.
const BATCH_LEN: usize = 32 * 1024 * 1024;
/// Files up to this are sealed on the calling thread: handing them over would cost more.
const INLINE_LEN: usize = 256 * 1024;

/// How far a file has been taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes done.
    pub done: u64,
    /// Bytes in all, if known.
    pub total: Option<u64>,
}

/// Told after each chunk, on the calling thread; breaking cancels.
pub(crate) type Tell<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// One file as it lies in the store: what `vault.db` has to keep of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// SHA-256 of the content.
    pub sha256: [u8; 32],
    /// Bytes of the content.
    pub size: u64,
    /// The chunks that make it up, in order; none for an empty file. One may come up more than once.
    pub chunks: Vec<ChunkId>,
}

/// Takes one or several files in. They count once [`Ingest::commit`] has returned, after which a record in `vault.db`
/// may name their chunks. Dropped before that, all that it stored is removed again.
pub(crate) struct Ingest<'s> {
    store: &'s mut EvidenceStore,
    workers: Option<Workers>,
    /// While large files are taken in.
    log_copy: Option<LogCopy>,
    packer: Option<Packer>,
    buffers: Buffers,
    /// Chunks that weren't in the store before, some of them already durable.
    new: Vec<ChunkId>,
    /// Sealed bytes stored since the last commit.
    pending_len: usize,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    Open,
    /// The database refused; all has been taken back.
    Failed,
    Committed,
}

impl<'s> Ingest<'s> {
    /// Begins. The store takes nothing else in meanwhile.
    pub(crate) fn begin(store: &'s mut EvidenceStore) -> Self {
        Self {
            store,
            workers: None,
            log_copy: None,
            packer: None,
            buffers: Buffers::default(),
            new: Vec::new(),
            pending_len: 0,
            state: State::Open,
        }
    }

    /// Takes in the file at a path. After an error of the file itself (or a cancel) nothing of this file is left, and
    /// others can follow; after one of the store nothing of this ingest is left.
    ///
    /// # Errors
    /// [`Error::NotAFile`], [`Error::FileVanished`], [`Error::FileChanged`], [`Error::Unreadable`],
    /// [`Error::Cancelled`]; of the store [`Error::DiskFull`] and others; [`Error::IngestFailed`] after one of those.
    pub(crate) fn add_file(&mut self, path: &Path, tell: &mut Tell<'_>) -> Result<Sealed> {
        let mut file = SourceFile::open(path)?;
        let mut report = Report::new(Some(file.len()), tell);
        self.all_or_nothing(|ingest| {
            report.advance(0)?;
            let first = read_chunk(&mut file, &ingest.buffers)?;
            if first.len() <= INLINE_LEN {
                let sealed = ingest.seal_small(&first, &mut report)?;
                return file.check_unchanged(sealed.size).map(|()| sealed);
            }
            let mut beside = Beside::start(file, ingest.buffers.clone())?;
            let sealed = ingest.seal_large(first, &mut beside, &mut report)?;
            beside.finish()?.check_unchanged(sealed.size).map(|()| sealed)
        })
    }

    /// Takes in what a reader gives, to its end; `total` is for the progress only.
    ///
    /// # Errors
    /// As [`Ingest::add_file`], but for the checks on the file.
    pub(crate) fn add(&mut self, mut source: impl Read, total: Option<u64>, tell: &mut Tell<'_>) -> Result<Sealed> {
        let mut report = Report::new(total, tell);
        self.all_or_nothing(|ingest| {
            report.advance(0)?;
            let buffers = ingest.buffers.clone();
            let first = read_chunk(&mut source, &buffers)?;
            if first.len() <= INLINE_LEN {
                return ingest.seal_small(&first, &mut report);
            }
            ingest.seal_large(first, &mut Here { source: &mut source, buffers }, &mut report)
        })
    }

    /// Makes all that was added durable. Answers the chunks that are new, for [`EvidenceStore::remove`] in case the
    /// records that should name them can't be kept.
    ///
    /// # Errors
    /// [`Error::DiskFull`] and others; nothing of this ingest is left then.
    pub(crate) fn commit(mut self) -> Result<Vec<ChunkId>> {
        if self.state == State::Failed {
            return Err(Error::IngestFailed);
        }
        self.end_log_copy();
        self.store.commit()?;
        self.state = State::Committed;
        Ok(std::mem::take(&mut self.new))
    }

    /// Adds one source; on any failure takes back what came of it.
    fn all_or_nothing(&mut self, add: impl FnOnce(&mut Self) -> Result<Sealed>) -> Result<Sealed> {
        if self.state == State::Failed {
            return Err(Error::IngestFailed);
        }
        let mark = self.new.len();
        add(self).inspect_err(|error| {
            // Work under way for the failed file must not be taken for the next one's, and none but this thread may be at
            // the log while it is cut.
            self.workers = None;
            self.end_log_copy();
            if !is_of_the_source(error) || self.take_back(mark).is_err() {
                self.abandon();
            }
        })
    }

    /// A file of one short chunk, or none.
    fn seal_small(&mut self, plain: &[u8], report: &mut Report<'_, '_>) -> Result<Sealed> {
        let sha256 = digest(&SHA256, plain).as_ref().try_into().expect("SHA-256 has 32 bytes");
        let mut chunks = Vec::new();
        if !plain.is_empty() {
            let keys = self.store.keys().clone();
            let id = keys.identify(plain);
            let found = self.found(&id)?;
            if found.as_ref().is_none_or(|sealed| keys.open(&id, sealed).is_err()) {
                let packer = match &mut self.packer {
                    Some(packer) => packer,
                    none => none.insert(Packer::new()?),
                };
                let sealed = keys.seal(packer, &id, plain)?;
                self.put(id, &sealed, found.is_none())?;
            }
            chunks.push(id);
        }
        report.advance(plain.len())?;
        Ok(Sealed { sha256, size: plain.len() as u64, chunks })
    }

    /// A file of any length: this thread stores, others hash and seal. As many chunks are under way at once as [`Workers`]
    /// allows, so memory stays bounded.
    fn seal_large(&mut self, first: Buffer, source: &mut dyn Supply, report: &mut Report<'_, '_>) -> Result<Sealed> {
        if self.workers.is_none() {
            self.workers = Some(Workers::start(self.store.keys(), &self.buffers)?);
        }
        if self.log_copy.is_none() {
            self.log_copy = Some(LogCopy::start(self.store)?);
        }
        let mut file = UnderWay { next: Some(first), ..UnderWay::default() };
        loop {
            while file.count < self.workers()?.room() {
                if file.next.is_none() && !file.is_at_end {
                    file.next = source.next(file.count == 0)?;
                }
                if file.next.is_none() {
                    break;
                }
                self.hand_over(&mut file)?;
            }
            if file.count == 0 {
                break;
            }
            let done = self.workers()?.wait()?;
            self.take_over(done, &mut file, report)?;
        }
        Ok(Sealed { sha256: self.workers()?.finish_hash()?, size: file.size, chunks: file.chunks })
    }

    /// Gives the chunk that was read to those who hash and name it.
    fn hand_over(&mut self, file: &mut UnderWay) -> Result<()> {
        let Some(plain) = file.next.take() else { return Ok(()) };
        file.is_at_end = plain.len() < CHUNK_LEN;
        if plain.is_empty() {
            return Ok(());
        }
        file.size += plain.len() as u64;
        file.count += 1;
        let place = file.chunks.len();
        file.chunks.push(ChunkId::from_bytes([0; 32]));
        self.workers()?.identify(place, plain)
    }

    /// Goes on with a chunk that was named or sealed.
    fn take_over(&mut self, done: Done, file: &mut UnderWay, report: &mut Report<'_, '_>) -> Result<()> {
        let length = match done {
            Done::Identified { place, id, plain } => {
                file.chunks[place] = id;
                // A twin further ahead in this file is being sealed already.
                if !file.being_sealed.contains(&id) {
                    let found = self.found(&id)?;
                    file.being_sealed.push(id);
                    return self.workers()?.seal(id, plain, found);
                }
                plain.len()
            }
            Done::Broken => return Err(Error::IngestFailed),
            Done::Kept { id, length } => {
                file.being_sealed.retain(|other| *other != id);
                length
            }
            Done::Sealed { id, length, sealed, is_new } => {
                self.put(id, &sealed?, is_new)?;
                file.being_sealed.retain(|other| *other != id);
                length
            }
        };
        file.count -= 1;
        report.advance(length)
    }

    /// The chunk as it lies in the store, if it does. One whose row is damaged counts as there, but opens to nothing,
    /// so that it is sealed anew and healed.
    fn found(&self, id: &ChunkId) -> Result<Option<Vec<u8>>> {
        match self.store.sealed(id) {
            Err(error) if error.is_damage() => Ok(Some(Vec::new())),
            answer => answer,
        }
    }

    /// Stores a sealed chunk and ends the batch when it is full.
    fn put(&mut self, id: ChunkId, sealed: &[u8], is_new: bool) -> Result<()> {
        self.require_room(sealed.len())?;
        self.store.begin()?;
        self.store.put(&id, sealed)?;
        if is_new {
            self.new.push(id);
        }
        self.pending_len += sealed.len();
        if self.pending_len >= BATCH_LEN { self.end_batch() } else { Ok(()) }
    }

    fn end_batch(&mut self) -> Result<()> {
        self.store.keep()?;
        let committed = std::mem::take(&mut self.pending_len);
        self.log_copy.as_mut().map_or(Ok(()), |log_copy| log_copy.committed(committed))
    }

    /// Whether there is room for a chunk: once in the log, and all that isn't copied yet once more when the log is copied into
    /// the file. Where that is short, the log is copied and begun anew first.
    fn require_room(&mut self, length: usize) -> Result<()> {
        let uncopied = |ingest: &Self| ingest.log_copy.as_ref().map_or(0, LogCopy::uncopied) + ingest.pending_len;
        match self.store.require_room(uncopied(self) + 2 * length) {
            Err(Error::DiskFull { .. }) if uncopied(self) > 0 && self.log_copy.is_some() => {}
            answer => return answer,
        }
        self.end_batch()?;
        self.log_copy.as_mut().map_or(Ok(()), LogCopy::copy_all)?;
        self.store.require_room(uncopied(self) + 2 * length)
    }

    /// Removes the chunks that became new after `mark`.
    fn take_back(&mut self, mark: usize) -> Result<()> {
        if self.new.len() > mark {
            self.store.remove(&self.new[mark..])?;
            self.new.truncate(mark);
            self.pending_len = 0;
        }
        Ok(())
    }

    /// Takes everything back. Where that fails too (a disk so full that nothing can be removed either), what is left is
    /// orphans: no record names them, and the sweep at the next start removes them.
    fn abandon(&mut self) {
        self.state = State::Failed;
        self.end_log_copy();
        let _ = self.store.roll_back().and_then(|()| self.store.remove(&std::mem::take(&mut self.new)));
    }

    fn end_log_copy(&mut self) {
        if let Some(log_copy) = self.log_copy.take() {
            log_copy.end(self.store);
        }
    }

    fn workers(&mut self) -> Result<&mut Workers> {
        self.workers.as_mut().ok_or(Error::IngestFailed)
    }
}

impl Drop for Ingest<'_> {
    fn drop(&mut self) {
        if self.state == State::Open {
            self.abandon();
        }
    }
}

/// One file while its chunks are under way.
#[derive(Default)]
struct UnderWay {
    /// What was read last and not yet handed over.
    next: Option<Buffer>,
    is_at_end: bool,
    /// Chunks handed over and not yet stored.
    count: usize,
    size: u64,
    chunks: Vec<ChunkId>,
    being_sealed: Vec<ChunkId>,
}

/// Progress of one file, and the one who is told.
struct Report<'a, 'b> {
    progress: Progress,
    tell: &'a mut Tell<'b>,
}

impl<'a, 'b> Report<'a, 'b> {
    fn new(total: Option<u64>, tell: &'a mut Tell<'b>) -> Self {
        Self { progress: Progress { done: 0, total }, tell }
    }

    fn advance(&mut self, by: usize) -> Result<()> {
        self.progress.done += by as u64;
        match (self.tell)(self.progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Cancelled),
        }
    }
}

/// Whether an error says that the file can't be taken in, and nothing against the store.
fn is_of_the_source(error: &Error) -> bool {
    matches!(
        error,
        Error::Cancelled | Error::FileVanished | Error::FileChanged | Error::NotAFile | Error::Unreadable { .. }
    )
}
