//! Tests of rolling forward: what crosses, and that no judgement, approval or evidence of another period ever does.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::communication::{Decision, MessageApproval};
use crate::control::ControlState;
use crate::criterion::Category;
use crate::engagement::Outcome;
use crate::evidence::{Covers, EvidenceState, Reviewed};
use crate::finding::{Acknowledgement, FindingState, ManagementResponse};
use crate::fixture::{
    self, assert_breaks, code, control, criterion, day, evidence, finding, gap, id, instant, organisation, period, span,
};
use crate::gap::{GapState, Retest, RiskAcceptance};
use crate::person::Side;
use crate::rating::RatingValue;
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

fn days() -> impl Strategy<Value = Day> {
    (0..1300i64).prop_map(|offset| day("2025-01-01") + TimeDelta::days(offset))
}

fn items() -> impl Strategy<Value = Vec<EvidenceItem>> {
    let covers = prop_oneof![
        Just(None),
        (days(), 0..400i64).prop_map(|(from, more)| {
            Some(Covers::Period { span: Span { from, to: from + TimeDelta::days(more) } })
        }),
        days().prop_map(|on| Some(Covers::AsOf { on })),
        (days(), prop::option::of(0..400i64)).prop_map(|(from, more)| {
            Some(Covers::InForce { from, until: more.map(|more| from + TimeDelta::days(more)) })
        }),
    ];
    // Received late enough for whatever it covers.
    let received_at = instant("2030-01-01T00:00:00Z");
    let state = prop::sample::select(vec![
        EvidenceState::Received,
        EvidenceState::InReview,
        EvidenceState::Accepted,
        EvidenceState::Released { by: id(103), at: received_at },
        EvidenceState::Returned { reason: MARK.to_owned() },
        EvidenceState::Superseded { by: id(599) },
        EvidenceState::Withdrawn { reason: MARK.to_owned() },
    ]);
    prop::collection::vec((covers, state), 0..8).prop_map(move |facts| {
        let item = |(number, (covers, state)): (u128, (Option<Covers>, EvidenceState))| EvidenceItem {
            covers,
            state,
            received_at,
            captured_at: None,
            ipe: None,
            reviewed: Some(Reviewed { by: id(104), at: received_at }),
            supersedes: Some(id(598)),
            ..evidence(500 + number)
        };
        (1..).zip(facts).map(item).collect()
    })
}

fn judged() -> impl Strategy<Value = (Vec<Rating>, Vec<Gap>, Vec<Finding>)> {
    let values = vec![RatingValue::Deficient, RatingValue::Partly, RatingValue::Effective];
    let rating = (prop::sample::select(values), any::<bool>()).prop_map(|(value, operation)| {
        let aspect = if operation { Aspect::Operation } else { Aspect::Design };
        Rating { value, aspect, rationale: MARK.to_owned(), ..fixture::rating() }
    });
    let gap_states = [
        GapState::Open,
        GapState::InProgress,
        GapState::FixedAwaitingProof,
        GapState::Retested,
        GapState::OperatingSince,
        GapState::AcceptedRisk,
        GapState::Reopened,
    ];
    let gaps = prop::collection::vec((prop::sample::select(gap_states.to_vec()), days()), 0..6).prop_map(|facts| {
        let until = |day: Day| day.max(fixture::gap().found_on);
        (1..).zip(facts).map(|(number, (state, day))| gap_in(number, state, until(day))).collect::<Vec<_>>()
    });
    let findings = prop::collection::vec(prop::sample::select(FindingState::ALL.to_vec()), 0..6)
        .prop_map(|states| (1..).zip(states).map(|(number, state)| finding_in(number, state)).collect::<Vec<_>>());
    (prop::collection::vec(rating, 0..4), gaps, findings)
}

/// Every earlier id that may stay behind or cross under a new one.
fn earlier_ids(old: &EngagementRecords) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = Vec::new();
    ids.extend(old.criteria.iter().map(|it| it.id.uuid()));
    ids.extend(old.controls.iter().map(|it| it.id.uuid()));
    ids.extend(old.organisations.iter().map(|it| it.id.uuid()));
    ids.extend(old.user_controls.iter().map(|it| it.id.uuid()));
    ids.extend(old.commitments.iter().map(|it| it.id.uuid()));
    ids.extend(old.evidence.iter().map(|it| it.id.uuid()));
    ids.extend(old.ratings.iter().map(|it| it.id.uuid()));
    ids.extend(old.gaps.iter().map(|it| it.id.uuid()));
    ids.extend(old.findings.iter().map(|it| it.id.uuid()));
    ids.extend(old.requests.iter().map(|it| it.id.uuid()));
    ids.extend(old.tasks.iter().map(|it| it.id.uuid()));
    ids.extend(old.plan_rows.iter().map(|it| it.id.uuid()));
    ids.extend(old.messages.iter().map(|it| it.id.uuid()));
    ids.extend(old.occurrences.iter().map(|it| it.uuid()));
    ids.extend(old.populations.iter().map(|it| it.uuid()));
    ids
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_judgement_no_approval_and_no_evidence_of_another_period_ever_crosses(
        evidence in items(),
        (ratings, gaps, findings) in judged(),
        (retired, type_i) in (any::<bool>(), any::<bool>()),
        (from, more) in (0..200i64, 0..400i64),
    ) {
        let mut old = EngagementRecords { evidence, ratings, gaps, findings, ..records() };
        if retired {
            old.controls[1].state = ControlState::Retired { reason: MARK.to_owned() };
        }
        if type_i {
            old.engagement.kind = EngagementKind::TypeI { as_of: day("2026-06-30") };
        }
        let from = day("2026-12-01") + TimeDelta::days(from);
        let period = Span { from, to: from + TimeDelta::days(more + 31) };
        let new = rolled_to(&old, period).expect("rolls forward");

        prop_assert!(new.evidence.iter().all(|item| item.covers.is_some_and(|it| it.span(period.to).meet(period).is_some())));
        prop_assert!(new.evidence.iter().all(|item| item.state == EvidenceState::Received && item.reviewed.is_none()));
        prop_assert!(new.gaps.iter().all(|gap| gap.state.is_open() && gap.prior.is_some()));
        prop_assert!(new.findings.iter().all(|it| it.state <= FindingState::InRemediation && it.prior.is_some()));

        // What judges or approves carries a mark, and the new records are searched for it as they would be stored.
        let without_list = RolledForward { carried: BTreeMap::new(), not_carried: Vec::new(), ..new.clone() };
        let mut bare = without_list.clone();
        bare.findings.iter_mut().for_each(|finding| finding.prior = None);
        bare.gaps.iter_mut().for_each(|gap| gap.prior = None);
        let stored = serde_json::to_string(&bare).expect("objects");
        prop_assert!(!stored.contains(MARK));
        prop_assert!(!stored.contains("\"released\"") && !stored.contains("\"effective\""));

        // No new record points into the earlier engagement, and nothing is forgotten without a word.
        let ids = earlier_ids(&old);
        for id in ids.iter().chain([&old.engagement.id.uuid(), &Uuid::from_u128(598)]) {
            prop_assert!(!stored.contains(&format!("\"{id}\"")), "{} is pointed at", id);
        }
        for id in ids {
            let listed = new.not_carried.iter().any(|it| it.id == id);
            prop_assert!(new.carried.contains_key(&id) || listed, "{} is neither carried nor listed", id);
        }

        for (check, what) in [
            (new.engagement.check(), "engagement"),
            (new.criteria.iter().try_for_each(Criterion::check), "criteria"),
            (new.controls.iter().try_for_each(Control::check), "controls"),
            (new.organisations.iter().try_for_each(Organisation::check), "organisations"),
            (new.evidence.iter().try_for_each(EvidenceItem::check), "evidence"),
            (new.gaps.iter().try_for_each(Gap::check), "gaps"),
            (new.findings.iter().try_for_each(Finding::check), "findings"),
        ] {
            prop_assert_eq!(check, Ok(()), "{}", what);
        }
        let numbers = |numbers: Vec<u32>| (1..).zip(numbers).all(|(expected, number)| expected == number);
        prop_assert!(numbers(new.evidence.iter().map(|it| it.number).collect()));
        prop_assert!(numbers(new.gaps.iter().map(|it| it.number).collect()));
        prop_assert!(numbers(new.findings.iter().map(|it| it.number).collect()));
    }
}

#[test]
fn people_are_named_as_before() {
    let person = fixture::person(101, Side::Client);
    let new = rolled(&EngagementRecords { gaps: vec![gap()], ..records() }).expect("rolls forward");
    assert_eq!((new.controls[0].owner, new.gaps[0].owner), (Some(person.id), Some(person.id)));
}
