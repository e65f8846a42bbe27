//! Evidence from a folder or archive: each file placed by an index or by the id that leads its name, what is placed attached
//! as one step, and what isn't listed with the reason. Never guesses where a file belongs.

mod plan;
mod source;

use std::collections::{BTreeMap, BTreeSet};

use model::activity::Action;
use model::evidence::{Classification, EvidenceItem, EvidenceKind};
use model::id::{EvidenceId, RequestId};
use model::request::EvidenceRequest;
use serde::{Deserialize, Serialize};
use vault::{Reader, Writer};

pub use ::import::Orphan;

use super::{enter, redacted_in, same_files};
use crate::app::{App, Moment, Revise};
use crate::failure::{Code, Failure};
use crate::find;
use crate::held::Held;
use crate::intake::Taken;
use crate::sheet::{ChosenSheet, read_index};
use plan::{Plan, PlannedItem, plan};
use source::{Source, TakenIn};

/// Imports the files of a folder or archive as evidence: one item a file, or as the index groups them. What is placed is
/// attached as one step, and linked to the requests for which it is an answer, whose status stays.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ImportEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The files.
    pub from: ImportFrom,
    /// The sheet that says which file is which evidence; none goes by the names alone.
    pub index: Option<ChosenSheet>,
    /// What an item is where neither the index nor the requests that it answers say so.
    pub kind: EvidenceKind,
    /// How sensitive an item is where the index doesn't say so.
    pub classification: Classification,
    /// Whether files come in of which a live item holds the same bytes already.
    pub again: bool,
    /// Only shows what would be done; changes nothing. The files aren't read, so it can't know whether a live item holds
    /// one of them already.
    pub preview: bool,
}

/// Where the files lie.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportFrom {
    /// In a folder: each file is held by itself.
    Folder(Vec<FolderFile>),
    /// In a ZIP archive, which is read in the confined process alone.
    Archive(Held),
}

/// A file of a folder.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct FolderFile {
    /// Its path within the folder, parted by `/`. It tells where the file belongs and opens nothing.
    pub name: String,
    /// The file.
    pub file: Held,
}

/// What came in, or would.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EvidenceImported {
    /// Number of the row of the activity log, which undoes all of it; none where nothing was changed.
    pub log_row: Option<u64>,
    /// The items, in the order of the folder or archive.
    pub items: Vec<ImportedItem>,
    /// Files that were left out because no place of theirs is known, or because they can't be read.
    pub unplaced: Vec<UnplacedFile>,
    /// Files that were left out because live items hold the same bytes already. An item of several files comes in whole
    /// while one of them is new. Always empty in a preview.
    pub held: Vec<HeldFile>,
    /// Rows of the index whose file isn't there, or can't be told among several.
    pub orphans: Vec<Orphan>,
    /// Rows of the index that can't be read, each a sentence that names row and cell.
    pub refused_rows: Vec<String>,
}

/// An item that came in, or would.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ImportedItem {
    /// Its number as printed; none in a preview.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// Its files, by their names in the folder or archive.
    pub files: Vec<String>,
    /// How its place is known, in words.
    pub placed_by: String,
    /// Requests that it is an answer to, by our numbers.
    pub requests: Vec<String>,
    /// Codes of the controls that it supports.
    pub controls: Vec<String>,
    /// References of other items that hold a file of the same SHA-256; empty in a preview.
    pub same_as: Vec<String>,
    /// References of other items in which something of the same content is redacted: here nothing is. Empty in a preview.
    pub redacted_in: Vec<String>,
    /// What must be added before it can be relied on.
    pub missing: Vec<String>,
}

/// A file that was left out.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct UnplacedFile {
    /// Its name in the folder or archive.
    pub name: String,
    /// Why, as the end of a sentence.
    pub reason: String,
}

/// A file that was left out because the engagement holds it already.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct HeldFile {
    /// Its name in the folder or archive.
    pub name: String,
    /// References of the live items that hold a file of the same SHA-256.
    pub by: Vec<String>,
}

pub(crate) fn import(app: &mut App, request: ImportEvidence) -> Result<EvidenceImported, Failure> {
    let ImportEvidence { engagement, from, index, kind, classification, again, preview } = request;
    let mut source = Source::open(app, from)?;
    let drafts = index.map(|index| read_index(app, index)).transpose()?;
    let now = app.host().now();
    let host = app.shared_host();
    let plan = app.read(|r| {
        let engagement = find::engagement(r, engagement.as_deref())?;
        let usual = plan::Usual { engagement: &engagement, kind, classification, at: now };
        plan(r, &usual, &source, drafts.as_ref(), &|| host.next_id())
    })?;
    if preview || plan.items.is_empty() {
        return Ok(plan.told(&source));
    }
    // What the vault holds already is only known once the bytes are read. Where that is all of them, nothing is written:
    // the step is given up, with what there is to tell.
    let mut nothing_new = None;
    let imported = app.attach(
        Action::AttachEvidence,
        |intake, host| source.take_in(intake, host, &plan.items).map(|taken| (plan, source, taken)),
        |w, moment, (mut plan, source, mut taken)| {
            let known = known(w, &plan)?;
            plan.leave_out(std::mem::take(&mut taken.troubles));
            if !again {
                plan.leave_out_held(&mut taken.items, &known);
            }
            if plan.items.is_empty() {
                nothing_new = Some(plan.told(&source));
                return Err(Failure::new(Code::Refused, "the vault holds each of the files already"));
            }
            write(w, moment, plan, &source, &taken, &known)
        },
    );
    match nothing_new {
        Some(told) => Ok(told),
        None => imported,
    }
}

fn known(r: &Reader, plan: &Plan) -> Result<Vec<EvidenceItem>, Failure> {
    plan.items.first().map_or_else(|| Ok(Vec::new()), |first| find::all(r, first.item.engagement))
}

/// Writes what was taken in.
fn write(
    w: &Writer,
    moment: &Moment<'_>,
    mut plan: Plan,
    source: &Source,
    taken: &TakenIn,
    known: &[EvidenceItem],
) -> Result<EvidenceImported, Failure> {
    let mut answers: BTreeMap<RequestId, BTreeSet<EvidenceId>> = BTreeMap::new();
    let mut same = Vec::new();
    for (planned, files) in plan.items.iter_mut().zip(&taken.items) {
        enter_one(w, moment, planned, files)?;
        same.push((same_files(known, files), redacted_in(w, known, &planned.item)?));
        for request in &planned.requests {
            answers.entry(*request).or_default().insert(planned.item.id);
        }
    }
    for (request, evidence) in answers {
        let mut request: EvidenceRequest = w.get(request)?;
        request.evidence.extend(evidence);
        w.revise(request)?;
    }
    let mut imported = plan.told(source);
    imported.log_row = Some(w.seq());
    for ((shown, planned), same) in imported.items.iter_mut().zip(&plan.items).zip(same) {
        shown.reference = Some(planned.item.reference());
        (shown.same_as, shown.redacted_in) = same;
    }
    Ok(imported)
}

fn enter_one(w: &Writer, moment: &Moment<'_>, planned: &mut PlannedItem, files: &[Taken]) -> Result<(), Failure> {
    let item = &mut planned.item;
    item.number = w.next_number::<EvidenceItem>(item.engagement)?;
    item.received_at = moment.at;
    item.files = files.iter().map(|taken| taken.file.clone()).collect();
    enter(w, moment, item, files)
}

/// A failure of the whole import.
fn nothing(reason: impl Into<String>) -> Failure {
    Failure::new(Code::Unreadable, reason)
}
