//! Vector pictures of pages: what may stand in one, and how its pictures are kept small. The allow-list is
//! checked in the child, which draws a page as pixels where it fails, and once more by the parent.

mod pictures;
mod screen;
mod tags;

pub(crate) use pictures::with_smaller_pictures;
pub(crate) use screen::screen;

/// Bytes of one vector picture, at most.
pub(crate) const SIZE_LIMIT: usize = 8 << 20;

/// The picture on white paper: where nothing is drawn a page is white, and what is blended is blended with it.
/// None where `drawn` doesn't begin as expected.
pub(crate) fn on_paper(drawn: &str, width: f32, height: f32) -> Option<String> {
    let (head, rest) = drawn.split_at(drawn.find('>')? + 1);
    if !head.starts_with("<svg") || head.ends_with("/>") {
        return None;
    }
    Some(format!("{head}<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>{rest}"))
}
