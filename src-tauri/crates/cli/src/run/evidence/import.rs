//! Evidence from a folder or archive: each file of a folder is held, and what became of them is printed. Follows no link and reads no file.

use std::path::PathBuf;

use commands::evidence::{
    EvidenceImported, FolderFile, HeldFile, ImportEvidence, ImportFrom, ImportedItem, UnplacedFile, walk,
};
use commands::sheet::ChosenSheet;
use model::sheet::noun::SheetNoun;
use serde::Serialize;

use super::Session;
use crate::args::ImportArgs;
use crate::failure::Problem;
use crate::output::{counted, facts, joined, on_one_line, table_or};

/// Files of one reason that are named in the terminal, at most.
const NAMED: usize = 10;

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
        let walked = walk(&from, index.as_deref()).map_err(|failure| Problem::Usage(failure.message))?;
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
    let of = |it: &ImportedItem, others: &[String]| {
        format!("{}: {}", it.reference.as_deref().unwrap_or_default(), joined(others))
    };
    let held = |it: &HeldFile| format!("{}: {}", on_one_line(&it.name), holders(&it.by));
    list("Not placed", by_reason(&imported.unplaced));
    list("In the vault already, and left out; --again takes them in again", imported.held.iter().map(held).collect());
    list("Rows of the index without their file", imported.orphans.iter().map(orphan).collect());
    list("Rows of the index that can't be read", imported.refused_rows.clone());
    list("Left out", by_reason(left_out));
    list(
        "The same file is there already",
        imported.items.iter().filter(|it| !it.same_as.is_empty()).map(|it| of(it, &it.same_as)).collect(),
    );
    list(
        "Redacted in another item, and not here",
        imported.items.iter().filter(|it| !it.redacted_in.is_empty()).map(|it| of(it, &it.redacted_in)).collect(),
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
