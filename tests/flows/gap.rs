//! Gaps from a pattern to the proof that closes them.

use commands::Code;
use commands::finding::{AddFinding, RemoveFinding};
use commands::gap::{EditGap, GapStep, ListGaps, MoveGap, RemoveGap, StartGap};
use commands::log::{ListLog, UndoLog};
use model::finding::FindingSource;
use model::gap::{Gap, GapSource, GapState, Level};
use serde_json::json;

use crate::stage::{Stage, day, extract};

fn start(stage: &mut Stage) -> Gap {
    let request = StartGap {
        engagement: None,
        pattern: "fp-001".to_owned(),
        source: GapSource::SelfAssessment,
        found_on: Some(day("2026-02-01")),
        surfaces: None,
    };
    let gap = stage.app.call(request).expect("starts");
    let facts = serde_json::from_value(json!({ "owner": "Jonas Reuter", "due_on": "2026-12-18" })).expect("facts");
    stage.app.call(EditGap { engagement: None, gap: gap.reference(), facts }).expect("edits")
}

fn step(stage: &mut Stage, step: GapStep) -> Result<Gap, commands::Failure> {
    stage.app.call(MoveGap { engagement: None, gap: "GAP-001".to_owned(), step })
}

#[test]
fn a_pattern_brings_all_but_the_cost() {
    let mut stage = Stage::engaged();
    let gap = start(&mut stage);
    assert_eq!(gap.reference(), "GAP-001");
    assert!(!gap.controls.is_empty() && !gap.criteria.is_empty() && !gap.surfaces.is_empty());
    assert!(!gap.acceptance.is_empty() && !gap.remedy.is_empty());
    assert_eq!(gap.cost, None, "a catalogue's range is never an estimate");
    assert!(gap.reference.is_some());
}

#[test]
fn a_retest_needs_another_person_and_evidence_captured_after_the_fix() {
    let mut stage = Stage::engaged();
    start(&mut stage);
    let before = stage.attach("before.csv", b"a,b\n1,2\n", extract).expect("attached").item.reference();
    let after = stage.attach("after.csv", b"a,b\n3,4\n", |new| {
        extract(new);
        let at = chrono::DateTime::parse_from_rfc3339("2026-09-20T09:00:00Z").expect("an instant");
        new.captured_at = Some(at);
        if let Some(card) = &mut new.ipe {
            card.run_at = Some(at);
        }
    });
    let after = after.expect("attached").item.reference();
    stage.accept(&before);
    stage.accept(&after);
    assert_eq!(
        step(&mut stage, GapStep::OperatingSince { since: day("2026-09-21") }).expect_err("skips").code,
        Code::Refused
    );
    step(&mut stage, GapStep::FixedAwaitingProof { fixed_on: day("2026-09-01") }).expect("fixed");
    let retested = |by: &str, evidence: &str| GapStep::Retested {
        by: by.to_owned(),
        on: day("2026-09-25"),
        evidence: vec![evidence.to_owned()],
        note: "replayed above the limit".to_owned(),
    };
    assert_eq!(step(&mut stage, retested("Jonas Reuter", &after)).expect_err("the owner").code, Code::Invalid);
    assert_eq!(step(&mut stage, retested("Tomas Lindqvist", &before)).expect_err("before the fix").code, Code::Invalid);
    let gap = step(&mut stage, retested("Tomas Lindqvist", &after)).expect("retested");
    assert_eq!(gap.state, GapState::Retested);
    assert!(stage.app.call(ListGaps { engagement: None, open: true }).expect("lists").is_empty());
}

#[test]
fn an_accepted_risk_ends_and_counts_as_open_again() {
    let mut stage = Stage::engaged();
    start(&mut stage);
    let accepted = |until: &str| GapStep::AcceptedRisk {
        approver: "Priya Raman".to_owned(),
        until: day(until),
        reason: "replaced in spring".to_owned(),
    };
    let gap = step(&mut stage, accepted("2026-09-30")).expect("accepted");
    assert!(gap.is_open_on(day("2026-10-01")) && !gap.is_open_on(day("2026-09-30")));
    assert_eq!(stage.app.call(ListGaps { engagement: None, open: true }).expect("lists").len(), 1);
}

fn remove(stage: &mut Stage, gap: &str) -> Result<(), commands::Failure> {
    stage.app.call(RemoveGap { engagement: None, gap: gap.to_owned() })
}

#[test]
fn a_gap_opened_by_mistake_is_removed_and_can_come_back() {
    let mut stage = Stage::engaged();
    start(&mut stage);
    remove(&mut stage, "gap-001").expect("removes");
    assert!(stage.app.call(ListGaps { engagement: None, open: false }).expect("lists").is_empty());
    let seq = stage.app.call(ListLog { most: 1 }).expect("lists")[0].seq;
    stage.app.call(UndoLog { seq: Some(seq) }).expect("undone");
    assert_eq!(stage.app.call(ListGaps { engagement: None, open: false }).expect("lists")[0].reference(), "GAP-001");
    remove(&mut stage, "GAP-001").expect("removes again");
    assert_eq!(start_another(&mut stage).reference(), "GAP-002", "no number is used again");
}

fn start_another(stage: &mut Stage) -> Gap {
    let source = GapSource::SelfAssessment;
    let pattern = "fp-001".to_owned();
    let request = StartGap { engagement: None, pattern, source, found_on: None, surfaces: None };
    stage.app.call(request).expect("starts")
}

#[test]
fn a_gap_that_was_worked_on_or_is_spoken_of_stays() {
    let mut stage = Stage::engaged();
    start(&mut stage);
    step(&mut stage, GapStep::InProgress).expect("begun");
    assert_eq!(remove(&mut stage, "GAP-001").expect_err("worked on").code, Code::Refused);
    start_another(&mut stage);
    let finding = AddFinding {
        engagement: None,
        auditor_reference: None,
        wording: "2 of 25 leavers kept access.".to_owned(),
        source: FindingSource::Audit,
        severity: Level::High,
        raised_on: None,
        facts: serde_json::from_value(json!({ "gaps": ["GAP-002"] })).expect("facts"),
    };
    stage.app.call(finding).expect("a finding");
    assert_eq!(remove(&mut stage, "GAP-002").expect_err("a finding speaks of it").code, Code::Refused);
    stage.app.call(RemoveFinding { engagement: None, finding: "FND-001".to_owned() }).expect("removes the finding");
    remove(&mut stage, "GAP-002").expect("nothing speaks of it any more");
}
