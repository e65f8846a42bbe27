//! A message leaves the vault as a file: in every form, marked, and in words that a report supports.

use commands::log::{ListLog, UndoLog};
use commands::message::{DraftForm, FieldRow, ListTemplates, NewFieldValue};
use commands::{Code, Facts};
use model::activity::Action;
use model::words::forbidden;
use serde_json::json;

use super::{FORMS, approve_all, choose, edit, executive, fill_all, fitting, list, save, start, started, work};
use crate::stage::Stage;

#[test]
fn a_message_leaves_in_every_form_marked_until_it_is_approved_and_the_log_says_so() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    executive(&mut stage);
    let (saved, text) = save(&mut stage, "MSG-001", DraftForm::Markdown, "open.md").expect("saves");
    let text = String::from_utf8(text).expect("is text");
    assert!(
        text.starts_with("> **DRAFT, not approved, not sent.**") && text.contains("[open field: gap_end]"),
        "{text}"
    );
    assert!(saved.open_fields.contains(&"gap_end".to_owned()));
    choose(&mut stage, "MSG-001", json!({ "signatory": "Ruth Ellery" })).expect("signs");
    fill_all(&mut stage, "MSG-001");
    for (form, ending) in FORMS {
        let (saved, bytes) = save(&mut stage, "MSG-001", form, &format!("draft.{ending}")).expect("saves");
        assert_eq!((saved.size, saved.marks.len()), (bytes.len() as u64, 1), "{ending}");
        assert_eq!(saved.sha256, model::activity::bytes_digest(&bytes));
        let start: &[u8] = match form {
            DraftForm::Markdown => b"> **DRAFT",
            DraftForm::Document => b"PK",
            DraftForm::Pdf => b"%PDF-",
            DraftForm::Mail => b"",
        };
        assert!(bytes.starts_with(start), "{ending}");
    }
    let mail = std::fs::read_to_string(stage.folder.path().join("draft.eml")).expect("is text");
    assert!(
        mail.contains("Subject: [DRAFT, not approved] Bridge letter") && mail.contains("priya@harbourpine.example")
    );
    assert!(!mail.contains("\nX-") && !mail.contains("\nTo:"), "{mail}");
    approve_all(&mut stage, "MSG-001");
    let (saved, text) = save(&mut stage, "MSG-001", DraftForm::Markdown, "whole.md").expect("saves");
    assert!(saved.marks.is_empty() && text.starts_with(b"# Bridge letter") && saved.to_fill_in.is_empty());
    let (saved, mail) = save(&mut stage, "MSG-001", DraftForm::Mail, "whole.eml").expect("saves");
    let mail = String::from_utf8(decoded(&mail)).expect("is text");
    assert_eq!(saved.to_fill_in, ["To"], "the plan's row knows its sender");
    assert!(
        mail.contains("Subject: Bridge letter") && !mail.contains("report users") && !mail.contains("**"),
        "{mail}"
    );
    let rows = stage.app.call(ListLog { most: 1 }).expect("lists");
    assert_eq!((rows[0].action, rows[0].subjects.len()), (Action::SaveMessage, 1));
    stage.app.call(UndoLog { seq: Some(rows[0].seq) }).expect_err("what left has left");
}

#[test]
fn a_file_that_is_there_is_never_replaced_and_no_part_of_one_stays() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    let there = stage.file("there.md", b"mine");
    let count = |stage: &mut Stage| stage.app.call(ListLog { most: 1 }).expect("lists")[0].seq;
    let before = count(&mut stage);
    let failure = save(&mut stage, "MSG-001", DraftForm::Markdown, "there.md").expect_err("is there");
    assert_eq!((failure.code, count(&mut stage)), (Code::Exists, before));
    assert_eq!(std::fs::read(there).expect("is there"), b"mine");
    save(&mut stage, "MSG-001", DraftForm::Pdf, "no-such-folder/x.pdf").expect_err("no folder");
    let left = std::fs::read_dir(stage.folder.path()).expect("a folder").count();
    assert_eq!(left, 2, "the vault and the file that was there");
}

/// Every template, with everything chosen and filled, says nothing that a report doesn't support, in any form.
#[test]
fn no_message_of_any_template_uses_a_forbidden_word() {
    let mut stage = Stage::engaged();
    work(&mut stage);
    executive(&mut stage);
    let evidence = stage.attach("proof.txt", b"proof", |_| {}).expect("attaches").item.reference();
    let templates = stage.app.call(ListTemplates {}).expect("lists");
    assert!(templates.len() >= 24);
    for (at, template) in templates.iter().enumerate() {
        let message = start(&mut stage, &template.code, None).message.reference();
        let all = json!({
            "gaps": ["GAP-001", "GAP-002"], "findings": ["FND-001"], "requests": ["REQ-001", "REQ-002"],
            "questions": ["When is the report due?", "“Are you SOC 2 certified?”"], "signatory": "Ruth Ellery",
        });
        choose(&mut stage, &message, all).expect("chooses");
        let value = |field: &FieldRow| {
            let evidence = field.claims_fact.then(|| evidence.clone());
            fitting(field).map(|text| (field.name.clone(), NewFieldValue { text: text.to_owned(), evidence }))
        };
        let fields = list(&mut stage, &message).iter().filter_map(value).collect();
        let row =
            edit(&mut stage, &message, None, fields, Facts::new()).unwrap_or_else(|why| panic!("{message}: {why}"));
        assert!(forbidden(&row.text).is_empty(), "{}: {:?}", template.code, forbidden(&row.text));
        assert!(row.unsupported.is_empty(), "{}: {:?}", template.code, row.unsupported);
        for open in list(&mut stage, &message).iter().filter(|field| field.value.is_none()) {
            assert!(open.from_vault, "{}: {} is a person's to fill", template.code, open.name);
        }
        for (form, ending) in &FORMS[..2] {
            let (_, bytes) = save(&mut stage, &message, *form, &format!("{at}.{ending}")).expect("saves");
            let bytes = if *form == DraftForm::Mail { decoded(&bytes) } else { bytes };
            let text = String::from_utf8(bytes).expect("is text");
            assert!(text.contains(&message) || *form == DraftForm::Mail, "{ending}");
            assert!(!text.contains("\nSubject: ") || *form == DraftForm::Mail, "the subject is the title: {text}");
            assert!(!text.contains("**") || *form == DraftForm::Markdown, "{text}");
            assert!(forbidden(&text).is_empty(), "{} {ending}: {:?}", template.code, forbidden(&text));
        }
    }
}

/// A mail's text out of its quoted-printable form.
fn decoded(mail: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(mail.len());
    let mut rest = mail;
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = hex.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (byte, code) {
            (b'=', Some(code)) => {
                text.push(code);
                rest = &after[2..];
            }
            (b'=', None) if after.starts_with(b"\r\n") => rest = &after[2..],
            _ => {
                text.push(byte);
                rest = after;
            }
        }
    }
    text
}
