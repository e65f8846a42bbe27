//! The redacted copy of a document: its pages drawn anew, as a file of its own (PDF/A-3a and PDF/UA-1). It is made of what
//! was left alone, and bears nothing of the original: no name, no title, no properties, no earlier version.

use std::collections::BTreeMap;

use model::exhibit::{Page, Picture};
use model::time::Instant;
use ring::digest::{Context, SHA256};
use serde_json::{Value, json};
use typeset::{Blob, Job, Standards, Watch};

use crate::job::{TEMPLATES, put};
use crate::{Error, text_layer};

/// The page.
const TEMPLATE: &str = include_str!("template/twin.typ");
/// Points of a side of a page, at most: what every reader takes.
const MOST_PT: f64 = 14_400.0;

/// Makes the PDF of pages from which something was taken out at that instant. The same two give the same bytes.
///
/// # Errors
/// [`Error::Typeset`] when the pages can't be laid out.
pub fn twin(pages: &[Page], at: Instant) -> Result<Vec<u8>, Error> {
    let mut files: BTreeMap<String, Blob> =
        TEMPLATES.into_iter().map(|(path, text)| (path.to_owned(), Blob::from(text))).collect();
    let mut context = Context::new(&SHA256);
    let mut views: Vec<Value> = Vec::with_capacity(pages.len());
    for (index, page) in pages.iter().enumerate() {
        let (ending, blob) = match &page.picture {
            Picture::Svg(text) => ("svg", text.clone().into_bytes()),
            Picture::Png { bytes, .. } => ("png", bytes.clone()),
            Picture::Jpeg { bytes, .. } => ("jpg", bytes.clone()),
        };
        let (width, height) = (f64::from(page.width_pt).max(1.0), f64::from(page.height_pt).max(1.0));
        let path = format!("/page/{index}.{ending}");
        context.update(&blob);
        files.insert(path.clone(), Blob::from(blob));
        views.push(json!({
            "path": path,
            "width": width,
            "height": height,
            "scale": (MOST_PT / width.max(height)).min(1.0),
            "alt": format!("Page {} of {}, without text.", index + 1, pages.len()),
            "paragraphs": text_layer::paragraphs(page, &mut 0),
        }));
    }
    put(&mut files, "twin", &json!({ "pages": views }))?;
    files.insert("/main.typ".to_owned(), Blob::from(TEMPLATE));
    let digest: String = context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let job = Job {
        main: "/main.typ".to_owned(),
        files,
        identifier: format!("vouchsafe:redacted:{digest}"),
        at: at.fixed_offset(),
        creator: "Vouchsafe".to_owned(),
        standards: Standards::Archive,
        watch: Watch::default(),
    };
    Ok(typeset::compile(&job)?.export()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{at, page};

    #[test]
    fn the_same_pages_make_the_same_file_which_names_nothing_of_theirs() {
        let pages = [page(1, 595.0, 842.0, "users"), page(2, 842.0, 595.0, "systems")];
        let bytes = twin(&pages, at("2026-11-22T10:00:00Z")).expect("a file");
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(bytes, twin(&pages, at("2026-11-22T10:00:00Z")).expect("a file"));
        let huge = [page(1, 20_000.0, 30_000.0, "a wall")];
        assert!(twin(&huge, at("2026-11-22T10:00:00Z")).is_ok());
    }
}
