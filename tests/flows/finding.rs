//! Findings from their raising to the retest that closes them.

use commands::finding::{
    AddFinding, EditFinding, FindingRow, FindingStep, ListFindings, MoveFinding, RemoveFinding, RespondFinding,
    ShowFinding,
};
use commands::gap::StartGap;
use commands::{Code, Failure};
use model::finding::{FindingSource, FindingState};
use model::gap::{GapSource, Level};
use serde_json::json;

use crate::stage::{Stage, day, extract};

fn add(stage: &mut Stage, facts: serde_json::Value) -> Result<FindingRow, Failure> {
    stage.app.call(AddFinding {
        engagement: None,
        auditor_reference: Some("EXC-2".to_owned()),
        wording: "2 of 25 leavers kept access for more than a day.".to_owned(),
        source: FindingSource::Audit,
        severity: Level::High,
        raised_on: Some(day("2026-08-03")),
        facts: serde_json::from_value(facts).expect("facts"),
    })
}

fn step(stage: &mut Stage, step: FindingStep) -> Result<FindingRow, Failure> {
    stage.app.call(MoveFinding { engagement: None, finding: "exc-2".to_owned(), step })
}

fn respond(stage: &mut Stage, text: &str) -> Result<FindingRow, Failure> {
    stage.app.call(RespondFinding {
        engagement: None,
        finding: "FND-001".to_owned(),
        text: text.to_owned(),
        by: "Priya Raman".to_owned(),
        on: Some(day("2026-08-10")),
    })
}

#[test]
fn a_finding_links_controls_and_gaps_by_what_people_call_them() {
    let mut stage = Stage::engaged();
    let gap = StartGap {
        engagement: None,
        pattern: "FP-001".to_owned(),
        source: GapSource::Auditor,
        found_on: None,
        surfaces: None,
    };
    stage.app.call(gap).expect("a gap");
    let deviations = json!({ "found": 2, "tested": 25 });
    let row = add(&mut stage, json!({ "controls": ["CORE-24"], "gaps": ["GAP-001"], "deviations": deviations }));
    let row = row.expect("adds");
    assert_eq!(
        (row.controls.as_slice(), row.gaps.as_slice()),
        (&["CORE-24".to_owned()][..], &["GAP-001".to_owned()][..])
    );
    let unlink = EditFinding {
        engagement: None,
        finding: "FND-001".to_owned(),
        facts: serde_json::from_value(json!({ "gaps": [], "compensating": ["CORE-24"] })).expect("facts"),
    };
    let failure = stage.app.call(unlink).expect_err("what deviated can't compensate");
    assert_eq!(failure.field.as_deref(), Some("compensating"));
    assert_eq!(add(&mut stage, json!({ "gaps": ["GAP-009"] })).expect_err("no such gap").code, Code::NotFound);
    let show = ShowFinding { engagement: None, finding: "FND-009".to_owned() };
    assert_eq!(stage.app.call(show).expect_err("no such finding").code, Code::NotFound);
}

#[test]
fn a_finding_closes_on_a_retest_by_another_person_after_the_fix() {
    let mut stage = Stage::engaged();
    add(&mut stage, json!({ "owner": "Jonas Reuter" })).expect("adds");
    assert_eq!(respond(&mut stage, "Both were removed.").expect_err("not acknowledged").code, Code::Invalid);
    let by = |name: &str| FindingStep::Acknowledged { by: name.to_owned(), on: Some(day("2026-08-04")) };
    step(&mut stage, by("Priya Raman")).expect("acknowledged");
    let skips = step(&mut stage, FindingStep::InRemediation { owner: None }).expect_err("no response yet");
    assert_eq!(skips.field.as_deref(), Some("state"));
    assert_eq!(respond(&mut stage, "Both were removed.").expect("responds").finding.state, FindingState::Responded);
    let row = step(&mut stage, FindingStep::InRemediation { owner: None }).expect("goes on");
    assert_eq!(row.finding.state, FindingState::InRemediation);
    let row = respond(&mut stage, "Both were removed on 5 August.").expect("responds anew");
    assert_eq!(row.finding.state, FindingState::InRemediation, "a newer response leaves the work where it is");
    let item = stage.attach("leavers.csv", b"a,b\n1,2\n", |new| {
        extract(new);
        let at = chrono::DateTime::parse_from_rfc3339("2026-09-20T09:00:00Z").expect("an instant");
        new.captured_at = Some(at);
        if let Some(card) = &mut new.ipe {
            card.run_at = Some(at);
        }
    });
    let item = item.expect("attached").item.reference();
    let verified = |by: &str| FindingStep::Verified {
        fixed_on: day("2026-09-01"),
        by: by.to_owned(),
        on: day("2026-09-25"),
        evidence: vec![item.clone()],
        note: "25 of 25 within a day".to_owned(),
    };
    assert_eq!(
        step(&mut stage, verified("Tomas Lindqvist")).expect_err("not accepted").field.as_deref(),
        Some("retest")
    );
    stage.accept(&item);
    assert_eq!(step(&mut stage, verified("Jonas Reuter")).expect_err("the owner").field.as_deref(), Some("retest"));
    step(&mut stage, verified("Tomas Lindqvist")).expect("verified");
    let early = step(&mut stage, FindingStep::Closed { on: Some(day("2026-09-24")) }).expect_err("before the retest");
    assert_eq!(early.field.as_deref(), Some("closed_on"));
    step(&mut stage, FindingStep::Closed { on: None }).expect("closed");
    assert!(stage.app.call(ListFindings { engagement: None, open: true }).expect("lists").is_empty());
    assert_eq!(stage.app.call(ListFindings { engagement: None, open: false }).expect("lists").len(), 1);
}

#[test]
fn a_finding_stays_once_somebody_took_note_of_it() {
    let mut stage = Stage::engaged();
    let remove = RemoveFinding { engagement: None, finding: "FND-001".to_owned() };
    add(&mut stage, json!({})).expect("adds");
    step(&mut stage, FindingStep::Acknowledged { by: "Priya Raman".to_owned(), on: None }).expect("taken note of");
    assert_eq!(stage.app.call(remove).expect_err("taken note of").code, Code::Refused);
}
