//! Words that are laid over a picture of them: unseen, each where it is seen, so that they are searched, copied and read aloud.
//! `par(unseen(lines, scale))` is one paragraph, of lines of words.
//!
//! A page may have thousands, whose places are known: to have the typesetter find them takes as long as all else on the page.
//! Here letters are set one after the other, without kerning, ligatures and contextual forms, as [`crate::extent()`] reckons.
//!
//! **Invariant**: a paragraph of these takes no room.

use typst::diag::{At, HintedStrResult, SourceResult};
use typst::engine::Engine;
use typst::foundations::{Array, Content, NativeElement, Packed, StyleChain, Value, array, func};
use typst::introspection::{Locator, MetadataElem};
use typst::layout::{
    Abs, Angle, Em, Frame, FrameItem, GroupItem, InlineElem, InlineItem, Point, Ratio, Size, Transform,
};
use typst::syntax::Span;
use typst::text::{FontInstance, Glyph, Lang, TextElem, TextItem};
use typst::visualize::Color;
use unicode_segmentation::UnicodeSegmentation;

use crate::extent::font_of;

/// The size, in points, at which a word is set that is stretched afterwards.
pub const STRETCHED_SIZE: f64 = 10.0;

/// The words of one paragraph, all from one point, which is the picture's top left corner.
#[func]
pub(crate) fn unseen(
    /// Lines of words. A word is where its baseline begins (points across and down); then its size in points; or how letters of
    /// ten points are stretched along and across, and their quarter turns clockwise; last its text, a blank included.
    lines: Array,
    /// By how much the picture is smaller or larger than the points say.
    scale: f64,
) -> Content {
    let given = MetadataElem::new(Value::Array(array![lines, scale]));
    InlineElem::layouter(Packed::new(given), lay).pack()
}

fn lay(
    given: &Packed<MetadataElem>,
    _: &mut Engine<'_>,
    _: Locator<'_>,
    styles: StyleChain<'_>,
    _: Size,
) -> SourceResult<Vec<InlineItem>> {
    let given = given.value.clone();
    let frame = paragraph(given, styles.get(TextElem::lang)).at(Span::detached())?;
    Ok(vec![InlineItem::Frame(frame)])
}

fn paragraph(given: Value, lang: Lang) -> HintedStrResult<Frame> {
    let given = given.cast::<Array>()?;
    let scale = given.at(1, None)?.cast::<f64>()?;
    let mut frame = Frame::soft(Size::zero());
    for line in given.at(0, None)?.cast::<Array>()? {
        for word in line.cast::<Array>()? {
            put(&mut frame, &word.cast::<Array>()?, scale, lang)?;
        }
    }
    Ok(frame)
}

fn put(frame: &mut Frame, word: &Array, scale: f64, lang: Lang) -> HintedStrResult<()> {
    let number = |place: i64| -> HintedStrResult<f64> { word.at(place, None)?.cast() };
    let text = word.last(None)?.cast::<typst::foundations::Str>()?;
    let begin = Point::new(Abs::pt(number(0)? * scale), Abs::pt(number(1)? * scale));
    if word.len() == 4 {
        frame.push_multiple(run(&text, number(2)? * scale, lang).map(|(at, item)| (begin + at, item)));
        return Ok(());
    }
    let mut stretched = Frame::soft(Size::zero());
    stretched.push_multiple(run(&text, STRETCHED_SIZE, lang));
    let mut group = GroupItem::new(stretched);
    let (along, across) = (Ratio::new(number(2)? * scale), Ratio::new(number(3)? * scale));
    group.transform = Transform::rotate(Angle::deg(90.0 * number(4)?)).pre_concat(Transform::scale(along, across));
    frame.push(begin, FrameItem::Group(group));
    Ok(())
}

/// A text as runs of one font each, with the places where these begin.
fn run(text: &str, size: f64, lang: Lang) -> impl Iterator<Item = (Point, FrameItem)> {
    let mut runs: Vec<TextItem> = Vec::new();
    for cluster in text.graphemes(true) {
        let Some(font) = font_of(cluster) else { continue };
        if runs.last().is_none_or(|run| run.font != *font) {
            runs.push(empty(font, size, lang));
        }
        if let Some(run) = runs.last_mut() {
            add(run, cluster);
        }
    }
    let mut at = Point::zero();
    runs.into_iter().map(move |run| {
        let begin = at;
        at.x += run.width();
        (begin, FrameItem::Text(run))
    })
}

fn empty(font: &FontInstance, size: f64, lang: Lang) -> TextItem {
    let (font, size, fill) = (font.clone(), Abs::pt(size), Color::from_u8(0, 0, 0, 0).into());
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
