//! Notification clocks of laws and contracts: a planning aid that names its basis, never legal advice.

use serde::{Deserialize, Serialize};

use crate::cell;
use crate::code::DeadlineCode;

/// In what a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockUnit {
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Business days.
    BusinessDays,
    /// Calendar months.
    Months,
    /// Without undue delay; the value is 0.
    Immediate,
}

impl ClockUnit {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::BusinessDays => "business days",
            Self::Months => "months",
            Self::Immediate => "without undue delay",
        }
    }
}

/// A clock that starts with an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineEntry {
    /// Its code.
    pub code: DeadlineCode,
    /// Law, rule or contract.
    #[serde(deserialize_with = "cell::text")]
    pub regime: String,
    /// What sets it off.
    #[serde(deserialize_with = "cell::text")]
    pub trigger: String,
    /// From when it counts.
    #[serde(deserialize_with = "cell::text")]
    pub clock_start: String,
    /// How many units.
    pub clock_value: u32,
    /// Of which unit.
    pub clock_unit: ClockUnit,
    /// The clock in words.
    #[serde(deserialize_with = "cell::text")]
    pub clock_text: String,
    /// Who is told.
    #[serde(deserialize_with = "cell::text")]
    pub recipient: String,
    /// Who must tell.
    #[serde(deserialize_with = "cell::text")]
    pub obligated_party: String,
    /// Where it is written.
    #[serde(deserialize_with = "cell::text")]
    pub legal_reference: String,
    /// How the row was checked.
    #[serde(deserialize_with = "cell::text")]
    pub verification: String,
    /// What else to know.
    #[serde(deserialize_with = "cell::text")]
    pub note: String,
}
