//! The vaults that were opened on this device, when the person wants them remembered. Their paths stay in the program:
//! the window gets a name and a handle.

use std::path::{Path, PathBuf};

use model::time::Day;
use serde::{Deserialize, Serialize};

use super::{Settings, file};
use crate::app::App;
use crate::failure::Failure;
use crate::held::Held;

/// Name of the file.
const FILE: &str = "recent.json";
/// Vaults that are remembered.
const MOST: usize = 12;

/// A remembered vault as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    path: PathBuf,
    opened_on: Day,
}

/// Lists the vaults that were opened on this device, the newest first; none unless the person wants them remembered.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListRecentVaults {}

/// A vault that was opened on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RecentVault {
    /// Its folder.
    pub held: Held,
    /// The folder's name, without `.vault`.
    pub name: String,
    /// When it was opened last.
    pub opened_on: Day,
    /// Whether it is still there.
    pub there: bool,
}

pub(crate) fn recent(app: &mut App, _: ListRecentVaults) -> Result<Vec<RecentVault>, Failure> {
    if !Settings::read(app).settings.remember_vaults {
        return Ok(Vec::new());
    }
    let Some(folder) = app.host().settings_folder() else { return Ok(Vec::new()) };
    let shown = |Kept { path, opened_on }: Kept| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = name.strip_suffix(".vault").map_or(name.clone(), str::to_owned);
        RecentVault { there: path.is_dir(), held: app.hold(&path), name, opened_on }
    };
    Ok(kept(&folder).into_iter().map(shown).collect())
}

/// Forgets all vaults that were opened on this device.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ForgetRecent {}

pub(crate) fn forget(app: &mut App, _: ForgetRecent) -> Result<(), Failure> {
    app.host().settings_folder().map_or(Ok(()), |folder| remove(&folder))
}

/// Removes the list.
pub(super) fn remove(folder: &Path) -> Result<(), Failure> {
    file::remove(&folder.join(FILE))
}

/// Remembers a vault that was just opened, if the person wants that. Answers what went wrong, in words: an open vault
/// doesn't close for it.
pub(crate) fn note(app: &App, vault: &Path) -> Option<String> {
    if !Settings::read(app).settings.remember_vaults {
        return None;
    }
    let folder = app.host().settings_folder()?;
    // Without a path that text can hold there is nothing to remember.
    let path = std::fs::canonicalize(vault).ok().filter(|path| path.to_str().is_some())?;
    let mut all = kept(&folder);
    all.retain(|it| it.path != path);
    all.insert(0, Kept { path, opened_on: app.host().now().date_naive() });
    all.truncate(MOST);
    let written = serde_json::to_vec(&all).map_err(Failure::bug).and_then(|bytes| file::write(&folder, FILE, &bytes));
    written.err().map(|_| "this vault could not be added to the recent ones of this device".to_owned())
}

/// The remembered vaults; none from a list that can't be read, which the next note replaces.
fn kept(folder: &Path) -> Vec<Kept> {
    let bytes = file::read(&folder.join(FILE)).ok().flatten();
    let mut all: Vec<Kept> = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    all.retain(|it| it.path.is_absolute());
    all.truncate(MOST);
    all
}
