//! The parent's side of redacting: says what is to be taken out, and takes what is left, made anew by the child. What is
//! taken out never comes here. Never parses a document itself, and never takes a thing for redacted that wasn't.

use crate::protocol::{self, CellsAsked, Frame, RedactAsked, Request, Rewritten, Uneven, Work};
use crate::read::redact::touched;
use crate::receive::{Received, worded};
use crate::{Error, Reader, confined, detect, reader};
use model::exhibit::{FileType, NotShown, Page, Picture, ShowLimits, Shown};
use model::redaction::{PageArea, REDACTED, RedactedCell, Removed};
use std::io::Read;
use std::sync::atomic::{AtomicU32, Ordering};

pub use crate::protocol::ColumnAsked;

/// Pages of a document of which areas are redacted, at most: all are drawn anew.
pub const PAGE_LIMIT: u32 = 150;
/// Bytes of what is left of a file, at most.
const OUTPUT_LIMIT: usize = 96 << 20;

/// Why a file isn't redacted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRedacted {
    /// It can't be read.
    #[error(transparent)]
    NotShown(#[from] NotShown),
    /// It has more pages than are drawn anew.
    #[error("it has {0} pages, and at most {most} are drawn anew", most = PAGE_LIMIT)]
    TooManyPages(u32),
    /// An area is on a page that it doesn't have.
    #[error("it has {total} pages, and an area is on page {page}")]
    NoPage {
        /// The page that was named.
        page: u32,
        /// Pages that there are.
        total: u32,
    },
    /// An area lies beside its page.
    #[error("an area lies beside page {0}, whole")]
    BesidePage(u32),
    /// No column, or more than one, has a heading, or a number is that of one and the heading of another.
    #[error("{0}")]
    Heading(&'static str),
    /// Nothing stands where something is to be taken out.
    #[error("{0}")]
    Nothing(String),
    /// A row is longer or shorter than the heading, so that a value of a column may stand in another one.
    #[error("row {row} ends after cell {cells}, the heading after cell {columns}: a value may stand in another column")]
    Uneven {
        /// The row, by the number that a preview gives it.
        row: u64,
        /// Its cells.
        cells: u64,
        /// Those of the heading.
        columns: u64,
    },
    /// In this row something follows the end of quotes, so that a value of a column may stand in another one.
    #[error("in row {0} something follows the end of quotes: a value may stand in another column")]
    LooseQuotes(u64),
    /// It ends inside quotes, so that rows may stand in what passes for one cell.
    #[error("it ends inside quotes: nobody can tell where its cells and rows end")]
    InQuotes,
}

/// Pages without what was taken out.
#[derive(Debug, Clone, PartialEq)]
pub struct RedactedPages {
    /// All pages of the document: those with areas as pixels, with words that touch no area.
    pub pages: Vec<Page>,
}

/// Separated values without what was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedactedTable {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was taken out, columns by their numbers.
    pub removed: Removed,
}

impl Reader {
    /// Draws all pages of a PDF, or a picture, without what lies under the areas; `drawn` counts them as they come. As
    /// [`Reader::read`] otherwise.
    ///
    /// # Errors
    /// Those of [`Reader::read`].
    pub fn redact_areas(
        &self,
        kind: FileType,
        original: &mut dyn Read,
        size: u64,
        areas: &[PageArea],
        drawn: &AtomicU32,
    ) -> Result<Result<RedactedPages, NotRedacted>, Error> {
        if let Some(reason) = reader::refused(kind, size) {
            return Ok(Err(reason.into()));
        }
        let work = Work::Redact(RedactAsked::Areas(areas.to_vec()));
        let request = Request { kind, ending: String::new(), size, work };
        let block = protocol::request_block(&request).map_err(Error::Start)?;
        let (received, end) =
            self.confined().run(|to| confined::send(to, &block, original, size), |from| receive_pages(from, drawn))?;
        let ready = received.ready();
        Ok(end.settle(received.outcome(), ready)?.map_err(Into::into).and_then(|shown| checked(shown, areas)))
    }

    /// Writes separated values anew without some columns and cells. `name` only tells how they are separated. Refuses
    /// values of which nobody can tell which column they stand in. As [`Reader::read`] otherwise.
    ///
    /// # Errors
    /// Those of [`Reader::read`].
    pub fn redact_cells(
        &self,
        name: &str,
        original: &mut dyn Read,
        size: u64,
        columns: &[ColumnAsked],
        cells: &[RedactedCell],
    ) -> Result<Result<RedactedTable, NotRedacted>, Error> {
        if let Some(reason) = reader::refused(FileType::Csv, size) {
            return Ok(Err(reason.into()));
        }
        let asked = CellsAsked { columns: columns.to_vec(), cells: cells.to_vec() };
        let work = Work::Redact(RedactAsked::Cells(asked));
        let request = Request { kind: FileType::Csv, ending: detect::ending(name), size, work };
        let block = protocol::request_block(&request).map_err(Error::Start)?;
        let (values, end) = self.confined().run(|to| confined::send(to, &block, original, size), Values::listen)?;
        let Values { ready, bytes, said, outcome } = values;
        let outcome = outcome.map(|outcome| outcome.map(|()| (bytes, said.unwrap_or_default())));
        let (bytes, said) = match end.settle(outcome, ready)? {
            Ok(told) => told,
            Err(reason) => return Ok(Err(reason.into())),
        };
        Ok(refused(&said).map_or_else(
            || {
                let removed = Removed::Cells { columns: said.columns, cells: cells.to_vec() };
                Ok(RedactedTable { bytes, removed })
            },
            Err,
        ))
    }
}

fn receive_pages(from: impl Read, drawn: &AtomicU32) -> Received {
    let mut received = Received::new(&ShowLimits { pages: PAGE_LIMIT, ..ShowLimits::default() });
    protocol::listen(from, OUTPUT_LIMIT, |frame| {
        drawn.fetch_add(u32::from(matches!(frame, Frame::Page(_))), Ordering::Relaxed);
        received.take(frame)
    });
    received
}

/// Holds what came against what was asked for.
fn checked(shown: Shown, areas: &[PageArea]) -> Result<RedactedPages, NotRedacted> {
    let other = || NotRedacted::NotShown(NotShown::Unsafe("its reader sent no pages".into()));
    let Shown::Pages { pages, total_pages } = shown else { return Err(other()) };
    if total_pages > PAGE_LIMIT {
        return Err(NotRedacted::TooManyPages(total_pages));
    }
    if pages.len() != total_pages as usize {
        return Err(other());
    }
    for area in areas {
        let page = (area.page as usize).checked_sub(1).and_then(|at| pages.get(at));
        let page = page.ok_or(NotRedacted::NoPage { page: area.page, total: total_pages })?;
        let [left, top, ..] = area.points();
        if left >= f64::from(page.width_pt) || top >= f64::from(page.height_pt) {
            return Err(NotRedacted::BesidePage(area.page));
        }
        // A vector picture would hold what the area covers, and so would its words.
        let words = page.words.iter().any(|word| touched(word, std::slice::from_ref(area)));
        if words || matches!(page.picture, Picture::Svg(_)) {
            return Err(other());
        }
    }
    Ok(RedactedPages { pages })
}

/// Why values that were written anew aren't what was asked for.
fn refused(said: &Rewritten) -> Option<NotRedacted> {
    unclear(said).or_else(|| not_there(said))
}

/// Why nobody can tell which column a value stands in.
fn unclear(said: &Rewritten) -> Option<NotRedacted> {
    let quotes = || said.loose_quotes.map(NotRedacted::LooseQuotes);
    let uneven = || said.uneven.map(|Uneven { row, cells, columns }| NotRedacted::Uneven { row, cells, columns });
    said.in_quotes.then_some(NotRedacted::InQuotes).or_else(quotes).or_else(uneven)
}

/// What was asked for and isn't there, or is there more than once.
fn not_there(said: &Rewritten) -> Option<NotRedacted> {
    // The words of a heading are the file's.
    let heading = |found: &[String], what| (!found.is_empty()).then_some(NotRedacted::Heading(what));
    let column = said.no_columns.first().map(|column| format!("there is no column {column}"));
    let cell = |cell: &RedactedCell| format!("there is no column {} in row {}", cell.column, cell.row);
    let headed = "must be told apart: a number is that of one column and stands as heading over another";
    heading(&said.unknown, "must be there: no column has one of the headings")
        .or_else(|| {
            heading(&said.ambiguous, "must be told apart: several have one of the headings; give their numbers")
        })
        .or_else(|| (!said.headed.is_empty()).then_some(NotRedacted::Heading(headed)))
        .or_else(|| column.or_else(|| said.no_cells.first().map(cell)).map(NotRedacted::Nothing))
}

/// Rewritten values as they come.
#[derive(Default)]
struct Values {
    ready: bool,
    bytes: Vec<u8>,
    said: Option<Rewritten>,
    outcome: Option<Result<(), NotShown>>,
}

impl Values {
    fn listen(from: impl Read) -> Self {
        let mut values = Self::default();
        protocol::listen(from, OUTPUT_LIMIT, |frame| {
            if let Err(what) = values.take(frame) {
                values.outcome = Some(Err(NotShown::Unsafe(format!("its reader sent {what}"))));
            }
            values.outcome.is_some()
        });
        values
    }

    fn take(&mut self, frame: Frame) -> Result<(), &'static str> {
        match frame {
            Frame::Ready { .. } if !self.ready => self.ready = true,
            Frame::NotShown(reason) => self.outcome = Some(Err(worded(reason))),
            _ if !self.ready => return Err("something before it was confined"),
            Frame::Ready { .. } => return Err("two beginnings"),
            Frame::Rewritten(bytes) if self.said.is_none() => self.bytes.extend_from_slice(&bytes),
            Frame::Answer(said) if self.said.is_none() => {
                let said: Rewritten = serde_json::from_slice(&said).map_err(|_| "something else than was asked for")?;
                let text = std::str::from_utf8(&self.bytes).map_err(|_| "something else than text")?;
                let whole = refused(&said).is_some() || text.contains(REDACTED);
                self.said = whole.then_some(said);
                self.said.as_ref().map(drop).ok_or("values of which nothing is redacted")?;
            }
            Frame::End { total_pages: None } if self.said.is_some() => self.outcome = Some(Ok(())),
            Frame::Page(_)
            | Frame::Table(_)
            | Frame::Lines(_)
            | Frame::Cells(_)
            | Frame::Sheet(_)
            | Frame::Archive(_)
            | Frame::Rewritten(_)
            | Frame::Part(_)
            | Frame::Answer(_)
            | Frame::End { .. } => return Err("something else than was asked for"),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
