//! Files, folders and places to write that a person chooses in a dialog of the host. The answer is a handle and a name;
//! the path stays with the program.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::event::Chosen;
use crate::failure::{Code, Failure};
use crate::held::Held;

/// Asks the person for files or folders that are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChooseFiles {
    /// What for.
    pub wanted: Wanted,
}

/// Asks the person where a new file is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChooseDestination {
    /// What for.
    pub wanted: Wanted,
    /// The name to begin with.
    pub name: String,
}

/// What a person is asked to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// A vault: a folder.
    Vault,
    /// Evidence: one file or several.
    Evidence,
    /// A folder of evidence files.
    EvidenceFolder,
    /// A spreadsheet.
    Sheet,
    /// Any one file, such as an archive or an index.
    AnyFile,
    /// A packet.
    Packet,
    /// A message as a file.
    Message,
    /// A folder to write into.
    Folder,
    /// The sheet of a recovery code.
    RecoverySheet,
}

/// Holds once more what is held, since a handle is good for one use only: another try, another export to the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HoldAgain {
    /// What is held.
    pub held: Held,
}

pub(crate) fn again(app: &mut App, request: HoldAgain) -> Result<Held, Failure> {
    let path = app.look(request.held)?;
    Ok(app.hold(&path))
}

pub(crate) fn files(app: &mut App, request: ChooseFiles) -> Result<Vec<Chosen>, Failure> {
    let paths = app.host().choose_files(request.wanted)?;
    Ok(hold_all(app, &paths))
}

pub(crate) fn destination(app: &mut App, request: ChooseDestination) -> Result<Option<Chosen>, Failure> {
    let path = app.host().choose_destination(request.wanted, &plain(&request.name)?)?;
    Ok(path.map(|path| hold(app, &path)))
}

/// Holds files that the person chose or dropped.
pub(crate) fn hold_all(app: &mut App, paths: &[PathBuf]) -> Vec<Chosen> {
    paths.iter().map(|path| hold(app, path)).collect()
}

/// Holds one of them.
pub(crate) fn hold(app: &mut App, path: &Path) -> Chosen {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let size = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|found| found.len());
    Chosen { held: app.hold(path), name, size }
}

/// A suggested name is a name alone, and never a path.
pub(crate) fn plain(name: &str) -> Result<String, Failure> {
    let plain: String = name.chars().filter(|c| !c.is_control() && !matches!(c, '/' | '\\' | ':')).collect();
    let plain = plain.trim_matches(['.', ' ']).to_owned();
    if plain.is_empty() {
        return Err(Failure::new(Code::Invalid, "must hold a name").on("name"));
    }
    Ok(plain)
}
