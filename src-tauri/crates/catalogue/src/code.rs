//! Short names of reference rows, one type each, so that a pattern's code can't be passed where a template's is meant.
//! They are stable between releases: a vault keeps them to say where a gap or message began. Codes of criteria,
//! controls and surfaces are nouns of an engagement too and stand in `model`.

use std::fmt;
use std::str::FromStr;

use model::invalid::Invalid;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $holds:expr, $rule:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Invalid> {
                let holds: fn(&str) -> bool = $holds;
                Invalid::unless(holds(text), "code", $rule)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = Invalid;

            fn try_from(text: String) -> Result<Self, Invalid> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

codes! {
    /// A row that maps a criterion to another framework, such as `MAP-0001`.
    MappingCode = |text| numbered(text, "MAP-", 4), "must be MAP- and four digits";
    /// A pair of ISO/IEC 27001 Annex A editions, such as `TRN-01`.
    TransitionCode = |text| numbered(text, "TRN-", 2), "must be TRN- and two digits";
    /// A line of the request list, such as `PBC-001`.
    RequestCode = |text| numbered(text, "PBC-", 3), "must be PBC- and three digits";
    /// A failure pattern, such as `FP-001`.
    PatternCode = |text| numbered(text, "FP-", 3), "must be FP- and three digits";
    /// A rule of sampling, such as `SMP-01`.
    RuleCode = |text| numbered(text, "SMP-", 2), "must be SMP- and two digits";
    /// A notification clock, such as `DL-01`.
    DeadlineCode = |text| numbered(text, "DL-", 2), "must be DL- and two digits";
    /// A tabletop exercise, such as `TTX-01`.
    ExerciseCode = |text| numbered(text, "TTX-", 2), "must be TTX- and two digits";
    /// A communication template, such as `COMM-14`.
    TemplateCode = |text| numbered(text, "COMM-", 2), "must be COMM- and two digits";
    /// A preparation plan, such as `12-week`: its name on the command line.
    PlanCode = kebab, "must be small letters, digits and hyphens";
    /// A row that a scenario starts, such as `fo_customers`.
    RowCode = snake, "must be small letters, digits and underscores";
    /// A phase, freeze window or task of a plan, or a recurring task, such as `p12_scope`.
    StepCode = snake, "must be small letters, digits and underscores";
    /// A merge field, such as `period_start`.
    FieldName = snake, "must be small letters, digits and underscores";
}

/// Whether `text` is `prefix` and then exactly `digits` digits.
fn numbered(text: &str, prefix: &str, digits: usize) -> bool {
    let number = text.strip_prefix(prefix).unwrap_or_default();
    number.len() == digits && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` begins with a small letter and holds small letters, digits and underscores alone.
fn snake(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.len() <= 60 && text.bytes().all(inner)
}

/// Whether `text` begins and ends with a small letter or digit and holds small letters, digits and hyphens alone.
fn kebab(text: &str) -> bool {
    let outer = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = text.as_bytes();
    let ends = bytes.first().is_some_and(outer) && bytes.last().is_some_and(outer);
    ends && text.len() <= 60 && bytes.iter().all(|byte| outer(byte) || *byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_own_form() {
        assert_eq!("FP-001".parse::<PatternCode>().expect("has the form").as_str(), "FP-001");
        for wrong in ["", "FP-1", "FP-0001", "fp-001", "FP-00a", "PBC-001", "FP-001 "] {
            assert!(wrong.parse::<PatternCode>().is_err(), "{wrong:?}");
        }
        assert!("period_start".parse::<FieldName>().is_ok());
        for wrong in ["", "_x", "1x", "Period", "period start", "pé"] {
            assert!(wrong.parse::<FieldName>().is_err(), "{wrong:?}");
        }
        assert!("12-week".parse::<PlanCode>().is_ok());
        for wrong in ["", "-", "12-", "-week", "12_week", "12 week", "Week"] {
            assert!(wrong.parse::<PlanCode>().is_err(), "{wrong:?}");
        }
    }
}
