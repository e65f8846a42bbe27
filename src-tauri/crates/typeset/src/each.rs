//! Sheets that are alike but for some words, laid out once: `each(("Page 1", "Page 2"))` makes of the page that it stands on two,
//! with one of the texts on each. What else is shown on the page is shown on all; what is only marked, such as labels and steps
//! of counters, stays on the first.
//!
//! A document of a thousand pages has a stamp on each: to have the typesetter lay that out takes longer than all else.
//!
//! **Invariant**: all places of a page have as many texts, or the document is refused; and only artifacts stand on such a page, since
//! the sheets after the first are nothing else to somebody who listens.

use typst::diag::{At, HintedStrResult, SourceResult};
use typst::engine::Engine;
use typst::foundations::{Array, Content, NativeElement, Packed, StyleChain, Value, array, func};
use typst::introspection::{Location, Locator, MetadataElem, Tag, TagFlags};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, InlineElem, InlineItem, Point, Size};
use typst::model::Document;
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::{FontInstance, FontVariations, TextElem, families, variant};
use typst_layout::{Page, PagedDocument};
use typst_utils::{PicoStr, hash128};

use crate::font::FONTS;
use crate::frames::mapped;
use crate::letters::{Look, set};

/// A text for each of the sheets that the page becomes, in one line and in the style that stands here.
#[func]
pub(crate) fn each(
    /// The texts, of letters that the fonts have.
    texts: Array,
    /// Whether they end at the same place; else they begin there.
    #[named]
    #[default(false)]
    ending: bool,
) -> Content {
    let given = MetadataElem::new(Value::Array(array![texts, ending]));
    InlineElem::layouter(Packed::new(given), lay).pack()
}

fn lay(
    given: &Packed<MetadataElem>,
    _: &mut Engine<'_>,
    _: Locator<'_>,
    styles: StyleChain<'_>,
    _: Size,
) -> SourceResult<Vec<InlineItem>> {
    let frame = alternatives(given.value.clone(), styles).at(Span::detached())?;
    Ok(vec![InlineItem::Frame(frame)])
}

/// All the texts, one over the other: each a group of its own, in one that is labelled.
fn alternatives(given: Value, styles: StyleChain<'_>) -> HintedStrResult<Frame> {
    let given = given.cast::<Array>()?;
    let ending = given.at(1, None)?.cast::<bool>()?;
    let size = styles.resolve(TextElem::size);
    let fonts = fonts(styles, size);
    let look = Look { size, fill: styles.get_cloned(TextElem::fill), lang: styles.get(TextElem::lang) };
    let texts = given.at(0, None)?.cast::<Array>()?.into_iter().map(Value::cast::<typst::foundations::Str>);
    let texts = texts.map(|text| Ok(set(&text?, &fonts, &look))).collect::<HintedStrResult<Vec<_>>>()?;
    let width = texts.iter().map(|text| text.width).max().unwrap_or_default();
    let height = fonts.first().map_or(Abs::zero(), |font| font.metrics().cap_height.at(size));
    let room = Size::new(width, height);
    let mut all = Frame::soft(room);
    for text in texts {
        let begin = Point::new(if ending { width - text.width } else { Abs::zero() }, height);
        let mut one = Frame::soft(room);
        one.push_multiple(text.items.into_iter().map(|(at, item)| (begin + at, item)));
        all.push(Point::zero(), FrameItem::Group(GroupItem::new(one)));
    }
    let mut group = GroupItem::new(all);
    group.label = Some(label());
    let mut frame = Frame::soft(room);
    frame.push(Point::zero(), FrameItem::Group(group));
    frame.set_baseline(height);
    Ok(frame)
}

fn label() -> typst::foundations::Label {
    typst::foundations::Label::new(PicoStr::intern("vouchsafe each")).expect("a label isn't empty")
}

/// The fonts of a style, in the order in which it names them.
fn fonts(styles: StyleChain<'_>, size: Abs) -> Vec<FontInstance> {
    let variant = variant(styles);
    let font = |family: &str| FONTS.fonts.get(FONTS.book.select(family, variant)?).cloned();
    let named = families(styles).filter_map(|family| font(family.as_str()));
    named.map(|font| font.instantiate(variant, size, &FontVariations::default())).collect()
}

/// Has each page with texts of this kind be as many as it has texts. None where the texts of a page aren't as many.
pub(crate) fn unfold(document: PagedDocument) -> Option<PagedDocument> {
    let count = |page: &Page| sheets(&page.frame);
    let counts = document.pages().iter().map(count).collect::<Result<Vec<_>, Uneven>>().ok()?;
    if counts.iter().all(Option::is_none) {
        return Some(document);
    }
    let mut pages = Vec::with_capacity(counts.iter().map(|count| count.unwrap_or(1)).sum());
    for (at, (page, count)) in document.pages().iter().zip(counts).enumerate() {
        match count {
            None => pages.push(page.clone()),
            Some(count) => pages.extend((0..count).map(|number| sheet(page, at, (number, count)))),
        }
    }
    Some(PagedDocument::new(pages.into(), document.info().clone()))
}

/// Texts of one page that aren't as many, or none at all.
struct Uneven;

/// How many texts stand in each place of a frame for them; none where there is no such place.
fn sheets(frame: &Frame) -> Result<Option<usize>, Uneven> {
    let mut all = None;
    for (_, item) in frame.items() {
        let FrameItem::Group(group) = item else { continue };
        let here = if is_each(group) { Some(group.frame.items().len()) } else { sheets(&group.frame)? };
        if here == Some(0) || all.is_some() && here.is_some() && all != here {
            return Err(Uneven);
        }
        all = all.or(here);
    }
    Ok(all)
}

fn is_each(group: &GroupItem) -> bool {
    group.label == Some(label())
}

/// One of the sheets that a page becomes, by its number from 0 and how many they are.
fn sheet(page: &Page, at: usize, (number, count): (usize, usize)) -> Page {
    let mut frame = of_sheet(&page.frame, number);
    if number > 0 {
        let place = Location::new(hash128(&("vouchsafe sheet", at, number)));
        let mut artifact = ArtifactElem::new(Content::empty()).with_kind(ArtifactKind::Footer).pack();
        artifact.set_location(place);
        let flags = TagFlags { introspectable: false, tagged: true };
        frame.prepend(Point::zero(), FrameItem::Tag(Tag::Start(artifact, flags)));
        frame.push(Point::zero(), FrameItem::Tag(Tag::End(place, 0, flags)));
    }
    // The counter has taken the steps of all sheets when the page gets its number.
    let number = (page.number + 1 + number as u64).saturating_sub(count as u64);
    Page { frame, number, ..page.clone() }
}

/// A frame with the texts of one sheet; without its marks, but on the first.
fn of_sheet(frame: &Frame, number: usize) -> Frame {
    let is_first = number == 0;
    mapped(frame, |item| match item {
        FrameItem::Tag(_) | FrameItem::Link(..) if !is_first => None,
        FrameItem::Group(group) if is_each(group) => group.frame.items().nth(number).map(|(_, one)| one.clone()),
        FrameItem::Group(group) => {
            let parent = group.parent.filter(|_| is_first);
            Some(FrameItem::Group(GroupItem { frame: of_sheet(&group.frame, number), parent, ..group.clone() }))
        }
        other => Some(other.clone()),
    })
}
