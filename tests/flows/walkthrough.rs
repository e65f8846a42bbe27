//! The walkthrough: what an auditor is shown of chosen controls, what they ask, and what nobody shows them.

use commands::control::ChangeControl;
use commands::finding::AddFinding;
use commands::follow_up::{
    AnswerFollowUp, EditFollowUp, FollowUpRow, ListFollowUps, NoteFollowUp, RemoveFollowUp, ShowFollowUp,
    WithdrawFollowUp,
};
use commands::gap::{EditGap, StartGap};
use commands::log::UndoLog;
use commands::message::StartMessage;
use commands::packet::{ExportPacket, VerifyPacket};
use commands::vault::{Check, ConfirmKey, Key};
use commands::walkthrough::{ListWalkthrough, ShowWalkthrough, WalkthroughPages};
use commands::{Code, Failure, Secret};
use model::control::{ControlChange, ControlState};
use model::finding::FindingSource;
use model::follow_up::FollowUpState;
use model::gap::{GapSource, Level};
use model::occurrence::Standing;
use model::packet::{AudienceProfile, Section};
use serde_json::json;
use tests::host::PASSPHRASE;

use crate::stage::{Stage, day, export_of, extract};

const QUESTION: &str = "How was the Q3 listing shown to be complete before the review began?";

fn note(stage: &mut Stage, control: &str, question: &str) -> Result<FollowUpRow, Failure> {
    stage.app.call(NoteFollowUp {
        engagement: None,
        control: control.to_owned(),
        question: question.to_owned(),
        asked_by: None,
        promised_by: None,
        due_on: None,
    })
}

fn all() -> ListFollowUps {
    ListFollowUps { engagement: None, control: None, open: false, overdue: false, promised_by: None }
}

fn numbers(stage: &mut Stage, request: ListFollowUps) -> Vec<u32> {
    stage.app.call(request).expect("lists").iter().map(|row| row.follow_up.number).collect()
}

fn change(stage: &mut Stage, control: &str, change: ControlChange) {
    let request = ChangeControl { engagement: None, control: control.to_owned(), changes: vec![change] };
    stage.app.call(request).expect("changes");
}

fn walk(stage: &mut Stage, controls: &[&str]) -> Result<WalkthroughPages, Failure> {
    let controls = controls.iter().map(|code| (*code).to_owned()).collect();
    stage.app.call(ListWalkthrough { engagement: None, controls })
}

fn edit(stage: &mut Stage, follow_up: &str, facts: serde_json::Value) -> Result<FollowUpRow, Failure> {
    let facts = serde_json::from_value(facts).expect("facts");
    stage.app.call(EditFollowUp { engagement: None, follow_up: follow_up.to_owned(), facts })
}

fn answer(stage: &mut Stage, follow_up: &str, on: Option<&str>) -> Result<FollowUpRow, Failure> {
    let (follow_up, text) = (follow_up.to_owned(), "By the row count of the export.".to_owned());
    stage.app.call(AnswerFollowUp { engagement: None, follow_up, text, on: on.map(day) })
}

#[test]
fn a_question_is_noted_with_one_line_and_followed_to_its_answer() {
    let mut stage = Stage::engaged();
    let noted = note(&mut stage, "core-24", QUESTION).expect("notes");
    assert_eq!((noted.reference.as_str(), noted.control.as_str()), ("FU-001", "CORE-24"));
    assert_eq!(noted.follow_up.asked_by, "Brae & Whitlock LLP", "the auditor's firm, where nobody is named");
    assert_eq!((noted.promised_by, noted.overdue, noted.follow_up.due_on), (None, false, None));
    note(&mut stage, "CORE-24", "Who approved the late removals?").expect("notes");
    note(&mut stage, "CORE-01", "When was the policy last read?").expect("notes");
    assert_eq!(note(&mut stage, "CORE-24", " ").expect_err("no question").field.as_deref(), Some("question"));
    assert_eq!(note(&mut stage, "CORE-999", QUESTION).expect_err("no control").code, Code::NotFound);
    let owed = edit(&mut stage, "fu-002", json!({ "promised_by": "Priya Raman", "due_on": "2020-02-01" }));
    let owed = owed.expect("edits");
    assert_eq!((owed.promised_by.as_deref(), owed.overdue), (Some("Priya Raman"), true));
    assert_eq!(edit(&mut stage, "FU-002", json!({ "state": "answered" })).expect_err("a state").code, Code::Invalid);
    assert_eq!(numbers(&mut stage, all()), [2, 1, 3], "what has a day comes first");
    assert_eq!(numbers(&mut stage, ListFollowUps { overdue: true, ..all() }), [2]);
    let of = |control: &str| ListFollowUps { control: Some(control.to_owned()), ..all() };
    assert_eq!(numbers(&mut stage, of("CORE-01")), [3]);
    let promised_by = Some("Priya Raman".to_owned());
    assert_eq!(numbers(&mut stage, ListFollowUps { promised_by, ..all() }), [2]);
    let told = answer(&mut stage, "FU-002", None).expect("answers");
    assert_eq!((told.follow_up.state, told.overdue), (FollowUpState::Answered, false));
    assert_eq!(numbers(&mut stage, ListFollowUps { open: true, ..all() }), [1, 3]);
    assert_eq!(answer(&mut stage, "FU-001", Some("2999-01-01")).expect_err("not yet").field.as_deref(), Some("on"));
    let remove = |name: &str| RemoveFollowUp { engagement: None, follow_up: name.to_owned() };
    assert_eq!(stage.app.call(remove("FU-002")).expect_err("was answered").code, Code::Refused);
    stage.app.call(remove("FU-003")).expect("removes");
    assert_eq!(note(&mut stage, "CORE-24", "And the fourth quarter?").expect("notes").reference, "FU-004");
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    let (follow_up, reason) = ("FU-001".to_owned(), "The auditor found it in the export.".to_owned());
    stage.app.call(WithdrawFollowUp { engagement: None, follow_up, reason }).expect("withdraws");
    assert!(answer(&mut stage, "FU-001", None).is_err(), "a withdrawn question has no answer to come");
    let mut stage = stage.reopen();
    assert_eq!(numbers(&mut stage, all()), [1, 2]);
    let shown = ShowFollowUp { engagement: None, follow_up: "FU-002".to_owned() };
    assert_eq!(
        stage.app.call(shown).expect("shows").follow_up.answer.expect("an answer").text,
        "By the row count of the export."
    );
    assert!(stage.app.call(Check {}).expect("checks").problems.is_empty());
}

/// Words of every place that the auditor may not look into, each like no other.
const HIDDEN: [&str; 9] = [
    "UNRELEASED-TITLE",
    "NOTE-OF-CONTROL",
    "NOTE-OF-EVIDENCE",
    "NOTE-OF-FINDING",
    "NOTE-OF-FOLLOW-UP",
    "GAP-TITLE-WORDS",
    "COST-BASIS-WORDS",
    "DRAFT-TITLE-WORDS",
    "60606",
];

/// A vault in which each of the hidden words stands, all about one control.
fn planted() -> Stage {
    let mut stage = Stage::engaged();
    change(&mut stage, "CORE-24", ControlChange::State(ControlState::InPlace));
    change(&mut stage, "CORE-24", ControlChange::InternalNote("NOTE-OF-CONTROL".to_owned()));
    stage.released("users.csv", b"user,role\nann,admin\n", |new| {
        extract(new);
        new.internal_note = "NOTE-OF-EVIDENCE".to_owned();
    });
    let hidden = stage.attach("hidden.csv", b"user,role\nbob,admin\n", |new| {
        extract(new);
        new.title = Some("UNRELEASED-TITLE".to_owned());
    });
    stage.accept(&hidden.expect("attached").item.reference());
    let start = StartGap {
        engagement: None,
        pattern: "FP-001".to_owned(),
        source: GapSource::SelfAssessment,
        found_on: Some(day("2026-02-01")),
        surfaces: None,
    };
    stage.app.call(start).expect("starts");
    let facts = json!({
        "title": "GAP-TITLE-WORDS",
        "controls": ["CORE-24"],
        "cost": { "low": 60606, "high": 95959, "currency": "USD", "basis": "COST-BASIS-WORDS" },
    });
    let facts = serde_json::from_value(facts).expect("facts");
    stage.app.call(EditGap { engagement: None, gap: "GAP-001".to_owned(), facts }).expect("edits");
    let facts = json!({ "controls": ["CORE-24"], "internal_note": "NOTE-OF-FINDING" });
    let finding = AddFinding {
        engagement: None,
        auditor_reference: None,
        wording: "One review was late.".to_owned(),
        source: FindingSource::Audit,
        severity: Level::High,
        raised_on: Some(day("2026-02-01")),
        facts: serde_json::from_value(facts).expect("facts"),
    };
    stage.app.call(finding).expect("adds");
    let message = StartMessage {
        engagement: None,
        template: "COMM-04".to_owned(),
        title: Some("DRAFT-TITLE-WORDS".to_owned()),
        plan_row: None,
        privileged: true,
    };
    stage.app.call(message).expect("starts");
    note(&mut stage, "CORE-24", QUESTION).expect("notes");
    edit(&mut stage, "FU-001", json!({ "internal_note": "NOTE-OF-FOLLOW-UP" })).expect("edits");
    stage
}

#[test]
fn a_page_shows_the_control_and_nothing_outside_the_auditor_profile() {
    let mut stage = planted();
    let request = ShowWalkthrough { engagement: None, control: "core-24".to_owned() };
    let pages = stage.app.call(request).expect("shows");
    let [page] = pages.pages.as_slice() else { panic!("one page") };
    assert_eq!(page.code.as_str(), "CORE-24");
    assert!(page.count >= 100 && page.position >= 1 && page.position <= page.count);
    assert!(!page.statement.is_empty() && !page.design.procedure.is_empty() && !page.criteria.is_empty());
    assert!(page.criteria.iter().all(|criterion| !criterion.summary.is_empty()));
    assert_eq!((page.exhibits.len(), page.exhibits[0].reference.as_str(), page.withheld), (1, "EV-0001", 1));
    assert_eq!(page.exhibits[0].files.len(), 1, "a file to preview");
    assert_eq!(page.occurrences.len(), 4);
    assert_eq!(
        (page.occurrences[0].standing, page.occurrences[0].exhibits.as_slice()),
        (Standing::Evidenced, ["EV-0001".to_owned()].as_slice())
    );
    assert!(pages.frame.notice.contains("Not an examination; no opinion is expressed"));
    let json = serde_json::to_string(&pages).expect("JSON");
    for hidden in HIDDEN.iter().chain(&["Harbour & Pine", "likelihood", "severity", "EV-0002", QUESTION]) {
        assert!(!json.contains(hidden), "{hidden} in {json}");
    }
}

#[test]
fn chosen_controls_come_in_their_order_and_a_retired_one_is_refused() {
    let mut stage = Stage::engaged();
    let pages = walk(&mut stage, &["CORE-24", "core-01", "CORE-02"]).expect("lists").pages;
    let seen: Vec<_> = pages.iter().map(|page| (page.code.as_str(), page.position, page.count)).collect();
    assert_eq!(seen, [("CORE-24", 1, 3), ("CORE-01", 2, 3), ("CORE-02", 3, 3)]);
    let all = walk(&mut stage, &[]).expect("lists").pages;
    assert!(all.len() >= 100 && all.is_sorted_by_key(|page| page.code.clone()));
    change(&mut stage, "CORE-02", ControlChange::State(ControlState::Retired { reason: "merged".to_owned() }));
    assert_eq!(walk(&mut stage, &["CORE-01", "CORE-02"]).expect_err("retired").code, Code::Refused);
    assert_eq!(walk(&mut stage, &["CORE-999"]).expect_err("unknown").code, Code::NotFound);
    stage.app.lock().expect("locks");
    assert_eq!(walk(&mut stage, &[]).expect_err("locked").code, Code::Locked);
}

#[test]
fn leaving_asks_for_what_opens_the_vault_and_changes_nothing() {
    let mut stage = Stage::bare();
    let code = stage.host.recovery_code.lock().expect("not poisoned").clone().expect("a code was handed over");
    let rows = |stage: &mut Stage| stage.app.call(Check {}).expect("checks").looked_at;
    let before = rows(&mut stage);
    let passphrase = |text: &str| ConfirmKey { key: Key::Passphrase(Secret::new(text.to_owned())) };
    let recovery = |text: &str| ConfirmKey { key: Key::RecoveryCode(Secret::new(text.to_owned())) };
    stage.app.call(passphrase(PASSPHRASE)).expect("the passphrase");
    stage.app.call(recovery(&code.to_lowercase())).expect("the recovery code");
    for wrong in ["wrong horse battery", &code] {
        assert_eq!(stage.app.call(passphrase(wrong)).expect_err("wrong").code, Code::WrongPassphrase, "{wrong}");
    }
    let mut mistyped = code.clone();
    let last = mistyped.pop().expect("a character");
    mistyped.push(if last == '7' { '8' } else { '7' });
    for wrong in [PASSPHRASE, mistyped.as_str()] {
        assert_eq!(stage.app.call(recovery(wrong)).expect_err("wrong").code, Code::WrongPassphrase, "{wrong}");
    }
    assert_eq!(rows(&mut stage), before, "nothing is logged and nothing changes");
    stage.app.call(passphrase(PASSPHRASE)).expect("the vault is open still");
    let new = "another quite long passphrase";
    stage.app.call(commands::slot::ChangePassphrase { new: Secret::new(new.to_owned()) }).expect("changes");
    assert_eq!(stage.app.call(passphrase(PASSPHRASE)).expect_err("old").code, Code::WrongPassphrase);
    stage.app.call(passphrase(new)).expect("the new one, without a new unlock");
    stage.app.lock().expect("locks");
    assert_eq!(stage.app.call(passphrase(new)).expect_err("nothing is open").code, Code::Locked);
}

#[test]
fn follow_ups_are_in_a_packet_by_choice_alone() {
    let mut stage = planted();
    let export = |stage: &mut Stage, profile, also: &[Section]| {
        let name = format!("{}-{}.pdf", AudienceProfile::name(profile), also.len());
        let path = stage.folder.path().join(&name);
        let file = stage.app.hold(&path);
        let request = ExportPacket { also: also.iter().copied().collect(), ..export_of(file, profile) };
        stage.app.call(request).map(|exported| (path, exported.packet.pages))
    };
    for profile in [AudienceProfile::Auditor, AudienceProfile::Client] {
        let (_, without) = export(&mut stage, profile, &[]).expect("exports");
        let (path, with) = export(&mut stage, profile, &[Section::FollowUps]).expect("exports");
        assert!(with > without, "{profile:?}: {with} and {without} pages");
        let file = stage.app.hold(&path);
        assert!(stage.app.call(VerifyPacket { file, others: Vec::new(), key: None }).expect("is read").holds);
    }
    let refused = export(&mut stage, AudienceProfile::Procurement, &[Section::FollowUps]).expect_err("names persons");
    assert_eq!(refused.field.as_deref(), Some("also"));
}
