//! A message as it will read with what isn't saved yet: its blocks with the fields told apart, its fields with their values,
//! and what saving would void. Reads only.

use std::collections::BTreeMap;

use export::draft::reading;
use model::activity::text_digest;
use model::communication::{Message, Reading, fill};
use model::words::forbidden;
use serde::{Deserialize, Serialize};

use super::edit::{is_approved_by_some, rewritten};
use super::field::field_rows;
use super::save::draft;
use super::{FieldRow, NewFieldValue};
use crate::app::App;
use crate::failure::Failure;
use crate::find;

/// Shows a message as it will read, with a text and field values that aren't saved.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PreviewMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
    /// The text in Markdown; none for the present one.
    pub text: Option<String>,
    /// New words by field name; empty words open the field.
    pub fields: BTreeMap<String, NewFieldValue>,
}

/// A message as it will read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MessagePreview {
    /// Its words with their look.
    pub reading: Reading,
    /// The fields of its text, in the text's order.
    pub fields: Vec<FieldRow>,
    /// Names of the fields that are open.
    pub open_fields: Vec<String>,
    /// Names of the fields that state a fact without evidence behind it.
    pub unsupported: Vec<String>,
    /// Whether saving makes a new version.
    pub new_version: bool,
    /// Roles whose approval of the present text saving makes void.
    pub voids: Vec<String>,
    /// Words in it that no SOC 2 report supports, as they stand, each once.
    pub unfit_words: Vec<String>,
}

pub(crate) fn preview(app: &mut App, request: PreviewMessage) -> Result<MessagePreview, Failure> {
    let at = app.host().now();
    let who = app.session()?.who.clone();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let old: Message = find::one(r, Some(engagement.id), &request.message)?;
        let mut message = old.clone();
        let present = old.current().map_or_else(String::new, |version| version.text.clone());
        let mut text = present.clone();
        if request.text.is_some() || !request.fields.is_empty() {
            let new = request.text.unwrap_or_else(|| present.clone());
            text = rewritten(r, &engagement, (&old, &mut message), &new, request.fields)?;
        }
        if let Some(version) = message.versions.last_mut() {
            version.text.clone_from(&text);
        }
        let new_version = text != present || text_digest(&fill(&text, &message.fields)) != old.digest();
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        Ok(MessagePreview {
            reading: reading(&draft(r, &message, at, who)?),
            fields: field_rows(r, &engagement, &message)?,
            open_fields: owned(message.open_fields()),
            unsupported: owned(message.unsupported()),
            new_version,
            voids: if new_version && is_approved_by_some(&old) { approved(&old) } else { Vec::new() },
            unfit_words: unfit(&message.filled()),
        })
    })
}

/// The roles that have approved the present text.
fn approved(message: &Message) -> Vec<String> {
    let missing = message.missing_approvals();
    message.required_approvals.iter().filter(|role| !missing.contains(&role.as_str())).cloned().collect()
}

/// The words that no SOC 2 report supports, as they stand in the text.
fn unfit(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for found in forbidden(text) {
        let word = text.get(found.start..found.end).unwrap_or(found.word).to_owned();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}
