//! Searching: records as they are written, files of evidence once their text was read.

use commands::control::ChangeControl;
use commands::evidence::WithdrawEvidence;
use commands::log::UndoLog;
use commands::search::FindText;
use commands::text::{CountPendingTexts, ExtractTexts, TextExtracted};
use commands::vault::Check;
use commands::{Code, Failure};
use model::control::ControlChange;
use model::record::Noun;
use model::search::SearchFound;

use crate::stage::Stage;

fn find(stage: &mut Stage, text: &str) -> SearchFound {
    let request = FindText { engagement: None, text: text.to_owned(), nouns: Vec::new(), limit: 50 };
    stage.app.call(request).expect("searches")
}

fn extract(stage: &mut Stage, limit: u32) -> TextExtracted {
    stage.app.call(ExtractTexts { limit }).expect("reads")
}

fn sound(stage: &mut Stage) {
    let checked = stage.app.call(Check {}).expect("checks");
    assert_eq!(checked.problems, Vec::<String>::new());
}

/// A PDF of one page with a line of words, as small as one can be.
fn pdf(words: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf 72 720 Td ({words}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
         /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    offsets.iter().for_each(|offset| file.push_str(&format!("{offset:010} 00000 n \n")));
    file.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}

#[test]
fn what_is_written_is_found_at_once_and_what_is_undone_no_more() {
    let mut stage = Stage::engaged();
    let note = "Ask the stevedore about the ledger.".to_owned();
    let changes = vec![ControlChange::InternalNote(note)];
    stage.app.call(ChangeControl { engagement: None, control: "CORE-24".to_owned(), changes }).expect("changes");
    let found = find(&mut stage, "stevedore led");
    assert_eq!((found.hits[0].reference.as_str(), found.total), ("CORE-24", 1));
    assert_eq!(found.hits[0].snippet.iter().filter(|part| part.hit).count(), 2);
    assert_eq!(find(&mut stage, "core-24").hits[0].reference, "CORE-24");
    assert_eq!(find(&mut stage, "Priya Ram").hits[0].noun, Noun::Person);
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    assert_eq!(find(&mut stage, "stevedore").total, 0);
    let request = |engagement: &str| FindText {
        engagement: Some(engagement.to_owned()),
        text: "CORE-24".to_owned(),
        nouns: vec![Noun::Control],
        limit: 5,
    };
    assert_eq!(stage.app.call(request("SOC 2 Type II readiness 2026")).expect("searches").total, 1);
    let unknown: Failure = stage.app.call(request("another")).expect_err("there is none");
    assert_eq!(unknown.code, Code::NotFound);
    sound(&mut stage);
}

#[test]
fn files_of_every_kind_are_found_by_their_text_in_small_steps() {
    let mut stage = Stage::engaged();
    let mail = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: the stevedore mail\r\n\r\nBody of gangway.\r\n";
    let files: [(&str, Vec<u8>); 7] = [
        ("access.csv", b"username,decision\nquentin.lim,stevedorecsv\n".to_vec()),
        ("policy.pdf", pdf("A stevedorepdf climbs the gangway")),
        ("notes.txt", "Notes of a stevedoretxt, naïve ones".as_bytes().to_vec()),
        ("export.json", br#"{"role":"stevedorejson"}"#.to_vec()),
        ("mail.eml", mail.to_vec()),
        ("broken.pdf", b"%PDF-1.4\nnothing that can be read startxref 9".to_vec()),
        ("mystery.bin", vec![0, 159, 146, 150, 7, 0, 1]),
    ];
    for (name, bytes) in &files {
        stage.attach(name, bytes, |_| ()).expect("attaches");
    }
    assert_eq!(stage.app.call(CountPendingTexts {}).expect("counts"), 7);
    assert_eq!(find(&mut stage, "stevedorepdf").total, 0, "not yet read");
    let first = extract(&mut stage, 2);
    assert!(first.done >= 1 && first.done <= 2 && first.left == 7 - first.done, "{first:?}");
    let mut left = first.left;
    while left > 0 {
        let step = extract(&mut stage, 2);
        assert!(step.done >= 1, "every step goes on");
        left = step.left;
    }
    assert_eq!(extract(&mut stage, 5), TextExtracted { done: 0, left: 0 });
    for (word, name) in [
        ("stevedorecsv", "access.csv"),
        ("stevedorepdf gangway", "policy.pdf"),
        ("stevedoretxt naive", "notes.txt"),
        ("stevedorejson", "export.json"),
        ("stevedore mail gangway", "mail.eml"),
    ] {
        let found = find(&mut stage, word);
        assert_eq!(found.total, 1, "{word}");
        let file = found.hits[0].file.as_ref().expect("it is in a file");
        assert_eq!((found.hits[0].noun, file.name.as_str()), (Noun::Evidence, name));
    }
    assert_eq!(find(&mut stage, "mystery.bin").hits[0].noun, Noun::Evidence, "a name is found without text");
    let reason = "wrong ship".to_owned();
    let withdraw = WithdrawEvidence { engagement: None, evidence: "EV-0001".to_owned(), reason };
    stage.app.call(withdraw).expect("withdraws");
    let hit = find(&mut stage, "stevedorecsv").hits.remove(0);
    assert_eq!((hit.reference.as_str(), hit.state.as_str()), ("EV-0001", "withdrawn"));
    sound(&mut stage);
    let mut stage = stage.reopen();
    assert_eq!(stage.app.call(CountPendingTexts {}).expect("counts"), 0, "what was read stays read");
    assert_eq!(find(&mut stage, "stevedorepdf").total, 1);
}

#[test]
fn reading_texts_is_no_row_of_the_log() {
    let mut stage = Stage::engaged();
    stage.attach("notes.txt", b"a capstan", |_| ()).expect("attaches");
    let newest = |stage: &mut Stage| {
        stage.app.call(commands::log::ListLog { most: 1 }).expect("lists").last().map(|row| row.seq)
    };
    let before = newest(&mut stage);
    assert_eq!(extract(&mut stage, 10), TextExtracted { done: 1, left: 0 });
    assert_eq!(newest(&mut stage), before);
    assert_eq!(find(&mut stage, "capstan").total, 1);
}

#[test]
fn nobodys_words_are_taken_for_a_language() {
    let mut stage = Stage::engaged();
    for text in ["", "\"", "NEAR(", "a OR", "title:x", "*", "^a", "日本", "\u{0}", "a\"b\"*"] {
        find(&mut stage, text);
    }
    assert_eq!(find(&mut stage, "").total, 0);
}
