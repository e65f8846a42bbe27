//! What can go wrong in the vault, one variant a cause. Never carries a secret, a path or evidence content:
//! `what` and `doing` are fixed words or ids.

use std::io::{self, ErrorKind};

use model::invalid::Invalid;
use rusqlite::{ErrorCode, ffi};

/// A result of this crate.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// Why the vault could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No passphrase slot opens with this passphrase. Decided by the slots' authentication tags alone.
    #[error("the passphrase opens no slot of this vault")]
    WrongPassphrase,
    /// No recovery slot opens with this recovery code. Decided by the slots' authentication tags alone.
    #[error("the recovery code opens no slot of this vault")]
    WrongRecoveryCode,
    /// No keyring slot opens with what the keyring of this machine kept, or that isn't a secret of this program.
    #[error("what this machine's keyring keeps opens no slot of this vault")]
    WrongKeyringSecret,
    /// A recovery code was mistyped: its length, a symbol or its check symbol is wrong. No key was derived.
    #[error("this is not a whole recovery code: {rule}")]
    MistypedRecoveryCode {
        /// The rule that the typed text breaks.
        rule: &'static str,
    },
    /// Key derivation parameters outside the allowed range; refused before they run.
    #[error("key derivation parameters outside the allowed range: {rule}")]
    KdfCost {
        /// The bound that was crossed.
        rule: &'static str,
    },
    /// Another program, or another handle of this one, holds the vault open.
    #[error("the vault is in use by another program")]
    InUse,
    /// The vault was written in a newer format than this program knows.
    #[error("the vault has format {found}, newer than {known}, the newest that this program knows")]
    Newer {
        /// Format version of the vault.
        found: u32,
        /// Newest format version that this program knows.
        known: u32,
    },
    /// The folder is not a vault: it has neither of the two headers, or isn't a folder.
    #[error("this folder is not a vault")]
    NotAVault,
    /// A vault can't be made here, since a file or folder of this name is there already.
    #[error("a file or folder of this name exists already")]
    Exists,
    /// Neither copy of the header is whole and authentic.
    #[error("both copies of the vault's header are damaged")]
    DamagedHeader,
    /// A part of the vault is damaged, or has been changed from outside.
    #[error("damaged: {what}")]
    Damaged {
        /// The file, table, row or chunk, by its name or id.
        what: String,
    },
    /// What was asked for was destroyed for good, on purpose; the activity log says by whom and why.
    #[error("{what} was purged for good; the activity log says by whom and why")]
    Purged {
        /// The file or row.
        what: String,
    },
    /// Something would be taken away that a copy or a packet which is being made needs.
    #[error("a copy or a packet is being made from the vault just now, so nothing was purged")]
    BeingCopied,
    /// A slot can't be taken away, because it is the last whose secret a person holds.
    #[error("the last passphrase or recovery code of a vault can't be removed")]
    LastSlot,
    /// The header has no room for another slot.
    #[error("the header has no room for another slot")]
    NoFreeSlot,
    /// No room is left on the disk (or in the user's quota). What was confirmed before is kept.
    #[error("no room left on the disk while {doing}")]
    DiskFull {
        /// What was being done.
        doing: &'static str,
    },
    /// The disk can't take what would be written; nothing was.
    #[error("this needs {needed} bytes of room on the disk for a while, and {free} are free; the vault is as it was")]
    TooLittleRoom {
        /// Bytes that it takes at most.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// The vault's folder or one of its files can't be written.
    #[error("the vault's folder can't be written while {doing}")]
    ReadOnly {
        /// What was being done.
        doing: &'static str,
    },
    /// A file to be taken in has gone, or the drive it lay on has.
    #[error("the file is no longer there")]
    FileVanished,
    /// A file to be taken in was changed while it was read, so that no one content can be vouched for.
    #[error("the file changed while it was read")]
    FileChanged,
    /// What was to be taken in is a folder, a device or another thing that isn't a file.
    #[error("this is not a file")]
    NotAFile,
    /// A file to be taken in can't be read.
    #[error("the file can't be read")]
    Unreadable {
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// Something named by its id isn't in the vault.
    #[error("not found: {what}")]
    NotFound {
        /// The noun, with the id where that helps.
        what: String,
    },
    /// The record changed since it was read.
    #[error("changed meanwhile: {what}")]
    Stale {
        /// The noun.
        what: &'static str,
    },
    /// A field breaks a rule of the domain, or has a code or number that another record has.
    #[error("{0}")]
    Invalid(#[from] Invalid),
    /// A change would leave a record that names another one which isn't in the vault.
    #[error("a {table} names a {parent} that isn't in the vault")]
    Referenced {
        /// The table of the record that names another.
        table: String,
        /// The table in which the other one is missing.
        parent: String,
    },
    /// Nobody is named for this device, so that a change would have no author.
    #[error("nobody is named for this device")]
    Unnamed,
    /// The activity log isn't the one that the header vouches for, so that the vault is open for reading only.
    #[error("the vault is older than its header or was cut off, so it can only be read")]
    OlderOrCutOff,
    /// A keyring of this machine saw the vault newer than its folder is, so that it is open for reading only.
    #[error("this machine has seen the vault newer than its folder is now, so it can only be read")]
    OlderThanSeen,
    /// A row of the activity log records something that can't be undone.
    #[error("row {seq} of the activity log can't be undone")]
    NotUndoable {
        /// The row.
        seq: u64,
    },
    /// An undoing or redoing would do nothing but give a release again.
    #[error("a release that was taken back is the client's to give: release the evidence anew")]
    NotReleasedAgain,
    /// The folder holds a vault that this one is no copy of: another one, or this one under another key.
    #[error("the folder holds another vault, or this one under another key")]
    OtherVault,
    /// The copy in the folder was changed since it was made, so that a newer copy would take something away.
    #[error("the copy in the folder was changed since it was made")]
    Diverged,
    /// A copy that was made doesn't stand up to the check, so that it doesn't count.
    #[error("the copy does not stand up to the check: {what}; the vault is as it was: use another folder")]
    BadCopy {
        /// The first of what is wrong.
        what: String,
    },
    /// The caller asked to stop; nothing half is left behind.
    #[error("cancelled")]
    Cancelled,
    /// An earlier failure of this ingest has already taken back what it stored; it can only be dropped.
    #[error("this ingest has failed before and holds nothing")]
    IngestFailed,
    /// The threads that read a file have ended, or reading it has failed before.
    #[error("the file could not be read to its end")]
    ReadFailed,
    /// The operating system's generator of random numbers failed.
    #[error("the operating system gave no random numbers")]
    Random {
        /// The system's reason.
        #[source]
        source: getrandom::Error,
    },
    /// A file of the vault could not be read or written.
    #[error("input or output failed while {doing}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// A database of the vault refused.
    #[error("the database refused while {doing}")]
    Sqlite {
        /// What was being done.
        doing: &'static str,
        /// The database's reason.
        #[source]
        source: rusqlite::Error,
    },
}

impl Error {
    /// For `map_err` on files of the vault: full disk and unwritable folder become errors of their own.
    pub(crate) fn io(doing: &'static str) -> impl Fn(io::Error) -> Self {
        move |source| match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull { doing },
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnly { doing },
            _ => Self::Io { doing, source },
        }
    }

    /// For `map_err` on a database of the vault: full disk, unwritable file and damage become errors of their own.
    ///
    /// `what` names the database in [`Error::Damaged`].
    pub(crate) fn sqlite(doing: &'static str, what: &'static str) -> impl Fn(rusqlite::Error) -> Self {
        move |source| match source.sqlite_error().map(|error| (error.code, error.extended_code)) {
            Some((ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE)) => Self::DiskFull { doing },
            Some((ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied, _)) => {
                Self::ReadOnly { doing }
            }
            Some(
                (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::TooBig, _)
                | (_, ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS),
            ) => Self::damaged(what),
            Some((ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _)) => Self::InUse,
            _ => Self::Sqlite { doing, source },
        }
    }

    /// For `map_err` on a foreign file that is being taken in: a file or drive that has gone is an error of its own.
    pub(crate) fn reading_file(source: io::Error) -> Self {
        let gone = matches!(
            source.kind(),
            ErrorKind::NotFound
                | ErrorKind::NotConnected
                | ErrorKind::StaleNetworkFileHandle
                | ErrorKind::HostUnreachable
                | ErrorKind::NetworkUnreachable
                | ErrorKind::NetworkDown
        ) || is_device_gone(&source);
        if gone { Self::FileVanished } else { Self::Unreadable { source } }
    }

    /// A [`Error::Damaged`] that names its place.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// Whether this names damage, for callers that note damage and go on, but stop at anything else.
    pub(crate) fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::NotFound { .. } | Self::DamagedHeader)
    }
}

impl From<getrandom::Error> for Error {
    fn from(source: getrandom::Error) -> Self {
        Self::Random { source }
    }
}

/// The drive was pulled out: `ENODEV` or `ENXIO` on Linux, which std gives no kind of their own.
#[cfg(unix)]
fn is_device_gone(source: &io::Error) -> bool {
    use rustix::io::Errno;
    let gone = [Errno::NODEV.raw_os_error(), Errno::NXIO.raw_os_error()];
    source.raw_os_error().is_some_and(|code| gone.contains(&code))
}

/// The drive was pulled out; other systems report it as a file that is not found.
#[cfg(not(unix))]
fn is_device_gone(_: &io::Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn io_errors_of_a_full_disk_and_a_read_only_folder_are_their_own() {
        use rustix::io::Errno;
        let of = |errno: Errno| Error::io("testing")(io::Error::from_raw_os_error(errno.raw_os_error()));
        assert!(matches!(of(Errno::NOSPC), Error::DiskFull { .. }));
        assert!(matches!(of(Errno::DQUOT), Error::DiskFull { .. }));
        assert!(matches!(of(Errno::ROFS), Error::ReadOnly { .. }));
        assert!(matches!(of(Errno::ACCESS), Error::ReadOnly { .. }));
        assert!(matches!(of(Errno::PERM), Error::ReadOnly { .. }));
        assert!(matches!(of(Errno::IO), Error::Io { .. }));
    }

    #[test]
    fn database_errors_are_sorted_by_cause() {
        let of =
            |code| Error::sqlite("testing", "vault.db")(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        assert!(matches!(of(ffi::SQLITE_FULL), Error::DiskFull { .. }));
        assert!(matches!(of(ffi::SQLITE_IOERR_SHMSIZE), Error::DiskFull { .. }));
        assert!(matches!(of(ffi::SQLITE_READONLY), Error::ReadOnly { .. }));
        assert!(matches!(of(ffi::SQLITE_CANTOPEN), Error::ReadOnly { .. }));
        assert!(matches!(of(ffi::SQLITE_NOTADB), Error::Damaged { .. }));
        assert!(matches!(of(ffi::SQLITE_CORRUPT_INDEX), Error::Damaged { .. }));
        assert!(matches!(of(ffi::SQLITE_BUSY), Error::InUse));
        assert!(matches!(of(ffi::SQLITE_IOERR), Error::Sqlite { .. }));
        assert_eq!(of(ffi::SQLITE_CORRUPT).to_string(), "damaged: vault.db");
    }

    #[test]
    fn a_drive_pulled_out_is_a_vanished_file() {
        use rustix::io::Errno;
        for errno in [Errno::NOENT, Errno::NODEV, Errno::NXIO, Errno::STALE] {
            assert!(matches!(
                Error::reading_file(io::Error::from_raw_os_error(errno.raw_os_error())),
                Error::FileVanished
            ));
        }
        let refused = Error::reading_file(io::Error::from_raw_os_error(Errno::ACCESS.raw_os_error()));
        assert!(matches!(refused, Error::Unreadable { .. }));
    }
}
