//! PDF → its own pages: what they draw, their links and bookmarks, copied object by object by an allow-list. What the document
//! does besides (scripts, actions, forms, attached files) is counted and left behind. Draws nothing and runs nothing.

mod copy;
mod mark;
mod outline;
mod reach;
mod target;
mod tree;

use self::copy::Copier;
use self::target::Targets;
use self::tree::Leaf;
use super::Emit;
use crate::own_pages::{MOST_BYTES, wire};
use crate::protocol::Frame;
use lopdf::{Dictionary, Document, LoadOptions, Object};
use model::exhibit::NotShown;
use model::own_pages::{OwnLayer, OwnPage, OwnPages};
use std::collections::BTreeSet;

/// Bytes that one object stream or cross-reference stream may inflate to while the document is loaded.
const STREAM_LIMIT: usize = 64 << 20;
/// Bytes of a part of the answer.
const PART: usize = 1 << 20;

/// Reads a document and hands on its own pages in parts.
///
/// # Errors
/// It is damaged, encrypted, or more than the bounds allow.
pub(crate) fn read(bytes: Vec<u8>, emit: &mut Emit<'_>) -> Result<(), NotShown> {
    let size = bytes.len() as u64;
    let document = open(&bytes)?;
    drop(bytes);
    let answer = {
        let (pages, shapes) = taken(&document)?;
        wire::encode(&pages, &shapes)
    };
    if answer.len() > MOST_BYTES {
        return Err(NotShown::TooLarge(size));
    }
    answer.chunks(PART).try_for_each(|part| emit(Frame::Part(part.to_vec())))
}

fn open(bytes: &[u8]) -> Result<Document, NotShown> {
    // A reader can mend a file whose end is missing, but can't know how many pages went with it.
    if memchr::memmem::rfind(bytes, b"startxref").is_none() {
        return Err(NotShown::Damaged("it is cut off before its end".into()));
    }
    let options = LoadOptions::with_max_decompressed_size(STREAM_LIMIT);
    match reach::open(bytes).map_or_else(|| Document::load_mem_with_options(bytes, options), Ok) {
        // An encrypted document is opened as one without pages, and one with an owner's password alone as if it had none.
        Ok(document) if document.was_encrypted() || document.trailer.has(b"Encrypt") => Err(NotShown::Locked),
        Ok(document) => Ok(document),
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => Err(NotShown::Locked),
        Err(lopdf::Error::Decompress(_)) => Err(NotShown::Unsafe("it unpacks to more than is allowed".into())),
        Err(_) => Err(NotShown::Damaged("it is not a readable PDF".into())),
    }
}

/// All that is taken out of a document, each object with its shape.
fn taken(document: &Document) -> Result<(OwnPages, Vec<wire::Shape>), NotShown> {
    let catalogue = document.catalog().map_err(|_| NotShown::Damaged("it has no pages".into()))?;
    let leaves = tree::leaves(document, catalogue)?;
    let layers = Layers::of(document, catalogue);
    let mut targets = Targets::new(document, catalogue, &leaves);
    let mut copier = Copier::new(document);
    let mut marks = mark::Marks::new(document, &layers.hidden);
    marks.left_out += doings(document, catalogue);
    let mut pages = Vec::with_capacity(leaves.len());
    for leaf in &leaves {
        pages.push(page(leaf, &mut copier, &mut marks, &mut targets)?);
    }
    copier.run()?;
    let shown = layers.all.iter().filter_map(|id| {
        let object = copier.layer(*id)?;
        Some(OwnLayer { object, is_shown: !layers.hidden.contains(id) })
    });
    let layers = shown.collect();
    let (bookmarks, leading_out) = outline::bookmarks(document, catalogue, &mut targets);
    let (left_out, undrawn) = (marks.left_out + leading_out, marks.undrawn);
    let (objects, shapes, bytes) = copier.finish();
    Ok((OwnPages { objects, bytes, pages, bookmarks, layers, left_out, undrawn }, shapes))
}

fn page<'a>(
    leaf: &Leaf<'a>,
    copier: &mut Copier<'a>,
    marks: &mut mark::Marks<'a>,
    targets: &mut Targets<'a>,
) -> Result<OwnPage, NotShown> {
    let Leaf { edges, turns, unit, .. } = *leaf;
    let mut page = OwnPage { edges, turns, unit, drawn: vec![copier.page(leaf)?], links: Vec::new() };
    if !wire::is_page(&page) {
        let (width, height) = page.size();
        return Err(NotShown::Damaged(format!("a page states a size of {width} by {height} points")));
    }
    marks.take(leaf, &mut page, copier, targets)?;
    Ok(page)
}

/// How much a document does besides its pages: each thing of it stays behind.
fn doings(document: &Document, catalogue: &Dictionary) -> u32 {
    let is_action = |key: &[u8]| entry(document, catalogue, key).is_some_and(|it| it.as_dict().is_ok());
    let names = entry(document, catalogue, b"Names").and_then(|names| names.as_dict().ok());
    let named = |key: &[u8]| names.is_some_and(|names| names.has(key));
    let each = [
        is_action(b"OpenAction"),
        is_action(b"AA"),
        is_action(b"AcroForm"),
        named(b"JavaScript"),
        named(b"EmbeddedFiles"),
    ];
    each.into_iter().map(u32::from).sum()
}

/// The layers of a document.
struct Layers {
    all: Vec<lopdf::ObjectId>,
    hidden: BTreeSet<lopdf::ObjectId>,
}

impl Layers {
    fn of(document: &Document, catalogue: &Dictionary) -> Self {
        let properties = entry(document, catalogue, b"OCProperties").and_then(|it| it.as_dict().ok());
        let Some(properties) = properties else { return Self { all: Vec::new(), hidden: BTreeSet::new() } };
        let listed = |from: &Dictionary, key: &[u8]| -> Vec<lopdf::ObjectId> {
            array(document, from, key)
                .iter()
                .filter_map(|layer| layer.as_reference().ok())
                .take(wire::MOST_MARKS)
                .collect()
        };
        let mut all = listed(properties, b"OCGs");
        let usual = entry(document, properties, b"D").and_then(|it| it.as_dict().ok());
        let mut hidden = BTreeSet::new();
        if let Some(usual) = usual {
            if entry(document, usual, b"BaseState").and_then(|it| it.as_name().ok()) == Some(b"OFF") {
                hidden.extend(all.iter().copied());
                listed(usual, b"ON").iter().for_each(|layer| {
                    hidden.remove(layer);
                });
            }
            hidden.extend(listed(usual, b"OFF"));
        }
        let mut seen = BTreeSet::new();
        all.retain(|layer| seen.insert(*layer));
        Self { all, hidden }
    }
}

/// What stands under a key, followed to where it is.
fn entry<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    document.dereference(dictionary.get(key).ok()?).ok().map(|(_, object)| object)
}

/// The array under a key; empty where there is none.
fn array<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
    entry(document, dictionary, key).and_then(|object| object.as_array().ok()).map_or(&[], Vec::as_slice)
}

/// A number, if it is one that can be a place on a page.
fn number(document: &Document, object: &Object) -> Option<f32> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_float().ok().filter(|number| number.abs() <= wire::FARTHEST)
}

/// Left, lower, right and upper edge of a rectangle, whichever corners it names.
fn rectangle(document: &Document, object: &Object) -> Option<[f32; 4]> {
    let (_, object) = document.dereference(object).ok()?;
    let [a, b, c, d] = object.as_array().ok()?.get(..4)? else { return None };
    let [a, b, c, d] = [number(document, a)?, number(document, b)?, number(document, c)?, number(document, d)?];
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}
