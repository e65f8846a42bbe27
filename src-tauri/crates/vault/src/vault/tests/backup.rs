//! Backups: the copy is the vault as it stood, an earlier copy is whole until the newer one is, and nothing of the vault
//! waits for it.

mod interrupted;

use std::ops::ControlFlow;

use super::*;
use crate::backup::{Copied, CopyKey};
use crate::chunk::CHUNK_LEN;
use crate::store::tests::noise;
use crate::table::file;
use crate::unsaved::Unsaved;

/// Copies the vault, without a word meanwhile.
fn back_up(vault: &Vault, to: &Path) -> Result<Copied> {
    vault.snapshot(at(90))?.back_up(to, CopyKey::Same, &mut |_| ControlFlow::Continue(()))
}

/// All records, and every original by its item's number.
pub(super) fn all(vault: &Vault) -> (Vec<AnyRecord>, Vec<Vec<u8>>) {
    vault
        .read(|reader| {
            let mut records = Vec::new();
            for noun in model::record::Noun::ALL {
                records.extend(crate::table::list_any(reader.connection(), *noun)?);
            }
            let items = reader.list::<EvidenceItem>()?;
            let originals = items.iter().map(|item| original(vault, item)).collect::<Result<_>>()?;
            Ok((records, originals))
        })
        .unwrap()
}

/// The copy as it lies there just now, opened elsewhere, found sound; and the newest row of its log.
fn looked_at(copy: &Path, elsewhere: &Path) -> u64 {
    let _ = fs::remove_dir_all(elsewhere);
    fs::create_dir(elsewhere).unwrap();
    for entry in fs::read_dir(copy).unwrap().map(|entry| entry.unwrap()) {
        let name = entry.file_name();
        if entry.file_type().unwrap().is_file() && !name.to_string_lossy().ends_with("-shm") {
            fs::copy(entry.path(), elsewhere.join(name)).unwrap();
        }
    }
    let vault = unlock(elsewhere).unwrap();
    assert_eq!(vault.condition(), &Condition::Sound);
    assert_eq!(check(&vault).problems, []);
    vault.read(|reader| reader.log_seq()).unwrap()
}

#[test]
fn a_backup_is_the_vault_as_it_stood() {
    let Made { mut vault, home, .. } = filled();
    attach(&mut vault, 2, &noise(3 * CHUNK_LEN + 17), 20);
    let copy = home.path().join("backup.vault");
    let snapshot = vault.snapshot(at(90)).unwrap();
    let (truth, head) = (all(&vault), vault.read(|reader| reader.log_seq()).unwrap());
    // What comes later doesn't come along.
    attach(&mut vault, 3, b"later", 21);
    let copied = snapshot.back_up(&copy, CopyKey::Same, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(
        (copied.seq, copied.chunks, copied.new_chunks, copied.was_there, copied.within),
        (head, 5, 5, false, false)
    );
    assert_eq!((copied.name.as_str(), copied.report.files), ("backup.vault", 2));
    let names: Vec<_> = {
        let mut names: Vec<_> =
            fs::read_dir(&copy).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names, ["evidence.db", "header.a", "header.b", "lock", "vault.db"]);
    let opened = unlock(&copy).unwrap();
    assert_eq!(opened.header.log().seq, head, "the header's head is the snapshot's");
    assert_eq!(all(&opened), truth);
    assert_eq!(check(&opened).problems, []);
    // The vault itself is as it was, and open.
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_later_backup_writes_only_what_is_new_and_the_copy_is_whole_at_every_moment() {
    let Made { mut vault, home, .. } = filled();
    attach(&mut vault, 2, &noise(2 * CHUNK_LEN), 20);
    let (copy, aside) = (home.path().join("backup.vault"), home.path().join("aside"));
    let first = back_up(&vault, &copy).unwrap();
    attach(&mut vault, 3, &noise(CHUNK_LEN + 5), 21);
    let snapshot = vault.snapshot(at(90)).unwrap();
    let mut seen = Vec::new();
    let second = snapshot
        .back_up(&copy, CopyKey::Same, &mut |_| {
            seen.push(looked_at(&copy, &aside));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(seen.len() > 8 && seen.iter().all(|seq| *seq == first.seq), "{seen:?}");
    assert_eq!((second.was_there, second.chunks, second.new_chunks), (true, 5, 2));
    assert_eq!(looked_at(&copy, &aside), second.seq);
    assert_eq!(all(&unlock(&copy).unwrap()), all(&vault));
    // What the vault doesn't name any more goes from the copy with the next backup.
    let store = vault.store().unwrap();
    let gone = file::sealed(&vault.connection, fixture::evidence(3, b"").files[0].id).unwrap().chunks;
    tamper(&vault, "DELETE FROM file_chunk WHERE chunk = (SELECT max(chunk) FROM file_chunk)");
    assert!(matches!(back_up(&vault, &copy), Err(Error::BadCopy { .. })), "a vault that isn't sound gives no backup");
    assert_eq!(looked_at(&copy, &aside), second.seq);
    assert!(gone.iter().all(|id| store.contains(id).unwrap()));
}

#[test]
fn a_folder_takes_only_the_copy_of_its_own_vault() {
    let Made { mut vault, home, .. } = filled();
    let Made { vault: other, home: other_home, .. } = made();
    other.lock().unwrap();
    assert!(matches!(back_up(&vault, &path(&other_home)), Err(Error::OtherVault)));
    assert!(unlock(&path(&other_home)).is_ok());
    for inside in [path(&home), path(&home).join("backup.vault")] {
        assert!(matches!(back_up(&vault, &inside), Err(Error::Invalid(_))), "{inside:?}");
        assert!(!path(&home).join("backup.vault").exists());
    }
    // A folder of another kind, whatever is in it, gets the copy within.
    let usual = home.path().join("documents");
    fs::create_dir_all(usual.join("next-copy")).unwrap();
    fs::write(usual.join("thesis.txt"), b"precious").unwrap();
    let copied = back_up(&vault, &usual).unwrap();
    assert_eq!((copied.within, copied.name.as_str()), (true, "client.vault"));
    assert_eq!(fs::read(usual.join("thesis.txt")).unwrap(), b"precious");
    assert!(back_up(&vault, &usual).unwrap().was_there);
    fs::write(home.path().join("file"), b"precious").unwrap();
    assert!(matches!(back_up(&vault, &home.path().join("file")), Err(Error::Exists)));
    // A copy in which somebody worked isn't thrown away.
    let copy = usual.join("client.vault");
    let mut opened = unlock(&copy).unwrap();
    assert!(matches!(back_up(&vault, &copy), Err(Error::InUse)));
    write(&mut opened, Action::AddPerson, 61, |writer| writer.insert(&fixture::person(12, "Tom Bly")));
    opened.lock().unwrap();
    assert!(matches!(back_up(&vault, &copy), Err(Error::Diverged)));
    write(&mut vault, Action::AddPerson, 62, |writer| writer.insert(&fixture::person(13, "Una Day")));
    assert!(matches!(back_up(&vault, &copy), Err(Error::Diverged)), "as many rows, but others");
    assert_eq!(unlock(&copy).unwrap().read(|r| r.log_seq()).unwrap(), 8);
}

#[test]
fn a_chunk_of_the_earlier_copy_that_went_bad_is_mended() {
    let Made { mut vault, home, .. } = filled();
    attach(&mut vault, 2, &noise(2 * CHUNK_LEN), 20);
    let copy = home.path().join("backup.vault");
    back_up(&vault, &copy).unwrap();
    let whole = fs::read(copy.join("evidence.db")).unwrap();
    let (middle, page) = (whole.len() / 2, whole.len() / 2 / 16_384 * 16_384);
    let flip = |place: usize| {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        fs::write(copy.join("evidence.db"), bytes).unwrap();
        assert!(!check(&unlock(&copy).unwrap()).is_sound());
    };
    flip(middle + 500);
    assert!(back_up(&vault, &copy).unwrap().report.is_sound());
    assert_eq!(check(&unlock(&copy).unwrap()).problems, []);
    // Damage of the database under the chunks can't be mended in place: then another folder has to take the next one.
    flip(page);
    assert!(matches!(back_up(&vault, &copy), Err(Error::BadCopy { .. })));
    assert!(back_up(&vault, &home.path().join("other.vault")).unwrap().report.is_sound());
}

#[test]
fn a_vault_with_a_damaged_chunk_gives_no_backup_and_says_why() {
    let Made { mut vault, home, .. } = filled();
    attach(&mut vault, 2, &noise(2 * CHUNK_LEN), 20);
    let copy = home.path().join("backup.vault");
    let first = back_up(&vault, &copy).unwrap();
    vault.lock().unwrap();
    let file = path(&home).join("evidence.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    let vault = unlock(&path(&home)).unwrap();
    let refused = back_up(&vault, &home.path().join("new.vault")).unwrap_err();
    assert!(matches!(&refused, Error::Damaged { what } if what.starts_with("chunk")), "{refused:?}");
    assert!(!home.path().join("new.vault").exists());
    // The earlier copy has the chunk still: it stays, and a newer one is made with it.
    assert_eq!(back_up(&vault, &copy).unwrap().seq, first.seq);
    assert_eq!(check(&unlock(&copy).unwrap()).problems, []);
}

#[test]
fn a_copy_under_its_own_key_opens_with_its_passphrase_alone() {
    let Made { mut vault, home, code } = filled();
    attach(&mut vault, 2, &noise(CHUNK_LEN + 9), 20);
    vault.keep_unsaved(&Unsaved { place: "gap:1".into(), text: "not said yet".into(), at: at(21) }).unwrap();
    let copy = home.path().join("given.vault");
    let new = Passphrase::new("another battery staple".into());
    let key = CopyKey::New(&new, WeakKdfCost.into());
    let make = |to: &Path| vault.snapshot(at(90)).unwrap().back_up(to, key, &mut |_| ControlFlow::Continue(()));
    assert!(make(&copy).unwrap().report.is_sound());
    for old in [Secret::Passphrase(&passphrase()), Secret::Recovery(&code)] {
        assert!(matches!(Vault::unlock(&copy, old, at(60)), Err(Error::WrongPassphrase | Error::WrongRecoveryCode)));
    }
    let given = Vault::unlock(&copy, Secret::Passphrase(&new), at(60)).unwrap();
    assert_eq!(given.slots().len(), 1);
    assert_eq!(all(&given), all(&vault));
    assert_eq!(check(&given).problems, []);
    assert_ne!(given.header.vault(), vault.header.vault());
    let ids = |vault: &Vault| vault.store().unwrap().ids().unwrap();
    assert!(ids(&given).iter().all(|id| !ids(&vault).contains(id)), "no chunk has the same name");
    assert_eq!(given.read(|reader| reader.unsaved()).unwrap(), []);
    assert_eq!(vault.read(|reader| reader.unsaved()).unwrap().len(), 1);
    given.lock().unwrap();
    assert!(matches!(make(&copy), Err(Error::Exists)));
    assert!(matches!(back_up(&vault, &copy), Err(Error::OtherVault)));
}

#[test]
fn a_backup_restores_as_a_vault() {
    let Made { mut vault, home, code } = filled();
    attach(&mut vault, 2, &noise(CHUNK_LEN + 9), 20);
    let (copy, new) = (home.path().join("backup.vault"), home.path().join("restored.vault"));
    back_up(&vault, &copy).unwrap();
    let restore = |secret| Vault::restore(&copy, secret, &new, at(90), &mut |_| ControlFlow::Continue(()));
    let wrong = Passphrase::new("wrong".into());
    assert!(matches!(restore(Secret::Passphrase(&wrong)), Err(Error::WrongPassphrase)));
    assert!(!new.exists());
    let before = fs::read(copy.join("vault.db")).unwrap();
    let restored = restore(Secret::Recovery(&code)).unwrap();
    assert_eq!((restored.chunks, restored.was_there), (3, false));
    assert_eq!(fs::read(copy.join("vault.db")).unwrap(), before, "the backup stays as it was");
    let opened = unlock(&new).unwrap();
    assert_eq!(all(&opened), all(&vault));
    assert_eq!(check(&opened).problems, []);
    assert!(matches!(restore(Secret::Passphrase(&passphrase())), Err(Error::Exists)));
    let mut bytes = fs::read(copy.join("vault.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(copy.join("vault.db"), bytes).unwrap();
    let again = home.path().join("again.vault");
    let refused =
        Vault::restore(&copy, Secret::Passphrase(&passphrase()), &again, at(90), &mut |_| ControlFlow::Continue(()));
    assert!(matches!(refused, Err(Error::Damaged { .. } | Error::BadCopy { .. })), "{refused:?}");
    assert!(!again.exists());
}

#[test]
fn a_backup_of_an_older_schema_is_restored_in_the_newest_one() {
    let home = tempfile::tempdir().unwrap();
    let (backup, new) = (path(&home), home.path().join("restored.vault"));
    copy(Path::new("fixtures/schema-1"), &backup);
    let before = fs::read(backup.join("vault.db")).unwrap();
    let secret = passphrase();
    Vault::restore(&backup, Secret::Passphrase(&secret), &new, at(90), &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(fs::read(backup.join("vault.db")).unwrap(), before, "the backup keeps its schema");
    let restored = unlock(&new).unwrap();
    assert_eq!(check(&restored).problems, []);
    let migrated = unlock(&backup).unwrap();
    assert_eq!(all(&restored), all(&migrated));
}

#[test]
fn a_vault_that_takes_evidence_in_meanwhile_is_backed_up_as_it_stood() {
    let Made { mut vault, home, .. } = filled();
    let copy = home.path().join("backup.vault");
    attach(&mut vault, 2, &noise(4 * CHUNK_LEN), 20);
    for round in 0..4 {
        let snapshot = vault.snapshot(at(90)).unwrap();
        let truth = all(&vault);
        let copied = std::thread::scope(|scope| {
            let vault = &mut vault;
            let taking_in = scope.spawn(move || {
                for number in 0..5 {
                    attach(vault, 10 + 5 * round + number, &noise(CHUNK_LEN / 2), 21);
                }
            });
            let copied = snapshot.back_up(&copy, CopyKey::Same, &mut |_| ControlFlow::Continue(())).unwrap();
            taking_in.join().unwrap();
            copied
        });
        assert_eq!(copied.new_chunks, 5, "round {round}");
        let opened = unlock(&copy).unwrap();
        assert_eq!(opened.read(|reader| reader.log_seq()).unwrap(), copied.seq);
        assert_eq!(all(&opened), truth, "round {round}");
        assert_eq!(check(&opened).problems, []);
    }
    assert_eq!(check(&vault).problems, []);
}
