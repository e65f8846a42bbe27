//! Coverage: which criteria have controls (one without is a design gap, unless a subservice organisation meets it in
//! part), and for which days of a period evidence speaks. Pure, and no judgement: a covered day isn't a day on which a
//! control worked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::control::Control;
use crate::criterion::{Criterion, CriterionCode};
use crate::evidence::EvidenceItem;
use crate::id::ControlId;
use crate::organisation::Organisation;
use crate::time::{Day, Span};

/// Whether a criterion has controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CoverageState {
    /// Two or more controls.
    Covered,
    /// A subservice organisation meets it in part, whatever controls the client has for it.
    WithSubservice,
    /// It rests on one control.
    OneControl,
    /// No control: a design gap.
    DesignGap,
    /// Not relevant to the system, for a written reason.
    NotRelevant,
}

impl CoverageState {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::WithSubservice => "covered with subservice organisation",
            Self::OneControl => "one control",
            Self::DesignGap => "design gap",
            Self::NotRelevant => "not relevant",
        }
    }

    /// The state of that name as stored.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Covered, Self::WithSubservice, Self::OneControl, Self::DesignGap, Self::NotRelevant]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// How one criterion is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Coverage {
    /// The criterion.
    pub criterion: CriterionCode,
    /// Whether it has controls.
    pub state: CoverageState,
    /// Live controls mapped to it.
    pub controls: u32,
    /// Key controls among them.
    pub key_controls: u32,
}

/// The coverage of each criterion by the live controls and the controls expected of subservice organisations, in the order
/// of the criteria. Mapping alone counts here, not operation. What user entities are expected to do covers nothing.
pub fn coverage<'a>(
    criteria: impl IntoIterator<Item = &'a Criterion>,
    controls: &[Control],
    organisations: &[Organisation],
) -> Vec<Coverage> {
    let mut counts: BTreeMap<CriterionCode, (u32, u32)> = BTreeMap::new();
    for control in controls.iter().filter(|control| control.is_live()) {
        for code in &control.criteria {
            let count = counts.entry(*code).or_default();
            count.0 += 1;
            count.1 += u32::from(control.key);
        }
    }
    let mut rows: Vec<_> = criteria
        .into_iter()
        .map(|criterion| {
            let (controls, key_controls) = counts.get(&criterion.code).copied().unwrap_or_default();
            let shared = organisations.iter().any(|organisation| organisation.meets_in_part(criterion.code));
            let state = match (criterion.is_relevant(), shared, controls) {
                (false, _, _) => CoverageState::NotRelevant,
                (true, true, _) => CoverageState::WithSubservice,
                (true, false, 0) => CoverageState::DesignGap,
                (true, false, 1) => CoverageState::OneControl,
                (true, false, _) => CoverageState::Covered,
            };
            Coverage { criterion: criterion.code, state, controls, key_controls }
        })
        .collect();
    rows.sort_by_key(|row| row.criterion);
    rows
}

/// The days of a period that something speaks for, and the days that it leaves out. Together they are the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PeriodCoverage {
    /// Days spoken for, as intervals in order; those that touch are one.
    pub covered: Vec<Span>,
    /// Days left out, as intervals in order.
    pub holes: Vec<Span>,
}

/// The union of `spans` within `period`, and its holes.
pub fn period_coverage(spans: impl IntoIterator<Item = Span>, period: Span) -> PeriodCoverage {
    let mut inside: Vec<Span> = spans.into_iter().filter_map(|span| span.meet(period)).collect();
    inside.sort_unstable();
    let mut covered: Vec<Span> = Vec::new();
    for span in inside {
        match covered.last_mut().filter(|last| last.to.succ_opt().is_none_or(|next| span.from <= next)) {
            Some(last) => last.to = last.to.max(span.to),
            None => covered.push(span),
        }
    }
    let mut holes = Vec::new();
    let mut open = Some(period.from);
    for span in &covered {
        let before = open.zip(span.from.pred_opt()).and_then(|(from, to)| Span::new(from, to).ok());
        holes.extend(before);
        open = span.to.succ_opt();
    }
    holes.extend(open.and_then(|from| Span::new(from, period.to).ok()));
    PeriodCoverage { covered, holes }
}

/// For which days of the part of `period` that has elapsed on `as_of` the accepted items of a control speak: the days
/// that each covers, a document in force up to that day. None before the period has begun.
pub fn evidence_coverage<'a>(
    control: ControlId,
    evidence: impl IntoIterator<Item = &'a EvidenceItem>,
    period: Span,
    as_of: Day,
) -> Option<PeriodCoverage> {
    let elapsed = Span::new(period.from, period.to.min(as_of)).ok()?;
    let usable = evidence.into_iter().filter(|item| item.state.is_accepted() && item.controls.contains(&control));
    let spans = usable.filter_map(|item| item.covers).map(|covers| covers.span(elapsed.to));
    Some(period_coverage(spans, elapsed))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::control::ControlState;
    use crate::evidence::{Covers, EvidenceState};
    use crate::fixture::{code, control, criterion, day, evidence, id, organisation, period, span};
    use crate::organisation::ComplementaryControl;

    const CODES: [&str; 5] = ["CC6.1", "CC6.2", "A1.1", "PI1.1", "P1.1"];

    #[test]
    fn a_relevant_criterion_without_a_live_control_is_a_design_gap() {
        let mut retired = control(403, &["CC6.2"]);
        retired.state = ControlState::Retired { reason: "replaced".to_owned() };
        let mut supporting = control(402, &["CC6.1"]);
        supporting.key = false;
        let controls = [control(401, &["CC6.1", "A1.1", "CC9.9"]), supporting, retired];
        let mut irrelevant = criterion("P1.1");
        irrelevant.not_relevant = Some("no personal data".to_owned());
        let criteria = [irrelevant, criterion("A1.1"), criterion("CC6.2"), criterion("CC6.1")];
        let rows = coverage(&criteria, &controls, &[]);
        let seen: Vec<_> =
            rows.iter().map(|row| (row.criterion.to_string(), row.state, row.controls, row.key_controls)).collect();
        assert_eq!(
            seen,
            [
                ("CC6.1".to_owned(), CoverageState::Covered, 2, 1),
                ("CC6.2".to_owned(), CoverageState::DesignGap, 0, 0),
                ("A1.1".to_owned(), CoverageState::OneControl, 1, 1),
                ("P1.1".to_owned(), CoverageState::NotRelevant, 0, 0),
            ]
        );
    }

    fn host_of(codes: &[&str]) -> Organisation {
        let criteria = codes.iter().map(|text| code(text)).collect();
        let expected = ComplementaryControl { text: "Only authorised staff enter".to_owned(), criteria };
        Organisation { complementary: vec![expected], ..organisation() }
    }

    #[test]
    fn what_a_subservice_organisation_meets_in_part_is_never_a_design_gap() {
        let mut irrelevant = criterion("P1.1");
        irrelevant.not_relevant = Some("no personal data".to_owned());
        let criteria = [criterion("CC6.1"), criterion("CC6.2"), criterion("A1.1"), irrelevant];
        let controls = [control(401, &["CC6.1"]), control(402, &["CC6.1"])];
        let rows = coverage(&criteria, &controls, &[organisation(), host_of(&["CC6.1", "CC6.2", "P1.1"])]);
        let states: Vec<_> = rows.iter().map(|row| (row.state, row.controls)).collect();
        let shared = CoverageState::WithSubservice;
        let (gap, out) = (CoverageState::DesignGap, CoverageState::NotRelevant);
        assert_eq!(states, [(shared, 2), (shared, 0), (gap, 0), (out, 0)]);
    }

    #[test]
    fn stored_names_read_back() {
        for state in [
            CoverageState::Covered,
            CoverageState::WithSubservice,
            CoverageState::OneControl,
            CoverageState::DesignGap,
            CoverageState::NotRelevant,
        ] {
            assert_eq!(CoverageState::from_name(state.name()), Some(state));
        }
        assert_eq!(CoverageState::from_name("Covered"), None);
    }

    #[test]
    fn accepted_items_speak_for_the_elapsed_part_of_the_period() {
        let covering = |number: u128, covers| EvidenceItem { covers, ..evidence(number) };
        let first = covering(501, Some(Covers::Period { span: span("2025-11-01", "2026-02-10") }));
        let touching = covering(502, Some(Covers::Period { span: span("2026-02-11", "2026-02-28") }));
        let one_day = covering(503, Some(Covers::AsOf { on: day("2026-04-15") }));
        let in_force = covering(504, Some(Covers::InForce { from: day("2026-06-01"), until: None }));
        let undated = covering(505, None);
        let year = Some(Covers::Period { span: period() });
        let returned = EvidenceItem { state: EvidenceState::InReview, ..covering(506, year) };
        let elsewhere = EvidenceItem { controls: [id(402)].into(), ..covering(507, year) };
        let items = [first, touching, one_day, in_force, undated, returned, elsewhere];
        let on = |as_of: &str| evidence_coverage(id(401), &items, period(), day(as_of));
        let seen = on("2026-06-30").expect("the period has begun");
        let asked = [("2026-01-01", "2026-02-28"), ("2026-04-15", "2026-04-15"), ("2026-06-01", "2026-06-30")];
        assert_eq!(seen.covered, asked.map(|(from, to)| span(from, to)));
        assert_eq!(seen.holes, [span("2026-03-01", "2026-04-14"), span("2026-04-16", "2026-05-31")]);
        let over = on("2027-03-01").expect("the period is over");
        assert_eq!(over.covered.last(), Some(&span("2026-06-01", "2026-12-31")), "the period's end is the end");
        assert_eq!(on("2025-12-31"), None);
        let first_day = on("2026-01-01").expect("the period has begun");
        assert_eq!((first_day.covered.len(), first_day.holes.len()), (1, 0));
    }

    proptest! {
        #[test]
        fn coverage_counts_the_mappings_of_live_controls(
            maps in prop::collection::vec((prop::collection::btree_set(0..5usize, 0..4), any::<bool>(), any::<bool>()), 0..6),
            shared in prop::collection::btree_set(0..5usize, 0..4),
        ) {
            let controls: Vec<_> = maps
                .iter()
                .enumerate()
                .map(|(at, (codes, live, key))| {
                    let codes: Vec<&str> = codes.iter().map(|code| CODES[*code]).collect();
                    let mut control = control(400 + at as u128, &codes);
                    control.key = *key;
                    if !live {
                        control.state = ControlState::Retired { reason: "gone".to_owned() };
                    }
                    control
                })
                .collect();
            let host = host_of(&shared.iter().map(|code| CODES[*code]).collect::<Vec<_>>());
            let rows = coverage(&CODES.map(criterion), &controls, &[host]);
            for (at, row) in rows.iter().enumerate() {
                let live = maps.iter().filter(|(codes, live, _)| *live && codes.contains(&at));
                prop_assert_eq!(row.criterion.to_string(), CODES[at]);
                prop_assert_eq!(row.controls as usize, live.clone().count());
                prop_assert_eq!(row.key_controls as usize, live.filter(|(_, _, key)| *key).count());
                let expected = match row.controls {
                    _ if shared.contains(&at) => CoverageState::WithSubservice,
                    0 => CoverageState::DesignGap,
                    1 => CoverageState::OneControl,
                    _ => CoverageState::Covered,
                };
                prop_assert_eq!(row.state, expected);
            }
            prop_assert_eq!(rows.len(), CODES.len());
        }
    }
}
