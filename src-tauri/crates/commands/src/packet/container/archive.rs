//! The archive of a container while it is written. Originals that lie beside a packet go into an archive of their own inside
//! it, since the names of an archive's entries can be read without the passphrase. Sealing is the library's work alone.

use std::fs::File;
use std::io::{self, Write};

use zip::result::{ZipError, ZipResult};
use zip::write::{FileOptions, SimpleFileOptions, StreamWriter};
use zip::{AesMode, CompressionMethod, ZipWriter};

/// The entry that holds the originals.
const ORIGINALS: &str = "originals.zip";
/// Bytes that are sealed at a time.
const AT_A_TIME: usize = 1 << 16;

/// An archive that is written from its beginning to its end: the library then seals entries by AE-2, which tells no checksum
/// of what they hold.
type Straight<W> = ZipWriter<StreamWriter<W>>;

/// What the archive can take next.
pub(super) enum Archive {
    /// Entries.
    Open(Box<Straight<Kept>>),
    /// Originals, into the entry that is being written.
    Originals(Box<Straight<Straight<Kept>>>),
    /// Nothing: it is whole, or it failed.
    Closed,
}

impl Archive {
    /// An empty one in a file.
    pub(super) fn new(file: File) -> Self {
        Self::Open(Box::new(ZipWriter::new_stream(Kept { file, failed: false })))
    }

    /// Adds a sealed entry.
    pub(super) fn entry(&mut self, name: &str, passphrase: &str, bytes: &[u8]) -> ZipResult<()> {
        let mut archive = self.take_open()?;
        archive.start_file(name, sealed(passphrase))?;
        for part in bytes.chunks(AT_A_TIME) {
            archive.write_all(part)?;
        }
        *self = Self::Open(archive);
        Ok(())
    }

    /// Adds an original, which `fill` writes.
    pub(super) fn original(
        &mut self,
        name: &str,
        passphrase: &str,
        fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> ZipResult<()> {
        let mut originals = match std::mem::replace(self, Self::Closed) {
            Self::Originals(originals) => originals,
            other => {
                *self = other;
                let mut archive = self.take_open()?;
                // How long it will be isn't known when it is begun.
                archive.start_file(ORIGINALS, sealed(passphrase).large_file(true))?;
                Box::new(ZipWriter::new_stream(*archive))
            }
        };
        originals.start_file(name, plain().large_file(true))?;
        fill(&mut originals)?;
        *self = Self::Originals(originals);
        Ok(())
    }

    /// Ends the archive.
    pub(super) fn close(&mut self) -> ZipResult<()> {
        self.take_open()?.finish()?.into_inner().flush()?;
        Ok(())
    }

    /// The archive between two entries. It stays closed unless it is put back.
    fn take_open(&mut self) -> ZipResult<Box<Straight<Kept>>> {
        match std::mem::replace(self, Self::Closed) {
            Self::Open(archive) => Ok(archive),
            Self::Originals(originals) => Ok(Box::new(originals.finish()?.into_inner())),
            Self::Closed => Err(ZipError::Io(io::ErrorKind::BrokenPipe.into())),
        }
    }
}

/// Without a time or anything else that says more of an entry than its name and length.
fn plain() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o600)
}

fn sealed(passphrase: &str) -> FileOptions<'_, 'static, ()> {
    plain().with_aes_encryption(AesMode::Aes256, passphrase)
}

/// The file of an archive. After its first failure, which its caller gets, it keeps nothing and says nothing more: the
/// library ends an archive that is dropped, and would tell the terminal that this fails as well.
pub(super) struct Kept {
    file: File,
    failed: bool,
}

impl Kept {
    fn tried<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        // An interrupted write is tried again.
        self.failed = result.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted);
        result
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed {
            return Ok(bytes.len());
        }
        let written = self.file.write(bytes);
        self.tried(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed {
            return Ok(());
        }
        let flushed = self.file.flush();
        self.tried(flushed)
    }
}
