//! Evidence from a folder or archive: the folder is walked here and each of its files held, and what became of them is
//! printed. Follows no link and reads no file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use commands::evidence::{EvidenceImported, FolderFile, ImportEvidence, ImportFrom, ImportedItem, UnplacedFile};
use commands::sheet::ChosenSheet;
use model::sheet::noun::SheetNoun;
use serde::Serialize;

use super::Session;
use crate::args::ImportArgs;
use crate::failure::Problem;
use crate::output::{joined, table_or};

/// Files that are taken in at once, at most; the command refuses more.
const FILES: usize = 5_000;
/// Folders within one another, at most.
const DEPTH: usize = 32;

/// What is printed: the command's answer, and what of the folder was left out.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    imported: EvidenceImported,
    left_out: Vec<UnplacedFile>,
}

/// Imports a folder or archive.
pub(super) fn import(session: &mut Session, args: ImportArgs) -> Result<(), Problem> {
    let ImportArgs { from, index, sheet, mapping, decided, kind, classification, preview } = args;
    let (from, left_out) = if from.is_dir() {
        let walked = walk(&from, index.as_deref())?;
        let hold = |(name, path): (String, PathBuf)| FolderFile { name, file: session.app.hold(&path) };
        (ImportFrom::Folder(walked.files.into_iter().map(hold).collect()), walked.left_out)
    } else {
        (ImportFrom::Archive(session.app.hold(&from)), Vec::new())
    };
    let engagement = session.engagement.clone();
    let index = index.map(|index| ChosenSheet {
        engagement: engagement.clone(),
        noun: SheetNoun::Evidence,
        file: session.app.hold(&index),
        sheet,
        mapping,
        decided: decided.into(),
    });
    let request = ImportEvidence { engagement, from, index, kind, classification, preview };
    let imported = session.app.call(request)?;
    session.out.show(&Told { imported, left_out }, |told| lines(told, preview))
}

/// What a folder holds.
#[derive(Default)]
struct Walked {
    /// Its files, each by its path within the folder.
    files: Vec<(String, PathBuf)>,
    left_out: Vec<UnplacedFile>,
}

/// Walks a folder, by name, so that the order is the same each time.
fn walk(folder: &Path, index: Option<&Path>) -> Result<Walked, Problem> {
    let index = index.and_then(|index| fs::canonicalize(index).ok());
    let mut walked = Walked::default();
    let unreadable = |error: io::Error| Problem::Usage(format!("the folder can't be read: {error}"));
    walked.enter(folder, "", index.as_deref(), 0).map_err(unreadable)?;
    if walked.files.len() > FILES {
        return Err(Problem::Usage(format!("the folder holds more than {FILES} files; import it in parts")));
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

fn lines(told: &Told, preview: bool) -> String {
    let Told { imported, left_out } = told;
    let mut text = table_or(
        &["Evidence", "Title", "Kind", "Files", "Placed by", "Requests", "Controls", "Missing"],
        imported.items.iter().map(row),
        "No file can be placed.",
    );
    let mut list = |head: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("\n\n{head}:\n  {}", lines.join("\n  ")));
        }
    };
    let line = |it: &UnplacedFile| format!("{}: {}", it.name, it.reason);
    let same = |it: &ImportedItem| format!("{}: {}", it.reference.as_deref().unwrap_or_default(), joined(&it.same_as));
    list("Not placed", imported.unplaced.iter().map(line).collect());
    list("Rows of the index without their file", imported.orphans.iter().map(orphan).collect());
    list("Rows of the index that can't be read", imported.refused_rows.clone());
    list("Left out", left_out.iter().map(line).collect());
    list(
        "The same file is there already",
        imported.items.iter().filter(|it| !it.same_as.is_empty()).map(same).collect(),
    );
    match imported.log_row {
        Some(row) => text.push_str(&format!("\n\nTo take all of it back: vouchsafe log undo {row}")),
        None if preview => text.push_str("\n\nThis is a preview: nothing was changed."),
        None => text.push_str("\n\nNothing was changed."),
    }
    text
}

fn orphan(it: &commands::evidence::Orphan) -> String {
    match it.files {
        0 => format!("row {}: there is no {}", it.row, it.name),
        files => format!("row {}: {files} files are called {}; name one with its folder", it.row, it.name),
    }
}

fn row(it: &ImportedItem) -> Vec<String> {
    vec![
        it.reference.clone().unwrap_or_default(),
        it.title.clone(),
        it.kind.name().to_owned(),
        it.files.join("\n"),
        it.placed_by.clone(),
        joined(&it.requests),
        joined(&it.controls),
        if it.missing.is_empty() { String::new() } else { format!("{} open", it.missing.len()) },
    ]
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
