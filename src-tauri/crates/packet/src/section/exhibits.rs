//! Exhibits page by page: head, faces, card, custody.

use model::custody::{CustodyEvent, CustodyKind};
use model::evidence::{Classification, Covers, EvidenceItem, EvidenceState, IpeCard, Needs};
use serde_json::{Value, json};

use crate::context::Context;
use crate::exhibit::{Exhibit, Part};
use crate::face::{self, Gathered};
use crate::section::evidence_index::{or_unknown, recorded};
use crate::{print, redacted};

/// One exhibit as its template takes it.
pub(crate) fn view(context: &Context<'_>, exhibit: &Exhibit<'_>, gathered: &mut Gathered) -> Value {
    let item = exhibit.item;
    let several = exhibit.parts.len() > 1;
    let files: Vec<Value> = exhibit
        .parts
        .iter()
        .map(|part| {
            let sha = several.then(|| part.file.sha256.to_string()[..8].to_owned());
            let size = print::size(part.file.size);
            let redacted = redacted::words(part.file);
            json!({ "name": part.file.name, "size": size, "extent": part.extent(), "id": sha, "redacted": redacted })
        })
        .collect();
    let parts: Vec<Value> = exhibit.parts.iter().map(|part| face::view(exhibit, part, gathered)).collect();
    json!({
        "id": exhibit.id,
        "title": item.title,
        "sha": (!several).then(|| exhibit.parts.first().map(|part| part.file.sha256.to_string())).flatten(),
        "original": if exhibit.parts.iter().any(Part::is_redacted) { "redacted copy" } else { "original" },
        "mark": mark(item.classification),
        "facts": facts(item),
        "controls": context.control_codes(&item.controls),
        "files": files,
        "parts": parts,
        "card": card(context, exhibit),
        "notes": notes(context, exhibit),
        "custody": custody(context, item),
    })
}

/// What stands on each page of an exhibit that asks for care.
fn mark(classification: Classification) -> Option<String> {
    match classification {
        Classification::Personal | Classification::Restricted => Some(classification.name().to_uppercase()),
        Classification::Public | Classification::Internal | Classification::Confidential => None,
    }
}

fn facts(item: &EvidenceItem) -> Vec<[String; 2]> {
    let mut facts = Vec::new();
    let mut fact = |name: &str, value: String| facts.push([name.to_owned(), value]);
    let (word, days) = print::reach(item.covers);
    fact(&print::capital(word), days);
    fact("Captured", item.captured_at.map_or_else(|| "not recorded".to_owned(), print::two_clocks));
    fact("Received", recorded(item, item.received_at));
    fact("Source", or_unknown(&item.source_system).to_owned());
    fact("Collected by", or_unknown(&item.collected_by).to_owned());
    fact("Kind", format!("{}, {}", item.kind.name(), item.classification.name()));
    if item.version > 1 {
        fact("Version", item.version.to_string());
    }
    facts
}

/// What must stand beside the exhibit: the completeness and accuracy card, or who approved a document in force.
fn card(context: &Context<'_>, exhibit: &Exhibit<'_>) -> Option<Value> {
    let item = exhibit.item;
    let lines = match item.kind.needs() {
        Needs::IpeCard => ipe_lines(item.ipe.as_ref().unwrap_or(&IpeCard::default()), exhibit),
        Needs::Approval => approval_lines(item),
        Needs::Nothing => return None,
    };
    let title = match item.kind.needs() {
        Needs::IpeCard => "Completeness and accuracy (IPE card)",
        Needs::Approval | Needs::Nothing => "Document in force",
    };
    let missing = item.missing();
    Some(json!({
        "title": title,
        "complete": missing.is_empty(),
        "open_point": context.point(&exhibit.id),
        "lines": lines,
    }))
}

fn line(name: &str, value: Option<String>, mono: bool) -> Value {
    json!({ "name": name, "value": value.filter(|value| !value.trim().is_empty()), "mono": mono })
}

fn one_line(text: &str) -> Option<String> {
    Some(print::lines(text).join(" "))
}

fn ipe_lines(card: &IpeCard, exhibit: &Exhibit<'_>) -> Vec<Value> {
    let system = [&card.system, &card.environment].into_iter().filter(|s| !s.trim().is_empty()).cloned();
    let system: Vec<String> = system.collect();
    vec![
        line("System, environment", Some(system.join("; ")), false),
        line("Query or filter", one_line(&card.query), true),
        line("Run by", one_line(&card.run_by), false),
        line("Run at", card.run_at.map(print::two_clocks), false),
        line("Rows", card.row_count.map(|counted| rows(counted, exhibit)), false),
        line("Tie-out", one_line(&card.tie_out), false),
    ]
}

/// The rows that were counted when the extract was made, beside those that can be seen in the original. Neither is
/// made to fit the other.
fn rows(counted: u64, exhibit: &Exhibit<'_>) -> String {
    let visible: Vec<String> = exhibit.parts.iter().flat_map(Part::rows).collect();
    let of = if exhibit.parts.iter().any(Part::is_redacted) { "redacted copy" } else { "original" };
    let visible = match visible.as_slice() {
        [] => "to be counted on its pages".to_owned(),
        [one] => format!("{one} in the {of}"),
        several => format!("{} in the tables of the {of}", print::list(several)),
    };
    format!("counted {}, visible {visible}", print::count(counted))
}

fn approval_lines(item: &EvidenceItem) -> Vec<Value> {
    let approval = item.approval.as_ref();
    vec![
        line("Approved by", approval.map(|approval| approval.by.clone()), false),
        line("Approved on", approval.map(|approval| print::day(approval.on)), false),
        line("In force", in_force(item), false),
    ]
}

/// From when a document is in force; none where only other dates of it are known.
fn in_force(item: &EvidenceItem) -> Option<String> {
    matches!(item.covers, Some(Covers::InForce { .. })).then(|| print::reach(item.covers).1)
}

/// What else a reader must know: shortfalls that no card shows, and for the client the internal note.
fn notes(context: &Context<'_>, exhibit: &Exhibit<'_>) -> Vec<String> {
    let item = exhibit.item;
    let mut notes = Vec::new();
    let missing = item.missing();
    if item.kind.needs() == Needs::Nothing && !missing.is_empty() {
        let point = context.point(&exhibit.id).map(|id| format!(", open point {id}")).unwrap_or_default();
        notes.push(format!("This exhibit lacks {}{point}.", print::list(&missing)));
    }
    if !item.internal_note.trim().is_empty() {
        notes.push(format!("Internal note: {}", print::lines(&item.internal_note).join(" ")));
    }
    notes
}

fn custody(context: &Context<'_>, item: &EvidenceItem) -> Vec<Value> {
    let events = context.source.custody.iter().filter(|event| event.evidence == item.id);
    events
        .map(|event| {
            let actor = actor(context, item, event);
            // The vault notes the name of whoever acted; where it stands already it isn't said twice.
            let note = if actor.as_ref() == Some(&event.note) { "" } else { &event.note };
            let by = actor.as_ref().map(|name| format!(" by {name}")).unwrap_or_default();
            json!({
                "at": print::utc(event.at),
                "recorded_by": event.who,
                "what": format!("{}{by}", event.kind.name()),
                "note": print::lines(note).join(" "),
                "row": print::count(event.log_seq),
            })
        })
        .collect()
}

/// Who acted: the person who reviewed or released, where the item names them for this event.
fn actor(context: &Context<'_>, item: &EvidenceItem, event: &CustodyEvent) -> Option<String> {
    let actor = match (event.kind, &item.state, &item.reviewed) {
        (CustodyKind::Released, EvidenceState::Released { by, at }, _) if *at == event.at => *by,
        (CustodyKind::Accepted, _, Some(reviewed)) if reviewed.at == event.at => reviewed.by,
        _ => return None,
    };
    Some(context.person(actor))
}

#[cfg(test)]
mod tests {
    use model::exhibit::{FileType, Lines, Shown, Table};

    use super::*;
    use crate::exhibit::{Face, Place};
    use crate::support::{options, page, sample};

    fn table(rows: u64) -> Table {
        Table { name: None, header: vec![], rows: vec![], total_rows: rows, total_columns: 1 }
    }

    #[test]
    fn rows_counted_and_rows_visible_stand_side_by_side() {
        let (source, _) = sample(4);
        let item = &source.evidence[1];
        let said = |shown, file_type| {
            let file = model::evidence::EvidenceFile { file_type, ..item.files[0].clone() };
            let part = Part { file: &file, name: String::new(), place: Place::Attached, face: Face::Shown(shown) };
            rows(24, &Exhibit { id: "EX-002".to_owned(), item, parts: vec![part] })
        };
        let lines = Lines { lines: vec![], total_lines: 197, replaced: 0, indented: false };
        let made_here = Lines { indented: true, ..lines.clone() };
        let pages = Shown::Pages { pages: vec![page(1, 10.0, 10.0, "users")], total_pages: 1 };
        for (shown, file_type, visible) in [
            (Shown::Tables(vec![table(24)]), FileType::Csv, "24 in the original"),
            (Shown::Tables(vec![table(34), table(12)]), FileType::Xlsx, "34 and 12 in the tables of the original"),
            (Shown::Lines(lines.clone()), FileType::Json, "197 lines in the original"),
            (Shown::Lines(made_here), FileType::Json, "to be counted on its pages"),
            (Shown::Lines(lines), FileType::Eml, "to be counted on its pages"),
            (pages, FileType::Png, "to be counted on its pages"),
        ] {
            assert_eq!(said(shown, file_type), format!("counted 24, visible {visible}"));
        }
    }

    #[test]
    fn custody_says_who_acted_and_who_recorded_it() {
        let (mut source, _) = sample(4);
        let of_item = source.custody.iter_mut().filter(|event| event.evidence == source.evidence[0].id);
        for (event, note) in of_item.zip(["by hand", "Ines Okafor", "Priya Raman"]) {
            note.clone_into(&mut event.note);
        }
        let options = options(model::packet::AudienceProfile::Client);
        let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
        let rows = custody(&context, &source.evidence[0]);
        let words: Vec<&str> = rows.iter().map(|row| row["what"].as_str().expect("words")).collect();
        assert_eq!(
            words,
            ["received into the vault", "accepted in review by Ines Okafor", "released for packets by Priya Raman"]
        );
        assert!(rows.iter().all(|row| row["recorded_by"] == "Ines Okafor"));
        let notes: Vec<&str> = rows.iter().map(|row| row["note"].as_str().expect("words")).collect();
        assert_eq!(notes, ["by hand", "", ""], "a name that stands already isn't said twice");
    }
}
