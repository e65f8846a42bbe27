//! A message's text: its merge fields, its Markdown, and the files in which it leaves.

use std::collections::BTreeMap;

use export::draft::{Draft, document, mail, markdown, plain_text, reading};
use model::communication::{FieldValue, MessageState, Piece, fill, pieces};

/// A value for the field `f`, a line end, and a text. No word of the text is lost between its pieces; it leaves in every
/// form, the same each time; a value in a field stays words.
///
/// # Panics
/// Where that doesn't hold.
pub fn message(input: &[u8]) {
    let Ok(all) = std::str::from_utf8(input) else { return };
    let (value, text) = all.split_once('\n').unwrap_or(("", all));
    let mut rest = text;
    for piece in pieces(text) {
        let words = match piece {
            Piece::Words(words) | Piece::Field(words) => words,
        };
        let at = rest.find(words).expect("a piece is of the text");
        let between = &rest[..at];
        assert!(between.chars().all(|c| "{} ".contains(c)), "nothing but a field's braces stands between pieces");
        rest = &rest[at + words.len()..];
    }
    assert!(rest.chars().all(|c| "} ".contains(c)), "the end of the text is in its last piece");
    let fields = BTreeMap::from([("f".to_owned(), FieldValue { text: value.to_owned(), evidence: None })]);
    assert!(fill(text, &fields).len() <= text.len() * (value.len() + 16) + 16, "a text grows by its fields alone");
    let draft = draft(text, fields);
    let twice = |of: &dyn Fn() -> Vec<u8>| assert!(of() == of(), "a draft leaves as the same bytes each time");
    twice(&|| markdown(&draft).into_bytes());
    twice(&|| plain_text(&draft).into_bytes());
    twice(&|| format!("{:?}", reading(&draft)).into_bytes());
    twice(&|| document(&draft).expect("a draft leaves as a document"));
    let mail = mail(&draft).expect("a draft leaves as a mail");
    let head = mail.windows(4).position(|end| end == b"\r\n\r\n").map_or(&mail[..], |at| &mail[..at]);
    let headers = String::from_utf8_lossy(head).to_ascii_lowercase();
    assert!(
        headers.lines().all(|line| !line.starts_with("bcc:") && !line.starts_with("x-planted")),
        "a text adds no header"
    );
}

fn draft(text: &str, fields: BTreeMap<String, FieldValue>) -> Draft {
    Draft {
        reference: "MSG-001".to_owned(),
        title: "Title".to_owned(),
        audience: "Customers".to_owned(),
        text: text.to_owned(),
        fields,
        state: MessageState::Draft,
        approved: false,
        privileged: true,
        valid_until: None,
        author: "Ada Fenwick".to_owned(),
        made: Default::default(),
        from: None,
        to: vec!["ann@shop.example".to_owned()],
    }
}
