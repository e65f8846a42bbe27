//! The evidence index: every exhibit with its dates, collector, files and hashes; then what is withheld.

use model::evidence::EvidenceItem;
use model::time::Instant;
use serde_json::{Value, json};

use crate::context::Context;
use crate::exhibit::Exhibit;
use crate::{print, redacted};

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let exhibits: Vec<Value> = context.exhibits.iter().map(|exhibit| exhibit_view(context, exhibit)).collect();
    let redacted = context.has_redacted();
    json!({ "exhibits": exhibits, "withheld": context.source.withheld, "redacted": redacted })
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
                "redacted": redacted::words(part.file),
                "cover": part.file.redaction.as_ref().map(|redaction| redaction.cover.to_string()),
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
    let (word, days) = print::reach(item.covers);
    let reviewed =
        item.reviewed.as_ref().map(|review| format!("{} by {}", recorded(item, review.at), context.person(review.by)));
    vec![
        [word.to_owned(), days],
        ["captured".to_owned(), item.captured_at.map_or_else(|| "not recorded".to_owned(), print::two_clocks)],
        ["received".to_owned(), recorded(item, item.received_at)],
        ["reviewed".to_owned(), reviewed.unwrap_or_else(|| "not yet".to_owned())],
    ]
}

/// An instant that the vault recorded about an item: by the clock of UTC, then by that of the item's source.
pub(crate) fn recorded(item: &EvidenceItem, at: Instant) -> String {
    print::two_clocks(item.captured_at.map_or_else(|| at.fixed_offset(), |source| print::in_zone(at, source)))
}

/// A name, or that there is none.
pub(crate) fn or_unknown(name: &str) -> &str {
    if name.trim().is_empty() { "not recorded" } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{at, sample};

    #[test]
    fn what_the_vault_recorded_stands_by_the_clock_of_the_source() {
        let item = sample(4).0.evidence.remove(0);
        let received = at("2026-09-30T08:31:00Z");
        assert_eq!(recorded(&item, received), "30 Sep 2026, 08:31 UTC (09:31 local, +01:00)");
        let unknown = EvidenceItem { captured_at: None, ..item };
        assert_eq!(recorded(&unknown, received), "30 Sep 2026, 08:31 UTC");
    }
}
