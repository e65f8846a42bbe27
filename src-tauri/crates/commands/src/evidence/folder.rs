//! A folder that the person chose, walked: its files, and what of it is no evidence. Follows no link and reads no file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::import::{FolderFile, UnplacedFile};
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::held::Held;

/// Files that are taken in at once, at most; the import refuses more.
const FILES: usize = 5_000;
/// Folders within one another, at most.
const DEPTH: usize = 32;

/// Looks into a folder that the person chose and holds each of its files.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct OpenFolder {
    /// The folder.
    pub folder: Held,
    /// An index in it, which is no evidence.
    pub index: Option<Held>,
}

/// What a folder holds, each file held for an import.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct OpenedFolder {
    /// Its files.
    pub files: Vec<FolderFile>,
    /// What isn't evidence, or can't be read, with the reason.
    pub left_out: Vec<UnplacedFile>,
}

pub(crate) fn open(app: &mut App, request: OpenFolder) -> Result<OpenedFolder, Failure> {
    let folder = app.look(request.folder)?;
    let index = request.index.map(|index| app.look(index)).transpose()?;
    let Walked { files, left_out } = walk(&folder, index.as_deref())?;
    let files = files.into_iter().map(|(name, path)| FolderFile { name, file: app.hold(&path) }).collect();
    Ok(OpenedFolder { files, left_out })
}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Walked {
    /// Its files, each by its path within the folder, parted by `/`.
    pub files: Vec<(String, PathBuf)>,
    /// What isn't evidence, or can't be read, with the reason.
    pub left_out: Vec<UnplacedFile>,
}

/// Walks a folder, by name, so that the order is the same each time. The file `index` isn't among its files.
///
/// # Errors
/// [`Code::Unreadable`] where the folder can't be read, [`Code::TooLarge`] where it holds more files than are taken in at
/// once.
pub fn walk(folder: &Path, index: Option<&Path>) -> Result<Walked, Failure> {
    let index = index.and_then(|index| fs::canonicalize(index).ok());
    let mut walked = Walked::default();
    let unreadable = |error: io::Error| Failure::new(Code::Unreadable, format!("the folder can't be read: {error}"));
    walked.enter(folder, "", index.as_deref(), 0).map_err(unreadable)?;
    if walked.files.len() > FILES {
        let message = format!("the folder holds more than {FILES} files; import it in parts");
        return Err(Failure::new(Code::TooLarge, message));
    }
    Ok(walked)
}

impl Walked {
    fn enter(&mut self, folder: &Path, within: &str, index: Option<&Path>, depth: usize) -> io::Result<()> {
        let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            if self.files.len() > FILES {
                break;
            }
            let own = entry.file_name().to_string_lossy().into_owned();
            let (name, path) = (format!("{within}{own}"), entry.path());
            let Ok(kind) = entry.file_type() else {
                self.pass(name, "it can't be read");
                continue;
            };
            if let Some(reason) = left_out(&own, kind) {
                self.pass(name, reason);
            } else if kind.is_dir() && depth >= DEPTH {
                self.pass(name, "it lies more than 32 folders deep");
            } else if kind.is_dir() {
                if self.enter(&path, &format!("{name}/"), index, depth + 1).is_err() {
                    self.pass(name, "this folder can't be read");
                }
            } else if index.is_some() && fs::canonicalize(&path).ok().as_deref() == index {
                self.pass(name, "it is the index");
            } else {
                self.files.push((name, path));
            }
        }
        Ok(())
    }

    fn pass(&mut self, name: String, reason: &str) {
        self.left_out.push(UnplacedFile { name, reason: reason.to_owned() });
    }
}

/// Why something in a folder isn't evidence, as far as its name and kind tell.
fn left_out(name: &str, kind: fs::FileType) -> Option<&'static str> {
    if kind.is_symlink() {
        Some("it is a link, which is not followed")
    } else if name.starts_with('.') {
        Some("it is hidden")
    } else if !kind.is_dir() && ["thumbs.db", "desktop.ini"].contains(&name.to_lowercase().as_str()) {
        Some("an operating system left it there")
    } else if !kind.is_dir() && !kind.is_file() {
        Some("it is neither a file nor a folder")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_files_by_name_and_lists_the_rest() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("b/c")).expect("made");
        fs::create_dir(at(".git")).expect("made");
        for name in ["b/c/two.txt", "b/one.txt", "a.txt", ".DS_Store", "b/Thumbs.db", "index.csv", ".git/x"] {
            fs::write(at(name), b"x").expect("written");
        }
        let walked = walk(folder.path(), Some(&at("b/../index.csv"))).expect("walked");
        let names: Vec<&str> = walked.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.txt", "b/c/two.txt", "b/one.txt"]);
        let left: Vec<&str> = walked.left_out.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(left, [".DS_Store", ".git", "b/Thumbs.db", "index.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn follows_no_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let elsewhere = tempfile::tempdir().expect("a folder");
        fs::write(elsewhere.path().join("secret.txt"), b"x").expect("written");
        let link = |from: &Path, name: &str| std::os::unix::fs::symlink(from, folder.path().join(name));
        link(elsewhere.path(), "REQ-001 folder").expect("linked");
        link(&elsewhere.path().join("secret.txt"), "REQ-001 file.txt").expect("linked");
        link(folder.path(), "itself").expect("linked");
        let walked = walk(folder.path(), None).expect("walked");
        assert_eq!((walked.files.len(), walked.left_out.len()), (0, 3));
    }
}
