//! The characters of a page as they stand on it, in the order in which the page draws them, as far as its fonts tell
//! which character a glyph stands for. Never guesses one. Draws nothing.

use std::collections::HashMap;

use hayro::hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph};
use hayro::hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Point, Rect, Vec2};

/// Units of a glyph's own space in an em.
const EM: f64 = 1000.0;
/// Ems between the end of a glyph and the next one from which on a blank stands between them.
const GAP: f64 = 0.18;
/// Ems by which a baseline may differ within a line.
const BASELINE: f64 = 0.45;
/// Cosine between the directions of two glyphs of one line, at least.
const TURN: f64 = 0.9;
/// How much larger a letter may be than the one before it in its line, as one that begins a chapter is.
const LARGER: f64 = 5.0;
/// Ems, and parts of its width, by which a glyph that is drawn twice to look bold stands beside itself, at most.
const TWICE: (f64, f64) = (0.1, 0.4);
/// How often the page's diagonal fits into a letter, at most: of a larger one nobody sees what it is.
const SHEETS: f64 = 2.0;
/// Ems above and below the baseline that a font takes which doesn't tell: those of the standard fonts, nearly.
const USUAL: Rise = Rise { ascent: 0.7, descent: -0.21 };
/// The same where only the outlines of a font are embedded.
const OUTLINES: Rise = Rise { ascent: 0.78, descent: -0.23 };
/// The same for a glyph of a vertical line, from its middle.
const UPRIGHT: Rise = Rise { ascent: 0.5, descent: -0.5 };

/// What a glyph stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Told {
    /// A character.
    One(char),
    /// Several, as of a ligature.
    Several(String),
    /// Something that its font doesn't name.
    Unnamed,
}

/// How far a font reaches from its baseline, in ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rise {
    pub(crate) ascent: f64,
    pub(crate) descent: f64,
}

/// A glyph as it stands on the page, in the page's units from its top left corner as displayed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Letter {
    /// What it stands for.
    pub(crate) told: Told,
    /// Where it begins and ends on its baseline.
    pub(crate) begin: Point,
    pub(crate) end: Point,
    /// The way along its line, of length 1, and an em across it, upwards as the letter stands.
    pub(crate) along: Vec2,
    pub(crate) up: Vec2,
    /// How far its font reaches.
    pub(crate) rise: Rise,
    /// Whether nothing says so: what a page draws for a letter by its own means (Type 3) may reach anywhere.
    pub(crate) unmeasured: bool,
}

/// How a letter follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// In the same word.
    Same,
    /// After a gap as wide as a blank.
    Blank,
    /// In another line.
    Line,
}

impl Letter {
    /// How it follows `last`.
    pub(crate) fn after(&self, last: &Self) -> Step {
        let (em, other) = (self.up.hypot().max(last.up.hypot()), self.up.hypot().min(last.up.hypot()));
        if em > LARGER * other {
            return Step::Line;
        }
        let way = self.begin - last.end;
        let (along, across) = (way.dot(last.along), way.cross(last.along).abs());
        if self.along.dot(last.along) < TURN || across > BASELINE * em || along < -em {
            Step::Line
        } else if along > GAP * em {
            Step::Blank
        } else {
            Step::Same
        }
    }

    /// The upright box around it.
    pub(crate) fn bounds(&self) -> Rect {
        let Rise { ascent, descent } = self.rise;
        let corners = [self.begin + self.up * ascent, self.begin + self.up * descent];
        let ends = [self.end + self.up * ascent, self.end + self.up * descent];
        corners
            .into_iter()
            .chain(ends)
            .fold(Rect::from_points(self.begin, self.end), |all, corner| all.union_pt(corner))
    }

    /// Whether it is the same one drawn once more, a little beside itself.
    fn repeats(&self, last: &Self) -> bool {
        let width = (last.end - last.begin).hypot();
        let most = (TWICE.0 * last.up.hypot()).min(TWICE.1 * width);
        self.told == last.told && (self.begin - last.begin).hypot() < most
    }

    fn is_finite(&self) -> bool {
        self.begin.is_finite() && self.end.is_finite() && self.along.is_finite() && self.up.is_finite()
    }
}

/// Hands on every glyph of the page that has a place and a size, on the page or off it.
pub(crate) fn each(page: &Page<'_>, take: &mut dyn FnMut(Letter)) {
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, area, &cache, page.xref(), InterpreterSettings::default());
    let largest = SHEETS * area.width().hypot(area.height());
    let mut letters = Letters { take, largest, last: None, filled: None, rises: HashMap::new() };
    interpret_page(page, &mut context, &mut letters);
}

/// A device that draws nothing and hands the glyphs on.
struct Letters<'t> {
    take: &'t mut dyn FnMut(Letter),
    /// How large a letter may be to be one that somebody reads.
    largest: f64,
    last: Option<Letter>,
    /// The run that was filled last: where it is stroked too, it comes once more.
    filled: Option<(Affine, u32, usize)>,
    /// What embedded fonts say of how far they reach, by their content.
    rises: HashMap<u128, Rise>,
}

impl Letters<'_> {
    fn run(&mut self, run: &GlyphRun<'_, '_>, transform: Affine) {
        let glyphs = run.glyphs();
        let places: Vec<Affine> = glyphs.iter().map(|glyph| transform * glyph.transform()).collect();
        let vertical = matches!(run.writing_mode(), WritingMode::Vertical);
        let rise = match glyphs.first().map(|glyph| &**glyph) {
            _ if vertical => UPRIGHT,
            Some(Glyph::Outline(glyph)) => self.rise(glyph),
            Some(Glyph::Type3(_)) | None => USUAL,
        };
        for (at, glyph) in glyphs.iter().enumerate() {
            let next = places.get(at + 1).map(|next| *next * Point::ORIGIN);
            let told = told(glyph);
            let letter = if vertical { below(told, places[at]) } else { beside(told, glyph, places[at], next) };
            let unmeasured = matches!(**glyph, Glyph::Type3(_));
            self.hand_on(Letter { rise, unmeasured, ..letter });
        }
    }

    fn hand_on(&mut self, letter: Letter) {
        let em = letter.up.hypot();
        let seen = letter.is_finite() && em > 0.0 && em.max((letter.end - letter.begin).hypot()) <= self.largest;
        if !seen || self.last.as_ref().is_some_and(|last| letter.repeats(last)) {
            return;
        }
        self.last = Some(letter.clone());
        (self.take)(letter);
    }

    /// How far the glyph's font reaches. What a font file says holds where it is sane; most programs write the same into
    /// the document beside it.
    fn rise(&mut self, glyph: &OutlineGlyph) -> Rise {
        let Some(font) = glyph.font_data() else { return USUAL };
        *self.rises.entry(font.cache_key).or_insert_with(|| stated((*font.data).as_ref()).unwrap_or(OUTLINES))
    }
}

/// How far a font file says that it reaches.
fn stated(file: &[u8]) -> Option<Rise> {
    let face = ttf_parser::Face::parse(file, 0).ok()?;
    let em = f64::from(face.units_per_em());
    let head = face.tables().hhea;
    let (ascent, descent) = (f64::from(head.ascender) / em, f64::from(head.descender) / em);
    ((0.4..1.4).contains(&ascent) && (-0.7..0.0).contains(&descent)).then_some(Rise { ascent, descent })
}

/// A glyph of a line that runs to its right. The place of a glyph is stretched where another font stands in for its own,
/// and where the text is set narrow or wide: only the latter moves the next glyph, `next`, which tells them apart.
fn beside(told: Told, glyph: &Glyph<'_>, place: Affine, next: Option<Point>) -> Letter {
    let begin = place * Point::ORIGIN;
    let across = place * Point::new(EM, 0.0) - begin;
    let up = place * Point::new(0.0, EM) - begin;
    let advance = match glyph {
        Glyph::Outline(glyph) => glyph.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    let ems = f64::from(advance.unwrap_or(500.0)) / EM;
    let along = across.normalize();
    let (stretched, plain) = (across.hypot() * ems, up.hypot() * ems);
    let off = |length: f64, next: Point| ((next - begin).dot(along) - length).abs();
    let length = match next {
        Some(next) if off(plain, next) < off(stretched, next) => plain,
        _ => stretched,
    };
    Letter { told, begin, end: begin + along * length, along, up, rise: USUAL, unmeasured: false }
}

/// A glyph of a line that runs down, as in East Asian books: it fills an em, and its line is its middle.
fn below(told: Told, place: Affine) -> Letter {
    let corner = place * Point::ORIGIN;
    let (across, up) = (place * Point::new(EM, 0.0) - corner, place * Point::new(0.0, EM) - corner);
    let begin = corner + across * 0.5 + up * OUTLINES.ascent;
    Letter { told, begin, end: begin - up, along: -up.normalize(), up: across, rise: USUAL, unmeasured: false }
}

/// What a glyph stands for. A hyphen at which a word may break, and letters that are drawn as one, are told as what is
/// seen, so that a search finds them.
fn told(glyph: &Glyph<'_>) -> Told {
    match glyph.as_unicode() {
        Some(BfString::Char(character)) => one(character),
        Some(BfString::String(text)) => {
            let mut characters = text.chars();
            match (characters.next(), characters.next()) {
                (Some(only), None) => one(only),
                (Some(_), Some(_)) => Told::Several(text),
                (None, _) => Told::Unnamed,
            }
        }
        None if glyph.char_code() == 32 => Told::One(' '),
        None => Told::Unnamed,
    }
}

fn one(character: char) -> Told {
    let letters = match character {
        char::REPLACEMENT_CHARACTER => return Told::Unnamed,
        '\u{AD}' => return Told::One('-'),
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => return Told::One(character),
    };
    Told::Several(letters.to_owned())
}

impl<'a> Device<'a> for Letters<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let first = run.glyphs().first();
        let this = first.map(|glyph| (props.transform * glyph.transform(), glyph.char_code(), run.glyphs().len()));
        if matches!(mode, DrawMode::Stroke(_)) && this == self.filled {
            return;
        }
        self.filled = if matches!(mode, DrawMode::Fill(_)) { this } else { None };
        self.run(run, props.transform);
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
