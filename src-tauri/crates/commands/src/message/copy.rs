//! A message's text to be pasted elsewhere: its state and its marks leave with it, and the copying is recorded first, as
//! saving is. Never sends.

use export::draft::{markdown, plain_text};
use model::activity::Action;
use model::communication::Message;
use model::evidence::Digest;
use model::record::Noun;
use serde::{Deserialize, Serialize};

use super::save::draft;
use crate::app::App;
use crate::failure::Failure;
use crate::find;

/// In which form a text is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CopyForm {
    /// Text in Markdown.
    Markdown,
    /// Plain text, as in a mail.
    Plain,
}

/// Hands out a message's present text; the copying is recorded first. What isn't approved says so before the text, and an
/// open field leaves marked as one.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct CopyMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
    /// In which form.
    pub form: CopyForm,
}

/// A text that was handed out.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct CopiedMessage {
    /// Reference of the message.
    pub reference: String,
    /// Which version.
    pub version: u32,
    /// The text.
    pub text: String,
    /// What stands before it, such as that it is a draft.
    pub marks: Vec<String>,
    /// Names of the fields that are still open in it.
    pub open_fields: Vec<String>,
}

/// What the log says of a copying: everything but the text.
#[derive(Serialize)]
struct CopyFact<'a> {
    reference: &'a str,
    version: u32,
    form: CopyForm,
    text_digest: Digest,
}

pub(crate) fn copy(app: &mut App, request: CopyMessage) -> Result<CopiedMessage, Failure> {
    let at = app.host().now();
    let who = app.session()?.who.clone();
    let (message, text) = app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let message: Message = find::one(r, Some(engagement.id), &request.message)?;
        let draft = draft(r, &message, at, who)?;
        let text = match request.form {
            CopyForm::Markdown => markdown(&draft),
            CopyForm::Plain => plain_text(&draft),
        };
        Ok((message, text))
    })?;
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let copied = CopiedMessage {
        reference: message.reference(),
        version: message.current().map_or(0, |version| version.number),
        text,
        marks: owned(message.marks_on(at.date_naive())),
        open_fields: owned(message.open_fields()),
    };
    app.write(Action::SaveMessage, |w, _| {
        w.subject(Noun::Message, message.id.uuid());
        let (reference, version) = (copied.reference.as_str(), copied.version);
        w.fact("copied", &CopyFact { reference, version, form: request.form, text_digest: message.digest() });
        Ok(())
    })?;
    Ok(copied)
}
