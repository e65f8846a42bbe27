//! Evidence requests.

use commands::request::{
    AddRequest, DecideRequest, EditRequest, ListRequestTemplates, ListRequests, MoveRequest, RemoveRequest,
    RequestDecision, RequestRow, RequestTemplateRow, ShowRequest, StartRequests, StartedRequests, SubmitRequest,
};
use model::request::{InternalStatus, Round, RoundEnd};

use super::Session;
use super::holiday::left_out;
use crate::args::{RequestVerb, facts};
use crate::failure::Problem;
use crate::output::{counted, facts as lines, joined, or_empty, table_or};

/// Verbs of evidence requests.
pub fn request(session: &mut Session, verb: RequestVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        RequestVerb::Templates { profile, control } => {
            let list = session.app.call(ListRequestTemplates { profile, control })?;
            session.out.show(&list, |list| template_table(list))
        }
        RequestVerb::Start { codes, profile, received_on, holidays } => {
            if codes.is_empty() && profile.is_none() {
                let text = "name the lines, such as PBC-001, or a profile for its whole list: --profile ecommerce-crm";
                return Err(Problem::Usage(text.to_owned()));
            }
            let holidays = holidays.into_iter().collect();
            let request = StartRequests { engagement, codes, profile, received_on, holidays };
            let started = session.app.call(request)?;
            session.out.show(&started, started_lines)
        }
        RequestVerb::List { open, overdue, owner } => {
            let filtered = open || overdue || owner.is_some();
            let list = session.app.call(ListRequests { engagement, open, overdue, owner })?;
            session.out.show(&list, |list| request_table(list, filtered))
        }
        RequestVerb::Show { request } => {
            let row = session.app.call(ShowRequest { engagement, request })?;
            session.out.show(&row, request_lines)
        }
        RequestVerb::Remove { request } => {
            session.app.call(RemoveRequest { engagement, request: request.clone() })?;
            session.out.show(&request, |name| format!("Removed {name}."))
        }
        change => {
            let row = changed(session, change)?;
            session.out.show(&row, |it| {
                let request = &it.request;
                let due = request.due_on.map(|due| format!(", due {due}")).unwrap_or_default();
                format!(
                    "{}: {}; for the auditor {}{due}.",
                    request.reference(),
                    request.internal.name(),
                    request.auditor.name()
                )
            })
        }
    }
}

/// The verbs that answer the changed request.
fn changed(session: &mut Session, verb: RequestVerb) -> Result<RequestRow, Problem> {
    let engagement = session.engagement.clone();
    let row = match verb {
        RequestVerb::Add { wording, id, received_on, due, facts: pairs } => session.app.call(AddRequest {
            engagement,
            auditor_id: id,
            wording,
            received_on,
            due_on: due,
            facts: facts(&pairs),
        })?,
        RequestVerb::Edit { request, set } => {
            session.app.call(EditRequest { engagement, request, facts: facts(&set.facts) })?
        }
        RequestVerb::Move { request, to } => session.app.call(MoveRequest { engagement, request, to: to.into() })?,
        RequestVerb::Submit { request, evidence, answer, on } => {
            let evidence = (!evidence.is_empty()).then_some(evidence);
            session.app.call(SubmitRequest { engagement, request, evidence, answer, on })?
        }
        RequestVerb::Accepted { request, on } => {
            let decision = RequestDecision::Accepted;
            session.app.call(DecideRequest { engagement, request, decision, on })?
        }
        RequestVerb::Returned { request, remark, due, on } => {
            let decision = RequestDecision::Returned { remark, due_on: due };
            session.app.call(DecideRequest { engagement, request, decision, on })?
        }
        RequestVerb::Templates { .. }
        | RequestVerb::Start { .. }
        | RequestVerb::List { .. }
        | RequestVerb::Show { .. }
        | RequestVerb::Remove { .. } => return Err(Problem::Usage("this verb answers no single request".to_owned())),
    };
    Ok(row)
}

fn template_table(list: &[RequestTemplateRow]) -> String {
    let row = |it: &RequestTemplateRow| {
        vec![
            it.code.clone(),
            it.text.clone(),
            it.kind.name().to_owned(),
            it.due_business_days.to_string(),
            if it.blocker.is_some() { "testing waits" } else { "" }.to_owned(),
            joined(&it.controls),
        ]
    };
    let heads = ["Line", "What is asked for", "Kind", "Business days", "First", "Controls"];
    table_or(&heads, list.iter().map(row), "The catalogue has no request for that.")
}

fn started_lines(it: &StartedRequests) -> String {
    let mut text = format!("Started {}.", counted(it.requests.len(), "request"));
    if !it.already.is_empty() {
        text.push_str(&format!("\nIn the list already: {}.", it.already.join(", ")));
    }
    text.push_str(&left_out(&it.holidays));
    if !it.requests.is_empty() {
        text.push('\n');
        text.push_str(&request_table(&it.requests, false));
    }
    text
}

fn request_table(list: &[RequestRow], filtered: bool) -> String {
    let row = |it: &RequestRow| {
        let r = &it.request;
        let due = or_empty(r.due_on);
        vec![
            r.reference(),
            or_empty(r.auditor_id.clone()),
            if r.blocks_testing { "testing waits" } else { "" }.to_owned(),
            if it.overdue { format!("{due} overdue") } else { due },
            r.internal.name().to_owned(),
            r.auditor.name().to_owned(),
            it.owner.clone().unwrap_or_default(),
            r.wording.clone(),
        ]
    };
    let heads = ["Request", "Auditor's id", "First", "Due", "Ours", "Auditor's", "Owner", "Wording"];
    let empty = if filtered {
        "No request of that kind."
    } else {
        "No requests yet. `vouchsafe request start --profile NAME` begins with the usual list."
    };
    table_or(&heads, list.iter().map(row), empty)
}

fn request_lines(it: &RequestRow) -> String {
    let r = &it.request;
    let status = match &r.internal {
        InternalStatus::Blocked { reason } | InternalStatus::NotApplicable { reason } => {
            format!("{}: {reason}", r.internal.name())
        }
        InternalStatus::Open
        | InternalStatus::InProgress
        | InternalStatus::SubmittedForReview
        | InternalStatus::Ready => r.internal.name().to_owned(),
    };
    let due = or_empty(r.due_on);
    let mut text = lines(&[
        ("Request", r.reference()),
        ("Auditor's id", or_empty(r.auditor_id.clone())),
        ("Wording", r.wording.clone()),
        ("Kind", or_empty(r.kind.map(|kind| kind.name()))),
        ("Asks about", or_empty(r.period.map(|days| format!("{} to {}", days.from, days.to)))),
        ("Population", or_empty(r.population.map(|population| population.name()))),
        ("Controls", joined(&it.controls)),
        ("Criteria", joined(&r.criteria)),
        ("Evidence", joined(&it.evidence)),
        ("Owner", or_empty(it.owner.clone())),
        ("Received", r.received_on.to_string()),
        ("Due", if it.overdue { format!("{due}, overdue") } else { due }),
        ("Testing waits", if r.blocks_testing { "yes" } else { "" }.to_owned()),
        ("Our status", status),
        ("Auditor's status", r.auditor.name().to_owned()),
        ("Template", or_empty(r.template.clone())),
        ("Note", r.internal_note.clone()),
    ]);
    for (number, round) in (1..).zip(&r.rounds) {
        text.push_str(&round_lines(number, round));
    }
    text
}

fn round_lines(number: usize, round: &Round) -> String {
    let answer = if round.answer.is_empty() { String::new() } else { format!(": {}", round.answer) };
    let end = match &round.end {
        None => "waits for the auditor".to_owned(),
        Some(RoundEnd::Accepted { on }) => format!("accepted {on}"),
        Some(RoundEnd::Returned { on, remark }) => format!("returned {on}: {remark}"),
    };
    format!(
        "\nRound {number}: submitted {}, {}{answer}; {end}",
        round.submitted_on,
        counted(round.evidence.len(), "item")
    )
}
