//! The binder copy: a packet as a plain PDF, in which evidence PDFs keep their own pages, text, links and bookmarks. The
//! typesetter makes every page, those of the evidence with nothing but a stamp on them and the room for what they draw; here
//! that is put in. Parses no foreign document: what comes in are values that were checked, and the file that the typesetter
//! wrote.

mod insert;
mod outline;
mod place;
mod view;
mod volume;

use model::own_pages::OwnPages;
use typeset::Compiled;

use self::volume::Volume;
use crate::Error;
use crate::exhibit::{Exhibit, Face, Part};

pub(crate) use self::view::view;

/// The documents of an exhibit that keep their own pages, taken out of it.
pub(crate) struct OwnExhibit {
    id: String,
    documents: Vec<OwnDocument>,
}

/// A document whose own pages stand in the packet.
struct OwnDocument {
    /// Its name in the packet.
    name: String,
    /// The label of the page on which the first of them stands.
    label: String,
    pages: Box<OwnPages>,
}

/// A document in its place.
struct Own<'a> {
    document: &'a OwnDocument,
    /// The page of the packet on which its first page stands, counted from 0.
    first: usize,
}

/// The label of the page on which the first page of a file stands.
fn label(exhibit: &Exhibit<'_>, part: &Part<'_>) -> String {
    let number = exhibit.parts.iter().position(|own| std::ptr::eq(own, part)).unwrap_or_default();
    format!("own-{}-{number}", exhibit.id)
}

/// Takes the own pages out of exhibits that are laid out; they are put away.
pub(crate) fn take(exhibits: &mut [Exhibit<'_>]) -> Vec<OwnExhibit> {
    let mut all = Vec::new();
    for exhibit in exhibits {
        let labels: Vec<String> = exhibit.parts.iter().map(|part| label(exhibit, part)).collect();
        let mut documents = Vec::new();
        for (part, label) in exhibit.parts.iter_mut().zip(labels) {
            if let Some(Face::Own(pages)) = part.put_away() {
                documents.push(OwnDocument { name: part.name.clone(), label, pages });
            }
        }
        if !documents.is_empty() {
            all.push(OwnExhibit { id: exhibit.id.clone(), documents });
        }
    }
    all
}

/// Puts the own pages of evidence PDFs where the typesetter left room for them.
///
/// # Errors
/// [`Error::Merge`] when the file and the exhibits don't fit each other, which is a fault of the program.
pub(crate) fn merge(pdf: Vec<u8>, compiled: &Compiled, exhibits: &[OwnExhibit]) -> Result<Vec<u8>, Error> {
    if exhibits.is_empty() {
        return Ok(pdf);
    }
    let mut volume = Volume::open(&pdf, compiled.pages())?;
    drop(pdf);
    for exhibit in exhibits {
        let own = exhibit.documents.iter().map(|document| placed(document, compiled)).collect::<Result<Vec<_>, _>>()?;
        for document in &own {
            volume.put(document)?;
        }
        let head = compiled.page_of(&exhibit.id).ok_or(Error::Merge("an exhibit has no page"))?;
        outline::hang(&mut volume, head - 1, &own)?;
    }
    volume.finish()
}

fn placed<'a>(document: &'a OwnDocument, compiled: &Compiled) -> Result<Own<'a>, Error> {
    let first = compiled.page_of(&document.label).ok_or(Error::Merge("a document has no page"))?;
    Ok(Own { document, first: first - 1 })
}
