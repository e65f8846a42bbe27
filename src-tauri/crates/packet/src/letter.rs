//! One message as a PDF of its own, for approvers and for the record: PDF/A-3a and PDF/UA-1. Says on every page in which
//! version it stands, and that it is no more than a draft until it is approved. Not a packet: nothing is attached or sealed.

use std::collections::BTreeMap;

use model::communication::Message;
use model::time::AsOf;
use serde_json::{Value, json};
use typeset::{Blob, Job, Standards};

use crate::job::{TEMPLATES, put};
use crate::{Error, foreign, markdown, print};

/// A message and what its pages name beside it.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// The message.
    pub message: &'a Message,
    /// The client's legal name.
    pub client: &'a str,
    /// The engagement's title.
    pub engagement: &'a str,
    /// The firm that prepared it.
    pub firm: &'a str,
    /// Name of whoever signs it, if somebody must.
    pub signatory: Option<&'a str>,
    /// When it is made.
    pub as_of: AsOf,
    /// The program that makes it.
    pub program: &'a str,
}

/// Makes the PDF. The same letter gives the same bytes.
///
/// # Errors
/// [`Error::Typeset`] when the text can't be laid out.
pub fn letter(letter: &Letter<'_>) -> Result<Vec<u8>, Error> {
    let message = letter.message;
    let digest = message.digest();
    let mut files: BTreeMap<String, Blob> =
        TEMPLATES.into_iter().map(|(path, text)| (path.to_owned(), Blob::from(text))).collect();
    for (stem, mut value) in [("packet", facts(letter)), ("letter", view(letter))] {
        foreign::make_safe(&mut value);
        put(&mut files, stem, &value)?;
    }
    let main = "#import \"/style.typ\": setup\n#show: setup\n#import \"/letter.typ\" as letter\n\
                #letter.section(json(\"/data/letter.json\"))\n";
    files.insert("/main.typ".to_owned(), Blob::from(main));
    let version = message.current().map_or(0, |version| version.number);
    let job = Job {
        main: "/main.typ".to_owned(),
        files,
        identifier: format!("vouchsafe:message:{}:{version}:{digest}", message.id),
        at: letter.as_of.at,
        creator: letter.program.to_owned(),
        standards: Standards::Archive,
    };
    Ok(typeset::compile(&job)?.export()?)
}

/// What the look of every page uses.
fn facts(letter: &Letter<'_>) -> Value {
    let message = letter.message;
    json!({
        "title": message.title,
        "firm": letter.firm,
        "description": format!("{} for {}, {}", message.reference(), message.audience, message.state.name()),
        "client": letter.client,
        "engagement": letter.engagement,
    })
}

fn view(letter: &Letter<'_>) -> Value {
    let message = letter.message;
    let text = message.current().map_or("", |version| &version.text);
    let mut state = vec![message.state.name().to_owned()];
    let open = message.open_fields().len() as u64;
    if open > 0 {
        state.push(print::counted(open, "open field", "open fields"));
    }
    let missing = message.missing_approvals().join(", ");
    if !missing.is_empty() {
        state.push(format!("approval of {missing} is missing"));
    }
    if let Some(until) = message.valid_until {
        state.push(format!("valid until {}", print::day(until)));
    }
    json!({
        "id": message.reference(),
        "title": message.title,
        "audience": message.audience,
        "version": message.current().map_or(0, |version| version.number),
        "digest": message.digest().to_string(),
        "draft": message.is_draft(),
        "marks": message.marks(),
        "state": state.join(", "),
        "made": print::long_instant(letter.as_of.at),
        "blocks": markdown::blocks(text, &message.fields),
        "sign": !message.signing_roles.is_empty(),
        "signatory": letter.signatory,
    })
}

#[cfg(test)]
mod tests {
    use model::communication::MessageState;

    use super::*;
    use crate::support::messages;

    fn pdf(message: &Message) -> Vec<u8> {
        let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00+00:00").expect("an instant");
        let made = letter(&Letter {
            message,
            client: "Harbour & Pine Ltd \u{202e}",
            engagement: "SOC 2 Type II readiness 2026",
            firm: "Larkfield Advisory",
            signatory: Some("Ruth Ellery"),
            as_of: AsOf { at },
            program: "Vouchsafe test",
        });
        made.expect("is typeset")
    }

    #[test]
    fn every_message_is_a_whole_file_and_the_same_each_time() {
        for mut message in messages() {
            message.signing_roles = vec!["Chief executive".to_owned()];
            let first = pdf(&message);
            assert!(first.starts_with(b"%PDF-") && first.len() > 5_000, "{}", message.reference());
            assert_eq!(pdf(&message), first);
        }
    }

    #[test]
    fn the_view_marks_what_is_no_more_than_a_draft() {
        let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00+00:00").expect("an instant");
        let (client, engagement, firm, program) = ("C", "E", "F", "P");
        let of = |message: &Message| {
            view(&Letter { message, client, engagement, firm, signatory: None, as_of: AsOf { at }, program })
        };
        let mut message = messages().swap_remove(0);
        let shown = of(&message);
        assert_eq!(shown["draft"], true);
        assert_eq!(shown["marks"][0], "DRAFT, not approved, not sent.");
        assert!(shown["state"].as_str().is_some_and(|state| state.contains("open fields")), "{}", shown["state"]);
        assert_eq!(shown["digest"], message.digest().to_string());
        message.state = MessageState::Withdrawn;
        message.privileged = true;
        assert_eq!(of(&message)["marks"], json!(["WITHDRAWN, not to be sent.", "Privileged: prepared for counsel."]));
    }
}
