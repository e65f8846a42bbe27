//! Trust services criteria: identifiers with wording of our own, and which of them an engagement answers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::{CriterionId, EngagementId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;

/// A trust services category. Security (the common criteria) is always in scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Security, the common criteria CC1 to CC9.
    Security,
    /// Availability, A1.
    Availability,
    /// Confidentiality, C1.
    Confidentiality,
    /// Processing integrity, PI1.
    ProcessingIntegrity,
    /// Privacy, P1 to P8.
    Privacy,
}

impl Category {
    /// Every category, in the order of the criteria.
    pub const ALL: [Self; 5] =
        [Self::Security, Self::Availability, Self::Confidentiality, Self::ProcessingIntegrity, Self::Privacy];

    /// Name as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Security => "Security",
            Self::Availability => "Availability",
            Self::Confidentiality => "Confidentiality",
            Self::ProcessingIntegrity => "Processing integrity",
            Self::Privacy => "Privacy",
        }
    }

    const fn prefix(self) -> &'static str {
        match self {
            Self::Security => "CC",
            Self::Availability => "A",
            Self::Confidentiality => "C",
            Self::ProcessingIntegrity => "PI",
            Self::Privacy => "P",
        }
    }
}

/// The code of a criterion, such as `CC6.1`. Codes order as a report lists them: CC, A, C, PI, P.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct CriterionCode {
    category: Category,
    series: u8,
    number: u8,
}

impl CriterionCode {
    /// The category to which the criterion belongs.
    pub const fn category(self) -> Category {
        self.category
    }

    /// The series, such as `CC6`.
    pub fn series(self) -> String {
        format!("{}{}", self.category.prefix(), self.series)
    }
}

impl FromStr for CriterionCode {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("criterion", "must be a code such as CC6.1, A1.2, C1.1, PI1.3 or P6.4");
        let digits = text.find(|c: char| c.is_ascii_digit()).ok_or_else(invalid)?;
        let (prefix, rest) = text.split_at(digits);
        let category = Category::ALL.into_iter().find(|c| c.prefix() == prefix).ok_or_else(invalid)?;
        let (series, number) = rest.split_once('.').ok_or_else(invalid)?;
        let small = |digits: &str| match digits.as_bytes() {
            [digit @ b'1'..=b'9'] => Ok(digit - b'0'),
            _ => Err(invalid()),
        };
        Ok(Self { category, series: small(series)?, number: small(number)? })
    }
}

impl fmt::Display for CriterionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}.{}", self.category.prefix(), self.series, self.number)
    }
}

impl TryFrom<String> for CriterionCode {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<CriterionCode> for String {
    fn from(code: CriterionCode) -> Self {
        code.to_string()
    }
}

/// One criterion as an engagement holds it. The shipped title and summary are paraphrases of our own; text that the
/// user is licensed to hold stands beside them, never in their place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Criterion {
    /// Its id.
    pub id: CriterionId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// The code.
    pub code: CriterionCode,
    /// Title of the series, such as `Logical and physical access`.
    pub series_title: String,
    /// Short title, our wording.
    pub title: String,
    /// What it asks, our wording.
    pub summary: String,
    /// Official wording that the user imported under their own licence.
    pub licensed_text: Option<String>,
    /// Why the criterion isn't relevant to this system; none when it is.
    pub not_relevant: Option<String>,
}

impl Criterion {
    /// Checks every rule that the criterion alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::most("series_title", &self.series_title, NAME)?;
        Invalid::text("title", &self.title, NAME)?;
        Invalid::most("summary", &self.summary, PROSE)?;
        Invalid::most("licensed_text", self.licensed_text.as_deref().unwrap_or_default(), PROSE)?;
        match &self.not_relevant {
            Some(reason) => Invalid::reason("not_relevant", reason),
            None => Ok(()),
        }
    }

    /// Whether the engagement must answer it: nothing makes it irrelevant. Only criteria of categories in scope are kept.
    pub const fn is_relevant(&self) -> bool {
        self.not_relevant.is_none()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{assert_breaks, code, criterion};

    /// The 61 criteria of TSP section 100 as numbers of criteria by series, in the order of a report.
    const SERIES: [(&str, u8); 20] = [
        ("CC1", 5),
        ("CC2", 3),
        ("CC3", 4),
        ("CC4", 2),
        ("CC5", 3),
        ("CC6", 8),
        ("CC7", 5),
        ("CC8", 1),
        ("CC9", 2),
        ("A1", 3),
        ("C1", 2),
        ("PI1", 5),
        ("P1", 1),
        ("P2", 1),
        ("P3", 2),
        ("P4", 3),
        ("P5", 2),
        ("P6", 7),
        ("P7", 1),
        ("P8", 1),
    ];

    #[test]
    fn every_criterion_parses_prints_itself_and_stands_in_the_order_of_a_report() {
        let texts: Vec<String> =
            SERIES.iter().flat_map(|(series, count)| (1..=*count).map(move |n| format!("{series}.{n}"))).collect();
        assert_eq!(texts.len(), 61);
        let codes: Vec<CriterionCode> = texts.iter().map(|text| code(text)).collect();
        assert!(codes.is_sorted());
        for (code, text) in codes.iter().zip(&texts) {
            assert_eq!(code.to_string(), *text);
            assert_eq!(code.series(), text.split('.').next().expect("a series"));
            assert_eq!(serde_json::to_value(code).expect("a string"), serde_json::json!(text));
        }
        assert_eq!(code("C1.1").category(), Category::Confidentiality);
        assert_eq!(code("CC1.1").category(), Category::Security);
        assert_eq!(code("P1.1").category(), Category::Privacy);
        assert_eq!(code("PI1.1").category(), Category::ProcessingIntegrity);
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "", "CC", "CC6", "CC6.", "CC.1", "6.1", "CC0.1", "CC6.0", "CC6.10", "CC66.1", "CC6.1.1", "cc6.1", " CC6.1",
            "CC6.1 ", "CCC6.1", "X1.1", "CC-6.1", "CC6,1", "CC٦.1", "CC6.١",
        ] {
            assert_breaks(text.parse::<CriterionCode>(), "criterion");
            assert!(serde_json::from_value::<CriterionCode>(serde_json::json!(text)).is_err());
        }
    }

    proptest! {
        #[test]
        fn whatever_parses_prints_itself(text in "\\PC{0,8}|(CC|A|C|PI|P)[0-9.]{0,4}") {
            if let Ok(code) = text.parse::<CriterionCode>() {
                prop_assert_eq!(code.to_string(), text);
            }
        }
    }

    #[test]
    fn a_criterion_that_is_not_relevant_has_a_written_reason() {
        assert_eq!(criterion("CC6.1").check(), Ok(()));
        assert!(criterion("CC6.1").is_relevant());
        let out = |reason: &str| Criterion { not_relevant: Some(reason.to_owned()), ..criterion("CC6.4") };
        assert_eq!(out("The data centres are the provider's").check(), Ok(()));
        assert!(!out("The data centres are the provider's").is_relevant());
        assert_breaks(out("").check(), "not_relevant");
        assert_breaks(out(" \u{200b}").check(), "not_relevant");
        assert_breaks(Criterion { title: String::new(), ..criterion("CC6.4") }.check(), "title");
    }
}
