//! Evidence requests: the auditor's list in the auditor's own order and words, with what was submitted and what came back.
//! Where a request stands for us is for the client alone; for others the source doesn't even hold it.

use model::evidence::EvidenceKind;
use model::id::EvidenceId;
use model::request::{AuditorStatus, EvidenceRequest, InternalStatus, Round, RoundEnd};
use model::time::Day;
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// Bytes of a row's text above which it may break over pages.
const LONG: usize = 900;
/// Names in a cell above which its row may.
const MANY: usize = 30;

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let requests = &context.source.requests;
    let today = context.options.as_of.day();
    let count =
        |holds: fn(&EvidenceRequest, Day) -> bool| requests.iter().filter(|request| holds(request, today)).count();
    json!({
        "requests": requests.iter().map(|request| request_view(context, request)).collect::<Vec<_>>(),
        "rounds": requests.iter().filter(|request| !request.rounds.is_empty()).map(|request| rounds_view(context, request)).collect::<Vec<_>>(),
        "counts": [
            ["requested", count(|request, _| request.auditor == AuditorStatus::Requested)],
            ["submitted", count(|request, _| request.auditor == AuditorStatus::Submitted)],
            ["accepted", count(|request, _| request.auditor == AuditorStatus::Accepted)],
            ["returned", count(|request, _| request.auditor == AuditorStatus::Returned)],
        ],
        "overdue": count(|request, today| request.is_overdue_on(today)),
        "ours": context.is_client(),
    })
}

/// The auditor's id, character for character; our own number where the auditor has given none.
fn id(request: &EvidenceRequest) -> String {
    request.auditor_id.clone().unwrap_or_else(|| request.reference())
}

fn request_view(context: &Context<'_>, request: &EvidenceRequest) -> Value {
    let today = context.options.as_of.day();
    let wording = verbatim(&request.wording);
    json!({
        "id": id(request),
        "reference": request.reference(),
        "theirs": request.auditor_id.is_some(),
        "long": is_long(request),
        "wording": wording,
        "asks": asks(request),
        "controls": context.control_codes(&request.controls),
        "criteria": request.criteria.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "owner": request.owner.map(|owner| context.person_with_role(owner)),
        "received": print::short_day(request.received_on),
        "due": request.due_on.map(print::short_day),
        "overdue": request.is_overdue_on(today),
        "blocks": request.blocks_testing,
        "auditor": request.auditor.name(),
        "internal": context.is_client().then(|| internal(request)),
        "exhibits": exhibits(context, &request.evidence),
    })
}

/// Whether a request's row may be longer than a page, so that it has to break.
fn is_long(request: &EvidenceRequest) -> bool {
    let ours = request.internal_note.len()
        + match &request.internal {
            InternalStatus::Blocked { reason } | InternalStatus::NotApplicable { reason } => reason.len(),
            InternalStatus::Open
            | InternalStatus::InProgress
            | InternalStatus::SubmittedForReview
            | InternalStatus::Ready => 0,
        };
    request.wording.len().max(ours * 2) > LONG
        || request.controls.len() + request.criteria.len() > MANY
        || request.evidence.len() > MANY
}

/// What a request asks for, where it says so: the kind of answer, the population, the days.
fn asks(request: &EvidenceRequest) -> Vec<String> {
    let population = request.population.map(|of| format!("Population: {}", of.name()));
    let kind = request.kind.filter(|kind| population.is_none() || *kind != EvidenceKind::Population);
    let kind = kind.map(|kind| print::capital(kind.name()));
    kind.into_iter().chain(population).chain(request.period.map(print::short_span)).collect()
}

/// Where a request stands for us, with the reason where it has one, and our note.
fn internal(request: &EvidenceRequest) -> Value {
    let why = match &request.internal {
        InternalStatus::Blocked { reason } | InternalStatus::NotApplicable { reason } => print::lines(reason),
        InternalStatus::Open
        | InternalStatus::InProgress
        | InternalStatus::SubmittedForReview
        | InternalStatus::Ready => Vec::new(),
    };
    json!({ "status": request.internal.name(), "why": why, "note": print::lines(&request.internal_note) })
}

fn exhibits<'b>(context: &Context<'_>, ids: impl IntoIterator<Item = &'b EvidenceId>) -> Vec<String> {
    ids.into_iter().filter_map(|id| context.exhibit_of(*id)).collect()
}

/// The lines of a text as they stand, empty ones too.
fn verbatim(text: &str) -> Vec<String> {
    text.lines().map(|line| line.replace('\t', " ")).collect()
}

fn rounds_view(context: &Context<'_>, request: &EvidenceRequest) -> Value {
    let rounds = request.rounds.iter().enumerate();
    let rounds: Vec<Value> = rounds.map(|(index, round)| round_view(context, index + 1, round)).collect();
    json!({ "id": id(request), "reference": request.reference(), "rounds": rounds })
}

fn round_view(context: &Context<'_>, number: usize, round: &Round) -> Value {
    let (state, on, remark) = match &round.end {
        None => ("submitted", None, Vec::new()),
        Some(RoundEnd::Accepted { on }) => ("accepted", Some(*on), Vec::new()),
        Some(RoundEnd::Returned { on, remark }) => ("returned", Some(*on), verbatim(remark)),
    };
    let answer = print::lines(&round.answer);
    json!({
        "number": number,
        "submitted": print::short_day(round.submitted_on),
        "long": answer.iter().chain(&remark).map(String::len).sum::<usize>() > LONG || round.evidence.len() > MANY,
        "answer": answer,
        "exhibits": exhibits(context, &round.evidence),
        "state": state,
        "ended": on.map(print::short_day),
        "remark": remark,
    })
}

#[cfg(test)]
mod tests {
    use model::packet::AudienceProfile;

    use super::*;
    use crate::support::{options, sample};

    fn view_of(profile: AudienceProfile) -> (Value, Vec<EvidenceRequest>) {
        let options = options(profile);
        let source = sample(20).0.narrowed(&options);
        let view = view(&Context { source: &source, options: &options, exhibits: &[], points: &[] });
        (view, source.requests)
    }

    #[test]
    fn an_auditor_reads_the_own_words_in_the_own_order() {
        let (view, requests) = view_of(AudienceProfile::Auditor);
        let rows = view["requests"].as_array().expect("rows");
        assert_eq!(rows.len(), requests.len());
        assert!(!requests.is_empty());
        for (row, request) in rows.iter().zip(&requests) {
            let lines: Vec<&str> = row["wording"].as_array().expect("lines").iter().filter_map(Value::as_str).collect();
            assert_eq!(lines.join("\n"), request.wording.trim_end_matches('\n'));
            assert_eq!(row["id"].as_str(), Some(&*id(request)));
        }
    }

    #[test]
    fn where_a_request_stands_for_us_is_for_the_client_alone() {
        let (auditor, _) = view_of(AudienceProfile::Auditor);
        assert!(auditor["requests"].as_array().expect("rows").iter().all(|row| row["internal"].is_null()));
        let (client, requests) = view_of(AudienceProfile::Client);
        for (row, request) in client["requests"].as_array().expect("rows").iter().zip(&requests) {
            assert_eq!(row["internal"]["status"], request.internal.name());
        }
    }

    #[test]
    fn blank_lines_of_a_wording_stay() {
        assert_eq!(verbatim("one\n\n two  words"), ["one", "", " two  words"]);
    }
}
