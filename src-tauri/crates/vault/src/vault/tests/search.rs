//! The search finds what the records and the files' texts say, and nothing that they no longer say.

use std::collections::BTreeSet;

use model::control::Control;
use model::evidence::EvidenceState;
use model::gap::Gap;
use model::id::FileId;
use model::person::{Person, Side};
use model::record::Noun;
use model::search::{FILE_TEXT, FileText, SearchFound, SearchLine};
use proptest::prelude::*;

use super::*;
use crate::derived::search::indexes_that_differ;
use crate::derived::{computed, stored, stored_day};
use crate::fixture::{control, engagement_id, gap, person};
use crate::search::SearchAsked;

fn asked(text: &str) -> SearchAsked<'_> {
    SearchAsked { text, engagement: None, nouns: &[], limit: 50 }
}

fn search(vault: &Vault, asked: &SearchAsked<'_>) -> SearchFound {
    vault.read(|reader| reader.search(asked)).unwrap()
}

/// What the hits are called, those without a name by their title.
fn called(vault: &Vault, text: &str) -> Vec<String> {
    let hits = search(vault, &asked(text)).hits;
    hits.into_iter().map(|hit| if hit.reference.is_empty() { hit.title } else { hit.reference }).collect()
}

fn file_of(vault: &Vault, number: u32) -> FileId {
    vault.read(|reader| reader.numbered::<EvidenceItem>(engagement_id(), number)).unwrap().files[0].id
}

fn text(words: &str) -> std::result::Result<FileText, String> {
    Ok(FileText { text: words.to_owned(), cut: false })
}

fn keep(vault: &mut Vault, number: u32, words: std::result::Result<FileText, String>) {
    let file = file_of(vault, number);
    vault.keep_texts(&[(file, words)]).unwrap();
}

#[test]
fn a_record_is_found_by_reference_beginning_and_bare_letters() {
    let Made { mut vault, home: _home, .. } = filled();
    let note = Gap { description: "CORE-24 was lost, see Zoë Ångström's naïve note".into(), ..gap(1) };
    write(&mut vault, Action::EditGap, 20, |writer| writer.update(note, 1));
    assert_eq!(called(&vault, "core-24")[0], "CORE-24", "what is called so goes before what speaks of it");
    assert!(called(&vault, "core-24").contains(&"GAP-001".to_owned()));
    assert_eq!(called(&vault, "  EV-0001 ")[0], "EV-0001");
    for text in ["zoe angstrom", "NAIVE note", "naïv", "Ångs", "angstrom zoe"] {
        assert_eq!(called(&vault, text), ["GAP-001"], "{text}");
    }
    assert_eq!(called(&vault, "angstrom zeppelin"), Vec::<String>::new(), "all words must be there");
    let found = search(&vault, &asked("naive"));
    let hits: Vec<_> = found.hits[0].snippet.iter().filter(|part| part.hit).map(|part| part.text.as_str()).collect();
    assert_eq!((hits, found.total, found.at_least), (vec!["naïve"], 1, false));
}

#[test]
fn each_of_many_hits_has_its_own_snippet() {
    let Made { mut vault, home: _home, .. } = filled();
    let note = Gap { description: "a zephyr before noon".into(), ..gap(1) };
    write(&mut vault, Action::EditGap, 20, |writer| writer.update(note, 1));
    keep(&mut vault, 1, text("row 7: zephyr at night"));
    let all = search(&vault, &asked("zeph")).hits;
    let read: BTreeSet<String> =
        all.iter().map(|hit| hit.snippet.iter().map(|part| part.text.as_str()).collect()).collect();
    assert_eq!(all.len(), 2);
    assert!(read.iter().any(|text| text.contains("before noon")) && read.iter().any(|text| text.contains("at night")));
    assert!(all.iter().all(|hit| hit.snippet.iter().any(|part| part.hit && part.text == "zephyr")));
}

#[test]
fn a_word_of_every_field_of_every_noun_is_found() {
    let Made { vault, home: _home, .. } = filled();
    for record in Noun::ALL.iter().flat_map(|noun| crate::table::list_any(&vault.connection, *noun).unwrap()) {
        let line = SearchLine::of(&record);
        let mut fields: Vec<&str> = line.text.lines().collect();
        fields.extend([line.title.as_str(), line.reference.as_str()]);
        for field in fields.into_iter().filter(|field| field.contains(char::is_alphanumeric)) {
            let words: Vec<&str> = field.split_whitespace().take(12).collect();
            let hits = search(&vault, &asked(&words.join(" "))).hits;
            assert!(hits.iter().any(|hit| hit.id == record.key()), "{}: {field}", record.noun().name());
        }
    }
}

#[test]
fn a_search_stays_in_its_engagement_and_nouns() {
    let Made { mut vault, home: _home, .. } = filled();
    let named = |number, name: &str| person(number, name);
    write(&mut vault, Action::AddPerson, 20, |writer| writer.insert(&named(12, "Reviewed Johnson")));
    let only = |nouns: &[Noun]| {
        let found = search(&vault, &SearchAsked { nouns, ..asked("review") });
        found.hits.into_iter().map(|hit| hit.noun).collect::<Vec<_>>()
    };
    assert_eq!(only(&[Noun::Person]), [Noun::Person]);
    assert!(only(&[Noun::Control, Noun::Gap]).iter().all(|noun| matches!(noun, Noun::Control | Noun::Gap)));
    assert!(only(&[]).len() > 2);
    let here = search(&vault, &SearchAsked { engagement: Some(engagement_id()), ..asked("review") });
    assert_eq!(here.hits.len(), only(&[]).len());
    let elsewhere = search(&vault, &SearchAsked { engagement: Some(id(999)), ..asked("review") });
    assert!(elsewhere.hits.iter().all(|hit| hit.engagement.is_none()));
    assert!(elsewhere.hits.iter().any(|hit| hit.noun == Noun::Person), "people belong to the whole vault");
    let first = search(&vault, &SearchAsked { limit: 1, ..asked("review") });
    assert_eq!((first.hits.len(), first.total as usize), (1, only(&[]).len()));
}

#[test]
fn nothing_that_is_typed_is_taken_for_the_language_of_the_index() {
    let Made { mut vault, home: _home, .. } = filled();
    keep(&mut vault, 1, text("some words"));
    let long = "word ".repeat(10_000);
    for typed in [
        "",
        " ",
        "\"",
        "\"\"",
        "''",
        "*",
        "review*",
        "*review",
        "re*view",
        "NEAR(a b)",
        "NEAR",
        "a NEAR b",
        "AND",
        "OR",
        "NOT",
        "NOT a",
        "a OR",
        "title:review",
        "{title}:a",
        "title : a",
        "-title:a",
        "^review",
        "a + b",
        "(",
        ")",
        "((a",
        "a)b",
        "a;b",
        "a--b",
        "%_",
        "\0",
        "a\0b",
        "\u{2}a\u{3}",
        "\u{202e}abc",
        "e\u{301}",
        "日本語",
        "🙂",
        "ﬁ",
        "ß",
        "İ",
        "a\nb",
        "\\",
        "?1",
        ":a",
        "@a",
        "$a",
        "'; DROP TABLE control; --",
        "search_record",
        "rank",
        "rowid",
        "\u{feff}",
        &long,
    ] {
        let found = vault.read(|reader| reader.search(&asked(typed)));
        assert!(found.is_ok(), "{typed:?}: {:?}", found.err());
    }
    assert_eq!(called(&vault, "title:nothing"), Vec::<String>::new());
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn the_text_of_a_file_is_found_and_marked_by_its_items_state() {
    let Made { mut vault, home: _home, .. } = filled();
    attach(&mut vault, 2, b"another", 20);
    assert_eq!(vault.read(|reader| reader.files_to_read()).unwrap(), 2);
    let seq = vault.read(|reader| reader.log_seq()).unwrap();
    keep(&mut vault, 1, text("username,decision\nquentin.lim,remove\n\u{2}odd\u{3}"));
    keep(&mut vault, 2, Err("the document is damaged".to_owned()));
    assert_eq!(vault.read(|reader| reader.log_seq()).unwrap(), seq, "reading a file is no change");
    assert_eq!(vault.read(|reader| reader.files_to_read()).unwrap(), 0);
    let hit = |vault: &Vault| search(vault, &asked("quentin.l")).hits.remove(0);
    let found = hit(&vault);
    assert_eq!((found.noun, found.reference.as_str()), (Noun::Evidence, "EV-0001"));
    assert_eq!(found.file.unwrap().file, file_of(&vault, 1));
    let words: Vec<_> = found.snippet.iter().filter(|part| part.hit).map(|part| part.text.clone()).collect();
    assert_eq!(words, ["quentin.lim"]);
    let mut item: EvidenceItem = vault.read(|reader| reader.numbered(engagement_id(), 1)).unwrap();
    let revision = item.revision;
    item.state = EvidenceState::Withdrawn { reason: "wrong month".into() };
    write(&mut vault, Action::WithdrawEvidence, 30, |writer| writer.update(item, revision));
    assert_eq!(hit(&vault).state, "withdrawn");
    let only = |nouns| search(&vault, &SearchAsked { nouns, ..asked("quentin") }).hits.len();
    assert_eq!((only(&[Noun::Evidence]), only(&[Noun::Control])), (1, 0));
    let kept = vault.read(|reader| reader.file_text(file_of(&vault, 1))).unwrap();
    assert_eq!(kept, Some(text("username,decision\nquentin.lim,remove\n odd ")));
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_long_text_is_one_hit_and_a_longer_one_is_refused() {
    let Made { mut vault, home: _home, .. } = filled();
    let line = "a leaver of the warehouse\n";
    keep(&mut vault, 1, text(&line.repeat(FILE_TEXT / line.len())));
    let found = search(&vault, &asked("warehouse leaver"));
    assert_eq!((found.hits.iter().filter(|hit| hit.file.is_some()).count(), found.at_least), (1, false));
    let file = file_of(&vault, 1);
    let refused = vault.keep_texts(&[(file, text(&"a".repeat(FILE_TEXT + 1)))]);
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.field == "text"));
    assert!(!search(&vault, &asked("warehouse")).hits.is_empty(), "what was there stays");
    keep(&mut vault, 1, text("another reading"));
    assert!(search(&vault, &asked("warehouse")).hits.iter().all(|hit| hit.file.is_none()));
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn words_that_stand_nearly_everywhere_are_answered_as_well() {
    let Made { mut vault, home: _home, .. } = filled();
    write(&mut vault, Action::AddControl, 20, |writer| {
        (100..1200).try_for_each(|number| {
            let title = if number == 150 { "Orchard gate" } else { "A gate" };
            let statement = "The orchard is closed each night.".to_owned();
            let record = Control { title: title.into(), statement, ..control(number, &format!("ALL-{number}")) };
            writer.insert(&record).map(drop)
        })
    });
    let found = search(&vault, &asked("orchard"));
    assert_eq!(found.hits[0].reference, "ALL-150", "titles go first");
    assert_eq!((found.hits[1].reference.as_str(), found.hits.len()), ("ALL-1199", 50), "then the newest");
    assert!(found.at_least && found.total > 1_000);
    let exact = search(&vault, &asked("all-777"));
    assert_eq!((exact.hits[0].reference.as_str(), exact.total), ("ALL-777", 1));
}

/// Words that are in the index over the records, as its pages hold them.
fn indexed(vault: &Vault, word: &str) -> bool {
    let sql = "SELECT count(*) FROM search_record_data WHERE instr(block, CAST(?1 AS BLOB)) > 0";
    vault.connection.query_row(sql, [word], |row| row.get::<_, u32>(0)).unwrap() > 0
}

#[test]
fn what_is_removed_or_undone_leaves_no_word_in_the_index() {
    let Made { mut vault, home: _home, .. } = filled();
    let (_, row) = write(&mut vault, Action::AddPerson, 20, |writer| writer.insert(&person(12, "Zebulon Quarkfinder")));
    assert!(indexed(&vault, "quarkfinder"));
    assert_eq!(called(&vault, "quark"), ["Zebulon Quarkfinder"]);
    vault.undo(row.seq, at(21), WHO, fixture::custody_ids()).unwrap();
    assert_eq!(called(&vault, "quark"), Vec::<String>::new());
    assert!(!indexed(&vault, "quarkfinder"), "not even a mark of it");
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn an_older_vault_is_searched_from_its_first_unlock_on() {
    let home = tempfile::tempdir().unwrap();
    copy(Path::new("fixtures/schema-1"), &path(&home));
    let vault = unlock(&path(&home)).unwrap();
    assert_eq!(called(&vault, "CORE-24")[0], "CORE-24");
    assert_eq!(called(&vault, "EV-0001")[0], "EV-0001");
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_line_or_an_index_that_does_not_follow_is_named() {
    let cases = [
        ("UPDATE derived_search SET title = 'another' WHERE reference = 'CORE-24'", "the line of the search for"),
        ("DELETE FROM derived_search WHERE reference = 'CORE-24'", "the line of the search for"),
        ("INSERT INTO search_record (rowid, title) VALUES (99, 'never there')", "the index of the search over records"),
        ("UPDATE file_text_piece SET text = 'other words'", "the index of the search over evidence files"),
        ("UPDATE file_text SET size = 3", "the text of file"),
    ];
    for (sql, what) in cases {
        let Made { mut vault, home: _home, .. } = filled();
        keep(&mut vault, 1, text("some words"));
        assert_eq!(check(&vault).problems, []);
        tamper(&vault, sql);
        let problems = check(&vault).problems;
        assert!(problems.iter().any(|problem| problem.what.contains(what)), "{sql}: {problems:?}");
    }
}

/// One random step of somebody's work with words.
#[derive(Debug, Clone)]
enum Step {
    Control { number: u128, words: String, note: String },
    Person { number: u128, name: String, remove: bool },
    Gap { words: String },
    Text { number: u32, words: String },
    Undo { back: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    let words = || "[a-zé]{1,6}( [a-z\"*]{1,6}){0,4}";
    prop_oneof![
        (50..54_u128, words(), "[a-z ]{0,20}").prop_map(|(number, words, note)| Step::Control { number, words, note }),
        (12..15_u128, words(), any::<bool>()).prop_map(|(number, name, remove)| Step::Person { number, name, remove }),
        words().prop_map(|words| Step::Gap { words }),
        (1..3_u32, words()).prop_map(|(number, words)| Step::Text { number, words }),
        (0..5_u64).prop_map(|back| Step::Undo { back }),
    ]
}

fn take(vault: &mut Vault, step: Step, minute: u32) {
    match step {
        Step::Control { number, words, note } => {
            let code = if number < 52 { format!("CORE-{}", number - 26) } else { format!("NEW-{number}") };
            let it = Control { title: words, internal_note: note, ..control(number, &code) };
            write(vault, Action::EditControl, minute, |writer| match writer.find::<Control>(it.id)? {
                Some(found) => writer.update(it, found.revision).map(drop),
                None => writer.insert(&it).map(drop),
            });
        }
        Step::Person { number, name, remove } => {
            let it = person(number, &name);
            write(vault, Action::EditPerson, minute, |writer| match (writer.find::<Person>(it.id)?, remove) {
                (Some(_), true) => writer.remove::<Person>(it.id),
                (Some(found), false) => writer.update(Person { side: Side::Other, ..it }, found.revision).map(drop),
                (None, false) => writer.insert(&it).map(drop),
                (None, true) => Ok(()),
            });
        }
        Step::Gap { words } => {
            write(vault, Action::EditGap, minute, |writer| {
                let found: Gap = writer.get(id(2001))?;
                let revision = found.revision;
                writer.update(Gap { description: words, ..found }, revision)
            });
        }
        Step::Text { number, words } => keep(vault, number, text(&words)),
        Step::Undo { back } => {
            let seq = vault.read(|reader| reader.log_seq()).unwrap();
            // What can't be undone any more is left.
            vault.undo(seq.saturating_sub(back).max(1), at(minute), WHO, fixture::custody_ids()).ok();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn after_any_work_the_search_is_as_the_records_are(steps in prop::collection::vec(step(), 1..12)) {
        let Made { mut vault, home: _home, .. } = filled();
        attach(&mut vault, 2, b"another", 20);
        for (minute, step) in steps.into_iter().enumerate() {
            take(&mut vault, step, 100 + minute as u32);
        }
        let day = stored_day(&vault.connection).unwrap().unwrap();
        let (computed, stored) = (computed(&vault.connection, day).unwrap(), stored(&vault.connection).unwrap());
        prop_assert_eq!(&computed.lines, &stored.lines);
        prop_assert!(!stored.lines.is_empty());
        prop_assert_eq!(indexes_that_differ(&vault.connection).unwrap(), Vec::<&str>::new());
        for it in vault.read(|reader| reader.list::<Control>()).unwrap() {
            prop_assert!(called(&vault, &it.title).contains(&it.code.to_string()), "{}", it.title);
        }
    }
}
