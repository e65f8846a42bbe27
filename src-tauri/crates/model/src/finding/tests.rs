//! Tests of findings: the words of whoever raised them, deviations, and what each state needs.

use proptest::prelude::*;

use super::*;
use crate::evidence::EvidenceState;
use crate::fixture::{assert_breaks, day, evidence, finding, id, zoned};

/// The finding with all that its steps up to `state` give.
fn at(state: FindingState) -> Finding {
    let full = Finding {
        acknowledged: Some(Acknowledgement { by: id(101), on: day("2027-01-25") }),
        response: Some(ManagementResponse {
            text: "Removal now follows from the payroll entry".to_owned(),
            by: id(103),
            on: day("2027-01-28"),
        }),
        fixed_on: Some(day("2027-02-01")),
        retest: Some(Retest {
            by: id(104),
            on: day("2027-03-02"),
            evidence: BTreeSet::from([id(501)]),
            note: "No late removal in February".to_owned(),
        }),
        state,
        ..finding()
    };
    let closed_on = (state == FindingState::Closed).then(|| day("2027-03-03"));
    Finding { closed_on, ..full }
}

#[test]
fn the_words_of_whoever_raised_it_are_kept_character_for_character() {
    assert_eq!(finding().check(), Ok(()));
    assert_eq!(finding().reference(), "FND-003");
    let stored = serde_json::to_string(&finding()).expect("an object");
    let read: Finding = serde_json::from_str(&stored).expect("reads back");
    assert_eq!(read.wording, "For 2 of 25 leavers selected,  access was not removed within the stated time.");
    assert_breaks(Finding { wording: " ".to_owned(), ..finding() }.check(), "wording");
    assert_breaks(Finding { auditor_reference: Some(String::new()), ..finding() }.check(), "auditor_reference");
    assert_breaks(Finding { number: 0, ..finding() }.check(), "number");
    assert_breaks(Finding { cause: "x".repeat(PROSE + 1), ..finding() }.check(), "cause");
}

#[test]
fn no_more_deviate_than_were_tested() {
    let with = |found, tested| Finding { deviations: Some(Deviations { found, tested }), ..finding() }.check();
    for (found, tested) in [(0, 1), (1, 1), (25, 25), (0, u32::MAX)] {
        assert_eq!(with(found, tested), Ok(()), "{found} of {tested}");
    }
    for (found, tested) in [(0, 0), (1, 0), (2, 1), (u32::MAX, 25)] {
        assert_breaks(with(found, tested), "deviations");
    }
    assert_eq!(Finding { deviations: None, ..finding() }.check(), Ok(()), "nothing was sampled");
}

#[test]
fn another_control_compensates() {
    let same = Finding { compensating: BTreeSet::from([id(401), id(402)]), ..finding() };
    assert_breaks(same.check(), "compensating");
}

#[test]
fn the_steps_of_a_finding_are_these_and_no_others() {
    use FindingState::{Acknowledged, Closed, InRemediation, Raised, Responded, Verified};
    let allowed = [
        (Raised, Acknowledged),
        (Acknowledged, Responded),
        (Responded, Acknowledged),
        (Responded, InRemediation),
        (InRemediation, Responded),
        (InRemediation, Verified),
        (Verified, InRemediation),
        (Verified, Closed),
        (Closed, InRemediation),
    ];
    for from in FindingState::ALL {
        for to in FindingState::ALL {
            assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from:?} to {to:?}");
            let finding = Finding { closed_on: at(to).closed_on, ..at(from) };
            assert_eq!(finding.move_to(to).is_ok(), allowed.contains(&(from, to)), "{from:?} to {to:?}");
        }
    }
    assert!(FindingState::ALL.is_sorted());
    assert!(FindingState::ALL.into_iter().all(|state| state.is_open() != (state == Closed)));
}

#[test]
fn each_state_needs_what_the_steps_to_it_gave() {
    for state in FindingState::ALL {
        assert_eq!(at(state).check(), Ok(()), "{state:?}");
        let rank = |from: FindingState| state >= from;
        let cases = [
            (Finding { acknowledged: None, ..at(state) }, "acknowledged", rank(FindingState::Acknowledged)),
            (Finding { response: None, ..at(state) }, "response", rank(FindingState::Responded)),
            (Finding { owner: None, ..at(state) }, "owner", rank(FindingState::InRemediation)),
            (Finding { fixed_on: None, ..at(state) }, "fixed_on", rank(FindingState::Verified)),
            (Finding { retest: None, ..at(state) }, "retest", rank(FindingState::Verified)),
        ];
        for (finding, field, needed) in cases {
            let broken = finding.check().err().map(|invalid| invalid.field);
            assert_eq!(broken, needed.then_some(field), "{state:?} without {field}");
        }
    }
}

#[test]
fn a_retest_is_another_persons_after_the_fix_on_evidence() {
    let verified = || at(FindingState::Verified);
    assert_breaks(Finding { owner: Some(id(104)), ..verified() }.check(), "retest");
    assert_breaks(Finding { fixed_on: Some(day("2027-03-03")), ..verified() }.check(), "retest");
    let mut bare = verified();
    bare.retest.as_mut().expect("a retest").evidence.clear();
    assert_breaks(bare.check(), "retest");
    let captured = |at: &str, state| EvidenceItem { captured_at: Some(zoned(at)), state, ..evidence(501) };
    let sound = captured("2027-03-01T09:00:00+00:00", EvidenceState::Accepted);
    assert_eq!(verified().check_retest(&[&sound]), Ok(()));
    assert_breaks(verified().check_retest(&[]), "retest");
    let early = captured("2027-02-01T09:00:00+00:00", EvidenceState::Accepted);
    assert_breaks(verified().check_retest(&[&early]), "retest");
    let unseen = captured("2027-03-01T09:00:00+00:00", EvidenceState::Received);
    assert_breaks(verified().check_retest(&[&unseen]), "retest");
}

#[test]
fn a_closed_finding_says_when_and_no_other_does() {
    let closed = || at(FindingState::Closed);
    assert_breaks(Finding { closed_on: None, ..closed() }.check(), "closed_on");
    assert_breaks(Finding { closed_on: Some(day("2027-03-01")), ..closed() }.check(), "closed_on");
    assert_breaks(Finding { closed_on: Some(day("2027-03-03")), ..at(FindingState::Verified) }.check(), "closed_on");
    let back = closed().move_to(FindingState::InRemediation).expect("it came back");
    assert_eq!(back.closed_on, None);
}

#[test]
fn nothing_about_it_is_older_than_the_finding_but_a_fix() {
    let early = day("2027-01-24");
    assert_breaks(Finding { due_on: Some(early), ..finding() }.check(), "due_on");
    let acknowledged = Some(Acknowledgement { by: id(101), on: early });
    assert_breaks(Finding { acknowledged, ..finding() }.check(), "acknowledged");
    let response = Some(ManagementResponse { text: "We agree".to_owned(), by: id(103), on: early });
    assert_breaks(Finding { response, ..finding() }.check(), "response");
    assert_eq!(Finding { fixed_on: Some(day("2026-11-02")), ..finding() }.check(), Ok(()), "put right in the period");
    let blank = Some(ManagementResponse { text: "\u{200b}".to_owned(), by: id(103), on: day("2027-01-28") });
    assert_breaks(Finding { response: blank, ..finding() }.check(), "response");
    assert_breaks(Finding { prior: Some(finding().id), ..finding() }.check(), "prior");
}

proptest! {
    /// However a finding moves, one that is closed was retested by another than its owner after the fix.
    #[test]
    fn no_way_leads_to_closed_without_proof(
        steps in prop::collection::vec(prop::sample::select(FindingState::ALL.to_vec()), 0..20),
        (owned, fixed, retested, owner) in (any::<bool>(), any::<bool>(), any::<bool>(), 101..106u128),
    ) {
        let full = at(FindingState::Closed);
        let mut finding = Finding {
            owner: owned.then(|| id(owner)),
            fixed_on: full.fixed_on.filter(|_| fixed),
            retest: full.retest.filter(|_| retested),
            closed_on: None,
            state: FindingState::Raised,
            ..full
        };
        for next in steps {
            finding.closed_on = (next == FindingState::Closed).then(|| day("2027-03-03"));
            if let Ok(moved) = finding.clone().move_to(next) {
                prop_assert_eq!(moved.check(), Ok(()));
                finding = moved;
            }
            let proven = owned && fixed && retested && owner != 104;
            prop_assert!(proven || finding.state < FindingState::Verified);
        }
    }
}
