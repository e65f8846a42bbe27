//! Evidence requests of the story: begun from the catalogue, put into the auditor's words, moved on.

use std::collections::BTreeSet;

use ::sample::{RequestFacts, RequestMove, RequestStart, RequestTo};
use model::request::InternalStatus;
use serde_json::{Map, Value, json};

use super::{Play, facts};
use crate::failure::Failure;
use crate::request::{
    AddRequest, DecideRequest, EditRequest, MoveRequest, RequestDecision, StartRequests, SubmitRequest,
};

impl Play<'_> {
    pub(super) fn start_requests(&mut self, it: &RequestStart) -> Result<(), Failure> {
        let started = self.app.call(StartRequests {
            engagement: None,
            codes: it.codes.clone(),
            profile: None,
            received_on: None,
            holidays: BTreeSet::new(),
        })?;
        for row in started.requests {
            let reference = row.request.reference();
            self.templates.extend(row.request.template.map(|code| (code, reference)));
        }
        Ok(())
    }

    /// A line that is matched to one of the catalogue's takes its place; any other is added.
    pub(super) fn receive_request(&mut self, it: &RequestFacts) -> Result<(), Failure> {
        let reviewer = it.reviewer.as_ref().map(|key| self.name(key)).transpose()?;
        let mut described = Map::from_iter([
            ("owner".to_owned(), json!(self.name(&it.owner)?)),
            ("reviewer".to_owned(), json!(reviewer)),
            ("internal_note".to_owned(), json!(it.internal_note)),
        ]);
        described.extend(it.period.map(|period| ("period".to_owned(), json!(period))));
        let started = it.template.as_ref().and_then(|code| self.templates.get(code)).cloned();
        match (started, &it.template) {
            (Some(request), _) => {
                let line = [
                    ("auditor_id", json!(it.id)),
                    ("wording", json!(it.wording)),
                    ("received_on", json!(it.received_on)),
                    ("due_on", json!(it.due_on)),
                ];
                described.extend(line.map(|(field, value)| (field.to_owned(), value)));
                let facts = facts(Value::Object(described))?;
                self.app.call(EditRequest { engagement: None, request, facts }).map(drop)
            }
            (None, None) => {
                described.insert("kind".to_owned(), json!(it.kind));
                described.insert("controls".to_owned(), json!(it.controls));
                let request = AddRequest {
                    engagement: None,
                    auditor_id: Some(it.id.to_string()),
                    wording: it.wording.clone(),
                    received_on: Some(it.received_on),
                    due_on: Some(it.due_on),
                    facts: facts(Value::Object(described))?,
                };
                self.app.call(request).map(drop)
            }
            (None, Some(code)) => Err(Failure::bug(format!("{} is matched to {code}, which was not started", it.id))),
        }
    }

    pub(super) fn move_request(&mut self, it: &RequestFacts, to: &RequestMove) -> Result<(), Failure> {
        let request = it.id.to_string();
        let evidence = to.evidence.as_ref().map(|keys| self.references(keys)).transpose()?;
        let status = match to.to {
            RequestTo::Submitted => {
                let answer = to.answer.clone().unwrap_or_default();
                let submit = SubmitRequest { engagement: None, request, evidence, answer, on: None };
                return self.app.call(submit).map(drop);
            }
            RequestTo::Accepted | RequestTo::Returned => {
                let decision = decision(to);
                return self.app.call(DecideRequest { engagement: None, request, decision, on: None }).map(drop);
            }
            RequestTo::InProgress => InternalStatus::InProgress,
            RequestTo::SubmittedForReview => InternalStatus::SubmittedForReview,
            RequestTo::Ready => InternalStatus::Ready,
            RequestTo::Blocked => InternalStatus::Blocked { reason: to.reason.clone().unwrap_or_default() },
            RequestTo::NotApplicable => InternalStatus::NotApplicable { reason: to.reason.clone().unwrap_or_default() },
        };
        if evidence.is_some() {
            let facts = facts(json!({ "evidence": evidence }))?;
            self.app.call(EditRequest { engagement: None, request: request.clone(), facts })?;
        }
        self.app.call(MoveRequest { engagement: None, request, to: status }).map(drop)
    }
}

/// How the auditor took a round. A remark that the story lacks is empty, and refused.
fn decision(to: &RequestMove) -> RequestDecision {
    match to.to {
        RequestTo::Returned => {
            RequestDecision::Returned { remark: to.reason.clone().unwrap_or_default(), due_on: to.due_on }
        }
        RequestTo::InProgress
        | RequestTo::SubmittedForReview
        | RequestTo::Ready
        | RequestTo::Blocked
        | RequestTo::NotApplicable
        | RequestTo::Submitted
        | RequestTo::Accepted => RequestDecision::Accepted,
    }
}
