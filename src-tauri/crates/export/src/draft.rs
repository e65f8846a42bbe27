//! A message as a file to be edited or sent outside the program: a document, a mail, or text. Never sends anything, and
//! never leaves out that a text isn't approved or is privileged.

mod block;
mod document;
mod mail;

use model::sheet::value::tidy;
use model::time::Instant;

use crate::Error;

/// A message as it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Number as printed, such as `MSG-003`.
    pub reference: String,
    /// Title; the subject of a mail.
    pub title: String,
    /// Audience, in words.
    pub audience: String,
    /// The text in Markdown, its merge fields filled in.
    pub text: String,
    /// Whether every required role has approved this very text.
    pub approved: bool,
    /// Whether it was prepared for counsel.
    pub privileged: bool,
    /// Who hands it out.
    pub author: String,
    /// When: the only time that stands in the file.
    pub made: Instant,
    /// Addresses to which a mail is prepared; may be empty.
    pub to: Vec<String>,
}

/// What stands on every page of a text that isn't approved.
const NOT_APPROVED: &str = "DRAFT, not approved, not sent.";
/// What stands on every page of a privileged text.
const PRIVILEGED: &str = "Privileged: prepared for counsel.";

impl Draft {
    /// What must be said before the text, if anything.
    fn marks(&self) -> Vec<&'static str> {
        let draft = (!self.approved).then_some(NOT_APPROVED);
        let privileged = self.privileged.then_some(PRIVILEGED);
        draft.into_iter().chain(privileged).collect()
    }

    /// `MSG-003, for Customers`.
    fn line(&self) -> String {
        let (reference, audience) = (one_line(&self.reference), one_line(&self.audience));
        if audience.is_empty() { reference } else { format!("{reference}, for {audience}") }
    }
}

/// The message as Markdown, with what must be said before its text.
pub fn markdown(draft: &Draft) -> String {
    let marks: Vec<String> = draft.marks().into_iter().map(|mark| format!("> **{mark}**\n")).collect();
    let marks = if marks.is_empty() { String::new() } else { format!("{}\n", marks.join(">\n")) };
    let title = one_line(&draft.title).replace(['*', '_', '`', '[', ']', '<', '#'], "");
    format!("{marks}# {title}\n\n{}\n\n{}\n", draft.line(), tidy(&draft.text))
}

/// The message as a document of a word processor (Office Open XML). The same draft gives the same bytes.
///
/// # Errors
/// The document can't be put together.
pub fn document(draft: &Draft) -> Result<Vec<u8>, Error> {
    document::write(draft)
}

/// The message as a mail that a mail program opens for editing, with the document beside it or not. Nothing in it is
/// sent: it is marked as unsent, and an unapproved or privileged one says so in its subject.
///
/// # Errors
/// The mail can't be put together.
pub fn mail(draft: &Draft) -> Result<Vec<u8>, Error> {
    mail::write(draft)
}

/// Text on one line, without control characters.
fn one_line(text: &str) -> String {
    tidy(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
