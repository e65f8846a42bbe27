//! What a window shows of one file: a page as a picture with its words, a table, or lines, as the confined child hands them
//! out. The picture itself stays in memory and is fetched by its handle; nothing of a preview is recorded or written.

use document::{Look, Seen};
use model::evidence::Digest;
use model::exhibit::{Lines, NotShown, ShowLimits, Shown, Table};
use serde::{Deserialize, Serialize};

use crate::picture::{Pictures, ShownPicture};

/// Pixels of the long side of a picture of pixels, at least and at most.
const SIDES: (u32, u32) = (200, 2400);

/// How much of tables, texts and a page's words is shown. A window that holds more would be slow and show no more.
const LIMITS: ShowLimits =
    ShowLimits { pages: 1, rows: 500, columns: 50, cell_chars: 400, lines: 2_000, line_chars: 2_000 };

/// What is shown of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FilePreview {
    /// A page of a document, or a picture.
    Page {
        /// Which, counted from 1.
        page: u32,
        /// Pages of the whole document.
        pages: u32,
        /// The picture.
        picture: ShownPicture,
        /// Its words in lines, in the order in which the page draws them; none where it has none of its own.
        text: Option<Lines>,
        /// Things on the page that could not be drawn.
        undrawn: u32,
    },
    /// A table: the values of a file, or one sheet of a workbook.
    Table {
        /// Which sheet, counted from 1.
        page: u32,
        /// Names of all sheets, in order; one empty name for separated values.
        sheets: Vec<String>,
        /// Its cells, as far as they are shown, and the size of the whole.
        table: Table,
    },
    /// Text in lines, as far as they are shown, and how many there are.
    Text {
        /// The lines.
        lines: Lines,
    },
    /// Nothing can be shown.
    NotShown {
        /// Why, in words.
        reason: String,
    },
}

/// What is asked for, as the child takes it: a page from 1, drawn for a width in pixels (0 takes the most).
pub(crate) fn look(page: u32, width: u32) -> Look {
    // A page is about one and a half times as high as it is wide.
    let side = if width == 0 { SIDES.1 } else { (width.saturating_mul(3) / 2).clamp(SIDES.0, SIDES.1) };
    Look { page: page.max(1), side, limits: LIMITS }
}

/// Keeps the picture of what was seen, and tells the rest.
pub(crate) fn told(pictures: &mut Pictures, look: &Look, seen: Result<Seen, NotShown>) -> FilePreview {
    match seen {
        Ok(Seen::Page { page: seen, text, total_pages }) => {
            let vector = matches!(seen.picture, model::exhibit::Picture::Svg(_));
            let (width, height) = (seen.width_pt, seen.height_pt);
            let picture = ShownPicture { picture: pictures.keep(seen.picture), vector, width, height };
            let page = look.page.clamp(1, total_pages.max(1));
            FilePreview::Page { page, pages: total_pages, picture, text, undrawn: seen.undrawn }
        }
        Ok(Seen::Whole(Shown::Tables(tables))) => one_table(look.page, tables),
        Ok(Seen::Whole(Shown::Lines(lines))) => FilePreview::Text { lines },
        Ok(Seen::Whole(Shown::Pages { .. })) => not_shown("its reader sent no page"),
        Err(reason) => not_shown(&reason.to_string()),
    }
}

fn one_table(page: u32, mut tables: Vec<Table>) -> FilePreview {
    let sheets: Vec<String> = tables.iter().map(|table| table.name.clone().unwrap_or_default()).collect();
    if tables.is_empty() {
        return not_shown("the file has no table");
    }
    let at = (page as usize).clamp(1, tables.len());
    FilePreview::Table { page: at as u32, sheets, table: tables.swap_remove(at - 1) }
}

fn not_shown(reason: &str) -> FilePreview {
    FilePreview::NotShown { reason: reason.to_owned() }
}

/// A page that was seen before, by the file's digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageKey {
    pub(crate) file: Digest,
    pub(crate) page: u32,
    pub(crate) side: u32,
}
