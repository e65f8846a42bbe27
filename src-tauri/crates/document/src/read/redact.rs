//! What is redacted is taken out here, inside the child, so that it never leaves it: areas of pages as pixels that are
//! painted over, cells of separated values as cells that are never written. Never looks for what ought to be redacted.

mod cells;

use super::{Emit, image, pdf, whole};
use crate::protocol::{Frame, RedactAsked, Request};
use ::image::{DynamicImage, GenericImage, Rgba};
use model::exhibit::{Begins, FileType, NotShown, Word};
use model::redaction::PageArea;
use std::io::Read;

/// Takes out what is asked for and sends the rest. Returns the pages of what has pages.
///
/// # Errors
/// Why it can't be done.
pub(crate) fn read(
    request: &Request,
    asked: &RedactAsked,
    input: &mut dyn Read,
    emit: &mut Emit<'_>,
) -> Result<Option<u32>, NotShown> {
    match (asked, request.kind) {
        (RedactAsked::Areas(areas), FileType::Pdf) => pdf::read_redacted(whole(input)?, areas, emit).map(Some),
        (RedactAsked::Areas(areas), FileType::Png | FileType::Jpeg) => {
            emit(Frame::Page(image::read_redacted(&whole(input)?, request.kind, areas)?))?;
            Ok(Some(1))
        }
        (RedactAsked::Cells(asked), FileType::Csv) => {
            cells::rewrite(input, &request.ending, asked, emit).map(|()| None)
        }
        _ => Err(NotShown::NoPages),
    }
}

/// Paints areas of a page black, whose size in points is given: every pixel that an area touches, and one more around it.
pub(crate) fn fill(picture: &mut DynamicImage, areas: &[PageArea], (width_pt, height_pt): (f32, f32)) {
    let (width, height) = (picture.width(), picture.height());
    let (across, down) = (f64::from(width) / f64::from(width_pt), f64::from(height) / f64::from(height_pt));
    // Casts of numbers beyond the bounds end at the bounds.
    let first = |point: f64, scale: f64| (point * scale).floor() as u32;
    let last = |point: f64, scale: f64, most: u32| ((point * scale).ceil() as u32).saturating_add(1).min(most);
    for area in areas {
        let [left, top, right, bottom] = area.points();
        let columns = first(left, across).saturating_sub(1)..last(right, across, width);
        for y in first(top, down).saturating_sub(1)..last(bottom, down, height) {
            columns.clone().for_each(|x| picture.put_pixel(x, y, Rgba([0, 0, 0, 255])));
        }
    }
}

/// The words that no area touches. What began with one that goes begins with the next that stays.
pub(crate) fn untouched(words: Vec<Word>, areas: &[PageArea]) -> Vec<Word> {
    let mut began = Begins::Word;
    let mut left = Vec::with_capacity(words.len());
    for word in words {
        let began_here = began.max(word.begins);
        if touched(&word, areas) {
            began = began_here;
        } else {
            began = Begins::Word;
            left.push(Word { begins: began_here, ..word });
        }
    }
    left
}

/// Whether an area touches a word.
pub(crate) fn touched(word: &Word, areas: &[PageArea]) -> bool {
    let [x, y, width, height] = [word.x, word.y, word.width, word.height].map(f64::from);
    areas.iter().any(|area| area.touches([x, y, x + width, y + height]))
}

#[cfg(test)]
mod tests;
