//! Principal service commitments and system requirements: what the client promised, to whom, and what the system must do
//! for it. Criteria are met or not met against these.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::criterion::{Category, CriterionCode};
use crate::id::{CommitmentId, EngagementId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentKind {
    /// A principal service commitment to user entities.
    Commitment,
    /// A system requirement that follows from commitments, laws or rules.
    Requirement,
}

impl CommitmentKind {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Commitment => "service commitment",
            Self::Requirement => "system requirement",
        }
    }
}

/// Where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentSource {
    /// A contract with a customer.
    Contract,
    /// Terms of service, service levels or another public statement.
    Terms,
    /// A law or regulation.
    Law,
    /// A policy of the client's own.
    Policy,
}

impl CommitmentSource {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Terms => "terms of service",
            Self::Law => "law or regulation",
            Self::Policy => "policy",
        }
    }
}

/// A principal service commitment or system requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Commitment {
    /// Its id.
    pub id: CommitmentId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Number in the engagement, from 1; printed as `SC-003` or `SR-004`, in one series.
    pub number: u32,
    /// Commitment or requirement.
    pub kind: CommitmentKind,
    /// What is promised or required.
    pub text: String,
    /// In what kind of paper it is written.
    pub source: CommitmentSource,
    /// In which, and where: `Master agreement, clause 7.2`.
    pub source_note: String,
    /// Categories that it belongs to; at least one.
    pub categories: BTreeSet<Category>,
    /// Criteria against which it is held, of its categories or the common ones.
    pub criteria: BTreeSet<CriterionCode>,
}

impl Commitment {
    /// Its number as printed, such as `SC-003` for a commitment and `SR-004` for a requirement.
    pub fn reference(&self) -> String {
        let prefix = match self.kind {
            CommitmentKind::Commitment => "SC",
            CommitmentKind::Requirement => "SR",
        };
        format!("{prefix}-{:03}", self.number)
    }

    /// Checks every rule that the commitment alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::unless(self.number >= 1, "number", "must be at least 1")?;
        Invalid::text("text", &self.text, PROSE)?;
        Invalid::most("source_note", &self.source_note, NAME)?;
        Invalid::unless(!self.categories.is_empty(), "categories", "must name at least one category")?;
        let belongs =
            |code: &CriterionCode| code.category() == Category::Security || self.categories.contains(&code.category());
        let rule = "must be common criteria, or of a category that it belongs to";
        Invalid::unless(self.criteria.iter().all(belongs), "criteria", rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{assert_breaks, code, commitment};

    #[test]
    fn a_commitment_says_what_is_promised() {
        assert_eq!(commitment().check(), Ok(()));
        assert_eq!(commitment().reference(), "SC-001");
        let requirement = Commitment { kind: CommitmentKind::Requirement, number: 12, ..commitment() };
        assert_eq!(requirement.reference(), "SR-012");
        assert_breaks(Commitment { text: String::new(), ..commitment() }.check(), "text");
        assert_breaks(Commitment { number: 0, ..commitment() }.check(), "number");
        assert_breaks(Commitment { categories: BTreeSet::new(), ..commitment() }.check(), "categories");
    }

    #[test]
    fn its_criteria_belong_to_its_categories_or_are_common() {
        let with = |criteria: &[&str]| {
            let criteria = criteria.iter().map(|text| code(text)).collect();
            Commitment { categories: BTreeSet::from([Category::Availability]), criteria, ..commitment() }.check()
        };
        assert_eq!(with(&["A1.1", "CC7.5"]), Ok(()));
        assert_eq!(with(&[]), Ok(()));
        assert_breaks(with(&["A1.1", "C1.1"]), "criteria");
    }
}
