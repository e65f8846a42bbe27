//! What is redacted is taken out here, inside the child, so that it never leaves it: areas of pages as pixels that are
//! painted over, cells of separated values as cells that are never written. Never looks for what ought to be redacted.

use super::table::{self, Cells, Dialect};
use super::{Emit, image, pdf, whole};
use crate::protocol::{CellsAsked, ColumnAsked, Frame, PART_LIMIT, RedactAsked, Request, Rewritten};
use ::image::{DynamicImage, GenericImage, Rgba};
use model::exhibit::{Begins, FileType, NotShown, Word};
use model::redaction::{PageArea, REDACTED, RedactedCell, RedactedColumn};
use std::collections::BTreeSet;
use std::io::Read;

/// Bytes of rewritten values that are sent at a time.
const BATCH: usize = 256 << 10;
/// Bytes of one cell, at most: with what waits to be sent it must fit a frame.
const CELL_LIMIT: usize = PART_LIMIT / 2 - BATCH;

/// Takes out what is asked for and sends the rest. Returns the pages of what has pages.
///
/// # Errors
/// Why it can't be done.
pub(crate) fn read(
    request: &Request,
    asked: &RedactAsked,
    input: &mut dyn Read,
    emit: &mut Emit<'_>,
) -> Result<Option<u32>, NotShown> {
    match (asked, request.kind) {
        (RedactAsked::Areas(areas), FileType::Pdf) => pdf::read_redacted(whole(input)?, areas, emit).map(Some),
        (RedactAsked::Areas(areas), FileType::Png | FileType::Jpeg) => {
            emit(Frame::Page(image::read_redacted(&whole(input)?, request.kind, areas)?))?;
            Ok(Some(1))
        }
        (RedactAsked::Cells(asked), FileType::Csv) => rewrite(input, &request.ending, asked, emit).map(|()| None),
        _ => Err(NotShown::NoPages),
    }
}

/// Paints areas of a page black, whose size in points is given: every pixel that an area touches, and one more around it.
pub(crate) fn fill(picture: &mut DynamicImage, areas: &[PageArea], (width_pt, height_pt): (f32, f32)) {
    let (width, height) = (picture.width(), picture.height());
    let (across, down) = (f64::from(width) / f64::from(width_pt), f64::from(height) / f64::from(height_pt));
    // Casts of numbers beyond the bounds end at the bounds.
    let first = |point: f64, scale: f64| (point * scale).floor() as u32;
    let last = |point: f64, scale: f64, most: u32| ((point * scale).ceil() as u32).saturating_add(1).min(most);
    for area in areas {
        let [left, top, right, bottom] = area.points();
        let columns = first(left, across).saturating_sub(1)..last(right, across, width);
        for y in first(top, down).saturating_sub(1)..last(bottom, down, height) {
            columns.clone().for_each(|x| picture.put_pixel(x, y, Rgba([0, 0, 0, 255])));
        }
    }
}

/// The words that no area touches. What began with one that goes begins with the next that stays.
pub(crate) fn untouched(words: Vec<Word>, areas: &[PageArea]) -> Vec<Word> {
    let mut began = Begins::Word;
    let mut left = Vec::with_capacity(words.len());
    for word in words {
        let began_here = began.max(word.begins);
        if touched(&word, areas) {
            began = began_here;
        } else {
            began = Begins::Word;
            left.push(Word { begins: began_here, ..word });
        }
    }
    left
}

/// Whether an area touches a word.
pub(crate) fn touched(word: &Word, areas: &[PageArea]) -> bool {
    let [x, y, width, height] = [word.x, word.y, word.width, word.height].map(f64::from);
    areas.iter().any(|area| area.touches([x, y, x + width, y + height]))
}

/// Writes separated values anew in the same dialect, without what is taken out, then how far that was there.
fn rewrite(input: &mut dyn Read, ending: &str, asked: &CellsAsked, emit: &mut Emit<'_>) -> Result<(), NotShown> {
    let mut writing = Writing::new(asked, emit);
    let replaced = table::walk(input, ending, &mut writing)?;
    if replaced > 0 {
        return Err(NotShown::Damaged(format!("{replaced} of its bytes are not valid text")));
    }
    writing.finish()
}

/// Separated values that are being written anew.
struct Writing<'a, 'e> {
    emit: &'a mut Emit<'e>,
    /// Columns that are taken out, the named ones once their heading was seen.
    columns: Vec<RedactedColumn>,
    /// Headings of columns, until the first row was read.
    headings: Vec<String>,
    cells: BTreeSet<(u64, u64)>,
    said: Rewritten,
    dialect: Dialect,
    /// Columns and cells in whose place something was written.
    met_columns: BTreeSet<u32>,
    met_cells: BTreeSet<(u64, u64)>,
    /// Cells of the heading, until the first row was read.
    heading: Option<Vec<String>>,
    /// Of the present cell, from 1.
    row: u64,
    column: u64,
    cell: Vec<u8>,
    too_long: bool,
    out: Vec<u8>,
}

impl<'a, 'e> Writing<'a, 'e> {
    fn new(asked: &CellsAsked, emit: &'a mut Emit<'e>) -> Self {
        let (mut columns, mut headings) = (Vec::new(), Vec::new());
        for column in &asked.columns {
            match column {
                ColumnAsked::Number(column) => columns.push(RedactedColumn { column: *column, from_row: 1 }),
                ColumnAsked::Heading(heading) => headings.push(heading.clone()),
            }
        }
        let cells = asked.cells.iter().map(|RedactedCell { row, column }| (u64::from(*row), u64::from(*column)));
        Self {
            emit,
            columns,
            headings,
            cells: cells.collect(),
            said: Rewritten::default(),
            dialect: Dialect { separator: b',', states_it: false, returns: false },
            met_columns: BTreeSet::new(),
            met_cells: BTreeSet::new(),
            heading: Some(Vec::new()),
            row: 1,
            column: 1,
            cell: Vec::new(),
            too_long: false,
            out: Vec::new(),
        }
    }

    /// Whether the present cell is taken out; notes that it was there.
    fn is_taken_out(&mut self) -> bool {
        let (row, column) = (self.row, self.column);
        let mut taken = false;
        for it in self.columns.iter().filter(|it| u64::from(it.column) == column && u64::from(it.from_row) <= row) {
            self.met_columns.insert(it.column);
            taken = true;
        }
        if self.cells.contains(&(row, column)) {
            self.met_cells.insert((row, column));
            taken = true;
        }
        taken
    }

    fn end_line(&mut self) {
        self.out.extend_from_slice(if self.dialect.returns { b"\r\n" } else { b"\n" });
        self.row += 1;
        self.column = 1;
    }

    /// Writes a cell, in quotes where it would be read otherwise without them.
    fn put(&mut self, cell: &[u8]) {
        if self.column > 1 {
            self.out.push(self.dialect.separator);
        }
        let meant = |byte: &u8| *byte == self.dialect.separator || matches!(byte, b'"' | b'\r' | b'\n');
        let spaced = [cell.first(), cell.last()].iter().any(|end| end.is_some_and(u8::is_ascii_whitespace));
        // An empty cell in quotes: a row of one of them is no line without anything.
        if cell.iter().any(meant) || spaced || cell.is_empty() && self.column == 1 {
            self.out.push(b'"');
            for byte in cell {
                self.out.push(*byte);
                if *byte == b'"' {
                    self.out.push(b'"');
                }
            }
            self.out.push(b'"');
        } else {
            self.out.extend_from_slice(cell);
        }
    }

    /// Finds the columns of the headings that were asked for, once the first row was read; the heading stays.
    fn find_headings(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        for wanted in std::mem::take(&mut self.headings) {
            let same = |(_, cell): &(usize, &String)| cell.trim() == wanted.trim();
            let found: Vec<usize> = heading.iter().enumerate().filter(same).map(|(at, _)| at + 1).collect();
            match (found.as_slice(), u32::try_from(self.row + 1)) {
                ([one], Ok(from_row)) => {
                    self.columns.push(RedactedColumn { column: u32::try_from(*one).unwrap_or(u32::MAX), from_row });
                }
                ([], _) => self.said.unknown.push(wanted),
                _ => self.said.ambiguous.push(wanted),
            }
        }
    }

    fn flush(&mut self) -> Result<(), NotShown> {
        (self.emit)(Frame::Rewritten(std::mem::take(&mut self.out)))
    }

    fn finish(mut self) -> Result<(), NotShown> {
        self.find_headings();
        if !self.out.is_empty() {
            self.flush()?;
        }
        let missed = |column: &u32| !self.met_columns.contains(column);
        self.said.no_columns = self.columns.iter().map(|it| it.column).filter(missed).collect();
        let missed = self.cells.difference(&self.met_cells);
        let cell = |(row, column): &(u64, u64)| RedactedCell { row: *row as u32, column: *column as u32 };
        self.said.no_cells = missed.map(cell).collect();
        self.said.columns = self.columns;
        let said =
            serde_json::to_vec(&self.said).map_err(|_| NotShown::Unsafe("its cells could not be named".into()))?;
        (self.emit)(Frame::Answer(said))
    }
}

impl Cells for Writing<'_, '_> {
    fn begin(&mut self, dialect: Dialect) {
        self.dialect = dialect;
        if dialect.states_it {
            self.out.extend_from_slice(b"sep=");
            self.out.push(dialect.separator);
            self.out.extend_from_slice(if dialect.returns { b"\r\n" } else { b"\n" });
        }
    }

    fn part(&mut self, bytes: &[u8]) {
        let room = CELL_LIMIT.saturating_sub(self.cell.len());
        self.too_long |= bytes.len() > room;
        self.cell.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn end_cell(&mut self) -> Result<(), NotShown> {
        let cell = std::mem::take(&mut self.cell);
        if let Some(heading) = &mut self.heading {
            heading.push(String::from_utf8_lossy(&cell).into_owned());
        }
        if self.is_taken_out() {
            self.put(REDACTED.as_bytes());
        } else if self.too_long {
            return Err(NotShown::Unsafe("a cell of it is too long to be written anew".into()));
        } else {
            self.put(&cell);
        }
        self.too_long = false;
        self.column += 1;
        if self.out.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn end_row(&mut self) {
        self.find_headings();
        self.end_line();
    }

    fn blank_line(&mut self) {
        self.end_line();
    }
}

#[cfg(test)]
mod tests;
