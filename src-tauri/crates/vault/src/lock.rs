//! The lock on a vault: an operating-system lock on an open handle of the file `lock`, taken before the header is
//! read and freed when the handle closes, also by the death of the program. The file's existence says nothing, and
//! nothing is ever written into it.

use std::fs::{self, File, TryLockError};

use crate::error::{Error, Result};
use crate::folder::{Folder, LOCK, private_file};

/// The one lock on a vault; dropping it frees the vault.
#[derive(Debug)]
pub(crate) struct Lock {
    /// Kept open: the lock lives as long as the handle.
    _handle: File,
}

impl Lock {
    /// Takes the lock without waiting.
    ///
    /// # Errors
    /// [`Error::InUse`] if another handle holds it, [`Error::ReadOnly`] if the folder can't be written,
    /// [`Error::DiskFull`], [`Error::Io`].
    pub(crate) fn take(folder: &Folder) -> Result<Self> {
        const DOING: &str = "taking the vault's lock";
        let path = folder.file(LOCK);
        // A pipe or a device put there by somebody else could block the opening for ever.
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Err(Error::damaged(LOCK));
        }
        let handle =
            private_file().read(true).write(true).create(true).truncate(false).open(path).map_err(Error::io(DOING))?;
        match handle.try_lock() {
            Ok(()) => Ok(Self { _handle: handle }),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(source)) => Err(Error::io(DOING)(source)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::create(&home.path().join("client.vault")).unwrap();
        (home, folder)
    }

    #[test]
    fn a_second_taker_is_refused_until_the_first_lets_go() {
        let (_home, folder) = folder();
        let first = Lock::take(&folder).unwrap();
        assert!(matches!(Lock::take(&folder), Err(Error::InUse)));
        drop(first);
        Lock::take(&folder).unwrap();
    }

    #[test]
    fn a_lock_file_left_behind_does_not_lock() {
        let (_home, folder) = folder();
        fs::write(folder.file(LOCK), b"left by a crash").unwrap();
        Lock::take(&folder).unwrap();
        assert_eq!(fs::read(folder.file(LOCK)).unwrap(), b"left by a crash");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_or_a_folder_in_its_place_is_damage() {
        let (home, folder) = folder();
        let precious = home.path().join("precious");
        fs::write(&precious, b"kept").unwrap();
        std::os::unix::fs::symlink(&precious, folder.file(LOCK)).unwrap();
        assert!(matches!(Lock::take(&folder), Err(Error::Damaged { .. })));
        assert_eq!(fs::read(&precious).unwrap(), b"kept");
    }

    // Root writes to folders whatever their permissions are, so a folder without write permission shows nothing
    // there; the tests of `error` cover the mapping for every user.
    #[cfg(unix)]
    #[test]
    fn a_folder_that_cannot_be_written_is_an_error_of_its_own() {
        use std::os::unix::fs::PermissionsExt;
        let (_home, folder) = folder();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
        let answer = Lock::take(&folder);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        if rustix::process::geteuid().is_root() {
            answer.unwrap();
        } else {
            assert!(matches!(answer, Err(Error::ReadOnly { .. })));
        }
    }
}
