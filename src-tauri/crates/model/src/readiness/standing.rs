//! What a criterion's readiness rests on, gathered from the records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Points;
use crate::control::Control;
use crate::coverage::{CoverageState, coverage};
use crate::criterion::{Criterion, CriterionCode};
use crate::gap::{Gap, Level};
use crate::id::ControlId;
use crate::occurrence::{OccurrenceRow, OccurrenceState};
use crate::organisation::Organisation;
use crate::rating::{Aspect, Rating, RatingSubject, RatingValue};
use crate::time::Day;

/// What a control owed so far, and how much of it is evidenced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Shown {
    /// Of what it owed, what accepted evidence shows.
    pub evidenced: u32,
    /// What it owed so far.
    pub owed: u32,
}

impl Shown {
    /// Of a control that owes nothing yet.
    pub const NOTHING_OWED: Self = Self { evidenced: 0, owed: 0 };

    /// A control owes its settled occurrences: evidenced, performed or missed.
    pub fn by_occurrences(rows: &[OccurrenceRow]) -> Self {
        let count = |holds: fn(OccurrenceState) -> bool| {
            u32::try_from(rows.iter().filter(|row| holds(row.state)).count()).unwrap_or(u32::MAX)
        };
        Self { evidenced: count(|state| state == OccurrenceState::Evidenced), owed: count(OccurrenceState::is_settled) }
    }

    /// A control that is shown otherwise owes one thing: its population, or its configuration with the change history,
    /// over the elapsed part of the period. It owes nothing before the period has begun.
    pub const fn whole(complete: bool, begun: bool) -> Self {
        Self { evidenced: (complete && begun) as u32, owed: begun as u32 }
    }

    /// Evidenced ÷ owed in thousandths, rounded down; none when nothing is owed yet.
    pub fn share(self) -> Option<u64> {
        let evidenced = u64::from(self.evidenced.min(self.owed));
        (evidenced * 1000).checked_div(u64::from(self.owed))
    }
}

/// What one criterion's readiness rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "ReadinessStanding")]
pub struct Standing {
    /// The criterion.
    pub criterion: CriterionCode,
    /// Whether it has controls.
    pub coverage: CoverageState,
    /// Its rating of design.
    pub design: RatingValue,
    /// Its rating of operation.
    pub operation: RatingValue,
    /// What each of its live controls owed and showed.
    pub shown: Vec<Shown>,
    /// Level of the worst open gap on it.
    pub worst_gap: Option<Level>,
}

/// The standing of each criterion on `day`. The latest rating of a criterion by that day counts, of two on one day the one
/// made later. `shown` is by control; a live control that it leaves out owes one thing and shows nothing, since what isn't
/// known isn't claimed. A gap bears on the criteria that it names.
pub fn standings(
    criteria: &[Criterion],
    controls: &[Control],
    organisations: &[Organisation],
    ratings: &[Rating],
    shown: &BTreeMap<ControlId, Shown>,
    gaps: &[Gap],
    day: Day,
) -> Vec<Standing> {
    let shown_of = |code: CriterionCode| {
        let mapped = controls.iter().filter(|control| control.is_live() && control.criteria.contains(&code));
        mapped.map(|control| shown.get(&control.id).copied().unwrap_or(Shown::whole(false, true))).collect()
    };
    let worst_gap = |code: CriterionCode| {
        let open = gaps.iter().filter(|gap| gap.criteria.contains(&code) && gap.is_open_on(day));
        open.map(|gap| gap.severity.level()).max()
    };
    let rows = coverage(criteria, controls, organisations).into_iter();
    rows.map(|row| Standing {
        criterion: row.criterion,
        coverage: row.state,
        design: rating_of(row.criterion, Aspect::Design, ratings, day),
        operation: rating_of(row.criterion, Aspect::Operation, ratings, day),
        shown: shown_of(row.criterion),
        worst_gap: worst_gap(row.criterion),
    })
    .collect()
}

fn rating_of(code: CriterionCode, aspect: Aspect, ratings: &[Rating], day: Day) -> RatingValue {
    let own =
        ratings.iter().filter(|rating| rating.subject == RatingSubject::Criterion(code) && rating.aspect == aspect);
    let known = own.filter(|rating| rating.rated_on <= day);
    known.max_by_key(|rating| (rating.rated_on, rating.id)).map_or(RatingValue::NotRated, |rating| rating.value)
}

/// Points for what is shown: the weight times the average share of the controls that owe something. While none does,
/// the points can't be known.
pub(super) fn points_shown(shown: &[Shown], weight: u32) -> Points {
    let shares: Vec<u64> = shown.iter().filter_map(|shown| shown.share()).collect();
    let all = u64::from(weight) * shares.iter().sum::<u64>();
    match all.checked_div(1000 * shares.len() as u64) {
        Some(earned) => Points { earned: u32::try_from(earned).unwrap_or(weight), not_evaluable: 0 },
        None => Points { earned: 0, not_evaluable: weight },
    }
}
