//! Frames made from frames: what a layout left, item by item. Sets nothing itself.

use typst::layout::{Frame, FrameItem};

/// The same frame with other items: `of` gives one for each, or none to leave it out.
pub(crate) fn mapped(frame: &Frame, mut of: impl FnMut(&FrameItem) -> Option<FrameItem>) -> Frame {
    let mut own = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        own.set_baseline(frame.baseline());
    }
    let items: Vec<_> = frame.items().filter_map(|(at, item)| Some((*at, of(item)?))).collect();
    own.push_multiple(items);
    own
}
