//! Where links and bookmarks lead: to a page of the same document, by its name or by itself, or to an address that is allowed.
//! Everything else leads nowhere.

use super::tree::Leaf;
use super::{array, entry, number};
use lopdf::{Dictionary, Document, Object, ObjectId};
use model::own_pages::{OwnTarget, is_harmless};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Branches and names of the tree of names that are looked at, at most.
const MOST_NAMES: usize = 200_000;

/// Finds targets.
pub(super) struct Targets<'a> {
    document: &'a Document,
    catalogue: &'a Dictionary,
    pages: HashMap<ObjectId, u32>,
    edges: Vec<[f32; 4]>,
    /// Read when the first name is asked for.
    names: Option<BTreeMap<&'a [u8], &'a Object>>,
}

impl<'a> Targets<'a> {
    pub(super) fn new(document: &'a Document, catalogue: &'a Dictionary, leaves: &[Leaf<'a>]) -> Self {
        let mut pages = HashMap::new();
        for (at, leaf) in leaves.iter().enumerate() {
            if let (Some(id), Ok(at)) = (leaf.id, u32::try_from(at)) {
                pages.entry(id).or_insert(at);
            }
        }
        let edges = leaves.iter().map(|leaf| leaf.edges).collect();
        Self { document, catalogue, pages, edges, names: None }
    }

    /// Where a link or a bookmark leads, by its destination or its action.
    pub(super) fn of(&mut self, from: &'a Dictionary) -> Option<OwnTarget> {
        if let Some(destination) = entry(self.document, from, b"Dest") {
            return self.page(destination);
        }
        let action = entry(self.document, from, b"A")?.as_dict().ok()?;
        match entry(self.document, action, b"S")?.as_name().ok()? {
            b"GoTo" => self.page(entry(self.document, action, b"D")?),
            b"URI" => {
                let address = entry(self.document, action, b"URI")?.as_str().ok()?;
                let address = std::str::from_utf8(address).ok()?.trim();
                is_harmless(address).then(|| OwnTarget::Address(address.to_owned()))
            }
            _ => None,
        }
    }

    fn page(&mut self, destination: &'a Object) -> Option<OwnTarget> {
        let named = match destination {
            Object::Name(name) | Object::String(name, _) => Some(*self.names().get(name.as_slice())?),
            _ => None,
        };
        let (_, found) = self.document.dereference(named.unwrap_or(destination)).ok()?;
        let found = match found {
            Object::Dictionary(dictionary) => entry(self.document, dictionary, b"D")?,
            found => found,
        };
        let Object::Array(parts) = found else { return None };
        let page = match parts.first()? {
            Object::Reference(id) => *self.pages.get(id)?,
            Object::Integer(at) => u32::try_from(*at).ok().filter(|at| (*at as usize) < self.edges.len())?,
            _ => return None,
        };
        let [left, _, _, upper] = *self.edges.get(page as usize)?;
        let part = |at: usize| parts.get(at).and_then(|part| number(self.document, part));
        let view = parts.get(1).and_then(|view| self.document.dereference(view).ok()?.1.as_name().ok());
        let at = match view {
            Some(b"XYZ") => Some([part(2).unwrap_or(left), part(3).unwrap_or(upper)]),
            Some(b"FitH" | b"FitBH") => Some([left, part(2).unwrap_or(upper)]),
            Some(b"FitV" | b"FitBV") => Some([part(2).unwrap_or(left), upper]),
            Some(b"FitR") => Some([part(2).unwrap_or(left), part(5).unwrap_or(upper)]),
            Some(_) | None => None,
        };
        Some(OwnTarget::Page { page, at })
    }

    fn names(&mut self) -> &BTreeMap<&'a [u8], &'a Object> {
        let (document, catalogue) = (self.document, self.catalogue);
        self.names.get_or_insert_with(|| names(document, catalogue))
    }
}

/// The named destinations of a document: those of its tree of names, and those of before there was one.
fn names<'a>(document: &'a Document, catalogue: &'a Dictionary) -> BTreeMap<&'a [u8], &'a Object> {
    let mut found: BTreeMap<&[u8], &Object> = BTreeMap::new();
    let old = entry(document, catalogue, b"Dests").and_then(|old| old.as_dict().ok());
    for (name, target) in old.into_iter().flat_map(Dictionary::iter).take(MOST_NAMES) {
        found.insert(name.as_slice(), target);
    }
    let tree = entry(document, catalogue, b"Names").and_then(|names| names.as_dict().ok());
    let tree = tree.and_then(|names| names.get(b"Dests").ok());
    let mut waiting: Vec<&Object> = tree.into_iter().collect();
    let mut seen = HashSet::new();
    while let Some(node) = waiting.pop() {
        let Ok((id, node)) = document.dereference(node) else { continue };
        let Ok(node) = node.as_dict() else { continue };
        if id.is_some_and(|id| !seen.insert(id)) || found.len() > MOST_NAMES || seen.len() > MOST_NAMES {
            continue;
        }
        for pair in array(document, node, b"Names").chunks_exact(2) {
            if let Ok((_, Object::String(name, _))) = document.dereference(&pair[0]) {
                found.entry(name.as_slice()).or_insert(&pair[1]);
            }
        }
        let kids = array(document, node, b"Kids");
        waiting.extend(kids.iter().take(MOST_NAMES.saturating_sub(waiting.len())));
    }
    found
}
