//! The words of a page, each with the box that it fills, in the order in which the page draws them. Never guesses a
//! letter: what a font doesn't name is left as U+FFFD. Draws nothing.

use super::glyphs::{self, Letter, Step, Told};
use hayro::hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro::kurbo::{Point, Rect, Vec2};
use model::exhibit::{Begins, Runs, Word};

/// Words of a page, at most, and bytes of their text. A page with more has one word that isn't told, around them all.
pub(crate) const WORDS: usize = 5_000;
pub(crate) const TEXT: usize = 256 << 10;
/// Words of all pages of a document, at most.
pub(crate) const DOCUMENT: usize = 60_000;
/// Characters of a word, at most; a longer one goes on as another word.
pub(crate) const LETTERS: usize = 200;
/// Points of a box's side, at least.
const SIDE: f64 = 0.25;
/// Ems between the baselines of lines of one paragraph, at most.
const LEADING: f64 = 1.9;
/// Ems by which a line begins beside the line above it that isn't of its paragraph.
const INDENT: f64 = 1.0;
/// How much larger the letters of a line may be than those of another line of its paragraph.
const LARGER: f64 = 1.25;
/// Words before it with which one is compared, in case it is drawn twice, and parts of their height by which those may
/// stand beside each other.
const TWICE: (usize, f32) = (200, 0.12);

/// The words of a page. They fill points as displayed, and none is off the page. Empty where the page has no characters.
pub(crate) fn read(page: &PdfPage<'_>) -> Vec<Word> {
    gathered(page, Words::new(area(page), f64::from(unit(page))))
}

/// The same without words of which nobody knows how far their letters reach.
pub(crate) fn measured(page: &PdfPage<'_>) -> Vec<Word> {
    gathered(page, Words { measured: true, ..Words::new(area(page), f64::from(unit(page))) })
}

fn gathered(page: &PdfPage<'_>, mut words: Words) -> Vec<Word> {
    glyphs::each(page, &mut |letter| words.take(letter));
    words.finish()
}

/// The page in its own units.
fn area(page: &PdfPage<'_>) -> Rect {
    let (width, height) = page.render_dimensions();
    Rect::new(0.0, 0.0, f64::from(width), f64::from(height))
}

/// Points of the page's own unit.
pub(crate) fn unit(page: &PdfPage<'_>) -> f32 {
    page.raw().get::<f32>(b"UserUnit").filter(|unit| unit.is_finite() && *unit > 0.0).unwrap_or(1.0)
}

/// What stands for words that are too many: one that isn't told, around them all.
pub(crate) fn untold(words: &[Word]) -> Vec<Word> {
    let around = |all: Rect, word: &Word| all.union(bounds(word));
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let all = rest.iter().fold(bounds(first), around);
    vec![word(all, char::REPLACEMENT_CHARACTER.to_string(), Runs::Right, Begins::Paragraph)]
}

fn bounds(word: &Word) -> Rect {
    let (x, y) = (f64::from(word.x), f64::from(word.y));
    Rect::new(x, y, x + f64::from(word.width), y + f64::from(word.height))
}

fn word(bounds: Rect, text: String, runs: Runs, begins: Begins) -> Word {
    let (x, y) = (bounds.x0 as f32, bounds.y0 as f32);
    Word { text, x, y, width: bounds.width() as f32, height: bounds.height() as f32, runs, begins }
}

/// The words so far.
struct Words {
    /// The page, in its own units, and points of such a unit.
    area: Rect,
    unit: f64,
    /// Whether words with letters that aren't measured are left out.
    measured: bool,
    words: Vec<Word>,
    bytes: usize,
    /// The box around all words, once they are too many.
    too_many: Option<Rect>,
    open: Option<Open>,
    last: Option<Letter>,
    /// Whether the next letter that isn't blank begins a line, and the line before it.
    at_line: bool,
    line: Option<Line>,
    begins: Begins,
}

/// A word that more letters may belong to.
struct Open {
    text: String,
    letters: usize,
    bounds: Rect,
    runs: Runs,
    /// Whether one of its letters isn't measured.
    unmeasured: bool,
}

/// Where a line begins, and how.
struct Line {
    begin: Point,
    along: Vec2,
    up: Vec2,
    /// Whether it is the first one of its paragraph.
    first: bool,
}

impl Words {
    fn new(area: Rect, unit: f64) -> Self {
        Self {
            area,
            unit,
            measured: false,
            words: Vec::new(),
            bytes: 0,
            too_many: None,
            open: None,
            last: None,
            at_line: true,
            line: None,
            begins: Begins::Paragraph,
        }
    }

    fn take(&mut self, letter: Letter) {
        match self.last.as_ref().map(|last| letter.after(last)) {
            Some(Step::Same) | None => {}
            Some(Step::Blank) => self.close(),
            Some(Step::Line) => {
                self.close();
                self.at_line = true;
            }
        }
        match &letter.told {
            Told::One(character) => self.character(*character, &letter),
            Told::Several(text) => text.chars().for_each(|character| self.character(character, &letter)),
            Told::Unnamed => self.character(char::REPLACEMENT_CHARACTER, &letter),
        }
        self.last = Some(letter);
    }

    fn character(&mut self, character: char, letter: &Letter) {
        if character.is_whitespace() || character.is_control() {
            return self.close();
        }
        if std::mem::take(&mut self.at_line) {
            self.begin_line(letter);
        }
        if self.open.as_ref().is_some_and(|open| open.letters >= LETTERS) {
            self.close();
        }
        let bounds = letter.bounds();
        let (text, runs) = (String::new(), runs(letter.along));
        let open = self.open.get_or_insert(Open { text, letters: 0, bounds, runs, unmeasured: false });
        open.unmeasured |= letter.unmeasured;
        open.text.push(character);
        open.letters += 1;
        open.bounds = open.bounds.union(bounds);
    }

    /// A line that stands below the one before it, begins where that did and is as large goes on with its paragraph. A
    /// first line may begin before the others or after them, and a line may be set off by a step to its right.
    fn begin_line(&mut self, letter: &Letter) {
        let apart = self.line.as_ref().is_none_or(|line| {
            let (em, own) = (line.up.hypot(), letter.up.hypot());
            let way = letter.begin - line.begin;
            let (below, aside) = (-way.dot(line.up) / em, way.dot(line.along));
            letter.along.dot(line.along) < 0.9
                || em.max(own) > LARGER * em.min(own)
                || !(0.3 * em..LEADING * em).contains(&below)
                || aside > INDENT * em
                || (!line.first && aside < -INDENT * em)
        });
        self.line = Some(Line { begin: letter.begin, along: letter.along, up: letter.up, first: apart });
        self.begins = self.begins.max(if apart { Begins::Paragraph } else { Begins::Line });
    }

    /// Ends the word. What is off the page isn't part of it, and what is drawn twice stands once.
    fn close(&mut self) {
        let Some(Open { text, bounds, runs, unmeasured, .. }) = self.open.take() else { return };
        if unmeasured && self.measured {
            return;
        }
        let Some(bounds) = within(bounds, self.area) else { return };
        let bounds = bounds.scale_from_origin(self.unit);
        if let Some(all) = &mut self.too_many {
            *all = all.union(bounds);
            return;
        }
        let new = word(bounds, text, runs, self.begins);
        if self.words.iter().rev().take(TWICE.0).any(|before| again(before, &new)) {
            return;
        }
        self.begins = Begins::Word;
        self.bytes += new.text.len();
        self.words.push(new);
        if self.words.len() > WORDS || self.bytes > TEXT {
            self.too_many = untold(&self.words).first().map(self::bounds);
            self.words = Vec::new();
        }
    }

    fn finish(mut self) -> Vec<Word> {
        self.close();
        match self.too_many {
            Some(all) => vec![word(all, char::REPLACEMENT_CHARACTER.to_string(), Runs::Right, Begins::Paragraph)],
            None => self.words,
        }
    }
}

/// The part of a box that is on the page, with sides that are long enough to be used; none where it is off the page.
fn within(bounds: Rect, area: Rect) -> Option<Rect> {
    let on = bounds.x1 >= area.x0 && bounds.x0 <= area.x1 && bounds.y1 >= area.y0 && bounds.y0 <= area.y1;
    let side = |low: f64, high: f64, most: f64| {
        let low = low.clamp(0.0, (most - SIDE).max(0.0));
        (low, high.clamp((low + SIDE).min(most), most))
    };
    let ((x0, x1), (y0, y1)) = (side(bounds.x0, bounds.x1, area.x1), side(bounds.y0, bounds.y1, area.y1));
    on.then_some(Rect::new(x0, y0, x1, y1))
}

/// The nearest of the four ways.
fn runs(along: Vec2) -> Runs {
    match (along.x.abs() >= along.y.abs(), along.x >= 0.0, along.y >= 0.0) {
        (true, true, _) => Runs::Right,
        (true, false, _) => Runs::Left,
        (false, _, true) => Runs::Down,
        (false, _, false) => Runs::Up,
    }
}

/// Whether `new` is `before` drawn once more, as some programs do for bold letters and shadows.
fn again(before: &Word, new: &Word) -> bool {
    let near = TWICE.1 * before.height.min(before.width.max(before.height));
    (before.x - new.x).abs() <= near && (before.y - new.y).abs() <= near && before.text == new.text
}

#[cfg(test)]
mod tests;
