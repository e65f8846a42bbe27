//! Tests of ratings: what a claim about operation may rest on.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::control::ControlState;
use crate::evidence::{Approval, EvidenceState};
use crate::fixture::{KINDS, assert_breaks, control, day, evidence, id, instant, period, rating, span};
use crate::occurrence::{OccurrenceRow, OccurrenceState, Window};

const NATURES: [Nature; 3] = [Nature::Manual, Nature::Automated, Nature::ItDependentManual];
fn by(nature: Nature) -> Control {
    Control { nature, ..control(401, &["CC6.1"]) }
}

fn item(number: u128, kind: EvidenceKind, covers: Covers) -> EvidenceItem {
    let approval = Some(Approval { by: "Chief executive".to_owned(), on: day("2025-12-20") });
    EvidenceItem { kind, covers: Some(covers), approval, ..evidence(number) }
}

fn over(from: &str, to: &str) -> Covers {
    Covers::Period { span: span(from, to) }
}

fn on(text: &str) -> Covers {
    Covers::AsOf { on: day(text) }
}

fn basis(nature: Nature, items: &[EvidenceItem]) -> Option<OperatingBasis> {
    operating_basis(&by(nature), &items.iter().collect::<Vec<_>>(), period())
}

#[test]
fn point_in_time_evidence_alone_never_supports_operation() {
    let moments = [on("2026-06-30"), over("2026-06-30", "2026-06-30"), over("2025-12-01", "2026-01-01")];
    for nature in NATURES {
        for first in KINDS {
            for second in KINDS {
                for one in moments {
                    for other in moments {
                        let items = [item(501, first, one), item(502, second, other)];
                        assert_eq!(basis(nature, &items), None, "{nature:?} {first:?} {one:?} {second:?} {other:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn evidence_over_time_supports_operation_unless_its_kind_shows_a_moment() {
    for nature in NATURES {
        for kind in KINDS {
            let expected = !matches!(
                kind,
                EvidenceKind::Configuration
                    | EvidenceKind::ChangeHistory
                    | EvidenceKind::Policy
                    | EvidenceKind::Contract
            );
            let found = basis(nature, &[item(501, kind, over("2026-03-01", "2026-03-31"))]);
            assert_eq!(found, expected.then_some(OperatingBasis::OverTime), "{nature:?} {kind:?}");
        }
    }
    let before = item(501, EvidenceKind::Population, over("2025-01-01", "2025-12-31"));
    assert_eq!(basis(Nature::Manual, &[before]), None, "another period's evidence says nothing of this one");
}

#[test]
fn the_first_exception_needs_both_halves_of_an_automated_control() {
    let configuration = item(501, EvidenceKind::Configuration, on("2026-06-30"));
    let history = item(502, EvidenceKind::ChangeHistory, over("2026-01-01", "2026-12-31"));
    let both = [configuration.clone(), history.clone()];
    assert_eq!(basis(Nature::Automated, &both), Some(OperatingBasis::ConfigurationAndHistory));
    assert_eq!(basis(Nature::Manual, &both), None);
    assert_eq!(basis(Nature::ItDependentManual, &both), None);
    assert_eq!(basis(Nature::Automated, &both[..1]), None);
    assert_eq!(basis(Nature::Automated, &both[1..]), None);
    let outside = item(501, EvidenceKind::Configuration, on("2025-12-31"));
    assert_eq!(basis(Nature::Automated, &[outside, history]), None);
    let screenshot = item(501, EvidenceKind::Screenshot, on("2026-06-30"));
    assert_eq!(basis(Nature::Automated, &[screenshot, both[1].clone()]), None);
}

#[test]
fn histories_cover_the_period_together_or_not_at_all() {
    let configuration = item(501, EvidenceKind::Configuration, on("2026-06-30"));
    let with = |halves: [(&str, &str); 2]| {
        let [one, other] = halves.map(|(from, to)| item(502, EvidenceKind::ChangeHistory, over(from, to)));
        basis(Nature::Automated, &[configuration.clone(), one, other])
    };
    let halves = [("2026-07-01", "2026-12-31"), ("2026-01-01", "2026-06-30")];
    assert_eq!(with(halves), Some(OperatingBasis::ConfigurationAndHistory));
    assert_eq!(with([("2026-01-01", "2026-06-29"), ("2026-07-01", "2026-12-31")]), None, "30 June is left out");
    assert_eq!(with([("2026-01-02", "2026-06-30"), ("2026-07-01", "2026-12-31")]), None);
    assert_eq!(with([("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-30")]), None);
}

#[test]
fn the_second_exception_is_an_approved_document_in_force_over_the_period() {
    let force = |from: &str, until: Option<&str>| Covers::InForce { from: day(from), until: until.map(day) };
    let policy = |covers| item(501, EvidenceKind::Policy, covers);
    for nature in NATURES {
        let found = basis(nature, &[policy(force("2025-03-01", None))]);
        assert_eq!(found, Some(OperatingBasis::DocumentInForce));
    }
    let found = |items: &[EvidenceItem]| basis(Nature::Manual, items);
    assert_eq!(found(&[policy(force("2026-01-02", None))]), None);
    assert_eq!(found(&[policy(force("2025-03-01", Some("2026-12-30")))]), None);
    let unapproved = EvidenceItem { approval: None, ..policy(force("2025-03-01", None)) };
    assert_eq!(found(&[unapproved]), None);
    let versions = [policy(force("2026-04-01", None)), policy(force("2025-03-01", Some("2026-03-31")))];
    assert_eq!(found(&versions), Some(OperatingBasis::DocumentInForce), "two versions, one after the other");
    assert_eq!(found(&[policy(force("2026-04-02", None)), versions[1].clone()]), None, "a day without a version");
    for kind in KINDS.into_iter().filter(|kind| *kind != EvidenceKind::Policy) {
        assert_eq!(found(&[item(501, kind, force("2025-03-01", None))]), None, "{kind:?}");
    }
}

#[test]
fn only_accepted_evidence_of_the_same_control_counts() {
    let sound = item(501, EvidenceKind::Population, over("2026-01-01", "2026-12-31"));
    let ended = [
        EvidenceState::Received,
        EvidenceState::InReview,
        EvidenceState::Returned { reason: "cropped".to_owned() },
        EvidenceState::Superseded { by: id(599) },
        EvidenceState::Withdrawn { reason: "wrong".to_owned() },
    ];
    for state in ended {
        assert_eq!(basis(Nature::Manual, &[EvidenceItem { state, ..sound.clone() }]), None);
    }
    let released = EvidenceState::Released { by: id(103), at: instant("2027-01-04T10:00:00Z") };
    let released = EvidenceItem { state: released, ..sound.clone() };
    assert_eq!(basis(Nature::Manual, &[released]), Some(OperatingBasis::OverTime));
    let other = EvidenceItem { controls: BTreeSet::from([id(402)]), ..sound };
    assert_eq!(basis(Nature::Manual, &[other]), None);
}

fn covers() -> impl Strategy<Value = Option<Covers>> {
    let day_of = |offset: i64| day("2026-01-01") + TimeDelta::days(offset);
    prop_oneof![
        Just(None),
        (-5..25i64).prop_map(move |at| Some(Covers::AsOf { on: day_of(at) })),
        (-5..20i64, 0..20i64).prop_map(move |(at, more)| Some(Covers::Period {
            span: Span { from: day_of(at), to: day_of(at + more) }
        })),
        (-5..20i64, prop::option::of(0..20i64)).prop_map(move |(at, more)| {
            Some(Covers::InForce { from: day_of(at), until: more.map(|more| day_of(at + more)) })
        }),
    ]
}

fn items() -> impl Strategy<Value = Vec<EvidenceItem>> {
    let exceptions =
        prop::sample::select(vec![EvidenceKind::Configuration, EvidenceKind::ChangeHistory, EvidenceKind::Policy]);
    let kind = prop_oneof![2 => exceptions, 1 => prop::sample::select(KINDS.to_vec())];
    let one = (kind, covers(), prop::bool::weighted(0.8), prop::bool::weighted(0.8), prop::bool::weighted(0.8));
    let one = one.prop_map(|(kind, covers, accepted, approved, supports)| {
        let mut item = EvidenceItem { kind, covers, ..evidence(501) };
        item.state = if accepted { EvidenceState::Accepted } else { EvidenceState::InReview };
        item.approval = approved.then(|| Approval { by: "Board".to_owned(), on: day("2025-12-20") });
        item.controls = BTreeSet::from([if supports { id(401) } else { id(402) }]);
        item
    });
    prop::collection::vec(one, 0..6)
}

/// The rule once more, day by day, from the words of the domain page.
fn expected(nature: Nature, items: &[EvidenceItem], days: &[Day]) -> Option<OperatingBasis> {
    let usable: Vec<_> = items.iter().filter(|i| i.state.is_accepted() && i.controls.contains(&id(401))).collect();
    let speaks = |item: &EvidenceItem, day: Day| match item.covers {
        None => false,
        Some(Covers::AsOf { on }) => on == day,
        Some(Covers::Period { span }) => span.from <= day && day <= span.to,
        Some(Covers::InForce { from, until }) => from <= day && until.is_none_or(|until| day <= until),
    };
    let period = |item: &EvidenceItem| matches!(item.covers, Some(Covers::Period { .. }));
    let all_days = |test: &dyn Fn(&EvidenceItem) -> bool| {
        days.iter().all(|day| usable.iter().any(|item| test(item) && speaks(item, *day)))
    };
    let exceptional = |kind: EvidenceKind| {
        use EvidenceKind::{ChangeHistory, Configuration, Contract, Policy};
        [ChangeHistory, Configuration, Contract, Policy].contains(&kind)
    };
    let spans = |item: &EvidenceItem| {
        period(item) && !exceptional(item.kind) && days.iter().filter(|day| speaks(item, **day)).count() > 1
    };
    let configured =
        usable.iter().any(|i| i.kind == EvidenceKind::Configuration && days.iter().any(|day| speaks(i, *day)));
    if usable.iter().any(|item| spans(item)) {
        Some(OperatingBasis::OverTime)
    } else if nature == Nature::Automated
        && configured
        && all_days(&|item| item.kind == EvidenceKind::ChangeHistory && period(item))
    {
        Some(OperatingBasis::ConfigurationAndHistory)
    } else if all_days(&|item| {
        item.kind == EvidenceKind::Policy
            && item.approval.is_some()
            && matches!(item.covers, Some(Covers::InForce { .. }))
    }) {
        Some(OperatingBasis::DocumentInForce)
    } else {
        None
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_basis_is_what_the_days_say(
        items in items(),
        nature in prop::sample::select(NATURES.to_vec()),
        length in 1..15i64,
    ) {
        let from = day("2026-01-01");
        let period = Span { from, to: from + TimeDelta::days(length - 1) };
        let days: Vec<Day> = from.iter_days().take_while(|day| *day <= period.to).collect();
        let found = operating_basis(&by(nature), &items.iter().collect::<Vec<_>>(), period);
        prop_assert_eq!(found, expected(nature, &items, &days));
    }

    #[test]
    fn a_claim_about_operation_is_refused_exactly_without_a_basis(
        items in items(),
        nature in prop::sample::select(NATURES.to_vec()),
    ) {
        let period = span("2026-01-01", "2026-12-31");
        let rated_on = day("2026-01-10");
        let rating = Rating { rated_on, reviewed: None, ..rating() };
        let items: Vec<&EvidenceItem> = items.iter().collect();
        let elapsed = Span { from: period.from, to: rated_on };
        let result = check_control_rating(&rating, &by(nature), &items, Some(period));
        prop_assert_eq!(result.ok().flatten(), operating_basis(&by(nature), &items, elapsed));
    }
}

#[test]
fn a_claim_needs_accepted_evidence_that_the_rating_names() {
    let item = evidence(501);
    let check = |rating: &Rating, items: &[&EvidenceItem]| {
        check_control_rating(rating, &by(Nature::Manual), items, Some(period()))
    };
    assert_eq!(check(&rating(), &[&item]), Ok(Some(OperatingBasis::OverTime)));
    assert_breaks(check(&rating(), &[]), "evidence");
    assert_breaks(check(&Rating { evidence: BTreeSet::from([id(502)]), ..rating() }, &[&item]), "evidence");
    assert_breaks(check(&Rating { evidence: BTreeSet::new(), ..rating() }, &[&item]), "evidence");
    let subject = RatingSubject::Control(id(402));
    assert_breaks(check(&Rating { subject, ..rating() }, &[&item]), "subject");
    let design = Rating { aspect: Aspect::Design, ..rating() };
    assert_eq!(check(&design, &[&item]), Ok(None));
    let received = EvidenceItem { state: EvidenceState::Received, ..evidence(501) };
    assert_breaks(check(&design, &[&received]), "evidence");
    for value in [RatingValue::NotRated, RatingValue::NotEvaluableYet, RatingValue::Deficient] {
        assert_eq!(check(&Rating { value, ..rating() }, &[]), Ok(None), "{value:?} claims nothing");
    }
}

#[test]
fn operation_is_claimed_only_in_a_period_that_has_begun() {
    let item = evidence(501);
    let check = |rated_on: &str, period| {
        let rating = Rating { rated_on: day(rated_on), reviewed: None, ..rating() };
        check_control_rating(&rating, &by(Nature::Manual), &[&item], period)
    };
    assert_breaks(check("2026-07-10", None), "aspect");
    assert_breaks(check("2025-12-31", Some(period())), "rated_on");
    assert_breaks(check("2026-01-01", Some(period())), "evidence");
    assert_eq!(check("2026-01-02", Some(period())), Ok(Some(OperatingBasis::OverTime)));
    assert_eq!(check("2027-05-01", Some(period())), Ok(Some(OperatingBasis::OverTime)));
}

#[test]
fn a_criterion_is_rated_no_better_than_its_controls_allow() {
    use RatingValue::{Deficient, Effective, NotEvaluableYet, NotRated, Partly};
    let all = [NotRated, NotEvaluableYet, Deficient, Partly, Effective];
    assert!(all.is_sorted());
    for value in all {
        let refuses = |controls: &[RatingValue]| {
            let rating = Rating { value, ..rating() };
            check_criterion_rating(&rating, controls).is_err()
        };
        for one in all {
            for other in all {
                let refused = match value {
                    NotRated | NotEvaluableYet | Deficient => false,
                    Partly => one.max(other) < Partly,
                    Effective => (one, other) != (Effective, Effective),
                };
                assert_eq!(refuses(&[one, other]), refused, "{value:?} {one:?} {other:?}");
            }
        }
        assert_eq!(refuses(&[]), value.claims(), "no control, no claim");
        assert!(!refuses(&[Effective, Effective, NotRated]), "more than half");
        assert_eq!(refuses(&[Effective, NotRated]), value == Effective, "half is not more than half");
        assert_eq!(refuses(&[Effective, Effective, Effective, Deficient]), value == Effective, "one is deficient");
    }
}

#[test]
fn a_control_that_nobody_rated_counts_and_a_retired_one_does_not() {
    let code: CriterionCode = "CC6.1".parse().unwrap();
    let other = control(404, &["CC6.2"]);
    let retired = Control { state: ControlState::Retired { reason: "Merged.".to_owned() }, ..control(403, &["CC6.1"]) };
    let controls = [control(401, &["CC6.1"]), control(402, &["CC6.1"]), retired, other];
    let rated = |at: usize| Rating { subject: RatingSubject::Control(controls[at].id), ..rating() };
    let values = values_of_controls(&[rated(0), rated(2), rated(3)]);
    let found = values_of_criterion(code, rating().aspect, &controls, &values);
    assert_eq!(found, [rating().value, RatingValue::NotRated]);
}

#[test]
fn a_judgement_has_a_rationale_and_is_reviewed_by_another_person() {
    assert_eq!(rating().check(), Ok(()));
    let blank = |value| Rating { value, rationale: " ".to_owned(), ..rating() }.check();
    assert_eq!(blank(RatingValue::NotRated), Ok(()));
    for value in [RatingValue::NotEvaluableYet, RatingValue::Deficient, RatingValue::Partly, RatingValue::Effective] {
        assert_breaks(blank(value), "rationale");
    }
    let reviewed =
        |by: u128, on: &str| Rating { reviewed: Some(RatingReview { by: id(by), on: day(on) }), ..rating() }.check();
    assert_eq!(reviewed(105, "2026-07-10"), Ok(()));
    assert_breaks(reviewed(104, "2026-07-11"), "reviewed");
    assert_breaks(reviewed(105, "2026-07-09"), "reviewed");
}

fn row(state: OccurrenceState, exception: bool) -> OccurrenceRow {
    let days = span("2026-01-01", "2026-03-31");
    let key = "2026-Q1".parse().expect("a key");
    let window = Window { key, days, last_chance: days.to, expected: true, before: None };
    OccurrenceRow { window, state, evidence: BTreeSet::new(), performed_on: None, exception }
}

proptest! {
    #[test]
    fn what_was_due_is_evidenced_or_counted_beside_an_effective_operation(
        drawn in prop::collection::vec((prop::sample::select(&OccurrenceState::ALL[..]), any::<bool>()), 0..12),
    ) {
        // An exception leaves nothing evidenced, by the order of an occurrence's states.
        let rows: Vec<OccurrenceRow> = drawn
            .iter()
            .map(|(state, exception)| row(*state, *exception && *state != OccurrenceState::Evidenced))
            .collect();
        let is = |state| rows.iter().filter(|row| row.state == state).count();
        let due = is(OccurrenceState::Evidenced) + is(OccurrenceState::Performed) + is(OccurrenceState::Missed);
        let open = due - is(OccurrenceState::Evidenced);
        let found = Unevidenced::beside(&rating(), &rows);
        prop_assert_eq!(found.is_some(), open > 0);
        if let Some(found) = found {
            prop_assert_eq!((found.due, found.count(), found.missed), (due, open, is(OccurrenceState::Missed)));
        }
        let design = Rating { aspect: Aspect::Design, ..rating() };
        let partly = Rating { value: RatingValue::Partly, ..rating() };
        prop_assert_eq!(Unevidenced::beside(&design, &rows), None);
        prop_assert_eq!(Unevidenced::beside(&partly, &rows), None);
    }
}

#[test]
fn what_is_not_evidenced_is_said_in_numbers() {
    use OccurrenceState::{Evidenced, LastChance, Missed, NotExpected, Performed, Upcoming};
    let words = |rows: &[(OccurrenceState, bool)]| {
        let rows: Vec<_> = rows.iter().map(|(state, exception)| row(*state, *exception)).collect();
        Unevidenced::beside(&rating(), &rows).map(|found| found.to_string())
    };
    assert_eq!(words(&[(Evidenced, false), (Upcoming, true), (LastChance, false), (NotExpected, false)]), None);
    let all = [(Evidenced, false), (Performed, true), (Missed, false), (Performed, false), (Upcoming, false)];
    let expected = "3 of 4 occurrences due so far are not evidenced (1 missed, 1 with an exception)";
    assert_eq!(words(&all).as_deref(), Some(expected));
    let expected = "1 of 1 occurrence due so far is not evidenced (1 missed, 0 with exceptions)";
    assert_eq!(words(&[(Missed, true)]).as_deref(), Some(expected));
}
