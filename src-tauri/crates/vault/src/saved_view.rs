//! Saved views of lists: which columns a list shows, how it is sorted and filtered, under a name. Kept sealed with all
//! else, since a filter may name a client's person; they say nothing about the audit, so that they stand outside the
//! activity log, the records and every packet. What a layout means is the window's alone.

use model::invalid::Invalid;
use rusqlite::Connection;

use crate::access::Reader;
use crate::error::Result;
use crate::table::column::{Column, Fields};
use crate::table::{execute, rows};
use crate::vault::Vault;

/// Characters of a list's name and of a view's name, at most.
pub const MOST_VIEW_NAME: usize = 80;
/// Bytes of a layout, at most.
pub const MOST_LAYOUT: usize = 20_000;
/// Views, at most.
pub const MOST_VIEWS: usize = 200;

/// A view of a list under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// The list, as the window names it.
    pub list: String,
    /// Name of the view, one of its list.
    pub name: String,
    /// The layout, as the window writes it.
    pub layout: String,
}

impl Vault {
    /// Saves a view, instead of the one of the same list and name.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if a name or the layout is too long, or there are too many; those of a vault that can't
    /// be changed; those of writing.
    pub fn save_view(&self, view: &SavedView) -> Result<()> {
        self.refuse_unless_sound()?;
        let SavedView { list, name, layout } = view;
        Invalid::text("list", list, MOST_VIEW_NAME)?;
        Invalid::text("name", name, MOST_VIEW_NAME)?;
        Invalid::unless(layout.len() <= MOST_LAYOUT, "layout", format!("must have at most {MOST_LAYOUT} bytes"))?;
        let known = self.read(|r| r.saved_views())?;
        let fits = known.len() < MOST_VIEWS || known.iter().any(|it| it.list == *list && it.name == *name);
        Invalid::unless(fits, "name", format!("must be one of at most {MOST_VIEWS}; remove another view first"))?;
        let sql = "INSERT INTO saved_view (list, name, layout) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (list, name) DO UPDATE SET layout = excluded.layout";
        execute(self.connection(), sql, vec![list.to_value(), name.to_value(), layout.to_value()]).map(|_| ())
    }

    /// Removes a view; answers whether there was one.
    ///
    /// # Errors
    /// Those of a vault that can't be changed; those of writing.
    pub fn remove_view(&self, list: &str, name: &str) -> Result<bool> {
        self.refuse_unless_sound()?;
        let sql = "DELETE FROM saved_view WHERE list = ?1 AND name = ?2";
        let values = vec![list.to_owned().to_value(), name.to_owned().to_value()];
        execute(self.connection(), sql, values).map(|removed| removed == 1)
    }
}

impl Reader<'_> {
    /// The saved views of all lists, by list and name.
    ///
    /// # Errors
    /// Those of reading.
    pub fn saved_views(&self) -> Result<Vec<SavedView>> {
        let sql = "SELECT * FROM saved_view ORDER BY list, name";
        rows(self.connection(), "saved_view", sql, Vec::new(), |fields| {
            Ok(SavedView { list: fields.get("list")?, name: fields.get("name")?, layout: fields.get("layout")? })
        })
    }
}

/// What goes beyond the bounds; what the layouts say is nobody's to check.
pub(crate) fn beyond_bounds(connection: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT count(*) AS views, coalesce(max(max(length(list), length(name))), 0) AS name, \
               coalesce(max(length(CAST(layout AS BLOB))), 0) AS layout FROM saved_view";
    let read = |fields: &Fields<'_>| {
        Ok((fields.get::<u64>("views")?, fields.get::<u64>("name")?, fields.get::<u64>("layout")?))
    };
    let found = rows(connection, "saved_view", sql, Vec::new(), read)?;
    let (count, name, layout) = found.into_iter().next().unwrap_or_default();
    let found = [
        (count > MOST_VIEWS as u64, "there are more saved views than any program keeps"),
        (name > MOST_VIEW_NAME as u64, "a saved view has a longer name than any program gives"),
        (layout > MOST_LAYOUT as u64, "a saved view is longer than any program keeps"),
    ];
    Ok(found.into_iter().filter(|(beyond, _)| *beyond).map(|(_, what)| what.to_owned()).collect())
}
