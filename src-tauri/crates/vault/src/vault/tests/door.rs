//! The write door: all or nothing, logged and chained, never past the rules.

use std::ops::ControlFlow;

use model::activity::{LOG_START, Subject};
use model::control::Control;
use model::evidence::EvidenceItem;
use model::gap::Gap;
use model::packet::{AudienceProfile, ExportedPacket, PacketForm};
use model::person::Person;
use model::record::Noun;

use super::*;
use crate::fixture::{control, engagement_id, evidence, gap, person};

#[test]
fn a_change_is_logged_with_its_images_and_chained() {
    let Made { mut vault, home: _home, .. } = made();
    let first = vault.read(|reader| reader.log_row(1)).unwrap();
    assert_eq!((first.action, first.prev, first.who.as_str()), (Action::CreateVault, LOG_START, WHO));
    start(&mut vault);
    let mut edited = control(50, "CORE-24");
    edited.title = "Access is reviewed each month".into();
    let (stored, row) = write(&mut vault, Action::EditControl, 2, |writer| writer.update(edited.clone(), 1));
    assert_eq!((stored.revision, stored.title.as_str()), (2, "Access is reviewed each month"));
    assert_eq!((row.seq, row.hash), (3, row.computed_hash()));
    assert_eq!(row.subjects, [Subject { noun: Noun::Control, id: edited.id.uuid() }]);
    let body = vault.read(|reader| reader.log_body(3)).unwrap().unwrap();
    assert_eq!(body.changes.len(), 1);
    assert_eq!(body.changes[0].before, Some(control(50, "CORE-24").into()));
    assert_eq!(body.changes[0].after, Some(stored.clone().into()));
    let rows = vault.read(|reader| reader.log(1, 3)).unwrap();
    assert_eq!(rows[2], row);
    crate::activity::verify_chain(&rows, crate::header::LogHead::EMPTY).unwrap();
    let of = vault.read(|reader| reader.log_of(row.subjects[0])).unwrap();
    assert_eq!(of.iter().map(|row| row.seq).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(vault.read(|reader| reader.control(engagement_id(), &stored.code)).unwrap(), stored);
}

#[test]
fn a_failed_change_leaves_nothing() {
    let Made { mut vault, home: _home, .. } = made();
    start(&mut vault);
    let answer = vault.write(Action::AddPerson, at(2), WHO, |writer| {
        writer.insert(&person(12, "Never There"))?;
        Err::<(), _>(Error::Cancelled)
    });
    assert!(matches!(answer, Err(Error::Cancelled)));
    vault
        .read(|reader| {
            assert_eq!(reader.log_seq()?, 2);
            assert_eq!(reader.find::<Person>(id(12))?, None);
            Ok(())
        })
        .unwrap();
    assert!(matches!(vault.write(Action::AddPerson, at(2), "", |_| Ok(())), Err(Error::Unnamed)));
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_record_that_changed_meanwhile_is_stale() {
    let Made { mut vault, home: _home, .. } = made();
    start(&mut vault);
    let edit = |title: &str| Control { title: title.into(), ..control(50, "CORE-24") };
    write(&mut vault, Action::EditControl, 2, |writer| writer.update(edit("one"), 1));
    let stale = vault.write(Action::EditControl, at(3), WHO, |writer| writer.update(edit("two"), 1));
    assert!(matches!(stale, Err(Error::Stale { what: "control" })));
    let absent = vault.write(Action::EditControl, at(3), WHO, |writer| writer.update(control(99, "CORE-99"), 1));
    assert!(matches!(absent, Err(Error::NotFound { .. })));
    // The same again changes nothing, so it isn't a change.
    let (same, row) = write(&mut vault, Action::EditControl, 4, |writer| writer.update(edit("one"), 2));
    assert_eq!((same.revision, row.subjects.len()), (2, 0));
}

#[test]
fn rules_codes_and_references_hold() {
    let Made { mut vault, home: _home, .. } = made();
    start(&mut vault);
    let field_of = |answer: Result<((), LogRow)>| match answer {
        Err(Error::Invalid(invalid)) => invalid.field,
        other => panic!("{other:?}"),
    };
    let mut write = |action, make: &dyn Fn(&Writer<'_>) -> Result<()>| vault.write(action, at(2), WHO, make);
    let twin = write(Action::AddControl, &|writer| writer.insert(&control(52, "CORE-24")).map(|_| ()));
    assert_eq!(field_of(twin), "code");
    let empty = Control { statement: " ".into(), ..control(52, "CORE-26") };
    assert_eq!(field_of(write(Action::AddControl, &|writer| writer.insert(&empty).map(|_| ()))), "statement");
    let notice = write(Action::ExportPacket, &|writer| writer.insert(&person(12, "Nobody")).map(|_| ()));
    assert_eq!(field_of(notice), "action");
    let missing = Control { owner: Some(id(777)), ..control(52, "CORE-26") };
    let missing = write(Action::AddControl, &|writer| writer.insert(&missing).map(|_| ()));
    assert!(matches!(missing, Err(Error::Referenced { table, parent }) if table == "control" && parent == "person"));
    let named = write(Action::RemovePerson, &|writer| writer.remove::<Person>(id(10)));
    assert!(matches!(named, Err(Error::Referenced { parent, .. }) if parent == "person"));
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn numbers_are_never_given_twice() {
    let Made { mut vault, home: _home, .. } = filled();
    let next = |vault: &Vault| vault.read(|reader| reader.next_number::<Gap>(engagement_id())).unwrap();
    assert_eq!(next(&vault), 2);
    let mut second = gap(2);
    second.retest = None;
    let (_, row) = write(&mut vault, Action::AddGap, 20, |writer| writer.insert(&second));
    vault.undo(row.seq, at(21), WHO, fixture::custody_ids()).unwrap();
    assert!(matches!(vault.read(|reader| reader.numbered::<Gap>(engagement_id(), 2)), Err(Error::NotFound { .. })));
    assert_eq!(next(&vault), 3);
    let renumbered = Gap { number: 7, ..gap(1) };
    let refused = vault.write(Action::EditGap, at(22), WHO, |writer| writer.update(renumbered, 1));
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.field == "number"));
}

#[test]
fn evidence_is_received_by_the_vault_and_keeps_its_files() {
    let Made { mut vault, home: _home, .. } = filled();
    let item = vault.read(|reader| reader.get::<EvidenceItem>(id(1002))).unwrap();
    assert_eq!(item.received_at, at(10));
    assert_eq!(original(&vault, &item).unwrap(), CONTENT);
    let twins = vault.read(|reader| reader.files_of_sha256(item.files[0].sha256)).unwrap();
    assert_eq!(twins, [(item.id, item.files[0].clone())]);
    for (field, edited) in [
        ("files", EvidenceItem { files: vec![fixture::file(1, b"other")], ..item.clone() }),
        ("received_at", EvidenceItem { received_at: at(11), ..item.clone() }),
    ] {
        let refused = vault.write(Action::EditEvidence, at(20), WHO, |writer| writer.update(edited, 1));
        assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.field == field));
    }
    let removed = vault.write(Action::WithdrawEvidence, at(20), WHO, |writer| writer.remove::<EvidenceItem>(item.id));
    assert!(matches!(removed, Err(Error::Invalid(invalid)) if invalid.field == "evidence"));
    let unstored = vault.write(Action::AttachEvidence, at(20), WHO, |writer| writer.insert(&evidence(2, b"unstored")));
    assert!(matches!(unstored, Err(Error::Invalid(invalid)) if invalid.field == "files"));
}

#[test]
fn bytes_of_a_refused_attaching_are_taken_back() {
    let Made { mut vault, home: _home, .. } = filled();
    let before = vault.store().unwrap().ids().unwrap();
    let take = |intake: &mut Intake<'_>| intake.add(&b"other bytes"[..], None, &mut |_| ControlFlow::Continue(()));
    let other = vault.attach(Action::AttachEvidence, at(20), WHO, take, |writer, sealed| {
        let item = writer.insert(&evidence(2, b"not those bytes"))?;
        writer.attach_file(item.files[0].id, &sealed)
    });
    assert!(matches!(other, Err(Error::Invalid(invalid)) if invalid.field == "files"));
    assert_eq!(vault.store().unwrap().ids().unwrap(), before);
    let cancelled = vault.attach(
        Action::AttachEvidence,
        at(20),
        WHO,
        |intake| intake.add(&b"other bytes"[..], None, &mut |_| ControlFlow::Break(())),
        |_, _| Ok(()),
    );
    assert!(matches!(cancelled, Err(Error::Cancelled)));
    assert_eq!(vault.store().unwrap().ids().unwrap(), before);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn an_empty_file_is_attached_and_given_back() {
    let Made { mut vault, home: _home, .. } = filled();
    let (item, _) = attach(&mut vault, 2, b"", 20);
    assert_eq!(original(&vault, &item).unwrap(), b"");
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn originals_are_handed_out_beside_the_vault() {
    let Made { mut vault, home: _home, .. } = filled();
    let originals = vault.originals().unwrap();
    let content = vec![7; 3_000_000];
    let (item, _) = attach(&mut vault, 2, &content, 20);
    let mut bytes = Vec::new();
    let worker = std::thread::spawn(move || {
        originals.original(id(1003), &mut bytes).unwrap();
        let later = originals.original(item.files[0].id, &mut Vec::new());
        assert!(matches!(later, Err(Error::NotFound { .. })));
        bytes
    });
    assert_eq!(worker.join().unwrap(), CONTENT);
    assert!(matches!(vault.original(id(9), &mut Vec::new()), Err(Error::NotFound { .. })));
}

#[test]
fn a_packet_is_remembered_before_it_leaves() {
    let Made { mut vault, home: _home, .. } = filled();
    let packet = ExportedPacket {
        id: id(9000),
        number: "HPL-2026-R1".into(),
        form: PacketForm::Archive,
        profile: AudienceProfile::Auditor,
        at: at(30),
        volumes: vec![model::evidence::Digest([4; 32])],
        container: Some(model::evidence::Digest([5; 32])),
        up_to: 7,
        pages: 160,
        exhibits: 1,
        signed_by: Some(model::signing_key::PublicKey([5; 32])),
    };
    let (_, row) = write(&mut vault, Action::ExportPacket, 30, |writer| {
        writer.exported(&packet)?;
        writer.custody(CustodyKind::Exported, id(1002), "HPL-2026-R1", id(0xb000_0009)).map(|_| ())
    });
    vault.write_head().unwrap();
    let (packets, custody) = vault.read(|reader| Ok((reader.packets()?, reader.custody(id(1002))?))).unwrap();
    assert_eq!(packets, std::slice::from_ref(&packet));
    assert_eq!(vault.read(|reader| reader.packet(packet.id)).unwrap(), packet);
    assert_eq!(
        custody.iter().map(|event| event.kind).collect::<Vec<_>>(),
        [CustodyKind::Received, CustodyKind::Exported]
    );
    assert_eq!(custody[1].log_seq, row.seq);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_carried_item_keeps_its_receipt_and_its_bytes_and_no_others() {
    let Made { mut vault, home: _home, .. } = made();
    start(&mut vault);
    let (origin, _) = attach(&mut vault, 301, b"the policy in force", 2);
    let mut carried = evidence(302, b"the policy in force");
    carried.received_at = at(50);
    let carry = |writer: &Writer<'_>| writer.carry(&carried, origin.id);
    let (stored, _) = write(&mut vault, Action::RollForwardEngagement, 3, carry);
    assert_eq!(stored.received_at, origin.received_at, "neither what it says nor the instant of carrying");
    assert_eq!(original(&vault, &stored).unwrap(), b"the policy in force");
    let (other, _) = attach(&mut vault, 303, b"another text as long", 4);
    let foreign = evidence(304, b"the policy in force");
    let answer =
        vault.write(Action::RollForwardEngagement, at(5), WHO, |writer| writer.carry(&foreign, other.id).map(drop));
    assert!(matches!(answer, Err(Error::Invalid(_))), "{answer:?}");
    assert_eq!(check(&vault).problems, []);
}
