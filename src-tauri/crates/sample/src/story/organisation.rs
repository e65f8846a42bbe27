//! Subservice organisations of the story, with the reports that came from them through the year.

use std::collections::BTreeSet;

use model::criterion::CriterionCode;
use model::organisation::{ReportKind, SubserviceMethod};
use model::time::{Day, Instant, Span};
use serde::{Deserialize, Serialize};

use crate::key::{OrganisationKey, PersonKey};

/// A subservice organisation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationFacts {
    /// The key.
    pub key: OrganisationKey,
    /// When it was written down.
    pub at: Instant,
    /// Name.
    pub name: String,
    /// Services that the system takes from it.
    pub services: Vec<String>,
    /// How the report treats it.
    pub method: SubserviceMethod,
    /// Its newest report at that time.
    pub report: Option<ReportFacts>,
    /// Who had read that report.
    pub reviewed: Option<ReportReviewFacts>,
    /// Controls that are expected of it.
    pub complementary: Vec<ComplementaryFacts>,
    /// Reports that came later, oldest first.
    #[serde(default)]
    pub renewals: Vec<ReportRenewal>,
    /// For the consultant alone.
    #[serde(default)]
    pub internal_note: String,
}

/// A report of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportFacts {
    /// What kind it is.
    pub kind: ReportKind,
    /// Who issued it.
    pub auditor: String,
    /// The days of which it speaks.
    pub period: Span,
    /// Exceptions that it notes, and what they mean.
    pub exceptions: String,
    /// Last day of which a bridge letter speaks.
    pub bridge_until: Option<Day>,
    /// When the next report is due.
    pub next_due: Option<Day>,
}

/// A control that is expected of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplementaryFacts {
    /// What is expected.
    pub text: String,
    /// Criteria that it helps to meet.
    pub criteria: BTreeSet<CriterionCode>,
}

/// That a report was read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportReviewFacts {
    /// When it was written down.
    pub at: Instant,
    /// Who read it.
    pub by: PersonKey,
    /// When.
    pub on: Day,
}

/// A newer report, or the same one with a bridge letter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRenewal {
    /// When it was written down.
    pub at: Instant,
    /// The report.
    pub report: ReportFacts,
    /// Who read it; nobody yet, if none.
    pub reviewed: Option<ReportReviewFacts>,
}
