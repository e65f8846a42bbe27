//! Tabletop exercises with their injects.

use model::control::ControlCode;
use model::surface::SurfaceCode;
use serde::{Deserialize, Serialize};

use crate::cell;
use crate::code::ExerciseCode;

/// An exercise to be held at a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExerciseEntry {
    /// Its code.
    pub code: ExerciseCode,
    /// Title.
    #[serde(deserialize_with = "cell::text")]
    pub title: String,
    /// Surfaces that it touches.
    #[serde(deserialize_with = "cell::list")]
    pub surfaces: Vec<SurfaceCode>,
    /// Controls that it exercises.
    #[serde(deserialize_with = "cell::list")]
    pub controls: Vec<ControlCode>,
    /// What the players are told first.
    #[serde(deserialize_with = "cell::text")]
    pub setup: String,
    /// What they are told later, each with its time: `T+15` in minutes, `T+2h`, `T+1d`.
    #[serde(deserialize_with = "cell::list")]
    pub injects: Vec<String>,
    /// What good players do, in order.
    #[serde(deserialize_with = "cell::list")]
    pub expected_procedure: Vec<String>,
    /// What is timed.
    #[serde(deserialize_with = "cell::text")]
    pub sla_measured: String,
    /// The time that it may take.
    #[serde(deserialize_with = "cell::text")]
    pub sla_target: String,
    /// Who sits at the table.
    #[serde(deserialize_with = "cell::list")]
    pub participants: Vec<String>,
    /// When it went well.
    #[serde(deserialize_with = "cell::text")]
    pub success_criteria: String,
}
