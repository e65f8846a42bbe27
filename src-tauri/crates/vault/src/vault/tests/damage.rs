//! Damage, tampering and files put back: named, never a wrong answer.

use std::ops::ControlFlow;

use model::packet::PacketSource;

use super::*;
use crate::check::{Part, Report};
use crate::fixture::engagement_id;

#[test]
fn a_sound_vault_is_sound() {
    let Made { vault, home, .. } = filled();
    let report = check(&vault);
    assert_eq!(report.problems, []);
    assert_eq!((report.files, report.bytes, report.chunks, report.orphans), (1, CONTENT.len() as u64, 1, 0));
    assert_eq!((report.log_rows, report.records), (7, 31));
    vault.lock().unwrap();
    assert!(check(&unlock(&path(&home)).unwrap()).is_sound());
}

#[test]
fn a_free_page_that_does_not_hold_is_named() {
    let Made { vault, home, .. } = filled();
    let run = |sql: &str| vault.connection.execute_batch(sql).unwrap();
    run("CREATE TABLE filler (text TEXT)");
    run("INSERT INTO filler SELECT hex(randomblob(1500)) FROM derived_occurrence, derived_search LIMIT 600");
    run("DROP TABLE filler");
    let free: u32 = vault.connection.query_row("PRAGMA freelist_count", [], |row| row.get(0)).unwrap();
    assert!(free > 100, "{free} free pages");
    let last: u32 = vault.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    assert_eq!(check(&vault).problems, []);
    vault.lock().unwrap();
    let database = path(&home).join("vault.db");
    let mut bytes = fs::read(&database).unwrap();
    let page = bytes.len() / usize::try_from(last).unwrap();
    // The last page is one of those that came last, and are free now.
    let at = bytes.len() - page + 100;
    bytes[at] ^= 1;
    fs::write(&database, bytes).unwrap();
    let problems = check(&unlock(&path(&home)).unwrap()).problems;
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    assert_eq!(problem.part, Part::Database);
    assert!(problem.what.contains(&format!("page {last}")), "{}", problem.what);
}

#[test]
fn a_check_can_be_cancelled_at_any_step() {
    let Made { vault, home: _home, .. } = filled();
    let mut steps = 0;
    vault
        .check(&mut |_| {
            steps += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(steps > 4, "{steps}");
    for stop in 1..=steps {
        let mut seen = 0;
        let answer = vault.check(&mut |_| {
            seen += 1;
            if seen == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        // How often it is asked while the pages are read depends on how long that takes.
        assert_eq!(matches!(answer, Err(Error::Cancelled)), seen >= stop, "step {stop}");
        assert!(seen >= stop.min(5), "step {stop}");
    }
}

#[test]
fn what_belongs_to_no_row_of_the_log_is_named() {
    let Made { vault, home: _home, .. } = filled();
    let run = |sql: &str| vault.connection.execute_batch(sql).unwrap();
    run("PRAGMA foreign_keys = OFF");
    for (forge, restore, says) in [
        (
            "INSERT INTO activity_body (seq, salt, body) VALUES (900, zeroblob(16), '{}')",
            "DELETE FROM activity_body WHERE seq = 900",
            "activity_body holds what belongs to no row of the log",
        ),
        (
            "INSERT INTO activity_subject VALUES (0, 'gap', zeroblob(16))",
            "DELETE FROM activity_subject WHERE seq = 0",
            "activity_subject holds what belongs to no row of the log",
        ),
        (
            "UPDATE activity_body SET undoes = 2 WHERE seq = 3",
            "UPDATE activity_body SET undoes = NULL WHERE seq = 3",
            "activity log row 3: body",
        ),
    ] {
        run(forge);
        let report = vault.check(&mut |_| ControlFlow::Continue(())).unwrap();
        assert!(report.problems.iter().any(|problem| problem.what.contains(says)), "{says}: {:?}", report.problems);
        run(restore);
        assert!(vault.check(&mut |_| ControlFlow::Continue(())).unwrap().is_sound(), "{says}");
    }
}

#[test]
fn an_older_database_under_the_current_header_opens_for_reading_only() {
    let Made { vault, home, .. } = filled();
    vault.lock().unwrap();
    let old = fs::read(path(&home).join("vault.db")).unwrap();
    let mut vault = unlock(&path(&home)).unwrap();
    write(&mut vault, Action::AddPerson, 61, |writer| writer.insert(&fixture::person(12, "Tom Bly")));
    vault.lock().unwrap();
    fs::write(path(&home).join("vault.db"), old).unwrap();
    let mut vault = unlock(&path(&home)).unwrap();
    assert_eq!(vault.condition(), &Condition::OlderOrCutOff { header_seq: 8, log_seq: 7 });
    let refused = vault.write(Action::AddPerson, at(62), WHO, |writer| writer.insert(&fixture::person(13, "Una")));
    assert!(matches!(refused, Err(Error::OlderOrCutOff)));
    assert!(matches!(vault.undo(2, at(62), WHO, fixture::custody_ids()), Err(Error::OlderOrCutOff)));
    assert!(matches!(vault.renew_recovery(at(62), WHO, |_| Ok(())), Err(Error::OlderOrCutOff)));
    assert_eq!(vault.read(|reader| reader.client()).unwrap(), fixture::client());
    assert!(check(&vault).problems.iter().any(|problem| problem.part == Part::Log));
    vault.lock().unwrap();
    // Neither unlocking nor locking has taken the witness away.
    assert!(matches!(unlock(&path(&home)).unwrap().condition(), Condition::OlderOrCutOff { .. }));
}

#[test]
fn a_missing_write_ahead_log_is_noticed_and_not_made_worse() {
    let Made { mut vault, home, .. } = filled();
    vault.write_head().unwrap();
    let (whole, cut) = (home.path().join("whole"), home.path().join("cut"));
    copy(&path(&home), &whole);
    copy(&path(&home), &cut);
    fs::remove_file(cut.join("vault.db-wal")).unwrap();
    let reading = unlock(&cut).unwrap();
    assert_eq!(reading.condition(), &Condition::OlderOrCutOff { header_seq: 7, log_seq: 1 });
    assert_eq!(reading.read(|reader| reader.client()).unwrap(), fixture::client());
    drop(reading);
    let reading = unlock(&whole).unwrap();
    assert_eq!(reading.condition(), &Condition::Sound);
    assert_eq!(check(&reading).problems, []);
    drop(reading);
    // An empty database isn't taken for a new one.
    fs::write(cut.join("vault.db"), b"").unwrap();
    assert!(matches!(unlock(&cut), Err(Error::Damaged { .. })));
}

#[test]
fn a_log_cut_off_or_written_anew_is_noticed() {
    for sql in [
        "DROP TRIGGER activity_kept; DELETE FROM activity WHERE seq = 7; DELETE FROM activity_body WHERE seq = 7",
        "DROP TRIGGER activity_unchanged; UPDATE activity SET hash = zeroblob(32) WHERE seq = 7",
        "DROP TRIGGER activity_unchanged; UPDATE activity SET who = 'Nobody' WHERE seq = 7",
    ] {
        let Made { vault, home, .. } = filled();
        vault.lock().unwrap();
        let vault = unlock(&path(&home)).unwrap();
        tamper(&vault, sql);
        std::mem::drop(ManuallyLocked(vault));
        let vault = unlock(&path(&home)).unwrap();
        assert!(matches!(vault.condition(), Condition::OlderOrCutOff { header_seq: 7, .. }), "{sql}");
    }
}

/// Locks without writing the header, as tampering from outside would.
struct ManuallyLocked(Vault);

impl Drop for ManuallyLocked {
    fn drop(&mut self) {
        self.0.condition = Condition::Damaged { what: "closed without a header".into() };
    }
}

#[test]
fn what_is_changed_behind_the_log_is_named() {
    for (sql, part, needle) in [
        ("UPDATE control SET title = 'changed' WHERE code = 'CORE-24'", Part::Record, "control CORE-24"),
        ("DELETE FROM message_field", Part::Record, "message MSG-001"),
        ("DELETE FROM person WHERE name = 'Jan Brandt'", Part::Record, "person Jan Brandt is missing"),
        ("UPDATE gap SET number = 9", Part::Record, "given again"),
        ("UPDATE derived_control SET received = 5", Part::Derived, "control"),
        ("DELETE FROM derived_gap", Part::Derived, "gap"),
        ("UPDATE activity_body SET body = '{}' WHERE seq = 3", Part::Log, "row 3"),
        ("DELETE FROM activity_body WHERE seq = 3", Part::Log, "row 3"),
        ("DROP TRIGGER activity_unchanged; UPDATE activity SET who = 'x' WHERE seq = 2", Part::Log, "row 2"),
        ("DROP TRIGGER activity_kept; DELETE FROM activity WHERE seq = 4", Part::Log, "row 4"),
        ("DROP TRIGGER custody_unchanged; UPDATE custody SET who = 'x'", Part::Record, "custody"),
        ("DROP TRIGGER custody_kept; DELETE FROM custody", Part::Record, "missing"),
        ("DELETE FROM file_chunk", Part::File, "EV-0001, file access review Q2.csv"),
        ("UPDATE control SET grace_days = 900 WHERE code = 'CORE-25'", Part::Record, "breaks a rule"),
        ("UPDATE control SET nature = 'odd' WHERE code = 'CORE-25'", Part::Record, "column nature"),
    ] {
        let Made { vault, home: _home, .. } = filled();
        tamper(&vault, sql);
        let report = check(&vault);
        let named = report.problems.iter().any(|it| it.part == part && it.what.contains(needle));
        assert!(named, "{sql}: {:?}", report.problems);
    }
}

#[test]
fn a_missing_or_foreign_evidence_file_leaves_the_records_readable() {
    let Made { vault, home, .. } = filled();
    vault.lock().unwrap();
    let file = path(&home).join("evidence.db");
    for content in [None, Some(&b"not a database at all, but long enough to be taken for one"[..])] {
        fs::remove_file(&file).unwrap();
        if let Some(content) = content {
            fs::write(&file, content).unwrap();
        }
        let mut vault = unlock(&path(&home)).unwrap();
        assert!(matches!(vault.condition(), Condition::Damaged { .. }));
        assert_eq!(vault.read(|reader| reader.client()).unwrap(), fixture::client());
        assert!(matches!(original(&vault, &fixture::evidence(1, CONTENT)), Err(Error::Damaged { .. })));
        let refused = vault.write(Action::AddPerson, at(62), WHO, |_| Ok(()));
        assert!(matches!(refused, Err(Error::Damaged { .. })));
        assert!(check(&vault).problems.iter().any(|problem| problem.part == Part::Chunk));
        if content.is_none() {
            fs::write(&file, b"").unwrap();
        }
    }
}

#[test]
fn what_an_interrupted_attaching_left_is_swept_at_the_next_unlock() {
    let Made { mut vault, home, .. } = filled();
    let mut intake = crate::ingest::Ingest::begin(vault.store.as_mut().unwrap());
    intake.add(&b"left over"[..], None, &mut |_| ControlFlow::Continue(())).unwrap();
    intake.commit().unwrap();
    let report = check(&vault);
    assert!(report.is_sound());
    assert_eq!((report.chunks, report.orphans), (2, 1));
    vault.lock().unwrap();
    let report = check(&unlock(&path(&home)).unwrap());
    assert_eq!((report.chunks, report.orphans), (1, 0));
}

/// What an undamaged vault answers.
struct Truth {
    source: PacketSource,
    content: Vec<u8>,
}

fn truth(vault: &Vault, content: Vec<u8>) -> Truth {
    Truth { source: vault.read(|reader| crate::packet_source::load(reader, engagement_id(), None)).unwrap(), content }
}

/// Where it was flipped, and what came of it.
fn survives(folder: &Path, truth: &Truth, place: &str) -> Outcome {
    let Ok(vault) = unlock(folder).inspect_err(|error| assert!(names_damage(error), "{place}: {error:?}")) else {
        return Outcome::Refused;
    };
    let report: Report = check(&vault);
    let source = vault.read(|reader| crate::packet_source::load(reader, engagement_id(), None));
    let item = fixture::evidence(2, &truth.content);
    let bytes = original(&vault, &item);
    let whole = source.as_ref().is_ok_and(|source| *source == truth.source)
        && bytes.as_ref().is_ok_and(|bytes| *bytes == truth.content);
    // An original is right or refused, whatever else is wrong.
    assert!(bytes.is_err() || bytes.as_ref().unwrap() == &truth.content, "{place}: a wrong original");
    if !report.is_sound() {
        return Outcome::Named;
    }
    assert!(whole, "{place}: nothing named, but something lost: {:?} {:?}", source.err(), bytes.err());
    Outcome::Harmless
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Outcome {
    Refused,
    Named,
    Harmless,
}

pub(super) fn names_damage(error: &Error) -> bool {
    matches!(error, Error::Damaged { .. } | Error::DamagedHeader | Error::NotAVault)
}

/// Bytes that are flipped, one at a time; the long run has more.
fn flips() -> usize {
    times("VOUCHSAFE_FLIPS", 80)
}

#[test]
fn after_a_flipped_byte_check_names_it_or_all_reads_back() {
    let content: Vec<u8> = (0..300_000_u32).flat_map(|it| (it.wrapping_mul(2_654_435_761)).to_le_bytes()).collect();
    let Made { mut vault, home, .. } = filled();
    attach(&mut vault, 2, &content, 20);
    let truth = truth(&vault, content);
    vault.write_head().unwrap();
    // As after a crash, with all that is new in the logs; and as after locking.
    let (crashed, locked) = (home.path().join("crashed"), home.path().join("locked"));
    copy(&path(&home), &crashed);
    vault.lock().unwrap();
    copy(&path(&home), &locked);
    assert!(crashed.join("vault.db-wal").metadata().unwrap().len() > 100_000);
    let mut seed = 0x2026_u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut outcomes = std::collections::BTreeMap::new();
    for (number, base) in [&crashed, &locked].into_iter().cycle().take(flips()).enumerate() {
        let mut files: Vec<_> = fs::read_dir(base).unwrap().map(|it| it.unwrap().path()).collect();
        files.retain(|file| file.metadata().unwrap().len() > 0);
        files.sort();
        let file = &files[number / 2 % files.len()];
        let mut bytes = fs::read(file).unwrap();
        let place = random(bytes.len() as u64) as usize;
        bytes[place] ^= 1 << random(8);
        let flipped = home.path().join("flipped");
        copy(base, &flipped);
        fs::write(flipped.join(file.file_name().unwrap()), bytes).unwrap();
        let name = format!("{} byte {place}", file.strip_prefix(home.path()).unwrap().display());
        *outcomes.entry(survives(&flipped, &truth, &name)).or_insert(0) += 1;
        fs::remove_dir_all(&flipped).unwrap();
    }
    println!("{} flipped bytes, 0 wrong answers: {outcomes:?}", flips());
    assert!(outcomes[&Outcome::Named] > flips() / 5, "{outcomes:?}");
}
