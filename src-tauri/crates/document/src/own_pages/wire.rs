//! How the own pages of a PDF pass from the child to the parent: counts, lengths and values as bytes, lowest byte first. What
//! is read is checked as it is read, value by value, against the allow-list, since a document may have taken over the child.

mod write;

pub(crate) use self::write::encode;

use super::kind::{Kind, Rule, Streams, may_be_named};
use crate::read::pdf::SIDE_LIMIT;
use model::own_pages::{
    OwnBookmark, OwnDrawing, OwnLayer, OwnLink, OwnObject, OwnPage, OwnPages, OwnTarget, OwnValue, is_harmless,
};
use std::ops::Range;

/// Values of one document, at most.
pub(crate) const MOST_VALUES: usize = 1_000_000;
/// Pages of one document, at most.
pub(crate) const MOST_PAGES: usize = 5_000;
/// Links, drawings on pages, and bookmarks of one document, at most of each.
pub(crate) const MOST_MARKS: usize = 50_000;
/// Values within values, at most.
pub(crate) const MOST_DEPTH: usize = 24;
/// How deep a bookmark stands, at most.
pub(crate) const MOST_BOOKMARK_DEPTH: u32 = 16;
/// Characters of a bookmark's title, at most.
pub(crate) const MOST_TITLE: usize = 300;
/// Bytes of a name, at most.
pub(crate) const MOST_NAME: usize = 512;
/// How far a number of a place on a page may be from 0.
pub(crate) const FARTHEST: f32 = 1e6;

/// What an object is, beside its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// A dictionary of a kind.
    Dictionary(Kind),
    /// A stream of a kind.
    Stream(Kind),
    /// A dictionary with names of the document's own, with what is of a kind.
    Map(Kind),
}

/// Reads pages; none where anything in them isn't as it may be.
pub(crate) fn decode(answer: Vec<u8>) -> Option<OwnPages> {
    let mut read = Read { bytes: &answer, at: 0, values: 0, asked: Vec::new() };
    let mut shapes = Vec::new();
    let mut pages = OwnPages::default();
    for _ in 0..read.count(MOST_VALUES)? {
        let (shape, object) = read.object()?;
        shapes.push(shape);
        pages.objects.push(object);
    }
    let asked = std::mem::take(&mut read.asked);
    asked
        .into_iter()
        .all(|(at, rule)| shapes.get(at as usize).is_some_and(|shape| answers(*shape, rule)))
        .then_some(())?;
    let is = |at: u32, wanted: Shape| shapes.get(at as usize) == Some(&wanted);
    let (count, mut marks) = (read.count(MOST_PAGES)?, 0);
    for _ in 0..count {
        let page = read.page(count)?;
        marks += page.links.len() + page.drawn.len();
        let drawn = page.drawn.iter().all(|drawing| is(drawing.object, Shape::Stream(Kind::XObject)));
        (drawn && marks <= MOST_MARKS + MOST_PAGES).then_some(())?;
        pages.pages.push(page);
    }
    let mut depth = 0;
    for _ in 0..read.count(MOST_MARKS)? {
        let bookmark = read.bookmark(count)?;
        (bookmark.depth <= depth).then_some(())?;
        depth = bookmark.depth + 1;
        pages.bookmarks.push(bookmark);
    }
    for _ in 0..read.count(MOST_MARKS)? {
        let layer = OwnLayer { object: read.number()?, is_shown: read.flag()? };
        is(layer.object, Shape::Dictionary(Kind::Layer)).then_some(())?;
        pages.layers.push(layer);
    }
    (pages.left_out, pages.undrawn) = (read.number()?, read.number()?);
    (read.at == answer.len() && count > 0).then_some(())?;
    pages.bytes = answer;
    Some(pages)
}

/// Whether an object may stand where a rule asks for one.
fn answers(shape: Shape, rule: Rule) -> bool {
    match (shape, rule) {
        (Shape::Dictionary(kind), Rule::Any(wanted)) => kind == wanted && kind.streams() != Streams::Always,
        (Shape::Stream(kind), Rule::Any(wanted)) | (Shape::Map(kind), Rule::Map(wanted)) => kind == wanted,
        (_, Rule::Plain | Rule::Name(_) | Rule::Any(_) | Rule::Map(_)) => false,
    }
}

struct Read<'a> {
    bytes: &'a [u8],
    at: usize,
    values: usize,
    /// Objects that were named, and by which rule.
    asked: Vec<(u32, Rule)>,
}

impl Read<'_> {
    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let end = self.at.checked_add(length)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    fn flag(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn number(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn count(&mut self, most: usize) -> Option<usize> {
        self.number().map(|count| count as usize).filter(|count| *count <= most)
    }

    fn real(&mut self) -> Option<f32> {
        self.array().map(f32::from_le_bytes).filter(|number| number.is_finite())
    }

    /// A number of a place on a page.
    fn place(&mut self) -> Option<f32> {
        self.real().filter(|number| number.abs() <= FARTHEST)
    }

    fn places<const N: usize>(&mut self) -> Option<[f32; N]> {
        let mut places = [0.0; N];
        for place in &mut places {
            *place = self.place()?;
        }
        Some(places)
    }

    fn bytes(&mut self, most: usize) -> Option<Vec<u8>> {
        let length = self.count(most)?;
        self.take(length).map(<[u8]>::to_vec)
    }

    fn text(&mut self, most: usize) -> Option<String> {
        String::from_utf8(self.bytes(most)?).ok()
    }

    /// Counts values, which take more memory than bytes.
    fn held(&mut self, values: usize) -> Option<()> {
        self.values += values;
        (self.values <= MOST_VALUES).then_some(())
    }

    fn object(&mut self) -> Option<(Shape, OwnObject)> {
        self.held(2)?;
        let (form, kind) = (self.byte()?, self.byte()?);
        let kind = *Kind::ALL.get(usize::from(kind))?;
        let shape = match form {
            0 => Shape::Dictionary(kind),
            1 => Shape::Stream(kind),
            2 => Shape::Map(kind),
            _ => return None,
        };
        (self.byte()? == 8).then_some(())?;
        let value = self.dictionary(shape, 0)?;
        let stream = match shape {
            Shape::Stream(kind) if kind.streams() != Streams::Never => Some(self.stream()?),
            Shape::Stream(_) => return None,
            Shape::Dictionary(_) | Shape::Map(_) => None,
        };
        Some((shape, OwnObject { value, stream }))
    }

    fn stream(&mut self) -> Option<Range<usize>> {
        let length = self.number()? as usize;
        let start = self.at;
        self.take(length)?;
        Some(start..self.at)
    }

    fn dictionary(&mut self, shape: Shape, depth: usize) -> Option<OwnValue> {
        let count = self.count(MOST_VALUES)?;
        let mut entries = Vec::new();
        for _ in 0..count {
            self.held(1)?;
            let key = self.bytes(MOST_NAME)?;
            let rule = match shape {
                Shape::Dictionary(kind) => kind.rule(&key, false)?,
                Shape::Stream(kind) => kind.rule(&key, true)?,
                Shape::Map(kind) => Rule::Any(kind),
            };
            let value = self.value(rule, depth + 1)?;
            let is_free = matches!(shape, Shape::Map(_));
            (!is_free || may_be_named(&key, &value)).then_some(())?;
            entries.push((key, value));
        }
        Some(OwnValue::Dictionary(entries))
    }

    fn value(&mut self, rule: Rule, depth: usize) -> Option<OwnValue> {
        self.held(1)?;
        (depth <= MOST_DEPTH).then_some(())?;
        let tag = self.byte()?;
        Some(match (tag, rule) {
            (5, Rule::Name(allowed)) => {
                let name = self.bytes(MOST_NAME)?;
                allowed.iter().any(|one| one.as_bytes() == name).then_some(OwnValue::Name(name))?
            }
            (7, Rule::Name(_) | Rule::Plain | Rule::Any(_)) => {
                let count = self.count(MOST_VALUES)?;
                let mut values = Vec::new();
                for _ in 0..count {
                    values.push(self.value(rule, depth + 1)?);
                }
                OwnValue::Array(values)
            }
            (8, Rule::Any(kind)) if kind.streams() != Streams::Always => {
                self.dictionary(Shape::Dictionary(kind), depth)?
            }
            (8, Rule::Map(kind)) => self.dictionary(Shape::Map(kind), depth)?,
            (9, Rule::Any(_) | Rule::Map(_)) => {
                let at = self.number()?;
                self.asked.push((at, rule));
                OwnValue::Object(at)
            }
            (0..=6, Rule::Plain | Rule::Any(_)) => self.scalar(tag)?,
            _ => return None,
        })
    }

    fn scalar(&mut self, tag: u8) -> Option<OwnValue> {
        Some(match tag {
            0 => OwnValue::Null,
            1 => OwnValue::Boolean(false),
            2 => OwnValue::Boolean(true),
            3 => OwnValue::Integer(i64::from_le_bytes(self.array()?)),
            4 => OwnValue::Real(self.real()?),
            5 => OwnValue::Name(self.bytes(MOST_NAME)?),
            6 => OwnValue::Text(self.bytes(super::MOST_BYTES)?),
            _ => return None,
        })
    }

    /// A page of a document with `count` of them.
    fn page(&mut self, count: usize) -> Option<OwnPage> {
        let edges = self.places::<4>()?;
        let (turns, unit) = (self.byte()?, self.place()?);
        let mut page = OwnPage { edges, turns, unit, drawn: Vec::new(), links: Vec::new() };
        is_page(&page).then_some(())?;
        for _ in 0..self.count(MOST_MARKS)? {
            page.drawn.push(OwnDrawing { object: self.number()?, place: self.places()? });
        }
        for _ in 0..self.count(MOST_MARKS)? {
            let area = self.places()?;
            // Beyond the page's edges stands the packet's stamp.
            (page.shown(area) == Some(area)).then_some(())?;
            page.links.push(OwnLink { area, target: self.target(count)? });
        }
        Some(page)
    }

    fn target(&mut self, count: usize) -> Option<OwnTarget> {
        Some(match self.byte()? {
            form @ (0 | 1) => {
                let page = self.number().filter(|page| (*page as usize) < count)?;
                OwnTarget::Page { page, at: if form == 1 { Some(self.places()?) } else { None } }
            }
            2 => OwnTarget::Address(self.text(1 << 12).filter(|address| is_harmless(address))?),
            _ => return None,
        })
    }

    fn bookmark(&mut self, count: usize) -> Option<OwnBookmark> {
        let depth = self.number().filter(|depth| *depth <= MOST_BOOKMARK_DEPTH)?;
        let title = self.text(4 * MOST_TITLE)?;
        let is_plain = title.chars().count() <= MOST_TITLE && title.chars().all(is_title);
        is_plain.then_some(())?;
        let target = if self.flag()? { Some(self.target(count)?) } else { None };
        Some(OwnBookmark { depth, title, target })
    }
}

/// Whether a page has a size that can be shown.
pub(crate) fn is_page(page: &OwnPage) -> bool {
    let [left, lower, right, upper] = page.edges;
    let (width, height) = page.size();
    let sane = |side: f32| side.is_finite() && side > 0.0 && side <= SIDE_LIMIT;
    page.turns < 4 && page.unit > 0.0 && left < right && lower < upper && sane(width) && sane(height)
}

/// Whether a character may stand in a bookmark's title: no control, and none that hides or reorders others.
pub(crate) fn is_title(c: char) -> bool {
    let unseen = matches!(u32::from(c), 0xAD | 0x61C | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF
        | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF);
    !c.is_control() && !unseen
}

#[cfg(test)]
pub(crate) mod tests;
