//! The long part of redacting: the original goes through the confined process, what is left of it becomes the twin. Holds
//! no app; ends early when the person cancels or the vault is locked.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use document::{NotRedacted, RedactedPages, RedactedTable};
use model::evidence::{Digest, EvidenceFile};
use model::exhibit::{FileType, NotShown, Page, Picture};
use model::packet::Step;
use model::redaction::Removed;
use model::time::Instant;
use vault::CoverSalt;

use super::add::InAll;
use crate::failure::{Code, Failure};
use crate::host::Host;
use crate::lent::Lent;
use crate::memory::on_wiped_stack;

/// How often the person is asked whether to go on.
const ASK: Duration = Duration::from_millis(100);
/// Stack of the thread that lays pages out.
const STACK: usize = 16 << 20;

/// What a twin is made from.
pub(super) struct ToMake {
    pub(super) lent: Arc<Lent>,
    pub(super) program: PathBuf,
    /// The original.
    pub(super) file: EvidenceFile,
    /// What is to be out of it, what was taken out before included.
    pub(super) what: InAll,
    pub(super) salt: CoverSalt,
    /// When the twin says that it was made.
    pub(super) at: Instant,
}

/// A twin, before it is stored.
pub(super) struct Made {
    pub(super) bytes: Vec<u8>,
    pub(super) file_type: FileType,
    pub(super) removed: Removed,
    pub(super) undrawn: u32,
    pub(super) cover: Digest,
}

/// Makes the twin. Cancelled, it returns at once; what then goes on for a moment is dropped when it ends.
pub(super) fn make(to_make: ToMake, host: &dyn Host) -> Result<(Made, CoverSalt), Failure> {
    let (lent, pages) = (Arc::clone(&to_make.lent), Arc::new(AtomicU32::new(0)));
    let drawn = Arc::clone(&pages);
    let (say, said) = mpsc::sync_channel(1);
    let work = move || {
        // Nobody waits any more where the person cancelled.
        let _ = say.send(made(to_make, &drawn));
    };
    let thread = std::thread::Builder::new().name("redact".to_owned()).stack_size(STACK).spawn(|| on_wiped_stack(work));
    let thread = thread.map_err(Failure::bug)?;
    loop {
        match said.recv_timeout(ASK) {
            Ok(made) => return made,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => match thread.join() {
                Err(panic) => std::panic::resume_unwind(panic),
                Ok(()) => return Err(Failure::bug("a redaction came to no end")),
            },
        }
        let done = pages.load(Ordering::Relaxed).into();
        if host.progress(Step { done, total: done + 1, doing: "redacting" }).is_break() {
            lent.stop().ask();
            return Err(Failure::new(Code::Cancelled, "while redacting"));
        }
    }
}

fn made(to_make: ToMake, drawn: &Arc<AtomicU32>) -> Result<(Made, CoverSalt), Failure> {
    let ToMake { lent, program, file, what, salt, at } = to_make;
    let reader = lent.reader(program);
    let cover = lent.cover(file.id, &salt)?;
    let (bytes, file_type, removed, undrawn) = match what {
        InAll::Areas(areas) => {
            let read =
                |from: &mut dyn std::io::Read| reader.redact_areas(file.file_type, from, file.size, &areas, drawn);
            let RedactedPages { pages } = lent.read(&file, read)?.map_err(not_redacted)?;
            let undrawn = pages.iter().map(|page| page.undrawn).fold(0, u32::saturating_add);
            let (bytes, file_type) = document_of(pages, file.file_type, at)?;
            (bytes, file_type, Removed::Areas { areas }, undrawn)
        }
        InAll::Cells { columns, cells } => {
            let read =
                |from: &mut dyn std::io::Read| reader.redact_cells(&file.name, from, file.size, &columns, &cells);
            let RedactedTable { bytes, removed } = lent.read(&file, read)?.map_err(not_redacted)?;
            (bytes, FileType::Csv, removed, 0)
        }
    };
    lent.refuse_when_stopped()?;
    Ok((Made { bytes, file_type, removed, undrawn, cover }, salt))
}

/// The pages as a file: a picture stays one, as the pixels that were written anew.
fn document_of(mut pages: Vec<Page>, kind: FileType, at: Instant) -> Result<(Vec<u8>, FileType), Failure> {
    if matches!(kind, FileType::Png | FileType::Jpeg) {
        return match pages.pop().map(|page| page.picture) {
            Some(Picture::Png { bytes, .. }) => Ok((bytes, FileType::Png)),
            Some(Picture::Jpeg { bytes, .. }) => Ok((bytes, FileType::Jpeg)),
            Some(Picture::Svg(_)) | None => Err(Failure::bug("a picture came back as something else")),
        };
    }
    Ok((packet::twin(&pages, at)?, FileType::Pdf))
}

/// The failure of a file that isn't redacted, with what can be done instead.
fn not_redacted(why: NotRedacted) -> Failure {
    let field = match &why {
        NotRedacted::NotShown(NotShown::NotConfined(_)) => return Failure::new(Code::Refused, why.to_string()),
        NotRedacted::NotShown(_) | NotRedacted::TooManyPages(_) => {
            let text = format!("{why}; attach the part that is needed, or {}", super::WHOLE);
            return Failure::new(Code::Refused, text);
        }
        NotRedacted::Uneven { .. } | NotRedacted::LooseQuotes(_) | NotRedacted::InQuotes => {
            let text = format!("{why}; attach the values written cleanly, or {}", super::WHOLE);
            return Failure::new(Code::Refused, text);
        }
        NotRedacted::NoPage { .. } | NotRedacted::BesidePage(_) => "areas",
        NotRedacted::Heading(_) | NotRedacted::Nothing(_) => "columns",
    };
    Failure::new(Code::Invalid, why.to_string()).on(field)
}
