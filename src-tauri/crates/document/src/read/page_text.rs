//! The words of a page, in the order in which the page draws them, as far as its fonts tell which character a glyph
//! stands for. Never guesses a word: what a font doesn't name is left as U+FFFD. Draws nothing.

use super::cut;
use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Point, Rect};
use model::exhibit::{Lines, ShowLimits};

/// Units of a glyph's own space in an em.
const EM: f64 = 1000.0;
/// Ems between the end of a glyph and the next one from which on a blank stands between them.
const GAP: f64 = 0.18;
/// Ems by which a baseline may differ within a line.
const BASELINE: f64 = 0.45;

/// The words of a page in lines, within the limits; none where it has no characters.
pub(crate) fn read(page: &Page<'_>, limits: &ShowLimits) -> Option<Lines> {
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, area, &cache, page.xref(), InterpreterSettings::default());
    let mut words = Words::new(limits);
    interpret_page(page, &mut context, &mut words);
    words.finish()
}

/// A device that draws nothing and keeps the characters.
struct Words {
    limits: ShowLimits,
    lines: Vec<String>,
    total: u64,
    unnamed: u64,
    open: String,
    /// Where the last glyph ended, and the length of an em there.
    last: Option<(Point, f64)>,
}

impl Words {
    fn new(limits: &ShowLimits) -> Self {
        Self { limits: *limits, lines: Vec::new(), total: 0, unnamed: 0, open: String::new(), last: None }
    }

    fn take(&mut self, glyph: &Glyph<'_>, place: Affine) {
        let begin = place * Point::ORIGIN;
        let em = (place * Point::new(0.0, EM) - begin).hypot();
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let end = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        if let Some((last, before)) = self.last {
            let em = em.max(before);
            let (along, across) = (begin.x - last.x, (begin.y - last.y).abs());
            if across > BASELINE * em || along < -em {
                self.end_line();
            } else if along > GAP * em && !self.open.ends_with(char::is_whitespace) {
                self.open.push(' ');
            }
        }
        match glyph.as_unicode() {
            Some(BfString::Char(character)) => self.push(character),
            Some(BfString::String(text)) => text.chars().for_each(|character| self.push(character)),
            None if glyph.char_code() == 32 => self.push(' '),
            None => {
                self.unnamed += 1;
                self.push(char::REPLACEMENT_CHARACTER);
            }
        }
        self.last = Some((end, em));
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

impl<'a> Device<'a> for Words {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.take(glyph, props.transform * glyph.transform());
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
