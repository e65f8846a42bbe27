//! Exhibits page by page: head, faces, card, custody.

use model::custody::{CustodyEvent, CustodyKind};
use model::evidence::{EvidenceItem, EvidenceState, IpeCard, Needs};
use serde_json::{Value, json};

use crate::context::Context;
use crate::exhibit::Exhibit;
use crate::face::{self, Gathered};
use crate::print;
use crate::section::evidence_index::or_unknown;

/// One exhibit as its template takes it.
pub(crate) fn view(context: &Context<'_>, exhibit: &Exhibit<'_>, gathered: &mut Gathered) -> Value {
    let item = exhibit.item;
    let several = exhibit.parts.len() > 1;
    let files: Vec<Value> = exhibit
        .parts
        .iter()
        .map(|part| {
            let sha = several.then(|| part.file.sha256.to_string()[..8].to_owned());
            json!({ "name": part.file.name, "size": print::size(part.file.size), "id": sha })
        })
        .collect();
    let parts: Vec<Value> = exhibit.parts.iter().map(|part| face::view(exhibit, part, gathered)).collect();
    json!({
        "id": exhibit.id,
        "title": item.title,
        "sha": (!several).then(|| exhibit.parts.first().map(|part| part.file.sha256.to_string())).flatten(),
        "facts": facts(context, item),
        "controls": context.control_codes(&item.controls),
        "files": files,
        "parts": parts,
        "card": card(context, exhibit),
        "notes": notes(context, exhibit),
        "custody": custody(context, item),
    })
}

fn facts(context: &Context<'_>, item: &EvidenceItem) -> Vec<[String; 2]> {
    let mut facts = Vec::new();
    let mut fact = |name: &str, value: String| facts.push([name.to_owned(), value]);
    fact("Covers", item.covers.map_or_else(|| "not recorded".to_owned(), print::covers));
    fact("Captured", item.captured_at.map_or_else(|| "not recorded".to_owned(), print::instant));
    fact("Received", context.instant(item.received_at));
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
        Needs::IpeCard => ipe_lines(item.ipe.as_ref().unwrap_or(&IpeCard::default())),
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

fn ipe_lines(card: &IpeCard) -> Vec<Value> {
    let system = [&card.system, &card.environment].into_iter().filter(|s| !s.trim().is_empty()).cloned();
    let system: Vec<String> = system.collect();
    vec![
        line("System, environment", Some(system.join("; ")), false),
        line("Query or filter", one_line(&card.query), true),
        line("Run by", one_line(&card.run_by), false),
        line("Run at", card.run_at.map(print::instant), false),
        line("Rows", card.row_count.map(print::count), false),
        line("Tie-out", one_line(&card.tie_out), false),
    ]
}

fn approval_lines(item: &EvidenceItem) -> Vec<Value> {
    let approval = item.approval.as_ref();
    vec![
        line("Approved by", approval.map(|approval| approval.by.clone()), false),
        line("Approved on", approval.map(|approval| print::day(approval.on)), false),
        line("In force", item.covers.map(print::covers).map(|words| print::capital(&words)), false),
    ]
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
            json!({
                "at": print::utc(event.at),
                "who": who(context, item, event),
                "what": event.kind.name(),
                "note": print::lines(&event.note).join(" "),
                "row": print::count(event.log_seq),
            })
        })
        .collect()
}

/// Who acted: the person who reviewed or released, where the item names them for this event, and who recorded it.
fn who(context: &Context<'_>, item: &EvidenceItem, event: &CustodyEvent) -> String {
    let actor = match (event.kind, &item.state, &item.reviewed) {
        (CustodyKind::Released, EvidenceState::Released { by, at }, _) if *at == event.at => Some(*by),
        (CustodyKind::Accepted, _, Some(reviewed)) if reviewed.at == event.at => Some(reviewed.by),
        _ => None,
    };
    let name = actor.and_then(|id| context.source.people.iter().find(|person| person.id == id));
    match name {
        Some(person) if person.name != event.who => format!("{}, recorded by {}", person.name, event.who),
        _ => event.who.clone(),
    }
}
