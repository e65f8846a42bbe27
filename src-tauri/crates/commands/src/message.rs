//! Messages of the communication plan: starting from a template, writing, filling merge fields, decisions by role, and
//! the record of a sending that happened elsewhere. Nothing here sends.

mod step;

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Catalogue;
use catalogue::template::Template;
use model::activity::{Action, text_digest};
use model::communication::{FieldValue, Message, MessageState, MessageVersion, PlanRow, Track, fill};
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use serde::{Deserialize, Serialize};
use vault::Reader;

pub use step::{DecideMessage, RecordSend, SubmitMessage, WithdrawMessage};
pub(crate) use step::{decide, record_send, submit, withdraw};

use crate::app::{App, Moment, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;

/// Lists the communication templates.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListTemplates {}

/// A template as a list shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TemplateRow {
    /// Code, such as `COMM-04`.
    pub code: String,
    /// Title.
    pub title: String,
    /// For whom.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// What sets it off.
    pub trigger: String,
    /// Roles that must approve.
    pub approvals: Vec<String>,
    /// Its merge fields.
    pub fields: Vec<String>,
}

pub(crate) fn templates(_: &mut App, _: ListTemplates) -> Result<Vec<TemplateRow>, Failure> {
    let entries = Catalogue::embedded().templates.iter();
    Ok(entries
        .map(|entry| TemplateRow {
            code: entry.code.to_string(),
            title: entry.title.clone(),
            audience: entry.audience.clone(),
            track: entry.track,
            trigger: entry.trigger.clone(),
            approvals: entry.approvals_needed.clone(),
            fields: entry.fields.iter().map(ToString::to_string).collect(),
        })
        .collect())
}

/// Starts a message from a template. Fields that the vault knows (client, period, auditor's firm) are filled in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StartMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code of the template.
    pub template: String,
    /// Title, when not the template's.
    pub title: Option<String>,
    /// Number of the plan's row that it belongs to.
    pub plan_row: Option<String>,
    /// Prepared for counsel; a template that is so by itself can't be started otherwise.
    pub privileged: bool,
}

pub(crate) fn start(app: &mut App, request: StartMessage) -> Result<Message, Failure> {
    let template = Catalogue::embedded().template(&request.template.to_ascii_uppercase());
    let template = template.ok_or_else(|| Failure::not_found("template", &request.template).on("template"))?;
    app.write(Action::StartMessage, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let message = from_template(w, moment, &engagement, template, &request)?;
        w.insert(&message)?;
        Ok(message)
    })
}

fn from_template(
    r: &Reader,
    moment: &Moment<'_>,
    engagement: &Engagement,
    template: &Template,
    request: &StartMessage,
) -> Result<Message, Failure> {
    let plan_row = match &request.plan_row {
        Some(name) => Some(find::one::<PlanRow>(r, Some(engagement.id), name)?.id),
        None => None,
    };
    let fields = crate::merge_field::known(r, engagement, template)?;
    let version = version(1, template.body.trim(), &fields, moment);
    Ok(Message {
        id: moment.id(),
        revision: 1,
        engagement: engagement.id,
        number: r.next_number::<Message>(engagement.id)?,
        plan_row,
        title: request.title.clone().unwrap_or_else(|| template.title.clone()),
        audience: template.audience.clone(),
        track: template.track,
        template: Some(template.code.to_string()),
        privileged: request.privileged || template.privileged,
        valid_until: None,
        state: MessageState::Draft,
        versions: vec![version],
        fields,
        required_approvals: template.approvals_needed.clone(),
        approvals: Vec::new(),
        sends: Vec::new(),
        gaps: BTreeSet::new(),
        findings: BTreeSet::new(),
        controls: BTreeSet::new(),
        surfaces: BTreeSet::new(),
    })
}

fn version(number: u32, text: &str, fields: &BTreeMap<String, FieldValue>, moment: &Moment<'_>) -> MessageVersion {
    MessageVersion {
        number,
        text: text.to_owned(),
        by: moment.who.to_owned(),
        at: moment.at,
        digest: text_digest(&fill(text, fields)),
    }
}

/// Lists the messages, by number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListMessages {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// A message with what it still lacks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MessageRow {
    /// The message.
    pub message: Message,
    /// Names of the merge fields that are still open.
    pub open_fields: Vec<String>,
    /// Roles that haven't approved the present text.
    pub missing_approvals: Vec<String>,
    /// The present text with its fields filled in.
    pub text: String,
}

fn row(message: Message) -> MessageRow {
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    MessageRow {
        open_fields: owned(message.open_fields()),
        missing_approvals: owned(message.missing_approvals()),
        text: message.filled(),
        message,
    }
}

pub(crate) fn list(app: &mut App, request: ListMessages) -> Result<Vec<MessageRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut messages: Vec<Message> = find::all(r, engagement.id)?;
        messages.sort_by_key(|message| message.number);
        Ok(messages.into_iter().map(row).collect())
    })
}

/// Shows one message.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShowMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
}

pub(crate) fn show(app: &mut App, request: ShowMessage) -> Result<MessageRow, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        Ok(row(find::one(r, Some(engagement.id), &request.message)?))
    })
}

/// Changes a message: its text, what stands in its fields, its facts. A changed text is a new version and voids every
/// approval; the message is a draft again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
    /// New text in Markdown.
    pub text: Option<String>,
    /// New words by field name; empty words open the field again.
    pub fields: BTreeMap<String, NewFieldValue>,
    /// New values by field of the record.
    pub facts: Facts,
}

/// Words for a merge field.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
        if matches!(old.state, MessageState::Superseded | MessageState::Withdrawn) {
            return Err(Failure::new(Code::Refused, format!("{} is {}", old.reference(), old.state.name())));
        }
        let mut facts = request.facts;
        crate::named::controls_to_ids(w, &engagement, &mut facts)?;
        crate::named::gaps_to_ids(w, &engagement, &mut facts)?;
        let mut message = old.clone();
        // A fact may be one that an approved message must not have; its state is settled below.
        message.state = MessageState::Draft;
        let mut message = edited(&message, &facts)?;
        for (name, value) in request.fields {
            set_field(w, &engagement, &mut message, name, value)?;
        }
        let text =
            request.text.unwrap_or_else(|| old.current().map_or_else(String::new, |version| version.text.clone()));
        let digest = text_digest(&fill(&text, &message.fields));
        if old.current().is_some_and(|version| version.digest == digest && version.text == text) {
            message.state = old.state;
        } else {
            let number = u32::try_from(message.versions.len()).map_err(Failure::bug)? + 1;
            message.versions.push(version(number, &text, &message.fields, moment));
        }
        Ok(row(w.revise(message)?))
    })
}

fn set_field(
    r: &Reader,
    engagement: &Engagement,
    message: &mut Message,
    name: String,
    value: NewFieldValue,
) -> Result<(), Failure> {
    let evidence = match value.evidence {
        Some(reference) => Some(find::one::<EvidenceItem>(r, Some(engagement.id), &reference)?.id),
        None => None,
    };
    message.fields.insert(name, FieldValue { text: value.text, evidence });
    Ok(())
}
