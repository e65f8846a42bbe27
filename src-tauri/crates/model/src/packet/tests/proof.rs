//! Which evidence reaches which audience, for any mix of states, classifications and findings.

use super::*;
use crate::evidence::Classification;
use crate::finding::FindingState;

const CLASSES: [Classification; 5] = [
    Classification::Public,
    Classification::Internal,
    Classification::Confidential,
    Classification::Personal,
    Classification::Restricted,
];

proptest! {
    #[test]
    fn procurement_gets_the_released_proof_of_closed_findings_and_hears_of_no_other_item(
        items in prop::collection::vec((any::<bool>(), 0..5usize, any::<bool>()), 1..8),
        proofs in prop::collection::vec((0..6usize, prop::collection::btree_set(0..8usize, 0..4)), 0..4),
    ) {
        let number = |at: usize| 501 + at as u128;
        let mut source = source();
        source.evidence = items
            .iter()
            .enumerate()
            .map(|(at, (is_released, class, listed))| EvidenceItem {
                classification: CLASSES[*class],
                list_only: listed.then(mark),
                ..if *is_released { released(number(at)) } else { evidence(number(at)) }
            })
            .collect();
        source.findings = proofs
            .iter()
            .map(|(state, proof)| Finding {
                state: FindingState::ALL[*state],
                retest: Some(Retest {
                    by: id(108),
                    on: day("2027-02-20"),
                    evidence: proof.iter().map(|at| id(number(*at))).collect(),
                    note: String::new(),
                }),
                ..finding()
            })
            .collect();
        let closed = proofs.iter().filter(|(state, _)| FindingState::ALL[*state] == FindingState::Closed);
        let proof: BTreeSet<usize> = closed.clone().flat_map(|(_, proof)| proof.iter().copied()).collect();
        let may = |at: usize| {
            let (is_released, class, listed) = items[at];
            is_released && class < 3 && !listed
        };
        let narrowed = source.narrowed(&options(AudienceProfile::Procurement));
        let shown: Vec<EvidenceId> = narrowed.evidence.iter().map(|item| item.id).collect();
        let here: Vec<usize> = proof.iter().copied().filter(|at| *at < items.len()).collect();
        let wanted: Vec<EvidenceId> = here.iter().filter(|at| may(**at)).map(|at| id(number(*at))).collect();
        prop_assert_eq!(&shown, &wanted);
        prop_assert_eq!(narrowed.withheld.len(), here.len() - wanted.len());
        prop_assert_eq!(narrowed.findings.len(), closed.count());
        for retest in narrowed.findings.iter().filter_map(|finding| finding.retest.as_ref()) {
            prop_assert!(retest.evidence.iter().all(|id| shown.contains(id)));
        }
        prop_assert!(narrowed.custody.is_empty() && narrowed.log.is_empty() && narrowed.gaps.is_empty());
        let json = serde_json::to_string(&narrowed).expect("JSON");
        prop_assert!(!json.contains("Person 10") && !json.contains('@'), "nobody is named");
    }

    #[test]
    fn the_board_gets_no_evidence_whatever_there_is(
        states in prop::collection::vec(any::<bool>(), 0..8),
    ) {
        let mut source = source();
        let item = |(at, is_released): (usize, &bool)| match is_released {
            true => released(501 + at as u128),
            false => evidence(501 + at as u128),
        };
        source.evidence = states.iter().enumerate().map(item).collect();
        let narrowed = source.narrowed(&options(AudienceProfile::Board));
        prop_assert!(narrowed.evidence.is_empty() && narrowed.custody.is_empty() && narrowed.withheld.is_empty());
        prop_assert!(narrowed.gaps.iter().all(|gap| gap.retest.is_none() && gap.internal_note.is_empty()));
        prop_assert!(narrowed.tasks.iter().all(|task| task.done.as_ref().is_none_or(|done| done.evidence.is_empty())));
        let figures = narrowed.figures.expect("figures");
        prop_assert!(figures.readiness.is_some() && figures.heat_map.is_some() && figures.clocks.is_some());
    }
}
