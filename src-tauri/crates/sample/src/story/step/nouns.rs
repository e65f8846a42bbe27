//! Steps of what others do, what was promised, occurrences, requests, findings and tasks.

use model::time::Instant;

use super::Act;
use crate::story::{OrganisationFacts, Story};

/// Adds the steps of all of them.
pub(super) fn add<'a>(story: &'a Story, add: &mut impl FnMut(Instant, Act<'a>)) {
    story.teams.iter().for_each(|one| add(one.at, Act::AddTeam(one)));
    story.commitments.iter().for_each(|one| add(one.at, Act::AddCommitment(one)));
    story.user_controls.iter().for_each(|one| add(one.at, Act::AddUserControl(one)));
    story.organisations.iter().for_each(|one| add_organisation(one, add));
    story.occurrences.iter().for_each(|one| add(one.at, Act::RecordOccurrence(one)));
    story.populations.iter().for_each(|one| add(one.at, Act::AddPopulation(one)));
    add(story.request_start.at, Act::StartRequests(&story.request_start));
    for request in &story.requests {
        add(request.at, Act::ReceiveRequest(request));
        request.moves.iter().for_each(|one| add(one.at, Act::MoveRequest(request, one)));
    }
    for finding in &story.findings {
        add(finding.at, Act::AddFinding(finding));
        finding.moves.iter().for_each(|one| add(one.at, Act::MoveFinding(finding, one)));
    }
    for follow_up in &story.follow_ups {
        add(follow_up.at, Act::NoteFollowUp(follow_up));
        let answer = follow_up.answer.iter();
        answer.for_each(|one| add(one.at, Act::AnswerFollowUp(follow_up, one)));
    }
    add(story.task_plan.at, Act::PlanTasks(&story.task_plan));
    for task in &story.planned_tasks {
        add(task.at, Act::AssignTask(task));
        task.moves.iter().for_each(|one| add(one.at, Act::MoveTask(&task.code, one)));
    }
    for task in &story.tasks {
        add(task.at, Act::AddTask(task));
        task.moves.iter().for_each(|one| add(one.at, Act::MoveTask(&task.code, one)));
    }
}

fn add_organisation<'a>(organisation: &'a OrganisationFacts, add: &mut impl FnMut(Instant, Act<'a>)) {
    add(organisation.at, Act::AddOrganisation(organisation));
    if let Some(review) = &organisation.reviewed {
        add(review.at, Act::ReviewReport(organisation, review));
    }
    for renewal in &organisation.renewals {
        add(renewal.at, Act::RenewReport(organisation, renewal));
        if let Some(review) = &renewal.reviewed {
            add(review.at, Act::ReviewReport(organisation, review));
        }
    }
}
