//! Creating, unlocking, locking, slots and devices.

use super::*;
use crate::slot::SlotKind;

#[test]
fn a_vault_opens_with_either_secret_and_holds_what_was_written() {
    let Made { vault, code, home } = filled();
    let head = vault.read(|reader| reader.log_seq()).unwrap();
    vault.lock().unwrap();
    let wrong = Passphrase::new("wrong horse".into());
    assert!(matches!(Vault::unlock(&path(&home), Secret::Passphrase(&wrong), at(60)), Err(Error::WrongPassphrase)));
    let vault = unlock(&path(&home)).unwrap();
    assert_eq!(vault.condition(), &Condition::Sound);
    assert_eq!(vault.mended_header(), None);
    assert_eq!(vault.read(|reader| reader.client()).unwrap(), fixture::client());
    assert_eq!(vault.read(|reader| reader.log_seq()).unwrap(), head);
    drop(vault);
    let vault = Vault::unlock(&path(&home), Secret::Recovery(&code), at(60)).unwrap();
    assert_eq!(original(&vault, &fixture::evidence(1, CONTENT)).unwrap(), CONTENT);
}

#[test]
fn a_second_program_is_refused_until_the_vault_is_locked() {
    let Made { vault, home, .. } = made();
    assert!(matches!(unlock(&path(&home)), Err(Error::InUse)));
    vault.lock().unwrap();
    unlock(&path(&home)).unwrap();
}

#[test]
fn creating_never_touches_what_is_there_and_leaves_nothing_when_it_fails() {
    let Made { home, .. } = made();
    let again = Vault::create(&path(&home), &passphrase(), WeakKdfCost.into(), first());
    assert!(matches!(again, Err(Error::Exists)));
    let mut bad = first();
    bad.client.short_code = "hpl".into();
    let refused = Vault::create(&home.path().join("other.vault"), &passphrase(), WeakKdfCost.into(), bad);
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.field == "short_code"));
    assert!(!home.path().join("other.vault").exists());
    let nobody = NewVault { person_name: " ", ..first() };
    let refused = Vault::create(&home.path().join("other.vault"), &passphrase(), WeakKdfCost.into(), nobody);
    assert!(matches!(refused, Err(Error::Unnamed)));
}

#[test]
fn the_person_at_a_device_is_asked_for_and_kept() {
    let Made { mut vault, home, .. } = made();
    assert_eq!(vault.who(DEVICE).unwrap(), WHO);
    assert!(matches!(vault.who("another device"), Err(Error::Unnamed)));
    let row = vault.name_person("another device", "Tom Bly", at(1)).unwrap();
    assert_eq!((row.action, row.who.as_str()), (Action::NamePerson, "Tom Bly"));
    vault.name_person(DEVICE, "Ada Fenwick-Bly", at(2)).unwrap();
    assert!(matches!(vault.name_person(DEVICE, "", at(2)), Err(Error::Unnamed)));
    vault.lock().unwrap();
    let vault = unlock(&path(&home)).unwrap();
    assert_eq!(vault.who(DEVICE).unwrap(), "Ada Fenwick-Bly");
    assert_eq!(vault.who("another device").unwrap(), "Tom Bly");
}

#[test]
fn a_changed_passphrase_replaces_the_old_one() {
    let Made { mut vault, code, home } = made();
    let new = Passphrase::new("another horse".into());
    vault.change_passphrase(None, &new, WeakKdfCost.into(), at(1), WHO).unwrap();
    assert_eq!(vault.slots().len(), 2);
    vault.lock().unwrap();
    assert!(matches!(unlock(&path(&home)), Err(Error::WrongPassphrase)));
    let vault = Vault::unlock(&path(&home), Secret::Passphrase(&new), at(2)).unwrap();
    let rows = vault.read(|reader| reader.log_newest(1)).unwrap();
    assert_eq!(rows[0].action, Action::ChangePassphrase);
    assert_eq!(check(&vault).problems, []);
    drop(vault);
    Vault::unlock(&path(&home), Secret::Recovery(&code), at(2)).unwrap();
}

#[test]
fn slots_are_added_renewed_and_revoked_down_to_the_last() {
    let Made { mut vault, code, home } = made();
    let colleague = Passphrase::new("a colleague's horse".into());
    let added = vault.add_passphrase(&colleague, WeakKdfCost.into(), at(1), WHO).unwrap();
    let ambiguous = vault.change_passphrase(None, &colleague, WeakKdfCost.into(), at(1), WHO);
    assert!(matches!(ambiguous, Err(Error::Invalid(invalid)) if invalid.field == "slot"));
    let before = vault.slots();
    let refused = vault.renew_recovery(at(2), WHO, |_| Err(std::io::ErrorKind::StorageFull.into()));
    assert!(matches!(refused, Err(Error::DiskFull { .. })));
    assert_eq!(vault.slots(), before, "a code that nobody got changes nothing");
    let mut renewed = None;
    vault
        .renew_recovery(at(2), WHO, |code| {
            renewed = RecoveryCode::parse(&code.text()).ok();
            Ok(())
        })
        .unwrap();
    let renewed = renewed.unwrap();
    vault.revoke_slot(added, at(3), WHO).unwrap();
    assert!(matches!(vault.revoke_slot(added, at(3), WHO), Err(Error::NotFound { .. })));
    let kinds: Vec<_> = vault.slots().iter().map(|slot| slot.kind).collect();
    assert_eq!(kinds, [SlotKind::Passphrase, SlotKind::Recovery]);
    let [first, last] = [vault.slots()[0].id, vault.slots()[1].id];
    vault.revoke_slot(first, at(4), WHO).unwrap();
    assert!(matches!(vault.revoke_slot(last, at(4), WHO), Err(Error::LastSlot)));
    vault.lock().unwrap();
    assert!(matches!(unlock(&path(&home)), Err(Error::WrongPassphrase)));
    assert!(matches!(Vault::unlock(&path(&home), Secret::Recovery(&code), at(5)), Err(Error::WrongRecoveryCode)));
    let vault = Vault::unlock(&path(&home), Secret::Recovery(&renewed), at(5)).unwrap();
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn nothing_of_a_client_lies_in_the_clear_while_open_or_locked() {
    let content = b"evidence bytes that nobody else may read, again and again. ".repeat(40);
    let Made { mut vault, home, .. } = filled();
    attach(&mut vault, 2, &content, 20);
    let needles: [&[u8]; 8] = [
        b"Hallmere",
        b"The head of platform reviews",
        b"CORE-24",
        b"access review Q2",
        b"evidence bytes that nobody",
        b"okafor,admin",
        b"CREATE TABLE control",
        b"correct horse",
    ];
    let scan = |when: &str| {
        for entry in fs::read_dir(path(&home)).unwrap() {
            let (name, bytes) = {
                let entry = entry.unwrap();
                (entry.file_name(), fs::read(entry.path()).unwrap())
            };
            for needle in needles {
                let found = bytes.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle));
                assert!(!found, "{} in {name:?} while {when}", String::from_utf8_lossy(needle));
            }
        }
    };
    scan("open");
    vault.lock().unwrap();
    scan("locked");
}

#[cfg(unix)]
#[test]
fn the_files_of_a_vault_belong_to_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let Made { vault: _vault, home, .. } = filled();
    for entry in fs::read_dir(path(&home)).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", entry.file_name());
    }
}

// Root writes to folders whatever their permissions are; the tests of `error` cover the mapping for every user.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_an_error_of_its_own() {
    use std::os::unix::fs::PermissionsExt;
    let Made { vault, home, .. } = made();
    vault.lock().unwrap();
    fs::remove_file(path(&home).join("lock")).unwrap();
    fs::set_permissions(path(&home), fs::Permissions::from_mode(0o500)).unwrap();
    let answer = unlock(&path(&home));
    fs::set_permissions(path(&home), fs::Permissions::from_mode(0o700)).unwrap();
    assert!(rustix::process::geteuid().is_root() || matches!(answer, Err(Error::ReadOnly { .. })));
}

#[test]
fn a_vault_and_its_originals_can_be_used_on_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Vault>();
    is_send::<Originals>();
}

#[test]
fn a_query_within_a_query_is_answered() {
    let Made { vault, home: _home, .. } = made();
    let name = vault.read(|_| vault.who(DEVICE)).unwrap();
    assert_eq!(name, WHO);
}

#[test]
fn a_full_disk_is_an_error_of_its_own_and_loses_nothing() {
    let Made { mut vault, home: _home, .. } = filled();
    let pages: i64 = vault.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    // As good as a full disk: SQLite answers the same.
    vault.connection.pragma_update_and_check(None, "max_page_count", pages + 1, |_| Ok(())).unwrap();
    let long = "long ".repeat(3000);
    let edited = model::control::Control { statement: long, ..fixture::control(50, "CORE-24") };
    let before = vault.read(|reader| reader.log_seq()).unwrap();
    let answer = vault.write(Action::EditControl, at(20), WHO, |writer| writer.update(edited.clone(), 1));
    assert!(matches!(answer, Err(Error::DiskFull { .. })), "{answer:?}");
    assert_eq!(vault.read(|reader| reader.log_seq()).unwrap(), before);
    vault.connection.pragma_update_and_check(None, "max_page_count", 1_000_000, |_| Ok(())).unwrap();
    write(&mut vault, Action::EditControl, 21, |writer| writer.update(edited, 1));
    assert_eq!(check(&vault).problems, []);
}
