//! Searching the vault: every noun, and the texts of evidence files. Finds nothing that isn't in the open vault.

use model::record::Noun;
use model::search::SearchFound;
use serde::{Deserialize, Serialize};
use vault::SearchAsked;

use crate::app::App;
use crate::failure::Failure;
use crate::find;

/// Hits that are answered at most, whatever is asked.
const MOST: u32 = 500;

/// Finds records and evidence files by their words: all words must be there, the last one may be the beginning of one.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct FindText {
    /// The engagement, whose records are searched with those of the whole vault; none searches all engagements.
    pub engagement: Option<String>,
    /// What is looked for, as typed.
    pub text: String,
    /// The nouns to search; none searches all.
    pub nouns: Vec<Noun>,
    /// Hits at most.
    pub limit: u32,
}

pub(crate) fn find(app: &mut App, request: FindText) -> Result<SearchFound, Failure> {
    let FindText { engagement, text, nouns, limit } = request;
    app.read(|r| {
        let engagement = match &engagement {
            Some(name) => Some(find::engagement(r, Some(name))?.id),
            None => None,
        };
        Ok(r.search(&SearchAsked { text: &text, engagement, nouns: &nouns, limit: limit.min(MOST) })?)
    })
}
