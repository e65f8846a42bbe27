//! Subservice organisations: others on whose controls the system relies, how a report treats them, and how far their own
//! reports reach. What they promise is never counted as a control of the client's.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::criterion::CriterionCode;
use crate::id::{EngagementId, OrganisationId, PersonId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;
use crate::time::{Day, Span};

/// How a report treats a subservice organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SubserviceMethod {
    /// Its controls stay outside; the report names its services and the controls expected of it.
    CarveOut,
    /// Its controls are described and tested with the client's.
    Inclusive,
}

impl SubserviceMethod {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CarveOut => "carve-out",
            Self::Inclusive => "inclusive",
        }
    }
}

/// What kind of assurance report an organisation has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// SOC 1 at one date.
    Soc1TypeI,
    /// SOC 1 over a period.
    Soc1TypeIi,
    /// SOC 2 at one date.
    Soc2TypeI,
    /// SOC 2 over a period.
    Soc2TypeIi,
    /// Another report.
    Other,
}

impl ReportKind {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Soc1TypeI => "SOC 1 Type I",
            Self::Soc1TypeIi => "SOC 1 Type II",
            Self::Soc2TypeI => "SOC 2 Type I",
            Self::Soc2TypeIi => "SOC 2 Type II",
            Self::Other => "other report",
        }
    }

    /// Whether it speaks of one date only.
    pub const fn is_point_in_time(self) -> bool {
        matches!(self, Self::Soc1TypeI | Self::Soc2TypeI)
    }
}

/// The newest report of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OrganisationReport {
    /// What kind it is.
    pub kind: ReportKind,
    /// Who issued it.
    pub auditor: String,
    /// The days of which it speaks; the same day twice for one at a date.
    pub period: Span,
    /// Exceptions that it notes, and what they mean for the client; empty when it notes none.
    pub exceptions: String,
    /// Last day of which the organisation's own letter speaks that bridges the time since the report.
    pub bridge_until: Option<Day>,
    /// When the next report is due.
    pub next_due: Option<Day>,
}

/// A complementary subservice organisation control: what the client takes for granted that the organisation does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ComplementaryControl {
    /// What is expected.
    pub text: String,
    /// Criteria that it helps to meet.
    pub criteria: BTreeSet<CriterionCode>,
}

/// Who read the organisation's report, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReportReview {
    /// Who.
    pub by: PersonId,
    /// When.
    pub on: Day,
}

/// A subservice organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Name as printed; unique in its engagement.
    pub name: String,
    /// Services that the system takes from it.
    pub services: Vec<String>,
    /// How the report treats it.
    pub method: SubserviceMethod,
    /// Its newest report, if it has one.
    pub report: Option<OrganisationReport>,
    /// Controls that are expected of it.
    pub complementary: Vec<ComplementaryControl>,
    /// Who read its report, and when.
    pub reviewed: Option<ReportReview>,
    /// For the consultant alone.
    pub internal_note: String,
}

impl OrganisationReport {
    fn check(&self) -> Result<(), Invalid> {
        Invalid::most("auditor", &self.auditor, NAME)?;
        Invalid::most("exceptions", &self.exceptions, PROSE)?;
        let Span { from, to } = self.period;
        Invalid::unless(from <= to, "period", "must not end before it begins")?;
        let one_day = from == to || !self.kind.is_point_in_time();
        Invalid::unless(one_day, "period", "must be one day for a report at a date")?;
        let later = |day: Option<Day>| day.is_none_or(|day| to < day);
        Invalid::unless(later(self.bridge_until), "bridge_until", "must lie after the report's last day")?;
        Invalid::unless(later(self.next_due), "next_due", "must lie after the report's last day")
    }

    /// The days of which report and bridge letter speak together. A letter bridges from the report's last day on.
    pub fn reach(&self) -> Span {
        let Span { from, to } = self.period;
        Span { from, to: self.bridge_until.map_or(to, |until| until.max(to)) }
    }
}

impl Organisation {
    /// Checks every rule that the organisation alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("name", &self.name, NAME)?;
        Invalid::lines("services", &self.services, PROSE)?;
        Invalid::most("internal_note", &self.internal_note, PROSE)?;
        for control in &self.complementary {
            Invalid::text("complementary", &control.text, PROSE)?;
        }
        let Some(report) = &self.report else { return Ok(()) };
        report.check()?;
        let read_later = self.reviewed.as_ref().is_none_or(|reviewed| report.period.to <= reviewed.on);
        Invalid::unless(read_later, "reviewed", "must not lie before the last day of the report that was read")
    }

    /// Whether a criterion is met in part by it: one of the controls expected of it is mapped there.
    pub fn meets_in_part(&self, code: CriterionCode) -> bool {
        self.complementary.iter().any(|control| control.criteria.contains(&code))
    }

    /// The days of `period` of which neither its report nor its bridge letter speaks: none, one span, or one on either
    /// side. All of `period` without a report. None for an inclusive one: its controls are described and tested with the
    /// client's, so that no report of its own is asked for.
    pub fn unreported(&self, period: Span) -> Vec<Span> {
        if self.method == SubserviceMethod::Inclusive {
            return Vec::new();
        }
        let Some(report) = &self.report else { return vec![period] };
        let Some(reached) = report.reach().meet(period) else { return vec![period] };
        let before = reached.from.pred_opt().map(|to| Span { from: period.from, to });
        let after = reached.to.succ_opt().map(|from| Span { from, to: period.to });
        [before, after].into_iter().flatten().filter(|span| span.from <= span.to).collect()
    }

    /// Number of days of `period` of which neither its report nor its bridge letter speaks.
    pub fn unreported_days(&self, period: Span) -> i64 {
        self.unreported(period).into_iter().map(Span::days).sum()
    }
}
