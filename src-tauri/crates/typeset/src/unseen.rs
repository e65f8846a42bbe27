//! Words that are laid over a picture of them: unseen, each where it is seen, so that they are searched, copied and read aloud.
//! `par(unseen(lines, scale))` is one paragraph, of lines of words.
//!
//! A page may have thousands, whose places are known: to have the typesetter find them takes as long as all else on the page.
//! Here letters are set one after the other, as [`crate::extent()`] reckons.
//!
//! **Invariant**: a paragraph of these takes no room.

use typst::diag::{At, HintedStrResult, SourceResult};
use typst::engine::Engine;
use typst::foundations::{Array, Content, NativeElement, Packed, StyleChain, Value, array, func};
use typst::introspection::{Locator, MetadataElem};
use typst::layout::{Abs, Angle, Frame, FrameItem, GroupItem, InlineElem, InlineItem, Point, Ratio, Size, Transform};
use typst::syntax::Span;
use typst::text::{Lang, TextElem};
use typst::visualize::Color;

use crate::extent::regular;
use crate::letters::{Look, set};

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
    let look = |size| Look { size: Abs::pt(size), fill: Color::from_u8(0, 0, 0, 0).into(), lang };
    if word.len() == 4 {
        let set = set(&text, regular(), &look(number(2)? * scale));
        frame.push_multiple(set.items.into_iter().map(|(at, item)| (begin + at, item)));
        return Ok(());
    }
    let mut stretched = Frame::soft(Size::zero());
    stretched.push_multiple(set(&text, regular(), &look(STRETCHED_SIZE)).items);
    let mut group = GroupItem::new(stretched);
    let (along, across) = (Ratio::new(number(2)? * scale), Ratio::new(number(3)? * scale));
    group.transform = Transform::rotate(Angle::deg(90.0 * number(4)?)).pre_concat(Transform::scale(along, across));
    frame.push(begin, FrameItem::Group(group));
    Ok(())
}
