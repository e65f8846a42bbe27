//! From criteria to other frameworks. Identifiers only, and no official crosswalk: each relation is a judgement.

use model::control::Relation;
use model::criterion::CriterionCode;
use serde::{Deserialize, Serialize};

use crate::cell;
use crate::code::{MappingCode, TransitionCode};

/// A framework to which criteria map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Framework {
    /// ISO/IEC 27001:2013, Annex A.
    #[serde(rename = "iso27001_2013")]
    Iso27001Of2013,
    /// ISO/IEC 27001:2022, Annex A.
    #[serde(rename = "iso27001_2022")]
    Iso27001Of2022,
    /// NIST Cybersecurity Framework 2.0.
    #[serde(rename = "nist_csf_2_0")]
    NistCsf2,
    /// General Data Protection Regulation.
    #[serde(rename = "gdpr")]
    Gdpr,
    /// California Consumer Privacy Act as amended.
    #[serde(rename = "ccpa_cpra")]
    CcpaCpra,
    /// Web Content Accessibility Guidelines 2.2: accessible communication and sign-in only.
    #[serde(rename = "wcag_2_2")]
    Wcag22,
}

impl Framework {
    /// Every framework.
    pub const ALL: [Self; 6] =
        [Self::Iso27001Of2013, Self::Iso27001Of2022, Self::NistCsf2, Self::Gdpr, Self::CcpaCpra, Self::Wcag22];

    /// Short name, as a control's mapping keeps it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Iso27001Of2013 => "iso27001_2013",
            Self::Iso27001Of2022 => "iso27001_2022",
            Self::NistCsf2 => "nist_csf_2_0",
            Self::Gdpr => "gdpr",
            Self::CcpaCpra => "ccpa_cpra",
            Self::Wcag22 => "wcag_2_2",
        }
    }

    /// Name as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Iso27001Of2013 => "ISO/IEC 27001:2013",
            Self::Iso27001Of2022 => "ISO/IEC 27001:2022",
            Self::NistCsf2 => "NIST CSF 2.0",
            Self::Gdpr => "GDPR",
            Self::CcpaCpra => "CCPA/CPRA",
            Self::Wcag22 => "WCAG 2.2",
        }
    }
}

/// A criterion and what of another framework it meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappingEntry {
    /// Its code.
    pub code: MappingCode,
    /// The criterion.
    pub criterion: CriterionCode,
    /// The framework.
    pub framework: Framework,
    /// Identifier in it.
    #[serde(deserialize_with = "cell::text")]
    pub target: String,
    /// How they relate, read from target to criterion.
    pub relation: Relation,
    /// On what the row rests.
    #[serde(deserialize_with = "cell::text")]
    pub basis: String,
}

/// An identifier that exists in a framework.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameworkTarget {
    /// The framework.
    pub framework: Framework,
    /// The identifier.
    #[serde(deserialize_with = "cell::text")]
    pub target: String,
}

/// An Annex A control of 2013 and where it went in 2022.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransitionEntry {
    /// Its code.
    pub code: TransitionCode,
    /// Identifier of 2013.
    #[serde(deserialize_with = "cell::text")]
    pub iso27001_2013: String,
    /// Identifier of 2022.
    #[serde(deserialize_with = "cell::text")]
    pub iso27001_2022: String,
    /// How they relate, read from 2013 to 2022.
    pub relation: Relation,
}
