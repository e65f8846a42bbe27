//! The files attached to a PDF that may be hostile: found, named and inflated within bounds. Runs nothing, follows no
//! link out of the file.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

/// Most bytes that one object or cross-reference stream may inflate to while the file is read.
const STREAM_LIMIT: usize = 64 << 20;
/// Most nodes of the tree of attachments that are looked at.
const MOST_NODES: usize = 100_000;

/// A file attached to a PDF.
pub(crate) struct Embedded {
    /// Its name.
    pub(crate) name: String,
    /// Whether readers list it among the attachments.
    pub(crate) listed: bool,
    stream: Option<lopdf::Stream>,
}

impl Embedded {
    /// Its bytes; none when it can't be inflated, or to more than `most`.
    pub(crate) fn bytes(&self, most: usize) -> Option<Vec<u8>> {
        let stream = self.stream.as_ref()?;
        let inflated = catch_unwind(AssertUnwindSafe(|| stream.get_plain_content_with_limit(most)));
        inflated.ok()?.ok()
    }
}

/// Every attached file. The error says in words why the file can't be read.
pub(crate) fn read(pdf: &[u8]) -> Result<Vec<Embedded>, String> {
    let unreadable = || "The file can't be read as a PDF.".to_owned();
    let options = LoadOptions::with_max_decompressed_size(STREAM_LIMIT);
    let document = catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(pdf, options)))
        .map_err(|_| unreadable())?
        .map_err(|_| unreadable())?;
    if document.is_encrypted() {
        return Err("The file is encrypted; a packet never is.".to_owned());
    }
    let catalogue = document.catalog().map_err(|_| unreadable())?;
    let listed = listed(&document, catalogue);
    let mut files: Vec<Embedded> = Vec::new();
    for (id, object) in &document.objects {
        let Ok(dictionary) = object.as_dict() else { continue };
        if is_file(&document, dictionary) {
            files.push(file(&document, dictionary, listed.contains(id)));
        }
    }
    if listed.len() > files.iter().filter(|file| file.listed).count() {
        return Err("An attachment is listed that isn't in the file.".to_owned());
    }
    Ok(files)
}

/// Whether a dictionary is a file specification with a file in it (ISO 32000-1, 7.11.3 and 7.11.4). Its name alone doesn't make
/// `/EF` one: in a dictionary of resources the names are the document's own.
fn is_file(document: &Document, dictionary: &Dictionary) -> bool {
    let files = entry(document, dictionary, b"EF").and_then(|files| files.as_dict().ok());
    files.is_some_and(|files| [&b"F"[..], b"UF", b"DOS", b"Mac", b"Unix"].iter().any(|key| files.has(key)))
}

/// The file specifications that readers list, by object id.
fn listed(document: &Document, catalogue: &Dictionary) -> BTreeSet<ObjectId> {
    let mut listed = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let root = entry(document, catalogue, b"Names").and_then(|names| names.as_dict().ok());
    let root = root.and_then(|names| entry(document, names, b"EmbeddedFiles"));
    let mut nodes: Vec<&Object> = root.into_iter().collect();
    while let Some(node) = nodes.pop() {
        let Ok(node) = node.as_dict() else { continue };
        for pair in array(document, node, b"Names").chunks_exact(2) {
            listed.extend(pair[1].as_reference());
        }
        for kid in array(document, node, b"Kids") {
            let Ok(id) = kid.as_reference() else { continue };
            if seen.len() < MOST_NODES && seen.insert(id) {
                nodes.extend(document.get_object(id));
            }
        }
    }
    listed
}

fn entry<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    document.dereference(dictionary.get(key).ok()?).ok().map(|(_, object)| object)
}

fn array<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
    entry(document, dictionary, key).and_then(|object| object.as_array().ok()).map_or(&[], Vec::as_slice)
}

fn file(document: &Document, specification: &Dictionary, listed: bool) -> Embedded {
    let name = [&b"UF"[..], b"F"].into_iter().find_map(|key| entry(document, specification, key)?.as_str().ok());
    let stream = entry(document, specification, b"EF")
        .and_then(|files| files.as_dict().ok())
        .and_then(|files| [&b"UF"[..], b"F"].into_iter().find_map(|key| entry(document, files, key)?.as_stream().ok()));
    Embedded { name: name.map(text).unwrap_or_default(), listed, stream: stream.cloned() }
}

/// A text string of a PDF: UTF-16 with its mark, else one byte a character.
fn text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => {
            let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        None => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn an_entry_that_is_only_named_as_attached_files_are_is_none() {
        let mut document = Document::new();
        let font = document.add_object(dictionary! { "Type" => "Font" });
        for other in [
            dictionary! { "EF" => font },
            dictionary! { "EF" => Dictionary::new(), "UF" => Object::string_literal("manifest.json") },
            dictionary! { "EF" => "Helvetica" },
            dictionary! { "EF" => Object::Reference((77, 0)) },
        ] {
            assert!(!is_file(&document, &other), "{other:?}");
        }
        let files = document.add_object(dictionary! { "F" => font });
        for file in [dictionary! { "EF" => files }, dictionary! { "EF" => dictionary! { "Unix" => font } }] {
            assert!(is_file(&document, &file), "{file:?}");
        }
    }
}
