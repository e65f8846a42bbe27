//! A message from its template to the record of its sending, and out of the vault as a file.

mod approval;
mod course;
mod fields;
mod leaving;

use std::collections::BTreeMap;

use commands::finding::AddFinding;
use commands::gap::StartGap;
use commands::message::{
    DecideMessage, DraftForm, EditMessage, FieldRow, ListFields, MessageRow, NewFieldValue, RecordSend, SaveMessage,
    SavedMessage, ShowMessage, StartMessage, SubmitMessage,
};
use commands::person::{AddPerson, EditPerson};
use commands::plan_row::AddPlanRow;
use commands::request::AddRequest;
use commands::{Facts, Failure};
use model::communication::{Decision, Due, MessageState, Track};
use model::finding::FindingSource;
use model::gap::{GapSource, Level};
use model::person::Side;
use serde_json::{Value, json};

use crate::stage::{Stage, day};

/// A row of the plan, sent by somebody whose address is known.
fn plan_row(stage: &mut Stage) {
    let row = AddPlanRow {
        engagement: None,
        audience: "Enterprise customers".to_owned(),
        track: Track::External,
        subject: "State of the readiness work".to_owned(),
        due: Due::On { day: day("2026-11-27") },
        facts: facts(json!({ "sender": "Priya Raman" })),
    };
    stage.app.call(row).expect("adds");
    let facts = facts(json!({ "email": "priya@harbourpine.example" }));
    stage.app.call(EditPerson { person: "Priya Raman".to_owned(), facts }).expect("edits");
}

fn start(stage: &mut Stage, template: &str, row: Option<&str>) -> MessageRow {
    let (template, plan_row) = (template.to_owned(), row.map(str::to_owned));
    let request = StartMessage { engagement: None, template, title: None, plan_row, privileged: false };
    let message = stage.app.call(request).expect("starts").reference();
    show(stage, &message)
}

/// A bridge letter, as MSG-001.
fn started(stage: &mut Stage) -> MessageRow {
    plan_row(stage);
    start(stage, "COMM-14", Some("1"))
}

/// The same with a signatory and all its fields, for the roles to decide.
fn filled(stage: &mut Stage) {
    started(stage);
    executive(stage);
    choose(stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    fill_all(stage, "MSG-001");
}

pub fn facts(value: Value) -> Facts {
    serde_json::from_value(value).expect("facts")
}

pub fn show(stage: &mut Stage, message: &str) -> MessageRow {
    stage.app.call(ShowMessage { engagement: None, message: message.to_owned() }).expect("shows")
}

pub fn edit(
    stage: &mut Stage,
    message: &str,
    text: Option<&str>,
    fields: BTreeMap<String, NewFieldValue>,
    facts: Facts,
) -> Result<MessageRow, Failure> {
    let (message, text) = (message.to_owned(), text.map(str::to_owned));
    stage.app.call(EditMessage { engagement: None, message, text, fields, facts })
}

/// One field's new words.
fn field(name: &str, text: &str, evidence: Option<&str>) -> BTreeMap<String, NewFieldValue> {
    let value = NewFieldValue { text: text.to_owned(), evidence: evidence.map(str::to_owned) };
    BTreeMap::from([(name.to_owned(), value)])
}

fn choose(stage: &mut Stage, message: &str, value: Value) -> Result<MessageRow, Failure> {
    edit(stage, message, None, BTreeMap::new(), facts(value))
}

fn list(stage: &mut Stage, message: &str) -> Vec<FieldRow> {
    stage.app.call(ListFields { engagement: None, message: message.to_owned() }).expect("lists")
}

/// A value that fits the field; none for what the vault fills.
fn fitting(field: &FieldRow) -> Option<&'static str> {
    match (field.from_vault, field.source.as_deref(), field.kind.as_deref()) {
        (true, _, _) => None,
        (_, Some("person.name"), _) => Some("Priya Raman"),
        (_, Some("control.code"), _) => Some("CORE-24"),
        (_, _, Some("date")) => Some("2026-12-31"),
        (_, _, Some("date and time in UTC")) => Some("2026-09-29T16:40:00+01:00"),
        (_, _, Some("number" | "per cent")) => Some("12"),
        (_, _, Some("money")) => Some("GBP 214,000"),
        (_, _, Some("length of time")) => Some("45 minutes"),
        (_, _, Some("confirmed or not yet confirmed")) => Some("confirmed"),
        (_, _, _) => Some("Some words"),
    }
}

/// Fills every field that is a person's to fill; facts get evidence.
pub fn fill_all(stage: &mut Stage, message: &str) -> MessageRow {
    let evidence = stage.attach("proof.txt", b"proof", |_| {}).expect("attaches").item.reference();
    let value = |field: &FieldRow| {
        let text = fitting(field)?.to_owned();
        let evidence = field.claims_fact.then(|| evidence.clone());
        Some((field.name.clone(), NewFieldValue { text, evidence }))
    };
    let fields = list(stage, message).iter().filter_map(value).collect();
    edit(stage, message, None, fields, Facts::new()).expect("fills")
}

pub fn submit(stage: &mut Stage, message: &str) {
    stage.app.call(SubmitMessage { engagement: None, message: message.to_owned() }).expect("submits");
}

pub fn decide(stage: &mut Stage, message: &str, role: &str, decision: Decision) -> Result<MessageRow, Failure> {
    stage.app.call(DecideMessage {
        engagement: None,
        message: message.to_owned(),
        role: role.to_owned(),
        person: "Jonas Reuter".to_owned(),
        decision,
        note: String::new(),
    })
}

pub fn approve_all(stage: &mut Stage, message: &str) {
    submit(stage, message);
    for role in show(stage, message).missing_approvals {
        decide(stage, message, &role, Decision::Approved).expect("approves");
    }
}

/// Has every role return it.
fn return_all(stage: &mut Stage, message: &str) {
    for role in show(stage, message).message.required_approvals {
        if show(stage, message).message.state == MessageState::Draft {
            submit(stage, message);
        }
        decide(stage, message, &role, Decision::Returned).expect("returns");
    }
}

pub fn send(stage: &mut Stage, message: &str) -> Result<MessageRow, Failure> {
    stage.app.call(RecordSend {
        engagement: None,
        message: message.to_owned(),
        by: "Priya Raman".to_owned(),
        to: "twelve enterprise customers".to_owned(),
        channel: "e-mail".to_owned(),
        at: None,
    })
}

/// Whoever may sign a bridge letter.
fn executive(stage: &mut Stage) {
    let (name, role) = ("Ruth Ellery".to_owned(), "Chief executive".to_owned());
    stage.app.call(AddPerson { name, role, side: Side::Client, team: None, email: None }).expect("adds");
}

pub fn save(stage: &mut Stage, message: &str, form: DraftForm, name: &str) -> Result<(SavedMessage, Vec<u8>), Failure> {
    let path = stage.folder.path().join(name);
    let file = stage.app.hold(&path);
    let saved = stage.app.call(SaveMessage { engagement: None, message: message.to_owned(), form, file })?;
    Ok((saved, std::fs::read(path).expect("is there")))
}

pub const FORMS: [(DraftForm, &str); 4] =
    [(DraftForm::Markdown, "md"), (DraftForm::Mail, "eml"), (DraftForm::Document, "docx"), (DraftForm::Pdf, "pdf")];

/// Two gaps, two requests of which one has no owner, and a finding.
fn work(stage: &mut Stage) {
    for pattern in ["FP-001", "FP-002"] {
        let (pattern, source) = (pattern.to_owned(), GapSource::SelfAssessment);
        let gap = StartGap { engagement: None, pattern, source, found_on: None, surfaces: None };
        stage.app.call(gap).expect("a gap");
    }
    for (id, owner) in [("4.2", json!({ "owner": "Priya Raman", "controls": ["CORE-24"] })), ("4.3", json!({}))] {
        let request = AddRequest {
            engagement: None,
            auditor_id: Some(id.to_owned()),
            wording: format!("Provide | the list\nfor {id}"),
            received_on: Some(day("2026-09-01")),
            due_on: Some(day("2026-10-09")),
            facts: facts(owner),
        };
        stage.app.call(request).expect("a request");
    }
    let finding = AddFinding {
        engagement: None,
        auditor_reference: Some("EXC-2".to_owned()),
        wording: "2 of 25 leavers kept access for more than a day.".to_owned(),
        source: FindingSource::Audit,
        severity: Level::High,
        raised_on: Some(day("2026-08-03")),
        facts: facts(json!({ "deviations": { "found": 2, "tested": 25 }, "cause": "No feed", "criteria": ["CC6.2"] })),
    };
    stage.app.call(finding).expect("a finding");
}
