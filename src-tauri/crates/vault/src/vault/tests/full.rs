//! A change that filled the disk and was interrupted: the vault opens and can be read, and what the unlock put off is
//! done when there is room.

use std::process::Command;

use super::*;
use crate::chunk::{CHUNK_LEN, Packer};
use crate::store::tests::noise;

#[test]
fn only_a_full_disk_puts_work_off() {
    let Made { mut vault, home: _home, .. } = made();
    for what in [PutOff::Sweep, PutOff::Day, PutOff::Head] {
        vault.unless_full(what, Err(Error::DiskFull { doing: "testing" })).unwrap();
        vault.unless_full(what, Ok(())).unwrap();
        let unwritable = vault.unless_full(what, Err(Error::ReadOnly { doing: "testing" }));
        assert!(matches!(unwritable, Err(Error::ReadOnly { .. })));
        assert!(matches!(vault.unless_full(what, Err(Error::damaged("x"))), Err(Error::Damaged { .. })));
    }
    assert_eq!(vault.put_off(), [PutOff::Sweep, PutOff::Day, PutOff::Head]);
    assert!(vault.header_failed.is_some());
    vault.write_head().unwrap();
    assert!(vault.header_failed.is_none());
}

/// The part that a test plays when it runs itself as a process of its own.
pub(super) const PART: &str = "VAULT_FULL_TEST_PART";
/// The folder in which it plays.
pub(super) const FOLDER: &str = "VAULT_FULL_TEST_FOLDER";
/// Bytes of the small disk: a little more than evidence must leave free.
const DISK: &str = "64m";

/// Runs the parts of `test` one after the other, each in a process of its own, on a small disk that only they see. False
/// where this system lets nobody mount one.
pub(super) fn on_a_small_disk(test: &str, parts: &[&str]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let alone = ["--user", "--map-root-user", "--mount"];
    // Root needs no user namespace, and may have a mount namespace where there are none of users.
    let alone = if rustix::process::geteuid().is_root() { &alone[2..] } else { &alone[..] };
    let shell = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(alone).args(["sh", "-e", "-c", script, "sh"]).arg(folder.path());
        command.arg(std::env::current_exe().unwrap()).args(["--exact", test, "--nocapture", "--test-threads=1"]);
        command.env(FOLDER, folder.path()).output()
    };
    let mount = format!("mount -t tmpfs -o size={DISK},mode=700 none \"$1\"; ");
    if !shell(&mount).is_ok_and(|output| output.status.success()) {
        return false;
    }
    // A part ends as a killed program does: only what it says last tells that it came to its end.
    let run =
        |part: &&str| format!("( shift; {PART}={part} exec \"$@\" ) | tee /dev/stderr | grep -q '^done {part}$'; ");
    let output = shell(&(mount + &parts.iter().map(run).collect::<String>())).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    true
}

/// Ends the process without dropping anything, as a kill does.
pub(super) fn killed(part: &str) -> ! {
    println!("\ndone {part}");
    std::process::exit(0)
}

/// Stores chunks that no record names, as an interrupted change leaves them.
fn leave_orphans(vault: &Vault, count: usize) {
    let store = vault.store().unwrap();
    store.begin().unwrap();
    for _ in 0..count {
        let plain = noise(CHUNK_LEN);
        let id = store.keys().identify(&plain);
        store.put(&id, &store.keys().seal(&mut Packer::new().unwrap(), &id, &plain).unwrap()).unwrap();
    }
    store.commit().unwrap();
}

/// Fills the disk to its last byte.
pub(super) fn fill(folder: &Path) {
    use std::io::Write;
    let mut file = fs::File::create(folder.join("filler")).unwrap();
    for piece in [1 << 20, 4096, 1] {
        while file.write_all(&vec![7; piece]).is_ok() {}
    }
}

#[test]
fn a_vault_opens_on_a_full_disk_and_is_swept_when_there_is_room() {
    const TEST: &str = "vault::tests::full::a_vault_opens_on_a_full_disk_and_is_swept_when_there_is_room";
    let Some(part) = std::env::var_os(PART) else {
        if !on_a_small_disk(TEST, &["make", "open", "sweep"]) {
            println!("not tried: no small disk can be mounted here");
        }
        return;
    };
    let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let path = folder.join("client.vault");
    let orphans = |vault: &Vault| vault.store().unwrap().ids().unwrap().len();
    match part.to_str().unwrap() {
        "make" => {
            let (mut vault, _) = Vault::create(&path, &passphrase(), WeakKdfCost.into(), first()).unwrap();
            start(&mut vault);
            attach(&mut vault, 1, CONTENT, 10);
            leave_orphans(&vault, 20);
            fill(&folder);
            killed("make")
        }
        "open" => {
            let vault = unlock(&path).unwrap();
            assert_eq!(vault.condition(), &Condition::Sound);
            assert!(vault.put_off().contains(&PutOff::Sweep), "{:?}", vault.put_off());
            assert_eq!(orphans(&vault), 21);
            assert_eq!(original(&vault, &fixture::evidence(1, CONTENT)).unwrap(), CONTENT);
            assert_eq!(check(&vault).problems, []);
            killed("open")
        }
        "sweep" => {
            fs::remove_file(folder.join("filler")).unwrap();
            let vault = unlock(&path).unwrap();
            assert_eq!(vault.put_off(), []);
            assert_eq!(orphans(&vault), 1);
            vault.lock().unwrap();
            killed("sweep")
        }
        other => panic!("no part {other}"),
    }
}
