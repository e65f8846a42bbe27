//! CSV → one table, its rows counted to the end in memory that doesn't grow with the file. Never fails on a
//! ragged or badly quoted file: there is always a reading, as in a spreadsheet program.

pub(crate) mod delimiter;

use super::{broken, cut};
use crate::decode::{Fallback, Text};
use csv_core::{ReadFieldResult, ReaderBuilder};
use model::exhibit::{NotShown, ShowLimits, Table};
use std::io::Read;

/// Reads a table to its end; the first row is its header.
///
/// # Errors
/// It isn't text.
pub(crate) fn read(input: &mut dyn Read, ending: &str, limits: &ShowLimits) -> Result<Table, NotShown> {
    let mut rows = Rows::new(limits);
    walk(input, ending, &mut rows)?;
    Ok(rows.finish())
}

/// How a file separates its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// What stands between cells.
    pub(crate) separator: u8,
    /// Whether a first line states that, which is no row.
    pub(crate) states_it: bool,
    /// Whether its first line ends in CR and LF.
    pub(crate) returns: bool,
}

/// Where a cell stands. A preview, a packet and whoever names a cell all count like this, and nobody counts beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// The row: 0 is the first one, which is taken for the heading. Lines without anything aren't counted.
    pub(crate) row: u64,
    /// The column, from 1.
    pub(crate) column: u64,
}

/// Takes what stands between the separators.
pub(crate) trait Cells {
    /// How they are separated; comes first.
    fn begin(&mut self, _: Dialect) {}
    /// More bytes of the present cell, in UTF-8.
    fn part(&mut self, bytes: &[u8]);
    /// The present cell is whole.
    ///
    /// # Errors
    /// It can't be taken.
    fn end_cell(&mut self, at: Place) -> Result<(), NotShown>;
    /// The present row is whole; `last` is its last cell.
    fn end_row(&mut self, last: Place);
    /// A line without anything.
    fn blank_line(&mut self);
}

/// What is known of separated values once they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Walked {
    /// Bytes that weren't valid in the encoding and were replaced.
    pub(crate) replaced: u64,
    /// The first row in which something stands between the end of quotes and what ends the cell.
    pub(crate) loose_quotes: Option<u64>,
    /// Whether they end inside quotes.
    pub(crate) in_quotes: bool,
}

/// Reads separated values to their end.
///
/// # Errors
/// It isn't text, or what `cells` says.
pub(crate) fn walk(input: &mut dyn Read, ending: &str, cells: &mut impl Cells) -> Result<Walked, NotShown> {
    let mut text = Text::new(input, Fallback::Windows);
    let mut piece = String::new();
    let mut more = text.next(&mut piece).map_err(broken)?;
    let (separator, skipped) = delimiter::choose(&piece, ending, more);
    let returns = memchr::memchr(b'\n', piece.as_bytes()).is_some_and(|end| piece[..end].ends_with('\r'));
    cells.begin(Dialect { separator, states_it: skipped > 0, returns });
    piece.drain(..skipped);
    let mut walk = Walk {
        reader: ReaderBuilder::new().delimiter(separator).build(),
        separator,
        between_rows: true,
        after_return: false,
        at: Place { row: 0, column: 1 },
        quoting: Quoting::Start,
        loose_quotes: None,
        cells,
    };
    loop {
        if text.nul {
            return Err(NotShown::NoPages);
        }
        walk.take(piece.as_bytes())?;
        if !more {
            break;
        }
        more = text.next(&mut piece).map_err(broken)?;
    }
    // An empty input tells the reader that this was all.
    while !matches!(walk.step(&[])?.0, ReadFieldResult::End) {}
    let in_quotes = walk.quoting == Quoting::Quoted;
    Ok(Walked { replaced: text.replaced, loose_quotes: walk.loose_quotes, in_quotes })
}

/// Where a byte stands by its quotes. The reader knows it too and doesn't say: it takes whatever comes, and these are the
/// steps that it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// No byte of the cell has come.
    Start,
    /// In a cell without quotes, in which a quotation mark is a character like others.
    Bare,
    /// Within quotes.
    Quoted,
    /// After a quotation mark within quotes: their end, or the first half of a mark that is meant.
    Closed,
}

impl Quoting {
    /// Where the byte after this one stands.
    const fn after(self, byte: u8, separator: u8) -> Self {
        let ends = byte == separator || matches!(byte, b'\r' | b'\n');
        match (self, byte) {
            (Self::Quoted, b'"') => Self::Closed,
            (Self::Quoted, _) | (Self::Start | Self::Closed, b'"') => Self::Quoted,
            (Self::Start | Self::Bare | Self::Closed, _) if ends => Self::Start,
            (Self::Start | Self::Bare | Self::Closed, _) => Self::Bare,
        }
    }
}

/// A table that is being read.
struct Walk<'a, C> {
    reader: csv_core::Reader,
    separator: u8,
    /// No byte of the next row has come.
    between_rows: bool,
    /// The last line ended in CR, so that a LF belongs to it.
    after_return: bool,
    /// Of the present cell.
    at: Place,
    quoting: Quoting,
    loose_quotes: Option<u64>,
    cells: &'a mut C,
}

impl<C: Cells> Walk<'_, C> {
    fn take(&mut self, mut input: &[u8]) -> Result<(), NotShown> {
        loop {
            if self.between_rows {
                input = self.blank_lines(input);
            }
            // To the reader, an empty input would be the end of the file.
            if input.is_empty() {
                return Ok(());
            }
            let (_, read) = self.step(input)?;
            input = &input[read..];
        }
    }

    /// Takes off lines without anything, which the reader would pass over in silence.
    fn blank_lines<'i>(&mut self, mut input: &'i [u8]) -> &'i [u8] {
        while let [first @ (b'\r' | b'\n'), rest @ ..] = input {
            if !(self.after_return && *first == b'\n') {
                self.cells.blank_line();
            }
            self.after_return = *first == b'\r';
            input = rest;
        }
        input
    }

    fn step(&mut self, input: &[u8]) -> Result<(ReadFieldResult, usize), NotShown> {
        let mut output = [0; 4096];
        let (result, read, written) = self.reader.read_field(input, &mut output);
        self.follow_quotes(&input[..read]);
        self.cells.part(&output[..written]);
        self.between_rows = false;
        if let ReadFieldResult::Field { record_end } = result {
            let at = self.at;
            self.cells.end_cell(at)?;
            self.at.column += 1;
            if record_end {
                self.cells.end_row(at);
                self.at = Place { row: at.row + 1, column: 1 };
                self.between_rows = true;
                self.after_return = input[..read].last() == Some(&b'\r');
            }
        }
        Ok((result, read))
    }

    fn follow_quotes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let after = self.quoting.after(*byte, self.separator);
            if self.quoting == Quoting::Closed && after == Quoting::Bare {
                self.loose_quotes.get_or_insert(self.at.row);
            }
            self.quoting = after;
        }
    }
}

/// Rows that are being collected: as many as are shown are kept, the rest is counted.
struct Rows {
    limits: ShowLimits,
    /// The header and the rows, each at the place that is its number, none longer than the columns shown.
    kept: Vec<Vec<String>>,
    /// The number of the last row: as many as there are below the header.
    total: u64,
    columns: u64,
    row: Vec<String>,
    cell: Vec<u8>,
    /// Bytes of `cell` beyond which more of it can't be shown.
    cell_limit: usize,
}

impl Rows {
    fn new(limits: &ShowLimits) -> Self {
        let cell_limit = (limits.cell_chars as usize + 1) * 4;
        let (kept, row, cell) = (Vec::new(), Vec::new(), Vec::new());
        Self { limits: *limits, kept, total: 0, columns: 0, row, cell, cell_limit }
    }

    /// Whether the cell being read is among those shown. One row more than the limit: the header.
    fn shown(&self) -> bool {
        self.kept.len() <= self.limits.rows as usize && self.row.len() < self.limits.columns as usize
    }

    fn finish(self) -> Table {
        let mut rows = self.kept.into_iter();
        let header = rows.next().unwrap_or_default();
        table(None, header, rows.collect(), self.total, self.columns)
    }
}

impl Cells for Rows {
    fn part(&mut self, bytes: &[u8]) {
        if self.shown() {
            let room = self.cell_limit.saturating_sub(self.cell.len()).min(bytes.len());
            self.cell.extend_from_slice(&bytes[..room]);
        }
    }

    fn end_cell(&mut self, _: Place) -> Result<(), NotShown> {
        if self.shown() {
            self.row.push(cut(&String::from_utf8_lossy(&self.cell), self.limits.cell_chars));
        }
        self.cell.clear();
        Ok(())
    }

    fn end_row(&mut self, last: Place) {
        self.total = last.row;
        self.columns = self.columns.max(last.column);
        let row = std::mem::take(&mut self.row);
        if self.kept.len() <= self.limits.rows as usize {
            self.kept.push(row);
        }
    }

    /// Lines without anything aren't shown as rows.
    fn blank_line(&mut self) {}
}

/// A table whose header and rows are all padded to the longest of them.
pub(crate) fn table(
    name: Option<String>,
    mut header: Vec<String>,
    mut rows: Vec<Vec<String>>,
    total_rows: u64,
    total_columns: u64,
) -> Table {
    let width = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or_default();
    if !header.is_empty() {
        header.resize(width, String::new());
    }
    for row in &mut rows {
        row.resize(width, String::new());
    }
    let total_columns = u32::try_from(total_columns).unwrap_or(u32::MAX);
    Table { name, header, rows, total_rows, total_columns }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(bytes: &[u8]) -> Table {
        read(&mut &bytes[..], "csv", &ShowLimits::default()).unwrap()
    }

    #[test]
    fn quoted_line_ends_and_ragged_rows() {
        let table = read_all(b"name,note\r\nann,\"one\r\ntwo, \"\"three\"\"\"\r\nbob\r\ncy,x,extra\r\n");
        assert_eq!(table.header, ["name", "note", ""]);
        assert_eq!(table.rows[0], ["ann", "one\r\ntwo, \"three\"", ""]);
        assert_eq!(table.rows[1], ["bob", "", ""]);
        assert_eq!(table.rows[2], ["cy", "x", "extra"]);
        assert_eq!((table.total_rows, table.total_columns), (3, 3));
    }

    #[test]
    fn delimiters_and_encodings() {
        for text in ["a;b;c\n1,5;2;3\n", "a\tb\tc\n1,5\t2\t3\n", "a|b|c\n1,5|2|3\n", "sep=;\na;b;c\n1,5;2;3\n"] {
            assert_eq!(read_all(text.as_bytes()).rows, [["1,5", "2", "3"]], "{text}");
        }
        assert_eq!(read_all(b"a;b\nM\xFCller;2\n").rows, [["Müller", "2"]]);
        let wide: Vec<u8> = "\u{FEFF}a;b\r\nß;2".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_all(&wide).rows, [["ß", "2"]]);
    }

    #[test]
    fn beyond_the_limits_is_counted() {
        let limits = ShowLimits { rows: 2, columns: 2, cell_chars: 3, ..ShowLimits::default() };
        let table = read(&mut &b"aaaa,b,c\n1,2,3\n4,5,6\n7,8,9,10\n"[..], "csv", &limits).unwrap();
        assert_eq!(table.header, ["aa…", "b"]);
        assert_eq!(table.rows, [["1", "2"], ["4", "5"]]);
        assert_eq!((table.total_rows, table.total_columns), (3, 4));
    }

    #[test]
    fn cells_of_wide_characters_are_cut_at_characters() {
        let limits = ShowLimits { cell_chars: 5, ..ShowLimits::default() };
        let text = format!("a,b\n{},x\n", "😀".repeat(9000));
        assert_eq!(read(&mut text.as_bytes(), "csv", &limits).unwrap().rows, [["😀😀😀😀…", "x"]]);
    }

    /// What is said of quotes: the first row that has something after their end, and whether they are open at the end.
    fn quotes(text: &str) -> (Option<u64>, bool) {
        let walked = walk(&mut text.as_bytes(), "csv", &mut Rows::new(&ShowLimits::default())).unwrap();
        (walked.loose_quotes, walked.in_quotes)
    }

    #[test]
    fn quotes_that_a_reader_takes_in_silence_are_told() {
        for sound in
            ["", "a,b\n\"1\",\"two \"\"2\"\"\"\n", "a,b\n1,\"2\"", "a,b\n5\" pipe,\"x\ny\"\r\n", "a,b\n\"\",\n"]
        {
            assert_eq!(quotes(sound), (None, false), "{sound:?}");
        }
        for (text, told) in [
            ("a,b\n1,\"2", (None, true)),
            ("a,b\n1,\"2\n3,4\n", (None, true)),
            ("a,b\n1,\"2\"\"", (None, true)),
            ("a,b\n\n1,\"2\"3\n", (Some(1), false)),
            ("a,b\n1,2\n\"3\" ,4\n", (Some(2), false)),
            ("a,b\nann,\"x\nbob,\"y\"\n", (Some(1), false)),
        ] {
            assert_eq!(quotes(text), told, "{text:?}");
        }
    }

    #[test]
    fn rows_are_numbered_as_they_are_shown() {
        struct Places(Vec<(u64, u64)>);
        impl Cells for Places {
            fn part(&mut self, _: &[u8]) {}
            fn end_cell(&mut self, at: Place) -> Result<(), NotShown> {
                self.0.push((at.row, at.column));
                Ok(())
            }
            fn end_row(&mut self, _: Place) {}
            fn blank_line(&mut self) {}
        }
        let text = "\n\nname,note\r\n\r\nann,\"one\n\ntwo\"\n\nbob";
        let mut places = Places(Vec::new());
        walk(&mut text.as_bytes(), "csv", &mut places).unwrap();
        assert_eq!(places.0, [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1)]);
        let table = read_all(text.as_bytes());
        assert_eq!((table.rows[0][0].as_str(), table.rows[1][0].as_str()), ("ann", "bob"));
        assert_eq!(table.total_rows, 2);
    }

    proptest! {
        #[test]
        fn what_a_writer_wrote_is_read(
            columns in 2usize..6,
            cells in prop::collection::vec("[a-zA-Z0-9 ,;\"\n\ré€]{1,12}", 12..60),
        ) {
            let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            let rows: Vec<&[String]> = cells.chunks_exact(columns).collect();
            for row in &rows {
                writer.write_record(row.iter()).unwrap();
            }
            let table = read_all(&writer.into_inner().unwrap());
            prop_assert_eq!(&table.header[..], rows[0]);
            prop_assert_eq!(table.rows.len(), rows.len() - 1);
            for (read, wrote) in table.rows.iter().zip(&rows[1..]) {
                prop_assert_eq!(&read[..], *wrote);
            }
        }
    }
}
