//! Reads a finished packet back with a parser that isn't ours: text of its pages, its streams inflated, its structure.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

pub struct Pdf {
    pub document: Document,
}

impl Pdf {
    pub fn open(bytes: &[u8]) -> Self {
        Self { document: Document::load_mem(bytes).expect("a readable PDF") }
    }

    /// The words of each page, in the order of the content stream, white space folded.
    pub fn pages(&self) -> Vec<String> {
        let numbers: Vec<u32> = self.document.get_pages().keys().copied().collect();
        let text = |number: &u32| self.document.extract_text(&[*number]).expect("a page's text");
        numbers.iter().map(text).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// Everything a searcher could find: page text, every inflated stream, every string, keys apart. White space is
    /// left out, so that a line's end hides nothing.
    pub fn everything(&self) -> Vec<u8> {
        let mut all = self.pages().join("\n").into_bytes();
        for object in self.document.objects.values() {
            self.gather(object, &mut all);
        }
        all.retain(|byte| !byte.is_ascii_whitespace());
        all
    }

    fn gather(&self, object: &Object, all: &mut Vec<u8>) {
        match object {
            Object::String(bytes, _) => {
                all.extend(b"\n");
                match wide(bytes) {
                    Some(text) => all.extend(text.bytes()),
                    None => all.extend(bytes),
                }
            }
            Object::Array(items) => items.iter().for_each(|item| self.gather(item, all)),
            Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, value)| self.gather(value, all)),
            Object::Stream(stream) => {
                stream.dict.iter().for_each(|(_, value)| self.gather(value, all));
                all.extend(b"\n");
                all.extend(stream.get_plain_content().unwrap_or_default());
            }
            _ => {}
        }
    }

    pub fn catalogue(&self) -> &Dictionary {
        self.document.catalog().expect("a catalogue")
    }

    pub fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        self.document.dereference(dictionary.get(key.as_bytes()).ok()?).ok().map(|(_, object)| object)
    }

    pub fn name(&self, dictionary: &Dictionary, key: &str) -> Option<String> {
        let name = self.get(dictionary, key)?.as_name().ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    }

    /// Every element of the structure tree.
    pub fn elements(&self) -> Vec<&Dictionary> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        dictionaries
            .filter(|dictionary| {
                self.name(dictionary, "Type").as_deref() == Some("StructElem")
                    || (dictionary.has(b"S") && dictionary.has(b"P") && dictionary.has(b"K"))
            })
            .collect()
    }

    /// How often each kind of element stands in the structure tree, by its standard type.
    pub fn element_counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for element in self.elements() {
            *counts.entry(self.name(element, "S").unwrap_or_default()).or_default() += 1;
        }
        counts
    }

    pub fn objects(&self) -> impl Iterator<Item = (&ObjectId, &Object)> {
        self.document.objects.iter()
    }
}

/// A string in UTF-16, which its first two bytes say.
fn wide(bytes: &[u8]) -> Option<String> {
    let units = bytes.strip_prefix(&[0xFE, 0xFF])?.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    Some(String::from_utf16_lossy(&units.collect::<Vec<_>>()))
}

/// A string of text, in either of its two forms.
pub fn text(bytes: &[u8]) -> String {
    wide(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
}

/// A file's dictionaries of type `/Filespec`: name, relationship, bytes.
pub fn attached(pdf: &Pdf) -> BTreeMap<String, (ObjectId, String, Vec<u8>)> {
    let mut files = BTreeMap::new();
    for (id, object) in pdf.objects() {
        let Ok(dictionary) = object.as_dict() else { continue };
        let Some(embedded) = pdf.get(dictionary, "EF").and_then(|files| files.as_dict().ok()) else { continue };
        let Some(stream) = pdf.get(embedded, "F").and_then(|stream| stream.as_stream().ok()) else { continue };
        let name = pdf.get(dictionary, "UF").and_then(|name| name.as_str().ok()).expect("a name");
        let bytes = stream.get_plain_content().expect("an inflated file");
        let relationship = pdf.name(dictionary, "AFRelationship").expect("a relationship");
        files.insert(text(name), (*id, relationship, bytes));
    }
    files
}

/// The file with other bytes in the place of an attached file's, written anew: what stood in comments is gone.
pub fn with_attachment(bytes: &[u8], name: &str, content: Vec<u8>) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).expect("a PDF");
    let found = attached(&Pdf::open(bytes)).into_iter().find(|(own, _)| own.starts_with(name));
    let (_, (id, ..)) = found.expect("such an attachment");
    let stream = document.get_object(id).and_then(Object::as_dict).expect("a file");
    let stream = stream.get(b"EF").and_then(Object::as_dict).expect("its streams");
    let stream = stream.get(b"F").and_then(Object::as_reference).expect("its stream");
    let stream = document.get_object_mut(stream).and_then(Object::as_stream_mut).expect("a stream");
    stream.set_plain_content(content);
    let mut changed = Vec::new();
    document.save_to(&mut changed).expect("a PDF");
    changed
}

impl Pdf {
    /// Depth and title of each bookmark in order; every way to and fro agrees.
    pub fn outline(&self) -> Vec<(usize, String)> {
        let root = self.catalogue().get(b"Outlines").and_then(Object::as_reference).expect("bookmarks");
        let mut all = Vec::new();
        let mut seen = BTreeSet::new();
        below(self, root, 0, &mut all, &mut seen);
        all
    }
}

fn below(pdf: &Pdf, id: ObjectId, depth: usize, all: &mut Vec<(usize, String)>, seen: &mut BTreeSet<ObjectId>) -> i64 {
    let holder = pdf.document.get_dictionary(id).expect("a bookmark");
    let to = |from: &Dictionary, key: &[u8]| from.get(key).and_then(Object::as_reference).ok();
    let (mut next, mut before, mut count) = (to(holder, b"First"), None, 0);
    while let Some(at) = next {
        assert!(seen.insert(at), "a bookmark twice");
        let item = pdf.document.get_dictionary(at).expect("a bookmark");
        assert_eq!((to(item, b"Parent"), to(item, b"Prev")), (Some(id), before));
        let title =
            pdf.get(item, "Title").map(|title| lopdf::decode_text_string(title).expect("text")).expect("a title");
        all.push((depth, title));
        let open = below(pdf, at, depth + 1, all, seen);
        count += 1 + if pdf.get(item, "Count").and_then(|it| it.as_i64().ok()).unwrap_or(0) > 0 { open } else { 0 };
        (before, next) = (Some(at), to(item, b"Next"));
    }
    assert_eq!(to(holder, b"Last"), before);
    if let Some(stated) = pdf.get(holder, "Count").and_then(|it| it.as_i64().ok()) {
        assert_eq!(stated.abs(), count, "the count of {id:?}");
    }
    count
}
