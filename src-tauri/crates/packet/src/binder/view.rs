//! The sheets of a document's own pages as the template takes them: their sizes, and what their stamps say. The pages
//! themselves are put in afterwards.

use serde_json::{Value, json};

use model::own_pages::OwnPages;

use super::place::place;
use crate::exhibit::{Exhibit, Part};
use crate::print;

/// A file whose own pages stand in the packet.
pub(crate) fn view(exhibit: &Exhibit<'_>, part: &Part<'_>, pages: &OwnPages, title: Option<String>) -> Value {
    let total = pages.pages.len();
    let of = if part.is_redacted() { "redacted copy" } else { "original" };
    let sheets: Vec<Value> = pages
        .pages
        .iter()
        .enumerate()
        .map(|(index, page)| {
            let placed = place(page);
            let scale = (placed.scale < 1.0).then(|| format!("shown at {:.1} % of its size", placed.scale * 100.0));
            json!({
                "width": placed.width,
                "height": placed.height,
                "band": placed.band,
                "growth": placed.growth,
                "original": format!("page {} of {total} of the {of}", index + 1),
                "scale": scale,
            })
        })
        .collect();
    json!({
        "kind": "own",
        "title": title,
        "label": super::label(exhibit, part),
        "sha": part.file.sha256.to_string(),
        "marked": exhibit.item.classification.name(),
        "pages": sheets,
        "notes": notes(part, pages),
    })
}

/// What a reader must know of the document, beside what its pages show.
fn notes(part: &Part<'_>, pages: &OwnPages) -> Vec<String> {
    let original = part.original();
    let count = |number: usize, one, many| print::counted(number as u64, one, many);
    let total = count(pages.pages.len(), "page follows as it is", "pages follow as they are");
    let mut notes = vec![format!(
        "{total} in the document, each with a stamp added below it. What acts was left out: scripts, forms, attached files, \
         links to other files. Where they differ, {original} counts."
    )];
    if pages.left_out > 0 {
        let left_out = count(pages.left_out as usize, "such thing was", "such things were");
        notes.push(format!("{left_out} met in this document and left out."));
    }
    if pages.undrawn > 0 {
        let undrawn = count(pages.undrawn as usize, "note or field bears", "notes or fields bear");
        notes.push(format!("{undrawn} no drawing of its own and can’t be seen here; {original} has all."));
    }
    notes
}
