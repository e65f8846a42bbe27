//! Links whose place is found when the file is written, not while it is laid out: `anchor("EX-001")` stands before what is
//! linked to, `jump("EX-001", "Exhibit EX-001")[…]` leads there from as many places as one likes.
//!
//! A link by label asks where its label stands, and in what words; each answer that changes has all around it laid out anew.
//! In a table of thousands of rows that each link to an exhibit, that is twice the time. A jump asks nothing.
//!
//! **Invariant**: a jump without its anchor is an error, never a link that leads elsewhere.

use typst::foundations::{Content, NativeElement, Str, Value, func};
use typst::introspection::{Location, MetadataElem};
use typst::layout::{Frame, FrameItem};
use typst::model::Destination;
use typst_layout::PagedDocument;
use typst_utils::hash128;

/// The place that jumps of this name lead to; shows nothing.
#[func]
pub(crate) fn anchor(
    /// The name, one for each place.
    name: Str,
) -> Content {
    let mut mark = MetadataElem::new(Value::Str(name.clone())).pack();
    mark.set_location(place(&name));
    mark
}

/// A link to the anchor of this name.
#[func]
pub(crate) fn jump(
    /// The anchor's name.
    name: Str,
    /// What a screen reader says of it.
    alt: Str,
    /// What is linked.
    body: Content,
) -> Content {
    body.linked(Destination::Location(place(&name)), Some(alt.into()))
}

/// Names and places are one and the same here, so that neither has to be looked up.
fn place(name: &Str) -> Location {
    Location::new(hash128(&("vouchsafe anchor", name.as_str())))
}

/// Whether each link within the document leads to something.
pub(crate) fn all_lead_somewhere(document: &PagedDocument) -> bool {
    document.pages().iter().all(|page| leads(document, &page.frame))
}

fn leads(document: &PagedDocument, frame: &Frame) -> bool {
    frame.items().all(|(_, item)| match item {
        FrameItem::Group(group) => leads(document, &group.frame),
        FrameItem::Link(Destination::Location(location), _) => document.introspector().position(*location).is_some(),
        _ => true,
    })
}
