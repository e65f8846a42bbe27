//! Lines of the gaps' grid.

use serde::{Deserialize, Serialize};

use super::{page_columns, page_of};
use crate::criterion::CriterionCode;
use crate::gap::{Cost, GapKind, GapSource, GapState, Level, Severity};
use crate::id::{GapId, PersonId};
use crate::record::Revision;
use crate::surface::SurfaceCode;
use crate::time::Day;

page_columns! {
    /// Columns by which gaps are sorted and filtered.
    GapColumn {
        /// The number as printed, such as `GAP-014`; sorted by number.
        Reference = "reference",
        /// The title.
        Title = "title",
        /// The state.
        State = "state",
        /// Whether it counts as open.
        Open = "open",
        /// The level of its severity.
        Level = "level",
        /// Likelihood × impact.
        Score = "score",
        /// What falls short.
        Kind = "kind",
        /// What brought it to light.
        Source = "source",
        /// The lower end of its cost.
        CostLow = "cost_low",
        /// The upper end of its cost.
        CostHigh = "cost_high",
        /// Effort in person-days.
        EffortDays = "effort_days",
        /// The owner: by id, shown and sorted by name.
        Owner = "owner",
        /// When it was found.
        FoundOn = "found_on",
        /// By when it is to be fixed: the target.
        DueOn = "due_on",
        /// The surfaces; sorted by the first one.
        Surfaces = "surfaces",
        /// The criteria; sorted by the first one.
        Criteria = "criteria",
        /// The codes of its controls; sorted by the first one.
        Controls = "controls",
    }
}

/// A gap as its grid shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct GapLine {
    /// Its id.
    pub id: GapId,
    /// Its revision.
    pub revision: Revision,
    /// Number in the engagement.
    pub number: u32,
    /// The number as printed, such as `GAP-014`.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Where it stands.
    pub state: GapState,
    /// Whether it counts as open, an ended acceptance of its risk included.
    pub open: bool,
    /// Likelihood and impact.
    pub severity: Severity,
    /// The level of that.
    pub level: Level,
    /// Likelihood × impact.
    pub score: u8,
    /// What falls short.
    pub kind: GapKind,
    /// Who or what brought it to light.
    pub source: GapSource,
    /// The engagement's own estimate of cost.
    pub cost: Option<Cost>,
    /// Effort in person-days.
    pub effort_days: Option<u32>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// That person's name.
    pub owner_name: Option<String>,
    /// When it was found.
    pub found_on: Day,
    /// By when it is to be fixed: the target.
    pub due_on: Option<Day>,
    /// Surfaces on which it stands, in order.
    pub surfaces: Vec<SurfaceCode>,
    /// Criteria that it bears on, in order.
    pub criteria: Vec<CriterionCode>,
    /// Codes of the controls that it bears on, in order.
    pub controls: Vec<String>,
}

page_of! {
    /// A page of gaps.
    GapPage of GapLine
}
