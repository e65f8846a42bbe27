//! A vault that can't be opened whole says why, by a code on which a program acts and in words; what can be read of it can be
//! salvaged.

use std::path::Path;

use commands::Code;
use commands::vault::{Check, Key, ReadOnlyReason, SalvageVault, ShowVaultStatus, VaultCondition};
use tests::host::{PASSPHRASE, noise};

use crate::stage::{Stage, unlock};

/// Bytes of a page of `vault.db`.
const PAGE: usize = 4096;

/// Why the vault opens for reading only.
fn reason(stage: &mut Stage) -> ReadOnlyReason {
    match stage.app.call(ShowVaultStatus {}).expect("shows").condition {
        VaultCondition::ReadOnly { reason, why } => {
            assert!(why.ends_with('.'), "{why}");
            reason
        }
        VaultCondition::Sound => panic!("it is sound"),
    }
}

fn edit(stage: &mut Stage, industry: &str) {
    let facts = [("industry".to_owned(), serde_json::json!(industry))].into_iter().collect();
    stage.app.call(commands::client::EditClient { facts }).expect("edits");
}

/// Overwrites pages of `vault.db`.
fn overwrite(vault: &Path, pages: impl Iterator<Item = usize>) {
    let file = vault.join("vault.db");
    let mut bytes = std::fs::read(&file).expect("reads");
    for page in pages.take_while(|page| (page + 1) * PAGE <= bytes.len()).collect::<Vec<_>>() {
        bytes[page * PAGE..(page + 1) * PAGE].copy_from_slice(&noise(page as u64, PAGE));
    }
    std::fs::write(file, bytes).expect("writes");
}

#[test]
fn a_vault_that_only_opens_for_reading_gives_its_reason() {
    let mut stage = Stage::engaged();
    stage.attach("policy.txt", b"text", |_| {}).expect("attaches");
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    let older = std::fs::read(vault.join("vault.db")).expect("reads");
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    edit(&mut stage, "another");
    stage.app.lock().expect("locks");
    let newer = std::fs::read(vault.join("vault.db")).expect("reads");
    std::fs::write(vault.join("vault.db"), older).expect("writes");
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    assert_eq!(reason(&mut stage), ReadOnlyReason::OlderOrCutOff);
    stage.app.lock().expect("locks");

    std::fs::write(vault.join("vault.db"), newer).expect("writes");
    std::fs::write(vault.join("evidence.db"), b"not a database").expect("writes");
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    assert_eq!(reason(&mut stage), ReadOnlyReason::Damaged);
    assert_ne!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn overwritten_pages_are_damage_and_the_rest_is_salvaged() {
    for every in [1, 5] {
        let mut stage = Stage::engaged();
        let vault = stage.vault();
        stage.app.lock().expect("locks");
        // From the second page on, where the schema goes on.
        overwrite(&vault, (1..).step_by(every));
        if let Err(failure) = unlock(&mut stage.app, &vault, PASSPHRASE) {
            assert_eq!(failure.code, Code::Damaged, "every {every}: {failure}");
        } else {
            assert_eq!(reason(&mut stage), ReadOnlyReason::Damaged, "every {every}");
            stage.app.lock().expect("locks");
        }
        let key = Key::Passphrase(commands::Secret::new(PASSPHRASE.to_owned()));
        let (damaged, folder) = (stage.app.hold(&vault), stage.app.hold(&stage.folder.path().join("new.vault")));
        let request = SalvageVault { damaged, key, folder, person: Some("Ines Okafor".to_owned()) };
        let salvaged = stage.app.call(request).expect("salvages");
        assert!(!salvaged.lost.is_empty(), "every {every}");
    }
}
