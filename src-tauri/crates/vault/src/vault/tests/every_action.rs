//! Undo and redo over every action: what each may do to records stands in one table without a wildcard, so that an action
//! without its line doesn't build. Each is made, undone, redone, undone and redone again in a vault that has one record
//! and more of every noun. The door works by images, so the shape of a change is what matters here; whole stories are
//! undone in `tests/flows/undo.rs`.

use std::collections::BTreeMap;

use model::activity::Effect;
use model::evidence::EvidenceState;
use model::record::Noun;
use uuid::Uuid;

use super::*;
use crate::fixture::{custody_ids, day, everything};
use crate::table::list_any;

/// What an action does to records.
#[derive(Debug, Clone, Copy, Default)]
struct Shape {
    adds: &'static [Noun],
    edits: &'static [Noun],
    removes: &'static [Noun],
}

const fn adds(adds: &'static [Noun]) -> Option<Shape> {
    Some(Shape { adds, edits: &[], removes: &[] })
}

const fn edits(edits: &'static [Noun]) -> Option<Shape> {
    Some(Shape { adds: &[], edits, removes: &[] })
}

const fn removes(removes: &'static [Noun]) -> Option<Shape> {
    Some(Shape { adds: &[], edits: &[], removes })
}

/// The shape of each action that can be undone; none of those that can't.
const fn shape(action: Action) -> Option<Shape> {
    use Action as A;
    use Noun as N;
    match action {
        A::EditClient => edits(&[N::Client]),
        A::EditSystem => edits(&[N::System]),
        A::StartEngagement => adds(&[N::Engagement, N::Surface, N::Criterion, N::Control]),
        A::EditEngagement | A::MoveEngagement | A::ReportEngagement => edits(&[N::Engagement]),
        A::RollForwardEngagement => Some(Shape {
            adds: &[N::Engagement, N::Control, N::Criterion, N::Commitment, N::Organisation, N::Gap],
            edits: &[N::Engagement],
            removes: &[],
        }),
        A::AddOrganisation => adds(&[N::Organisation]),
        A::EditOrganisation | A::ReviewOrganisation => edits(&[N::Organisation]),
        A::RemoveOrganisation => removes(&[N::Organisation]),
        A::AddUserControl => adds(&[N::UserControl]),
        A::EditUserControl => edits(&[N::UserControl]),
        A::RemoveUserControl => removes(&[N::UserControl]),
        A::AddCommitment => adds(&[N::Commitment]),
        A::EditCommitment => edits(&[N::Commitment]),
        A::RemoveCommitment => removes(&[N::Commitment]),
        A::AddTeam => adds(&[N::Team]),
        A::EditTeam => edits(&[N::Team]),
        A::RemoveTeam => removes(&[N::Team]),
        A::AddPerson => adds(&[N::Person]),
        A::EditPerson => edits(&[N::Person]),
        A::RemovePerson => Some(Shape { adds: &[], edits: &[N::Team], removes: &[N::Person] }),
        A::AddSurface => adds(&[N::Surface]),
        A::EditSurface => edits(&[N::Surface]),
        A::RemoveSurface => removes(&[N::Surface]),
        A::ScopeCriterion | A::ImportCriteriaText => edits(&[N::Criterion]),
        A::AddControl => adds(&[N::Control]),
        A::EditControl => edits(&[N::Control]),
        A::PerformOccurrence | A::EditOccurrence => edits(&[N::Occurrence]),
        A::ExceptOccurrence => adds(&[N::Occurrence]),
        A::RemoveOccurrence => removes(&[N::Occurrence]),
        A::AddPopulation => adds(&[N::Population]),
        A::EditPopulation => edits(&[N::Population]),
        A::RemovePopulation => removes(&[N::Population]),
        A::AttachEvidence => Some(Shape { adds: &[N::Evidence], edits: &[N::Control], removes: &[] }),
        A::EditEvidence | A::ReviewEvidence | A::ReleaseEvidence | A::RevokeRelease | A::WithdrawEvidence => {
            edits(&[N::Evidence])
        }
        A::RedactEvidence | A::TakeRedactionBack => edits(&[N::Evidence]),
        A::SupersedeEvidence => Some(Shape { adds: &[N::Evidence], edits: &[N::Evidence], removes: &[] }),
        A::Rate => Some(Shape { adds: &[N::Rating], edits: &[N::Rating], removes: &[] }),
        A::AddGap => adds(&[N::Gap]),
        A::EditGap | A::MoveGap => edits(&[N::Gap]),
        A::RemoveGap => removes(&[N::Gap]),
        A::AddRequest => adds(&[N::Request]),
        A::EditRequest | A::MoveRequest | A::SubmitRequest | A::DecideRequest => edits(&[N::Request]),
        A::RemoveRequest => removes(&[N::Request]),
        A::AddFinding => Some(Shape { adds: &[N::Finding], edits: &[N::Gap], removes: &[] }),
        A::EditFinding | A::RespondFinding | A::MoveFinding => edits(&[N::Finding]),
        A::RemoveFinding => removes(&[N::Finding]),
        A::PlanTasks | A::AddTask => adds(&[N::Task]),
        A::EditTask | A::MoveTask => edits(&[N::Task]),
        A::RemoveTask => removes(&[N::Task]),
        A::StartScenario => adds(&[N::PlanRow, N::Message]),
        A::AddPlanRow => adds(&[N::PlanRow]),
        A::EditPlanRow => edits(&[N::PlanRow]),
        A::RemovePlanRow => removes(&[N::PlanRow]),
        A::StartMessage => adds(&[N::Message]),
        A::EditMessage | A::DecideMessage | A::WithdrawMessage => edits(&[N::Message]),
        A::ImportSheet => Some(Shape { adds: &[N::Request, N::Person], edits: &[N::Control, N::Gap], removes: &[] }),
        A::SaveSheetMapping => adds(&[N::SheetMapping]),
        A::RemoveSheetMapping => removes(&[N::SheetMapping]),
        A::AddHoliday => adds(&[N::Holiday]),
        A::RemoveHoliday => removes(&[N::Holiday]),
        A::NoteFollowUp => adds(&[N::FollowUp]),
        A::EditFollowUp | A::AnswerFollowUp | A::WithdrawFollowUp => edits(&[N::FollowUp]),
        A::RemoveFollowUp => removes(&[N::FollowUp]),
        // Undoing is what the others are tried with.
        A::Undo
        | A::CreateVault
        | A::SaveEvidence
        | A::PurgeEvidence
        | A::PurgeLog
        | A::RecordSend
        | A::SaveMessage
        | A::ExportPacket
        | A::BackUpVault
        | A::GiveCopy
        | A::SalvageVault
        | A::NamePerson
        | A::AcceptOlder
        | A::ChangePassphrase
        | A::AddSlot
        | A::RevokeSlot
        | A::RotateKey
        | A::MakeSigningKey
        | A::ReplaceSigningKey
        | A::ExportSheet
        | A::ExtractLog => None,
    }
}

/// A record that the vault doesn't have yet.
fn another(noun: Noun) -> AnyRecord {
    use model as m;
    let like = |noun: Noun| everything().into_iter().find(|it| it.noun() == noun).unwrap();
    match noun {
        Noun::Person => fixture::person(12, "Tom Bly").into(),
        Noun::Criterion => fixture::criterion(34, "CC7.1").into(),
        Noun::Control => fixture::control(52, "CORE-26").into(),
        Noun::Rating => fixture::rating(61, Aspect::Operation, RatingValue::Effective).into(),
        Noun::Gap => fixture::gap(2).into(),
        Noun::PlanRow => fixture::plan_row(2, Due::AfterTrigger { hours: 72 }).into(),
        Noun::Message => fixture::message(2).into(),
        Noun::Evidence => fixture::evidence(2, CONTENT).into(),
        Noun::Request => changed(like(noun), |it: &mut m::request::EvidenceRequest| {
            (it.id, it.number, it.auditor_id) = (id(5002), 2, None);
        }),
        Noun::Finding => fixture::finding(3).into(),
        Noun::Task => fixture::task(3).into(),
        Noun::Commitment => fixture::commitment(2).into(),
        Noun::FollowUp => fixture::follow_up(2).into(),
        Noun::Engagement => changed(like(noun), |it: &mut m::engagement::Engagement| {
            (it.id, it.title) = (id(0xe2), "SOC 2 Type II 2027".into());
        }),
        Noun::Surface => changed(like(noun), |it: &mut m::surface::Surface| {
            (it.id, it.code) = (id(21), "identity_access".parse().unwrap());
        }),
        Noun::Organisation => changed(like(noun), |it: &mut m::organisation::Organisation| {
            (it.id, it.name) = (id(5301), "Southern Hosting".into());
        }),
        Noun::UserControl => changed(like(noun), |it: &mut m::user_control::UserControl| {
            (it.id, it.code) = (id(5401), "CUEC-02".parse().unwrap());
        }),
        Noun::Team => changed(like(noun), |it: &mut m::team::Team| (it.id, it.name) = (id(5601), "Support".into())),
        Noun::Occurrence => changed(like(noun), |it: &mut m::occurrence::Occurrence| {
            (it.id, it.key) = (id(5701), "2026-07-01/P3M".parse().unwrap());
        }),
        Noun::Population => changed(like(noun), |it: &mut m::population::Population| {
            (it.id, it.name) = (id(5801), "joiners".into());
        }),
        Noun::SheetMapping => changed(like(noun), |it: &mut m::sheet_mapping::SheetMapping| {
            (it.id, it.name) = (id(5901), "Another list".into());
        }),
        Noun::Holiday => changed(like(noun), |it: &mut m::holiday::Holiday| {
            (it.id, it.day) = (id(5951), day("2026-12-26"));
        }),
        Noun::Client | Noun::System => unreachable!("a vault has one"),
    }
}

/// The record of this type in `any`, changed.
fn changed<R: model::record::Record>(any: AnyRecord, change: impl FnOnce(&mut R)) -> AnyRecord {
    let plain = serde_json::to_value(&any).unwrap()["record"].take();
    let mut record: R = serde_json::from_value(plain).unwrap();
    change(&mut record);
    record.into()
}

/// The first text of a record that a person may write as they like, by its noun.
fn edited(any: &AnyRecord) -> AnyRecord {
    let field = match any.noun() {
        Noun::Client => "legal_name",
        Noun::System | Noun::Person | Noun::Surface | Noun::Organisation | Noun::Team => "name",
        Noun::Population | Noun::SheetMapping | Noun::Holiday => "name",
        Noun::Engagement | Noun::Criterion | Noun::Control | Noun::Evidence | Noun::Gap | Noun::Task => "title",
        Noun::Message => "title",
        Noun::Rating => "rationale",
        Noun::PlanRow => "subject",
        Noun::Request | Noun::Finding => "wording",
        Noun::UserControl => "statement",
        Noun::Commitment => "text",
        Noun::Occurrence => "note",
        Noun::FollowUp => "question",
    };
    let mut tagged = serde_json::to_value(any).unwrap();
    let text = &mut tagged["record"][field];
    assert!(text.is_string(), "{field} of {any:?}");
    *text = "changed by the action".into();
    serde_json::from_value(tagged).unwrap()
}

/// An evidence item as the action leaves it.
fn moved(any: AnyRecord, action: Action) -> AnyRecord {
    let state = match action {
        Action::ReviewEvidence | Action::RevokeRelease => EvidenceState::Accepted,
        Action::ReleaseEvidence => EvidenceState::Released { by: id(11), at: at(12_500) },
        Action::WithdrawEvidence => EvidenceState::Withdrawn { reason: "the wrong quarter".into() },
        Action::SupersedeEvidence => EvidenceState::Superseded { by: id(1004) },
        _ => return any,
    };
    changed(any, |item: &mut EvidenceItem| item.state = state)
}

/// All records by noun and id, with nothing that only counts: revisions, and the words of an undone attaching.
fn records(vault: &Vault) -> Records {
    let all = Noun::ALL.iter().flat_map(|noun| list_any(&vault.connection, *noun).unwrap());
    all.map(|mut record| {
        record.set_revision(1);
        if let AnyRecord::Evidence(item) = &mut record
            && let EvidenceState::Withdrawn { reason } = &mut item.state
        {
            reason.clear();
        }
        ((record.noun(), record.key()), record)
    })
    .collect()
}

type Records = BTreeMap<(Noun, Uuid), AnyRecord>;

fn is_released(record: &AnyRecord) -> bool {
    matches!(record, AnyRecord::Evidence(item) if matches!(item.state, EvidenceState::Released { .. }))
}

fn in_state(record: &AnyRecord, state: EvidenceState) -> AnyRecord {
    changed(record.clone(), |item: &mut EvidenceItem| item.state = state)
}

/// What stands after `from` was left for `to`: all as in `to`, but that evidence that came in meanwhile stays as
/// withdrawn, and that a release that was taken back isn't given anew: that is the client's to do.
fn gone_to(to: &Records, from: &Records) -> Records {
    let mut expected = to.clone();
    for (key, record) in from.iter().filter(|(key, _)| key.0 == Noun::Evidence) {
        match to.get(key) {
            None => {
                expected.insert(*key, in_state(record, EvidenceState::Withdrawn { reason: String::new() }));
            }
            Some(was) if is_released(was) && !is_released(record) => {
                expected.insert(*key, in_state(was, EvidenceState::Accepted));
            }
            Some(_) => {}
        }
    }
    expected
}

/// Makes a change of this shape.
fn make(writer: &Writer<'_>, action: Action, shape: Shape, sealed: Option<&crate::ingest::Sealed>) -> Result<()> {
    let of = |noun: Noun| list_any(writer.connection(), noun).unwrap();
    for noun in shape.adds {
        let record = another(*noun);
        insert_any(writer, &record)?;
        if let (AnyRecord::Evidence(item), Some(sealed)) = (&record, sealed) {
            writer.attach_file(item.files[0].id, sealed)?;
            writer.custody(CustodyKind::Received, item.id, "", id(0xb000_0002))?;
        }
    }
    for noun in shape.edits {
        let before = of(*noun).into_iter().next().unwrap();
        let mut after = moved(edited(&before), action);
        after.set_revision(before.revision() + 1);
        after.check()?;
        writer.put_over(before, &after)?;
    }
    for noun in shape.removes {
        let key = another(*noun).key();
        writer.take_away(of(*noun).into_iter().find(|it| it.key() == key).unwrap())?;
    }
    Ok(())
}

/// Brings the vault to where the action can be made.
fn prepare(vault: &mut Vault, action: Action, shape: Shape) {
    for noun in shape.removes {
        write(vault, Action::ImportSheet, 20, |writer| insert_any(writer, &another(*noun)));
    }
    if action == Action::RevokeRelease {
        let make = |writer: &Writer<'_>| make(writer, Action::ReleaseEvidence, shape, None);
        write(vault, Action::ReleaseEvidence, 20, make);
    }
}

fn act(vault: &mut Vault, action: Action, shape: Shape) -> u64 {
    if !shape.adds.contains(&Noun::Evidence) {
        return write(vault, action, 30, |writer| make(writer, action, shape, None)).1.seq;
    }
    let take_in = |intake: &mut Intake<'_>| {
        intake.add(CONTENT, Some(CONTENT.len() as u64), &mut |_| std::ops::ControlFlow::Continue(()))
    };
    let make = |writer: &Writer<'_>, sealed| make(writer, action, shape, Some(&sealed));
    vault.attach(action, at(30), WHO, take_in, make).unwrap().1.seq
}

fn received(vault: &Vault) -> Vec<Instant> {
    let items = vault.read(|reader| reader.list::<EvidenceItem>()).unwrap();
    items.iter().map(|item| item.received_at).collect()
}

#[test]
fn every_action_is_undone_and_redone_or_never() {
    let Made { vault, home, .. } = filled();
    vault.lock().unwrap();
    let mut tried = 0;
    for action in Action::ALL.iter().copied() {
        let Some(shape) = shape(action) else {
            assert!(action == Action::Undo || action.effect() != Effect::Content, "{action:?} has no shape");
            continue;
        };
        assert_eq!(action.effect(), Effect::Content, "{action:?} can't be undone and has a shape");
        let folder = home.path().join(action.name());
        copy(&path(&home), &folder);
        let mut vault = unlock(&folder).unwrap();
        prepare(&mut vault, action, shape);
        let before = records(&vault);
        let mut row = act(&mut vault, action, shape);
        let (after, received) = (records(&vault), received(&vault));
        assert_ne!(before, after, "{action:?}");
        let (mut ids, mut custody) = (custody_ids(), 0);
        let undone = gone_to(&before, &after);
        let redone = gone_to(&after, &undone);
        for (step, expected) in [&undone, &redone, &undone, &redone].into_iter().enumerate() {
            let minute = 40 + u32::try_from(step).unwrap();
            let now = records(&vault);
            let undoing = vault.undo(row, at(minute), WHO, &mut ids);
            if &now == expected {
                // All that would come back is a release, which is the client's to give.
                assert!(matches!(undoing, Err(Error::NotReleasedAgain)), "{action:?}, step {step}");
                assert_eq!(records(&vault), now, "{action:?}, step {step}");
                break;
            }
            row = undoing.unwrap_or_else(|error| panic!("{action:?}, step {step}: {error}")).seq;
            assert_eq!(&records(&vault), expected, "{action:?}, step {step}");
            assert_eq!(self::received(&vault), received, "{action:?}: receipts stay");
            let events = custody_events(&vault);
            assert!(events >= custody, "{action:?}: custody stays");
            custody = events;
        }
        assert_eq!(check(&vault).problems, [], "{action:?}");
        drop(vault);
        fs::remove_dir_all(&folder).unwrap();
        tried += 1;
    }
    println!("{tried} actions undone and redone twice, {} that never are", Action::ALL.len() - tried - 1);
    assert!(tried > 60, "{tried}");
}

fn custody_events(vault: &Vault) -> i64 {
    vault.connection.query_row("SELECT count(*) FROM custody", [], |row| row.get(0)).unwrap()
}

#[test]
fn what_never_is_undone_stays_whatever_it_touched() {
    let Made { mut vault, home: _home, .. } = filled();
    for action in Action::ALL.iter().copied().filter(|action| shape(*action).is_none() && *action != Action::Undo) {
        let (_, row) = write(&mut vault, action, 20, |writer| {
            // A notice may change nothing; what is final may.
            if action.effect() == Effect::Final {
                return make(writer, action, edits(&[Noun::Client]).unwrap(), None);
            }
            writer.subject(Noun::Client, fixture::client().id.uuid());
            Ok(())
        });
        let (before, head) = (records(&vault), vault.read(|reader| reader.log_seq()).unwrap());
        let refused = vault.undo(row.seq, at(21), WHO, custody_ids());
        assert!(matches!(refused, Err(Error::NotUndoable { .. })), "{action:?}: {refused:?}");
        assert_eq!((records(&vault), vault.read(|reader| reader.log_seq()).unwrap()), (before, head), "{action:?}");
    }
}
