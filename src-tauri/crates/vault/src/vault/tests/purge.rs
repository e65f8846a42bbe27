//! Purging: what is destroyed is gone and everything else is as it was, the chain holds, and nobody takes a lawful purge for
//! damage nor damage for a lawful purge.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use model::activity::Effect;
use model::evidence::EvidenceState;
use model::search::FileText;

use super::*;
use crate::backup::CopyKey;
use crate::check::Part;
use crate::chunk::CHUNK_LEN;
use crate::past::Past;
use crate::rotate::NewKey;
use crate::store::tests::noise;
use crate::table::file;

const REASON: &str = "collected without a reason to";

fn withdraw(vault: &mut Vault, item: &EvidenceItem, minute: u32) -> LogRow {
    let state = EvidenceState::Withdrawn { reason: "not asked for".into() };
    let (_, row) = write(vault, Action::WithdrawEvidence, minute, |writer| {
        let stored = writer.get::<EvidenceItem>(item.id)?;
        let revision = stored.revision;
        writer.update(EvidenceItem { state, ..stored }, revision)
    });
    row
}

fn purge(vault: &mut Vault, item: &EvidenceItem, minute: u32) -> Result<crate::purge::Purged> {
    vault.purge_evidence(item.id, REASON, at(minute), WHO, id(0xb100_0000 + u128::from(minute)))
}

fn chunks(vault: &Vault) -> usize {
    vault.store().unwrap().ids().unwrap().len()
}

#[test]
fn purged_files_are_gone_and_what_they_shared_stays() {
    let Made { mut vault, home, .. } = filled();
    let shared = noise(CHUNK_LEN);
    let (both, _) = attach(&mut vault, 2, &[shared.clone(), noise(700)].concat(), 20);
    let (other, _) = attach(&mut vault, 3, &shared, 21);
    let (twin, _) = attach(&mut vault, 4, &shared, 22);
    let text = FileText { text: "somebody's illness".into(), cut: false };
    vault.keep_texts(&[(both.files[0].id, Ok(text))]).unwrap();
    assert!(matches!(purge(&mut vault, &both, 23), Err(Error::Invalid(invalid)) if invalid.field == "state"));
    let withdrawn = withdraw(&mut vault, &both, 24);
    assert_eq!(chunks(&vault), 3);
    let purged = purge(&mut vault, &both, 25).unwrap();
    assert_eq!((purged.files, purged.bytes, purged.kept_by.len()), (1, (CHUNK_LEN + 700) as u64, 0));
    assert_eq!((purged.row.action, purged.row.who.as_str()), (Action::PurgeEvidence, WHO));
    assert_eq!(chunks(&vault), 2, "the piece that others have stays");
    assert!(matches!(original(&vault, &both), Err(Error::Purged { .. })));
    assert_eq!(original(&vault, &other).unwrap(), shared);
    let kept = vault.read(|reader| reader.file_text(both.files[0].id)).unwrap().unwrap();
    assert_eq!(kept.unwrap_err(), "the file was purged");
    let event = vault.read(|reader| reader.custody(both.id)).unwrap().pop().unwrap();
    assert_eq!((event.kind, event.note.as_str(), event.who.as_str()), (CustodyKind::Purged, REASON, WHO));
    assert!(matches!(purge(&mut vault, &both, 26), Err(Error::Invalid(invalid)) if invalid.field == "files"));
    // What would bring the item back without its files is refused.
    let undone = vault.undo(withdrawn.seq, at(27), WHO, || id(0xb200_0000));
    assert!(matches!(undone, Err(Error::Stale { .. })));
    assert!(matches!(vault.undo(purged.row.seq, at(27), WHO, || id(0xb200_0000)), Err(Error::NotUndoable { .. })));
    // A twin says who else has it.
    withdraw(&mut vault, &other, 28);
    assert_eq!(purge(&mut vault, &other, 29).unwrap().kept_by, [twin.id]);
    assert_eq!(chunks(&vault), 2);
    withdraw(&mut vault, &twin, 30);
    assert_eq!(purge(&mut vault, &twin, 31).unwrap().kept_by, []);
    assert_eq!(chunks(&vault), 1);
    let report = check(&vault);
    assert_eq!((report.problems.as_slice(), report.purged_files, report.files, report.orphans), (&[][..], 3, 1, 0));
    // The same content can be attached again.
    attach(&mut vault, 5, &shared, 32);
    vault.lock().unwrap();
    let vault = unlock(&path(&home)).unwrap();
    assert_eq!(check(&vault).problems, []);
    assert_eq!(vault.originals().map(|_| ()).map_err(|error| error.to_string()), Ok(()));
    // Copies and a new key know of it.
    let copy = home.path().join("backup.vault");
    vault.snapshot(at(90)).unwrap().back_up(&copy, CopyKey::Same, &mut |_| ControlFlow::Continue(())).unwrap();
    let snapshot = vault.snapshot(at(90)).unwrap();
    let (by, who) = (passphrase(), WHO);
    let new = NewKey { passphrase: &by, cost: WeakKdfCost.into(), at: at(90), who };
    let rotation = snapshot.rotate(new, &mut |_| ControlFlow::Continue(())).unwrap();
    snapshot.end();
    let (vault, rotated) = vault.take_key(rotation, at(91)).map_err(|not| not.error).unwrap();
    assert_eq!(rotated.report.purged_files, 3);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_purge_that_is_killed_once_it_is_decided_is_finished_by_the_next_unlock() {
    let Made { mut vault, home, .. } = filled();
    let (item, _) = attach(&mut vault, 2, &noise(CHUNK_LEN + 700), 20);
    withdraw(&mut vault, &item, 21);
    let (purged, named) = vault.forget_files(item.id, REASON, at(22), WHO, id(0xb100_0022)).unwrap();
    assert_eq!((purged.files, named.len(), chunks(&vault)), (1, 2, 3));
    // Killed here: nothing names the bytes any more, and they are still there.
    let killed = home.path().join("killed.vault");
    copy(&path(&home), &killed);
    let report = check(&vault);
    assert_eq!((report.problems.as_slice(), report.purged_files, report.orphans), (&[][..], 1, 2));
    drop(vault);
    let mut vault = unlock(&killed).unwrap();
    assert_eq!((vault.condition(), vault.put_off(), chunks(&vault)), (&Condition::Sound, &[][..], 1));
    assert!(matches!(original(&vault, &item), Err(Error::Purged { .. })));
    let report = check(&vault);
    assert_eq!((report.problems.as_slice(), report.purged_files, report.orphans), (&[][..], 1, 0));
    assert!(matches!(purge(&mut vault, &item, 23), Err(Error::Invalid(invalid)) if invalid.field == "files"));
    vault.lock().unwrap();
    assert!(fs::metadata(killed.join("evidence.db")).unwrap().len() < CHUNK_LEN as u64, "the room was given back");
}

#[test]
fn a_purge_of_bodies_that_is_killed_once_it_is_decided_leaves_none_after_the_next_unlock() {
    let Made { mut vault, home, .. } = filled();
    let rows = BTreeSet::from([vault.read(|reader| reader.log_seq()).unwrap()]);
    vault.forget_bodies(&rows, REASON, at(20), WHO).unwrap();
    // Killed here: the pages as they were before stand in the database's log.
    let killed = home.path().join("killed.vault");
    copy(&path(&home), &killed);
    let log = killed.join("vault.db-wal");
    assert!(fs::metadata(&log).unwrap().len() > 0);
    drop(vault);
    let vault = unlock(&killed).unwrap();
    assert_eq!((vault.condition(), vault.put_off()), (&Condition::Sound, &[][..]));
    assert_eq!(fs::metadata(&log).unwrap().len(), 0);
    let report = check(&vault);
    assert_eq!((report.problems.as_slice(), report.purged_rows), (&[][..], 1));
}

#[test]
fn a_packet_as_of_an_earlier_row_lists_what_was_purged_since() {
    let Made { mut vault, home: _home, .. } = filled();
    let (item, _) = attach(&mut vault, 2, &noise(3000), 20);
    let (_, released) = write(&mut vault, Action::ReleaseEvidence, 21, |writer| {
        let stored = writer.get::<EvidenceItem>(item.id)?;
        let (state, revision) = (EvidenceState::Released { by: id(11), at: at(12_500) }, stored.revision);
        writer.update(EvidenceItem { state, ..stored }, revision)
    });
    let as_of = |vault: &Vault| {
        let load = |r: &Reader<'_>| crate::packet_source::load(r, fixture::engagement_id(), Some(released.seq));
        let source = vault.read(load).unwrap();
        source.evidence.into_iter().find(|it| it.id == item.id).unwrap()
    };
    assert!(matches!(as_of(&vault).state, EvidenceState::Released { .. }));
    withdraw(&mut vault, &item, 22);
    purge(&mut vault, &item, 23).unwrap();
    let listed = as_of(&vault);
    assert_eq!(listed.list_only.as_deref(), Some(model::evidence::FILES_PURGED));
    assert_eq!(
        (listed.state, listed.files),
        (EvidenceState::Accepted, item.files),
        "not withdrawn yet, nor released any more"
    );
}

#[test]
fn a_salvage_brings_a_purged_item_back_as_it_was_and_names_no_loss() {
    let Made { mut vault, home, .. } = filled();
    let shared = noise(3000);
    let (gone, _) = attach(&mut vault, 2, &shared, 20);
    let (kept, _) = attach(&mut vault, 3, &shared, 21);
    let (_, edited) = write(&mut vault, Action::EditClient, 22, |writer| {
        let client = writer.client()?;
        let revision = client.revision;
        writer.update(Client { industry: "somebody's name".into(), ..client }, revision)
    });
    withdraw(&mut vault, &gone, 23);
    purge(&mut vault, &gone, 24).unwrap();
    vault.purge_log(&BTreeSet::from([edited.seq]), REASON, at(25), WHO).unwrap();
    let truth = vault.read(|r| r.get::<EvidenceItem>(gone.id)).unwrap();
    let events = vault.read(|r| r.custody(gone.id)).unwrap();
    vault.lock().unwrap();
    let salvaged = |name: &str, sql: &str| {
        let (from, new) = (home.path().join(format!("{name}.damaged")), home.path().join(format!("{name}.vault")));
        copy(&path(&home), &from);
        let vault = unlock(&from).unwrap();
        tamper(&vault, sql);
        drop(vault);
        let salvaging = crate::salvage::Salvaging {
            at: at(100),
            device: DEVICE,
            person_name: Some(WHO),
            spare_id: uuid::Uuid::from_u128(0xffff),
        };
        let secret = passphrase();
        let answer =
            Vault::salvage(&from, Secret::Passphrase(&secret), &new, salvaging, &mut |_| ControlFlow::Continue(()));
        (answer.unwrap(), unlock(&new).unwrap())
    };
    // Also where only the old log still tells of the purge.
    let only_log = "DROP TRIGGER custody_kept; DELETE FROM custody WHERE kind = 'purged'";
    for (name, sql) in [("whole", ""), ("log", only_log)] {
        let (salvaged, vault) = salvaged(name, sql);
        assert_eq!((salvaged.lost.as_slice(), salvaged.files), (&[][..], 2), "{name}");
        assert_eq!(vault.read(|r| r.get::<EvidenceItem>(gone.id)).unwrap(), truth, "{name}");
        let kinds = |events: &[model::custody::CustodyEvent]| events.iter().map(|it| it.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&vault.read(|r| r.custody(gone.id)).unwrap()), kinds(&events), "{name}");
        assert!(matches!(original(&vault, &gone), Err(Error::Purged { .. })), "{name}: not even from its twin");
        assert_eq!(original(&vault, &kept).unwrap(), shared, "{name}");
        let report = check(&vault);
        assert_eq!((report.problems.as_slice(), report.purged_files), (&[][..], 1), "{name}");
    }
}

#[test]
fn nothing_is_purged_while_something_is_made_from_it() {
    let Made { mut vault, home: _home, .. } = filled();
    let (item, row) = attach(&mut vault, 2, &noise(3000), 20);
    withdraw(&mut vault, &item, 21);
    let refused = |vault: &mut Vault| {
        assert!(matches!(purge(vault, &item, 22), Err(Error::BeingCopied)));
        let rows = BTreeSet::from([row.seq]);
        assert!(matches!(vault.purge_log(&rows, REASON, at(22), WHO), Err(Error::BeingCopied)));
    };
    let snapshot = vault.snapshot(at(90)).unwrap();
    refused(&mut vault);
    snapshot.end();
    let lent = vault.originals().unwrap();
    refused(&mut vault);
    drop(lent);
    let seq = vault.read(|reader| reader.log_seq()).unwrap();
    assert!(purge(&mut vault, &item, 23).is_ok());
    assert_eq!(vault.read(|reader| reader.log_seq()).unwrap(), seq + 1, "what was refused left no row");
    assert_eq!(file::named_chunks(&vault.connection).unwrap().len(), chunks(&vault));
}

#[test]
fn purged_bodies_are_gone_and_the_chain_holds() {
    let Made { mut vault, home, .. } = filled();
    let named = |vault: &mut Vault, name: &str, minute| {
        let industry = name.to_owned();
        let (_, row) = write(vault, Action::EditClient, minute, |writer| {
            let client = writer.client()?;
            let revision = client.revision;
            writer.update(Client { industry, ..client }, revision)
        });
        row.seq
    };
    let secret = named(&mut vault, "a name that nobody may know", 20);
    let later = named(&mut vault, "trade", 21);
    let head = vault.read(|reader| reader.log_row(later)).unwrap();
    for wrong in [BTreeSet::new(), BTreeSet::from([9999])] {
        assert!(vault.purge_log(&wrong, REASON, at(22), WHO).is_err());
    }
    assert!(vault.purge_log(&BTreeSet::from([secret]), " ", at(22), WHO).is_err());
    let rows = BTreeSet::from([secret, later]);
    let row = vault.purge_log(&rows, REASON, at(22), WHO).unwrap();
    assert_eq!((row.seq, row.prev, row.action.effect()), (later + 1, head.hash, Effect::Notice));
    let body = vault.read(|reader| reader.log_body(row.seq)).unwrap().unwrap();
    assert_eq!((&body.facts["purged"], &body.facts["reason"]), (&serde_json::json!(rows), &serde_json::json!(REASON)));
    assert_eq!(vault.read(|reader| reader.log_body(secret)).unwrap(), None);
    assert_eq!(vault.read(|reader| reader.log_row(later)).unwrap(), head, "the row itself is as it was");
    for refused in [secret, row.seq] {
        let again = vault.purge_log(&BTreeSet::from([refused]), REASON, at(23), WHO);
        assert!(matches!(again, Err(Error::Invalid(invalid)) if invalid.field == "rows"));
    }
    assert!(matches!(vault.undo(later, at(24), WHO, || id(0xb200_0000)), Err(Error::NotUndoable { .. })));
    vault
        .read(|reader| {
            let mut past = Past::new(reader)?;
            past.back()?;
            assert!(matches!(past.back(), Err(Error::Purged { what }) if what.contains(&later.to_string())));
            Ok(())
        })
        .unwrap();
    let report = check(&vault);
    assert_eq!((report.problems.as_slice(), report.purged_rows), (&[][..], 2));
    // From the next change on the record is held against the log again.
    named(&mut vault, "retail", 25);
    tamper(&vault, "UPDATE client SET industry = 'another'");
    let found = check(&vault).problems;
    assert!(found.iter().any(|it| it.part == Part::Record && it.what.contains("as the log has it")), "{found:?}");
    tamper(&vault, "UPDATE client SET industry = 'retail'");
    // A body that went in another way is damage.
    let seq = named(&mut vault, "wholesale", 26);
    tamper(&vault, &format!("DELETE FROM activity_body WHERE seq = {seq}"));
    let found = check(&vault).problems;
    assert!(found.iter().any(|it| it.part == Part::Log && it.what == format!("row {seq} has no body")), "{found:?}");
    vault.lock().unwrap();
    assert_eq!(unlock(&path(&home)).unwrap().condition(), &Condition::Sound);
}
