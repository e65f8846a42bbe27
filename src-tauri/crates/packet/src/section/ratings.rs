//! Ratings of criteria and controls, design and operation apart, each with its rationale and what it rests on.

use model::rating::{Aspect, Rating, RatingSubject, RatingValue, check_control_rating};
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

const VALUES: [RatingValue; 5] = [
    RatingValue::Effective,
    RatingValue::Partly,
    RatingValue::Deficient,
    RatingValue::NotEvaluableYet,
    RatingValue::NotRated,
];

const ASPECTS: [Aspect; 2] = [Aspect::Design, Aspect::Operation];

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let source = context.source;
    let criteria: Vec<(String, &str, RatingSubject)> = source
        .criteria
        .iter()
        .filter(|criterion| criterion.is_relevant())
        .map(|criterion| (criterion.code.to_string(), &*criterion.title, RatingSubject::Criterion(criterion.code)))
        .collect();
    let controls: Vec<(String, &str, RatingSubject)> = source
        .controls
        .iter()
        .map(|control| (control.code.to_string(), &*control.title, RatingSubject::Control(control.id)))
        .collect();
    let unrated: Vec<&String> = controls
        .iter()
        .filter(|(_, _, subject)| rated(context, *subject).is_empty())
        .map(|(code, _, _)| code)
        .collect();
    let mut summary = Vec::new();
    for (what, subjects) in [("Criteria", &criteria), ("Controls", &controls)] {
        for aspect in ASPECTS {
            summary.push(count(context, &format!("{what}, {}", aspect.name()), subjects, aspect));
        }
    }
    json!({
        "values": VALUES.map(|value| print::capital(value.name())),
        "summary": summary,
        "criteria": rows(context, &criteria),
        "controls": rows(context, &controls),
        "unrated": unrated,
    })
}

fn count(context: &Context<'_>, what: &str, subjects: &[(String, &str, RatingSubject)], aspect: Aspect) -> Value {
    let counts = VALUES
        .map(|value| subjects.iter().filter(|(_, _, subject)| context.rating_value(*subject, aspect) == value).count());
    json!({ "what": what, "counts": counts, "total": subjects.len() })
}

fn rated<'a>(context: &'a Context<'_>, subject: RatingSubject) -> Vec<&'a Rating> {
    ASPECTS.into_iter().filter_map(|aspect| context.rating(subject, aspect)).collect()
}

fn rows(context: &Context<'_>, subjects: &[(String, &str, RatingSubject)]) -> Vec<Value> {
    let row = |(code, title, subject): &(String, &str, RatingSubject)| {
        let ratings: Vec<Value> =
            rated(context, *subject).into_iter().map(|rating| rating_view(context, rating)).collect();
        (!ratings.is_empty()).then(|| json!({ "code": code, "title": title, "ratings": ratings }))
    };
    subjects.iter().filter_map(row).collect()
}

fn rating_view(context: &Context<'_>, rating: &Rating) -> Value {
    let exhibits: Vec<String> = rating.evidence.iter().filter_map(|id| context.exhibit_of(*id)).collect();
    let reviewed = rating
        .reviewed
        .as_ref()
        .map(|review| format!("{}, {}", context.person(review.by), print::short_day(review.on)));
    json!({
        "aspect": rating.aspect.name(),
        "value": rating.value.name(),
        "rationale": print::lines(&rating.rationale),
        "basis": basis(context, rating),
        "exhibits": exhibits,
        "rated": format!("{}, {}", context.person(rating.rated_by), print::short_day(rating.rated_on)),
        "reviewed": reviewed,
    })
}

/// On what a claim of operation rests, where it can be told from the evidence that this packet may name.
fn basis(context: &Context<'_>, rating: &Rating) -> Option<&'static str> {
    let RatingSubject::Control(id) = rating.subject else { return None };
    let control = context.control(id)?;
    let evidence = context.evidence(&rating.evidence);
    let basis = check_control_rating(rating, control, &evidence, context.period()).ok()??;
    Some(basis.name())
}
