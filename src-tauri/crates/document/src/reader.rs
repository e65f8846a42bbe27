//! The parent's side of reading documents: says what is asked for, and takes what can be shown or the reason why not.
//! Never parses a document itself.

use crate::child::Bounds;
use crate::confined::{self, Confined};
use crate::protocol::{self, OUTPUT_LIMIT, Request, Work};
use crate::receive::Received;
use crate::{CHILD_ARGUMENT, Error, Stop, detect};
use model::exhibit::{FileType, NotShown, ShowLimits, Shown};
use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;

/// Bytes of a text, log or table that is counted to its end.
const STREAMED_LIMIT: u64 = 512 << 20;
/// Bytes of a document that the child holds as a whole.
const HELD_LIMIT: u64 = 256 << 20;

/// Reads documents, each in a confined child process of its own.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The program to start: the parent's own executable, whose `main` calls [`crate::child::run`].
    pub program: PathBuf,
    /// How much the child may use.
    pub bounds: Bounds,
    /// How long reading one document may take by the clock on the wall.
    pub time: Duration,
    /// Ends it early.
    pub stop: Stop,
}

impl Reader {
    /// A reader with the usual limits.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            bounds: Bounds::default(),
            time: Duration::from_secs(180),
            stop: Stop::default(),
        }
    }

    /// Reads a document of `size` bytes: what can be shown of it, or why nothing can. `name` only tells tables of
    /// one kind from those of another; it is never a path.
    ///
    /// # Errors
    /// Failures of our own: the child can't be started, or the original can't be read or has another size. What
    /// the document brings about, the death of the child included, is [`NotShown`].
    pub fn read(
        &self,
        kind: FileType,
        name: &str,
        original: &mut dyn Read,
        size: u64,
        limits: &ShowLimits,
    ) -> Result<Result<Shown, NotShown>, Error> {
        if let Some(reason) = refused(kind, size) {
            return Ok(Err(reason));
        }
        let request = Request { kind, ending: detect::ending(name), size, work: Work::Show(*limits) };
        let block = protocol::request_block(&request).map_err(Error::Start)?;
        let (received, end) =
            self.confined().run(|to| confined::send(to, &block, original, size), |from| receive(from, limits))?;
        let ready = received.ready();
        end.settle(received.outcome(), ready)
    }

    pub(crate) fn confined(&self) -> Confined {
        let Self { program, bounds, time, stop } = self;
        let (program, stop) = (program.clone(), stop.clone());
        Confined { program, argument: CHILD_ARGUMENT, bounds: *bounds, time: *time, stop }
    }
}

/// Why a document isn't read at all.
pub(crate) fn refused(kind: FileType, size: u64) -> Option<NotShown> {
    match size {
        _ if kind == FileType::Other => Some(NotShown::NoPages),
        0 => Some(NotShown::Damaged("the file is empty".into())),
        _ if size > most(kind) => Some(NotShown::TooLarge(size)),
        _ => None,
    }
}

/// Bytes of a document of that kind, at most.
pub(crate) fn most(kind: FileType) -> u64 {
    match kind {
        FileType::Other => 0,
        FileType::Csv | FileType::Text | FileType::Json => STREAMED_LIMIT,
        FileType::Pdf | FileType::Png | FileType::Jpeg | FileType::Xlsx | FileType::Eml | FileType::Zip => HELD_LIMIT,
    }
}

/// Takes frames until the last one, the end or the limit.
fn receive(from: impl Read, limits: &ShowLimits) -> Received {
    let mut received = Received::new(limits);
    protocol::listen(from, OUTPUT_LIMIT, |frame| received.take(frame));
    received
}
