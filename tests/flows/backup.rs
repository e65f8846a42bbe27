//! Backups, restoring and salvage through the commands: beside other work, cancelled, locked away, and what the log and the
//! status say of them.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use commands::evidence::{ListEvidence, SaveEvidence};
use commands::log::ListLog;
use commands::vault::{
    BackUpVault, Check, Key, RestoreVault, SalvageVault, ShowVaultStatus, VaultCopied, back_up_shared,
};
use commands::{App, Code, Failure, Host, Secret};
use model::activity::Action;
use tests::host::{PASSPHRASE, TestHost, beside, noise};

use crate::stage::{Stage, extract, unlock};

fn passphrase() -> Key {
    Key::Passphrase(Secret::new(PASSPHRASE.to_owned()))
}

fn back_up(stage: &mut Stage, name: &str) -> Result<VaultCopied, Failure> {
    let folder = stage.app.hold(&stage.folder.path().join(name));
    stage.app.call(BackUpVault { folder, new_passphrase: None })
}

/// The SHA-256 of every original, and that each saves as such.
fn originals(app: &mut App, to: &std::path::Path) -> Vec<String> {
    std::fs::create_dir_all(to).expect("makes");
    let list = ListEvidence { engagement: None, control: None, all: true };
    let rows = app.call(list).expect("lists");
    rows.iter()
        .map(|row| {
            let folder = app.hold(to);
            let request = SaveEvidence { engagement: None, evidence: row.item.reference(), folder, redacted: false };
            let saved = app.call(request).expect("saves");
            let bytes = std::fs::read(to.join(&saved.names[0])).expect("reads");
            let sha256 = model::activity::bytes_digest(&bytes).to_string();
            assert_eq!(sha256, row.item.files[0].sha256.to_string());
            sha256
        })
        .collect()
}

fn reopened(stage: Stage, vault: &str, start: u64) -> Stage {
    let Stage { mut app, folder, .. } = stage;
    app.lock().expect("locks");
    let host = Arc::new(TestHost::starting_at(start).with_program(env!("CARGO_BIN_EXE_flow-child")));
    let mut app = App::new(Arc::clone(&host) as Arc<dyn Host>);
    unlock(&mut app, &folder.path().join(vault), PASSPHRASE).expect("opens");
    Stage { app, host, folder }
}

#[test]
fn a_backup_is_checked_logged_and_restored() {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    stage.attach("noise.bin", &noise(7, 2_500_000), |_| {}).expect("attaches");
    let before = stage.app.call(ShowVaultStatus {}).expect("shows").backup;
    assert_eq!((before.last, before.days, before.due), (None, None, false));
    stage.host.pass_days(8);
    assert!(stage.app.call(ShowVaultStatus {}).expect("shows").backup.due, "a week without any");
    let made = back_up(&mut stage, "backup.vault").expect("is made");
    assert_eq!((made.files, made.chunks, made.new_chunks), (2, 4, 4));
    assert!(made.noted && !made.was_there && !made.within);
    let row = stage.app.call(ListLog { most: 1 }).expect("lists").remove(0);
    assert_eq!((row.action, row.seq), (Action::BackUpVault, made.seq + 1));
    stage.host.pass_days(3);
    let now = stage.app.call(ShowVaultStatus {}).expect("shows").backup;
    assert_eq!((now.last, now.days, now.due), (Some(row.at), Some(3), false));
    stage.host.pass_days(5);
    assert!(stage.app.call(ShowVaultStatus {}).expect("shows").backup.due);
    stage.attach("more.bin", &noise(8, 1_000), |_| {}).expect("attaches");
    let again = back_up(&mut stage, "backup.vault").expect("is made");
    assert_eq!((again.was_there, again.chunks, again.new_chunks), (true, 5, 1));
    let truth = originals(&mut stage.app, &stage.folder.path().join("saved"));
    // A vault made from it needs none to be open.
    let mut app = App::new(Arc::new(TestHost::starting_at(800_000)));
    let (from, to) = (stage.folder.path().join("backup.vault"), stage.folder.path().join("restored.vault"));
    let (backup, folder) = (app.hold(&from), app.hold(&to));
    let wrong = Key::Passphrase(Secret::new("not the passphrase".to_owned()));
    let failure = app.call(RestoreVault { backup, key: wrong, folder }).expect_err("wrong");
    assert_eq!(failure.code, Code::WrongPassphrase);
    let restored = app.call(RestoreVault { backup, key: passphrase(), folder }).expect("restores");
    assert_eq!((restored.seq, restored.files), (again.seq, 3));
    assert!(!app.is_open());
    assert_eq!(app.call(RestoreVault { backup, key: passphrase(), folder }).expect_err("there").code, Code::Exists);
    let mut stage = reopened(stage, "restored.vault", 900_000);
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
    assert_eq!(originals(&mut stage.app, &stage.folder.path().join("saved again")), truth);
}

#[test]
fn a_copy_to_be_given_away_has_a_passphrase_of_its_own() {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    let folder = stage.app.hold(&stage.folder.path().join("given.vault"));
    let short = BackUpVault { folder, new_passphrase: Some(Secret::new("short".to_owned())) };
    assert_eq!(stage.app.call(short).expect_err("too short").code, Code::Invalid);
    let new = || Some(Secret::new("another battery staple".to_owned()));
    stage.app.call(BackUpVault { folder, new_passphrase: new() }).expect("is made");
    assert_eq!(stage.app.call(ListLog { most: 1 }).expect("lists")[0].action, Action::GiveCopy);
    let status = stage.app.call(ShowVaultStatus {}).expect("shows");
    assert_eq!(status.backup.last, None, "what was given away is no backup");
    let again = stage.app.call(BackUpVault { folder, new_passphrase: new() }).expect_err("there");
    assert_eq!(again.code, Code::Exists);
    let failure = stage.app.call(BackUpVault { folder, new_passphrase: None }).expect_err("another key");
    assert_eq!(failure.code, Code::Refused);
    stage.app.lock().expect("locks");
    let given = stage.folder.path().join("given.vault");
    assert_eq!(unlock(&mut stage.app, &given, PASSPHRASE).expect_err("old").code, Code::WrongPassphrase);
    unlock(&mut stage.app, &given, "another battery staple").expect("opens");
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn what_a_backup_cannot_do_it_says() {
    let mut stage = Stage::engaged();
    assert_eq!(back_up(&mut stage, "nowhere/backup.vault").expect_err("no folder").code, Code::NoFolder);
    assert_eq!(back_up(&mut stage, "client.vault").expect_err("itself").code, Code::Invalid);
    stage.host.cancel.store(true, Ordering::Relaxed);
    assert_eq!(back_up(&mut stage, "backup.vault").expect_err("cancelled").code, Code::Cancelled);
    assert!(!stage.folder.path().join("backup.vault").exists());
    stage.host.cancel.store(false, Ordering::Relaxed);
    let within = back_up(&mut stage, ".").expect_err("there already");
    assert_eq!(within.code, Code::Invalid, "the folder of the vault would be its own backup's");
    std::fs::create_dir(stage.folder.path().join("stick")).expect("makes");
    let made = back_up(&mut stage, "stick").expect("is made");
    assert_eq!((made.within, made.name.as_str()), (true, "client.vault"));
    stage.app.lock().expect("locks");
    assert_eq!(back_up(&mut stage, "stick").expect_err("nothing open").code, Code::Locked);
}

#[test]
fn a_damaged_vault_is_salvaged() {
    let mut stage = Stage::engaged();
    stage.attach("noise.bin", &noise(7, 2_500_000), |_| {}).expect("attaches");
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    stage.app.lock().expect("locks");
    let file = stage.vault().join("evidence.db");
    let mut bytes = std::fs::read(&file).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).expect("writes");
    let vault = stage.vault();
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    let refused = back_up(&mut stage, "backup.vault").expect_err("is damaged");
    assert_eq!(refused.code, Code::Damaged);
    stage.app.lock().expect("locks");
    let (damaged, folder) = (stage.app.hold(&vault), stage.app.hold(&stage.folder.path().join("new.vault")));
    let request = SalvageVault { damaged, key: passphrase(), folder, person: None };
    let salvaged = stage.app.call(request).expect("salvages");
    assert_eq!(salvaged.files, 1);
    assert!(matches!(salvaged.lost.as_slice(), [one] if one.contains("EV-0001") && one.contains("noise.bin")));
    let mut stage = reopened(stage, "new.vault", 900_000);
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
    let rows = stage.app.call(ListEvidence { engagement: None, control: None, all: true }).expect("lists");
    assert_eq!(rows.len(), 2);
    stage.attach("noise again.bin", &noise(7, 2_500_000), |_| {}).expect("it can be worked in");
}

/// A vault in an app that several threads call, on a host that gives a sign when a backup copies evidence.
struct Shared {
    folder: tempfile::TempDir,
    copying: Arc<AtomicBool>,
    host: Arc<TestHost>,
    app: Mutex<App>,
}

impl Shared {
    fn new() -> Self {
        let mut stage = Stage::engaged();
        for number in 0..8 {
            stage.attach(&format!("noise{number}.bin"), &noise(number, 900_000), |_| {}).expect("attaches");
        }
        stage.app.lock().expect("locks");
        let Stage { folder, .. } = stage;
        let copying = Arc::new(AtomicBool::new(false));
        let sign = Arc::clone(&copying);
        let host = Arc::new(TestHost::starting_at(500_000).watched(move |_, step| {
            if step.doing == "copying evidence" {
                sign.store(true, Ordering::Relaxed);
                // Long enough for the other thread to come in between.
                std::thread::sleep(Duration::from_millis(100));
            }
            ControlFlow::Continue(())
        }));
        let mut app = App::new(Arc::clone(&host) as Arc<dyn Host>);
        unlock(&mut app, &folder.path().join("client.vault"), PASSPHRASE).expect("opens");
        Self { folder, copying, host, app: Mutex::new(app) }
    }

    fn app(&self) -> MutexGuard<'_, App> {
        self.app.lock().expect("no command panics")
    }

    fn copy(&self) -> PathBuf {
        self.folder.path().join("backup.vault")
    }

    /// Backs up on this thread; `meanwhile` runs on another one once evidence is copied, and its time is answered.
    fn back_up(&self, meanwhile: impl FnOnce() + Send) -> (Result<VaultCopied, Failure>, Duration) {
        let folder = self.app().hold(&self.copy());
        let work = || back_up_shared(&self.app, BackUpVault { folder, new_passphrase: None });
        let (answer, _, took) = beside(&self.copying, meanwhile, work);
        (answer, took)
    }
}

#[test]
fn others_work_in_the_vault_while_it_is_backed_up() {
    let shared = Shared::new();
    let mut seq = 0;
    let (made, took) = shared.back_up(|| {
        let mut app = shared.app();
        app.call(commands::vault::NamePerson { name: "Ines Okafor-Lind".to_owned() }).expect("names");
        seq = app.call(ListLog { most: 1 }).expect("lists")[0].seq;
    });
    let made = made.expect("is made");
    assert!(took < Duration::from_millis(500), "a command waited {took:?} for a backup");
    assert_eq!((made.seq, made.files, made.noted), (seq - 1, 8, true), "as it stood when it was begun");
    assert_eq!(shared.app().call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn a_cancelled_backup_and_one_of_a_vault_that_is_locked_leave_nothing() {
    let shared = Shared::new();
    let (answer, _) = shared.back_up(|| shared.host.cancel.store(true, Ordering::Relaxed));
    assert_eq!(answer.expect_err("cancelled").code, Code::Cancelled);
    assert!(!shared.copy().exists());
    shared.host.cancel.store(false, Ordering::Relaxed);
    shared.copying.store(false, Ordering::Relaxed);
    let (answer, took) = shared.back_up(|| shared.app().lock().expect("locks"));
    assert_eq!(answer.expect_err("locked").code, Code::Locked);
    assert!(took < Duration::from_secs(1), "locking waited {took:?}");
    assert!(!shared.copy().exists());
    unlock(&mut shared.app(), &shared.folder.path().join("client.vault"), PASSPHRASE).expect("opens");
    let newest = shared.app().call(ListLog { most: 1 }).expect("lists").remove(0);
    assert_ne!(newest.action, Action::BackUpVault);
}
