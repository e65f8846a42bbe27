//! Open points: of each kind, and of what is withheld.

use model::exhibit::{Lines, Shown};

use super::*;
use crate::support::{options, sample};

/// The first exhibit of the sample, of which `shown` of ten lines are shown.
fn exhibit(source: &PacketSource, place: Place, shown: usize) -> Exhibit<'_> {
    let lines = Lines { lines: vec!["line".to_owned(); shown], total_lines: 10, replaced: 0, indented: false };
    let item = &source.evidence[0];
    let face = Face::Shown(Shown::Lines(lines));
    let part = Part { file: &item.files[0], name: "EX-001_a.txt".to_owned(), place, face };
    Exhibit { id: "EX-001".to_owned(), item, parts: vec![part] }
}

fn points(source: &PacketSource, exhibits: &[Exhibit<'_>]) -> Vec<OpenPoint> {
    OpenPoints::collect(source, &options(AudienceProfile::Client), exhibits).points
}

#[test]
fn a_long_original_that_is_attached_whole_is_no_open_point() {
    let (source, _) = sample(6);
    let count = |place, shown| {
        let exhibits = [exhibit(&source, place, shown)];
        (points(&source, &exhibits).len(), in_part(&exhibits).len())
    };
    let (whole, none) = count(Place::Attached, 10);
    assert_eq!(none, 0);
    assert_eq!(count(Place::Attached, 3), (whole, 1));
    assert_eq!(count(Place::Beside, 3), (whole + 1, 0), "the original is not in the packet");
    let exhibits = [exhibit(&source, Place::Attached, 3)];
    assert_eq!(in_part(&exhibits)[0].what, "3 of 10 lines are shown");
}

#[test]
fn every_control_that_is_not_judged_or_not_evaluable_is_named() {
    let (source, _) = sample(60);
    let points = points(&source, &[]);
    for aspect in [Aspect::Design, Aspect::Operation] {
        for value in [RatingValue::NotEvaluableYet, RatingValue::NotRated] {
            let options = options(AudienceProfile::Client);
            let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
            let begins = format!("{} is {} for", print::capital(aspect.name()), value.name());
            let what = points.iter().find(|point| point.what.starts_with(&begins)).map(|point| &*point.what);
            for control in &source.controls {
                let is = context.rating_value(RatingSubject::Control(control.id), aspect) == value;
                let code = control.code.as_str();
                let named = what.is_some_and(|what| what.split([' ', ',']).any(|word| word == code));
                assert_eq!(is, named, "{code} {begins}");
            }
        }
    }
    assert!(points.iter().all(|point| !point.what.contains("more")));
}

#[test]
fn what_a_release_would_show_is_never_called_lost() {
    let (mut source, _) = sample(20);
    let (id, code) = (source.controls[0].id, source.controls[0].code.to_string());
    for item in &mut source.evidence {
        item.controls.remove(&id);
    }
    let item = source.evidence.iter_mut().find(|item| item.state == EvidenceState::Accepted).expect("one");
    item.controls = [id].into();
    let named = [item.id].into();
    let period = source.engagement.kind.period().expect("a period");
    item.covers = Some(model::evidence::Covers::Period { span: period });
    source.ratings.retain(|rating| rating.subject != RatingSubject::Control(id));
    let rating = source.ratings.first().expect("one").clone();
    source.ratings.push(model::rating::Rating {
        subject: RatingSubject::Control(id),
        aspect: Aspect::Operation,
        value: RatingValue::Effective,
        evidence: named,
        ..rating
    });
    let mut options = options(AudienceProfile::Auditor);
    options.as_of.at = crate::support::at("2027-02-01T09:00:00Z").fixed_offset();
    let source = source.narrowed(&options);
    let points = OpenPoints::collect(&source, &options, &[]).points;
    let about = |kind: &str, begins: &str| {
        let holds = |point: &&OpenPoint| {
            let names = point.what.split([' ', ',', ';']).any(|word| word == code);
            point.kind == kind && point.what.starts_with(begins) && names
        };
        points.iter().filter(holds).map(|point| point.cure.words()).collect::<Vec<_>>()
    };
    assert_eq!(about("no evidence", "No exhibit"), ["yes, by release"]);
    assert_eq!(about("not evaluable yet", "Operation"), ["yes, by release"]);
    assert!(points.iter().any(|point| point.kind == "no evidence" && point.cure.words().contains("no, its days")));
}

#[test]
fn what_is_kept_back_as_marked_is_cured_by_showing_it() {
    use model::evidence::Classification::{Confidential, Restricted};
    let (mut source, _) = sample(20);
    let (id, code) = (source.controls[0].id, source.controls[0].code.to_string());
    source.occurrences.clear();
    for item in &mut source.evidence {
        item.controls.remove(&id);
    }
    source.evidence[0].controls = [id].into();
    source.evidence[0].classification = Restricted;
    let options = PacketOptions { marked: [Confidential].into(), ..options(AudienceProfile::Client) };
    let source = source.narrowed(&options);
    let points = OpenPoints::collect(&source, &options, &[]).points;
    let said = format!("No exhibit supports {code}; withheld evidence would");
    let point = points.iter().find(|point| point.what == said).expect("it is said");
    assert_eq!((point.kind, point.cure), ("no evidence", Cure::Choice));
    let missed = format!("{code} missed ");
    assert!(points.iter().all(|point| !point.what.starts_with(&missed)), "it may have been performed");
    assert!(points.iter().any(|point| point.kind == "missed or withheld" && point.cure == Cure::Choice));
}

#[test]
fn a_type_i_has_no_open_point_about_operation() {
    let (mut source, _) = sample(6);
    let operation = |points: Vec<OpenPoint>| {
        points.iter().any(|point| point.what.starts_with("Operation") || point.cure.words().contains("operation"))
    };
    assert!(operation(points(&source, &[])));
    source.engagement.kind = model::engagement::EngagementKind::TypeI { as_of: crate::support::day("2026-12-31") };
    assert!(!operation(points(&source, &[])));
}

#[test]
fn what_is_withheld_names_the_controls_it_would_support() {
    let source = sample(20).0.narrowed(&options(AudienceProfile::Auditor));
    let point = points(&source, &[]).into_iter().find(|point| point.kind == "withheld").expect("one");
    let withheld = &source.withheld[0];
    assert!(!withheld.controls.is_empty());
    assert!(point.what.starts_with(&withheld.reference));
    assert!(withheld.controls.iter().all(|code| point.what.contains(code)), "{}", point.what);
    assert_eq!(point.cure.words(), "yes, by release");
    let none = Withheld { controls: vec![], ..withheld.clone() };
    let whole = options(AudienceProfile::Auditor);
    assert!(withheld_words(&none, &whole).ends_with("it would support no control"));
    let part = PacketOptions { part: model::packet::Part::GapReport, ..whole };
    assert!(withheld_words(&none, &part).ends_with("it would support no control of this part"));
}
