//! Evidence items: attaching files, listing, describing, reviewing, releasing, replacing, withdrawing and saving them.

mod folder;
mod import;
mod list;
mod preview;
mod purge;
mod redact;
mod review;

use std::collections::BTreeSet;

use model::activity::Action;
use model::control::Control;
use model::custody::CustodyKind;
use model::engagement::Engagement;
use model::evidence::{
    Approval, Classification, Covers, EvidenceFile, EvidenceItem, EvidenceKind, EvidenceState, IpeCard,
};
use model::id::{ControlId, EvidenceId};
use model::time::ZonedInstant;
use serde::{Deserialize, Serialize};
use vault::{Reader, Writer};

pub(crate) use folder::open as open_folder;
pub use folder::{OpenFolder, OpenedFolder, Walked, walk};
pub(crate) use import::import;
pub use import::{
    EvidenceImported, FolderFile, HeldFile, ImportEvidence, ImportFrom, ImportedItem, Orphan, UnplacedFile,
};
pub use list::{EvidenceRow, EvidenceSheet, ListEvidence, ShowEvidence};
pub(crate) use list::{list, show};
pub(crate) use preview::preview;
pub use preview::{EvidencePreview, PreviewEvidence, preview_shared};
pub(crate) use purge::purge;
pub use purge::{EvidencePurged, PurgeEvidence};
pub use redact::{EvidenceRedacted, NamedColumn, RedactEvidence, TakeRedactionBack, ToRedact, redact_shared};
pub(crate) use redact::{redact, take_back};
pub use review::{ReleaseEvidence, ReviewEvidence, RevokeRelease, Verdict};
pub(crate) use review::{release, review, revoke};

use crate::app::{App, Moment, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;
use crate::held::Held;
use crate::intake::{Taken, choose, take_in};
use crate::save::{Told, require_folder, save_new};

/// Attaches files as evidence items: all of them or none, as one step.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AttachEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The items.
    pub items: Vec<NewEvidence>,
}

/// One item to attach. What isn't known yet stays open and is listed as missing.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct NewEvidence {
    /// Its files, the main one first.
    pub files: Vec<Held>,
    /// Title; none takes the first file's name.
    pub title: Option<String>,
    /// What it is.
    pub kind: EvidenceKind,
    /// How sensitive it is.
    pub classification: Classification,
    /// What of the period it speaks for.
    pub covers: Option<Covers>,
    /// When it was captured on the source system.
    pub captured_at: Option<ZonedInstant>,
    /// System that it comes from.
    pub source_system: String,
    /// Who collected it.
    pub collected_by: String,
    /// Codes of the controls that it supports.
    pub controls: Vec<String>,
    /// Completeness and accuracy card.
    pub ipe: Option<IpeCard>,
    /// Approval of a document in force.
    pub approval: Option<Approval>,
    /// Why a packet lists it without showing it.
    pub list_only: Option<String>,
    /// The item that it replaces, by reference.
    pub supersedes: Option<String>,
    /// For the consultant alone.
    pub internal_note: String,
}

/// An attached item, with notices about its files.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Attached {
    /// The item.
    pub item: EvidenceItem,
    /// References of other items that hold a file of the same SHA-256.
    pub same_as: Vec<String>,
    /// References of items in which something of the same content is redacted, or of the version that this one replaces:
    /// here nothing is.
    pub redacted_in: Vec<String>,
    /// What must be added before it can be relied on.
    pub missing: Vec<String>,
}

pub(crate) fn attach(app: &mut App, request: AttachEvidence) -> Result<Vec<Attached>, Failure> {
    let engagement = app.read(|r| find::engagement(r, request.engagement.as_deref()))?;
    let chosen = choose(app, request.items.iter().map(|item| item.files.as_slice()))?;
    app.attach(
        Action::AttachEvidence,
        |intake, host| take_in(intake, host, &chosen),
        |w, moment, taken| {
            let mut attached = Vec::with_capacity(taken.len());
            for (new, files) in request.items.into_iter().zip(&taken) {
                let held = held_already(w, files)?;
                let same_as = held.iter().filter(|it| it.engagement == engagement.id).map(EvidenceItem::reference);
                let same_as = same_as.collect();
                let number = w.next_number::<EvidenceItem>(engagement.id)?;
                let item = attach_one(w, moment, &engagement, number, new, files)?;
                let redacted_in = redacted_in(w, &held, &item)?;
                attached.push(Attached { missing: item.missing(), item, same_as, redacted_in });
            }
            Ok(attached)
        },
    )
}

/// The items of any engagement that hold a file of the same SHA-256, by number.
fn held_already(r: &Reader, files: &[Taken]) -> Result<Vec<EvidenceItem>, Failure> {
    let mut ids: BTreeSet<EvidenceId> = BTreeSet::new();
    for taken in files {
        ids.extend(r.files_of_sha256(taken.file.sha256)?.into_iter().map(|(item, _)| item));
    }
    let mut items = ids.into_iter().map(|id| r.get::<EvidenceItem>(id)).collect::<Result<Vec<_>, _>>()?;
    items.sort_by_key(|item| item.number);
    Ok(items)
}

/// References of items whose redaction doesn't carry over to a new item: those that hold the same content, of which
/// something is redacted there, and the one that it replaces.
fn redacted_in(r: &Reader, held: &[EvidenceItem], new: &EvidenceItem) -> Result<Vec<String>, Failure> {
    let same = |file: &EvidenceFile| new.files.iter().any(|its| its.sha256 == file.sha256);
    let redacts = |item: &&EvidenceItem| item.files.iter().any(|file| file.redaction.is_some() && same(file));
    let mut found: Vec<String> = held.iter().filter(redacts).map(EvidenceItem::reference).collect();
    if let Some(replaced) = new.supersedes {
        let replaced: EvidenceItem = r.get(replaced)?;
        if replaced.files.iter().any(|file| file.redaction.is_some()) {
            found.push(replaced.reference());
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn same_files(known: &[EvidenceItem], files: &[Taken]) -> Vec<String> {
    let same =
        |item: &&EvidenceItem| item.files.iter().any(|old| files.iter().any(|new| new.file.sha256 == old.sha256));
    known.iter().filter(same).map(EvidenceItem::reference).collect()
}

fn attach_one(
    w: &Writer,
    moment: &Moment<'_>,
    engagement: &Engagement,
    number: u32,
    new: NewEvidence,
    files: &[Taken],
) -> Result<EvidenceItem, Failure> {
    let replaced = match &new.supersedes {
        Some(name) => Some(find::one::<EvidenceItem>(w, Some(engagement.id), name)?),
        None => None,
    };
    let main = files.first().ok_or_else(|| Failure::new(Code::Invalid, "must hold at least one file").on("files"))?;
    let item = EvidenceItem {
        id: moment.id(),
        revision: 1,
        engagement: engagement.id,
        number,
        title: new.title.unwrap_or_else(|| main.file.name.clone()),
        kind: new.kind,
        classification: new.classification,
        covers: new.covers,
        captured_at: new.captured_at,
        received_at: moment.at,
        reviewed: None,
        source_system: new.source_system,
        collected_by: new.collected_by,
        state: EvidenceState::Received,
        version: replaced.as_ref().map_or(1, |old| old.version + 1),
        supersedes: replaced.as_ref().map(|old| old.id),
        controls: control_ids(w, engagement, &new.controls)?,
        files: files.iter().map(|taken| taken.file.clone()).collect(),
        ipe: new.ipe,
        approval: new.approval,
        list_only: new.list_only,
        internal_note: new.internal_note,
    };
    enter(w, moment, &item, files)?;
    if let Some(old) = replaced {
        move_to(w, moment, old, EvidenceState::Superseded { by: item.id }, CustodyKind::Superseded, &item.reference())?;
    }
    Ok(item)
}

/// Enters a new item with its files, and notes on its custody that it was received.
fn enter(w: &Writer, moment: &Moment<'_>, item: &EvidenceItem, files: &[Taken]) -> Result<(), Failure> {
    w.insert(item)?;
    for taken in files {
        w.attach_file(taken.file.id, &taken.sealed)?;
    }
    custody(w, moment, item.id, CustodyKind::Received, "")
}

fn control_ids(r: &Reader, engagement: &Engagement, names: &[String]) -> Result<BTreeSet<ControlId>, Failure> {
    let id = |name: &String| find::one::<Control>(r, Some(engagement.id), name).map(|control| control.id);
    names.iter().map(id).collect()
}

fn custody(w: &Writer, moment: &Moment<'_>, item: EvidenceId, kind: CustodyKind, note: &str) -> Result<(), Failure> {
    w.custody(kind, item, note, moment.id())?;
    Ok(())
}

fn move_to(
    w: &Writer,
    moment: &Moment<'_>,
    mut item: EvidenceItem,
    state: EvidenceState,
    kind: CustodyKind,
    note: &str,
) -> Result<EvidenceItem, Failure> {
    if !item.state.may_become(&state) {
        let message = format!("{} is {} and can't become {}", item.reference(), item.state.name(), state.name());
        return Err(Failure::new(Code::Refused, message).on("state"));
    }
    item.state = state;
    let item = w.revise(item)?;
    custody(w, moment, item.id, kind, note)?;
    Ok(item)
}

/// Edits an item's facts. `controls` are given by code.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub evidence: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, mut request: EditEvidence) -> Result<EvidenceItem, Failure> {
    app.write(Action::EditEvidence, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let item: EvidenceItem = find::one(w, Some(engagement.id), &request.evidence)?;
        crate::named::controls_to_ids(w, &engagement, &mut request.facts)?;
        let new = edited(&item, &request.facts)?.after_edit(&item);
        let fields: Vec<_> = request.facts.keys().map(String::as_str).collect();
        describe(w, moment, new, &fields)?;
        Ok(w.get(item.id)?)
    })
}

/// Writes an item whose facts have changed, and notes on its custody which.
pub(crate) fn describe(w: &Writer, moment: &Moment<'_>, item: EvidenceItem, fields: &[&str]) -> Result<(), Failure> {
    let item = w.revise(item)?;
    custody(w, moment, item.id, CustodyKind::Described, &fields.join(", "))
}

/// Withdraws an item for a reason; its files and custody are kept.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct WithdrawEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub evidence: String,
    /// Why.
    pub reason: String,
}

pub(crate) fn withdraw(app: &mut App, request: WithdrawEvidence) -> Result<EvidenceItem, Failure> {
    app.write(Action::WithdrawEvidence, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let item: EvidenceItem = find::one(w, Some(engagement.id), &request.evidence)?;
        let state = EvidenceState::Withdrawn { reason: request.reason.clone() };
        move_to(w, moment, item, state, CustodyKind::Withdrawn, &request.reason)
    })
}

/// Saves an item's originals into a folder outside the vault, byte for byte, or the twins of those that are redacted; the
/// saving is recorded first.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SaveEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub evidence: String,
    /// The folder.
    pub folder: Held,
    /// The files as packets hold them: the twin of each that is redacted.
    #[serde(default)]
    pub redacted: bool,
}

/// Names under which originals were saved.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Saved {
    /// The file names.
    pub names: Vec<String>,
}

pub(crate) fn save(app: &mut App, request: SaveEvidence) -> Result<Saved, Failure> {
    let folder = app.take(request.folder)?;
    require_folder(&folder)?;
    let names = app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let item = as_asked(find::one(r, Some(engagement.id), &request.evidence)?, request.redacted);
        purge::refuse_purged(r, &item)?;
        Ok(names_to_save(&item))
    })?;
    if names.iter().any(|name| folder.join(name).exists()) {
        return Err(Failure::new(Code::Exists, "an original of this item lies in the folder already"));
    }
    let item = app.write(Action::SaveEvidence, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let item: EvidenceItem = find::one(w, Some(engagement.id), &request.evidence)?;
        let redacted = request.redacted && item.files.iter().any(|file| file.redaction.is_some());
        let kind = if redacted { CustodyKind::SavedRedacted } else { CustodyKind::Saved };
        custody(w, moment, item.id, kind, "")?;
        Ok(as_asked(item, request.redacted))
    })?;
    let mut told = Told::new(app.host(), item.files.iter().map(|file| file.size).sum(), "saving originals");
    let saved = save_new(&folder, item.files.iter().zip(&names), |file, to| {
        Ok(app.vault()?.original(file.id, &mut told.to(to))?)
    });
    if told.is_cancelled() {
        return Err(Failure::new(Code::Cancelled, "while saving originals"));
    }
    saved?;
    Ok(Saved { names })
}

/// The item with its files, or with them as packets hold them.
fn as_asked(item: EvidenceItem, redacted: bool) -> EvidenceItem {
    let files = item.files.iter().map(|file| if redacted { file.released() } else { file.clone() }).collect();
    EvidenceItem { files, ..item }
}

/// Names under which an item's originals are saved; a second file of one name gets its place in the item as well.
fn names_to_save(item: &EvidenceItem) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(item.files.len());
    for (place, file) in item.files.iter().enumerate() {
        let usual = format!("{}_{}", item.reference(), file.name);
        let numbered = || format!("{}_{}_{}", item.reference(), place + 1, file.name);
        names.push(if names.contains(&usual) { numbered() } else { usual });
    }
    names
}
