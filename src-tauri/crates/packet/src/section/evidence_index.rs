//! The evidence index: every exhibit with its dates, collector, files and hashes; then what is withheld.

use model::evidence::EvidenceItem;
use serde_json::{Value, json};

use crate::context::Context;
use crate::exhibit::Exhibit;
use crate::print;

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let exhibits: Vec<Value> = context.exhibits.iter().map(|exhibit| exhibit_view(context, exhibit)).collect();
    json!({ "exhibits": exhibits, "withheld": context.source.withheld })
}

fn exhibit_view(context: &Context<'_>, exhibit: &Exhibit<'_>) -> Value {
    let item = exhibit.item;
    let files: Vec<Value> = exhibit
        .parts
        .iter()
        .map(|part| {
            json!({
                "name": part.name,
                "size": print::size(part.file.size),
                "place": part.place.name(),
                "sha": part.file.sha256.to_string(),
            })
        })
        .collect();
    json!({
        "id": exhibit.id,
        "reference": item.reference(),
        "title": item.title,
        "kind": print::capital(item.kind.name()),
        "classification": item.classification.name(),
        "state": item.state.name(),
        "source": item.source_system,
        "collected_by": or_unknown(&item.collected_by),
        "controls": context.control_codes(&item.controls),
        "dates": dates(context, item),
        "place": if item.version > 1 { format!("version {}", item.version) } else { String::new() },
        "files": files,
    })
}

/// The four dates, never confused; one that isn't known says so.
fn dates(context: &Context<'_>, item: &EvidenceItem) -> Vec<[String; 2]> {
    let missing = || "not recorded".to_owned();
    let reviewed =
        item.reviewed.as_ref().map(|review| format!("{} by {}", context.instant(review.at), context.person(review.by)));
    vec![
        ["covers".to_owned(), item.covers.map_or_else(missing, print::covers)],
        ["captured".to_owned(), item.captured_at.map_or_else(missing, print::instant)],
        ["received".to_owned(), context.instant(item.received_at)],
        ["reviewed".to_owned(), reviewed.unwrap_or_else(|| "not yet".to_owned())],
    ]
}

/// A name, or that there is none.
pub(crate) fn or_unknown(name: &str) -> &str {
    if name.trim().is_empty() { "not recorded" } else { name }
}
