//! What of a file is shown, as the exhibit template takes it: pictures at their size, cells with column widths, folded
//! lines. Decides nothing about what may be shown.

use model::exhibit::{Lines, Page, Picture, Shown, Table};
use model::redaction::REDACTED;
use serde_json::{Value, json};
use typeset::Blob;
use unicode_segmentation::UnicodeSegmentation;

use crate::exhibit::{Exhibit, Face, Part, Place};
use crate::text_layer::{self, Searchable};
use crate::{binder, foreign, print};

/// Width of one character of a table or text exhibit: mono at 6.7 pt.
const CHAR_PT: f64 = 6.7 * 0.602;
/// Space that a cell takes beside its text.
const CELL_PAD_PT: f64 = 6.4;
/// Width of the text on an upright and on a lying sheet.
const UPRIGHT_PT: f64 = 481.0;
const LYING_PT: f64 = 739.0;
/// Characters of a text line before it folds.
const LINE_CHARS: usize = 108;
/// Columns never get narrower than this many characters.
const LEAST_CHARS: usize = 6;

/// What comes up while faces are made: the pictures that they name, and how much was written out.
pub(crate) struct Gathered {
    /// Path and bytes of each picture.
    pub(crate) files: Vec<(String, Blob)>,
    /// Characters that were written out, since the bundled fonts can't show them.
    pub(crate) replaced: u64,
    /// The same, by exhibit.
    pub(crate) by_exhibit: Vec<(String, u64)>,
    /// Characters that were written out in words over pictures, which show them as they are.
    pub(crate) unseen: u64,
    /// The same in the pictures of sections, by the section's stem.
    pub(crate) by_picture: Vec<(&'static str, u64)>,
}

impl Gathered {
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        Self { files: Vec::new(), replaced: 0, by_exhibit: Vec::new(), unseen: 0, by_picture: Vec::new() }
    }

    fn add(&mut self, picture: &Picture) -> String {
        let number = self.files.len();
        let (ending, blob) = match picture {
            Picture::Svg(text) => ("svg", Blob::from(text.clone())),
            Picture::Png { bytes, .. } => ("png", Blob::from(bytes.clone())),
            Picture::Jpeg { bytes, .. } => ("jpg", Blob::from(bytes.clone())),
        };
        let path = format!("/page/{number}.{ending}");
        self.files.push((path.clone(), blob));
        path
    }
}

/// One file's face as the template takes it.
pub(crate) fn view(exhibit: &Exhibit<'_>, part: &Part<'_>, gathered: &mut Gathered) -> Value {
    let several = exhibit.parts.len() > 1;
    let title = several.then(|| format!("File {}", part.file.name));
    match &part.face {
        Face::Slip(reason) => slip(part, reason, title),
        // What isn't held can't be shown. Every volume reads its exhibits before it is laid out.
        Face::Away(_) => slip(part, "It was not read.", title),
        Face::Own(own) => binder::view(exhibit, part, own, title),
        Face::Shown(Shown::Pages { pages, total_pages }) => {
            let pages: Vec<Value> = pages
                .iter()
                .enumerate()
                .map(|(index, page)| page_view((exhibit, part), page, index, pages.len(), *total_pages, gathered))
                .collect();
            if pages.is_empty() {
                return slip(part, "The document has no pages.", title);
            }
            json!({ "kind": "pages", "title": title, "pages": pages })
        }
        Face::Shown(Shown::Tables(tables)) => tables_view(tables, part, title, gathered),
        Face::Shown(Shown::Lines(lines)) => lines_view(lines, part.original(), title, gathered),
    }
}

fn slip(part: &Part<'_>, reason: &str, title: Option<String>) -> Value {
    let (place, check) = match part.place {
        Place::Attached => ("attached to this packet, byte for byte", Some(format!("sha256sum {}", part.name))),
        Place::Beside => ("beside this packet, in originals/", Some(format!("sha256sum originals/{}", part.name))),
        Place::ListedOnly => ("in the vault only; not part of this packet", None),
    };
    let headline = match part.place {
        Place::ListedOnly => "This exhibit is listed only",
        Place::Attached | Place::Beside => "This file is not shown page by page",
    };
    json!({
        "kind": "slip",
        "title": title,
        "headline": headline,
        "reason": reason,
        "where": place,
        "file": part.name,
        "size": print::size(part.file.size),
        "sha": part.file.sha256.to_string(),
        "check": check,
    })
}

fn page_view(
    (exhibit, part): (&Exhibit<'_>, &Part<'_>),
    page: &Page,
    index: usize,
    shown: usize,
    total: u32,
    gathered: &mut Gathered,
) -> Value {
    let number = index + 1;
    let (width, height) =
        (f64::from(page.width_pt.clamp(1.0, 14_400.0)), f64::from(page.height_pt.clamp(1.0, 14_400.0)));
    let picture = matches!(page.picture, Picture::Png { .. } | Picture::Jpeg { .. }) && total == 1;
    let what = if picture { "Picture".to_owned() } else { format!("Page {number} of {total}") };
    let searchable = text_layer::searchable(page);
    let alt = match (searchable, picture) {
        // The words over it say what it shows.
        (Searchable::All | Searchable::Some, _) => String::new(),
        (Searchable::None, _) => format!(
            "Page {number} of {total} of exhibit {}, {}. Its words are in {}.",
            exhibit.id,
            exhibit.item.title,
            part.original()
        ),
        (Searchable::NoText, true) => {
            format!("Exhibit {}, {}: a picture without text of its own.", exhibit.id, exhibit.item.title)
        }
        (Searchable::NoText, false) => format!("Scanned page {number} of {total} of exhibit {}; no text.", exhibit.id),
    };
    let mut notes = Vec::new();
    match searchable {
        Searchable::All | Searchable::NoText => {}
        Searchable::Some => {
            notes
                .push("Some words of this page are shown but can’t be searched, copied or read aloud here.".to_owned());
        }
        Searchable::None => {
            notes.push("The words of this page are shown but can’t be searched, copied or read aloud here.".to_owned());
        }
    }
    if page.undrawn > 0 {
        notes.push(format!(
            "{} on this page could not be drawn; {} has all.",
            print::counted(u64::from(page.undrawn), "thing", "things"),
            part.original()
        ));
    }
    if number == shown && shown < total as usize {
        notes.push(format!("The first {shown} of {total} pages are shown; the rest is in {}.", part.original()));
    }
    json!({
        "path": gathered.add(&page.picture),
        "paragraphs": text_layer::paragraphs(page, &mut gathered.unseen),
        "width": width,
        "height": height,
        "land": lies(width, height, picture),
        "caption": format!("{what} of the {}", if part.is_redacted() { "redacted copy" } else { "original" }),
        "alt": alt,
        "notes": notes,
    })
}

/// Whether a page is shown on a lying sheet: a broad document always, a picture only where an upright sheet would shrink
/// it much.
fn lies(width: f64, height: f64, picture: bool) -> bool {
    let broad = width > height * 1.1;
    broad && (UPRIGHT_PT / width < 0.62 || !picture && width > UPRIGHT_PT)
}

/// What a table leaves out, in words; none when it shows all.
pub(crate) fn table_cut(table: &Table) -> Option<String> {
    let rows = table.rows.len() as u64;
    let columns = columns(table) as u64;
    let mut cut = Vec::new();
    if rows < table.total_rows {
        cut.push(format!("{} of {} rows", print::count(rows), print::count(table.total_rows)));
    }
    if columns < u64::from(table.total_columns) {
        cut.push(format!("{columns} of {} columns", table.total_columns));
    }
    let sheet = table.name.as_ref().map(|name| format!("sheet {name}: ")).unwrap_or_default();
    (!cut.is_empty()).then(|| format!("{sheet}{} are shown", cut.join(" and ")))
}

fn columns(table: &Table) -> usize {
    table.rows.iter().map(Vec::len).chain([table.header.len()]).max().unwrap_or(0)
}

fn tables_view(tables: &[Table], part: &Part<'_>, title: Option<String>, gathered: &mut Gathered) -> Value {
    let upright = tables.iter().all(|table| natural_width(table) <= UPRIGHT_PT);
    let room = if upright { UPRIGHT_PT } else { LYING_PT };
    let tables: Vec<Value> = tables.iter().map(|table| table_view(table, part, room, gathered)).collect();
    json!({ "kind": "tables", "title": title, "land": !upright, "tables": tables })
}

/// Characters that each column would take without folding.
fn natural_chars(table: &Table) -> Vec<usize> {
    let mut chars = vec![LEAST_CHARS; columns(table)];
    for row in table.rows.iter().chain([&table.header]) {
        for (most, cell) in chars.iter_mut().zip(row) {
            *most = (*most).max(cell.chars().count());
        }
    }
    chars
}

fn number_width(table: &Table) -> f64 {
    let digits = table.rows.len().to_string().len().max(3);
    digits as f64 * CHAR_PT + CELL_PAD_PT
}

fn natural_width(table: &Table) -> f64 {
    let chars = natural_chars(table);
    chars.iter().map(|&chars| chars as f64 * CHAR_PT + CELL_PAD_PT).sum::<f64>() + number_width(table)
}

/// Column widths in characters that fit the room: narrow columns keep what they need, wide ones share what is left.
fn fit(natural: &[usize], room_chars: usize) -> Vec<usize> {
    let (mut least, mut most) = (LEAST_CHARS, natural.iter().copied().max().unwrap_or(LEAST_CHARS));
    let total = |cap: usize| natural.iter().map(|&chars| chars.min(cap)).sum::<usize>();
    while least < most {
        let middle = (least + most).div_ceil(2);
        if total(middle) <= room_chars { least = middle } else { most = middle - 1 }
    }
    natural.iter().map(|&chars| chars.min(least)).collect()
}

fn table_view(table: &Table, part: &Part<'_>, room: f64, gathered: &mut Gathered) -> Value {
    let natural = natural_chars(table);
    let pads = natural.len() as f64 * CELL_PAD_PT + number_width(table);
    let widths = fit(&natural, ((room - pads) / CHAR_PT).max(1.0) as usize);
    let mut cells = |row: &Vec<String>| -> Vec<Value> {
        row.iter().zip(&widths).map(|(cell, &width)| fold(cell, width, &mut gathered.replaced)).collect()
    };
    let header = cells(&table.header);
    let rows: Vec<_> = table.rows.iter().map(cells).collect();
    json!({
        "name": table.name,
        "header": header,
        "rows": rows,
        "widths": widths.iter().map(|&chars| chars as f64 * CHAR_PT + CELL_PAD_PT).collect::<Vec<_>>(),
        "number_width": number_width(table),
        "all": print::count(table.total_rows),
        "note": table_note(table, part),
    })
}

/// What stands below a table: how much of it is shown, and what its cells are. Those of a redacted copy were written anew.
fn table_note(table: &Table, part: &Part<'_>) -> String {
    let (rows, columns) = (
        print::counted(table.total_rows, "row", "rows"),
        print::counted(u64::from(table.total_columns), "column", "columns"),
    );
    let (cut, original) = (table_cut(table).map(|cut| print::capital(&cut)), part.original());
    match (cut, part.is_redacted()) {
        (None, false) => format!(
            "All {rows} and {columns} of the table. Cells are shown as they are; nothing was rounded or re-typed."
        ),
        (Some(cut), false) => format!(
            "{cut} only; {original} has all. Cells are shown as they are; a cell that ends in “…” is longer in the \
             original."
        ),
        (None, true) => format!(
            "All {rows} and {columns} of the redacted copy, which was written anew. What was taken out reads {REDACTED} \
             there."
        ),
        (Some(cut), true) => format!(
            "{cut} only; {original} has all. It was written anew, and what was taken out reads {REDACTED} there; a cell \
             that ends in “…” is longer in it."
        ),
    }
}

/// A cell whose words all fit the column, or its pieces where one doesn't. Line ends inside a cell show as `⏎`.
fn fold(cell: &str, width: usize, replaced: &mut u64) -> Value {
    let one_line = cell.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎").replace('\t', " ");
    let text = foreign::safe(&one_line, replaced);
    if text.split(' ').all(|word| word.chars().count() <= width) {
        return Value::String(text);
    }
    let mut pieces = vec![String::new()];
    let mut filled = 0;
    for cluster in text.graphemes(true) {
        if cluster == " " {
            filled = 0;
        } else if filled == width {
            pieces.push(String::new());
            filled = 1;
        } else {
            filled += 1;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(cluster);
        }
    }
    json!(pieces)
}

fn lines_view(lines: &Lines, original: &str, title: Option<String>, gathered: &mut Gathered) -> Value {
    let mut rows = Vec::new();
    for (index, line) in lines.lines.iter().enumerate() {
        let safe = foreign::safe(&line.replace('\t', "    "), &mut gathered.replaced);
        for (place, text) in folded(&safe).into_iter().enumerate() {
            rows.push(json!({ "number": index + 1, "first": place == 0, "text": text }));
        }
    }
    let shown = lines.lines.len() as u64;
    let mut note = if shown < lines.total_lines {
        let (shown, all) = (print::count(shown), print::count(lines.total_lines));
        format!("The first {shown} of {all} lines are shown; {} has all. ", original)
    } else {
        format!("All {} of the file. ", print::counted(lines.total_lines, "line", "lines"))
    };
    note.push_str("A line that is too long for the page goes on after ↳.");
    if lines.indented {
        note.push_str(
            " The file is JSON on one line: it was broken into indented lines here, and nothing else was changed.",
        );
    }
    if lines.replaced > 0 {
        note.push_str(&format!(
            " {} that are no text were replaced by �.",
            print::counted(lines.replaced, "byte", "bytes")
        ));
    }
    json!({ "kind": "lines", "title": title, "rows": rows, "all": print::count(lines.total_lines), "note": note })
}

/// A line in pieces that fit the page.
fn folded(line: &str) -> Vec<String> {
    let clusters: Vec<&str> = line.graphemes(true).collect();
    if clusters.is_empty() {
        return vec![String::new()];
    }
    clusters.chunks(LINE_CHARS).map(<[&str]>::concat).collect()
}

#[cfg(test)]
mod tests;
