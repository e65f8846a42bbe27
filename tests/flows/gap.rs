//! Gaps from a pattern to the proof that closes them.

use commands::Code;
use commands::gap::{EditGap, GapStep, ListGaps, MoveGap, StartGap};
use model::gap::{Gap, GapSource, GapState};
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
