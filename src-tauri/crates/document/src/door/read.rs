//! A document through the child's reader of its kind, and what that says through the parent's checks.

use super::{contained, worded};
use crate::protocol::{self, Frame, OUTPUT_LIMIT, PageAsked, Request, Work};
use crate::receive::{self, Received};
use crate::{child, detect, own_pages, read, sheets, words};
use model::exhibit::{FileType, NotShown, ShowLimits};
use model::sheet::Sheet;

/// Limits under which most documents are cut.
const SMALL: ShowLimits = ShowLimits { pages: 2, rows: 3, columns: 2, cell_chars: 5, lines: 4, line_chars: 7 };

/// How the document is read, then the document. Whatever it is, no code of ours panics, and the parent takes what the
/// child says of it: all of it where the child came to an end, and its own reason where it didn't.
///
/// # Panics
/// Where that doesn't hold.
pub fn read(kind: FileType, ending: &str, input: &[u8]) {
    let Some((how, document)) = input.split_first() else { return };
    detect::detect(document, ending);
    let limits = if how & 4 == 0 { ShowLimits::default() } else { SMALL };
    let work = match how & 3 {
        0 | 1 => Work::Show(limits),
        2 if matches!(kind, FileType::Csv | FileType::Xlsx) => Work::Sheets,
        2 if how & 8 != 0 && matches!(kind, FileType::Png | FileType::Jpeg) => Work::Logo,
        2 => Work::Page(PageAsked { page: u32::from(how >> 3), side: 600, limits }),
        _ if kind == FileType::Pdf && how & 8 != 0 => Work::OwnPages,
        _ => Work::Words,
    };
    let (sent, ended) = said(kind, ending, work.clone(), document);
    let taken = match work {
        Work::Show(limits) => outcome(Received::new(&limits), &sent, |received| settled(received.outcome())),
        Work::Page(asked) => outcome(Received::of_page(&asked.limits), &sent, |received| settled(received.seen())),
        Work::Logo => outcome(Received::of_page(&limits), &sent, |received| settled(received.seen())),
        Work::OwnPages => settled(own_pages::Received::listen(&sent[..]).outcome),
        Work::Words => settled(words::Received::listen(&sent[..]).outcome),
        Work::Sheets | Work::Entries | Work::Unpack | Work::Redact(_) => {
            settled(sheets::receive(&sent[..], kind).outcome)
        }
    };
    assert_eq!(taken, Some(ended.map_err(receive::worded)), "the parent takes what the child says");
    if let Some(Err(reason)) = &taken {
        worded(reason);
    }
}

/// The sheets of a file, as an import gets them; none where there are none.
///
/// # Panics
/// As [`read`].
pub fn sheets(kind: FileType, document: &[u8]) -> Option<Vec<Sheet>> {
    let (sent, ended) = said(kind, "csv", Work::Sheets, document);
    let taken = sheets::receive(&sent[..], kind).outcome;
    assert_eq!(taken.as_ref().map(Result::is_ok), Some(ended.is_ok()), "the parent takes what the child says");
    taken?.ok()
}

/// Every byte that the child sends, and how it ended.
fn said(kind: FileType, ending: &str, work: Work, mut document: &[u8]) -> (Vec<u8>, Result<(), NotShown>) {
    let request = Request { kind, ending: ending.to_owned(), size: document.len() as u64, work };
    let mut sent = Vec::new();
    protocol::write_frame(&mut sent, &Frame::Ready { landlock: true }).expect("a frame of ours is short");
    let mut too_long = false;
    let read = contained(|| {
        let mut emit = |frame: Frame| {
            protocol::write_frame(&mut sent, &frame).map_err(|_| {
                too_long = true;
                child::stopped()
            })
        };
        read::read(&request, &mut document, &mut emit)
    });
    assert!(!too_long, "a frame is longer than one may be");
    // One that stopped in the middle of its work has sent whole frames only.
    let last = match &read {
        Ok(total_pages) => Frame::End { total_pages: *total_pages },
        Err(reason) => Frame::NotShown(reason.clone()),
    };
    protocol::write_frame(&mut sent, &last).expect("a frame of ours is short");
    (sent, read.map(drop))
}

fn outcome<T>(mut received: Received, sent: &[u8], of: impl FnOnce(Received) -> T) -> T {
    protocol::listen(sent, OUTPUT_LIMIT, |frame| received.take(frame));
    of(received)
}

fn settled<T>(outcome: Option<Result<T, NotShown>>) -> Option<Result<(), NotShown>> {
    outcome.map(|outcome| outcome.map(drop))
}

/// Inputs for pictures of pixels: PNG and JPEG in grey and colour, one turned by its own word.
pub fn picture_seeds() -> Vec<Vec<u8>> {
    let grey = image::DynamicImage::from(image::GrayImage::from_fn(9, 5, |x, y| image::Luma([(x * 20 + y) as u8])));
    let colour = image::RgbImage::from_fn(16, 8, |x, y| image::Rgb([(x * 9) as u8, (y * 30) as u8, 7]));
    let colour = image::DynamicImage::from(colour);
    let seen_through = image::RgbaImage::from_fn(5, 5, |x, y| image::Rgba([255, 0, (x * 40) as u8, (y * 50) as u8]));
    let png = |picture: &_| crate::read::image::png(picture).expect("pixels are written");
    let jpeg = crate::read::image::jpeg(&colour, 90).expect("pixels are written");
    let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\x00\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let turned = [&jpeg[..2], exif, &jpeg[2..]].concat();
    vec![png(&grey), png(&colour), png(&seen_through.into()), jpeg, turned]
}
