//! Evidence from the file to the release: states, dates, custody, versions, duplicates, cancelling, vanished files.

use std::sync::atomic::Ordering;

use commands::Code;
use commands::evidence::{
    AttachEvidence, EditEvidence, ListEvidence, ReleaseEvidence, SaveEvidence, ShowEvidence, WithdrawEvidence,
};
use commands::log::UndoLog;
use commands::rating::Rate;
use commands::vault::Check;
use model::custody::CustodyKind;
use model::evidence::{Covers, EvidenceState};
use model::rating::{Aspect, RatingValue};
use serde_json::json;

use crate::stage::{Stage, day, extract, new_evidence};

fn state(stage: &mut Stage, reference: &str) -> EvidenceState {
    let request = ShowEvidence { engagement: None, evidence: reference.to_owned() };
    stage.app.call(request).expect("shows").row.item.state
}

#[test]
fn an_item_goes_from_received_to_released_and_its_custody_tells() {
    let mut stage = Stage::engaged();
    let attached = stage.attach("policy.txt", b"Access is reviewed each quarter.\n", |_| {}).expect("attached");
    assert_eq!(attached.item.state, EvidenceState::Received);
    assert_eq!(attached.missing, Vec::<String>::new());
    let reference = attached.item.reference();
    let release =
        |by: &str| ReleaseEvidence { engagement: None, evidence: vec!["EV-0001".to_owned()], by: by.to_owned() };
    assert_eq!(stage.app.call(release("Priya Raman")).expect_err("not accepted").code, Code::Refused);
    stage.accept(&reference);
    assert_eq!(stage.app.call(release("Ines Okafor")).expect_err("not of the client").code, Code::Invalid);
    stage.app.call(release("Priya Raman")).expect("releases");
    let sheet = stage.app.call(ShowEvidence { engagement: None, evidence: reference }).expect("shows");
    let kinds: Vec<_> = sheet.custody.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [CustodyKind::Received, CustodyKind::Accepted, CustodyKind::Released]);
    assert!(sheet.custody.windows(2).all(|pair| pair[0].log_seq < pair[1].log_seq));
}

#[test]
fn what_a_system_made_needs_its_card_and_says_what_is_missing() {
    let mut stage = Stage::engaged();
    let attached = stage.attach("users.csv", b"user,role\nann,admin\n", |new| {
        extract(new);
        if let Some(card) = &mut new.ipe {
            card.row_count = None;
            card.tie_out.clear();
        }
    });
    let missing = attached.expect("attached").missing;
    assert_eq!(missing.len(), 2, "{missing:?}");
}

#[test]
fn dates_that_cannot_be_are_refused_and_nothing_is_left_of_the_file() {
    let mut stage = Stage::engaged();
    let failure = stage.attach("users.csv", &tests::host::noise(3, 400_000), |new| {
        extract(new);
        new.covers = Some(Covers::AsOf { on: day("2026-06-30") });
    });
    assert_eq!(failure.expect_err("covers a day after it was captured").field.as_deref(), Some("covers"));
    let mut stage = stage.reopen();
    let list = ListEvidence { engagement: None, control: None, all: true };
    assert!(stage.app.call(list).expect("lists").is_empty());
    let checked = stage.app.call(Check {}).expect("checks");
    assert!(checked.looked_at.contains(&"0 sealed chunks".to_owned()), "{:?}", checked.looked_at);
}

#[test]
fn an_undone_attaching_withdraws_the_item_and_keeps_its_custody() {
    let mut stage = Stage::engaged();
    let reference = stage.attach("policy.txt", b"text", |_| {}).expect("attached").item.reference();
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    assert!(matches!(state(&mut stage, &reference), EvidenceState::Withdrawn { .. }));
    let sheet = stage.app.call(ShowEvidence { engagement: None, evidence: reference }).expect("shows");
    assert_eq!(sheet.custody.first().map(|event| event.kind), Some(CustodyKind::Received));
    assert_eq!(sheet.custody.last().map(|event| event.kind), Some(CustodyKind::Withdrawn));
}

#[test]
fn a_newer_version_supersedes_and_the_same_bytes_are_noticed() {
    let mut stage = Stage::engaged();
    stage.attach("policy-v1.txt", b"version one", |_| {}).expect("attached");
    let second = stage.attach("policy-v2.txt", b"version two", |new| new.supersedes = Some("EV-0001".to_owned()));
    assert_eq!(second.expect("attached").item.version, 2);
    assert!(matches!(state(&mut stage, "EV-0001"), EvidenceState::Superseded { .. }));
    let again = stage.attach("copy.txt", b"version two", |_| {}).expect("attached");
    assert_eq!(again.same_as, ["EV-0002"]);
    assert_eq!(again.item.number, 3);
}

#[test]
fn editing_what_was_released_takes_it_back_into_review() {
    let mut stage = Stage::engaged();
    let reference = stage.released("policy.txt", b"text", |_| {});
    let facts = serde_json::from_value(json!({ "title": "Another title", "controls": ["CORE-17"] })).expect("facts");
    let item = stage.app.call(EditEvidence { engagement: None, evidence: reference.clone(), facts }).expect("edits");
    assert_eq!(item.state, EvidenceState::InReview);
    let facts = serde_json::from_value(json!({ "received_at": "2020-01-01T00:00:00Z" })).expect("facts");
    let failure = stage.app.call(EditEvidence { engagement: None, evidence: reference, facts });
    assert_eq!(failure.expect_err("set by the vault").field.as_deref(), Some("received_at"));
}

#[test]
fn choosing_list_only_keeps_review_and_release_and_taking_it_back_does_not() {
    let mut stage = Stage::engaged();
    let reference = stage.released("payroll.txt", b"names", extract);
    let rate = |stage: &mut Stage| {
        let rate = Rate {
            engagement: None,
            subject: "CORE-24".to_owned(),
            aspect: Aspect::Operation,
            value: RatingValue::Partly,
            rationale: "as the extract shows".to_owned(),
            evidence: vec!["EV-0001".to_owned()],
            rated_by: "Ines Okafor".to_owned(),
            rated_on: None,
            reviewed: None,
        };
        stage.app.call(rate)
    };
    let edit = |stage: &mut Stage, facts: serde_json::Value| {
        let facts = serde_json::from_value(facts).expect("facts");
        stage.app.call(EditEvidence { engagement: None, evidence: "EV-0001".to_owned(), facts }).expect("edits")
    };
    let item = edit(&mut stage, json!({ "list_only": "personal data" }));
    assert!(matches!(item.state, EvidenceState::Released { .. }) && item.reviewed.is_some(), "{:?}", item.state);
    rate(&mut stage).expect("a rating may still rest on it");
    let sheet = stage.app.call(ShowEvidence { engagement: None, evidence: reference }).expect("shows");
    let last = sheet.custody.last().expect("custody");
    assert_eq!((last.kind, last.note.as_str()), (CustodyKind::Described, "list_only"));
    let item = edit(&mut stage, json!({ "list_only": "personal data of staff" }));
    assert!(matches!(item.state, EvidenceState::Released { .. }), "another reason shows no more");
    let item = edit(&mut stage, json!({ "list_only": null }));
    assert_eq!(item.state, EvidenceState::InReview, "more is shown than was released");
    assert!(rate(&mut stage).is_err());
    stage.accept("EV-0001");
    let item = edit(&mut stage, json!({ "list_only": "personal data", "title": "Another" }));
    assert_eq!(item.state, EvidenceState::InReview, "another fact changed with it");
}

#[test]
fn originals_come_back_byte_for_byte_and_never_over_another_file() {
    let mut stage = Stage::engaged();
    let bytes = tests::host::noise(11, 2_200_000);
    let reference = stage.attach("extract.bin", &bytes, |_| {}).expect("attached").item.reference();
    let save = |stage: &mut Stage| {
        let folder = stage.folder.path().to_owned();
        let folder = stage.app.hold(&folder);
        stage.app.call(SaveEvidence { engagement: None, evidence: reference.clone(), folder, redacted: false })
    };
    let names = save(&mut stage).expect("saves").names;
    assert_eq!(names, ["EV-0001_extract.bin"]);
    assert_eq!(std::fs::read(stage.folder.path().join(&names[0])).expect("reads"), bytes);
    assert_eq!(save(&mut stage).expect_err("there already").code, Code::Exists);
    let sheet = stage.app.call(ShowEvidence { engagement: None, evidence: "EV-0001".to_owned() }).expect("shows");
    assert_eq!(sheet.custody.last().map(|event| event.kind), Some(CustodyKind::Saved));
}

#[test]
fn a_cancelled_attaching_leaves_nothing() {
    let mut stage = Stage::engaged();
    stage.host.cancel.store(true, Ordering::Relaxed);
    let failure = stage.attach("large.bin", &tests::host::noise(5, 6_000_000), |_| {});
    assert_eq!(failure.expect_err("cancelled").code, Code::Cancelled);
    stage.host.cancel.store(false, Ordering::Relaxed);
    let mut stage = stage.reopen();
    let checked = stage.app.call(Check {}).expect("checks");
    assert!(checked.problems.is_empty() && checked.looked_at.contains(&"0 sealed chunks".to_owned()), "{checked:?}");
}

#[test]
fn a_file_that_has_gone_is_an_error_and_of_a_batch_nothing_stays() {
    let mut stage = Stage::engaged();
    let there = stage.file("there.txt", b"there");
    let gone = stage.folder.path().join("gone.txt");
    let mut items = Vec::new();
    for path in [there, gone] {
        let mut new = new_evidence();
        new.files = vec![stage.app.hold(&path)];
        items.push(new);
    }
    let failure = stage.app.call(AttachEvidence { engagement: None, items }).expect_err("one is gone");
    assert_eq!(failure.code, Code::Unreadable);
    let list = ListEvidence { engagement: None, control: None, all: true };
    assert!(stage.app.call(list).expect("lists").is_empty());
}

#[test]
fn withdrawing_needs_a_reason() {
    let mut stage = Stage::engaged();
    let reference = stage.attach("policy.txt", b"text", |_| {}).expect("attached").item.reference();
    let withdraw = |reason: &str| {
        let reason = reason.to_owned();
        WithdrawEvidence { engagement: None, evidence: "EV-0001".to_owned(), reason }
    };
    assert_eq!(stage.app.call(withdraw("")).expect_err("no reason").code, Code::Invalid);
    stage.app.call(withdraw("wrong client")).expect("withdraws");
    assert!(matches!(state(&mut stage, &reference), EvidenceState::Withdrawn { .. }));
}

#[test]
fn undoing_a_revocation_does_not_release_without_the_client() {
    let mut stage = Stage::engaged();
    let reference = stage.released("policy.txt", b"text", |_| {});
    let evidence = vec![reference.clone()];
    let revoke = commands::evidence::RevokeRelease { engagement: None, evidence, reason: "by mistake".to_owned() };
    stage.app.call(revoke).expect("revokes");
    let refused = stage.app.call(UndoLog { seq: None }).expect_err("nobody of the client releases it here");
    assert!(refused.message.contains("release the evidence anew"), "{refused:?}");
    assert_eq!(state(&mut stage, &reference), EvidenceState::Accepted);
}

#[test]
fn two_files_of_one_name_are_both_saved() {
    let mut stage = Stage::engaged();
    let mut new = new_evidence();
    for (folder, bytes) in [("one", b"first".as_slice()), ("two", b"second")] {
        std::fs::create_dir(stage.folder.path().join(folder)).expect("makes");
        let path = stage.file(&format!("{folder}/x.txt"), bytes);
        new.files.push(stage.app.hold(&path));
    }
    stage.app.call(AttachEvidence { engagement: None, items: vec![new] }).expect("attached");
    let folder = stage.folder.path().to_owned();
    let folder = stage.app.hold(&folder);
    let saved = stage
        .app
        .call(SaveEvidence { engagement: None, evidence: "EV-0001".to_owned(), folder, redacted: false })
        .expect("saves");
    assert_eq!(saved.names, ["EV-0001_x.txt", "EV-0001_2_x.txt"]);
    let second = std::fs::read(stage.folder.path().join("EV-0001_2_x.txt")).expect("reads");
    assert_eq!(second, b"second");
}
