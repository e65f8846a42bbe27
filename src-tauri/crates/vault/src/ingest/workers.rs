//! The threads beside an ingest: one hashes a file with SHA-256 in order, others name chunks and seal them. They know
//! neither the database nor the file.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use ring::digest::{Context, SHA256};

use crate::buffer::{Buffer, Buffers};
use crate::chunk::{ChunkId, ChunkKeys, Packer};
use crate::error::{Error, Result};
use crate::worker;

/// Most threads that seal; more would wait for the disk.
const MOST_SEALERS: usize = 3;
/// Chunks under way at once: what the threads go on with while the calling one waits for the disk.
const ROOM: usize = 16;

/// The threads. Dropping them ends them, after the chunk that each is at.
pub(super) struct Workers {
    jobs: Option<Sender<Job>>,
    done: Receiver<Done>,
    hash: Option<SyncSender<Hash>>,
    digest: Receiver<[u8; 32]>,
    threads: Vec<JoinHandle<()>>,
    room: usize,
}

/// A chunk's content, shared by the one who hashes and the one who seals.
pub(super) type Plain = Arc<Buffer>;

/// What sealers are asked for.
enum Job {
    Identify { place: usize, plain: Plain },
    Seal { id: ChunkId, plain: Plain, found: Option<Vec<u8>> },
}

/// What the hashing thread is asked for.
enum Hash {
    Update(Plain),
    Finish,
}

/// What sealers answer.
pub(super) enum Done {
    /// A chunk has its name.
    Identified {
        /// Its place in the file.
        place: usize,
        /// Its name.
        id: ChunkId,
        /// Its content, to be sealed.
        plain: Plain,
    },
    /// The chunk in the store is whole and stays.
    Kept {
        /// The chunk.
        id: ChunkId,
        /// Its content's length.
        length: usize,
    },
    /// A chunk is sealed.
    Sealed {
        /// The chunk.
        id: ChunkId,
        /// Its content's length.
        length: usize,
        /// The sealed chunk.
        sealed: Result<Buffer>,
        /// Whether the store has none of this id; else what it has is damaged and to be replaced.
        is_new: bool,
    },
    /// A thread panicked, and what it was at never comes.
    Broken,
}

impl Workers {
    /// Starts the threads.
    ///
    /// # Errors
    /// [`Error::Io`] if the system has no more threads or memory.
    pub(super) fn start(keys: &Arc<ChunkKeys>, buffers: &Buffers) -> Result<Self> {
        let sealers = thread::available_parallelism().map_or(1, |cores| cores.get() - 1).clamp(1, MOST_SEALERS);
        let room = ROOM;
        let (jobs, waiting) = channel();
        let (tell, done) = channel();
        let (hash, to_hash) = sync_channel(room);
        let (tell_digest, digest) = channel();
        let mut threads = vec![worker::start("hash", move || hash_in_order(&to_hash, &tell_digest))?];
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..sealers {
            let (waiting, tell) = (waiting.clone(), tell.clone());
            let sealer = Sealer { keys: keys.clone(), packer: Packer::new()?, buffers: buffers.clone() };
            threads.push(worker::start("seal", move || sealer.work(&waiting, &tell))?);
        }
        Ok(Self { jobs: Some(jobs), done, hash: Some(hash), digest, threads, room })
    }

    /// How many chunks may be under way at once.
    pub(super) fn room(&self) -> usize {
        self.room
    }

    /// Has the next chunk of the file hashed and named.
    ///
    /// # Errors
    /// [`Error::IngestFailed`] if the threads have ended.
    pub(super) fn identify(&self, place: usize, plain: Buffer) -> Result<()> {
        let plain = Arc::new(plain);
        let hash = self.hash.as_ref().ok_or(Error::IngestFailed)?;
        hash.send(Hash::Update(plain.clone())).map_err(|_| Error::IngestFailed)?;
        self.ask(Job::Identify { place, plain })
    }

    /// Has a named chunk sealed, unless what was `found` in the store is whole.
    ///
    /// # Errors
    /// [`Error::IngestFailed`] if the threads have ended.
    pub(super) fn seal(&self, id: ChunkId, plain: Plain, found: Option<Vec<u8>>) -> Result<()> {
        self.ask(Job::Seal { id, plain, found })
    }

    /// Waits for the next answer.
    ///
    /// # Errors
    /// [`Error::IngestFailed`] if the threads have ended.
    pub(super) fn wait(&self) -> Result<Done> {
        self.done.recv().map_err(|_| Error::IngestFailed)
    }

    /// The SHA-256 of all chunks since the last call, in the order of [`Workers::identify`].
    ///
    /// # Errors
    /// [`Error::IngestFailed`] if the threads have ended.
    pub(super) fn finish_hash(&self) -> Result<[u8; 32]> {
        let hash = self.hash.as_ref().ok_or(Error::IngestFailed)?;
        hash.send(Hash::Finish).map_err(|_| Error::IngestFailed)?;
        self.digest.recv().map_err(|_| Error::IngestFailed)
    }

    fn ask(&self, job: Job) -> Result<()> {
        self.jobs.as_ref().and_then(|jobs| jobs.send(job).ok()).ok_or(Error::IngestFailed)
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.jobs = None;
        self.hash = None;
        for thread in self.threads.drain(..) {
            // A panic in there has been printed, and has reached the ingest as an answer or a closed channel.
            let _ = thread.join();
        }
    }
}

fn hash_in_order(asked: &Receiver<Hash>, tell: &Sender<[u8; 32]>) {
    let mut context = Context::new(&SHA256);
    for hash in asked {
        match hash {
            Hash::Update(plain) => context.update(&plain),
            Hash::Finish => {
                let digest = std::mem::replace(&mut context, Context::new(&SHA256)).finish();
                let digest = digest.as_ref().try_into().expect("SHA-256 has 32 bytes");
                if tell.send(digest).is_err() {
                    return;
                }
            }
        }
    }
}

/// While other threads of its kind go on, the channel stays open without one that panicked: then this tells of it.
struct TellsOfPanic<'a>(&'a Sender<Done>);

impl Drop for TellsOfPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            // Whoever gave up meanwhile waits for nothing.
            let _ = self.0.send(Done::Broken);
        }
    }
}

/// One thread that names and seals.
struct Sealer {
    keys: Arc<ChunkKeys>,
    packer: Packer,
    buffers: Buffers,
}

impl Sealer {
    fn work(mut self, asked: &Mutex<Receiver<Job>>, tell: &Sender<Done>) {
        let _tells = TellsOfPanic(tell);
        loop {
            // Held while waiting: the others wait for the lock just as they would for a job.
            let job = asked.lock().map_or(None, |asked| asked.recv().ok());
            let done = match job {
                None => return,
                Some(Job::Identify { place, plain }) => {
                    Done::Identified { place, id: self.keys.identify(&plain), plain }
                }
                Some(Job::Seal { id, plain, found }) => self.seal_unless_found(id, &plain, found),
            };
            if tell.send(done).is_err() {
                return;
            }
        }
    }

    fn seal_unless_found(&mut self, id: ChunkId, plain: &Plain, found: Option<Vec<u8>>) -> Done {
        let length = plain.len();
        let is_new = found.is_none();
        if found.is_some_and(|found| self.keys.open_sealed(&id, found).is_ok()) {
            return Done::Kept { id, length };
        }
        let mut sealed = self.buffers.take();
        let answer = self.keys.seal_into(&mut self.packer, &id, plain, &mut sealed);
        Done::Sealed { id, length, sealed: answer.map(|()| sealed), is_new }
    }
}
