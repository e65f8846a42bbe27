//! Reads of a document what its pages can reach, and not the tree of its structure: a browser tags each cell of a table with an
//! object of its own, some fifty to a page, and nothing of that is taken over. Reads plain documents alone, those with one table
//! of all objects that lie each by itself, as browsers write them; whoever gets none here reads the whole document.
//!
//! **Invariant**: what is read is what reading the whole document gives.

use lopdf::xref::XrefEntry;
use lopdf::{Document, LoadOptions, Object, ObjectId, Reader};
use std::collections::{BTreeMap, HashSet};

use super::STREAM_LIMIT;

/// Bytes at the beginning that may say which version of the format it is.
const HEAD: usize = 64;

/// The document with what its trailer leads to; none where it isn't plain, or isn't whole.
pub(super) fn open(bytes: &[u8]) -> Option<Document> {
    let listed = listed(bytes)?;
    let entries = &listed.reference_table.entries;
    if !entries.iter().all(|(number, entry)| is_plain(bytes, *number, entry)) {
        return None;
    }
    let catalogue = listed.trailer.get(b"Root").and_then(Object::as_reference).ok()?;
    let mut reader = reader(bytes, listed);
    let mut waiting: Vec<ObjectId> = Vec::new();
    reader.document.trailer.iter().for_each(|(_, value)| references(value, &mut waiting));
    let mut seen = HashSet::new();
    let mut objects = BTreeMap::new();
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            // What isn't listed may stand within another object.
            let object = reader.get_object(id, &mut HashSet::new()).ok().filter(is_whole)?;
            match (&object, structure(&object, id == catalogue)) {
                (Object::Dictionary(entries), Some(key)) => {
                    let others = entries.iter().filter(|(own, _)| own.as_slice() != key);
                    others.for_each(|(_, value)| references(value, &mut waiting));
                }
                _ => references(&object, &mut waiting),
            }
            objects.insert(id, object);
        }
    }
    reader.document.objects = objects;
    Some(reader.document)
}

/// The key under which the tree of structure hangs on the catalogue, or a part of it on a bookmark. Elsewhere the same words may
/// name anything, such as a font.
fn structure(object: &Object, is_catalogue: bool) -> Option<&'static [u8]> {
    let entries = object.as_dict().ok()?;
    let is_bookmark = || {
        let title = entries.get(b"Title").is_ok_and(|title| matches!(title, Object::String(..)));
        title && entries.get(b"Parent").and_then(Object::as_reference).is_ok()
    };
    if is_catalogue { Some(b"StructTreeRoot") } else { is_bookmark().then_some(b"SE") }
}

/// Whether an object lies by itself where it is listed. Were another one there, that would be read in place of its own.
fn is_plain(bytes: &[u8], number: u32, entry: &XrefEntry) -> bool {
    match *entry {
        XrefEntry::Normal { offset, generation } => {
            let head = format!("{number} {generation} obj");
            bytes.get(offset as usize..).is_some_and(|rest| rest.starts_with(head.as_bytes()))
        }
        XrefEntry::Compressed { .. } => false,
        XrefEntry::Free | XrefEntry::UnusableFree => true,
    }
}

fn reader(bytes: &[u8], document: Document) -> Reader<'_> {
    Reader {
        buffer: bytes,
        document,
        encryption_state: None,
        raw_objects: BTreeMap::new(),
        password: None,
        strict: false,
        max_decompressed_size: Some(STREAM_LIMIT),
    }
}

/// The document's trailer and its table of objects, and none of the objects that stand before the table: there are signs in
/// their place that are none.
fn listed(bytes: &[u8]) -> Option<Document> {
    let end = memchr::memmem::rfind(bytes, b"startxref")?;
    let stated = std::str::from_utf8(bytes.get(end + 9..)?.get(..32).unwrap_or(&bytes[end + 9..])).ok()?;
    let table: usize = stated.split_ascii_whitespace().next()?.parse().ok()?;
    if !bytes.starts_with(b"%PDF-") || !(HEAD..end).contains(&table) || !bytes[table..].starts_with(b"xref") {
        return None;
    }
    let mut bare = bytes.to_vec();
    // Objects after it would be read with the table: of a document that is made to be shown while it still arrives.
    if memchr::memmem::find(&bytes[table..], b"obj").is_some() {
        return None;
    }
    let head = memchr::memchr(b'\n', &bytes[..HEAD])? + 1;
    bare[head..table].fill(b'!');
    let options = LoadOptions::with_max_decompressed_size(STREAM_LIMIT);
    let listed = Document::load_mem_with_options(&bare, options).ok()?;
    (!listed.was_encrypted() && !listed.trailer.has(b"Encrypt")).then_some(listed)
}

/// What a value names.
fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(values) => values.iter().for_each(|value| references(value, found)),
        Object::Dictionary(entries) | Object::Stream(lopdf::Stream { dict: entries, .. }) => {
            entries.iter().for_each(|(_, value)| references(value, found));
        }
        _ => {}
    }
}

/// A stream whose length stands elsewhere may come without its bytes, which reading the whole document mends; and one of objects
/// adds these to those that are listed.
fn is_whole(object: &Object) -> bool {
    let Object::Stream(stream) = object else { return true };
    let is_empty = || stream.dict.get(b"Length").and_then(Object::as_i64).is_ok_and(|length| length == 0);
    !stream.dict.has_type(b"ObjStm") && (!stream.content.is_empty() || is_empty())
}

#[cfg(test)]
mod tests;
