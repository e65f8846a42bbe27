//! A message's course: for counsel or not, sent in time, then as it was sent; replaced or withdrawn.

use std::collections::BTreeMap;

use commands::log::UndoLog;
use commands::message::{DraftForm, MessageRow, SupersedeMessage, WithdrawMessage};
use commands::{Code, Facts, Failure};
use model::communication::{Decision, MessageState};
use serde_json::json;

use super::{
    approve_all, choose, decide, edit, executive, field, fill_all, filled, return_all, save, send, show, start, started,
};
use crate::stage::Stage;

#[test]
fn what_is_for_counsel_by_its_template_is_marked_so_unasked() {
    let mut stage = Stage::engaged();
    assert!(start(&mut stage, "COMM-22", None).message.privileged, "the record of a decision not to notify");
    assert!(!start(&mut stage, "COMM-14", None).message.privileged);
}

#[test]
fn what_was_sent_stays_what_was_sent() {
    let mut stage = Stage::engaged();
    filled(&mut stage);
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
