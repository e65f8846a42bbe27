//! What parent and child say to each other: what is to be done and the bytes one way, frames the other way. Every
//! length stands before what it measures and is checked before memory is taken. Never trusts the other side.

use model::exhibit::{FileType, Lines, NotShown, Page, Picture, ShowLimits, Table, Word};
use model::redaction::{PageArea, RedactedCell, RedactedColumn};
use model::sheet::{Cell, Sheet};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Read, Write};

use crate::archive::Head;

/// Bytes of one frame, at most.
pub(crate) const FRAME_LIMIT: usize = 20 << 20;
/// Bytes of all frames of one document, at most.
pub(crate) const OUTPUT_LIMIT: usize = 256 << 20;
/// Bytes of a frame of cells, entries or an entry's bytes, of which there may be many, at most.
pub(crate) const PART_LIMIT: usize = 2 << 20;
/// Bytes of a request, at most.
const REQUEST_LIMIT: usize = 1 << 20;
/// Bytes of the head of a page, at most.
const HEAD_LIMIT: usize = 16 << 10;
/// Bytes of the words of a page, at most.
const WORDS_LIMIT: usize = 4 << 20;

/// What the parent asks for; the document follows it, `size` bytes, unless the work takes it in parts.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) kind: FileType,
    /// The name's ending in lower case, without the dot.
    pub(crate) ending: String,
    pub(crate) size: u64,
    pub(crate) work: Work,
}

/// What is done with the document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Work {
    /// It is shown, as far as these limits go.
    Show(ShowLimits),
    /// One page of it is shown.
    Page(PageAsked),
    /// Its words are read for a search.
    Words,
    /// It is a picture that is kept as a logo.
    Logo,
    /// Its own pages are taken out of it.
    OwnPages,
    /// Its sheets are read for an import.
    Sheets,
    /// The entries of an archive are listed.
    Entries,
    /// Entries of an archive are unpacked, as the parent names them.
    Unpack,
    /// Something of it is taken out, and the rest is sent.
    Redact(RedactAsked),
}

/// What is to be taken out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum RedactAsked {
    /// What lies under these areas of pages.
    Areas(Vec<PageArea>),
    /// Columns and cells of separated values.
    Cells(CellsAsked),
}

/// Which columns and cells are to be taken out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CellsAsked {
    pub(crate) columns: Vec<ColumnAsked>,
    pub(crate) cells: Vec<RedactedCell>,
}

/// A column of separated values, as somebody names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnAsked {
    /// By its number, from 1: all of it.
    Number(u32),
    /// By its heading, which stays.
    Heading(String),
    /// As it is taken out already.
    Standing(RedactedColumn),
}

/// What is said of separated values that were written anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rewritten {
    /// The columns that were taken out.
    pub(crate) columns: Vec<RedactedColumn>,
    /// Headings that no column has, and that several have.
    pub(crate) unknown: Vec<String>,
    pub(crate) ambiguous: Vec<String>,
    /// Numbers of columns that stand as headings over others.
    pub(crate) headed: Vec<u32>,
    /// The first row that is longer or shorter than the heading, where a column is taken out.
    pub(crate) uneven: Option<Uneven>,
    /// The first row in which something follows the end of quotes, where a column is taken out.
    pub(crate) loose_quotes: Option<u64>,
    /// Whether the values end inside quotes.
    pub(crate) in_quotes: bool,
    /// Columns and cells that were asked for and aren't there.
    pub(crate) no_columns: Vec<u32>,
    pub(crate) no_cells: Vec<RedactedCell>,
}

/// A row that is longer or shorter than the heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Uneven {
    /// Its number, as it is shown.
    pub(crate) row: u64,
    /// Its cells, and those of the heading.
    pub(crate) cells: u64,
    pub(crate) columns: u64,
}

/// The page that is asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct PageAsked {
    /// Counted from 1; beyond the last page, the last one.
    pub(crate) page: u32,
    /// Pixels of the long side of a picture of pixels, at most.
    pub(crate) side: u32,
    /// How much of the page's words is sent.
    pub(crate) limits: ShowLimits,
}

impl Work {
    /// Whether the document follows the request; else its parts are sent as they are asked for.
    pub(crate) const fn follows(&self) -> bool {
        match self {
            Self::Show(_)
            | Self::Page(_)
            | Self::Words
            | Self::Logo
            | Self::OwnPages
            | Self::Sheets
            | Self::Redact(_) => true,
            Self::Entries | Self::Unpack => false,
        }
    }
}

/// What is said about an archive.
#[derive(Debug)]
pub(crate) enum Archive {
    /// The parent is to send this part of the archive.
    Want { at: u64, length: u32 },
    /// The parent is to name the entry that it wants next, by its place in four bytes, or to end.
    Next,
    /// Entries, in the order of the archive.
    Entries(Vec<Head>),
    /// More bytes of the entry that was named last.
    Bytes(Vec<u8>),
    /// The end of that entry, or why it ends.
    EndEntry(Result<(), NotShown>),
}

/// What the child answers. `End`, `Answer` or `NotShown` is the last one.
#[derive(Debug)]
pub(crate) enum Frame {
    /// The child is confined.
    Ready {
        landlock: bool,
    },
    Page(Page),
    Table(Table),
    Lines(Lines),
    /// Cells of the sheet that is being sent: row and column from 0, and what is in it. Blank ones are left out.
    Cells(Vec<(u32, u32, Cell)>),
    /// The end of a sheet, with all but its rows.
    Sheet(Sheet),
    Archive(Archive),
    /// More bytes of separated values that are written anew.
    Rewritten(Vec<u8>),
    /// More of an answer that comes in parts; the end says that it is whole.
    Part(Vec<u8>),
    /// All that can be shown has been sent; pages of the whole document where it has pages.
    End {
        total_pages: Option<u32>,
    },
    /// The answer to work that isn't reading a document for its pages.
    Answer(Vec<u8>),
    NotShown(NotShown),
}

/// The head of a page's frame; its words and the picture's bytes follow it.
#[derive(Serialize, Deserialize)]
struct PageHead {
    width_pt: f32,
    height_pt: f32,
    has_text: bool,
    undrawn: u32,
    picture: PictureHead,
}

#[derive(Serialize, Deserialize)]
enum PictureHead {
    Svg,
    Png { width: u32, height: u32 },
    Jpeg { width: u32, height: u32 },
}

/// A request as it is sent.
///
/// # Errors
/// It is longer than a block may be.
pub(crate) fn request_block(request: &Request) -> io::Result<Vec<u8>> {
    let mut block = Vec::new();
    write_block(&mut block, &serde_json::to_vec(request)?)?;
    Ok(block)
}

/// Reads a request.
///
/// # Errors
/// The other end is gone or sent something else.
pub(crate) fn read_request(input: &mut impl Read) -> io::Result<Request> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    Ok(serde_json::from_slice(&read_block(input, u32::from_le_bytes(length), REQUEST_LIMIT)?)?)
}

/// Writes one frame: a letter, a length, a body.
///
/// # Errors
/// The other end is gone, or the frame is longer than [`FRAME_LIMIT`].
pub(crate) fn write_frame(output: &mut impl Write, frame: &Frame) -> io::Result<()> {
    let (letter, body) = match frame {
        Frame::Ready { landlock } => (b'R', json(landlock)?),
        Frame::Page(page) => (b'P', page_body(page)?.into()),
        Frame::Table(table) => (b'T', json(table)?),
        Frame::Lines(lines) => (b'L', json(lines)?),
        Frame::Cells(cells) => (b'C', json(cells)?),
        Frame::Sheet(sheet) => (b'S', json(sheet)?),
        Frame::Archive(Archive::Want { at, length }) => (b'W', json(&(at, length))?),
        Frame::Archive(Archive::Next) => (b'Q', json(&())?),
        Frame::Archive(Archive::Entries(heads)) => (b'N', json(heads)?),
        Frame::Archive(Archive::Bytes(bytes)) => (b'B', bytes.into()),
        Frame::Archive(Archive::EndEntry(end)) => (b'Z', json(end)?),
        Frame::Rewritten(bytes) => (b'V', bytes.into()),
        Frame::End { total_pages } => (b'E', json(total_pages)?),
        Frame::Part(part) => (b'M', part.into()),
        Frame::Answer(answer) => (b'A', answer.into()),
        Frame::NotShown(reason) => (b'X', json(reason)?),
    };
    if body.len() > FRAME_LIMIT {
        return Err(io::Error::other("a frame is too long"));
    }
    output.write_all(&[letter])?;
    write_block(output, &body)?;
    output.flush()
}

fn json(value: &impl Serialize) -> io::Result<Cow<'static, [u8]>> {
    Ok(serde_json::to_vec(value)?.into())
}

/// Reads one frame; none where the other side ended between two frames. `budget` is what may still come and
/// shrinks by what came.
///
/// # Errors
/// The frame is cut, longer than allowed, or not a frame.
pub(crate) fn read_frame(input: &mut impl Read, budget: &mut usize) -> io::Result<Option<Frame>> {
    let mut head = [0; 5];
    if input.read(&mut head[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut head[1..])?;
    let length = u32::from_le_bytes([head[1], head[2], head[3], head[4]]);
    let limit = match head[0] {
        b'C' | b'N' | b'B' | b'V' | b'M' => PART_LIMIT,
        _ => FRAME_LIMIT,
    };
    let body = read_block(input, length, limit.min(*budget))?;
    *budget -= body.len();
    Ok(Some(match head[0] {
        b'R' => Frame::Ready { landlock: serde_json::from_slice(&body)? },
        b'P' => Frame::Page(page_from(body)?),
        b'T' => Frame::Table(serde_json::from_slice(&body)?),
        b'L' => Frame::Lines(serde_json::from_slice(&body)?),
        b'C' => Frame::Cells(serde_json::from_slice(&body)?),
        b'S' => Frame::Sheet(serde_json::from_slice(&body)?),
        b'W' => {
            let (at, length) = serde_json::from_slice(&body)?;
            Frame::Archive(Archive::Want { at, length })
        }
        b'Q' => Frame::Archive(Archive::Next),
        b'N' => Frame::Archive(Archive::Entries(serde_json::from_slice(&body)?)),
        b'B' => Frame::Archive(Archive::Bytes(body)),
        b'Z' => Frame::Archive(Archive::EndEntry(serde_json::from_slice(&body)?)),
        b'V' => Frame::Rewritten(body),
        b'E' => Frame::End { total_pages: serde_json::from_slice(&body)? },
        b'M' => Frame::Part(body),
        b'A' => Frame::Answer(body),
        b'X' => Frame::NotShown(serde_json::from_slice(&body)?),
        _ => return Err(io::Error::other("a frame of no known kind")),
    }))
}

/// Hands on frames until `take` has had its last one, the other side ends, or `budget` bytes have come. A frame that is
/// cut or garbled ends it as an early death does.
pub(crate) fn listen(mut from: impl Read, mut budget: usize, mut take: impl FnMut(Frame) -> bool) {
    while let Ok(Some(frame)) = read_frame(&mut from, &mut budget) {
        if take(frame) {
            break;
        }
    }
}

fn write_block(output: &mut impl Write, block: &[u8]) -> io::Result<()> {
    let length = u32::try_from(block.len()).map_err(|_| io::Error::other("a block is too long"))?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(block)
}

/// Reads `length` bytes; takes memory as they come, never on the sender's word alone.
fn read_block(input: &mut impl Read, length: u32, limit: usize) -> io::Result<Vec<u8>> {
    let length = length as usize;
    if length > limit {
        return Err(io::Error::other("a block is longer than allowed"));
    }
    let mut block = Vec::new();
    input.take(length as u64).read_to_end(&mut block)?;
    if block.len() < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(block) }
}

fn page_body(page: &Page) -> io::Result<Vec<u8>> {
    let (picture, bytes) = match &page.picture {
        Picture::Svg(text) => (PictureHead::Svg, text.as_bytes()),
        Picture::Png { bytes, width, height } => (PictureHead::Png { width: *width, height: *height }, &bytes[..]),
        Picture::Jpeg { bytes, width, height } => (PictureHead::Jpeg { width: *width, height: *height }, &bytes[..]),
    };
    let Page { width_pt, height_pt, has_text, undrawn, .. } = *page;
    let mut body = Vec::with_capacity(bytes.len() + 256);
    write_block(&mut body, &serde_json::to_vec(&PageHead { width_pt, height_pt, has_text, undrawn, picture })?)?;
    write_block(&mut body, &serde_json::to_vec(&page.words)?)?;
    body.extend_from_slice(bytes);
    Ok(body)
}

fn page_from(body: Vec<u8>) -> io::Result<Page> {
    let mut rest = &body[..];
    let mut block = |limit: usize| {
        let mut length = [0; 4];
        rest.read_exact(&mut length)?;
        read_block(&mut rest, u32::from_le_bytes(length), limit)
    };
    let (head, words) = (block(HEAD_LIMIT)?, block(WORDS_LIMIT)?);
    let PageHead { width_pt, height_pt, has_text, undrawn, picture } = serde_json::from_slice(&head)?;
    let words: Vec<Word> = serde_json::from_slice(&words)?;
    let bytes = rest.to_vec();
    drop(body);
    let picture = match picture {
        PictureHead::Svg => Picture::Svg(String::from_utf8(bytes).map_err(io::Error::other)?),
        PictureHead::Png { width, height } => Picture::Png { bytes, width, height },
        PictureHead::Jpeg { width, height } => Picture::Jpeg { bytes, width, height },
    };
    Ok(Page { width_pt, height_pt, picture, has_text, words, undrawn })
}
