//! Severity of a gap: likelihood × impact, and the levels that it falls into.

use serde::{Deserialize, Serialize};

/// Likelihood × impact, each 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Severity {
    /// How likely it is to do harm, 1 to 5.
    pub likelihood: u8,
    /// How much harm it would do, 1 to 5.
    pub impact: u8,
}

impl Severity {
    /// The product, 1 to 25.
    pub const fn score(self) -> u8 {
        self.likelihood.saturating_mul(self.impact)
    }

    /// The level: low 1 to 4, medium 5 to 9, high 10 to 19, critical 20 to 25.
    pub const fn level(self) -> Level {
        match self.score() {
            0..=4 => Level::Low,
            5..=9 => Level::Medium,
            10..=19 => Level::High,
            _ => Level::Critical,
        }
    }
}

/// A level of severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 1 to 4.
    Low,
    /// 5 to 9.
    Medium,
    /// 10 to 19.
    High,
    /// 20 to 25.
    Critical,
}

impl Level {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}
