//! The bookmarks of a document, in order, with how deep each stands. Follows none twice.

use super::entry;
use super::target::Targets;
use crate::own_pages::wire::{MOST_BOOKMARK_DEPTH, MOST_MARKS, MOST_TITLE, is_title};
use lopdf::{Dictionary, Document, Object, ObjectId};
use model::own_pages::OwnBookmark;
use std::collections::HashSet;

/// Every bookmark that can be reached, and how many of them led somewhere else than to a page or an allowed address.
pub(super) fn bookmarks<'a>(
    document: &'a Document,
    catalogue: &'a Dictionary,
    targets: &mut Targets<'a>,
) -> (Vec<OwnBookmark>, u32) {
    let root = entry(document, catalogue, b"Outlines").and_then(|root| root.as_dict().ok());
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let (mut bookmarks, mut left_out) = (Vec::new(), 0);
    let mut waiting: Vec<(&Object, u32)> =
        root.and_then(|root| root.get(b"First").ok()).map(|it| (it, 0)).into_iter().collect();
    while let Some((object, depth)) = waiting.pop() {
        let Ok((Some(id), item)) = document.dereference(object) else { continue };
        let Ok(item) = item.as_dict() else { continue };
        if bookmarks.len() == MOST_MARKS || !seen.insert(id) {
            continue;
        }
        let target = targets.of(item);
        left_out += u32::from(target.is_none() && (item.has(b"A") || item.has(b"Dest")));
        bookmarks.push(OwnBookmark { depth, title: title(document, item), target });
        waiting.extend(item.get(b"Next").ok().map(|next| (next, depth)));
        // Its own come before the next one; those that stand too deep stand beside it.
        let inner = (depth + 1).min(MOST_BOOKMARK_DEPTH);
        waiting.extend(item.get(b"First").ok().map(|first| (first, inner)));
    }
    (bookmarks, left_out)
}

fn title(document: &Document, item: &Dictionary) -> String {
    let text =
        entry(document, item, b"Title").and_then(|text| lopdf::decode_text_string(text).ok()).unwrap_or_default();
    let text: String = text.chars().filter(|c| is_title(*c)).take(MOST_TITLE).collect();
    if text.trim().is_empty() { "(without a title)".to_owned() } else { text }
}
