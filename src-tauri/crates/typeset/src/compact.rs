//! Frames that are kept for long, in as little memory as they need: without room for more, with one instance of each font, whose
//! tables take more than the pages, and without what their tables were made of. What is shown, and the document's structure, stay
//! as they are.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use typst::foundations::Content;
use typst::introspection::{Location, Tag, TagFlags};
use typst::layout::grid::resolve::Entry;
use typst::layout::{Frame, FrameItem, GroupItem};
use typst::model::{TableCell, TableElem};
use typst::text::{FontInstance, TextItem};

use crate::frames::mapped;

/// The same frame, in less memory.
pub(crate) fn compact(frame: &Frame) -> Frame {
    let cells = whole_cells(frame);
    mapped(frame, |item| Some(compact_item(item, &cells)))
}

fn compact_item(item: &FrameItem, cells: &HashSet<Location>) -> FrameItem {
    let unasked = |flags: TagFlags| TagFlags { introspectable: false, ..flags };
    match item {
        FrameItem::Group(group) => FrameItem::Group(GroupItem { frame: compact(&group.frame), ..group.clone() }),
        FrameItem::Text(text) => FrameItem::Text(TextItem { font: shared(&text.font), ..text.clone() }),
        FrameItem::Tag(Tag::Start(cell, flags)) if cell.location().is_some_and(|place| cells.contains(&place)) => {
            FrameItem::Tag(Tag::Start(cell.clone(), unasked(*flags)))
        }
        FrameItem::Tag(Tag::End(place, key, flags)) if cells.contains(place) => {
            FrameItem::Tag(Tag::End(*place, *key, unasked(*flags)))
        }
        other => other.clone(),
    }
}

/// Cells of tables that begin and end in this frame around what they hold. Nobody asks where one of tens of thousands stands. Of
/// one that goes over pages, the parts are found by its place.
fn whole_cells(frame: &Frame) -> HashSet<Location> {
    let items = frame.items().as_slice();
    let is_end = |item: Option<&(_, FrameItem)>| matches!(item, Some((_, FrameItem::Tag(Tag::End(..)))));
    let cell = |(at, (_, item)): (usize, &(_, FrameItem))| match item {
        FrameItem::Tag(Tag::Start(cell, _)) if cell.is::<TableCell>() && !is_end(items.get(at + 1)) => cell.location(),
        _ => None,
    };
    items.iter().enumerate().filter_map(cell).collect()
}

/// Empties the tables of frames that nobody else holds: of each cell its place, kind and lines stay, which the structure is made
/// of, and not what stands in it, which is drawn already.
pub(crate) fn empty_tables(frame: &mut Frame) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => empty_tables(&mut group.frame),
            FrameItem::Tag(Tag::Start(content, _)) => {
                if let Some(table) = content.to_packed_mut::<TableElem>() {
                    empty_table(table);
                } else if let Some(cell) = content.to_packed_mut::<TableCell>() {
                    cell.body = Content::empty();
                }
            }
            _ => {}
        }
        true
    });
}

fn empty_table(table: &mut TableElem) {
    table.children.clear();
    // A grid that somebody holds stays as it is.
    let Some(grid) = table.grid.as_mut().and_then(Arc::get_mut) else { return };
    for entry in &mut grid.entries {
        if let Entry::Cell(cell) = entry {
            cell.body = Content::empty();
        }
    }
}

/// The instances that are shared.
static SHARED: LazyLock<Mutex<HashSet<FontInstance>>> = LazyLock::new(Mutex::default);

fn shared(font: &FontInstance) -> FontInstance {
    let mut all = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all.get(font) {
        return known.clone();
    }
    all.insert(font.clone());
    font.clone()
}

/// Gives up the instances.
pub(crate) fn forget() {
    SHARED.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
