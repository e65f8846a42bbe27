//! Saved views of lists: columns, order, filters and grouping under a name. They are kept in the vault, never on the
//! device, and stand in no log: they say how one looks, not what is.

use serde::{Deserialize, Serialize};
use vault::SavedView;

use crate::app::App;
use crate::failure::{Code, Failure};

/// Lists the saved views of all lists, by list and name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListSavedViews {}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SavedViewRow {
    /// The list, as the window names it.
    pub list: String,
    /// Its name.
    pub name: String,
    /// The layout, as the window wrote it.
    pub layout: String,
}

pub(crate) fn list(app: &mut App, _: ListSavedViews) -> Result<Vec<SavedViewRow>, Failure> {
    let found = app.vault()?.read(|r| r.saved_views())?;
    Ok(found.into_iter().map(|SavedView { list, name, layout }| SavedViewRow { list, name, layout }).collect())
}

/// Saves a view, instead of the one of the same list and name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SaveView {
    /// The list, as the window names it; at most 80 characters.
    pub list: String,
    /// Name of the view; at most 80 characters.
    pub name: String,
    /// The layout; at most 20,000 bytes.
    pub layout: String,
}

pub(crate) fn save(app: &mut App, request: SaveView) -> Result<(), Failure> {
    let SaveView { list, name, layout } = request;
    Ok(app.vault()?.save_view(&SavedView { list, name, layout })?)
}

/// Removes a saved view.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveSavedView {
    /// The list.
    pub list: String,
    /// Name of the view.
    pub name: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveSavedView) -> Result<(), Failure> {
    if app.vault()?.remove_view(&request.list, &request.name)? {
        return Ok(());
    }
    Err(Failure::new(Code::NotFound, format!("there is no saved view {}", request.name)).on("name"))
}
