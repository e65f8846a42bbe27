//! Trust services criteria: identifiers with short wording of our own, never the official text.

use model::criterion::{Category, CriterionCode};
use serde::{Deserialize, Serialize};

use crate::cell;

/// One of the 61 criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionEntry {
    /// Its code.
    pub code: CriterionCode,
    /// Its category.
    pub category: Category,
    /// Its series, such as `CC6`.
    #[serde(deserialize_with = "cell::text")]
    pub series: String,
    /// Title of the series.
    #[serde(deserialize_with = "cell::text")]
    pub series_title: String,
    /// Short title.
    #[serde(deserialize_with = "cell::text")]
    pub title: String,
    /// What it asks, in one sentence.
    #[serde(deserialize_with = "cell::text")]
    pub summary: String,
    /// COSO principle 1 to 17; none for CC6 to CC9 and the categories beside Security.
    #[serde(deserialize_with = "cell::optional")]
    pub coso_principle: Option<u8>,
    /// Whether every SOC 2 report answers it.
    #[serde(deserialize_with = "cell::yes_no")]
    pub in_every_report: bool,
}
