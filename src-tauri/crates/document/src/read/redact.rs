//! What is redacted is taken out here, inside the child, so that it never leaves it: areas of pages as pixels that are
//! painted over, cells of separated values as cells that are never written. Never looks for what ought to be redacted.

mod cells;

use super::{Emit, image, pdf, whole};
use crate::protocol::{Frame, RedactAsked, Request};
use ::image::{DynamicImage, GenericImage, GenericImageView, Rgba};
use model::exhibit::{Begins, FileType, NotShown, Runs, Word};
use model::redaction::PageArea;
use std::io::Read;

/// Parts of a line's height by which a word may reach beyond its box: what fonts say of themselves isn't always so.
const BEYOND: f64 = 0.25;
/// How much of a line's height, above and below, isn't looked at for what a word shows: letters cross the middle.
const MARGIN: f64 = 0.25;
/// By how much a colour may differ within what passes for one colour, of 255.
const FLAT: u8 = 16;
/// Pixels across a line that are looked at, at most: a stroke of a letter is wider than one of these.
const LOOKED_AT: u32 = 64;

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
    let (across, down) = scale(picture, (width_pt, height_pt));
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

/// Pixels of a point, across and down, of a page whose size in points is given.
fn scale(picture: &DynamicImage, (width_pt, height_pt): (f32, f32)) -> (f64, f64) {
    (f64::from(picture.width()) / f64::from(width_pt), f64::from(picture.height()) / f64::from(height_pt))
}

/// The words that no area touches.
pub(crate) fn untouched(words: Vec<Word>, areas: &[PageArea]) -> Vec<Word> {
    without(words, |word| touched(word, areas))
}

/// The words at whose place a page of this size in points shows something. A page may hold words that it shows nobody: below
/// a box that it draws over them, or in the colour of its paper.
pub(crate) fn seen(words: Vec<Word>, picture: &DynamicImage, size: (f32, f32)) -> Vec<Word> {
    let scale = scale(picture, size);
    without(words, |word| !is_seen(word, picture, scale))
}

/// The words of which `goes` doesn't say so. What began with one that goes begins with the next that stays.
fn without(words: Vec<Word>, goes: impl Fn(&Word) -> bool) -> Vec<Word> {
    let mut began = Begins::Word;
    let mut left = Vec::with_capacity(words.len());
    for word in words {
        let began_here = began.max(word.begins);
        if goes(&word) {
            began = began_here;
        } else {
            began = Begins::Word;
            left.push(Word { begins: began_here, ..word });
        }
    }
    left
}

/// Whether an area touches a word, or comes so near that a letter of it may reach there.
pub(crate) fn touched(word: &Word, areas: &[PageArea]) -> bool {
    let [x, y, width, height] = sides(word);
    let beyond = BEYOND * if runs_across(word) { height } else { width };
    areas.iter().any(|area| area.touches([x - beyond, y - beyond, x + width + beyond, y + height + beyond]))
}

/// Whether the middle of a word's line has more than one colour.
fn is_seen(word: &Word, picture: &DynamicImage, (across, down): (f64, f64)) -> bool {
    let [x, y, width, height] = sides(word);
    let (aside, below) = if runs_across(word) { (0.0, MARGIN * height) } else { (MARGIN * width, 0.0) };
    let pixels = |from: f64, long: f64, scale: f64, most: u32| {
        let first = ((from * scale).floor() as u32).min(most.saturating_sub(1));
        first..(((from + long) * scale).ceil() as u32).clamp(first + 1, most.max(first + 1))
    };
    let columns = pixels(x + aside, width - 2.0 * aside, across, picture.width());
    let rows = pixels(y + below, height - 2.0 * below, down, picture.height());
    let step = (columns.len().min(rows.len()) / LOOKED_AT as usize).max(1);
    let (mut least, mut most) = ([u8::MAX; 3], [u8::MIN; 3]);
    for y in rows.step_by(step) {
        for x in columns.clone().step_by(step) {
            let Rgba([red, green, blue, _]) = picture.get_pixel(x, y);
            for (at, channel) in [red, green, blue].into_iter().enumerate() {
                (least[at], most[at]) = (least[at].min(channel), most[at].max(channel));
            }
        }
    }
    (0..3).any(|at| most[at].saturating_sub(least[at]) > FLAT)
}

fn sides(word: &Word) -> [f64; 4] {
    [word.x, word.y, word.width, word.height].map(f64::from)
}

/// Whether the word's line runs across the page, so that its height is that of the line.
const fn runs_across(word: &Word) -> bool {
    matches!(word.runs, Runs::Right | Runs::Left)
}

#[cfg(test)]
mod tests;
