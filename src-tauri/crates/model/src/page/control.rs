//! Lines of the controls' grid: the matrix.

use serde::{Deserialize, Serialize};

use super::strip::OccurrenceStrip;
use super::{page_columns, page_of};
use crate::control::{ControlCode, ControlState, ControlType, Frequency, Nature};
use crate::criterion::CriterionCode;
use crate::gap::Level;
use crate::id::{ControlId, PersonId};
use crate::occurrence::ShownBy;
use crate::rating::RatingValue;
use crate::record::Revision;
use crate::surface::SurfaceCode;

page_columns! {
    /// Columns by which controls are sorted and filtered.
    ControlColumn {
        /// The code.
        Code = "code",
        /// The title.
        Title = "title",
        /// The criteria; sorted by the first one.
        Criteria = "criteria",
        /// The surfaces; sorted by the first one.
        Surfaces = "surfaces",
        /// The type.
        ControlType = "control_type",
        /// The nature.
        Nature = "nature",
        /// The frequency.
        Frequency = "frequency",
        /// The owner: by id, shown and sorted by name.
        Owner = "owner",
        /// The owner's role.
        OwnerRole = "owner_role",
        /// Key or not.
        Key = "key",
        /// The state.
        State = "state",
        /// The rating of its design.
        Design = "design",
        /// The rating of its operation.
        Operation = "operation",
        /// Occurrences that are expected.
        Expected = "expected",
        /// Occurrences that are done.
        Done = "done",
        /// Occurrences that are missed.
        Missed = "missed",
        /// The day on which the next one is due.
        NextDue = "next_due",
        /// The last day for it.
        LastChance = "last_chance",
        /// Live evidence items.
        Evidence = "evidence",
        /// Released evidence items.
        Released = "released",
        /// Open gaps.
        OpenGaps = "open_gaps",
        /// The worst level of an open gap.
        WorstGap = "worst_gap",
        /// The first day on which it operates.
        StartsOn = "starts_on",
    }
}

/// A control as the matrix shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ControlLine {
    /// Its id.
    pub id: ControlId,
    /// Its revision.
    pub revision: Revision,
    /// Short name.
    pub code: ControlCode,
    /// Title.
    pub title: String,
    /// Criteria, in order.
    pub criteria: Vec<CriterionCode>,
    /// Preventive, detective or corrective.
    pub control_type: ControlType,
    /// Manual, automated or IT-dependent manual.
    pub nature: Nature,
    /// How often it operates.
    pub frequency: Frequency,
    /// Person who answers for it.
    pub owner: Option<PersonId>,
    /// That person's name.
    pub owner_name: Option<String>,
    /// Role that answers for it.
    pub owner_role: String,
    /// Whether a criterion rests on it.
    pub key: bool,
    /// How far it has come.
    pub state: ControlState,
    /// Surfaces, in order.
    pub surfaces: Vec<SurfaceCode>,
    /// First day on which it operates.
    pub starts_on: Option<crate::time::Day>,
    /// The latest rating of its design.
    pub design: Option<RatingValue>,
    /// The latest rating of its operation.
    pub operation: Option<RatingValue>,
    /// What shows that it operated.
    pub shown_by: ShownBy,
    /// Its occurrences; without marks where it is shown otherwise.
    pub occurrences: OccurrenceStrip,
    /// Events of its populations, for a control that is shown by them; none while none is recorded.
    pub events: Option<u32>,
    /// Live evidence items.
    pub evidence: u32,
    /// Of these, released ones.
    pub released: u32,
    /// Open gaps.
    pub open_gaps: u32,
    /// The worst level of these.
    pub worst_gap: Option<Level>,
}

page_of! {
    /// A page of controls.
    ControlPage of ControlLine
}
