//! A new key for a vault, through the commands: what opens it afterwards and what doesn't, beside other work, cancelled, and
//! interrupted by locking.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use commands::keyring::Keyring;
use commands::log::ListLog;
use commands::slot::{AddKeyring, KeyRotated, ListSlots, RotateKey, rotate_key_shared};
use commands::vault::{
    BackUpVault, Check, Key, NamePerson, ReadOnlyReason, ShowKeyring, ShowVaultStatus, Unlock, Unlocked, VaultCondition,
};
use commands::{App, Code, Failure, Host, Secret};
use model::activity::Action;
use model::packet::Step;
use tests::host::{PASSPHRASE, TestHost, noise};
use tests::keyring::{MemoryKeyring, Mood};

use crate::stage::{Stage, extract, unlock};

const NEW: &str = "a quite different battery";

fn rotate(app: &mut App, passphrase: &str) -> Result<KeyRotated, Failure> {
    app.call(RotateKey { passphrase: Secret::new(passphrase.to_owned()) })
}

fn by(app: &mut App, vault: &Path, key: Key) -> Result<Unlocked, Failure> {
    let folder = app.hold(vault);
    app.call(Unlock { folder, key, person: None })
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("lists") {
        let entry = entry.expect("an entry");
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}

fn sound(app: &mut App) {
    assert_eq!(app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn a_vault_with_a_new_key_opens_with_what_was_made_for_it_alone() {
    let keyring = Arc::new(MemoryKeyring::default());
    let host = |ticks| {
        let host = TestHost::starting_at(ticks).with_program(env!("CARGO_BIN_EXE_flow-child"));
        host.with_keyring(Arc::clone(&keyring) as Arc<dyn Keyring>)
    };
    let mut stage = Stage::on(host(0));
    stage.app.call(crate::stage::start()).expect("starts");
    stage.attach("noise.bin", &noise(7, 2_500_000), |_| {}).expect("attaches");
    stage.attach("users.csv", b"user,role\nann,admin\n", extract).expect("attaches");
    let old_slot = stage.app.call(AddKeyring {}).expect("takes a secret").id;
    let old_code = stage_code(&stage.host);
    stage.app.lock().expect("locks");
    let (vault, older) = (stage.vault(), stage.folder.path().join("older.vault"));
    copy_folder(&vault, &older);
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    let short = rotate(&mut stage.app, "short").expect_err("too short");
    assert_eq!((short.code, short.field.as_deref()), (Code::Invalid, Some("passphrase")));
    let backup = stage.app.hold(&stage.folder.path().join("backup.vault"));
    stage.app.call(BackUpVault { folder: backup, new_passphrase: None }).expect("is made");

    let rotated = rotate(&mut stage.app, NEW).expect("gets a new key");
    assert_eq!((rotated.files, rotated.chunks, rotated.found), (2, 4, 0));
    assert_eq!(rotated.left.len(), 1, "{:?}", rotated.left);
    sound(&mut stage.app);
    let rows = stage.app.call(ListLog { most: 10 }).expect("lists");
    let row = rows.iter().find(|row| row.action == Action::RotateKey).expect("it is logged");
    assert_eq!(row.who, "Ines Okafor");
    let kinds: Vec<_> = stage.app.call(ListSlots {}).expect("lists").into_iter().map(|slot| slot.kind).collect();
    assert_eq!(kinds, ["passphrase", "recovery code", "keyring"]);
    let shown = stage.app.call(ShowKeyring { folder: None }).expect("shows");
    assert!(shown.here.is_some_and(|slot| slot != old_slot));
    // An earlier backup lies under the old key and takes nothing more.
    let refused = stage.app.call(BackUpVault { folder: backup, new_passphrase: None }).expect_err("another key");
    assert_eq!(refused.code, Code::Refused);

    stage.app.lock().expect("locks");
    let new_code = stage_code(&stage.host);
    assert_ne!(new_code, old_code);
    let secret = |text: &str| Secret::new(text.to_owned());
    for wrong in [Key::Passphrase(secret(PASSPHRASE)), Key::RecoveryCode(secret(&old_code))] {
        assert_eq!(by(&mut stage.app, &vault, wrong).expect_err("of the old key").code, Code::WrongPassphrase);
    }
    for right in [Key::Passphrase(secret(NEW)), Key::RecoveryCode(secret(&new_code)), Key::Keyring] {
        let unlocked = by(&mut stage.app, &vault, right).expect("opens");
        assert_eq!(unlocked.notices, Vec::<String>::new());
        sound(&mut stage.app);
        stage.app.lock().expect("locks");
    }
    // The folder of the old key, put back, is known on this machine to be older, and its keyring opens it no more.
    std::fs::remove_dir_all(&vault).expect("removed");
    copy_folder(&older, &vault);
    assert_eq!(by(&mut stage.app, &vault, Key::Keyring).expect_err("forgotten").code, Code::NotFound);
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    let status = stage.app.call(ShowVaultStatus {}).expect("shows");
    let VaultCondition::ReadOnly { reason, .. } = status.condition else { panic!("it opens for changes") };
    assert_eq!(reason, ReadOnlyReason::OlderThanSeen);
}

fn stage_code(host: &TestHost) -> String {
    host.recovery_code.lock().expect("not poisoned").clone().expect("was handed over")
}

#[test]
fn what_cannot_be_made_anew_is_told() {
    let keyring = Arc::new(MemoryKeyring::default());
    let host = TestHost::default().with_keyring(Arc::clone(&keyring) as Arc<dyn Keyring>);
    let mut stage = Stage::on(host);
    stage.app.call(AddKeyring {}).expect("takes a secret");
    keyring.set_mood(Mood::Closed);
    // The sheet's file is there already, and nothing is written over.
    let taken = stage.file("sheet.pdf", b"something else");
    let to = stage.app.hold(&taken);
    stage.app.call(commands::slot::PlaceRecoverySheet { to: Some(to) }).expect("is noted");
    let rotated = rotate(&mut stage.app, PASSPHRASE).expect("the present passphrase may stay");
    assert_eq!(rotated.left.len(), 3, "{:?}", rotated.left);
    assert!(rotated.left[0].contains("recovery code"), "{:?}", rotated.left);
    assert!(rotated.left[1].contains("keyring"), "{:?}", rotated.left);
    assert_eq!(stage.app.call(ListSlots {}).expect("lists").len(), 1);
    stage.app.call(commands::slot::RenewRecoveryCode {}).expect("it can be made later");
    keyring.set_mood(Mood::Well);
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    assert_eq!(unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens").notices, Vec::<String>::new());
    sound(&mut stage.app);
}

#[test]
fn cancelled_it_leaves_the_vault_as_it_was() {
    let mut stage = Stage::engaged();
    stage.attach("noise.bin", &noise(7, 2_500_000), |_| {}).expect("attaches");
    stage.host.cancel.store(true, Ordering::Relaxed);
    assert_eq!(rotate(&mut stage.app, NEW).expect_err("cancelled").code, Code::Cancelled);
    stage.host.cancel.store(false, Ordering::Relaxed);
    assert!(!stage.vault().join("next-key").exists());
    sound(&mut stage.app);
    stage.app.lock().expect("locks");
    assert_eq!(rotate(&mut stage.app, NEW).expect_err("nothing open").code, Code::Locked);
    let vault = stage.vault();
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens as before");
    sound(&mut stage.app);
}

/// A test's host that says when evidence is being sealed anew, and waits there a moment.
struct Watched {
    behind: TestHost,
    sealing: AtomicBool,
}

impl Host for Watched {
    fn now(&self) -> model::time::Instant {
        self.behind.now()
    }

    fn next_id(&self) -> uuid::Uuid {
        self.behind.next_id()
    }

    fn device(&self) -> String {
        self.behind.device()
    }

    fn program(&self) -> std::path::PathBuf {
        self.behind.program()
    }

    fn progress(&self, step: Step) -> std::ops::ControlFlow<()> {
        if step.doing == "sealing evidence under the new key" && step.done > 0 {
            self.sealing.store(true, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(50));
        }
        std::ops::ControlFlow::Continue(())
    }

    fn hand_over_recovery_code(&self, code: &str) -> Result<(), std::io::Error> {
        self.behind.hand_over_recovery_code(code)
    }
}

/// Gives a vault of eight files a new key on this thread; `meanwhile` runs on another one once evidence is sealed anew.
fn beside(app: &Mutex<App>, host: &Watched, meanwhile: impl FnOnce(&mut App) + Send) -> Result<KeyRotated, Failure> {
    host.sealing.store(false, Ordering::Relaxed);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            for _ in 0..60_000 {
                if host.sealing.load(Ordering::Relaxed) {
                    return meanwhile(&mut app.lock().expect("no command panics"));
                }
                std::thread::sleep(Duration::from_millis(2));
            }
            panic!("nothing was ever sealed");
        });
        let answer = rotate_key_shared(app, RotateKey { passphrase: Secret::new(NEW.to_owned()) });
        other.join().expect("the other thread does its work");
        answer
    })
}

#[test]
fn others_work_meanwhile_and_locking_interrupts_it_until_it_is_begun_again() {
    let mut stage = Stage::engaged();
    for number in 0..8 {
        stage.attach(&format!("noise{number}.bin"), &noise(number, 900_000), |_| {}).expect("attaches");
    }
    stage.app.lock().expect("locks");
    let vault = stage.vault();
    let behind = TestHost::starting_at(500_000);
    let host = Arc::new(Watched { behind, sealing: AtomicBool::new(false) });
    let app = Mutex::new(App::new(Arc::clone(&host) as Arc<dyn Host>));
    unlock(&mut app.lock().expect("ours"), &vault, PASSPHRASE).expect("opens");

    let interrupted = beside(&app, &host, |app| app.lock().expect("locks"));
    assert_eq!(interrupted.expect_err("locked").code, Code::Locked);
    let unlocked = unlock(&mut app.lock().expect("ours"), &vault, PASSPHRASE).expect("opens as before");
    assert!(unlocked.notices.iter().any(|notice| notice.contains("new key was interrupted")), "{unlocked:?}");
    sound(&mut app.lock().expect("ours"));

    // A change that is made meanwhile comes along.
    let rotated = beside(&app, &host, |app| {
        app.call(NamePerson { name: "Ines Okafor-Lind".to_owned() }).expect("names");
    });
    assert_eq!(rotated.expect("gets a new key").chunks, 8);
    let mut app = app.lock().expect("ours");
    let rows = app.call(ListLog { most: 10 }).expect("lists");
    let of = |action| rows.iter().find(|row| row.action == action).map(|row| row.seq);
    assert!(of(Action::NamePerson) < of(Action::RotateKey), "{rows:?}");
    sound(&mut app);
    app.lock().expect("locks");
    assert_eq!(unlock(&mut app, &vault, PASSPHRASE).expect_err("of the old key").code, Code::WrongPassphrase);
    assert_eq!(unlock(&mut app, &vault, NEW).expect("opens").notices, Vec::<String>::new());
}
