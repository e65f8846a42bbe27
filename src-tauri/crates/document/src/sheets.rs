//! The parent's side of reading sheets for an import: sends a workbook or separated values into a confined child, takes
//! cells out, lays them out within bounds and checks every sheet. Never parses the file, and never repairs a sheet.

pub(crate) mod budget;

use crate::confined;
use crate::not_read::NotRead;
use crate::protocol::{self, Frame, Request, Work};
use crate::read::workbook::SHEET_LIMIT;
use crate::reader::{self, Reader};
use crate::{Error, detect};
use budget::Budget;
use model::exhibit::{FileType, NotShown};
use model::sheet::{Cell, Sheet};
use std::io::Read;

/// Bytes of all frames of one file's sheets, at most. They pass through; what is held is bounded by [`Budget`].
const OUTPUT_LIMIT: usize = 1 << 30;
/// First bytes by which the file's kind is told.
const FIRST_BYTES: u64 = 64 << 10;

impl Reader {
    /// Reads the sheets of a workbook (XLSX), hidden ones too, or the one sheet of separated values, in the order of the
    /// file; or says why there are none. `name` only helps to tell what the file is; it is never a path.
    ///
    /// Each sheet is within the bounds of [`Sheet::check`]. What stands beyond them is counted in its totals and left
    /// behind, and a text beyond them is [`Cell::Long`]. Blank lines of separated values are rows, as in a spreadsheet
    /// program.
    ///
    /// # Errors
    /// Failures of our own: the child can't be started, or the file can't be read or has another size. What the file
    /// brings about, the death of the child included, is [`NotRead`].
    pub fn sheets(&self, original: &mut dyn Read, name: &str, size: u64) -> Result<Result<Vec<Sheet>, NotRead>, Error> {
        let mut first = Vec::new();
        (&mut *original).take(FIRST_BYTES).read_to_end(&mut first).map_err(Error::Original)?;
        let ending = detect::ending(name);
        let Some(kind) = kind(&first, name, &ending) else { return Ok(Err(NotRead::NoSheets)) };
        if let Some(reason) = reader::refused(kind, size) {
            return Ok(Err(NotRead::new(reason, reader::most(kind))));
        }
        let request = Request { kind, ending, size, work: Work::Sheets };
        let block = protocol::request_block(&request).map_err(Error::Start)?;
        let mut whole = first.as_slice().chain(original);
        let (received, end) =
            self.confined().run(|to| confined::send(to, &block, &mut whole, size), |from| receive(from, kind))?;
        let settled = end.settle(received.outcome, received.ready)?;
        Ok(settled.map_err(|reason| NotRead::new(reason, reader::most(kind))))
    }
}

/// As what the file is read: a workbook, separated values, or not at all. A name that says separated values is believed
/// of any text.
fn kind(first: &[u8], name: &str, ending: &str) -> Option<FileType> {
    match detect::detect(first, name) {
        FileType::Xlsx => Some(FileType::Xlsx),
        FileType::Csv | FileType::Text => Some(FileType::Csv),
        FileType::Json | FileType::Eml if matches!(ending, "csv" | "tsv") => Some(FileType::Csv),
        FileType::Json
        | FileType::Eml
        | FileType::Pdf
        | FileType::Png
        | FileType::Jpeg
        | FileType::Zip
        | FileType::Other => None,
    }
}

/// What has come so far.
pub(crate) struct Received {
    /// Whether separated values were asked for, which are one sheet.
    one: bool,
    ready: bool,
    budget: Budget,
    /// Rows of the sheet that is being sent.
    rows: Vec<Vec<Cell>>,
    sheets: Vec<Sheet>,
    pub(crate) outcome: Option<Result<Vec<Sheet>, NotShown>>,
}

/// Takes frames until the last one, the end or the limit.
pub(crate) fn receive(from: impl Read, kind: FileType) -> Received {
    let one = kind == FileType::Csv;
    let (rows, sheets) = (Vec::new(), Vec::new());
    let mut received = Received { one, ready: false, budget: Budget::new(), rows, sheets, outcome: None };
    protocol::listen(from, OUTPUT_LIMIT, |frame| {
        if let Err(reason) = received.admit(frame) {
            received.outcome = Some(Err(NotShown::Unsafe(format!("its reader sent {reason}"))));
        }
        received.outcome.is_some()
    });
    received
}

impl Received {
    fn admit(&mut self, frame: Frame) -> Result<(), String> {
        match frame {
            Frame::Ready { .. } if !self.ready => self.ready = true,
            Frame::NotShown(reason) => self.outcome = Some(Err(crate::receive::worded(reason))),
            _ if !self.ready => return Err("something before it was confined".into()),
            Frame::Ready { .. } => return Err("two beginnings".into()),
            Frame::Cells(cells) => {
                for (row, column, cell) in cells {
                    self.put(row, column, cell)?;
                }
            }
            Frame::Sheet(sheet) => self.end_sheet(sheet)?,
            Frame::End { total_pages: None } if self.rows.is_empty() && !self.sheets.is_empty() => {
                self.outcome = Some(Ok(std::mem::take(&mut self.sheets)));
            }
            Frame::Page(_)
            | Frame::Table(_)
            | Frame::Lines(_)
            | Frame::Archive(_)
            | Frame::Rewritten(_)
            | Frame::Part(_)
            | Frame::Answer(_)
            | Frame::End { .. } => {
                return Err("something else than sheets".into());
            }
        }
        Ok(())
    }

    fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), String> {
        if !Budget::is_within(row.into(), column.into()) {
            return Err("a cell beyond the bounds of a sheet".into());
        }
        let (row, column) = (row as usize, column as usize);
        self.budget.take(row, column, &cell)?;
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Blank);
        }
        cells[column] = cell;
        Ok(())
    }

    fn end_sheet(&mut self, mut sheet: Sheet) -> Result<(), String> {
        let most = if self.one { 1 } else { SHEET_LIMIT };
        if !sheet.rows.is_empty() || self.sheets.len() >= most {
            return Err("more than was asked for".into());
        }
        self.budget.next_sheet();
        sheet.rows = std::mem::take(&mut self.rows);
        sheet.check().map_err(|invalid| format!("a sheet beyond its bounds: {invalid}"))?;
        let columns = sheet.rows.iter().map(Vec::len).max().unwrap_or_default() as u64;
        if sheet.total_rows < sheet.rows.len() as u64 || sheet.total_columns < columns {
            return Err("a sheet with more than it states".into());
        }
        self.sheets.push(sheet);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::sheet::{COLUMNS, Form};

    const READY: Frame = Frame::Ready { landlock: true };
    const END: Frame = Frame::End { total_pages: None };

    fn outcome(kind: FileType, frames: &[Frame]) -> Option<Result<Vec<Sheet>, NotShown>> {
        let mut sent = Vec::new();
        for frame in frames {
            protocol::write_frame(&mut sent, frame).unwrap();
        }
        receive(&sent[..], kind).outcome
    }

    fn cell(row: u32, column: u32, text: &str) -> Frame {
        Frame::Cells(vec![(row, column, Cell::Text(text.into()))])
    }

    fn sheet(total_rows: u64, total_columns: u64) -> Frame {
        Frame::Sheet(Sheet { total_rows, total_columns, ..Sheet::new(Form::Workbook, Vec::new()) })
    }

    #[test]
    fn cells_are_laid_out_sheet_by_sheet() {
        let frames = [READY, cell(1, 2, "b"), cell(0, 0, "a"), sheet(2, 3), cell(0, 0, "c"), sheet(9, 1), END];
        let sheets = outcome(FileType::Xlsx, &frames).unwrap().unwrap();
        assert_eq!(sheets[0].rows[0], [Cell::Text("a".into())]);
        assert_eq!(sheets[0].rows[1], [Cell::Blank, Cell::Blank, Cell::Text("b".into())]);
        assert_eq!(sheets[1].rows, [[Cell::Text("c".into())]]);
        assert_eq!(sheets[1].total_rows, 9);
    }

    #[test]
    fn anything_else_is_refused() {
        let inner = Box::new(Cell::Formula(Box::new(Cell::Blank)));
        let long = "x".repeat(model::sheet::CELL_CHARS + 1);
        for frames in [
            vec![cell(0, 0, "a"), sheet(1, 1), END],
            vec![READY, READY],
            vec![READY, END],
            vec![READY, cell(0, 0, "a"), END],
            vec![READY, cell(0, COLUMNS as u32, "a"), sheet(1, 1), END],
            vec![READY, cell(budget::SHEET_ROWS as u32, 0, "a"), sheet(1, 1), END],
            vec![READY, cell(4, 0, "a"), sheet(4, 1), END],
            vec![READY, cell(0, 4, "a"), sheet(1, 4), END],
            vec![READY, cell(0, 0, &long), sheet(1, 1), END],
            vec![READY, Frame::Cells(vec![(0, 0, Cell::Formula(inner))]), sheet(1, 1), END],
            vec![READY, Frame::Sheet(Sheet::new(Form::Csv, vec![vec![Cell::Bool(true)]])), END],
            vec![READY, sheet(0, 0), Frame::Answer(Vec::new())],
            vec![READY, sheet(0, 0), Frame::End { total_pages: Some(1) }],
        ] {
            let outcome = outcome(FileType::Xlsx, &frames);
            assert!(matches!(outcome, Some(Err(NotShown::Unsafe(_)))), "{frames:?}: {outcome:?}");
        }
        let two = [READY, sheet(0, 0), sheet(0, 0), END];
        assert!(matches!(outcome(FileType::Csv, &two), Some(Err(NotShown::Unsafe(_)))));
        assert!(matches!(outcome(FileType::Xlsx, &two), Some(Ok(_))));
    }

    #[test]
    fn cells_are_counted_before_they_are_laid_out() {
        let last = COLUMNS as u32 - 1;
        let cells = |row| Frame::Cells(vec![(row, last, Cell::Bool(true))]);
        let mut frames = vec![READY];
        frames.extend((0..4001).map(cells));
        let Some(Err(NotShown::Unsafe(reason))) = outcome(FileType::Xlsx, &frames) else { panic!() };
        assert!(reason.contains("cells"), "{reason}");
    }

    #[test]
    fn a_cell_that_never_ends_is_no_answer() {
        let mut nested = "{\"formula\":".repeat(5_000).into_bytes();
        nested.splice(..0, b"[[0,0,".iter().copied());
        let length = u32::try_from(nested.len()).unwrap().to_le_bytes();
        let mut sent = Vec::new();
        protocol::write_frame(&mut sent, &READY).unwrap();
        sent.extend([&b"C"[..], &length, &nested].concat());
        assert_eq!(receive(&sent[..], FileType::Xlsx).outcome, None);
    }
}
