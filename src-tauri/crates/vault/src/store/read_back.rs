//! Handing originals out: the chunks of one file in order, each authenticated, and the whole against its SHA-256.
//! Never hands out a byte that wasn't authenticated.

use std::io::{self, Read};

use ring::digest::{Context, SHA256};

use super::EvidenceStore;
use crate::chunk::ChunkId;
use crate::error::{Error, Result};
use crate::ingest::Sealed;

/// One original, as a stream. Ends with an error when the whole doesn't match its size and SHA-256; that every part is
/// genuine is known earlier, but that none is missing or out of place only then.
pub(crate) struct Original<'a> {
    store: &'a EvidenceStore,
    chunks: std::slice::Iter<'a, ChunkId>,
    size: u64,
    sha256: [u8; 32],
    /// The digest of what was handed out; none once the end was checked.
    digest: Option<Context>,
    handed_out: u64,
    current: io::Cursor<Vec<u8>>,
}

impl EvidenceStore {
    /// The original that these chunks make up.
    pub(crate) fn original<'a>(&'a self, sealed: &'a Sealed) -> Original<'a> {
        Original {
            store: self,
            chunks: sealed.chunks.iter(),
            size: sealed.size,
            sha256: sealed.sha256,
            digest: Some(Context::new(&SHA256)),
            handed_out: 0,
            current: io::Cursor::new(Vec::new()),
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
    /// [`Error::Damaged`].
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Vec<u8>>> {
        let Some(id) = self.chunks.next() else { return self.finish().map(|()| None) };
        let plain = self.store.get(id)?;
        self.handed_out += plain.len() as u64;
        if let Some(digest) = &mut self.digest {
            digest.update(&plain);
        }
        Ok(Some(plain))
    }

    fn finish(&mut self) -> Result<()> {
        let Some(digest) = self.digest.take() else { return Ok(()) };
        if self.handed_out != self.size {
            return Err(Error::damaged("a file's list of chunks, which doesn't give its size"));
        }
        if digest.finish().as_ref() != self.sha256 {
            return Err(Error::damaged("a file's list of chunks, which doesn't give its SHA-256"));
        }
        Ok(())
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
