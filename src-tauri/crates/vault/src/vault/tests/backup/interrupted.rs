//! A copy that is killed, cancelled or runs out of room: the earlier one stays whole.

use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::super::full::{killed, on_a_small_disk};
use super::super::*;
use super::{all, back_up, looked_at};
use crate::backup::CopyKey;
use crate::chunk::CHUNK_LEN;
use crate::store::tests::noise;

#[test]
fn cancelling_at_any_step_leaves_all_as_it_was() {
    let Made { mut vault, home, .. } = filled();
    let (copy, aside) = (home.path().join("backup.vault"), home.path().join("aside"));
    let steps = |vault: &Vault, copy: &Path, stop: usize| {
        let mut count = 0;
        let answer = vault.snapshot(at(90)).unwrap().back_up(copy, CopyKey::Same, &mut |_| {
            count += 1;
            if count == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        (count, answer)
    };
    let total = steps(&vault, &home.path().join("other.vault"), usize::MAX).0;
    assert!(total > 8);
    for stop in 1..=total {
        assert!(matches!(steps(&vault, &copy, stop).1, Err(Error::Cancelled)), "step {stop}");
        assert!(!copy.exists(), "step {stop}");
    }
    let first = back_up(&vault, &copy).unwrap();
    attach(&mut vault, 2, &noise(CHUNK_LEN), 20);
    for stop in 1..=total {
        assert!(matches!(steps(&vault, &copy, stop).1, Err(Error::Cancelled)), "step {stop}");
        assert_eq!(looked_at(&copy, &aside), first.seq, "step {stop}");
        assert!(!copy.join("next-copy").exists());
    }
    // A vault that is locked takes it back at once, and ends the work.
    let snapshot = vault.snapshot(at(90)).unwrap();
    let answer = snapshot.back_up(&copy, CopyKey::Same, &mut |_| {
        snapshot.ended.store(true, std::sync::atomic::Ordering::Relaxed);
        ControlFlow::Continue(())
    });
    assert!(matches!(answer, Err(Error::Cancelled)));
    snapshot.end();
    vault.lock().unwrap();
    assert_eq!(looked_at(&copy, &aside), first.seq);
}

/// Set where a test of this module runs itself as a process of its own: the folder in which the vault lies.
const WORKER: &str = "VAULT_BACKUP_TEST_FOLDER";

/// Kills; each of a process that takes evidence in and makes one backup after the other.
const KILLS: u64 = 8;

fn work_until_killed(home: &Path) -> ! {
    let mut vault = unlock(&home.join("client.vault")).unwrap();
    let mut number = u32::try_from(vault.read(|reader| reader.log_seq()).unwrap()).unwrap() + 100;
    println!("\nopen");
    loop {
        attach(&mut vault, number, &noise(CHUNK_LEN + 100), 30);
        number += 1;
        let copied = back_up(&vault, &home.join("backup.vault")).unwrap();
        println!("\nmade {}", copied.seq);
    }
}

#[test]
fn a_backup_that_is_killed_leaves_the_earlier_one_or_the_newer_one_whole() {
    const TEST: &str =
        "vault::tests::backup::interrupted::a_backup_that_is_killed_leaves_the_earlier_one_or_the_newer_one_whole";
    if let Some(home) = std::env::var_os(WORKER) {
        work_until_killed(Path::new(&home));
    }
    let Made { mut vault, home, .. } = filled();
    attach(&mut vault, 2, &noise(6 * CHUNK_LEN), 20);
    let (copy, aside) = (home.path().join("backup.vault"), home.path().join("aside"));
    let mut confirmed = back_up(&vault, &copy).unwrap().seq;
    vault.lock().unwrap();
    let (mut in_the_middle, mut made) = (0, 0);
    for kill in 1..=KILLS {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", TEST, "--nocapture", "--test-threads=1"]).env(WORKER, home.path());
        let mut worker = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(worker.stdout.take().unwrap()).lines().map_while(std::result::Result::ok);
        // Every other one lives to make a backup first.
        let until = |line: &String| if kill % 2 == 0 { line.starts_with("made") } else { line == "open" };
        let reached = lines.find(until).unwrap();
        if let Some(seq) = reached.strip_prefix("made ") {
            confirmed = seq.parse().unwrap();
            made += 1;
        }
        std::thread::sleep(Duration::from_millis(20 + (kill * 137) % 700));
        worker.kill().unwrap();
        for line in lines {
            if let Some(seq) = line.strip_prefix("made ") {
                confirmed = seq.parse().unwrap();
                made += 1;
            }
        }
        worker.wait().unwrap();
        in_the_middle += u32::from(copy.join("next-copy").exists());
        let seq = looked_at(&copy, &aside);
        assert!(seq >= confirmed, "kill {kill}: {seq} of {confirmed}");
        assert_eq!(check(&unlock(&path(&home)).unwrap()).problems, [], "the vault itself");
    }
    println!("{KILLS} kills, {in_the_middle} in the middle of a backup, {made} backups made");
    assert!(in_the_middle > 0 && made > 0, "{in_the_middle} {made}");
    // The next backup goes on from what was left.
    let vault = unlock(&path(&home)).unwrap();
    assert!(back_up(&vault, &copy).unwrap().was_there);
    assert_eq!(all(&unlock(&copy).unwrap()), all(&vault));
}

/// Found by a kill: until the schema is laid down, SQLite keeps a journal, and no log yet.
#[test]
fn a_first_backup_that_was_interrupted_in_its_first_moment_is_gone_on_with() {
    let Made { vault, home, .. } = filled();
    for journal in [&[0; 512][..], b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"] {
        let rest = home.path().join("rest.vault");
        fs::create_dir_all(rest.join("next-copy")).unwrap();
        fs::write(rest.join("lock"), "").unwrap();
        fs::write(rest.join("evidence.db"), "").unwrap();
        fs::write(rest.join("evidence.db-journal"), journal).unwrap();
        let copied = back_up(&vault, &rest).unwrap();
        assert!(!copied.was_there);
        let opened = unlock(&rest).unwrap();
        assert_eq!(all(&opened), all(&vault));
        assert_eq!(check(&opened).problems, []);
        drop(opened);
        fs::remove_dir_all(&rest).unwrap();
    }
    let rest = home.path().join("locked.vault");
    fs::create_dir(&rest).unwrap();
    fs::write(rest.join("lock"), "").unwrap();
    back_up(&vault, &rest).unwrap();
    assert_eq!(all(&unlock(&rest).unwrap()), all(&vault), "a lock alone");
}

#[test]
fn a_first_backup_that_was_interrupted_is_gone_on_with() {
    let Made { mut vault, home, .. } = filled();
    attach(&mut vault, 2, &noise(2 * CHUNK_LEN), 20);
    let (copy, rest) = (home.path().join("backup.vault"), home.path().join("rest.vault"));
    vault
        .snapshot(at(90))
        .unwrap()
        .back_up(&copy, CopyKey::Same, &mut |step| {
            if step.doing == "checking the headers" && !rest.exists() {
                fs::create_dir_all(rest.join("next-copy")).unwrap();
                for name in ["evidence.db", "evidence.db-wal"] {
                    let _ = fs::copy(copy.join(name), rest.join(name));
                }
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(matches!(unlock(&rest), Err(Error::NotAVault)), "half a copy is no vault");
    let copied = back_up(&vault, &rest).unwrap();
    assert_eq!((copied.was_there, copied.chunks, copied.new_chunks), (false, 3, 0));
    assert_eq!(all(&unlock(&rest).unwrap()), all(&vault));
}

#[test]
fn a_full_disk_leaves_the_earlier_copy_whole() {
    const TEST: &str = "vault::tests::backup::interrupted::a_full_disk_leaves_the_earlier_copy_whole";
    if std::env::var_os(super::full::PART).is_none() {
        if !on_a_small_disk(TEST, &["copy"]) {
            println!("not tried: no small disk can be mounted here");
        }
        return;
    }
    let disk = PathBuf::from(std::env::var_os(super::full::FOLDER).unwrap());
    let Made { mut vault, home, .. } = filled();
    let (copy, aside) = (disk.join("backup.vault"), home.path().join("aside"));
    super::full::fill(&disk);
    assert!(matches!(back_up(&vault, &copy), Err(Error::DiskFull { .. })));
    assert!(!copy.exists(), "nothing is left of a first copy");
    fs::remove_file(disk.join("filler")).unwrap();
    attach(&mut vault, 2, &noise(4 * CHUNK_LEN), 20);
    let first = back_up(&vault, &copy).unwrap();
    // More than the disk takes: the room that is left for removing runs out first.
    attach(&mut vault, 3, &noise(48 * CHUNK_LEN), 21);
    assert!(matches!(back_up(&vault, &copy), Err(Error::DiskFull { .. })));
    assert_eq!(looked_at(&copy, &aside), first.seq);
    let size = fs::metadata(copy.join("evidence.db")).unwrap().len();
    assert!(size < 16 << 20, "what was added is gone again: {size}");
    super::full::fill(&disk);
    assert!(matches!(back_up(&vault, &copy), Err(Error::DiskFull { .. })));
    fs::remove_file(disk.join("filler")).unwrap();
    assert_eq!(looked_at(&copy, &aside), first.seq);
    killed("copy")
}
