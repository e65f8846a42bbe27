//! Evidence requests as auditors usually make them.

use model::control::ControlCode;
use model::evidence::EvidenceKind;
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
}
