//! The vault's folder: the names of its files, private creation of files, and making a rename durable.
//! Never reads what the files hold.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The first copy of the header.
pub(crate) const HEADER_A: &str = "header.a";
/// The second copy of the header.
pub(crate) const HEADER_B: &str = "header.b";
/// The file whose operating-system lock says that the vault is in use.
pub(crate) const LOCK: &str = "lock";
/// The records, in SQLCipher.
pub(crate) const VAULT_DB: &str = "vault.db";
/// The sealed chunks of evidence files, in SQLite.
pub(crate) const EVIDENCE_DB: &str = "evidence.db";

/// The folder of one vault, as an absolute path without links: no part of it can be taken for a database's URI, and
/// the databases may refuse links without refusing a vault in a home folder that is reached by one.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Makes a new, empty folder that only its owner can enter.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::ReadOnly`], [`Error::DiskFull`], [`Error::Io`].
    pub(crate) fn create(path: &Path) -> Result<Self> {
        private_folder().create(path).map_err(|source| match source.kind() {
            ErrorKind::AlreadyExists => Error::Exists,
            _ => Error::io("making the vault's folder")(source),
        })?;
        let folder = Self(fs::canonicalize(path).map_err(Error::io("naming the vault's folder"))?);
        if let Some(parent) = folder.0.parent() {
            sync_folder(parent)?;
        }
        Ok(folder)
    }

    /// Names an existing vault, which has at least one of the two headers.
    ///
    /// # Errors
    /// [`Error::NotAVault`], [`Error::Io`].
    pub(crate) fn existing(path: &Path) -> Result<Self> {
        let folder = Self(fs::canonicalize(path).map_err(|source| match source.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Error::NotAVault,
            _ => Error::io("naming the vault's folder")(source),
        })?);
        let has = |name| fs::symlink_metadata(folder.file(name)).is_ok_and(|found| found.is_file());
        if has(HEADER_A) || has(HEADER_B) { Ok(folder) } else { Err(Error::NotAVault) }
    }

    /// Names a folder that is there, whatever it holds.
    ///
    /// # Errors
    /// [`Error::Io`] and its kin.
    pub(crate) fn found(path: &Path) -> Result<Self> {
        fs::canonicalize(path).map(Self).map_err(Error::io("naming a folder"))
    }

    /// A folder without headers, for tests of the parts that don't need them.
    #[cfg(test)]
    pub(crate) fn of_test(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The path of one file of the vault.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The path of the folder itself.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Bytes that this user can still write to the folder's disk; `None` where the system doesn't tell.
    #[cfg(unix)]
    pub(crate) fn room(&self) -> Option<u64> {
        rustix::fs::statvfs(&self.0).ok().map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize))
    }

    /// Other systems are asked by writing.
    #[cfg(not(unix))]
    pub(crate) fn room(&self) -> Option<u64> {
        None
    }

    /// Makes created, renamed and removed names durable.
    ///
    /// # Errors
    /// [`Error::Io`] and the variants of [`Error::io`].
    pub(crate) fn sync(&self) -> Result<()> {
        sync_folder(&self.0)
    }
}

/// Creates a file that only its owner can read or write; fails if there is one, and so never follows a link.
pub(crate) fn create_private(path: &Path) -> std::io::Result<File> {
    private_file().read(true).write(true).create_new(true).open(path)
}

/// Options under which a file that gets created belongs to its owner alone.
pub(crate) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// A folder builder whose folders belong to their owner alone.
fn private_folder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
}

/// Syncs the list of names of a folder.
#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<()> {
    File::open(path).and_then(|folder| folder.sync_all()).map_err(Error::io("syncing the vault's folder"))
}

/// Other systems can't open a folder as a file; there the rename itself is journalled.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_folder_is_private_and_made_once() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("client.vault");
        let folder = Folder::create(&path).unwrap();
        assert!(matches!(Folder::create(&path), Err(Error::Exists)));
        assert!(matches!(Folder::existing(&path), Err(Error::NotAVault)));
        create_private(&folder.file(HEADER_B)).unwrap();
        assert_eq!(Folder::existing(&path).unwrap().path(), fs::canonicalize(&path).unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
            assert_eq!(fs::metadata(folder.file(HEADER_B)).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_or_an_absent_path_is_not_a_vault() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(matches!(Folder::existing(file.path()), Err(Error::NotAVault)));
        assert!(matches!(Folder::existing(&file.path().join("absent")), Err(Error::NotAVault)));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_reached_by_a_link_is_named_without_it() {
        let home = tempfile::tempdir().unwrap();
        let (real, link) = (home.path().join("real"), home.path().join("link"));
        fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let real = fs::canonicalize(real).unwrap();
        let folder = Folder::create(&link.join("client.vault")).unwrap();
        assert_eq!(folder.path(), real.join("client.vault"));
        create_private(&folder.file(HEADER_A)).unwrap();
        assert_eq!(Folder::existing(&link.join("client.vault")).unwrap().path(), real.join("client.vault"));
    }

    #[cfg(unix)]
    #[test]
    fn room_is_told() {
        let home = tempfile::tempdir().unwrap();
        assert!(Folder::of_test(home.path()).room().unwrap() > 0);
        assert_eq!(Folder::of_test(&home.path().join("absent")).room(), None);
    }

    #[cfg(unix)]
    #[test]
    fn creation_never_follows_a_link() {
        let home = tempfile::tempdir().unwrap();
        let precious = home.path().join("precious");
        fs::write(&precious, b"kept").unwrap();
        std::os::unix::fs::symlink(&precious, home.path().join("link")).unwrap();
        assert_eq!(create_private(&home.path().join("link")).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&precious).unwrap(), b"kept");
    }
}
