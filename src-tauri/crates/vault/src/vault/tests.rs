//! The vault as a whole, in a folder of its own on the disk.

mod backup;
mod damage;
mod derived;
mod door;
mod every_action;
mod fault;
mod full;
mod keyring;
mod life;
mod migration;
mod overwritten;
mod packet;
mod page;
mod plain;
mod purge;
mod redaction;
mod rotate;
mod salvage;
mod search;
mod shelf;
mod signing_key;
mod undo;

use std::fs;
use std::path::{Path, PathBuf};

use model::activity::{Action, LogRow};
use model::communication::Due;
use model::custody::CustodyKind;
use model::evidence::EvidenceItem;
use model::rating::{Aspect, RatingValue};
use model::record::AnyRecord;

use super::*;
use crate::fixture::{self, CONTENT, DEVICE, WHO, at, id};
use crate::passphrase::WeakKdfCost;
use crate::slot::Secret;

/// A vault in a folder that lives as long as this does.
pub(super) struct Made {
    pub(super) vault: Vault,
    pub(super) code: RecoveryCode,
    pub(super) home: tempfile::TempDir,
}

pub(super) fn passphrase() -> Passphrase {
    Passphrase::new("correct horse battery".into())
}

pub(super) fn first() -> NewVault<'static> {
    NewVault { client: fixture::client(), device: DEVICE, person_name: WHO, at: at(0), fixed_salts: None }
}

/// A new vault, with its client alone.
pub(super) fn made() -> Made {
    let home = tempfile::tempdir().unwrap();
    let (vault, code) =
        Vault::create(&home.path().join("client.vault"), &passphrase(), WeakKdfCost.into(), first()).unwrap();
    Made { vault, code, home }
}

/// A vault with one record and more of every noun, and one original.
pub(super) fn filled() -> Made {
    let mut made = made();
    start(&mut made.vault);
    attach(&mut made.vault, 1, CONTENT, 10);
    write(&mut made.vault, Action::AddGap, 11, |writer| writer.insert(&fixture::gap(1)));
    write(&mut made.vault, Action::Rate, 12, |writer| {
        writer.insert(&fixture::rating(60, Aspect::Design, RatingValue::Effective))
    });
    write(&mut made.vault, Action::AddPlanRow, 13, |writer| {
        writer.insert(&fixture::plan_row(1, Due::AfterTrigger { hours: 72 }))
    });
    write(&mut made.vault, Action::StartMessage, 14, |writer| {
        fixture::work().iter().try_for_each(|record| insert_any(writer, record))?;
        writer.insert(&fixture::message(1))
    });
    made
}

/// Writes the records of an engagement that need no evidence.
pub(super) fn start(vault: &mut Vault) -> LogRow {
    write(vault, Action::StartEngagement, 1, |writer| {
        fixture::groundwork().iter().try_for_each(|record| insert_any(writer, record))
    })
    .1
}

/// [`Writer::insert`] for a record of any noun.
pub(super) fn insert_any(writer: &Writer<'_>, record: &AnyRecord) -> Result<()> {
    match record {
        AnyRecord::Client(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::System(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Engagement(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Person(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Surface(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Criterion(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Control(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Evidence(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Rating(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Gap(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::PlanRow(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Message(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Request(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Finding(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Task(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Organisation(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::UserControl(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Commitment(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Team(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Occurrence(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Population(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::SheetMapping(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::Holiday(it) => writer.insert(it.as_ref()).map(|_| ()),
        AnyRecord::FollowUp(it) => writer.insert(it.as_ref()).map(|_| ()),
    }
}

pub(super) fn write<T>(
    vault: &mut Vault,
    action: Action,
    minute: u32,
    make: impl FnOnce(&Writer<'_>) -> Result<T>,
) -> (T, LogRow) {
    vault.write(action, at(minute), WHO, make).unwrap()
}

/// Attaches an evidence item of one file.
pub(super) fn attach(vault: &mut Vault, number: u32, content: &[u8], minute: u32) -> (EvidenceItem, LogRow) {
    let item = fixture::evidence(number, content);
    let custody = id(0xb000_0000 + u128::from(number));
    vault
        .attach(
            Action::AttachEvidence,
            at(minute),
            WHO,
            |intake| intake.add(content, Some(content.len() as u64), &mut |_| std::ops::ControlFlow::Continue(())),
            |writer, sealed| {
                let item = writer.insert(&item)?;
                writer.attach_file(item.files[0].id, &sealed)?;
                writer.custody(CustodyKind::Received, item.id, "", custody)?;
                Ok(item)
            },
        )
        .unwrap()
}

pub(super) fn original(vault: &Vault, item: &EvidenceItem) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    vault.original(item.files[0].id, &mut bytes).map(|()| bytes)
}

pub(super) fn path(home: &tempfile::TempDir) -> PathBuf {
    home.path().join("client.vault")
}

pub(super) fn unlock(path: &Path) -> Result<Vault> {
    Vault::unlock(path, Secret::Passphrase(&passphrase()), at(60))
}

/// Copies the files of a vault as they lie there, such as after a crash.
pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        // The index of a log is made anew from the log.
        if !entry.file_name().to_string_lossy().ends_with("-shm") {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

pub(super) fn check(vault: &Vault) -> crate::check::Report {
    vault.check(&mut |_| std::ops::ControlFlow::Continue(())).unwrap()
}

/// How often something is tried of which chance decides where it strikes: usually, or as often as this variable says. The
/// long run (`scripts/bench-faults`) sets it.
pub(super) fn times(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|times| times.parse().ok()).unwrap_or(usual)
}

/// Runs SQL behind the write door's back.
pub(super) fn tamper(vault: &Vault, sql: &str) {
    vault.connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    vault.connection.execute_batch(sql).unwrap();
}
