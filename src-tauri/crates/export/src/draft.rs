//! A message as a file to be edited or sent outside the program: a document, a mail, or text. Never sends anything, and
//! never leaves out that a text isn't approved or is privileged. What is approved carries only what its reader should see.

mod block;
mod document;
mod mail;
mod plain;
mod reading;

use std::collections::BTreeMap;

use model::communication::{
    FieldValue, MessageState, PRIVILEGED, Piece, Reading, fill, open_field, pieces, subject_and_body,
};
use model::invalid::has_visible;
use model::sheet::value::tidy;
use model::time::{Day, Instant};

use crate::Error;

/// A message as it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Number as printed, such as `MSG-003`.
    pub reference: String,
    /// Title; what its reader sees as title or subject where the text names none of its own.
    pub title: String,
    /// Audience, in words.
    pub audience: String,
    /// The text in Markdown, with its merge fields as `{{ name }}`.
    pub text: String,
    /// What stands in its merge fields. An open field leaves as `[open field: name]`.
    pub fields: BTreeMap<String, FieldValue>,
    /// Where the message stands.
    pub state: MessageState,
    /// Whether every required role has approved this very text.
    pub approved: bool,
    /// Whether it was prepared for counsel.
    pub privileged: bool,
    /// Last day on which it may be sent as it is.
    pub valid_until: Option<Day>,
    /// Who hands it out; named in a document's properties until it is approved.
    pub author: String,
    /// When: the only time that stands in the file.
    pub made: Instant,
    /// Name and address of whoever sends a mail, where they are known.
    pub from: Option<(String, String)>,
    /// Addresses to which a mail is prepared; may be empty.
    pub to: Vec<String>,
}

impl Draft {
    fn mark(&self) -> Option<&'static str> {
        let lapsed = self.valid_until.is_some_and(|until| until < self.made.date_naive());
        self.state.mark(self.approved, lapsed)
    }

    /// What must be said before the text, if anything.
    fn marks(&self) -> Vec<&'static str> {
        let privileged = self.privileged.then_some(PRIVILEGED);
        self.mark().into_iter().chain(privileged).collect()
    }

    /// `MSG-003, for Customers`, with its last day. For those who work on it: none once it may go to its reader.
    fn line(&self) -> Option<String> {
        self.mark()?;
        let (reference, audience) = (one_line(&self.reference), one_line(&self.audience));
        let line = if audience.is_empty() { reference } else { format!("{reference}, for {audience}") };
        Some(match self.valid_until {
            Some(until) => format!("{line}, valid until {}", until.format("%-d %B %Y")),
            None => line,
        })
    }

    /// What its reader sees as title or subject: the text's own, or else the message's.
    fn subject(&self) -> String {
        match subject_and_body(&self.text).0 {
            Some(subject) => one_line(&fill(&subject, &self.fields)),
            None => one_line(&self.title),
        }
    }

    /// The text without its subject, in Markdown, its fields filled in: a value is words, whatever signs it has.
    fn markdown(&self) -> String {
        let mut filled = String::new();
        let mut after_field = false;
        for piece in pieces(&subject_and_body(&self.text).1) {
            match piece {
                Piece::Words(words) => {
                    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
                    let (number, rest) = words.split_at(digits);
                    filled.push_str(number);
                    if after_field && rest.starts_with(['.', ')']) && numbers_an_item(&filled) {
                        filled.push('\\');
                    }
                    filled.push_str(rest);
                }
                Piece::Field(name) => match self.fields.get(name).map(|value| one_line(&value.text)) {
                    Some(value) if has_visible(&value) => filled.push_str(&inert(&value)),
                    _ => filled.push_str(&open_field(name)),
                },
            }
            after_field = matches!(piece, Piece::Field(_));
        }
        tidy(&filled)
    }
}

/// Whether a point or a bracket behind this text would make its last digits the number of a list's item: nothing but signs
/// of blocks stand before them on their line.
fn numbers_an_item(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    line.ends_with(|c: char| c.is_ascii_digit())
        && line.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')'))
}

/// A value whose signs mean nothing to a reader of Markdown.
fn inert(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    // What could begin a list or a heading, since a field may stand at the start of a line.
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in value.char_indices() {
        let next = value[at + c.len_utf8()..].chars().next();
        // An ampersand begins the name or the number of a character, perhaps with the words behind the value, or nothing.
        let names = c == '&' && next.is_none_or(|next| next == '#' || next.is_ascii_alphabetic());
        let begins = (at == 0 && matches!(c, '-' | '+' | '=')) || (at == digits && matches!(c, '.' | ')'));
        if begins || names || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The message as Markdown, with what must be said before its text.
pub fn markdown(draft: &Draft) -> String {
    let marks: Vec<String> = draft.marks().into_iter().map(|mark| format!("> **{mark}**\n")).collect();
    let marks = if marks.is_empty() { String::new() } else { format!("{}\n", marks.join(">\n")) };
    let line = draft.line().map(|line| format!("{line}\n\n")).unwrap_or_default();
    format!("{marks}# {}\n\n{line}{}\n", inert(&draft.subject()), draft.markdown())
}

/// The message as plain text, with what must be said before it, then its subject, a blank line and its body: what a mail
/// program takes by hand.
pub fn plain_text(draft: &Draft) -> String {
    let marks: String = draft.marks().into_iter().map(|mark| format!("{mark}\n")).collect();
    let marks = if marks.is_empty() { marks } else { format!("{marks}\n") };
    format!("{marks}{}\n\n{}\n", draft.subject(), plain::text(&block::blocks(&draft.markdown())))
}

/// The message as it will read, each merge field's words marked as such.
pub fn reading(draft: &Draft) -> Reading {
    reading::of(draft)
}

/// The message as a document of a word processor (Office Open XML). The same draft gives the same bytes.
///
/// # Errors
/// The document can't be put together.
pub fn document(draft: &Draft) -> Result<Vec<u8>, Error> {
    document::write(draft)
}

/// The message as a mail that a mail program opens. Nothing is sent; an unapproved, withdrawn or privileged one says so in
/// its subject.
///
/// # Errors
/// The mail can't be put together.
pub fn mail(draft: &Draft) -> Result<Vec<u8>, Error> {
    mail::write(draft)
}

/// Headers that a mail of the draft leaves out, since nobody said who they are: to be filled in before it is sent.
pub fn open_headers(draft: &Draft) -> Vec<&'static str> {
    mail::open_headers(draft)
}

/// Text on one line, without control characters.
fn one_line(text: &str) -> String {
    tidy(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
