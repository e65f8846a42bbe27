//! Ratings that claim more than the evidence shows by now: it can be withdrawn, replaced or withheld after they were made.
//! Never makes a rating better.

use super::{
    Rating, RatingSubject, RatingValue, check_control_rating, check_criterion_rating, values_of_controls,
    values_of_criterion,
};
use crate::control::Control;
use crate::evidence::EvidenceItem;
use crate::time::Span;

/// Leaves of a claim only that it can't be evaluated here; its rationale may quote what isn't there.
pub(crate) fn take_back(rating: &mut Rating) {
    rating.value = RatingValue::NotEvaluableYet;
    rating.rationale = "The evidence that it rests on is not in this packet, or no longer shows it.".to_owned();
    rating.evidence.clear();
}

/// Takes back every claim that `evidence` doesn't show: first those on controls, by the rule that they were held to when
/// they were made, then those on criteria that go beyond what is left of their controls' ratings.
pub(crate) fn take_back_unshown(
    ratings: &mut [Rating],
    controls: &[Control],
    evidence: &[EvidenceItem],
    period: Option<Span>,
) {
    for rating in ratings.iter_mut() {
        let RatingSubject::Control(id) = rating.subject else { continue };
        let named: Vec<_> = evidence.iter().filter(|item| rating.evidence.contains(&item.id)).collect();
        let control = controls.iter().find(|control| control.id == id);
        if control.is_some_and(|it| check_control_rating(rating, it, &named, period).is_err()) {
            take_back(rating);
        }
    }
    let values = values_of_controls(ratings);
    for rating in ratings {
        let RatingSubject::Criterion(code) = rating.subject else { continue };
        let of_controls = values_of_criterion(code, rating.aspect, controls, &values);
        if check_criterion_rating(rating, &of_controls).is_err() {
            take_back(rating);
        }
    }
}
