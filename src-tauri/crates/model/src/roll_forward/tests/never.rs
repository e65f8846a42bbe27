//! Whatever the earlier engagement was: no judgement, no approval and no evidence of another period crosses.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::super::*;
use super::{MARK, finding_in, gap_in, records, rolled_to};
use crate::control::ControlState;
use crate::evidence::{Covers, EvidenceState, Reviewed};
use crate::finding::FindingState;
use crate::fixture::{self, day, evidence, id, instant};
use crate::gap::GapState;
use crate::rating::RatingValue;
use crate::time::Day;

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
