//! Messages of the communication plan: starting from a template and listing them. Writing, filling in, the steps after
//! that and leaving as a file stand beside. Nothing here sends.

mod copy;
mod edit;
mod field;
mod insertable;
mod preview;
mod save;
mod step;
mod version;

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Catalogue;
use catalogue::template::Template;
use model::activity::{Action, text_digest};
use model::communication::{Message, MessageState, MessageVersion, PlanRow, Track};
use model::engagement::Engagement;
use serde::{Deserialize, Serialize};
use vault::Reader;

pub(crate) use copy::copy;
pub use copy::{CopiedMessage, CopyForm, CopyMessage};
pub(crate) use edit::edit;
pub use edit::{EditMessage, NewFieldValue};
pub(crate) use field::fields;
pub use field::{FieldRow, ListFields};
pub(crate) use insertable::insertable;
pub use insertable::{InsertableField, ListInsertableFields};
pub(crate) use preview::preview;
pub use preview::{MessagePreview, PreviewMessage};
pub(crate) use save::save;
pub use save::{DraftForm, SaveMessage, SavedMessage};
pub use step::{DecideMessage, RecordSend, SubmitMessage, SupersedeMessage, WithdrawMessage};
pub(crate) use step::{decide, record_send, submit, supersede, withdraw};
pub(crate) use version::versions;
pub use version::{ListVersions, VersionRow};

use crate::app::{App, Moment};
use crate::failure::Failure;
use crate::find;
use crate::merge_field::Fields;

/// Lists the communication templates.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListTemplates {}

/// A template as a list shows it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
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
    /// Roles of which one person signs; empty when nobody must.
    pub signed_by: Vec<String>,
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
            signed_by: entry.signed_by.clone(),
            fields: entry.fields.iter().map(ToString::to_string).collect(),
        })
        .collect())
}

/// Starts a message from a template. Fields that the vault knows (client, period, auditor's firm) are filled in.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
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
    let mut message = Message {
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
        versions: vec![new_version(1, template.body.trim(), moment)],
        fields: BTreeMap::new(),
        claims: BTreeMap::new(),
        signing_roles: template.signed_by.clone(),
        signatory: None,
        required_approvals: template.approvals_needed.clone(),
        approvals: Vec::new(),
        sends: Vec::new(),
        gaps: BTreeSet::new(),
        findings: BTreeSet::new(),
        requests: BTreeSet::new(),
        questions: Vec::new(),
        controls: BTreeSet::new(),
        surfaces: BTreeSet::new(),
        superseded_by: None,
        withdrawn_because: String::new(),
    };
    settle(r, engagement, &mut message)?;
    Ok(message)
}

/// Fills what the vault knows into a message that begins, and seals its first version.
pub(crate) fn settle(r: &Reader, engagement: &Engagement, message: &mut Message) -> Result<(), Failure> {
    let text = message.current().map_or_else(String::new, |version| version.text.clone());
    Fields::new(r, engagement, &[])?.settle(message, &text)?;
    message.refresh_digest();
    Ok(())
}

/// A version whose digest is that of the bare text, until its fields are known.
fn new_version(number: u32, text: &str, moment: &Moment<'_>) -> MessageVersion {
    let (text, by) = (text.to_owned(), moment.who.to_owned());
    MessageVersion { number, digest: text_digest(&text), text, by, at: moment.at }
}

/// Lists the messages, by number.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListMessages {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// A message with what it still lacks.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct MessageRow {
    /// The message.
    pub message: Message,
    /// Names of the merge fields that are still open.
    pub open_fields: Vec<String>,
    /// Names of the fields that state a fact without evidence behind it.
    pub unsupported: Vec<String>,
    /// Roles that haven't approved the present text.
    pub missing_approvals: Vec<String>,
    /// Whether somebody must sign it and nobody is named yet.
    pub unsigned: bool,
    /// The present text with its fields filled in.
    pub text: String,
    /// What is worth a second look in the change that was just made; nothing that forbids it.
    pub notices: Vec<String>,
}

fn row(message: Message) -> MessageRow {
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    MessageRow {
        open_fields: owned(message.open_fields()),
        unsupported: owned(message.unsupported()),
        missing_approvals: owned(message.missing_approvals()),
        unsigned: !message.signing_roles.is_empty() && message.signatory.is_none(),
        text: message.filled(),
        notices: Vec::new(),
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
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
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
