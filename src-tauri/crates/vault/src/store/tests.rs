//! `evidence.db` against damage, hostile files and misuse.

mod damage;

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use ring::digest::{SHA256, digest};
use rusqlite::Connection;

use super::check::Checked;
use super::*;
use crate::chunk::{CHUNK_LEN, Packer};
use crate::ingest::Sealed;
use crate::key::{VaultId, VaultKey};

pub(crate) struct Fixture {
    _home: Option<tempfile::TempDir>,
    pub(crate) folder: Folder,
    pub(crate) keys: Arc<ChunkKeys>,
}

impl Fixture {
    pub(crate) fn new() -> (Self, EvidenceStore) {
        let home = tempfile::tempdir().unwrap();
        let (fixture, store) = Self::with(&home.path().join("client.vault"), VaultKey::random().unwrap());
        (Self { _home: Some(home), ..fixture }, store)
    }

    /// A store in a folder that outlives the process, under a key that another process of the test knows, too.
    pub(crate) fn at(home: &Path) -> (Self, EvidenceStore) {
        Self::with(&home.join("client.vault"), VaultKey::of_test())
    }

    /// The store that [`Fixture::at`] made.
    pub(crate) fn again(home: &Path) -> (Self, EvidenceStore) {
        let keys = Arc::new(ChunkKeys::derive(&VaultKey::of_test(), VaultId([1; 16])));
        let folder = Folder::of_test(&home.join("client.vault"));
        let fixture = Self { _home: None, folder, keys };
        let store = fixture.open().unwrap();
        (fixture, store)
    }

    fn with(path: &Path, key: VaultKey) -> (Self, EvidenceStore) {
        let folder = Folder::create(path).unwrap();
        let keys = Arc::new(ChunkKeys::derive(&key, VaultId([1; 16])));
        let store = EvidenceStore::create(&folder, keys.clone()).unwrap();
        (Self { _home: None, folder, keys }, store)
    }

    pub(crate) fn open(&self) -> Result<EvidenceStore> {
        EvidenceStore::open(&self.folder, self.keys.clone(), Access::ReadWrite)
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.file(EVIDENCE_DB)
    }

    fn put(&self, store: &EvidenceStore, plain: &[u8]) -> ChunkId {
        let id = self.keys.identify(plain);
        store.begin().unwrap();
        store.put(&id, &self.keys.seal(&mut Packer::new().unwrap(), &id, plain).unwrap()).unwrap();
        store.commit().unwrap();
        id
    }

    fn put_file(&self, store: &EvidenceStore, plain: &[u8]) -> Sealed {
        let sha256 = digest(&SHA256, plain).as_ref().try_into().unwrap();
        let chunks = plain.chunks(CHUNK_LEN).map(|chunk| self.put(store, chunk)).collect();
        Sealed { sha256, size: plain.len() as u64, chunks }
    }

    /// Runs SQL as another program would, without our settings.
    fn tamper(&self, sql: &str) {
        let db = Connection::open(self.path()).unwrap();
        db.execute_batch(sql).unwrap();
    }
}

pub(crate) fn noise(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn damage_of<T>(answer: Result<T>) -> String {
    match answer {
        Err(Error::Damaged { what }) => what,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("no damage was noticed"),
    }
}

impl EvidenceStore {
    /// Leaves this much room on the disk.
    pub(crate) fn keep_free(&mut self, bytes: u64) {
        self.keep_free = bytes;
    }

    /// Lets the file grow to this many pages and no further, as a full disk does.
    pub(crate) fn limit_pages(&self, pages: i64) {
        self.db.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
    }
}

/// All that a check reports: lines on the structure, and the chunks that are damaged.
fn check(store: &EvidenceStore) -> (Vec<String>, Vec<ChunkId>, usize) {
    let (mut lines, mut damaged, mut looked_at) = (Vec::new(), Vec::new(), 0);
    store
        .check(&mut |checked| {
            match checked {
                Checked::Count(_) => {}
                Checked::Structure(line) => lines.push(line),
                Checked::Chunk { id, answer } => {
                    looked_at += 1;
                    if answer.is_err() {
                        damaged.push(id);
                    }
                }
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    (lines, damaged, looked_at)
}

#[test]
fn without_a_key_sqlcipher_is_plain_sqlite() {
    let (fixture, store) = Fixture::new();
    drop(store);
    assert!(fs::read(fixture.path()).unwrap().starts_with(b"SQLite format 3\0"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(fixture.path()).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn the_connection_is_hardened_and_durable() {
    use rusqlite::config::DbConfig;
    let (fixture, store) = Fixture::new();
    let reader = EvidenceStore::open(&fixture.folder, fixture.keys.clone(), Access::ReadOnly).unwrap();
    for db in [&store.db, &reader.db] {
        let text = |name| db.pragma_query_value(None, name, |row| row.get::<_, String>(0)).unwrap();
        let number = |name| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(text("journal_mode"), "wal");
        assert_eq!(number("synchronous"), 2);
        assert_eq!(number("auto_vacuum"), 1);
        assert_eq!(number("temp_store"), 2);
        assert!(db.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert!(!db.db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA).unwrap());
        let longest = db.limit(rusqlite::limits::Limit::SQLITE_LIMIT_LENGTH).unwrap();
        assert!(longest < crate::chunk::MAX_SEALED_LEN as i32 + 5000, "{longest}");
        assert!(db.execute_batch("ATTACH ':memory:' AS other").is_err());
    }
    assert!(reader.put(&fixture.keys.identify(b"x"), b"x").is_err());
}

#[test]
fn chunks_are_kept_once_and_found_again() {
    let (fixture, store) = Fixture::new();
    let (one, two) = (fixture.put(&store, b"one"), fixture.put(&store, &noise(300_000)));
    fixture.put(&store, b"one");
    let mut both = vec![one, two];
    both.sort();
    assert_eq!(store.ids().unwrap(), both);
    assert_eq!(store.size().unwrap().chunks, 2);
    drop(store);
    let store = fixture.open().unwrap();
    assert_eq!(store.get(&one).unwrap(), b"one");
    assert!(store.contains(&two).unwrap());
    let absent = fixture.keys.identify(b"absent");
    assert!(!store.contains(&absent).unwrap());
    assert!(store.sealed(&absent).unwrap().is_none());
    assert!(damage_of(store.get(&absent)).contains(&absent.to_string()));
    assert_eq!(check(&store), (vec![], vec![], 2));
}

#[test]
fn what_is_not_committed_is_not_there() {
    let (fixture, store) = Fixture::new();
    let id = fixture.keys.identify(b"one");
    let sealed = fixture.keys.seal(&mut Packer::new().unwrap(), &id, b"one").unwrap();
    store.begin().unwrap();
    store.put(&id, &sealed).unwrap();
    store.roll_back().unwrap();
    assert!(!store.contains(&id).unwrap());
    store.begin().unwrap();
    store.put(&id, &sealed).unwrap();
    drop(store);
    assert!(!fixture.open().unwrap().contains(&id).unwrap());
}

#[test]
fn what_is_kept_in_batches_is_durable_with_the_commit_after_them() {
    let (fixture, store) = Fixture::new();
    // 2 is FULL, with which a commit waits for the disk, 1 is NORMAL.
    let level =
        |store: &EvidenceStore| store.db.pragma_query_value(None, "synchronous", |row| row.get::<_, i64>(0)).unwrap();
    let log = || fs::metadata(fixture.folder.file("evidence.db-wal")).unwrap().len();
    let put = |plain: &[u8]| {
        let id = fixture.keys.identify(plain);
        store.begin().unwrap();
        store.put(&id, &fixture.keys.seal(&mut Packer::new().unwrap(), &id, plain).unwrap()).unwrap();
        id
    };
    assert_eq!(level(&store), 2);
    store.in_batches(true);
    let first = put(b"one");
    assert_eq!(level(&store), 1);
    store.keep().unwrap();
    let second = put(b"two");
    store.keep().unwrap();
    assert!(store.has_open_batches());
    // Nothing is under way, and still the commit has to write: a transaction without a change has nothing synced.
    let before = log();
    store.commit().unwrap();
    assert!(log() > before);
    assert_eq!(level(&store), 2);
    assert!(!store.has_open_batches());
    // What is under way is committed first.
    let third = put(b"three");
    assert_eq!(level(&store), 1);
    store.in_batches(false);
    store.commit().unwrap();
    assert_eq!((level(&store), store.has_open_batches()), (2, false));
    // Without batches each waits for itself, and nothing has to follow.
    let fourth = put(b"four");
    assert_eq!(level(&store), 2);
    store.keep().unwrap();
    let before = log();
    store.commit().unwrap();
    assert_eq!(log(), before);
    drop(store);
    let again = fixture.open().unwrap();
    assert!([first, second, third, fourth].iter().all(|id| again.contains(id).unwrap()));
}

#[test]
fn what_waits_for_the_disk_is_not_forgotten_for_a_transaction_without_a_change() {
    let (fixture, store) = Fixture::new();
    let log = || fs::metadata(fixture.folder.file("evidence.db-wal")).unwrap().len();
    store.in_batches(true);
    let id = fixture.keys.identify(b"one");
    store.begin().unwrap();
    store.put(&id, &fixture.keys.seal(&mut Packer::new().unwrap(), &id, b"one").unwrap()).unwrap();
    store.keep().unwrap();
    store.in_batches(false);
    // Waits for the disk by its level, and ends without writing anything.
    store.begin().unwrap();
    store.keep().unwrap();
    assert!(store.has_open_batches());
    let before = log();
    store.commit().unwrap();
    assert!(log() > before && !store.has_open_batches());
    // Whoever opens the store doesn't know what the one before left.
    let next = fixture.open().unwrap();
    assert!(next.has_open_batches());
    let before = log();
    next.commit().unwrap();
    assert!(log() > before && !next.has_open_batches());
}

#[test]
fn a_log_that_is_copied_again_and_again_keeps_its_length_and_is_cut_at_the_end() {
    let (fixture, store) = Fixture::new();
    let log = || fs::metadata(fixture.folder.file("evidence.db-wal")).unwrap().len();
    let most = u64::try_from(schema::LOG_LIMIT).unwrap();
    let mut copy = LogCopy::start(&store).unwrap();
    for _ in 0..20 {
        fixture.put(&store, &noise(CHUNK_LEN));
    }
    let grown = log();
    assert!(grown > 2 * most);
    copy.copy_all().unwrap();
    fixture.put(&store, &noise(CHUNK_LEN));
    assert_eq!(log(), grown, "begun anew in the room that it has");
    copy.copy_all().unwrap();
    copy.end(&store);
    fixture.put(&store, &noise(CHUNK_LEN));
    assert!(log() <= most);
}

#[test]
fn the_sweep_removes_orphans_only_and_gives_room_back() {
    let (fixture, store) = Fixture::new();
    let kept: Vec<_> = (0..5).map(|_| fixture.put(&store, &noise(50_000))).collect();
    let orphans: Vec<_> = (0..20).map(|_| fixture.put(&store, &noise(CHUNK_LEN))).collect();
    let before = store.size().unwrap().bytes;
    let failing = store.sweep(&mut |_| Err(Error::Cancelled));
    assert!(matches!(failing, Err(Error::Cancelled)));
    assert_eq!(store.size().unwrap().chunks, 25);
    assert_eq!(store.sweep(&mut |id| Ok(!orphans.contains(id))).unwrap(), 20);
    assert_eq!(store.sweep(&mut |id| Ok(!orphans.contains(id))).unwrap(), 0);
    let ids: HashSet<_> = store.ids().unwrap().into_iter().collect();
    assert_eq!(ids, kept.into_iter().collect());
    assert!(store.size().unwrap().bytes + 19 * CHUNK_LEN as u64 <= before);
    let on_disk = fs::metadata(fixture.path()).unwrap().len();
    assert_eq!(on_disk, store.size().unwrap().bytes);
    assert_eq!(fs::metadata(fixture.folder.file("evidence.db-wal")).unwrap().len(), 0);
}

#[test]
fn the_walk_goes_over_more_ids_than_it_holds() {
    let (fixture, store) = Fixture::new();
    store.begin().unwrap();
    for number in 0..2 * WALK + 5 {
        store.put(&fixture.keys.identify(&number.to_le_bytes()), b"").unwrap();
    }
    store.commit().unwrap();
    let ids = store.ids().unwrap();
    assert_eq!(ids.len(), 2 * WALK + 5);
    assert!(ids.is_sorted());
}

#[test]
fn originals_come_back_whole_or_not_at_all() {
    let (fixture, store) = Fixture::new();
    let plain = [noise(CHUNK_LEN), vec![1; CHUNK_LEN], noise(70_000)].concat();
    let sealed = fixture.put_file(&store, &plain);
    let mut read: Vec<u8> = Vec::new();
    store
        .read_back(&sealed, &mut |bytes| {
            read.extend(bytes);
            Ok(())
        })
        .unwrap();
    assert!(read == plain);
    let mut read = Vec::new();
    assert_eq!(store.original(&sealed).read_to_end(&mut read).unwrap(), plain.len());
    assert!(read == plain);
    let empty = Sealed { sha256: digest(&SHA256, b"").as_ref().try_into().unwrap(), size: 0, chunks: vec![] };
    assert_eq!(store.original(&empty).read(&mut [0; 8]).unwrap(), 0);

    let mut swapped = sealed.clone();
    swapped.chunks.swap(0, 1);
    assert!(damage_of(store.read_back(&swapped, &mut |_| Ok(()))).contains("SHA-256"));
    let mut shorter = sealed.clone();
    shorter.chunks.pop();
    assert!(damage_of(store.read_back(&shorter, &mut |_| Ok(()))).contains("size"));
    let mut other = sealed.clone();
    other.sha256[31] ^= 1;
    assert!(store.original(&other).read_to_end(&mut Vec::new()).is_err());
    store.remove(&sealed.chunks[2..]).unwrap();
    assert!(damage_of(store.read_back(&sealed, &mut |_| Ok(()))).contains(&sealed.chunks[2].to_string()));
    let stopped = store.read_back(&sealed, &mut |_| Err(Error::Cancelled));
    assert!(matches!(stopped, Err(Error::Cancelled)));
}

#[test]
fn a_reader_reads_beside_the_writer() {
    let (fixture, store) = Fixture::new();
    let sealed = fixture.put_file(&store, &noise(3 * CHUNK_LEN));
    let reader = EvidenceStore::open(&fixture.folder, fixture.keys.clone(), Access::ReadOnly).unwrap();
    let mut original = reader.original(&sealed);
    let mut count = 0;
    while let Some(plain) = original.next_chunk().unwrap() {
        count += plain.len();
        fixture.put(&store, &noise(CHUNK_LEN));
    }
    assert_eq!(count, 3 * CHUNK_LEN);
}

#[test]
fn a_full_disk_is_its_own_error_and_loses_nothing() {
    let (fixture, store) = Fixture::new();
    let kept = fixture.put(&store, b"kept");
    let pages: i64 = store.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.limit_pages(pages + 80);
    store.begin().unwrap();
    let put = || {
        let plain = noise(CHUNK_LEN);
        let id = fixture.keys.identify(&plain);
        store.put(&id, &fixture.keys.seal(&mut Packer::new()?, &id, &plain)?)
    };
    put().unwrap();
    assert!(matches!(put(), Err(Error::DiskFull { .. })));
    store.roll_back().unwrap();
    assert_eq!(store.ids().unwrap(), [kept]);
    assert_eq!(check(&store), (vec![], vec![], 1));
}
