//! Redacted twins beside the files: stored and swept, checked, copied, rotated, salvaged and purged like them; and no change
//! of a redaction but by redacting.

use std::ops::ControlFlow;

use model::evidence::{Digest, EvidenceFile, EvidenceState};
use model::exhibit::FileType;
use model::id::{EvidenceId, FileId};
use model::redaction::{RedactedColumn, Redaction, Removed, Twin};

use super::*;
use crate::backup::CopyKey;
use crate::fixture::evidence;
use crate::rotate::NewKey;
use crate::{CoverSalt, Originals};

const TWIN: &[u8] = b"user,code\nann,[redacted]\n";

/// Redacts the first file of an item as of a minute.
fn redact(vault: &mut Vault, item: EvidenceId, minute: u32, bytes: &[u8]) -> Result<Redaction> {
    let stored = vault.read(|reader| reader.get::<EvidenceItem>(item))?;
    let salt = CoverSalt::random()?;
    let file = stored.files[0].id;
    let cover = vault.originals_of(vec![file])?.cover(file, &salt, &|| Ok(()))?;
    let made = vault.attach(
        Action::RedactEvidence,
        at(minute),
        WHO,
        |intake| intake.add(bytes, None, &mut |_| ControlFlow::Continue(())),
        |writer, sealed| {
            let twin = Twin {
                id: id(0xc000_0000 + u128::from(minute)),
                name: "access review Q2.redacted.csv".into(),
                file_type: FileType::Csv,
                size: sealed.size,
                sha256: Digest(sealed.sha256),
            };
            writer.attach_twin(twin.id, file, &sealed, &salt)?;
            let redaction = Redaction {
                twin,
                cover,
                removed: Removed::Cells { columns: vec![RedactedColumn { column: 2, from_row: 2 }], cells: vec![] },
                undrawn: 0,
                reason: "codes".into(),
                by: WHO.into(),
                at: at(minute),
            };
            let mut item = writer.get::<EvidenceItem>(item)?;
            item.files[0].redaction = Some(redaction.clone());
            let revision = item.revision;
            writer.update(item, revision)?;
            Ok(redaction)
        },
    );
    made.map(|(redaction, _)| redaction)
}

fn bytes_of(originals: &Originals, file: FileId) -> Vec<u8> {
    let mut bytes = Vec::new();
    originals.original(file, &mut bytes).unwrap();
    bytes
}

#[test]
fn a_twin_is_stored_and_outlives_sweep_copy_and_new_key() {
    let Made { mut vault, home, .. } = filled();
    let (item, _) = attach(&mut vault, 2, b"user,code\nann,4711\n", 20);
    let redaction = redact(&mut vault, item.id, 21, TWIN).unwrap();
    let stored = vault.read(|reader| reader.get::<EvidenceItem>(item.id)).unwrap();
    assert_eq!(stored.files[0].redaction, Some(redaction.clone()));
    let released = stored.files[0].released();
    assert_eq!(
        (released.id, released.size, released.sha256),
        (redaction.twin.id, TWIN.len() as u64, redaction.twin.sha256)
    );
    vault.lock().unwrap();
    let vault = unlock(&path(&home)).unwrap();
    assert_eq!(bytes_of(&vault.originals().unwrap(), redaction.twin.id), TWIN, "the sweep left it");
    let report = check(&vault);
    assert_eq!((report.problems.as_slice(), report.orphans), (&[][..], 0));
    let copy = home.path().join("backup.vault");
    vault.snapshot(at(90)).unwrap().back_up(&copy, CopyKey::Same, &mut |_| ControlFlow::Continue(())).unwrap();
    let copied = unlock(&copy).unwrap();
    assert_eq!(bytes_of(&copied.originals().unwrap(), redaction.twin.id), TWIN);
    let snapshot = vault.snapshot(at(90)).unwrap();
    let (by, who) = (passphrase(), WHO);
    let new = NewKey { passphrase: &by, cost: WeakKdfCost.into(), at: at(90), who };
    let rotation = snapshot.rotate(new, &mut |_| ControlFlow::Continue(())).unwrap();
    snapshot.end();
    let (vault, _) = vault.take_key(rotation, at(91)).map_err(|not| not.error).unwrap();
    assert_eq!(bytes_of(&vault.originals().unwrap(), redaction.twin.id), TWIN);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_check_finds_a_cover_that_is_of_something_else() {
    let Made { mut vault, home: _home, .. } = filled();
    let (item, _) = attach(&mut vault, 2, b"user,code\nann,4711\n", 20);
    redact(&mut vault, item.id, 21, TWIN).unwrap();
    vault.connection.execute("UPDATE twin SET salt = zeroblob(32)", []).unwrap();
    let problems = check(&vault).problems;
    assert!(problems.iter().any(|problem| problem.what.contains("cover")), "{problems:?}");
}

#[test]
fn a_redaction_changes_by_redacting_alone_and_never_under_a_release() {
    let Made { mut vault, home: _home, .. } = filled();
    let (item, _) = attach(&mut vault, 2, b"user,code\nann,4711\n", 20);
    let redaction = redact(&mut vault, item.id, 21, TWIN).unwrap();
    let mut other = redaction.clone();
    other.twin.id = id(0xc100_0000);
    let unstored =
        EvidenceItem { files: vec![EvidenceFile { redaction: Some(other), ..item.files[0].clone() }], ..item.clone() };
    let bare = EvidenceItem { files: item.files.clone(), ..item.clone() };
    let reviewed = model::evidence::Reviewed { by: id(11), at: at(22) };
    let state = EvidenceState::Released { by: id(11), at: at(22) };
    let released = EvidenceItem { state, reviewed: Some(reviewed), ..bare.clone() };
    for (action, wanted, field) in [
        (Action::EditEvidence, bare, "files"),
        (Action::TakeRedactionBack, released, "state"),
        (Action::RedactEvidence, unstored, "files"),
    ] {
        let answer = vault.write(action, at(23), WHO, |writer| {
            let revision = writer.get::<EvidenceItem>(item.id)?.revision;
            writer.update(EvidenceItem { revision, ..wanted.clone() }, revision).map(drop)
        });
        assert!(matches!(&answer, Err(Error::Invalid(invalid)) if invalid.field == field), "{action:?}: {answer:?}");
    }
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_salvaged_vault_has_its_twins_and_their_covers() {
    let Made { mut vault, home, .. } = filled();
    let (item, _) = attach(&mut vault, 2, b"user,code\nann,4711\n", 20);
    let redaction = redact(&mut vault, item.id, 21, TWIN).unwrap();
    vault.lock().unwrap();
    let to = home.path().join("salvaged.vault");
    let salvaged = super::salvage::salvage(&path(&home), &to).unwrap();
    assert_eq!(salvaged.lost, Vec::<String>::new());
    let vault = unlock(&to).unwrap();
    assert_eq!(bytes_of(&vault.originals().unwrap(), redaction.twin.id), TWIN);
    let salts: u32 =
        vault.connection.query_row("SELECT count(*) FROM twin WHERE salt IS NOT NULL", [], |row| row.get(0)).unwrap();
    assert_eq!((salts, check(&vault).problems), (1, vec![]));
}

#[test]
fn a_carried_item_is_redacted_as_its_origin_is() {
    let Made { mut vault, home: _home, .. } = filled();
    let (origin, _) = attach(&mut vault, 2, b"user,code\nann,4711\n", 20);
    let redaction = redact(&mut vault, origin.id, 21, TWIN).unwrap();
    let mut carried = evidence(9, b"user,code\nann,4711\n");
    let twin = Twin { id: id(0xc200_0000), ..redaction.twin.clone() };
    carried.files[0].redaction = Some(Redaction { twin: twin.clone(), ..redaction });
    write(&mut vault, Action::RollForwardEngagement, 22, |writer| writer.carry(&carried, origin.id));
    assert_eq!(bytes_of(&vault.originals().unwrap(), twin.id), TWIN);
    let bare = evidence(10, b"user,code\nann,4711\n");
    let answer =
        vault.write(Action::RollForwardEngagement, at(23), WHO, |writer| writer.carry(&bare, origin.id).map(drop));
    assert!(matches!(answer, Err(Error::Invalid(_))), "{answer:?}");
    assert_eq!(check(&vault).problems, []);
}
