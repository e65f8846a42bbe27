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

/// A document whose own pages stand in the packet.
struct Own<'a> {
    part: &'a Part<'a>,
    pages: &'a OwnPages,
    /// The page of the packet on which the first of them stands, counted from 0.
    first: usize,
}

/// The label of the page on which the first page of a file stands.
fn label(exhibit: &Exhibit<'_>, part: &Part<'_>) -> String {
    let number = exhibit.parts.iter().position(|own| std::ptr::eq(own, part)).unwrap_or_default();
    format!("own-{}-{number}", exhibit.id)
}

/// Puts the own pages of evidence PDFs where the typesetter left room for them.
///
/// # Errors
/// [`Error::Merge`] when the file and the exhibits don't fit each other, which is a fault of the program.
pub(crate) fn merge(pdf: Vec<u8>, compiled: &Compiled, planned: &[Exhibit<'_>]) -> Result<Vec<u8>, Error> {
    let mut volume = None;
    for exhibit in planned {
        let own = own(exhibit, compiled)?;
        if own.is_empty() {
            continue;
        }
        let volume = match &mut volume {
            Some(volume) => volume,
            none => none.insert(Volume::open(&pdf, compiled.pages())?),
        };
        for document in &own {
            volume.put(document)?;
        }
        let head = compiled.page_of(&exhibit.id).ok_or(Error::Merge("an exhibit has no page"))?;
        outline::hang(volume, head - 1, &own)?;
    }
    match volume {
        Some(volume) => {
            drop(pdf);
            volume.finish()
        }
        None => Ok(pdf),
    }
}

/// The documents of an exhibit that keep their own pages.
fn own<'a>(exhibit: &'a Exhibit<'_>, compiled: &Compiled) -> Result<Vec<Own<'a>>, Error> {
    let mut all = Vec::new();
    for part in &exhibit.parts {
        if let Face::Own(pages) = &part.face {
            let first = compiled.page_of(&label(exhibit, part)).ok_or(Error::Merge("a document has no page"))?;
            all.push(Own { part, pages, first: first - 1 });
        }
    }
    Ok(all)
}
