//! Tests of the readiness score.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::control::{Control, ControlState, Frequency, Nature};
use crate::criterion::{Category, Criterion};
use crate::engagement::Engagement;
use crate::evidence::{EvidenceItem, EvidenceState};
use crate::fixture::{code, control, criterion, day, engagement, evidence, gap, id, period, rating};
use crate::gap::{Gap, GapState, Severity};
use crate::occurrence::{OccurrenceRow, OccurrenceState};
use crate::rating::{Aspect, Rating, RatingSubject};
use crate::time::Day;
use crate::words::forbidden;

const VALUES: [RatingValue; 5] = [
    RatingValue::NotRated,
    RatingValue::NotEvaluableYet,
    RatingValue::Deficient,
    RatingValue::Partly,
    RatingValue::Effective,
];
const LEVELS: [Option<Level>; 5] =
    [None, Some(Level::Low), Some(Level::Medium), Some(Level::High), Some(Level::Critical)];

fn shown(evidenced: u32, owed: u32) -> Shown {
    Shown { evidenced, owed }
}

fn standing(text: &str) -> Standing {
    Standing {
        criterion: code(text),
        coverage: CoverageState::Covered,
        design: RatingValue::Effective,
        operation: RatingValue::Effective,
        shown: vec![shown(4, 4), shown(1, 1)],
        worst_gap: None,
    }
}

fn points(standing: &Standing) -> (u32, u32, u32) {
    let seen = readiness(std::slice::from_ref(standing), Weights::OVER_A_PERIOD).expect("one criterion");
    (seen.score, seen.not_evaluable, seen.lacking)
}

#[test]
fn the_example_of_the_page_comes_out() {
    let one = Standing { operation: RatingValue::Partly, shown: vec![shown(3, 4), shown(1, 3)], ..standing("CC6.1") };
    let two = Standing {
        coverage: CoverageState::OneControl,
        operation: RatingValue::NotEvaluableYet,
        shown: vec![shown(0, 0)],
        worst_gap: Some(Level::High),
        ..standing("CC6.2")
    };
    let three = Standing { coverage: CoverageState::DesignGap, shown: Vec::new(), ..standing("CC6.3") };
    let seen = readiness(&[three, two, one], Weights::OVER_A_PERIOD).expect("three criteria");
    let rows: Vec<_> = seen
        .rows
        .iter()
        .map(|row| (row.criterion().to_string(), row.points.earned, row.points.not_evaluable))
        .collect();
    assert_eq!(rows, [("CC6.1".to_owned(), 70, 0), ("CC6.2".to_owned(), 40, 10), ("CC6.3".to_owned(), 0, 0)]);
    assert_eq!((seen.score, seen.not_evaluable, seen.lacking), (36, 3, 61));
    assert_eq!(
        seen.rows[0].lines(seen.weights),
        [
            "design effective: 40 of 40",
            "operation partly: 20 of 40",
            "shown 4 of 7 owed by 2 controls so far: 10 of 20"
        ]
    );
    assert_eq!(
        seen.rows[1].lines(seen.weights),
        [
            "design effective: 40 of 40",
            "operation not evaluable yet: 0 of 40, 40 not evaluable yet",
            "shown 0 of 0 owed by 0 controls so far: 0 of 20, 20 not evaluable yet",
            "open gap of high severity: at most 50",
        ]
    );
    let all = seen.rows.iter().flat_map(|row| row.lines(seen.weights));
    assert!(all.into_iter().all(|line| forbidden(&line).is_empty()));
}

#[test]
fn each_rating_and_limit_is_worth_what_the_page_says() {
    assert_eq!(points(&standing("CC6.1")), (100, 0, 0));
    for (value, earned, waiting) in
        VALUES.into_iter().zip([(60, 0), (60, 40), (60, 0), (80, 0), (100, 0)]).map(|(value, (a, b))| (value, a, b))
    {
        let design = Standing { design: value, ..standing("CC6.1") };
        let operation = Standing { operation: value, ..standing("CC6.1") };
        assert_eq!(points(&design), (earned, waiting, 100 - earned - waiting), "{value:?}");
        assert_eq!(points(&operation), points(&design), "{value:?}");
    }
    for (level, most) in LEVELS.into_iter().zip([100, 95, 80, 50, 20]) {
        assert_eq!(points(&Standing { worst_gap: level, ..standing("CC6.1") }).0, most, "{level:?}");
    }
    let one = Standing { coverage: CoverageState::OneControl, ..standing("CC6.1") };
    assert_eq!(points(&one), (90, 0, 10));
    assert_eq!(points(&Standing { worst_gap: Some(Level::Low), ..one }), (90, 0, 10), "the lower limit counts");
    let waiting = RatingValue::NotEvaluableYet;
    let none = Standing {
        coverage: CoverageState::DesignGap,
        design: waiting,
        operation: waiting,
        shown: Vec::new(),
        ..standing("CC6.1")
    };
    assert_eq!(points(&none), (0, 0, 100), "a criterion without a control has nothing to wait for");
}

#[test]
fn nothing_said_and_nothing_shown_earns_nothing() {
    let silent = Standing {
        design: RatingValue::NotRated,
        operation: RatingValue::NotRated,
        shown: vec![shown(0, 3), shown(0, 1)],
        ..standing("CC6.1")
    };
    assert_eq!(points(&silent), (0, 0, 100));
    let early = Standing { shown: vec![shown(0, 0)], ..silent };
    assert_eq!(points(&early), (0, 20, 80), "what nobody owes yet can't be known");
    assert_eq!(readiness(&[], Weights::OVER_A_PERIOD), None);
    let out = Standing { coverage: CoverageState::NotRelevant, ..standing("CC6.1") };
    assert_eq!(readiness(&[out], Weights::OVER_A_PERIOD), None);
}

#[test]
fn a_type_one_asks_for_design_alone() {
    let early = Standing {
        design: RatingValue::Partly,
        operation: RatingValue::NotRated,
        shown: Vec::new(),
        ..standing("CC6.1")
    };
    let weights = Weights::of(EngagementKind::TypeI { as_of: day("2026-06-30") });
    let seen = readiness(&[early], weights).expect("one criterion");
    assert_eq!((seen.score, seen.not_evaluable, seen.lacking), (50, 0, 50));
    assert_eq!(seen.rows[0].lines(weights), ["design partly: 50 of 100"]);
    for kind in [EngagementKind::TypeIi { period: period() }, EngagementKind::Readiness { period: None }] {
        let weights = Weights::of(kind);
        assert_eq!(weights, Weights::OVER_A_PERIOD);
        assert_eq!(weights.design + weights.operation + weights.shown, POINTS);
    }
}

#[test]
fn a_control_owes_what_is_settled() {
    let row = |state| {
        let schedule = crate::occurrence::Schedule::of(&control(401, &[])).expect("a quarterly control");
        let window = crate::occurrence::occurrences(&schedule, period()).expect("short")[0];
        OccurrenceRow { window, state, evidence: BTreeSet::new(), performed_on: None, exception: false }
    };
    let rows = OccurrenceState::ALL.map(row);
    assert_eq!(Shown::by_occurrences(&rows), shown(1, 3), "evidenced, performed and missed are owed");
    assert_eq!(Shown::by_occurrences(&[]), shown(0, 0));
    let wholes =
        [(true, true), (false, true), (true, false), (false, false)].map(|(full, begun)| Shown::whole(full, begun));
    assert_eq!(wholes, [shown(1, 1), shown(0, 1), shown(0, 0), shown(0, 0)]);
}

#[test]
fn a_standing_is_gathered_from_the_records() {
    let rated = |number: u128, aspect, value, on: &str| Rating {
        id: id(number),
        subject: RatingSubject::Criterion(code("CC6.1")),
        aspect,
        value,
        rated_on: day(on),
        ..rating()
    };
    let ratings = [
        rated(701, Aspect::Design, RatingValue::Effective, "2026-03-02"),
        rated(702, Aspect::Design, RatingValue::Partly, "2026-03-01"),
        rated(703, Aspect::Operation, RatingValue::Deficient, "2026-03-01"),
        rated(704, Aspect::Operation, RatingValue::Partly, "2026-03-01"),
        rating(),
    ];
    let retired = ControlState::Retired { reason: "replaced".to_owned() };
    let controls = [
        control(401, &["CC6.1"]),
        control(402, &["CC6.1", "CC6.2"]),
        Control { state: retired, ..control(403, &["CC6.2"]) },
    ];
    let open = |number: u128, severity: (u8, u8), state| Gap {
        id: id(number),
        criteria: BTreeSet::from([code("CC6.1")]),
        severity: Severity { likelihood: severity.0, impact: severity.1 },
        state,
        ..gap()
    };
    let gaps = [
        open(801, (3, 3), GapState::InProgress),
        open(802, (5, 5), GapState::Retested),
        open(803, (1, 1), GapState::Open),
    ];
    let by_control = BTreeMap::from([(id(401), shown(3, 4)), (id(403), shown(9, 9))]);
    let criteria: [Criterion; 2] = [criterion("CC6.1"), criterion("CC6.2")];
    let seen = standings(&criteria, &controls, &[], &ratings, &by_control, &gaps, day("2026-07-01"));
    let asked = [
        Standing {
            criterion: code("CC6.1"),
            coverage: CoverageState::Covered,
            design: RatingValue::Effective,
            operation: RatingValue::Partly,
            shown: vec![shown(3, 4), shown(0, 1)],
            worst_gap: Some(Level::Medium),
        },
        Standing {
            criterion: code("CC6.2"),
            coverage: CoverageState::OneControl,
            design: RatingValue::NotRated,
            operation: RatingValue::NotRated,
            shown: vec![shown(0, 1)],
            worst_gap: None,
        },
    ];
    assert_eq!(seen, asked);
}

#[test]
fn a_rating_of_a_later_day_does_not_count_yet() {
    let rating = |number: u128, value, on: &str| Rating {
        id: id(number),
        subject: RatingSubject::Criterion(code("CC6.1")),
        aspect: Aspect::Design,
        value,
        rated_on: day(on),
        ..rating()
    };
    let ratings = [rating(701, RatingValue::Partly, "2026-03-01"), rating(702, RatingValue::Effective, "2026-06-01")];
    let on = |text: &str| {
        let seen = standings(&[criterion("CC6.1")], &[], &[], &ratings, &BTreeMap::new(), &[], day(text));
        seen[0].design
    };
    assert_eq!(on("2026-02-28"), RatingValue::NotRated);
    assert_eq!(on("2026-05-31"), RatingValue::Partly);
    assert_eq!(on("2026-06-01"), RatingValue::Effective);
}

/// A ground of these controls with nothing but evidence.
fn ground<'a>(engagement: &'a Engagement, controls: &'a [Control], evidence: &'a [EvidenceItem]) -> Ground<'a> {
    Ground {
        engagement,
        criteria: &[],
        controls,
        organisations: &[],
        ratings: &[],
        evidence,
        occurrences: &[],
        populations: &[],
        gaps: &[],
    }
}

#[test]
fn each_kind_of_control_owes_by_its_own_rule() {
    let engagement = Engagement { kind: EngagementKind::TypeIi { period: period() }, ..engagement() };
    let quarterly = Control { starts_on: None, grace_days: 0, frequency: Frequency::Quarterly, ..control(401, &[]) };
    let per_event = Control { frequency: Frequency::PerEvent, ..control(402, &[]) };
    let automated = Control { nature: Nature::Automated, ..control(403, &[]) };
    let planned = Control { state: ControlState::Planned, starts_on: None, ..control(404, &[]) };
    let retired = Control { state: ControlState::Retired { reason: "merged".to_owned() }, ..control(405, &[]) };
    let controls = [quarterly, per_event, automated, planned, retired];
    let on = |engagement: &Engagement, day: Day| ground(engagement, &controls, &[]).shown(day);
    let owed = |pairs: [(u128, u32); 4]| pairs.map(|(number, owed)| (id(number), shown(0, owed))).into();
    let (before, after) = (period().from.pred_opt().expect("a day"), period().to.succ_opt().expect("a day"));
    assert_eq!(on(&engagement, before), owed([(401, 0), (402, 0), (403, 0), (404, 0)]));
    assert_eq!(on(&engagement, period().from), owed([(401, 0), (402, 1), (403, 1), (404, 0)]));
    assert_eq!(on(&engagement, after), owed([(401, 4), (402, 1), (403, 1), (404, 0)]));
    let open = Engagement { kind: EngagementKind::Readiness { period: None }, ..engagement };
    assert_eq!(on(&open, after), owed([(401, 0), (402, 0), (403, 0), (404, 0)]), "no period has begun");
}

#[test]
fn a_rating_that_the_evidence_no_longer_shows_is_not_evaluable() {
    let engagement = Engagement { kind: EngagementKind::TypeIi { period: period() }, ..engagement() };
    let (controls, criteria) = ([control(401, &["CC6.1"])], [criterion("CC6.1")]);
    let on = |subject| Rating { subject, aspect: Aspect::Design, ..rating() };
    let of_criterion = Rating { id: id(701), ..on(RatingSubject::Criterion(code("CC6.1"))) };
    let ratings = [on(RatingSubject::Control(id(401))), of_criterion];
    let design = |evidence: &[EvidenceItem]| {
        let ground = Ground { criteria: &criteria, ratings: &ratings, ..ground(&engagement, &controls, evidence) };
        ground.standings(day("2026-08-01"))[0].design
    };
    let item = |state| [EvidenceItem { state, ..evidence(501) }];
    assert_eq!(design(&item(EvidenceState::Accepted)), RatingValue::Effective);
    let withdrawn = EvidenceState::Withdrawn { reason: "another system".to_owned() };
    for state in [EvidenceState::InReview, EvidenceState::Superseded { by: id(502) }, withdrawn] {
        assert_eq!(design(&item(state)), RatingValue::NotEvaluableYet);
    }
    assert_eq!(design(&[]), RatingValue::NotEvaluableYet, "as in a packet, which doesn't hold it");
}

#[test]
fn criteria_out_of_scope_have_no_part() {
    let engagement = Engagement { categories: BTreeSet::from([Category::Security]), ..engagement() };
    let criteria = [criterion("CC6.1"), criterion("A1.1")];
    let ground = Ground { criteria: &criteria, ..ground(&engagement, &[], &[]) };
    let seen = ground.readiness(day("2026-07-01")).expect("one criterion");
    assert_eq!(seen.rows.iter().map(|row| row.criterion()).collect::<Vec<_>>(), [code("CC6.1")]);
    assert_eq!((seen.score, seen.earned(), seen.waiting(), seen.at_most()), (0, 0, 0, 0));
}

#[test]
fn the_rule_and_the_note_are_written_out_for_every_kind() {
    for weights in [Weights::OVER_A_PERIOD, Weights::DESIGN_ALONE] {
        let rule = weights.rule();
        assert_eq!(rule.iter().any(|line| line.starts_with("Shown earns")), weights.shown > 0);
        assert!(rule.iter().all(|line| forbidden(line).is_empty() && line.ends_with('.')), "{rule:?}");
    }
    assert!(forbidden(NOTE).is_empty() && NOTE.contains("no opinion"));
}

fn drawn() -> impl Strategy<Value = Vec<Standing>> {
    let coverage = prop::sample::select(
        [CoverageState::Covered, CoverageState::OneControl, CoverageState::DesignGap, CoverageState::NotRelevant]
            .as_slice(),
    );
    let value = || prop::sample::select(VALUES.as_slice());
    let owed = (0..400u32, 0..400u32).prop_map(|(one, other)| shown(one.min(other), one.max(other)));
    let one = (coverage, value(), value(), prop::collection::vec(owed, 0..5), prop::sample::select(LEVELS.as_slice()));
    let codes = ["CC1.1", "CC6.1", "CC7.2", "A1.1", "C1.1", "PI1.1", "P6.4"];
    prop::collection::vec(one, 0..codes.len()).prop_map(move |parts| {
        let named = parts.into_iter().zip(codes);
        named
            .map(|((coverage, design, operation, shown, worst_gap), text)| Standing {
                criterion: code(text),
                coverage,
                design,
                operation,
                shown,
                worst_gap,
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn the_three_figures_are_100_and_no_criterion_counts_twice(standings in drawn()) {
        let relevant = standings.iter().filter(|standing| standing.coverage != CoverageState::NotRelevant).count();
        let Some(seen) = readiness(&standings, Weights::OVER_A_PERIOD) else {
            prop_assert_eq!(relevant, 0);
            return Ok(());
        };
        prop_assert_eq!(seen.rows.len(), relevant);
        prop_assert_eq!(seen.score + seen.not_evaluable + seen.lacking, POINTS);
        let average = |points: fn(&ReadinessRow) -> u32| seen.rows.iter().map(points).sum::<u32>() / relevant as u32;
        prop_assert_eq!(seen.score, average(|row| row.points.earned));
        for row in &seen.rows {
            prop_assert!(row.points.earned + row.points.not_evaluable <= row.limit.points());
            prop_assert!(row.points.earned <= row.design.earned + row.operation.earned + row.shown.earned);
            prop_assert_eq!(row.points.earned + row.points.not_evaluable + row.lacking(), POINTS);
            for part in [row.design, row.operation, row.shown] {
                prop_assert!(part.earned == 0 || part.not_evaluable == 0);
            }
        }
    }

    #[test]
    fn better_facts_never_lower_the_score(standings in drawn(), at in any::<prop::sample::Index>(), what in 0..5usize) {
        if standings.is_empty() {
            return Ok(());
        }
        let mut better = standings.clone();
        let chosen = &mut better[at.index(standings.len())];
        let up = |value: RatingValue| VALUES.into_iter().find(|other| *other > value).unwrap_or(value);
        match what {
            0 => chosen.design = up(chosen.design),
            1 => chosen.operation = up(chosen.operation),
            2 => chosen.shown.iter_mut().for_each(|shown| shown.evidenced = shown.owed),
            3 => chosen.worst_gap = None,
            _ => chosen.coverage = match chosen.coverage {
                CoverageState::DesignGap => CoverageState::OneControl,
                CoverageState::OneControl | CoverageState::Covered => CoverageState::Covered,
                CoverageState::WithSubservice => CoverageState::WithSubservice,
                CoverageState::NotRelevant => CoverageState::NotRelevant,
            },
        }
        let score = |standings: &[Standing]| readiness(standings, Weights::OVER_A_PERIOD).map(|seen| seen.score);
        prop_assert!(score(&better) >= score(&standings));
    }
}
