//! The hidden folder beside a destination, in which files wait that need a name before they are whole, and the sweep of
//! such folders that a killed program left. A folder is taken for left only when nothing speaks against it: it has our
//! form of name and belongs to this user, the process in its name is gone, and nobody holds the lock inside.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use tempfile::{NamedTempFile, TempDir};

/// What the names of such folders begin with. The process that made it follows, then what makes the name its own.
const PREFIX: &str = ".vouchsafe-";
/// The file inside whose operating-system lock says that the folder is in use. It vanishes with the process.
const LOCK: &str = "lock";

/// A hidden folder that only its owner can enter. It is removed when it is dropped.
pub(crate) struct Parts {
    folder: TempDir,
    /// Kept open: the lock lives as long as the handle.
    _lock: File,
}

impl Parts {
    /// A folder in `beside`.
    pub(crate) fn new(beside: &Path) -> io::Result<Self> {
        let prefix = format!("{PREFIX}{}-", std::process::id());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir_in(beside)?;
        let lock = private_file().create_new(true).open(folder.path().join(LOCK))?;
        // Where the file system knows no locks, a sweep can't take this one either, and leaves the folder alone.
        lock.try_lock().unwrap_or_default();
        Ok(Self { folder, _lock: lock })
    }

    /// A new file in it.
    pub(crate) fn new_file(&self) -> io::Result<NamedTempFile> {
        tempfile::Builder::new().prefix("part-").tempfile_in(self.folder.path())
    }

    /// A folder in it, empty and only for its owner.
    pub(crate) fn new_folder(&self, name: &str) -> io::Result<std::path::PathBuf> {
        let path = self.folder.path().join(name);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(path)
    }
}

/// Removes what killed programs left in `folder`. What can't be removed now, or isn't surely left, stays: the next time
/// looks again.
pub(crate) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let process = entry.file_name().to_str().and_then(made_by);
        if process.is_some_and(|process| !is_alive(process)) && is_own_folder(&entry.path()) {
            remove_unless_in_use(&entry.path());
        }
    }
}

/// The process that made a folder of this name; none where the name isn't of our form.
fn made_by(name: &str) -> Option<u32> {
    let (process, own) = name.strip_prefix(PREFIX)?.split_once('-')?;
    let is_own = !own.is_empty() && own.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_number = process.bytes().all(|byte| byte.is_ascii_digit());
    if is_own && is_number { process.parse().ok().filter(|process| *process > 0) } else { None }
}

/// Whether a process of this number runs. Another program may have got the number since: then the folder waits.
#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    let Some(process) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return false };
    test_kill_process(process) != Err(Errno::SRCH)
}

/// Other systems don't tell; the lock alone decides there.
#[cfg(not(unix))]
fn is_alive(process: u32) -> bool {
    process == std::process::id()
}

#[cfg(unix)]
fn is_own_folder(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let own = rustix::process::geteuid().as_raw();
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir() && found.uid() == own)
}

#[cfg(not(unix))]
fn is_own_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

fn remove_unless_in_use(folder: &Path) {
    match private_file().open(folder.join(LOCK)) {
        Ok(lock) if lock.try_lock().is_ok() => fs::remove_dir_all(folder).unwrap_or_default(),
        // Killed before it made the lock: there is nothing inside, and what is not empty stays.
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::remove_dir(folder).unwrap_or_default(),
        Ok(_) | Err(_) => {}
    }
}

fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::*;

    /// Which folder a test leaves parts in when it runs itself as a process of its own.
    const PART: &str = "COMMANDS_SAVE_TEST_FOLDER";

    /// Runs `left_behind` in a process that makes parts in `folder` and is killed.
    fn leave_behind(folder: &Path) {
        let mut command = Command::new(std::env::current_exe().expect("this test"));
        command.args(["--exact", "save::parts::tests::parts_of_a_dead_process_are_swept", "--nocapture"]);
        let status =
            command.env(PART, folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(!status.expect("it runs").success(), "it died");
        assert_eq!(entries(folder), 1, "it left its parts");
    }

    fn entries(folder: &Path) -> usize {
        fs::read_dir(folder).expect("reads").count()
    }

    #[test]
    fn parts_of_a_dead_process_are_swept() {
        if let Some(folder) = std::env::var_os(PART) {
            let parts = Parts::new(Path::new(&folder)).expect("makes parts");
            fs::write(parts.new_folder("originals").expect("makes a folder").join("x"), b"plain").expect("writes");
            parts.new_file().expect("makes a file").write_all(b"plain").expect("writes");
            // Without dropping anything, as a killed program ends.
            std::process::exit(3);
        }
        let home = tempfile::tempdir().expect("a folder");
        leave_behind(home.path());
        sweep(home.path());
        assert_eq!(entries(home.path()), 0);
    }

    #[test]
    fn parts_of_a_living_process_stay() {
        let home = tempfile::tempdir().expect("a folder");
        let parts = Parts::new(home.path()).expect("makes parts");
        sweep(home.path());
        assert!(parts.new_file().is_ok());
        drop(parts);
        assert_eq!(entries(home.path()), 0);
    }

    /// The lock alone keeps a folder, also where the number in its name is nobody's.
    #[test]
    fn parts_whose_lock_is_held_stay() {
        let home = tempfile::tempdir().expect("a folder");
        leave_behind(home.path());
        let left = fs::read_dir(home.path()).expect("reads").flatten().next().expect("the parts").path();
        let lock = private_file().open(left.join(LOCK)).expect("opens");
        lock.lock().expect("locks");
        sweep(home.path());
        assert!(left.join("originals/x").exists());
        drop(lock);
        sweep(home.path());
        assert_eq!(entries(home.path()), 0);
    }

    #[test]
    fn what_is_not_surely_left_by_us_stays() {
        let home = tempfile::tempdir().expect("a folder");
        let gone = u32::MAX >> 1;
        for name in
            [".vouchsafe-abcdef", ".vouchsafe-12", ".vouchsafe-x-abcdef", ".vouchsafe-0-abcdef", "vouchsafe-9-a"]
        {
            fs::create_dir(home.path().join(name)).expect("makes");
        }
        fs::write(home.path().join(format!(".vouchsafe-{gone}-file")), b"kept").expect("writes");
        let full = home.path().join(format!(".vouchsafe-{gone}-full"));
        fs::create_dir(&full).expect("makes");
        fs::write(full.join("without a lock"), b"kept").expect("writes");
        #[cfg(unix)]
        {
            let elsewhere = tempfile::tempdir().expect("a folder");
            fs::write(elsewhere.path().join(LOCK), b"").expect("writes");
            let link = home.path().join(format!(".vouchsafe-{gone}-link"));
            std::os::unix::fs::symlink(elsewhere.path(), link).expect("links");
            sweep(home.path());
            assert!(elsewhere.path().join(LOCK).exists(), "a link was followed");
        }
        let before = entries(home.path());
        assert_eq!(before, if cfg!(unix) { 8 } else { 7 });
        sweep(home.path());
        assert_eq!(entries(home.path()), before);
        fs::create_dir(home.path().join(format!(".vouchsafe-{gone}-empty"))).expect("makes");
        sweep(home.path());
        assert_eq!(entries(home.path()), before, "the empty one, whose maker is gone, is swept");
    }
}
