//! The own pages of a PDF as they pass between rooms: what they draw, their links and their bookmarks, as plain values that
//! do nothing. Knows no syntax of a PDF, and neither reads nor writes one.

use std::ops::Range;

/// Pages that were taken out of a PDF, with all that they draw. What the document did besides (scripts, forms, attached files,
/// actions) isn't in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnPages {
    /// What the pages draw with: fonts, pictures, drawings. They name each other by their place here.
    pub objects: Vec<OwnObject>,
    /// The bytes of the streams among them, as the document holds them.
    pub bytes: Vec<u8>,
    /// The pages, in order; all that the document has.
    pub pages: Vec<OwnPage>,
    /// The bookmarks, in order, each with how deep it stands.
    pub bookmarks: Vec<OwnBookmark>,
    /// The layers that the pages name, and whether the document shows them.
    pub layers: Vec<OwnLayer>,
    /// Links, actions, those of bookmarks among them, scripts, forms and attached files that were left out, as far as they were
    /// met.
    pub left_out: u32,
    /// Notes, fields, stamps and signatures on the pages that bear no drawing of their own, or one that couldn't be taken over,
    /// so that nothing of them can be seen.
    pub undrawn: u32,
}

/// One object: a value, and for a stream its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnObject {
    /// The value; of a stream its dictionary without its length.
    pub value: OwnValue,
    /// Where a stream's bytes stand in [`OwnPages::bytes`]; none for what is no stream.
    pub stream: Option<Range<usize>>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnValue {
    /// Nothing.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f32),
    /// A name, without its solidus.
    Name(Vec<u8>),
    /// A string of bytes.
    Text(Vec<u8>),
    /// Values in order.
    Array(Vec<OwnValue>),
    /// Values by name.
    Dictionary(Vec<(Vec<u8>, OwnValue)>),
    /// Another object, by its place in [`OwnPages::objects`].
    Object(u32),
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnPage {
    /// What a viewer shows of it: left, lower, right and upper edge, in the page's own units.
    pub edges: [f32; 4],
    /// How often it is turned by a quarter, clockwise: 0 to 3.
    pub turns: u8,
    /// Points that one of its units is.
    pub unit: f32,
    /// What it draws, in order: itself, then what stands on it.
    pub drawn: Vec<OwnDrawing>,
    /// Its links.
    pub links: Vec<OwnLink>,
}

/// A drawing on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnDrawing {
    /// The object that draws.
    pub object: u32,
    /// Where it stands, in the page's own units, as a PDF writes a transformation.
    pub place: [f32; 6],
}

/// An area of a page that leads somewhere. What it looks like is drawn by the page; a frame that a viewer would draw around it
/// isn't kept, since that could stand anywhere.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnLink {
    /// Left, lower, right and upper edge, in the page's own units; within the page's edges.
    pub area: [f32; 4],
    /// Where it leads.
    pub target: OwnTarget,
}

/// Where a link or a bookmark leads.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnTarget {
    /// A page, counted from 0, and a point on it in its own units; none for its beginning.
    Page {
        /// The page.
        page: u32,
        /// The point.
        at: Option<[f32; 2]>,
    },
    /// An address that [`is_harmless`] holds of.
    Address(String),
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnBookmark {
    /// How deep it stands: 0 for the topmost, and at most one more than the one before.
    pub depth: u32,
    /// Its title.
    pub title: String,
    /// Where it leads; none where it leads nowhere in this document.
    pub target: Option<OwnTarget>,
}

/// A layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnLayer {
    /// The object that is the layer.
    pub object: u32,
    /// Whether it is shown.
    pub is_shown: bool,
}

/// Bytes of an address, at most.
const MOST_ADDRESS: usize = 2_000;

/// Whether an address may be a link of a packet: a page of the web or a mail address, in plain characters, and not long.
pub fn is_harmless(address: &str) -> bool {
    let lower = address.get(..address.len().min(8)).unwrap_or_default().to_ascii_lowercase();
    let scheme = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    scheme && address.len() <= MOST_ADDRESS && address.bytes().all(|byte| (0x21..0x7F).contains(&byte))
}

impl OwnPages {
    /// The bytes of a stream among the objects; none for what is no stream.
    pub fn stream(&self, object: &OwnObject) -> Option<&[u8]> {
        self.bytes.get(object.stream.clone()?)
    }

    /// Number of links that work.
    pub fn links(&self) -> usize {
        self.pages.iter().map(|page| page.links.len()).sum()
    }
}

impl OwnPage {
    /// Width and height in points as a viewer shows the page, after its turns.
    pub fn size(&self) -> (f32, f32) {
        let [left, lower, right, upper] = self.edges;
        let (width, height) = ((right - left) * self.unit, (upper - lower) * self.unit);
        if self.turns.is_multiple_of(2) { (width, height) } else { (height, width) }
    }

    /// The part of an area, given by its left, lower, right and upper edge, that a viewer shows; none where it shows nothing of it.
    pub fn shown(&self, [left, lower, right, upper]: [f32; 4]) -> Option<[f32; 4]> {
        let edges = self.edges;
        let [left, lower] = [left.max(edges[0]), lower.max(edges[1])];
        let [right, upper] = [right.min(edges[2]), upper.min(edges[3])];
        (left < right && lower < upper).then_some([left, lower, right, upper])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_links() {
        for address in ["https://host.example/a?b=c#d", "HTTP://host.example", "mailto:a@host.example"] {
            assert!(is_harmless(address), "{address}");
        }
        let long = format!("https://host.example/{}", "a".repeat(MOST_ADDRESS));
        for address in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://host.example",
            "page.html",
            "",
            "https://a b",
            "ü",
            &long,
        ] {
            assert!(!is_harmless(address), "{address}");
        }
        assert!(!is_harmless("https://host.example/\n"));
    }

    #[test]
    fn a_page_has_the_size_that_a_viewer_shows() {
        let page = OwnPage { edges: [10.0, 20.0, 110.0, 70.0], turns: 0, unit: 2.0, drawn: vec![], links: vec![] };
        assert_eq!(page.size(), (200.0, 100.0));
        assert_eq!(OwnPage { turns: 3, ..page }.size(), (100.0, 200.0));
    }

    #[test]
    fn of_an_area_only_what_lies_on_the_page_is_shown() {
        let page = OwnPage { edges: [10.0, 20.0, 110.0, 70.0], turns: 1, unit: 2.0, drawn: vec![], links: vec![] };
        assert_eq!(page.shown([20.0, 30.0, 40.0, 50.0]), Some([20.0, 30.0, 40.0, 50.0]));
        assert_eq!(page.shown([-1e6, -1e6, 40.0, 50.0]), Some([10.0, 20.0, 40.0, 50.0]));
        assert_eq!(page.shown([-1e6, -1e6, 1e6, 1e6]), Some(page.edges));
        for nothing in [[0.0, 0.0, 9.0, 90.0], [20.0, 0.0, 40.0, 20.0], [40.0, 30.0, 40.0, 50.0]] {
            assert_eq!(page.shown(nothing), None, "{nothing:?}");
        }
    }
}
