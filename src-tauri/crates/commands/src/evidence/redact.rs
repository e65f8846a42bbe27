//! Redacting a file of an evidence item, and taking that back. The twin is made here and now, so that it can be looked at
//! before it is released; the original stays in the vault as it is.

mod add;
mod make;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use model::activity::Action;
use model::custody::CustodyKind;
use model::evidence::{Digest, EvidenceFile, EvidenceItem, EvidenceState};
use model::exhibit::FileType;
use model::id::{EvidenceId, FileId};
use model::invalid::Invalid;
use model::redaction::{MOST_REMOVED, PageArea, RedactedCell, RedactedColumn, Redaction, Removed, Twin, twin_name};
use serde::{Deserialize, Serialize};
use vault::{CoverSalt, Reader, Writer};

use self::add::in_all;
use self::make::{Made, ToMake, make};
use super::{custody, purge};
use crate::app::{App, Moment, Revise};
use crate::failure::{Code, Failure};
use crate::find;
use crate::host::Host;
use crate::staged::{self, Staged};

/// What can be done in place of redacting, and what it doesn't hide.
const WHOLE: &str = "keep the item out of packets whole (list_only): they still name its hash, size and name, and a \
                     short secret can be guessed from its hash, so rather withdraw such an item, or don't have it \
                     released";

/// Redacts a file of an item: from then on packets hold its twin, without what was taken out, and name nothing of the
/// original but a salted digest. What was redacted of it before stays redacted, and this is added: to take something
/// back, the redaction is taken back first. A release is taken back, since something else was released. A picture or a
/// PDF loses areas of its pages, separated values columns and cells; other files can be kept out of packets whole
/// (`list_only`), which then still name hash, size and name. An item that was superseded or withdrawn can be redacted
/// too: a packet as of an earlier row holds its files.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RedactEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub evidence: String,
    /// The file; none takes the item's only one.
    pub file: Option<FileId>,
    /// What is taken out, beside what is out already.
    pub what: ToRedact,
    /// Why, of all that is out. Packets say it.
    pub reason: String,
}

/// What is to be taken out of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum ToRedact {
    /// Areas of pages, or of a picture.
    Areas {
        /// The areas.
        areas: Vec<PageArea>,
    },
    /// Columns and cells of separated values.
    Cells {
        /// The columns.
        columns: Vec<NamedColumn>,
        /// The cells.
        cells: Vec<RedactedCell>,
    },
}

/// A column, as somebody names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum NamedColumn {
    /// By its heading, which stays.
    Heading {
        /// What stands in the first row.
        heading: String,
    },
    /// By its number: all of it, its heading too. Refused where another column has that number as its heading.
    Number {
        /// The number, from 1.
        number: u32,
    },
}

/// A redacted item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct EvidenceRedacted {
    /// The item.
    pub item: EvidenceItem,
    /// The file.
    pub file: FileId,
    /// All that is out of the file now: what was before, and what was added.
    pub removed: Removed,
    /// Whether its release was taken back.
    pub release_revoked: bool,
    /// References of items that hold the same content in a file that isn't redacted, this one and those that were
    /// superseded or withdrawn included.
    pub also_in: Vec<String>,
    /// References of earlier versions of the item with a file that isn't redacted, the latest first: a packet as of an
    /// earlier row may hold them.
    pub earlier: Vec<String>,
    /// Packets that it left in before.
    pub exported: u32,
}

pub(crate) fn redact(app: &mut App, request: RedactEvidence) -> Result<EvidenceRedacted, Failure> {
    staged::run(app, request)
}

/// Redacts as `evidence.redact` does, while others may call commands.
///
/// # Errors
/// Those of the command; [`Code::Locked`] where the vault was locked meanwhile.
pub fn redact_shared(app: &Mutex<App>, request: RedactEvidence) -> Result<EvidenceRedacted, Failure> {
    staged::run_shared(app, request)
}

/// A redaction that is to be made.
pub(crate) struct Begun {
    sitting: u64,
    host: Arc<dyn Host>,
    item: EvidenceId,
    reason: String,
    to_make: ToMake,
}

/// One whose twin is made.
pub(crate) struct Done {
    sitting: u64,
    item: EvidenceId,
    file: EvidenceFile,
    reason: String,
    salt: CoverSalt,
    made: Made,
}

impl Staged for RedactEvidence {
    type Begun = Begun;
    type Done = Done;
    type Answer = EvidenceRedacted;

    fn begin(self, app: &mut App) -> Result<Begun, Failure> {
        Invalid::reason("reason", &self.reason)?;
        check(&self.what)?;
        let (item, file) = app.read(|r| {
            let item = of(r, self.engagement.as_deref(), &self.evidence)?;
            let file = file_of(&item, self.file)?;
            Ok((item.id, file))
        })?;
        fits(&self.what, file.file_type)?;
        let what = in_all(&file, self.what)?;
        let lent = app.lend(Some(vec![file.id]))?;
        let (salt, at) = (CoverSalt::random()?, app.host().now());
        let program = app.host().program();
        let to_make = ToMake { lent, program, file, what, salt, at };
        Ok(Begun { sitting: app.sitting(), host: app.shared_host(), item, reason: self.reason, to_make })
    }

    fn work(begun: Begun) -> Result<Done, Failure> {
        let Begun { sitting, host, item, reason, to_make } = begun;
        let file = to_make.file.clone();
        let (made, salt) = make(to_make, &*host)?;
        Ok(Done { sitting, item, file, reason, salt, made })
    }

    fn end(app: &mut App, done: Done) -> Result<EvidenceRedacted, Failure> {
        app.require_sitting(done.sitting)?;
        let Done { item, file, reason, salt, made, .. } = done;
        let Made { bytes, file_type, removed, undrawn, cover } = made;
        app.attach(
            Action::RedactEvidence,
            |intake, _| {
                let total = Some(bytes.len() as u64);
                Ok(intake.add(bytes.as_slice(), total, &mut |_| std::ops::ControlFlow::Continue(()))?)
            },
            |w, moment, sealed| {
                let item = w.get::<EvidenceItem>(item)?;
                purge::refuse_purged(w, &item)?;
                refuse_changed(&item, &file)?;
                let twin = Twin {
                    id: moment.id(),
                    name: twin_name(&file.name, file_type),
                    file_type,
                    size: sealed.size,
                    sha256: Digest(sealed.sha256),
                };
                w.attach_twin(twin.id, file.id, &sealed, &salt)?;
                let (by, at) = (moment.who.to_owned(), moment.at);
                let redaction = Redaction { twin, cover, removed: removed.clone(), undrawn, reason, by, at };
                let note = format!("{}: {}", redaction.removed.words(), redaction.reason);
                let (item, release_revoked) =
                    change(w, moment, item, file.id, Some(redaction), (CustodyKind::Redacted, &note))?;
                let (also_in, earlier) = (also_in(w, &file)?, earlier(w, &item)?);
                let events = Reader::custody(w, item.id)?;
                let exported = events.iter().filter(|event| event.kind == CustodyKind::Exported).count();
                let exported = u32::try_from(exported).unwrap_or(u32::MAX);
                Ok(EvidenceRedacted { item, file: file.id, removed, release_revoked, also_in, earlier, exported })
            },
        )
    }
}

/// Takes the redaction of a file back: packets hold the original again, once the client releases it anew. The twin stays in
/// the vault, so that this can be undone.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct TakeRedactionBack {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub evidence: String,
    /// The file; none takes the item's only one that is redacted.
    pub file: Option<FileId>,
    /// Why.
    pub reason: String,
}

pub(crate) fn take_back(app: &mut App, request: TakeRedactionBack) -> Result<EvidenceItem, Failure> {
    Invalid::reason("reason", &request.reason)?;
    app.write(Action::TakeRedactionBack, |w, moment| {
        let item = of(w, request.engagement.as_deref(), &request.evidence)?;
        let file = match request.file {
            Some(id) => file_of(&item, Some(id))?,
            None => one(item.files.iter().filter(|file| file.redaction.is_some()))?,
        };
        if file.redaction.is_none() {
            return Err(Failure::new(Code::Refused, format!("nothing of {} is redacted", item.reference())));
        }
        let (kind, note) = (CustodyKind::RedactionTakenBack, request.reason.as_str());
        change(w, moment, item, file.id, None, (kind, note)).map(|(item, _)| item)
    })
}

/// Writes a file's redaction, or that it has none, and takes a release back with it.
fn change(
    w: &Writer<'_>,
    moment: &Moment<'_>,
    mut item: EvidenceItem,
    file: FileId,
    redaction: Option<Redaction>,
    (kind, note): (CustodyKind, &str),
) -> Result<(EvidenceItem, bool), Failure> {
    let released = matches!(item.state, EvidenceState::Released { .. });
    if released {
        item.state = EvidenceState::Accepted;
    }
    for its in item.files.iter_mut().filter(|its| its.id == file) {
        its.redaction.clone_from(&redaction);
    }
    let item = w.revise(item)?;
    custody(w, moment, item.id, kind, note)?;
    if released {
        custody(w, moment, item.id, CustodyKind::ReleaseRevoked, kind.name())?;
    }
    Ok((item, released))
}

/// An item whose files are there, in whatever state: a packet as of an earlier row holds those of one that was superseded
/// or withdrawn since.
fn of(r: &Reader<'_>, engagement: Option<&str>, name: &str) -> Result<EvidenceItem, Failure> {
    let engagement = find::engagement(r, engagement)?;
    let item: EvidenceItem = find::one(r, Some(engagement.id), name)?;
    purge::refuse_purged(r, &item)?;
    Ok(item)
}

/// Refuses a twin that was made while somebody redacted the file otherwise: it lacks what was taken out then.
fn refuse_changed(item: &EvidenceItem, file: &EvidenceFile) -> Result<(), Failure> {
    if item.files.contains(file) {
        return Ok(());
    }
    Err(Failure::new(Code::Stale, "the file was redacted otherwise, or that was taken back, meanwhile"))
}

fn file_of(item: &EvidenceItem, id: Option<FileId>) -> Result<EvidenceFile, Failure> {
    one(item.files.iter().filter(|file| id.is_none_or(|id| file.id == id)))
}

/// The only file there is.
fn one<'f>(mut files: impl Iterator<Item = &'f EvidenceFile>) -> Result<EvidenceFile, Failure> {
    match (files.next(), files.next()) {
        (Some(file), None) => Ok(file.clone()),
        (None, _) => Err(Failure::new(Code::NotFound, "the item has no such file").on("file")),
        (Some(_), Some(_)) => Err(Failure::new(Code::Invalid, "must be named: there are several").on("file")),
    }
}

/// Checks what is to be taken out before anything is read.
fn check(what: &ToRedact) -> Result<(), Failure> {
    let removed = match what {
        ToRedact::Areas { areas } => Removed::Areas { areas: areas.clone() },
        ToRedact::Cells { columns, cells } => {
            let named = |column: &NamedColumn| match column {
                NamedColumn::Heading { heading } => Invalid::text("columns", heading, MOST_REMOVED).map(|()| 1),
                NamedColumn::Number { number } => Ok(*number),
            };
            let columns = columns.iter().map(named).collect::<Result<Vec<u32>, _>>()?;
            let columns = columns.into_iter().map(|column| RedactedColumn { column, from_row: 1 }).collect();
            Removed::Cells { columns, cells: cells.clone() }
        }
    };
    Ok(removed.check()?)
}

/// Refuses what a file of this kind doesn't have.
fn fits(what: &ToRedact, kind: FileType) -> Result<(), Failure> {
    let instead = match (what, kind) {
        (ToRedact::Areas { .. }, FileType::Pdf | FileType::Png | FileType::Jpeg)
        | (ToRedact::Cells { .. }, FileType::Csv) => return Ok(()),
        (ToRedact::Cells { .. }, FileType::Pdf | FileType::Png | FileType::Jpeg) => {
            "of a picture or a PDF, areas of its pages are redacted".to_owned()
        }
        (ToRedact::Areas { .. }, FileType::Csv) => "of separated values, columns and cells are redacted".to_owned(),
        (_, FileType::Xlsx) => format!("a workbook can't be redacted: attach what may be shown as CSV, or {WHOLE}"),
        (_, FileType::Eml | FileType::Json | FileType::Text | FileType::Zip | FileType::Other) => {
            format!("a file of this kind can't be redacted: attach what may be shown as PDF, or {WHOLE}")
        }
    };
    Err(Failure::new(Code::Refused, instead).on("what"))
}

/// Items of any engagement, in whatever state, that hold the same content in a file of which nothing is redacted.
fn also_in(r: &Reader<'_>, file: &EvidenceFile) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for (item, other) in r.files_of_sha256(file.sha256)? {
        let item: EvidenceItem = r.get(item)?;
        let bare = item.files.iter().any(|its| its.id == other.id && its.id != file.id && its.redaction.is_none());
        if bare && !item.is_purged() {
            found.push(item.reference());
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// The versions before an item that have a file of which nothing is redacted.
fn earlier(r: &Reader<'_>, item: &EvidenceItem) -> Result<Vec<String>, Failure> {
    let (mut found, mut seen, mut before) = (Vec::new(), BTreeSet::from([item.id]), item.supersedes);
    while let Some(id) = before.filter(|id| seen.insert(*id)) {
        let Some(item) = r.find::<EvidenceItem>(id)? else { break };
        if !item.is_purged() && item.files.iter().any(|file| file.redaction.is_none()) {
            found.push(item.reference());
        }
        before = item.supersedes;
    }
    Ok(found)
}
