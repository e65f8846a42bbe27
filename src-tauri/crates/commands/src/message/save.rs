//! A message leaves as a file: Markdown, mail, document or PDF. Its state and its marks leave with it, the saving is
//! recorded first, and nothing is sent.

use export::draft::{Draft, document, mail, markdown, open_headers};
use model::activity::{Action, bytes_digest};
use model::communication::{Message, PlanRow};
use model::engagement::Engagement;
use model::evidence::Digest;
use model::person::Person;
use model::record::Noun;
use model::time::{AsOf, Instant};
use packet::{Letter, letter};
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::App;
use crate::client::the_client;
use crate::failure::{Code, Failure};
use crate::find;
use crate::held::Held;
use crate::save::{folder_of, require_folder, save_new};

/// In which form a message leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DraftForm {
    /// Text in Markdown.
    Markdown,
    /// A mail that isn't sent (EML).
    Mail,
    /// A document of a word processor (Office Open XML).
    Document,
    /// A PDF/A of its own.
    Pdf,
}

/// Saves a message's present text as a file outside the vault; the saving is recorded first. What isn't approved says so
/// on every page, and an open field leaves marked as one.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SaveMessage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
    /// In which form.
    pub form: DraftForm,
    /// The file to write; must not exist.
    pub file: Held,
}

/// A message that was saved.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SavedMessage {
    /// Reference of the message.
    pub reference: String,
    /// Which version.
    pub version: u32,
    /// In which form.
    pub form: DraftForm,
    /// SHA-256 of its text, which approvals name.
    pub text_digest: Digest,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// Length of the file in bytes.
    pub size: u64,
    /// What stands on every page of it, such as that it is a draft.
    pub marks: Vec<String>,
    /// Names of the fields that are still open in it.
    pub open_fields: Vec<String>,
    /// Headers of a mail that are to be filled in, since the vault doesn't know them.
    pub to_fill_in: Vec<String>,
}

pub(crate) fn save(app: &mut App, request: SaveMessage) -> Result<SavedMessage, Failure> {
    let path = app.take(request.file)?;
    if path.exists() {
        return Err(Failure::new(Code::Exists, "a file of this name is there already"));
    }
    // Before anything is recorded of it.
    require_folder(folder_of(&path))?;
    let name = path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    let name = name.ok_or_else(|| Failure::new(Code::Invalid, "must name a file").on("file"))?;
    let at = app.host().now();
    let who = app.session()?.who.clone();
    let (message, bytes, to_fill_in) = app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let message: Message = find::one(r, Some(engagement.id), &request.message)?;
        let (bytes, to_fill_in) = written(r, &engagement, &message, request.form, at, who)?;
        Ok((message, bytes, to_fill_in))
    })?;
    let saved = SavedMessage {
        reference: message.reference(),
        version: message.current().map_or(0, |version| version.number),
        form: request.form,
        text_digest: message.digest(),
        sha256: bytes_digest(&bytes),
        size: bytes.len() as u64,
        marks: message.marks_on(at.date_naive()).into_iter().map(str::to_owned).collect(),
        open_fields: message.open_fields().into_iter().map(str::to_owned).collect(),
        to_fill_in: to_fill_in.into_iter().map(str::to_owned).collect(),
    };
    app.write(Action::SaveMessage, |w, _| {
        w.subject(Noun::Message, message.id.uuid());
        w.fact("saved", &saved);
        Ok(())
    })?;
    app.session()?.vault.write_head()?;
    save_new(folder_of(&path), std::iter::once((bytes, &name)), |bytes, file| {
        file.write_all(&bytes).map_err(crate::save::failed)
    })?;
    Ok(saved)
}

/// The file's bytes, and the headers of a mail that nobody filled in.
fn written(
    r: &Reader,
    engagement: &Engagement,
    message: &Message,
    form: DraftForm,
    at: Instant,
    who: String,
) -> Result<(Vec<u8>, Vec<&'static str>), Failure> {
    let bytes = match form {
        DraftForm::Markdown => markdown(&draft(r, message, at, who)?).into_bytes(),
        DraftForm::Mail => {
            let draft = draft(r, message, at, who)?;
            return Ok((mail(&draft)?, open_headers(&draft)));
        }
        DraftForm::Document => document(&draft(r, message, at, who)?)?,
        DraftForm::Pdf => {
            let signatory = message.signatory.map(|id| r.get::<Person>(id)).transpose()?;
            letter(&Letter {
                message,
                client: &the_client(r)?.legal_name,
                engagement: &engagement.title,
                firm: &engagement.preparer_firm,
                paper: engagement.paper,
                signatory: signatory.as_ref().map(|person| person.name.as_str()),
                as_of: AsOf { at: at.fixed_offset() },
                program: concat!("Vouchsafe ", env!("CARGO_PKG_VERSION")),
            })?
        }
    };
    Ok((bytes, Vec::new()))
}

/// The message as it leaves.
pub(super) fn draft(r: &Reader, message: &Message, at: Instant, author: String) -> Result<Draft, Failure> {
    Ok(Draft {
        reference: message.reference(),
        title: message.title.clone(),
        audience: message.audience.clone(),
        text: message.current().map_or_else(String::new, |version| version.text.clone()),
        fields: message.fields.clone(),
        state: message.state,
        approved: !message.is_draft(),
        privileged: message.privileged,
        valid_until: message.valid_until,
        author,
        made: at,
        from: sender(r, message)?,
        // The vault holds an audience in words, never a list of recipients.
        to: Vec::new(),
    })
}

/// Whoever sends the row to which the message belongs, where the vault knows their address.
fn sender(r: &Reader, message: &Message) -> Result<Option<(String, String)>, Failure> {
    let Some(row) = message.plan_row else { return Ok(None) };
    let Some(sender) = r.get::<PlanRow>(row)?.sender else { return Ok(None) };
    let person: Person = r.get(sender)?;
    Ok(person.email.map(|email| (person.name, email)))
}
