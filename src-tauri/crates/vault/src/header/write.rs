//! Puts the header's copies down so that a stop at any moment leaves at least one whole copy of the old or the new
//! generation, and a full disk leaves both as they were.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::Header;
use super::copies::CopyName;
use crate::error::{Error, Result};
use crate::folder::{Folder, create_private};
use crate::key::HeaderKey;

/// What has just been done; a test can stop after each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The new file of a copy exists, empty.
    Created(CopyName),
    /// It has its bytes, which may not be on the disk yet.
    Written(CopyName),
    /// Its bytes are on the disk.
    Synced(CopyName),
    /// It has taken the place of the old copy.
    Renamed(CopyName),
    /// The renaming is on the disk.
    FolderSynced(CopyName),
}

impl Header {
    /// Writes both copies, one after the other.
    ///
    /// # Errors
    /// [`Error::DiskFull`] and [`Error::ReadOnly`] leave both copies as they were; [`Error::Io`].
    pub(crate) fn write(&self, folder: &Folder, key: &HeaderKey) -> Result<()> {
        write_copies(folder, &[CopyName::A, CopyName::B], &self.encode(key), &mut |_| Ok(()))
    }
}

/// Writes these copies. All new files are whole and synced before the first takes its place, since what runs out on
/// a full disk is room for new bytes: renaming needs none.
pub(super) fn write_copies(
    folder: &Folder,
    copies: &[CopyName],
    bytes: &[u8],
    after: &mut dyn FnMut(Step) -> Result<()>,
) -> Result<()> {
    for copy in copies {
        write_new(&new_path(folder, *copy), *copy, bytes, after)
            .inspect_err(|_| copies.iter().for_each(|copy| discard(&new_path(folder, *copy))))?;
    }
    for copy in copies {
        fs::rename(new_path(folder, *copy), folder.file(copy.file()))
            .map_err(Error::io("putting the header in place"))?;
        after(Step::Renamed(*copy))?;
        folder.sync()?;
        after(Step::FolderSynced(*copy))?;
    }
    Ok(())
}

fn write_new(path: &Path, copy: CopyName, bytes: &[u8], after: &mut dyn FnMut(Step) -> Result<()>) -> Result<()> {
    const DOING: &str = "writing the header";
    // One that an earlier stop left behind is of no use; creating anew also never follows a link.
    discard(path);
    let mut file: File = create_private(path).map_err(Error::io(DOING))?;
    after(Step::Created(copy))?;
    file.write_all(bytes).map_err(Error::io(DOING))?;
    after(Step::Written(copy))?;
    file.sync_all().map_err(Error::io(DOING))?;
    after(Step::Synced(copy))
}

/// Removes a file if it is there. Should that fail, the creation that follows says why; one left over at the end is
/// harmless and is replaced next time.
fn discard(path: &Path) {
    let _ = fs::remove_file(path);
}

fn new_path(folder: &Folder, copy: CopyName) -> std::path::PathBuf {
    folder.file(copy.new_file())
}
