//! Writing what the parent reads.

use super::Shape;
use model::own_pages::{OwnPage, OwnPages, OwnTarget, OwnValue};

/// Writes pages, each object with its shape.
pub(crate) fn encode(pages: &OwnPages, shapes: &[Shape]) -> Vec<u8> {
    let mut out = Writer(Vec::with_capacity(pages.bytes.len() + (1 << 16)));
    out.count(pages.objects.len());
    for (object, shape) in pages.objects.iter().zip(shapes) {
        let (form, kind) = match *shape {
            Shape::Dictionary(kind) => (0, kind),
            Shape::Stream(kind) => (1, kind),
            Shape::Map(kind) => (2, kind),
        };
        out.0.extend([form, kind as u8]);
        out.value(&object.value);
        if let Some(bytes) = pages.stream(object) {
            out.bytes(bytes);
        }
    }
    out.count(pages.pages.len());
    pages.pages.iter().for_each(|page| out.page(page));
    out.count(pages.bookmarks.len());
    for bookmark in &pages.bookmarks {
        out.number(bookmark.depth);
        out.bytes(bookmark.title.as_bytes());
        match &bookmark.target {
            None => out.0.push(0),
            Some(target) => {
                out.0.push(1);
                out.target(target);
            }
        }
    }
    out.count(pages.layers.len());
    for layer in &pages.layers {
        out.number(layer.object);
        out.0.push(u8::from(layer.is_shown));
    }
    out.number(pages.left_out);
    out.number(pages.undrawn);
    out.0
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: u32) {
        self.0.extend(number.to_le_bytes());
    }

    /// A count, which the bounds of what is read keep far below the most that can be written.
    fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn real(&mut self, number: f32) {
        self.0.extend(number.to_le_bytes());
    }

    fn reals(&mut self, numbers: &[f32]) {
        numbers.iter().for_each(|number| self.real(*number));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    fn value(&mut self, value: &OwnValue) {
        match value {
            OwnValue::Null => self.0.push(0),
            OwnValue::Boolean(false) => self.0.push(1),
            OwnValue::Boolean(true) => self.0.push(2),
            OwnValue::Integer(number) => {
                self.0.push(3);
                self.0.extend(number.to_le_bytes());
            }
            OwnValue::Real(number) => {
                self.0.push(4);
                self.real(*number);
            }
            OwnValue::Name(name) => {
                self.0.push(5);
                self.bytes(name);
            }
            OwnValue::Text(text) => {
                self.0.push(6);
                self.bytes(text);
            }
            OwnValue::Array(values) => {
                self.0.push(7);
                self.count(values.len());
                values.iter().for_each(|value| self.value(value));
            }
            OwnValue::Dictionary(entries) => {
                self.0.push(8);
                self.count(entries.len());
                for (key, value) in entries {
                    self.bytes(key);
                    self.value(value);
                }
            }
            OwnValue::Object(at) => {
                self.0.push(9);
                self.number(*at);
            }
        }
    }

    fn page(&mut self, page: &OwnPage) {
        self.reals(&page.edges);
        self.0.push(page.turns);
        self.real(page.unit);
        self.count(page.drawn.len());
        for drawing in &page.drawn {
            self.number(drawing.object);
            self.reals(&drawing.place);
        }
        self.count(page.links.len());
        for link in &page.links {
            self.reals(&link.area);
            self.target(&link.target);
        }
    }

    fn target(&mut self, target: &OwnTarget) {
        match target {
            OwnTarget::Page { page, at: None } => {
                self.0.push(0);
                self.number(*page);
            }
            OwnTarget::Page { page, at: Some(at) } => {
                self.0.push(1);
                self.number(*page);
                self.reals(at);
            }
            OwnTarget::Address(address) => {
                self.0.push(2);
                self.bytes(address.as_bytes());
            }
        }
    }
}
