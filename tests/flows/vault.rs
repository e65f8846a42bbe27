//! Creating, opening, failing to open, and closing a vault.

use std::sync::Arc;

use commands::slot::{ChangePassphrase, ListSlots, RenewRecoveryCode, RevokeSlot};
use commands::vault::{Check, Key, Unlock};
use commands::{App, Code, Secret};
use tests::host::{PASSPHRASE, TestHost};

use crate::stage::{Stage, create, unlock};

fn fresh_app() -> App {
    App::new(Arc::new(TestHost::starting_at(500_000)))
}

#[test]
fn a_new_vault_opens_with_its_passphrase_and_its_recovery_code() {
    let mut stage = Stage::bare();
    let code = stage.host.recovery_code.lock().expect("not poisoned").clone().expect("a code was handed over");
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    let unlocked = unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens with the passphrase");
    assert_eq!(unlocked.client.legal_name, "Harbour & Pine Ltd");
    assert_eq!(unlocked.person, "Ines Okafor");
    stage.app.lock().expect("locks");
    let folder = stage.app.hold(&vault);
    let key = Key::RecoveryCode(Secret::new(code.to_lowercase()));
    stage.app.call(Unlock { folder, key, person: None }).expect("opens with the recovery code");
}

#[test]
fn each_way_not_to_open_has_an_error_of_its_own() {
    let mut stage = Stage::bare();
    let vault = stage.vault();
    let mut other = fresh_app();
    assert_eq!(unlock(&mut other, &vault, PASSPHRASE).expect_err("in use").code, Code::InUse);
    stage.app.lock().expect("locks");
    assert_eq!(unlock(&mut other, &vault, "wrong horse battery").expect_err("wrong").code, Code::WrongPassphrase);
    let nowhere = stage.folder.path().join("nowhere.vault");
    assert_eq!(unlock(&mut other, &nowhere, PASSPHRASE).expect_err("nothing there").code, Code::NotAVault);
    assert_eq!(unlock(&mut other, stage.folder.path(), PASSPHRASE).expect_err("no vault").code, Code::NotAVault);
    let request = create(&mut other, &vault);
    assert_eq!(other.call(request).expect_err("there already").code, Code::Exists);
    assert_eq!(other.call(Check {}).expect_err("nothing open").code, Code::Locked);
    unlock(&mut other, &vault, PASSPHRASE).expect("nothing of this harmed the vault");
}

#[test]
fn a_new_device_must_say_who_works_on_it() {
    let mut stage = Stage::bare();
    stage.app.lock().expect("locks");
    let mut app = App::new(Arc::new(TestHost::starting_at(700_000).on_device("another laptop")));
    let vault = stage.vault();
    assert_eq!(unlock(&mut app, &vault, PASSPHRASE).expect_err("nobody is named").code, Code::Unnamed);
    let folder = app.hold(&vault);
    let key = Key::Passphrase(Secret::new(PASSPHRASE.to_owned()));
    let unlocked = app.call(Unlock { folder, key, person: Some("Tomas Lindqvist".to_owned()) }).expect("named");
    assert_eq!(unlocked.person, "Tomas Lindqvist");
}

#[test]
fn a_changed_passphrase_replaces_the_old_one() {
    let mut stage = Stage::bare();
    let vault = stage.vault();
    let short = ChangePassphrase { new: Secret::new("short".to_owned()) };
    assert_eq!(stage.app.call(short).expect_err("too short").code, Code::Invalid);
    let new = "another quite long passphrase";
    stage.app.call(ChangePassphrase { new: Secret::new(new.to_owned()) }).expect("changes");
    stage.app.lock().expect("locks");
    assert_eq!(unlock(&mut stage.app, &vault, PASSPHRASE).expect_err("old").code, Code::WrongPassphrase);
    unlock(&mut stage.app, &vault, new).expect("new");
}

#[test]
fn slots_are_renewed_and_revoked_but_never_the_last() {
    let mut stage = Stage::bare();
    let first = stage.host.recovery_code.lock().expect("not poisoned").clone();
    stage.app.call(RenewRecoveryCode {}).expect("renews");
    assert_ne!(first, *stage.host.recovery_code.lock().expect("not poisoned"));
    let slots = stage.app.call(ListSlots {}).expect("lists");
    assert_eq!(slots.len(), 2);
    let by_kind = |kind: &str| slots.iter().find(|slot| slot.kind == kind).expect("is there").id.clone();
    stage.app.call(RevokeSlot { slot: by_kind("recovery code") }).expect("revokes");
    let last = stage.app.call(RevokeSlot { slot: by_kind("passphrase") }).expect_err("the last one stays");
    assert_eq!(last.code, Code::Refused);
}

#[test]
fn check_finds_a_sound_vault_sound_and_names_what_is_damaged() {
    let mut stage = Stage::engaged();
    let bytes = tests::host::noise(7, 2_500_000);
    stage.attach("noise.bin", &bytes, |_| {}).expect("attached");
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
    stage.app.lock().expect("locks");
    let path = stage.vault().join("evidence.db");
    let mut stored = std::fs::read(&path).expect("reads");
    let middle = stored.len() / 2;
    stored[middle] ^= 1;
    std::fs::write(&path, stored).expect("writes");
    let vault = stage.vault();
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("still opens");
    let problems = stage.app.call(Check {}).expect("checks").problems;
    assert!(
        problems.iter().any(|problem| problem.contains("noise.bin") || problem.contains("EV-0001")),
        "{problems:?}"
    );
}

#[test]
fn every_command_is_reachable_by_name_and_refuses_a_malformed_request() {
    let mut app = fresh_app();
    for name in commands::COMMANDS {
        let failure = app.call_by_name(name, serde_json::json!("nonsense")).expect_err("no request looks like this");
        assert_eq!(failure.code, Code::Invalid, "{name}");
    }
    assert_eq!(app.call_by_name("no.such", serde_json::json!({})).expect_err("unknown").code, Code::NotFound);
}
