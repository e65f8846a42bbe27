//! The sheets of a document's own pages as the template takes them: their sizes, and what their stamps say. The pages
//! themselves are put in afterwards.

use serde_json::{Value, json};

use model::own_pages::{OwnPage, OwnPages};

use super::place::{Placed, place};
use crate::exhibit::{Exhibit, Part};
use crate::print;

/// A file whose own pages stand in the packet.
pub(crate) fn view(exhibit: &Exhibit<'_>, part: &Part<'_>, pages: &OwnPages, title: Option<String>) -> Value {
    let of = if part.is_redacted() { "redacted copy" } else { "original" };
    json!({
        "kind": "own",
        "title": title,
        "label": super::label(exhibit, part),
        "sha": part.file.sha256.to_string(),
        "marked": exhibit.item.classification.name(),
        "runs": runs(&pages.pages, of),
        "notes": notes(part, pages),
    })
}

/// Pages one after the other that stand on sheets of one size. The last page is one of its own: what ends with it is marked on
/// its sheet, and of several sheets only the first bears marks.
fn runs(pages: &[OwnPage], of: &str) -> Vec<Value> {
    let placed: Vec<Placed> = pages.iter().map(place).collect();
    let sheet = |placed: &Placed| [placed.width, placed.height, placed.band, placed.growth, placed.scale];
    let Some((last, before)) = placed.split_last() else { return Vec::new() };
    let mut number = 0;
    let runs = before.chunk_by(|one, next| sheet(one) == sheet(next)).chain([std::slice::from_ref(last)]);
    let run = |run: &[Placed]| {
        let [width, height, band, growth, scale] = sheet(&run[0]);
        let originals = run.iter().map(|_| {
            number += 1;
            format!("page {number} of {} of the {of}", pages.len())
        });
        json!({
            "width": width,
            "height": height,
            "band": band,
            "growth": growth,
            "scale": (scale < 1.0).then(|| format!("shown at {:.1} % of its size", scale * 100.0)),
            "originals": originals.collect::<Vec<_>>(),
        })
    };
    runs.map(run).collect()
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
