//! Failure patterns: what usually breaks on a surface, as a start for a gap. A cost range speaks of a whole programme:
//! it is shown as a reference, never copied into a gap and never added up.

use std::fmt;
use std::str::FromStr;

use model::control::ControlCode;
use model::criterion::CriterionCode;
use model::gap::{GapKind, Severity};
use model::invalid::Invalid;
use model::surface::SurfaceCode;
use serde::{Deserialize, Serialize};

use crate::cell;
use crate::code::PatternCode;

/// A criterion, or a whole series, as practitioners cite it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Cited {
    /// One criterion.
    Criterion(CriterionCode),
    /// A whole series, such as `CC9`.
    Series(String),
}

impl FromStr for Cited {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if let Ok(code) = text.parse() {
            return Ok(Self::Criterion(code));
        }
        let first: CriterionCode = format!("{text}.1").parse()?;
        Ok(Self::Series(first.series()))
    }
}

impl TryFrom<String> for Cited {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Cited> for String {
    fn from(cited: Cited) -> Self {
        cited.to_string()
    }
}

impl fmt::Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Criterion(code) => code.fmt(f),
            Self::Series(series) => f.write_str(series),
        }
    }
}

/// A typical shortfall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternEntry {
    /// Its code.
    pub code: PatternCode,
    /// Title.
    #[serde(deserialize_with = "cell::text")]
    pub title: String,
    /// Surfaces on which it is found.
    #[serde(deserialize_with = "cell::list")]
    pub surfaces: Vec<SurfaceCode>,
    /// What falls short.
    pub gap_kind: GapKind,
    /// What is found, in one or two sentences.
    #[serde(deserialize_with = "cell::text")]
    pub description: String,
    /// Criteria that it bears on.
    #[serde(deserialize_with = "cell::list")]
    pub criteria: Vec<CriterionCode>,
    /// What practitioners often cite for it, where they do.
    #[serde(deserialize_with = "cell::list")]
    pub often_cited_criteria: Vec<Cited>,
    /// How likely it usually is to do harm, 1 to 5.
    pub likelihood: u8,
    /// How much harm it usually does, 1 to 5.
    pub impact: u8,
    /// What usually puts it right.
    #[serde(deserialize_with = "cell::text")]
    pub remediation_direction: String,
    /// What must be true before the gap can close.
    #[serde(deserialize_with = "cell::list")]
    pub acceptance_criteria: Vec<String>,
    /// Controls that it bears on.
    #[serde(deserialize_with = "cell::list")]
    pub controls: Vec<ControlCode>,
    /// Effort in person-days.
    pub typical_effort_days: u32,
    /// On what the effort rests.
    #[serde(deserialize_with = "cell::text")]
    pub effort_basis: String,
    /// Lower end of a whole programme's cost, US dollars.
    #[serde(deserialize_with = "cell::optional")]
    pub cost_usd_min: Option<u64>,
    /// Upper end of a whole programme's cost, US dollars.
    #[serde(deserialize_with = "cell::optional")]
    pub cost_usd_max: Option<u64>,
    /// Whether that upper end is open: so much, or more.
    #[serde(deserialize_with = "cell::yes_no")]
    pub cost_open_ended: bool,
    /// Of which programme the range speaks.
    #[serde(deserialize_with = "cell::optional")]
    pub cost_basis: Option<String>,
    /// A figure worth knowing, for reference.
    #[serde(deserialize_with = "cell::optional")]
    pub reference_note: Option<String>,
}

impl PatternEntry {
    /// The severity that a gap begins with.
    pub const fn severity(&self) -> Severity {
        Severity { likelihood: self.likelihood, impact: self.impact }
    }
}
