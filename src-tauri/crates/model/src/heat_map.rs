//! The heat map: surfaces down, series of criteria across, the highest severity of the open gaps where they meet. Five
//! things are never the same: open gaps (their severity), every control judged and no gap, not all judged, accepted risk
//! alone, not mapped. Values for a picture, never the picture.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::control::Control;
use crate::criterion::Criterion;
use crate::gap::{Gap, GapState};
use crate::id::ControlId;
use crate::packet::PacketSource;
use crate::rating::{Aspect, Rating, RatingValue, values_of_controls};
use crate::surface::Surface;
use crate::time::Day;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "cell", rename_all = "snake_case")]
pub enum HeatCell {
    /// Open gaps: the highest severity, and how many.
    Gaps {
        /// Likelihood × impact.
        score: u8,
        /// Gaps.
        count: usize,
    },
    /// No gap is open but those whose risk is accepted.
    AcceptedRisk {
        /// Whether every control was judged in operation.
        judged: bool,
    },
    /// Every control was judged in operation, and no gap is open.
    Clear,
    /// No gap is known, and not every control was judged in operation.
    NotJudged,
    /// No control of the series acts on the surface, and no gap stands there.
    NotMapped,
}

/// A row: one surface over all series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HeatRow {
    /// The surface's name.
    pub surface: String,
    /// A cell for each series, in their order.
    pub cells: Vec<HeatCell>,
}

/// Surfaces by series.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct HeatMap {
    /// The series of the criteria in scope, such as `CC6`, in order.
    pub series: Vec<String>,
    /// The surfaces, in the source's order.
    pub rows: Vec<HeatRow>,
}

impl HeatMap {
    /// The heat map of a source on `day`.
    pub fn of(source: &PacketSource, day: Day) -> Self {
        let PacketSource { surfaces, criteria, controls, gaps, ratings, .. } = source;
        Self::on(surfaces, criteria, controls, gaps, ratings, day)
    }

    /// The same, of the records alone: criteria in scope by code, live controls.
    pub fn on(
        surfaces: &[Surface],
        criteria: &[Criterion],
        controls: &[Control],
        gaps: &[Gap],
        ratings: &[Rating],
        day: Day,
    ) -> Self {
        let mut series: Vec<String> = criteria.iter().map(|criterion| criterion.code.series()).collect();
        series.dedup();
        let ground = Ground { controls, gaps, values: values_of_controls(ratings), day };
        let row = |surface: &Surface| HeatRow {
            surface: surface.name.clone(),
            cells: series.iter().map(|series| ground.cell(surface, series)).collect(),
        };
        let rows = surfaces.iter().map(row).collect();
        Self { series, rows }
    }
}

/// What the cells are read from.
struct Ground<'a> {
    controls: &'a [Control],
    gaps: &'a [Gap],
    values: BTreeMap<(ControlId, Aspect), RatingValue>,
    day: Day,
}

impl Ground<'_> {
    fn cell(&self, surface: &Surface, series: &str) -> HeatCell {
        let here = |gap: &&Gap| {
            gap.surfaces.contains(&surface.code) && gap.criteria.iter().any(|code| code.series() == series)
        };
        let gaps: Vec<&Gap> = self.gaps.iter().filter(here).collect();
        let open: Vec<u8> =
            gaps.iter().filter(|gap| gap.is_open_on(self.day)).map(|gap| gap.severity.score()).collect();
        if let Some(score) = open.iter().copied().max() {
            return HeatCell::Gaps { score, count: open.len() };
        }
        let judged = self.judged(surface, series);
        match judged {
            _ if gaps.iter().any(|gap| gap.state == GapState::AcceptedRisk) => {
                HeatCell::AcceptedRisk { judged: judged == Some(true) }
            }
            None => HeatCell::NotMapped,
            Some(true) => HeatCell::Clear,
            Some(false) => HeatCell::NotJudged,
        }
    }

    /// Whether every control of the series on the surface was judged in operation; none when there is no control.
    fn judged(&self, surface: &Surface, series: &str) -> Option<bool> {
        let mut mapped = self
            .controls
            .iter()
            .filter(|control| control.is_live() && control.surfaces.contains(&surface.code))
            .filter(|control| control.criteria.iter().any(|code| code.series() == series))
            .peekable();
        mapped.peek()?;
        Some(mapped.all(|control| {
            let value = self.values.get(&(control.id, Aspect::Operation)).copied().unwrap_or(RatingValue::NotRated);
            match value {
                RatingValue::NotRated | RatingValue::NotEvaluableYet => false,
                RatingValue::Deficient | RatingValue::Partly | RatingValue::Effective => true,
            }
        }))
    }
}
