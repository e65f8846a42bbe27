//! The steps of a message after its writing: put to its approvers, decided on by each role, recorded as sent, replaced by
//! another, withdrawn.

use model::activity::Action;
use model::communication::{Decision, Message, MessageApproval, MessageState, SendRecord};
use model::evidence::{EvidenceItem, EvidenceState};
use model::invalid::Invalid;
use model::person::Person;
use model::time::{Day, Instant};
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::{MessageRow, row};
use crate::app::{App, Moment, Revise};
use crate::failure::{Code, Failure};
use crate::find;

/// Puts a draft to its approvers.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SubmitMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
}

pub(crate) fn submit(app: &mut App, request: SubmitMessage) -> Result<MessageRow, Failure> {
    app.write(Action::EditMessage, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut message: Message = find::one(w, Some(engagement.id), &request.message)?;
        step(&mut message, MessageState::InReview)?;
        Ok(row(w.revise(message)?))
    })
}

fn step(message: &mut Message, next: MessageState) -> Result<(), Failure> {
    if !message.state.may_become(next) {
        let text = format!("{} is {} and can't become {}", message.reference(), message.state.name(), next.name());
        return Err(Failure::new(Code::Refused, text).on("state"));
    }
    message.state = next;
    Ok(())
}

/// Records one role's decision on the present text. When every required role has approved, the message is approved. People
/// may stand in for a role: the answer then names the role that the vault knows of them.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct DecideMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
    /// The role that decides.
    pub role: String,
    /// Who decides for it, by name or id.
    pub person: String,
    /// The decision.
    pub decision: Decision,
    /// Remark.
    pub note: String,
}

pub(crate) fn decide(app: &mut App, request: DecideMessage) -> Result<MessageRow, Failure> {
    app.write(Action::DecideMessage, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut message: Message = find::one(w, Some(engagement.id), &request.message)?;
        let person: Person = find::one(w, None, &request.person)?;
        if !matches!(message.state, MessageState::InReview | MessageState::Approved) {
            let text = format!(
                "{} is {}; only what was put to its approvers can be decided on",
                message.reference(),
                message.state.name()
            );
            return Err(Failure::new(Code::Refused, text));
        }
        let role =
            message.required_approvals.iter().find(|role| role.eq_ignore_ascii_case(request.role.trim())).cloned();
        let role = role.ok_or_else(|| {
            let message = format!("must be one of: {}", message.required_approvals.join(", "));
            Failure::new(Code::Invalid, message).on("role")
        })?;
        if request.decision == Decision::Approved {
            check_whole(w, &message)?;
        }
        let digest =
            message.current().map(|version| version.digest).ok_or_else(|| Failure::bug("a message without text"))?;
        let approval = MessageApproval {
            role,
            person: person.id,
            decision: request.decision,
            at: moment.at,
            digest,
            note: request.note,
        };
        let notice = standing_in(&approval.role, &person);
        message.approvals.push(approval);
        message.state = match request.decision {
            Decision::Returned => MessageState::Draft,
            Decision::Approved if message.missing_approvals().is_empty() => MessageState::Approved,
            Decision::Approved => message.state,
        };
        Ok(MessageRow { notices: notice.into_iter().collect(), ..row(w.revise(message)?) })
    })
}

/// What is told where a person decides for a role that isn't theirs.
fn standing_in(role: &str, person: &Person) -> Option<String> {
    let own = person.role.trim();
    if own.eq_ignore_ascii_case(role.trim()) {
        return None;
    }
    let own = if own.is_empty() { "without a role".to_owned() } else { format!("as {own}") };
    Some(format!("{} stands in the vault {own}, and decided here for the role of {role}", person.name))
}

/// Refuses what can't be approved as it stands: open fields, facts without evidence that stands, nobody who signs.
fn check_whole(r: &Reader, message: &Message) -> Result<(), Failure> {
    let refuse = |why: &str, names: &[&str]| Err(Failure::new(Code::Refused, format!("{why}: {}", names.join(", "))));
    let open = message.open_fields();
    if !open.is_empty() {
        return refuse("a draft with open fields can't be approved", &open);
    }
    let mut unsupported = message.unsupported();
    for name in message.claims.keys() {
        let evidence = message.fields.get(name).and_then(|value| value.evidence);
        if let Some(id) = evidence
            && matches!(r.get::<EvidenceItem>(id)?.state, EvidenceState::Withdrawn { .. })
        {
            unsupported.push(name);
        }
    }
    if !unsupported.is_empty() {
        return refuse("facts without evidence behind them can't be approved", &unsupported);
    }
    if !message.signing_roles.is_empty() && message.signatory.is_none() {
        let roles: Vec<&str> = message.signing_roles.iter().map(String::as_str).collect();
        return refuse("it must name who signs, of these roles", &roles);
    }
    Ok(())
}

/// Records that a message was sent, outside this program.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RecordSend {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
    /// Who sent it, by name or id.
    pub by: String,
    /// To whom, in words.
    pub to: String,
    /// By which channel.
    pub channel: String,
    /// When; none takes now.
    pub at: Option<Instant>,
}

pub(crate) fn record_send(app: &mut App, request: RecordSend) -> Result<MessageRow, Failure> {
    app.write(Action::RecordSend, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut message: Message = find::one(w, Some(engagement.id), &request.message)?;
        let by: Person = find::one(w, None, &request.by)?;
        let at = request.at.unwrap_or(moment.at);
        let ready = matches!(message.state, MessageState::Approved | MessageState::Sent)
            && message.missing_approvals().is_empty();
        if !ready {
            let text = format!(
                "{} has not been approved in its present text; a sending can't be recorded",
                message.reference()
            );
            return Err(Failure::new(Code::Refused, text));
        }
        check_send_date(&message, at.date_naive(), moment)?;
        let version = message.current().map_or(1, |version| version.number);
        message.sends.push(SendRecord { at, by: by.id, to: request.to, version, channel: request.channel });
        message.state = MessageState::Sent;
        Ok(row(w.revise(message)?))
    })
}

fn check_send_date(message: &Message, on: Day, moment: &Moment<'_>) -> Result<(), Failure> {
    if on > moment.at.date_naive() {
        return Err(Failure::new(Code::Invalid, "must not lie in the future").on("at"));
    }
    if message.valid_until.is_some_and(|until| until < on) {
        return Err(Failure::new(Code::Refused, format!("{} was no longer valid on that day", message.reference())));
    }
    Ok(())
}

/// Withdraws a message, with the reason.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct WithdrawMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
    /// Why.
    pub reason: String,
}

pub(crate) fn withdraw(app: &mut App, request: WithdrawMessage) -> Result<MessageRow, Failure> {
    app.write(Action::WithdrawMessage, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut message: Message = find::one(w, Some(engagement.id), &request.message)?;
        step(&mut message, MessageState::Withdrawn)?;
        Invalid::reason("reason", &request.reason)?;
        message.withdrawn_because = request.reason.trim().to_owned();
        Ok(row(w.revise(message)?))
    })
}

/// Notes that another message replaces one, which is then neither changed nor sent again.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SupersedeMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
    /// Reference or id of the message that replaces it.
    pub by: String,
}

pub(crate) fn supersede(app: &mut App, request: SupersedeMessage) -> Result<MessageRow, Failure> {
    app.write(Action::WithdrawMessage, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut message: Message = find::one(w, Some(engagement.id), &request.message)?;
        let by: Message = find::one(w, Some(engagement.id), &request.by).map_err(|failure| failure.on("by"))?;
        if matches!(by.state, MessageState::Superseded | MessageState::Withdrawn) {
            let text = format!("{} is {} and can't replace another", by.reference(), by.state.name());
            return Err(Failure::new(Code::Refused, text).on("by"));
        }
        step(&mut message, MessageState::Superseded)?;
        message.superseded_by = Some(by.id);
        Ok(row(w.revise(message)?))
    })
}
