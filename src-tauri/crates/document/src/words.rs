//! The parent's side of reading a document for its words alone, so that it can be searched. Never parses a document
//! itself, and never waits long: what takes its time has no text.

use crate::confined::{self, Confined};
use crate::protocol::{self, Frame, Request, Work};
use crate::receive::worded;
use crate::{Error, Reader, detect, reader};
use model::exhibit::{FileType, NotShown};
use model::search::{FILE_TEXT, FileText};
use std::io::Read;
use std::time::Duration;

/// Bytes of a document that is held as a whole to be read for its words, at most.
const HELD_LIMIT: u64 = 64 << 20;
/// How long reading one document may take by the clock on the wall.
const TIME: Duration = Duration::from_secs(5);

impl Reader {
    /// Reads the words of a document of `size` bytes, [`FILE_TEXT`] bytes at most, or says why it has none. `name` only
    /// tells tables of one kind from those of another; it is never a path.
    ///
    /// # Errors
    /// Failures of our own, as of [`Reader::read`]. What the document brings about, the death of the child included, is
    /// [`NotShown`].
    pub fn words(
        &self,
        kind: FileType,
        name: &str,
        original: &mut dyn Read,
        size: u64,
    ) -> Result<Result<FileText, NotShown>, Error> {
        if let Some(reason) = refused(kind, size) {
            return Ok(Err(reason));
        }
        let request = Request { kind, ending: detect::ending(name), size, work: Work::Words };
        let block = protocol::request_block(&request).map_err(Error::Start)?;
        let confined = Confined { time: self.time.min(TIME), ..self.confined() };
        let (received, end) = confined.run(|to| confined::send(to, &block, original, size), Received::listen)?;
        end.settle(received.outcome, received.ready)
    }
}

/// Why a document isn't read for its words at all.
fn refused(kind: FileType, size: u64) -> Option<NotShown> {
    let held = match kind {
        FileType::Png | FileType::Jpeg => return Some(NotShown::NoPages),
        FileType::Csv | FileType::Text | FileType::Json => false,
        FileType::Pdf | FileType::Xlsx | FileType::Eml | FileType::Zip | FileType::Other => true,
    };
    let large = (held && size > HELD_LIMIT).then_some(NotShown::TooLarge(size));
    match kind {
        // Only its beginning is read.
        FileType::Csv | FileType::Text | FileType::Json if size > 0 => None,
        _ => reader::refused(kind, size).or(large),
    }
}

/// What has come so far.
#[derive(Default)]
pub(crate) struct Received {
    ready: bool,
    pub(crate) outcome: Option<Result<FileText, NotShown>>,
}

impl Received {
    pub(crate) fn listen(from: impl Read) -> Self {
        let mut received = Self::default();
        // What stands around the text is short.
        protocol::listen(from, FILE_TEXT + (1 << 12), |frame| {
            received.take(frame);
            received.outcome.is_some()
        });
        received
    }

    fn take(&mut self, frame: Frame) {
        let refused = |what: &str| Some(Err(NotShown::Unsafe(format!("its reader sent {what}"))));
        match frame {
            Frame::Ready { .. } if !self.ready => self.ready = true,
            Frame::NotShown(reason) => self.outcome = Some(Err(worded(reason))),
            Frame::Answer(answer) if self.ready => {
                self.outcome = text(&answer).map_or_else(|| refused("something else than text"), |text| Some(Ok(text)));
            }
            Frame::Answer(_)
            | Frame::Ready { .. }
            | Frame::Page(_)
            | Frame::Table(_)
            | Frame::Lines(_)
            | Frame::Cells(_)
            | Frame::Sheet(_)
            | Frame::Archive(_)
            | Frame::Rewritten(_)
            | Frame::Part(_)
            | Frame::End { .. } => self.outcome = refused("something else than its words"),
        }
    }
}

/// The text in an answer: a byte that says whether it is cut, then UTF-8.
fn text(answer: &[u8]) -> Option<FileText> {
    let (cut, text) = answer.split_first()?;
    let cut = match cut {
        0 => false,
        1 => true,
        _ => return None,
    };
    let text = std::str::from_utf8(text).ok().filter(|text| text.len() <= FILE_TEXT)?;
    Some(FileText { text: text.to_owned(), cut })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(frames: &[Frame]) -> Option<Result<FileText, NotShown>> {
        let mut sent = Vec::new();
        for frame in frames {
            protocol::write_frame(&mut sent, frame).unwrap();
        }
        Received::listen(&sent[..]).outcome
    }

    const READY: Frame = Frame::Ready { landlock: true };

    #[test]
    fn words_or_a_reason_are_taken() {
        let words = FileText { text: "a leaver".into(), cut: true };
        assert_eq!(outcome(&[READY, Frame::Answer(b"\x01a leaver".to_vec())]), Some(Ok(words)));
        assert_eq!(outcome(&[READY, Frame::NotShown(NotShown::Locked)]), Some(Err(NotShown::Locked)));
        assert_eq!(outcome(&[READY]), None);
    }

    #[test]
    fn anything_else_is_refused() {
        let long = [b"\x00".as_slice(), &vec![b'a'; FILE_TEXT + 1]].concat();
        for frames in [
            vec![Frame::Answer(b"\x00a".to_vec())],
            vec![READY, READY],
            vec![READY, Frame::Answer(Vec::new())],
            vec![READY, Frame::Answer(b"\x02a".to_vec())],
            vec![READY, Frame::Answer(b"\x00\xff".to_vec())],
            vec![READY, Frame::Answer(long)],
            vec![READY, Frame::End { total_pages: None }],
        ] {
            assert!(matches!(outcome(&frames), Some(Err(NotShown::Unsafe(_)))), "{frames:?}");
        }
    }
}
