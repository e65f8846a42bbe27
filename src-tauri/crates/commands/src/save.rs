//! Writes a file outside the vault so that it is there whole or not at all: a temporary file beside it, synced, then
//! renamed. Never replaces a file that is there, unless told to.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::failure::{Code, Failure};

/// Saves a new file; refuses when one of that name is there.
pub(crate) fn save_new(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    if path.exists() {
        return Err(Failure::new(Code::Exists, "a file of this name is there already"));
    }
    let mut file = tempfile::Builder::new().prefix(".vouchsafe-").tempfile_in(folder).map_err(failed)?;
    write(file.as_file_mut())?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist_noclobber(path).map_err(|error| failed(error.error))?;
    // The rename is durable once the folder is; some file systems can't sync a folder, and the file itself is whole.
    if let Ok(folder) = fs::File::open(folder) {
        folder.sync_all().ok();
    }
    Ok(())
}

/// The failure of writing outside the vault.
#[allow(clippy::needless_pass_by_value, reason = "it is passed to map_err")]
pub(crate) fn failed(error: std::io::Error) -> Failure {
    failed_by(&error)
}

/// The same, of an error that stays where it is.
pub(crate) fn failed_by(error: &std::io::Error) -> Failure {
    use std::io::ErrorKind;
    let code = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Code::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Code::ReadOnly,
        ErrorKind::AlreadyExists => Code::Exists,
        ErrorKind::NotFound => Code::NotFound,
        _ => Code::Unreadable,
    };
    Failure::new(code, format!("the file could not be written: {}", error.kind()))
}
