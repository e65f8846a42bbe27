//! Actions, their words, and the hash of the log's rows.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::fixture::{instant, log_row};

fn digest(text: &str) -> Digest {
    Digest::try_from(text.to_owned()).expect("a digest")
}

#[test]
fn names_are_unique_and_read_back() {
    let names: BTreeSet<&str> = Action::ALL.iter().map(|action| action.name()).collect();
    assert_eq!(names.len(), Action::ALL.len());
    for action in Action::ALL {
        assert_eq!(Action::from_name(action.name()), Some(*action));
        let stored = serde_json::to_value(action).expect("a string");
        assert_eq!(stored, serde_json::json!(action.name()), "stored as it is named");
        let (noun, verb) = action.name().split_once('.').expect("noun.verb");
        assert!([noun, verb].iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')));
    }
    assert_eq!(Action::from_name("evidence.Attach"), None);
    assert_eq!(Action::from_name(""), None);
}

#[test]
fn each_action_has_words_of_its_own() {
    let words: BTreeSet<&str> = Action::ALL.iter().map(|action| action.words()).collect();
    assert_eq!(words.len(), Action::ALL.len());
    assert!(words.iter().all(|words| words.contains(' ') && !words.ends_with('.')), "{words:?}");
    assert_eq!(Action::AttachEvidence.words(), "Evidence was attached");
}

#[test]
fn received_evidence_exports_and_sends_are_never_undone() {
    let undoable = |action: Action| action.effect() == Effect::Content;
    assert!(undoable(Action::EditControl) && undoable(Action::AttachEvidence) && undoable(Action::Undo));
    for action in
        [Action::CreateVault, Action::RecordSend, Action::ExportPacket, Action::SaveEvidence, Action::SaveMessage]
    {
        assert!(!undoable(action), "{action:?}");
    }
    for action in [Action::NamePerson, Action::ChangePassphrase, Action::AddSlot, Action::RevokeSlot] {
        assert_eq!(action.effect(), Effect::Notice, "{action:?}");
    }
}

/// The hashes were computed apart from this program, with Python's hashlib over the documented encoding: `struct.pack`
/// of each part's length as `>I`, then the part.
#[test]
fn the_encoding_gives_hashes_computed_elsewhere() {
    let first =
        LogRow { body: digest("bbfdc27cca41fa9eace3ab73c76e4531eb10cb035538409b2e248ad22cc14b00"), ..log_row() };
    let first_hash = digest("bc7d929e4123692d68c43af9a0ec14d5ff74d094939741b714a53184e0a312c7");
    assert_eq!(first.computed_hash(), first_hash);
    let second = LogRow {
        seq: 2,
        at: instant("2026-11-20T09:30:06Z"),
        action: Action::ExportPacket,
        subjects: Vec::new(),
        body: Digest(std::array::from_fn(|byte| byte as u8)),
        prev: first_hash,
        ..log_row()
    };
    let second_hash = "6eb29911dfea28a4eefc6fcc85138f393444f844f823247ae30bc358740fe47c";
    assert_eq!(second.computed_hash().to_string(), second_hash);
    let greeting = "f83e039796c6453a10f5519e39fd113901572316a1a8ea07cb525d2801dfd074";
    assert_eq!(text_digest("Grüße").to_string(), greeting);
}

#[test]
fn a_change_of_any_field_changes_the_hash() {
    let row = log_row;
    let mut flipped = [0; 32];
    flipped[31] = 1;
    let subject = row().subjects[0];
    let changed = [
        row(),
        LogRow { seq: 2, ..row() },
        LogRow { at: instant("2026-11-20T09:30:05.008Z"), ..row() },
        LogRow { who: "Íñigo Okafo".to_owned(), ..row() },
        LogRow { who: String::new(), ..row() },
        LogRow { action: Action::AddControl, ..row() },
        LogRow { subjects: Vec::new(), ..row() },
        LogRow { subjects: vec![subject], ..row() },
        LogRow { subjects: row().subjects.into_iter().rev().collect(), ..row() },
        LogRow { subjects: vec![Subject { noun: Noun::Rating, ..subject }], ..row() },
        LogRow { subjects: vec![Subject { id: Uuid::from_u128(8), ..subject }], ..row() },
        LogRow { body: Digest(flipped), ..row() },
        LogRow { prev: Digest(flipped), ..row() },
        LogRow { body: Digest(flipped), prev: Digest(flipped), ..row() },
    ];
    let hashes: BTreeSet<Digest> = changed.iter().map(LogRow::computed_hash).collect();
    assert_eq!(hashes.len(), changed.len());
    let rehashed = LogRow { hash: Digest(flipped), ..row() };
    assert_eq!(rehashed.computed_hash(), row().computed_hash(), "the hash isn't hashed");
}

fn rows() -> impl Strategy<Value = LogRow> {
    let subject = (prop::sample::select(Noun::ALL.to_vec()), 0..3u128)
        .prop_map(|(noun, id)| Subject { noun, id: Uuid::from_u128(id) });
    let action = prop::sample::select(Action::ALL.to_vec());
    let subjects = prop::collection::vec(subject, 0..3);
    (1..3u64, 0..3i64, "[a1 .:]{0,2}", action, subjects, 0..2u8, 0..2u8).prop_map(
        |(seq, later, who, action, subjects, body, prev)| {
            let at = log_row().at + chrono::TimeDelta::milliseconds(later);
            let (body, prev) = (Digest([body; 32]), Digest([prev; 32]));
            LogRow { seq, at, who, action, subjects, body, prev, hash: LOG_START }
        },
    )
}

proptest! {
    #[test]
    fn rows_have_the_same_hash_only_if_they_are_the_same(one in rows(), other in rows()) {
        prop_assert_eq!(one == other, one.computed_hash() == other.computed_hash());
    }
}
