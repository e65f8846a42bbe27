//! The rows behind a figure, so that it can be opened: their noun and ids, bounded.

use model::record::Noun;
use serde::{Deserialize, Serialize};

/// Ids of one link, at most.
const MOST: usize = 500;

/// The rows behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RowsLink {
    /// Their noun.
    pub noun: Noun,
    /// Their ids, in order; 500 at most.
    pub ids: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

impl RowsLink {
    /// A link to rows of one noun, each once.
    pub(crate) fn to(noun: Noun, ids: impl IntoIterator<Item = impl ToString>) -> Self {
        let mut all: Vec<String> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for id in ids {
            let id = id.to_string();
            if seen.insert(id.clone()) {
                all.push(id);
            }
        }
        let more = all.len().saturating_sub(MOST);
        all.truncate(MOST);
        Self { noun, ids: all, more }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_bounded_and_names_each_row_once() {
        let link = RowsLink::to(Noun::Gap, (0..600).chain(0..600));
        assert_eq!((link.ids.len(), link.more), (MOST, 100));
        assert_eq!(RowsLink::to(Noun::Gap, ["a", "b", "a"]).ids, ["a", "b"]);
    }
}
