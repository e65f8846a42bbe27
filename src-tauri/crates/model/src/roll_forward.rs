//! Rolling an engagement forward to its next period: what a new engagement takes over, and what it never does. Scope,
//! controls, mappings and open shortfalls cross; judgements, approvals and what belongs to the earlier period don't. Pure:
//! people, teams, surfaces and the system belong to the vault and aren't touched.

mod carry;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::commitment::Commitment;
use crate::communication::{Message, PlanRow};
use crate::control::Control;
use crate::criterion::Criterion;
use crate::engagement::{Engagement, EngagementKind, EngagementState, Opinion, Trigger};
use crate::evidence::EvidenceItem;
use crate::finding::Finding;
use crate::gap::Gap;
use crate::id::{EngagementId, OccurrenceId, PopulationId};
use crate::invalid::Invalid;
use crate::organisation::Organisation;
use crate::rating::{Aspect, Rating, RatingSubject};
use crate::request::EvidenceRequest;
use crate::task::Task;
use crate::time::Span;
use crate::user_control::UserControl;

/// Everything that one engagement holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngagementRecords {
    /// The engagement.
    pub engagement: Engagement,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
    /// Its controls.
    pub controls: Vec<Control>,
    /// Its subservice organisations.
    pub organisations: Vec<Organisation>,
    /// Its complementary user entity controls.
    pub user_controls: Vec<UserControl>,
    /// Its commitments and requirements.
    pub commitments: Vec<Commitment>,
    /// Its evidence.
    pub evidence: Vec<EvidenceItem>,
    /// Its ratings.
    pub ratings: Vec<Rating>,
    /// Its gaps.
    pub gaps: Vec<Gap>,
    /// Its findings.
    pub findings: Vec<Finding>,
    /// Its requests.
    pub requests: Vec<EvidenceRequest>,
    /// Its tasks.
    pub tasks: Vec<Task>,
    /// The rows of its communication plan.
    pub plan_rows: Vec<PlanRow>,
    /// Its messages.
    pub messages: Vec<Message>,
    /// Occurrences that were recorded.
    pub occurrences: Vec<OccurrenceId>,
    /// Its populations.
    pub populations: Vec<PopulationId>,
}

/// The records of the new engagement. It has no room for ratings, occurrences, requests, tasks and messages: those begin
/// anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RolledForward {
    /// The engagement: a Type II that is being planned.
    pub engagement: Engagement,
    /// All criteria, with what makes some irrelevant.
    pub criteria: Vec<Criterion>,
    /// The live controls with their mappings.
    pub controls: Vec<Control>,
    /// The subservice organisations, their reports to be read anew.
    pub organisations: Vec<Organisation>,
    /// The complementary user entity controls.
    pub user_controls: Vec<UserControl>,
    /// The commitments and requirements.
    pub commitments: Vec<Commitment>,
    /// Live evidence that speaks for days of the new period, to be reviewed and released anew.
    pub evidence: Vec<EvidenceItem>,
    /// Gaps that are open in the new period: prior, to be retested.
    pub gaps: Vec<Gap>,
    /// Findings that aren't closed: prior, to be retested.
    pub findings: Vec<Finding>,
    /// The new id of each record and file that was carried, by the earlier one.
    pub carried: BTreeMap<Uuid, Uuid>,
    /// What stayed behind, and why.
    pub not_carried: Vec<NotCarried>,
}

/// A record, or a part of one that was carried, that stayed behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct NotCarried {
    /// Name of its noun, as in tables and logs.
    pub noun: String,
    /// The earlier record.
    pub id: Uuid,
    /// Its name, and which part of it: `EV-0012, review and release`.
    pub what: String,
    /// Why.
    pub why: Why,
}

/// Why something stayed behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It speaks of the earlier period alone.
    EarlierPeriod,
    /// It has no period or date that could fall in the new period.
    NoDates,
    /// A judgement, which has to be formed anew.
    Conclusion,
    /// A person's approval, which has to be given anew.
    Approval,
    /// Its risk is accepted beyond the new period's end.
    RiskAccepted,
    /// It was closed with proof.
    Closed,
    /// It was retired, withdrawn or replaced.
    NotLive,
    /// Work of the earlier audit, which has come to its end.
    EarlierWork,
}

impl Why {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EarlierPeriod => "speaks of the earlier period alone",
            Self::NoDates => "has no dates that could fall in the new period",
            Self::Conclusion => "a judgement, to be formed anew",
            Self::Approval => "an approval, to be given anew",
            Self::RiskAccepted => "its risk is accepted beyond the new period",
            Self::Closed => "closed with proof",
            Self::NotLive => "retired, withdrawn or replaced",
            Self::EarlierWork => "work of the earlier audit",
        }
    }
}

/// Rolls an engagement forward to a Type II over `period`, which must reach past what the earlier one speaks of; a Type I
/// and readiness work roll forward in the same way. Numbers begin anew; ids come from `new_id`.
pub fn roll_forward(
    old: &EngagementRecords,
    title: &str,
    period: Span,
    new_id: &mut impl FnMut() -> Uuid,
) -> Result<RolledForward, Invalid> {
    let engagement = next_engagement(&old.engagement, title, period, new_id().into());
    engagement.check()?;
    let later = old.engagement.kind.last_day().is_none_or(|last_day| last_day < period.to);
    Invalid::unless(later, "period", "must end after what the earlier engagement speaks of")?;
    let mut carry = carry::Carry::new(engagement.id, period, new_id);
    let criteria = carry.criteria(&old.criteria);
    let controls = carry.controls(&old.controls);
    let organisations = carry.organisations(&old.organisations);
    let user_controls = carry.user_controls(&old.user_controls);
    let commitments = carry.commitments(&old.commitments);
    let evidence = carry.evidence(&old.evidence);
    let gaps = carry.gaps(&old.gaps);
    let findings = carry.findings(&old.findings);
    leave(old, &mut carry);
    let (carried, not_carried) = carry.finish();
    Ok(RolledForward {
        engagement,
        criteria,
        controls,
        organisations,
        user_controls,
        commitments,
        evidence,
        gaps,
        findings,
        carried,
        not_carried,
    })
}

fn next_engagement(old: &Engagement, title: &str, period: Span, id: EngagementId) -> Engagement {
    let adverse = |opinion| matches!(opinion, Opinion::Qualified | Opinion::Adverse);
    let trigger = match old.kind {
        _ if old.outcomes.iter().any(|outcome| adverse(outcome.opinion)) => Trigger::QualifiedOrAdverseReport,
        EngagementKind::TypeI { .. } => Trigger::TypeIToTypeIi,
        EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => Trigger::Planned,
    };
    Engagement {
        id,
        revision: 1,
        system: old.system,
        title: title.to_owned(),
        kind: EngagementKind::TypeIi { period },
        categories: old.categories.clone(),
        preparer_firm: old.preparer_firm.clone(),
        firm_logo: old.firm_logo.clone(),
        firm_colour: old.firm_colour,
        firm_footer: old.firm_footer.clone(),
        paper: old.paper,
        auditor_firm: old.auditor_firm.clone(),
        trigger,
        triggered_on: None,
        trigger_note: String::new(),
        fieldwork_from: None,
        report_due: None,
        state: EngagementState::Planning,
        outcomes: Vec::new(),
    }
}

/// Notes the nouns that never cross.
fn leave(old: &EngagementRecords, carry: &mut carry::Carry<'_>) {
    for rating in &old.ratings {
        let of = match rating.subject {
            RatingSubject::Criterion(code) => code.to_string(),
            RatingSubject::Control(id) => {
                let control = old.controls.iter().find(|control| control.id == id);
                control.map(|control| control.code.to_string()).unwrap_or_default()
            }
        };
        let why = match rating.aspect {
            Aspect::Design => Why::Conclusion,
            Aspect::Operation => Why::EarlierPeriod,
        };
        carry.leave("rating", rating.id.uuid(), format!("{of}, rating of {}", rating.aspect.name()), why);
    }
    for occurrence in &old.occurrences {
        carry.leave("occurrence", occurrence.uuid(), "occurrence".to_owned(), Why::EarlierPeriod);
    }
    for population in &old.populations {
        carry.leave("population", population.uuid(), "population".to_owned(), Why::EarlierPeriod);
    }
    for request in &old.requests {
        carry.leave("request", request.id.uuid(), request.reference(), Why::EarlierWork);
    }
    for task in &old.tasks {
        carry.leave("task", task.id.uuid(), task.code.to_string(), Why::EarlierWork);
    }
    for row in &old.plan_rows {
        carry.leave("plan_row", row.id.uuid(), row.subject.clone(), Why::EarlierWork);
    }
    for message in &old.messages {
        carry.leave("message", message.id.uuid(), message.reference(), Why::EarlierWork);
    }
}
