//! A message from its template to the record of its sending, and out of the vault as a file.

use std::collections::BTreeMap;

use commands::engagement::EditEngagement;
use commands::evidence::WithdrawEvidence;
use commands::finding::AddFinding;
use commands::gap::StartGap;
use commands::log::{ListLog, UndoLog};
use commands::message::{
    DecideMessage, DraftForm, EditMessage, FieldRow, ListFields, ListTemplates, MessageRow, NewFieldValue, RecordSend,
    SaveMessage, SavedMessage, ShowMessage, StartMessage, SubmitMessage, SupersedeMessage, WithdrawMessage,
};
use commands::person::{AddPerson, EditPerson};
use commands::plan_row::{AddPlanRow, RemovePlanRow};
use commands::request::AddRequest;
use commands::{Code, Facts, Failure};
use model::activity::Action;
use model::communication::{Decision, Due, MessageState, Track};
use model::finding::FindingSource;
use model::gap::{GapSource, Level};
use model::person::Side;
use model::words::forbidden;
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

#[test]
fn what_is_for_counsel_by_its_template_is_marked_so_unasked() {
    let mut stage = Stage::engaged();
    assert!(start(&mut stage, "COMM-22", None).message.privileged, "the record of a decision not to notify");
    assert!(!start(&mut stage, "COMM-14", None).message.privileged);
}

#[test]
fn the_vault_fills_in_what_it_knows_and_leaves_the_rest_open() {
    let mut stage = Stage::engaged();
    let row = started(&mut stage);
    assert!(row.text.contains("Brae & Whitlock LLP") && row.text.contains("1 January 2026"), "{}", row.text);
    assert!(!row.open_fields.is_empty() && row.text.contains("[open field: "));
    assert_eq!(row.message.state, MessageState::Draft);
    let row = RemovePlanRow { engagement: None, row: "1".to_owned() };
    assert_eq!(stage.app.call(row).expect_err("it has a message").code, Code::Refused);
}

#[test]
fn a_draft_is_approved_only_when_filled_shown_signed_and_by_every_role() {
    let mut stage = Stage::engaged();
    let roles = started(&mut stage).message.required_approvals;
    submit(&mut stage, "MSG-001");
    let refused = |stage: &mut Stage| {
        let failure = decide(stage, "MSG-001", "General counsel", Decision::Approved).expect_err("isn't whole");
        assert_eq!(failure.code, Code::Refused);
        failure.message
    };
    assert!(refused(&mut stage).contains("open fields"));
    executive(&mut stage);
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    assert_eq!(fill_all(&mut stage, "MSG-001").open_fields, Vec::<String>::new());
    let field = |name: &str, evidence| field(name, "None known", evidence);
    edit(&mut stage, "MSG-001", None, field("known_issues", None), Facts::new()).expect("fills");
    assert_eq!(show(&mut stage, "MSG-001").unsupported, ["known_issues"]);
    submit(&mut stage, "MSG-001");
    assert!(refused(&mut stage).contains("known_issues"), "a fact without evidence");
    edit(&mut stage, "MSG-001", None, field("known_issues", Some("EV-0001")), Facts::new()).expect("fills");
    choose(&mut stage, "MSG-001", json!({ "signatory": null })).expect("nobody signs");
    edit(&mut stage, "MSG-001", Some("{{ known_issues }}"), BTreeMap::new(), Facts::new()).expect("a short text");
    submit(&mut stage, "MSG-001");
    assert!(refused(&mut stage).contains("Chief financial officer"), "who signs isn't named");
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    assert_eq!(send(&mut stage, "MSG-001").expect_err("not approved").code, Code::Refused);
    let janitor = decide(&mut stage, "MSG-001", "Janitor", Decision::Approved);
    assert_eq!(janitor.expect_err("not asked").field.as_deref(), Some("role"));
    for role in &roles {
        assert_ne!(show(&mut stage, "MSG-001").message.state, MessageState::Approved);
        decide(&mut stage, "MSG-001", role, Decision::Approved).expect("approves");
    }
    assert_eq!(show(&mut stage, "MSG-001").message.state, MessageState::Approved);
    let sent = send(&mut stage, "MSG-001").expect("sends");
    assert_eq!((sent.message.state, sent.message.sends.len()), (MessageState::Sent, 1));
}

#[test]
fn what_was_sent_stays_what_was_sent() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    executive(&mut stage);
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    fill_all(&mut stage, "MSG-001");
    approve_all(&mut stage, "MSG-001");
    let sent = send(&mut stage, "MSG-001").expect("sends");
    let version = sent.message.current().map(|version| version.number).expect("a version");
    assert_eq!(sent.message.sends[0].version, version);
    type Change = fn(&mut Stage) -> Result<MessageRow, Failure>;
    let changes: [Change; 4] = [
        |stage| edit(stage, "MSG-001", None, field("gap_end", "2026-12-30", None), Facts::new()),
        |stage| edit(stage, "MSG-001", Some("Other words."), BTreeMap::new(), Facts::new()),
        |stage| choose(stage, "MSG-001", json!({ "title": "Another title" })),
        |stage| decide(stage, "MSG-001", "General counsel", Decision::Returned),
    ];
    for change in changes {
        assert_eq!(change(&mut stage).expect_err("was sent").code, Code::Refused);
    }
    let failure = edit(&mut stage, "MSG-001", Some("Other"), BTreeMap::new(), Facts::new()).expect_err("was sent");
    assert!(failure.message.contains("supersede it with a new message"), "{failure}");
    assert_eq!(show(&mut stage, "MSG-001").message, sent.message);
    send(&mut stage, "MSG-001").expect("the same text may be sent again");
    start(&mut stage, "COMM-14", Some("1"));
    let supersede = SupersedeMessage { engagement: None, message: "MSG-001".to_owned(), by: "MSG-002".to_owned() };
    assert_eq!(stage.app.call(supersede).expect("is replaced").message.sends.len(), 2, "its sendings stay");
}

#[test]
fn who_decides_for_a_role_of_somebody_else_is_told() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    executive(&mut stage);
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    fill_all(&mut stage, "MSG-001");
    submit(&mut stage, "MSG-001");
    let approve = |stage: &mut Stage, person: &str| {
        let request = DecideMessage {
            engagement: None,
            message: "MSG-001".to_owned(),
            role: "general counsel".to_owned(),
            person: person.to_owned(),
            decision: Decision::Approved,
            note: String::new(),
        };
        stage.app.call(request).expect("people may stand in").notices
    };
    let notices = approve(&mut stage, "Priya Raman");
    assert_eq!(notices.len(), 1);
    for told in ["Priya Raman", "as Chief information security officer", "General counsel"] {
        assert!(notices[0].contains(told), "{notices:?}");
    }
    assert_eq!(show(&mut stage, "MSG-001").message.state, MessageState::Approved);
    assert!(approve(&mut stage, "Jonas Reuter").is_empty(), "counsel decides as counsel");
}

#[test]
fn evidence_that_was_withdrawn_stands_behind_nothing() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    executive(&mut stage);
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    fill_all(&mut stage, "MSG-001");
    let (evidence, reason) = ("EV-0001".to_owned(), "taken for another system".to_owned());
    stage.app.call(WithdrawEvidence { engagement: None, evidence, reason }).expect("withdraws");
    submit(&mut stage, "MSG-001");
    let failure = decide(&mut stage, "MSG-001", "General counsel", Decision::Approved).expect_err("no evidence");
    assert!(failure.message.contains("known_issues"), "{failure}");
    let again = edit(&mut stage, "MSG-001", None, field("known_issues", "None", Some("EV-0001")), Facts::new());
    assert_eq!(again.expect_err("withdrawn").field.as_deref(), Some("known_issues"));
}

#[test]
fn an_approved_fact_keeps_its_evidence_until_the_message_is_returned() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    executive(&mut stage);
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    fill_all(&mut stage, "MSG-001");
    approve_all(&mut stage, "MSG-001");
    let other = stage.attach("other.txt", b"other", |_| {}).expect("attaches").item.reference();
    let known = || field("known_issues", "Some words", Some(&other));
    let failure = edit(&mut stage, "MSG-001", None, known(), Facts::new()).expect_err("is approved");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Refused, Some("known_issues")));
    decide(&mut stage, "MSG-001", "General counsel", Decision::Returned).expect("returns");
    let row = edit(&mut stage, "MSG-001", None, known(), Facts::new()).expect("may change now");
    assert_eq!((row.message.state, row.missing_approvals.len()), (MessageState::Draft, 1));
}

#[test]
fn only_a_role_that_may_sign_signs() {
    let mut stage = Stage::engaged();
    let row = started(&mut stage);
    assert!(row.unsigned && row.message.signing_roles == ["Chief executive", "Chief financial officer"]);
    let failure = choose(&mut stage, "MSG-001", json!({ "signatory": "Jonas Reuter" })).expect_err("is counsel");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("signatory")));
    let failure = edit(&mut stage, "MSG-001", None, field("signatory_name", "Jonas Reuter", None), Facts::new());
    assert_eq!(failure.expect_err("is counsel").field.as_deref(), Some("signatory"));
    executive(&mut stage);
    let row = edit(&mut stage, "MSG-001", None, field("signatory_name", "ruth ellery", None), Facts::new());
    let row = row.expect("may sign");
    assert!(!row.unsigned && row.text.ends_with("Ruth Ellery, Chief executive"), "{}", row.text);
}

#[test]
fn a_changed_text_field_or_signatory_voids_every_approval() {
    let mut stage = Stage::engaged();
    let roles = started(&mut stage).message.required_approvals;
    executive(&mut stage);
    let (name, role) = ("Sol Hart".to_owned(), "Chief financial officer".to_owned());
    stage.app.call(AddPerson { name, role, side: Side::Client, team: None, email: None }).expect("adds");
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    fill_all(&mut stage, "MSG-001");
    let kept = choose(&mut stage, "MSG-001", json!({ "valid_until": "2026-12-31" })).expect("a fact");
    assert_eq!(kept.message.versions.len(), 3, "a fact that the text doesn't tell is no new version");
    type Change = fn(&mut Stage) -> Result<MessageRow, Failure>;
    let changes: [Change; 3] = [
        |stage| edit(stage, "MSG-001", None, field("gap_end", "2026-12-30", None), Facts::new()),
        |stage| edit(stage, "MSG-001", Some("Other words. {{ known_issues }}"), BTreeMap::new(), Facts::new()),
        |stage| choose(stage, "MSG-001", json!({ "signatory": "Sol Hart" })),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        if at == 2 {
            edit(&mut stage, "MSG-001", Some("{{ signatory_name }}"), BTreeMap::new(), Facts::new()).expect("edits");
        }
        approve_all(&mut stage, "MSG-001");
        assert_eq!(show(&mut stage, "MSG-001").message.state, MessageState::Approved);
        let changed = change(&mut stage).expect("edits");
        assert_eq!(changed.message.state, MessageState::Draft);
        assert_eq!(changed.missing_approvals, roles);
        assert_eq!(send(&mut stage, "MSG-001").expect_err("void").code, Code::Refused);
    }
}

#[test]
fn the_terms_of_an_approved_text_are_fixed() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    executive(&mut stage);
    let (name, role) = ("Sol Hart".to_owned(), "Chief financial officer".to_owned());
    stage.app.call(AddPerson { name, role, side: Side::Client, team: None, email: None }).expect("adds");
    let first = json!({ "signatory": "Ruth Ellery", "valid_until": "2026-12-31", "privileged": true });
    choose(&mut stage, "MSG-001", first).expect("edits");
    fill_all(&mut stage, "MSG-001");
    edit(&mut stage, "MSG-001", Some("{{ known_issues }}"), BTreeMap::new(), Facts::new()).expect("names nobody");
    approve_all(&mut stage, "MSG-001");
    for (term, value) in [
        ("title", json!("Another title")),
        ("audience", json!("Everybody")),
        ("signatory", json!("Sol Hart")),
        ("valid_until", json!("2027-01-31")),
        ("valid_until", Value::Null),
        ("privileged", json!(false)),
    ] {
        let failure = choose(&mut stage, "MSG-001", json!({ term: value.clone() })).expect_err(term);
        assert_eq!((failure.code, failure.field.as_deref()), (Code::Refused, Some(term)), "{failure}");
    }
    choose(&mut stage, "MSG-001", json!({ "valid_until": "2026-11-30" })).expect("fewer days were approved as well");
    assert_eq!(show(&mut stage, "MSG-001").message.state, MessageState::Approved);
    return_all(&mut stage, "MSG-001");
    choose(&mut stage, "MSG-001", json!({ "title": "Another title", "privileged": false }))
        .expect("nobody approves it now");
}

#[test]
fn what_its_template_holds_for_counsel_stays_so() {
    let mut stage = Stage::engaged();
    start(&mut stage, "COMM-22", None);
    let failure = choose(&mut stage, "MSG-001", json!({ "privileged": false })).expect_err("is for counsel");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("privileged")));
}

#[test]
fn a_message_isn_t_sent_after_its_last_day() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    executive(&mut stage);
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery", "valid_until": "2026-09-30" })).expect("edits");
    fill_all(&mut stage, "MSG-001");
    approve_all(&mut stage, "MSG-001");
    assert_eq!(send(&mut stage, "MSG-001").expect_err("no longer valid").code, Code::Refused);
    let longer = json!({ "valid_until": "2026-10-01" });
    let failure = choose(&mut stage, "MSG-001", longer.clone()).expect_err("was approved for fewer days");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Refused, Some("valid_until")));
    return_all(&mut stage, "MSG-001");
    choose(&mut stage, "MSG-001", longer).expect("edits");
    approve_all(&mut stage, "MSG-001");
    assert_eq!(send(&mut stage, "MSG-001").expect("is valid").message.state, MessageState::Sent);
}

#[test]
fn values_are_checked_by_kind_and_source() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    let fields = list(&mut stage, "MSG-001");
    let of = |name: &str| fields.iter().find(|field| field.name == name).expect("is in the text");
    assert_eq!(of("auditor_firm").source.as_deref(), Some("engagement.auditor_firm"));
    assert!(of("auditor_firm").from_vault && !of("gap_end").from_vault);
    assert_eq!(of("gap_end").kind.as_deref(), Some("date"));
    assert!(of("known_issues").claims_fact && of("known_issues").value.is_none());
    for (name, wrong) in [
        ("gap_end", "soon"),
        ("auditor_firm", "Another LLP"),
        ("signatory_name", "Nobody Known"),
        ("signatory_title", "Chief executive"),
        ("no_such_field", "words"),
    ] {
        let failure = edit(&mut stage, "MSG-001", None, field(name, wrong, None), Facts::new()).expect_err(name);
        assert_eq!(failure.field.as_deref(), Some(name), "{failure}");
        assert!(matches!(failure.code, Code::Invalid | Code::NotFound), "{failure}");
    }
    let row = edit(&mut stage, "MSG-001", None, field("gap_end", "2026-12-31", None), Facts::new()).expect("a date");
    assert!(row.text.contains(" to 31 December 2026."), "{}", row.text);
    let same = field("auditor_firm", "Brae & Whitlock LLP", None);
    edit(&mut stage, "MSG-001", None, same, Facts::new()).expect("what the vault says too");
    let facts = facts(json!({ "auditor_firm": "Ash & Co" }));
    stage.app.call(EditEngagement { engagement: None, facts }).expect("edits");
    let row = edit(&mut stage, "MSG-001", None, field("gap_end", "2026-12-31", None), Facts::new()).expect("edits");
    assert!(row.text.contains("Ash & Co") && !row.text.contains("Brae"), "the vault's fields follow it");
}

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

#[test]
fn a_line_repeats_for_each_chosen_record_and_names_what_is_open_in_it() {
    let mut stage = Stage::engaged();
    work(&mut stage);
    let row = start(&mut stage, "COMM-20", None);
    assert!(row.open_fields.contains(&"request_reference".to_owned()), "nothing is chosen yet");
    let row = choose(&mut stage, "MSG-001", json!({ "requests": ["4.2", "4.3"] })).expect("chooses");
    let lines: Vec<&str> = row.text.lines().filter(|line| line.contains("9 October 2026")).collect();
    assert_eq!(lines.len(), 2, "{}", row.text);
    assert!(lines[0].contains("Provide | the list for 4.2") && lines[0].contains("Priya Raman"), "{}", lines[0]);
    assert!(row.open_fields.contains(&"request_owner_name_req_002".to_owned()), "{:?}", row.open_fields);
    let fields = list(&mut stage, "MSG-001");
    let open = fields.iter().find(|field| field.name == "request_owner_name_req_002").expect("is listed");
    assert_eq!((open.row.as_deref(), open.from_vault, open.value.as_deref()), (Some("REQ-002"), true, None));
    let must = field("request_must_show_req_001", "all leavers", None);
    edit(&mut stage, "MSG-001", None, must, Facts::new()).expect("fills");
    let row = choose(&mut stage, "MSG-001", json!({ "requests": ["4.2"] })).expect("chooses");
    assert!(row.text.contains("all leavers") && !row.text.contains("4.3"), "what was filled in stays: {}", row.text);
    let row = choose(&mut stage, "MSG-001", json!({ "requests": [] })).expect("chooses");
    assert!(row.open_fields.contains(&"request_reference".to_owned()), "{}", row.text);
}

#[test]
fn one_chosen_finding_fills_the_fields_that_stand_once() {
    let mut stage = Stage::engaged();
    work(&mut stage);
    start(&mut stage, "COMM-08", None);
    let row = choose(&mut stage, "MSG-001", json!({ "findings": ["EXC-2"] })).expect("chooses");
    for told in ["EXC-2", "2 of 25 leavers kept access", "2 of 25 tested items", "Cause: No feed"] {
        assert!(row.text.contains(told), "{told}: {}", row.text);
    }
    assert!(row.open_fields.contains(&"correction_date".to_owned()), "isn't fixed yet");
    let failure = edit(&mut stage, "MSG-001", None, field("correction_date", "2026-09-01", None), Facts::new());
    assert_eq!(failure.expect_err("the finding says when").field.as_deref(), Some("correction_date"));
}

/// The name of a question's field in the text.
fn of_question(stage: &mut Stage, message: &str, question: &str, field: &str) -> String {
    let fields = list(stage, message);
    let text = fields.iter().find(|it| it.value.as_deref() == Some(question)).expect("is asked");
    let own = fields.iter().find(|it| it.row == text.row && it.name.starts_with(field)).expect("is in its line");
    own.name.clone()
}

#[test]
fn what_is_not_confirmed_leaves_with_its_mark_and_needs_no_evidence() {
    let mut stage = Stage::engaged();
    start(&mut stage, "COMM-16", None);
    choose(&mut stage, "MSG-001", json!({ "questions": ["Is the shop safe?"] })).expect("chooses");
    fill_all(&mut stage, "MSG-001");
    let answer = of_question(&mut stage, "MSG-001", "Is the shop safe?", "question_answer");
    let standing = of_question(&mut stage, "MSG-001", "Is the shop safe?", "question_standing");
    for (name, text) in
        [("cause_known", "A queue that filled up"), ("data_known", "not yet known"), (&answer, "We think so")]
    {
        edit(&mut stage, "MSG-001", None, field(name, text, None), Facts::new()).expect("fills");
    }
    let row = show(&mut stage, "MSG-001");
    assert!(row.text.contains("| Is the shop safe? | confirmed | We think so |"), "{}", row.text);
    assert_eq!(row.unsupported, ["cause_known", &answer], "confirmed, and nothing shows it");
    for name in ["cause_standing", &standing] {
        edit(&mut stage, "MSG-001", None, field(name, "not yet confirmed", None), Facts::new()).expect("fills");
    }
    let row = show(&mut stage, "MSG-001");
    assert!(row.unsupported.is_empty() && row.text.contains("| not yet confirmed | A queue that filled up |"));
}

#[test]
fn an_answer_stays_with_its_question() {
    let mut stage = Stage::engaged();
    start(&mut stage, "COMM-19", None);
    let (first, second) = ("Was data lost?", "Who is to blame?");
    choose(&mut stage, "MSG-001", json!({ "questions": [first, second] })).expect("chooses");
    let answer = of_question(&mut stage, "MSG-001", first, "question_answer");
    edit(&mut stage, "MSG-001", None, field(&answer, "None that we know of", None), Facts::new()).expect("fills");
    let row = choose(&mut stage, "MSG-001", json!({ "questions": [second] })).expect("chooses");
    assert!(row.text.contains(second) && !row.text.contains("None that we know of"), "{}", row.text);
    let row = choose(&mut stage, "MSG-001", json!({ "questions": [second, first] })).expect("chooses");
    let line = row.text.lines().find(|line| line.contains(first)).expect("is asked again");
    assert!(line.contains("None that we know of"), "{line}");
    let twice = choose(&mut stage, "MSG-001", json!({ "questions": [first, first] })).expect_err("once");
    assert_eq!(twice.code, Code::Invalid);
}

#[test]
fn a_message_leaves_in_every_form_marked_until_it_is_approved_and_the_log_says_so() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    executive(&mut stage);
    let (saved, text) = save(&mut stage, "MSG-001", DraftForm::Markdown, "open.md").expect("saves");
    let text = String::from_utf8(text).expect("is text");
    assert!(
        text.starts_with("> **DRAFT, not approved, not sent.**") && text.contains("[open field: gap_end]"),
        "{text}"
    );
    assert!(saved.open_fields.contains(&"gap_end".to_owned()));
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    fill_all(&mut stage, "MSG-001");
    for (form, ending) in FORMS {
        let (saved, bytes) = save(&mut stage, "MSG-001", form, &format!("draft.{ending}")).expect("saves");
        assert_eq!((saved.size, saved.marks.len()), (bytes.len() as u64, 1), "{ending}");
        assert_eq!(saved.sha256, model::activity::bytes_digest(&bytes));
        let start: &[u8] = match form {
            DraftForm::Markdown => b"> **DRAFT",
            DraftForm::Document => b"PK",
            DraftForm::Pdf => b"%PDF-",
            DraftForm::Mail => b"",
        };
        assert!(bytes.starts_with(start), "{ending}");
    }
    let mail = std::fs::read_to_string(stage.folder.path().join("draft.eml")).expect("is text");
    assert!(
        mail.contains("Subject: [DRAFT, not approved] Bridge letter") && mail.contains("priya@harbourpine.example")
    );
    assert!(!mail.contains("\nX-") && !mail.contains("\nTo:"), "{mail}");
    approve_all(&mut stage, "MSG-001");
    let (saved, text) = save(&mut stage, "MSG-001", DraftForm::Markdown, "whole.md").expect("saves");
    assert!(saved.marks.is_empty() && text.starts_with(b"# Bridge letter") && saved.to_fill_in.is_empty());
    let (saved, mail) = save(&mut stage, "MSG-001", DraftForm::Mail, "whole.eml").expect("saves");
    let mail = String::from_utf8(decoded(&mail)).expect("is text");
    assert_eq!(saved.to_fill_in, ["To"], "the plan's row knows its sender");
    assert!(
        mail.contains("Subject: Bridge letter") && !mail.contains("report users") && !mail.contains("**"),
        "{mail}"
    );
    let rows = stage.app.call(ListLog { most: 1 }).expect("lists");
    assert_eq!((rows[0].action, rows[0].subjects.len()), (Action::SaveMessage, 1));
    stage.app.call(UndoLog { seq: Some(rows[0].seq) }).expect_err("what left has left");
}

#[test]
fn a_file_that_is_there_is_never_replaced_and_no_part_of_one_stays() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    let there = stage.file("there.md", b"mine");
    let count = |stage: &mut Stage| stage.app.call(ListLog { most: 1 }).expect("lists")[0].seq;
    let before = count(&mut stage);
    let failure = save(&mut stage, "MSG-001", DraftForm::Markdown, "there.md").expect_err("is there");
    assert_eq!((failure.code, count(&mut stage)), (Code::Exists, before));
    assert_eq!(std::fs::read(there).expect("is there"), b"mine");
    save(&mut stage, "MSG-001", DraftForm::Pdf, "no-such-folder/x.pdf").expect_err("no folder");
    let left = std::fs::read_dir(stage.folder.path()).expect("a folder").count();
    assert_eq!(left, 2, "the vault and the file that was there");
}

#[test]
fn a_message_is_replaced_or_withdrawn_and_then_rests() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    start(&mut stage, "COMM-14", Some("1"));
    let supersede =
        |message: &str, by: &str| SupersedeMessage { engagement: None, message: message.to_owned(), by: by.to_owned() };
    stage.app.call(supersede("MSG-001", "MSG-001")).expect_err("another message");
    let row = stage.app.call(supersede("MSG-001", "MSG-002")).expect("is replaced");
    assert_eq!(row.message.state, MessageState::Superseded);
    assert!(row.message.superseded_by.is_some());
    let again = edit(&mut stage, "MSG-001", Some("New"), BTreeMap::new(), Facts::new());
    assert_eq!(again.expect_err("rests").code, Code::Refused);
    let (saved, _) = save(&mut stage, "MSG-001", DraftForm::Mail, "old.eml").expect("saves");
    assert_eq!(saved.marks, ["SUPERSEDED by another message, not to be sent."]);
    stage.app.call(UndoLog { seq: None }).expect("the replacing is undone");
    assert_eq!(show(&mut stage, "MSG-001").message.state, MessageState::Draft);
    let withdraw = |reason: &str| {
        let (message, reason) = ("MSG-002".to_owned(), reason.to_owned());
        WithdrawMessage { engagement: None, message, reason }
    };
    assert_eq!(stage.app.call(withdraw(" ")).expect_err("says why").field.as_deref(), Some("reason"));
    let row = stage.app.call(withdraw("the review was done in time")).expect("withdraws");
    assert_eq!(row.message.state, MessageState::Withdrawn);
    assert_eq!(row.message.withdrawn_because, "the review was done in time");
    stage.app.call(supersede("MSG-001", "MSG-002")).expect_err("a withdrawn message replaces nothing");
}

/// Every template, with everything chosen and filled, says nothing that a report doesn't support, in any form.
#[test]
fn no_message_of_any_template_uses_a_forbidden_word() {
    let mut stage = Stage::engaged();
    work(&mut stage);
    executive(&mut stage);
    let evidence = stage.attach("proof.txt", b"proof", |_| {}).expect("attaches").item.reference();
    let templates = stage.app.call(ListTemplates {}).expect("lists");
    assert!(templates.len() >= 24);
    for (at, template) in templates.iter().enumerate() {
        let message = start(&mut stage, &template.code, None).message.reference();
        let all = json!({
            "gaps": ["GAP-001", "GAP-002"], "findings": ["FND-001"], "requests": ["REQ-001", "REQ-002"],
            "questions": ["When is the report due?", "“Are you SOC 2 certified?”"], "signatory": "Ruth Ellery",
        });
        choose(&mut stage, &message, all).expect("chooses");
        let value = |field: &FieldRow| {
            let evidence = field.claims_fact.then(|| evidence.clone());
            fitting(field).map(|text| (field.name.clone(), NewFieldValue { text: text.to_owned(), evidence }))
        };
        let fields = list(&mut stage, &message).iter().filter_map(value).collect();
        let row =
            edit(&mut stage, &message, None, fields, Facts::new()).unwrap_or_else(|why| panic!("{message}: {why}"));
        assert!(forbidden(&row.text).is_empty(), "{}: {:?}", template.code, forbidden(&row.text));
        assert!(row.unsupported.is_empty(), "{}: {:?}", template.code, row.unsupported);
        for open in list(&mut stage, &message).iter().filter(|field| field.value.is_none()) {
            assert!(open.from_vault, "{}: {} is a person's to fill", template.code, open.name);
        }
        for (form, ending) in &FORMS[..2] {
            let (_, bytes) = save(&mut stage, &message, *form, &format!("{at}.{ending}")).expect("saves");
            let bytes = if *form == DraftForm::Mail { decoded(&bytes) } else { bytes };
            let text = String::from_utf8(bytes).expect("is text");
            assert!(text.contains(&message) || *form == DraftForm::Mail, "{ending}");
            assert!(!text.contains("\nSubject: ") || *form == DraftForm::Mail, "the subject is the title: {text}");
            assert!(!text.contains("**") || *form == DraftForm::Markdown, "{text}");
            assert!(forbidden(&text).is_empty(), "{} {ending}: {:?}", template.code, forbidden(&text));
        }
    }
}

/// A mail's text out of its quoted-printable form.
fn decoded(mail: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(mail.len());
    let mut rest = mail;
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = hex.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (byte, code) {
            (b'=', Some(code)) => {
                text.push(code);
                rest = &after[2..];
            }
            (b'=', None) if after.starts_with(b"\r\n") => rest = &after[2..],
            _ => {
                text.push(byte);
                rest = after;
            }
        }
    }
    text
}
