//! One message as a PDF of its own, for approvers and for the record: PDF/A-3a and PDF/UA-1. Says on every page in which
//! version it stands, and that it is no more than a draft until it is approved; then it carries only what its reader should
//! see. Not a packet: nothing is attached or sealed.

use std::collections::BTreeMap;

use model::communication::{Message, fill, subject_and_body};
use model::packet::Paper;
use model::time::AsOf;
use serde_json::{Value, json};
use typeset::{Blob, Job, Standards, Watch};

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
    /// The paper for which it is laid out.
    pub paper: Paper,
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
        watch: Watch::default(),
    };
    Ok(typeset::compile(&job)?.export()?)
}

/// What the look of every page uses, and the file's properties.
fn facts(letter: &Letter<'_>) -> Value {
    let message = letter.message;
    let (subject, _) = read(message);
    // Once it may go to its reader, it names the client alone, and neither its audience nor who prepared it.
    let (firm, description) = if inside(letter) {
        (letter.firm, format!("{} for {}, {}", message.reference(), message.audience, message.state.name()))
    } else {
        (letter.client, subject.clone())
    };
    json!({
        "title": subject,
        "firm": firm,
        "description": description,
        "client": letter.client,
        "engagement": letter.engagement,
        "paper": letter.paper.name(),
    })
}

/// Whether it is still for those who work on it: a draft, withdrawn, replaced or no longer valid.
fn inside(letter: &Letter<'_>) -> bool {
    letter.message.mark_on(letter.as_of.day()).is_some()
}

/// What its reader sees as title, which is the message's where the text names none, and the rest of the text.
fn read(message: &Message) -> (String, String) {
    let (subject, body) = subject_and_body(message.current().map_or("", |version| &version.text));
    let subject = subject.map_or_else(|| message.title.clone(), |subject| fill(&subject, &message.fields));
    (subject.split_whitespace().collect::<Vec<_>>().join(" "), body)
}

fn view(letter: &Letter<'_>) -> Value {
    let message = letter.message;
    let (subject, body) = read(message);
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
        "title": subject,
        "inside": inside(letter),
        "audience": message.audience,
        "version": message.current().map_or(0, |version| version.number),
        "digest": message.digest().to_string(),
        "draft": message.is_draft(),
        "marks": message.marks_on(letter.as_of.day()),
        "state": state.join(", "),
        "made": print::long_instant(letter.as_of.at),
        "blocks": markdown::blocks(&body, &message.fields),
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
            paper: Paper::Letter,
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
            let paper = Paper::A4;
            view(&Letter { message, client, engagement, firm, paper, signatory: None, as_of: AsOf { at }, program })
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
        assert_eq!(of(&message)["inside"], true);
    }

    #[test]
    fn what_is_approved_names_neither_its_audience_nor_who_prepared_it() {
        let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00+00:00").expect("an instant");
        let mut message = messages().swap_remove(0);
        message.versions[0].text = "Subject: Your report\n\nDear customer,".to_owned();
        message.versions.truncate(1);
        message.refresh_digest();
        message.required_approvals.clear();
        let letter = |message| Letter {
            message,
            client: "Client",
            engagement: "E",
            firm: "Firm",
            paper: Paper::A4,
            signatory: None,
            as_of: AsOf { at },
            program: "P",
        };
        let draft = Message { state: MessageState::Draft, ..message.clone() };
        assert_eq!(view(&letter(&draft))["inside"], true);
        assert_eq!(facts(&letter(&draft))["firm"], "Firm");
        message.state = MessageState::Approved;
        let (facts, view) = (facts(&letter(&message)), view(&letter(&message)));
        assert_eq!(
            (&facts["title"], &facts["firm"], &facts["description"]),
            (&json!("Your report"), &json!("Client"), &json!("Your report"))
        );
        assert_eq!(
            (&view["inside"], &view["title"], &view["blocks"][0]["lines"][0][0]["text"]),
            (&json!(false), &json!("Your report"), &json!("Dear customer,"))
        );
    }
}
