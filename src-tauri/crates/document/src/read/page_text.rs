//! The words of a page in lines, in the order in which the page draws them. Never guesses a word: what a font doesn't name
//! is left as U+FFFD. Draws nothing.

use super::cut;
use super::glyphs::{self, Letter, Step, Told};
use hayro::hayro_interpret::hayro_syntax::page::Page;
use model::exhibit::{Lines, ShowLimits};

/// The words of a page in lines, within the limits; none where it has no characters.
pub(crate) fn read(page: &Page<'_>, limits: &ShowLimits) -> Option<Lines> {
    let mut words = Words::new(limits);
    glyphs::each(page, &mut |letter| words.take(letter));
    words.finish()
}

/// The lines so far.
struct Words {
    limits: ShowLimits,
    lines: Vec<String>,
    total: u64,
    unnamed: u64,
    open: String,
    last: Option<Letter>,
}

impl Words {
    fn new(limits: &ShowLimits) -> Self {
        Self { limits: *limits, lines: Vec::new(), total: 0, unnamed: 0, open: String::new(), last: None }
    }

    fn take(&mut self, letter: Letter) {
        match self.last.as_ref().map(|last| letter.after(last)) {
            Some(Step::Line) => self.end_line(),
            Some(Step::Blank) if !self.open.ends_with(char::is_whitespace) => self.open.push(' '),
            Some(Step::Blank | Step::Same) | None => {}
        }
        match &letter.told {
            Told::One(character) => self.push(*character),
            Told::Several(text) => text.chars().for_each(|character| self.push(character)),
            Told::Unnamed => {
                self.unnamed += 1;
                self.push(char::REPLACEMENT_CHARACTER);
            }
        }
        self.last = Some(letter);
    }

    fn push(&mut self, character: char) {
        // Beyond what is shown of a line, nothing of it is held.
        if self.open.len() <= (self.limits.line_chars as usize + 1) * 4 {
            self.open.push(if character.is_control() { ' ' } else { character });
        }
    }

    fn end_line(&mut self) {
        let line = self.open.trim();
        if !line.is_empty() {
            self.total += 1;
            if self.lines.len() < self.limits.lines as usize {
                self.lines.push(cut(line, self.limits.line_chars));
            }
        }
        self.open.clear();
        self.last = None;
    }

    fn finish(mut self) -> Option<Lines> {
        self.end_line();
        let Self { lines, total, unnamed, .. } = self;
        (total > 0).then_some(Lines { lines, total_lines: total, replaced: unnamed, indented: false })
    }
}
