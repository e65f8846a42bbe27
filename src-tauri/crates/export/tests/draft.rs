//! Drafts as documents, mails and text: whole, marked, the same bytes each time, and with nothing of a hostile text alive.

mod support;

use std::collections::BTreeMap;

use export::draft::{Draft, document, mail, markdown, open_headers};
use mail_parser::MessageParser;
use model::communication::{FieldValue, MessageState};
use model::words::forbidden;
use proptest::prelude::*;
use roxmltree::Document;
use support::{part, parts};

const TEXT: &str = "## What happened\n\nOn **31 March** the *primary* store was [restored](https://x.example).\nSecond line.\n\n\
    1. First\n2. Second\n   - inner\n\n- Bullet\n\n| Measure | Value |\n| --- | --- |\n| Rows | 1,204 |\n\n> Quoted\n\n5. Fifth\n";

fn draft(text: &str) -> Draft {
    Draft {
        reference: "MSG-003".to_owned(),
        title: "Status & next steps".to_owned(),
        audience: "Customers".to_owned(),
        text: text.to_owned(),
        fields: BTreeMap::new(),
        state: MessageState::Draft,
        approved: false,
        privileged: false,
        valid_until: None,
        author: "K. Moreau".to_owned(),
        made: "2026-03-31T12:34:56Z".parse().expect("an instant"),
        from: None,
        to: Vec::new(),
    }
}

/// A value of a merge field.
fn value(text: &str) -> FieldValue {
    FieldValue { text: text.to_owned(), evidence: None }
}

fn words(xml: &str) -> String {
    let document = Document::parse(xml).expect("is XML");
    document.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|node| node.text()).collect()
}

#[test]
fn a_document_holds_the_text_in_its_look() {
    let bytes = document(&draft(TEXT)).expect("writes");
    for name in parts(&bytes).iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        Document::parse(&part(&bytes, name)).unwrap_or_else(|error| panic!("{name} is no XML: {error}"));
    }
    let body = part(&bytes, "word/document.xml");
    let text = words(&body);
    for told in ["What happened", "31 March", "restored (https://x.example)", "Fifth", "1,204", "Quoted"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let body = Document::parse(&body).expect("is XML");
    let named = |name: &str| body.descendants().filter(|node| node.tag_name().name() == name).count();
    assert_eq!((named("tbl"), named("tr"), named("hyperlink")), (1, 2, 0));
    let lists: Vec<&str> = body
        .descendants()
        .filter(|node| node.tag_name().name() == "numId")
        .filter_map(|node| node.attributes().next().map(|own| own.value()))
        .collect();
    assert_eq!(lists, ["3", "3", "2", "2", "4"], "each list of numbers counts on its own");
    assert!(part(&bytes, "word/numbering.xml").contains("w:start w:val=\"5\""));
}

#[test]
fn marks_stand_on_every_page_until_they_are_lifted() {
    let of = |approved, privileged| {
        let bytes = document(&Draft { approved, privileged, ..draft("Text") }).expect("writes");
        (words(&part(&bytes, "word/header1.xml")), words(&part(&bytes, "word/document.xml")))
    };
    let (head, body) = of(false, true);
    for mark in ["DRAFT, not approved, not sent.", "Privileged: prepared for counsel."] {
        assert!(head.contains(mark) && body.contains(mark));
    }
    let (head, body) = of(true, false);
    assert!(!head.contains("DRAFT") && !body.contains("DRAFT") && !body.contains("Privileged"));
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    let first = document(&draft(TEXT)).expect("writes");
    document(&draft("Something else")).expect("writes");
    // The crate counts paragraphs over all documents.
    let _ = docx_rs::Paragraph::new();
    assert_eq!(document(&draft(TEXT)).expect("writes"), first);
    assert_eq!(mail(&draft(TEXT)).expect("writes"), mail(&draft(TEXT)).expect("writes"));
    let properties = part(&first, "docProps/core.xml");
    assert!(properties.contains("<dc:title>Status &amp; next steps</dc:title>") && !properties.contains("unknown"));
    assert_eq!(properties.matches("2026-03-31T12:34:56Z").count(), 2);
}

#[test]
fn a_mail_is_unsent_and_marked() {
    let draft =
        Draft { privileged: true, to: vec!["a@b.example".to_owned(), "x y@z".to_owned()], ..draft("Grüße,\nzwei") };
    let bytes = mail(&draft).expect("writes");
    let mail = MessageParser::default().parse(&bytes[..]).expect("is a mail");
    assert_eq!(mail.subject(), Some("[DRAFT, not approved] [PRIVILEGED] Status & next steps"));
    assert!(!mail.headers().iter().any(|header| header.name().to_ascii_lowercase().starts_with("x-")));
    assert!(mail.from().is_none());
    assert_eq!(mail.to().and_then(|to| to.first()).and_then(|to| to.address()), Some("a@b.example"));
    let body = mail.body_text(0).expect("has text");
    assert!(body.starts_with("DRAFT, not approved, not sent."));
    assert!(body.contains("Privileged: prepared for counsel.") && body.replace('\r', "").contains("Grüße,\nzwei"));
    assert_eq!(mail.date().map(|date| date.to_timestamp()), Some(1_774_960_496));
}

#[test]
fn a_sender_is_named_where_their_address_is_known() {
    let from = |address: &str| {
        let from = Some(("Ruth\r\nBcc: x@y.example".to_owned(), address.to_owned()));
        let bytes = mail(&Draft { from, approved: true, state: MessageState::Approved, ..draft("Text") });
        bytes.expect("writes")
    };
    let bytes = from("ruth@harbour.example");
    let mail = MessageParser::default().parse(&bytes[..]).expect("is a mail");
    assert_eq!(mail.from().and_then(|from| from.first()).and_then(|from| from.address()), Some("ruth@harbour.example"));
    assert!(mail.bcc().is_none());
    assert_eq!(mail.subject(), Some("Status & next steps"));
    let bytes = from("ruth@harbour.example, x@y.example");
    assert!(MessageParser::default().parse(&bytes[..]).expect("is a mail").from().is_none());
}

#[test]
fn what_is_withdrawn_or_superseded_says_so_even_if_it_was_approved() {
    for (state, mark) in [(MessageState::Withdrawn, "WITHDRAWN"), (MessageState::Superseded, "SUPERSEDED")] {
        let draft = Draft { state, approved: true, ..draft("Text") };
        assert!(markdown(&draft).starts_with(&format!("> **{mark}")));
        let bytes = mail(&draft).expect("writes");
        let mail = MessageParser::default().parse(&bytes[..]).expect("is a mail");
        assert!(mail.subject().is_some_and(|subject| subject.starts_with(&format!("[{mark}]"))));
        assert!(words(&part(&document(&draft).expect("writes"), "word/header1.xml")).contains(mark));
    }
}

#[test]
fn a_value_is_words_whatever_signs_it_has_and_an_open_field_is_named() {
    let text = "| Field | Value |\n| --- | --- |\n| a | {{ a }} |\n\n{{ b }}\n\n{{ c }} {{ open_one }}";
    let fields = [("a", "x | y **z**\n# h"), ("b", "1. <b>first</b>"), ("c", "- [l](https://x.example) &amp; `q`")];
    let fields = fields.map(|(name, text)| (name.to_owned(), value(text)));
    let draft = Draft { fields: fields.into(), ..draft(text) };
    let body = part(&document(&draft).expect("writes"), "word/document.xml");
    let told = words(&body);
    let expected = ["x | y **z** # h", "1. <b>first</b>", "- [l](https://x.example) &amp; `q` [open field: open_one]"];
    for expected in expected {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    let document = Document::parse(&body).expect("is XML");
    let named = |name: &str| document.descendants().filter(|node| node.tag_name().name() == name).count();
    assert_eq!((named("tbl"), named("tr"), named("numId")), (1, 2, 0));
    let bytes = mail(&draft).expect("writes");
    let mail = MessageParser::default().parse(&bytes[..]).expect("is a mail");
    let body = mail.body_text(0).expect("has text");
    assert!(body.contains("1. <b>first</b>") && body.contains("[open field: open_one]"), "{body}");
    assert!(markdown(&draft).contains("[open field: open_one]"));
}

/// Whatever the state, what is written around a text uses no word that a report doesn't support.
#[test]
fn nothing_that_stands_around_a_text_uses_a_forbidden_word() {
    use MessageState::{Approved, Draft as Written, InReview, Sent, Superseded, Withdrawn};
    for state in [Written, InReview, Approved, Sent, Superseded, Withdrawn] {
        for (approved, privileged) in [(false, true), (true, false)] {
            let valid_until = "2026-12-31".parse().ok();
            let draft = Draft { state, approved, privileged, valid_until, ..draft("{{ open_one }}") };
            let parts = document(&draft).expect("writes");
            let document = [part(&parts, "word/header1.xml"), part(&parts, "word/document.xml")].map(|xml| words(&xml));
            let mail = String::from_utf8(mail(&draft).expect("writes")).expect("is text");
            for text in document.into_iter().chain([mail, markdown(&draft)]) {
                assert!(forbidden(&text).is_empty(), "{text}");
            }
        }
    }
}

#[test]
fn a_title_can_not_smuggle_headers() {
    let evil = "x\r\nBcc: evil@x.example\r\n\r\nbody";
    let bytes =
        mail(&Draft { title: evil.to_owned(), reference: evil.to_owned(), to: vec![evil.to_owned()], ..draft("t") });
    let bytes = bytes.expect("writes");
    let mail = MessageParser::default().parse(&bytes[..]).expect("is a mail");
    assert!(mail.bcc().is_none() && mail.to().is_none());
    assert!(mail.subject().is_some_and(|subject| subject.contains("x Bcc: evil@x.example body")));
}

#[test]
fn markdown_says_what_must_be_said_first() {
    let text = markdown(&Draft { privileged: true, ..draft("Text") });
    assert_eq!(
        text,
        "> **DRAFT, not approved, not sent.**\n>\n> **Privileged: prepared for counsel.**\n\n# Status & next steps\n\n\
         MSG-003, for Customers\n\nText\n"
    );
    let text = markdown(&Draft { approved: true, ..draft("Text") });
    assert_eq!(text, "# Status & next steps\n\nText\n");
}

/// What is inside: number, audience, who saved it, the message's own title, the subject as a line of the text.
#[test]
fn what_is_approved_carries_only_what_its_reader_should_see() {
    let text = "{{ letter_date }}\n\nSubject: Update for {{ customer }}\n\nDear **all**,\n\n| A | B |\n| --- | --- |\n| 1 | 2 |";
    let fields = [("letter_date", "20 November 2026"), ("customer", "Brae\nBcc: x@y.example")];
    let fields: BTreeMap<_, _> = fields.map(|(name, text)| (name.to_owned(), value(text))).into();
    let valid_until = "2026-12-31".parse().ok();
    let own = |state, approved| Draft { state, approved, valid_until, fields: fields.clone(), ..draft(text) };
    let told = |draft: &Draft| {
        let bytes = document(draft).expect("writes");
        let xml = ["word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"];
        let document: String = xml.iter().map(|name| part(&bytes, name)).collect();
        let bytes = mail(draft).expect("writes");
        let mail = MessageParser::default().parse(&bytes[..]).expect("is a mail");
        let (subject, body) = (mail.subject().expect("has one").to_owned(), mail.body_text(0).expect("has text"));
        assert!(mail.bcc().is_none());
        (document, markdown(draft), subject, body.replace('\r', ""))
    };
    let (document, markdown, subject, body) = told(&own(MessageState::Approved, true));
    assert_eq!(subject, "Update for Brae Bcc: x@y.example");
    assert_eq!(body.trim_end(), "20 November 2026\n\nDear all,\n\nA: 1\nB: 2");
    assert!(
        markdown.starts_with("# Update for Brae Bcc: x@y.example\n\n20 November 2026\n\nDear **all**,"),
        "{markdown}"
    );
    for inside in ["MSG-003", "for Customers", "valid until", "Status &", "Subject:", "K. Moreau"] {
        assert!(!document.contains(inside) && !markdown.contains(inside) && !body.contains(inside), "{inside}");
    }
    for (state, approved) in [(MessageState::Draft, false), (MessageState::Withdrawn, true)] {
        let (document, markdown, ..) = told(&own(state, approved));
        for inside in ["MSG-003, for Customers, valid until 31 December 2026", "Update for Brae"] {
            assert!(document.contains(inside) && markdown.contains(inside), "{inside}");
        }
    }
}

#[test]
fn a_mail_says_which_headers_are_to_be_filled_in() {
    let known = Some(("Ruth Ellery".to_owned(), "ruth@harbour.example".to_owned()));
    assert_eq!(open_headers(&draft("Text")), ["From", "To"]);
    assert_eq!(open_headers(&Draft { from: known.clone(), ..draft("Text") }), ["To"]);
    let none: [&str; 0] = [];
    assert_eq!(open_headers(&Draft { from: known, to: vec!["a@b.example".to_owned()], ..draft("Text") }), none);
    let bent = Some(("Ruth".to_owned(), "ruth@x.example, b@y.example".to_owned()));
    assert_eq!(open_headers(&Draft { from: bent, to: vec!["x y@z".to_owned()], ..draft("Text") }), ["From", "To"]);
}

#[test]
fn hostile_text_makes_a_whole_document() {
    let deep = format!("{}x\n\n{}y", "> ".repeat(300), "- ".repeat(300));
    let wide = format!("|{}\n|{}\n|{}", "a|".repeat(300), "-|".repeat(300), "b|".repeat(300));
    for text in [
        "\u{0}\u{1}\u{b}\u{fffe}\u{ffff}]]>&<w:t>",
        "&#1;&#xffff;&#xfffe;&#0;",
        &deep,
        &wide,
        "",
        "| |\n|-|",
        "1. \n2. \n",
        "99999999999. x",
    ] {
        let bytes = document(&draft(text)).expect("writes");
        Document::parse(&part(&bytes, "word/document.xml")).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        Document::parse(&part(&bytes, "word/numbering.xml")).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_makes_a_whole_document_and_mail(text in "(\\PC|[\\n\\t*_#>|`\\[\\]()!&<-]|\\x00|\u{b}|\u{ffff}){0,120}") {
        let own = Draft { title: text.clone(), audience: text.clone(), author: text.clone(), ..draft(&text) };
        let bytes = document(&own).expect("writes");
        for name in ["word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"] {
            prop_assert!(Document::parse(&part(&bytes, name)).is_ok(), "{}", name);
        }
        let bytes = mail(&own).expect("writes");
        prop_assert!(MessageParser::default().parse(&bytes[..]).is_some());
    }
}

#[test]
fn an_approved_text_past_its_last_day_says_so_and_a_sent_one_stays_as_it_was() {
    let until = |day: &str, state| Draft {
        state,
        approved: true,
        valid_until: Some(day.parse().expect("a day")),
        ..draft("The report is late.")
    };
    let says_so = |draft: &Draft| {
        let (text, mail) = (markdown(draft), mail(draft).expect("a mail"));
        let found = (text.contains("NO LONGER VALID"), String::from_utf8_lossy(&mail).contains("NO LONGER VALID"));
        assert_eq!(found.0, found.1, "every form says the same");
        found.0
    };
    assert!(says_so(&until("2026-03-30", MessageState::Approved)));
    assert!(!says_so(&until("2026-03-31", MessageState::Approved)), "its last day counts");
    assert!(!says_so(&until("2026-03-30", MessageState::Sent)));
}
