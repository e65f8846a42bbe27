//! Ratings of criteria and controls, design and operation apart, each with its rationale and what it rests on. Says of a
//! criterion how its controls are rated, and of operation for which days; never speaks for the period as a whole.

use std::collections::BTreeMap;

use model::coverage::period_coverage;
use model::criterion::Criterion;
use model::id::ControlId;
use model::rating::{
    Aspect, Rating, RatingSubject, RatingValue, check_control_rating, values_of_controls, values_of_criterion,
};
use model::time::{Day, Span};
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

/// Code, title, and what a rating names.
type Subject<'a> = (String, &'a str, RatingSubject);

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let source = context.source;
    // Where only some controls of a criterion are there, its rating isn't, and a tally of its controls would mislead.
    let judged = context.options.part.judges_criteria();
    let relevant: Vec<&Criterion> =
        source.criteria.iter().filter(|criterion| judged && criterion.is_relevant()).collect();
    let criteria: Vec<Subject<'_>> = relevant
        .iter()
        .map(|criterion| (criterion.code.to_string(), &*criterion.title, RatingSubject::Criterion(criterion.code)))
        .collect();
    let controls: Vec<Subject<'_>> = source
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
    let of_criteria = judged.then_some(("Criteria", &criteria));
    for (what, subjects) in of_criteria.into_iter().chain([("Controls", &controls)]) {
        for aspect in context.aspects().iter().copied() {
            summary.push(count(context, &format!("{what}, {}", aspect.name()), subjects, aspect));
        }
    }
    let values = values_of_controls(&source.ratings);
    json!({
        "values": VALUES.map(|value| print::capital(value.name())),
        "summary": summary,
        "judges_criteria": judged,
        "criteria": relevant.iter().map(|criterion| criterion_view(context, criterion, &values)).collect::<Vec<_>>(),
        "controls": control_rows(context, &controls),
        "unrated": unrated,
    })
}

fn count(context: &Context<'_>, what: &str, subjects: &[Subject<'_>], aspect: Aspect) -> Value {
    let values: Vec<RatingValue> =
        subjects.iter().map(|(_, _, subject)| context.rating_value(*subject, aspect)).collect();
    json!({ "what": what, "counts": VALUES.map(|value| how_many(&values, value)), "total": subjects.len() })
}

fn how_many(values: &[RatingValue], value: RatingValue) -> usize {
    values.iter().filter(|own| **own == value).count()
}

/// One criterion: both aspects, rated or not, each with how its controls are rated.
fn criterion_view(
    context: &Context<'_>,
    criterion: &Criterion,
    values: &BTreeMap<(ControlId, Aspect), RatingValue>,
) -> Value {
    let subject = RatingSubject::Criterion(criterion.code);
    let ratings = context.aspects().iter().copied().map(|aspect| {
        let of_controls = values_of_criterion(criterion.code, aspect, &context.source.controls, values);
        let mut view = match context.rating(subject, aspect) {
            Some(rating) => rating_view(context, rating),
            None => json!({ "aspect": aspect.name(), "value": RatingValue::NotRated.name() }),
        };
        view["controls"] = json!(tally(&of_controls));
        view
    });
    let ratings: Vec<Value> = ratings.collect();
    json!({ "code": criterion.code.to_string(), "title": criterion.title, "ratings": ratings })
}

/// How many controls have each value, as in `2 of 3 controls`, with the value; values that none has are left out.
fn tally(values: &[RatingValue]) -> Vec<(String, &'static str)> {
    let all = print::counted(values.len() as u64, "control", "controls");
    let counts = VALUES.map(|value| (how_many(values, value), value));
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, value)| (format!("{} of {all}", print::count(count as u64)), value.name())).collect()
}

fn rated<'a>(context: &'a Context<'_>, subject: RatingSubject) -> Vec<&'a Rating> {
    context.aspects().iter().filter_map(|aspect| context.rating(subject, *aspect)).collect()
}

fn control_rows(context: &Context<'_>, subjects: &[Subject<'_>]) -> Vec<Value> {
    let row = |(code, title, subject): &Subject<'_>| {
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
        "days": days(context, rating),
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

/// The days for which a rating of operation speaks: those of its exhibits, in the period and up to the moment of
/// reporting.
fn days(context: &Context<'_>, rating: &Rating) -> Option<String> {
    if rating.aspect == Aspect::Design {
        return None;
    }
    let today = context.options.as_of.day();
    let spans = context.evidence(&rating.evidence).into_iter().filter_map(|item| Some(item.covers?.span(today)));
    let joined = joined(spans, context.period(), today);
    let words: Vec<String> = joined.into_iter().map(print::short_span).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// The days of `spans` that lie in the period and not after `today`, as spans with a day between them at least.
fn joined(spans: impl IntoIterator<Item = Span>, period: Option<Span>, today: Day) -> Vec<Span> {
    let until_today = Span { from: Day::MIN, to: today };
    let within = period.map_or(Some(until_today), |period| period.meet(until_today));
    let Some(within) = within else { return Vec::new() };
    period_coverage(spans, within).covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{day, sample};

    fn span(from: &str, to: &str) -> Span {
        Span { from: day(from), to: day(to) }
    }

    #[test]
    fn every_control_of_a_criterion_is_counted_once() {
        use RatingValue::{Deficient, Effective, NotEvaluableYet, NotRated, Partly};
        assert_eq!(
            tally(&[Effective, NotRated, Effective, Partly, Deficient, NotEvaluableYet]),
            [
                ("2 of 6 controls".to_owned(), "effective"),
                ("1 of 6 controls".to_owned(), "partly"),
                ("1 of 6 controls".to_owned(), "deficient"),
                ("1 of 6 controls".to_owned(), "not evaluable yet"),
                ("1 of 6 controls".to_owned(), "not rated"),
            ]
        );
        assert_eq!(tally(&[NotRated]), [("1 of 1 control".to_owned(), "not rated")]);
        assert!(tally(&[]).is_empty());
    }

    #[test]
    fn each_relevant_criterion_says_how_its_controls_are_rated_in_both_aspects() {
        let (source, _) = sample(20);
        let options = crate::support::options(model::packet::AudienceProfile::Client);
        let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
        let view = view(&context);
        let rows = view["criteria"].as_array().expect("rows");
        assert_eq!(rows.len(), source.criteria.iter().filter(|criterion| criterion.is_relevant()).count());
        for row in rows {
            let mapped = |control: &&model::control::Control| {
                control.criteria.iter().any(|code| row["code"] == code.to_string())
            };
            let mapped = source.controls.iter().filter(mapped).count();
            for rating in row["ratings"].as_array().expect("two aspects") {
                let tally = rating["controls"].as_array().expect("a tally");
                let counted = tally.iter().map(|line| {
                    let line = line[0].as_str().expect("words");
                    assert!(line.contains(&format!(" of {mapped} control")), "{line}");
                    line.split(' ').next().and_then(|count| count.parse::<usize>().ok()).expect("a number")
                });
                assert_eq!(counted.sum::<usize>(), mapped, "{row}");
            }
        }
    }

    #[test]
    fn a_part_of_some_controls_says_nothing_of_criteria() {
        let (source, _) = sample(20);
        let whole = crate::support::options(model::packet::AudienceProfile::Client);
        let control = &source.controls[0];
        let of = |part: model::packet::Part| {
            let options = model::packet::PacketOptions { part, ..whole.clone() };
            let narrowed = source.clone().narrowed(&options);
            view(&Context { source: &narrowed, options: &options, exhibits: &[], points: &[] })
        };
        let rows = |view: &Value| view["criteria"].as_array().map(Vec::len);
        let summary = |view: &Value| {
            let lines = view["summary"].as_array().expect("lines").iter();
            lines.map(|line| line["what"].as_str().expect("words").to_owned()).collect::<Vec<_>>()
        };
        for part in [
            model::packet::Part::Controls([control.code.clone()].into()),
            model::packet::Part::Surfaces(control.surfaces.clone()),
        ] {
            let some = of(part);
            assert_eq!((rows(&some), &some["judges_criteria"]), (Some(0), &json!(false)));
            assert_eq!(summary(&some), ["Controls, design", "Controls, operation"]);
        }
        let all = of(model::packet::Part::Criteria(control.criteria.clone()));
        assert_eq!((rows(&all), &all["judges_criteria"]), (Some(control.criteria.len()), &json!(true)));
        assert_eq!(summary(&all).len(), 4);
    }

    #[test]
    fn operation_speaks_for_the_days_of_its_exhibits_and_no_other() {
        let year = Some(span("2026-01-01", "2026-12-31"));
        let today = day("2026-11-20");
        let parts =
            [span("2026-07-01", "2026-09-30"), span("2025-12-01", "2026-03-31"), span("2026-04-01", "2026-04-30")];
        assert_eq!(joined(parts, year, today), [span("2026-01-01", "2026-04-30"), span("2026-07-01", "2026-09-30")]);
        assert_eq!(joined([span("2024-01-01", "2027-01-01")], year, today), [span("2026-01-01", "2026-11-20")]);
        assert_eq!(joined([span("2027-01-01", "2027-02-01")], year, today), []);
        assert_eq!(joined([span("2025-01-01", "2025-02-01")], None, today), [span("2025-01-01", "2025-02-01")]);
        assert_eq!(joined([span("2026-01-01", "2026-02-01")], Some(span("2027-01-01", "2027-12-31")), today), []);
    }
}
