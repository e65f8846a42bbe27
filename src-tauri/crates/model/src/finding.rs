//! Findings: shortfalls that an audit or a monitoring check raised, in its own words, with management's response and the
//! proof that closes them. The shortfalls that we find before the auditor does are gaps.

mod state;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::state::FindingState;
use crate::criterion::CriterionCode;
use crate::evidence::EvidenceItem;
use crate::gap::Level;
use crate::id::{ControlId, EngagementId, FindingId, GapId, PersonId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;
use crate::retest::{Retest, check_evidence, check_proof};
use crate::time::Day;

/// What raised a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingSource {
    /// An audit.
    Audit,
    /// A monitoring check.
    Monitoring,
}

impl FindingSource {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Audit => "audit",
            Self::Monitoring => "monitoring",
        }
    }
}

/// What a test found: so many deviations among so many items tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Deviations {
    /// Items that deviated.
    pub found: u32,
    /// Items that were tested.
    pub tested: u32,
}

/// Management's response. It stands in the part of a report that the auditor doesn't examine, so it keeps to facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ManagementResponse {
    /// The response.
    pub text: String,
    /// Who gives it for management.
    pub by: PersonId,
    /// When.
    pub on: Day,
}

/// Who took note of a finding, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Acknowledgement {
    /// Who.
    pub by: PersonId,
    /// When.
    pub on: Day,
}

/// A shortfall that an audit or a monitoring check raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Number in the engagement, from 1; printed as `FND-003` and never used again.
    pub number: u32,
    /// The reference that whoever raised it gave it, character for character.
    pub auditor_reference: Option<String>,
    /// The wording of whoever raised it, character for character.
    pub wording: String,
    /// What raised it.
    pub source: FindingSource,
    /// When it was raised.
    pub raised_on: Day,
    /// Controls that deviated.
    pub controls: BTreeSet<ControlId>,
    /// Criteria that it bears on.
    pub criteria: BTreeSet<CriterionCode>,
    /// Deviations among the items tested, where items were tested.
    pub deviations: Option<Deviations>,
    /// Why it came about.
    pub cause: String,
    /// How far it reaches: periods, systems, persons.
    pub extent: String,
    /// What it does to the service commitments and system requirements.
    pub effect: String,
    /// Controls that compensated.
    pub compensating: BTreeSet<ControlId>,
    /// How they compensated.
    pub compensating_note: String,
    /// How grave we hold it to be; none while nobody has judged, and where it isn't told.
    pub severity: Option<Level>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// By when it is to be fixed.
    pub due_on: Option<Day>,
    /// Gaps that speak of the same shortfall.
    pub gaps: BTreeSet<GapId>,
    /// Who took note of it, and when.
    pub acknowledged: Option<Acknowledgement>,
    /// Management's response.
    pub response: Option<ManagementResponse>,
    /// When the fix was in place.
    pub fixed_on: Option<Day>,
    /// The retest.
    pub retest: Option<Retest>,
    /// When it was closed.
    pub closed_on: Option<Day>,
    /// Where it stands.
    pub state: FindingState,
    /// The finding of an earlier engagement that it carries on: prior, to be retested.
    pub prior: Option<FindingId>,
    /// For the consultant alone.
    pub internal_note: String,
}

impl Finding {
    /// The finding's number as printed, such as `FND-003`.
    pub fn reference(&self) -> String {
        format!("FND-{:03}", self.number)
    }

    /// Checks every rule that the finding alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::unless(self.number >= 1, "number", "must be at least 1")?;
        Invalid::text("wording", &self.wording, PROSE)?;
        if let Some(reference) = &self.auditor_reference {
            Invalid::text("auditor_reference", reference, NAME)?;
        }
        for (field, text) in [
            ("cause", &self.cause),
            ("extent", &self.extent),
            ("effect", &self.effect),
            ("compensating_note", &self.compensating_note),
            ("internal_note", &self.internal_note),
        ] {
            Invalid::most(field, text, PROSE)?;
        }
        if let Some(Deviations { found, tested }) = self.deviations {
            Invalid::unless(tested >= 1, "deviations", "must name at least one item tested")?;
            Invalid::unless(found <= tested, "deviations", "must not be more than the items tested")?;
        }
        let both = self.compensating.intersection(&self.controls).next();
        Invalid::unless(both.is_none(), "compensating", "must be other controls than those that deviated")?;
        Invalid::unless(self.prior != Some(self.id), "prior", "must name another finding")?;
        self.check_dates()?;
        self.check_state()
    }

    fn check_dates(&self) -> Result<(), Invalid> {
        let after_raised = |field, day: Option<Day>| {
            let holds = day.is_none_or(|day| day >= self.raised_on);
            Invalid::unless(holds, field, "must not lie before the finding was raised")
        };
        after_raised("due_on", self.due_on)?;
        after_raised("acknowledged", self.acknowledged.as_ref().map(|it| it.on))?;
        after_raised("response", self.response.as_ref().map(|it| it.on))
    }

    /// Each state needs what the steps to it gave; a finding that comes back keeps what it had. A fix may be older than the
    /// finding: auditors raise what was put right within the period, too.
    fn check_state(&self) -> Result<(), Invalid> {
        let rule = |holds, field, rule: &str| Invalid::unless(holds, field, rule);
        if let Some(response) = &self.response {
            Invalid::text("response", &response.text, PROSE)?;
        }
        if self.state >= FindingState::Acknowledged {
            rule(self.acknowledged.is_some(), "acknowledged", "must say who took note of the finding, and when")?;
        }
        if self.state >= FindingState::Responded {
            rule(self.response.is_some(), "response", "must say what management responds, for whom and when")?;
        }
        if self.state >= FindingState::InRemediation {
            rule(self.owner.is_some(), "owner", "must be named before remediation begins")?;
        }
        if self.state >= FindingState::Verified {
            check_proof(self.owner, self.fixed_on, self.retest.as_ref())?;
        }
        let closed = self.state == FindingState::Closed;
        rule(
            closed == self.closed_on.is_some(),
            "closed_on",
            "must be given when the finding is closed, and only then",
        )?;
        let retested_on = self.retest.as_ref().map(|retest| retest.on);
        rule(!closed || retested_on <= self.closed_on, "closed_on", "must not lie before the retest")
    }

    /// Checks that every item of the retest was accepted and captured after the fix; `evidence` are the items that the
    /// retest names.
    pub fn check_retest(&self, evidence: &[&EvidenceItem]) -> Result<(), Invalid> {
        check_evidence(self.fixed_on, self.retest.as_ref(), evidence)
    }

    /// The finding in the state `next`, which must be a step that exists and for which it must hold all that is needed.
    pub fn move_to(self, next: FindingState) -> Result<Self, Invalid> {
        let (from, may) = (self.state, self.state.may_become(next));
        Invalid::step(may, "state", from.name(), next.name(), &from.steps())?;
        let closed_on = self.closed_on.filter(|_| next == FindingState::Closed);
        let moved = Self { state: next, closed_on, ..self };
        moved.check().map(|()| moved)
    }
}
