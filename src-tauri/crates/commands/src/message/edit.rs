//! Writing a message: its text, what stands in its merge fields, over what its lines repeat, and its facts. A changed text
//! is a new version and voids every approval.

use std::collections::BTreeMap;

use catalogue::Catalogue;
use model::activity::{Action, text_digest};
use model::communication::{Message, MessageState, fill};
use model::engagement::Engagement;
use model::finding::Finding;
use model::request::EvidenceRequest;
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::{MessageRow, new_version, row};
use crate::app::{App, Moment, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;
use crate::merge_field::{Fields, Given, Row, check_signatory, repeated, rows};

/// Facts that decide what a text says: over what its lines repeat, and who signs.
const DECIDE_TEXT: [&str; 5] = ["gaps", "findings", "requests", "questions", "signatory"];

/// Changes a message: its text, what stands in its fields, its facts. Its lines repeat for each chosen gap, finding,
/// request and question. Fields that the vault fills follow it. A changed text is a new version and voids every approval;
/// the message is a draft again.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
    /// New text in Markdown.
    pub text: Option<String>,
    /// New words by field name; empty words open the field again.
    pub fields: BTreeMap<String, NewFieldValue>,
    /// New values by field of the record; gaps, findings and requests by reference, controls by code, the signatory by
    /// name.
    pub facts: Facts,
}

/// Words for a merge field.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct NewFieldValue {
    /// The words.
    pub text: String,
    /// Reference of the evidence for a factual claim.
    pub evidence: Option<String>,
}

pub(crate) fn edit(app: &mut App, request: EditMessage) -> Result<MessageRow, Failure> {
    app.write(Action::EditMessage, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: Message = find::one(w, Some(engagement.id), &request.message)?;
        refuse_at_rest(&old)?;
        let rewrites = request.text.is_some()
            || !request.fields.is_empty()
            || request.facts.keys().any(|fact| DECIDE_TEXT.contains(&fact.as_str()));
        let facts = to_ids(w, &engagement, request.facts)?;
        // A fact may be one that an approved message must not have; its state is settled below.
        let mut message = edited(&Message { state: MessageState::Draft, ..old.clone() }, &facts)?;
        check_signatory(w, &message)?;
        check_privileged(&message)?;
        let before = old.current().map_or_else(String::new, |version| version.text.clone());
        let text = if rewrites {
            let new = request.text.unwrap_or_else(|| before.clone());
            rewritten(w, &engagement, (&old, &mut message), &new, request.fields)?
        } else {
            before
        };
        settle_version(&old, &mut message, &text, moment)?;
        Ok(row(w.revise(message)?))
    })
}

/// Refuses to change what rests: what was sent stays what was sent.
fn refuse_at_rest(message: &Message) -> Result<(), Failure> {
    let reference = message.reference();
    let text = match message.state {
        MessageState::Draft | MessageState::InReview | MessageState::Approved => return Ok(()),
        MessageState::Sent => format!("{reference} was sent and stays as it is; supersede it with a new message"),
        MessageState::Superseded | MessageState::Withdrawn => format!("{reference} is {}", message.state.name()),
    };
    Err(Failure::new(Code::Refused, text))
}

/// The names that people write, as ids.
fn to_ids(r: &Reader, engagement: &Engagement, mut facts: Facts) -> Result<Facts, Failure> {
    crate::named::controls_to_ids(r, engagement, &mut facts)?;
    crate::named::gaps_to_ids(r, engagement, &mut facts)?;
    crate::named::list_to_ids::<Finding>(r, engagement, &mut facts, "findings")?;
    crate::named::list_to_ids::<EvidenceRequest>(r, engagement, &mut facts, "requests")?;
    crate::named::person_to_id(r, &mut facts, "signatory")?;
    Ok(facts)
}

/// The text with its lines repeated for what is chosen now, its fields filled in.
pub(super) fn rewritten(
    r: &Reader,
    engagement: &Engagement,
    (old, message): (&Message, &mut Message),
    text: &str,
    fields: BTreeMap<String, NewFieldValue>,
) -> Result<String, Failure> {
    let chosen: Vec<Row> = rows(r, message)?;
    let text = repeated(text, &rows(r, old)?, &chosen)?;
    let given = fields.into_iter().map(|(name, value)| Given { name, text: value.text, evidence: value.evidence });
    Fields::new(r, engagement, &chosen)?.fill(message, &text, given.collect())?;
    Ok(text)
}

/// Keeps the state where the text is what it was; another text is a new version of a draft.
fn settle_version(old: &Message, message: &mut Message, text: &str, moment: &Moment<'_>) -> Result<(), Failure> {
    let digest = text_digest(&fill(text, &message.fields));
    if old.current().is_some_and(|version| version.digest == digest && version.text == text) {
        refuse_other_evidence(old, message)?;
        refuse_other_terms(old, message)?;
        message.state = old.state;
    } else {
        let number = u32::try_from(message.versions.len()).map_err(Failure::bug)? + 1;
        message.versions.push(new_version(number, text, moment));
        message.refresh_digest();
    }
    Ok(())
}

/// Refuses to unmark what its template marks as prepared for counsel.
fn check_privileged(message: &Message) -> Result<(), Failure> {
    let template = message.template.as_deref().and_then(|code| Catalogue::embedded().template(code));
    if template.is_some_and(|template| template.privileged) && !message.privileged {
        return Err(
            Failure::new(Code::Invalid, "is fixed by the template: it is prepared for counsel").on("privileged")
        );
    }
    Ok(())
}

/// Refuses other terms of a text that someone has approved: what stands beside it wherever it leaves, a longer validity,
/// or that it is no longer for counsel.
fn refuse_other_terms(old: &Message, message: &Message) -> Result<(), Failure> {
    let longer = match (old.valid_until, message.valid_until) {
        (Some(old), Some(new)) => new > old,
        (old, None) => old.is_some(),
        (None, Some(_)) => false,
    };
    let terms = [
        ("title", old.title != message.title),
        ("audience", old.audience != message.audience),
        ("signatory", old.signatory != message.signatory),
        ("valid_until", longer),
        ("privileged", old.privileged && !message.privileged),
    ];
    match terms.into_iter().find(|(_, differs)| *differs) {
        Some((name, _)) if is_approved_by_some(old) => {
            let text = "was approved as it is; have everyone who approved it return it first, or change the text";
            Err(Failure::new(Code::Refused, text).on(name))
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether a role has approved the present text.
pub(super) fn is_approved_by_some(message: &Message) -> bool {
    message.missing_approvals().len() < message.required_approvals.len()
}

/// Refuses other evidence behind a text that someone has approved: the approval was of the text with what showed it.
fn refuse_other_evidence(old: &Message, message: &Message) -> Result<(), Failure> {
    let other = old.fields.iter().find(|(name, value)| {
        value.evidence.is_some() && message.fields.get(*name).is_some_and(|new| new.evidence != value.evidence)
    });
    match other {
        Some((name, _)) if is_approved_by_some(old) => {
            let text = "was approved with the evidence behind it; have the message returned first";
            Err(Failure::new(Code::Refused, text).on(name))
        }
        Some(_) | None => Ok(()),
    }
}
