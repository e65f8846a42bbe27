//! The parent's side of looking at one page of a document: takes that page as a picture with its words, or the whole of
//! what has no pages. Never parses a document itself.

use crate::protocol::{self, OUTPUT_LIMIT, PageAsked, Request, Work};
use crate::receive::Received;
use crate::{Error, Reader, confined, detect, reader};
use model::exhibit::{FileType, Lines, NotShown, Page, ShowLimits, Shown};
use std::io::Read;

/// One page of a document, or all that can be shown of one without pages.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// A page.
    Page {
        /// Its picture.
        page: Page,
        /// Its words in lines, as far as its fonts tell; none where there are none.
        text: Option<Lines>,
        /// Pages of the whole document.
        total_pages: u32,
    },
    /// Tables or lines.
    Whole(Shown),
}

/// Which page is wanted, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The page, counted from 1; beyond the last one, the last.
    pub page: u32,
    /// Pixels of the long side of a picture that is made of pixels, at most.
    pub side: u32,
    /// How much of tables and lines is shown, and of a page's words.
    pub limits: ShowLimits,
}

impl Reader {
    /// Reads one page of a document of `size` bytes. As [`Reader::read`], but that only one page is drawn.
    ///
    /// # Errors
    /// Those of [`Reader::read`].
    pub fn page(
        &self,
        kind: FileType,
        name: &str,
        original: &mut dyn Read,
        size: u64,
        look: &Look,
    ) -> Result<Result<Seen, NotShown>, Error> {
        match kind {
            FileType::Pdf | FileType::Png | FileType::Jpeg => {}
            FileType::Csv
            | FileType::Xlsx
            | FileType::Eml
            | FileType::Json
            | FileType::Text
            | FileType::Zip
            | FileType::Other => {
                return Ok(self.read(kind, name, original, size, &look.limits)?.map(Seen::Whole));
            }
        }
        if let Some(reason) = reader::refused(kind, size) {
            return Ok(Err(reason));
        }
        let asked = PageAsked { page: look.page.max(1), side: look.side, limits: look.limits };
        let request = Request { kind, ending: detect::ending(name), size, work: Work::Page(asked) };
        let block = protocol::request_block(&request).map_err(Error::Start)?;
        let receive = |from| {
            let mut received = Received::of_page(&look.limits);
            protocol::listen(from, OUTPUT_LIMIT, |frame| received.take(frame));
            received
        };
        let (received, end) = self.confined().run(|to| confined::send(to, &block, original, size), receive)?;
        let ready = received.ready();
        end.settle(received.seen(), ready)
    }
}
