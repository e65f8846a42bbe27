//! An engagement: scope, dates, outcomes and the moves of each kind.

use proptest::prelude::*;

use super::*;
use crate::fixture::{assert_breaks, code, day, engagement, period, rating, span};
use crate::rating::RatingValue;

fn reported(outcomes: Vec<Outcome>) -> Engagement {
    Engagement { state: EngagementState::Reported, outcomes, ..engagement() }
}

fn outcome(opinion: Opinion, criteria: &[&str]) -> Outcome {
    Outcome {
        category: Category::Availability,
        opinion,
        criteria: criteria.iter().map(|text| code(text)).collect(),
        reported_on: day("2027-03-10"),
    }
}

#[test]
fn security_is_always_in_scope() {
    assert_eq!(engagement().check(), Ok(()));
    let without = Engagement { categories: BTreeSet::from([Category::Availability]), ..engagement() };
    assert_breaks(without.check(), "categories");
    assert_breaks(Engagement { categories: BTreeSet::new(), ..engagement() }.check(), "categories");
}

#[test]
fn each_kind_has_its_date_or_period() {
    let type_i = EngagementKind::TypeI { as_of: day("2026-06-30") };
    let type_ii = EngagementKind::TypeIi { period: period() };
    assert_eq!((type_i.period(), type_i.last_day()), (None, Some(day("2026-06-30"))));
    assert_eq!((type_ii.period(), type_ii.last_day()), (Some(period()), Some(day("2026-12-31"))));
    let aimed = EngagementKind::Readiness { period: Some(period()) };
    assert_eq!((aimed.period(), aimed.last_day()), (Some(period()), Some(day("2026-12-31"))));
    let open = EngagementKind::Readiness { period: None };
    assert_eq!((open.period(), open.last_day()), (None, None));
    let backwards = EngagementKind::TypeIi { period: Span { from: day("2026-02-01"), to: day("2026-01-01") } };
    assert_breaks(Engagement { kind: backwards, ..engagement() }.check(), "period");
    let endless = EngagementKind::TypeIi { period: Span { from: day("2026-01-01"), to: day("2037-01-01") } };
    assert_breaks(Engagement { kind: endless, ..engagement() }.check(), "period");
}

#[test]
fn the_report_follows_the_fieldwork_and_the_period() {
    let with = |fieldwork: &str, due: &str| {
        let (fieldwork_from, report_due) = (Some(day(fieldwork)), Some(day(due)));
        Engagement { fieldwork_from, report_due, ..engagement() }.check()
    };
    assert_eq!(with("2026-11-02", "2027-01-15"), Ok(()), "interim fieldwork is ordinary");
    assert_eq!(with("2026-12-31", "2026-12-31"), Ok(()));
    assert_breaks(with("2027-02-01", "2027-01-31"), "report_due");
    assert_breaks(with("2026-11-02", "2026-12-30"), "report_due");
}

#[test]
fn outcomes_come_with_the_report_one_for_each_category_in_scope() {
    let unmodified = || outcome(Opinion::Unmodified, &[]);
    assert_eq!(reported(vec![unmodified()]).check(), Ok(()));
    let bridging = Engagement { state: EngagementState::Bridging, ..reported(vec![unmodified()]) };
    assert_eq!(bridging.check(), Ok(()));
    for state in [
        EngagementState::Planning,
        EngagementState::Readiness,
        EngagementState::PeriodRunning,
        EngagementState::Fieldwork,
        EngagementState::DraftReport,
    ] {
        assert_breaks(Engagement { state, ..reported(vec![unmodified()]) }.check(), "outcomes");
    }
    assert_breaks(reported(vec![unmodified(), unmodified()]).check(), "outcomes");
    let elsewhere = Outcome { category: Category::Privacy, ..unmodified() };
    assert_breaks(reported(vec![elsewhere]).check(), "outcomes");
    let early = Outcome { reported_on: day("2026-12-30"), ..unmodified() };
    assert_breaks(reported(vec![early]).check(), "outcomes");
}

#[test]
fn readiness_ends_without_an_opinion() {
    let kind = EngagementKind::Readiness { period: Some(span("2026-01-01", "2026-03-31")) };
    let readiness = |outcomes| Engagement { kind, ..reported(outcomes) };
    assert_eq!(readiness(Vec::new()).check(), Ok(()));
    assert_breaks(readiness(vec![outcome(Opinion::Unmodified, &[])]).check(), "outcomes");
}

#[test]
fn an_opinion_names_the_criteria_that_belong_to_it() {
    let check = |opinion, criteria: &[&str]| reported(vec![outcome(opinion, criteria)]).check();
    assert_eq!(check(Opinion::Qualified, &["A1.2", "CC7.2"]), Ok(()));
    assert_eq!(check(Opinion::Adverse, &["A1.2"]), Ok(()));
    assert_eq!(check(Opinion::Disclaimer, &[]), Ok(()), "a scope limitation may name none");
    assert_breaks(check(Opinion::Unmodified, &["A1.2"]), "outcomes");
    assert_breaks(check(Opinion::Qualified, &[]), "outcomes");
    assert_breaks(check(Opinion::Qualified, &["C1.1"]), "outcomes");
}

#[test]
fn the_states_stand_in_the_order_of_an_audit() {
    let names = [
        EngagementState::Planning,
        EngagementState::Readiness,
        EngagementState::PeriodRunning,
        EngagementState::Fieldwork,
        EngagementState::DraftReport,
        EngagementState::Reported,
        EngagementState::Bridging,
    ];
    assert!(names.is_sorted());
    let words = names.map(EngagementState::name);
    let asked = ["planning", "readiness", "period running", "fieldwork", "draft report", "reported", "bridging"];
    assert_eq!(words, asked);
}

const STATES: [EngagementState; 7] = [
    EngagementState::Planning,
    EngagementState::Readiness,
    EngagementState::PeriodRunning,
    EngagementState::Fieldwork,
    EngagementState::DraftReport,
    EngagementState::Reported,
    EngagementState::Bridging,
];

#[test]
fn the_moves_of_each_kind_are_these_and_no_others() {
    use EngagementState::{Bridging, DraftReport, Fieldwork, PeriodRunning, Planning, Readiness, Reported};
    let type_ii = [
        (Planning, Readiness),
        (Planning, PeriodRunning),
        (Readiness, PeriodRunning),
        (PeriodRunning, Fieldwork),
        (Fieldwork, DraftReport),
        (DraftReport, Reported),
        (Reported, Bridging),
    ];
    let type_i = [
        (Planning, Readiness),
        (Planning, Fieldwork),
        (Readiness, Fieldwork),
        (Fieldwork, DraftReport),
        (DraftReport, Reported),
    ];
    let kinds: [(EngagementKind, &[(EngagementState, EngagementState)]); 4] = [
        (EngagementKind::TypeIi { period: period() }, &type_ii),
        (EngagementKind::TypeI { as_of: day("2026-06-30") }, &type_i),
        (EngagementKind::Readiness { period: None }, &type_ii[..1]),
        (EngagementKind::Readiness { period: Some(period()) }, &type_ii[..3]),
    ];
    for (kind, on) in kinds {
        for from in STATES.into_iter().filter(|state| kind.states().contains(state)) {
            for to in STATES {
                // One step back is the way out of a step on that came too early.
                let back = on.contains(&(to, from)) && (to != Planning || from == Readiness);
                let engagement = Engagement { kind, state: from, ..engagement() };
                let expected = on.contains(&(from, to)) || back;
                assert_eq!(engagement.may_move_to(to), expected, "{} from {from:?} to {to:?}", kind.name());
                let moved = engagement.move_to(to).map(|engagement| engagement.state);
                assert_eq!(moved.is_ok(), expected, "{} from {from:?} to {to:?}", kind.name());
                assert!(moved.is_err() || moved == Ok(to));
            }
        }
    }
}

#[test]
fn a_state_that_a_changed_kind_does_not_have_can_be_left() {
    let kind = EngagementKind::TypeI { as_of: day("2026-06-30") };
    let stranded = Engagement { kind, state: EngagementState::PeriodRunning, ..engagement() };
    for state in STATES {
        assert_eq!(stranded.may_move_to(state), kind.states().contains(&state), "{state:?}");
    }
}

#[test]
fn what_was_reported_stays_reported() {
    let reported = reported(vec![outcome(Opinion::Unmodified, &[])]);
    assert_breaks(reported.clone().move_to(EngagementState::DraftReport), "outcomes");
    let bridging = reported.move_to(EngagementState::Bridging).expect("a Type II is bridged");
    assert!(bridging.move_to(EngagementState::Reported).is_ok());
}

#[test]
fn a_type_i_has_no_ratings_of_operation() {
    let kind = EngagementKind::TypeI { as_of: day("2026-06-30") };
    let type_i = Engagement { kind, ..engagement() };
    for value in [RatingValue::NotRated, RatingValue::NotEvaluableYet, RatingValue::Deficient, RatingValue::Effective] {
        let of = |aspect| Rating { aspect, value, ..rating() };
        assert_breaks(type_i.check_rating(&of(Aspect::Operation)), "aspect");
        assert_eq!(type_i.check_rating(&of(Aspect::Design)), Ok(()));
        assert_eq!(engagement().check_rating(&of(Aspect::Operation)), Ok(()));
    }
}

#[test]
fn a_letterhead_has_a_readable_colour_one_short_line_and_a_png() {
    let pale = Some(Colour([0xff, 0xcc, 0]));
    assert_breaks(Engagement { firm_colour: pale, ..engagement() }.check(), "firm_colour");
    let svg = Some(Logo { png: b"<svg/>".to_vec() });
    assert_breaks(Engagement { firm_logo: svg, ..engagement() }.check(), "firm_logo");
    let two = Engagement { firm_footer: "one\u{85}two".to_owned(), ..engagement() };
    assert_breaks(two.check(), "firm_footer");
    let none = Engagement { firm_logo: None, firm_colour: None, firm_footer: String::new(), ..engagement() };
    assert_eq!(none.check(), Ok(()));
}

proptest! {
    #[test]
    fn a_foot_line_is_bounded_by_characters(line in "\\PC{0,140}") {
        let fits = line.chars().count() <= FOOTER && !line.chars().any(char::is_control);
        let checked = Engagement { firm_footer: line, ..engagement() }.check();
        prop_assert_eq!(checked.is_ok(), fits);
    }
}
