//! Looking into one file of an evidence item: a page, a sheet or the lines of it, as the confined child hands them out.
//! Changes and records nothing; the original never leaves the vault for it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use document::{Look, Reader, Seen};
use model::evidence::{EvidenceFile, EvidenceItem};
use model::exhibit::{FileType, NotShown};
use model::id::FileId;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;
use crate::lent::Lent;
use crate::preview::{FilePreview, PageKey, look, told};
use crate::staged::{self, Staged};

/// How long a person waits for a page, at most. An export takes more time for the same file.
const TIME: Duration = Duration::from_secs(30);

/// Shows one page, or one sheet, of a file of an item.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PreviewEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub evidence: String,
    /// The file, or the twin of a redacted one; none takes the item's first.
    pub file: Option<FileId>,
    /// The page or sheet, counted from 1; beyond the last one, the last.
    pub page: u32,
    /// Pixels that it is shown wide; 0 takes the most.
    pub width: u32,
}

/// What is shown of a file of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct EvidencePreview {
    /// Reference of the item.
    pub evidence: String,
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub file_type: FileType,
    /// Its length in bytes.
    pub size: u64,
    /// What is shown of it.
    pub shown: FilePreview,
}

pub(crate) fn preview(app: &mut App, request: PreviewEvidence) -> Result<EvidencePreview, Failure> {
    staged::run(app, request)
}

/// Shows a page as `evidence.preview` does, while others may call commands.
///
/// # Errors
/// Those of the command; [`Code::Locked`] where the vault was locked meanwhile.
pub fn preview_shared(app: &Mutex<App>, request: PreviewEvidence) -> Result<EvidencePreview, Failure> {
    staged::run_shared(app, request)
}

/// A page that is to be shown.
pub(crate) struct Begun {
    sitting: u64,
    evidence: String,
    file: EvidenceFile,
    look: Look,
    way: Way,
}

/// Where a page comes from.
enum Way {
    /// It was seen a moment ago.
    Seen(FilePreview),
    /// It has to be read.
    Read(Arc<Lent>, Reader),
}

/// A page that was read.
pub(crate) struct Done {
    sitting: u64,
    evidence: String,
    file: EvidenceFile,
    look: Look,
    shown: Result<Result<Seen, NotShown>, FilePreview>,
}

impl Staged for PreviewEvidence {
    type Begun = Begun;
    type Done = Done;
    type Answer = EvidencePreview;

    fn begin(self, app: &mut App) -> Result<Begun, Failure> {
        let item: EvidenceItem = app.read(|r| {
            let engagement = find::engagement(r, self.engagement.as_deref())?;
            find::one(r, Some(engagement.id), &self.evidence)
        })?;
        let twins = item.files.iter().filter(|file| file.redaction.is_some()).map(EvidenceFile::released);
        let file = item.files.iter().cloned().chain(twins).find(|file| self.file.is_none_or(|id| file.id == id));
        let file = file.ok_or_else(|| Failure::new(Code::NotFound, "the item has no such file").on("file"))?;
        let look = look(self.page, self.width);
        let way = match app.pictures().seen(key(&file, &look)) {
            Some(seen) => Way::Seen(seen),
            None => {
                let lent = app.lend(Some(vec![file.id]))?;
                let reader = Reader { time: TIME, ..lent.reader(app.host().program()) };
                Way::Read(lent, reader)
            }
        };
        Ok(Begun { sitting: app.sitting(), evidence: item.reference(), file, look, way })
    }

    fn work(begun: Begun) -> Result<Done, Failure> {
        let Begun { sitting, evidence, file, look, way } = begun;
        let shown = match way {
            Way::Seen(seen) => Err(seen),
            Way::Read(lent, reader) => Ok(lent.page(&reader, &file, &look)?),
        };
        Ok(Done { sitting, evidence, file, look, shown })
    }

    fn end(app: &mut App, done: Done) -> Result<EvidencePreview, Failure> {
        app.require_sitting(done.sitting)?;
        let Done { evidence, file, look, shown, .. } = done;
        let shown = match shown {
            Err(seen) => seen,
            Ok(seen) => {
                let shown = told(app.pictures(), &look, seen);
                app.pictures().remember(key(&file, &look), &shown);
                shown
            }
        };
        let EvidenceFile { id, name, file_type, size, .. } = file;
        Ok(EvidencePreview { evidence, file: id, name, file_type, size, shown })
    }
}

fn key(file: &EvidenceFile, look: &Look) -> PageKey {
    PageKey { file: file.sha256, page: look.page, side: look.side }
}
