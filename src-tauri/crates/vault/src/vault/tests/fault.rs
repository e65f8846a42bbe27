//! Faults that a program can't make itself: power cuts that leave any length of a log, a clock that is set back, headers of
//! other vaults and other days in the place of the right ones, a kill while an older vault is brought up to date.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use model::control::Control;
use model::record::Noun;

use super::backup::all;
use super::*;
use crate::chunk::CHUNK_LEN;
use crate::header::LogHead;
use crate::store::tests::noise;
use crate::table::list_any;

/// A row of numbers that is the same each time.
fn dice(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below.max(1)
    }
}

fn length(folder: &Path, file: &str) -> usize {
    usize::try_from(fs::metadata(folder.join(file)).map_or(0, |it| it.len())).unwrap()
}

/// What stood after a change was confirmed, and how long the log was then.
struct Confirmed {
    wal: usize,
    seq: u64,
    records: Vec<AnyRecord>,
}

fn confirmed(vault: &Vault, folder: &Path) -> Confirmed {
    let records = Noun::ALL.iter().flat_map(|noun| list_any(&vault.connection, *noun).unwrap()).collect();
    Confirmed { wal: length(folder, "vault.db-wal"), seq: vault.read(|reader| reader.log_seq()).unwrap(), records }
}

/// The vault's files as a power cut leaves them: one log has this many bytes.
fn cut(from: &Path, to: &Path, file: &str, bytes: usize) {
    fs::remove_dir_all(to).unwrap_or_default();
    copy(from, to);
    let log = fs::OpenOptions::new().write(true).open(to.join(file)).unwrap();
    log.set_len(u64::try_from(bytes).unwrap()).unwrap();
}

/// Lengths to cut at: every confirmed one with its neighbours, and others by chance.
fn lengths(confirmed: &[usize], whole: usize, by_chance: usize) -> Vec<usize> {
    let mut throw = dice(2026);
    let near = confirmed.iter().flat_map(|at| [at.saturating_sub(25), at.saturating_sub(1), *at, at + 1, at + 24]);
    let mut all: Vec<_> = near.chain((0..by_chance).map(|_| throw(whole + 1))).filter(|it| *it <= whole).collect();
    all.extend([0, whole]);
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn a_database_log_cut_at_any_length_is_as_of_the_last_change_within_it() {
    let Made { vault, home, .. } = filled();
    vault.lock().unwrap();
    let (folder, crashed, tried) = (path(&home), home.path().join("crashed"), home.path().join("tried"));
    let mut vault = unlock(&folder).unwrap();
    let mut stood = vec![confirmed(&vault, &folder)];
    for change in 0..12_u32 {
        if change == 5 {
            attach(&mut vault, 2, &noise(CHUNK_LEN / 8), 62);
        } else {
            let before: Control = vault.read(|reader| reader.get(id(50))).unwrap();
            let edited = Control { statement: "again ".repeat(1 + 200 * change as usize), ..before.clone() };
            write(&mut vault, Action::EditControl, 61 + change, |writer| writer.update(edited, before.revision));
        }
        stood.push(confirmed(&vault, &folder));
    }
    assert!(stood.windows(2).all(|pair| pair[0].wal < pair[1].wal), "the log was begun anew meanwhile");
    // Once with a header that vouches for nothing of it, and once with one that vouches for the eighth change.
    let vouched = |vault: &Vault, seq: u64| {
        let row = vault.read(|reader| reader.log_row(seq)).unwrap();
        vault.header.with_head(LogHead { seq, hash: row.hash.0 }).unwrap()
    };
    let (mut cuts, mut noticed) = (0, 0);
    for header_seq in [stood[0].seq, stood[8].seq] {
        vouched(&vault, header_seq).write(&vault.folder, &vault.header_key).unwrap();
        fs::remove_dir_all(&crashed).unwrap_or_default();
        copy(&folder, &crashed);
        let whole = length(&crashed, "vault.db-wal");
        let ends: Vec<_> = stood.iter().map(|it| it.wal).collect();
        for bytes in lengths(&ends, whole, self::cuts()) {
            cut(&crashed, &tried, "vault.db-wal", bytes);
            let expected = stood.iter().rev().find(|it| it.wal <= bytes).unwrap_or(&stood[0]);
            let opened = unlock(&tried).unwrap();
            let found = confirmed(&opened, &tried);
            assert_eq!((found.seq, &found.records), (expected.seq, &expected.records), "cut at {bytes}");
            if expected.seq < header_seq {
                let (log_seq, condition) = (expected.seq, opened.condition());
                assert_eq!(condition, &Condition::OlderOrCutOff { header_seq, log_seq }, "cut at {bytes}");
                noticed += 1;
            } else {
                assert_eq!(opened.condition(), &Condition::Sound, "cut at {bytes}");
                // The records are compared each time; what stands beside them follows from them.
                if cuts % 4 == 0 {
                    assert_eq!(check(&opened).problems, [], "cut at {bytes}");
                }
            }
            cuts += 1;
        }
    }
    println!("vault.db-wal cut at {cuts} lengths: {noticed} noticed as cut off, 0 wrong answers");
    assert!(cuts > 100 && noticed > 20, "{cuts} {noticed}");
}

#[test]
fn an_evidence_log_cut_at_any_length_gives_whole_originals_or_names_them() {
    let Made { vault, home, .. } = filled();
    vault.lock().unwrap();
    let (folder, crashed, tried) = (path(&home), home.path().join("crashed"), home.path().join("tried"));
    let mut vault = unlock(&folder).unwrap();
    let contents: Vec<Vec<u8>> = (2..7).map(|number| noise(number * 30_000)).collect();
    let mut ends = Vec::new();
    for (content, number) in contents.iter().zip(2..) {
        attach(&mut vault, number, content, 60 + number);
        ends.push(length(&folder, "evidence.db-wal"));
    }
    copy(&folder, &crashed);
    let (mut cuts, mut lost) = (0, 0);
    for bytes in lengths(&ends, length(&crashed, "evidence.db-wal"), self::cuts()) {
        cut(&crashed, &tried, "evidence.db-wal", bytes);
        let opened = unlock(&tried).unwrap();
        let report = check(&opened);
        for ((content, number), end) in contents.iter().zip(2..).zip(&ends) {
            let item = fixture::evidence(number, content);
            match original(&opened, &item) {
                Ok(found) => assert!(found == *content && *end <= bytes, "cut at {bytes}: item {number}"),
                Err(error) => {
                    assert!(matches!(error, Error::Damaged { .. }) && bytes < *end, "cut at {bytes}: {error:?}");
                    let name = format!("EV-{number:04}");
                    let named = report.problems.iter().any(|problem| problem.what.contains(&name));
                    assert!(named, "cut at {bytes}: {name} isn't among {:?}", report.problems);
                    lost += 1;
                }
            }
        }
        assert_eq!(original(&opened, &fixture::evidence(1, CONTENT)).unwrap(), CONTENT, "what was there before");
        cuts += 1;
    }
    println!("evidence.db-wal cut at {cuts} lengths: {lost} originals named as damaged, 0 wrong answers");
    assert!(cuts > 30 && lost > 20, "{cuts} {lost}");
}

#[test]
fn a_clock_that_is_set_back_harms_nothing() {
    let Made { mut vault, home, .. } = filled();
    let edit = |vault: &mut Vault, title: &str, minute: u32| {
        let before: Control = vault.read(|reader| reader.get(id(50))).unwrap();
        let edited = Control { title: title.into(), ..before.clone() };
        write(vault, Action::EditControl, minute, |writer| writer.update(edited, before.revision)).1
    };
    // A week on, then back to the minute in which the vault was made, then in between; in minutes.
    let week = 60 * 24 * 7;
    let mut truth = Vec::new();
    for (title, minute) in [("later", week), ("earlier", 0), ("between", 5_000)] {
        let row = edit(&mut vault, title, minute);
        let undone = vault.undo(row.seq, at(minute.saturating_sub(1)), WHO, fixture::custody_ids()).unwrap();
        vault.undo(undone.seq, at(minute), WHO, fixture::custody_ids()).unwrap();
        attach(&mut vault, 2 + u32::try_from(truth.len()).unwrap(), &noise(1000 + truth.len()), minute);
        assert_eq!(check(&vault).problems, [], "{title}");
        truth.push(title);
        let stood = all(&vault);
        vault.lock().unwrap();
        vault = Vault::unlock(&path(&home), Secret::Passphrase(&passphrase()), at(minute / 2)).unwrap();
        assert_eq!((vault.condition(), all(&vault)), (&Condition::Sound, stood), "{title}");
        assert_eq!(check(&vault).problems, [], "{title}, opened {} minutes after the beginning", minute / 2);
    }
    let rows = vault.read(|reader| reader.log(8, u64::MAX)).unwrap();
    assert!(rows.windows(2).all(|pair| pair[1].seq == pair[0].seq + 1), "in the order in which they were made");
    assert!(rows.windows(2).any(|pair| pair[1].at < pair[0].at), "and with the instants that the clock gave");
}

/// What lies in the place of a copy of the header.
const PLACES: [&str; 6] = ["now", "before", "other", "empty", "half", "none"];

#[test]
fn headers_that_were_mixed_up_never_open_the_wrong_thing_and_lose_nothing() {
    let Made { vault, home, .. } = filled();
    let folder = path(&home);
    vault.lock().unwrap();
    let before = fs::read(folder.join("header.a")).unwrap();
    let mut vault = unlock(&folder).unwrap();
    write(&mut vault, Action::AddPerson, 61, |writer| writer.insert(&fixture::person(12, "Tom Bly")));
    vault.write_head().unwrap();
    let truth = all(&vault);
    let (crashed, locked) = (home.path().join("crashed"), home.path().join("locked"));
    copy(&folder, &crashed);
    vault.lock().unwrap();
    copy(&folder, &locked);
    let now = fs::read(folder.join("header.a")).unwrap();
    // Another vault that the same passphrase opens, whose header was written more often.
    let Made { vault: mut stranger, home: elsewhere, .. } = made();
    for minute in 1..20 {
        write(&mut stranger, Action::EditClient, minute, |_| Ok(()));
        stranger.write_head().unwrap();
    }
    stranger.lock().unwrap();
    let other = fs::read(path(&elsewhere).join("header.a")).unwrap();
    let bytes = |name: &str| match name {
        "now" => Some(now.clone()),
        "before" => Some(before.clone()),
        "other" => Some(other.clone()),
        "empty" => Some(Vec::new()),
        "half" => Some(now[..now.len() / 2].to_vec()),
        _ => None,
    };
    let tried = home.path().join("tried");
    let (mut opened, mut refused) = (0, 0);
    let pairs = || PLACES.iter().flat_map(|a| PLACES.iter().map(move |b| (*a, *b)));
    let is_own = |name: &str| ["now", "before"].contains(&name);
    for (folder, (a, b)) in [&crashed, &locked].into_iter().flat_map(|folder| pairs().map(move |pair| (folder, pair))) {
        fs::remove_dir_all(&tried).unwrap_or_default();
        copy(folder, &tried);
        for (file, name) in [("header.a", a), ("header.b", b)] {
            fs::remove_file(tried.join(file)).unwrap();
            if let Some(bytes) = bytes(name) {
                fs::write(tried.join(file), bytes).unwrap();
            }
        }
        match unlock(&tried) {
            Ok(mut vault) => {
                assert!(is_own(a) || is_own(b), "{a}, {b}: opened by nothing of its own");
                assert_eq!((vault.condition(), all(&vault)), (&Condition::Sound, truth.clone()), "{a}, {b}");
                // A header of another vault is named, and goes with the next writing of the header.
                let names_other = check(&vault).problems.iter().any(|it| it.part == crate::check::Part::Header);
                assert!(!names_other || [a, b].contains(&"other"), "{a}, {b}");
                write(&mut vault, Action::AddPerson, 62, |writer| writer.insert(&fixture::person(13, "Una Crest")));
                vault.write_head().unwrap();
                assert_eq!(check(&vault).problems, [], "{a}, {b}");
                opened += 1;
            }
            Err(error) => {
                assert!(!is_own(a) && !is_own(b), "{a}, {b}: {error:?}");
                let named = matches!(error, Error::Damaged { .. } | Error::DamagedHeader | Error::NotAVault);
                assert!(named, "{a}, {b}: {error:?}");
                // With a header of its own put back, the vault is as it was.
                fs::write(tried.join("header.a"), &now).unwrap();
                assert_eq!(all(&unlock(&tried).unwrap()), truth, "{a}, {b}");
                refused += 1;
            }
        }
    }
    println!("{} pairs of headers: {opened} opened as the vault they belong to, {refused} refused", opened + refused);
    assert_eq!((opened, refused), (40, 32));
}

/// Kills while an older vault is brought up to date; the long run has more.
fn kills() -> u64 {
    times("VOUCHSAFE_FAULT_ROUNDS", 8) as u64
}

/// Lengths by chance at which a log is cut, beside those near each change; the long run has more.
fn cuts() -> usize {
    times("VOUCHSAFE_CUTS", 10)
}

/// Set where a test of this module runs itself as a process of its own: the vault's folder.
const WORKER: &str = "VAULT_FAULT_TEST_FOLDER";

#[test]
fn an_older_vault_that_is_killed_while_it_is_brought_up_to_date_loses_nothing() {
    const TEST: &str =
        "vault::tests::fault::an_older_vault_that_is_killed_while_it_is_brought_up_to_date_loses_nothing";
    if let Some(folder) = std::env::var_os(WORKER) {
        println!("\nbegun");
        let vault = unlock(Path::new(&folder)).unwrap();
        println!("\nopen");
        vault.lock().unwrap();
        std::process::exit(0);
    }
    let fixture = Path::new("fixtures/schema-1");
    let home = tempfile::tempdir().unwrap();
    let whole = home.path().join("whole");
    copy(fixture, &whole);
    let started = std::time::Instant::now();
    let vault = unlock(&whole).unwrap();
    let taking = started.elapsed();
    let truth = all(&vault);
    drop(vault);
    let mut throw = dice(7);
    let (mut cut, mut confirmed) = (0, 0);
    for kill in 0..kills() {
        let folder = home.path().join(format!("kill-{kill}"));
        copy(fixture, &folder);
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", TEST, "--nocapture", "--test-threads=1"]).env(WORKER, &folder);
        let mut worker = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(worker.stdout.take().unwrap()).lines().map_while(std::result::Result::ok);
        lines.find(|line| line == "begun").unwrap();
        let micros = usize::try_from(taking.as_micros()).unwrap();
        std::thread::sleep(Duration::from_micros(u64::try_from(throw(micros + micros / 4)).unwrap()));
        cut += u32::from(worker.try_wait().unwrap().is_none());
        worker.kill().unwrap();
        confirmed += u32::from(lines.any(|line| line == "open"));
        worker.wait().unwrap();
        let vault = unlock(&folder).unwrap();
        assert_eq!((vault.condition(), all(&vault)), (&Condition::Sound, truth.clone()), "kill {kill}");
        assert_eq!(check(&vault).problems, [], "kill {kill}");
        drop(vault);
        fs::remove_dir_all(&folder).unwrap();
    }
    println!(
        "migrate: {} kills, {cut} in the middle, {confirmed} after it was done, 0 losses, 0 wrong answers",
        kills()
    );
    assert!(cut > 0, "the kills came too late to show anything");
}
