//! A document → its words as one text, up to a length: what the other readers show, without how it looks. Never reads
//! further than the text that is kept.

use super::pdf;
use crate::protocol::{Frame, Request};
use model::exhibit::{FileType, Lines, NotShown, ShowLimits, Table};
use model::search::FILE_TEXT;
use std::io::Read;
use std::time::{Duration, Instant};

/// Bytes that are read of what is read in a stream: more than its text can be long, in any encoding.
const STREAMED: u64 = 4 * FILE_TEXT as u64;
/// How long the pages of a document are read; what comes after that is cut.
const TIME: Duration = Duration::from_secs(3);
/// How much of tables and lines is read. No cell and no line is cut by these, so that whatever is cut is known to be.
const LIMITS: ShowLimits = ShowLimits {
    pages: 0,
    rows: 20_000,
    columns: 100,
    cell_chars: FILE_TEXT as u32,
    lines: 200_000,
    line_chars: FILE_TEXT as u32,
};

/// Reads a document's words: a byte that says whether they are cut, then UTF-8.
///
/// # Errors
/// Why it has none.
pub(crate) fn read(request: &Request, input: &mut dyn Read) -> Result<Vec<u8>, NotShown> {
    let mut words = Words::default();
    match request.kind {
        FileType::Pdf => pages(super::whole(input)?, &mut words)?,
        FileType::Csv | FileType::Text | FileType::Json => {
            words.cut = request.size > STREAMED;
            shown(request, &mut input.take(STREAMED), &mut words)?;
        }
        FileType::Xlsx | FileType::Eml | FileType::Zip => shown(request, input, &mut words)?,
        FileType::Png | FileType::Jpeg | FileType::Other => return Err(NotShown::NoPages),
    }
    if words.text.trim().is_empty() {
        return Err(NotShown::NoPages);
    }
    Ok([&[u8::from(words.cut)], words.text.as_bytes()].concat())
}

/// What the other readers hand on, as words.
fn shown(request: &Request, input: &mut dyn Read, words: &mut Words) -> Result<(), NotShown> {
    let mut emit = |frame: Frame| {
        match frame {
            Frame::Table(table) => words.table(&table),
            Frame::Lines(lines) => words.lines(&lines),
            _ => return Err(NotShown::NoPages),
        }
        // Nothing of what comes now would be kept.
        if words.full { Err(NotShown::NoPages) } else { Ok(()) }
    };
    let read = super::show(request, &LIMITS, input, &mut emit);
    if words.full { Ok(()) } else { read.map(drop) }
}

/// The words of a PDF's pages, one after the other.
fn pages(bytes: Vec<u8>, words: &mut Words) -> Result<(), NotShown> {
    let begun = Instant::now();
    pdf::each_text(bytes, &LIMITS, &mut |lines| {
        lines.iter().for_each(|lines| words.lines(lines));
        words.cut |= begun.elapsed() > TIME;
        !words.full && begun.elapsed() <= TIME
    })
}

/// A text that is put together, up to a length.
#[derive(Default)]
struct Words {
    text: String,
    cut: bool,
    full: bool,
}

impl Words {
    fn table(&mut self, table: &Table) {
        self.cut |= table.total_rows > table.rows.len() as u64;
        let width = table.rows.first().map_or(table.header.len(), Vec::len);
        self.cut |= table.total_columns as usize > width;
        if let Some(name) = &table.name {
            self.line([name.as_str()]);
        }
        for row in std::iter::once(&table.header).chain(&table.rows) {
            self.line(row.iter().map(String::as_str));
        }
    }

    fn lines(&mut self, lines: &Lines) {
        self.cut |= lines.total_lines > lines.lines.len() as u64;
        lines.lines.iter().for_each(|line| self.line([line.as_str()]));
    }

    /// Adds a line of what isn't empty, or as much of it as there is room for.
    fn line<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            if self.full {
                return;
            }
            let room = FILE_TEXT.saturating_sub(self.text.len() + 1);
            let kept = &part[..part.floor_char_boundary(room)];
            if !kept.is_empty() {
                self.text.push_str(kept);
                self.text.push(' ');
            }
            self.full = kept.len() < part.len();
            self.cut |= self.full;
        }
        if self.text.ends_with(' ') {
            self.text.pop();
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Work;

    fn words(kind: FileType, bytes: &[u8]) -> Result<(bool, String), NotShown> {
        let request = Request { kind, ending: "csv".into(), size: bytes.len() as u64, work: Work::Words };
        let answer = read(&request, &mut &bytes[..])?;
        Ok((answer[0] == 1, String::from_utf8(answer[1..].to_vec()).unwrap()))
    }

    #[test]
    fn cells_and_lines_become_words() {
        let csv = words(FileType::Csv, b"user,decision\nquentin.lim,remove\n,\n");
        assert_eq!(csv, Ok((false, "user decision\nquentin.lim remove\n".to_owned())));
        assert_eq!(words(FileType::Text, b"one\n\ntwo"), Ok((false, "one\ntwo\n".to_owned())));
        assert_eq!(words(FileType::Text, b"  \n"), Err(NotShown::NoPages));
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let long = "ü".repeat(FILE_TEXT).into_bytes();
        let lines = "a line of a log\n".repeat(FILE_TEXT / 8).into_bytes();
        for bytes in [long, lines] {
            let (cut, text) = words(FileType::Text, &bytes).unwrap();
            assert!(cut && text.len() <= FILE_TEXT && text.len() > 1_000, "{}", text.len());
        }
    }
}
