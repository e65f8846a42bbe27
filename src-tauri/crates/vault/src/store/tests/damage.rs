//! A store that was damaged, replaced or made by somebody else: content is right, or the damage is named.

use std::collections::HashSet;
use std::fs;

use super::super::*;
use super::{Fixture, check, damage_of, noise};
use crate::chunk::CHUNK_LEN;
use crate::ingest::Sealed;

#[test]
fn any_other_schema_is_refused() {
    let cases = [
        ("a trigger", "CREATE TRIGGER gone AFTER INSERT ON chunk BEGIN DELETE FROM chunk; END"),
        ("a view", "CREATE VIEW other AS SELECT * FROM chunk"),
        ("a table", "CREATE TABLE other (a)"),
        ("an index", "CREATE INDEX other ON chunk (sealed)"),
        ("a virtual table", "CREATE VIRTUAL TABLE other USING fts5 (a)"),
        ("statistics", "ANALYZE"),
        ("a column", "ALTER TABLE chunk ADD COLUMN more BLOB"),
        ("no table", "DROP TABLE chunk"),
        (
            "a view in the table's place",
            "DROP TABLE chunk; CREATE VIEW chunk AS SELECT zeroblob(32) id, zeroblob(9) sealed",
        ),
        ("the table in other words", "DROP TABLE chunk; CREATE TABLE chunk (id BLOB UNIQUE, sealed BLOB)"),
        (
            "text that doesn't parse",
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE chunk (' WHERE type = 'table'",
        ),
        ("another version", "PRAGMA user_version = 2"),
        ("another program's mark", "PRAGMA application_id = 7"),
    ];
    for (name, sql) in cases {
        let (fixture, store) = Fixture::new();
        fixture.put(&store, b"evidence");
        drop(store);
        fixture.tamper(sql);
        assert!(damage_of(fixture.open()).starts_with("evidence.db"), "{name}");
    }
}

#[test]
fn hostile_rows_are_named_and_cost_no_memory() {
    let (fixture, store) = Fixture::new();
    let good = fixture.put(&store, b"good");
    drop(store);
    let huge = fixture.keys.identify(b"huge");
    fixture.tamper(&format!("INSERT INTO chunk VALUES (x'{huge}', zeroblob(900000000))"));
    let store = fixture.open().unwrap();
    assert!(damage_of(store.get(&huge)).contains(&huge.to_string()));
    assert_eq!(store.get(&good).unwrap(), b"good");
    assert_eq!(check(&store).1, [huge]);
    assert_eq!(store.remove(&[huge]).unwrap(), 1);
    drop(store);
    fixture.tamper("PRAGMA ignore_check_constraints = ON; INSERT INTO chunk VALUES (x'00', x'00')");
    let store = fixture.open().unwrap();
    assert!(damage_of(store.ids()).contains("without a chunk id"));
    assert!(check(&store).0.iter().any(|line| line.contains("without a chunk id")));
    assert_eq!(store.get(&good).unwrap(), b"good");
}

#[test]
fn a_file_that_is_no_database_is_damage() {
    let (fixture, store) = Fixture::new();
    drop(store);
    let whole = fs::read(fixture.path()).unwrap();
    let cases: [(&str, Vec<u8>); 5] = [
        ("empty", vec![]),
        ("noise", noise(200_000)),
        ("text", b"SQLite format 3\0 and then nothing of the kind".to_vec()),
        ("half a page", whole[..7_000].to_vec()),
        ("a hole", vec![0; 131_072]),
    ];
    for (name, bytes) in cases {
        fs::write(fixture.path(), bytes).unwrap();
        assert!(damage_of(fixture.open()).starts_with("evidence.db"), "{name}");
    }
    fs::remove_file(fixture.path()).unwrap();
    assert!(damage_of(fixture.open()).contains("missing"));
    assert!(!fixture.path().exists(), "opening never makes a file");
    fs::create_dir(fixture.path()).unwrap();
    assert!(damage_of(fixture.open()).contains("not a file"));
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    let (fixture, store) = Fixture::new();
    drop(store);
    for name in ["evidence.db-wal", "evidence.db-shm", "evidence.db-journal"] {
        std::os::unix::fs::symlink("/dev/null", fixture.folder.file(name)).unwrap();
        assert!(damage_of(fixture.open()).contains(name));
        fs::remove_file(fixture.folder.file(name)).unwrap();
    }
    fixture.open().unwrap();
}

/// A store with files of many kinds, closed; and the files.
fn filled() -> (Fixture, Vec<(Sealed, Vec<u8>)>) {
    let (fixture, store) = Fixture::new();
    let mut files = Vec::new();
    for size in [1, 100, 5_000, 70_000, 300_000, CHUNK_LEN, CHUNK_LEN + 10_000] {
        for plain in [noise(size), b"one line of a log\n".repeat(size / 18 + 1)] {
            files.push((fixture.put_file(&store, &plain), plain));
        }
    }
    // Pages that moved up into the room of others.
    let gone = fixture.put_file(&store, &noise(400_000));
    fixture.put(&store, &noise(200_000));
    store.remove(&gone.chunks).unwrap();
    (fixture, files)
}

/// Every file reads back with its content, or damage is named: both by reading it and by a check.
fn assert_whole_or_named(fixture: &Fixture, files: &[(Sealed, Vec<u8>)], place: &str) {
    let store = match fixture.open() {
        Ok(store) => store,
        Err(Error::Damaged { .. }) => return,
        Err(other) => panic!("{place}: {other:?}"),
    };
    let mut is_damaged = false;
    for (sealed, plain) in files {
        let mut read = Vec::new();
        match store.read_back(sealed, &mut |bytes| {
            read.extend(bytes);
            Ok(())
        }) {
            Ok(()) => assert!(read == *plain, "{place}: another content"),
            Err(Error::Damaged { .. }) => is_damaged = true,
            Err(other) => panic!("{place}: {other:?}"),
        }
        assert!(plain.starts_with(&read), "{place}: bytes of another content");
    }
    let (lines, damaged, looked_at) = check(&store);
    let is_named = !lines.is_empty() || !damaged.is_empty() || looked_at < store_count(files);
    assert!(!is_damaged || is_named, "{place}: damage that a check doesn't name");
}

fn store_count(files: &[(Sealed, Vec<u8>)]) -> usize {
    files.iter().flat_map(|(sealed, _)| &sealed.chunks).collect::<HashSet<_>>().len()
}

#[test]
fn after_a_flipped_bit_at_any_of_300_places_content_is_right_or_damage_is_named() {
    let (fixture, files) = filled();
    let whole = fs::read(fixture.path()).unwrap();
    // Spread over the file, and closer where the structure lies: in the first pages.
    let spread = (0..200).map(|step| step * (whole.len() / 200) + step % 97);
    let places = spread.chain((0..100).map(|place| place * 7)).chain((16_384..16_684).step_by(3));
    for place in places {
        let mut flipped = whole.clone();
        flipped[place] ^= 1 << (place % 8);
        fs::write(fixture.path(), &flipped).unwrap();
        assert_whole_or_named(&fixture, &files, &format!("byte {place}"));
        for ending in ["evidence.db-wal", "evidence.db-shm"] {
            let _ = fs::remove_file(fixture.folder.file(ending));
        }
    }
}

#[test]
fn after_flipped_bits_and_cuts_of_the_log_content_is_right_or_damage_is_named() {
    let (fixture, store) = Fixture::new();
    let files: Vec<_> = [200_000, 90_000, 40, CHUNK_LEN]
        .into_iter()
        .map(noise)
        .map(|plain| (fixture.put_file(&store, &plain), plain))
        .collect();
    // Copied while open, as a power cut leaves it: most is in the log.
    let (db, log) = (fs::read(fixture.path()).unwrap(), fs::read(fixture.folder.file("evidence.db-wal")).unwrap());
    assert!(log.len() > CHUNK_LEN);
    drop(store);
    for step in 0..60 {
        let place = step * (log.len() / 60) + step % 13;
        let mut flipped = log.clone();
        flipped[place] ^= 1 << (step % 8);
        for log in [&flipped[..], &log[..place]] {
            fs::write(fixture.path(), &db).unwrap();
            fs::write(fixture.folder.file("evidence.db-wal"), log).unwrap();
            let _ = fs::remove_file(fixture.folder.file("evidence.db-shm"));
            assert_whole_or_named(&fixture, &files, &format!("byte {place} of the log"));
        }
    }
}
