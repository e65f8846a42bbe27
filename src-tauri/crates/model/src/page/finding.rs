//! Lines of the findings' grid.

use serde::{Deserialize, Serialize};

use super::{page_columns, page_of};
use crate::clocks::ClockKind;
use crate::criterion::CriterionCode;
use crate::finding::{Deviations, FindingSource, FindingState};
use crate::gap::Level;
use crate::id::{FindingId, PersonId};
use crate::record::Revision;
use crate::time::Day;

page_columns! {
    /// Columns by which findings are sorted and filtered.
    FindingColumn {
        /// The number as printed, such as `FND-003`; sorted by number.
        Reference = "reference",
        /// The reference of whoever raised it.
        AuditorReference = "auditor_reference",
        /// The wording.
        Wording = "wording",
        /// What raised it.
        Source = "source",
        /// How grave it is.
        Severity = "severity",
        /// The state.
        State = "state",
        /// The owner: by id, shown and sorted by name.
        Owner = "owner",
        /// When it was raised.
        RaisedOn = "raised_on",
        /// By when it is to be fixed.
        DueOn = "due_on",
        /// The codes of its controls; sorted by the first one.
        Controls = "controls",
        /// The criteria; sorted by the first one.
        Criteria = "criteria",
    }
}

/// What of a finding falls due next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FindingClock {
    /// Whether the response or the fix is awaited.
    pub kind: ClockKind,
    /// By when.
    pub due: Day,
    /// Whether that day has gone by.
    pub overdue: bool,
}

/// A finding as its grid shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FindingLine {
    /// Its id.
    pub id: FindingId,
    /// Its revision.
    pub revision: Revision,
    /// Number in the engagement.
    pub number: u32,
    /// The number as printed, such as `FND-003`.
    pub reference: String,
    /// The reference that whoever raised it gave it.
    pub auditor_reference: Option<String>,
    /// The wording of whoever raised it.
    pub wording: String,
    /// What raised it.
    pub source: FindingSource,
    /// How grave we hold it to be.
    pub severity: Option<Level>,
    /// Where it stands.
    pub state: FindingState,
    /// Deviations among the items tested.
    pub deviations: Option<Deviations>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// That person's name.
    pub owner_name: Option<String>,
    /// When it was raised.
    pub raised_on: Day,
    /// By when it is to be fixed.
    pub due_on: Option<Day>,
    /// What falls due next; none when nothing is awaited or no day is set.
    pub clock: Option<FindingClock>,
    /// Codes of the controls that deviated, in order.
    pub controls: Vec<String>,
    /// Criteria that it bears on, in order.
    pub criteria: Vec<CriterionCode>,
    /// References of the gaps that speak of the same shortfall, in order.
    pub gaps: Vec<String>,
}

page_of! {
    /// A page of findings.
    FindingPage of FindingLine
}
