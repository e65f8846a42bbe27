//! The words of a page as they are laid over its picture, unseen: where each begins and how it is stretched, so that what is
//! searched, selected and read aloud stands where it is seen. Measures nothing in the typesetter, which would take longer.

use model::exhibit::{Begins, Page, Runs, Word};
use serde_json::{Value, json};
use typeset::{STRETCHED_SIZE, extent};

use crate::foreign;

/// By how many points the size that makes a word as wide as its box may differ from the one that makes it as high, for the
/// word to be set plainly: to stretch it takes several times as long. Its box then differs in height by that at most.
const NEARLY: f64 = 1.5;
/// The least size of a word that is set plainly.
const LEAST: f64 = 1.0;

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

/// The page's paragraphs, each a list of lines, each a list of its words as [`set`] says. A word that isn't told whole is left
/// out. Adds the characters that are written out to `replaced`.
pub(crate) fn paragraphs(page: &Page, replaced: &mut u64) -> Vec<Value> {
    let mut paragraphs: Vec<Vec<Vec<Value>>> = Vec::new();
    let (mut apart, mut below) = (true, true);
    for word in &page.words {
        apart |= word.begins == Begins::Paragraph;
        below |= word.begins != Begins::Word;
        if !word.is_told() {
            continue;
        }
        if std::mem::take(&mut apart) || paragraphs.is_empty() {
            paragraphs.push(Vec::new());
            below = true;
        }
        let Some(lines) = paragraphs.last_mut() else { continue };
        if std::mem::take(&mut below) || lines.is_empty() {
            lines.push(Vec::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push(set(word, replaced));
        }
    }
    paragraphs.into_iter().map(|lines| lines.into_iter().map(Value::Array).collect()).collect()
}

/// A word with the blank that follows it, and where its baseline begins (points from the top left corner). If letters that are
/// as wide as its box are nearly as high: those two, the letters' size, and the text.
/// Else the two, how letters of ten points are stretched along and across, the quarter turns clockwise, and the text.
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
    let (as_wide, as_high) = (long / room.width.max(0.001), high / (room.ascent + room.descent));
    let number = |number: f64| (number * 100_000.0).round() / 100_000.0;
    let (x, y, written) = (number(x), number(y), format!("{text} "));
    if turns == 0 && (as_wide - as_high).abs() <= NEARLY && as_wide >= LEAST {
        return json!([x, y, number(as_wide), written]);
    }
    let along = long / (room.width * STRETCHED_SIZE).max(0.01);
    let across = as_high / STRETCHED_SIZE;
    json!([x, y, number(along), number(across), turns, written])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::page;

    fn word(text: &str, runs: Runs, begins: Begins) -> Word {
        Word { text: text.to_owned(), x: 100.0, y: 50.0, width: 44.18, height: 22.8, runs, begins }
    }

    #[test]
    fn a_word_is_stretched_to_its_box_from_where_its_baseline_begins() {
        // "Hello" in the serif: 22.09 points wide at 10 points, 8.94 above the baseline and 2.46 below it.
        let of = |runs| set(&word("Hello", runs, Begins::Word), &mut 0);
        assert_eq!(of(Runs::Right), json!([100.0, 67.88, 20.0, "Hello "]));
        let narrow = set(&Word { width: 33.135, ..word("Hello", Runs::Right, Begins::Word) }, &mut 0);
        assert_eq!(narrow, json!([100.0, 67.88, 1.5, 2.0, 0, "Hello "]));
        let turned = set(&Word { width: 22.8, height: 44.18, ..word("Hello", Runs::Down, Begins::Word) }, &mut 0);
        assert_eq!(turned, json!([104.92, 50.0, 2.0, 2.0, 1, "Hello "]));
        assert_eq!(of(Runs::Left), json!([144.18, 54.92, 2.0, 2.0, 2, "Hello "]));
        let up = set(&Word { width: 22.8, height: 44.18, ..word("Hello", Runs::Up, Begins::Word) }, &mut 0);
        assert_eq!(up, json!([117.88, 94.18, 2.0, 2.0, 3, "Hello "]));
    }

    #[test]
    fn a_paragraph_stays_one_where_its_first_word_is_left_out() {
        let words = vec![
            word("a", Runs::Right, Begins::Paragraph),
            word("\u{FFFD}", Runs::Right, Begins::Paragraph),
            word("b", Runs::Right, Begins::Line),
            word("\u{202E}c", Runs::Right, Begins::Word),
        ];
        let page = Page { words, ..page(1, 595.0, 842.0, "") };
        let mut replaced = 0;
        let paragraphs = paragraphs(&page, &mut replaced);
        assert_eq!((paragraphs.len(), replaced), (2, 1));
        assert_eq!((&paragraphs[0][0][0][5], &paragraphs[1][0][1][5]), (&json!("a "), &json!("⟨U+202E⟩c ")));
        assert_eq!(searchable(&page), Searchable::Some);
        assert_eq!(searchable(&Page { has_text: false, words: vec![], ..page }), Searchable::NoText);
    }
}
