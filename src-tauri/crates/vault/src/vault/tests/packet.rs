//! The source of a packet: as of any row it is what it was then.

use model::control::{Control, ControlState};
use model::evidence::EvidenceState;
use model::gap::Gap;
use model::packet::PacketSource;

use super::*;
use crate::fixture::{control, custody_ids, engagement_id, person};
use crate::packet_source::load;

fn source(vault: &Vault, up_to: Option<u64>) -> PacketSource {
    vault.read(|reader| load(reader, engagement_id(), up_to)).unwrap()
}

#[test]
fn an_older_source_is_what_it_was_then() {
    let Made { mut vault, home, .. } = filled();
    let mut seen = vec![source(&vault, None)];
    let mut ids = custody_ids();
    let edited = Control { title: "edited".into(), ..control(50, "CORE-24") };
    write(&mut vault, Action::EditControl, 20, |writer| writer.update(edited, 1));
    seen.push(source(&vault, None));
    let (item, attached) = attach(&mut vault, 2, b"second", 21);
    seen.push(source(&vault, None));
    write(&mut vault, Action::AddPerson, 22, |writer| writer.insert(&person(12, "Tom Bly")));
    seen.push(source(&vault, None));
    vault.undo(attached.seq, at(23), "Tom Bly", &mut ids).unwrap();
    seen.push(source(&vault, None));
    write(&mut vault, Action::EditGap, 24, |writer| {
        let gap: Gap = writer.get(id(2001))?;
        writer.update(Gap { number: 1, title: "retitled".into(), ..gap }, 1)
    });
    seen.push(source(&vault, None));
    vault.lock().unwrap();
    let vault = unlock(&path(&home)).unwrap();
    for source_then in &seen {
        assert_eq!(&source(&vault, Some(source_then.up_to())), source_then);
    }
    assert_eq!(seen[2].evidence.len(), 2);
    assert_eq!(seen[2].custody.iter().filter(|event| event.evidence == item.id).count(), 1);
    assert_eq!(seen[4].evidence.len(), 1, "a withdrawn item is left out");
    assert_eq!(seen[4].prepared_by, "Tom Bly");
    assert_eq!(source(&vault, None), *seen.last().unwrap());
}

#[test]
fn what_was_marked_since_is_marked_in_an_older_source() {
    let Made { mut vault, home: _home, .. } = filled();
    let then = source(&vault, None);
    let (item, message) = (then.evidence[0].clone(), then.messages[0].clone());
    let looser = item.classification;
    write(&mut vault, Action::EditMessage, 20, |writer| {
        writer.update(
            model::communication::Message { privileged: !message.privileged, ..message.clone() },
            message.revision,
        )
    });
    write(&mut vault, Action::EditEvidence, 21, |writer| {
        let classification = model::evidence::Classification::Restricted;
        writer.update(EvidenceItem { classification, ..item.clone() }, item.revision)
    });
    let older = source(&vault, Some(then.up_to()));
    assert!(older.messages[0].privileged, "what was or is for counsel");
    assert!(looser < older.evidence[0].classification);
}

#[test]
fn notices_make_no_difference() {
    let Made { mut vault, home: _home, .. } = filled();
    let before = source(&vault, None);
    write(&mut vault, Action::SaveEvidence, 20, |writer| {
        writer.custody(CustodyKind::Saved, id(1002), "", id(0xb000_0010)).map(|_| ())
    });
    vault.name_person(DEVICE, "Somebody Else", at(21)).unwrap();
    assert_eq!(source(&vault, None), before);
    assert_eq!(before.up_to(), 7);
    // Named explicitly, the notices and the custody that came with them are part of it.
    let after = source(&vault, Some(9));
    assert_eq!((after.log.len(), after.custody.len()), (9, before.custody.len() + 1));
}

#[test]
fn only_what_counts_is_in_it_and_in_order() {
    let Made { mut vault, home: _home, .. } = filled();
    let retired = ControlState::Retired { reason: "merged".into() };
    write(&mut vault, Action::EditControl, 20, |writer| {
        writer.update(Control { state: retired, ..control(51, "CORE-25") }, 1)
    });
    let (item, _) = attach(&mut vault, 2, b"second", 21);
    write(&mut vault, Action::SupersedeEvidence, 22, |writer| {
        let old: EvidenceItem = writer.get(id(1002))?;
        writer.update(EvidenceItem { state: EvidenceState::Superseded { by: item.id }, ..old }, 1)
    });
    let source = source(&vault, None);
    let codes: Vec<_> = source.criteria.iter().map(|it| it.code.to_string()).collect();
    assert_eq!(codes, ["CC6.1", "CC6.2", "A1.2"], "privacy isn't in scope");
    assert_eq!(
        source.coverage.iter().map(|it| it.criterion).collect::<Vec<_>>(),
        source.criteria.iter().map(|it| it.code).collect::<Vec<_>>()
    );
    assert_eq!(source.controls.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["CORE-24"]);
    assert_eq!(source.evidence.iter().map(|it| it.number).collect::<Vec<_>>(), [2]);
    assert!(source.custody.iter().all(|event| event.evidence == item.id));
    assert_eq!(source.people.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Jan Brandt", "Rose Okafor"]);
    let absent = vault.read(|reader| load(reader, id(77), None));
    assert!(matches!(absent, Err(Error::NotFound { .. })));
    assert!(matches!(vault.read(|reader| load(reader, engagement_id(), Some(99))), Err(Error::NotFound { .. })));
    assert!(matches!(vault.read(|reader| load(reader, engagement_id(), Some(1))), Err(Error::NotFound { .. })));
}

#[test]
fn the_work_of_the_engagement_is_in_it_and_in_order() {
    let Made { mut vault, home: _home, .. } = filled();
    write(&mut vault, Action::AddRequest, 20, |writer| {
        for number in [9, 3] {
            writer.insert(&fixture::request(number))?;
            writer.insert(&fixture::commitment(number))?;
        }
        let starts_on = fixture::day("2026-01-05");
        writer.insert(&model::task::Task { starts_on, depends_on: Default::default(), ..fixture::task(7) })?;
        writer.insert(&model::occurrence::Occurrence {
            id: id(5701),
            key: "2026-01-01/P3M".parse().unwrap(),
            ..fixture::occurrence()
        })?;
        writer.insert(&model::organisation::Organisation {
            id: id(5301),
            name: "Able Post".into(),
            ..fixture::organisation()
        })
    });
    let found = source(&vault, None);
    assert_eq!(found.requests.iter().map(|it| it.number).collect::<Vec<_>>(), [1, 3, 9]);
    assert_eq!(found.commitments.iter().map(|it| it.number).collect::<Vec<_>>(), [1, 3, 9]);
    assert_eq!(found.findings, [fixture::finding(1), fixture::finding(2)]);
    assert_eq!(found.tasks.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["T-7", "T-1", "T-2"]);
    let keys: Vec<_> = found.occurrences.iter().map(|it| it.key.to_string()).collect();
    assert_eq!(keys, ["2026-01-01/P3M", "2026-04-01/P3M"]);
    let names: Vec<_> = found.organisations.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Able Post", "Northern Hosting"]);
    assert_eq!((found.populations, found.teams), (vec![fixture::population()], vec![fixture::team()]));
    assert_eq!(found.holidays, [fixture::holiday()]);
    assert_eq!(found.user_controls, [fixture::user_control()]);
    let retired = ControlState::Retired { reason: "merged".into() };
    write(&mut vault, Action::EditControl, 21, |writer| {
        writer.update(Control { state: retired, ..control(50, "CORE-24") }, 1)
    });
    assert_eq!(source(&vault, None).occurrences, [], "a retired control's are left out");
}
