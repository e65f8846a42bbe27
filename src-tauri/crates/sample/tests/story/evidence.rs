//! Evidence, and the ratings that rest on it.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Catalogue;
use model::evidence::EvidenceState;
use model::rating::{
    Rating, RatingReview, RatingSubject, RatingValue, check_control_rating, check_criterion_rating, values_of_criterion,
};
use sample::{Outcome, Rated};

use super::{World, id};

#[test]
fn evidence_holds_and_its_steps_are_those_of_a_review() {
    let world = World::new();
    assert!(world.evidence.len() > 60);
    assert_eq!(world.evidence.len(), world.story.evidence.len(), "a key is used twice");
    let mut names = BTreeSet::new();
    for facts in &world.story.evidence {
        let item = &world.evidence[&facts.key];
        item.check().unwrap_or_else(|why| panic!("{}: {why}", facts.key));
        assert!(facts.files.iter().all(|name| names.insert(name.clone())), "{} names a file twice", facts.key);
        let mut at = facts.received_at;
        let mut state = EvidenceState::Received;
        for review in &facts.reviews {
            let next = match &review.outcome {
                Outcome::InReview => EvidenceState::InReview,
                Outcome::Accepted => EvidenceState::Accepted,
                Outcome::Returned { reason } => EvidenceState::Returned { reason: reason.clone() },
            };
            assert!(state.may_become(&next), "{}: {} to {}", facts.key, state.name(), next.name());
            assert!(review.at > at, "{}: reviewed before it came", facts.key);
            (state, at) = (next, review.at);
        }
        if let Some((_, released)) = &facts.released {
            assert_eq!(state, EvidenceState::Accepted, "{}", facts.key);
            assert!(*released > at, "{}: released before it was accepted", facts.key);
        }
        if let Some(older) = &facts.supersedes {
            let older = world.story.evidence_item(older).expect("the replaced item is in the story");
            assert!(older.received_at < facts.received_at);
        }
    }
    let states: BTreeSet<_> = world.story.evidence.iter().map(|item| world.story.final_state(item)).collect();
    let all = ["received", "in review", "accepted", "returned", "released", "superseded"];
    assert_eq!(states, all.into_iter().collect(), "every state occurs");
    let incomplete = world.evidence.values().filter(|item| !item.missing().is_empty()).count();
    assert!((3..=12).contains(&incomplete), "{incomplete} items lack something");
}

#[test]
fn ratings_claim_no_more_than_their_evidence_shows() {
    let world = World::new();
    let period = world.story.engagement.period;
    let mut values = BTreeMap::new();
    let controls: Vec<_> = world.controls.values().cloned().collect();
    let mut seen = BTreeSet::new();
    for facts in &world.story.ratings {
        let (subject, name) = match &facts.of {
            Rated::Control(code) => {
                let control = world.controls.get(code.as_str()).unwrap_or_else(|| panic!("no {code}"));
                (RatingSubject::Control(control.id), code.to_string())
            }
            Rated::Criterion(code) => (RatingSubject::Criterion(*code), code.to_string()),
        };
        assert!(seen.insert((name.clone(), facts.aspect)), "{name} is rated twice");
        let rating = Rating {
            id: id(0),
            revision: 1,
            engagement: id(0),
            subject,
            aspect: facts.aspect,
            value: facts.value,
            rationale: facts.rationale.clone(),
            evidence: world.items(&facts.evidence).iter().map(|item| item.id).collect(),
            rated_by: world.people[&facts.rated_by].id,
            rated_on: facts.at.date_naive(),
            reviewed: facts.reviewed.as_ref().map(|(by, on)| RatingReview { by: world.people[by].id, on: *on }),
        };
        rating.check().unwrap_or_else(|why| panic!("{name}: {why}"));
        for key in &facts.evidence {
            let item = world.story.evidence_item(key).expect("checked above");
            let accepted = item.accepted_at().unwrap_or_else(|| panic!("{name} rests on {key}, not accepted"));
            assert!(accepted <= facts.at, "{name} rests on {key} before it was accepted");
        }
        match &facts.of {
            Rated::Control(code) => {
                let control = &world.controls[code.as_str()];
                check_control_rating(&rating, control, &world.items(&facts.evidence), Some(period))
                    .unwrap_or_else(|why| panic!("{code} {}: {why}", facts.aspect.name()));
                values.insert((control.id, facts.aspect), facts.value);
            }
            Rated::Criterion(code) => {
                let of_controls = values_of_criterion(*code, facts.aspect, &controls, &values);
                check_criterion_rating(&rating, &of_controls)
                    .unwrap_or_else(|why| panic!("{code} {}: {why}", facts.aspect.name()));
            }
        }
    }
    let in_scope = Catalogue::embedded()
        .criteria
        .iter()
        .filter(|entry| world.story.engagement.categories.contains(&entry.category))
        .count();
    let criteria = world.story.ratings.iter().filter(|it| matches!(it.of, Rated::Criterion(_))).count();
    assert_eq!(criteria, in_scope * 2, "each criterion in scope is rated in both aspects");
    let not_yet = world.story.ratings.iter().filter(|it| it.value == RatingValue::NotEvaluableYet).count();
    assert!(not_yet >= 10 && world.story.ratings.iter().any(|it| it.value == RatingValue::Deficient));
}
