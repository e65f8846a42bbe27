//! Ingest against every size, damage, cancelling, vanishing files, a full disk, a killed process; and its memory.

use std::fs;
use std::io::{self, Cursor, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::store::tests::{Fixture, noise};

fn quiet() -> Box<Tell<'static>> {
    Box::new(|_| ControlFlow::Continue(()))
}

fn sha256(plain: &[u8]) -> [u8; 32] {
    digest(&SHA256, plain).as_ref().try_into().unwrap()
}

fn add(store: &mut EvidenceStore, plain: &[u8]) -> (Sealed, Vec<ChunkId>) {
    let mut ingest = Ingest::begin(store);
    let sealed = ingest.add(plain, Some(plain.len() as u64), &mut *quiet()).unwrap();
    (sealed, ingest.commit().unwrap())
}

fn assert_reads_back(store: &EvidenceStore, sealed: &Sealed, plain: &[u8]) {
    let mut read = Vec::new();
    store.original(sealed).read_to_end(&mut read).unwrap();
    assert!(read == plain);
}

#[test]
fn files_of_every_size_come_back_with_their_hash() {
    let (fixture, mut store) = Fixture::new();
    let sizes =
        [0, 1, INLINE_LEN - 1, INLINE_LEN, INLINE_LEN + 1, CHUNK_LEN - 1, CHUNK_LEN, CHUNK_LEN + 1, 9 * CHUNK_LEN + 7];
    let mut files = Vec::new();
    let mut ingest = Ingest::begin(&mut store);
    for size in sizes {
        for plain in [noise(size), b"2026-01-31 login alice\n".repeat(size / 23 + 1)[..size].to_vec()] {
            let sealed = ingest.add(&plain[..], None, &mut *quiet()).unwrap();
            assert_eq!((sealed.size, sealed.sha256), (size as u64, sha256(&plain)));
            assert_eq!(sealed.chunks.len(), size.div_ceil(CHUNK_LEN));
            files.push((sealed, plain));
        }
    }
    ingest.commit().unwrap();
    drop(store);
    let store = fixture.open().unwrap();
    files.iter().for_each(|(sealed, plain)| assert_reads_back(&store, sealed, plain));
}

#[test]
fn what_is_there_already_is_not_stored_again() {
    let (_fixture, mut store) = Fixture::new();
    let plain = noise(3 * CHUNK_LEN + 100);
    let (first, new) = add(&mut store, &plain);
    assert_eq!(new.len(), 4);
    let (second, new) = add(&mut store, &plain);
    assert_eq!((&second, new.len()), (&first, 0));
    // The same beginning, another end; and a small file twice.
    let (_, new) = add(&mut store, &[&plain[..3 * CHUNK_LEN], b"another end"].concat());
    assert_eq!(new.len(), 1);
    assert_eq!((add(&mut store, b"small").1.len(), add(&mut store, b"small").1.len()), (1, 0));
    // One chunk twenty times over.
    let zeros = vec![0; 20 * CHUNK_LEN];
    let (sealed, new) = add(&mut store, &zeros);
    assert_eq!((sealed.chunks.len(), new.len()), (20, 1));
    assert_eq!(store.size().unwrap().chunks, 7);
    assert_reads_back(&store, &sealed, &zeros);
}

#[test]
fn a_damaged_chunk_is_healed_when_its_content_comes_again() {
    let (_fixture, mut store) = Fixture::new();
    for plain in [noise(2 * CHUNK_LEN + 5), noise(1000)] {
        let (sealed, _) = add(&mut store, &plain);
        let mut bytes = store.sealed(&sealed.chunks[0]).unwrap().unwrap();
        bytes[500] ^= 1;
        store.put(&sealed.chunks[0], &bytes).unwrap();
        assert!(store.get(&sealed.chunks[0]).is_err());
        let (again, new) = add(&mut store, &plain);
        assert_eq!((&again, new.len()), (&sealed, 0));
        assert_reads_back(&store, &again, &plain);
    }
}

#[test]
fn cancelling_leaves_nothing_of_the_file_and_all_of_the_others() {
    let (_fixture, mut store) = Fixture::new();
    let (kept, _) = add(&mut store, &noise(2 * CHUNK_LEN));
    let plain = noise(40 * CHUNK_LEN);
    // Before anything, early, and after a batch has been made durable already.
    for stop in [0, 3, 38] {
        let mut ingest = Ingest::begin(&mut store);
        let other_plain = noise(CHUNK_LEN + 1);
        let other = ingest.add(&other_plain[..], None, &mut *quiet()).unwrap();
        let answer = ingest.add(&plain[..], None, &mut |progress| {
            if progress.done >= stop * CHUNK_LEN as u64 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(answer, Err(Error::Cancelled)));
        let last_plain = noise(2 * CHUNK_LEN);
        let last = ingest.add(&last_plain[..], None, &mut *quiet()).unwrap();
        let new = ingest.commit().unwrap();
        assert_eq!(new.len(), 4, "stopped at {stop}");
        assert_reads_back(&store, &other, &other_plain);
        assert_reads_back(&store, &last, &last_plain);
        store.remove(&new).unwrap();
        let mut ids = kept.chunks.clone();
        ids.sort();
        assert_eq!(store.ids().unwrap(), ids);
    }
    assert!(store.size().unwrap().bytes < 4 * CHUNK_LEN as u64);
}

#[test]
fn what_is_dropped_uncommitted_leaves_nothing() {
    let (fixture, mut store) = Fixture::new();
    let (kept, _) = add(&mut store, b"kept");
    let mut ingest = Ingest::begin(&mut store);
    ingest.add(&noise(40 * CHUNK_LEN)[..], None, &mut *quiet()).unwrap();
    ingest.add(&b"small"[..], None, &mut *quiet()).unwrap();
    ingest.add(&b"kept"[..], None, &mut *quiet()).unwrap();
    drop(ingest);
    drop(store);
    let store = fixture.open().unwrap();
    assert_eq!(store.ids().unwrap(), kept.chunks);
    assert_reads_back(&store, &kept, b"kept");
}

#[test]
fn progress_rises_to_the_whole() {
    let (_fixture, mut store) = Fixture::new();
    for size in [0, 10, 5 * CHUNK_LEN + 3] {
        let mut seen = Vec::new();
        let mut ingest = Ingest::begin(&mut store);
        let tell = &mut |progress: Progress| {
            assert_eq!(progress.total, Some(size as u64));
            seen.push(progress.done);
            ControlFlow::Continue(())
        };
        ingest.add(&noise(size)[..], Some(size as u64), tell).unwrap();
        ingest.commit().unwrap();
        assert_eq!((seen.first(), seen.last()), (Some(&0), Some(&(size as u64))));
        assert!(seen.is_sorted());
    }
}

/// Adds a file of 24 MiB and does `meanwhile` to its path when the first chunk is done.
fn add_while(meanwhile: impl Fn(&Path)) -> Error {
    let (fixture, mut store) = Fixture::new();
    let path = fixture.folder.path().with_extension("source");
    // More than is under way at once: the first is done before all is read.
    fs::write(&path, noise(24 * CHUNK_LEN)).unwrap();
    let mut ingest = Ingest::begin(&mut store);
    let mut is_done = false;
    let answer = ingest.add_file(&path, &mut |progress| {
        if progress.done > 0 && !is_done {
            is_done = true;
            meanwhile(&path);
        }
        ControlFlow::Continue(())
    });
    // A file that is all right follows.
    fs::write(&path, b"all right").unwrap();
    let sealed = ingest.add_file(&path, &mut *quiet()).unwrap();
    assert_eq!(ingest.commit().unwrap(), sealed.chunks);
    assert_eq!(store.ids().unwrap(), sealed.chunks);
    answer.unwrap_err()
}

#[test]
fn a_file_that_changes_while_it_is_read_is_not_taken() {
    let append = |path: &Path| fs::OpenOptions::new().append(true).open(path).unwrap().write_all(b"more").unwrap();
    assert!(matches!(add_while(append), Error::FileChanged));
    let cut = |path: &Path| fs::OpenOptions::new().write(true).open(path).unwrap().set_len(CHUNK_LEN as u64).unwrap();
    assert!(matches!(add_while(cut), Error::FileChanged));
    let overwrite = |path: &Path| fs::OpenOptions::new().write(true).open(path).unwrap().write_all(b"other").unwrap();
    assert!(matches!(add_while(overwrite), Error::FileChanged));
    let replace = |path: &Path| {
        fs::remove_file(path).unwrap();
        fs::write(path, noise(6 * CHUNK_LEN)).unwrap();
    };
    assert!(matches!(add_while(replace), Error::FileChanged));
}

#[test]
fn a_file_that_vanishes_while_it_is_read_is_not_taken() {
    assert!(matches!(add_while(|path| fs::remove_file(path).unwrap()), Error::FileVanished));
}

#[test]
fn what_is_no_file_is_refused_without_waiting() {
    let (fixture, mut store) = Fixture::new();
    let mut ingest = Ingest::begin(&mut store);
    let mut add = |path: &Path| ingest.add_file(path, &mut *quiet()).unwrap_err();
    assert!(matches!(add(&fixture.folder.path().join("absent")), Error::FileVanished));
    assert!(matches!(add(fixture.folder.path()), Error::NotAFile));
    #[cfg(unix)]
    {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let pipe = fixture.folder.path().with_extension("pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
        assert!(matches!(add(&pipe), Error::NotAFile));
        assert!(matches!(add(Path::new("/dev/zero")), Error::NotAFile));
    }
}

/// Gives `size` bytes, part noise and part lines, and then what `end` says. Counts.
struct Stream<'a> {
    size: u64,
    given: &'a AtomicU64,
    end: Option<io::ErrorKind>,
}

impl Read for Stream<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let given = self.given.load(Ordering::Relaxed);
        let left = self.size - given;
        if left == 0 {
            return self.end.map_or(Ok(0), |kind| Err(kind.into()));
        }
        // Never as much as was asked for, as pipes do.
        let length = (out.len().min(70_001) as u64).min(left) as usize;
        if (given >> 20).is_multiple_of(2) {
            out[..length].fill((given >> 12) as u8);
        } else {
            getrandom::fill(&mut out[..length]).map_err(io::Error::other)?;
        }
        self.given.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

#[test]
fn reading_never_runs_far_ahead_of_storing() {
    let (_fixture, mut store) = Fixture::new();
    let given = AtomicU64::new(0);
    let stream = Stream { size: 64 << 20, given: &given, end: None };
    let mut most = 0;
    let mut ingest = Ingest::begin(&mut store);
    let sealed = ingest
        .add(stream, None, &mut |progress| {
            most = most.max(given.load(Ordering::Relaxed) - progress.done);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(sealed.size, 64 << 20);
    // What is under way, and one chunk that was read and waits.
    assert!(most <= 17 * CHUNK_LEN as u64, "{most} bytes ahead");
}

#[test]
fn a_reader_that_fails_is_told_from_the_store() {
    let (_fixture, mut store) = Fixture::new();
    let mut ingest = Ingest::begin(&mut store);
    for (kind, size) in [(io::ErrorKind::NotFound, 0), (io::ErrorKind::Other, 5 << 20)] {
        let given = AtomicU64::new(0);
        let answer = ingest.add(Stream { size, given: &given, end: Some(kind) }, None, &mut *quiet());
        match kind {
            io::ErrorKind::NotFound => assert!(matches!(answer, Err(Error::FileVanished))),
            _ => assert!(matches!(answer, Err(Error::Unreadable { .. }))),
        }
    }
    assert!(ingest.commit().unwrap().is_empty());
    assert!(store.ids().unwrap().is_empty());
}

#[test]
fn a_full_disk_takes_back_the_ingest_and_nothing_else() {
    for at in [10, 50] {
        let (_fixture, mut store) = Fixture::new();
        let (kept, _) = add(&mut store, b"kept");
        store.limit_pages(at * 65);
        let mut ingest = Ingest::begin(&mut store);
        ingest.add(&b"small"[..], None, &mut *quiet()).unwrap();
        let answer = ingest.add(&noise(60 * CHUNK_LEN)[..], None, &mut *quiet());
        assert!(matches!(answer, Err(Error::DiskFull { .. })));
        assert!(matches!(ingest.add(&b"x"[..], None, &mut *quiet()), Err(Error::IngestFailed)));
        assert!(matches!(ingest.commit(), Err(Error::IngestFailed)));
        assert_eq!(store.ids().unwrap(), kept.chunks);
        store.limit_pages(1 << 30);
        add(&mut store, &noise(3 * CHUNK_LEN));
    }
}

#[test]
fn a_disk_is_never_filled_to_the_last_byte() {
    let (_fixture, mut store) = Fixture::new();
    let (kept, _) = add(&mut store, b"kept");
    store.keep_free(u64::MAX);
    for size in [1, 5 * CHUNK_LEN] {
        let mut ingest = Ingest::begin(&mut store);
        let answer = ingest.add(&noise(size)[..], None, &mut *quiet());
        assert!(matches!(answer, Err(Error::DiskFull { doing: "making room for chunks" })));
    }
    // What is there already needs no room.
    assert_eq!(add(&mut store, b"kept"), (kept.clone(), vec![]));
    assert_eq!(store.ids().unwrap(), kept.chunks);
}

/// Which part a test plays when it runs itself as a process of its own.
const PART: &str = "VAULT_INGEST_TEST_PART";

/// Runs one test of this module in a process of its own and answers what it printed.
fn in_a_process(test: &str, folder: &Path) -> (bool, String) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("ingest::tests::{test}"), "--nocapture", "--test-threads=1"]);
    let output = command.env(PART, folder).stdin(Stdio::null()).output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

/// A line of `/proc/self/status`, in KiB.
#[cfg(target_os = "linux")]
fn memory(line: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|found| found.starts_with(line)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn memory_stays_bounded_for_200_mb() {
    if std::env::var_os(PART).is_none() {
        let (is_well, said) = in_a_process("memory_stays_bounded_for_200_mb", Path::new("."));
        assert!(is_well, "{said}");
        let grown = said.lines().find_map(|line| line.strip_prefix("grown ")).expect("the process tells");
        let grown: u64 = grown.parse().unwrap();
        assert!(grown < 64 * 1024, "{grown} KiB");
        return;
    }
    let (_fixture, mut store) = Fixture::new();
    let before = memory("VmRSS");
    let given = AtomicU64::new(0);
    let mut ingest = Ingest::begin(&mut store);
    let began = std::time::Instant::now();
    let sealed = ingest.add(Stream { size: 200 << 20, given: &given, end: None }, None, &mut *quiet()).unwrap();
    ingest.commit().unwrap();
    let took = began.elapsed();
    let began = std::time::Instant::now();
    store.read_back(&sealed, &mut |_| Ok(())).unwrap();
    println!("\nin {took:?}, out {:?}", began.elapsed());
    println!("grown {}", memory("VmHWM") - before);
}

#[test]
fn a_killed_process_leaves_only_orphans() {
    if let Some(folder) = std::env::var_os(PART) {
        let (fixture, mut store) = Fixture::at(Path::new(&folder));
        let (sealed, _) = add(&mut store, b"acknowledged");
        println!("\nacknowledged {}", sealed.chunks[0]);
        io::stdout().flush().unwrap();
        let mut ingest = Ingest::begin(&mut store);
        let _ = ingest.add(Cursor::new(noise(60 * CHUNK_LEN)), None, &mut |progress| {
            if progress.done > 45 * CHUNK_LEN as u64 { std::process::abort() } else { ControlFlow::Continue(()) }
        });
        drop(fixture);
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (is_well, said) = in_a_process("a_killed_process_leaves_only_orphans", home.path());
    assert!(!is_well && said.contains("acknowledged "), "{said}");
    let (_fixture, store) = Fixture::again(home.path());
    let orphans = store.ids().unwrap().len() as u64 - 1;
    assert!(orphans >= 20, "a batch was durable: {orphans}");
    let known = said.lines().find_map(|line| line.strip_prefix("acknowledged ")).unwrap().to_owned();
    assert_eq!(store.sweep(&mut |id| Ok(id.to_string() == known)).unwrap(), orphans);
    let left = store.ids().unwrap();
    assert_eq!(store.get(&left[0]).unwrap(), b"acknowledged");
}
