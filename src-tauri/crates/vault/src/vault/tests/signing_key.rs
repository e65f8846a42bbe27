//! The key that signs packets, in a vault: made once, replaced with a reason, told in the log without its private half, and
//! where it goes when the vault is copied, given another key or put together anew.

use std::ops::ControlFlow;

use model::signing_key::{PublicKey, SigningKey};

use super::rotate::{new_passphrase, opened_by, prepared, taken};
use super::*;
use crate::backup::CopyKey;

fn keys(vault: &Vault) -> Vec<SigningKey> {
    vault.read(|reader| reader.signing_keys()).unwrap()
}

fn signs(vault: &Vault) -> Option<PublicKey> {
    let listed = keys(vault).into_iter().find(|key| key.signs).map(|key| key.public_key);
    assert_eq!(vault.signing_secret().unwrap().map(|secret| secret.public_key()), listed);
    listed
}

/// The sealed private half as it lies in the database.
fn sealed(vault: &Vault) -> Vec<u8> {
    crate::table::signing_key::secret(&vault.connection).unwrap().unwrap().1
}

#[test]
fn a_key_is_made_once_and_kept() {
    let Made { mut vault, home, .. } = made();
    assert_eq!((signs(&vault), keys(&vault).len()), (None, 0));
    let (key, row) = vault.make_signing_key(at(5), WHO).unwrap();
    assert_eq!((row.action, row.who.as_str()), (Action::MakeSigningKey, WHO));
    assert_eq!(signs(&vault), Some(key));
    let listed = keys(&vault).remove(0);
    assert_eq!((listed.made_at, listed.made_by.as_str(), listed.replaced), (at(5), WHO, None));
    let again = vault.make_signing_key(at(6), WHO);
    assert!(matches!(again, Err(Error::Invalid(ref invalid)) if invalid.field == "signing_key"), "{again:?}");
    let signature = vault.signing_secret().unwrap().unwrap().sign(b"a packet");
    assert!(matches!(vault.undo(row.seq, at(7), WHO, || id(1)), Err(Error::NotUndoable { .. })));
    vault.lock().unwrap();
    let vault = unlock(&path(&home)).unwrap();
    assert_eq!(vault.signing_secret().unwrap().unwrap().sign(b"a packet"), signature);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_replaced_key_stays_listed_and_signs_no_more() {
    let Made { mut vault, home: _home, .. } = made();
    assert!(matches!(vault.replace_signing_key("lost", at(4), WHO), Err(Error::NotFound { .. })));
    let (old, _) = vault.make_signing_key(at(5), WHO).unwrap();
    for none in ["", " \u{200b}"] {
        let refused = vault.replace_signing_key(none, at(6), WHO);
        assert!(matches!(refused, Err(Error::Invalid(ref invalid)) if invalid.field == "reason"), "{refused:?}");
    }
    let (new, row) = vault.replace_signing_key(" the laptop was lost ", at(6), "Tomas Lindqvist").unwrap();
    assert_eq!((row.action, signs(&vault)), (Action::ReplaceSigningKey, Some(new)));
    let [first, second] = <[SigningKey; 2]>::try_from(keys(&vault)).unwrap();
    assert_eq!((first.public_key, first.replaced), (new, None));
    let replaced = second.replaced.unwrap();
    assert_eq!((second.public_key, second.signs), (old, false));
    assert_eq!((replaced.at, replaced.by.as_str()), (at(6), "Tomas Lindqvist"));
    assert_eq!(replaced.reason, "the laptop was lost");
    let facts = vault.read(|reader| reader.log_body(row.seq)).unwrap().unwrap().facts;
    assert_eq!(facts["replaced"]["fingerprint"], old.fingerprint().to_string());
    assert_eq!(facts["made"]["public_key"], new.to_string());
    assert_eq!(facts["reason"], "the laptop was lost");
    assert_eq!(check(&vault).problems, []);
}

/// Groups of three bytes in base64.
fn base64(groups: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |three: &[u8]| {
        let bits = three.iter().fold(0_usize, |bits, byte| (bits << 8) | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| char::from(DIGITS[(bits >> shift) & 63]))
    };
    groups.chunks_exact(3).flat_map(digits).collect()
}

/// How parts of some bytes are written in JSON: in hexadecimal digits, as an array of numbers, and in base64 wherever in a
/// longer text it begins.
fn written(bytes: &[u8]) -> Vec<String> {
    let mut ways = Vec::new();
    for part in bytes.chunks_exact(8) {
        let digits: String = part.iter().map(|byte| format!("{byte:02x}")).collect();
        ways.extend([digits.to_uppercase(), digits]);
        ways.push(part.iter().map(u8::to_string).collect::<Vec<_>>().join(","));
    }
    for from in 0..3 {
        ways.extend(bytes[from..].chunks_exact(9).map(base64));
    }
    ways
}

#[test]
fn bytes_are_found_in_whichever_way_they_are_written() {
    let bytes: [u8; 32] = std::array::from_fn(|at| 7 * at as u8 + 3);
    let has = |text: &str| written(&bytes).iter().any(|way| text.contains(way));
    assert_eq!(base64(b"foobar"), "Zm9vYmFy");
    assert!(has(&serde_json::to_string(&bytes).unwrap()));
    assert!(has(&bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()));
    for before in 0..3 {
        assert!(has(&base64(&[&[0_u8; 2][..before], &bytes].concat())), "{before}");
    }
    assert!(!has(&serde_json::to_string(&[5; 32]).unwrap()));
}

#[test]
fn the_log_never_holds_the_private_half() {
    let Made { mut vault, home: _home, .. } = made();
    let mut halves = Vec::new();
    for minute in 5..8 {
        if minute == 5 {
            vault.make_signing_key(at(minute), WHO).unwrap();
        } else {
            vault.replace_signing_key("once more", at(minute), WHO).unwrap();
        }
        halves.push(sealed(&vault));
        halves.push(vault.signing_secret().unwrap().unwrap().seed().to_vec());
    }
    let rows = vault.read(|reader| reader.log(1, 10)).unwrap();
    for row in &rows {
        let body = vault.read(|reader| reader.log_body(row.seq)).unwrap();
        let text = serde_json::to_string(&body).unwrap();
        for way in halves.iter().flat_map(|half| written(half)) {
            assert!(!text.contains(&way), "row {}: {text}", row.seq);
        }
    }
    assert_eq!(rows.len(), 4);
}

#[test]
fn a_backup_and_what_is_restored_from_it_sign_as_the_vault_does() {
    let Made { mut vault, home, .. } = filled();
    let (key, _) = vault.make_signing_key(at(20), WHO).unwrap();
    let copy = home.path().join("backup.vault");
    vault.snapshot(at(90)).unwrap().back_up(&copy, CopyKey::Same, &mut |_| ControlFlow::Continue(())).unwrap();
    vault.replace_signing_key("replaced since", at(91), WHO).unwrap();
    let opened = unlock(&copy).unwrap();
    assert_eq!(signs(&opened), Some(key), "a backup holds the key that was replaced since");
    assert_eq!(check(&opened).problems, []);
}

#[test]
fn a_copy_that_is_given_away_signs_with_no_key_of_ours() {
    let Made { mut vault, home, .. } = filled();
    let (key, _) = vault.make_signing_key(at(20), WHO).unwrap();
    let half = sealed(&vault);
    let copy = home.path().join("given.vault");
    let new = Passphrase::new("another battery staple".into());
    let to = CopyKey::New(&new, WeakKdfCost.into());
    vault.snapshot(at(90)).unwrap().back_up(&copy, to, &mut |_| ControlFlow::Continue(())).unwrap();
    let mut given = Vault::unlock(&copy, Secret::Passphrase(&new), at(60)).unwrap();
    assert_eq!(signs(&given), None);
    let listed = keys(&given).remove(0);
    assert_eq!((listed.public_key, listed.signs, listed.replaced), (key, false, None));
    assert_eq!(check(&given).problems, []);
    // What a page of it might still have is sealed under a key that the copy's own doesn't lead to.
    let as_ours = |vault: &Vault| crate::table::signing_key::put_secret(&vault.connection, key, half.clone());
    as_ours(&given).unwrap();
    assert!(matches!(given.signing_secret(), Err(Error::Damaged { .. })));
    crate::table::signing_key::forget_secrets(&given.connection).unwrap();
    let (own, _) = given.make_signing_key(at(61), "Somebody else").unwrap();
    assert_ne!(own, key);
    assert_eq!((signs(&given), signs(&vault)), (Some(own), Some(key)));
}

#[test]
fn a_new_key_of_the_vault_keeps_the_signing_key() {
    let Made { mut vault, home, .. } = filled();
    let (key, _) = vault.make_signing_key(at(20), WHO).unwrap();
    let (half, signature) = (sealed(&vault), vault.signing_secret().unwrap().unwrap().sign(b"a packet"));
    let rotation = prepared(&vault).unwrap();
    let (vault, _) = taken(vault, rotation);
    vault.lock().unwrap();
    let vault = opened_by(&path(&home), &new_passphrase()).unwrap();
    assert_eq!(signs(&vault), Some(key));
    assert_ne!(sealed(&vault), half, "it is sealed anew");
    assert_eq!(vault.signing_secret().unwrap().unwrap().sign(b"a packet"), signature);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_salvaged_vault_signs_with_the_key_that_it_had() {
    let Made { mut vault, home, .. } = filled();
    let (old, _) = vault.make_signing_key(at(20), WHO).unwrap();
    let (key, _) = vault.replace_signing_key("lost", at(21), WHO).unwrap();
    vault.lock().unwrap();
    let new = home.path().join("new.vault");
    let salvaged = super::salvage::salvage(&path(&home), &new).unwrap();
    assert_eq!(salvaged.lost, Vec::<String>::new());
    let vault = unlock(&new).unwrap();
    assert_eq!(signs(&vault), Some(key));
    assert_eq!(keys(&vault).iter().map(|key| key.public_key).collect::<Vec<_>>(), [key, old]);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_private_half_that_does_not_open_is_named_and_can_be_replaced() {
    let Made { mut vault, home, .. } = filled();
    let (key, _) = vault.make_signing_key(at(20), WHO).unwrap();
    tamper(&vault, "UPDATE signing_secret SET sealed = zeroblob(72)");
    let problems = check(&vault).problems;
    let named = key.fingerprint().grouped();
    assert!(problems.iter().any(|problem| problem.what.contains(&named)), "{problems:?}");
    assert!(matches!(vault.signing_secret(), Err(Error::Damaged { .. })));
    assert!(matches!(prepared(&vault), Err(Error::Damaged { .. })));
    vault.lock().unwrap();
    let new = home.path().join("new.vault");
    let salvaged = super::salvage::salvage(&path(&home), &new).unwrap();
    assert!(salvaged.lost.iter().any(|lost| lost.contains(&named)), "{:?}", salvaged.lost);
    let mut vault = unlock(&new).unwrap();
    assert_eq!((signs(&vault), check(&vault).problems), (None, vec![]));
    assert!(vault.make_signing_key(at(61), WHO).is_ok(), "the next export makes one");
    let mut vault = unlock(&path(&home)).unwrap();
    vault.replace_signing_key("it did not open", at(62), WHO).unwrap();
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_key_that_was_replaced_must_not_keep_its_private_half() {
    let Made { mut vault, home: _home, .. } = made();
    vault.make_signing_key(at(5), WHO).unwrap();
    tamper(&vault, "UPDATE signing_key SET replaced_at = made_at, replaced_by = 'x', replaced_reason = 'x'");
    assert_eq!(check(&vault).problems.len(), 1);
}
