//! Surfaces: the parts of a system where things usually break, as a start for an engagement's own.

use model::criterion::CriterionCode;
use model::surface::SurfaceCode;
use serde::{Deserialize, Serialize};

use crate::cell;

/// A typical surface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurfaceEntry {
    /// Its code.
    pub code: SurfaceCode,
    /// Name as printed.
    #[serde(deserialize_with = "cell::text")]
    pub name: String,
    /// What it is, in one sentence.
    #[serde(deserialize_with = "cell::text")]
    pub description: String,
    /// Assets that it is usually made of.
    #[serde(deserialize_with = "cell::list")]
    pub typical_assets: Vec<String>,
    /// Classes of data that it usually holds or carries.
    #[serde(deserialize_with = "cell::list")]
    pub data_classes: Vec<String>,
    /// Role that usually answers for it.
    #[serde(deserialize_with = "cell::text")]
    pub owner_role: String,
    /// Criteria that it bears on most.
    #[serde(deserialize_with = "cell::list")]
    pub primary_criteria: Vec<CriterionCode>,
}
