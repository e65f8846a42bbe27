//! Evidence requests from the usual list and the auditor's own, through rounds to acceptance.

use std::collections::BTreeSet;

use commands::request::{
    AddRequest, DecideRequest, EditRequest, ListRequestTemplates, ListRequests, MoveRequest, RemoveRequest,
    RequestDecision, RequestRow, ShowRequest, StartRequests, StartedRequests, SubmitRequest,
};
use commands::{Code, Facts, Failure};
use model::request::{AuditorStatus, InternalStatus, RoundEnd};
use serde_json::json;

use crate::stage::{Stage, day};

fn start(stage: &mut Stage, codes: &[&str], profile: Option<&str>) -> Result<StartedRequests, Failure> {
    stage.app.call(StartRequests {
        engagement: None,
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        profile: profile.map(str::to_owned),
        received_on: Some(day("2026-10-02")),
        holidays: BTreeSet::new(),
    })
}

fn add(stage: &mut Stage, id: &str, due: &str, facts: serde_json::Value) -> Result<RequestRow, Failure> {
    stage.app.call(AddRequest {
        engagement: None,
        auditor_id: Some(id.to_owned()),
        wording: "  Provide the quarterly\naccess reviews. ".to_owned(),
        received_on: Some(day("2026-09-01")),
        due_on: Some(day(due)),
        facts: serde_json::from_value(facts).expect("facts"),
    })
}

fn move_to(stage: &mut Stage, to: InternalStatus) -> Result<RequestRow, Failure> {
    stage.app.call(MoveRequest { engagement: None, request: "REQ-001".to_owned(), to })
}

fn submit(stage: &mut Stage, evidence: &[&str]) -> Result<RequestRow, Failure> {
    let evidence = Some(evidence.iter().map(|name| (*name).to_owned()).collect());
    stage.app.call(SubmitRequest {
        engagement: None,
        request: "IRL 7".to_owned(),
        evidence,
        answer: String::new(),
        on: Some(day("2026-10-01")),
    })
}

fn decide(stage: &mut Stage, decision: RequestDecision) -> Result<RequestRow, Failure> {
    let (request, on) = ("IRL 7".to_owned(), Some(day("2026-10-01")));
    stage.app.call(DecideRequest { engagement: None, request, decision, on })
}

fn list(stage: &mut Stage, open: bool, overdue: bool, owner: Option<&str>) -> Vec<String> {
    let owner = owner.map(str::to_owned);
    let rows = stage.app.call(ListRequests { engagement: None, open, overdue, owner }).expect("lists");
    rows.iter().map(|row| row.request.reference()).collect()
}

#[test]
fn a_template_brings_wording_controls_and_a_due_date_in_business_days() {
    let mut stage = Stage::engaged();
    let started = start(&mut stage, &["pbc-003", "PBC-001"], None).expect("starts");
    let codes: Vec<_> = started.requests.iter().map(|row| row.request.template.clone().expect("from a line")).collect();
    assert_eq!(codes, ["PBC-001", "PBC-003"]);
    let workers = &started.requests[1];
    assert_eq!(workers.request.due_on, Some(day("2026-10-07")), "three business days after a Friday");
    assert!(workers.request.blocks_testing && workers.request.population.is_some());
    assert_eq!(workers.request.period, Some(crate::stage::period()));
    assert!(workers.controls.contains(&"CORE-05".to_owned()) && !workers.request.criteria.is_empty());
    let again = start(&mut stage, &["PBC-001"], None).expect("starts nothing");
    assert_eq!((again.requests.len(), again.already), (0, vec!["PBC-001".to_owned()]));
    assert_eq!(start(&mut stage, &["PBC-999"], None).expect_err("no such line").code, Code::NotFound);
    assert_eq!(start(&mut stage, &[], None).expect_err("nothing named").code, Code::Invalid);
}

#[test]
fn a_profile_starts_its_whole_list_and_blockers_stand_first() {
    let mut stage = Stage::engaged();
    let profile = Some("ecommerce-crm".to_owned());
    let lines = stage.app.call(ListRequestTemplates { profile, control: None }).expect("lists");
    let started = start(&mut stage, &[], Some("ecommerce-crm")).expect("starts");
    assert_eq!(started.requests.len(), lines.len());
    assert!(lines.len() > 40, "{}", lines.len());
    let rows = stage.app.call(ListRequests { engagement: None, open: true, overdue: false, owner: None });
    let rows = rows.expect("lists");
    let order: Vec<_> = rows.iter().map(|row| (!row.request.blocks_testing, row.request.due_on)).collect();
    assert!(order.is_sorted(), "blockers first, then by due date");
    assert!(rows[0].request.blocks_testing);
    assert_eq!(start(&mut stage, &[], Some("bank")).expect_err("no such profile").code, Code::Invalid);
}

#[test]
fn the_auditors_words_are_kept_and_lists_can_be_narrowed() {
    let mut stage = Stage::engaged();
    let owned = json!({ "owner": "Jonas Reuter", "controls": ["CORE-24"] });
    let row = add(&mut stage, "IRL 7", "2026-09-30", owned).expect("adds");
    assert_eq!(row.request.wording, "  Provide the quarterly\naccess reviews. ");
    assert_eq!((row.owner.as_deref(), row.controls.as_slice()), (Some("Jonas Reuter"), &["CORE-24".to_owned()][..]));
    assert!(row.overdue, "due yesterday");
    add(&mut stage, "IRL 8", "2026-10-01", json!({})).expect("adds");
    let twice = add(&mut stage, "IRL 8", "2026-10-01", json!({})).expect_err("the auditor's id stands there");
    assert_eq!((twice.code, twice.field.as_deref()), (Code::Invalid, Some("auditor_id")));
    assert_eq!(list(&mut stage, false, true, None), ["REQ-001"], "due today isn't overdue");
    assert_eq!(list(&mut stage, true, false, None), ["REQ-001", "REQ-002"]);
    assert_eq!(list(&mut stage, false, false, Some("Jonas Reuter")), ["REQ-001"]);
    let nobody = ListRequests { engagement: None, open: false, overdue: false, owner: Some("Nobody".to_owned()) };
    assert_eq!(stage.app.call(nobody).expect_err("no such person").code, Code::NotFound);
    let show = ShowRequest { engagement: None, request: "IRL 9".to_owned() };
    assert_eq!(stage.app.call(show).expect_err("no such request").code, Code::NotFound);
    let facts: Facts = serde_json::from_value(json!({ "auditor": "accepted" })).expect("facts");
    let edit = EditRequest { engagement: None, request: "IRL 7".to_owned(), facts };
    assert_eq!(stage.app.call(edit).expect_err("only the auditor says so").field.as_deref(), Some("auditor"));
}

#[test]
fn a_round_needs_released_evidence_and_a_returned_one_starts_another() {
    let mut stage = Stage::engaged();
    add(&mut stage, "IRL 7", "2026-10-20", json!({})).expect("adds");
    let released = stage.released("policy.txt", b"the policy", |_| {});
    let received = stage.attach("draft.txt", b"a draft", |_| {}).expect("attached").item.reference();
    assert_eq!(submit(&mut stage, &[&released]).expect_err("not ready").field.as_deref(), Some("internal"));
    assert_eq!(move_to(&mut stage, InternalStatus::Ready).expect_err("skips our review").code, Code::Invalid);
    let to_ready = [InternalStatus::InProgress, InternalStatus::SubmittedForReview, InternalStatus::Ready];
    for to in to_ready.clone() {
        move_to(&mut stage, to).expect("moves");
    }
    assert_eq!(submit(&mut stage, &[&received]).expect_err("not released").field.as_deref(), Some("evidence"));
    assert_eq!(submit(&mut stage, &["EV-0099"]).expect_err("no such item").code, Code::NotFound);
    submit(&mut stage, &[&released]).expect("submits");
    let remark = "Second quarter is missing.".to_owned();
    let returned = RequestDecision::Returned { remark: remark.clone(), due_on: Some(day("2026-10-23")) };
    let row = decide(&mut stage, returned).expect("returned");
    assert_eq!((row.request.auditor, &row.request.internal), (AuditorStatus::Returned, &InternalStatus::InProgress));
    assert_eq!(row.request.due_on, Some(day("2026-10-23")));
    assert_eq!(decide(&mut stage, RequestDecision::Accepted).expect_err("nothing lies there").code, Code::Invalid);
    for to in to_ready.into_iter().skip(1) {
        move_to(&mut stage, to).expect("moves");
    }
    submit(&mut stage, &[&released]).expect("a second round");
    let row = decide(&mut stage, RequestDecision::Accepted).expect("accepted");
    assert_eq!(row.request.rounds.len(), 2);
    assert_eq!(row.request.rounds[0].end, Some(RoundEnd::Returned { on: day("2026-10-01"), remark }));
    assert!(list(&mut stage, true, false, None).is_empty(), "nothing is owed any more");
    let remove = RemoveRequest { engagement: None, request: "REQ-001".to_owned() };
    assert_eq!(stage.app.call(remove).expect_err("was submitted").code, Code::Refused);
}

#[test]
fn what_was_never_submitted_can_be_removed_and_its_number_is_gone() {
    let mut stage = Stage::engaged();
    add(&mut stage, "IRL 7", "2026-10-20", json!({})).expect("adds");
    stage.app.call(RemoveRequest { engagement: None, request: "irl 7".to_owned() }).expect("removes");
    let row = add(&mut stage, "IRL 7", "2026-10-20", json!({})).expect("adds");
    assert_eq!(row.request.reference(), "REQ-002");
}
