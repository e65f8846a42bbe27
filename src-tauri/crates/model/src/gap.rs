//! Gaps: shortfalls found before the auditor does, with severity, cost and the proof that closes them.

mod severity;
mod state;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::severity::{Level, Severity};
pub use self::state::GapState;
use crate::criterion::CriterionCode;
use crate::evidence::EvidenceItem;
use crate::id::{ControlId, EngagementId, GapId, PersonId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;
pub use crate::retest::Retest;
use crate::retest::{check_evidence, check_proof, fix_date};
use crate::surface::SurfaceCode;
use crate::time::Day;

/// Who or what brought a gap to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum GapSource {
    /// The client's or consultant's own assessment.
    SelfAssessment,
    /// A customer's procurement review.
    ProcurementReview,
    /// The last report.
    PriorReport,
    /// A complaint.
    Complaint,
    /// An incident.
    Incident,
    /// Monitoring.
    Monitoring,
    /// The auditor.
    Auditor,
    /// A regulator.
    Regulator,
}

impl GapSource {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SelfAssessment => "self-assessment",
            Self::ProcurementReview => "procurement review",
            Self::PriorReport => "prior report",
            Self::Complaint => "complaint",
            Self::Incident => "incident",
            Self::Monitoring => "monitoring",
            Self::Auditor => "auditor",
            Self::Regulator => "regulator",
        }
    }
}

/// What falls short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// No control, or one that would not meet the criterion.
    Design,
    /// A control that did not run as described.
    Operation,
    /// A control that ran without proof.
    Evidence,
    /// A document that is missing or out of date.
    Documentation,
}

impl GapKind {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Operation => "operation",
            Self::Evidence => "evidence",
            Self::Documentation => "documentation",
        }
    }
}

/// An estimate of cost, in whole units of a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Cost {
    /// Lower end.
    pub low: u64,
    /// Upper end.
    pub high: u64,
    /// ISO 4217 code, such as `USD`.
    pub currency: String,
    /// On what the estimate rests; never a catalogue's reference range.
    pub basis: String,
}

/// One thing that must be true before the gap can close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AcceptanceCriterion {
    /// What must be true.
    pub text: String,
    /// What will show it.
    pub shown_by: String,
    /// By when.
    pub due_on: Option<Day>,
    /// Whether it is met.
    pub met: bool,
}

/// An accepted risk ends: who accepted it, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RiskAcceptance {
    /// Who accepts it.
    pub approver: PersonId,
    /// Last day on which the acceptance holds.
    pub until: Day,
    /// Why.
    pub reason: String,
}

/// The catalogue's cost range of a whole retrofit, shown beside a gap and never copied into its cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReferenceRange {
    /// Lower end, US dollars.
    pub low: u64,
    /// Upper end, US dollars.
    pub high: u64,
    /// What the range speaks of.
    pub basis: String,
}

/// A shortfall against criteria, controls and surfaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Gap {
    /// Its id.
    pub id: GapId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Number in the engagement, from 1; printed as `GAP-014` and never used again.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Who or what brought it to light.
    pub source: GapSource,
    /// What falls short.
    pub kind: GapKind,
    /// What was found.
    pub description: String,
    /// Why it came about.
    pub root_cause: String,
    /// Criteria that it bears on.
    pub criteria: BTreeSet<CriterionCode>,
    /// Controls that it bears on.
    pub controls: BTreeSet<ControlId>,
    /// Surfaces on which it stands.
    pub surfaces: BTreeSet<SurfaceCode>,
    /// Likelihood × impact.
    pub severity: Severity,
    /// Effort in person-days.
    pub effort_days: Option<u32>,
    /// The engagement's own estimate of cost.
    pub cost: Option<Cost>,
    /// The catalogue's range, for reference.
    pub reference: Option<ReferenceRange>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// When it was found.
    pub found_on: Day,
    /// By when it is to be fixed.
    pub due_on: Option<Day>,
    /// What will be done.
    pub remedy: String,
    /// What must be true before it closes.
    pub acceptance: Vec<AcceptanceCriterion>,
    /// Where it stands.
    pub state: GapState,
    /// When the fix was in place.
    pub fixed_on: Option<Day>,
    /// The retest.
    pub retest: Option<Retest>,
    /// Since when the fixed control operates.
    pub operating_since: Option<Day>,
    /// The acceptance of its risk.
    pub acceptance_of_risk: Option<RiskAcceptance>,
    /// The gap of an earlier engagement that it carries on: prior, to be retested.
    pub prior: Option<GapId>,
    /// The failure pattern of the catalogue that it began from, such as `FP-001`.
    pub pattern: Option<String>,
    /// For the consultant alone.
    pub internal_note: String,
}

impl Gap {
    /// The gap's number as printed, such as `GAP-014`.
    pub fn reference(&self) -> String {
        format!("GAP-{:03}", self.number)
    }

    /// Checks every rule that the gap alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("title", &self.title, NAME)?;
        Invalid::unless(self.number >= 1, "number", "must be at least 1")?;
        Invalid::text("description", &self.description, PROSE)?;
        Invalid::most("root_cause", &self.root_cause, PROSE)?;
        Invalid::most("remedy", &self.remedy, PROSE)?;
        Invalid::most("internal_note", &self.internal_note, PROSE)?;
        Invalid::unless(self.prior != Some(self.id), "prior", "must name another gap")?;
        let scale = 1..=5;
        Invalid::unless(scale.contains(&self.severity.likelihood), "likelihood", "must be 1 to 5")?;
        Invalid::unless(scale.contains(&self.severity.impact), "impact", "must be 1 to 5")?;
        for criterion in &self.acceptance {
            Invalid::text("acceptance", &criterion.text, PROSE)?;
        }
        let not_before_found = |day: Option<Day>| day.is_none_or(|day| day >= self.found_on);
        Invalid::unless(not_before_found(self.due_on), "due_on", "must not lie before the gap was found")?;
        Invalid::unless(not_before_found(self.fixed_on), "fixed_on", "must not lie before the gap was found")?;
        self.check_cost()?;
        self.check_state()
    }

    fn check_cost(&self) -> Result<(), Invalid> {
        let Some(cost) = &self.cost else { return Ok(()) };
        Invalid::unless(cost.low <= cost.high, "cost", "must not have an upper end below its lower end")?;
        let code = cost.currency.len() == 3 && cost.currency.bytes().all(|b| b.is_ascii_uppercase());
        Invalid::unless(code, "currency", "must be an ISO 4217 code such as USD")?;
        Invalid::unless(
            Invalid::text("basis", &cost.basis, PROSE).is_ok(),
            "basis",
            "must say on what the cost rests",
        )?;
        let copied = self.reference.as_ref().is_some_and(|range| {
            (cost.low, cost.high, cost.currency.as_str()) == (range.low, range.high, "USD") || cost.basis == range.basis
        });
        Invalid::unless(!copied, "cost", "must be the engagement's own estimate, not the catalogue's reference range")
    }

    fn check_state(&self) -> Result<(), Invalid> {
        match self.state {
            GapState::Open | GapState::InProgress | GapState::Reopened => Ok(()),
            GapState::FixedAwaitingProof => fix_date(self.fixed_on).map(|_| ()),
            GapState::Retested => self.check_proof(),
            GapState::OperatingSince => {
                self.check_proof()?;
                let fixed_on = fix_date(self.fixed_on)?;
                let since = self
                    .operating_since
                    .ok_or_else(|| Invalid::new("operating_since", "must say since when the fixed control operates"))?;
                Invalid::unless(fixed_on <= since, "operating_since", "must not lie before the fix")
            }
            GapState::AcceptedRisk => {
                let accepted = self.acceptance_of_risk.as_ref();
                let accepted = accepted
                    .ok_or_else(|| Invalid::new("acceptance_of_risk", "must name an approver and an end date"))?;
                Invalid::reason("acceptance_of_risk", &accepted.reason)?;
                Invalid::unless(
                    accepted.until >= self.found_on,
                    "acceptance_of_risk",
                    "must not end before the gap was found",
                )
            }
        }
    }

    /// A closed gap was retested after the fix, on named evidence, by another person than its owner.
    fn check_proof(&self) -> Result<(), Invalid> {
        check_proof(self.owner, self.fixed_on, self.retest.as_ref())
    }

    /// Checks that every item of the retest was accepted and captured after the fix; `evidence` are the items that the
    /// retest names.
    pub fn check_retest(&self, evidence: &[&EvidenceItem]) -> Result<(), Invalid> {
        check_evidence(self.fixed_on, self.retest.as_ref(), evidence)
    }

    /// Whether an accepted risk has run out on `day`: it counts as open again.
    pub fn acceptance_ended(&self, day: Day) -> bool {
        self.state == GapState::AcceptedRisk && self.acceptance_of_risk.as_ref().is_some_and(|a| a.until < day)
    }

    /// Whether its fix is still to come on `day`, so that its due date can pass.
    pub fn awaits_fix_on(&self, day: Day) -> bool {
        match self.state {
            GapState::Open | GapState::InProgress | GapState::Reopened => true,
            GapState::AcceptedRisk => self.acceptance_ended(day),
            GapState::FixedAwaitingProof | GapState::Retested | GapState::OperatingSince => false,
        }
    }

    /// Whether it counts as open on `day`.
    pub fn is_open_on(&self, day: Day) -> bool {
        self.state.is_open() || self.acceptance_ended(day)
    }
}
