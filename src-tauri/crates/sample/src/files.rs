//! The list of the evidence files and how each is made. The only module that writes to a disk.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::page::{Paper, pdf, pixels, png};
use crate::shop::Shop;
use crate::story::Story;
use crate::{Error, document, extract, photo, screen, workbook};

/// An evidence file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name, without folders.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Rows, lines or events of an extract, log or workbook; none for documents and pictures.
    pub records: Option<u64>,
}

/// Told how many files of how many are done; breaking cancels the rest.
pub type Tell<'a> = dyn FnMut(usize, usize) -> ControlFlow<()> + 'a;

/// Writes every evidence file of the story into `folder`, which must exist, and says before the first and after each how
/// many of all are done. The same files each time.
///
/// # Errors
/// [`Error::Write`] when the folder can't be written, [`Error::Cancelled`] when `tell` breaks: files that were written
/// stay. The others are mistakes of this crate, which its tests find.
pub fn write_evidence(folder: &Path, tell: &mut Tell<'_>) -> Result<Vec<Written>, Error> {
    let story = Story::load()?;
    let names: Vec<_> = story.evidence.iter().flat_map(|item| &item.files).collect();
    let shop = Shop::new();
    let mut written = Vec::with_capacity(names.len());
    for name in &names {
        go_on(tell(written.len(), names.len()))?;
        let path = folder.join(name);
        let failed = |source| Error::Write { path: path.clone(), source };
        let mut file = BufWriter::with_capacity(1 << 18, File::create(&path).map_err(failed)?);
        let records = write_file(&shop, name, &mut file)?;
        file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|mut file| file.flush()).map_err(failed)?;
        written.push(Written { name: (*name).clone(), path, records });
    }
    go_on(tell(written.len(), names.len()))?;
    Ok(written)
}

fn go_on(told: ControlFlow<()>) -> Result<(), Error> {
    match told {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Cancelled),
    }
}

/// Writes one evidence file by its name, streaming the long ones.
fn write_file(shop: &Shop, name: &str, to: &mut dyn Write) -> Result<Option<u64>, Error> {
    let failed = |source| Error::Write { path: PathBuf::from(name), source };
    if let Some(maker) = extract::maker(name) {
        return maker(shop, to).map(Some).map_err(failed);
    }
    if let Some(maker) = workbook::maker(name) {
        let (bytes, records) =
            maker(shop).map_err(|source| Error::Workbook { file: name.to_owned(), source: Box::new(source) })?;
        to.write_all(&bytes).map_err(failed)?;
        return Ok(Some(records));
    }
    let bytes = drawn(shop, name)?;
    to.write_all(&bytes).map_err(failed)?;
    Ok(None)
}

/// A document, screenshot, photograph or scan.
fn drawn(shop: &Shop, name: &str) -> Result<Vec<u8>, Error> {
    if let Some(document) = document::document(name) {
        let data = (document.data)(shop);
        return pdf(&Paper {
            file: name,
            template: document.template,
            data: &data,
            pictures: Vec::new(),
            at: document.date(),
            creator: document.creator,
        });
    }
    if let Some(screen) = screen::screen(name) {
        let data = (screen.data)(shop);
        let at = chrono::DateTime::default();
        let paper = Paper { file: name, template: screen.template, data: &data, pictures: Vec::new(), at, creator: "" };
        return png(name, &pixels(&paper, 1.25)?);
    }
    match photo::photograph(name) {
        Some(picture) => picture,
        None if name == photo::SCAN => photo::scan(name),
        None => Err(Error::Unknown { file: name.to_owned() }),
    }
}
