//! The file of a volume while pages are put into it. It begins as the typesetter wrote it; every change adds to an object of
//! it, and none takes anything out.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use model::own_pages::{OwnLink, OwnPage, OwnTarget};

use super::Own;
use super::insert::{self, dictionary, name, reals};
use super::place::{Placed, place};
use crate::Error;

/// A volume.
pub(super) struct Volume {
    pub(super) document: Document,
    /// Its pages, in order.
    pub(super) pages: Vec<ObjectId>,
    /// Layers of the documents, and whether each is shown.
    layers: Vec<(ObjectId, bool)>,
    /// A content that saves the state of drawing, before that of the typesetter, which may leave it changed.
    save: ObjectId,
}

const OTHER: Error = Error::Merge("the typeset file is built otherwise than expected");

impl Volume {
    /// Reads the file that the typesetter wrote, with its number of pages.
    pub(super) fn open(pdf: &[u8], pages: usize) -> Result<Self, Error> {
        let mut document = Document::load_mem(pdf).map_err(|_| OTHER)?;
        let found: Vec<ObjectId> = document.page_iter().collect();
        if found.len() != pages || document.objects.len() < document.reference_table.entries.len().saturating_sub(1) {
            return Err(OTHER);
        }
        let save = document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()).with_compression(false));
        Ok(Self { document, pages: found, layers: Vec::new(), save })
    }

    /// Puts the pages of a document where there is room for them.
    pub(super) fn put(&mut self, own: &Own<'_>) -> Result<(), Error> {
        let first = self.document.max_id + 1;
        let count = u32::try_from(own.document.pages.objects.len()).map_err(|_| OTHER)?;
        let ids: Vec<ObjectId> = (first..first.saturating_add(count)).map(|number| (number, 0)).collect();
        self.document.max_id = first.saturating_add(count) - 1;
        for (object, id) in own.document.pages.objects.iter().zip(&ids) {
            self.document.objects.insert(*id, insert::object(&own.document.pages, object, &ids));
        }
        for (at, page) in own.document.pages.pages.iter().enumerate() {
            let sheet = *self.pages.get(own.first + at).ok_or(OTHER)?;
            self.draw(sheet, page, &ids)?;
            let placed = place(page);
            let links: Vec<Object> =
                page.links.iter().map(|link| self.link(link, &placed, own)).collect::<Result<_, _>>()?;
            self.add_links(sheet, links)?;
        }
        let layers = own
            .document
            .pages
            .layers
            .iter()
            .filter_map(|layer| Some((*ids.get(layer.object as usize)?, layer.is_shown)));
        self.layers.extend(layers);
        Ok(())
    }

    /// Draws a page on its sheet, after what stands there already, the stamp: what a page leaves unended, such as the words of a
    /// layer that isn't shown, hides in some viewers what comes after it.
    fn draw(&mut self, sheet: ObjectId, page: &OwnPage, ids: &[ObjectId]) -> Result<(), Error> {
        let (content, named) = drawn(page, ids)?;
        let content =
            self.document.add_object(Stream::new(Dictionary::new(), content.into_bytes()).with_compression(false));
        let mut resources = self.inner(sheet, b"Resources")?;
        let mut drawings = match resources.get(b"XObject") {
            Ok(object) => {
                self.document.dereference(object).and_then(|(_, it)| it.as_dict()).map_err(|_| OTHER)?.clone()
            }
            Err(_) => Dictionary::new(),
        };
        named.into_iter().for_each(|(own, id)| drawings.set(own, id));
        resources.set("XObject", drawings);
        let save = self.save;
        let page = self.dictionary(sheet)?;
        page.set("Resources", resources);
        let own = match page.get(b"Contents") {
            Ok(Object::Array(several)) => several.clone(),
            Ok(one @ Object::Reference(_)) => vec![one.clone()],
            Ok(_) => return Err(OTHER),
            Err(_) => Vec::new(),
        };
        page.set("Contents", [vec![Object::Reference(save)], own, vec![Object::Reference(content)]].concat());
        Ok(())
    }

    /// A copy of a dictionary that stands in another one, or under a number of its own; an empty one where there is none.
    fn inner(&self, holder: ObjectId, key: &[u8]) -> Result<Dictionary, Error> {
        let holder = self.document.get_dictionary(holder).map_err(|_| OTHER)?;
        let Ok(object) = holder.get(key) else { return Ok(Dictionary::new()) };
        self.document.dereference(object).and_then(|(_, it)| it.as_dict()).cloned().map_err(|_| OTHER)
    }

    pub(super) fn dictionary(&mut self, id: ObjectId) -> Result<&mut Dictionary, Error> {
        self.document.get_dictionary_mut(id).map_err(|_| OTHER)
    }

    fn link(&mut self, link: &OwnLink, placed: &Placed, own: &Own<'_>) -> Result<Object, Error> {
        let mut entries = dictionary([
            ("Type", name("Annot")),
            ("Subtype", name("Link")),
            ("Rect", reals(&placed.area(link.area))),
            // A viewer draws the frame of a link wherever it says, over the stamp as well.
            ("Border", reals(&[0.0; 3])),
        ]);
        let (key, target) = self.target(&link.target, own)?;
        entries.set(key, target);
        Ok(Object::Reference(self.document.add_object(entries)))
    }

    /// Where a link or a bookmark of a document leads, with the key under which that stands.
    pub(super) fn target(&self, target: &OwnTarget, own: &Own<'_>) -> Result<(&'static str, Object), Error> {
        match target {
            OwnTarget::Page { page, at } => {
                let there = own.document.pages.pages.get(*page as usize).ok_or(OTHER)?;
                let placed = place(there);
                let [x, y] = at.map_or([0.0, placed.height], |at| placed.point(at));
                let sheet = *self.pages.get(own.first + *page as usize).ok_or(OTHER)?;
                let (x, y) = (x.clamp(0.0, placed.width), y.clamp(0.0, placed.height));
                let parts = vec![Object::Reference(sheet), name("XYZ"), x.into(), y.into(), Object::Null];
                Ok(("Dest", Object::Array(parts)))
            }
            OwnTarget::Address(address) => {
                let action = dictionary([("S", name("URI")), ("URI", insert::text(address))]);
                Ok(("A", Object::Dictionary(action)))
            }
        }
    }

    fn add_links(&mut self, sheet: ObjectId, links: Vec<Object>) -> Result<(), Error> {
        if links.is_empty() {
            return Ok(());
        }
        let page = self.document.get_dictionary(sheet).map_err(|_| OTHER)?;
        let mut all = match page.get(b"Annots") {
            Ok(object) => {
                self.document.dereference(object).and_then(|(_, it)| it.as_array()).map_err(|_| OTHER)?.clone()
            }
            Err(_) => Vec::new(),
        };
        all.extend(links);
        self.dictionary(sheet)?.set("Annots", all);
        Ok(())
    }

    /// The whole file.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Error> {
        let root = self.document.trailer.get(b"Root").and_then(Object::as_reference).map_err(|_| OTHER)?;
        // The pages of evidence aren't tagged, and the file doesn't say that all of it is.
        let mut marks = self.inner(root, b"MarkInfo")?;
        marks.set("Suspects", true);
        let layers = std::mem::take(&mut self.layers);
        let catalogue = self.dictionary(root)?;
        catalogue.set("MarkInfo", marks);
        if !layers.is_empty() {
            let ids = |wanted: fn(bool) -> bool| -> Vec<Object> {
                layers.iter().filter(|(_, is_shown)| wanted(*is_shown)).map(|(id, _)| Object::Reference(*id)).collect()
            };
            let all = || Object::Array(ids(|_| true));
            let usual = dictionary([("Order", all()), ("OFF", Object::Array(ids(|is_shown| !is_shown)))]);
            catalogue.set("OCProperties", dictionary([("OCGs", all()), ("D", Object::Dictionary(usual))]));
        }
        let mut pdf = Vec::new();
        self.document.save_to(&mut pdf).map_err(|_| OTHER)?;
        Ok(pdf)
    }
}

/// The content that draws a page on its sheet, with the names of its drawings. They are cut to the page's room, above the band.
/// That isn't saved and restored with each of them: a drawing that ends more states than it began would end it, and so paint
/// over the stamp.
fn drawn(page: &OwnPage, ids: &[ObjectId]) -> Result<(String, Vec<(String, ObjectId)>), Error> {
    let numbers = |numbers: &[f32]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let placed = place(page);
    let [left, lower, right, upper] = placed.area(page.edges);
    let mut content = format!("\nQ {} re W n\n", numbers(&[left, lower, right - left, upper - lower]));
    let mut named = Vec::with_capacity(page.drawn.len());
    for (number, drawing) in page.drawn.iter().enumerate() {
        let id = *ids.get(drawing.object as usize).ok_or(OTHER)?;
        let own = format!("Own{number}");
        let (on_sheet, on_page) = (numbers(&placed.matrix), numbers(&drawing.place));
        content.push_str(&format!("q {on_sheet} cm {on_page} cm /{own} Do Q\n"));
        named.push((own, id));
    }
    Ok((content, named))
}
