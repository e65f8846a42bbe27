//! The words of a page as they are laid over its picture, unseen: where each begins and how it is stretched, so that what is
//! searched, selected and read aloud stands where it is seen. Measures nothing in the typesetter, which would take longer.

use model::exhibit::{Begins, Page, Runs, Word};
use serde_json::{Value, json};
use typeset::extent;

use crate::foreign;

/// Size at which the template sets every word, in points; each is stretched from there.
const SIZE: f64 = 10.0;

/// Which words of a page are laid over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Searchable {
    /// It has none.
    NoText,
    /// None: no letters of them can be told, or they are too many.
    None,
    /// Some.
    Some,
    /// All.
    All,
}

/// Which words of the page are laid over it.
pub(crate) fn searchable(page: &Page) -> Searchable {
    let told = page.words.iter().filter(|word| word.is_told()).count();
    match told {
        _ if !page.has_text => Searchable::NoText,
        0 => Searchable::None,
        _ if told < page.words.len() => Searchable::Some,
        _ => Searchable::All,
    }
}

/// The page's paragraphs, each a list of its words: where the word's baseline begins (points from the top left corner), how
/// it is stretched along and across it, its quarter turns clockwise, and its text with the blank that follows it. A word
/// that isn't told whole is left out. Adds the characters that are written out to `replaced`.
pub(crate) fn paragraphs(page: &Page, replaced: &mut u64) -> Vec<Value> {
    let mut paragraphs: Vec<Vec<Value>> = Vec::new();
    let mut apart = true;
    for word in &page.words {
        apart |= word.begins == Begins::Paragraph;
        if !word.is_told() {
            continue;
        }
        if std::mem::take(&mut apart) || paragraphs.is_empty() {
            paragraphs.push(Vec::new());
        }
        let set = set(word, replaced);
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push(set);
        }
    }
    paragraphs.into_iter().map(Value::Array).collect()
}

fn set(word: &Word, replaced: &mut u64) -> Value {
    let text = foreign::safe(&word.text, replaced);
    let room = extent(&text);
    let (x, y) = (f64::from(word.x), f64::from(word.y));
    let (width, height) = (f64::from(word.width), f64::from(word.height));
    let (long, high) = match word.runs {
        Runs::Right | Runs::Left => (width, height),
        Runs::Down | Runs::Up => (height, width),
    };
    // What is below the baseline, of the box's height.
    let below = high * room.descent / (room.ascent + room.descent);
    let (x, y, turns) = match word.runs {
        Runs::Right => (x, y + height - below, 0),
        Runs::Down => (x + below, y, 1),
        Runs::Left => (x + width, y + below, 2),
        Runs::Up => (x + width - below, y + height, 3),
    };
    let along = long / (room.width * SIZE).max(0.01);
    let across = high / ((room.ascent + room.descent) * SIZE);
    let number = |number: f64| (number * 100_000.0).round() / 100_000.0;
    json!([number(x), number(y), number(along), number(across), turns, format!("{text} ")])
}
