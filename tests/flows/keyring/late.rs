//! A keyring that answers after somebody went on without it: the vault that was opened meanwhile stays open, and one that
//! was locked meanwhile stays locked.

use std::sync::Arc;
use std::time::Duration;

use commands::keyring::{Keyring, KeyringFault, Limits};
use commands::slot::AddKeyring;
use commands::{Code, Secret, SharedApp};
use serde_json::json;
use tests::host::PASSPHRASE;
use tests::keyring::{MemoryKeyring, Mood};
use zeroize::Zeroizing;

use super::{Key, Machine, Unlock, host};
use crate::stage::create;

/// A keyring that is waited for, however long it hangs, where it is the one that opens.
struct Patient(Arc<MemoryKeyring>);

impl Keyring for Patient {
    fn answers(&self) -> Result<(), KeyringFault> {
        self.0.answers()
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyringFault> {
        self.0.get(name)
    }

    fn set(&self, name: &str, text: &str) -> Result<(), KeyringFault> {
        self.0.set(name, text)
    }

    fn delete(&self, name: &str) -> Result<(), KeyringFault> {
        self.0.delete(name)
    }

    fn limits(&self) -> Limits {
        let short = Duration::from_millis(100);
        Limits { asked_for: Duration::from_secs(60), beside: short, least: short }
    }
}

/// What somebody does while the keyring hangs.
enum Meanwhile {
    OpensTheSame,
    OpensAnother,
    Locks,
}

/// Unlocks a vault by a keyring that hangs, has somebody do something meanwhile, and lets the keyring answer `at_last`.
/// Gives the code with which the late unlocking ended, and whose vault is open then.
fn late(meanwhile: &Meanwhile, at_last: Mood) -> (Code, Option<String>) {
    let mut machine = Machine::new();
    let another = machine.stage.folder.path().join("another.vault");
    machine.stage.app.call(AddKeyring {}).expect("the keyring takes a secret");
    let new = commands::vault::Create { legal_name: "Brae Ltd".to_owned(), ..create(&mut machine.stage.app, &another) };
    machine.stage.app.call(new).expect("another vault");
    machine.stage.app.lock().expect("locks");

    let keyring = Arc::new(Patient(Arc::clone(&machine.keyring)));
    let shared = Arc::new(SharedApp::new(Arc::new(host(1_000_000, keyring as Arc<dyn Keyring>))));
    machine.keyring.set_mood(Mood::Hanging);
    let waiting = {
        let (shared, vault) = (Arc::clone(&shared), machine.stage.vault());
        let held = shared.lock().hold(&vault);
        let request = json!({ "folder": held, "key": { "key": "keyring" }, "person": null });
        std::thread::spawn(move || shared.call("vault.unlock", request))
    };
    // It waits for the keyring once it has let go the app again, and then the keyring is asked for nothing else.
    while machine.keyring.waiting() == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    let unlock = |vault: &std::path::Path| {
        let mut app = shared.lock();
        let (folder, key) = (app.hold(vault), Key::Passphrase(Secret::new(PASSPHRASE.to_owned())));
        app.call(Unlock { folder, key, person: None }).expect("the passphrase opens it");
    };
    match meanwhile {
        Meanwhile::OpensTheSame => unlock(&machine.stage.vault()),
        Meanwhile::OpensAnother => unlock(&another),
        Meanwhile::Locks => drop(shared.call("vault.lock", json!({})).expect("locks")),
    }
    machine.keyring.set_mood(at_last);
    let failure = waiting.join().expect("it ends").expect_err("somebody went on without it");
    let client = shared.call("client.show", json!({})).ok();
    (failure.code, client.and_then(|client| client["legal_name"].as_str().map(str::to_owned)))
}

#[test]
fn what_was_opened_meanwhile_stays_open() {
    for at_last in [Mood::Well, Mood::Closed] {
        let same = late(&Meanwhile::OpensTheSame, at_last);
        assert_eq!(same, (Code::Cancelled, Some("Harbour & Pine Ltd".to_owned())), "{at_last:?}");
        let other = late(&Meanwhile::OpensAnother, at_last);
        assert_eq!(other, (Code::Cancelled, Some("Brae Ltd".to_owned())), "{at_last:?}");
    }
}

#[test]
fn what_was_locked_meanwhile_stays_locked() {
    assert_eq!(late(&Meanwhile::Locks, Mood::Well), (Code::Cancelled, None));
}
