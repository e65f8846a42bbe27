//! The next engagement from the last: what crosses, what stays behind and why, and what is left as it was.

use commands::control::ChangeControl;
use commands::engagement::{ListEngagements, RollForwardEngagement, RolledForward, ShowEngagement};
use commands::evidence::{SaveEvidence, ShowEvidence, WithdrawEvidence};
use commands::finding::{AddFinding, ListFindings};
use commands::gap::{ListGaps, StartGap};
use commands::log::UndoLog;
use commands::occurrence::PerformOccurrence;
use commands::request::{ListRequests, StartRequests};
use commands::vault::Check;
use commands::{Code, Failure};
use model::control::{ControlChange, ControlState};
use model::custody::CustodyKind;
use model::engagement::EngagementState;
use model::evidence::EvidenceState;
use model::finding::FindingSource;
use model::gap::{GapSource, Level};
use model::time::Span;

use crate::stage::{Stage, day, extract};

/// An engagement with something of everything that a rolling forward has to decide on.
fn lived() -> Stage {
    let mut stage = Stage::engaged();
    let control = || "CORE-24".to_owned();
    let changes = vec![ControlChange::State(ControlState::InPlace)];
    stage.app.call(ChangeControl { engagement: None, control: control(), changes }).expect("in place");
    let changes = vec![ControlChange::State(ControlState::Retired { reason: "replaced".to_owned() })];
    stage.app.call(ChangeControl { engagement: None, control: "CORE-05".to_owned(), changes }).expect("retired");
    stage.released("policy.txt", b"in force without an end", |_| {});
    let first_quarter = stage.attach("q1.csv", b"a,b\n1,2\n", extract).expect("attached").item.reference();
    stage.accept(&first_quarter);
    let (key, by) = ("2026-Q1".parse().expect("a key"), "K. Moreau".to_owned());
    let perform =
        PerformOccurrence { engagement: None, control: control(), key, on: day("2026-02-01"), by, note: None };
    stage.app.call(perform).expect("recorded");
    let gap = StartGap {
        engagement: None,
        pattern: "FP-001".to_owned(),
        source: GapSource::SelfAssessment,
        found_on: Some(day("2026-02-01")),
        surfaces: None,
    };
    stage.app.call(gap).expect("a gap");
    let codes = vec!["PBC-001".to_owned()];
    let received_on = Some(day("2026-09-01"));
    let request = StartRequests { engagement: None, codes, profile: None, received_on, holidays: Default::default() };
    stage.app.call(request).expect("a request");
    let finding = AddFinding {
        engagement: None,
        auditor_reference: None,
        wording: "One review was late.".to_owned(),
        source: FindingSource::Monitoring,
        severity: Level::Low,
        raised_on: Some(day("2026-05-04")),
        facts: serde_json::from_value(serde_json::json!({ "gaps": ["GAP-001"] })).expect("facts"),
    };
    stage.app.call(finding).expect("a finding");
    stage
}

fn roll(stage: &mut Stage, title: &str, from: &str, to: &str) -> Result<RolledForward, Failure> {
    let period = Span::new(day(from), day(to)).expect("a span");
    stage.app.call(RollForwardEngagement { engagement: None, title: title.to_owned(), period, evidence: true })
}

fn roll_without_evidence(stage: &mut Stage) -> RolledForward {
    let (title, period) = ("SOC 2 Type II 2027".to_owned(), Span::new(day("2027-01-01"), day("2027-12-31")));
    let period = period.expect("a span");
    let request = RollForwardEngagement { engagement: None, title, period, evidence: false };
    stage.app.call(request).expect("rolls")
}

fn left<'a>(rolled: &'a RolledForward, noun: &str) -> Vec<&'a str> {
    rolled.not_carried.iter().filter(|it| it.noun == noun).map(|it| it.what.as_str()).collect()
}

#[test]
fn scope_and_open_shortfalls_cross_and_the_rest_is_named_with_its_reason() {
    let mut stage = lived();
    let before = stage.app.call(ShowEngagement { engagement: None }).expect("shows");
    let rolled = roll(&mut stage, "SOC 2 Type II 2027", "2027-01-01", "2027-12-31").expect("rolls");
    assert_eq!(rolled.engagement.state, EngagementState::Planning);
    assert_eq!((rolled.controls, rolled.gaps, rolled.findings), (before.counts.controls, 1, 1));
    assert_eq!(left(&rolled, "control"), ["CORE-05"]);
    assert_eq!(left(&rolled, "occurrence"), ["CORE-24, 2026-Q1"]);
    assert_eq!(left(&rolled, "request"), ["REQ-001"]);
    assert_eq!(left(&rolled, "evidence").len(), 2, "an approval and an item: {:?}", left(&rolled, "evidence"));
    assert_eq!(left(&rolled, "evidence")[0], "EV-0001, review and release");
    let extract = rolled.not_carried.iter().find(|it| it.what.starts_with("EV-0002")).expect("named");
    assert!(extract.why.contains("earlier period"), "{}", extract.why);

    let gaps = stage.app.call(ListGaps { engagement: None, open: true }).expect("lists");
    assert!(gaps[0].prior.is_some() && gaps[0].engagement == rolled.engagement.id);
    let findings = stage.app.call(ListFindings { engagement: None, open: true }).expect("lists");
    assert!(findings[0].finding.prior.is_some() && findings[0].gaps == ["GAP-001"]);
    let requests = ListRequests { engagement: None, open: false, overdue: false, owner: None };
    assert!(stage.app.call(requests).expect("lists").is_empty(), "the newest is the new one");
    let old = Some(before.engagement.title.clone());
    let after = stage.app.call(ShowEngagement { engagement: old }).expect("shows");
    assert_eq!(after.engagement, before.engagement, "the earlier one stays as it was");
    assert_eq!((after.counts.evidence, after.counts.open_gaps), (before.counts.evidence, before.counts.open_gaps));
}

#[test]
fn evidence_for_the_new_period_crosses_as_it_was_received() {
    let mut stage = lived();
    let before = stage.app.call(ShowEvidence { engagement: None, evidence: "EV-0001".to_owned() }).expect("shows");
    let rolled = roll(&mut stage, "SOC 2 Type II 2027", "2027-01-01", "2027-12-31").expect("rolls");
    assert_eq!(rolled.evidence, 1, "the policy in force, and not the first quarter's extract");
    let after = stage.app.call(ShowEvidence { engagement: None, evidence: "EV-0001".to_owned() }).expect("shows");
    assert_eq!((after.row.item.engagement, &after.row.item.state), (rolled.engagement.id, &EvidenceState::Received));
    assert_ne!(after.row.item.id, before.row.item.id);
    assert_eq!(after.row.item.received_at, before.row.item.received_at, "when the vault received it doesn't change");
    assert_eq!(after.custody.len(), 1);
    assert_eq!(after.custody[0].kind, CustodyKind::Carried);
    assert!(after.custody[0].note.starts_with("EV-0001 of SOC 2 Type II"), "{}", after.custody[0].note);

    let mut stage = stage.reopen();
    let place = stage.folder.path().join("saved");
    std::fs::create_dir(&place).expect("a folder");
    let folder = stage.app.hold(&place);
    let save = SaveEvidence { engagement: None, evidence: "EV-0001".to_owned(), folder, redacted: false };
    let saved = stage.app.call(save).expect("saves");
    let bytes = std::fs::read(place.join(&saved.names[0])).expect("reads");
    assert_eq!(bytes, b"in force without an end", "the same stored bytes");
    let checked = stage.app.call(Check {}).expect("checks");
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
}

#[test]
fn without_evidence_it_is_one_step_that_can_be_undone() {
    let mut stage = lived();
    let rolled = roll_without_evidence(&mut stage);
    assert_eq!(rolled.evidence, 0);
    let policy = rolled.not_carried.iter().find(|it| it.what.starts_with("EV-0001")).expect("named");
    assert!(policy.why.contains("by choice"), "{}", policy.why);
    stage.app.call(UndoLog { seq: None }).expect("undone");
    assert_eq!(stage.app.call(ListEngagements {}).expect("lists").len(), 1);
}

#[test]
fn withdrawn_evidence_is_counted_and_days_in_both_periods_are_told() {
    let mut stage = lived();
    for name in ["one.txt", "two.txt"] {
        let reference = stage.attach(name, name.as_bytes(), |_| {}).expect("attached").item.reference();
        let (evidence, reason) = (reference, "wrong client".to_owned());
        stage.app.call(WithdrawEvidence { engagement: None, evidence, reason }).expect("withdrawn");
    }
    let rolled = roll(&mut stage, "Next", "2026-07-01", "2027-06-30").expect("rolls");
    assert_eq!(rolled.evidence_not_live, 2);
    assert!(left(&rolled, "evidence").iter().all(|what| !what.starts_with("EV-0003") && !what.starts_with("EV-0004")));
    assert_eq!(left(&rolled, "evidence").len(), 2, "an approval and an item: {:?}", left(&rolled, "evidence"));
    assert_eq!(rolled.overlap, Span::new(day("2026-07-01"), day("2026-12-31")).ok());
    let rolled = roll(&mut stage, "The one after", "2027-07-01", "2027-12-31").expect("rolls");
    assert_eq!((rolled.evidence_not_live, rolled.overlap), (0, None));
}

#[test]
fn with_evidence_it_stays() {
    let mut stage = lived();
    roll(&mut stage, "SOC 2 Type II 2027", "2027-01-01", "2027-12-31").expect("rolls");
    let refused = stage.app.call(UndoLog { seq: None }).expect_err("custody stays");
    assert_eq!(refused.code, Code::Refused);
    assert_eq!(stage.app.call(ListEngagements {}).expect("lists").len(), 2, "nothing was half undone");
    let item =
        stage.app.call(ShowEvidence { engagement: None, evidence: "EV-0001".to_owned() }).expect("shows").row.item;
    assert_eq!(item.state, EvidenceState::Received);
}

#[test]
fn the_new_period_reaches_further_and_the_title_is_new() {
    let mut stage = Stage::engaged();
    let inside = roll(&mut stage, "Again", "2026-01-01", "2026-12-31").expect_err("ends with the old one");
    assert_eq!((inside.code, inside.field.as_deref()), (Code::Invalid, Some("period")));
    let taken = roll(&mut stage, "soc 2 type ii readiness 2026", "2027-01-01", "2027-12-31").expect_err("taken");
    assert_eq!(taken.field.as_deref(), Some("title"));
    assert_eq!(stage.app.call(ListEngagements {}).expect("lists").len(), 1, "nothing was begun");
}
