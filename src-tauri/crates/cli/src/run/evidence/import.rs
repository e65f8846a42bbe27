//! Evidence from a folder or archive: the folder is walked here and each of its files held, and what became of them is
//! printed. Follows no link and reads no file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use commands::evidence::{
    EvidenceImported, FolderFile, HeldFile, ImportEvidence, ImportFrom, ImportedItem, UnplacedFile,
};
use commands::sheet::ChosenSheet;
use model::sheet::noun::SheetNoun;
use serde::Serialize;

use super::Session;
use crate::args::ImportArgs;
use crate::failure::Problem;
use crate::output::{counted, facts, joined, on_one_line, table_or};

/// Files that are taken in at once, at most; the command refuses more.
const FILES: usize = 5_000;
/// Files of one reason that are named in the terminal, at most.
const NAMED: usize = 10;
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
    let ImportArgs { from, index, sheet, mapping, decided, kind, classification, again, preview } = args;
    let mut lone = None;
    let (from, left_out) = if from.is_dir() {
        let walked = walk(&from, index.as_deref())?;
        lone = if index.is_none() { lone_sheet(&walked.files) } else { None };
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
    let request = ImportEvidence { engagement, from, index, kind, classification, again, preview };
    let imported = session.app.call(request)?;
    session.out.show(&Told { imported, left_out }, |told| lines(told, lone.as_deref(), preview))
}

/// The only spreadsheet at the top of a folder: it may be the index.
fn lone_sheet(files: &[(String, PathBuf)]) -> Option<String> {
    let is_sheet = |name: &str| {
        let name = name.to_lowercase();
        !name.contains('/') && [".xlsx", ".csv"].iter().any(|end| name.ends_with(end))
    };
    let mut sheets = files.iter().filter(|(name, _)| is_sheet(name)).map(|(name, _)| name.clone());
    sheets.next().filter(|_| sheets.next().is_none())
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

fn lines(told: &Told, lone: Option<&str>, preview: bool) -> String {
    let Told { imported, left_out } = told;
    let mut text = totals(told, preview);
    text.push_str("\n\n");
    text.push_str(&table_or(
        &["Evidence", "Title", "Kind", "Files", "Placed by", "Requests", "Controls", "Missing"],
        imported.items.iter().map(row),
        if imported.held.is_empty() { "No file can be placed." } else { "No other file can be placed." },
    ));
    let mut list = |head: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("\n\n{head}:\n  {}", lines.join("\n  ")));
        }
    };
    let same = |it: &ImportedItem| format!("{}: {}", it.reference.as_deref().unwrap_or_default(), joined(&it.same_as));
    let held = |it: &HeldFile| format!("{}: {}", on_one_line(&it.name), holders(&it.by));
    list("Not placed", by_reason(&imported.unplaced));
    list("In the vault already, and left out; --again takes them in again", imported.held.iter().map(held).collect());
    list("Rows of the index without their file", imported.orphans.iter().map(orphan).collect());
    list("Rows of the index that can't be read", imported.refused_rows.clone());
    list("Left out", by_reason(left_out));
    list(
        "The same file is there already",
        imported.items.iter().filter(|it| !it.same_as.is_empty()).map(same).collect(),
    );
    if let Some(name) = lone.filter(|name| imported.unplaced.iter().any(|it| it.name == *name)) {
        let name = on_one_line(name);
        text.push_str(&format!(
            "\n\n{name} is the only spreadsheet at the top: if it is the index, name it by --index."
        ));
    }
    text.push_str("\n\n");
    text.push_str(&end(imported, preview));
    text
}

/// How much came in and how much didn't.
fn totals(told: &Told, preview: bool) -> String {
    let Told { imported, left_out } = told;
    let files: usize = imported.items.iter().map(|it| it.files.len()).sum();
    let items = format!("{}, {}", counted(imported.items.len(), "item"), counted(files, "file"));
    let some = |count: usize, noun: &str| if count == 0 { String::new() } else { counted(count, noun) };
    facts(&[
        (if preview { "To import" } else { "Imported" }, items),
        ("Not placed", some(imported.unplaced.len(), "file")),
        ("In the vault already", some(imported.held.len(), "file")),
        ("Left out", some(left_out.len(), "entry")),
        ("Rows refused", some(imported.refused_rows.len(), "row")),
        ("Rows without a file", some(imported.orphans.len(), "row")),
    ])
}

fn holders(by: &[String]) -> String {
    format!("{} {} the same file", joined(by), if by.len() == 1 { "holds" } else { "hold" })
}

/// Files that were left out, those of one reason together in the order of the first of them; of many the first are named.
fn by_reason(files: &[UnplacedFile]) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for UnplacedFile { name, reason } in files {
        let name = on_one_line(name);
        match groups.iter_mut().find(|(own, _)| own == reason) {
            Some((_, names)) => names.push(name),
            None => groups.push((reason, vec![name])),
        }
    }
    let lines = |(reason, mut names): (&str, Vec<String>)| {
        if let [name] = names.as_slice() {
            return format!("{name}: {reason}");
        }
        let all = names.len();
        names.truncate(NAMED);
        if all > names.len() {
            names.push(format!("and {} more, which --json names", all - names.len()));
        }
        format!("{all} times: {reason}\n    {}", names.join("\n    "))
    };
    groups.into_iter().map(lines).collect()
}

fn end(imported: &EvidenceImported, preview: bool) -> String {
    match imported.log_row {
        Some(row) => format!("To take all of it back: vouchsafe log undo {row}"),
        None if preview => {
            "This is a preview: nothing was changed. It doesn't compare the files with those in the vault; \
                            what the vault holds already is left out when they are imported."
                .to_owned()
        }
        None => "Nothing was changed.".to_owned(),
    }
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
        it.files.iter().map(|name| on_one_line(name)).collect::<Vec<_>>().join("\n"),
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

    #[test]
    fn files_of_one_reason_stand_together() {
        let file = |name: &str, reason: &str| UnplacedFile { name: name.to_owned(), reason: reason.to_owned() };
        let mut files =
            vec![file("a\nb.txt", "it is hidden"), file("c.txt", "it is a link"), file("d.txt", "it is hidden")];
        assert_eq!(by_reason(&files), ["2 times: it is hidden\n    a⟨U+000A⟩b.txt\n    d.txt", "c.txt: it is a link"]);
        files.extend((0..300).map(|at| file(&format!("{at}.txt"), "it is hidden")));
        let hidden = &by_reason(&files)[0];
        assert!(
            hidden.starts_with("302 times: it is hidden\n") && hidden.ends_with("and 292 more, which --json names")
        );
        assert_eq!(hidden.lines().count(), 12);
    }

    #[test]
    fn the_only_spreadsheet_at_the_top_may_be_the_index() {
        let lone = |names: &[&str]| {
            let files: Vec<_> = names.iter().map(|name| ((*name).to_owned(), PathBuf::new())).collect();
            lone_sheet(&files)
        };
        assert_eq!(lone(&["a.pdf", "Index.XLSX", "sub/b.csv"]).as_deref(), Some("Index.XLSX"));
        assert_eq!(lone(&["a.csv", "b.xlsx"]), None);
        assert_eq!(lone(&["sub/b.csv"]), None);
    }
}
