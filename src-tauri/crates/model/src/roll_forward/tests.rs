//! Tests of rolling forward: what crosses, and that no judgement, approval or evidence of another period ever does.

mod never;

use std::collections::BTreeSet;

use super::*;
use crate::communication::{Decision, MessageApproval};
use crate::control::ControlState;
use crate::criterion::Category;
use crate::engagement::Outcome;
use crate::evidence::{Covers, EvidenceState};
use crate::finding::{Acknowledgement, FindingState, ManagementResponse};
use crate::fixture::{
    self, assert_breaks, code, control, criterion, day, finding, gap, id, instant, organisation, period, span,
};
use crate::gap::{GapState, Retest, RiskAcceptance};
use crate::person::Side;
use crate::time::Day;

/// Words that stand in judgements and approvals alone.
const MARK: &str = "only the earlier engagement may say this";

fn next_period() -> Span {
    span("2027-01-01", "2027-12-31")
}

fn records() -> EngagementRecords {
    EngagementRecords {
        engagement: fixture::engagement(),
        criteria: vec![criterion("CC6.1"), Criterion { id: id(301), ..criterion("CC6.2") }],
        controls: vec![control(401, &["CC6.1", "CC6.2"]), control(402, &["CC6.2"])],
        organisations: vec![organisation()],
        user_controls: vec![fixture::user_control()],
        commitments: vec![fixture::commitment()],
        evidence: Vec::new(),
        ratings: vec![Rating { rationale: MARK.to_owned(), ..fixture::rating() }],
        gaps: Vec::new(),
        findings: Vec::new(),
        requests: vec![fixture::request()],
        tasks: vec![fixture::task(1301)],
        plan_rows: vec![fixture::plan_row()],
        messages: vec![approved()],
        occurrences: vec![id(2001), id(2002)],
        populations: vec![id(2101)],
    }
}

fn approved() -> Message {
    let approval = MessageApproval {
        role: "General counsel".to_owned(),
        person: id(105),
        decision: Decision::Approved,
        at: instant("2026-10-02T08:00:00Z"),
        digest: fixture::message().digest(),
        note: MARK.to_owned(),
    };
    Message { approvals: vec![approval], ..fixture::message() }
}

fn rolled(old: &EngagementRecords) -> Result<RolledForward, Invalid> {
    rolled_to(old, next_period())
}

fn rolled_to(old: &EngagementRecords, period: Span) -> Result<RolledForward, Invalid> {
    let mut last = 0x9000_0000;
    roll_forward(old, "SOC 2 Type II 2027", period, &mut || {
        last += 1;
        Uuid::from_u128(last)
    })
}

fn left(rolled: &RolledForward) -> Vec<(&str, &str, Why)> {
    rolled.not_carried.iter().map(|it| (it.noun.as_str(), it.what.as_str(), it.why)).collect()
}

#[test]
fn scope_controls_and_mappings_cross() {
    let old = records();
    let new = rolled(&old).expect("rolls forward");
    assert_eq!(new.engagement.kind, EngagementKind::TypeIi { period: next_period() });
    assert_eq!((new.engagement.state, new.engagement.outcomes.len()), (EngagementState::Planning, 0));
    assert_eq!(new.engagement.categories, old.engagement.categories);
    assert_eq!((new.engagement.report_due, new.engagement.fieldwork_from), (None, None));
    assert_eq!(new.criteria.len(), 2);
    let expected =
        Control { id: new.controls[0].id, engagement: new.engagement.id, ..control(401, &["CC6.1", "CC6.2"]) };
    assert_eq!(new.controls[0], expected);
    assert_eq!(new.organisations[0].report, old.organisations[0].report);
    assert_eq!(new.organisations[0].reviewed, None);
    assert_eq!((new.user_controls.len(), new.commitments.len()), (1, 1));
    assert_eq!(new.carried[&old.controls[0].id.uuid()], new.controls[0].id.uuid());
}

#[test]
fn what_stays_behind_is_listed_with_its_reason() {
    let new = rolled(&records()).expect("rolls forward");
    let expected = [
        ("organisation", "Northern Hosting, review of its report", Why::Conclusion),
        ("rating", "CORE-401, rating of operation", Why::EarlierPeriod),
        ("occurrence", "occurrence", Why::EarlierPeriod),
        ("occurrence", "occurrence", Why::EarlierPeriod),
        ("population", "population", Why::EarlierPeriod),
        ("request", "REQ-012", Why::EarlierWork),
        ("task", "T-1301", Why::EarlierWork),
        ("plan_row", "State of the audit", Why::EarlierWork),
        ("message", "MSG-003", Why::EarlierWork),
    ];
    assert_eq!(left(&new), expected);
    let design =
        Rating { aspect: Aspect::Design, subject: RatingSubject::Criterion(code("CC6.1")), ..fixture::rating() };
    let new = rolled(&EngagementRecords { ratings: vec![design], ..records() }).expect("rolls forward");
    assert!(left(&new).contains(&("rating", "CC6.1, rating of design", Why::Conclusion)));
}

#[test]
fn a_retired_control_falls_out_of_everything() {
    let retired = Control { state: ControlState::Retired { reason: "merged".to_owned() }, ..control(402, &["CC6.2"]) };
    let of_both = Gap { controls: BTreeSet::from([id(401), id(402)]), ..gap() };
    let old = EngagementRecords {
        controls: vec![control(401, &["CC6.1"]), retired],
        gaps: vec![of_both],
        findings: vec![finding()],
        ..records()
    };
    let new = rolled(&old).expect("rolls forward");
    assert!(left(&new).contains(&("control", "CORE-402", Why::NotLive)));
    assert_eq!(new.gaps[0].controls, BTreeSet::from([new.controls[0].id]));
    assert_eq!(new.findings[0].compensating, BTreeSet::new());
}

#[test]
fn a_control_that_began_before_the_period_has_no_start_in_it() {
    let starting = |on: &str| {
        let control = Control { starts_on: Some(day(on)), ..control(401, &["CC6.1"]) };
        rolled(&EngagementRecords { controls: vec![control], ..records() }).expect("rolls forward").controls[0]
            .starts_on
    };
    assert_eq!(starting("2026-06-01"), None);
    assert_eq!(starting("2027-01-01"), None);
    assert_eq!(starting("2027-02-01"), Some(day("2027-02-01")));
}

#[test]
fn evidence_crosses_where_it_speaks_for_a_day_of_the_new_period() {
    let crosses = |covers: Option<Covers>| {
        let item = EvidenceItem { covers, ..fixture::released(501) };
        let new = rolled(&EngagementRecords { evidence: vec![item], ..records() }).expect("rolls forward");
        let why: Vec<Why> = new
            .not_carried
            .iter()
            .filter(|it| it.noun == "evidence" && it.what == "EV-0001")
            .map(|it| it.why)
            .collect();
        assert_eq!(why.len() + new.evidence.len(), 1, "either carried or left");
        why.first().copied()
    };
    let spans = |from: &str, to: &str| Some(Covers::Period { span: span(from, to) });
    let in_force = |until: Option<&str>| Some(Covers::InForce { from: day("2025-03-01"), until: until.map(day) });
    assert_eq!(crosses(spans("2026-01-01", "2026-12-31")), Some(Why::EarlierPeriod));
    assert_eq!(crosses(spans("2026-10-01", "2027-01-01")), None, "one day is enough");
    assert_eq!(crosses(Some(Covers::AsOf { on: day("2026-12-31") })), Some(Why::EarlierPeriod));
    assert_eq!(crosses(Some(Covers::AsOf { on: day("2027-01-01") })), None);
    assert_eq!(crosses(Some(Covers::AsOf { on: day("2028-01-01") })), Some(Why::EarlierPeriod));
    assert_eq!(crosses(in_force(None)), None, "a policy that is still in force");
    assert_eq!(crosses(in_force(Some("2026-12-31"))), Some(Why::EarlierPeriod));
    assert_eq!(crosses(None), Some(Why::NoDates));
}

#[test]
fn evidence_crosses_as_it_was_received() {
    let policy = EvidenceItem {
        covers: Some(Covers::InForce { from: day("2026-03-01"), until: None }),
        approval: Some(crate::evidence::Approval { by: "Board".to_owned(), on: day("2026-02-20") }),
        ..fixture::released(507)
    };
    let gone = EvidenceItem { state: EvidenceState::Superseded { by: id(507) }, ..policy.clone() };
    let gone = EvidenceItem { id: id(506), number: 6, ..gone };
    let old = EngagementRecords { evidence: vec![policy.clone(), gone], ..records() };
    let new = rolled(&old).expect("rolls forward");
    let item = &new.evidence[0];
    assert_eq!((new.evidence.len(), item.number), (1, 1));
    assert_eq!((&item.state, &item.reviewed), (&EvidenceState::Received, &None));
    assert_eq!((item.received_at, &item.covers, &item.ipe), (policy.received_at, &policy.covers, &policy.ipe));
    assert_eq!(item.approval, policy.approval, "who approved a document is a fact of the document");
    assert_eq!(item.controls, BTreeSet::from([new.controls[0].id]));
    assert_eq!(item.files[0].sha256, policy.files[0].sha256);
    assert_eq!(new.carried[&policy.files[0].id.uuid()], item.files[0].id.uuid());
    let list = left(&new);
    assert!(list.contains(&("evidence", "EV-0006", Why::NotLive)));
    assert!(list.contains(&("evidence", "EV-0007, review and release", Why::Approval)));
}

fn proof() -> Retest {
    Retest { by: id(104), on: day("2026-07-05"), evidence: BTreeSet::from([id(501)]), note: MARK.to_owned() }
}

fn gap_in(number: u32, state: GapState, until: Day) -> Gap {
    let mut gap = Gap {
        id: id(800 + u128::from(number)),
        number,
        state,
        fixed_on: Some(day("2026-06-01")),
        retest: Some(proof()),
        operating_since: Some(day("2026-06-02")),
        acceptance_of_risk: Some(RiskAcceptance { approver: id(105), until, reason: MARK.to_owned() }),
        ..gap()
    };
    gap.acceptance[0].met = true;
    gap
}

#[test]
fn open_gaps_cross_to_be_retested() {
    use GapState::{AcceptedRisk, FixedAwaitingProof, InProgress, Open, OperatingSince, Reopened, Retested};
    let beyond = day("2027-12-31");
    let states = [Open, InProgress, FixedAwaitingProof, Retested, OperatingSince, AcceptedRisk, Reopened];
    let mut gaps: Vec<Gap> = (2..).zip(states).map(|(number, state)| gap_in(number, state, beyond)).collect();
    gaps.insert(0, gap_in(20, AcceptedRisk, day("2027-06-30")));
    let new = rolled(&EngagementRecords { gaps, ..records() }).expect("rolls forward");
    let carried: Vec<_> = new.gaps.iter().map(|gap| (gap.number, gap.state)).collect();
    assert_eq!(carried, [(1, Open), (2, InProgress), (3, FixedAwaitingProof), (4, Reopened), (5, Open)]);
    let prior: Vec<_> = new.gaps.iter().map(|gap| gap.prior).collect();
    assert_eq!(prior, [802, 803, 804, 808, 820].map(|number| Some(id(number))));
    for gap in &new.gaps {
        assert_eq!((&gap.retest, &gap.acceptance_of_risk, gap.operating_since), (&None, &None, None));
        assert!(gap.acceptance.iter().all(|criterion| !criterion.met));
        assert_eq!(
            (gap.owner, gap.found_on, gap.severity),
            (Some(id(101)), day("2026-03-01"), fixture::gap().severity)
        );
    }
    let list = left(&new);
    for expected in [
        ("gap", "GAP-005", Why::Closed),
        ("gap", "GAP-006", Why::Closed),
        ("gap", "GAP-007", Why::RiskAccepted),
        ("gap", "GAP-020, acceptance of its risk", Why::Approval),
        ("gap", "GAP-020, retest", Why::Conclusion),
        ("gap", "GAP-020, acceptance criteria that were met", Why::Conclusion),
    ] {
        assert!(list.contains(&expected), "{expected:?}");
    }
}

fn finding_in(number: u32, state: FindingState) -> Finding {
    Finding {
        id: id(1200 + u128::from(number)),
        number,
        raised_on: day("2026-05-01"),
        due_on: None,
        acknowledged: Some(Acknowledgement { by: id(101), on: day("2026-05-02") }),
        response: Some(ManagementResponse {
            text: "Removal follows from payroll".to_owned(),
            by: id(103),
            on: day("2026-05-03"),
        }),
        fixed_on: Some(day("2026-06-01")),
        retest: Some(proof()),
        closed_on: (state == FindingState::Closed).then(|| day("2026-07-06")),
        state,
        ..finding()
    }
}

#[test]
fn open_findings_cross_as_prior_to_be_retested() {
    use FindingState::{Acknowledged, InRemediation, Raised, Responded};
    let findings: Vec<Finding> =
        (1..).zip(FindingState::ALL).map(|(number, state)| finding_in(number, state)).collect();
    let old = EngagementRecords { findings: findings.clone(), gaps: vec![gap()], ..records() };
    let new = rolled(&old).expect("rolls forward");
    let states: Vec<_> = new.findings.iter().map(|finding| finding.state).collect();
    assert_eq!(states, [Raised, Acknowledged, Responded, InRemediation, InRemediation], "a retest has to be done anew");
    for (new_finding, old_finding) in new.findings.iter().zip(&findings) {
        assert_eq!((new_finding.prior, &new_finding.wording), (Some(old_finding.id), &old_finding.wording));
        assert_eq!((&new_finding.retest, new_finding.closed_on), (&None, None));
        assert_eq!(new_finding.gaps, BTreeSet::from([new.gaps[0].id]));
    }
    assert!(left(&new).contains(&("finding", "FND-006", Why::Closed)));
    assert!(left(&new).contains(&("finding", "FND-005, retest", Why::Conclusion)));
}

#[test]
fn a_type_i_and_readiness_work_roll_to_a_type_ii_alike() {
    let outcome = |opinion| Outcome {
        category: Category::Security,
        opinion,
        criteria: BTreeSet::new(),
        reported_on: day("2026-09-01"),
    };
    let trigger = |kind, outcomes| {
        let engagement = Engagement { kind, outcomes, ..fixture::engagement() };
        let new = rolled(&EngagementRecords { engagement, ..records() }).expect("rolls forward").engagement;
        assert_eq!((new.kind, new.outcomes.len()), (EngagementKind::TypeIi { period: next_period() }, 0));
        new.trigger
    };
    let type_i = EngagementKind::TypeI { as_of: day("2026-06-30") };
    let type_ii = EngagementKind::TypeIi { period: period() };
    assert_eq!(trigger(type_i, vec![outcome(Opinion::Unmodified)]), Trigger::TypeIToTypeIi);
    assert_eq!(trigger(type_i, vec![outcome(Opinion::Adverse)]), Trigger::QualifiedOrAdverseReport);
    assert_eq!(trigger(type_ii, vec![outcome(Opinion::Qualified)]), Trigger::QualifiedOrAdverseReport);
    assert_eq!(trigger(type_ii, vec![outcome(Opinion::Disclaimer)]), Trigger::Planned);
    assert_eq!(trigger(EngagementKind::Readiness { period: None }, Vec::new()), Trigger::Planned);
}

#[test]
fn the_new_period_reaches_past_the_earlier_one() {
    let to = |from: &str, to: &str| rolled_to(&records(), Span { from: day(from), to: day(to) });
    assert!(to("2026-07-01", "2027-06-30").is_ok(), "periods may overlap");
    assert_breaks(to("2026-01-01", "2026-12-31"), "period");
    assert_breaks(to("2025-01-01", "2025-12-31"), "period");
    assert_breaks(to("2027-12-31", "2027-01-01"), "period");
    let unnamed = roll_forward(&records(), " ", next_period(), &mut || Uuid::from_u128(1));
    assert_breaks(unnamed, "title");
}

#[test]
fn people_are_named_as_before() {
    let person = fixture::person(101, Side::Client);
    let new = rolled(&EngagementRecords { gaps: vec![gap()], ..records() }).expect("rolls forward");
    assert_eq!((new.controls[0].owner, new.gaps[0].owner), (Some(person.id), Some(person.id)));
}
