//! A message from its template to the record of its sending.

use std::collections::BTreeMap;

use commands::message::{
    DecideMessage, EditMessage, MessageRow, NewFieldValue, RecordSend, ShowMessage, StartMessage, SubmitMessage,
};
use commands::plan_row::{AddPlanRow, RemovePlanRow};
use commands::{Code, Facts, Failure};
use model::communication::{Decision, Due, MessageState, Track};

use crate::stage::{Stage, day};

fn started(stage: &mut Stage) -> MessageRow {
    let row = AddPlanRow {
        engagement: None,
        audience: "Enterprise customers".to_owned(),
        track: Track::External,
        subject: "State of the readiness work".to_owned(),
        due: Due::On { day: day("2026-11-27") },
        facts: Facts::new(),
    };
    stage.app.call(row).expect("adds");
    let request = StartMessage {
        engagement: None,
        template: "COMM-14".to_owned(),
        title: None,
        plan_row: Some("1".to_owned()),
        privileged: false,
    };
    stage.app.call(request).expect("starts");
    show(stage)
}

fn show(stage: &mut Stage) -> MessageRow {
    stage.app.call(ShowMessage { engagement: None, message: "MSG-001".to_owned() }).expect("shows")
}

fn edit(stage: &mut Stage, text: Option<&str>, fields: BTreeMap<String, NewFieldValue>) -> Result<MessageRow, Failure> {
    let (message, text) = ("MSG-001".to_owned(), text.map(str::to_owned));
    stage.app.call(EditMessage { engagement: None, message, text, fields, facts: Facts::new() })
}

fn fill_all(stage: &mut Stage) -> MessageRow {
    let fields = show(stage).open_fields;
    let value = |name: &String| (name.clone(), NewFieldValue { text: format!("value of {name}"), evidence: None });
    edit(stage, None, fields.iter().map(value).collect()).expect("fills")
}

fn decide(stage: &mut Stage, role: &str, decision: Decision) -> Result<MessageRow, Failure> {
    stage.app.call(DecideMessage {
        engagement: None,
        message: "MSG-001".to_owned(),
        role: role.to_owned(),
        person: "Jonas Reuter".to_owned(),
        decision,
        note: String::new(),
    })
}

fn send(stage: &mut Stage) -> Result<MessageRow, Failure> {
    stage.app.call(RecordSend {
        engagement: None,
        message: "MSG-001".to_owned(),
        by: "Priya Raman".to_owned(),
        to: "twelve enterprise customers".to_owned(),
        channel: "e-mail".to_owned(),
        at: None,
    })
}

#[test]
fn what_is_for_counsel_by_its_template_is_marked_so_unasked() {
    let mut stage = Stage::engaged();
    let mut start = |template: &str| {
        let (template, title, plan_row) = (template.to_owned(), None, None);
        let request = StartMessage { engagement: None, template, title, plan_row, privileged: false };
        stage.app.call(request).expect("starts").privileged
    };
    assert!(start("COMM-22"), "the record of a decision not to notify");
    assert!(!start("COMM-14"));
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
fn a_draft_is_approved_only_when_filled_and_by_every_role() {
    let mut stage = Stage::engaged();
    let roles = started(&mut stage).message.required_approvals;
    let submit = SubmitMessage { engagement: None, message: "MSG-001".to_owned() };
    stage.app.call(submit).expect("submits");
    assert_eq!(decide(&mut stage, &roles[0], Decision::Approved).expect_err("open fields").code, Code::Refused);
    fill_all(&mut stage);
    stage.app.call(SubmitMessage { engagement: None, message: "MSG-001".to_owned() }).expect("submits");
    assert_eq!(send(&mut stage).expect_err("not approved").code, Code::Refused);
    assert_eq!(
        decide(&mut stage, "Janitor", Decision::Approved).expect_err("not asked").field.as_deref(),
        Some("role")
    );
    for role in &roles {
        assert_ne!(show(&mut stage).message.state, MessageState::Approved);
        decide(&mut stage, role, Decision::Approved).expect("approves");
    }
    assert_eq!(show(&mut stage).message.state, MessageState::Approved);
    let sent = send(&mut stage).expect("sends");
    assert_eq!((sent.message.state, sent.message.sends.len()), (MessageState::Sent, 1));
}

#[test]
fn a_changed_text_or_field_voids_every_approval() {
    let mut stage = Stage::engaged();
    let roles = started(&mut stage).message.required_approvals;
    fill_all(&mut stage);
    stage.app.call(SubmitMessage { engagement: None, message: "MSG-001".to_owned() }).expect("submits");
    for role in &roles {
        decide(&mut stage, role, Decision::Approved).expect("approves");
    }
    let name = show(&mut stage).message.fields.keys().next().expect("a field").clone();
    let other = NewFieldValue { text: "other words".to_owned(), evidence: None };
    let changed = edit(&mut stage, None, BTreeMap::from([(name, other)])).expect("edits");
    assert_eq!(changed.message.state, MessageState::Draft);
    assert_eq!(changed.missing_approvals, roles);
    assert_eq!(send(&mut stage).expect_err("void").code, Code::Refused);
}
