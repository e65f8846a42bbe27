//! Sample sizes as published practice has them. Guidance: no standard fixes them, the service auditor decides.

use std::fmt;
use std::str::FromStr;

use model::control::Frequency;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::{Deserialize, Serialize};

use crate::cell;
use crate::code::RuleCode;

/// What a rule speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Sampled {
    /// Controls of a frequency.
    Control(Frequency),
    /// A statute's table, shown for comparison.
    StatutoryReference,
    /// How a sample grows after a deviation.
    Expansion,
}

impl FromStr for Sampled {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        match text {
            "statutory_reference" => Ok(Self::StatutoryReference),
            "expansion" => Ok(Self::Expansion),
            frequency => {
                let word: StrDeserializer<'_, ValueError> = frequency.into_deserializer();
                Frequency::deserialize(word).map(Self::Control)
            }
        }
    }
}

impl TryFrom<String> for Sampled {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl From<Sampled> for String {
    fn from(sampled: Sampled) -> Self {
        sampled.to_string()
    }
}

impl fmt::Display for Sampled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Control(frequency) => f.write_str(&frequency.name().replace([' ', '-'], "_")),
            Self::StatutoryReference => f.write_str("statutory_reference"),
            Self::Expansion => f.write_str("expansion"),
        }
    }
}

/// A rule of sampling: for a population of a size, how many items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamplingRule {
    /// Its code.
    pub code: RuleCode,
    /// What it speaks of.
    pub frequency: Sampled,
    /// Smallest population, in items.
    pub population_min: u32,
    /// Largest population, in items.
    pub population_max: u32,
    /// Items at low risk.
    pub sample_low_risk: u32,
    /// Items as usual.
    pub sample_typical: u32,
    /// Items at high risk.
    pub sample_high_risk: u32,
    /// How the items are chosen.
    #[serde(deserialize_with = "cell::text")]
    pub method: String,
    /// On what the numbers rest.
    #[serde(deserialize_with = "cell::text")]
    pub basis: String,
    /// Where they were published.
    #[serde(deserialize_with = "cell::text")]
    pub source_reference: String,
}

impl SamplingRule {
    /// Whether the rule speaks of a control of `frequency` with `population` items.
    pub fn fits(&self, frequency: Frequency, population: u32) -> bool {
        self.frequency == Sampled::Control(frequency)
            && (self.population_min..=self.population_max).contains(&population)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_rule_speaks_of_reads_back_as_written() {
        for text in ["continuous", "per_event", "daily", "weekly", "monthly", "quarterly", "semi_annual", "annual"] {
            let sampled: Sampled = text.parse().expect("is a frequency");
            assert!(matches!(sampled, Sampled::Control(_)));
            assert_eq!(sampled.to_string(), text);
        }
        for text in ["statutory_reference", "expansion"] {
            assert_eq!(text.parse::<Sampled>().expect("is known").to_string(), text);
        }
        assert!("hourly".parse::<Sampled>().is_err());
    }
}
