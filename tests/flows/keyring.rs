//! The operating system's keyring: opening a vault by it, revoking it, and what it knows of a folder that was put back.

mod late;
mod real;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use commands::client::EditClient;
use commands::keyring::Keyring;
use commands::log::ListLog;
use commands::slot::{AddKeyring, ListSlots, RevokeSlot};
use commands::vault::{
    AcceptOlder, Check, ConfirmKey, Key, KeyringShown, ShowKeyring, ShowVaultStatus, Unlock, Unlocked, VaultCondition,
};
use commands::{App, Code, Failure, Secret};
use model::activity::Action;
use tests::host::{PASSPHRASE, TestHost};
use tests::keyring::{MemoryKeyring, Mood};

use crate::stage::{Stage, unlock};

/// A vault, and the keyring of the machine on which it was made.
struct Machine {
    stage: Stage,
    keyring: Arc<MemoryKeyring>,
}

fn host(ticks: u64, keyring: Arc<dyn Keyring>) -> TestHost {
    TestHost::starting_at(ticks).with_program(env!("CARGO_BIN_EXE_flow-child")).with_keyring(keyring)
}

impl Machine {
    fn new() -> Self {
        let keyring = Arc::new(MemoryKeyring::default());
        Self { stage: Stage::on(host(0, Arc::clone(&keyring) as Arc<dyn Keyring>)), keyring }
    }

    /// The same, with a slot that the keyring opens.
    fn with_slot() -> (Self, String) {
        let mut machine = Self::new();
        let slot = machine.stage.app.call(AddKeyring {}).expect("the keyring takes a secret").id;
        (machine, slot)
    }

    /// A further run of the program on this machine.
    fn another_run(&self, ticks: u64) -> App {
        App::new(Arc::new(host(ticks, Arc::clone(&self.keyring) as Arc<dyn Keyring>)))
    }

    fn change(&mut self) {
        rename(&mut self.stage.app).expect("the vault can be changed");
    }

    /// Locks, and copies the folder as it is then.
    fn copy(&mut self, name: &str) -> std::path::PathBuf {
        self.stage.app.lock().expect("locks");
        let copy = self.stage.folder.path().join(name);
        copy_folder(&self.stage.vault(), &copy);
        copy
    }

    fn put_back(&mut self, copy: &Path) {
        self.stage.app.lock().expect("locks");
        std::fs::remove_dir_all(self.stage.vault()).expect("removed");
        copy_folder(copy, &self.stage.vault());
    }

    fn unlock(&mut self) -> Unlocked {
        let vault = self.stage.vault();
        unlock(&mut self.stage.app, &vault, PASSPHRASE).expect("opens with the passphrase")
    }

    fn unlock_by_keyring(&mut self) -> Result<Unlocked, Failure> {
        let vault = self.stage.vault();
        by_keyring(&mut self.stage.app, &vault)
    }

    fn shown(&mut self) -> KeyringShown {
        self.stage.app.call(ShowKeyring { folder: None }).expect("shows")
    }
}

fn by_keyring(app: &mut App, vault: &Path) -> Result<Unlocked, Failure> {
    let folder = app.hold(vault);
    app.call(Unlock { folder, key: Key::Keyring, person: None })
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("lists") {
        let entry = entry.expect("an entry");
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}

/// Any change of a record.
fn rename(app: &mut App) -> Result<(), Failure> {
    static CHANGES: AtomicU32 = AtomicU32::new(0);
    let industry = format!("trade {}", CHANGES.fetch_add(1, Ordering::Relaxed));
    let facts = [("industry".to_owned(), serde_json::json!(industry))].into_iter().collect();
    app.call(EditClient { facts }).map(drop)
}

fn is_read_only(app: &mut App) -> Option<String> {
    match app.call(ShowVaultStatus {}).expect("open").condition {
        VaultCondition::Sound => None,
        VaultCondition::ReadOnly { why, .. } => Some(why),
    }
}

#[test]
fn the_keyring_opens_the_vault_on_its_own_machine_alone() {
    let (mut machine, slot) = Machine::with_slot();
    let shown = machine.shown();
    assert_eq!((shown.available, shown.slots, shown.here.as_deref()), (true, 1, Some(slot.as_str())));
    assert_eq!(machine.stage.app.call(AddKeyring {}).expect_err("is there already").code, Code::Refused);
    machine.stage.app.lock().expect("locks");
    {
        // Two short texts, named by ids alone; what opens the vault is in none of its files.
        let entries = machine.keyring.entries();
        assert_eq!(entries.len(), 2, "{:?}", entries.keys());
        let (_, secret) = entries.iter().find(|(name, _)| name.ends_with(&slot)).expect("the slot's secret");
        assert_eq!(secret.len(), 64);
        for file in std::fs::read_dir(machine.stage.vault()).expect("lists") {
            let bytes = std::fs::read(file.expect("a file").path()).expect("reads");
            assert!(!bytes.windows(64).any(|window| window == secret.as_bytes()));
        }
    }
    let vault = machine.stage.vault();
    let folder = machine.stage.app.hold(&vault);
    let gate = machine.stage.app.call(ShowKeyring { folder: Some(folder) }).expect("shows");
    assert_eq!((gate.available, gate.slots, gate.here), (true, 1, None));
    let unlocked = machine.unlock_by_keyring().expect("opens");
    assert_eq!((unlocked.client.legal_name.as_str(), unlocked.notices.len()), ("Harbour & Pine Ltd", 0));
    assert_eq!(machine.stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
    let rows = machine.stage.app.call(ListLog { most: 5 }).expect("lists");
    assert!(rows.iter().any(|row| row.action == Action::AddSlot));
    machine.stage.app.lock().expect("locks");

    let another = Arc::new(MemoryKeyring::default());
    let mut app = App::new(Arc::new(host(700_000, another)));
    let failure = by_keyring(&mut app, &vault).expect_err("another machine's keyring");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::NotFound, Some("keyring")));
    unlock(&mut app, &vault, PASSPHRASE).expect("the passphrase opens it there");
}

#[test]
fn without_a_keyring_nothing_of_it_is_offered() {
    let mut stage = Stage::bare();
    let shown = stage.app.call(ShowKeyring { folder: None }).expect("shows");
    assert_eq!(shown, KeyringShown { available: false, slots: 0, here: None, trouble: None });
    let refused = stage.app.call(AddKeyring {}).expect_err("nowhere to keep it");
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Refused, Some("keyring")));
    assert_eq!(stage.app.call(ListSlots {}).expect("lists").len(), 2);
    stage.app.lock().expect("locks");
    let vault = stage.vault();
    assert_eq!(by_keyring(&mut stage.app, &vault).expect_err("no keyring").code, Code::Refused);
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens as ever");

    let mut machine = Machine::new();
    machine.stage.app.lock().expect("locks");
    let failure = machine.unlock_by_keyring().expect_err("no slot");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::NotFound, Some("keyring")));
}

#[test]
fn a_keyring_that_is_closed_hangs_or_forgets_changes_nothing_and_keeps_nobody_out() {
    for mood in [Mood::Closed, Mood::Hanging, Mood::Forgetful] {
        let mut machine = Machine::new();
        machine.keyring.set_mood(mood);
        let began = std::time::Instant::now();
        let refused = machine.stage.app.call(AddKeyring {}).expect_err("it keeps nothing");
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Refused, Some("keyring")), "{mood:?}");
        assert!(began.elapsed().as_secs() < 30, "{mood:?}");
        assert_eq!(machine.stage.app.call(ListSlots {}).expect("lists").len(), 2, "{mood:?}");
        machine.keyring.set_mood(Mood::Well);
    }
    for mood in [Mood::Closed, Mood::Hanging] {
        let (mut machine, _) = Machine::with_slot();
        machine.stage.app.lock().expect("locks");
        machine.keyring.set_mood(mood);
        assert_eq!(machine.unlock_by_keyring().expect_err("it stays silent").code, Code::Refused, "{mood:?}");
        let unlocked = machine.unlock();
        assert!(unlocked.notices.iter().any(|notice| notice.contains("was not compared")), "{:?}", unlocked.notices);
        machine.change();
        machine.stage.app.lock().expect("locks without it");
        machine.keyring.set_mood(Mood::Well);
        let mut app = machine.another_run(800_000);
        let vault = machine.stage.vault();
        let unlocked = by_keyring(&mut app, &vault).expect("opens again");
        assert_eq!(unlocked.notices, Vec::<String>::new(), "{mood:?}");
    }
}

#[test]
fn a_keyring_that_fails_while_the_vault_is_open_is_told_of_and_left_alone() {
    let (mut machine, _) = Machine::with_slot();
    machine.keyring.set_mood(Mood::Closed);
    machine.stage.app.call(commands::slot::RenewRecoveryCode {}).expect("renews");
    let trouble = machine.shown().trouble.expect("it says so");
    assert!(trouble.contains("stayed locked"), "{trouble}");
    machine.keyring.set_mood(Mood::Well);
    machine.stage.app.lock().expect("locks");
    machine.unlock();
    assert_eq!(machine.shown().trouble, None);
    assert_eq!(is_read_only(&mut machine.stage.app), None, "its head is an earlier one: the folder is newer");
}

#[test]
fn a_revoked_slot_is_gone_from_the_keyring_too() {
    let (mut machine, slot) = Machine::with_slot();
    let slots = machine.stage.app.call(ListSlots {}).expect("lists");
    assert_eq!(slots.last().map(|row| (row.kind.as_str(), &row.id)), Some(("keyring", &slot)));
    assert_eq!(machine.stage.app.call(RevokeSlot { slot }).expect("revokes"), None);
    assert_eq!(machine.keyring.entries().len(), 0);
    machine.stage.app.lock().expect("locks");
    assert_eq!(machine.unlock_by_keyring().expect_err("revoked").code, Code::NotFound);
    machine.unlock();
    assert_eq!(machine.shown().slots, 0);
    let slot = machine.stage.app.call(AddKeyring {}).expect("anew").id;
    machine.keyring.set_mood(Mood::Closed);
    let left = machine.stage.app.call(RevokeSlot { slot }).expect("revokes all the same").expect("says what is left");
    assert!(left.contains("opens this vault no more"), "{left}");
    machine.keyring.set_mood(Mood::Well);
    machine.stage.app.lock().expect("locks");
    machine.unlock();
    assert_eq!(machine.keyring.entries().len(), 0, "the next unlock tidies up");
}

#[test]
fn leaving_a_walkthrough_asks_for_what_a_person_knows() {
    let (mut machine, _) = Machine::with_slot();
    let refused = machine.stage.app.call(ConfirmKey { key: Key::Keyring }).expect_err("whoever sits here");
    assert_eq!(refused.code, Code::Refused);
    let key = Key::Passphrase(Secret::new(PASSPHRASE.to_owned()));
    machine.stage.app.call(ConfirmKey { key }).expect("the passphrase does");
}

#[test]
fn a_whole_folder_put_back_opens_for_reading_only_until_that_is_accepted() {
    let (mut machine, _) = Machine::with_slot();
    machine.change();
    let older = machine.copy("older.vault");
    machine.unlock_by_keyring().expect("opens");
    assert_eq!(is_read_only(&mut machine.stage.app), None);
    assert_eq!(machine.stage.app.call(AcceptOlder {}).expect_err("nothing older").code, Code::NotFound);
    machine.change();
    machine.put_back(&older);

    let unlocked = machine.unlock();
    let said = unlocked.notices.join(" ");
    assert!(said.contains("older than it was when this machine last saw it"), "{said}");
    let why = is_read_only(&mut machine.stage.app).expect("read only");
    assert!(why.contains("older"), "{why}");
    assert_eq!(rename(&mut machine.stage.app).expect_err("read only").code, Code::ReadOnly);
    assert!(!machine.stage.app.call(Check {}).expect("checks").problems.is_empty());
    machine.stage.app.lock().expect("locks");
    // Neither reading nor locking it made the keyring forget.
    machine.unlock_by_keyring().expect("opens");
    assert!(is_read_only(&mut machine.stage.app).is_some());

    machine.stage.app.call(AcceptOlder {}).expect("somebody decided");
    assert_eq!(is_read_only(&mut machine.stage.app), None);
    machine.change();
    let rows = machine.stage.app.call(ListLog { most: 3 }).expect("lists");
    assert!(rows.iter().any(|row| row.action == Action::AcceptOlder && row.who == "Ines Okafor"));
    machine.stage.app.lock().expect("locks");
    assert_eq!(machine.unlock().notices, Vec::<String>::new());
    assert_eq!(machine.stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn a_folder_from_before_the_slot_is_seen_by_the_keyring_and_not_without_one() {
    let mut machine = Machine::new();
    let older = machine.copy("older.vault");
    machine.unlock();
    let slot = machine.stage.app.call(AddKeyring {}).expect("takes a secret").id;
    machine.change();
    machine.put_back(&older);
    // The limit of what a folder alone can show.
    let mut elsewhere = App::new(Arc::new(TestHost::starting_at(900_000)));
    unlock(&mut elsewhere, &older, PASSPHRASE).expect("opens");
    assert_eq!(is_read_only(&mut elsewhere), None);
    elsewhere.lock().expect("locks");

    machine.unlock();
    assert!(is_read_only(&mut machine.stage.app).is_some());
    assert!(
        machine.keyring.entries().keys().any(|name| name.ends_with(&slot)),
        "nothing is forgotten before a decision"
    );
    machine.stage.app.call(AcceptOlder {}).expect("somebody decided");
    assert_eq!(machine.keyring.entries().len(), 0, "the slot is no longer one of this vault");
    machine.change();
    machine.stage.app.call(AddKeyring {}).expect("anew");
}

#[test]
fn a_head_that_somebody_else_wrote_is_compared_with_nothing_and_said() {
    let (mut machine, _) = Machine::with_slot();
    machine.stage.app.lock().expect("locks");
    for (name, text) in machine.keyring.entries().iter_mut() {
        if name.ends_with("/head") {
            *text = text.replace("1 ", "1 0");
        }
    }
    let unlocked = machine.unlock();
    assert!(unlocked.notices.iter().any(|notice| notice.contains("not written with the vault's key")), "{unlocked:?}");
    assert_eq!(is_read_only(&mut machine.stage.app), None);
    machine.stage.app.lock().expect("locks");
    assert_eq!(machine.unlock_by_keyring().expect("opens").notices.len(), 1, "said once more");
    machine.stage.app.lock().expect("locks");
    assert_eq!(machine.unlock().notices, Vec::<String>::new(), "it was written anew");
}
