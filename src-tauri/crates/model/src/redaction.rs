//! Redaction: what was taken out of a file of evidence, and the twin that packets hold in its place. The original stays
//! where it is. Draws nothing and reads nothing.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::evidence::{Digest, EvidenceFile};
use crate::exhibit::FileType;
use crate::id::FileId;
use crate::invalid::{Invalid, NAME};
use crate::time::Instant;

/// Areas, columns and cells of one redaction, at most.
pub const MOST_REMOVED: usize = 1_000;
/// Micrometres from an edge of a page, at most: larger than any page that is drawn (20,000 points).
pub const MOST_UM: u32 = 8_000_000;
/// What stands in the place of a redacted cell.
pub const REDACTED: &str = "[redacted]";
/// Stands before the ending of a twin's name.
const MARK: &str = "redacted";
/// Points by which rounding may part what has a common edge.
const EDGE: f64 = 1e-6;
/// Micrometres of a point.
const UM_PER_PT: f64 = 25_400.0 / 72.0;

/// The redaction of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Redaction {
    /// What packets hold in place of the file.
    pub twin: Twin,
    /// SHA-256 of a salt of 32 bytes, which stays in the vault, and then the original. Says nothing of the original to
    /// whoever doesn't have the salt, however few originals are possible.
    pub cover: Digest,
    /// What was taken out.
    pub removed: Removed,
    /// Things on its pages that could not be drawn, and so aren't in the twin.
    pub undrawn: u32,
    /// Why.
    pub reason: String,
    /// Who redacted it, as named for the device; empty where nobody may be named.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// The redacted twin of a file: stored like a file of evidence, under an id of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Twin {
    /// Its id.
    pub id: FileId,
    /// Its name: that of the file, with `redacted` before the ending.
    pub name: String,
    /// What it is.
    pub file_type: FileType,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
}

/// What was taken out of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Removed {
    /// Areas of a PDF's pages, or of a picture.
    Areas {
        /// The areas.
        areas: Vec<PageArea>,
    },
    /// Columns and cells of separated values.
    Cells {
        /// The columns.
        columns: Vec<RedactedColumn>,
        /// The cells.
        cells: Vec<RedactedCell>,
    },
}

/// An area of a page as displayed: micrometres from its top left. A pixel of a picture has 264.58 of them (96 an inch).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PageArea {
    /// The page, from 1.
    pub page: u32,
    /// Distance of its left side from the page's.
    pub x: u32,
    /// Distance of its upper side from the page's.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// A column of separated values, with its heading or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RedactedColumn {
    /// The column, from 1.
    pub column: u32,
    /// The first row that is redacted: 1 where the heading goes too, 2 where it stays.
    pub from_row: u32,
}

/// A cell of separated values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RedactedCell {
    /// The row, by the number that a preview and a packet give it: the first one is the heading and counts as 0, and
    /// lines without anything aren't counted.
    pub row: u32,
    /// The column, from 1.
    pub column: u32,
}

impl Redaction {
    /// Checks every rule that the redaction alone can break.
    ///
    /// # Errors
    /// The rule that is broken.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::reason("reason", &self.reason)?;
        Invalid::text("by", &self.by, NAME)?;
        let plain = !self.twin.name.contains(|c: char| matches!(c, '/' | '\\') || c.is_control());
        let named = plain && Invalid::text("files", &self.twin.name, 255).is_ok();
        Invalid::unless(named, "files", "must each have a twin of a plain name of at most 255 characters")?;
        self.removed.check()
    }
}

impl Removed {
    /// Checks that something is taken out, in a bounded number of places that can be.
    ///
    /// # Errors
    /// The rule that is broken, on `areas`, `columns` or `cells`.
    pub fn check(&self) -> Result<(), Invalid> {
        let bounded = |count: usize, field| {
            Invalid::unless(count <= MOST_REMOVED, field, format!("must be at most {MOST_REMOVED}"))
        };
        match self {
            Self::Areas { areas } => {
                Invalid::unless(!areas.is_empty(), "areas", "must name at least one area")?;
                bounded(areas.len(), "areas")?;
                areas.iter().try_for_each(PageArea::check)
            }
            Self::Cells { columns, cells } => {
                let some = !columns.is_empty() || !cells.is_empty();
                Invalid::unless(some, "columns", "must name at least one column or cell")?;
                bounded(columns.len(), "columns")?;
                bounded(cells.len(), "cells")?;
                let counted = columns.iter().all(|it| it.column >= 1 && it.from_row >= 1);
                Invalid::unless(counted, "columns", "must be counted from 1")?;
                let counted = cells.iter().all(|it| it.column >= 1);
                Invalid::unless(counted, "cells", "must be in columns counted from 1")
            }
        }
    }

    /// What was taken out, in words that say where and not what: `2 areas on pages 1 and 3`.
    pub fn words(&self) -> String {
        match self {
            Self::Areas { areas } => {
                let pages: BTreeSet<u32> = areas.iter().map(|area| area.page).collect();
                let pages = numbered(pages.into_iter(), "page", "pages");
                format!("{} on {pages}", counted(areas.len(), "area", "areas"))
            }
            Self::Cells { columns, cells } => {
                let named: BTreeSet<u32> = columns.iter().map(|it| it.column).collect();
                let columns = (!named.is_empty()).then(|| numbered(named.into_iter(), "column", "columns"));
                let cells = (!cells.is_empty()).then(|| counted(cells.len(), "cell", "cells"));
                [columns, cells].into_iter().flatten().collect::<Vec<_>>().join(" and ")
            }
        }
    }
}

impl RedactedColumn {
    /// A column that is redacted whole, or below its heading.
    pub const fn new(column: u32, with_heading: bool) -> Self {
        Self { column, from_row: if with_heading { 1 } else { 2 } }
    }

    /// Whether its heading is redacted too.
    pub const fn takes_heading(&self) -> bool {
        self.from_row <= 1
    }
}

impl PageArea {
    /// Checks that it is an area of a page that there may be.
    fn check(&self) -> Result<(), Invalid> {
        let Self { page, x, y, width, height } = *self;
        Invalid::unless(page >= 1, "areas", "must be on pages counted from 1")?;
        Invalid::unless(width > 0 && height > 0, "areas", "must each have a width and a height")?;
        let within = [(x, width), (y, height)].iter().all(|(from, long)| from.saturating_add(*long) <= MOST_UM);
        Invalid::unless(within, "areas", "must lie within 8 m of the page's top left")
    }

    /// Left, upper, right and lower side in points from the page's top left.
    pub fn points(&self) -> [f64; 4] {
        let point = |um: u32| f64::from(um) / UM_PER_PT;
        [
            point(self.x),
            point(self.y),
            point(self.x.saturating_add(self.width)),
            point(self.y.saturating_add(self.height)),
        ]
    }

    /// Whether a box of the page, in points from its top left, touches the area: a common edge counts.
    pub fn touches(&self, [left, top, right, bottom]: [f64; 4]) -> bool {
        let [x, y, x_end, y_end] = self.points();
        left <= x_end + EDGE && right >= x - EDGE && top <= y_end + EDGE && bottom >= y - EDGE
    }
}

impl EvidenceFile {
    /// The file as packets hold it: its twin, where it is redacted; nothing of the original stays, but the name that the
    /// twin's was made from.
    pub fn released(&self) -> Self {
        let Some(redaction) = &self.redaction else { return self.clone() };
        let Twin { id, name, file_type, size, sha256 } = redaction.twin.clone();
        Self { id, name, file_type, size, sha256, redaction: Some(redaction.clone()) }
    }
}

/// The name of a file's twin of a type: `users.redacted.csv` of `users.csv`.
pub fn twin_name(name: &str, file_type: FileType) -> String {
    const MOST: usize = 255;
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().count() <= 12 => (stem, ending),
        _ => (name, ""),
    };
    // A picture that comes in one form may leave in the other; its name says what it is.
    let fits = |ending: &str| match file_type {
        FileType::Png => ending == "png",
        FileType::Jpeg => matches!(ending, "jpg" | "jpeg"),
        FileType::Pdf => ending == "pdf",
        FileType::Csv => !ending.is_empty(),
        FileType::Xlsx | FileType::Eml | FileType::Json | FileType::Text | FileType::Zip | FileType::Other => true,
    };
    let usual = match file_type {
        FileType::Png => "png",
        FileType::Jpeg => "jpg",
        FileType::Pdf => "pdf",
        FileType::Csv
        | FileType::Xlsx
        | FileType::Eml
        | FileType::Json
        | FileType::Text
        | FileType::Zip
        | FileType::Other => "csv",
    };
    let ending = if fits(&ending.to_lowercase()) { ending } else { usual };
    let tail = format!(".{MARK}.{ending}");
    let stem: String = stem.chars().take(MOST - tail.chars().count()).collect();
    stem + &tail
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// `page 1`, or `pages 1, 2 and 7`; of very many their number.
fn numbered(numbers: impl ExactSizeIterator<Item = u32>, one: &str, many: &str) -> String {
    const MOST: usize = 20;
    if numbers.len() > MOST {
        return format!("{} {many}", numbers.len());
    }
    let mut words: Vec<String> = numbers.map(|number| number.to_string()).collect();
    match (words.pop(), words.is_empty()) {
        (None, _) => format!("no {one}"),
        (Some(only), true) => format!("{one} {only}"),
        (Some(last), false) => format!("{many} {} and {last}", words.join(", ")),
    }
}
