//! What an approval asks for, and what takes it away.

use std::collections::BTreeMap;

use commands::evidence::WithdrawEvidence;
use commands::message::{DecideMessage, MessageRow};
use commands::person::AddPerson;
use commands::{Code, Facts, Failure};
use model::communication::{Decision, MessageState};
use model::person::Side;
use serde_json::{Value, json};

use super::{
    approve_all, choose, decide, edit, executive, field, fill_all, filled, return_all, send, show, started, submit,
};
use crate::stage::Stage;

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
fn who_decides_for_a_role_of_somebody_else_is_told() {
    let mut stage = Stage::engaged();
    filled(&mut stage);
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
    filled(&mut stage);
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
    filled(&mut stage);
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
