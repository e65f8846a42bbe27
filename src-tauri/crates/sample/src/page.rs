//! Typesetting of documents and screens: from a template and its data to a PDF, or to the pixels of its first page.
//! A closed world: the templates of this crate, its fonts and those of typst, one date; never the machine.
//! Why not the crate `typeset`: see `docs/decisions/0004-sample-crate.md`.

mod picture;
mod world;

pub(crate) use picture::{Pixels, jpeg, pixels, png};

use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards, Timestamp};

use crate::Error;
use world::Closed;

/// What a page is made of.
pub(crate) struct Paper<'a> {
    /// The evidence file for which it is made; names it in errors and identifies the PDF.
    pub(crate) file: &'a str,
    /// The template's text.
    pub(crate) template: &'a str,
    /// Its data, read by the template as `data.json`.
    pub(crate) data: &'a Value,
    /// Up to three pictures, read by the template as `picture-1.jpg` and so on.
    pub(crate) pictures: Vec<Vec<u8>>,
    /// The document's date.
    pub(crate) at: DateTime<FixedOffset>,
    /// The program that the PDF names as its creator.
    pub(crate) creator: &'a str,
}

/// A PDF. The same paper gives the same bytes.
pub(crate) fn pdf(paper: &Paper<'_>) -> Result<Vec<u8>, Error> {
    let world = Closed::new(paper);
    let document = lay_out(&world, paper.file)?;
    let standards = PdfStandards::new(&[]).map_err(|_| failed(paper.file, "no standards"))?;
    let options = PdfOptions {
        ident: typst::foundations::Smart::Custom(paper.file.to_owned()),
        creator: typst::foundations::Smart::Custom(Some(paper.creator.to_owned())),
        timestamp: world::datetime(paper.at)
            .and_then(|date| Timestamp::new_local(date, paper.at.offset().local_minus_utc() / 60)),
        page_ranges: None,
        standards,
        tagged: false,
        pretty: false,
    };
    let result = typst_pdf::pdf(&document, &options);
    typst::comemo::evict(4);
    result.map_err(|errors| failed(paper.file, errors.first().map_or("", |error| error.message.as_str())))
}

fn lay_out(world: &Closed, file: &str) -> Result<PagedDocument, Error> {
    let result = typst::compile::<PagedDocument>(world);
    result.output.map_err(|errors| failed(file, errors.first().map_or("", |error| error.message.as_str())))
}

fn failed(file: &str, what: &str) -> Error {
    Error::Typeset { file: file.to_owned(), what: what.to_owned() }
}
