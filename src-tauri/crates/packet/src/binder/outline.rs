//! The bookmarks of evidence, hung below the one of its exhibit.

use lopdf::{Dictionary, Object, ObjectId};

use super::Own;
use super::insert;
use super::volume::Volume;
use crate::Error;

const OTHER: Error = Error::Merge("the bookmarks of the typeset file are built otherwise than expected");

/// A bookmark that is to be hung.
struct Item {
    depth: u32,
    title: String,
    /// Where it leads, with the key under which that stands.
    target: Option<(&'static str, Object)>,
}

/// Hangs the bookmarks of an exhibit's documents below the one that leads to `page`, counted from 0. Where an exhibit has
/// several documents, each has a bookmark of its own above its own.
pub(super) fn hang(volume: &mut Volume, page: usize, documents: &[Own<'_>]) -> Result<(), Error> {
    let mut items = Vec::new();
    for own in documents {
        let inner = u32::from(documents.len() > 1);
        if inner == 1 {
            let target = model::own_pages::OwnTarget::Page { page: 0, at: None };
            let target = Some(volume.target(&target, own)?);
            items.push(Item { depth: 0, title: own.document.name.clone(), target });
        }
        for bookmark in &own.document.pages.bookmarks {
            let target = bookmark.target.as_ref().map(|target| volume.target(target, own)).transpose()?;
            items.push(Item { depth: bookmark.depth + inner, title: bookmark.title.clone(), target });
        }
    }
    if items.is_empty() {
        return Ok(());
    }
    let head = head(volume, page).ok_or(OTHER)?;
    write(volume, head, items)
}

/// The bookmark of an exhibit: the one below a section's that leads to its first page.
fn head(volume: &Volume, page: usize) -> Option<ObjectId> {
    let (document, sheet) = (&volume.document, *volume.pages.get(page)?);
    let root = document.catalog().ok()?.get(b"Outlines").and_then(Object::as_reference).ok()?;
    let dictionary = |id: ObjectId| document.get_dictionary(id).ok();
    let next = |from: &Dictionary, key: &[u8]| from.get(key).and_then(Object::as_reference).ok();
    let mut section = next(dictionary(root)?, b"First");
    while let Some(id) = section {
        let mut below = next(dictionary(id)?, b"First");
        while let Some(id) = below {
            let item = dictionary(id)?;
            let target = item.get(b"Dest").and_then(|target| document.dereference(target)).ok();
            let target = target.and_then(|(_, target)| target.as_array().ok()?.first()?.as_reference().ok());
            if target == Some(sheet) {
                return Some(id);
            }
            below = next(item, b"Next");
        }
        section = next(dictionary(id)?, b"Next");
    }
    None
}

/// Writes the bookmarks as the last ones below `head`.
fn write(volume: &mut Volume, head: ObjectId, items: Vec<Item>) -> Result<(), Error> {
    let ids: Vec<ObjectId> = items.iter().map(|_| volume.document.new_object_id()).collect();
    let parents = parents(&items);
    let below =
        |parent: Option<usize>| -> Vec<usize> { (0..items.len()).filter(|at| parents[*at] == parent).collect() };
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (at, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            children[*parent].push(at);
        }
    }
    let top = below(None);
    let mut siblings: Vec<&[usize]> = children.iter().map(Vec::as_slice).collect();
    siblings.push(&top);
    let mut written: Vec<Dictionary> = vec![Dictionary::new(); items.len()];
    for row in siblings {
        for pair in row.windows(2) {
            written[pair[0]].set("Next", ids[pair[1]]);
            written[pair[1]].set("Prev", ids[pair[0]]);
        }
    }
    for (at, item) in items.into_iter().enumerate() {
        let own = &mut written[at];
        own.set("Title", insert::text(&item.title));
        own.set("Parent", parents[at].map_or(head, |parent| ids[parent]));
        if let Some((key, target)) = item.target {
            own.set(key, target);
        }
        if let (Some(first), Some(last)) = (children[at].first(), children[at].last()) {
            own.set("First", ids[*first]);
            own.set("Last", ids[*last]);
            // Folded up: a document may have thousands.
            own.set("Count", -count(children[at].len()));
        }
    }
    join(volume, head, &top, &ids, &mut written)?;
    for (id, item) in ids.iter().zip(written) {
        volume.document.objects.insert(*id, Object::Dictionary(item));
    }
    Ok(())
}

/// The bookmark above each: the last one before it that stands less deep.
fn parents(items: &[Item]) -> Vec<Option<usize>> {
    let mut above: Vec<(u32, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        while above.last().is_some_and(|(depth, _)| *depth >= item.depth) {
            above.pop();
        }
        parents.push(above.last().map(|(_, parent)| *parent));
        above.push((item.depth, at));
    }
    parents
}

/// Joins a row to what stands below `head` already.
fn join(
    volume: &mut Volume,
    head: ObjectId,
    row: &[usize],
    ids: &[ObjectId],
    written: &mut [Dictionary],
) -> Result<(), Error> {
    let (Some(first), Some(last)) = (row.first(), row.last()) else { return Ok(()) };
    let holder = volume.dictionary(head)?;
    let before = holder.get(b"Last").and_then(Object::as_reference).ok();
    holder.set("Last", ids[*last]);
    match before {
        None => holder.set("First", ids[*first]),
        Some(before) => {
            written[*first].set("Prev", before);
            volume.dictionary(before)?.set("Next", ids[*first]);
        }
    }
    // Of an open one all above count those below it, too.
    let mut at = Some(head);
    while let Some(id) = at {
        let holder = volume.dictionary(id)?;
        let stated = holder.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
        let is_open = stated > 0;
        holder.set("Count", if is_open { stated + count(row.len()) } else { stated - count(row.len()) });
        at = if is_open { holder.get(b"Parent").and_then(Object::as_reference).ok() } else { None };
    }
    Ok(())
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
