//! Keyring slots, and the folder held against what a keyring last saw of it.

use std::path::Path;

use super::*;
use crate::keyring::KeyringSecret;
use crate::slot::{SlotId, SlotKind};

/// A vault with a keyring slot, what the keyring keeps of it, and the folder as it was before the slot.
struct Kept {
    made: Made,
    secret: KeyringSecret,
    slot: SlotId,
}

fn kept() -> Kept {
    let mut made = filled();
    let mut secret = None;
    let keep = |_: SlotId, new: &KeyringSecret| {
        secret = Some(KeyringSecret::parse(&new.text())?);
        Ok::<(), Error>(())
    };
    let slot = made.vault.add_keyring(at(20), WHO, keep).unwrap();
    Kept { made, secret: secret.unwrap(), slot }
}

fn unlock_seen(path: &Path, head: &str) -> Vault {
    Vault::unlock_as_seen(path, Secret::Passphrase(&passphrase()), at(60), || Some(head.to_owned())).unwrap()
}

/// Changes the vault in `folder`, and answers what its keyring keeps of it then.
fn went_on(folder: &Path, slot: SlotId) -> String {
    let mut vault = unlock(folder).unwrap();
    write(&mut vault, Action::AddGap, 40, |writer| writer.insert(&fixture::gap(2)));
    vault.write_head().unwrap();
    let head = vault.head_to_keep(slot).unwrap();
    vault.lock().unwrap();
    head
}

/// Puts the folder that was kept aside in the place of the present one.
fn put_back(aside: &Path, present: &Path) {
    fs::remove_dir_all(present).unwrap();
    copy(aside, present);
}

#[test]
fn a_vault_opens_with_what_a_keyring_keeps_until_the_slot_is_revoked() {
    let Kept { made: Made { vault, home, .. }, secret, slot } = kept();
    assert_eq!(vault.slots().last().map(|own| (own.id, own.kind)), Some((slot, SlotKind::Keyring)));
    assert_eq!(check(&vault).problems, []);
    vault.confirm(Secret::Keyring(&secret)).unwrap();
    vault.lock().unwrap();
    let glance = Vault::glance(&path(&home)).unwrap();
    assert_eq!(glance.slots.len(), 3);
    let other = KeyringSecret::random().unwrap();
    assert!(matches!(Vault::unlock(&path(&home), Secret::Keyring(&other), at(60)), Err(Error::WrongKeyringSecret)));
    let mut vault = Vault::unlock(&path(&home), Secret::Keyring(&secret), at(60)).unwrap();
    assert_eq!(vault.id(), glance.vault);
    vault.revoke_slot(slot, at(61), WHO).unwrap();
    vault.lock().unwrap();
    assert!(matches!(Vault::unlock(&path(&home), Secret::Keyring(&secret), at(62)), Err(Error::WrongKeyringSecret)));
    unlock(&path(&home)).unwrap();
}

#[test]
fn a_keyring_that_refuses_leaves_the_vault_as_it_was() {
    let mut made = made();
    let (generation, rows) = (made.vault.generation(), made.vault.read(|reader| reader.log_seq()).unwrap());
    let refused = made.vault.add_keyring(at(1), WHO, |_, _| Err(Error::Cancelled));
    assert!(matches!(refused, Err(Error::Cancelled)));
    assert_eq!(made.vault.slots().len(), 2);
    assert_eq!((made.vault.generation(), made.vault.read(|reader| reader.log_seq()).unwrap()), (generation, rows));
}

#[test]
fn a_vault_always_keeps_a_slot_that_a_person_opens() {
    let Kept { made: Made { mut vault, home: _home, .. }, slot, .. } = kept();
    let by_people: Vec<_> = vault.slots().iter().filter(|own| own.id != slot).map(|own| own.id).collect();
    vault.revoke_slot(by_people[0], at(30), WHO).unwrap();
    assert!(matches!(vault.revoke_slot(by_people[1], at(31), WHO), Err(Error::LastSlot)));
    assert_eq!(vault.slots().len(), 2);
}

#[test]
fn a_whole_folder_put_back_is_seen_by_what_the_keyring_keeps_and_by_nothing_else() {
    let Kept { made: Made { vault, home, .. }, slot, .. } = kept();
    let aside = home.path().join("aside");
    let first = vault.head_to_keep(slot).unwrap();
    vault.lock().unwrap();
    copy(&path(&home), &aside);
    let mut vault = unlock_seen(&path(&home), &first);
    assert_eq!(vault.condition(), &Condition::Sound, "nothing is newer than itself");
    write(&mut vault, Action::AddGap, 40, |writer| writer.insert(&fixture::gap(2)));
    attach(&mut vault, 2, b"later evidence", 41);
    vault.write_head().unwrap();
    let head = vault.head_to_keep(slot).unwrap();
    vault.lock().unwrap();
    // The evidence stays the newer one, as when only the small files were put back.
    let evidence = fs::read(path(&home).join("evidence.db")).unwrap();
    put_back(&aside, &path(&home));
    fs::write(path(&home).join("evidence.db"), &evidence).unwrap();

    let mut older = unlock_seen(&path(&home), &head);
    let Condition::OlderThanSeen { seen_seq, log_seq } = *older.condition() else {
        panic!("{:?}", older.condition());
    };
    assert_eq!(seen_seq, log_seq + 2);
    let refused = older.write(Action::EditClient, at(61), WHO, |_| Ok(()));
    assert!(matches!(refused, Err(Error::OlderThanSeen)));
    assert_eq!(older.head_to_keep(slot), None);
    assert!(check(&older).problems.iter().any(|problem| problem.part == crate::check::Part::Log));
    older.lock().unwrap();
    // Nothing was swept: who finds the newer files again finds their evidence, too.
    assert_eq!(fs::metadata(path(&home).join("evidence.db")).unwrap().len(), evidence.len() as u64);

    // The limit that SECURITY.md states: without the keyring nothing shows.
    assert_eq!(unlock(&path(&home)).unwrap().condition(), &Condition::Sound);
}

#[test]
fn an_older_folder_that_was_changed_elsewhere_is_seen_though_its_number_caught_up() {
    let Kept { made: Made { mut vault, home, .. }, slot, .. } = kept();
    let aside = home.path().join("aside");
    vault.write_head().unwrap();
    vault.lock().unwrap();
    copy(&path(&home), &aside);
    let head = went_on(&path(&home), slot);
    put_back(&aside, &path(&home));
    let mut elsewhere = unlock(&path(&home)).unwrap();
    for number in 3..6 {
        write(&mut elsewhere, Action::AddGap, 40 + number, |writer| writer.insert(&fixture::gap(number)));
        elsewhere.write_head().unwrap();
    }
    elsewhere.lock().unwrap();
    let vault = unlock_seen(&path(&home), &head);
    let Condition::OlderThanSeen { seen_seq, log_seq } = *vault.condition() else {
        panic!("{:?}", vault.condition());
    };
    assert!(log_seq > seen_seq, "the number alone would say that it is newer");
}

#[test]
fn headers_put_back_to_revive_a_revoked_secret_are_seen() {
    let Kept { made: Made { mut vault, home, .. }, slot, .. } = kept();
    let headers = ["header.a", "header.b"].map(|name| fs::read(path(&home).join(name)).unwrap());
    let new = Passphrase::new("another horse".into());
    vault.change_passphrase(None, &new, WeakKdfCost.into(), at(30), WHO).unwrap();
    let head = vault.head_to_keep(slot).unwrap();
    vault.lock().unwrap();
    for (name, bytes) in ["header.a", "header.b"].iter().zip(headers) {
        fs::write(path(&home).join(name), bytes).unwrap();
    }
    let vault = unlock_seen(&path(&home), &head);
    assert!(matches!(vault.condition(), Condition::OlderThanSeen { .. }), "{:?}", vault.condition());
}

#[test]
fn an_older_folder_is_gone_on_with_once_that_was_decided_and_logged() {
    let Kept { made: Made { mut vault, home, .. }, slot, .. } = kept();
    let aside = home.path().join("aside");
    assert!(matches!(vault.accept_older(at(30), WHO), Err(Error::NotFound { .. })), "nothing to accept");
    vault.lock().unwrap();
    copy(&path(&home), &aside);
    let head = went_on(&path(&home), slot);
    put_back(&aside, &path(&home));
    let mut vault = unlock_seen(&path(&home), &head);
    assert!(matches!(vault.accept_older(at(61), ""), Err(Error::Unnamed)));
    assert!(matches!(vault.condition(), Condition::OlderThanSeen { .. }), "nobody decided anything");
    let row = vault.accept_older(at(61), WHO).unwrap();
    assert_eq!(row.action, Action::AcceptOlder);
    let body = vault.read(|reader| reader.log_body(row.seq)).unwrap().unwrap();
    assert_eq!(body.facts.keys().map(String::as_str).collect::<Vec<_>>(), ["seen_hash", "seen_row"]);
    write(&mut vault, Action::AddGap, 62, |writer| writer.insert(&fixture::gap(2)));
    assert_eq!(check(&vault).problems, []);
    vault.write_head().unwrap();
    let head = vault.head_to_keep(slot).unwrap();
    vault.lock().unwrap();
    assert_eq!(unlock_seen(&path(&home), &head).condition(), &Condition::Sound);
}

#[test]
fn what_the_keyring_keeps_of_another_vault_or_nobody_is_compared_with_nothing() {
    let Kept { made: Made { vault, home, .. }, .. } = kept();
    vault.lock().unwrap();
    let other = kept();
    let foreign = other.made.vault.head_to_keep(other.slot).unwrap();
    for text in [foreign.as_str(), "", "1 2 3"] {
        let vault = unlock_seen(&path(&home), text);
        assert_eq!((vault.condition(), vault.seen()), (&Condition::Sound, Seen::Foreign));
    }
    assert_eq!(unlock(&path(&home)).unwrap().seen(), Seen::Nothing);
}
