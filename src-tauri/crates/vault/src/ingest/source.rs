//! A file that is being taken in, and whether it stayed the same meanwhile. Reads, and never writes or locks it.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// An open file with what was true of it when it was opened.
pub(super) struct SourceFile {
    path: PathBuf,
    file: File,
    before: Marks,
    read: u64,
}

/// What changes when somebody writes to a file or puts another in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Marks {
    len: u64,
    modified: Option<std::time::SystemTime>,
    /// Device, number, and second and nanosecond of the last change of any kind.
    #[cfg(unix)]
    inode: (u64, u64, i64, i64),
}

impl Marks {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Self {
            len: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            inode: (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

impl SourceFile {
    /// Opens a file; a link is followed, since its name was chosen by the user.
    ///
    /// # Errors
    /// [`Error::NotAFile`] for folders, pipes and devices, [`Error::FileVanished`], [`Error::Unreadable`].
    pub(super) fn open(path: &Path) -> Result<Self> {
        // Asked before opening, since opening a pipe waits for a writer, and after it, since the name may have moved.
        let found = fs::metadata(path).map_err(Error::reading_file)?;
        if !found.is_file() {
            return Err(Error::NotAFile);
        }
        let file = File::open(path).map_err(Error::reading_file)?;
        let opened = file.metadata().map_err(Error::reading_file)?;
        if !opened.is_file() {
            return Err(Error::NotAFile);
        }
        Ok(Self { path: path.to_owned(), file, before: Marks::of(&opened), read: 0 })
    }

    /// Length when opened.
    pub(super) fn len(&self) -> u64 {
        self.before.len
    }

    /// Called when all was read: the name still leads to this file, and nobody wrote to it.
    ///
    /// # Errors
    /// [`Error::FileVanished`], [`Error::FileChanged`].
    pub(super) fn check_unchanged(&self, read: u64) -> Result<()> {
        let here = fs::metadata(&self.path).map_err(Error::reading_file)?;
        let opened = self.file.metadata().map_err(Error::reading_file)?;
        let is_same = read == self.before.len && Marks::of(&here) == self.before && Marks::of(&opened) == self.before;
        if is_same { Ok(()) } else { Err(Error::FileChanged) }
    }
}

impl Read for SourceFile {
    /// Ends one byte past the length that the file had, so that one that grows for ever is noticed and not followed.
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let room = (self.before.len + 1).saturating_sub(self.read);
        let length = out.len().min(usize::try_from(room).unwrap_or(usize::MAX));
        let length = self.file.read(&mut out[..length])?;
        self.read += length as u64;
        Ok(length)
    }
}
