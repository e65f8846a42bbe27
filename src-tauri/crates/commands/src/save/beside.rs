//! New files for one folder, kept beside their destination until they are whole: without any name where the file system
//! can do that, so that a killed program leaves nothing, else in a hidden folder that a later one sweeps.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::parts::Parts;

/// Files without a name that are kept at a time: each is an open descriptor, and a program has a thousand.
const MOST_UNNAMED: usize = 200;

/// Makes the new files of one folder.
pub(crate) struct Beside {
    folder: PathBuf,
    may_be_unnamed: bool,
    unnamed: usize,
    parts: Option<Parts>,
}

impl Beside {
    /// Files for `folder`, from which what killed programs left is swept first.
    pub(crate) fn new(folder: &Path) -> Self {
        super::sweep(folder);
        Self { folder: folder.to_owned(), may_be_unnamed: true, unnamed: 0, parts: None }
    }

    /// The same for a file system that has no files without names.
    #[cfg(test)]
    pub(crate) fn with_names(folder: &Path) -> Self {
        Self { may_be_unnamed: false, ..Self::new(folder) }
    }

    /// An empty file that only its owner can read or write, on the file system of the folder.
    pub(crate) fn new_file(&mut self) -> io::Result<NewFile> {
        if self.may_be_unnamed && self.unnamed < MOST_UNNAMED {
            match unnamed(&self.folder) {
                Some(file) => {
                    self.unnamed += 1;
                    return Ok(NewFile::Unnamed(file));
                }
                None => self.may_be_unnamed = false,
            }
        }
        Ok(NewFile::Named(self.parts()?.new_file()?))
    }

    /// A hidden folder beside the destinations, for what needs one; made at its first use.
    pub(crate) fn parts(&mut self) -> io::Result<&Parts> {
        let parts = match self.parts.take() {
            Some(parts) => parts,
            None => Parts::new(&self.folder)?,
        };
        Ok(self.parts.insert(parts))
    }

    /// Makes the names of placed files durable.
    pub(crate) fn sync(&self) {
        // Some file systems can't sync a folder; the files themselves are whole and synced.
        if let Ok(folder) = File::open(&self.folder) {
            folder.sync_all().ok();
        }
    }
}

/// A file that isn't in its place yet. Dropping it leaves nothing of it.
#[derive(Debug)]
pub(crate) enum NewFile {
    /// No name leads to it; it goes with the program.
    Unnamed(File),
    /// It has a name in the hidden folder.
    Named(NamedTempFile),
}

impl NewFile {
    pub(crate) fn as_file_mut(&mut self) -> &mut File {
        match self {
            Self::Unnamed(file) => file,
            Self::Named(file) => file.as_file_mut(),
        }
    }

    /// Puts its bytes on the disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        match self {
            Self::Unnamed(file) => file.sync_all(),
            Self::Named(file) => file.as_file().sync_all(),
        }
    }

    /// Gives it its name, unless something has it.
    pub(crate) fn place(self, path: &Path) -> io::Result<()> {
        match self {
            Self::Unnamed(file) => link(&file, path),
            Self::Named(file) => file.persist_noclobber(path).map(drop).map_err(|error| error.error),
        }
    }
}

/// A file without a name that can be given one later; none where the system or the file system has none.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    // Whatever else is wrong with the folder, making a named file tells.
    let file = File::from(rustix::fs::open(folder, flags, Mode::RUSR | Mode::WUSR).ok()?);
    // Without /proc no name could be given to it.
    descriptor(&file).symlink_metadata().is_ok().then_some(file)
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path) -> Option<File> {
    None
}

#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD};
    Ok(rustix::fs::linkat(CWD, descriptor(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The path by which the system knows an open file of this process.
#[cfg(target_os = "linux")]
fn descriptor(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd;
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("reads").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn written(beside: &mut Beside) -> NewFile {
        let mut file = beside.new_file().expect("a file");
        file.as_file_mut().write_all(b"whole").expect("writes");
        file.sync().expect("syncs");
        file
    }

    fn both(folder: &Path) -> [Beside; 2] {
        [Beside::new(folder), Beside::with_names(folder)]
    }

    #[test]
    fn a_file_is_placed_whole_and_for_its_owner_alone() {
        let home = tempfile::tempdir().expect("a folder");
        for (mut beside, name) in both(home.path()).into_iter().zip(["one", "two"]) {
            let path = home.path().join(name);
            let file = written(&mut beside);
            assert!(!path.exists());
            file.place(&path).expect("is placed");
            assert_eq!(std::fs::read(&path).expect("reads"), b"whole");
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                let mode = std::fs::metadata(&path).expect("is there").permissions().mode();
                assert_eq!(mode & 0o777, 0o600);
            }
        }
        assert_eq!(names(home.path()), ["one", "two"]);
    }

    #[test]
    fn nothing_is_replaced_and_nothing_is_left() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("taken");
        std::fs::write(&path, b"kept").expect("writes");
        for mut beside in both(home.path()) {
            let error = written(&mut beside).place(&path).expect_err("the name is taken");
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
            drop(written(&mut beside));
        }
        assert_eq!(names(home.path()), ["taken"]);
        assert_eq!(std::fs::read(&path).expect("reads"), b"kept");
    }

    #[test]
    fn more_files_than_descriptors_get_names_while_they_wait() {
        let home = tempfile::tempdir().expect("a folder");
        let mut beside = Beside::new(home.path());
        let files: Vec<_> = (0..MOST_UNNAMED + 2).map(|_| written(&mut beside)).collect();
        let named = files.iter().filter(|file| matches!(file, NewFile::Named(_))).count();
        assert!(named == 2 || !beside.may_be_unnamed, "{named}");
        for (number, file) in files.into_iter().enumerate() {
            file.place(&home.path().join(number.to_string())).expect("is placed");
        }
        drop(beside);
        assert_eq!(names(home.path()).len(), MOST_UNNAMED + 2);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let home = tempfile::tempdir().expect("a folder");
        let error = Beside::new(&home.path().join("absent")).new_file().expect_err("there is no folder");
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
