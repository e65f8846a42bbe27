//! Tests of populations.

use super::*;
use crate::evidence::{Covers, EvidenceState};
use crate::fixture::{assert_breaks, day, evidence, id, ipe, span};

fn population(number: u128, count: u64, from: &str, to: &str) -> Population {
    Population {
        id: id(2000 + number),
        revision: 1,
        engagement: id(3),
        control: id(401),
        name: "leavers".to_owned(),
        source_system: "Personnel register".to_owned(),
        query: "left between 1 January and 30 June".to_owned(),
        count,
        covers: span(from, to),
        evidence: id(number),
        note: String::new(),
    }
}

/// The item that holds the population, with a row count.
fn item(number: u128, count: u64, from: &str, to: &str) -> EvidenceItem {
    let mut card = ipe();
    card.row_count = Some(count);
    EvidenceItem {
        kind: EvidenceKind::Population,
        covers: Some(Covers::Period { span: span(from, to) }),
        ipe: Some(card),
        ..evidence(number)
    }
}

#[test]
fn a_population_names_what_is_counted_where_and_how() {
    let sound = || population(501, 24, "2026-01-01", "2026-06-30");
    assert_eq!(sound().check(), Ok(()));
    assert_eq!(Population { count: 0, ..sound() }.check(), Ok(()), "none is a count");
    assert_breaks(Population { name: " ".to_owned(), ..sound() }.check(), "name");
    assert_breaks(Population { source_system: String::new(), ..sound() }.check(), "source_system");
    assert_breaks(Population { query: String::new(), ..sound() }.check(), "query");
    let reversed = Span { from: day("2026-06-30"), to: day("2026-01-01") };
    assert_breaks(Population { covers: reversed, ..sound() }.check(), "covers");
}

#[test]
fn it_is_relied_on_once_its_item_says_the_same() {
    let population = population(501, 24, "2026-01-01", "2026-06-30");
    let sound = item(501, 24, "2026-01-01", "2026-06-30");
    assert_eq!(population.missing(Some(&sound)), [""; 0]);
    assert_eq!(population.missing(None).len(), 1);
    assert_eq!(population.missing(Some(&item(502, 24, "2026-01-01", "2026-06-30"))).len(), 1, "another item");
    let short = item(501, 24, "2026-01-02", "2026-06-30");
    let other_count = item(501, 23, "2026-01-01", "2026-06-30");
    for (wrong, word) in [
        (EvidenceItem { kind: EvidenceKind::Report, ..sound.clone() }, "kind"),
        (EvidenceItem { controls: [id(402)].into(), ..sound.clone() }, "control"),
        (EvidenceItem { state: EvidenceState::InReview, ..sound.clone() }, "acceptance"),
        (short, "covers"),
        (EvidenceItem { covers: None, ..sound.clone() }, "covers"),
        (other_count, "row count"),
        (EvidenceItem { ipe: None, ..sound }, "row count"),
    ] {
        let missing = population.missing(Some(&wrong));
        assert!(missing.len() == 1 && missing[0].contains(word), "{missing:?}");
    }
}

#[test]
fn a_population_of_zero_needs_its_evidence_too() {
    let none = population(501, 0, "2026-01-01", "2026-06-30");
    assert_eq!(none.missing(None).len(), 1);
    assert_eq!(none.missing(Some(&item(501, 0, "2026-01-01", "2026-06-30"))), [""; 0]);
}

#[test]
fn populations_cover_the_period_together() {
    let populations = [
        population(501, 24, "2026-01-01", "2026-03-31"),
        population(502, 3, "2026-04-01", "2026-06-30"),
        population(503, 9, "2026-07-01", "2026-09-30"),
        Population { control: id(402), ..population(504, 1, "2026-10-01", "2026-12-31") },
    ];
    let items = [
        item(501, 24, "2026-01-01", "2026-06-30"),
        item(502, 3, "2026-04-01", "2026-06-30"),
        item(503, 8, "2026-07-01", "2026-09-30"),
        item(504, 1, "2026-10-01", "2026-12-31"),
    ];
    let pairs = populations.iter().zip(&items).map(|(population, item)| (population, Some(item)));
    let seen = population_coverage(id(401), pairs, span("2026-01-01", "2026-12-31"));
    assert_eq!(seen.covered, [span("2026-01-01", "2026-06-30")]);
    assert_eq!(seen.holes, [span("2026-07-01", "2026-12-31")], "a wrong count and another control's don't count");
}
