//! Writes files outside the vault so that each is there whole or not at all: where the file system can, a file has no
//! name until it is whole and synced. Never replaces a file that is there.

mod beside;
mod parts;
mod pushed;
mod told;

pub(crate) use beside::{Beside, NewFile};
pub(crate) use parts::sweep;
use pushed::Pushed;
pub(crate) use told::Told;

use std::io::Write;
use std::path::Path;

use crate::failure::{Code, Failure};

/// Saves new files in a folder, each given with its name; `write` fills them. None gets its name before all of them are
/// whole, and a name that something has is refused.
pub(crate) fn save_new<'n, T>(
    folder: &Path,
    files: impl Iterator<Item = (T, &'n String)>,
    mut write: impl FnMut(T, &mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut beside = Beside::new(folder);
    let mut whole = Vec::new();
    for (what, name) in files {
        let mut file = beside.new_file().map_err(failed)?;
        let mut pushed = Pushed::new(file.as_file_mut());
        write(what, &mut pushed)?;
        pushed.finish().map_err(failed)?;
        file.sync().map_err(failed)?;
        whole.push((file, name));
    }
    for (file, name) in whole {
        file.place(&folder.join(name)).map_err(failed)?;
    }
    beside.sync();
    Ok(())
}

/// The folder in which a path's file lies.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
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
        // What is written is new, so that only its folder can be missing.
        ErrorKind::NotFound => return no_folder(),
        _ => Code::Unreadable,
    };
    Failure::new(code, format!("the file could not be written: {}", error.kind()))
}

/// Refuses to go on where the folder to write into isn't there.
pub(crate) fn require_folder(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() { Ok(()) } else { Err(no_folder()) }
}

fn no_folder() -> Failure {
    Failure::new(Code::NoFolder, "the folder to write into is not there")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_folder_is_a_failure_of_its_own() {
        let home = tempfile::tempdir().expect("a folder");
        let missing = home.path().join("missing");
        let name = "new.csv".to_owned();
        let saved = save_new(&missing, std::iter::once(((), &name)), |(), _| Ok(()));
        assert_eq!(saved.expect_err("nowhere to write").code, Code::NoFolder);
        assert_eq!(require_folder(&missing).expect_err("it isn't there").code, Code::NoFolder);
        assert_eq!(require_folder(folder_of(&missing)), Ok(()));
        assert!(!missing.exists());
    }
}
