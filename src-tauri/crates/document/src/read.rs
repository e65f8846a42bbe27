//! The readers, one file a kind, and the choice among them. Runs inside the confined child only.

pub(crate) mod archive;
mod glyphs;
pub(crate) mod image;
pub(crate) mod json;
pub(crate) mod logo;
pub(crate) mod mail;
pub(crate) mod own_pages;
pub(crate) mod page_text;
pub(crate) mod page_words;
pub(crate) mod pdf;
pub(crate) mod redact;
pub(crate) mod sheet;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod unpack;
pub(crate) mod words;
pub(crate) mod workbook;

use crate::protocol::{Frame, PageAsked, Request, Work};
use model::exhibit::{FileType, NotShown, ShowLimits};
use std::io::{self, Read};

/// Takes what can be shown, piece by piece.
pub(crate) type Emit<'a> = dyn FnMut(Frame) -> Result<(), NotShown> + 'a;

/// Does what is asked for with one document and hands on what comes of it. Returns the pages of the whole document where
/// it is shown and has pages.
///
/// # Errors
/// Why it can't be done.
pub(crate) fn read(request: &Request, input: &mut dyn Read, emit: &mut Emit<'_>) -> Result<Option<u32>, NotShown> {
    match &request.work {
        Work::Show(limits) => show(request, limits, input, emit),
        Work::Page(asked) => page(request.kind, asked, input, emit),
        Work::Words => emit(Frame::Answer(words::read(request, input)?)).map(|()| None),
        Work::Logo => {
            emit(Frame::Page(logo::read(&whole(input)?, request.kind)?))?;
            Ok(Some(1))
        }
        Work::OwnPages => own_pages::read(whole(input)?, emit).map(|()| None),
        Work::Sheets => sheet::read(request, input, emit).map(|()| None),
        Work::Entries | Work::Unpack => unpack::read(request, input, emit).map(|()| None),
        Work::Redact(asked) => redact::read(request, asked, input, emit),
    }
}

fn show(
    request: &Request,
    limits: &ShowLimits,
    input: &mut dyn Read,
    emit: &mut Emit<'_>,
) -> Result<Option<u32>, NotShown> {
    match request.kind {
        FileType::Pdf => return pdf::read(whole(input)?, limits, emit).map(Some),
        FileType::Png | FileType::Jpeg => {
            emit(Frame::Page(image::read(&whole(input)?, request.kind, image::LONG_SIDE)?))?;
            return Ok(Some(1));
        }
        FileType::Csv => emit(Frame::Table(table::read(input, &request.ending, limits)?))?,
        FileType::Xlsx => workbook::read(whole(input)?, limits, emit)?,
        FileType::Eml => emit(Frame::Lines(mail::read(&whole(input)?, limits)?))?,
        FileType::Json => emit(Frame::Lines(json::read(input, request.size, limits)?))?,
        FileType::Text => emit(Frame::Lines(text::read(input, limits)?))?,
        FileType::Zip => emit(Frame::Table(archive::read(whole(input)?, limits)?))?,
        FileType::Other => return Err(NotShown::NoPages),
    }
    Ok(None)
}

/// One page of what has pages.
fn page(kind: FileType, asked: &PageAsked, input: &mut dyn Read, emit: &mut Emit<'_>) -> Result<Option<u32>, NotShown> {
    match kind {
        FileType::Pdf => pdf::read_page(whole(input)?, asked, emit).map(Some),
        FileType::Png | FileType::Jpeg => {
            emit(Frame::Page(image::read(&whole(input)?, kind, asked.side)?))?;
            Ok(Some(1))
        }
        FileType::Csv
        | FileType::Xlsx
        | FileType::Eml
        | FileType::Json
        | FileType::Text
        | FileType::Zip
        | FileType::Other => Err(NotShown::NoPages),
    }
}

fn whole(input: &mut dyn Read) -> Result<Vec<u8>, NotShown> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(broken)?;
    Ok(bytes)
}

/// The parent stopped sending, or there is no memory for what it sends.
pub(crate) fn broken(error: io::Error) -> NotShown {
    match error.kind() {
        io::ErrorKind::OutOfMemory => NotShown::Unsafe("reading it took more memory than allowed".into()),
        _ => NotShown::Unsafe("it was not sent to its end".into()),
    }
}

/// `text` cut to `limit` characters, the last of which is `…` where something is missing.
pub(crate) fn cut(text: &str, limit: u32) -> String {
    let limit = limit as usize;
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some(_) => {
            let mut kept: String = text.chars().take(limit.saturating_sub(1)).collect();
            if limit > 0 {
                kept.push('…');
            }
            kept
        }
    }
}
