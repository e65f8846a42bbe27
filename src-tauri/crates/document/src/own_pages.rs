//! The parent's side of taking the own pages out of a PDF: starts the child, takes its answer in bounded parts, and checks
//! every value of it against the allow-list. Never parses a PDF itself.

pub(crate) mod kind;
pub(crate) mod wire;

use crate::confined;
use crate::protocol::{self, Frame, Request, Work};
use crate::receive::worded;
use crate::{Error, Reader, reader};
use model::exhibit::{FileType, NotShown};
use model::own_pages::OwnPages;
use std::io::Read;

/// Bytes of an answer, at most: what the pages of one document draw, as they lie in it.
pub(crate) const MOST_BYTES: usize = 96 << 20;

impl Reader {
    /// Takes the own pages out of a PDF of `size` bytes, or says why that can't be done.
    ///
    /// # Errors
    /// Failures of our own, as of [`Reader::read`]. What the document brings about, the death of the child included, is
    /// [`NotShown`].
    pub fn own_pages(&self, original: &mut dyn Read, size: u64) -> Result<Result<OwnPages, NotShown>, Error> {
        let kind = FileType::Pdf;
        if let Some(reason) = reader::refused(kind, size) {
            return Ok(Err(reason));
        }
        let request = Request { kind, ending: "pdf".into(), size, work: Work::OwnPages };
        let block = protocol::request_block(&request).map_err(Error::Start)?;
        let send = |to| confined::send(to, &block, original, size);
        let (received, end) = self.confined().run(send, Received::listen)?;
        end.settle(received.outcome, received.ready)
    }
}

/// What has come so far.
#[derive(Default)]
pub(crate) struct Received {
    ready: bool,
    answer: Vec<u8>,
    pub(crate) outcome: Option<Result<OwnPages, NotShown>>,
}

impl Received {
    pub(crate) fn listen(from: impl Read) -> Self {
        let mut received = Self::default();
        // What stands around the parts is short.
        protocol::listen(from, MOST_BYTES + (1 << 16), |frame| {
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
            Frame::Part(part) if self.ready && self.answer.len() + part.len() <= MOST_BYTES => {
                self.answer.extend_from_slice(&part);
            }
            Frame::End { .. } if self.ready => {
                let pages = wire::decode(std::mem::take(&mut self.answer));
                self.outcome = pages.map_or_else(|| refused("something that a page may not hold"), |it| Some(Ok(it)));
            }
            Frame::Part(_)
            | Frame::End { .. }
            | Frame::Answer(_)
            | Frame::Ready { .. }
            | Frame::Page(_)
            | Frame::Table(_)
            | Frame::Lines(_)
            | Frame::Cells(_)
            | Frame::Sheet(_)
            | Frame::Archive(_)
            | Frame::Rewritten(_) => self.outcome = refused("something else than pages"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(frames: &[Frame]) -> Option<Result<OwnPages, NotShown>> {
        let mut sent = Vec::new();
        for frame in frames {
            protocol::write_frame(&mut sent, frame).unwrap();
        }
        Received::listen(&sent[..]).outcome
    }

    const READY: Frame = Frame::Ready { landlock: true };
    const END: Frame = Frame::End { total_pages: None };

    #[test]
    fn parts_make_an_answer_and_a_reason_is_taken() {
        let whole = wire::encode(&wire::tests::pages(), &wire::tests::shapes());
        let (one, two) = whole.split_at(whole.len() / 2);
        let parts = [READY, Frame::Part(one.to_vec()), Frame::Part(two.to_vec()), END];
        let taken = outcome(&parts).expect("an outcome").expect("pages");
        assert_eq!(taken.pages, wire::tests::pages().pages);
        assert_eq!(outcome(&[READY, Frame::NotShown(NotShown::Locked)]), Some(Err(NotShown::Locked)));
        assert_eq!(outcome(&[READY, Frame::Part(whole)]), None);
    }

    #[test]
    fn anything_else_is_refused() {
        for frames in [
            vec![Frame::Part(b"x".to_vec())],
            vec![END],
            vec![READY, READY],
            vec![READY, END],
            vec![READY, Frame::Part(b"x".to_vec()), END],
            vec![READY, Frame::Answer(b"x".to_vec())],
        ] {
            assert!(matches!(outcome(&frames), Some(Err(NotShown::Unsafe(_)))), "{frames:?}");
        }
    }
}
