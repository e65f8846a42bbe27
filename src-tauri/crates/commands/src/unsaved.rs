//! What somebody was writing when the vault was locked. The window keeps it here before the lock and gives it back after;
//! it is nobody's statement until it is saved, and stands in no log.

use model::time::Instant;
use serde::{Deserialize, Serialize};
use vault::Unsaved;

use crate::app::App;
use crate::failure::Failure;

/// Keeps a text that isn't saved, instead of what was kept for its place.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct KeepUnsaved {
    /// Where it was typed, as the window names it; at most 200 characters.
    pub place: String,
    /// The text; at most 200,000 bytes. An empty one is forgotten.
    pub text: String,
}

pub(crate) fn keep(app: &mut App, request: KeepUnsaved) -> Result<(), Failure> {
    let KeepUnsaved { place, text } = request;
    if text.is_empty() {
        return Ok(app.vault()?.forget_unsaved(&place)?);
    }
    let at = app.host().now();
    Ok(app.vault()?.keep_unsaved(&Unsaved { place, text, at })?)
}

/// Lists the texts that aren't saved, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListUnsaved {}

/// A text that isn't saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct UnsavedText {
    /// Where it was typed.
    pub place: String,
    /// The text.
    pub text: String,
    /// When it was kept.
    pub at: Instant,
}

pub(crate) fn list(app: &mut App, _: ListUnsaved) -> Result<Vec<UnsavedText>, Failure> {
    let found = app.vault()?.read(|r| r.unsaved())?;
    Ok(found.into_iter().map(|Unsaved { place, text, at }| UnsavedText { place, text, at }).collect())
}

/// Forgets the text of a place, once it was saved or dropped.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ForgetUnsaved {
    /// The place.
    pub place: String,
}

pub(crate) fn forget(app: &mut App, request: ForgetUnsaved) -> Result<(), Failure> {
    Ok(app.vault()?.forget_unsaved(&request.place)?)
}
