//! The nouns that have a sheet: a closed list, by the names that a saved mapping and the wire bear. Never their columns.

use serde::{Deserialize, Serialize};

/// A noun whose records leave and come in as a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetNoun {
    /// Controls: the control matrix.
    Control,
    /// Evidence requests.
    Request,
    /// Gaps.
    Gap,
    /// Findings.
    Finding,
    /// Tasks of the remediation plan.
    Task,
    /// People.
    Person,
    /// Evidence items: the evidence index.
    Evidence,
}

impl SheetNoun {
    /// Every noun.
    pub const ALL: [Self; 7] =
        [Self::Control, Self::Request, Self::Gap, Self::Finding, Self::Task, Self::Person, Self::Evidence];

    /// What a sheet of it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Control => "Control matrix",
            Self::Request => "Evidence requests",
            Self::Gap => "Gap analysis",
            Self::Finding => "Findings",
            Self::Task => "Remediation plan",
            Self::Person => "People",
            Self::Evidence => "Evidence index",
        }
    }
}
