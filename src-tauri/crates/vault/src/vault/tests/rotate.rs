//! A new key: interrupted anywhere, the vault opens by one key or the other and is whole; and once it counts, nothing opens
//! by the old one any more.

use std::ops::ControlFlow;

use super::backup::all;
use super::full::{FOLDER, PART, killed, on_a_small_disk};
use super::*;
use crate::chunk::CHUNK_LEN;
use crate::header::copies::read_copies;
use crate::key::{VaultId, VaultKey};
use crate::rotate::{NewKey, Rotated, Rotation, Stage};
use crate::store::tests::noise;
use crate::table::file;

pub(super) fn new_passphrase() -> Passphrase {
    Passphrase::new("quite another passphrase".into())
}

fn go(_: model::packet::Step) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn new_key(passphrase: &Passphrase) -> NewKey<'_> {
    NewKey { passphrase, cost: WeakKdfCost.into(), at: at(90), who: WHO }
}

pub(super) fn prepared(vault: &Vault) -> Result<Rotation> {
    let snapshot = vault.snapshot(at(90))?;
    let rotation = snapshot.rotate(new_key(&new_passphrase()), &mut go)?;
    snapshot.end();
    Ok(rotation)
}

pub(super) fn taken(vault: Vault, rotation: Rotation) -> (Vault, Rotated) {
    vault.take_key(rotation, at(91)).map_err(|not| not.error).unwrap()
}

pub(super) fn opened_by(path: &Path, passphrase: &Passphrase) -> Result<Vault> {
    Vault::unlock(path, Secret::Passphrase(passphrase), at(95))
}

/// Copies a folder as it lies there, as a crash would leave it.
fn image(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let (name, path) = (entry.file_name(), to.join(entry.file_name()));
        if entry.file_type().unwrap().is_dir() {
            image(&entry.path(), &path);
        } else if !name.to_string_lossy().ends_with("-shm") {
            fs::copy(entry.path(), path).unwrap();
        }
    }
}

fn names(path: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(path).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A vault with files of several chunks, of which two items share one, and one that has none.
fn with_evidence() -> Made {
    let mut made = filled();
    let shared = noise(CHUNK_LEN);
    attach(&mut made.vault, 2, &[shared.clone(), noise(700)].concat(), 20);
    attach(&mut made.vault, 3, &shared, 21);
    attach(&mut made.vault, 4, b"", 22);
    made
}

/// Nothing in the folder opens by the key that it had.
fn refuses_the_old_key(path: &Path, vault: VaultId, key: &VaultKey) {
    let folder = Folder::existing(path).unwrap();
    assert!(read_copies(&folder).unwrap().authentic(vault, &key.header_key(vault)).is_none());
    assert!(matches!(database::open(&folder, &key.database_key(vault)), Err(Error::Damaged { .. })));
    let old = Arc::new(ChunkKeys::derive(key, vault));
    let store = EvidenceStore::open(&folder, old.clone(), crate::store::Access::ReadOnly).unwrap();
    let ids = store.ids().unwrap();
    assert!(!ids.is_empty());
    for id in ids {
        assert!(old.open(&id, &store.sealed(&id).unwrap().unwrap()).is_err());
    }
}

#[test]
fn a_new_key_opens_everything_and_the_old_one_nothing() {
    let Made { vault, code, home } = with_evidence();
    let (path, truth) = (path(&home), all(&vault));
    let (old_id, old_key, old_slots) = (vault.id(), vault.vault_key.again(), vault.slots());
    fs::write(path.join(migrate::COPY_BEFORE), b"under the old key").unwrap();
    let head = vault.read(|reader| reader.log_seq()).unwrap();
    let rotation = prepared(&vault).unwrap();
    assert_eq!(check(&vault).problems, [], "nothing of the vault has changed yet");
    let (vault, rotated) = taken(vault, rotation);
    assert_eq!((rotated.chunks, rotated.found, rotated.report.files), (3, 0, 4));
    assert_eq!(all(&vault), truth);
    assert_eq!(check(&vault).problems, []);
    assert_ne!(vault.id(), old_id);
    let row = vault.read(|reader| reader.log_row(head + 1)).unwrap();
    assert_eq!((row.action, row.who.as_str()), (Action::RotateKey, WHO));
    let facts = vault.read(|reader| reader.log_body(head + 1)).unwrap().unwrap().facts;
    let ids: Vec<String> = old_slots.iter().map(|slot| slot.id.to_string()).collect();
    assert_eq!(facts["revoked"], serde_json::json!(ids));
    assert_eq!(facts["added"], serde_json::json!([vault.slots()[0].id.to_string()]));
    vault.lock().unwrap();
    assert_eq!(names(&path), ["evidence.db", "header.a", "header.b", "lock", "vault.db"]);
    assert!(matches!(opened_by(&path, &passphrase()), Err(Error::WrongPassphrase)));
    assert!(matches!(Vault::unlock(&path, Secret::Recovery(&code), at(95)), Err(Error::WrongRecoveryCode)));
    refuses_the_old_key(&path, old_id, &old_key);
    let mut vault = opened_by(&path, &new_passphrase()).unwrap();
    assert_eq!((all(&vault), vault.slots().len()), (truth, 1));
    attach(&mut vault, 5, &noise(CHUNK_LEN + 1), 96);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn interrupted_at_any_step_it_is_whole_and_goes_on() {
    let Made { vault, home, .. } = with_evidence();
    let (path, truth) = (path(&home), all(&vault));
    fs::write(path.join(migrate::COPY_BEFORE), b"under the old key").unwrap();
    let (old_id, old_key) = (vault.id(), vault.vault_key.again());
    let mut images = Vec::new();
    let mut keep = |stage| {
        let to = home.path().join(format!("image{}.vault", images.len()));
        image(&path, &to);
        images.push((stage, to));
        Ok(())
    };
    let snapshot = vault.snapshot(at(90)).unwrap();
    let rotation = snapshot.rotate_watched(new_key(&new_passphrase()), &mut go, &mut keep).unwrap();
    snapshot.end();
    drop(vault.take_key_watched(rotation, at(91), &mut keep).map_err(|not| not.error).unwrap());
    let stages: Vec<Stage> = images.iter().map(|(stage, _)| *stage).collect();
    let decided = stages.iter().position(|stage| *stage == Stage::Decided).unwrap();
    assert_eq!(stages[..decided].iter().filter(|stage| **stage == Stage::Sealed).count(), 3);
    assert_eq!(stages[decided..].iter().filter(|stage| **stage == Stage::Moved).count(), 4);
    for (number, (stage, image)) in images.into_iter().enumerate() {
        let counts = number >= decided;
        let (by, other) = if counts { (new_passphrase(), passphrase()) } else { (passphrase(), new_passphrase()) };
        assert_eq!(Vault::glance(&image).unwrap().slots.len(), if counts { 1 } else { 2 }, "{stage:?}");
        assert!(matches!(opened_by(&image, &other), Err(Error::WrongPassphrase)), "{stage:?}");
        let vault = opened_by(&image, &by).unwrap();
        assert_eq!(vault.condition(), &Condition::Sound, "{stage:?}");
        assert_eq!(check(&vault).problems, [], "{stage:?}");
        assert_eq!(all(&vault), truth, "{stage:?}");
        assert_eq!(vault.rotation_begun(), !counts);
        if !counts {
            let rotation = prepared(&vault).unwrap();
            let (vault, rotated) = taken(vault, rotation);
            let had_all = !matches!(stage, Stage::Wrapped | Stage::Records | Stage::Sealed);
            assert_eq!(rotated.found, if had_all { 3 } else { 0 }, "{stage:?}");
            assert_eq!(check(&vault).problems, [], "{stage:?}");
            assert_eq!(all(&vault), truth, "{stage:?}");
        }
        assert_eq!(names(&image).iter().filter(|name| name.contains("key") || name.contains("before")).count(), 0);
        assert!(matches!(opened_by(&image, &passphrase()), Err(Error::WrongPassphrase | Error::InUse)), "{stage:?}");
        refuses_the_old_key(&image, old_id, &old_key);
    }
}

#[test]
fn a_device_that_fails_at_any_step_leaves_the_vault_as_it_is_or_with_its_new_key() {
    let Made { mut vault, home, .. } = with_evidence();
    let (path, truth) = (path(&home), all(&vault));
    let failing = |at: usize| {
        let mut passed = 0;
        move |_| {
            passed += 1;
            if passed > at { Err(Error::DiskFull { doing: "testing" }) } else { Ok(()) }
        }
    };
    let mut failures = 0;
    for step in 0.. {
        let snapshot = vault.snapshot(at(90)).unwrap();
        let made = snapshot.rotate_watched(new_key(&new_passphrase()), &mut go, &mut failing(step));
        snapshot.end();
        if made.is_ok() {
            break;
        }
        failures += 1;
        assert!(!vault.rotation_begun(), "what can't be ended gives its room back");
        assert_eq!(check(&vault).problems, []);
    }
    assert_eq!(failures, 9);
    // The last step after which the vault can still go on as it is.
    let rotation = prepared(&vault).unwrap();
    let not = vault.take_key_watched(rotation, at(91), &mut failing(0)).err().unwrap();
    vault = *not.vault.unwrap();
    assert_eq!(all(&vault), truth);
    for step in 1.. {
        let rotation = prepared(&vault).unwrap();
        match vault.take_key_watched(rotation, at(91), &mut failing(step)) {
            Ok((done, _)) => {
                assert_eq!(all(&done), truth);
                break;
            }
            Err(not) => {
                assert!(not.vault.is_none());
                vault = opened_by(&path, &new_passphrase()).unwrap();
                assert_eq!(all(&vault), truth);
                assert_eq!(check(&vault).problems, []);
            }
        }
    }
}

#[test]
fn what_was_sealed_before_the_vault_was_locked_is_gone_on_with() {
    let Made { vault, home, .. } = with_evidence();
    let path = path(&home);
    let ended = |vault: &Vault, by: &Passphrase| {
        let snapshot = vault.snapshot(at(90)).unwrap();
        let made = snapshot.rotate_watched(new_key(by), &mut go, &mut |stage| {
            if stage == Stage::Evidence {
                // As locking the vault on another thread does, which waits for this one.
                snapshot.ended.store(true, std::sync::atomic::Ordering::Relaxed);
            }
            Ok(())
        });
        assert!(matches!(made, Err(Error::Cancelled)));
        snapshot.end();
    };
    ended(&vault, &new_passphrase());
    assert!(vault.rotation_begun());
    vault.lock().unwrap();
    let vault = unlock(&path).unwrap();
    assert!(vault.rotation_begun());
    assert_eq!(check(&vault).problems, []);
    // Another passphrase begins anew: the key that lies there is wrapped for the first one alone.
    let other = Passphrase::new("a third passphrase".into());
    ended(&vault, &other);
    let rotation = prepared(&vault).unwrap();
    drop(rotation);
    // One of its chunks goes bad meanwhile.
    let next = Folder::found(&path.join("next-key")).unwrap();
    let db = rusqlite::Connection::open(next.file("evidence.db")).unwrap();
    let sql = "UPDATE chunk SET sealed = zeroblob(100) WHERE rowid = (SELECT min(rowid) FROM chunk)";
    assert_eq!(db.execute(sql, []).unwrap(), 1);
    drop(db);
    let rotation = prepared(&vault).unwrap();
    let (vault, rotated) = taken(vault, rotation);
    assert_eq!((rotated.chunks, rotated.found), (3, 2), "the bad one is sealed anew");
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn what_changes_while_it_is_prepared_comes_along() {
    let Made { mut vault, home: _home, .. } = with_evidence();
    let prepared_from = vault.snapshot(at(90)).unwrap();
    let rotation = prepared_from.rotate(new_key(&new_passphrase()), &mut go).unwrap();
    // Two at once are refused: each would take the other's folder away.
    let twice = vault.snapshot(at(90)).unwrap().rotate(new_key(&new_passphrase()), &mut go);
    assert!(matches!(twice, Err(Error::InUse)));
    let unused = || panic!("nothing has changed");
    let rotation = rotation.up_to_date(&prepared_from, unused, &mut go).map_err(|error| error.to_string()).unwrap();
    let text = crate::unsaved::Unsaved { place: "gap".into(), text: "not said yet".into(), at: at(92) };
    vault.keep_unsaved(&text).unwrap();
    let now = || vault.snapshot(at(92));
    let rotation = rotation.up_to_date(&prepared_from, now, &mut go).unwrap();
    // What is changed after that is refused, rather than lost.
    drop(rotation);
    let earlier = vault.snapshot(at(93)).unwrap();
    let rotation = earlier.rotate(new_key(&new_passphrase()), &mut go).unwrap();
    attach(&mut vault, 5, &noise(3000), 93);
    earlier.end();
    prepared_from.end();
    let not = vault.take_key(rotation, at(94)).err().unwrap();
    assert!(matches!(not.error, Error::Stale { .. }));
    vault = *not.vault.unwrap();
    let snapshot = vault.snapshot(at(95)).unwrap();
    let rotation = snapshot.rotate(new_key(&new_passphrase()), &mut go).unwrap();
    attach(&mut vault, 6, &noise(4000), 95);
    let now = || vault.snapshot(at(96));
    let rotation = rotation.up_to_date(&snapshot, now, &mut go).unwrap();
    snapshot.end();
    let truth = all(&vault);
    let (vault, rotated) = taken(vault, rotation);
    assert_eq!((rotated.chunks, rotated.found), (5, 3));
    assert_eq!(all(&vault), truth);
    assert_eq!(vault.read(|reader| reader.unsaved()).unwrap(), [text]);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn an_original_that_is_still_lent_leaves_the_rest_to_the_next_unlock() {
    let Made { vault, home, .. } = with_evidence();
    let truth = all(&vault);
    let rotation = prepared(&vault).unwrap();
    let lent = vault.originals().unwrap();
    let not = vault.take_key(rotation, at(91)).err().unwrap();
    assert!(not.vault.is_none() && matches!(not.error, Error::InUse));
    drop(lent);
    let vault = opened_by(&path(&home), &new_passphrase()).unwrap();
    assert_eq!(all(&vault), truth);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_disk_that_is_too_small_is_told_before_anything_is_written() {
    const TEST: &str = "vault::tests::rotate::a_disk_that_is_too_small_is_told_before_anything_is_written";
    if std::env::var_os(PART).is_none() {
        if !on_a_small_disk(TEST, &["refuse"]) {
            println!("not tried: no small disk can be mounted here");
        }
        return;
    }
    let path = PathBuf::from(std::env::var_os(FOLDER).unwrap()).join("client.vault");
    let (mut vault, _) = Vault::create(&path, &passphrase(), WeakKdfCost.into(), first()).unwrap();
    start(&mut vault);
    attach(&mut vault, 1, CONTENT, 10);
    let Err(Error::TooLittleRoom { needed, free }) = prepared(&vault) else { panic!("must be refused") };
    assert!(free < needed, "{free} {needed}");
    assert!(!vault.rotation_begun());
    assert_eq!(check(&vault).problems, []);
    killed("refuse")
}

#[test]
fn a_vault_that_is_not_sound_gets_no_new_key() {
    let Made { vault, home, .. } = with_evidence();
    let store = vault.store().unwrap();
    let gone = file::named_chunks(&vault.connection).unwrap()[0];
    store.remove(&[gone]).unwrap();
    assert!(matches!(prepared(&vault), Err(Error::Damaged { what }) if what.contains(&gone.to_string())));
    assert!(!vault.rotation_begun());
    // What stands in the way and isn't ours is refused, and stays.
    fs::write(path(&home).join("next-key"), b"something else").unwrap();
    assert!(matches!(prepared(&vault), Err(Error::Damaged { .. })));
    vault.lock().unwrap();
    let new = path(&home).join("new-key");
    std::os::unix::fs::symlink(home.path(), &new).unwrap();
    assert!(matches!(unlock(&path(&home)), Err(Error::Damaged { .. })));
    fs::remove_file(new).unwrap();
    unlock(&path(&home)).unwrap();
}
