//! Whole pages of `vault.db` overwritten, as a disk that goes bad leaves them: whatever is asked then, the answer is right,
//! or it names damage, so that salvage is offered. Never a fault of the program.

use std::collections::BTreeMap;

use model::page::{PageNoun, PageQuery};
use model::record::Noun;

use super::damage::names_damage;
use super::*;
use crate::fixture::engagement_id;
use crate::search::SearchAsked;
use crate::store::tests::noise;
use crate::table::list_any;

/// Bytes of a page of `vault.db`.
const PAGE: usize = 4096;

/// A copy of the vault in which these pages are noise.
fn overwritten(from: &Path, to: &Path, pages: &[usize]) {
    if to.exists() {
        fs::remove_dir_all(to).unwrap();
    }
    copy(from, to);
    let mut bytes = fs::read(to.join("vault.db")).unwrap();
    for page in pages {
        bytes[page * PAGE..(page + 1) * PAGE].copy_from_slice(&noise(PAGE));
    }
    fs::write(to.join("vault.db"), bytes).unwrap();
}

/// One thing that is asked of a vault, and its answer as a text.
type Ask = (&'static str, fn(&mut Vault) -> Result<String>);

fn said(answer: Result<impl std::fmt::Debug>) -> Result<String> {
    answer.map(|answer| format!("{answer:?}"))
}

const ASKED: [Ask; 10] = [
    ("a list", |vault| said(vault.read(|r| r.list::<EvidenceItem>()))),
    ("every noun", |vault| {
        let all = |r: &Reader<'_>| Noun::ALL.iter().map(|noun| list_any(r.connection(), *noun)).collect();
        said(vault.read::<Vec<_>>(all))
    }),
    ("ids of a page", |vault| said(vault.read(|r| r.page_ids(PageNoun::Control, engagement_id(), &words(), 500)))),
    ("the log", |vault| said(vault.read(|r| r.log(1, 100)))),
    ("a body", |vault| said(vault.read(|r| r.log_body(3)))),
    ("a packet", |vault| said(vault.read(|r| crate::packet_source::load(r, engagement_id(), None)))),
    ("an original", |vault| said(original(vault, &fixture::evidence(1, CONTENT)))),
    ("a search", |vault| {
        let asked = SearchAsked { text: "access", engagement: None, nouns: &[], limit: 50 };
        said(vault.read(|r| r.search(&asked)))
    }),
    ("a change", |vault| {
        let change = |writer: &Writer<'_>| writer.insert(&fixture::person(77, "Una"));
        said(vault.write(Action::AddPerson, at(62), WHO, change).map(|_| ()))
    }),
    ("an undoing", |vault| said(vault.undo(5, at(63), WHO, fixture::custody_ids()).map(|_| ()))),
];

/// All lines of a list in which a word stands.
fn words() -> PageQuery {
    PageQuery { limit: 500, text: Some("review".into()), ..PageQuery::default() }
}

/// What an undamaged vault answers, each asked of a vault of its own.
fn truth(from: &Path, to: &Path) -> Vec<String> {
    let answer = |(_, ask): &Ask| {
        overwritten(from, to, &[]);
        ask(&mut unlock(to).unwrap()).unwrap()
    };
    ASKED.iter().map(answer).collect()
}

/// Asks all, and counts how often each answer was right and how often it named damage.
fn ask_all(folder: &Path, pages: &[usize], truth: &[String], told: &mut BTreeMap<&'static str, [u32; 2]>) {
    // Each on a connection of its own: one that met a damaged page answers nothing any more.
    for ((what, ask), right) in ASKED.iter().zip(truth) {
        let damaged = match unlock(folder).and_then(|mut vault| ask(&mut vault)) {
            Ok(answer) => {
                assert!(answer == *right, "{pages:?}: {what}: a wrong answer");
                false
            }
            Err(error) => {
                // What can't be read may also look as if it weren't there.
                assert!(
                    names_damage(&error) || matches!(error, Error::NotFound { .. }),
                    "{pages:?}: {what}: {error:?}"
                );
                true
            }
        };
        told.entry(what).or_default()[usize::from(damaged)] += 1;
    }
    match unlock(folder) {
        Ok(vault) => assert!(!check(&vault).is_sound(), "{pages:?}: a check finds nothing"),
        Err(error) => assert!(names_damage(&error), "{pages:?}: {error:?}"),
    }
}

#[test]
fn whatever_page_is_overwritten_it_is_damage_and_no_fault_of_the_program() {
    let Made { vault, home, .. } = filled();
    vault.lock().unwrap();
    let (from, to) = (path(&home), home.path().join("overwritten"));
    let pages = usize::try_from(fs::metadata(from.join("vault.db")).unwrap().len()).unwrap() / PAGE;
    let (truth, mut told) = (truth(&from, &to), BTreeMap::new());
    // Pages near the beginning hold the schema; of the others every ninth is taken, and sets of several.
    let alone = (1..pages).filter(|page| *page < 20 || page % 9 == 0).map(|page| vec![page]);
    let together = (1..=6_usize).map(|set| (1..pages).filter(|page| (page * 7919 + set * 31) % 7 < set).collect());
    for pages in alone.chain(together).collect::<Vec<Vec<usize>>>() {
        overwritten(&from, &to, &pages);
        ask_all(&to, &pages, &truth, &mut told);
    }
    println!("{pages} pages; right or damaged: {told:?}");
    assert!(told.values().all(|[right, damaged]| *right > 0 && *damaged > 0), "{told:?}");
}
