//! Salvage: after damage of any extent all that is undamaged comes back with its SHA-256, what doesn't is named, and
//! nothing comes back that isn't as it was.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use model::control::Control;
use model::evidence::EvidenceState;
use model::record::Noun;
use model::search::SearchLine;
use uuid::Uuid;

use super::*;
use crate::fixture::control;
use crate::salvage::{Salvaged, Salvaging};
use crate::store::tests::noise;

type Records = BTreeMap<(Noun, Uuid), AnyRecord>;

/// Bytes of a page of `vault.db`.
const PAGE: usize = 4096;

fn records(vault: &Vault) -> Records {
    let list = |noun: &Noun| vault.read(|reader| crate::table::list_any(reader.connection(), *noun)).unwrap();
    Noun::ALL.iter().flat_map(list).map(|record| ((record.noun(), record.key()), record)).collect()
}

pub(super) fn salvage(from: &Path, to: &Path) -> Result<Salvaged> {
    let salvaging =
        Salvaging { at: at(100), device: DEVICE, person_name: Some(WHO), spare_id: Uuid::from_u128(0xffff) };
    Vault::salvage(from, Secret::Passphrase(&passphrase()), to, salvaging, &mut |_| ControlFlow::Continue(()))
}

/// A vault with many evidence items and controls, and a log that changed each control some times.
struct Large {
    home: tempfile::TempDir,
    truth: Records,
    contents: BTreeMap<u32, Vec<u8>>,
}

fn large(items: u32, controls: u128, rounds: u32) -> Large {
    let Made { mut vault, home, .. } = filled();
    vault.connection.pragma_update(None, "synchronous", "OFF").unwrap();
    let mut contents = BTreeMap::from([(1, CONTENT.to_vec())]);
    for number in 2..items + 2 {
        contents.insert(number, noise(3000 + number as usize));
        attach(&mut vault, number, &contents[&number], 20);
    }
    for number in 100..100 + controls {
        write(&mut vault, Action::AddControl, 21, |writer| writer.insert(&control(number, &format!("ALL-{number}"))));
    }
    for round in 1..=rounds {
        for number in 100..100 + controls {
            let edited = Control { title: format!("round {round}"), ..control(number, &format!("ALL-{number}")) };
            write(&mut vault, Action::EditControl, 22, |writer| writer.update(edited, round));
        }
    }
    let truth = records(&vault);
    vault.lock().unwrap();
    Large { home, truth, contents }
}

/// What came back, held against what was: each record is as it was or named; each file is as its SHA-256 says.
fn held_against(large: &Large, folder: &Path, salvaged: &Salvaged) -> (usize, usize) {
    let vault = unlock(folder).unwrap();
    assert_eq!(vault.condition(), &Condition::Sound);
    assert_eq!(check(&vault).problems, []);
    let found = records(&vault);
    let is_named = |record: &AnyRecord| {
        let names = [crate::check::records::label(record), record.key().to_string(), SearchLine::of(record).title];
        let client = "client: its record is lost";
        if record.noun() == Noun::Client && salvaged.lost.iter().any(|line| line.starts_with(client)) {
            return true;
        }
        salvaged.lost.iter().any(|line| names.iter().any(|name| !name.is_empty() && line.contains(name)))
    };
    let mut changed = 0;
    for (key, record) in &found {
        if key.0 == Noun::Client && !large.truth.contains_key(key) {
            continue; // The one to be filled in.
        }
        let was = large.truth.get(key).unwrap_or_else(|| panic!("{key:?} was never there"));
        if record != was {
            assert!(is_named(was), "{record:?} isn't as it was, and isn't named");
            changed += 1;
        }
    }
    let missing: Vec<_> = large.truth.iter().filter(|(key, _)| !found.contains_key(key)).collect();
    for (_, record) in &missing {
        assert!(is_named(record), "{record:?} is missing and isn't named");
    }
    let mut whole = 0;
    for item in vault.read(|reader| reader.list::<EvidenceItem>()).unwrap() {
        let bytes = original(&vault, &item).unwrap();
        if matches!(item.state, EvidenceState::Withdrawn { .. }) {
            assert!(String::from_utf8(bytes).unwrap().starts_with("This file could not be read"));
        } else {
            assert_eq!(bytes, large.contents[&item.number], "{}", item.reference());
            whole += 1;
        }
    }
    assert_eq!(salvaged.files, whole);
    (missing.len() + changed, large.contents.len() - whole as usize)
}

#[test]
fn a_sound_vault_comes_back_whole_and_its_new_log_names_the_old_head() {
    let Made { vault, home, .. } = filled();
    let (truth, custody) = (records(&vault), vault.read(|r| r.custody(fixture::evidence(1, b"").id)).unwrap());
    let head = vault.read(|r| r.log_newest(1)).unwrap().remove(0);
    vault.save_view(&crate::SavedView { list: "gap".into(), name: "mine".into(), layout: "{}".into() }).unwrap();
    vault.lock().unwrap();
    let before = fs::read(path(&home).join("vault.db")).unwrap();
    let new = home.path().join("new.vault");
    let salvaged = salvage(&path(&home), &new).unwrap();
    assert_eq!((salvaged.lost.as_slice(), salvaged.from_log, salvaged.files), (&[][..], 0, 1));
    assert_eq!(salvaged.records, truth.len() as u64);
    assert_eq!(fs::read(path(&home).join("vault.db")).unwrap(), before, "the damaged vault stays as it was");
    let vault = unlock(&new).unwrap();
    assert_eq!(check(&vault).problems, []);
    assert_eq!(records(&vault), truth);
    assert_eq!(vault.read(|r| r.saved_views()).unwrap().len(), 1);
    let log = vault.read(|r| r.log(1, 10)).unwrap();
    assert!(log.iter().all(|row| row.action == Action::SalvageVault && row.who == WHO));
    let body = vault.read(|r| r.log_body(1)).unwrap().unwrap();
    assert_eq!(body.facts["salvaged"]["header_row"], head.seq);
    assert_eq!(body.facts["salvaged"]["header_hash"], head.hash.to_string());
    let events = vault.read(|r| r.custody(fixture::evidence(1, b"").id)).unwrap();
    let plain = |list: &[model::custody::CustodyEvent]| -> Vec<_> {
        list.iter().map(|it| (it.id, it.at, it.who.clone(), it.kind, it.note.clone())).collect()
    };
    assert_eq!(plain(&events), plain(&custody));
    // It is a vault like any: it can be worked in.
    drop(vault);
    let mut vault = unlock(&new).unwrap();
    attach(&mut vault, 2, b"more", 61);
    assert_eq!(check(&vault).problems, []);
    assert!(matches!(salvage(&path(&home), &new), Err(Error::InUse | Error::Exists)));
}

#[test]
fn of_damaged_chunks_only_their_own_files_are_lost() {
    let large = large(150, 0, 0);
    let from = path(&large.home);
    for count in [1, 10, 100] {
        let damaged = large.home.path().join(format!("damaged-{count}"));
        copy(&from, &damaged);
        let mut bytes = fs::read(damaged.join("evidence.db")).unwrap();
        // The sealed bytes of a chunk lie in a page of their own kind each; a flipped bit in them damages that one.
        let rows = {
            let vault = unlock(&from).unwrap();
            let store = vault.store().unwrap();
            let ids = store.ids().unwrap();
            ids.into_iter().take(count).map(|id| store.sealed(&id).unwrap().unwrap()).collect::<Vec<_>>()
        };
        for sealed in &rows {
            let middle = &sealed[2000..2040];
            // Pages that were moved leave their bytes behind.
            let places: Vec<_> = (0..bytes.len() - 40).filter(|at| &bytes[*at..at + 40] == middle).collect();
            assert!(!places.is_empty());
            places.into_iter().for_each(|place| bytes[place] ^= 1);
        }
        fs::write(damaged.join("evidence.db"), bytes).unwrap();
        let new = large.home.path().join(format!("new-{count}"));
        let salvaged = salvage(&damaged, &new).unwrap();
        let (records, files) = held_against(&large, &new, &salvaged);
        println!("{count} damaged chunks: {files} files lost, {} lines", salvaged.lost.len());
        assert_eq!((records, files, salvaged.lost.len()), (count, count, count));
        assert!(salvaged.lost.iter().all(|line| line.contains("EV-") && line.contains("file ")), "{:?}", salvaged.lost);
    }
}

/// Pages of `vault.db`, the first of them and those of its schema left out or not.
fn damage_pages(folder: &Path, count: usize, seed: u64) {
    let file = folder.join("vault.db");
    let mut bytes = fs::read(&file).unwrap();
    let pages = bytes.len() / PAGE;
    let mut seed = seed;
    let mut hit = std::collections::BTreeSet::new();
    while hit.len() < count.min(pages - 1) {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        hit.insert(1 + (seed >> 33) as usize % (pages - 1));
    }
    for page in hit {
        bytes[page * PAGE + (seed >> 40) as usize % PAGE] ^= 1;
    }
    fs::write(&file, bytes).unwrap();
}

#[test]
fn of_damaged_pages_all_that_is_undamaged_comes_back_and_nothing_wrong() {
    let large = large(50, 80, 4);
    let from = path(&large.home);
    let pages = fs::metadata(from.join("vault.db")).unwrap().len() / PAGE as u64;
    for (count, seed) in [(1, 1), (1, 2), (1, 3), (10, 4), (10, 5), (100, 6), (100, 7)] {
        let (damaged, new) =
            (large.home.path().join(format!("damaged-{seed}")), large.home.path().join(format!("new-{seed}")));
        copy(&from, &damaged);
        damage_pages(&damaged, count, seed * 7919);
        let start = std::time::Instant::now();
        let salvaged = salvage(&damaged, &new).unwrap();
        let (records, files) = held_against(&large, &new, &salvaged);
        println!(
            "{count} of {pages} pages damaged: of {} records {records} lost or changed, {} from the log; of {} files \
             {files} lost; {} lines; {:?}",
            large.truth.len(),
            salvaged.from_log,
            large.contents.len(),
            salvaged.lost.len(),
            start.elapsed()
        );
        if std::env::var_os("SALVAGE_TEST_LINES").is_some() {
            salvaged.lost.iter().for_each(|line| println!("  {line}"));
        }
    }
}

#[test]
fn what_the_log_has_twice_comes_back_from_it_and_never_in_an_older_state() {
    let Made { mut vault, home, .. } = filled();
    write(&mut vault, Action::EditControl, 30, |writer| {
        let found = writer.list::<Control>()?.remove(0);
        writer.update(Control { title: "newer".into(), ..found.clone() }, found.revision)
    });
    let truth = records(&vault);
    vault.lock().unwrap();
    // Rows of tables that are gone stand for pages that can't be read.
    let gone = |name: &str, sql: &str| {
        let folder = home.path().join(name);
        copy(&path(&home), &folder);
        let vault = unlock(&folder).unwrap();
        tamper(&vault, sql);
        drop(vault);
        folder
    };
    let folder = gone("no-table", "DELETE FROM control_criterion; DELETE FROM control_surface; DELETE FROM control");
    let new = home.path().join("new-table");
    let salvaged = salvage(&folder, &new).unwrap();
    assert_eq!(salvaged.from_log, 2);
    assert_eq!(records(&unlock(&new).unwrap()), truth);
    let sql = "DELETE FROM control_criterion; DELETE FROM control_surface; DELETE FROM control; \
               DELETE FROM activity_body WHERE seq = (SELECT max(seq) FROM activity)";
    let folder = gone("no-body", sql);
    let new = home.path().join("new-body");
    let salvaged = salvage(&folder, &new).unwrap();
    let vault = unlock(&new).unwrap();
    assert_eq!(check(&vault).problems, []);
    let controls = vault.read(|reader| reader.list::<Control>()).unwrap();
    assert_eq!(controls.len(), 1, "the older state of the other isn't brought back");
    assert!(salvaged.lost.iter().any(|line| line.starts_with("control ")), "{:?}", salvaged.lost);
    assert!(salvaged.lost.iter().any(|line| line.contains("old activity log")), "{:?}", salvaged.lost);
}

#[test]
fn a_list_of_chunks_that_is_lost_is_found_by_content() {
    let large = large(5, 0, 0);
    let vault = unlock(&path(&large.home)).unwrap();
    tamper(&vault, "DELETE FROM file_chunk");
    drop(vault);
    let new = large.home.path().join("new.vault");
    let salvaged = salvage(&path(&large.home), &new).unwrap();
    assert_eq!(held_against(&large, &new, &salvaged), (0, 0));
}

#[test]
fn an_evidence_db_that_is_gone_leaves_the_items() {
    let large = large(3, 0, 0);
    fs::write(path(&large.home).join("evidence.db"), b"not a database").unwrap();
    let new = large.home.path().join("new.vault");
    let salvaged = salvage(&path(&large.home), &new).unwrap();
    assert_eq!(held_against(&large, &new, &salvaged), (4, 4));
    assert_eq!(salvaged.records as usize, large.truth.len());
}

#[test]
fn a_salvage_that_is_cancelled_or_refused_leaves_nothing() {
    let Made { vault, home, .. } = filled();
    vault.lock().unwrap();
    let new = home.path().join("new.vault");
    let salvaging = Salvaging { at: at(100), device: "unknown", person_name: None, spare_id: Uuid::from_u128(0xffff) };
    let secret = passphrase();
    let mut stop = 1;
    loop {
        let mut count = 0;
        let salvaging = Salvaging { device: DEVICE, ..salvaging };
        let answer = Vault::salvage(&path(&home), Secret::Passphrase(&secret), &new, salvaging, &mut |_| {
            count += 1;
            if count == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if answer.is_ok() {
            break;
        }
        assert!(matches!(answer, Err(Error::Cancelled)) && !new.exists(), "{stop} {answer:?}");
        stop += 1;
    }
    assert!(stop > 5);
    fs::remove_dir_all(&new).unwrap();
    let mut none = |_| ControlFlow::Continue(());
    let unnamed = Vault::salvage(&path(&home), Secret::Passphrase(&secret), &new, salvaging, &mut none);
    assert!(matches!(unnamed, Err(Error::Unnamed)) && !new.exists());
    let wrong = Passphrase::new("wrong".into());
    let refused = Vault::salvage(&path(&home), Secret::Passphrase(&wrong), &new, salvaging, &mut none);
    assert!(matches!(refused, Err(Error::WrongPassphrase)) && !new.exists());
}
