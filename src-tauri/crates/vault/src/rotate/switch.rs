//! How what was prepared under a new key takes the place of the vault: which folders say how far it has come, and the steps
//! that an interruption leaves to whoever opens the vault next. Knows no key and reads no content.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::{After, Stage};
use crate::error::{Error, Result};
use crate::folder::{EVIDENCE_DB, Folder, HEADER_A, HEADER_B, VAULT_DB};
use crate::migrate::COPY_BEFORE;

/// The folder within the vault's own in which it is put together under a new key. It counts for nothing.
pub(super) const NEXT: &str = "next-key";
/// The same folder once it counts: what is in it takes the place of the vault's files.
pub(super) const NEW: &str = "new-key";

/// The files that are put in place, in this order. The headers come last, though nothing depends on it: until the folder
/// is gone nobody reads any of them.
const FILES: [&str; 4] = [VAULT_DB, EVIDENCE_DB, HEADER_A, HEADER_B];

/// Puts the vault's new files in their place, if there are any that count. Needs no secret, and can be interrupted and begun
/// again at any point. Call it under the lock, before anything of the vault is read.
///
/// # Errors
/// [`Error::Damaged`] if something else than plain files lies there; [`Error::ReadOnly`], [`Error::Io`].
pub(crate) fn finish(folder: &Folder) -> Result<()> {
    finish_watched(folder, &mut |_| Ok(()))
}

pub(super) fn finish_watched(folder: &Folder, after: &mut After<'_>) -> Result<()> {
    const DOING: &str = "putting the vault under its new key in place";
    let path = folder.file(NEW);
    match fs::symlink_metadata(&path) {
        Err(source) if source.kind() == ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::io(DOING)(source)),
        Ok(found) if !found.is_dir() => return Err(Error::damaged(NEW)),
        Ok(_) => {}
    }
    // That it counts must be on the disk before anything of the old key goes.
    folder.sync()?;
    let new = Folder::found(&path)?;
    for name in FILES {
        let from = new.file(name);
        match fs::symlink_metadata(&from) {
            // It is in its place already.
            Err(source) if source.kind() == ErrorKind::NotFound => continue,
            Err(source) => return Err(Error::io(DOING)(source)),
            Ok(found) if !found.is_file() => return Err(Error::damaged(format!("{NEW}: {name}"))),
            Ok(_) => {}
        }
        if [VAULT_DB, EVIDENCE_DB].contains(&name) {
            // A log of the old key beside a database of the new one would be taken for that one's.
            for ending in ["-wal", "-shm", "-journal"] {
                remove(&folder.file(&format!("{name}{ending}")))?;
            }
            folder.sync()?;
            after(Stage::LogRemoved)?;
        }
        fs::rename(&from, folder.file(name)).map_err(Error::io(DOING))?;
        folder.sync()?;
        new.sync()?;
        after(Stage::Moved)?;
    }
    remove(&folder.file(COPY_BEFORE))?;
    remove(&folder.file("header.a.new"))?;
    remove(&folder.file("header.b.new"))?;
    after(Stage::Cleared)?;
    fs::remove_dir_all(new.path()).map_err(Error::io(DOING))?;
    folder.sync()
}

/// The folder whose headers count, for a look without the lock: that of the new key while its files are being put in place.
///
/// # Errors
/// [`Error::Io`].
pub(crate) fn headers_of(folder: Folder) -> Result<Folder> {
    let has = |name| fs::symlink_metadata(folder.file(NEW).join(name)).is_ok_and(|found| found.is_file());
    if has(HEADER_A) || has(HEADER_B) { Folder::found(&folder.file(NEW)) } else { Ok(folder) }
}

/// Whether something lies there that doesn't count yet.
pub(crate) fn is_begun(folder: &Folder) -> bool {
    fs::symlink_metadata(folder.file(NEXT)).is_ok_and(|found| found.is_dir())
}

/// Removes a file that may be there.
pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(Error::io("removing a file of the old key")(source)),
        _ => Ok(()),
    }
}
