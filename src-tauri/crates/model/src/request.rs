//! Evidence requests: the lines of the auditor's request list, kept in the auditor's own words, with where each stands for
//! the auditor and for us. Nothing here sends anything to an auditor.

mod round;
mod standing;
mod status;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::round::{Round, RoundEnd};
pub use self::standing::RequestStanding;
pub use self::status::{AuditorStatus, InternalStatus};
use crate::business_day::BusinessDays;
use crate::criterion::CriterionCode;
use crate::evidence::{EvidenceItem, EvidenceKind, EvidenceState};
use crate::id::{ControlId, EngagementId, EvidenceId, PersonId, RequestId};
use crate::invalid::{Invalid, NAME, PROSE, has_visible};
use crate::record::Revision;
use crate::time::{Day, Span};

/// Of what a request wants the whole set, from which the auditor draws a sample. Request lists usually ask for these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PopulationKind {
    /// All who work there.
    Workers,
    /// Those who joined in the period.
    Joiners,
    /// Those who left in the period.
    Leavers,
    /// Rights of access that were granted or changed.
    AccessGrants,
    /// Changes of systems.
    Changes,
    /// Incidents.
    Incidents,
    /// Suppliers.
    Vendors,
    /// Systems and assets.
    Assets,
    /// Another set, which the wording names.
    Other,
}

impl PopulationKind {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workers => "workers",
            Self::Joiners => "joiners",
            Self::Leavers => "leavers",
            Self::AccessGrants => "access grants",
            Self::Changes => "changes",
            Self::Incidents => "incidents",
            Self::Vendors => "vendors",
            Self::Assets => "assets",
            Self::Other => "other",
        }
    }
}

/// One line of the auditor's request list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct EvidenceRequest {
    /// Its id.
    pub id: RequestId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Number in the engagement, from 1; printed as `REQ-012` and never used again.
    pub number: u32,
    /// The auditor's id, character for character as it stands in the auditor's list; none while we prepare by a typical
    /// list before the auditor's has come.
    pub auditor_id: Option<String>,
    /// The auditor's wording, character for character.
    pub wording: String,
    /// What the answer is, where the request says so.
    pub kind: Option<EvidenceKind>,
    /// The days that it asks about; the same day twice for a point in time.
    pub period: Option<Span>,
    /// The population that it asks for, if it does.
    pub population: Option<PopulationKind>,
    /// Controls that it bears on.
    pub controls: BTreeSet<ControlId>,
    /// Criteria that it bears on.
    pub criteria: BTreeSet<CriterionCode>,
    /// Evidence that is gathered for it; each round keeps what was submitted in it.
    pub evidence: BTreeSet<EvidenceId>,
    /// Who answers it.
    pub owner: Option<PersonId>,
    /// Who looks the answer over before it goes out.
    pub reviewer: Option<PersonId>,
    /// When it was received.
    pub received_on: Day,
    /// By when the auditor wants the answer.
    pub due_on: Option<Day>,
    /// Whether the auditor's testing waits for it.
    pub blocks_testing: bool,
    /// Where it stands for us.
    pub internal: InternalStatus,
    /// Where it stands for the auditor.
    pub auditor: AuditorStatus,
    /// What was submitted and what came back, oldest first.
    pub rounds: Vec<Round>,
    /// The line of the catalogue's typical list that it began from or is matched to, such as `PBC-001`.
    pub template: Option<String>,
    /// For the consultant alone.
    pub internal_note: String,
}

impl EvidenceRequest {
    /// The request's number as printed, such as `REQ-012`.
    pub fn reference(&self) -> String {
        format!("REQ-{:03}", self.number)
    }

    /// Checks every rule that the request alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::unless(self.number >= 1, "number", "must be at least 1")?;
        Invalid::text("wording", &self.wording, PROSE)?;
        if let Some(id) = &self.auditor_id {
            Invalid::text("auditor_id", id, NAME)?;
        }
        if let Some(period) = self.period {
            Invalid::unless(period.from <= period.to, "period", "must not end before it begins")?;
        }
        let due_later = self.due_on.is_none_or(|due| self.received_on <= due);
        Invalid::unless(due_later, "due_on", "must not lie before the request was received")?;
        Invalid::most("internal_note", &self.internal_note, PROSE)?;
        match &self.internal {
            InternalStatus::Blocked { reason } | InternalStatus::NotApplicable { reason } => {
                Invalid::reason("internal", reason)?;
            }
            InternalStatus::Open
            | InternalStatus::InProgress
            | InternalStatus::SubmittedForReview
            | InternalStatus::Ready => {}
        }
        self.check_rounds()
    }

    /// Rounds follow one another, each but the last returned; the auditor's status is what the last one says.
    fn check_rounds(&self) -> Result<(), Invalid> {
        let mut earliest = self.received_on;
        for (index, round) in self.rounds.iter().enumerate() {
            round.check(earliest)?;
            earliest = round.end.as_ref().map_or(round.submitted_on, RoundEnd::on);
            let last = index + 1 == self.rounds.len();
            let followed = matches!(round.end, Some(RoundEnd::Returned { .. }));
            Invalid::unless(last || followed, "rounds", "can go on only after the round before was returned")?;
        }
        let said = match self.rounds.last().map(|round| &round.end) {
            None => AuditorStatus::Requested,
            Some(None) => AuditorStatus::Submitted,
            Some(Some(RoundEnd::Accepted { .. })) => AuditorStatus::Accepted,
            Some(Some(RoundEnd::Returned { .. })) => AuditorStatus::Returned,
        };
        Invalid::unless(self.auditor == said, "auditor", "must be what the last round says")
    }

    /// The request with its due date `count` business days after it was received.
    pub fn due_in(self, count: u16, days: &BusinessDays) -> Result<Self, Invalid> {
        let due_on = days.after(self.received_on, count);
        let due_on = due_on.ok_or_else(|| Invalid::new("due_on", "must lie within the calendar"))?;
        Ok(Self { due_on: Some(due_on), ..self })
    }

    /// The request after our own status changed.
    pub fn move_to(self, next: InternalStatus) -> Result<Self, Invalid> {
        let (from, may) = (&self.internal, self.internal.may_become(&next));
        Invalid::step(may, "internal", from.name(), next.name(), &from.steps())?;
        Self { internal: next, ..self }.checked()
    }

    /// The request after its evidence was submitted to the auditor with `answer`, outside this program: a new round. It must
    /// be ready, or not applicable, which the answer then has to say.
    pub fn submit(mut self, on: Day, answer: String) -> Result<Self, Invalid> {
        self.auditor_may_become(AuditorStatus::Submitted)?;
        let rule = "must be ready before it is submitted, or not applicable with an answer that says so";
        let told = match self.internal {
            InternalStatus::Ready => true,
            InternalStatus::NotApplicable { .. } => has_visible(&answer),
            InternalStatus::Open
            | InternalStatus::InProgress
            | InternalStatus::SubmittedForReview
            | InternalStatus::Blocked { .. } => false,
        };
        Invalid::unless(told, "internal", rule)?;
        self.rounds.push(Round { submitted_on: on, evidence: self.evidence.clone(), answer, end: None });
        self.auditor = AuditorStatus::Submitted;
        self.checked()
    }

    /// The request after the auditor accepted the answer.
    pub fn accept(self, on: Day) -> Result<Self, Invalid> {
        self.end_round(AuditorStatus::Accepted, RoundEnd::Accepted { on })
    }

    /// The request after the auditor returned the answer with a remark: it is in progress again.
    pub fn send_back(self, on: Day, remark: String) -> Result<Self, Invalid> {
        let internal = InternalStatus::InProgress;
        Self { internal, ..self }.end_round(AuditorStatus::Returned, RoundEnd::Returned { on, remark })
    }

    fn end_round(mut self, status: AuditorStatus, end: RoundEnd) -> Result<Self, Invalid> {
        self.auditor_may_become(status)?;
        if let Some(round) = self.rounds.last_mut() {
            round.end = Some(end);
        }
        self.auditor = status;
        self.checked()
    }

    fn auditor_may_become(&self, next: AuditorStatus) -> Result<(), Invalid> {
        let (from, may) = (self.auditor, self.auditor.may_become(next));
        Invalid::step(may, "auditor", from.name(), next.name(), &from.steps())
    }

    fn checked(self) -> Result<Self, Invalid> {
        self.check().map(|()| self)
    }

    /// Checks that everything gathered for it may go to the auditor: `evidence` are the items that it names, and the client
    /// has released each of them.
    pub fn check_submission(&self, evidence: &[&EvidenceItem]) -> Result<(), Invalid> {
        for id in &self.evidence {
            let item = evidence.iter().find(|item| item.id == *id);
            let item = item.ok_or_else(|| Invalid::new("evidence", "must name evidence that is in the vault"))?;
            let released = matches!(item.state, EvidenceState::Released { .. });
            Invalid::unless(released, "evidence", "must be released by the client before it is submitted")?;
        }
        Ok(())
    }

    /// Whether the auditor waits for us: never submitted, or returned. What isn't applicable is owed as well until the
    /// auditor was told so.
    pub const fn is_owed(&self) -> bool {
        matches!(self.auditor, AuditorStatus::Requested | AuditorStatus::Returned)
    }

    /// Whether the answer is owed on `day` and its due date has gone by; the due date itself is still in time.
    pub fn is_overdue_on(&self, day: Day) -> bool {
        self.is_owed() && self.due_on.is_some_and(|due| due < day)
    }

    /// The order of a list: those for which testing waits first, until they are accepted; then by due date, the undated
    /// last; then by number.
    pub fn order(&self) -> impl Ord + use<> {
        let blocks = self.blocks_testing && self.auditor != AuditorStatus::Accepted;
        (!blocks, self.due_on.is_none(), self.due_on, self.number)
    }
}
