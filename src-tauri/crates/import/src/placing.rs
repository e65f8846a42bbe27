//! Where the files of a folder or archive belong: by an index sheet, or by the request's or control's id with which a
//! file's name begins. Works on names alone; what it can't tell it lists, and never guesses.

mod lead;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use model::sheet::column::Columns;
use model::sheet::evidence::EvidenceColumn;
use model::sheet::value::{Fields, Value};
use serde::{Deserialize, Serialize};

use self::lead::Leads;
use crate::fold::{fold_key, fold_name};
use crate::read::{Draft, Drafts};

/// Ids to which files can belong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KnownIds {
    /// Requests: our numbers and the auditor's ids.
    pub requests: Vec<String>,
    /// Codes of controls.
    pub controls: Vec<String>,
}

/// Where files belong. Files are named by their place in the list that was given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Placing {
    /// Files that belong somewhere.
    pub placed: Vec<Placed>,
    /// Files that don't, as far as can be told.
    pub unplaced: Vec<Unplaced>,
    /// Rows of the index whose file isn't there, or can't be told among several.
    pub orphans: Vec<Orphan>,
}

/// A file that belongs somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The file.
    pub file: usize,
    /// How that is known.
    pub by: By,
    /// Requests that it answers, as they are known.
    pub requests: BTreeSet<String>,
    /// Controls that it supports, as they are known.
    pub controls: BTreeSet<String>,
    /// What else its row of the index says.
    pub fields: Fields<EvidenceColumn>,
}

/// How it is known where a file belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// By these rows of the index.
    Index(Vec<u32>),
    /// By the id with which its name begins.
    Name,
    /// By the id with which the name of its folder begins.
    Folder,
}

/// A file that couldn't be placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    /// The file.
    pub file: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a file couldn't be placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Neither its name nor its folder begins with a known id, and no row of the index names it.
    NoId,
    /// Neither its name nor its folder begins with a known id, and the row of the index that names it was refused.
    RefusedRow {
        /// The row.
        row: u32,
    },
    /// Neither its name nor its folder begins with a known id, and the row of the index that names it can mean other
    /// files as well.
    SharedName {
        /// The row.
        row: u32,
    },
    /// Its name begins with ids that can't be told apart.
    SeveralIds(Vec<String>),
    /// Its row of the index names a request or control that isn't known.
    UnknownId {
        /// The row.
        row: u32,
        /// What it names.
        id: String,
    },
    /// Its row of the index names neither a request nor a control, and its name doesn't either.
    RowWithoutId {
        /// The row.
        row: u32,
    },
    /// Rows of the index say different things about it.
    Contradiction {
        /// The rows.
        rows: Vec<u32>,
        /// In which column.
        heading: String,
    },
    /// An operating system or office program left it there.
    SystemFile,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoId => {
                write!(f, "its name begins with no known request or control, and no row of the index names it")
            }
            Self::RefusedRow { row } => {
                write!(
                    f,
                    "its name begins with no known request or control, and its row {row} of the index was refused"
                )
            }
            Self::SharedName { row } => write!(
                f,
                "its name begins with no known request or control, and row {row} of the index can mean other files as well"
            ),
            Self::SeveralIds(ids) => write!(f, "its name can mean several: {}", ids.join(", ")),
            Self::UnknownId { row, id } => write!(f, "row {row} of the index names {id}, which isn't known"),
            Self::RowWithoutId { row } => write!(f, "row {row} of the index names neither a request nor a control"),
            Self::Contradiction { rows, heading } => {
                let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
                write!(f, "rows {} of the index differ in “{heading}”", rows.join(" and "))
            }
            Self::SystemFile => write!(f, "an operating system or office program left it there"),
        }
    }
}

/// A row of the index without its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Orphan {
    /// The row.
    pub row: u32,
    /// The name that it gives.
    pub name: String,
    /// Files of that name: none, or several in different folders.
    pub files: usize,
}

/// Places files, given by their paths within the folder or archive. The index goes before names; an id in a file's name
/// before one in the name of its folder, the innermost first; of several ids the longest. Refused rows of the index place
/// nothing.
pub fn place(files: &[String], index: Option<&Drafts<EvidenceColumn>>, known: &KnownIds) -> Placing {
    let names = FileNames::new(files);
    let leads = Leads::new(known);
    let unused = index.map(|index| unused_rows(index, &names)).unwrap_or_default();
    let mut placing = Placing::default();
    let mut rows: BTreeMap<usize, Vec<&Draft<EvidenceColumn>>> = BTreeMap::new();
    for draft in index.map_or(&[][..], |index| &index.rows) {
        for name in file_names(draft) {
            match names.find(name).as_slice() {
                [file] => rows.entry(*file).or_default().push(draft),
                several => {
                    let orphan = Orphan { row: draft.row, name: name.clone(), files: several.len() };
                    placing.orphans.push(orphan);
                }
            }
        }
    }
    for (file, path) in files.iter().enumerate() {
        let placed = match rows.get(&file) {
            Some(rows) => by_index(file, path, rows, known, &leads),
            None if is_system_file(path) => Err(Reason::SystemFile),
            None => by_name(file, path, &leads).map_err(|reason| match (reason, unused.get(&file)) {
                (Reason::NoId, Some(row)) => row.clone(),
                (reason, _) => reason,
            }),
        };
        match placed {
            Ok(placed) => placing.placed.push(placed),
            Err(reason) => placing.unplaced.push(Unplaced { file, reason }),
        }
    }
    placing
}

/// For each file the first row of the index that names it and can't place it, and why not.
fn unused_rows(index: &Drafts<EvidenceColumn>, names: &FileNames) -> BTreeMap<usize, Reason> {
    let mut unused = BTreeMap::new();
    let refused = index.torn.iter().map(|draft| (draft, true));
    for (draft, is_refused) in refused.chain(index.rows.iter().map(|draft| (draft, false))) {
        let row = draft.row;
        for name in file_names(draft) {
            let files = names.find(name);
            let reason = if files.len() > 1 { Reason::SharedName { row } } else { Reason::RefusedRow { row } };
            if is_refused || files.len() > 1 {
                for file in files {
                    unused.entry(file).or_insert_with(|| reason.clone());
                }
            }
        }
    }
    unused
}

fn file_names(draft: &Draft<EvidenceColumn>) -> &[String] {
    match draft.fields.get(&EvidenceColumn::Files) {
        Some(Value::Lines(names)) => names,
        Some(_) | None => &[],
    }
}

fn by_name(file: usize, path: &str, leads: &Leads) -> Result<Placed, Reason> {
    let mut parts = path.rsplit(['/', '\\']);
    let own = leads.find(parts.next().unwrap_or_default())?;
    let (by, found) = match own {
        Some(found) => (By::Name, found),
        None => {
            let mut folders = parts.map(|folder| leads.find(folder));
            let found = folders.find_map(Result::transpose).transpose()?.ok_or(Reason::NoId)?;
            (By::Folder, found)
        }
    };
    let (requests, controls) = found.sets();
    Ok(Placed { file, by, requests, controls, fields: Fields::new() })
}

fn by_index(
    file: usize,
    path: &str,
    rows: &[&Draft<EvidenceColumn>],
    known: &KnownIds,
    leads: &Leads,
) -> Result<Placed, Reason> {
    let mut placed = Placed {
        file,
        by: By::Index(rows.iter().map(|draft| draft.row).collect()),
        requests: BTreeSet::new(),
        controls: BTreeSet::new(),
        fields: Fields::new(),
    };
    for draft in rows {
        placed.requests.extend(known_ids(draft, EvidenceColumn::Requests, &known.requests)?);
        placed.controls.extend(known_ids(draft, EvidenceColumn::Controls, &known.controls)?);
        for (column, value) in &draft.fields {
            if matches!(column, EvidenceColumn::Requests | EvidenceColumn::Controls | EvidenceColumn::Files) {
                continue;
            }
            if placed.fields.insert(*column, value.clone()).is_some_and(|earlier| earlier != *value) {
                let rows = rows.iter().map(|draft| draft.row).collect();
                return Err(Reason::Contradiction { rows, heading: column.column().heading.to_owned() });
            }
        }
    }
    if placed.requests.is_empty() && placed.controls.is_empty() {
        let named = by_name(file, path, leads);
        let named = named.map_err(|_| Reason::RowWithoutId { row: rows.first().map_or(0, |draft| draft.row) })?;
        (placed.requests, placed.controls) = (named.requests, named.controls);
    }
    Ok(placed)
}

/// The ids of a row as they are known.
fn known_ids(draft: &Draft<EvidenceColumn>, column: EvidenceColumn, known: &[String]) -> Result<Vec<String>, Reason> {
    let Some(Value::Codes(codes)) = draft.fields.get(&column) else { return Ok(Vec::new()) };
    let find = |code: &String| {
        let found = known.iter().find(|known| fold_key(known) == fold_key(code));
        found.cloned().ok_or_else(|| Reason::UnknownId { row: draft.row, id: code.clone() })
    };
    codes.iter().map(find).collect()
}

/// The files by their names, whole and without folders.
struct FileNames {
    whole: BTreeMap<String, Vec<usize>>,
    last: BTreeMap<String, Vec<usize>>,
}

impl FileNames {
    fn new(files: &[String]) -> Self {
        let (mut whole, mut last) = (BTreeMap::<_, Vec<usize>>::new(), BTreeMap::<_, Vec<usize>>::new());
        for (file, path) in files.iter().enumerate() {
            let path = plain(path);
            last.entry(path.rsplit('/').next().unwrap_or_default().to_owned()).or_default().push(file);
            whole.entry(path).or_default().push(file);
        }
        Self { whole, last }
    }

    /// The files that a name can mean: by its whole path, else by its last part.
    fn find(&self, name: &str) -> Vec<usize> {
        let name = plain(name);
        self.whole.get(&name).or_else(|| self.last.get(&name)).cloned().unwrap_or_default()
    }
}

fn plain(path: &str) -> String {
    fold_name(path.trim()).trim_start_matches("./").trim_start_matches('/').to_owned()
}

fn is_system_file(path: &str) -> bool {
    let path = plain(path);
    let last = path.rsplit('/').next().unwrap_or_default();
    path.split('/').any(|part| part == "__macosx")
        || matches!(last, ".ds_store" | "thumbs.db" | "desktop.ini")
        || last.starts_with("~$")
        || last.starts_with("._")
}
