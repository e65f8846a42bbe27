//! Handing originals out: the chunks of one file in order, each authenticated, and the whole against its SHA-256.
//! Never hands out a byte that wasn't authenticated.

use std::io::{self, Read};

use ring::digest::{Context, SHA256};

use super::EvidenceStore;
use super::ahead::{Ahead, Plain};
use crate::chunk::ChunkId;
use crate::error::{Error, Result};
use crate::ingest::Sealed;

/// Files of so many chunks are opened and hashed by threads; for shorter ones starting them would cost more.
const FROM_CHUNKS: usize = 3;

/// One original, as a stream. Ends with an error when the whole doesn't match its size and SHA-256; that every part is
/// genuine is known earlier, but that none is missing or out of place only then.
pub(crate) struct Original<'a> {
    store: &'a EvidenceStore,
    chunks: std::slice::Iter<'a, ChunkId>,
    sealed: &'a Sealed,
    how: How,
    /// What went wrong with the chunk after those under way.
    failed: Option<Error>,
    handed_out: u64,
    current: io::Cursor<Plain>,
}

/// How the chunks are opened and hashed.
enum How {
    Unbegun,
    /// One by one on this thread.
    Here(Box<Context>),
    /// On threads beside this one.
    Beside(Box<Ahead>),
    /// Nothing more comes: the whole was checked, or can't be read.
    Ended {
        is_whole: bool,
    },
}

impl EvidenceStore {
    /// The original that these chunks make up.
    pub(crate) fn original<'a>(&'a self, sealed: &'a Sealed) -> Original<'a> {
        Original {
            store: self,
            chunks: sealed.chunks.iter(),
            sealed,
            how: How::Unbegun,
            failed: None,
            handed_out: 0,
            current: io::Cursor::new(Plain::of(Vec::new())),
        }
    }

    /// Reads an original back chunk by chunk.
    ///
    /// # Errors
    /// What `sink` answers; [`Error::Damaged`] naming the chunk, or the file whose hash doesn't match.
    pub(crate) fn read_back(&self, sealed: &Sealed, sink: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut original = self.original(sealed);
        while let Some(plain) = original.next_chunk()? {
            sink(&plain)?;
        }
        Ok(())
    }
}

impl Original<'_> {
    /// The next chunk's content; `None` after the last, once the whole has been checked.
    ///
    /// # Errors
    /// [`Error::Damaged`]; after any error nothing more comes.
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Plain>> {
        let next = self.next();
        match &next {
            Ok(Some(plain)) => self.handed_out += plain.len() as u64,
            Ok(None) => self.how = How::Ended { is_whole: true },
            Err(_) => self.how = How::Ended { is_whole: false },
        }
        next
    }

    fn next(&mut self) -> Result<Option<Plain>> {
        if matches!(self.how, How::Unbegun) {
            self.how = if self.sealed.chunks.len() < FROM_CHUNKS {
                How::Here(Box::new(Context::new(&SHA256)))
            } else {
                How::Beside(Box::new(Ahead::start(self.store.keys())?))
            };
        }
        let hash = match &mut self.how {
            How::Here(context) => {
                if let Some(id) = self.chunks.next() {
                    let plain = Plain::of(self.store.get(id)?);
                    context.update(&plain);
                    return Ok(Some(plain));
                }
                context.clone().finish().as_ref().try_into().expect("SHA-256 has 32 bytes")
            }
            How::Beside(ahead) => {
                if let Some(plain) = next_from(ahead, self.store, &mut self.chunks, &mut self.failed)? {
                    return Ok(Some(plain));
                }
                ahead.digest()?
            }
            How::Ended { is_whole: true } => return Ok(None),
            How::Unbegun | How::Ended { is_whole: false } => return Err(Error::ReadFailed),
        };
        self.compare(hash).map(|()| None)
    }

    /// Compares what was handed out, all chunks, with what the vault says of the file.
    fn compare(&self, hash: [u8; 32]) -> Result<()> {
        if self.handed_out != self.sealed.size {
            return Err(Error::damaged("a file's list of chunks, which doesn't give its size"));
        }
        if hash != self.sealed.sha256 {
            return Err(Error::damaged("a file's list of chunks, which doesn't give its SHA-256"));
        }
        Ok(())
    }
}

/// Reads on from the store as far as there is room, and answers the next chunk that is open. What goes wrong in reading is
/// answered once all chunks before it are out.
fn next_from(
    ahead: &mut Ahead,
    store: &EvidenceStore,
    chunks: &mut std::slice::Iter<'_, ChunkId>,
    failed: &mut Option<Error>,
) -> Result<Option<Plain>> {
    while ahead.has_room() {
        let Some(id) = chunks.next() else {
            ahead.end();
            break;
        };
        let mut sealed = ahead.buffer();
        match store.stored_into(id, &mut sealed) {
            Ok(()) => ahead.open(*id, sealed)?,
            Err(error) => {
                *failed = Some(error);
                ahead.end();
            }
        }
    }
    match ahead.next()? {
        Some(plain) => Ok(Some(plain)),
        None => failed.take().map_or(Ok(None), Err),
    }
}

impl Read for Original<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let length = self.current.read(out)?;
            if length > 0 || out.is_empty() {
                return Ok(length);
            }
            match self.next_chunk().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))? {
                Some(plain) => self.current = io::Cursor::new(plain),
                None => return Ok(0),
            }
        }
    }
}
