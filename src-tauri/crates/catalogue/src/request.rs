//! Evidence requests as auditors usually make them.

use model::control::ControlCode;
use model::evidence::EvidenceKind;
use model::request::PopulationKind;
use model::surface::SurfaceCode;
use serde::{Deserialize, Serialize};

use crate::cell;
use crate::code::RequestCode;

/// Whether a request speaks of the period or of one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// The whole period.
    PeriodBased,
    /// One moment.
    PointInTime,
}

impl Timing {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PeriodBased => "whole period",
            Self::PointInTime => "point in time",
        }
    }
}

/// A typical line of a request list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestEntry {
    /// Its code.
    pub code: RequestCode,
    /// What is asked for.
    #[serde(deserialize_with = "cell::text")]
    pub text: String,
    /// Controls that it supports.
    #[serde(deserialize_with = "cell::list")]
    pub controls: Vec<ControlCode>,
    /// What the answer is.
    pub kind: EvidenceKind,
    /// Period or moment.
    pub timing: Timing,
    /// Days after which an answer is stale; a default to edit.
    pub freshness_days: u16,
    /// What shows that the answer is complete and accurate.
    #[serde(deserialize_with = "cell::text")]
    pub completeness: String,
    /// Surfaces from which it comes.
    #[serde(deserialize_with = "cell::list")]
    pub surfaces: Vec<SurfaceCode>,
    /// The population that it asks for; none when it asks for something else.
    #[serde(deserialize_with = "cell::optional_word")]
    pub population: Option<PopulationKind>,
    /// The requests for the populations from which its sample is drawn.
    #[serde(deserialize_with = "cell::list")]
    pub drawn_from: Vec<RequestCode>,
    /// Why the auditor's testing waits for it; none when nothing does.
    #[serde(deserialize_with = "cell::optional")]
    pub blocker: Option<String>,
    /// Business days in which an answer is usually wanted, from the day of the request; a default to edit.
    pub due_business_days: u16,
}

impl RequestEntry {
    /// Whether the auditor's testing waits for it, so that it is answered first.
    pub const fn blocks_testing(&self) -> bool {
        self.blocker.is_some()
    }
}
