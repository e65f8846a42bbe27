//! Gaps and the way each of them goes.

use std::collections::BTreeSet;

use catalogue::Catalogue;
use model::gap::{AcceptanceCriterion, Gap, GapState, Retest, RiskAcceptance};
use sample::{EvidenceFacts, GapFacts, PersonKey};

use super::{World, id};

fn gap(world: &World, facts: &GapFacts, moves: usize) -> Gap {
    let person = |key: &PersonKey| world.people[key].id;
    let mut gap = Gap {
        id: id(0),
        revision: 1,
        engagement: id(0),
        number: 1,
        title: facts.title.clone(),
        source: facts.source,
        kind: facts.kind,
        description: facts.description.clone(),
        root_cause: facts.root_cause.clone(),
        criteria: facts.criteria.iter().copied().collect(),
        controls: facts.controls.iter().map(|code| world.controls[code.as_str()].id).collect(),
        surfaces: facts.surfaces.iter().cloned().collect(),
        severity: facts.severity,
        effort_days: facts.effort_days,
        cost: facts.cost.clone(),
        reference: None,
        owner: facts.owner.as_ref().map(person),
        found_on: facts.found_on,
        due_on: facts.due_on,
        remedy: facts.remedy.clone(),
        acceptance: facts
            .acceptance
            .iter()
            .map(|it| AcceptanceCriterion {
                text: it.text.clone(),
                shown_by: it.shown_by.clone(),
                due_on: it.due_on,
                met: it.met_at.is_some(),
            })
            .collect(),
        state: GapState::Open,
        fixed_on: None,
        retest: None,
        operating_since: None,
        acceptance_of_risk: None,
        prior: None,
        pattern: facts.pattern.clone(),
        internal_note: facts.internal_note.clone(),
    };
    for step in &facts.moves[..moves] {
        assert!(gap.state.may_become(step.to), "{}: {} to {}", facts.key, gap.state.name(), step.to.name());
        gap.state = step.to;
        gap.fixed_on = step.fixed_on.or(gap.fixed_on);
        gap.operating_since = step.operating_since.or(gap.operating_since);
        if let Some(it) = &step.retest {
            let evidence = world.items(&it.evidence).iter().map(|item| item.id).collect();
            gap.retest = Some(Retest { by: person(&it.by), on: it.on, evidence, note: it.note.clone() });
            for key in &it.evidence {
                let accepted = world.story.evidence_item(key).and_then(EvidenceFacts::accepted_at);
                assert!(accepted.is_some_and(|at| at <= step.at), "{}: {key} not accepted by then", facts.key);
            }
            gap.check_retest(&world.items(&it.evidence)).unwrap_or_else(|why| panic!("{}: {why}", facts.key));
        }
        if let Some(it) = &step.risk {
            gap.acceptance_of_risk =
                Some(RiskAcceptance { approver: person(&it.approver), until: it.until, reason: it.reason.clone() });
        }
    }
    gap
}

#[test]
fn gaps_hold_after_each_move_and_reach_every_state() {
    let world = World::new();
    let gaps = &world.story.gaps;
    assert!((18..=26).contains(&gaps.len()), "{} gaps", gaps.len());
    for facts in gaps {
        let mut at = facts.at;
        for step in &facts.moves {
            assert!(step.at > at, "{}: a move before the one before", facts.key);
            at = step.at;
        }
        for moves in 0..=facts.moves.len() {
            gap(&world, facts, moves).check().unwrap_or_else(|why| panic!("{} after {moves}: {why}", facts.key));
        }
        assert!(facts.found_on <= facts.at.date_naive(), "{}", facts.key);
        for criterion in &facts.criteria {
            assert!(Catalogue::embedded().criterion(*criterion).is_some(), "{criterion}");
        }
        for surface in &facts.surfaces {
            assert!(Catalogue::embedded().surface(surface.as_str()).is_some(), "{surface}");
        }
        if let Some(pattern) = &facts.pattern {
            assert!(Catalogue::embedded().pattern(pattern).is_some(), "{pattern}");
        }
    }
    let states: BTreeSet<_> = gaps.iter().map(GapFacts::state).collect();
    assert_eq!(states.len(), 7, "{states:?}");
    let surfaces: BTreeSet<_> = gaps.iter().flat_map(|gap| &gap.surfaces).collect();
    assert!(surfaces.len() >= 8, "{surfaces:?}");
    assert!(gaps.iter().filter(|gap| gap.pattern.is_some()).count() >= 10);
}
