//! Letters set one after the other, each where the one before ends: without kerning, ligatures and contextual forms. For what is
//! unseen, or so short that nobody misses them, and must cost little. Never breaks a line.

use typst::layout::{Abs, Em, FrameItem, Point};
use typst::syntax::Span;
use typst::text::{FontInstance, Glyph, Lang, TextItem};
use typst::visualize::Paint;
use unicode_segmentation::UnicodeSegmentation;

/// How a text looks.
pub(crate) struct Look {
    pub(crate) size: Abs,
    pub(crate) fill: Paint,
    pub(crate) lang: Lang,
}

/// A text that is set: runs of one font each, with the places on the baseline where they begin.
pub(crate) struct Set {
    pub(crate) items: Vec<(Point, FrameItem)>,
    pub(crate) width: Abs,
}

/// The font that a cluster is set in: the first that has all of it, else the first.
pub(crate) fn font_among<'a>(fonts: &'a [FontInstance], cluster: &str) -> Option<&'a FontInstance> {
    let has = |font: &&FontInstance| cluster.chars().all(|c| font.ttf().glyph_index(c).is_some());
    fonts.iter().find(has).or(fonts.first())
}

/// Sets a text in one line, each cluster in the first of the fonts that has it.
pub(crate) fn set(text: &str, fonts: &[FontInstance], look: &Look) -> Set {
    let mut runs: Vec<TextItem> = Vec::new();
    for cluster in text.graphemes(true) {
        let Some(font) = font_among(fonts, cluster) else { continue };
        if runs.last().is_none_or(|run| run.font != *font) {
            runs.push(empty(font, look));
        }
        if let Some(run) = runs.last_mut() {
            add(run, cluster);
        }
    }
    let mut at = Point::zero();
    let place = |run: TextItem| {
        let begin = at;
        at.x += run.width();
        (begin, FrameItem::Text(run))
    };
    let items = runs.into_iter().map(place).collect();
    Set { items, width: at.x }
}

fn empty(font: &FontInstance, look: &Look) -> TextItem {
    let (font, size, fill, lang) = (font.clone(), look.size, look.fill.clone(), look.lang);
    TextItem { font, size, fill, stroke: None, lang, region: None, text: Default::default(), glyphs: Vec::new() }
}

/// Adds a letter with its marks, which take no room of their own.
fn add(run: &mut TextItem, cluster: &str) {
    for (place, c) in cluster.char_indices() {
        let start = run.text.len();
        run.text.push(c);
        let Some(glyph) = run.font.ttf().glyph_index(c) else { continue };
        // Sixteen bits are what a glyph has for its place in the text: a word is far shorter.
        let (Ok(start), Ok(end)) = (u16::try_from(start), u16::try_from(run.text.len())) else { continue };
        let advance = if place == 0 { run.font.x_advance(glyph.0).unwrap_or_default() } else { Em::zero() };
        run.glyphs.push(Glyph {
            id: glyph.0,
            x_advance: advance,
            x_offset: Em::zero(),
            y_advance: Em::zero(),
            y_offset: Em::zero(),
            range: start..end,
            span: (Span::detached(), 0),
        });
    }
}
