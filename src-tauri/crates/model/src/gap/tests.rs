//! Tests of the rules of a gap: severity, states, proof.

use super::*;
use crate::evidence::EvidenceState;
use crate::fixture::{assert_breaks, day, evidence, gap, id, zoned};

const STATES: [GapState; 7] = [
    GapState::Open,
    GapState::InProgress,
    GapState::FixedAwaitingProof,
    GapState::Retested,
    GapState::OperatingSince,
    GapState::AcceptedRisk,
    GapState::Reopened,
];

fn retested() -> Gap {
    Gap {
        state: GapState::Retested,
        fixed_on: Some(day("2026-06-01")),
        retest: Some(Retest {
            by: id(104),
            on: day("2026-07-05"),
            evidence: BTreeSet::from([id(501)]),
            note: "No late removal in June".to_owned(),
        }),
        ..gap()
    }
}

fn operating() -> Gap {
    Gap { state: GapState::OperatingSince, operating_since: Some(day("2026-06-02")), ..retested() }
}

fn accepted(until: &str) -> Gap {
    let reason = "The surface is retired in spring".to_owned();
    let acceptance = RiskAcceptance { approver: id(105), until: day(until), reason };
    Gap { state: GapState::AcceptedRisk, acceptance_of_risk: Some(acceptance), ..gap() }
}

#[test]
fn severity_is_likelihood_times_impact_in_four_levels() {
    use Level::{Critical, High, Low, Medium};
    // Rows: likelihood 1 to 5. Columns: impact 1 to 5.
    let levels = [
        [Low, Low, Low, Low, Medium],
        [Low, Low, Medium, Medium, High],
        [Low, Medium, Medium, High, High],
        [Low, Medium, High, High, Critical],
        [Medium, High, High, Critical, Critical],
    ];
    for likelihood in 1..=5u8 {
        for impact in 1..=5u8 {
            let severity = Severity { likelihood, impact };
            assert_eq!(severity.score(), likelihood * impact);
            let expected = levels[usize::from(likelihood) - 1][usize::from(impact) - 1];
            assert_eq!(severity.level(), expected, "{likelihood} × {impact}");
            assert_eq!(Gap { severity, ..gap() }.check(), Ok(()));
        }
    }
    for outside in [0, 6, 255] {
        let likelihood = Severity { likelihood: outside, impact: 3 };
        assert_breaks(Gap { severity: likelihood, ..gap() }.check(), "likelihood");
        let impact = Severity { likelihood: 3, impact: outside };
        assert_breaks(Gap { severity: impact, ..gap() }.check(), "impact");
    }
}

#[test]
fn the_steps_of_a_gap_are_these_and_no_others() {
    use GapState::{AcceptedRisk, FixedAwaitingProof, InProgress, Open, OperatingSince, Reopened, Retested};
    let allowed = [
        (Open, InProgress),
        (Open, FixedAwaitingProof),
        (Open, AcceptedRisk),
        (InProgress, Open),
        (InProgress, FixedAwaitingProof),
        (InProgress, AcceptedRisk),
        (FixedAwaitingProof, InProgress),
        (FixedAwaitingProof, Retested),
        (FixedAwaitingProof, AcceptedRisk),
        (Retested, OperatingSince),
        (Retested, Reopened),
        (OperatingSince, Reopened),
        (AcceptedRisk, Reopened),
        (Reopened, InProgress),
        (Reopened, FixedAwaitingProof),
        (Reopened, AcceptedRisk),
    ];
    for from in STATES {
        for to in STATES {
            assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from:?} to {to:?}");
        }
    }
    let open: Vec<_> = STATES.into_iter().filter(|state| state.is_open()).collect();
    assert_eq!(open, [Open, InProgress, FixedAwaitingProof, Reopened]);
}

#[test]
fn a_gap_says_what_was_found() {
    assert_eq!(gap().check(), Ok(()));
    assert_eq!(gap().reference(), "GAP-014");
    assert_breaks(Gap { title: String::new(), ..gap() }.check(), "title");
    assert_breaks(Gap { description: " ".to_owned(), ..gap() }.check(), "description");
    assert_breaks(Gap { number: 0, ..gap() }.check(), "number");
    assert_breaks(Gap { prior: Some(gap().id), ..gap() }.check(), "prior");
    assert_breaks(Gap { due_on: Some(day("2026-02-28")), ..gap() }.check(), "due_on");
    assert_breaks(Gap { fixed_on: Some(day("2026-02-28")), ..gap() }.check(), "fixed_on");
    let mut empty = gap();
    empty.acceptance[0].text = String::new();
    assert_breaks(empty.check(), "acceptance");
}

#[test]
fn a_cost_is_the_engagements_own_estimate() {
    let with = |low, high, currency: &str, basis: &str| {
        let cost = Cost { low, high, currency: currency.to_owned(), basis: basis.to_owned() };
        Gap { cost: Some(cost), ..gap() }.check()
    };
    assert_eq!(with(1, 1, "EUR", "quote"), Ok(()));
    assert_breaks(with(2, 1, "EUR", "quote"), "cost");
    assert_breaks(with(1, 2, "EUR", ""), "basis");
    for currency in ["", "US", "USDX", "usd", "US$", "€"] {
        assert_breaks(with(1, 2, currency, "quote"), "currency");
    }
    assert_breaks(with(50_000, 200_000, "USD", "quote"), "cost");
    assert_breaks(with(1, 2, "EUR", "a whole integration retrofit"), "cost");
    assert_eq!(with(50_000, 200_000, "EUR", "quote"), Ok(()));
    assert_eq!(Gap { cost: None, ..gap() }.check(), Ok(()));
}

#[test]
fn a_fix_has_a_date() {
    let fixed = |fixed_on| Gap { state: GapState::FixedAwaitingProof, fixed_on, ..gap() };
    assert_eq!(fixed(Some(day("2026-06-01"))).check(), Ok(()));
    assert_breaks(fixed(None).check(), "fixed_on");
}

#[test]
fn a_retest_is_another_persons_after_the_fix_on_evidence() {
    for sound in [retested, operating] {
        assert_eq!(sound().check(), Ok(()));
        assert_breaks(Gap { fixed_on: None, ..sound() }.check(), "fixed_on");
        assert_breaks(Gap { retest: None, ..sound() }.check(), "retest");
        assert_breaks(Gap { owner: Some(id(104)), ..sound() }.check(), "retest");
        assert_breaks(Gap { owner: None, ..sound() }.check(), "owner");
        assert_breaks(Gap { fixed_on: Some(day("2026-07-06")), ..sound() }.check(), "retest");
        let mut bare = sound();
        bare.retest.as_mut().expect("a retest").evidence.clear();
        assert_breaks(bare.check(), "retest");
    }
    assert_breaks(Gap { operating_since: None, ..operating() }.check(), "operating_since");
    assert_breaks(Gap { operating_since: Some(day("2026-05-31")), ..operating() }.check(), "operating_since");
}

#[test]
fn a_retest_rests_on_accepted_evidence_captured_between_fix_and_retest() {
    let item = evidence(501);
    assert_eq!(retested().check_retest(&[&item]), Ok(()));
    assert_breaks(retested().check_retest(&[]), "retest");
    assert_breaks(retested().check_retest(&[&evidence(502)]), "retest");
    let captured = |at: Option<&str>| {
        let item = EvidenceItem { captured_at: at.map(zoned), ..evidence(501) };
        retested().check_retest(&[&item])
    };
    assert_breaks(captured(None), "retest");
    assert_breaks(captured(Some("2026-06-01T23:59:59+00:00")), "retest");
    assert_eq!(captured(Some("2026-06-02T00:00:00+00:00")), Ok(()));
    assert_eq!(captured(Some("2026-06-02T00:00:00+14:00")), Ok(()), "the day is that of the source's zone");
    assert_eq!(captured(Some("2026-07-05T09:00:00+00:00")), Ok(()));
    assert_breaks(captured(Some("2026-07-06T09:00:00+00:00")), "retest");
    let received = EvidenceItem { state: EvidenceState::Received, ..evidence(501) };
    assert_breaks(retested().check_retest(&[&received]), "retest");
    let mut two = retested();
    two.retest.as_mut().expect("a retest").evidence.insert(id(502));
    assert_breaks(two.check_retest(&[&item]), "retest");
    assert_eq!(two.check_retest(&[&evidence(502), &item]), Ok(()));
}

#[test]
fn an_accepted_risk_has_an_approver_and_ends() {
    let until = accepted("2026-09-30");
    assert_eq!(until.check(), Ok(()));
    assert!(!until.is_open_on(day("2026-09-30")), "the last day still counts");
    assert!(!until.acceptance_ended(day("2026-09-30")));
    assert!(until.is_open_on(day("2026-10-01")));
    assert!(until.acceptance_ended(day("2026-10-01")));
    assert_breaks(Gap { acceptance_of_risk: None, ..until }.check(), "acceptance_of_risk");
    assert_breaks(accepted("2026-02-28").check(), "acceptance_of_risk");
    let mut bare = accepted("2026-09-30");
    bare.acceptance_of_risk.as_mut().expect("an acceptance").reason = "\u{200b}".to_owned();
    assert_breaks(bare.check(), "acceptance_of_risk");
}

#[test]
fn only_an_accepted_risk_ends() {
    for state in STATES.into_iter().filter(|state| *state != GapState::AcceptedRisk) {
        let gap = Gap { state, ..accepted("2026-09-30") };
        assert!(!gap.acceptance_ended(day("2027-01-01")), "{state:?}");
        assert_eq!(gap.is_open_on(day("2027-01-01")), state.is_open(), "{state:?}");
    }
}
