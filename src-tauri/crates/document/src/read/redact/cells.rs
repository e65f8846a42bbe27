//! Separated values written anew without what is taken out: a cell that goes is never written. Refuses values of which
//! nobody can tell which column they stand in.

use crate::protocol::{CellsAsked, ColumnAsked, Frame, PART_LIMIT, Rewritten, Uneven};
use crate::read::Emit;
use crate::read::table::{self, Cells, Dialect, Place, Walked};
use model::exhibit::NotShown;
use model::redaction::{REDACTED, RedactedCell, RedactedColumn};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// Bytes of rewritten values that are sent at a time.
const BATCH: usize = 256 << 10;
/// Bytes of one cell, at most: with what waits to be sent it must fit a frame.
const CELL_LIMIT: usize = PART_LIMIT / 2 - BATCH;

/// Writes separated values anew in the same dialect, without what is taken out, then how far that was there.
///
/// # Errors
/// They aren't text, or a cell of them is too long.
pub(super) fn rewrite(
    input: &mut dyn Read,
    ending: &str,
    asked: &CellsAsked,
    emit: &mut Emit<'_>,
) -> Result<(), NotShown> {
    let mut writing = Writing::new(asked, emit);
    let walked = table::walk(input, ending, &mut writing)?;
    if walked.replaced > 0 {
        return Err(NotShown::Damaged(format!("{} of its bytes are not valid text", walked.replaced)));
    }
    writing.finish(&walked)
}

/// Separated values that are being written anew.
struct Writing<'a, 'e> {
    emit: &'a mut Emit<'e>,
    /// Columns that are taken out, each with whether its heading is too; the named ones once the headings were read.
    columns: BTreeMap<u64, bool>,
    /// Headings and numbers of columns, until the headings were read.
    headings: Vec<String>,
    numbers: Vec<u32>,
    cells: BTreeSet<(u64, u64)>,
    /// Whether all rows must be as long as the heading: else a value of a column may stand in another one.
    even: bool,
    said: Rewritten,
    dialect: Dialect,
    /// Columns and cells in whose place something was written.
    met_columns: BTreeSet<u64>,
    met_cells: BTreeSet<(u64, u64)>,
    /// Cells of the heading, until all of them were read.
    heading: Option<Vec<String>>,
    /// How many they are, from then on.
    width: u64,
    cell: Vec<u8>,
    too_long: bool,
    out: Vec<u8>,
}

impl<'a, 'e> Writing<'a, 'e> {
    fn new(asked: &CellsAsked, emit: &'a mut Emit<'e>) -> Self {
        let cells = asked.cells.iter().map(|RedactedCell { row, column }| (u64::from(*row), u64::from(*column)));
        let mut writing = Self {
            emit,
            columns: BTreeMap::new(),
            headings: Vec::new(),
            numbers: Vec::new(),
            cells: cells.collect(),
            even: !asked.columns.is_empty(),
            said: Rewritten::default(),
            dialect: Dialect { separator: b',', states_it: false, returns: false },
            met_columns: BTreeSet::new(),
            met_cells: BTreeSet::new(),
            heading: Some(Vec::new()),
            width: 0,
            cell: Vec::new(),
            too_long: false,
            out: Vec::new(),
        };
        for column in &asked.columns {
            match column {
                ColumnAsked::Number(number) => {
                    writing.numbers.push(*number);
                    writing.take_out((*number).into(), true);
                }
                ColumnAsked::Heading(heading) => writing.headings.push(heading.clone()),
                ColumnAsked::Standing(standing) => writing.take_out(standing.column.into(), standing.takes_heading()),
            }
        }
        writing
    }

    /// Takes a column out, with its heading where one of those who asked for it said so.
    fn take_out(&mut self, column: u64, with_heading: bool) {
        *self.columns.entry(column).or_default() |= with_heading;
    }

    /// Whether a cell is taken out; notes that it was there.
    fn is_taken_out(&mut self, at: Place) -> bool {
        let of_column = self.columns.get(&at.column).is_some_and(|with_heading| *with_heading || at.row > 0);
        if of_column {
            self.met_columns.insert(at.column);
        }
        let alone = self.cells.contains(&(at.row, at.column));
        if alone {
            self.met_cells.insert((at.row, at.column));
        }
        of_column || alone
    }

    fn end_line(&mut self) {
        self.out.extend_from_slice(if self.dialect.returns { b"\r\n" } else { b"\n" });
    }

    /// Writes the cell of a column, in quotes where it would be read otherwise without them.
    fn put(&mut self, cell: &[u8], column: u64) {
        if column > 1 {
            self.out.push(self.dialect.separator);
        }
        let meant = |byte: &u8| *byte == self.dialect.separator || matches!(byte, b'"' | b'\r' | b'\n');
        let spaced = [cell.first(), cell.last()].iter().any(|end| end.is_some_and(u8::is_ascii_whitespace));
        // An empty cell in quotes: a row of one of them is no line without anything.
        if cell.iter().any(meant) || spaced || cell.is_empty() && column == 1 {
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

    /// Finds the columns of the headings that were asked for, once all of these were read; the heading stays.
    fn find_headings(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        self.width = heading.len() as u64;
        let columns = || (1..).zip(&heading);
        for wanted in std::mem::take(&mut self.headings) {
            let found: Vec<u64> =
                columns().filter(|(_, cell)| cell.trim() == wanted.trim()).map(|(column, _)| column).collect();
            match found.as_slice() {
                [one] => self.take_out(*one, false),
                [] => self.said.unknown.push(wanted),
                _ => self.said.ambiguous.push(wanted),
            }
        }
        // Whoever wrote a number may have meant the heading that says it.
        for number in std::mem::take(&mut self.numbers) {
            let own = u64::from(number);
            let other = columns().any(|(column, cell)| column != own && cell.trim().parse::<u32>() == Ok(number));
            if other && own <= self.width {
                self.said.headed.push(number);
            }
        }
    }

    /// Sends what waits. Of values that are refused, no more leaves.
    fn flush(&mut self) -> Result<(), NotShown> {
        let out = std::mem::take(&mut self.out);
        let Rewritten { uneven, loose_quotes, in_quotes, .. } = self.said;
        if out.is_empty() || uneven.is_some() || loose_quotes.is_some() || in_quotes {
            return Ok(());
        }
        (self.emit)(Frame::Rewritten(out))
    }

    fn finish(mut self, walked: &Walked) -> Result<(), NotShown> {
        self.find_headings();
        self.said.in_quotes = walked.in_quotes;
        self.said.loose_quotes = walked.loose_quotes.filter(|_| self.even);
        self.flush()?;
        let missed = self.columns.keys().filter(|column| !self.met_columns.contains(*column));
        self.said.no_columns = missed.map(|column| *column as u32).collect();
        let missed = self.cells.difference(&self.met_cells);
        let cell = |(row, column): &(u64, u64)| RedactedCell { row: *row as u32, column: *column as u32 };
        self.said.no_cells = missed.map(cell).collect();
        let column = |(column, with_heading): (&u64, &bool)| RedactedColumn::new(*column as u32, *with_heading);
        self.said.columns = self.columns.iter().map(column).collect();
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
            self.end_line();
        }
    }

    fn part(&mut self, bytes: &[u8]) {
        let room = CELL_LIMIT.saturating_sub(self.cell.len());
        self.too_long |= bytes.len() > room;
        self.cell.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn end_cell(&mut self, at: Place) -> Result<(), NotShown> {
        let cell = std::mem::take(&mut self.cell);
        if let Some(heading) = &mut self.heading {
            heading.push(String::from_utf8_lossy(&cell).into_owned());
        }
        if self.is_taken_out(at) {
            self.put(REDACTED.as_bytes(), at.column);
        } else if self.too_long {
            return Err(NotShown::Unsafe("a cell of it is too long to be written anew".into()));
        } else {
            self.put(&cell, at.column);
        }
        self.too_long = false;
        if self.out.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn end_row(&mut self, last: Place) {
        self.find_headings();
        if self.even && last.column != self.width && self.said.uneven.is_none() {
            self.said.uneven = Some(Uneven { row: last.row, cells: last.column, columns: self.width });
        }
        self.end_line();
    }

    fn blank_line(&mut self) {
        self.end_line();
    }
}

#[cfg(test)]
mod tests;
