//! Undo and redo.

use model::control::Control;
use model::evidence::EvidenceState;
use model::person::Person;
use model::task::Task;

use super::*;
use crate::fixture::{control, custody_ids, person};
use crate::table::list_any;

fn title(vault: &Vault) -> String {
    vault.read(|reader| reader.get::<Control>(id(50))).unwrap().title
}

#[test]
fn an_edit_is_undone_and_redone_without_end() {
    let Made { mut vault, home: _home, .. } = filled();
    let edited = Control { title: "edited".into(), ..control(50, "CORE-24") };
    let (_, mut row) = write(&mut vault, Action::EditControl, 20, |writer| writer.update(edited, 1));
    for (minute, expected) in (21..27).zip([control(50, "CORE-24").title, "edited".into()].into_iter().cycle()) {
        let undone = row.seq;
        row = vault.undo(undone, at(minute), WHO, custody_ids()).unwrap();
        assert_eq!(title(&vault), expected);
        let body = vault.read(|reader| reader.log_body(row.seq)).unwrap().unwrap();
        assert_eq!((row.action, body.undoes), (Action::Undo, Some(undone)));
    }
    assert_eq!(vault.read(|reader| reader.get::<Control>(id(50))).unwrap().revision, 8);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn what_changed_since_is_stale_also_when_it_was_undone_already() {
    let Made { mut vault, home: _home, .. } = filled();
    let edit = |title: &str| Control { title: title.into(), ..control(50, "CORE-24") };
    let (_, first) = write(&mut vault, Action::EditControl, 20, |writer| writer.update(edit("one"), 1));
    let (_, second) = write(&mut vault, Action::EditControl, 21, |writer| writer.update(edit("two"), 2));
    assert!(matches!(vault.undo(first.seq, at(22), WHO, custody_ids()), Err(Error::Stale { what: "control" })));
    vault.undo(second.seq, at(23), WHO, custody_ids()).unwrap();
    assert_eq!(title(&vault), "one");
    assert!(matches!(vault.undo(second.seq, at(24), WHO, custody_ids()), Err(Error::Stale { .. })));
}

#[test]
fn an_addition_is_undone_by_removing_and_a_removal_by_adding() {
    let Made { mut vault, home: _home, .. } = filled();
    let (_, added) = write(&mut vault, Action::AddPerson, 20, |writer| writer.insert(&person(12, "Tom Bly")));
    let (_, removed) = write(&mut vault, Action::RemovePerson, 21, |writer| writer.remove::<Person>(id(12)));
    let found = |vault: &Vault| vault.read(|reader| reader.find::<Person>(id(12))).unwrap();
    assert_eq!(found(&vault), None);
    vault.undo(removed.seq, at(22), WHO, custody_ids()).unwrap();
    assert_eq!(found(&vault).unwrap().name, "Tom Bly");
    // It is back as it was added, though at a later revision, so that the addition can be undone in its turn.
    vault.undo(added.seq, at(23), WHO, custody_ids()).unwrap();
    assert_eq!(found(&vault), None);
    let named = Control { owner: Some(id(12)), ..control(51, "CORE-25") };
    let (_, row) = write(&mut vault, Action::AddPerson, 24, |writer| writer.insert(&person(13, "Una Crest")));
    write(&mut vault, Action::EditControl, 25, |writer| writer.update(Control { owner: Some(id(13)), ..named }, 1));
    let refused = vault.undo(row.seq, at(26), WHO, custody_ids());
    assert!(matches!(refused, Err(Error::Referenced { parent, .. }) if parent == "person"));
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_whole_engagement_is_undone_and_redone() {
    let Made { mut vault, home: _home, .. } = made();
    let row = start(&mut vault);
    let undone = vault.undo(row.seq, at(2), WHO, custody_ids()).unwrap();
    assert_eq!(vault.read(|reader| reader.list::<Control>()).unwrap(), []);
    assert_eq!(check(&vault).problems, []);
    vault.undo(undone.seq, at(3), WHO, custody_ids()).unwrap();
    let codes: Vec<_> =
        vault.read(|reader| reader.list::<Control>()).unwrap().iter().map(|it| it.code.to_string()).collect();
    assert_eq!(codes, ["CORE-24", "CORE-25"]);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn an_undone_attaching_is_a_withdrawal_with_its_custody_kept() {
    let Made { mut vault, home: _home, .. } = filled();
    let (item, row) = attach(&mut vault, 2, b"second", 20);
    let mut ids = custody_ids();
    let undone = vault.undo(row.seq, at(21), WHO, &mut ids).unwrap();
    let state = |vault: &Vault| vault.read(|reader| reader.get::<EvidenceItem>(item.id)).unwrap();
    assert!(matches!(state(&vault).state, EvidenceState::Withdrawn { .. }));
    assert_eq!(state(&vault).received_at, at(20));
    assert_eq!(original(&vault, &item).unwrap(), b"second");
    vault.undo(undone.seq, at(22), WHO, &mut ids).unwrap();
    assert_eq!((state(&vault).state, state(&vault).revision), (EvidenceState::Received, 3));
    let kinds: Vec<_> = vault.read(|reader| reader.custody(item.id)).unwrap().iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [CustodyKind::Received, CustodyKind::Withdrawn, CustodyKind::Described]);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn an_undone_release_is_revoked() {
    let Made { mut vault, home: _home, .. } = filled();
    let item = vault.read(|reader| reader.get::<EvidenceItem>(id(1002))).unwrap();
    let released = EvidenceItem { state: EvidenceState::Released { by: id(11), at: at(12_500) }, ..item };
    let (_, row) = write(&mut vault, Action::ReleaseEvidence, 20, |writer| writer.update(released, 1));
    vault.undo(row.seq, at(21), WHO, custody_ids()).unwrap();
    let custody = vault.read(|reader| reader.custody(id(1002))).unwrap();
    assert_eq!(custody.last().unwrap().kind, CustodyKind::ReleaseRevoked);
}

#[test]
fn a_release_that_was_taken_back_is_not_said_to_be_given_again() {
    let Made { mut vault, home: _home, .. } = filled();
    let to = |vault: &mut Vault, state: EvidenceState, action, minute| {
        write(vault, action, minute, |writer| {
            let item = writer.get::<EvidenceItem>(id(1002))?;
            let revision = item.revision;
            writer.update(EvidenceItem { state, ..item }, revision)
        })
        .1
        .seq
    };
    let state = |vault: &Vault| vault.read(|reader| reader.get::<EvidenceItem>(id(1002))).unwrap().state;
    to(&mut vault, EvidenceState::Accepted, Action::ReviewEvidence, 20);
    let released = EvidenceState::Released { by: id(11), at: at(12_500) };
    let release = to(&mut vault, released.clone(), Action::ReleaseEvidence, 21);
    let undoing = vault.undo(release, at(22), WHO, custody_ids()).unwrap().seq;
    let (seq, custody) = (vault.read(|r| r.log_seq()).unwrap(), vault.read(|r| r.custody(id(1002))).unwrap());
    assert!(matches!(vault.undo(undoing, at(23), WHO, custody_ids()), Err(Error::NotReleasedAgain)));
    assert_eq!((state(&vault), vault.read(|r| r.log_seq()).unwrap()), (EvidenceState::Accepted, seq));
    assert_eq!(vault.read(|r| r.custody(id(1002))).unwrap(), custody, "nothing was noted either");
    // Nor is a revocation undone, which would give it again.
    to(&mut vault, released, Action::ReleaseEvidence, 24);
    let revoked = to(&mut vault, EvidenceState::Accepted, Action::RevokeRelease, 25);
    assert!(matches!(vault.undo(revoked, at(26), WHO, custody_ids()), Err(Error::NotReleasedAgain)));
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn what_is_final_or_a_notice_cannot_be_undone() {
    let Made { mut vault, home: _home, .. } = filled();
    let (_, send) = write(&mut vault, Action::RecordSend, 20, |writer| {
        let mut message = writer.get::<model::communication::Message>(id(4001))?;
        message.audience = "all".into();
        writer.update(message, 1)
    });
    let name = vault.name_person(DEVICE, WHO, at(21)).unwrap();
    for seq in [1, send.seq, name.seq] {
        let refused = vault.undo(seq, at(22), WHO, custody_ids());
        assert!(matches!(refused, Err(Error::NotUndoable { seq: named }) if named == seq));
    }
    assert!(matches!(vault.undo(99, at(22), WHO, custody_ids()), Err(Error::NotFound { .. })));
}

#[test]
fn every_noun_is_undone_and_redone() {
    let Made { mut vault, home: _home, .. } = filled();
    let listed = |vault: &Vault| {
        let nouns = fixture::work().into_iter().map(|record| record.noun());
        nouns.flat_map(|noun| list_any(&vault.connection, noun).unwrap()).collect::<Vec<_>>()
    };
    let before = listed(&vault);
    // Row 7 added all of them, and the message that names a finding.
    let undone = vault.undo(7, at(20), WHO, custody_ids()).unwrap();
    assert_eq!(listed(&vault), []);
    assert_eq!(check(&vault).problems, []);
    vault.undo(undone.seq, at(21), WHO, custody_ids()).unwrap();
    let mut after = listed(&vault);
    after.iter_mut().for_each(|record| record.set_revision(1));
    assert_eq!(after, before);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_removed_task_comes_back_with_what_it_waited_for() {
    let Made { mut vault, home: _home, .. } = filled();
    let (_, row) = write(&mut vault, Action::RemoveTask, 20, |writer| writer.remove::<Task>(id(5202)));
    let refused = vault.write(Action::EditGap, at(21), WHO, |writer| writer.remove::<model::gap::Gap>(id(2001)));
    assert!(matches!(refused, Err(Error::Referenced { parent, .. }) if parent == "gap"));
    vault.undo(row.seq, at(22), WHO, custody_ids()).unwrap();
    let task: Task = vault.read(|reader| reader.get(id(5202))).unwrap();
    assert_eq!(Task { revision: 1, ..task }, fixture::task(2));
}
