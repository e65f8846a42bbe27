//! The story in the order of time, one step a change of the vault.

use model::evidence::EvidenceState;
use model::task::TaskCode;
use model::time::Instant;

use super::{
    CommitmentFacts, ControlAdjustment, EvidenceFacts, FindingFacts, FindingMove, FollowUpAnswerFacts, FollowUpFacts,
    GapFacts, GapMove, Irrelevance, MessageDecision, MessageFacts, MessageSend, OccurrenceFacts, OrganisationFacts,
    PlanRowFacts, PlannedTask, PopulationFacts, RatingFacts, ReportRenewal, ReportReviewFacts, RequestFacts,
    RequestMove, RequestStart, Review, Revision, Story, TaskFacts, TaskMove, TaskPlan, TeamFacts, UserControlFacts,
};
use crate::key::PersonKey;

mod nouns;

/// One change at one instant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<'a> {
    /// When.
    pub at: Instant,
    /// What.
    pub act: Act<'a>,
}

/// What happens in a step. Each holds all that its command needs, apart from ids.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Act<'a> {
    /// The client is described ([`Story::client`]).
    DescribeClient,
    /// Everyone is added ([`Story::people`]).
    AddPeople,
    /// The system is described ([`Story::system`]).
    DescribeSystem,
    /// The engagement starts from its profile ([`Story::engagement`]), still in planning.
    StartEngagement,
    /// Surfaces are described and get their owners ([`Story::surfaces`]).
    DescribeSurfaces,
    /// Controls get their owners by role ([`Story::owners`]).
    NameOwners,
    /// A criterion is found not to be relevant.
    ScopeOut(&'a Irrelevance),
    /// A control is changed.
    Adjust(&'a ControlAdjustment),
    /// The engagement comes to its state.
    SetEngagementState,
    /// An item is received with its facts.
    Receive(&'a EvidenceFacts),
    /// An item takes the place of the one that it names in `supersedes`.
    Supersede(&'a EvidenceFacts),
    /// An item is reviewed.
    Review(&'a EvidenceFacts, &'a Review),
    /// An item is released for packets by a person of the client. Those of one instant may go as one command.
    Release(&'a EvidenceFacts, &'a PersonKey),
    /// A control or criterion is rated.
    Rate(&'a RatingFacts),
    /// A gap is opened with its facts; from its pattern, if it names one.
    OpenGap(&'a GapFacts),
    /// An acceptance criterion of a gap, by its place in the list, is met.
    MeetAcceptance(&'a GapFacts, usize),
    /// A gap moves to another state.
    MoveGap(&'a GapFacts, &'a GapMove),
    /// A row is added to the communication plan.
    AddPlanRow(&'a PlanRowFacts),
    /// A message is begun from its template.
    StartMessage(&'a MessageFacts),
    /// A message's text is revised.
    ReviseMessage(&'a MessageFacts, &'a Revision),
    /// A message's fields are filled in.
    FillMessage(&'a MessageFacts),
    /// A message is put to its approvers.
    SubmitMessage(&'a MessageFacts),
    /// A role decides on a message.
    DecideMessage(&'a MessageFacts, &'a MessageDecision),
    /// A message is marked as approved.
    ApproveMessage(&'a MessageFacts),
    /// A sending is recorded.
    RecordSend(&'a MessageFacts, &'a MessageSend),
    /// A team is added.
    AddTeam(&'a TeamFacts),
    /// A service commitment or system requirement is added.
    AddCommitment(&'a CommitmentFacts),
    /// A complementary user entity control is added.
    AddUserControl(&'a UserControlFacts),
    /// A subservice organisation is added with its newest report.
    AddOrganisation(&'a OrganisationFacts),
    /// An organisation's newer report takes the place of the one before, which nobody has read yet.
    RenewReport(&'a OrganisationFacts, &'a ReportRenewal),
    /// An organisation's report was read.
    ReviewReport(&'a OrganisationFacts, &'a ReportReviewFacts),
    /// An occurrence was performed, deviated, or both.
    RecordOccurrence(&'a OccurrenceFacts),
    /// A population is added.
    AddPopulation(&'a PopulationFacts),
    /// The request list is begun from the catalogue.
    StartRequests(&'a RequestStart),
    /// A line of the auditor's list is entered, or put on the line of the catalogue that it is matched to.
    ReceiveRequest(&'a RequestFacts),
    /// A request moves on.
    MoveRequest(&'a RequestFacts, &'a RequestMove),
    /// A finding is entered.
    AddFinding(&'a FindingFacts),
    /// A finding moves to another state.
    MoveFinding(&'a FindingFacts, &'a FindingMove),
    /// A question of the auditor's is noted against a control.
    NoteFollowUp(&'a FollowUpFacts),
    /// The answer that the auditor was given is recorded.
    AnswerFollowUp(&'a FollowUpFacts, &'a FollowUpAnswerFacts),
    /// A preparation plan's tasks are put on the calendar.
    PlanTasks(&'a TaskPlan),
    /// A task of the plan gets its owner.
    AssignTask(&'a PlannedTask),
    /// A task of the client's own is added.
    AddTask(&'a TaskFacts),
    /// A task of either kind, by its code, moves to another state.
    MoveTask(&'a TaskCode, &'a TaskMove),
}

/// Every step, by instant; steps of one instant keep the order in which a user would make them.
pub(super) fn steps(story: &Story) -> Vec<Step<'_>> {
    let mut steps = vec![
        Step { at: story.client.at, act: Act::DescribeClient },
        Step { at: story.client.at, act: Act::AddPeople },
        Step { at: story.system.at, act: Act::DescribeSystem },
        Step { at: story.engagement.at, act: Act::StartEngagement },
        Step { at: story.engagement.at, act: Act::DescribeSurfaces },
        Step { at: story.engagement.at, act: Act::NameOwners },
        Step { at: story.engagement.state_at, act: Act::SetEngagementState },
    ];
    let mut add = |at, act| steps.push(Step { at, act });
    story.irrelevances.iter().for_each(|one| add(one.at, Act::ScopeOut(one)));
    story.adjustments.iter().for_each(|one| add(one.at, Act::Adjust(one)));
    for item in &story.evidence {
        add(item.received_at, Act::Receive(item));
        if item.supersedes.is_some() {
            add(item.received_at, Act::Supersede(item));
        }
        item.reviews.iter().for_each(|review| add(review.at, Act::Review(item, review)));
        if let Some((by, at)) = &item.released {
            add(*at, Act::Release(item, by));
        }
    }
    story.ratings.iter().for_each(|one| add(one.at, Act::Rate(one)));
    for gap in &story.gaps {
        add(gap.at, Act::OpenGap(gap));
        for (place, criterion) in gap.acceptance.iter().enumerate() {
            if let Some(at) = criterion.met_at {
                add(at, Act::MeetAcceptance(gap, place));
            }
        }
        gap.moves.iter().for_each(|one| add(one.at, Act::MoveGap(gap, one)));
    }
    story.plan_rows.iter().for_each(|one| add(one.at, Act::AddPlanRow(one)));
    for message in &story.messages {
        add_message(message, &mut add);
    }
    nouns::add(story, &mut add);
    steps.sort_by_key(|step| step.at);
    steps
}

fn add_message<'a>(message: &'a MessageFacts, add: &mut impl FnMut(Instant, Act<'a>)) {
    add(message.at, Act::StartMessage(message));
    if let Some(revision) = &message.revision {
        add(revision.at, Act::ReviseMessage(message, revision));
    }
    add(message.filled_at, Act::FillMessage(message));
    if let Some(at) = message.in_review_at {
        add(at, Act::SubmitMessage(message));
    }
    for decision in &message.decisions {
        add(decision.at, Act::DecideMessage(message, decision));
    }
    if let Some(at) = message.approved_at {
        add(at, Act::ApproveMessage(message));
    }
    if let Some(send) = &message.send {
        add(send.at, Act::RecordSend(message, send));
    }
}

impl Story {
    /// Name of the state in which an item ends.
    pub fn final_state(&self, item: &EvidenceFacts) -> &'static str {
        let superseded = self.evidence.iter().any(|other| other.supersedes.as_ref() == Some(&item.key));
        match (superseded, &item.released, item.reviews.last().map(|review| &review.outcome)) {
            (true, ..) => "superseded",
            (false, Some(_), _) => "released",
            (false, None, Some(super::Outcome::Accepted)) => EvidenceState::Accepted.name(),
            (false, None, Some(super::Outcome::InReview)) => EvidenceState::InReview.name(),
            (false, None, Some(super::Outcome::Returned { .. })) => "returned",
            (false, None, None) => EvidenceState::Received.name(),
        }
    }
}
